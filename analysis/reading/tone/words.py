"""The words that a measure of tone scored."""

from typing import NamedTuple


class Word(NamedTuple):
    """A word or phrase that a measure scored: its offsets in the text, the measure and the weight."""

    start: int
    end: int
    measure: str
    polarity: float | None = None
    valence: float | None = None
    rule: str | None = None  # the rules that changed its weight
