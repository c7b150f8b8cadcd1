"""The colours of charts, page and summary: one for conflict, one for cooperation, one for tone.

Each is a pair, on a light and on a dark ground, with at least 4.5:1 contrast to it, so that small figures can have it
too. They are told apart with any colour blindness; in print, conflict is the darker one, and a sign, a direction or a
line says the same. A test measures the contrasts.
"""

from typing import NamedTuple


class Colour(NamedTuple):
    """A colour on a light and on a dark ground."""

    light: str
    dark: str

    def __str__(self) -> str:
        """The colour as CSS."""
        return f"light-dark({self.light}, {self.dark})"


CONFLICT = Colour("#b03c10", "#ff9d70")
COOPERATION = Colour("#3573b9", "#86bdff")
TONE = Colour("#5b3fa0", "#c9b3ff")
GROUNDS = Colour("#fffefb", "#1b1c1f")
