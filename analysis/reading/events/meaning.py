"""What a verb or a noun means: the frame that fits it, and what negation, modal verbs and operators make of that."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act, make_act, transform
from analysis.reading.events.embedding import asks, is_apart, is_question
from analysis.reading.events.frames import Filler, Frame, Pattern, load_frames, load_patterns
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.nouns import Nouns, find_complements
from analysis.rules.load import load_values, load_words
from analysis.syntax.clauses import (
    find_clauses,
    find_helpers,
    find_objects,
    find_predicates,
    find_subject,
    is_announced,
    is_condition,
    is_imperative,
    is_negated,
    is_passive,
)
from analysis.syntax.grammar import (
    ABILITY,
    CHANCE,
    DUTY,
    FINITE,
    FUTURE,
    HAVE,
    NOMINALS,
    PLANNED,
    SUBJECTS,
    conjuncts,
    has_subject,
    has_to,
)
from analysis.syntax.phrases import find_particles, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPTH = 12  # operators around an act; more are no sentence
TRIES = 3  # times that a word is read whose meaning leads back to itself
_PEACEKEEPING = "074"  # what troops are sent for, where their sentence says so
_MARKS = frozenset(('"', "“", "”", "``", "''"))
_SIDES = {"ACT": "", "CONFLICT": "conflict", "COOPERATION": "cooperation"}
_CLAUSES = frozenset(("CLAUSE", "CLAUSE_TO", "CLAUSE_OTHER", "CLAUSE_WISH", "CLAUSE_ADJ", "PURPOSE"))
_THROUGH = frozenset(("HEDGE", "DESCEND"))  # operators that add no actor
_SOMEBODY = frozenset(("@actor", "@people", "@leader", "@body"))
_COVERED = frozenset(("pcomp", "ccomp", "xcomp", "oprd", "acomp"))  # clauses that a verb with its own act speaks of
_PLANS = frozenset(("intended", "threatened"))
_FULFILLING = load_words("embedding_words.csv", "fulfilling")
_COMPLEMENTS = tuple(load_values("embedding_words.csv", "complement"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means in its sentence.

    Attributes:
        act: the act that it tells of, with all that is said about it; None if it tells of none.
        covers: tokens whose acts are part of this one, by their number.
        reports: whether it only reports its clause.
        rule: the row that decided, for the reader.
    """

    act: Act | None = None
    covers: frozenset[int] = frozenset()
    reports: bool = False
    rule: str = ""


