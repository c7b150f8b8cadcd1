"""Marks in text: spans that may overlap become elements that nest.

A span that begins inside another and ends after it is cut where the other ends, and continues after it.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis.page.notes import Note
from analysis.text.wording import visible


class Token(NamedTuple):
    """A part of a marked text: characters, or the opening or closing of a note's mark."""

    kind: str  # text, open or close
    text: str = ""
    note: Note | None = None
    edge: bool = False  # whether the note really begins or ends here, and is not only cut


def weave(text: str, start: int, end: int, notes: Iterable[Note]) -> Iterator[Token]:
    """The tokens of `text[start:end]`, with the marks of the notes that reach into it correctly nested.

    If two marks begin together, the longer one is outside. Invisible characters are written as escapes; nothing else
    is changed, added or lost.
    """
    notes = [note for note in notes if max(note.start, start) < min(note.end, end)]
    starting: dict[int, list[Note]] = {}
    for note in notes:
        starting.setdefault(max(note.start, start), []).append(note)
    cuts = sorted({start, end, *starting, *(min(note.end, end) for note in notes)})
    stack: list[Note] = []
    for at, until in pairwise(cuts):
        cut = yield from _close(stack, at)
        for note in sorted([*cut, *starting.get(at, ())], key=lambda note: (-note.end, note.rank)):
            stack.append(note)
            yield Token("open", note=note, edge=note.start == at)
        yield Token("text", visible(text[at:until]))
    while stack:
        note = stack.pop()
        yield Token("close", note=note, edge=note.end <= end)


def _close(stack: list[Note], at: int) -> Iterator[Token]:
    """Closes the marks that end here and all marks inside them; returns those that have to continue."""
    ending = next((i for i, note in enumerate(stack) if note.end <= at), len(stack))
    cut = []
    while len(stack) > ending:
        note = stack.pop()
        yield Token("close", note=note, edge=note.end <= at)
        if note.end > at:
            cut.append(note)
    return cut
