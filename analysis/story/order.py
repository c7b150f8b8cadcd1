"""The order in which the story reports its events, against the order in which they happened."""

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from analysis.reading.reading import Reading, once
from analysis.show.chart import COLOURS, CROWDED, GREY, MAX_ROWS, PALE, WIDE, Chart, put_title, styled, write_sentences
from analysis.show.marks import find_last
from analysis.show.prose import Prose
from analysis.story.evidence import cite, name_article
from analysis.text.wording import name_days, number, shorten


@once
def tabulate(reading: Reading) -> pd.DataFrame:
    """The acts with their `moment` (1 … from the oldest on, NA if undated) and `when`, the moment in words.

    A moment is a day or a longer time. On one day, background acts come before current ones. A time that reaches beyond
    the story's present day is placed by that day.
    """
    acts, now = reading.acts, reading.now
    until = acts["last_day"]
    if now is not None:
        until = until.mask((until > now) & (acts["first_day"] <= now), now)
    acts = acts.assign(until=until, current=acts["frame"] == "current")
    keys = ["until", "current", "first_day", "last_day"]
    moments = acts.dropna(subset="first_day").groupby(keys, sort=True)
    acts["moment"] = moments.ngroup().reindex(acts.index).add(1).astype("Int64")
    acts["when"] = _name_moments(acts)
    return acts.sort_values(["moment", "start"], na_position="last", kind="stable")


def _name_moments(acts: pd.DataFrame) -> list[str]:
    """*3 January 2020*; for a day with background and current acts, *8 January 2020, before* and *…, now*."""
    split = acts.dropna(subset="first_day").groupby(["first_day", "last_day"])["current"].nunique()
    names = []
    for act in acts.itertuples():
        if pd.isna(act.first_day):
            names.append("undated")
            continue
        name = name_days(act.first_day, act.last_day)
        if split[act.first_day, act.last_day] > 1:
            name += ", now" if act.current else ", before"
        names.append(name)
    return names


def describe(reading: Reading) -> Prose:
    """How often the story goes back in time, and how far it goes at most."""
    acts = tabulate(reading).dropna(subset="moment").sort_values("start")
    if acts.empty:
        return Prose(["No event has a date, so the order of the story cannot be set against that of the events."])
    back = [(a, b) for a, b in pairwise(acts.itertuples()) if b.moment < a.moment]
    if not back:
        return Prose(["The story tells its dated events in the order in which they happened."])
    _, oldest = min(back, key=lambda jump: (jump[1].moment, jump[1].start))
    times = {1: "once", 2: "twice"}.get(len(back), f"{number(len(back))} times")
    return Prose(
        [
            f"The story goes back in time {times}, furthest in paragraph {oldest.paragraph}, "
            f"to {oldest.when.removesuffix(', before')} ({cite(reading, oldest)})."
        ]
    )


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """The order of the story against the order of the events: where the line falls, the story goes back in time.

    After Kim et al. 2017, *Visualizing Nonlinear Narratives with Story Curves*, IEEE TVCG 24.
    """
    acts = tabulate(reading).dropna(subset="moment").sort_values("start", kind="stable")
    names = acts.drop_duplicates("moment").sort_values("moment")
    shown = names.tail(MAX_ROWS)
    height = max(1.9 + 0.42 * len(shown), 3.2)
    chart = Chart(figsize=(width, height))
    put_title(chart, "The story curve: the order of the story against the order of time", name_article(reading))
    chart.alt = f"Line chart of the events' order in time against the order of the story. {describe(reading)}"
    if acts.empty:
        return write_sentences(chart, describe(reading))
    axes = chart.add_axes((0.24, 0.95 / height, 0.74, 1 - 1.8 / height))
    acts = acts[acts["moment"].isin(shown["moment"])]
    x = _spread(acts)
    axes.plot(x, acts["moment"].astype(float), color=GREY, linewidth=1.4, zorder=2)
    handles = _draw_acts(axes, acts, x, 8 if len(reading.paragraphs) < CROWDED else 4)
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


def _draw_acts(axes: Axes, acts: pd.DataFrame, x: pd.Series, size: float) -> list[Line2D]:
    """Draws each act, conflict as a triangle upwards and cooperation downwards, and returns the legend entries."""
    handles = []
    for side, marker in (("conflict", "^"), ("cooperation", "v")):
        chosen, look = acts["side"] == side, {"color": COLOURS[side], "marker": marker, "linestyle": ""}
        look |= {"markersize": size, "markeredgecolor": "white"}
        axes.plot(x[chosen], acts["moment"][chosen].astype(float), zorder=3, **look)
        handles.append(Line2D([], [], label=side, **look))
    return handles


def _spread(acts: pd.DataFrame) -> pd.Series:
    """The place of each act on the axis: its paragraph, and within it the order of the acts."""
    place = acts.groupby("paragraph").cumcount().astype(float)
    most = acts.groupby("paragraph")["paragraph"].transform("size").astype(float)
    return acts["paragraph"].astype(float) + 0.8 * ((place + 0.5) / most - 0.5)
