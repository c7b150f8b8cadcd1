"""The sides of the events: how much cooperation and conflict each two sides have, each way."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.reading.events.table import list_ways
from analysis.reading.reading import Reading
from analysis.reading.schema import PAIRS
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GREY,
    LINE,
    MARGIN,
    PALE,
    SMALL,
    WIDE,
    Chart,
    add_panel,
    draw_sentences,
    is_narrow,
    start_chart,
    styled,
    write,
)
from analysis.show.fit import fit_text, measure_text, wrap_text
from analysis.show.prose import Prose
from analysis.show.scales import LABEL, name_sides
from analysis.show.sides import name_side
from analysis.show.sure import find_own
from analysis.statistics import ALPHA, permutation_test
from analysis.story.claims import tabulate as tabulate_claims
from analysis.story.evidence import name_article
from analysis.text.wording import count, join, number, number_of

MOST = 8  # pairs of sides in a chart
MIN_DRAWN = 5  # acts; fewer are a wrong picture of who acts on whom
MIN_ACTS = 4  # background acts, and current acts, that a side needs for a comparison
MOVED = 2.0  # points of difference between the two from which a side has moved
SHOWN = 3  # sides in a sentence
SIDES = {"cooperation": ("right", "← cooperation"), "conflict": ("left", "conflict →")}
SQUARE, GAP, COUNT = 0.2, 0.14, 0.3  # inches: the largest square, between two pairs, and the room for a number
LINES = {False: 0.27, True: 0.44}  # inches from line to line, and on a phone, where names are above the squares
NAMES, HEADING = 3.1, 1.0  # inches for the names of the sides, and for *← cooperation*


def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per source and target: events, cooperation, conflict, mean escalation. Columns: `schema.PAIRS`.

    The pair with the most events comes first, with its two ways one after the other, the one with more events first. A
    mutual act counts both ways. Acts that are not sure are left out, and so are those of which a side
    is not sure, or that are within one side. An event that the story reports twice counts twice.
    """
    return tabulate_pairs(_list_sure(reading))


def _list_sure(reading: Reading) -> pd.DataFrame:
    """The acts that are sure, and not only on somebody else's word, without those of a place or a weapon."""
    claims = tabulate_claims(reading)
    own = claims["attributed_to"].isna() | find_own(claims, claims["attributed_to"], reading.mentions)
    acts = claims[claims["sure"] & own]
    actors = {*reading.mentions["actor"].dropna(), *reading.mentions["country"].dropna()}

    def is_thing(side: object) -> bool:
        return isinstance(side, str) and side[:1].isupper() and side not in actors

    things = [is_thing(act.source) or is_thing(act.target) for act in acts.itertuples()]
    return acts[~np.array(things, dtype=bool)]


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


def describe(reading: Reading, shuffles: int = 999, seed: int = 1) -> Prose:
    """Which sides moved towards conflict or away from it, from what is recalled to now, more than chance makes."""
    ways = list_ways(_list_sure(reading))
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


def list_between(reading: Reading) -> pd.DataFrame:
    """The sure acts between two sides that are surely named, with `way` and `pair`, the pair with most acts first.

    A mutual act is one row. The `way` is in words: *Chile → South Africa*, *Chile ↔ South Africa*.
    """
    acts = _list_between(_list_sure(reading))
    acts = acts.assign(pair=[" ".join(sorted(pair)) for pair in zip(acts["source"], acts["target"], strict=True)])
    acts = acts.assign(way=[_name_way(act) for act in acts.itertuples()])
    most = acts.groupby("pair")["pair"].transform("size"), acts.groupby(["pair", "way"])["way"].transform("size")
    return acts.assign(most=-most[0], ways=-most[1]).sort_values(
        ["most", "pair", "ways", "way", "start"], kind="stable"
    )


def _name_way(act: Any) -> str:  # noqa: ANN401
    if act.mutual:
        return " ↔ ".join(sorted(name_side(side, article=False) for side in (act.source, act.target)))
    return name_sides(act)


def find_finding(reading: Reading) -> str:
    """The sure acts between the two sides that have most of them; "" if these are too few, or if others tie."""
    acts = list_between(reading)
    counts = acts["pair"].value_counts(sort=True)
    if counts.empty or counts.iloc[0] < MIN_ACTS or (len(counts) > 1 and counts.iloc[0] == counts.iloc[1]):
        return ""
    top = acts[acts["pair"] == counts.index[0]]
    names = join(name_side(side) for side in sorted({top["source"].iloc[0], top["target"].iloc[0]}))
    conflict = int((top["side"] == "conflict").sum())
    rest = number_of(len(top) - conflict)
    return f"{capitalise(names)}: {count(conflict, 'act')} of conflict, {rest} of cooperation"


