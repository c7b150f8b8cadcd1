"""Whether the crisis gets worse or better: the phases that the data divide, and the days that made each of them."""

import math

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.press.changes import MIN_DAYS, MIN_STORIES, Stories, find_changes
from analysis.press.collection import Coverage
from analysis.press.days import name_span
from analysis.press.peaks import is_well_told
from analysis.press.schema import PRESS_PHASES
from analysis.press.show import LEFT, name_coverage, set_days
from analysis.reading.reading import NOT_COUNTED, once
from analysis.reading.tables import cast_table, make_table
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GREY,
    INK,
    MARGIN,
    PALE,
    SMALL,
    WIDE,
    Chart,
    add_key,
    add_panel,
    draw_sentences,
    key_height,
    start_chart,
    styled,
    write,
)
from analysis.show.fit import choose_apart, measure_text
from analysis.show.prose import Prose
from analysis.statistics import ALPHA
from analysis.text.wording import agree, count, join, name_days, number

SIDES = ["conflict", "cooperation"]
PER = 1000  # words for which conflict and cooperation are given
SURE = 0.01  # up to this p, the verdict is told flatly
MADE = 3  # days that are named as having made a phase
UNCHANGED = "No clear trend"
STRIP = 0.9  # inches
BARS = 60  # in a chart at most; with more days than that, a bar stands for several
FAINT = 0.45
_COLOUR = {"worse": COLOURS["conflict"], "better": COLOURS["cooperation"]}
_ARROW = {"worse": "↑", "better": "↓"}
EQUAL, TWICE = 0.05, 2.0  # up to this share of more or less it is *as much*; above this ratio, *times as much*


@once
def list_current(coverage: Coverage) -> pd.DataFrame:
    """The current acts that count, with the points of `conflict` and `cooperation` of each: escalation × confidence.

    Of the versions of a story, only the first one tells: it is one witness.
    """
    events, articles = coverage.events, coverage.articles
    first = articles["article"][articles["article"] == articles["story"]]
    counted = (events["frame"] == "current") & ~events["modality"].isin(NOT_COUNTED) & events["article"].isin(first)
    acts = events[["article", "day", "confidence", "escalation"]][counted]
    sure = acts["confidence"].astype(float).fillna(1.0)
    points = sure * acts["escalation"].astype(float)
    return acts.assign(confidence=sure, conflict=points.clip(lower=0.0), cooperation=points.clip(upper=0.0))


@once
def list_stories(coverage: Coverage) -> pd.DataFrame:
    """One row per story with a day, by day: its `words`, and the `conflict` and `cooperation` that it tells, in points.

    The day is that of publication; if it is unknown, the latest day of the story's acts.
    """
    acts, articles = list_current(coverage), coverage.articles
    stories = articles[(articles["article"] == articles["story"]) & (articles["words"] > 0)].set_index("article")
    told = acts.groupby("article")
    table = pd.DataFrame({"day": stories["published"].fillna(told["day"].max().reindex(stories.index))})
    table["words"] = stories["words"].astype(float)
    table[SIDES] = told[SIDES].sum().reindex(table.index).fillna(0.0).astype(float)
    return table.dropna(subset="day").sort_values("day", kind="stable").reset_index(names="story")


@once
def _find_changes(coverage: Coverage, shuffles: int, seed: int) -> tuple[pd.DataFrame, float]:
    """The change points as days, with their intervals and p, and p for the whole course.

    A story twice as long is not twice as sure: it counts by the root of its words. A change is left out if the plain
    sums before and after it do not go the same way.
    """
    stories = list_stories(coverage)
    days, numbers = np.unique(stories["day"].to_numpy(), return_inverse=True)
    root = np.sqrt(stories["words"].to_numpy())
    net = stories[SIDES].sum(axis=1).to_numpy()
    changes, p = find_changes(Stories(numbers, net / root, root), shuffles, seed) if len(days) else ([], math.nan)
    phase = np.searchsorted([change.day for change in changes], numbers, side="right")
    rates = np.bincount(phase, net) / np.bincount(phase, stories["words"]) if len(days) else np.array([])
    rows = [
        (days[change.day], days[change.low], days[change.high], change.p)
        for change, up in zip(changes, np.diff(rates) > 0, strict=True)
        if change.up == up
    ]
    return pd.DataFrame(rows, columns=["first_day", "low", "high", "p"]), p