_NOTHING = Meaning()


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a pattern fits a verb: the act that its fillers tell of, and the words beside the verb that belong to it."""

    inner: Act | None
    words: tuple["Token", ...]


@dataclass(slots=True)
class Meanings(Nouns):
    """The meanings of the words of one parsed piece, each found once.

    Attributes:
        found: the meaning of each token that was asked for, by its number.
        tries: how often a token was read whose meaning led back to itself.
        path: the tokens that are being read, from the outermost.
        circles: those of them that were asked for again.
    """

    found: dict[int, Meaning] = field(default_factory=dict)
    tries: dict[int, int] = field(default_factory=dict)
    path: list[int] = field(default_factory=list)
    circles: set[int] = field(default_factory=set)

    def read(self, word: "Token") -> Act | None:
        """The act that a word tells of, with all that is said about it; None if it tells of none."""
        return self.mean(word).act

    def mean(self, word: "Token") -> Meaning:
        """What a word means; the answer is the same whatever was asked before."""
        if word.i in self.found:
            return self.found[word.i]
        if word.i in self.path or len(self.path) > DEPTH:
            self.circles.add(word.i)
            return _NOTHING
        self.path.append(word.i)
        verbal = word.pos_ not in NOMINALS or self.is_verbal(word)
        meaning = self._read_verb(word) if verbal else self._read_noun(word)
        self.path.pop()
        self.circles.discard(word.i)
        self.tries[word.i] = self.tries.get(word.i, 0) + 1
        if not self.circles & set(self.path) or self.tries[word.i] >= TRIES:
            self.found[word.i] = meaning
        return meaning

    def is_verbal(self, word: "Token") -> bool:
        """Whether the model took a verb for a noun: it has a subject or a direct object."""
        return lemma(word) in load_frames() and any(child.dep_ in (*SUBJECTS, "dobj") for child in word.children)

    # Verbs

    def _read_verb(self, verb: "Token") -> Meaning:
        meaning, helpers = self._match(verb), find_helpers(verb)
        if meaning.act is None and "must" in helpers and self._has_actor(verb):
            return Meaning(make_act("10", verb, modality="demanded"), rule="whatever somebody must do is a demand")
        if meaning.act is None:
            return meaning
        return replace(meaning, act=_compose(verb, meaning.act, helpers))

    def _match(self, verb: "Token") -> Meaning:
        """What the pattern that fits a verb best makes of it, if that is anything."""
        patterns = load_patterns().get(lemma(verb), ())
        particles = find_particles(verb) if patterns else {}
        for pattern in patterns:
            fit = self._fit(verb, pattern, particles)
            if fit is None:
                continue
            result = pattern.frame.result
            if result in ("SAY", "0"):
                return Meaning(reports=result == "SAY", rule=str(pattern.frame))
            meaning = self._conclude(verb, pattern.frame, fit)
            if meaning.act is not None:
                return meaning
        return _NOTHING

    def _fit(self, verb: "Token", pattern: Pattern, particles: dict[str, "Token"]) -> _Fit | None:
        """How a pattern fits a verb; None if it does not."""
        particle, prep = particles.get(pattern.particle), particles.get(pattern.prep)
        if (pattern.particle and particle is None) or (pattern.prep and prep is None):
            return None
        if not self._has_subject(verb, pattern.subject):
            return None
        direct = find_objects(verb)
        objects = [*_governed(particle), *direct]
        governed = _governed(prep) or (direct if prep is not None else [])
        first = self._fill(verb, pattern, pattern.object, objects)
        second = self._fill(verb, pattern, pattern.prep_object, governed)
        if first is None or second is None:
            return None
        inner = first.inner or second.inner
        if inner is None and pattern.frame.is_operator:
            inner = self._read_first(_list_operands(verb, pattern, [*governed, *objects]))
        if inner is None and pattern.frame.result == "ALLOW":  # let the strikes go ahead
            subjects = map(find_subject, _clauses(verb))
            inner = self._read_first(subject for subject in subjects if subject is not None)
        words = [word for word in (particle, prep) if word is not None]
        return _Fit(inner, (*words, *first.words, *second.words))

    def _fill(self, verb: "Token", pattern: Pattern, filler: Filler, nouns: list["Token"]) -> _Fit | None:
        """How a filler fits what stands in its slot: the act that it is, and the noun if it is an idiom's."""
        wanted = filler.wanted
        if filler.names:
            return self._fill_name(verb, pattern, filler, nouns)
        if not wanted:
            return _Fit(None, ())
        if wanted == "nothing":
            return None if find_objects(verb) or _clauses(verb) else _Fit(None, ())
        if wanted in _CLAUSES:
            return self._fill_clause(verb, wanted, nouns if filler is pattern.prep_object else None)
        if wanted == "SUBJECT":
            subject = None if find_objects(verb) else find_subject(verb)
            act = self.read(subject) if subject is not None else None
        elif wanted[0] == "@":
            noun = next((noun for noun in nouns if self.is_a(noun, wanted[1:])), None)
            return None if noun is None else _Fit(self.read(noun), ())
        else:
            acts = map(self.read, nouns)
            act = next((act for act in acts if act and (_SIDES.get(wanted) in ("", act.code.side))), None)
            if wanted not in _SIDES:
                act = next((act for act in map(self.read, nouns) if act and act.code.root == wanted), None)
        return None if act is None else _Fit(act, ())

    def _fill_clause(self, verb: "Token", wanted: str, governed: list["Token"] | None) -> _Fit | None:
        clauses = _clauses(verb) if governed is None else [word for word in governed if word.dep_ == "pcomp"]
        clauses = [clause for clause in clauses if _is_clause(clause, wanted)]
        act = self._read_first(clauses)
        fits = act is not None if wanted == "PURPOSE" else bool(clauses)
        if act and wanted == "PURPOSE" and act.modality == "asserted":
            act = replace(act, modality="intended")
        return _Fit(act, ()) if fits else None

    def _fill_name(self, verb: "Token", pattern: Pattern, filler: Filler, nouns: list["Token"]) -> _Fit | None:
        """Whether an object is one of the nouns that a filler names; what is called so, too (*called him a liar*)."""
        for noun in nouns:
            if not self.call(noun).isdisjoint(filler.names):
                somebody = self.is_a(noun, "actor") or self.is_a(noun, "land")  # is acted on, and no part of an idiom
                return _Fit(self.read(noun), () if somebody else (noun,))
        called = _clauses(verb) if pattern.frame.result == "0" else find_predicates(verb)
        hit = filler is pattern.object and any(lemma(word) in filler.names for word in called)
        return _Fit(None, ()) if hit else None

    def _conclude(self, verb: "Token", frame: Frame, fit: _Fit) -> Meaning:
        """What a frame makes of a verb: its own act, or another one of the act below it."""
        inner, rule = fit.inner, str(frame)
        if frame.is_operator:
            act = transform(frame.result, verb, self._carry_out(verb, frame, inner), rule)
            if act and inner and frame.result in _THROUGH and has_subject(inner.chain[0]):
                act = replace(act, chain=inner.chain)  # X fears that Y attacks: Y does it
            if act and inner is None:  # a demand is made, whatever it is for
                scope = () if frame.result == "WARN" and _only_judges(verb) else _find_scope(verb)
                act = replace(act, scope=scope, modality=act.modality if scope else "asserted")
            return Meaning(act, rule=rule)
        act = make_act(frame.result, verb, rule=rule)
        if act.code.root == "MOBILIZE" and self._keeps_peace(verb):
            act = make_act(_PEACEKEEPING, verb, rule=rule)
        kept = ("pcomp",) if act.code.root == "ACCUSE" else ()  # what somebody is accused of is a deed of its own
        covers = {clause.i for clause in _clauses(verb) if clause.dep_ in _COVERED and clause.dep_ not in kept}
        if act.code.root == "YIELD":  # what somebody steps back from does not happen
            covers |= self._cover([*find_objects(verb), *(noun for word in fit.words for noun in _governed(word))])
        chain = [verb, *(word for word in fit.words if word.i > verb.i), *(inner.chain if inner else ())]
        return Meaning(replace(act, chain=tuple(dict.fromkeys(chain))), frozenset(covers), rule=rule)

    def _carry_out(self, verb: "Token", frame: Frame, inner: Act | None) -> Act | None:
        """*Carried out its threat to expel them*: what was planned, as a deed."""
        if inner is None or frame.result != "TAKE" or lemma(verb) not in _FULFILLING or inner.modality not in _PLANS:
            return inner
        done = self.read(inner.chain[-1])
        return replace(done, chain=inner.chain) if done else inner

    def _cover(self, nouns: Iterable["Token"]) -> set[int]:
        """The words of the acts that nouns tell of."""
        return {token.i for noun in nouns if (inner := self.read(noun)) for token in inner.chain}

    def _keeps_peace(self, word: "Token") -> bool:
        """Whether peacekeepers are sent, or forces sent to keep the peace."""
        subject = find_subject(word) if word.pos_ == "VERB" else None
        phrases = [*word.subtree, *(subject.subtree if subject is not None else ())]
        return any("peacekeeper" in self.classes(noun) for noun in phrases if noun.pos_ in ("NOUN", "PROPN"))

    def _has_actor(self, verb: "Token") -> bool:
        return self._has_subject(verb, Filler("@actor"))

    def _has_subject(self, verb: "Token", wanted: Filler) -> bool:
        """Whether what does it, or in a passive what it is done to, is what is wanted, if anything is."""
        if not wanted.wanted and not wanted.names:
            return True
        subject = find_subject(verb)
        if is_passive(verb) and subject is None:
            subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        nouns = list(conjuncts(subject)) if subject is not None else []
        if wanted.names:
            return any(not self.call(noun).isdisjoint(wanted.names) for noun in nouns)
        return any(self.is_a(noun, wanted.wanted[1:]) for noun in nouns)

    def _read_first(self, words: Iterable["Token"]) -> Act | None:
        return next((act for word in words if (act := self.read(word))), None)

    # Nouns

    def _read_noun(self, noun: "Token") -> Meaning:
        known = self.look_up(noun)
        if known is None or not known.act:
            return _NOTHING
        rule = f"event_nouns.csv:{known.line}: {known.noun} | {known.act}"
        if not known.act[0].isdigit():
            return Meaning(self._read_operator(noun, known.act, rule), rule=rule)
        act = make_act(known.act, noun, tension="tension" in known.classes, rule=rule)
        if act.code.root == "MOBILIZE" and self._keeps_peace(noun):
            act = make_act(_PEACEKEEPING, noun, rule=rule)
        return Meaning(act, rule=rule)

    def _read_operator(self, noun: "Token", operator: str, rule: str) -> Act | None:
        """*An end to the war*, *aid suspension*, *a plan to attack*, *a series of attacks*."""
        below = find_complements(noun, _COMPLEMENTS)
        below += [clause for clause in find_clauses(noun) if has_to(clause) or clause.dep_ == "pcomp"]
        below += [child for child in noun.lefts if child.dep_ == "compound"]
        act = self._read_first(below)
        if act is None and operator in ("TAKE", "INTEND", "ALLOW"):
            return None
        return transform(operator, noun, act, rule)


