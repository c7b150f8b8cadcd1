"""Verbs in the parse: who does it, what is done to whom, what clauses they govern, and whether they are negated.

The parser loses much of what news is written in. So a question is answered by small rules, tried one after the other:
`SUBJECT_RULES`, `OBJECT_RULES` with `PASSIVE_OBJECT_RULES`, `NEGATION_RULES`. The first that applies decides.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from analysis.rules.load import load_words
from analysis.syntax.grammar import (
    CLIMB,
    CONDITIONS,
    FINITE,
    NEGATIONS,
    NOMINALS,
    NOUNS,
    OBJECTS,
    SHARING,
    SUBJECTS,
    VERBS,
    antecedent,
    conjuncts,
    has_subject,
    has_to,
)
from analysis.syntax.memory import remember
from analysis.syntax.phrases import is_aside, is_nobody, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

_GIVING, _KEEPING, _STATES, _POINTS, _APART, _DUMMY = (
    load_words("grammar_words.csv", kind) for kind in ("giving", "keeping", "state", "point", "apart", "dummy")
)

_CHARGING = load_words("party_words.csv", "charging")
_OPENING = frozenset(('"', "“", "‘", "``"))
_STRAYS = frozenset(("dep", "npadvmod"))
_CLAUSES = frozenset(("xcomp", "ccomp", "pcomp"))
_SHARING = SHARING | {"acomp", "attr"}
_REPORTING = SHARING | {"acl", "relcl", "aux", "auxpass"}  # the same where a verb reports


# Passives and what is misread


@remember
def is_passive(verb: "Token") -> bool:
    """Whether a verb is a passive, with or without its auxiliary."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.lower_ in _STATES:
        return False
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not is_misread(verb)


@remember
def is_misread(verb: "Token") -> bool:
    """Whether a participle after a noun is the verb of its sentence, which the model took for a description.

    It has an object (*two men on a bike gunned down a poet*), but for verbs of giving (*families given shelter*). Or
    the sentence ends as one and has no other verb (*the council of elders offered to mediate.*).
    """
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or any(child.dep_ == "agent" for child in verb.rights):
        return False
    if verb.lemma_ not in _GIVING and any(child.dep_ == "dobj" for child in verb.rights):
        return True
    return verb.sent.root.pos_ in NOUNS and verb.sent[-1].text == "."


def is_reduced(verb: "Token") -> bool:
    """Whether a verb with a subject is a participle that the model took for a main verb: *missiles fired hit*.

    Then a finite verb without a subject follows, and no *and* stands before it.
    """
    if verb.tag_ not in ("VBD", "VBN") or find_helpers(verb) or not any(c.dep_ in SUBJECTS for c in verb.lefts):
        return False
    for token in verb.sent:
        if token.i > verb.i and token.tag_ in FINITE and token.dep_ in ("conj", "ccomp", "dep"):
            joined = any(c.dep_ == "cc" or c.text in ",;" for c in token.head.rights if c.i < token.i)
            return not joined and not has_subject(token)
    return False


def is_dummy(pronoun: "Token") -> bool:
    """Whether an *it* means nothing: *it is clear that*, *it was time to*."""
    verb = pronoun.head
    if verb.lemma_ not in _DUMMY:
        return False
    complements = [child for word in (verb, *verb.children) if word != pronoun for child in word.children]
    return any(child.dep_ in ("ccomp", "csubj", "xcomp", "advcl", "attr") for child in complements)


# Who does it

Answer = tuple["Token", ...] | None  # the noun; nothing where nobody is; None where a rule does not apply
SubjectRule = Callable[["Token", bool], Answer]


@remember
def find_subject(verb: "Token") -> "Token | None":
    """Who does what a verb says: its subject or agent, that of the verb it hangs on, or the noun that it describes."""
    raised = False  # whether it is an infinitive of a passive: who is *said to have left* has left
    for _ in range(CLIMB):
        answer = next((found for rule in SUBJECT_RULES if (found := rule(verb, raised)) is not None), None)
        if answer is not None:
            return answer[0] if answer else None
        verb, raised = _find_sharer(verb), verb.dep_ == "xcomp" and has_to(verb)
    return None