@once
def tabulate(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row per phase of the crisis, oldest first. Columns: `PRESS_PHASES`.

    A new phase begins where net conflict, for as many words printed, changes by more than chance makes of the days on
    which reports appeared (`changes.py`). Without such a change, all is one phase. The same coverage, shuffles and
    seed give the same table.

    Args:
        coverage: the articles.
        shuffles: how many random orders of the days, and samples of the stories, are drawn.
        seed: of both.
    """
    stories = list_stories(coverage)
    if stories.empty:
        return make_table([], PRESS_PHASES)
    changes, _ = _find_changes(coverage, shuffles, seed)
    starts = pd.DatetimeIndex([stories["day"].min(), *changes["first_day"]])
    ends = [*(starts[1:] - pd.Timedelta(days=1)), stories["day"].max()]
    table = pd.DataFrame({"first_day": starts, "last_day": ends}).join(_measure(coverage, starts))
    more = table[SIDES].sum(axis=1).diff()
    table["change"] = np.select([more > 0, more <= 0], ["worse", "better"], None)
    return cast_table(table.join(changes[["p", "low", "high"]].set_index(changes.index + 1)), PRESS_PHASES)


def _measure(coverage: Coverage, starts: pd.DatetimeIndex) -> pd.DataFrame:
    """What each phase has: articles, stories, words, and its acts, given the first days of all."""
    stories, acts = list_stories(coverage), list_current(coverage)
    place = pd.Series(_number(starts, stories["day"]), stories["story"])
    sums = stories.groupby(place.to_numpy())[["words", *SIDES]].sum()
    told = acts.groupby(acts["article"].map(place))[["confidence", *SIDES]].sum()
    columns = {"articles": coverage.articles["story"].map(place).value_counts(), "stories": place.value_counts()}
    columns |= {"words": sums["words"], "escalation": told[SIDES].sum(axis=1) / told["confidence"]}
    return pd.DataFrame(columns | {side: PER * sums[side] / sums["words"] for side in SIDES}, range(len(starts)))


def _number(starts: pd.DatetimeIndex, days: pd.Series) -> np.ndarray:
    """The number of the phase, from 0, that each day is in; −1 for a day before the first."""
    return starts.searchsorted(days.to_numpy(), side="right") - 1


@once
def list_days_that_made(
    coverage: Coverage, phase: int, shuffles: int = 999, seed: int = 1, most: int = MADE
) -> pd.DataFrame:
    """The days that weigh most in a phase, the heaviest first: day, stories, conflict and cooperation in points.

    The days are those of the deeds. A day weighs by the conflict that the phase's stories tell of it, or, if the phase
    is better than the one before, by conflict and cooperation together; each story counts by the root of its points,
    so that one long story is not many. A day of which few stories tell is left out.

    Args:
        coverage: the articles.
        phase: its row in the table of phases, from 0.
        shuffles: as for the table.
        seed: as for the table.
        most: how many days to list.
    """
    table, stories, acts = tabulate(coverage, shuffles, seed), list_stories(coverage), list_current(coverage)
    starts = pd.DatetimeIndex(table["first_day"])
    told = acts["article"].map(pd.Series(_number(starts, stories["day"]), stories["story"])) == phase
    acts = acts[told & acts["day"].notna()]
    acts = acts[_number(starts, acts["day"]) == phase]
    points = acts.groupby(["day", "article"])[SIDES].sum()
    better = table["change"].iloc[phase] == "better"
    weight = np.sqrt(points["conflict"] - (points["cooperation"] if better else 0.0)).groupby("day").sum()
    days = points.groupby("day")[SIDES].sum()
    days.insert(0, "stories", points.groupby("day").size())
    days = days[is_well_told(days["stories"])] if len(days) else days
    heaviest = weight[days.index].sort_values(ascending=False, kind="stable").index[:most]
    return days.loc[heaviest].reset_index()


def describe_verdict(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> Prose:
    """Where the crisis is going, as one sentence with how sure that is."""
    if short := _describe_shortage(coverage):
        return Prose([f"Too little to tell whether it gets worse or better: {short}."])
    table = tabulate(coverage, shuffles, seed)
    if len(table) == 1:
        return Prose([_describe_unchanged(coverage, shuffles, seed)])
    last, before = table.iloc[-1], table.iloc[-2]
    return Prose([f"{_name_change(last)}: {_compare(last, before)} ({_describe_sureness(last)})."])


def _name_change(phase: pd.Series) -> str:
    """*Getting better since 21 August 2011*."""
    getting = f"{'G' if phase['p'] <= SURE else 'Probably g'}etting {phase['change']}"
    return f"{getting} since {name_days(phase['first_day'], phase['first_day'])}"


def _describe_shortage(coverage: Coverage) -> str:
    """Why nothing can be said of phases; "" if there is enough to say it."""
    stories = list_stories(coverage)
    days = stories["day"].nunique()
    if list_current(coverage).empty:
        return "no article reports a current act"
    if not days:
        return "no article has a day"
    if days >= MIN_DAYS and len(stories) >= MIN_STORIES:
        return ""
    has = f"{count(len(stories), 'story', 'stories')} from {count(days, 'day')}"
    return f"there {'is' if len(stories) == 1 else 'are'} {has}, and at least {MIN_STORIES} from {MIN_DAYS} are needed"


def _describe_unchanged(coverage: Coverage, shuffles: int, seed: int) -> str:
    """What does not change, in a whole sentence, and how often chance alone would change as much."""
    p = _find_changes(coverage, shuffles, seed)[1]
    same = f"{UNCHANGED}: how much conflict the reports tell of does not change from one part of the crisis to another"
    if math.isnan(p) or p <= ALPHA:
        return f"{same} as far as can be shown."
    return f"{same} by more than chance; {100 * p:.0f} of 100 random orders of the same days change as much."


def _compare(phase: pd.Series, before: pd.Series) -> str:
    """*for the same number of words, the reports tell of 36 % less conflict and about as much cooperation*."""
    parts = [_compare_figures(phase[side], before[side], side) for side in SIDES]
    return f"for the same number of words, the reports tell of {join(parts)}"


def _compare_figures(now: float, then: float, side: str) -> str:
    if then == 0:
        return f"{'more' if now else 'as little'} {side}"
    ratio = now / then
    if abs(ratio - 1) <= EQUAL:
        return f"about as much {side}"
    if ratio >= TWICE:
        return f"{ratio:.1f} times as much {side}"
    return f"{100 * abs(ratio - 1):.0f} % {'more' if ratio > 1 else 'less'} {side}"


def _describe_sureness(phase: pd.Series) -> str:
    """*p = 0.005; in nine of ten samples of the stories, it begins from 2 July 2011 to 22 August 2011*."""
    begins = f"it begins {name_span(phase['low'], phase['high'])}"
    return f"p = {phase['p']:.3f}; in nine of ten samples of the stories, {begins}"


def describe(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> Prose:
    """The course of the crisis, phase by phase, with the days that made each, and how sure its beginning is."""
    if _describe_shortage(coverage):
        return describe_verdict(coverage, shuffles, seed)
    table, sentences = tabulate(coverage, shuffles, seed), []
    for place, phase in table.iterrows():
        span = capitalise(name_span(phase["first_day"], phase["last_day"]))
        told = f"{count(phase['stories'], 'story', 'stories')} {agree(phase['stories'], 'tell')} {_weigh(phase)}"
        if place:
            against = f"{_compare(phase, table.loc[place - 1])} ({_describe_sureness(phase)})"
            sentences.append(f"{span}, it was {phase['change']}: {against}.")
        sentences.append(f"Its {told}." if place else f"{span}, {told}.")
        days = list_days_that_made(coverage, place, shuffles, seed)["day"].sort_values()
        if len(days):
            sentences.append(f"Most was reported of {_name_each(days)}.")
    if len(table) == 1:
        sentences.append(_describe_unchanged(coverage, shuffles, seed))
    return Prose(sentences)


def _weigh(phase: pd.Series) -> str:
    """*4.1 times as much conflict as cooperation*."""
    conflict, cooperation = phase["conflict"], -phase["cooperation"]
    if conflict == 0 or cooperation == 0:
        return "no conflict" if conflict == 0 else "no cooperation"
    ratio = max(conflict / cooperation, cooperation / conflict)
    if ratio <= 1 + EQUAL:
        return "about as much conflict as cooperation"
    more, less = SIDES if conflict > cooperation else reversed(SIDES)
    return f"{ratio:.1f} times as much {more} as {less}"


def _name_each(days: pd.Series) -> str:
    """*28 February, 1 March and 28 March 2011*: a year stands only where the next one is another."""
    names = []
    for day, after in zip(days, [*days[1:], None], strict=True):
        name = name_days(day, day)
        names.append(name.removesuffix(f" {day.year}") if after is not None and after.year == day.year else name)
    return join(names)


def find_finding(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> str:
    """The verdict in a few words, for a title."""
    if _describe_shortage(coverage):
        return "Too little to tell whether it gets worse or better"
    table = tabulate(coverage, shuffles, seed)
    return f"{UNCHANGED} in the conflict that the reports tell of" if len(table) == 1 else _name_change(table.iloc[-1])


@styled
def draw_strip(coverage: Coverage, shuffles: int = 999, seed: int = 1, width: float = WIDE) -> Chart:
    """The phases as blocks, as high as their net conflict for as many words, for the first screen."""
    table = tabulate(coverage, shuffles, seed)
    chart = Chart(figsize=(width, STRIP))
    chart.numbers = table
    chart.alt = f"{find_finding(coverage, shuffles, seed)}."
    if _describe_shortage(coverage):
        write(chart, MARGIN, STRIP / 2, chart.alt)
        return chart
    axes = add_panel(chart, MARGIN, 0.24, width - MARGIN, STRIP - 0.03)
    axes.set_axis_off()
    starts, ends = table["first_day"], table["last_day"] + pd.Timedelta(days=1)
    net = table[SIDES].sum(axis=1)
    axes.set_xlim(starts.iloc[0], ends.iloc[-1])
    axes.set_ylim(min(0.0, net.min()) * 1.1, max(net.max(), 0.0) * 1.1 or 1.0)
    colours = [_COLOUR.get(change, GREY) for change in table["change"]]
    axes.bar(starts, net, ends - starts, align="edge", color=PALE, edgecolor=colours, linewidth=2)
    _name_blocks(chart, axes, table, colours)
    return chart


def _name_blocks(chart: Chart, axes: Axes, table: pd.DataFrame, colours: list[str]) -> None:
    """Writes in each block how it differs, and below it the days on which a phase begins, wherever they have room."""
    width = chart.get_figwidth()
    first, last = axes.get_xlim()
    inch = (width - 2 * MARGIN) / (last - first)
    starts = [MARGIN + inch * (date2num(day) - first) for day in table["first_day"]]
    words = (
        ["before", *(f"{_ARROW[change]} {change}" for change in table["change"][1:])] if len(table) > 1 else [UNCHANGED]
    )
    for left, right, word, colour in zip(starts, [*starts[1:], width - MARGIN], words, colours, strict=True):
        if measure_text(word, SMALL) + 0.1 < right - left:
            write(chart, (left + right) / 2, 0.3, word, color=colour, ha="center")
    days = [*table["first_day"], table["last_day"].iloc[-1]]
    labels = [f"{day.day} {day:%b}" for day in days]
    labels[0] += f" {days[0].year}"
    halves = [measure_text(label, SMALL) / 2 for label in labels]
    centres = [
        min(max(x, MARGIN + half), width - MARGIN - half) for x, half in zip([*starts, width], halves, strict=True)
    ]
    order = [0, *range(len(days) - 2, 0, -1), len(days) - 1]  # the first, then the latest change
    boxes = [(centres[i] - halves[i] - 0.04, 0.0, centres[i] + halves[i] + 0.04, 1.0) for i in order]
    for place in choose_apart(boxes):
        write(chart, centres[order[place]], 0.06, labels[order[place]], color=GREY, ha="center")


@styled
def draw(coverage: Coverage, shuffles: int = 999, seed: int = 1, width: float = WIDE) -> Chart:
    """Conflict and cooperation in as many words, by day or by a few days: bars; and the mean of each phase: lines.

    A grey band is the interval of the day on which a phase begins, over random samples of the stories.
    """
    table, finding = tabulate(coverage, shuffles, seed), find_finding(coverage, shuffles, seed)
    if _describe_shortage(coverage):
        return draw_sentences(finding, name_coverage(coverage), width, describe(coverage, shuffles, seed))
    bars, step = _sum_bars(list_stories(coverage))
    key = _list_key(table, step)
    bottom = key_height(key, width) + 0.5
    chart = start_chart(finding, name_coverage(coverage), width, bottom + 2.9)
    chart.numbers = table
    chart.alt = f"Bars of conflict and cooperation for as many words, with the mean of each phase. {finding}."
    axes = add_panel(chart, LEFT, bottom, width - MARGIN, bottom + 2.6)
    span = pd.Timedelta(days=step)
    for side in SIDES:
        axes.bar(
            bars.index, bars[side], 0.85 * span, align="edge", color=COLOURS[side], alpha=FAINT, linewidth=0, zorder=2
        )
    _draw_phases(axes, table)
    axes.axhline(0, color=GREY, linewidth=1, zorder=3)
    axes.yaxis.set_major_formatter(lambda tick, _: f"{abs(tick):.0f}")
    set_days(axes, pd.Series([table["first_day"].iloc[0], table["last_day"].iloc[-1]]), max(3, int(width)))
    write(chart, MARGIN, bottom + 2.75, f"Per {PER:,} words: ↑ conflict, ↓ cooperation")
    add_key(chart, key, width)
    return chart


def _sum_bars(stories: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The conflict and the cooperation of every few days, for as many words, by the first day, and how many days."""
    first = stories["day"].min()
    step = -(-((stories["day"].max() - first).days + 1) // BARS)
    starts = first + pd.to_timedelta((stories["day"] - first).dt.days // step * step, "D")
    sums = stories.groupby(starts)[["words", *SIDES]].sum()
    return PER * sums[SIDES].div(sums["words"], axis=0), step


def _draw_phases(axes: Axes, table: pd.DataFrame) -> None:
    """Draws the mean of each phase, and the interval of the day on which it begins."""
    ends = [*table["first_day"], table["last_day"].iloc[-1] + pd.Timedelta(days=1)]
    for side in SIDES:
        axes.stairs(table[side], date2num(ends), baseline=None, color=COLOURS[side], linewidth=2.5, zorder=4)
    for phase in table.dropna(subset="p").itertuples():
        axes.axvspan(phase.low, phase.high + pd.Timedelta(days=1), color=PALE, linewidth=0, zorder=0)
        axes.axvline(phase.first_day, color=INK, linewidth=1, zorder=3)


def _list_key(table: pd.DataFrame, step: int) -> list[Artist]:
    bars = "one day" if step == 1 else f"{number(step)} days"
    changed = [
        Line2D([], [], color=INK, linewidth=1, label="a phase begins"),
        Patch(facecolor=PALE, label="its first day in 90 % of samples"),
    ]
    return [
        Patch(facecolor=COLOURS["conflict"], alpha=FAINT, label=f"a bar: {bars}"),
        Line2D([], [], color=COLOURS["conflict"], linewidth=2.5, label="mean of the phase"),
        *(changed if len(table) > 1 else []),
    ]