def _compose(verb: "Token", act: Act, helpers: set[str]) -> Act | None:
    """What negation and the helpers of a verb make of its act."""
    if is_negated(verb):
        if is_passive(verb) and act.code.side == "conflict" and not any(c.dep_ == "agent" for c in verb.children):
            return None  # nobody was harmed: nothing happened
        act = transform("NOT", verb, act)
    if act is None:
        return None
    if helpers & HAVE and helpers & FUTURE:
        return replace(act, modality="conditional")
    if helpers & DUTY or (is_imperative(verb) and _is_spoken(verb)):
        return transform("DEMAND", verb, act)
    if helpers & FUTURE or is_announced(verb):
        act = transform("INTEND", verb, act)
    if act and helpers & CHANCE and not ("could" in helpers and is_negated(verb)):
        act = transform("HEDGE", verb, act)
    if act and act.modality == "asserted" and _is_planned(verb, helpers):
        act = replace(act, modality="intended")
    if act and any(c.dep_ == "advcl" and is_condition(c) for c in verb.children):
        act = replace(act, modality="conditional")
    return act


def _is_planned(verb: "Token", helpers: set[str]) -> bool:
    """*Planned a protest*, *a protest is scheduled*; not *bombs were set off*."""
    if lemma(verb) not in PLANNED or any(child.dep_ == "prt" for child in verb.children):
        return False
    return lemma(verb) == "plan" or (is_passive(verb) and bool(helpers))


