"""Edits between two texts: how many words the texts share, which words changed, and how edits are shown.

Words are compared, not letters: any two English paragraphs share half of their letters in the same order, but only a
fifth of their words. White space, capitals and the kind of quotation marks make no difference; other punctuation marks
count as words.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel, Opcode

from analysis.text.wording import visible

LONGEST = 5000  # words; a longer text is shown as replaced, since nobody would read its edits
LONE = 1  # unchanged words between two changes that are shown as changed too

_MARKS = {"cut": ("~~", "~~"), "added": ("++", "++"), "kept": ("", "")}
_TAGS = {"cut": ("<del>", "</del>"), "added": ("<ins>", "</ins>"), "kept": ("", "")}
_TOKEN = re.compile(r"\s*(?:\w+(?:[.,'’-]\w+)*|[^\w\s])")
_QUOTES = str.maketrans("“”„‟«»‘’‚‛", '""""""' + "''''")


class Edit(NamedTuple):
    """A run of words, with the white space before it: `kept` (in the wording of the second text), `cut` or `added`."""

    kind: str
    text: str


def split_words(text: str) -> list[str]:
    """The words and marks of a text for comparison: in lower case, with straight quotation marks."""
    return [token.lstrip().translate(_QUOTES).casefold() for token in _TOKEN.findall(text)]


def measure_likeness(first: Sequence[list[str]], second: Sequence[list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """The likeness of each two lists of words, 0 … 1, and how much of the shorter the longer contains, 0 … 1.

    Both use the longest common subsequence. Likeness is twice its length divided by the length of both lists
    (normalised Indel similarity); the second figure is its length divided by that of the shorter list. Each result has
    one row per list of `first` and one column per list of `second`.
    """
    if not (first and second):
        return np.zeros((len(first), len(second))), np.zeros((len(first), len(second)))
    numbers: dict[str, int] = {}  # numbers, since the hashes of words differ between processes
    coded = [[[numbers.setdefault(w, len(numbers)) for w in words] for words in side] for side in (first, second)]
    likeness = process.cdist(*coded, scorer=Indel.normalized_similarity, dtype=np.float64)
    sizes = [np.array([max(len(words), 1) for words in side]) for side in coded]
    common = np.rint(likeness * np.add.outer(*sizes) / 2)
    return likeness, common / np.minimum.outer(*sizes)


def find_edits(first: str, second: str) -> list[Edit]:
    """The edits that turn the first text into the second; cut words come before those that replace them."""
    edits = []
    for kept, cut, new in _find_runs(first, second):
        if (kept and cut[:1].isspace()) or (not kept and cut[:1].isalnum()):
            new = f" {new}" if new[:1].strip() else new  # a space after the words cut before it
        edits += [Edit("kept", new)] if kept else [Edit(kind, text) for kind, text in (("cut", cut), ("added", new))]
    return [edit for edit in edits if edit.text]


def _find_runs(first: str, second: str) -> Iterator[tuple[bool, str, str]]:
    """The runs of words that were kept or changed: which of the two, and the words in the first and second text."""
    tokens = [_TOKEN.findall(text) for text in (first, second)]
    if max(map(len, tokens)) > LONGEST:
        ops = [Opcode("replace", 0, len(tokens[0]), 0, len(tokens[1]))]
    else:
        ops = list(Indel.opcodes(split_words(first), split_words(second)))
    for kept, run in groupby(range(len(ops)), lambda i: _is_kept(ops, i)):
        places = [ops[i] for i in run]
        old = "".join(tokens[0][places[0].src_start : places[-1].src_end])
        yield kept, old, "".join(tokens[1][places[0].dest_start : places[-1].dest_end])


def _is_kept(ops: list[Opcode], i: int) -> bool:
    inside = 0 < i < len(ops) - 1
    return ops[i].tag == "equal" and not (inside and ops[i].dest_end - ops[i].dest_start <= LONE)


class Edits(str):
    """Edits as plain text: *They ~~attacked~~ ++entered++ the town*. A page shows them crossed out and underlined."""

    __slots__ = ("_html",)
    _html: str

    def __html__(self) -> str:
        """The edits as HTML: *They <del>attacked</del> <ins>entered</ins> …*; the texts are escaped."""
        return self._html


def mark_sides(first: str, second: str) -> tuple[Edits, Edits]:
    """Each text in its own words: in the first those that were cut are marked, in the second those that were added."""
    runs = list(_find_runs(first, second))
    cut = [Edit("kept" if kept else "cut", old) for kept, old, _ in runs if old]
    added = [Edit("kept" if kept else "added", new) for kept, _, new in runs if new]
    return _spell(cut), _spell(added)


def mark_edits(first: str, second: str, context: int | None = None) -> Edits:
    """The `Edits` that turn the first text into the second.

    With `context`, only this many words before and after each change are kept, with … for the rest.
    """
    return _spell(list(_clip(find_edits(first, second), context)))


def _spell(edits: Sequence[Edit]) -> Edits:
    marked = Edits("".join(_put(edit, _MARKS, visible) for edit in edits).strip())
    marked._html = "".join(_put(edit, _TAGS, lambda text: html.escape(visible(text))) for edit in edits).strip()
    return marked


def _put(edit: Edit, marks: dict[str, tuple[str, str]], spell: Callable[[str], str]) -> str:
    """The words of an edit between their marks; the white space before them stays outside."""
    words, (opening, closing) = edit.text.lstrip(), marks[edit.kind]
    space = " " if len(words) < len(edit.text) else ""
    return f"{space}{opening}{spell(' '.join(words.split()))}{closing}"


def _clip(edits: list[Edit], context: int | None) -> Iterator[Edit]:
    """The edits, with only the words of kept runs that are next to a change."""
    for i, edit in enumerate(edits):
        tokens = _TOKEN.findall(edit.text)
        before, after = (context or 0) * (i > 0), (context or 0) * (i < len(edits) - 1)
        if context is None or edit.kind != "kept" or len(tokens) <= before + after + 1:
            yield edit
        else:
            yield Edit("kept", "".join([*tokens[:before], " …", *tokens[len(tokens) - after :]]))
