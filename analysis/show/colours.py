"""The colours of charts, page and summary: one for conflict, one for cooperation, one for tone.

Each is a pair, for a light and a dark background, with a contrast of at least 4.5:1, which is enough for small figures.
They differ for readers with any colour blindness; in grey, conflict is the darker one. A sign, a direction or a line
always says the same. A test measures the contrasts.
"""

from typing import NamedTuple


class Colour(NamedTuple):
    """A colour for a light and for a dark background."""

    light: str
    dark: str

    def __str__(self) -> str:
        """The colour as CSS."""
        return f"light-dark({self.light}, {self.dark})"


CONFLICT = Colour("#b03c10", "#ff9d70")
COOPERATION = Colour("#2f6cb2", "#86bdff")
TONE = Colour("#5b3fa0", "#c9b3ff")
GROUNDS = Colour("#fffefb", "#1b1c1f")
