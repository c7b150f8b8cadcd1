"""Whom the words for a speaker mean: a name, or the words themselves where the article gives no name.

A state is not who speaks in *Egyptian state TV said*, nor the owner in *Doe's aide said*. A *he* is the person of whom
the article spoke last, outside quotes. *The newspaper* and *the official* are the ones that spoke before, if the
words for those fit.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pandas as pd

from analysis.reading.actors import register
from analysis.reading.quotes.called import read_called, read_first_name, read_full_name, read_gender, read_heading_name
from analysis.reading.quotes.clauses import Sentence, find_cue, place_phrase
from analysis.reading.quotes.described import Description, find_meant, list_descriptions
from analysis.reading.quotes.mentioned import (
    Mention,
    find_apposed,
    find_leader,
    is_crowd,
    name_person_before,
    sort_mentions,
    speaks,
)
from analysis.reading.quotes.passages import Passage
from analysis.reading.quotes.relatives import Relative, find_relative, list_relatives
from analysis.reading.quotes.speakers import Source, find_report, find_teller
from analysis.rules.load import load_words
from analysis.syntax.grammar import FEMININE, MASCULINE, PLURAL, PLURAL_TAGS
from analysis.syntax.pipeline import Piece

LOOK_BACK = 3  # mentions may overlap: this many before a place are compared
SENTENCES_BACK = 2  # a *he* means a person of one of the sentences before
PRONOUNS_BACK = 8  # how many of them in a row are followed back
SPEAKERS_BACK = 40  # whoever spoke before may say what is said of the person just named
SOURCES_BACK = 4  # *the official* is one of the last speakers

_OFFICES, _OUTLETS, _ANYBODY = (load_words("grammar_words.csv", kind) for kind in ("office", "outlet", "anybody"))
_POSTS, _PEOPLE, _HUMANS = register.load_words("post"), register.list_people(), register.list_humans()
_DESCRIBED = 4  # words of a description, at least, that means the person just named: *the former war crimes judge*

_MISTAKEN = ("organisation", 2)  # what the model often takes a rare name of a person for, and its words
Before = Callable[[int], Iterable[Sentence]]  # the sentences before a place, the nearest first, without their quotes


@dataclass(slots=True)
class Names:
    """Names the speakers of an article's quotes, one after the other.

    Attributes:
        text: the article's text.
        mentions: the table of that name, or None.
        before: the sentences before a place.
        pieces: the parsed article, for how it describes its people.
    """

    text: str
    mentions: pd.DataFrame | None
    before: Before
    pieces: Sequence[Piece]
    _table: list[Mention] = field(default_factory=list)
    _relatives: list[Relative] = field(default_factory=list)
    _persons: frozenset[str] = frozenset()
    _genders: dict[str, set[str]] = field(default_factory=dict)
    _said: list[tuple[Source, dict]] = field(default_factory=list)
    _people: dict[int, dict] = field(default_factory=dict)
    _described: list[Description] | None = None
    _full: dict[str, list[Mention]] = field(default_factory=dict)  # the full names, by the last and first word

    def __post_init__(self) -> None:
        """Sorts the mentions, and keeps which pronouns mean whom, and which full names have a surname or first name."""
        self._table = sort_mentions(self.mentions)
        self._relatives = list_relatives(self.text, self._table)
        self._persons = frozenset(named["speaker"] for *_, named, kind in self._table if kind == "person")
        for start, end, named, kind in self._table:
            word = self.text[start:end].lower()
            if len(words := named["speaker"].split()) > 1 and (kind == "person" or (kind, len(words)) == _MISTAKEN):
                for word in (words[0], words[-1]):
                    self._full.setdefault(word, []).append((start, end, named, kind))
            if word in MASCULINE | FEMININE:
                self._genders.setdefault(named["speaker"], set()).add("m" if word in MASCULINE else "f")
        for *_, named, kind in self._table:
            if kind == "country":  # the National Bank of Togo is not who speaks for Togo
                self._full.pop(named["speaker"], None)

    def name_all(self, sources: Sequence[tuple[Source | None, str]]) -> Iterator[dict]:
        """The speaker columns of each quote, given its source and its words."""
        words: dict[int, list[str]] = {}  # all that one source says
        for source, quote in sources:
            if source is not None:
                words.setdefault(source.start, []).append(quote)
        for source, quote in sources:
            if source is None:
                yield {}
                continue
            quote = " ".join(words[source.start]) if source.is_pronoun else quote
            named = self._name_called(source) or self._complete(source, self._name(source, quote))
            named = self._name_relative(source) or named
            if named:
                self._said.append((source, named))
            place = {"speaker_start": source.start, "speaker_end": source.end, "cue": source.cue, "rule": source.rule}
            yield named | place

    def _name(self, source: Source, quote: str) -> dict:
        if source.is_heading(self.text):
            return {"speaker": read_heading_name(self.text[source.start : source.end])} | self._find_country(source)
        named = self._find_mention(source)
        if source.is_pronoun:
            if source.head.lower_ in MASCULINE | FEMININE:
                return self._name_person(source, named, quote)
            if source.head.lower_ in PLURAL and not named:
                return self._name_group(source)
            if source.head.lower_ == "it" and (body := self._name_body(source)):
                return body
            return named or (self._said[-1][1] if self._said else name_person_before(source))
        if named:
            return named
        if source.name is None and (same := self._find_again(source)):
            return same
        return {"speaker": source.name or self.text[source.start : source.end]} | self._find_country(source)

    def _name_called(self, source: Source) -> dict:
        """The name behind a description: *the doctor, called Nury*; not *the doctor called Nury a liar*; or nothing."""
        described = source.cue != "called" and source.head is not None and source.head.pos_ == "NOUN"
        called = read_called(self.text, source.end) if described else None
        return {"speaker": called} | self._find_country(source) if called else {}

    def _find_mention(self, source: Source) -> dict:
        """The actor of the mention at the speaker's head word, else of the first name in the words that speaks."""
        if (person := find_apposed(source)) is not None:
            return self._name_human(person)
        for start, end in ((source.head_start, source.head_end), (source.start, source.end)):
            hits = [hit for hit in self._overlap(start, end) if speaks(source, hit, self.text)]
            if hits:
                return {} if is_crowd(source, hits[0]) else hits[0][2]
        if source.head is None or source.head.lower_ not in _HUMANS | _PEOPLE:
            return {}
        beside = self._overlap(source.end + 1, source.end + 2)  # *the historian Jane Doe*, if the parse cuts it in two
        found = [hit for hit in beside if hit[0] == source.end + 1]
        if self.text[source.start - 2 : source.start] == ", " and self.text[source.end : source.end + 1] == ",":
            found += [hit for hit in self._overlap(source.start - 3, source.start - 2) if hit[1] == source.start - 2]
        return next((named for *_, named, kind in found if kind == "person"), {})  # or *Jane Doe, a historian, said*

    def _name_relative(self, source: Source) -> dict:
        spoken = (named["speaker"] for _, named in islice(reversed(self._said), SPEAKERS_BACK))
        words = self.text[source.start : source.end]
        name = find_relative(words, source.start, self._relatives, spoken) if self._relatives else None
        return next((named for _, named in reversed(self._said) if named["speaker"] == name), {})

    def _complete(self, source: Source, named: dict) -> dict:
        """The only person whose full name, before, ends or begins with a speaker's name; else the speaker as named."""
        name = re.split(r" ?['’]s? ", named.get("speaker", ""))[-1]  # *the institute's Doe* is Doe
        known = self._full.get(name, [])
        at = bisect_right(known, source.start, key=lambda mention: mention[0])
        people = {mention[2]["speaker"] for mention in known[:at]}
        return known[at - 1][2] if len(people) == 1 else named

    def _overlap(self, start: int, end: int) -> list[Mention]:
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
        here = bool(known) and self._stands_before(source, known)
        person = known if here else self._find_person_before(source, not known, chain) or known
        gender = "m" if source.head.lower_ in MASCULINE else "f"
        if person and self._is_about(person, quote):
            last = islice(reversed(self._said), SPEAKERS_BACK)
            said = (named for _, named in last if named["speaker"] in self._persons)
            others = (named for named in said if self._may_be(named["speaker"], gender))
            person = next((named for named in others if not self._is_about(named, quote)), person)
        person = person or (self._said[-1][1] if self._said else name_person_before(source))
        self._people[source.start] = person
        return person

    def _stands_before(self, source: Source, person: dict) -> bool:
        """Whether a person is named in the sentence of a pronoun before it: *Doe made it clear that he would go*."""
        start = source.head_start - source.head.idx + source.head.sent.start_char
        name = person["speaker"].rpartition(" ")[2]
        return any(named == person and name in self.text[a:b] for a, b, named, _ in self._list(start, source.start))

    def _list(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin between two places, the last one included."""
        first = bisect_left(self._table, start, key=lambda mention: mention[0])
        return self._table[first : bisect_right(self._table, end, key=lambda mention: mention[0])]

    def _is_about(self, person: dict, quote: str) -> bool:
        """Whether others say some words of somebody, since they name him: not *I am Moe*, nor *Bani* in *Bani Bay*."""
        name = re.escape(person["speaker"].rpartition(" ")[2])
        found = re.search(rf"(?<!\bin )\b{name}\b(?! [A-Z])", quote)
        return found is not None and not re.search(rf"\b(?:[Mm]y name is|I am|I’m|I'm) (?:\w+ ){{0,2}}{name}\b", quote)

    def _find_person_before(self, source: Source, anybody: bool, chain: int) -> dict:
        """The teller of the nearest sentence before that has one; of `anybody`, the person whom it is about.

        `chain` counts the pronouns that led here, each of which means the one before: *he said*, *he added*.
        """
        gender = "m" if source.head.lower_ in MASCULINE else "f"
        if leader := self._name_leader(source, gender):
            return leader
        for back, sentence in enumerate(self.before(source.start)):
            told = find_report(sentence) or (find_teller(sentence) if anybody else None)
            if back >= SENTENCES_BACK:
                break
            if told is None or told.head is None or (told.is_pronoun and told.head.lower_ not in MASCULINE | FEMININE):
                if back == 0 and (only := self._find_only(sentence, gender)):
                    return only
                about = find_teller(sentence) if told is None else None
                if about is not None and not about.is_pronoun and self._name_human(about):
                    break  # of whom this sentence is about, the mentions know
                continue
            if told.is_pronoun and chain >= PRONOUNS_BACK:
                break
            mention = self._find_mention(told) if told.is_pronoun else {}
            human = told if told.is_pronoun else find_apposed(told) or told
            named = self._name_person(told, mention, "", chain + 1) if told.is_pronoun else self._name_human(human)
            if named and self._may_be(named["speaker"], gender):
                return named
            thing = back == 0 and not named and told.head.lower_ not in _HUMANS
            if thing and (only := self._find_only(sentence, gender)):
                return only
            if told.cue and not named and told.head.tag_ == "NN" and told.head.lower_ in _HUMANS:  # *a rebel said*
                words = {"speaker": self.text[told.start : told.end]} | self._find_country(told)
                return self._find_again(told) or words
            if back == 0 and not anybody:
                break
        return {}

    def _name_leader(self, source: Source, gender: str) -> dict:
        """The person whose clause that of a pronoun depends on: *Doe left when he had said it*; or nothing."""
        if (leader := find_leader(source.head)) is None:
            return {}
        start = source.head_start - source.head.idx + leader.idx
        people = (hit[2] for hit in self._overlap(start, start + len(leader)) if hit[3] == "person")
        named = next(people, {})
        return named if named and self._may_be(named["speaker"], gender) else {}

    def _may_be(self, name: str, gender: str) -> bool:
        """Whether *he* (`m`) or *she* (`f`) may mean a person, by the pronouns for them, else by their first name."""
        known = self._genders.get(name) or read_gender(name.split()[0])
        return not known or gender in known

    def _find_only(self, sentence: Sentence, gender: str) -> dict:
        """The only person whom a sentence names outside its quotes and who may be meant, if it is about a thing."""
        ends = (sentence.items, reversed(sentence.items))  # of a sentence that may be very long
        first, last = (next(item for item in items if not isinstance(item, Passage)) for items in ends)
        start, end = sentence.piece.offset + first.idx, sentence.piece.offset + last.idx
        people = {
            hit[2]["speaker"]: hit[2]
            for hit in self._list(start, end)
            if hit[3] == "person" and self.text[hit[0]].isupper() and self._may_be(hit[2]["speaker"], gender)
        }
        return next(iter(people.values())) if len(people) == 1 else {}

    def _name_group(self, source: Source) -> dict:
        """Whom *they* means: the several people whom the sentence before is about, else the words of the speaker."""
        told = None
        for sentence, _ in zip(self.before(source.start), range(SENTENCES_BACK + 1), strict=False):
            told = find_report(sentence) or find_teller(sentence)
            if told is None or told.head is None or told.head.lower_ not in PLURAL:
                break
        if told is None or told.head is None or told.is_pronoun:
            return {"speaker": self.text[source.start : source.end]}
        if told.head.tag_ in PLURAL_TAGS:
            return self._find_mention(told) or {"speaker": self.text[told.start : told.end]}
        if others := [child for child in told.head.rights if child.dep_ == "conj" and child.pos_ == "PROPN"]:
            end = told.head_start - told.head.idx + others[-1].idx + len(others[-1])
            return {"speaker": self.text[told.start : max(told.end, end)]}
        met = [c for c in told.head.head.children if c.dep_ == "dobj" and c.tag_ in PLURAL_TAGS]
        if met and met[0].lemma_.lower() in _HUMANS and sentence.holds(met[0]):
            first, last = place_phrase(met[0], sentence)
            return {"speaker": self.text[first:last]}
        return self._name_body(source) or {"speaker": self.text[source.start : source.end]}

    def _name_body(self, source: Source) -> dict:
        """The institution or group that *it* means: the one that the sentence before is about, not the last person."""
        for back, sentence in enumerate(self.before(source.start)):
            told = find_report(sentence) or find_teller(sentence)
            if back >= SENTENCES_BACK or told is None or told.head is None:
                break
            if told.head.lower_ == "it" or (source.head.lower_ == "it" and told.head.tag_ in PLURAL_TAGS):
                continue
            hits = self._overlap(told.head_start, told.head_end)
            person = (hits and hits[0][3] == "person") or (told.head.ent_type_ == "PERSON" and not hits)
            if person or told.is_pronoun or told.head.lower_ in _HUMANS:
                break
            written = find_cue(told.head) == "noun"  # a letter
            if hits or told.cue or written or told.head.pos_ == "PROPN" or told.head.lemma_.lower() in _PEOPLE:
                return self._find_mention(told) or {"speaker": self.text[told.start : told.end]}
        return {}

    def _name_human(self, source: Source) -> dict:
        """The name of a speaker that is a person."""
        hits = self._overlap(source.head_start, source.head_end)
        if hits:
            return hits[0][2] if hits[0][3] == "person" else {}
        name = read_full_name(source.head) or read_first_name(source.head)
        return {"speaker": name} if name else {}

    def _find_again(self, source: Source) -> dict:
        """Whom *the official*, *the tall manager* or *Doe's son* means, if the text has named or quoted them before."""
        if known := self._find_same(source) or self._find_described(source):
            return known
        head = source.head
        own = head is not None and head.tag_ == "NN" and any(child.dep_ == "poss" for child in head.lefts)
        if head is None or not (own or self.text[source.start : source.end].lower().startswith("the ")):
            return {}
        if self._described is None:
            people = [(start, end, named) for start, end, named, kind in self._table if kind == "person"]
            self._described = list_descriptions(self.pieces, people)
        return find_meant(head, source.start, self._described)

    def _find_described(self, source: Source) -> dict:
        """The person just named whom a longer description means: *the former war crimes judge said*; or nothing.

        Only the person whom the sentence before is about is meant, and only if nobody was described so before.
        """
        words = self.text[source.start : source.end].split()
        human = source.head is not None and source.head.tag_ == "NN" and source.head.lower_ in _HUMANS
        if not human or words[0].lower() != "the" or len(words) < _DESCRIBED or "," in words[-1]:
            return {}
        if any(child.dep_ in ("poss", "prep", "relcl") for child in source.head.children):
            return {}
        sentence = next(iter(self.before(source.start)), None)
        told = (find_report(sentence) or find_teller(sentence)) if sentence else None
        if told is None or told.head is None or told.is_pronoun:
            return self._said[-1][1] if told is not None and told.is_pronoun and self._said else {}
        hits = self._overlap(told.head_start, told.head_end)
        person = self._name_human(told) if hits or told.head.ent_type_ == "PERSON" else {}
        posts = self._list_posts(person.get("speaker", ""))
        return {} if source.head.lower_ in _POSTS and posts and source.head.lower_ not in posts else person

    def _list_posts(self, speaker: str) -> set[str]:
        """The posts in which a text names somebody: *Mayor Doe* is not *the presidential candidate*."""
        names = (self.text[start:end] for start, end, named, _ in self._table if named["speaker"] == speaker)
        return {word for name in names for word in name.lower().split()} & _POSTS

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
        return self._find_outlet(source) if noun in _OUTLETS else {}

    def _find_outlet(self, source: Source) -> dict:
        """The paper that the sentences before are about: *the newspaper* after *the Harbour News wrote*; or nothing."""
        for sentence, _ in zip(self.before(source.start), range(SENTENCES_BACK), strict=False):
            told = find_report(sentence) or find_teller(sentence)
            if told is not None and told.head is not None and told.head.pos_ == "PROPN":
                hits = self._overlap(told.head_start, told.head_end)
                if not any(kind in ("person", "country") for *_, kind in hits) and told.head.ent_type_ != "PERSON":
                    return hits[0][2] if hits else {"speaker": self.text[told.start : told.end]}
        return {}
