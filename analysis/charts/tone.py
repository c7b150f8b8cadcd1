"""Charts of the tone, paragraph by paragraph."""

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.arc import Arc, find_disagreements
from analysis.charts.chart import AMBER, CROWDED, GREY, SIZE, Chart, name_source, styled
from analysis.charts.marks import draw_line, draw_points, draw_turns, find_last, mark_gaps
from analysis.narrative import describe_arc, describe_disagreements, describe_evidence, list_words
from analysis.reading import Reading
from analysis.tone import MEASURES
from analysis.wording import join, signed

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
    legend = [draw_points(axes, table, "value", arc.measure, "a paragraph")]
    legend += draw_line(axes, arc) if arc.window > 1 else []
    legend += draw_turns(axes, table)
    legend += mark_gaps(
        axes, table["paragraph"][table["value"].isna()], f"no word that {measure.name} knows", -LABEL_ROOM
    )
    for row in table.dropna(subset="extreme").itertuples():
        _label_extreme(axes, row, _find_words(reading, arc.measure, row.paragraph), find_last(table))
    _finish(chart, axes, find_last(table), legend)
    chart.alt = f"Line chart of {measure.label} by paragraph, from −1 to +1. {describe_arc(arc)}"
    return chart


@styled
def draw_measures(reading: Reading) -> Chart:
    """The measures side by side: a mark each, joined, and the paragraphs on which their signs differ."""
    table = reading.paragraphs
    chart, axes = _start("Second opinions: three measures of tone", reading, "Tone")
    opposed = find_disagreements(table)["paragraph"].astype(float)
    axes.bar(opposed, 2, bottom=-1, width=0.8, color=AMBER, zorder=0)
    scores = table[list(MEASURES)]
    axes.vlines(table["paragraph"].astype(float), scores.min(axis=1), scores.max(axis=1), color=GREY, linewidth=1)
    legend = [draw_points(axes, table, column, column, measure.label) for column, measure in MEASURES.items()]
    if len(opposed):
        for paragraph in opposed if len(table) < CROWDED else []:
            axes.text(paragraph, 1.05, "≠", ha="center", va="bottom", fontsize=12)
        legend.append(Patch(color=AMBER, label="≠  their signs differ"))
    unknown = table["paragraph"][scores.isna().all(axis=1)]
    legend += mark_gaps(axes, unknown, "no word that any of them knows", -LABEL_ROOM)
    _finish(chart, axes, find_last(table), legend)
    findings = f"{describe_disagreements(reading)} {describe_evidence(reading)}".strip()
    labels = join(measure.label for measure in MEASURES.values())
    chart.alt = f"Chart of {labels} by paragraph, from −1 to +1. {findings}"
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
