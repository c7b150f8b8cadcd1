"""A chart of two versions of one story: what happened to each paragraph, and its escalation in both."""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.show.chart import COLOURS, GREY, INK, ROW, WIDE, Chart, put_title, styled, write_sentences
from analysis.story.evidence import name_article
from analysis.text.wording import count, shorten, signed
from analysis.versions.align import Comparison
from analysis.versions.text import describe

MOST = 40  # paragraphs of a version that are drawn
WORDS = 27  # characters of a paragraph's opening
LEFT, RIGHT = 0.0, 1.0  # the places of the two versions
AT = 0.22  # the place of a diamond along its line; in the middle, it would hide where two lines cross
# Each kind of change has its own line or mark, distinct without colour
PART = "part of another"
LINES = {
    "kept": {"color": GREY, "linestyle": "-", "linewidth": 1.2},
    "reworded": {"color": INK, "linestyle": (0, (4, 1.5)), "linewidth": 1.8},
    PART: {"color": INK, "linestyle": ":", "linewidth": 1.6},
}
MARKS = {"cut": ("x", GREY), "added": ("P", COLOURS["tone"])}
MOVED = {"marker": "D", "markersize": 6, "markerfacecolor": "white", "markeredgecolor": INK, "linestyle": ""}


@partial(styled, name="versions")
def draw(
    comparison: Comparison, names: tuple[str, str] = ("first version", "second version"), width: float = WIDE
) -> Chart:
    """The paragraphs of the first version on the left and of the second on the right, with a line for each pair.

    The kind of line shows whether a paragraph was kept, reworded or became part of another; a diamond means moved, a
    cross cut, a plus added. Next to each paragraph are its opening words and its escalation, – if it has no current
    event. `names` are the names of the two versions, such as their outlets.
    """
    rows = comparison.paragraphs
    most = max((int(rows[f"paragraph_{side}"].notna().sum()) for side in "ab"), default=0)
    shown = min(most, MOST)
    height = 2.35 + 0.72 * ROW * shown
    chart = Chart(figsize=(width, height))
    sources = (f"{n}: {name_article(v, 34)}" for n, v in (("first", comparison.a), ("second", comparison.b)))
    put_title(chart, "Two versions, paragraph by paragraph", "     ".join(sources))
    findings = describe(comparison)
    chart.alt = f"Chart of two versions of a story, with a line from each paragraph to its counterpart. {findings}"
    if not all(len(side.paragraphs) for side in (comparison.a, comparison.b)):
        return write_sentences(chart, findings)
    axes = chart.add_axes((0.39, 0.75 / height, 0.22, 1 - 1.8 / height))
    axes.set_axis_off()
    axes.set_xlim(LEFT - 0.06, RIGHT + 0.06)
    axes.set_ylim(shown - 0.3, -1.2)
    for side, x, name in (("a", LEFT, names[0]), ("b", RIGHT, names[1])):
        _draw_side(axes, rows, side, x, shorten(name, WORDS))
    _draw_lines(axes, rows)
    if most > shown:
        chart.text(0.98, 0.12 / height, f"{count(most - shown, 'further row')} not shown", ha="right", color=GREY)
    chart.legend(handles=_list_legend(rows), loc="lower left", ncols=3, bbox_to_anchor=(0.01, 0), borderaxespad=0.2)
    return chart


def _draw_side(axes: Axes, rows: pd.DataFrame, side: str, x: float, name: str) -> None:
    """Writes the opening words and the escalation of a version's paragraphs, and marks those that the other lacks."""
    _write_row(axes, side, (x, -0.95), "escalation", name, color=GREY)
    present = rows[rows[f"paragraph_{side}"].notna()].sort_values(f"paragraph_{side}").head(MOST)
    for y, row in enumerate(present.to_dict("records")):
        escalation = row[f"escalation_{side}"]
        figure = "–" if pd.isna(escalation) else signed(escalation, 1)
        _write_row(axes, side, (x, y), figure, f"¶{row[f'paragraph_{side}']}  {shorten(row[f'text_{side}'], WORDS)}")
        marker, colour = MARKS.get(row["change"], ("o", GREY))
        size = 8 if row["change"] in MARKS else 4
        axes.plot([x], [y], marker=marker, color=colour, markersize=size, zorder=4, linestyle="")


def _write_row(axes: Axes, side: str, place: tuple[float, float], figure: str, words: str, **look: str) -> None:
    """Writes a figure next to a place and words further out."""
    outward, ha = (-1, "right") if side == "a" else (1, "left")
    for text, distance in ((figure, 10), (words, 64)):
        look = {"ha": ha, "va": "center", "fontsize": 8.5} | look
        axes.annotate(text, place, (outward * distance, 0), textcoords="offset points", annotation_clip=False, **look)


def _draw_lines(axes: Axes, rows: pd.DataFrame) -> None:
    """Draws a line for each pair of paragraphs and for each part, with a diamond if it was moved."""
    for a, b, change, moved in _list_pairs(rows):
        if max(a, b) > MOST:
            continue
        y = (a - 1, b - 1)
        axes.plot([LEFT, RIGHT], y, zorder=3 if moved else 2, **LINES[change])
        if moved:
            axes.plot([LEFT + AT * (RIGHT - LEFT)], [y[0] + AT * (y[1] - y[0])], zorder=5, **MOVED)


def _list_pairs(rows: pd.DataFrame) -> Iterator[tuple[int, int, str, bool]]:
    """For each line: its places in both versions, from 1 on, its kind, and whether it was moved."""
    places = [{n: y for y, n in enumerate(sorted(rows[f"paragraph_{s}"].dropna()), 1)} for s in "ab"]
    for row in rows.itertuples():
        if row.change in ("kept", "reworded"):
            yield places[0][row.paragraph_a], places[1][row.paragraph_b], row.change, row.moved
        elif row.change == "merged":
            yield places[0][row.paragraph_a], places[1][row.part_of], PART, False
        elif row.change == "split":
            yield places[0][row.part_of], places[1][row.paragraph_b], PART, False


def _list_legend(rows: pd.DataFrame) -> list[Line2D]:
    """An entry for each kind of line and mark in the chart."""
    changes = set(rows["change"])
    drawn = changes | ({PART} if changes & {"split", "merged"} else set())
    lines = [Line2D([], [], label=label, **look) for label, look in LINES.items() if label in drawn]
    marks = [
        Line2D([], [], label=label, marker=marker, color=colour, linestyle="", markersize=8)
        for label, (marker, colour) in MARKS.items()
        if label in drawn
    ]
    return [*lines, *([Line2D([], [], label="moved", **MOVED)] if rows["moved"].any() else []), *marks]
