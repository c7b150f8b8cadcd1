"""Nouns in the parse: what stands with them, what they govern, and how far their phrase reaches."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from analysis.syntax.grammar import NOBODY, NOMINALS, SUBJECTS, conjuncts, find_first_conjunct
from analysis.syntax.memory import remember
from analysis.text.calendar import MONTH

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

PHRASE = 30  # tokens of the longest noun phrase, to either side of its main word
LONG_PHRASE = 40  # the same with appositions and what is joined to it

_PARTICLES = frozenset(("prt", "prep", "advmod", "agent", "acomp"))
_LOOSE = frozenset(("cc", "preconj"))
_CLAUSES = frozenset(("relcl", "acl", "advcl"))
_OUTSIDE = _CLAUSES | frozenset(("cc", "conj", "punct", "appos", "parataxis", "ccomp"))
_BREAKING = _CLAUSES | frozenset(("ccomp", "parataxis", "conj"))  # ends a phrase, unless it is a noun
_JOINTS = frozenset(("CCONJ", "SCONJ"))  # no phrase begins or ends with one
_TRAILING = _JOINTS | {"ADP"}  # nor ends with a preposition, unless a hyphen joins it: *a runner-up*
_LEADING = _JOINTS | frozenset(("ADV", "ADP"))
DASHES = frozenset("- – — ― --".split())  # that stand alone between two parts of a sentence
_ENTRY = 8  # tokens of the longest day before a dash
_ENTRY_DAY = re.compile(rf"(?i)\W*(?:{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH}\.?)(?:,? \d{{4}})?\s*")


# What stands with a noun


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


def is_aside(prep: "Token") -> bool:
    """Whether a *with* says what others do meanwhile: *with soldiers watching*; they are no part of what is done."""
    clauses = (child for child in prep.children if child.dep_ == "pcomp") if prep.lower_ == "with" else ()
    return any(child.dep_ in SUBJECTS for clause in clauses for child in clause.lefts)


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


def is_nobody(noun: "Token") -> bool:
    """Whether a noun means nobody and nothing: *nobody*, *no troops*, *not an inch*."""
    if noun.lower_ in NOBODY or any(c.lower_ in NOBODY and c.dep_ in ("det", "neg") for c in noun.lefts):
        return True
    return any(c.lower_ == "not" and c.right_edge.i < noun.i for c in noun.lefts)


def find_entity(noun: "Token") -> "Span":
    """The words of the name that the model found a noun to be part of."""
    first, last, doc = noun.i, noun.i, noun.doc
    while doc[first].ent_iob_ != "B" and first:
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    return doc[first : last + 1]


# What a noun is in its sentence


def is_topic(noun: "Token") -> bool:
    """Whether a noun is a subject, alone or joined to one, or a source: *according to Trump*."""
    noun = find_first_conjunct(noun, 1)
    return noun.dep_ in SUBJECTS or (noun.dep_ == "pobj" and noun.head.head.lower_ == "according")


def is_in_apposition(name: "Token") -> bool:
    """Whether a comma and another name follow that says where a place is: *Tehran, Iran*."""
    doc, after = name.doc, name.i + 1
    return after + 1 < len(doc) and doc[after].text == "," and doc[after + 1].dep_ in ("appos", "npadvmod")


# How far a phrase reaches


def measure_phrase(head: "Token") -> tuple[int, int]:
    """The first and the last token of a noun's phrase, without clauses, appositions and what is joined to it."""
    first = max(head.left_edge.i, head.i - PHRASE)
    last = head.i
    for child in head.rights:
        if child.dep_ in _OUTSIDE or is_aside(child) or child.i > head.i + PHRASE:
            break
        last = min(_right_end(child), head.i + PHRASE)
    first, doc = pass_day(first, head), head.doc
    while first < head.i and (doc[first].is_punct or doc[first].dep_ in _LOOSE or doc[first].ent_type_ == "DATE"):
        first += 1
    return first, last


def pass_day(first: int, head: "Token") -> int:
    """Where a phrase begins behind the day of an entry in a timeline: *Aug 9 - The council*."""
    doc = head.doc
    dashes = (i for i in range(first, head.i) if i < _ENTRY and doc[i].text in DASHES and doc[i].whitespace_)
    return next((i + 1 for i in dashes if _ENTRY_DAY.fullmatch(doc[:i].text)), first)


def _right_end(token: "Token") -> int:
    """The last token of what hangs on a token, up to the first clause in it."""
    for below in token.subtree:
        if below.i > token.i and (below.dep_ in _CLAUSES or below.dep_ == "appos"):
            return below.left_edge.i - 1
    return token.right_edge.i


def measure_long_phrase(head: "Token", holds: "Callable[[Token], bool]") -> tuple[int, int]:
    """The first and the last token of a noun's phrase with appositions and joined nouns, without clauses.

    Only tokens that `holds` is true of belong to it, and no others lie between them.
    """
    doc = head.doc
    first, last = head.i, head.i
    low, high = pass_day(max(head.left_edge.i, head.i - LONG_PHRASE), head), _find_limit(head)
    while first > low and holds(doc[first - 1]):
        first -= 1
    while last < high and holds(doc[last + 1]):
        last += 1
    while last > head.i and _is_loose_end(doc[last]):
        last -= 1
    while first < head.i and (not any(map(str.isalnum, doc[first].text)) or doc[first].pos_ in _LEADING):
        first += 1
    return first, last


def _find_limit(head: "Token") -> int:
    """The last token that a noun's phrase may have: the one before the first clause."""
    high = min(head.right_edge.i, head.i + LONG_PHRASE)
    for child in head.rights:
        if child.dep_ in _BREAKING and child.pos_ not in NOMINALS and child.left_edge.i > head.i:
            high = min(high, child.left_edge.i - 1)
        if child.i > head.i + LONG_PHRASE:
            break
    return high


def _is_loose_end(token: "Token") -> bool:
    return (token.is_punct and token.text != ")") or (token.pos_ in _TRAILING and token.nbor(-1).text != "-")
