"""Charts of the tone, paragraph by paragraph."""

import math
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.arc import BAND, Arc, find_disagreements
from analysis.charts.chart import AMBER, COLOURS, CROWDED, GREY, INK, MARKERS, PALE, SIZE, Chart, name_source, styled
from analysis.narrative import describe_arc, describe_disagreements, describe_evidence, list_words
from analysis.reading import Reading
from analysis.tone import MEASURES
from analysis.wording import number, signed

AXES = (0.1, 0.23, 0.88, 0.63)  # left, bottom, width and height in the figure: nothing in a chart moves them
LABEL_ROOM = 1.55  # the scale ends at 1; what is beyond is for words
LABEL_LINE, LABEL_WORD = 52, 22  # characters of a label's line, and of a word in it


@styled
def draw_arc(arc: Arc, reading: Reading) -> Chart:
    """The arc by paragraph: every raw value, the smoothed line, the shuffle band, and the words of both extremes.

    The scale is always the measure's own, −1 to +1, so that charts of different articles can be laid side by side.
    """
    measure, table = MEASURES[arc.measure], arc.table
    chart, axes = _start(f"{measure.label}, paragraph by paragraph", reading, measure.label)
    legend = [_draw_points(axes, table, "value", arc.measure, "a paragraph")]
    legend += _draw_line(axes, arc) if arc.window > 1 else []
    legend += _draw_turns(axes, table)
    legend += _mark_gaps(axes, table["paragraph"][table["value"].isna()], f"no word that {measure.name} knows")
    for row in table.dropna(subset="extreme").itertuples():
        _label_extreme(axes, row, _find_words(reading, arc.measure, row.paragraph), len(table))
    _finish(chart, axes, len(table), legend)
    chart.alt = f"Line chart of {measure.label} by paragraph, from −1 to +1. {describe_arc(arc)}"
    return chart


@styled
def draw_measures(reading: Reading) -> Chart:
    """TextBlob beside VADER: two marks a paragraph, joined, and the paragraphs on which their signs differ."""
    table = reading.paragraphs
    chart, axes = _start("TextBlob beside VADER", reading, "Tone")
    opposed = find_disagreements(table)["paragraph"].astype(float)
    axes.bar(opposed, 2, bottom=-1, width=0.8, color=AMBER, zorder=0)
    axes.vlines(table["paragraph"].astype(float), *(table[c] for c in MEASURES), color=GREY, linewidth=1, zorder=2)
    legend = [_draw_points(axes, table, column, column, measure.label) for column, measure in MEASURES.items()]
    if len(opposed):
        for paragraph in opposed if len(table) < CROWDED else []:
            axes.text(paragraph, 1.05, "≠", ha="center", va="bottom", fontsize=12)
        legend.append(Patch(color=AMBER, label="≠  their signs differ"))
    unknown = table["paragraph"][table[list(MEASURES)].isna().all(axis=1)]
    legend += _mark_gaps(axes, unknown, "no word that either knows")
    _finish(chart, axes, len(table), legend)
    findings = f"{describe_disagreements(reading)} {describe_evidence(reading)}".strip()
    chart.alt = f"Chart of TextBlob polarity and VADER compound by paragraph, from −1 to +1. {findings}"
    return chart


def _start(title: str, reading: Reading, label: str) -> tuple[Chart, Axes]:
    """An empty chart with its title, its source and the two axes named."""
    chart = Chart(figsize=SIZE)
    axes = chart.add_axes(AXES)
    axes.set_title(title, loc="left", fontsize=13, fontweight="bold", pad=26)
    axes.text(0, 1.03, name_source(reading), transform=axes.transAxes, color=GREY, fontsize=9)
    axes.set_ylabel(f"← negative     {label}     positive →")
    axes.set_xlabel("Paragraph, in the order of the story")
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    return chart, axes


