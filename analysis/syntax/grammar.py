"""What the parse says of a verb or a noun: particles, objects, subject, negation, modal verbs, phrases."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from analysis.rules.load import load_negations
from analysis.syntax.memory import remember

if TYPE_CHECKING:
    from spacy.tokens import Token

CLIMB = 25  # steps up the parse; a longer way leads through text that is no sentence
PHRASE = 30  # tokens of the longest noun phrase

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
RELATIVES = frozenset(("WDT", "WP", "WP$"))
NEGATIONS = load_negations("not")
NOBODY = load_negations("nobody")
FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"))
CONDITIONS = frozenset(("if", "unless", "until", "whether"))
DUTY = frozenset(("must", "should", "ought"))
CHANCE = frozenset(("may", "might", "could"))
HAVE = frozenset(("have", "has", "had", "having", "'ve", "’ve"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_LOOSE = frozenset(("cc", "preconj"))
_DITRANSITIVE = frozenset(
    "allot allow assign award deny give grant hand lend offer owe pay promise refuse send show teach tell".split()
)
_STATES = frozenset(("opposed", "committed", "determined", "prepared"))  # of somebody who does something, not passives
_POINTS = frozenset(("point", "circumstance", "way", "time", "condition", "account"))  # after *no*: never
_PARTICLES = frozenset(("prt", "prep", "advmod", "agent", "acomp"))
_STRAYS = frozenset(("dep", "npadvmod"))
_OBJECTS = frozenset(("dobj", "dative", "obj"))
_BESIDE = frozenset(("after", "before", "since", "while", "by", "without", "despite", "when"))  # clauses of their own
_CLAUSES = frozenset(("xcomp", "ccomp", "pcomp"))
# verbs with the subject of their head
_SHARING = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "dep", "acomp", "attr"))
_OUTSIDE = frozenset(("relcl", "acl", "advcl", "cc", "conj", "punct", "appos", "parataxis", "ccomp"))


def climb(token: "Token") -> Iterator["Token"]:
    """The tokens above a token, as far as a sentence may reach."""
    return islice(token.ancestors, CLIMB)


def conjuncts(token: "Token") -> Iterator["Token"]:
    """A token and those that are joined to it by *and*, *or*, commas."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj":
            yield from conjuncts(child)


@remember
def find_particles(word: "Token") -> dict[str, "Token"]:
    """What stands with a verb, an adjective or a noun, by its words (*on*, *out of*): the token that has its object."""
    found = {}
    for child in word.children:
        if (child.dep_ not in _PARTICLES and child.pos_ != "ADP") or child.lower_ == "according" or _is_timed(child):
            continue
        found.setdefault(child.lower_, child)
        after = next((other for other in word.rights if other.i == child.i + 1), None) if child.dep_ == "prt" else None
        if after is not None:  # signed off on
            found.setdefault(f"{child.lower_} {after.lower_}", after)
        for below in child.children:
            if below.dep_ == "prep":
                found.setdefault(f"{child.lower_} {below.lower_}", below)
                found.setdefault(below.lower_, below)
    return found


def _is_timed(prep: "Token") -> bool:
    """Whether a preposition says when."""
    return any(child.dep_ == "pobj" and child.ent_type_ in ("DATE", "TIME") for child in prep.children)


def prep_objects(prep: "Token") -> Iterator["Token"]:
    """The nouns that a preposition governs."""
    for child in prep.children:
        if child.dep_ == "pobj":
            yield from conjuncts(child)


