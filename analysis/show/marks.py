"""The marks in a chart of paragraphs: raw values, the smoothed line with its band, turning points, gaps."""

import math
from typing import Protocol

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.show.chart import COLOURS, CROWDED, GREY, INK, MARKERS, PALE
from analysis.statistics import BAND
from analysis.text.wording import number


class Line(Protocol):
    """The parts of a `story.arc.Arc` that are drawn."""

    measure: str
    table: pd.DataFrame
    window: int
    p_value: float


def draw_points(axes: Axes, table: pd.DataFrame, column: str, measure: str, label: str) -> Line2D:
    """Draws a column's raw values, and returns their legend entry."""
    look = {"color": COLOURS[measure], "marker": MARKERS[measure]}
    size = 38 if len(table) < CROWDED else 14
    x = table["paragraph"].astype(float)
    axes.scatter(x, table[column], s=size, edgecolors="white", linewidths=0.6, zorder=4, **look)
    return Line2D([], [], linestyle="", label=label, **look)


def draw_line(axes: Axes, arc: Line) -> list[Artist]:
    """Draws the smoothed line and the band of shuffled orders, and returns their legend entries."""
    x, look = arc.table["paragraph"].astype(float), {"color": COLOURS[arc.measure], "linewidth": 2}
    axes.fill_between(x, arc.table["low"], arc.table["high"], color=PALE, linewidth=0, zorder=1)
    axes.plot(x, arc.table["smoothed"], zorder=3, **look)
    low, high = BAND
    p = "" if math.isnan(arc.p_value) else f" (p = {arc.p_value:.3f})"
    return [
        Line2D([], [], label=f"mean of {number(arc.window)} paragraphs", **look),
        Patch(color=PALE, label=f"that mean in shuffled order, {low}th–{high}th percentile{p}"),
    ]


def draw_turns(axes: Axes, table: pd.DataFrame) -> list[Artist]:
    """Draws the turning points, if the arc has any, and returns their legend entry."""
    turns = table.dropna(subset="turning")
    if turns.empty:
        return []
    look = {"marker": "D", "markeredgecolor": INK, "markerfacecolor": "none", "linestyle": "", "markersize": 8}
    axes.plot(turns["paragraph"].astype(float), turns["smoothed"], zorder=5, **look)
    return [Line2D([], [], label="a peak or trough", **look)]


def find_last(table: pd.DataFrame) -> int:
    """The number of the last paragraph; a narrowed reading may have fewer paragraphs than this."""
    return int(table["paragraph"].max()) if len(table) else 0


def mark_gaps(axes: Axes, paragraphs: pd.Series, label: str, below: float) -> list[Artist]:
    """Draws crosses on the axis, away from all scores, for paragraphs without one, and returns their legend entry."""
    if paragraphs.empty:
        return []
    look = {"color": GREY, "marker": "x", "linestyle": "", "markersize": 7}
    axes.plot(paragraphs.astype(float), [below] * len(paragraphs), clip_on=False, zorder=4, **look)
    return [Line2D([], [], label=label, **look)]
