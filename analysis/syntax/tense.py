"""The tense in which something is told, from the parse: the governing verb and its auxiliaries."""

from typing import TYPE_CHECKING

from analysis.rules.load import load_words
from analysis.syntax.grammar import ABILITY, CHANCE, DUTY, FUTURE, HAD, HAVE, PLANNED, VERBS, climb, has_to

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = (FUTURE - HAD) | DUTY | CHANCE | ABILITY
BEGUN = load_words("grammar_words.csv", "begun")
_PERFECT = HAVE | HAD
_MARKS = frozenset(('"', "“", "”", "''", "``"))
_MEASURES = frozenset("nothing little much enough something everything anything".split())


def find_tense(token: "Token") -> str:
    """`past`, `future`, `present` or, where no verb tells, "": the tense of the nearest verb above a token."""
    for above in (token, *climb(token)):
        if above.dep_ == "xcomp" and above.head.lemma_ in BEGUN and has_to(above):
            continue  # *began to leave on Monday*: it has begun
        if has_to(above) and _measures(above.head):
            continue  # *did nothing to stop them on Monday*: the doing was on Monday
        if _is_quoted(above, token):
            continue  # *chanted “Stop the war” on Monday*: the chanting was on Monday
        if above.pos_ in VERBS and (tense := _read_verb(above)):
            return tense
        if above.pos_ == "ADJ" and above.lemma_ in PLANNED:
            return "future"
    return ""


def _is_quoted(verb: "Token", token: "Token") -> bool:
    """Whether a verb stands in a quotation that ends before a token."""
    marks = [word.tag_ for word in verb.doc[verb.i + 1 : token.i] if word.text in _MARKS]
    return marks.count("''") > marks.count("``")


def _measures(word: "Token") -> bool:
    """Whether a word, or the object of a *do*, says how much was done: *nothing*, *little*, *enough*."""
    if word.lemma_ == "do":
        return any(child.dep_ == "dobj" and child.lower_ in _MEASURES for child in word.rights)
    return word.lower_ in _MEASURES and word.head.lemma_ == "do"


def _read_verb(verb: "Token") -> str:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {helper.lower_ for helper in helpers}
    if words & _PERFECT and verb.tag_ == "VBN":
        return "past"  # also: could have fired
    modal = bool(words & _MODALS) and verb.tag_ not in ("VBD", "VBZ")  # *May said* is a person
    if modal or any(helper.tag_ == "TO" for helper in helpers):
        return "future"
    if verb.lemma_ in PLANNED and verb.tag_ == "VBN":
        return "future"
    tags = [token.tag_ for token in (*helpers, verb)]
    if "VBD" in tags:
        return "past"
    if "VBZ" in tags or "VBP" in tags:
        return "present"
    return {"VBN": "past", "VB": "future"}.get(verb.tag_, "")  # a bare -ing form leaves it to the verb above
