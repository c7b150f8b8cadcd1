"""The base of every chart: a figure with its alternative text, the package's style, title and source."""

import inspect
import io
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial, wraps
from typing import Any

import matplotlib.style
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.show import colours
from analysis.show.fit import DPI, FONT, wrap_text

WIDE, NARROW = 8.0, 3.6  # inches: a page, and a phone of 390 pixels with its margins
MARGIN = 0.12  # inches on each side
TITLE, SMALL = 13, 9  # points; nothing is smaller than 9, which are 12 pixels on a screen
LINE, TITLE_LINE = 0.175, 0.24  # inches from one line of small text, or of a title, to the next
MAX_ROWS, ROW = 25, 0.36  # rows in a chart with one row per item, and the height of each in inches
SCREEN_DPI = 96  # decides the width of a chart in a notebook
INK, GREY, PALE, GROUND = (colour.light for colour in (colours.INK, colours.GREY, colours.PALE, colours.GROUNDS))
COLOURS = {
    "tone": colours.TONE.light,
    "polarity": colours.POLARITY.light,
    "vader": colours.VADER.light,
    "escalation": INK,
    "conflict": colours.CONFLICT.light,
    "cooperation": colours.COOPERATION.light,
}
MARKERS = {"tone": "o", "polarity": "^", "vader": "s"}
FONTS = "'DejaVu Sans', Verdana, sans-serif"  # of an SVG: letters of nearly the same width
STYLE = {
    "font.family": FONT,
    "font.size": 10,
    "figure.facecolor": GROUND,
    "axes.facecolor": "none",
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in an article is a dollar sign
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.labelsize": SMALL,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
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
        empty = not (self.axes or self.artists)
        shown = {"alt": self.alt, "width": round(self.get_size_inches()[0] * SCREEN_DPI), "empty": empty}
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


def is_narrow(width: float) -> bool:
    """Whether a width in inches is that of a phone."""
    return width < (WIDE + NARROW) / 2


def start_chart(title: str, source: str, width: float, body: float) -> Chart:
    """A chart with its title and, below it, its source: an article, or what else was measured.

    The `body` is the height in inches that is left below them.
    """
    room = width - 2 * MARGIN
    lines, sources = wrap_text(title, room, TITLE, True, 4), wrap_text(source, room, SMALL) if source else []
    head = MARGIN + TITLE_LINE * len(lines) + LINE * len(sources) + MARGIN
    chart = Chart(figsize=(width, head + body))
    y = head + body - MARGIN
    for line in lines:
        write(chart, MARGIN, y, line, fontsize=TITLE, fontweight="bold", va="top")
        y -= TITLE_LINE
    for line in sources:
        write(chart, MARGIN, y, line, color=GREY, va="top")
        y -= LINE
    return chart


def write(chart: Figure, x: float, y: float, text: str, **look: Any) -> None:  # noqa: ANN401
    """Writes a line of small text at a place in inches from the lower left corner."""
    width, height = chart.get_size_inches()
    chart.text(x / width, y / height, text, **{"fontsize": SMALL, **look})


def add_panel(chart: Figure, left: float, bottom: float, right: float, top: float, **more: Any) -> Axes:  # noqa: ANN401
    """Axes whose edges are given in inches from the lower left corner."""
    width, height = chart.get_size_inches()
    return chart.add_axes((left / width, bottom / height, (right - left) / width, (top - bottom) / height), **more)


def draw_sentences(title: str, source: str, width: float, sentences: Iterable[str]) -> Chart:
    """A chart with sentences in place of a drawing, for when there is nothing to draw."""
    text = " ".join(sentences)
    lines = wrap_text(text, width - 2 * MARGIN, SMALL, most=12)
    chart = start_chart(title, source, width, MARGIN + LINE * len(lines))
    chart.text(MARGIN / width, MARGIN / chart.get_figheight(), "\n".join(lines), fontsize=SMALL, linespacing=1.3)
    chart.alt = text
    return chart


def add_key(chart: Figure, handles: Sequence[Artist], width: float) -> None:
    """Explains marks that have no room for a label, in one or two columns below the drawing; see `key_height`."""
    if handles:
        place = {"loc": "lower left", "bbox_to_anchor": (0, 0), "ncols": key_columns(width), "borderpad": 0.3}
        chart.legend(handles=handles, handlelength=1.6, labelspacing=0.35, **place)


def key_columns(width: float) -> int:
    """The number of columns of a key."""
    return 1 if is_narrow(width) else 2


def key_height(handles: Sequence[Artist], width: float) -> float:
    """The height of a key in inches."""
    return 0.1 + 0.185 * -(-len(handles) // key_columns(width)) if handles else 0.0
