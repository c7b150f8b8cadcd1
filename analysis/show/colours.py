"""The colours of charts, page and summary: one for conflict, one for cooperation, one for tone, and the greys.

Each is a pair, for a light and a dark background. Text and marks have a contrast of at least 4.5:1, which is enough for
small figures. Conflict, cooperation and tone differ for readers with any colour blindness; in grey, conflict is the
darker one. A sign, a direction or a line always says the same. A test measures the contrasts.
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
POLARITY = Colour("#1c776c", "#63cbbd")
VADER = Colour("#8f4a06", "#e8b06a")
INK = Colour("#1a1a1a", "#ececec")
GREY = Colour("#595959", "#b0b2b8")
PALE = Colour("#dcdcdc", "#3d4046")  # lines that only guide the eye
GROUNDS = Colour("#fffefb", "#1b1c1f")
MARKS = (CONFLICT, COOPERATION, TONE, POLARITY, VADER, INK, GREY)  # of text and marks
TWINS = {colour.light: colour.dark for colour in (*MARKS, PALE, GROUNDS)}  # every colour of a chart, for a dark page
