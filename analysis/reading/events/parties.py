"""Who somebody is: the phrase that a noun or a pronoun heads, and the actor that it names or means."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reading.actors.names import AGENCIES
from analysis.reading.actors.pronouns import HE
from analysis.reading.actors.register import country_sense, is_listed, load_words
from analysis.reading.actors.states import is_state_noun
from analysis.reading.events.meaning import Meanings
from analysis.reading.events.referents import THEM, THIRD, US, Referents, find_saying, is_quoted
from analysis.rules.load import find_stems, read_rows
from analysis.rules.load import load_words as load_kind
from analysis.syntax.clauses import find_subject
from analysis.syntax.grammar import MODIFIERS, NOUNS, VERBS, antecedent, climb, conjuncts, find_name_head
from analysis.syntax.phrases import find_particles, measure_phrase, objects_of, pass_day
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORCES = load_kind("party_words.csv", "force")
_CHARGING = dict.fromkeys(load_kind("party_words.csv", "charging"), "of") | dict.fromkeys(
    load_kind("party_words.csv", "blaming"), "for"
)
_PRESS = load_kind("grammar_words.csv", "press")
FALLING = ("against", "on", "upon", "towards", "toward")  # before whom or what a deed falls on
_POWERS = frozenset(("power", "authority"))  # somebody, but for those of a person
_MARKS = '"“”'
_ARTICLES = frozenset(("the", "a", "an"))
_SIDES = frozenset(("pro", "anti"))  # before a hyphen: for whom or against whom somebody or something is
_HOLDERS = MODIFIERS | {"poss"}
_OFFICIAL = frozenset(("force", "police", "leader", "diplomat"))  # classes of nouns that mean a state after its name


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event: the phrase, and who that is.

    Attributes:
        start, end: the offsets of the phrase in the text.
        actor: the actor's name, else the words of the phrase; None for a thing and for an unknown pronoun.
        country: where it is at home, as ISO 3166 alpha-3, or None.
        state: whether it speaks for this country.
        leader: of a group that is called by a person, this person: *Ortega loyalists*.
        thing: what is no party is called: *the port*.
        deed: whether that is an act itself: *the clashes*.
        named: whether somebody is named or is a person or a group, rather than a thing.
    """

    start: int
    end: int
    actor: str | None
    country: str | None
    named: bool
    state: bool = False
    leader: str | None = None
    thing: str | None = None
    deed: bool = False

    @property
    def name(self) -> str | None:
        """The country of whom speaks for it; of anybody else the actor."""
        return self.country if self.state else self.actor


class Mentions:
    """Which words of one piece mean whom, by the article's mentions."""

    def __init__(self, piece: Piece, mentions: Iterable[tuple]) -> None:
        """Places the mentions in the piece."""
        self.at: dict[int, list[tuple[str, str | None, str, bool]]] = {}  # token → (actor, country, kind, state)
        for row in mentions:
            first, last = row.start - piece.offset, row.end - piece.offset
            span = piece.doc.char_span(first, last, alignment_mode="expand")
            country = None if pd.isna(row.country) else row.country
            for token in span or ():
                self.at.setdefault(token.i, []).append((row.actor, country, row.kind, row.state))

    def names(self, token: "Token") -> bool:
        """Whether a token is part of a name, a post or a pronoun that means an actor."""
        return token.i in self.at


