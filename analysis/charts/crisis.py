"""Charts of the crisis: its arc as the story tells it and as it happened, the two orders, and who acts on whom."""

from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory

from analysis.arc import Arc
from analysis.charts.chart import COLOURS, CROWDED, GREY, INK, MAX_ROWS, PALE, ROW, SIZE, Chart, put_title, say, styled
from analysis.charts.marks import draw_line, draw_points, find_last, mark_gaps
from analysis.dyads import name_side
from analysis.narrative import (
    clip,
    describe_escalation,
    describe_peak,
    describe_sides,
    describe_story_order,
)
from analysis.reading import Reading
from analysis.timeline import list_acts, order_acts, tabulate_deeds
from analysis.tone import MEASURES
from analysis.wording import count, quote, shorten, signed

REACH = 10  # Goldstein's scale ends at −10 and +10
LABEL = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.6}  # behind a number
PAIRS = 8  # pairs of sides in a chart
WORDS = 36  # characters of a deed's words in a row, with its paragraphs
LEFT, WIDTH = 0.1, 0.88  # of the panels over paragraphs


@styled
def draw_told(arc: Arc, reading: Reading) -> Chart:
    """Escalation as the story tells it, and under it the tone of the same paragraphs on a scale of its own.

    Bars are the mean of a paragraph's current events, hollow diamonds the events of the past that it recalls.
    """
    table, height = arc.table, 7.0
    chart = Chart(figsize=(SIZE[0], height))
    put_title(chart, "As told: escalation and tone, paragraph by paragraph", reading)
    chart.alt = (
        "Bar chart of escalation by paragraph, from −10 (cooperation) to +10 (conflict), above a chart of tone by "
        f"paragraph, from −1 to +1. {describe_escalation(reading, arc)}"
    )
    if list_acts(reading.events).empty:
        return say(chart, describe_escalation(reading, arc))
    upper = chart.add_axes((LEFT, 0.475, WIDTH, 0.425))
    lower = chart.add_axes((LEFT, 0.215, WIDTH, 0.23), sharex=upper)
    legend = _draw_bars(upper, table)
    legend += _draw_background(upper, reading)
    legend += draw_line(upper, arc) if arc.window > 1 else []
    told = set(table["paragraph"][table["value"].notna()]) | set(list_acts(reading.events)["paragraph"])
    legend += mark_gaps(upper, table["paragraph"][~table["paragraph"].isin(told)], "no event", -REACH - 2)
    _set_scale(upper, REACH, REACH + 2, "← cooperation    conflict →", 0)
    paragraphs = reading.paragraphs
    lower.vlines(paragraphs["paragraph"].astype(float), 0, paragraphs["tone"], color=GREY, linewidth=1)
    legend.append(draw_points(lower, paragraphs, "tone", "tone", MEASURES["tone"].label))
    _set_scale(lower, 1, 1.15, "← dark    bright →", 1)
    lower.set_xlabel("Paragraph, in the order of the story")
    upper.set_xlim(0.4, max(find_last(table), 1) + 0.6)
    lower.xaxis.set_major_locator(MaxNLocator(nbins=25, integer=True, min_n_ticks=1))
    upper.tick_params(bottom=False, labelbottom=False)
    upper.spines["bottom"].set_visible(False)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(LEFT - 0.015, 0), ncols=2, borderaxespad=0.2)
    return chart


def _draw_bars(axes: Axes, table: pd.DataFrame) -> list[Artist]:
    """Draws the mean of each paragraph's current events as a bar with its number; the legend's entries."""
    scored = table.dropna(subset="value")
    x, y = scored["paragraph"].astype(float), scored["value"]
    axes.bar(x, y, width=0.62, color=[_colour(v) for v in y], zorder=2)
    for paragraph, value in zip(x, y, strict=True) if len(table) < CROWDED else []:
        up = value >= 0
        place = {"ha": "center", "va": "bottom" if up else "top", "fontsize": 8, "zorder": 6, "bbox": LABEL}
        axes.annotate(signed(value, 1), (paragraph, value), (0, 3 if up else -3), textcoords="offset points", **place)
    return [
        Patch(color=COLOURS["conflict"], label="current events: more conflict"),
        Patch(color=COLOURS["cooperation"], label="more cooperation"),
    ]


def _draw_background(axes: Axes, reading: Reading) -> list[Artist]:
    """Draws each recalled event as a hollow diamond, those of a paragraph side by side; the legend's entry."""
    acts = list_acts(reading.events)
    recalled = acts[acts["frame"] == "background"]
    if recalled.empty:
        return []
    place = recalled.groupby("paragraph").cumcount().astype(float)
    most = recalled.groupby("paragraph")["paragraph"].transform("size").astype(float)
    x = recalled["paragraph"].astype(float) + 0.7 * ((place + 0.5) / most - 0.5)
    size = 5 if len(reading.paragraphs) < CROWDED else 2.5
    look = {"marker": "D", "markerfacecolor": "white", "markeredgecolor": INK, "markersize": size, "linestyle": ""}
    axes.plot(x, recalled["escalation"], zorder=5, **look)
    return [Line2D([], [], label="an event that it recalls", **look)]