def _is_spoken(verb: "Token") -> bool:
    """Whether quotation marks stand around a clause, so that a bare verb in it is no headline."""
    return any(token.text in _MARKS for token in verb.sent)


def _only_judges(verb: "Token") -> bool:
    """*Warned that a ban would be wrong*, *that the law is in danger*: that somebody says so is a fact."""
    clauses = [clause for clause in _clauses(verb) if clause.dep_ == "ccomp"]
    return bool(clauses) and all(lemma(clause) == "be" and has_subject(clause) for clause in clauses)


def _find_scope(verb: "Token") -> tuple["Token", ...]:
    """What is asked for or planned, where the tables do not know it: the verb of the clause, or the object."""
    return tuple([*_clauses(verb), *(noun for noun in find_objects(verb) if noun.i > verb.i)][:1])


def _list_operands(verb: "Token", pattern: Pattern, nouns: list["Token"]) -> list["Token"]:
    """Where the act that an operator works on is looked for, if its fillers are none."""
    if pattern.object.names or pattern.prep_object.names:
        return nouns  # put the talks on hold
    wanted = {pattern.object.wanted, pattern.prep_object.wanted} - {""}
    if wanted and wanted <= _SOMEBODY:
        return _clauses(verb)  # called on the army to leave
    return [] if wanted else [*nouns, *_clauses(verb)]


def _clauses(verb: "Token") -> list["Token"]:
    """The clauses that a verb governs, without those that a semicolon parts from it and without questions."""
    return [
        clause for clause in find_clauses(verb) if not (is_apart(clause, verb) or is_question(clause) or asks(clause))
    ]


def _governed(particle: "Token | None") -> list["Token"]:
    """The nouns and the verbs that stand after a preposition."""
    if particle is None:
        return []
    return [*prep_objects(particle), *(child for child in particle.children if child.dep_ == "pcomp")]


def _states(clause: "Token") -> bool:
    """Whether a clause says what is or will be, not what should be: *insisted that it will leave*."""
    helpers = [child for child in clause.lefts if child.dep_ in ("aux", "auxpass")]
    told = {token.tag_ for token in helpers} & FINITE or clause.tag_ in ("VBD", "VBZ")
    return bool(told) or clause.lower_ in ("are", "have") or bool(find_helpers(clause) & (FUTURE | CHANCE | ABILITY))


def _is_clause(clause: "Token", wanted: str) -> bool:
    own = has_subject(clause)
    if wanted in ("CLAUSE_TO", "PURPOSE"):
        return has_to(clause)
    if wanted == "CLAUSE_OTHER":
        return own or clause.dep_ == "ccomp"
    if wanted == "CLAUSE_WISH":
        return (own or clause.dep_ == "ccomp") and not _states(clause)
    if wanted == "CLAUSE_ADJ":
        return clause.pos_ in ("ADJ", "VERB") and clause.dep_ in ("acomp", "oprd", "xcomp")
    return True
