"""A chart of two versions of one story: what happened to each paragraph, and its escalation in both."""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.show.chart import (
    COLOURS,
    GREY,
    GROUND,
    INK,
    LINE,
    MARGIN,
    ROW,
    SMALL,
    WIDE,
    Chart,
    add_key,
    add_panel,
    draw_sentences,
    is_narrow,
    key_height,
    start_chart,
    styled,
    write,
)
from analysis.show.fit import fit_text
from analysis.story.evidence import name_article
from analysis.text.wording import count, join, number, signed
from analysis.versions.align import Comparison
from analysis.versions.text import describe

MOST = 40  # paragraphs of a version that are drawn
FIGURE = 0.72  # inches from the edge of a column to its words
SIDE = {False: 3.0, True: 1.35}  # inches beside the lines, and on a phone
CHANGES = ("kept", "reworded", "split", "merged", "cut", "added")
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
MOVED = {"marker": "D", "markersize": 6, "markerfacecolor": GROUND, "markeredgecolor": INK, "linestyle": ""}


@partial(styled, name="versions")
def draw(
    comparison: Comparison, names: tuple[str, str] = ("first version", "second version"), width: float = WIDE
) -> Chart:
    """The paragraphs of the first version on the left and of the second on the right, with a line for each pair.

    The kind of line shows whether a paragraph was kept, reworded or became part of another; a diamond means moved, a
    cross cut, a plus added. Next to each paragraph are its opening words and its escalation, – if it has no current
    event. `names` are the names of the two versions, such as their outlets.
    """
    rows, narrow = comparison.paragraphs, is_narrow(width)
    most = max((int(rows[f"paragraph_{side}"].notna().sum()) for side in "ab"), default=0)
    shown = min(most, MOST)
    sources = (f"{n}: {name_article(v, 34)}" for n, v in (("first", comparison.a), ("second", comparison.b)))
    title, source = find_finding(rows), "   ".join(sources)
    if not all(len(side.paragraphs) for side in (comparison.a, comparison.b)):
        return draw_sentences(title, source, width, describe(comparison))
    key = _list_key(rows)
    bottom = key_height(key, width) + (LINE if most > shown else 0) + 0.1
    chart = start_chart(title, source, width, bottom + 0.72 * ROW * (shown + 1))
    chart.numbers = rows
    chart.alt = f"Two columns of paragraphs, with a line from each to its counterpart. {title}."
    side = SIDE[narrow]
    axes = add_panel(chart, side, bottom, width - side, bottom + 0.72 * ROW * (shown + 1))
    axes.set_axis_off()
    axes.set_xlim(LEFT - 0.06, RIGHT + 0.06)
    axes.set_ylim(shown - 0.4, -1.4)
    for version, x, name in (("a", LEFT, names[0]), ("b", RIGHT, names[1])):
        _draw_side(axes, rows, version, x, name, side)
    _draw_lines(axes, rows)
    if most > shown:
        note = f"{count(most - shown, 'further row')} not shown"
        write(chart, width - MARGIN, key_height(key, width) + 0.05, note, ha="right", color=GREY)
    add_key(chart, key, width)
    return chart


def find_finding(rows: pd.DataFrame) -> str:
    """How many paragraphs of the first version were kept, reworded and cut, and how many were added."""
    counts = rows["change"].value_counts()
    parts = [f"{number(int(counts[change]))} {change}" for change in CHANGES if change in counts]
    return f"Of the paragraphs, {join(parts)}" if parts else "Two versions, paragraph by paragraph"


def _draw_side(axes: Axes, rows: pd.DataFrame, side: str, x: float, name: str, room: float) -> None:
    """Writes the opening words and the escalation of a version's paragraphs, and marks those that the other lacks."""
    words = room - MARGIN - FIGURE
    _write_row(axes, side, (x, -0.95), "escal.", fit_text(name, words, SMALL), color=GREY)
    present = rows[rows[f"paragraph_{side}"].notna()].sort_values(f"paragraph_{side}").head(MOST)
    for y, row in enumerate(present.to_dict("records")):
        escalation = row[f"escalation_{side}"]
        figure = "–" if pd.isna(escalation) else signed(escalation, 1)
        opening = fit_text(f"¶{row[f'paragraph_{side}']}  {row[f'text_{side}'][:90]}", words, SMALL)
        _write_row(axes, side, (x, y), figure, opening)
        marker, colour = MARKS.get(row["change"], ("o", GREY))
        size = 8 if row["change"] in MARKS else 4
        axes.plot([x], [y], marker=marker, color=colour, markersize=size, zorder=4, linestyle="")


def _write_row(axes: Axes, side: str, place: tuple[float, float], figure: str, words: str, **look: str) -> None:
    """Writes a figure next to a place and words further out."""
    outward, ha = (-1, "right") if side == "a" else (1, "left")
    for text, distance in ((figure, 9), (words, FIGURE * 72)):
        look = {"ha": ha, "va": "center", "fontsize": SMALL} | look
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


def _list_key(rows: pd.DataFrame) -> list[Line2D]:
    """The entries of a key for each kind of line and mark in the chart."""
    changes = set(rows["change"])
    drawn = changes | ({PART} if changes & {"split", "merged"} else set())
    lines = [Line2D([], [], label=label, **look) for label, look in LINES.items() if label in drawn]
    marks = [
        Line2D([], [], label=label, marker=marker, color=colour, linestyle="", markersize=8)
        for label, (marker, colour) in MARKS.items()
        if label in drawn
    ]
    return [*lines, *([Line2D([], [], label="moved", **MOVED)] if rows["moved"].any() else []), *marks]