def _points_elsewhere(reading: Reading, acts: pd.DataFrame) -> bool:
    """Whether the pair with most acts does by its sure acts the opposite of what it does by all."""
    if acts.empty:
        return False
    top = _list_between(reading.acts)
    pairs = [" ".join(sorted(pair)) for pair in zip(top["source"], top["target"], strict=True)]
    top = top[pd.Series(pairs, top.index, dtype=object) == acts["pair"].iloc[0]]
    sure = acts["escalation"][acts["pair"] == acts["pair"].iloc[0]].mean()
    return sure * top["escalation"].mean() < 0


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """The acts between each two sides, a square an act: cooperation to the left, conflict to the right.

    A pair is one row with a line for each direction. Acts that are not sure, or not of a side, make no pair. Fewer than
    `MIN_DRAWN` acts are not drawn.
    """
    acts = list_between(reading)
    pairs = list(dict.fromkeys(acts["pair"]))
    shown = acts[acts["pair"].isin(pairs[:MOST])]
    title = find_finding(reading) or "Acts of which both parties are sure"
    if len(acts) < MIN_DRAWN:
        few = "Too few acts are sure of both their sides to draw a picture."
        return draw_sentences(title, name_article(reading), width, [few])
    if _points_elsewhere(reading, acts):
        wrong = "The acts of which both parties are sure are of the other side than the rest: a wrong picture."
        return draw_sentences(title, name_article(reading), width, [wrong])
    lines = shown.drop_duplicates(["pair", "way"])
    notes = _list_notes(reading, acts, shown, width)
    high = LINES[is_narrow(width)]
    body = 0.35 + high * len(lines) + GAP * (lines["pair"].nunique() - 1)
    bottom = MARGIN + LINE * len(notes)
    chart = start_chart(title, name_article(reading), width, bottom + body)
    chart.numbers = tabulate(reading)
    chart.alt = (
        f"Squares for {count(len(shown), 'act')} between {count(lines['pair'].nunique(), 'pair')} of sides. {title}."
    )
    left = MARGIN if is_narrow(width) else NAMES
    axes = add_panel(chart, left, bottom, width - MARGIN, bottom + body - 0.25)
    _draw_pairs(axes, shown, width)
    for place, note in enumerate(reversed(notes)):
        write(chart, MARGIN, 0.08 + LINE * place, note, color=GREY)
    return chart


def _list_notes(reading: Reading, acts: pd.DataFrame, shown: pd.DataFrame, width: float) -> list[str]:
    """What is not drawn."""
    notes = []
    if rest := acts["pair"].nunique() - shown["pair"].nunique():
        notes.append(f"{capitalise(count(rest, 'pair'))} with fewer acts not shown.")
    if rest := len(reading.acts) - len(acts):
        notes.append(f"{capitalise(count(rest, 'other act'))} not shown: not sure, or not between two sides that are.")
    return [line for note in notes for line in wrap_text(note, width - 2 * MARGIN, SMALL)]


def _draw_pairs(axes: Axes, acts: pd.DataFrame, width: float) -> None:
    """Draws the lines of all pairs, one below the other, in inches from the upper left corner of the axes."""
    across, high = (size / axes.figure.dpi for size in axes.get_window_extent().size)
    axes.set_axis_off()
    axes.set_xlim(0, across)
    axes.set_ylim(high, 0)
    counts = acts.groupby("side")["way"].agg(lambda ways: ways.value_counts().max())
    left, right = (int(counts.get(side, 0)) for side in SIDES)
    size = min(SQUARE, (across - 2 * COUNT) / (left + right))
    zero = min(max(COUNT + left * size, HEADING if is_narrow(width) else 0.0), across - COUNT - right * size)
    y, last = 0.0, ""
    for (pair, way), line in acts.groupby(["pair", "way"], sort=False):
        if last and pair != last:
            axes.hlines(
                y + GAP / 2, 0 if is_narrow(width) else MARGIN - NAMES, across, color=PALE, linewidth=1, clip_on=False
            )
            y += GAP
        last = pair
        y += LINES[is_narrow(width)]
        _draw_line(axes, way, line, (zero, y), size, width)
    _name_sides(axes, zero, across)


def _name_sides(axes: Axes, zero: float, across: float) -> None:
    """Writes what is left and right of zero above the squares, as near to zero as the panel has room."""
    left, right = (measure_text(text, SMALL) for _, text in SIDES.values())
    end = min(max(zero - 0.06, left), across - right - 0.12)
    places = {"cooperation": end, "conflict": max(end + 0.12, min(zero + 0.06, across - right))}
    for side, (ha, text) in SIDES.items():
        axes.text(places[side], -0.06, text, ha=ha, va="bottom", fontsize=SMALL, color=COLOURS[side])


def _draw_line(
    axes: Axes, way: str, acts: pd.DataFrame, corner: tuple[float, float], size: float, width: float
) -> None:
    """Draws the acts of one direction as squares away from zero, with their number at the end."""
    zero, y = corner
    middle, half = y - SQUARE / 2 - 0.03, size * 0.42
    axes.vlines(zero, middle - LINES[False] / 2, middle + LINES[False] / 2, color=GREY, linewidth=1, zorder=5)
    if is_narrow(width):
        axes.text(
            0, y - 0.27, fit_text(way, width - 2 * MARGIN, SMALL), va="bottom", fontsize=SMALL, bbox=LABEL, zorder=4
        )
    else:
        axes.text(-0.1, middle, fit_text(way, NAMES - MARGIN - 0.1, SMALL), ha="right", va="center", fontsize=SMALL)
    for side, (ha, _) in SIDES.items():
        own = int((acts["side"] == side).sum())
        sign = 1 if ha == "left" else -1
        for place in range(own):
            x = zero + sign * size * (place + 0.5)
            axes.add_patch(Rectangle((x - half, middle - half), 2 * half, 2 * half, zorder=4, color=COLOURS[side]))
        if own:
            at = zero + sign * (size * own + 0.05)
            axes.text(at, middle, f"{own}", ha=ha, va="center", fontsize=SMALL, color=COLOURS[side])
