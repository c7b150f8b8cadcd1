"""What was edited between two texts: how many words they share, which words changed, and both in print.

Words are compared, not letters: half of the letters of any two English paragraphs run in the same order, of the words a
fifth. White space, capitals and the kind of quotation marks make no difference; other punctuation counts as a word.
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

LONGEST = 5000  # words from which on a text is shown as replaced: what changed in it nobody would read
LONE = 1  # words that stand alone between two changes and are shown with them

_MARKS = {"cut": ("~~", "~~"), "added": ("++", "++"), "kept": ("", "")}
_TAGS = {"cut": ("<del>", "</del>"), "added": ("<ins>", "</ins>"), "kept": ("", "")}
_TOKEN = re.compile(r"\s*(?:\w+(?:[.,'’-]\w+)*|[^\w\s])")
_QUOTES = str.maketrans("“”„‟«»‘’‚‛", '""""""' + "''''")


class Edit(NamedTuple):
    """A run of words: `kept` (as the second text has them), `cut` or `added`, with the white space before it."""

    kind: str
    text: str


def split_words(text: str) -> list[str]:
    """The words and marks of a text as they are compared: in lower case, with straight quotation marks."""
    return [token.lstrip().translate(_QUOTES).casefold() for token in _TOKEN.findall(text)]


def measure_likeness(first: Sequence[list[str]], second: Sequence[list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """How alike each two lists of words are, 0 … 1, and how much of the shorter stands in the longer, 0 … 1.

    Both rest on the longest common subsequence: likeness is twice its length over the length of both (normalised Indel
    similarity), the second figure its length over that of the shorter. A row for each of `first`, a column for each of
    `second`.
    """
    if not (first and second):
        return np.zeros((len(first), len(second))), np.zeros((len(first), len(second)))
    numbers: dict[str, int] = {}  # so that no hash of a process decides
    coded = [[[numbers.setdefault(w, len(numbers)) for w in words] for words in side] for side in (first, second)]
    likeness = process.cdist(*coded, scorer=Indel.normalized_similarity, dtype=np.float64)
    sizes = [np.array([max(len(words), 1) for words in side]) for side in coded]
    common = np.rint(likeness * np.add.outer(*sizes) / 2)
    return likeness, common / np.minimum.outer(*sizes)


def find_edits(first: str, second: str) -> list[Edit]:
    """The runs of words that make the second text of the first; what was cut stands before what came in its place."""
    tokens = [_TOKEN.findall(text) for text in (first, second)]
    if max(map(len, tokens)) > LONGEST:
        ops = [Opcode("replace", 0, len(tokens[0]), 0, len(tokens[1]))]
    else:
        ops = list(Indel.opcodes(split_words(first), split_words(second)))
    edits = []
    for kept, run in groupby(range(len(ops)), lambda i: _is_kept(ops, i)):
        places = [ops[i] for i in run]
        cut = "".join(tokens[0][places[0].src_start : places[-1].src_end])
        new = "".join(tokens[1][places[0].dest_start : places[-1].dest_end])
        if (kept and cut[:1].isspace()) or (not kept and cut[:1].isalnum()):
            new = f" {new}" if new[:1].strip() else new  # set apart from what was cut before it
        edits += [Edit("kept", new)] if kept else [Edit(kind, text) for kind, text in (("cut", cut), ("added", new))]
    return [edit for edit in edits if edit.text]


def _is_kept(ops: list[Opcode], i: int) -> bool:
    inside = 0 < i < len(ops) - 1
    return ops[i].tag == "equal" and not (inside and ops[i].dest_end - ops[i].dest_start <= LONE)


class Edits(str):
    """Edits as plain text, *They ~~attacked~~ ++entered++ the town*; a page shows them crossed out and underlined."""

    __slots__ = ("_html",)
    _html: str

    def __html__(self) -> str:
        """The edits as HTML: *They <del>attacked</del> <ins>entered</ins> …*; nothing of the texts is markup."""
        return self._html


def mark_edits(first: str, second: str, context: int | None = None) -> Edits:
    """The `Edits` that make the second text of the first.

    With `context`, only so many words stand before and after each change, with … for the rest.
    """
    edits = list(_clip(find_edits(first, second), context))
    marked = Edits("".join(_put(edit, _MARKS, visible) for edit in edits).strip())
    marked._html = "".join(_put(edit, _TAGS, lambda text: html.escape(visible(text))) for edit in edits).strip()
    return marked


def _put(edit: Edit, marks: dict[str, tuple[str, str]], spell: Callable[[str], str]) -> str:
    """The words between their marks, the white space before them outside."""
    words, (opening, closing) = edit.text.lstrip(), marks[edit.kind]
    space = " " if len(words) < len(edit.text) else ""
    return f"{space}{opening}{spell(' '.join(words.split()))}{closing}"


def _clip(edits: list[Edit], context: int | None) -> Iterator[Edit]:
    """The edits, of what was kept only the words next to a change."""
    for i, edit in enumerate(edits):
        tokens = _TOKEN.findall(edit.text)
        before, after = (context or 0) * (i > 0), (context or 0) * (i < len(edits) - 1)
        if context is None or edit.kind != "kept" or len(tokens) <= before + after + 1:
            yield edit
        else:
            yield Edit("kept", "".join([*tokens[:before], " …", *tokens[len(tokens) - after :]]))