def objects_of(particles: Mapping[str, "Token"], preps: Iterable[str]) -> Iterator["Token"]:
    """The nouns after some prepositions, in their order."""
    for prep in preps:
        if prep in particles:
            yield from prep_objects(particles[prep])


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

    It has an object (*two men on a bike gunned down a poet*), but for verbs of giving (*families given shelter*); or a
    sentence that ends as one has no other verb (*the council of elders offered to mediate.*).
    """
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or any(child.dep_ == "agent" for child in verb.rights):
        return False
    if verb.lemma_ not in _DITRANSITIVE and any(child.dep_ == "dobj" for child in verb.rights):
        return True
    return verb.sent.root.pos_ in ("NOUN", "PROPN") and verb.sent[-1].text == "."


def find_described(verb: "Token") -> "Token":
    """The noun that a clause describes; of a misread verb the noun that it is about, at the head of its phrase."""
    noun = verb.head
    while is_misread(verb) and noun.dep_ in ("pobj", "prep"):
        noun = noun.head
    return noun


@remember
def find_objects(verb: "Token") -> list["Token"]:
    """What is acted on: direct objects; of a passive its subject."""
    if is_passive(verb):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is None and verb.dep_ == "conj" and is_passive(verb.head):
            return find_objects(verb.head)
        if subject is None:
            return [verb.head] if verb.dep_ == "acl" else []
        given = [child for child in verb.children if child.dep_ == "dobj"]  # refugees were given shelter
        return [*given, *conjuncts(antecedent(subject, verb))]
    objects = [noun for child in verb.children if child.dep_ in _OBJECTS for noun in conjuncts(child)]
    if not objects:  # *accept refugees fleeing war*: the model makes a clause of them
        held = [child for child in verb.children if child.dep_ == "ccomp" and child.tag_ == "VBG"]
        objects = [noun for child in held for noun in child.lefts if noun.dep_ == "nsubj"]
    if not objects:  # *ratified, by 73 votes to six, the treaty*: the model does not see what stands far off
        objects = [child for child in verb.rights if child.dep_ in _STRAYS and child.pos_ in ("NOUN", "PROPN")]
        objects = [noun for noun in objects if noun.ent_type_ not in ("DATE", "TIME") and noun.i > verb.i + 1]
    return [antecedent(noun, verb) for noun in objects]


@remember
def find_clauses(word: "Token") -> list["Token"]:
    """The verbs of the clauses that a verb, an adjective or a noun governs."""
    clauses = [child for child in word.children if child.dep_ in _CLAUSES]
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ not in _BESIDE:
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


def has_subject(word: "Token") -> bool:
    """Whether a word has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in word.children)


def has_to(verb: "Token") -> bool:
    """Whether a verb is an infinitive with *to*."""
    return any(child.tag_ == "TO" for child in verb.lefts)


def is_announced(verb: "Token") -> bool:
    """Whether an infinitive is what a headline says that somebody will do: *Japan to lift ban*."""
    if verb.tag_ != "VB" or not has_to(verb):
        return False
    above = verb.head
    return verb.dep_ == "ROOT" or (verb.dep_ in ("acl", "relcl") and above.dep_ == "ROOT" and above.pos_ == "PROPN")


def antecedent(noun: "Token", verb: "Token") -> "Token":
    """The noun that a relative pronoun stands for; any other noun is itself."""
    if noun.tag_ in RELATIVES or noun.lower_ == "that":
        for above in (verb, *climb(verb)):
            if above.dep_ == "relcl":
                return above.head
            if above.dep_ not in ("conj", "ccomp", "xcomp"):
                break
    return noun