def _draw_points(axes: Axes, table: pd.DataFrame, column: str, measure: str, label: str) -> Line2D:
    """Draws a column's raw values; the legend's entry for them."""
    look = {"color": COLOURS[measure], "marker": MARKERS[measure]}
    size = 38 if len(table) < CROWDED else 14
    x = table["paragraph"].astype(float)
    axes.scatter(x, table[column], s=size, edgecolors="white", linewidths=0.6, zorder=4, **look)
    return Line2D([], [], linestyle="", label=label, **look)


def _draw_line(axes: Axes, arc: Arc) -> list[Artist]:
    """Draws the smoothed line and the shuffle band; the legend's entries for them."""
    x, look = arc.table["paragraph"].astype(float), {"color": COLOURS[arc.measure], "linewidth": 2}
    axes.fill_between(x, arc.table["low"], arc.table["high"], color=PALE, linewidth=0, zorder=1)
    axes.plot(x, arc.table["smoothed"], zorder=3, **look)
    low, high = BAND
    p = "" if math.isnan(arc.p_value) else f" (p = {arc.p_value:.3f})"
    return [
        Line2D([], [], label=f"mean of {number(arc.window)} paragraphs", **look),
        Patch(color=PALE, label=f"that mean in shuffled order, {low}th–{high}th percentile{p}"),
    ]


def _draw_turns(axes: Axes, table: pd.DataFrame) -> list[Artist]:
    """Draws the turning points, if the arc has any; the legend's entry for them."""
    turns = table.dropna(subset="turning")
    if turns.empty:
        return []
    look = {"marker": "D", "markeredgecolor": INK, "markerfacecolor": "none", "linestyle": "", "markersize": 8}
    axes.plot(turns["paragraph"].astype(float), turns["smoothed"], zorder=5, **look)
    return [Line2D([], [], label="a peak or trough", **look)]


def _mark_gaps(axes: Axes, paragraphs: pd.Series, label: str) -> list[Artist]:
    """Draws crosses on the axis, far from any score, for paragraphs without one; the legend's entry for them."""
    if paragraphs.empty:
        return []
    look = {"color": GREY, "marker": "x", "linestyle": "", "markersize": 7}
    axes.plot(paragraphs.astype(float), [-LABEL_ROOM] * len(paragraphs), clip_on=False, zorder=4, **look)
    return [Line2D([], [], label=label, **look)]


def _find_words(reading: Reading, measure: str, paragraph: int) -> str:
    """The two weightiest words of a paragraph, or the one, if two would not fit on a line."""
    two, one = (list_words(reading.words, measure, paragraph, most, LABEL_WORD) for most in (2, 1))
    return two if len(two) <= LABEL_LINE else one


def _label_extreme(axes: Axes, row: Any, words: str, paragraphs: int) -> None:  # noqa: ANN401
    """Writes above the highest and below the lowest point, where no other point can be."""
    above = row.extreme == "highest"
    share = (row.paragraph - 1) / max(paragraphs - 1, 1)
    axes.annotate(
        f"paragraph {row.paragraph}: {signed(row.value)}\n{words}",
        (row.paragraph, row.value),
        xytext=(0, 8 if above else -8),
        textcoords="offset points",
        ha="left" if share < 0.2 else "right" if share > 0.8 else "center",
        va="bottom" if above else "top",
        fontsize=9,
        zorder=6,
    )


def _finish(chart: Chart, axes: Axes, paragraphs: int, legend: list[Artist]) -> None:
    """Sets the scales, with room for labels beyond them, and puts the legend where it covers no data."""
    axes.set_ylim(-LABEL_ROOM, LABEL_ROOM)
    axes.set_xlim(0.4, max(paragraphs, 1) + 0.6)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=25, integer=True, min_n_ticks=1))
    ticks = [-1, -0.5, 0, 0.5, 1]
    axes.set_yticks(ticks, [signed(tick, 1) for tick in ticks])
    axes.spines["left"].set_bounds(-1, 1)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(AXES[0] - 0.015, 0), ncols=2, borderaxespad=0.2)