class Parties:
    """Tells who the words of one piece mean."""

    def __init__(
        self,
        piece: Piece,
        mentions: Mentions,
        meanings: Meanings,
        quotes: Sequence[tuple] = (),
        before: "Parties | None" = None,
    ) -> None:
        """Takes the piece, who is mentioned in it, what its words mean, its quotes and who is in the one before."""
        self.piece = piece
        self.at = mentions.at
        self.names = mentions.names
        self.meanings = meanings
        self.parties: dict[int, Party] = {}  # main word → who that is
        self.quotes = quotes
        self.before = before
        self.known = {} if before is None else before.known  # actor → country, state
        self.known |= {actor: (country, state) for rows in self.at.values() for actor, country, _, state in rows}
        self.referents = Referents(meanings, self.is_somebody)
        if before is not None:
            before.before = None  # only the piece before is needed

    def is_somebody(self, noun: "Token") -> bool:
        """Whether a noun is a person, a body, a country or a group."""
        if noun.lower_ in _SIDES:
            return False
        if noun.lower_ in _FORCES and noun.dep_ in MODIFIERS:
            return True
        return self.meanings.is_a(noun, "actor") or (noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"))

    def is_other(self, noun: "Token", source: "Token | None") -> bool:
        """Whether a noun is somebody other than the source; a country is not other than its own people."""
        if not self.is_somebody(noun) or noun == source:
            return False
        if source is None:
            return True
        one, other = self.describe(noun), self.describe(source)
        if one.actor is None or other.actor is None:  # *he sued them*: neither is known
            return one.start != other.start
        bare = any(kind == "country" for _, _, kind, _ in self.at.get(noun.i, ()))
        same = one.actor == other.actor or other.actor == one.leader or one.actor == other.leader
        return not same and not (bare and other.state and one.country == other.country)

    def is_town(self, name: "Token") -> bool:
        """Whether the name of a place is not that of a country."""
        return not self.names(name) or country_sense(name.text) == "capital"

    def is_reporter(self, noun: "Token") -> bool:
        """Whether an organisation that is told something only reports it: *told Reuters*; not *told the UN*."""
        known = self.at.get(noun.i, ())
        return any(kind == "organisation" and not state and not is_listed(actor) for actor, _, kind, state in known)

    def describe(self, head: "Token") -> Party:
        """The party that a noun or a pronoun is the main word of."""
        if head.i not in self.parties:
            self.parties[head.i] = self._read_party(head)
        return self.parties[head.i]

    def _read_party(self, head: "Token") -> Party:
        doc, offset = self.piece.doc, self.piece.offset
        meant = self._read_pronoun(head) if head.pos_ == "PRON" else None
        if isinstance(meant, Party):
            return meant
        head = head if meant is None else meant
        if head.pos_ in VERBS:  # *thousands marching along the river chanted*
            head = next((child for child in head.lefts if child.dep_ == "nsubj"), head)
        first, last = _measure(head)
        start, end = offset + doc[first].idx, offset + doc[last].idx + len(doc[last])
        if head.i in self.at:
            actor, country, kind, state = self.at[head.i][0]
            if kind == "country" and not state:  # *nine Afghans* are not Afghanistan
                actor = self._call(head)
            return Party(start, end, _tidy(actor), country, True, state)
        inside = [i for i in range(first, last + 1) if i in self.at and self._owns(doc[i], head)]
        if inside:
            actor, country, kind, state = self.at[inside[0]][0]
            around = self._is_group_around(head, kind)
            leader = actor if around else None
            actor = self._call(head) if around else self._write(head, first, last) if kind == "country" else actor
            state = (state or self._is_rule_of(head, kind)) and (self._is_state(head) or not self.is_somebody(head))
            return Party(start, end, _tidy(actor), country, True, state, leader)
        if head.pos_ == "NUM" and self.meanings.is_a(head, "people") and not self.is_somebody(head):
            return Party(start, end, f"{self._call(head)} people", None, True)  # *killed nine*
        named = self.is_somebody(head) and head.pos_ != "PRON"
        thing = self._call(head) if not named and head.pos_ in NOUNS else None
        known = self.meanings.look_up(head) if thing else None
        deed = known is not None and known.act not in ("", "TAKE") and "body" not in known.classes
        return Party(start, end, self._call(head) if named else None, None, named, thing=thing, deed=deed)

    def call_by_deed(self, noun: "Token", doers: str = "") -> Party:
        """Nobody who is known, but for what he does: the words up to a noun, or whatever its doers are called."""
        first = noun.left_edge.i
        start, end = self.piece.offset + noun.doc[first].idx, self.piece.offset + noun.idx + len(noun)
        return Party(start, end, None, None, False, thing=doers or _tidy(self._write(noun, first, noun.i)))

    def _owns(self, name: "Token", head: "Token") -> bool:
        """Whether a name in a noun's phrase says whose the noun is: *Hamas fighters*; not *the mayor of Lyon*."""
        _, _, kind, state = self.at[name.i][0]
        known = kind == "country" or state or is_listed(self.at[name.i][0][0]) or name.dep_ in _HOLDERS
        return known and _belongs(head, name)

    def _is_group_around(self, noun: "Token", kind: str) -> bool:
        """Whether a noun with a name of a kind means others: *Ortega loyalists*, *members of the Security Council*."""
        if kind == "person":
            return self.is_somebody(noun) and noun.lemma_.lower() not in _POWERS
        word, several = noun.lemma_.lower(), kind == "organisation" and noun.tag_ == "NNS"
        staff = word == "member" or "worker" in self.meanings.classes(noun)  # *Ford workers* are not Ford
        return word in load_words("follower") or (several and staff)

    def _is_rule_of(self, noun: "Token", kind: str) -> bool:
        """Whether a noun after a ruler's name means the state: *the Assad regime*."""
        return kind == "person" and noun.lemma_.lower() in load_words("rule")

    def _is_state(self, noun: "Token") -> bool:
        """Whether a noun after a country's name means its state: its army, police, officials or government."""
        known = noun.lemma_.lower() in load_words("state") or not self.meanings.classes(noun).isdisjoint(_OFFICIAL)
        return (known or self._is_equal(noun)) and is_state_noun(noun)

    def _is_equal(self, noun: "Token") -> bool:
        """Whether somebody faces one who speaks for a state: a minister and *his Chilean colleagues*."""
        owners = (child for child in noun.lefts if child.dep_ == "poss" and noun.lemma_ in load_words("facing"))
        return any(self.describe(owner).state for owner in owners)

    def _call(self, head: "Token") -> str:
        """What somebody without a name is called: the phrase; *hundreds of protesters* are *protesters*."""
        counted = self._find_counted(head)
        return self._write(head, *_measure(head if counted is None else counted))

    def _write(self, head: "Token", first: int, last: int) -> str:
        """The words of a phrase, with a small letter where only the sentence asks for a capital."""
        opening = head.doc[first]
        words = _tidy("".join(map(self._spell, head.doc[first : last + 1])))
        common = opening.pos_ != "PROPN" and opening.ent_type_ in ("", "CARDINAL") and opening.i not in self.at
        article = opening.lower_ in _ARTICLES
        begins = opening.is_sent_start or pass_day(0, opening) == opening.i
        small = begins and not article and (common or opening.lower_ in _SIDES)
        return words[:1].lower() + words[1:] if small else words

    def _spell(self, token: "Token") -> str:
        """A word as it is read, a name as it is printed: capitals count little in a headline."""
        text = self.piece.text[token.idx : token.idx + len(token)] if token.i in self.at else token.text
        return text + token.whitespace_

    def _find_counted(self, head: "Token") -> "Token | None":
        """Who is counted by a word for a number of them."""
        known = self.meanings.look_up(head)
        number = head.pos_ == "NUM" or (known is not None and known.act == "TAKE")
        return next(objects_of(find_particles(head), ("of",)), None) if number else None

    def _read_pronoun(self, pronoun: "Token") -> "Token | Party | None":
        """The noun before a pronoun that means the same, or the party, if it is found elsewhere."""
        actors = {mention[0] for mention in self.at.get(pronoun.i, ())}
        if actors:
            noun = self._find_mention(pronoun, actors)
            far = noun is None or noun.i < _start_before(pronoun)
            return (self.referents.find(pronoun, named=True) if far and pronoun.lower_ in HE else None) or noun
        if pronoun.lower_ in US:
            return self._find_speaker(pronoun)
        if pronoun.lower_ not in THIRD:
            noun = antecedent(pronoun, pronoun.head)
            return noun if noun != pronoun else None
        known = self._find_reporter(pronoun) or self.referents.find(pronoun) or self._find_in_last(pronoun)
        return known or self.referents.find_thing(pronoun)

    def _find_mention(self, pronoun: "Token", actors: set[str]) -> "Token | None":
        """The nearest noun before a pronoun that means the same actor."""
        for i in range(pronoun.i - 1, -1, -1):
            token = pronoun.doc[i]
            if token.pos_ in NOUNS and actors & {mention[0] for mention in self.at.get(i, ())}:
                return find_name_head(token, self.at)
        return None

    def _find_reporter(self, pronoun: "Token") -> "Token | Party | None":
        """Who speaks in *X said it would*, if *it* may be X; in a quote it is somebody else."""
        saying = None if is_quoted(pronoun) else find_saying(pronoun)
        speaker = find_subject(saying) if saying is not None else None
        if speaker is None or speaker == pronoun:
            return None
        if speaker.pos_ == "PRON":
            same = speaker.i < pronoun.i and (speaker.lower_ in THEM) == (pronoun.lower_ in THEM)
            return self.describe(speaker) if same else None
        return speaker if self.referents.agrees(speaker, pronoun.lower_) else None

    def _find_speaker(self, pronoun: "Token") -> "Token | Party | None":
        """Who says *we*: the subject of the report, or the speaker of the quote, who is known better than a *he*."""
        saying = find_saying(pronoun)
        speaker = find_subject(saying) if saying is not None else None
        place = self.piece.offset + pronoun.idx
        said = next((row for row in self.quotes if row.start <= place < row.end and not pd.isna(row.speaker)), None)
        if speaker is not None and speaker.lower_ not in US and self.is_somebody(speaker):
            if speaker.pos_ in NOUNS:
                return speaker
            if said is None:
                return self.describe(speaker)
        if said is None:
            return None
        country, state = self.known.get(said.speaker, (None, False))
        return Party(place, place + len(pronoun), _tidy(said.speaker), country, True, state)

    def _find_in_last(self, pronoun: "Token") -> Party | None:
        """Who a pronoun in the first sentence of a paragraph means: what the paragraph before ends with."""
        if self.before is None or pronoun.sent.start:
            return None
        *_, last = self.before.piece.doc.sents
        noun = self.before.referents.find_last(last, pronoun)
        party = self.before.describe(noun) if noun is not None else None
        start = self.piece.offset + pronoun.idx
        return party and replace(party, start=start, end=start + len(pronoun))

    def pair(self, head: "Token") -> list[Party]:
        """The two parties of a subject that names just two: *Trump and Iranian officials*, *both sides*."""
        if len({mention[:2] for mention in self.at.get(head.i, ())}) == 2:
            party = self.describe(head)
            known = self.at[head.i]
            return [Party(party.start, party.end, actor, country, True, state) for actor, country, _, state in known]
        joined = list(conjuncts(head))
        nouns = joined + [c for c in head.lefts if c.dep_ in MODIFIERS]
        nouns += [below for noun in nouns for below in noun.rights if below.dep_ == "conj"]
        if not any(c.dep_ == "cc" for noun in nouns for c in noun.rights):
            return []
        somebody = [n for n in dict.fromkeys(nouns) if n.i in self.at or (n in joined and self.is_somebody(n))]
        parties = {}
        for party in map(self.describe, somebody):
            parties.setdefault(party.name, party)
        return [party for party in parties.values() if party.name]


def find_modifiers(noun: "Token") -> Iterator["Token"]:
    """What stands before a noun and tells whose or of what kind it is: *Iran's*, *U.S. drone*."""
    for child in noun.lefts:
        if child.dep_ in _HOLDERS and not find_side(child):
            yield child
            yield from find_modifiers(child)


def find_side(word: "Token") -> str:
    """The *pro* or *anti* that a hyphen joins to a word, else nothing: *anti-Maduro protests*."""
    doc, i = word.doc, word.i
    joined = i > 1 and doc[i - 1].text == "-" and doc[i - 2].lower_ in _SIDES
    return doc[i - 2].lower_ if joined else ""


@cache
def list_prepositions(kind: str) -> tuple[str, ...]:
    """The prepositions of a kind in `party_words.csv`, in its order."""
    return tuple(row["word"] for row in read_rows("party_words.csv") if kind in row["kind"].split())


def _measure(head: "Token") -> tuple[int, int]:
    """The first and the last token of a noun's phrase: of *accused the police of fraud*, *the police*."""
    first, last = measure_phrase(head)
    reason = _CHARGING.get(head.head.lemma_) if head.dep_ in ("dobj", "nsubjpass") else None
    charge = next((c.i for c in head.rights if c.lower_ == reason), None) if reason else None
    return first, last if charge is None else charge - 1


def _belongs(head: "Token", name: "Token") -> bool:
    """Whether a name in a noun's phrase says whose the noun is.

    Not in *Iran's enemies*, *Iranian-backed rebels*, *attacks on NATO*.
    """
    if any(above.lower_ in FALLING for above in takewhile(lambda above: above != head, climb(name))):
        return False
    hyphened = "-" in name.text or find_side(name) or (name.i + 1 < len(name.doc) and name.nbor().text == "-")
    faced = head.lemma_ in load_words("facing") and name.dep_ in _HOLDERS
    known = name.dep_ != "poss" and any(child.dep_ == "poss" for child in head.lefts)  # *his Chilean colleagues*
    return not hyphened and (known or not faced)


def _start_before(token: "Token") -> int:
    """Where the sentence before that of a token begins."""
    start = token.sent.start
    return token.doc[start - 1].sent.start if start else 0


def _tidy(words: str) -> str:
    """A phrase on one line, without an article before it, or the agency that was told: *told Reuters Peru's army …*."""
    parts = re.sub(r"['’]s?$", "", words.strip()).split()
    while len(parts) > 1 and (parts[0].lower() in _ARTICLES or (parts[0] in AGENCIES and _is_told(parts[1:]))):
        parts = parts[1:]
    name = " ".join(parts).rstrip(",;:")
    odd = sum(map(name.count, _MARKS)) % 2  # *the “crusaders*, where the phrase is cut within the quotation
    return name.strip(_MARKS) if odd or (name[:1] in _MARKS and name[-1:] in _MARKS) else name


def _is_told(words: Sequence[str]) -> bool:
    """Whether the words after an agency are not its own: *Peru's army*, *Gaddafi forces*; not *Cairo reporters*."""
    several = words[0][:1].isupper() and words[-1].endswith("s") and _PRESS.isdisjoint(find_stems(words[-1]))
    return words[0][-2:] in ("'s", "’s") or several
