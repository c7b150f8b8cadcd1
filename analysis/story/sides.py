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
from analysis.show.chart import COLOURS, GREY, ROW, SIZE, Chart, put_title, styled, write_sentences
from analysis.show.prose import Prose
from analysis.show.scales import name_sides
from analysis.show.sides import name_side
from analysis.statistics import ALPHA, permutation_test
from analysis.story.claims import tabulate as tabulate_claims
from analysis.story.evidence import name_article
from analysis.text.wording import count, number, number_of, signed

MOST = 8  # pairs of sides in a chart
MIN_PAIR = 3  # acts that a pair of sides needs, one way, to be told
MIN_ACTS = 4  # background acts, and current acts, that a side needs for a comparison
MOVED = 2.0  # points of difference between the two from which a side has moved


def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per source and target: events, cooperation, conflict, mean escalation. Columns: `schema.PAIRS`.

    The pair with the most events comes first, with its two ways one after the other, the one with more events first. A
    mutual act counts both ways. Acts that are not sure enough to be told are left out, and so are those of which a side
    is not sure, or that are within one side. An event that the story reports twice counts twice.
    """
    claims = tabulate_claims(reading)
    return tabulate_pairs(claims[claims["sureness"] != "unsure"])


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
    """What the pair of sides with the most acts do to each other, each way; nothing from too few acts."""
    return Prose(
        f"{capitalise(name_side(row.source))} towards {name_side(row.target)}: {count(row.conflict, 'act')} of "
        f"conflict and {number_of(row.cooperation)} of cooperation."
        for row in tabulate(reading).head(2).itertuples()
        if row.events >= MIN_PAIR
    )


def describe_moves(reading: Reading, shuffles: int = 999, seed: int = 1) -> Prose:
    """Which sides moved towards conflict or away from it, from what is recalled to now, more than chance makes."""
    ways = list_ways(tabulate_claims(reading))
    ways = ways[ways["source"].notna() & ~(ways["source"] == ways["target"]).fillna(False)]
    sentences = []
    for side in ways["source"].value_counts().index:
        own = ways[ways["source"] == side]
        current = (own["frame"] == "current").to_numpy()
        if min(current.sum(), (~current).sum()) < MIN_ACTS:
            continue
        moved, p_value = permutation_test(own["escalation"].to_numpy(dtype=float), current, shuffles, seed)
        if p_value <= ALPHA and abs(moved) >= MOVED:
            sentences.append(
                f"{capitalise(name_side(side))} moved {'towards' if moved > 0 else 'away from'} conflict, from the "
                f"{count(int((~current).sum()), 'act')} that the story recalls to {number(int(current.sum()))} of its "
                f"present, more than chance makes (p = {p_value:.3f})."
            )
    return Prose(sentences)


@styled
def draw(reading: Reading) -> Chart:
    """How many events each two sides have, each way: cooperation to the left, conflict to the right."""
    table = tabulate(reading)
    pairs = [frozenset(pair) for pair in zip(table["source"], table["target"], strict=True)]
    first = list(dict.fromkeys(pairs))[:MOST]
    shown = table[[pair in first for pair in pairs]]
    height = 2.0 + ROW * len(shown) + 0.15 * len(first)
    chart = Chart(figsize=(SIZE[0], max(height, 2.6)))
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
