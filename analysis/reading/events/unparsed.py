"""Sentences in which the parser finds no finite verb: the frames are looked for word by word.

Who is named before is taken for the source, who is named after it for the target. Such events are marked (`basis`
*words*), and trusted half as much.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act, make_act
from analysis.reading.events.frames import Frame, load_frames
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.participants import Cast
from analysis.reading.events.parties import Party
from analysis.rules.load import find_stems
from analysis.syntax.grammar import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

REACH = 6  # words after a verb in which its object is looked for


def has_verb(sentence: "Span") -> bool:
    """Whether the model found a finite verb in a sentence."""
    return any(token.tag_ in FINITE or token.tag_ == "MD" for token in sentence)


def spot_act(sentence: "Span", cast: Cast) -> tuple[Act, Party | None, Party | None] | None:
    """The first act that a word of a sentence tells of, and who is named before and after it; None if none does."""
    tokens = list(sentence)
    for at, word in enumerate(tokens):
        for frame in () if cast.names(word) else _frames_of(word):
            plain = not frame.subjects and not frame.is_operator and frame.result != "0"
            if plain and _is_met(frame, tokens[at + 1 : at + 1 + REACH], cast):
                sides = (_find_named(reversed(tokens[:at]), cast), _find_named(tokens[at + 1 :], cast))
                return make_act(frame.result, word), *sides
    return None


def _find_named(words: Iterable["Token"], cast: Cast) -> Party | None:
    """The first of some words that names somebody."""
    named = next(filter(cast.names, words), None)
    return None if named is None else cast.describe(named)


def _frames_of(word: "Token") -> list[Frame]:
    """The frames of a word, by its lemma or by what is left without an ending."""
    frames = load_frames()
    return next((frames[stem] for stem in (lemma(word), *find_stems(word.lower_)) if stem in frames), [])


def _is_met(frame: Frame, after: list["Token"], cast: Cast) -> bool:
    """Whether what a frame asks for stands among the words after its own."""
    if frame.withs and not any(token.lower_ in frame.withs for token in after):
        return False
    if not frame.objects:
        return bool(frame.withs) or any(cast.names(token) for token in after)
    classes = {wanted[1:] for wanted in frame.objects if wanted.startswith("@")}
    return any(lemma(t) in frame.objects or any(cast.meanings.is_a(t, kind) for kind in classes) for t in after)