def find_subjects(verb: "Token") -> list["Token"]:
    """The subjects that hang on a verb itself."""
    return [child for child in verb.children if child.dep_ in SUBJECTS]


def find_agents(verb: "Token") -> list["Token"]:
    """By whom something is done: *shot by rebels*."""
    return [noun for child in verb.children if child.dep_ == "agent" for noun in prep_objects(child)]


def _read_agent(verb: "Token", raised: bool) -> Answer:
    """*Rejected by parliament*; not *they rejected it by a margin of two*."""
    agents = find_agents(verb)
    return (agents[0],) if agents and not any(child.dep_ == "nsubj" for child in verb.lefts) else None


def _read_subject(verb: "Token", raised: bool) -> Answer:
    """*Turkey lifted the ban*; the subject of a passive does nothing, but for that of *is said to*."""
    subjects = find_subjects(verb) or _find_lost_subjects(verb)
    if not subjects:
        return None
    subject = next((s for s in reversed(subjects) if s.i < verb.i), subjects[-1])
    return () if is_passive(verb) and not raised else (antecedent(subject, verb),)


def _find_lost_subjects(verb: "Token") -> list["Token"]:
    """*Turkey lifts ban*: the model takes the name for a part of the verb."""
    beside = verb.lefts if verb.tag_ == "VBZ" else ()
    return [child for child in beside if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN"]


def _read_described(verb: "Token", raised: bool) -> Answer:
    """*Turkey ready to mediate*."""
    return (verb.head,) if verb.dep_ == "amod" and verb.i > verb.head.i else None


def _read_noun_of_clause(verb: "Token", raised: bool) -> Answer:
    """*The rebels who fled*, *rebels fleeing*; *rebels shot* did nothing."""
    if verb.dep_ not in ("acl", "relcl"):
        return None
    passive = verb.tag_ == "VBN" and verb.dep_ == "acl" and not is_misread(verb)
    return () if passive else (find_described(verb),)


def _read_judged(verb: "Token", raised: bool) -> Answer:
    """*Accused them of leaving*, *blamed them for leaving*, *kept them from leaving*: they leave."""
    prep, above = verb.head, verb.head.head
    judged = prep.lower_ in ("for", "from") or (prep.lower_ == "of" and above.lemma_ in _CHARGING)
    if verb.dep_ != "pcomp" or not judged or is_passive(above):
        return None
    return tuple(noun for noun in find_objects(above)[:1] if noun.i < verb.i) or None


def _read_end(verb: "Token", raised: bool) -> Answer:
    """Nobody, where no verb above shares its subject."""
    alone = verb.dep_ not in _SHARING or verb.head == verb or (is_passive(verb) and not has_to(verb))
    return () if alone else None


def _read_controller(verb: "Token", raised: bool) -> Answer:
    """*Ordered them to leave*: they leave; *promised them to leave*: who promised leaves."""
    above = verb.head
    if verb.dep_ != "xcomp" or not has_to(verb) or above.lemma_ in _KEEPING or is_passive(above):
        return None
    return tuple(find_objects(above)[:1]) or None


SUBJECT_RULES: tuple[SubjectRule, ...] = (
    _read_agent,
    _read_subject,
    _read_described,
    _read_noun_of_clause,
    _read_judged,
    _read_end,
    _read_controller,
)


def _find_sharer(verb: "Token") -> "Token":
    """The verb above that has the same subject."""
    above = verb.head
    # *urged both to talk and offered help*: who urged has offered
    return above.head if verb.dep_ == "conj" and verb.tag_ in FINITE and above.tag_ == "VB" else above


def find_speaker(verb: "Token", resolve: "Callable[[Token, Token], Token | None]") -> "Token | None":
    """Who says what a verb reports; None where nobody who can speak is its subject.

    Like `find_subject`, but simpler: a report is often half inside a quote, so what the parse makes of infinitives and
    passives there is not to be relied on. `resolve` takes a noun and its verb and returns who speaks, or None.
    """
    for _ in range(CLIMB):
        agents = find_agents(verb) if verb.tag_ == "VBN" else []  # not *said by phone*
        if subjects := agents or find_subjects(verb):
            return next((noun for subject in subjects if (noun := resolve(subject, verb))), None)
        if verb.head == verb:
            return None
        if verb.dep_ == "acl" and verb.head.pos_ in NOMINALS:
            return resolve(verb.head, verb)
        if verb.dep_ not in _REPORTING:
            return None
        verb = verb.head
    return None


def find_described(verb: "Token") -> "Token":
    """The noun that a clause describes; of a misread verb the noun that it is about, at the head of its phrase."""
    noun = verb.head
    while is_misread(verb) and noun.dep_ in ("pobj", "prep"):
        noun = noun.head
    return noun


# What is done

ObjectRule = Callable[["Token"], list["Token"]]


@remember
def find_objects(verb: "Token") -> list["Token"]:
    """What is acted on: direct objects; of a passive its subject."""
    if is_passive(verb):
        return next((found for rule in PASSIVE_OBJECT_RULES if (found := rule(verb))), [])
    objects = next((found for rule in OBJECT_RULES if (found := rule(verb))), [])
    return [antecedent(noun, verb) for noun in objects]


def _read_passive_subject(verb: "Token") -> list["Token"]:
    """*The refugees were given shelter*: shelter, and the refugees."""
    subjects = find_subjects(verb)
    if not subjects:
        return []
    given = [child for child in verb.children if child.dep_ == "dobj"]
    return [*given, *conjuncts(antecedent(subjects[0], verb))]


def _read_joined_passive(verb: "Token") -> list["Token"]:
    """*They were caught and jailed*."""
    return find_objects(verb.head) if verb.dep_ == "conj" and is_passive(verb.head) else []


def _read_passive_noun(verb: "Token") -> list["Token"]:
    """*The men jailed*."""
    return [verb.head] if verb.dep_ == "acl" else []


def _read_direct_objects(verb: "Token") -> list["Token"]:
    """*Attacked the base and the town*."""
    return [noun for child in verb.children if child.dep_ in OBJECTS for noun in conjuncts(child)]


def _read_object_of_participle(verb: "Token") -> list["Token"]:
    """*Accept refugees fleeing war*: the model makes a clause of them."""
    held = [child for child in verb.children if child.dep_ == "ccomp" and child.tag_ == "VBG"]
    return [noun for child in held for noun in child.lefts if noun.dep_ == "nsubj"]


def _read_stray_object(verb: "Token") -> list["Token"]:
    """*Ratified, by 73 votes to six, the treaty*: the model does not see what stands far off."""
    strays = [child for child in verb.rights if child.dep_ in _STRAYS and child.pos_ in NOUNS and child.i > verb.i + 1]
    return [noun for noun in strays if noun.ent_type_ not in ("DATE", "TIME")]


PASSIVE_OBJECT_RULES: tuple[ObjectRule, ...] = (_read_passive_subject, _read_joined_passive, _read_passive_noun)
OBJECT_RULES: tuple[ObjectRule, ...] = (_read_direct_objects, _read_object_of_participle, _read_stray_object)


@remember
def find_clauses(word: "Token") -> list["Token"]:
    """The verbs of the clauses that a verb, an adjective or a noun governs."""
    clauses = [child for child in word.children if child.dep_ in _CLAUSES]
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ not in _APART and not is_aside(child):
            clauses += [below for below in child.children if below.dep_ == "pcomp"]
        if child.dep_ in ("oprd", "acomp") and child.pos_ in ("VERB", "ADJ"):
            clauses.append(child)
    clauses += [c for c in word.rights if c.dep_ in ("advcl", "acl", "relcl") and has_to(c)]
    return clauses


@remember
def find_predicates(verb: "Token") -> list["Token"]:
    """What a verb calls or makes its object: *called him a liar*, *found him guilty*."""
    below = [child for child in verb.children if child.dep_ in ("oprd", "acomp", "attr", "ccomp", "xcomp")]
    return [child for child in below if child.pos_ in ("ADJ", "NOUN", "PROPN")]


def is_announced(verb: "Token") -> bool:
    """Whether an infinitive is what a headline says that somebody will do: *Japan to lift ban*."""
    if verb.tag_ != "VB" or not has_to(verb):
        return False
    above = verb.head
    return verb.dep_ == "ROOT" or (verb.dep_ in ("acl", "relcl") and above.dep_ == "ROOT" and above.pos_ == "PROPN")


def is_imperative(verb: "Token") -> bool:
    """Whether a verb commands: *“Release them,” he said*; a bare form that begins its clause."""
    spoken = verb.dep_ == "advcl" and verb.i and verb.nbor(-1).text in _OPENING
    if verb.tag_ != "VB" or not (spoken or verb.dep_ in ("ROOT", "ccomp", "parataxis")) or has_subject(verb):
        return False
    if any(child.dep_ in ("aux", "auxpass", "mark") and child.lower_ not in ("do", "please") for child in verb.lefts):
        return False
    return all(child.pos_ in ("PUNCT", "ADV", "INTJ", "CCONJ", "AUX", "PART") for child in verb.lefts)


# Helpers, negation, conditions


@remember
def find_helpers(verb: "Token") -> set[str]:
    """The auxiliaries of a verb; those of the verb that it is joined to where it has no subject of its own."""
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if helpers or verb.dep_ != "conj" or has_subject(verb):
        return helpers
    alike = verb.head.pos_ in VERBS and verb.tag_ in ("VB", verb.head.tag_)
    return find_helpers(verb.head) if alike else helpers


@remember
def is_negated(verb: "Token") -> bool:
    """Whether a verb is negated: by *not*, *never*, or by *no* before its subject or object."""
    return any(rule(verb) for rule in NEGATION_RULES) and not _has_some(verb)


def _has_not(verb: "Token") -> bool:
    """*Did not attack*, *never attacked*."""
    return any(child.dep_ == "neg" or child.lower_ in NEGATIONS for child in verb.children)


def _has_some(verb: "Token") -> bool:
    """*Did not arrest all of them, only six*: some were arrested."""
    nouns = [noun for noun in find_objects(verb) if any(c.lower_ in ("all", "every") for c in noun.lefts)]
    return bool(nouns) and any(token.lower_ == "only" for token in verb.subtree)


def _has_nobody(verb: "Token") -> bool:
    """*Nobody attacked*, *attacked no one*."""
    parties = (child for child in verb.children if child.dep_ in SUBJECTS or child.dep_ in OBJECTS)
    return any(map(is_nobody, parties))


def _has_no_way(verb: "Token") -> bool:
    """*In no way supports it*, *on no account*."""
    governed = (noun for child in verb.children if child.dep_ == "prep" for noun in child.children)
    return any(noun.lemma_ in _POINTS and any(c.lower_ == "no" for c in noun.lefts) for noun in governed)


def _shares_not(verb: "Token") -> bool:
    """*Did not attack or threaten*; not *did not attack but threaten*."""
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VB" or any(child.lower_ == "but" for child in above.rights):
        return False
    return above.i < verb.i and above.pos_ in VERBS and any(child.dep_ == "neg" for child in above.lefts)


def _is_without(verb: "Token") -> bool:
    """*Without attacking*."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"


NEGATION_RULES: tuple[Callable[["Token"], bool], ...] = (_has_not, _has_nobody, _has_no_way, _shares_not, _is_without)


@remember
def is_condition(verb: "Token") -> bool:
    """Whether a clause says under which condition: *if*, *unless*."""
    return any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in verb.children)
