"""Whether a capital means a government (*Tehran said*, *told Tehran*) or a place (*in Tehran*, *Tehran airport*)."""

from typing import TYPE_CHECKING

from analysis.reading.actors.register import load_words
from analysis.syntax.grammar import MODIFIERS, NOUNS, SUBJECTS, find_first_conjunct
from analysis.syntax.phrases import is_in_apposition

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_LIST = 8  # names joined by *and*


def acts(token: "Token") -> bool:
    """Whether the name of a capital, by its head token, means a government that acts, speaks or is addressed."""
    token = find_first_conjunct(token, LONGEST_LIST)
    dep, head = token.dep_, token.head
    if is_in_apposition(token):
        return False
    if dep in SUBJECTS or dep in ("dative", "oprd"):
        return True
    if dep == "dobj":
        return head.lemma_.lower() not in load_words("going")
    if dep == "poss":
        return head.lemma_.lower() not in load_words("place_noun")
    if dep in MODIFIERS:
        return head.lemma_.lower() in load_words("government")
    return dep == "pobj" and _is_addressed(head)


def is_where(token: "Token") -> bool:
    """Whether a name only gives a place: *in Tehran*."""
    return token.dep_ == "pobj" and token.head.lower_ in load_words("place")


def _is_addressed(preposition: "Token") -> bool:
    """Whether a preposition introduces an actor: *sanctions on Tehran*, *demands to Tehran*, *with Tehran*."""
    word, governor = preposition.lower_, preposition.head
    lemma = governor.lemma_.lower()
    if word in load_words("place"):
        return False
    if word == "from" and governor.pos_ in NOUNS:
        return lemma in load_words("message")
    if word in ("to", "from", "for"):
        return lemma not in load_words("going")
    if word == "of":
        return lemma not in load_words("place_noun")
    return True
