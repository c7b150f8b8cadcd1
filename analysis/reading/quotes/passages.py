"""Passages in quotation marks: where each begins and ends, with any kind of marks.

The characters before and after a mark decide whether it opens or closes a passage. So straight marks, and curly marks
that point the wrong way, are read as a reader reads them. A passage inside another belongs to the outer one. A passage
that a paragraph opens and does not close goes on in the next paragraph if that opens with a mark too (the
open-paragraph convention), or if the next mark closes one.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SPACES = 3  # characters beside a mark in which the next visible one is looked for
BLOCKS_OPEN = 6  # a passage without a mark in a block is closed at most so many blocks on

_OPENING = frozenset("“„‟«‹``‘‘")
_CLOSING = frozenset("”»›’’")
_GUILLEMETS = frozenset("«»‹›")
_MARK = re.compile(r"``|''|‘‘|’’|[\"“”„‟«»‹›＂]")
_SINGLE = re.compile(r"[‘’‚']")
_ELISION = re.compile(r"(?i)['’‘](?:\d\ds?|em|til|cause|tis|twas|bout|n|round|neath|cos|ere)\b")
_OUTSIDE = frozenset("([{-–—―/‐‑…\"'“”„‘’«»‹›‚")  # what may touch the outside of a mark, apart from white space
_ENDING = frozenset(")]}.,;:!?")  # what no passage begins with
_AFTER = _OUTSIDE | _ENDING


@dataclass(slots=True)
class Passage:
    """One outermost passage, its marks included.

    Attributes:
        start, end: its offsets in the text.
        block: the index of its block.
        closed: whether it has a closing mark.
        continues: whether it continues a passage of the block before.
    """

    start: int
    end: int
    block: int
    closed: bool = True
    continues: bool = False


@dataclass(slots=True)
class _Open:
    """An opening mark that is not closed yet, and the complete passages since."""

    start: int
    guillemet: bool
    inner: list[tuple[int, int]] = field(default_factory=list)


def find_passages(text: str, blocks: Sequence[tuple[int, int]]) -> list[Passage]:
    """The outermost quoted passages in the blocks of a text, in order; takes linear time.

    Args:
        text: the article's text.
        blocks: the offsets of its blocks, in reading order.
    """
    found, running, closing = [], False, {}
    for i, (start, end) in enumerate(blocks):
        if i in closing:
            found.append(Passage(start, closing[i], i, closed=closing[i] < end or i + 1 not in closing, continues=True))
            start = closing[i]
        following = blocks[i + 1][0] if i + 1 < len(blocks) else None
        goes_on = following is not None and _opens(text, following)
        if running and _is_inside(text, blocks, i):
            found.append(Passage(start, end, i, closed=False, continues=True))
            continue
        passages = _find_double(text, start, end, i, goes_on, running)
        passages += _find_single(text, start, end, i, passages)
        passages.sort(key=lambda passage: passage.start)
        at = _find_unclosed(text, passages[-1].end if passages else start, end)
        if at is not None and (closing := _find_close(text, blocks, i + 1)):
            passages.append(Passage(at, end, i, closed=False))
            found += passages
            continue
        if passages and running:
            passages[0].continues = passages[0].start == start
        found += passages
        running = bool(passages) and not passages[-1].closed
    return found


def _find_unclosed(text: str, start: int, end: int) -> int | None:
    """Where a single mark opens the words of somebody and its block does not close them: *She said: ‘We left*."""
    mark = next(_find_marks(text, start, end), None)
    opens = mark is not None and _speaks(text, mark) and _side(text, mark, start, end) == "open"
    return mark.start() if opens and text[mark.end() : min(end, mark.end() + SPACES)].lstrip()[:1].isupper() else None


def _find_close(text: str, blocks: Sequence[tuple[int, int]], first: int) -> dict[int, int]:
    """Where such words end in each of the blocks from `first` on, if one of the next few closes them; else nothing."""
    ends: dict[int, int] = {}
    for i in range(first, min(first + BLOCKS_OPEN, len(blocks))):
        start, end = blocks[i]
        if _MARK.search(text, start, end):
            return {}
        marks = _find_marks(text, start, end)
        before = ((mark, text[max(start, mark.start() - SPACES) : mark.start()].rstrip()[-1:]) for mark in marks)
        mark, last = next(((mark, last) for mark, last in before if last not in "sS"), (None, ""))
        ends[i] = end if mark is None else mark.end()
        if mark is not None:
            speech = last in (".", ",", "!", "?", "…")
            return ends if speech and _side(text, mark, start, end) != "open" else {}
    return {}


def _is_inside(text: str, blocks: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether a block without a mark is inside an open passage: the next mark, a few blocks on, closes one."""
    for j, (start, end) in enumerate(blocks[i : i + BLOCKS_OPEN]):
        mark = _MARK.search(text, start, end)
        if mark:
            return j > 0 and _side(text, mark, start, end) == "close"
    return False


