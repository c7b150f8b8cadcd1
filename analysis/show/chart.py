"""What every chart is made of: a figure with its alternative text, the package's style, title and source."""

import io
import warnings
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import matplotlib.style
from matplotlib.figure import Figure

from analysis.show.colours import CONFLICT, COOPERATION, TONE

SIZE = (8, 4.9)  # inches
MAX_ROWS, ROW = 25, 0.36  # rows of a chart that lists, and inches of each
CROWDED = 50  # paragraphs from which on marks are drawn smaller
DPI = 160
SCREEN_DPI = 96  # the width at which a notebook shows a chart of SIZE
INK, GREY, PALE, AMBER = "#1a1a1a", "#595959", "#dcdcdc", "#fbe7c0"
COLOURS = {
    "tone": TONE.light,
    "polarity": "#2f8f83",
    "vader": "#b3540b",
    "escalation": INK,
    "conflict": CONFLICT.light,
    "cooperation": COOPERATION.light,
}
MARKERS = {"tone": "o", "polarity": "^", "vader": "s"}
STYLE = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that every machine draws the same
    "font.size": 10,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in an article is a dollar sign
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "svg.hashsalt": "crisis-arc",  # the same drawing is the same file
}


class Chart(Figure):
    """A figure that carries its alternative text, and shows itself with it in a notebook."""

    alt = ""
    _png: bytes | None = None  # drawn once, though a notebook shows it and a report saves it

    def render(self, kind: str = "png") -> bytes:
        """The chart as a `png` or `svg` file; the same chart gives the same bytes."""
        if kind == "png" and self._png:
            return self._png
        file = io.BytesIO()
        metadata = {"Date": None, "Title": self.alt} if kind == "svg" else {"Description": self.alt}
        with warnings.catch_warnings(), matplotlib.style.context(["default", STYLE]):
            warnings.filterwarnings("ignore", message="Glyph")  # a script that the font lacks shows as boxes
            self.savefig(file, format=kind, dpi=DPI, metadata=metadata)
        if kind == "png":
            self._png = file.getvalue()
        return file.getvalue()

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        shown = {"alt": self.alt, "width": round(self.get_size_inches()[0] * SCREEN_DPI)}
        return {"image/png": self.render(), "text/plain": self.alt}, {"image/png": shown}


def styled(draw: Callable[..., Chart]) -> Callable[..., Chart]:
    """Draws in the package's own style and leaves matplotlib's settings as they were."""

    @wraps(draw)
    def styled(*args: object, **kwargs: object) -> Chart:
        with matplotlib.style.context(["default", STYLE]):
            return draw(*args, **kwargs)

    return styled


def say(chart: Chart, sentences: Iterable[str]) -> Chart:
    """The chart with a sentence where there is nothing to draw."""
    chart.text(0.02, 0.3, " ".join(sentences), va="center")
    return chart


def put_title(chart: Chart, title: str, source: str) -> None:
    """The title of a chart that has no one pair of axes, and its source: an article, or what else was measured."""
    top = chart.get_figheight()
    chart.text(0.02, 1 - 0.32 / top, title, fontsize=13, fontweight="bold", va="center")
    chart.text(0.02, 1 - 0.6 / top, source, color=GREY, fontsize=9, va="center")
