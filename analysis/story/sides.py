"""Between whom the events are: how much cooperation and conflict each side has for the other."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.reading.reading import Reading
from analysis.reading.schema import DYADS, make_table
from analysis.show.acts import begin
from analysis.show.chart import COLOURS, GREY, ROW, SIZE, Chart, put_title, say, styled
from analysis.show.prose import Prose
from analysis.show.scales import name_sides
from analysis.show.sides import name_side
from analysis.story.acts import CONFLICT, COOPERATION, list_acts
from analysis.text.wording import agree, count, number, number_of, signed

PAIRS = 8  # pairs of sides in a chart


def tabulate_dyads(events: pd.DataFrame) -> pd.DataFrame:
    """One row for each that acts and each that it acts on: events, cooperation, conflict, mean Goldstein weight.

    The pair with the most events comes first, its two ways one below the other, the busier way first. Events without a
    known source or target, and what somebody does to their own side, are left out; an act that is told twice counts
    twice.
    """
    between = list_between(events)
    rows = []
    for (source, target), acts in between.groupby(["source", "target"], sort=True):
        sides = {
            name: int(acts["quad"].isin(quads).sum())
            for name, quads in {"cooperation": COOPERATION, "conflict": CONFLICT}.items()
        }
        mean = acts["goldstein"].mean()
        rows.append({"source": source, "target": target, "events": len(acts), **sides, "goldstein": mean})
    pairs: dict[frozenset[str], int] = {}
    for row in rows:
        pair = frozenset((row["source"], row["target"]))
        pairs[pair] = pairs.get(pair, 0) + row["events"]

    def rank(row: dict) -> tuple:
        pair = frozenset((row["source"], row["target"]))
        return -pairs[pair], sorted(pair), -row["events"], row["source"]

    return make_table(sorted(rows, key=rank), DYADS)


def list_between(events: pd.DataFrame) -> pd.DataFrame:
    """The acts of which both sides are known, and differ."""
    acts = list_acts(events)
    return acts[acts["source"].notna() & acts["target"].notna() & (acts["source"] != acts["target"])]


def describe_sides(reading: Reading, dyads: pd.DataFrame) -> Prose:
    """Between whom most of it happens, each way, and how many events have no two known sides."""
    acts = list_acts(reading.events)
    if dyads.empty:
        return Prose(["No event is told to be between two sides that the text names."])
    said = [
        f"{begin(name_side(row.source))} towards {name_side(row.target)}: {count(row.conflict, 'event')} of conflict "
        f"and {number_of(row.cooperation)} of cooperation, {signed(row.goldstein, 1)} on average on Goldstein's scale."
        for row in dyads.head(2).itertuples()
    ]
    rest = len(acts) - len(list_between(reading.events))
    if rest:
        said.append(f"Of {count(len(acts), 'event')}, {number(rest)} {agree(rest, 'lack')} a side that the text names.")
    return Prose(said)


@styled
def draw_dyads(dyads: pd.DataFrame, reading: Reading) -> Chart:
    """For each pair of sides, each way: how many events of cooperation, to the left, and of conflict, to the right."""
    pairs = [frozenset(pair) for pair in zip(dyads["source"], dyads["target"], strict=True)]
    first = list(dict.fromkeys(pairs))[:PAIRS]
    shown = dyads[[pair in first for pair in pairs]]
    height = 2.0 + ROW * len(shown) + 0.15 * len(first)
    chart = Chart(figsize=(SIZE[0], max(height, 2.6)))
    height = chart.get_figheight()
    put_title(chart, "Between whom: cooperation and conflict, each way", reading)
    chart.alt = (
        f"Bar chart of events of cooperation and conflict between each two sides. {describe_sides(reading, dyads)}"
    )
    if dyads.empty:
        return say(chart, describe_sides(reading, dyads))
    axes = chart.add_axes((0.34, 0.72 / height, 0.44, 1 - 1.85 / height))
    most = float(shown[["cooperation", "conflict"]].max(axis=None))
    y, last = 0.0, None
    for row, pair in zip(shown.itertuples(), [p for p in pairs if p in first], strict=True):
        y += 0.0 if last is None else 1.0 if pair == last else 1.4
        last = pair
        _draw_dyad(axes, row, y, most)
    axes.set_ylim(y + 0.7, -0.7)
    axes.set_xlim(-1.15 * most - 0.2, 1.15 * most + 0.2)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    axes.xaxis.set_major_formatter(lambda tick, _: f"{abs(tick):.0f}")
    axes.set_xlabel("← events of cooperation    events of conflict →")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=GREY, linewidth=1, zorder=3)
    axes.text(1.03, 1.01, "mean Goldstein weight", transform=axes.transAxes, color=GREY, fontsize=9, va="bottom")
    rest = len(set(pairs)) - len(first)
    if rest:
        chart.text(0.02, 0.12 / height, f"{count(rest, 'pair')} with fewer events not shown", color=GREY, fontsize=9)
    return chart


def _draw_dyad(axes: Axes, row: Any, y: float, most: float) -> None:  # noqa: ANN401
    axes.text(-0.03, y, name_sides(row, 17), transform=axes.get_yaxis_transform(), ha="right", va="center")
    for events, sign, side in ((row.cooperation, -1, "cooperation"), (row.conflict, 1, "conflict")):
        axes.barh(y, sign * events, height=0.68, color=COLOURS[side], zorder=2)
        ha = "left" if sign > 0 else "right"
        axes.text(sign * (events + most * 0.02), y, f" {events} ", ha=ha, va="center", fontsize=9)
    axes.text(1.03, y, signed(row.goldstein, 1), transform=axes.get_yaxis_transform(), va="center", fontsize=9)
