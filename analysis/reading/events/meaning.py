"""What a verb or a noun means: the frame that fits it, and what negation, modal verbs and operators make of that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act, make_act, transform
from analysis.reading.events.frames import Frame, Noun, Pattern, load_frames, load_nouns, load_pair_words, load_patterns
from analysis.reading.events.lemmas import lemma
from analysis.syntax.clauses import (
    find_clauses,
    find_helpers,
    find_objects,
    find_predicates,
    find_subject,
    is_announced,
    is_condition,
    is_negated,
    is_passive,
)
from analysis.syntax.grammar import CHANCE, DUTY, FUTURE, HAVE, SUBJECTS, conjuncts, has_subject, has_to
from analysis.syntax.phrases import find_particles, prep_objects

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

DEPTH = 8  # operators around an act; more are no sentence
BACK = 80  # tokens in which a pronoun's noun is looked for
_COMPLEMENTS = ("of", "to", "for", "on", "against", "from", "in", "with", "between")  # of a noun
_NAMES, _PLACES = ("PERSON", "ORG", "NORP"), ("GPE", "LOC", "FAC")  # what the model calls names
_PEACEKEEPING = "074"  # what troops are sent for, where their sentence says so
_SIDES = {"ACT": "", "CONFLICT": "conflict", "COOPERATION": "cooperation"}
_SILENT = frozenset(("SAY", "0"))  # frames that tell of no act of their own
_THROUGH = frozenset(("HEDGE", "DESCEND"))  # operators that add no actor
_PERSONAL = frozenset(("he", "she", "they", "we", "who", "him", "her", "them", "us"))
_IT = frozenset(("it", "them", "this", "that"))


@dataclass(slots=True)
class Meanings:
    """The meanings of the words of one parsed piece, each found once.

    Attributes:
        names: whether a token names or is an actor.
        found: the act of each token that was asked for, by its number.
        keys: what a frame may call each noun, by its number.
        subjects: whether a verb has a subject of some classes, by its number and them.
        known: what is known of each noun that was looked up, by its number.
        reports: tokens whose clause they only report.
        closed: tokens whose act is part of another (what somebody is accused of), by their number.
    """

    names: "Callable[[Token], bool]"
    found: dict[int, Act | None] = field(default_factory=dict)
    keys: dict[int, set[str]] = field(default_factory=dict)
    subjects: dict[tuple[int, tuple[str, ...]], bool] = field(default_factory=dict)
    known: dict[int, Noun | None] = field(default_factory=dict)
    reports: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)

    def read(self, word: "Token", depth: int = 0) -> Act | None:
        """The act that a word tells of, with all that is said about it; None if it tells of none."""
        if word.i not in self.found:
            self.found[word.i] = None  # a circle means nothing
            if depth <= DEPTH:
                self.found[word.i] = (
                    self._read_noun(word, depth)
                    if word.pos_ in ("NOUN", "PROPN", "PRON") and not self.is_verbal(word)
                    else self._read_verb(word, depth)
                )
        return self.found[word.i]

    def is_verbal(self, word: "Token") -> bool:
        """Whether the model took a verb for a noun: it has a subject or a direct object."""
        return lemma(word) in load_frames() and any(child.dep_ in (*SUBJECTS, "dobj") for child in word.children)

    def _read_verb(self, verb: "Token", depth: int) -> Act | None:
        act, helpers = self._match(verb, depth), find_helpers(verb)
        if act is None and "must" in helpers and self._has_subject(verb, ("@actor",)):
            return make_act("10", verb, modality="demanded")  # whatever somebody must do
        if act is None:
            return None
        if is_negated(verb):
            if is_passive(verb) and act.code.side == "conflict" and not any(c.dep_ == "agent" for c in verb.children):
                return None  # nobody was harmed: nothing happened
            act = transform("NOT", verb, act)
        if act is None:
            return None
        if helpers & HAVE and helpers & FUTURE:
            return replace(act, modality="conditional")
        if helpers & DUTY:
            return transform("DEMAND", verb, act)
        if helpers & FUTURE or is_announced(verb):
            act = transform("INTEND", verb, act)
        if act and helpers & CHANCE:
            act = transform("HEDGE", verb, act)
        if act and any(c.dep_ == "advcl" and is_condition(c) for c in verb.children):
            act = replace(act, modality="conditional")
        return act

    def _match(self, verb: "Token", depth: int) -> Act | None:
        """The act by the frame that fits a verb best and tells of one."""
        patterns = load_patterns().get(lemma(verb), ())
        objects, particles = (find_objects(verb), find_particles(verb)) if patterns else ((), {})
        for pattern in patterns:
            frame, particle = pattern.frame, particles.get(pattern.particle)
            if (pattern.particle and particle is None) or not self._has_subject(verb, frame.subjects):
                continue
            governed = _governed(particle) if particle is not None else []
            fits, inner, idiom = self._fits(verb, pattern, [*governed, *objects], depth)
            if not fits:
                continue
            if frame.result == "SAY":
                self.reports.add(verb.i)
            if frame.result in _SILENT:
                return None
            words = [word for word in (particle, idiom) if word is not None]
            if (act := self._conclude(verb, frame, inner, words)) is not None:
                return act
        return None

    def _conclude(self, verb: "Token", frame: Frame, inner: Act | None, words: list["Token"]) -> Act | None:
        """The act of a frame: `words` are its particle and the noun that it names (*opened fire*)."""
        if frame.is_operator:
            act = transform(frame.result, verb, inner)
            if act and inner and frame.result in _THROUGH and has_subject(inner.chain[0]):
                return replace(act, chain=inner.chain)  # X fears that Y attacks: Y does it
            return act
        for clause in find_clauses(verb):
            if clause.dep_ in ("pcomp", "ccomp", "xcomp", "oprd", "acomp"):
                self.closed.add(clause.i)
        act = make_act(frame.result, verb)
        if act.code.root == "MOBILIZE" and self._keeps_peace(verb):
            act = make_act(_PEACEKEEPING, verb)
        if act.code.root == "YIELD":  # what somebody steps back from does not happen
            self._close([*find_objects(verb), *(noun for word in words for noun in _governed(word))])
        chain = [verb, *(word for word in words if word.i > verb.i), *(inner.chain if inner else ())]
        return replace(act, chain=tuple(dict.fromkeys(chain)))

    def _keeps_peace(self, word: "Token") -> bool:
        """Whether peacekeepers are sent, or forces sent to keep the peace."""
        subject = find_subject(word) if word.pos_ == "VERB" else None
        phrases = [*word.subtree, *(subject.subtree if subject is not None else ())]
        return any("peacekeeper" in self.classes(noun) for noun in phrases if noun.pos_ in ("NOUN", "PROPN"))

    def _close(self, nouns: Iterable["Token"]) -> None:
        """Takes the acts that nouns tell of for no acts of their own."""
        for noun in nouns:
            if inner := self.read(noun):
                self.closed |= {token.i for token in inner.chain}

    def _has_subject(self, verb: "Token", wanted: tuple[str, ...]) -> bool:
        """Whether what does it, or in a passive what it is done to, is of one of some classes, if any are wanted."""
        if not wanted:
            return True
        if (verb.i, wanted) not in self.subjects:
            subject = find_subject(verb)
            if is_passive(verb) and subject is None:
                subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
            nouns = list(conjuncts(subject)) if subject is not None else []
            self.subjects[verb.i, wanted] = any(self.is_a(noun, kind[1:]) for noun in nouns for kind in wanted)
        return self.subjects[verb.i, wanted]

    def _fits(
        self, verb: "Token", pattern: Pattern, nouns: list["Token"], depth: int
    ) -> tuple[bool, Act | None, "Token | None"]:
        """Whether a verb has the object that a pattern wants, the act that it is, and the noun if it is an idiom's."""
        if pattern.names:
            return self._fits_name(verb, pattern, nouns, depth)
        if not pattern.wanted:
            below = [*nouns, *find_clauses(verb)] if pattern.frame.is_operator else []
            return True, self._read_first(below, depth), None
        if pattern.wanted[0] == "@":
            noun = next((noun for noun in nouns if self.is_a(noun, pattern.wanted[1:])), None)
            return noun is not None, self.read(noun, depth + 1) if noun is not None else None, None
        if pattern.wanted == "nothing":
            return not find_objects(verb) and not find_clauses(verb), None, None
        if pattern.wanted in _SIDES:
            acts = (self.read(noun, depth + 1) for noun in nouns)
            act = next((act for act in acts if act and _SIDES[pattern.wanted] in ("", act.code.side)), None)
            return act is not None, act, None
        if pattern.wanted == "SUBJECT":
            subject = None if find_objects(verb) else find_subject(verb)
            act = self.read(subject, depth + 1) if subject is not None else None
            return act is not None, act, None
        clauses = [clause for clause in find_clauses(verb) if _is_clause(clause, pattern.wanted)]
        act = self._read_first(clauses, depth)
        return act is not None if pattern.wanted == "PURPOSE" else bool(clauses), act, None

    def _fits_name(
        self, verb: "Token", pattern: Pattern, nouns: list["Token"], depth: int
    ) -> tuple[bool, Act | None, "Token | None"]:
        """Whether an object is one of the nouns that a pattern names; what is called so, too (*called him a liar*)."""
        for noun in nouns:
            if not self._keys(noun).isdisjoint(pattern.names):
                somebody = self.is_a(noun, "actor") or self.is_a(noun, "land")  # is acted on, and no part of an idiom
                act = self.read(noun, depth + 1)
                if act is None and pattern.frame.is_operator:  # put the talks on hold
                    act = self._read_first((other for other in nouns if other != noun), depth)
                return True, act, None if somebody else noun
        called = find_clauses(verb) if pattern.frame.result == "0" else find_predicates(verb)
        return any(lemma(word) in pattern.names for word in called), None, None

    def _read_first(self, words: Iterable["Token"], depth: int) -> Act | None:
        return next((act for word in words if (act := self.read(word, depth + 1))), None)

    def _keys(self, noun: "Token") -> set[str]:
        """What a frame may call a noun."""
        if noun.i not in self.keys:
            self.keys[noun.i] = {lemma(noun), noun.lower_, *pairs(noun)}
        return self.keys[noun.i]

    def is_a(self, noun: "Token", kind: str) -> bool:
        """Whether a noun is of a class; *it* and *them* are what was last spoken of."""
        if noun.lower_ in _PERSONAL and kind in ("people", "actor"):
            return True
        if kind == "actor":
            return self.names(noun) or noun.ent_type_ in _NAMES or (self.is_a(noun, "people") and not _is_count(noun))
        if noun.lower_ in _IT:
            return any(kind in known.classes for known in self._look_back(noun))
        known = self.look_up(noun)
        if known is None and noun.ent_type_ in _PLACES:
            return kind == "land"
        if known is None and noun.ent_type_ == "MONEY":
            return kind == "aid"
        if known is None and noun.pos_ == "NUM":  # eleven of the prisoners, or just eleven
            below = self._complements(noun, ("of",))
            return any(self.is_a(other, kind) for other in below) if below else kind == "people" and _is_count(noun)
        if known is None:
            return kind in ("people", "leader") and noun.ent_type_ == "PERSON"
        if kind in known.classes:
            return True
        if known.act == "TAKE" or kind == "aid":
            return any(self.is_a(below, kind) for below in self._complements(noun, ("of", "in")))
        return False

    def classes(self, noun: "Token") -> frozenset[str]:
        """The classes of a noun."""
        known = self.look_up(noun)
        return known.classes if known else frozenset()

    def look_up(self, noun: "Token") -> Noun | None:
        """What is known of a noun, by itself and the word before it."""
        if noun.i not in self.known:
            nouns, own = load_nouns(), lemma(noun)
            keys = (*(pairs(noun) if own in load_pair_words() else ()), own, noun.lower_, noun.lower_.removesuffix("s"))
            self.known[noun.i] = next((nouns[key] for key in keys if key in nouns), None)
        return self.known[noun.i]

    def _look_back(self, pronoun: "Token") -> Iterator[Noun]:
        """What is known of the nouns before a pronoun, in its sentence or not far before it."""
        for i in range(pronoun.i - 1, max(-1, pronoun.i - BACK), -1):
            token = pronoun.doc[i]
            if token.pos_ == "NOUN" and token.dep_ != "compound" and (known := self.look_up(token)):
                yield known

    def _complements(self, noun: "Token", preps: tuple[str, ...]) -> list["Token"]:
        particles = find_particles(noun)
        return [below for prep in preps if prep in particles for below in prep_objects(particles[prep])]

    def _read_noun(self, noun: "Token", depth: int) -> Act | None:
        known = self.look_up(noun)
        if known is None or not known.act:
            return None
        if not known.act[0].isdigit():
            return self._read_operator(noun, known.act, depth)
        act = make_act(known.act, noun, tension="tension" in known.classes)
        return make_act(_PEACEKEEPING, noun) if act.code.root == "MOBILIZE" and self._keeps_peace(noun) else act

    def _read_operator(self, noun: "Token", operator: str, depth: int) -> Act | None:
        """*An end to the war*, *aid suspension*, *a plan to attack*, *a series of attacks*."""
        inner = [self.read(below, depth + 1) for below in self._complements(noun, _COMPLEMENTS)]
        inner += [self.read(c, depth + 1) for c in find_clauses(noun) if has_to(c) or c.dep_ == "pcomp"]
        inner += [self.read(child, depth + 1) for child in noun.lefts if child.dep_ == "compound"]
        act = next(filter(None, inner), None)
        if act is None and operator in ("TAKE", "INTEND", "ALLOW"):
            return None
        return transform(operator, noun, act)


