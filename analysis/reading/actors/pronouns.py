"""The context of a word: the mentions before it, and whom a pronoun or *both sides* may mean there."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.reading.actors.people import Actor
from analysis.reading.actors.register import country_name
from analysis.syntax.clauses import is_dummy
from analysis.syntax.grammar import FEMININE, MASCULINE, MODIFIERS, SUBJECTS, find_governor
from analysis.syntax.phrases import is_topic

if TYPE_CHECKING:
    from spacy.tokens import Token

MEMORY = 5  # *he* means nobody after this many sentences without a person who fits
WIDTH = 40  # mentions of a sentence that are kept
SEVERAL = 3  # times as often as another, whoever is the main person

HE = dict.fromkeys(MASCULINE, "m") | dict.fromkeys(FEMININE, "f")


@dataclass(slots=True, eq=False)
class Mention:
    """Words that mean an actor, with what pronouns after it need to know.

    Attributes:
        paragraph: the number of its paragraph, or None.
        start, end: its place in the article's text.
        actor: who is meant.
        head: its head token.
        plural: whether *they* may mean it.
        people: whether it means inhabitants of its country, and not the country's side.
    """

    paragraph: int | None
    start: int
    end: int
    actor: Actor
    head: "Token"
    plural: bool = False
    people: bool = False

    @property
    def is_subject(self) -> bool:
        """Whether it is a subject or part of one, or a source: *according to Trump*."""
        return is_topic(self.head)

    @property
    def is_main(self) -> bool:
        """Whether it is the subject of the main clause."""
        return self.is_subject and self.head.head.dep_ == "ROOT"

    @property
    def is_modifier(self) -> bool:
        """Whether it only modifies a noun: *Iranian missiles*."""
        return self.head.dep_ in MODIFIERS

    def fits(self, gender: str) -> bool:
        """Whether it means a person who may have a gender."""
        actor = self.actor.resolve()
        return actor.kind == "person" and actor.gender in (None, gender)


@dataclass
class Context:
    """The mentions in this sentence and the one before, and the latest person of each gender."""

    sentence: deque[Mention] = field(default_factory=lambda: deque(maxlen=WIDTH))
    before: deque[Mention] = field(default_factory=deque)
    focus: dict[str, tuple[Actor, int]] = field(default_factory=dict)  # gender → person, and sentences since
    counts: Counter = field(default_factory=Counter)  # country → mentions so far
    named: Counter = field(default_factory=Counter)  # person → mentions so far

    def add(self, mention: Mention) -> None:
        """Adds a mention."""
        self.sentence.append(mention)
        self.named[mention.actor.resolve().name] += 1
        if country := mention.actor.resolve().country:
            self.counts[country] += 1

    def end_sentence(self) -> None:
        """Ends a sentence: *he* or *she* in the next sentence means the person whom this one was about."""
        for gender in "mf":
            fitting = [mention for mention in self.sentence if mention.fits(gender)]
            subjects = [mention for mention in fitting if mention.is_subject]
            main = [mention for mention in subjects if mention.is_main]
            if best := main[:1] or subjects[-1:] or fitting[-1:]:
                self.focus[gender] = (best[0].actor, 0)
            elif gender in self.focus:
                actor, age = self.focus.pop(gender)
                if age < MEMORY:
                    self.focus[gender] = (actor, age + 1)
        self.before, self.sentence = self.sentence, deque(maxlen=WIDTH)

    def find_person(self, token: "Token") -> Actor | None:
        """The person that *he*, *her*, *himself* … means, or None."""
        gender = HE[token.lower_]
        barred = self._subject_of(find_governor(token)) if token.dep_ in ("dobj", "dative", "pobj") else None
        if token.lower_.endswith("self") and barred:
            return barred
        fitting = [m for m in self.sentence if m.fits(gender) and m.actor.resolve() is not barred]
        subjects = [m.actor for m in fitting if m.is_subject]
        others = [m.actor for m in fitting]
        remembered = self._recall(gender, barred)
        surer = any(self._is_surer(other, last) for other in others[-1:] for last in remembered)
        ranked = [remembered, others] if token.dep_ in SUBJECTS and not surer else [others, remembered]
        return next((found[-1] for found in [subjects, *ranked] if found), None)

    def _is_surer(self, other: Actor, remembered: Actor) -> bool:
        """Whether a person in this sentence is told of more often than one of unknown gender in the last ones."""
        other, remembered = other.resolve(), remembered.resolve()
        return remembered.gender is None and self.named[other.name] > SEVERAL * self.named[remembered.name]

    def _recall(self, gender: str, barred: Actor | None) -> list[Actor]:
        """The person of a gender whom the last sentences were about, unless barred or since found to be another."""
        actor, _ = self.focus.get(gender, (None, 0))
        fits = actor and actor.resolve() is not barred and actor.resolve().gender in (None, gender)
        return [actor] if fits else []

    def _subject_of(self, verb: "Token") -> Actor | None:
        return next((m.actor.resolve() for m in reversed(self.sentence) if m.is_subject and m.head.head == verb), None)

    def find_thing(self, token: "Token") -> Actor | None:
        """The country, organisation or group that *it* or *its* means, or None if that is not clear."""
        things = [m for m in self.sentence if m.actor.resolve().kind != "person" and not m.plural]
        if token.lower_ == "its":
            nouns = [m for m in things if not m.is_modifier]
            return next((found[-1].actor for found in (nouns, things) if found), self._subject_before())
        if token.dep_ not in SUBJECTS or is_dummy(token):
            return None
        subjects = [m.actor for m in things if m.is_subject]
        return subjects[-1] if subjects else self._subject_before() if token.is_sent_start else None

    def _subject_before(self) -> Actor | None:
        """The country or organisation that the sentence before was about."""
        main = next((m for m in self.before if m.is_main), None)
        return main.actor if main and main.actor.resolve().kind != "person" and not main.plural else None

    def find_several(self, token: "Token") -> Actor | None:
        """The group or people of a country that *they* or *their* means, or None if that is not clear."""
        here = [m for m in self.sentence if m.is_subject]
        before = [m for m in self.before if m.is_main]
        if token.lower_ == "they" and token.dep_ not in SUBJECTS:
            return None
        candidates = here or before
        return candidates[-1].actor if candidates and candidates[-1].plural else None

    def find_pair(self) -> Iterator[Actor]:
        """The two countries of *both sides*: the only two in this sentence and the one before, else the main two."""
        near = [m.actor.resolve() for m in (*self.before, *self.sentence)]
        codes = list(dict.fromkeys(actor.country for actor in near if actor.country))
        if len(codes) != 2:
            codes = [code for code, _ in self.counts.most_common(2)]
        for code in codes if len(codes) == 2 else ():
            yield Actor(country_name(code) or code, "country", code)
