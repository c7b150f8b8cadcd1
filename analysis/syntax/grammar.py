"""What all grammar is made of: labels of the parse, small words, and steps through the tree of a sentence.

`phrases.py` builds on it for nouns, `clauses.py` for verbs, `tense.py` for tenses. Nothing else in the package says
what a subject, an object or a phrase is. Labels are those of the model: CLEAR dependencies and Penn Treebank tags.
"""

from collections.abc import Container, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from analysis.rules.load import load_negations, load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLIMB = 25  # steps up the parse; a longer way leads through text that is no sentence

# Labels
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
OBJECTS = frozenset(("dobj", "dative", "obj"))
NOUNS = frozenset(("NOUN", "PROPN"))
NOMINALS = NOUNS | {"PRON"}
VERBS = frozenset(("VERB", "AUX"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
RELATIVES = frozenset(("WDT", "WP", "WP$"))
MODIFIERS = frozenset(("amod", "compound", "nmod"))  # of the noun after them
SHARING = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "dep"))  # verbs with the subject of their head

# Pronouns
MASCULINE = frozenset(("he", "him", "his", "himself"))
FEMININE = frozenset(("she", "her", "hers", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "their"))
PLURAL_TAGS = frozenset(("NNS", "NNPS"))
POSSESSIVES = frozenset(("his", "her", "its", "their"))

# Small words
NEGATIONS = load_negations("not")
NOBODY = load_negations("nobody")
HAVE, HAD, FUTURE, DUTY, CHANCE, ABILITY, PLANNED, CONDITIONS = (
    load_words("grammar_words.csv", kind)
    for kind in ("have", "had", "future", "duty", "chance", "ability", "planned", "condition")
)


def climb(token: "Token") -> Iterator["Token"]:
    """The tokens above a token, as far as a sentence may reach."""
    return islice(token.ancestors, CLIMB)


def conjuncts(token: "Token") -> Iterator["Token"]:
    """A token and those that are joined to it by *and*, *or*, commas."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def find_first_conjunct(token: "Token", most: int = CLIMB) -> "Token":
    """The first of the words that a token is joined to, at most so many words before it."""
    for _ in range(most):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def find_head(doc: "Doc", first: int, last: int) -> "Token":
    """The token of a stretch, both ends included, that the rest of it depends on."""
    inside = range(first, last + 1)
    return next((doc[i] for i in reversed(inside) if doc[i].head.i not in inside), doc[last])


def find_name_head(token: "Token", inside: Container[int]) -> "Token":
    """The word of a name that the rest of it depends on; `inside` has the numbers of the name's tokens."""
    while token.head.i in inside and token.head != token and token.dep_ in MODIFIERS | {"flat"}:
        token = token.head
    return token


def find_governor(token: "Token") -> "Token":
    """The verb that an object depends on, through its preposition."""
    return token.head.head if token.head.dep_ == "prep" else token.head


def has_subject(word: "Token") -> bool:
    """Whether a word has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in word.children)


def has_to(verb: "Token") -> bool:
    """Whether a verb is an infinitive with *to*."""
    return any(child.tag_ == "TO" for child in verb.lefts)


def _leave_day(noun: "Token") -> "Token":
    """What a day dates, instead of the day: *shelled the rebels on Sunday, who fled*."""
    if noun.ent_type_ not in ("DATE", "TIME"):
        return noun
    above = find_governor(noun) if noun.dep_ in ("pobj", "npadvmod") else noun
    if above.pos_ in NOUNS:
        return above
    before = (child for child in above.children if child.i < noun.i and child.tag_ not in RELATIVES)
    named = [child for child in before if child.dep_ in ("dobj", *SUBJECTS)]
    return named[-1] if named else noun


def antecedent(noun: "Token", verb: "Token") -> "Token":
    """The noun that a relative pronoun stands for; any other noun is itself."""
    if noun.tag_ in RELATIVES or noun.lower_ == "that":
        for above in (verb, *climb(verb)):
            if above.dep_ == "relcl":
                return _leave_day(above.head)
            if above.dep_ not in ("conj", "ccomp", "xcomp"):
                break
    return noun