def _is_count(number: "Token") -> bool:
    """Whether a number stands alone for whom something is done to: *killed eleven*."""
    alone = number.pos_ == "NUM" and number.dep_ in ("dobj", "nsubjpass") and number.ent_type_ == "CARDINAL"
    return alone and not any(child.lower_ == "of" for child in number.rights)


def _governed(particle: "Token") -> list["Token"]:
    """The nouns and the verbs that stand after a preposition."""
    return [*prep_objects(particle), *(child for child in particle.children if child.dep_ == "pcomp")]


def pairs(noun: "Token") -> Iterator[str]:
    """A noun with a word beside it, as the table may have them: *missile strike*, *state of siege*."""
    own, doc = lemma(noun), noun.doc
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "poss"):
            yield f"{lemma(child)} {own}"
            if child.lower_ != lemma(child):
                yield f"{child.lower_} {own}"
    i = noun.i - 1
    while i > 0 and doc[i].text == "-":
        i -= 1
    if i >= 0 and doc[i].pos_ in ("NOUN", "ADJ", "PROPN", "VERB"):
        yield f"{lemma(doc[i])} {own}"
    if noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in ("of", "against"):
        yield f"{own} {doc[noun.i + 1].lower_}"
        if noun.i + 2 < len(doc):
            yield f"{own} {doc[noun.i + 1].lower_} {lemma(doc[noun.i + 2])}"


def _is_clause(clause: "Token", wanted: str) -> bool:
    own = has_subject(clause)
    if wanted in ("CLAUSE_TO", "PURPOSE"):
        return has_to(clause)
    if wanted == "CLAUSE_OTHER":
        return own or clause.dep_ == "ccomp"
    if wanted == "CLAUSE_ADJ":
        return clause.pos_ in ("ADJ", "VERB") and clause.dep_ in ("acomp", "oprd", "xcomp")
    return True
