"""The marks in a chart of paragraphs: bars with their figures, the smoothed line with its band, turns and gaps."""

import math
from collections.abc import Iterable
from typing import Protocol

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.show.chart import GREY, GROUND, INK, PALE, SMALL
from analysis.show.fit import Box, choose_apart, measure_text
from analysis.text.wording import number, signed

BAR = 0.62  # width of a bar, in paragraphs
HIGH, APART = 0.14, 0.03  # inches: the height of a figure, and its distance from the end of its bar
CROWDED = 50  # from this many paragraphs, marks are smaller
TURN = {"marker": "D", "markersize": 6, "color": INK, "markerfacecolor": GROUND, "linestyle": ""}
RING = {"marker": "o", "markersize": 4, "color": GREY, "markerfacecolor": GROUND, "linestyle": ""}
TICK = 0.34  # inches between two numbers of paragraphs, at least


class Line(Protocol):
    """The parts of a `story.arc.Arc` that are drawn."""

    measure: str
    table: pd.DataFrame
    window: int
    p_value: float


def draw_bars(axes: Axes, table: pd.DataFrame, colours: Iterable[str]) -> None:
    """Draws each `value` as a bar, in the colour of its place among those that are known."""
    scored = table.dropna(subset="value")
    x = scored["paragraph"].astype(float)
    axes.bar(x, scored["value"], width=BAR, color=list(colours), linewidth=1, zorder=2)


def draw_unsure(axes: Axes, paragraphs: pd.Series) -> None:
    """Draws a small ring on the line of 0 for each paragraph of which no side can be told."""
    axes.plot(paragraphs.astype(float), [0.0] * len(paragraphs), zorder=4, **RING)


def list_unsure(label: str) -> Artist:
    """The entry of a key for these rings."""
    return Line2D([], [], label=label, **RING)


def label_bars(axes: Axes, table: pd.DataFrame, decimals: int) -> None:
    """Writes each bar's figure at its end, the largest first, wherever it covers no bar or other figure."""
    scored = table.dropna(subset="value")
    scored = scored.loc[scored["value"].abs().sort_values(ascending=False, kind="stable").index]
    taken = [_find_bar(axes, row.paragraph, row.value) for row in scored.itertuples()]
    labels = [signed(row.value, decimals) for row in scored.itertuples()]
    boxes = [
        _place_label(axes, row.paragraph, row.value, text)
        for row, text in zip(scored.itertuples(), labels, strict=True)
    ]
    width, height = axes.figure.get_size_inches()
    for place in choose_apart(boxes, taken):
        left, bottom, right, _ = boxes[place]
        at = {"ha": "center", "va": "bottom", "fontsize": SMALL, "transform": axes.figure.transFigure, "zorder": 6}
        axes.text((left + right) / 2 / width, bottom / height, labels[place], **at)


def _find_place(axes: Axes, x: float, y: float) -> tuple[float, float]:
    """A place of the data in inches from the lower left corner of the figure."""
    at_x, at_y = axes.transData.transform((float(x), float(y))) / axes.figure.dpi
    return float(at_x), float(at_y)


def _find_bar(axes: Axes, paragraph: float, value: float) -> Box:
    left, one = _find_place(axes, paragraph - BAR / 2, 0)
    right, other = _find_place(axes, paragraph + BAR / 2, value)
    return left, min(one, other), right, max(one, other)


def _place_label(axes: Axes, paragraph: float, value: float, text: str) -> Box:
    """The room of a figure beyond the end of its bar, inside the width of the panel."""
    x, y = _find_place(axes, paragraph, value)
    half, panel = measure_text(text, SMALL) / 2, axes.get_window_extent()
    x = min(max(x, panel.x0 / axes.figure.dpi + half), panel.x1 / axes.figure.dpi - half)
    bottom = y + APART if value >= 0 else y - APART - HIGH
    return x - half, bottom, x + half, bottom + HIGH


def draw_line(axes: Axes, arc: Line, colour: str = INK) -> None:
    """Draws the smoothed line and the band of shuffled orders, with thin edges; `list_line` explains them."""
    x = arc.table["paragraph"].astype(float)
    axes.fill_between(x, arc.table["low"], arc.table["high"], color=PALE, linewidth=0, zorder=0)
    for edge in ("low", "high"):
        axes.plot(x, arc.table[edge], color=GREY, linewidth=0.7, zorder=1)
    axes.plot(x, arc.table["smoothed"], color=colour, linewidth=2, zorder=3)


def list_line(arc: Line, colour: str = INK) -> list[Artist]:
    """The entries of a key for the smoothed line and its band."""
    p = "" if math.isnan(arc.p_value) else f" (p = {arc.p_value:.3f})"
    turns = arc.table["turning"].notna().any()
    return [
        Line2D([], [], color=colour, linewidth=2, label=f"mean of {number(arc.window)} paragraphs"),
        *([Line2D([], [], label="its peaks and troughs", **TURN)] if turns else []),
        Patch(facecolor=PALE, edgecolor=GREY, linewidth=0.7, label=f"that mean in random order{p}"),
    ]


def draw_turns(axes: Axes, table: pd.DataFrame) -> None:
    """Draws the turning points of a smoothed line, if it has any; `list_line` explains them."""
    turns = table.dropna(subset="turning")
    axes.plot(turns["paragraph"].astype(float), turns["smoothed"], zorder=5, **TURN)


def find_last(table: pd.DataFrame) -> int:
    """The number of the last paragraph; a narrowed reading may have fewer paragraphs than this."""
    return int(table["paragraph"].max()) if len(table) else 0


def set_paragraphs(axes: Axes, last: int) -> None:
    """Gives an axis the numbers of the paragraphs, as many as have room."""
    axes.set_xlim(0.4, max(last, 1) + 0.6)
    room = axes.get_window_extent().width / axes.figure.dpi
    axes.xaxis.set_major_locator(MaxNLocator(nbins=max(2, int(room / TICK)), integer=True, min_n_ticks=1))
    axes.set_xlabel("Paragraph")


def mark_gaps(axes: Axes, paragraphs: pd.Series, below: float) -> None:
    """Draws a small cross, away from all values, for each paragraph without one."""
    look = {"color": GREY, "marker": "x", "linestyle": "", "markersize": 5}
    axes.plot(paragraphs.astype(float), [below] * len(paragraphs), clip_on=False, zorder=4, **look)


def list_gap(label: str) -> Artist:
    """The entry of a key for these crosses."""
    return Line2D([], [], color=GREY, marker="x", linestyle="", markersize=5, label=label)