@remember
def find_subject(verb: "Token") -> "Token | None":
    """Who does what a verb says: its subject or agent, that of the verb it hangs on, or the noun that it describes."""
    raised = False  # whether it is an infinitive of a passive: who is *said to have left* has left
    for _ in range(CLIMB):
        agent = next((noun for c in verb.children if c.dep_ == "agent" for noun in prep_objects(c)), None)
        if agent is not None and not any(c.dep_ == "nsubj" for c in verb.lefts):  # *rejected it by a margin of two*
            return agent
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        if verb.tag_ == "VBZ" and not subjects:  # *Turkey lifts ban*: the model takes the name for a part of the verb
            subjects = [child for child in verb.lefts if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN"]
        if subjects:
            subject = next((s for s in reversed(subjects) if s.i < verb.i), subjects[-1])
            return None if is_passive(verb) and not raised else antecedent(subject, verb)
        if verb.dep_ == "amod" and verb.i > verb.head.i:  # *Turkey ready to mediate*
            return verb.head
        if verb.dep_ in ("acl", "relcl"):
            return None if verb.tag_ == "VBN" and verb.dep_ == "acl" and not is_misread(verb) else find_described(verb)
        if verb.dep_ not in _SHARING or verb.head == verb or (is_passive(verb) and not has_to(verb)):
            return None
        above = verb.head
        if verb.dep_ == "xcomp" and has_to(verb) and (objects := _controllers(above)):
            return objects[0]
        if verb.dep_ == "conj" and verb.tag_ in _FINITE and above.tag_ == "VB":
            above = above.head  # *urged both to talk and offered help*: who urged has offered
        raised = verb.dep_ == "xcomp" and has_to(verb)
        verb = above
    return None


def _controllers(verb: "Token") -> list["Token"]:
    """Whom a verb makes do something: *ordered them to leave*; not of *promise*, whose subject does it."""
    return [] if verb.lemma_ in ("promise", "threaten", "use", "want") or is_passive(verb) else find_objects(verb)


@remember
def find_helpers(verb: "Token") -> set[str]:
    """The auxiliaries of a verb; those of the verb that it is joined to where it has no subject of its own."""
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if helpers or verb.dep_ != "conj" or any(c.dep_ in SUBJECTS for c in verb.children):
        return helpers
    alike = verb.head.pos_ in ("VERB", "AUX") and verb.tag_ in ("VB", verb.head.tag_)
    return find_helpers(verb.head) if alike else helpers


def _is_nobody(noun: "Token") -> bool:
    if noun.lower_ in NOBODY or any(c.lower_ in NOBODY and c.dep_ in ("det", "neg") for c in noun.lefts):
        return True
    return any(c.lower_ == "not" and c.right_edge.i < noun.i for c in noun.lefts)  # not an inch


@remember
def is_negated(verb: "Token") -> bool:
    """Whether a verb is negated: by *not*, *never*, or by *no* before its subject or object."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in NEGATIONS:
            return True
        if (child.dep_ in SUBJECTS or child.dep_ in _OBJECTS) and _is_nobody(child):
            return True
        if child.dep_ == "prep" and any(
            noun.lemma_ in _POINTS and any(c.lower_ == "no" for c in noun.lefts) for noun in child.children
        ):
            return True
    above = verb.head
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not any(c.lower_ == "but" for c in above.rights):
        return above.i < verb.i and above.pos_ in ("VERB", "AUX") and any(c.dep_ == "neg" for c in above.lefts)
    return verb.dep_ == "pcomp" and above.lower_ == "without"


@remember
def is_condition(verb: "Token") -> bool:
    """Whether a clause says under which condition: *if*, *unless*."""
    return any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in verb.children)


def is_reduced(verb: "Token") -> bool:
    """Whether a verb with a subject is a participle that the model took for a main verb: *missiles fired hit*.

    Then a finite verb without a subject follows, and no *and* stands before it.
    """
    if verb.tag_ not in ("VBD", "VBN") or find_helpers(verb) or not any(c.dep_ in SUBJECTS for c in verb.lefts):
        return False
    for token in verb.sent:
        if token.i > verb.i and token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ in ("conj", "ccomp", "dep"):
            joined = any(c.dep_ == "cc" or c.text in ",;" for c in token.head.rights if c.i < token.i)
            return not joined and not any(c.dep_ in SUBJECTS for c in token.children)
    return False


def measure_phrase(head: "Token") -> tuple[int, int]:
    """The first and the last token of a noun's phrase, without clauses, appositions and what is joined to it."""
    first = max(head.left_edge.i, head.i - PHRASE)
    last = head.i
    for child in head.rights:
        if child.dep_ in _OUTSIDE or child.i > head.i + PHRASE:
            break
        last = min(_right_end(child), head.i + PHRASE)
    doc = head.doc
    while first < head.i and (doc[first].is_punct or doc[first].dep_ in _LOOSE or doc[first].ent_type_ == "DATE"):
        first += 1
    return first, last


def _right_end(token: "Token") -> int:
    """The last token of what hangs on a token, up to the first clause in it."""
    for below in token.subtree:
        if below.i > token.i and below.dep_ in ("relcl", "acl", "advcl", "appos"):
            return below.left_edge.i - 1
    return token.right_edge.i