def _set_scale(axes: Axes, reach: float, limit: float, label: str, decimals: int) -> None:
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    axes.set_ylim(-limit, limit)
    ticks = [-reach, -reach / 2, 0, reach / 2, reach]
    axes.set_yticks(ticks, [signed(tick, decimals) for tick in ticks])
    axes.spines["left"].set_bounds(-reach, reach)
    axes.set_ylabel(label)


def _colour(escalation: float) -> str:
    return COLOURS["conflict" if escalation > 0 else "cooperation"]


@styled
def draw_happened(reading: Reading) -> Chart:
    """The deeds as they happened, a row each, from the oldest moment to the newest and then the undated.

    A day takes as many rows as it has deeds, and a gap between days takes none, so that a crowded day is as legible as
    a quiet one. A bar is solid where the story asserts the deed, hollow where it is planned, threatened, denied or
    supposed.
    """
    deeds = tabulate_deeds(reading)
    shown = _choose(deeds)
    moments = shown["when"].nunique()
    height = 1.75 + ROW * len(shown) + 0.12 * moments
    chart = Chart(figsize=(SIZE[0], height))
    put_title(chart, "As it happened: who did what to whom, oldest first", reading)
    chart.alt = (
        "Bar chart of the events in the order in which they happened, from −10 (cooperation) to +10 (conflict). "
        f"{describe_peak(reading)}"
    )
    if deeds.empty:
        return say(chart, describe_peak(reading))
    axes = chart.add_axes((0.42, 0.78 / height, 0.21, 1 - 1.6 / height))
    y = _draw_rows(axes, shown, reading)
    axes.set_ylim(y + 0.1, -0.9)
    axes.set_xlim(-REACH, REACH)
    axes.set_xticks([-REACH, 0, REACH], [signed(tick, 0) for tick in (-REACH, 0, REACH)])
    axes.set_xlabel("← cooperation    conflict →")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=GREY, linewidth=1, zorder=3)
    handles = [
        Patch(color=COLOURS["conflict"], label="conflict"),
        Patch(color=COLOURS["cooperation"], label="cooperation"),
        Patch(facecolor="none", edgecolor=INK, linestyle="--", label="planned, threatened, denied or supposed"),
    ]
    chart.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.01, 0), ncols=3, borderaxespad=0.2)
    if len(deeds) > len(shown):
        chart.text(
            0.98, 0.12 / height, f"{count(len(deeds) - len(shown), 'lesser deed')} not shown", ha="right", color=GREY
        )
    return chart


def _choose(deeds: pd.DataFrame) -> pd.DataFrame:
    """As many deeds as fit, the weightiest, in their order."""
    kept = deeds["escalation"].abs().sort_values(ascending=False, kind="stable").index[:MAX_ROWS]
    return deeds.loc[sorted(kept)]


def _draw_rows(axes: Axes, deeds: pd.DataFrame, reading: Reading) -> float:
    """Draws each deed: its moment where new, who acts on whom, the bar, its number, the words; gives where they end."""
    across = blended_transform_factory(axes.figure.transFigure, axes.transData)
    opens = deeds["when"] != deeds["when"].shift()
    rows = [y + 0.33 * (n - 1) for y, n in enumerate(opens.cumsum())]
    axes.hlines(
        [y - 0.66 for y, new in zip(rows[1:], opens[1:], strict=True) if new],
        *(0.02, 0.98),
        transform=across,
        color=PALE,
        linewidth=1,
        clip_on=False,
    )
    _draw_deeds(axes, deeds, rows)
    for y, new, deed in zip(rows, opens, deeds.itertuples(), strict=True):
        if new:
            axes.text(0.02, y, shorten(deed.when, 24), transform=across, va="center", fontweight="bold", fontsize=9)
        axes.text(0.405, y, _name_sides(deed, 15), transform=across, ha="right", va="center", fontsize=9)
        axes.text(0.645, y, _fit_words(reading, deed), transform=across, va="center", fontsize=9)
    return rows[-1] + 1


