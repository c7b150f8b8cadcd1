"""Whom the words for a speaker mean: a name, or the words themselves where the article gives no name.

A state is not who speaks in *Egyptian state TV said*, nor the owner in *Doe's aide said*. A *he* is the person of whom
the article spoke last, outside quotes. *The newspaper* and *the official* are the ones that spoke before, if the
words for those fit.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reading.quotes.clauses import Sentence
from analysis.reading.quotes.speakers import Source, find_report, find_teller
from analysis.rules.load import load_words, read_rows
from analysis.syntax.grammar import FEMININE, MASCULINE, PLURAL
from analysis.syntax.phrases import find_entity

if TYPE_CHECKING:
    from spacy.tokens import Token

LOOK_BACK = 3  # mentions may overlap: this many before a place are compared
SENTENCES_BACK = 2  # a *he* means a person of one of the sentences before
PRONOUNS_BACK = 8  # how many of them in a row are followed back
SOURCES_BACK = 4  # *the official* is one of the last speakers

_OWNED = frozenset(("poss", "amod", "nmod", "compound", "nummod"))
_OFFICES, _OUTLETS, _ANYBODY = (load_words("grammar_words.csv", kind) for kind in ("office", "outlet", "anybody"))
_POSTS = frozenset(row["word"] for row in read_rows("actor_words.csv") if row["sense"] == "post")
_HUMANS = _POSTS | frozenset("man woman boy girl rebel resident student protester fighter".split())

_Mention = tuple[int, int, dict, str]  # its place, the speaker columns that it gives, and the kind of its actor
Before = Callable[[int], Iterable[Sentence]]  # the sentences before a place, the nearest first, without their quotes


@dataclass(slots=True)
class Names:
    """Names the speakers of an article's quotes, one after the other.

    Attributes:
        text: the article's text.
        mentions: the table of that name, or None.
        before: the sentences before a place.
    """

    text: str
    mentions: pd.DataFrame | None
    before: Before
    _table: list[_Mention] = field(default_factory=list)
    _genders: dict[str, set[str]] = field(default_factory=dict)
    _said: list[tuple[Source, dict]] = field(default_factory=list)
    _people: dict[int, dict] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sorts the mentions, and keeps which pronouns mean whom."""
        self._table = _sort_mentions(self.mentions)
        for start, end, named, _ in self._table:
            word = self.text[start:end].lower()
            if word in MASCULINE | FEMININE:
                self._genders.setdefault(named["speaker"], set()).add("m" if word in MASCULINE else "f")

    def name_all(self, sources: Sequence[tuple[Source | None, str]]) -> Iterator[dict]:
        """The speaker columns of each quote, given its source and its words."""
        for source, quote in sources:
            if source is None:
                yield {}
                continue
            named = self._name(source, quote)
            if named:
                self._said.append((source, named))
            place = {"speaker_start": source.start, "speaker_end": source.end, "cue": source.cue, "rule": source.rule}
            yield named | place

    def _name(self, source: Source, quote: str) -> dict:
        named = self._find_mention(source)
        if source.is_pronoun:
            if source.head.lower_ in MASCULINE | FEMININE:
                return self._name_person(source, named, quote)
            if source.head.lower_ in PLURAL and not named:
                return self._name_group(source)
            return named or (self._said[-1][1] if self._said else _name_person_before(source))
        if named:
            return named
        if source.name is None and (same := self._find_same(source)):
            return same
        return {"speaker": source.name or self.text[source.start : source.end]} | self._find_country(source)

    def _find_mention(self, source: Source) -> dict:
        """The actor of the mention at the speaker's head word, else of the first name in the words that speaks."""
        for start, end in ((source.head_start, source.head_end), (source.start, source.end)):
            hits = [hit for hit in self._overlap(start, end) if _speaks(source, hit, self.text)]
            if hits:
                return hits[0][2]
        return {}

    def _overlap(self, start: int, end: int) -> list[_Mention]:
        at = bisect_right(self._table, end - 1, key=lambda mention: mention[0])
        return [hit for hit in self._table[max(0, at - LOOK_BACK) : at] if hit[0] < end and hit[1] > start]

    def _find_country(self, source: Source) -> dict:
        """The country that describes a speaker: *the senior U.S. official*."""
        hits = (named["speaker_country"] for _, _, named, _ in self._overlap(source.start, source.end))
        country = next((country for country in hits if country), None)
        return {"speaker_country": country} if country else {}

    def _name_person(self, source: Source, named: dict, quote: str, chain: int = 0) -> dict:
        """Whom *he* or *she* means: the person of whom the sentence before speaks, else what the mentions say."""
        if source.start in self._people:
            return self._people[source.start]
        kinds = {kind for *_, kind in self._overlap(source.head_start, source.head_end)}
        inside = bool(named) and named["speaker"].rpartition(" ")[2] in quote
        known = {} if inside or not kinds <= {"person"} else named
        person = self._find_person_before(source, not known, chain) or known
        person = person or (self._said[-1][1] if self._said else _name_person_before(source))
        self._people[source.start] = person
        return person

    def _find_person_before(self, source: Source, anybody: bool, chain: int) -> dict:
        """The teller of the nearest sentence before that has one; of `anybody`, the person whom it is about.

        `chain` counts the pronouns that led here, each of which means the one before: *he said*, *he added*.
        """
        gender = "m" if source.head.lower_ in MASCULINE else "f"
        for back, sentence in enumerate(self.before(source.start)):
            told = find_report(sentence) or (find_teller(sentence) if anybody else None)
            if back >= SENTENCES_BACK:
                break
            if told is None or told.head is None or (told.is_pronoun and told.head.lower_ not in MASCULINE | FEMININE):
                continue
            if told.is_pronoun and chain >= PRONOUNS_BACK:
                break
            mention = self._find_mention(told) if told.is_pronoun else {}
            named = self._name_person(told, mention, "", chain + 1) if told.is_pronoun else self._name_human(told)
            if named and gender in self._genders.get(named["speaker"], {gender}):
                return named
            if told.cue and told.head.tag_ == "NN" and told.head.lower_ in _HUMANS:  # *a rebel said*, *the man said*
                return {"speaker": self.text[told.start : told.end]} | self._find_country(told)
            if back == 0 and not anybody:
                break
        return {}

    def _name_group(self, source: Source) -> dict:
        """Whom *they* means: the several people whom the sentence before is about, else the words of the speaker."""
        sentence = next(iter(self.before(source.start)), None)
        told = (find_report(sentence) or find_teller(sentence)) if sentence else None
        if told is None or told.head is None or told.head.tag_ not in ("NNS", "NNPS"):
            return {"speaker": self.text[source.start : source.end]}
        return self._find_mention(told) or {"speaker": self.text[told.start : told.end]}

    def _name_human(self, source: Source) -> dict:
        """The name of a speaker that is a person."""
        hits = self._overlap(source.head_start, source.head_end)
        if hits:
            return hits[0][2] if hits[0][3] == "person" else {}
        return {"speaker": name} if (name := _read_full_name(source.head)) else {}

    def _find_same(self, source: Source) -> dict:
        """The speaker before whom *the official*, *the newspaper* or *the source* means; or nothing."""
        words = self.text[source.start : source.end].split()
        if source.head is None or len(words) != 2 or words[0].lower() != "the":
            return {}
        noun = source.head.lower_
        for said, named in self._said[: -SOURCES_BACK - 1 : -1]:
            phrase = self.text[said.start : said.end].lower().split()
            outlet = noun in _OUTLETS and any(word in named["speaker"].lower().split() for word in _OUTLETS)
            nobody = noun in _ANYBODY and not named["speaker"][:1].isupper()
            if outlet or nobody or (noun in phrase and phrase != [word.lower() for word in words]):
                return named
        return {}


