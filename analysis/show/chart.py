"""The base of every chart: a figure with its alternative text, the package's style, title and source."""

import inspect
import io
import warnings
from collections.abc import Callable, Iterable
from functools import cached_property, partial, wraps
from typing import Any

import matplotlib.style
import pandas as pd
from matplotlib.figure import Figure

from analysis.show.colours import CONFLICT, COOPERATION, TONE

WIDE, NARROW = 8.0, 3.6  # inches: a page, and a phone of 390 pixels with its margins
MAX_ROWS, ROW = 25, 0.36  # rows in a chart with one row per item, and the height of each in inches
CROWDED = 50  # from this many paragraphs, marks are smaller
DPI = 160
SCREEN_DPI = 96  # decides the width of a chart in a notebook
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
FONTS = "'DejaVu Sans', Verdana, sans-serif"  # of an SVG: letters of nearly the same width
STYLE = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, so charts are the same on every machine
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
    "svg.fonttype": "none",  # text stays text: small, and to be read and changed
    "svg.hashsalt": "crisis-arc",  # so the same drawing gives the same file
}


class Chart(Figure):
    """A figure with an alternative text, which a notebook shows with it.

    Attributes:
        alt: its finding in words, for those who do not see it.
        name: a word for file names, such as `arc`.
        numbers: the table that it shows, or None.
    """

    alt = ""
    name = ""
    numbers: pd.DataFrame | None = None
    _png: bytes | None = None  # a cache: a notebook shows it and a report saves it
    _draw_narrow: Callable[[], "Chart"] | None = None

    @cached_property
    def narrow(self) -> "Chart | None":
        """The same chart laid out for a phone; None if it has no other layout."""
        return self._draw_narrow() if self._draw_narrow else None

    def render(self, kind: str = "png") -> bytes:
        """The chart as a `png` or `svg` file; the same chart gives the same bytes."""
        if kind == "png" and self._png:
            return self._png
        file = io.BytesIO()
        with warnings.catch_warnings(), matplotlib.style.context(["default", STYLE]):
            warnings.filterwarnings("ignore", message="Glyph")  # a character that the font lacks shows as a box
            if kind == "svg":
                self.savefig(file, format=kind, metadata={"Date": None, "Title": self.alt})
            else:
                self.savefig(file, format="rgba", dpi=DPI)
        if kind == "svg":
            return file.getvalue().replace(b"'DejaVu Sans'", FONTS.encode())
        self._png = write_png(file.getvalue(), round(self.get_figwidth() * DPI), self.alt)
        return self._png

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        shown = {"alt": self.alt, "width": round(self.get_size_inches()[0] * SCREEN_DPI)}
        return {"image/png": self.render(), "text/plain": self.alt}, {"image/png": shown}


def write_png(pixels: bytes, width: int, description: str) -> bytes:
    """A picture as a PNG of 256 colours, a quarter of the size of one with all colours."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    image = Image.frombuffer("RGBA", (width, len(pixels) // width // 4), pixels)
    text, file = PngInfo(), io.BytesIO()
    text.add_itxt("Description", description)
    few = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG", pnginfo=text, dpi=(DPI, DPI))
    return file.getvalue()


def styled(draw: Callable[..., Chart], name: str = "") -> Callable[..., Chart]:
    """The function, which then draws in the package's style and does not change matplotlib's settings.

    Its charts are named after what the function draws (`draw_strip`: *strip*), or after its module. If it takes a
    `width`, its charts can be drawn again for a phone.
    """
    name = name or draw.__name__.partition("_")[2] or draw.__module__.rpartition(".")[2]
    has_width = "width" in inspect.signature(draw).parameters

    @wraps(draw)
    def styled(*args: object, **kwargs: object) -> Chart:
        with matplotlib.style.context(["default", STYLE]):
            chart = draw(*args, **kwargs)
        chart.name = name
        if has_width and chart.get_figwidth() > NARROW:
            chart._draw_narrow = partial(styled, *args, **kwargs | {"width": NARROW})
        return chart

    return styled


def write_sentences(chart: Chart, sentences: Iterable[str]) -> Chart:
    """The chart with sentences in place of a drawing, for when there is nothing to draw."""
    chart.text(0.02, 0.3, " ".join(sentences), va="center")
    return chart


def put_title(chart: Chart, title: str, source: str) -> None:
    """Writes the title of a chart, and below it the source: an article, or what else was measured."""
    top = chart.get_figheight()
    chart.text(0.02, 1 - 0.32 / top, title, fontsize=13, fontweight="bold", va="center")
    chart.text(0.02, 1 - 0.6 / top, source, color=GREY, fontsize=9, va="center")
