"""The lemmas by which the tables of frames and nouns are looked up.

The model's lemma is wrong for many verbs that news is made of. What the table of frames knows puts it right.
"""

import re
from typing import TYPE_CHECKING

from analysis.reading.events.frames import load_frames
from analysis.rules.spelling import normalise
from analysis.syntax.memory import remember

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORT = re.compile("[^aeiou]*[aeiou][^aeiouwxy]")  # such a verb doubles its last letter: *stagged*


@remember
def lemma(token: "Token") -> str:
    """The lemma of a word in small letters."""
    return normalise(find_lemma(token.text, token.lemma_, token.tag_))


def find_lemma(text: str, lemma: str, tag: str) -> str:
    """The lemma in small letters, corrected where the table of frames knows a better one.

    A capitalised plural loses its ending. A past form gets back the *e* that the model took: *staged* is *stage*.
    """
    text, lemma = text.lower(), lemma.lower()
    if tag == "NNPS":
        return lemma.removesuffix("s")
    if tag == "VBZ":
        return _find_known((lemma, text.removesuffix("s"), text.removesuffix("es"))) or lemma
    if tag not in ("VBD", "VBN", "VBG"):
        return lemma
    if text in (f"{lemma}ed", f"{lemma}ing") and _SHORT.fullmatch(lemma) and normalise(f"{lemma}e") in load_frames():
        return f"{lemma}e"
    stem = text.removesuffix("ing") if tag == "VBG" else text.removesuffix("d").removesuffix("e")
    doubled = (stem[:-1],) if stem[-1:] == stem[-2:-1] else ()  # *stopped*; not *handling*
    return _find_known((lemma, stem, f"{stem}e", *doubled)) or lemma


def _find_known(stems: tuple[str, ...]) -> str | None:
    """The first of some stems that has a frame."""
    frames = load_frames()
    return next((stem for stem in stems if normalise(stem) in frames), None)
