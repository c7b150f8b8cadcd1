"""The sides of the events: how much cooperation and conflict each two sides have, each way."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.reading.events.table import list_ways
from analysis.reading.reading import Reading
from analysis.reading.schema import PAIRS
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise
from analysis.show.chart import COLOURS, GREY, ROW, WIDE, Chart, put_title, styled, write_sentences
from analysis.show.prose import Prose
from analysis.show.scales import name_sides
from analysis.show.sides import name_side
from analysis.story.evidence import name_article
from analysis.text.wording import agree, count, number, number_of, signed

MOST = 8  # pairs of sides in a chart
MIN_ACTS = 2  # background acts, and current acts, that a side needs for a comparison
MOVED = 2.0  # points of difference between the two from which a side has moved
SHOWN = 3  # sides in a sentence


def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per source and target: events, cooperation, conflict, mean escalation. Columns: `schema.PAIRS`.

    The pair with the most events comes first, with its two ways one after the other, the one with more events first. A
    mutual act counts both ways. Acts with an unknown side, and acts within one side, are left out. An event that the
    story reports twice counts twice.
    """
    return tabulate_pairs(reading.acts)


def tabulate_pairs(acts: pd.DataFrame) -> pd.DataFrame:
    """The same for any table of acts."""
    rows = []
    for (source, target), group in _list_between(list_ways(acts)).groupby(["source", "target"], sort=True):
        sides = {side: int((group["side"] == side).sum()) for side in ("cooperation", "conflict")}
        mean = group["escalation"].mean()
        rows.append({"source": source, "target": target, "events": len(group), **sides, "escalation": mean})
    pairs: dict[frozenset[str], int] = {}
    for row in rows:
        pair = frozenset((row["source"], row["target"]))
        pairs[pair] = pairs.get(pair, 0) + row["events"]

    def rank(row: dict) -> tuple:
        pair = frozenset((row["source"], row["target"]))
        return -pairs[pair], sorted(pair), -row["events"], row["source"]

    return make_table(sorted(rows, key=rank), PAIRS)


def _list_between(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts whose two sides are known and different."""
    return acts[acts["source"].notna() & acts["target"].notna() & (acts["source"] != acts["target"])]


def describe(reading: Reading) -> Prose:
    """The pair of sides with the most events, each way, and how many events lack a side."""
    acts, pairs = reading.acts, tabulate(reading)
    if pairs.empty:
        return Prose(["No event is told to be between two sides that the text names."])
    sentences = [
        f"{capitalise(name_side(row.source))} towards {name_side(row.target)}: {count(row.conflict, 'event')} of "
        f"conflict and {number_of(row.cooperation)} of cooperation, {signed(row.escalation, 1)} on average."
        for row in pairs.head(2).itertuples()
    ]
    rest = len(acts) - len(_list_between(acts))
    if rest:
        sentences.append(
            f"Of {count(len(acts), 'event')}, {number(rest)} {agree(rest, 'lack')} a side that the text names."
        )
    return Prose(sentences)


def describe_moves(reading: Reading) -> Prose:
    """Which sides moved towards conflict or away from it, from their background acts to their current ones."""
    ways = list_ways(reading.acts)
    ways = ways[ways["source"].notna() & ~(ways["source"] == ways["target"]).fillna(False)]
    sentences = []
    for side in ways["source"].value_counts().index:
        before, now = (ways[(ways["source"] == side) & (ways["frame"] == f)] for f in ("background", "current"))
        if min(len(before), len(now)) < MIN_ACTS:
            continue
        a, b = before["escalation"].mean(), now["escalation"].mean()
        move = "moved away from conflict" if b - a <= -MOVED else "moved towards conflict" if b - a >= MOVED else ""
        sentences.append(
            f"{capitalise(name_side(side))} {move or 'stays about where it was'}: {signed(a, 1)} on average over "
            f"{count(len(before), 'event')} that the story recalls, {signed(b, 1)} over {number(len(now))} current."
        )
    if not sentences:
        few = f"at least {number(MIN_ACTS)} events before and {number(MIN_ACTS)} now"
        return Prose([f"No side has {few}, so nobody is said to have moved."])
    return Prose(sentences[:SHOWN])


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """How many events each two sides have, each way: cooperation to the left, conflict to the right."""
    table = tabulate(reading)
    pairs = [frozenset(pair) for pair in zip(table["source"], table["target"], strict=True)]
    first = list(dict.fromkeys(pairs))[:MOST]
    shown = table[[pair in first for pair in pairs]]
    height = 2.0 + ROW * len(shown) + 0.15 * len(first)
    chart = Chart(figsize=(width, max(height, 2.6)))
    height = chart.get_figheight()
    put_title(chart, "Cooperation and conflict between each two sides, each way", name_article(reading))
    chart.alt = f"Bar chart of events of cooperation and conflict between each two sides. {describe(reading)}"
    if table.empty:
        return write_sentences(chart, describe(reading))
    axes = chart.add_axes((0.34, 0.72 / height, 0.44, 1 - 1.85 / height))
    most = float(shown[["cooperation", "conflict"]].max(axis=None))
    y, last = 0.0, None
    for row, pair in zip(shown.itertuples(), [p for p in pairs if p in first], strict=True):
        y += 0.0 if last is None else 1.0 if pair == last else 1.4
        last = pair
        _draw_pair(axes, row, y, most)
    axes.set_ylim(y + 0.7, -0.7)
    axes.set_xlim(-1.15 * most - 0.2, 1.15 * most + 0.2)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    axes.xaxis.set_major_formatter(lambda tick, _: f"{abs(tick):.0f}")
    axes.set_xlabel("← events of cooperation    events of conflict →")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=GREY, linewidth=1, zorder=3)
    axes.text(1.03, 1.01, "mean escalation", transform=axes.transAxes, color=GREY, fontsize=9, va="bottom")
    rest = len(set(pairs)) - len(first)
    if rest:
        chart.text(0.02, 0.12 / height, f"{count(rest, 'pair')} with fewer events not shown", color=GREY, fontsize=9)
    return chart


def _draw_pair(axes: Axes, row: Any, y: float, most: float) -> None:  # noqa: ANN401
    axes.text(-0.03, y, name_sides(row, 17), transform=axes.get_yaxis_transform(), ha="right", va="center")
    for events, sign, side in ((row.cooperation, -1, "cooperation"), (row.conflict, 1, "conflict")):
        axes.barh(y, sign * events, height=0.68, color=COLOURS[side], zorder=2)
        ha = "left" if sign > 0 else "right"
        axes.text(sign * (events + most * 0.02), y, f" {events} ", ha=ha, va="center", fontsize=9)
    axes.text(1.03, y, signed(row.escalation, 1), transform=axes.get_yaxis_transform(), va="center", fontsize=9)