def _draw_deeds(axes: Axes, deeds: pd.DataFrame, rows: list[float]) -> None:
    """Draws the bars, solid or hollow, each with its number on the other side of zero, where no bar can be."""
    colours = [_colour(escalation) for escalation in deeds["escalation"]]
    faces = [colour if sure else "white" for colour, sure in zip(colours, deeds["asserted"] > 0, strict=True)]
    bars = axes.barh(rows, deeds["escalation"], 0.62, color=faces, edgecolor=colours, linewidth=1.2, zorder=2)
    for bar, y, escalation, face in zip(bars, rows, deeds["escalation"], faces, strict=True):
        bar.set_linestyle("--" if face == "white" else "-")
        side, ha = (-0.5, "right") if escalation > 0 else (0.5, "left")
        axes.text(side, y, signed(escalation, 1), ha=ha, va="center", fontsize=8)


def _name_sides(deed: Any, length: int) -> str:  # noqa: ANN401
    """*United States → Iran*; *within Iran* for what somebody does to their own side."""
    if not pd.isna(deed.source) and deed.source == deed.target:
        return shorten(f"within {name_side(deed.source)}", 2 * length)
    source, target = (
        "not named" if pd.isna(side) else shorten(name_side(side, article=False), length)
        for side in (deed.source, deed.target)
    )
    return f"{source} → {target}"


def _fit_words(reading: Reading, deed: Any) -> str:  # noqa: ANN401
    """The words of a deed and the paragraphs that tell it, on one line."""
    places = shorten(deed.paragraphs, 16)
    return f"{quote(clip(reading, deed, WORDS - len(places)), WORDS - len(places))}  {places}"


@styled
def draw_story_curve(reading: Reading) -> Chart:
    """The order of the story against the order of the events: where the line falls, the story goes back in time.

    After Kim et al. 2017, *Visualizing Nonlinear Narratives with Story Curves*, IEEE TVCG 24.
    """
    acts = order_acts(reading).dropna(subset="moment").sort_values("start", kind="stable")
    names = acts.drop_duplicates("moment").sort_values("moment")
    shown = names.tail(MAX_ROWS)
    height = max(1.9 + 0.42 * len(shown), 3.2)
    chart = Chart(figsize=(SIZE[0], height))
    put_title(chart, "The story curve: the order of telling against the order of time", reading)
    chart.alt = (
        f"Line chart of the events' order in time against the order of the story. {describe_story_order(reading)}"
    )
    if acts.empty:
        return say(chart, describe_story_order(reading))
    axes = chart.add_axes((0.24, 0.95 / height, 0.74, 1 - 1.8 / height))
    acts = acts[acts["moment"].isin(shown["moment"])]
    x = _spread(acts)
    axes.plot(x, acts["moment"].astype(float), color=GREY, linewidth=1.4, zorder=2)
    handles, size = [], 8 if len(reading.paragraphs) < CROWDED else 4
    for side, marker in (("conflict", "^"), ("cooperation", "v")):
        own = (acts["escalation"] > 0) == (side == "conflict")
        look = {
            "color": COLOURS[side],
            "marker": marker,
            "linestyle": "",
            "markersize": size,
            "markeredgecolor": "white",
        }
        axes.plot(x[own], acts["moment"][own].astype(float), zorder=3, **look)
        handles.append(Line2D([], [], label=side, **look))
    axes.set_yticks(shown["moment"].astype(float), [shorten(when, 26) for when in shown["when"]])
    axes.grid(axis="y", color=PALE, linewidth=0.8)
    axes.set_ylim(shown["moment"].min() - 0.5, shown["moment"].max() + 0.5)
    axes.set_xlim(0.4, max(find_last(reading.paragraphs), 1) + 0.6)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=18, integer=True, min_n_ticks=1))
    axes.set_xlabel("Paragraph, in the order of the story")
    chart.text(
        0.02, 1 - (0.9 + (height - 1.8) / 2) / height, "← earlier    later →", rotation=90, ha="center", va="center"
    )
    chart.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.22, 0), ncols=2, borderaxespad=0.2)
    return chart


def _spread(acts: pd.DataFrame) -> pd.Series:
    """Each act's place: its paragraph, and within it the order of its acts."""
    place = acts.groupby("paragraph").cumcount().astype(float)
    most = acts.groupby("paragraph")["paragraph"].transform("size").astype(float)
    return acts["paragraph"].astype(float) + 0.8 * ((place + 0.5) / most - 0.5)


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
    axes.text(-0.03, y, _name_sides(row, 17), transform=axes.get_yaxis_transform(), ha="right", va="center")
    for events, sign, side in ((row.cooperation, -1, "cooperation"), (row.conflict, 1, "conflict")):
        axes.barh(y, sign * events, height=0.68, color=COLOURS[side], zorder=2)
        ha = "left" if sign > 0 else "right"
        axes.text(sign * (events + most * 0.02), y, f" {events} ", ha=ha, va="center", fontsize=9)
    axes.text(1.03, y, signed(row.goldstein, 1), transform=axes.get_yaxis_transform(), va="center", fontsize=9)
