"""What a measure heard: a word or phrase, its place and its weight."""

from typing import NamedTuple


class Word(NamedTuple):
    """A word or phrase that a measure counted: its offsets in the scored text and what it was given."""

    start: int
    end: int
    measure: str
    polarity: float | None = None
    valence: float | None = None
    rule: str | None = None  # what changed its weight
