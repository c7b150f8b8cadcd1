"""Who somebody is: the phrase that a noun or a pronoun heads, and the actor that it names or means."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reading.actors.register import load_words
from analysis.reading.events.meaning import Meanings
from analysis.syntax.clauses import find_subject
from analysis.syntax.grammar import MODIFIERS, NOUNS, PERSONAL, climb, conjuncts, find_name_head
from analysis.syntax.phrases import find_particles, measure_phrase, objects_of
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event: the phrase, and who that is.

    Attributes:
        start, end: the offsets of the phrase in the text.
        actor: the actor's name, else the words of the phrase; None for a thing and for an unknown pronoun.
        country: ISO 3166 alpha-3, or None.
        named: whether somebody is named or is a person or a group, rather than a thing.
    """

    start: int
    end: int
    actor: str | None
    country: str | None
    named: bool

    @property
    def name(self) -> str | None:
        """The country where one is known, else the actor."""
        return self.country or self.actor


class Parties:
    """Tells who the words of one piece mean, by the article's mentions."""

    def __init__(self, piece: Piece, mentions: Iterable[tuple]) -> None:
        """Places the mentions in the piece."""
        self.piece = piece
        self.at: dict[int, list[tuple[str, str | None, str]]] = {}  # token → (actor, country, kind)
        self._place(mentions)
        self.parties: dict[int, Party] = {}  # main word → who that is
        self.meanings = Meanings(self.names)

    def _place(self, mentions: Iterable[tuple]) -> None:
        doc, offset = self.piece.doc, self.piece.offset
        for row in mentions:
            span = doc.char_span(row.start - offset, row.end - offset, alignment_mode="expand")
            country = None if pd.isna(row.country) else row.country
            for token in span or ():
                self.at.setdefault(token.i, []).append((row.actor, country, row.kind))

    def names(self, token: "Token") -> bool:
        """Whether a token is part of a name, a post or a pronoun that means an actor."""
        return token.i in self.at

    def is_somebody(self, noun: "Token") -> bool:
        """Whether a noun is a person, a body, a country or a group."""
        return self.meanings.is_a(noun, "actor") or (noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"))

    def describe(self, head: "Token") -> Party:
        """The party that a noun or a pronoun is the main word of."""
        if head.i not in self.parties:
            self.parties[head.i] = self._read_party(head)
        return self.parties[head.i]

    def _read_party(self, head: "Token") -> Party:
        doc, offset = self.piece.doc, self.piece.offset
        meant = self._resolve_pronoun(head) if head.pos_ == "PRON" else None
        head = head if meant is None else meant
        first, last = measure_phrase(head)
        start, end = offset + doc[first].idx, offset + doc[last].idx + len(doc[last])
        inside = (i for i in range(first, last + 1) if i in self.at and not _is_counterpart(head, doc[i]))
        near = [self.at[head.i]] if head.i in self.at else [self.at[i] for i in inside]
        if near:
            actor, country, kind = near[0][0]
            if head.i not in self.at and kind == "country":
                actor = doc[first : last + 1].text
            return Party(start, end, _tidy(actor), country, True)
        named = self.is_somebody(head) and head.pos_ != "PRON"
        return Party(start, end, self._call(head) if named else None, None, named)

    def _call(self, head: "Token") -> str:
        """What somebody without a name is called: the phrase; *hundreds of protesters* are *protesters*."""
        counted = self._find_counted(head)
        first, last = measure_phrase(head if counted is None else counted)
        opening = head.doc[first]
        words = _tidy(head.doc[first : last + 1].text)
        small = opening.is_sent_start and opening.pos_ != "PROPN" and not opening.ent_type_.isalpha()
        return words[:1].lower() + words[1:] if small else words

    def _find_counted(self, head: "Token") -> "Token | None":
        """Who is counted by a word for a number of them."""
        known = self.meanings.look_up(head)
        number = head.pos_ == "NUM" or (known is not None and known.act == "TAKE")
        return next(objects_of(find_particles(head), ("of",)), None) if number else None

    def _resolve_pronoun(self, pronoun: "Token") -> "Token | None":
        """The noun before a pronoun that means the same: of the same actor; or whoever speaks in *X said it would*."""
        actors = {mention[0] for mention in self.at.get(pronoun.i, ())}
        for i in range(pronoun.i - 1, -1, -1) if actors else ():
            token = pronoun.doc[i]
            if token.pos_ in NOUNS and actors & {mention[0] for mention in self.at.get(i, ())}:
                return find_name_head(token, self.at)
        if actors or pronoun.lower_ not in PERSONAL:
            return None
        for above in climb(pronoun):
            if above.dep_ in ("ccomp", "parataxis"):
                speaker = find_subject(above.head)
                return speaker if speaker is not None and speaker.pos_ in NOUNS else None
        return None

    def pair(self, head: "Token") -> list[Party]:
        """The two parties of a subject that names just two: *Trump and Iranian officials*, *both sides*."""
        if len({mention[:2] for mention in self.at.get(head.i, ())}) == 2:
            party = self.describe(head)
            return [Party(party.start, party.end, actor, country, True) for actor, country, _ in self.at[head.i]]
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


def _is_counterpart(head: "Token", owner: "Token") -> bool:
    """Whether a noun is who faces its owner, not one of his: *Iran's enemies*, *its allies*."""
    return head.lemma_ in load_words("facing") and owner.dep_ == "poss"


def _tidy(words: str) -> str:
    """A phrase without an article before it, on one line."""
    parts = words.split()
    return " ".join(parts[1:] if len(parts) > 1 and parts[0].lower() in ("the", "a", "an") else parts)