def _opens(text: str, start: int) -> bool:
    mark = _MARK.match(text, start)
    return bool(mark) and _side(text, mark, start, len(text)) != "close"


def _read_outside(text: str, at: int, step: int, first: int, last: int) -> str:
    """The next visible character from a place on, within a block; white space beyond its edge."""
    while first <= at < last and unicodedata.category(text[at]) == "Cf":
        at += step
    return text[at] if first <= at < last else " "


def _side(text: str, mark: re.Match, first: int, last: int) -> str:
    """`open`, `close` or `either`: what a mark does, by the characters around it, else by its shape."""
    before = _read_outside(text, mark.start() - 1, -1, first, last)
    after = _read_outside(text, mark.end(), 1, first, last)
    ellipsis = after == "." and text.startswith("..", mark.end())
    may_open = (before.isspace() or before in _OUTSIDE) and not after.isspace() and (ellipsis or after not in _ENDING)
    may_close = not before.isspace() and (after.isspace() or after in _AFTER)
    if may_open != may_close:
        return "open" if may_open else "close"
    if before.isspace() and after.isspace():  # a page lost the order of mark and space: *he said: ' We left.*
        near = max(first, mark.start() - SPACES)
        lead = text[near : mark.start()].rstrip()
        if lead.endswith(":") or (near == first and not lead):
            return "open"
    if mark[0] in _OPENING:
        return "open"
    return "close" if mark[0] in _CLOSING else "either"


def _find_double(text: str, start: int, end: int, block: int, goes_on: bool, running: bool) -> list[Passage]:
    """The passages of one block in double marks and guillemets."""
    whole: list[tuple[int, int]] = []
    waiting: list[_Open] = []
    first = True
    for mark in _MARK.finditer(text, start, end):
        guillemet = mark[0] in _GUILLEMETS
        partner = any(entry.guillemet == guillemet for entry in waiting[-8:])
        side = _side(text, mark, start, end)
        if side == "either":
            side = "close" if partner else "open"
        if side == "open":
            waiting.append(_Open(mark.start(), guillemet))
        elif side == "close" and partner:
            while waiting[-1].guillemet != guillemet:
                waiting.pop()
            span = (waiting.pop().start, mark.end())
            if text[span[0] - 1 : span[0]] != "=":  # after an equals sign it is markup
                (waiting[-1].inner if waiting else whole).append(span)
        elif side == "close" and first and running:
            whole.append((start, mark.end()))
        first = False
    inner, unclosed = _read_waiting(text, start, goes_on, waiting)
    passages = [Passage(a, b, block) for a, b in (*whole, *inner)]
    return passages if unclosed is None else [*passages, Passage(unclosed, end, block, closed=False)]


def _read_waiting(
    text: str, start: int, goes_on: bool, waiting: Sequence[_Open]
) -> tuple[list[tuple[int, int]], int | None]:
    """The complete passages after unclosed marks, and the start of one that goes on to the block's end, or None."""
    inner: list[tuple[int, int]] = []
    for entry in waiting:
        opens = goes_on and not text[start : entry.start].strip()
        if opens or (entry is waiting[-1] and not entry.inner):
            return inner, entry.start
        inner += entry.inner
    return inner, None


def _find_single(text: str, start: int, end: int, block: int, others: Sequence[Passage]) -> list[Passage]:
    """The passages of one block in single marks, outside the others; apostrophes do not count as marks."""
    passages = []
    edges = [start, *(edge for passage in others for edge in (passage.start, passage.end)), end]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        marks = [(mark, _side(text, mark, start, end)) for mark in _find_marks(text, first, last)]
        opening = [mark.start() for mark, side in marks if side == "open" and _speaks(text, mark)]
        closing = [mark.end() for mark, side in marks if side != "open"]  # also one that a space was put before
        for place, following in pairwise([*opening, last]):
            partners = closing[bisect_right(closing, place + 1) : bisect_right(closing, following)]
            if partners:  # a plural's apostrophe (the workers’ rights) closes the passage only if no other mark does
                close = next((p for p in partners if text[place : p - 1].rstrip()[-1:] not in "sS"), partners[0])
                passages.append(Passage(place, close, block))
    return passages


def _find_marks(text: str, first: int, last: int) -> Iterator[re.Match]:
    """The single marks of a part of a text, without apostrophes within a word."""
    return (mark for mark in _SINGLE.finditer(text, first, last) if not _joins_letters(text, mark, first, last))


def _joins_letters(text: str, mark: re.Match, first: int, last: int) -> bool:
    """Whether a single mark is an apostrophe within a word: *won’t*."""
    inside = first < mark.start() and mark.end() < last
    return inside and text[mark.start() - 1].isalnum() and text[mark.end()].isalnum()


def _speaks(text: str, mark: re.Match) -> bool:
    """Whether a single mark at the beginning of a word opens a passage, and does not replace letters (*’90s*)."""
    return mark[0] != "’" and not _ELISION.match(text, mark.start())
