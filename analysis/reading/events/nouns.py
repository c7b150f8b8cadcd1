"""What a noun is: its row in the tables, its classes, and what a frame may call it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.reading.events.frames import Noun, load_nouns, load_pair_words
from analysis.reading.events.lemmas import lemma
from analysis.rules.load import load_words
from analysis.rules.spelling import normalise
from analysis.syntax.phrases import find_particles, prep_objects

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

BACK = 80  # tokens in which a pronoun's noun is looked for
_NAMES, _PLACES = ("PERSON", "ORG", "NORP"), ("GPE", "LOC", "FAC")  # what the model calls names
_PERSONAL, _THINGS = (load_words("embedding_words.csv", kind) for kind in ("somebody", "something"))


@dataclass(slots=True)
class Nouns:
    """What the nouns of one parsed piece are, each found once.

    Attributes:
        names: whether a token names or is an actor.
        keys: what a frame may call each noun, by its number.
        known: what is known of each noun that was looked up, by its number.
    """

    names: "Callable[[Token], bool]"
    keys: dict[int, set[str]] = field(default_factory=dict)
    known: dict[int, Noun | None] = field(default_factory=dict)

    def look_up(self, noun: "Token") -> Noun | None:
        """What is known of a noun, by itself and the word before it."""
        if noun.i not in self.known:
            nouns, own = load_nouns(), lemma(noun)
            written = normalise(noun.lower_)
            keys = (*(pairs(noun) if own in load_pair_words() else ()), own, written, written.removesuffix("s"))
            self.known[noun.i] = next((nouns[key] for key in keys if key in nouns), None)
        return self.known[noun.i]

    def classes(self, noun: "Token") -> frozenset[str]:
        """The classes of a noun."""
        known = self.look_up(noun)
        return known.classes if known else frozenset()

    def is_a(self, noun: "Token", kind: str) -> bool:
        """Whether a noun is of a class; *it* and *them* are what was last spoken of."""
        if kind in ("people", "actor") and (noun.lower_ in _PERSONAL or _is_crowd(noun)):
            return True
        if kind == "actor":
            return self.names(noun) or noun.ent_type_ in _NAMES or (self.is_a(noun, "people") and not _is_count(noun))
        if noun.lower_ in _THINGS:
            return any(kind in known.classes for known in self._look_back(noun))
        known = self.look_up(noun)
        if known is None:
            return self._is_unknown(noun, kind)
        if kind in known.classes:
            return True
        if known.act == "TAKE" or kind == "aid":
            return any(self.is_a(below, kind) for below in find_complements(noun, ("of", "in")))
        return False

    def _is_unknown(self, noun: "Token", kind: str) -> bool:
        """The class of a noun that the tables do not have, by the model's names."""
        if noun.ent_type_ in _PLACES:
            return kind == "land"
        if noun.ent_type_ == "MONEY":
            return kind == "aid"
        if noun.pos_ == "NUM":  # eleven of the prisoners, or just eleven
            below = find_complements(noun, ("of",))
            return any(self.is_a(other, kind) for other in below) if below else kind == "people" and _is_count(noun)
        return kind in ("people", "leader") and noun.ent_type_ == "PERSON"

    def call(self, noun: "Token") -> set[str]:
        """What a frame may call a noun."""
        if noun.i not in self.keys:
            self.keys[noun.i] = {lemma(noun), normalise(noun.lower_), *pairs(noun)}
        return self.keys[noun.i]

    def _look_back(self, pronoun: "Token") -> Iterator[Noun]:
        """What is known of the nouns before a pronoun, in its sentence or not far before it."""
        for i in range(pronoun.i - 1, max(-1, pronoun.i - BACK), -1):
            token = pronoun.doc[i]
            if token.pos_ == "NOUN" and token.dep_ != "compound" and (known := self.look_up(token)):
                yield known


def find_complements(noun: "Token", preps: tuple[str, ...]) -> list["Token"]:
    """What stands after some prepositions that hang on a noun."""
    particles = find_particles(noun)
    return [below for prep in preps if prep in particles for below in prep_objects(particles[prep])]


def _is_count(number: "Token") -> bool:
    """Whether a number stands alone for whom something is done to: *killed eleven*."""
    alone = number.pos_ == "NUM" and number.dep_ in ("dobj", "nsubjpass") and number.ent_type_ == "CARDINAL"
    return alone and not any(child.lower_ == "of" for child in number.rights)


def _is_crowd(noun: "Token") -> bool:
    """Whether a number of people do something: *thousands marched*, *dozens stormed the embassy*."""
    many = noun.tag_ == "NNS" and noun.ent_type_ == "CARDINAL" and noun.dep_ == "nsubj"
    return many and not any(child.lower_ == "of" for child in noun.rights)


def pairs(noun: "Token") -> Iterator[str]:
    """A noun with a word beside it, as the table may have them: *missile strike*, *state of siege*."""
    own, doc = lemma(noun), noun.doc
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "poss") or child.lower_ == "another":
            yield f"{lemma(child)} {own}"
            if child.lower_ != lemma(child):
                yield f"{normalise(child.lower_)} {own}"
    i = noun.i - 1
    while i > 0 and doc[i].text == "-":
        i -= 1
    if i >= 0 and doc[i].pos_ in ("NOUN", "ADJ", "PROPN", "VERB"):
        yield f"{lemma(doc[i])} {own}"
    if noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in ("of", "against"):
        yield f"{own} {doc[noun.i + 1].lower_}"
        if noun.i + 2 < len(doc):
            yield f"{own} {doc[noun.i + 1].lower_} {lemma(doc[noun.i + 2])}"