def _speaks(source: Source, mention: _Mention, text: str) -> bool:
    """Whether a name in a speaker's phrase is who speaks: no owner (*Doe's aide*), no state (*Egyptian state TV*)."""
    start, end, _, kind = mention
    if source.head is None or start <= source.head_start < end:
        return True
    offset = source.head_start - source.head.idx
    span = source.head.doc.char_span(max(0, start - offset), max(0, end - offset), alignment_mode="expand")
    if span is None or not len(span):
        return True
    word, office = span.root, source.head.lemma_.lower() in _OFFICES
    if word.dep_ == "poss" or text[end : end + 2] in ("'s", "’s"):
        return False
    if word.dep_ in _OWNED and kind != "person":
        return office and word.ent_type_ == "ORG"
    return word.dep_ != "pobj" or office


def _read_full_name(head: "Token") -> str | None:
    """The first and last name that end with a word: *Jamal Doe* of *Jamal Doe, an adviser*; or None."""
    words = [child for child in head.lefts if child.pos_ == "PROPN" and child.dep_ in ("compound", "nmod")]
    if head.pos_ != "PROPN" or (head.ent_type_ != "PERSON" and not words):
        return None
    return find_entity(head).text if head.ent_type_ else " ".join(word.text for word in (*words, head))


def _sort_mentions(mentions: pd.DataFrame | None) -> list[_Mention]:
    if mentions is None:
        return []
    rows = zip(*(mentions[name] for name in ("start", "end", "actor", "kind", "country")), strict=True)
    table = [
        (start, end, {"speaker": actor, "speaker_country": None if pd.isna(country) else country}, kind)
        for start, end, actor, kind, country in rows
        if not pd.isna(actor)
    ]
    return sorted(table, key=lambda mention: mention[0])


def _name_person_before(source: Source) -> dict:
    """The last person before a pronoun in the same paragraph, according to the parse."""
    people = [e for e in source.head.doc.ents if e.label_ == "PERSON" and e.end <= source.head.i] if source.head else []
    return {"speaker": people[-1].text} if people else {}
