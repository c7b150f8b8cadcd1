"""The tense in which something is told, from the parse: the governing verb and its auxiliaries."""

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = frozenset("will would shall should 'll ’ll wo can could may might must".split())
PLANNED = frozenset("due expect plan schedule set slate".split())  # what is *scheduled* is yet to come
HAVE = frozenset("have has had having 've ’ve 'd".split())
CLIMB = 25  # steps up the parse; a longer way leads through text that is no sentence


def find_tense(token: "Token") -> str:
    """`past`, `future`, `present` or, where no verb tells, "": the tense of the nearest verb above a token."""
    for above in (token, *islice(token.ancestors, CLIMB)):
        if above.pos_ in ("VERB", "AUX") and (tense := _read_verb(above)):
            return tense
        if above.pos_ == "ADJ" and above.lemma_ in PLANNED:
            return "future"
    return ""


def _read_verb(verb: "Token") -> str:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {helper.lower_ for helper in helpers}
    if words & HAVE and verb.tag_ == "VBN":
        return "past"  # also: could have fired
    if words & MODALS or any(helper.tag_ == "TO" for helper in helpers):
        return "future"
    if verb.lemma_ in PLANNED and verb.tag_ == "VBN":
        return "future"
    tags = [token.tag_ for token in (*helpers, verb)]
    if "VBD" in tags:
        return "past"
    if "VBZ" in tags or "VBP" in tags:
        return "present"
    return {"VBN": "past", "VB": "future"}.get(verb.tag_, "")  # a bare -ing form leaves it to the verb above
