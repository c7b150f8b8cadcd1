"""The crisis by day, its peaks and its course."""

import math
import warnings
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.press.collection import Coverage
from analysis.press.deeds import DEED, MIN_DEEDS, list_reports
from analysis.press.deeds import tabulate as tabulate_deeds
from analysis.press.peaks import STEADY, describe_peaks, find_finding, find_height, is_well_told, list_peaks
from analysis.press.schema import PRESS_DAYS
from analysis.press.show import LEFT, label_days, name_coverage, set_days, set_escalation
from analysis.reading.reading import once
from analysis.reading.tables import cast_table, make_table
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GREY,
    GROUND,
    INK,
    MARGIN,
    PALE,
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
from analysis.show.marks import CROWDED
from analysis.show.prose import Prose
from analysis.statistics import bootstrap
from analysis.story.arc import Arc, compute_arc
from analysis.text.wording import count, join, name_days, number, signed

NEAR = 3  # days on either side with which a peak is compared
GAP = 7  # days; deeds before a longer gap are the past, not the course of the crisis
SAMPLED = 3  # stories that have to report a day for it to get an interval: with fewer, there are too few samples
INTERVAL = (5, 95)
SHOWN = 3  # turns or days in a sentence
BRIEF = 0.5  # share of the course; a height that is longer says nothing
WEEK = 7  # days before and after the height with which it is compared
BAR = 0.72  # days that a bar is wide
DOT = {"marker": "o", "linestyle": "", "markersize": 6, "color": INK}


@once
def tabulate(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row per day of the course of the crisis, days without a deed included. Columns: `PRESS_DAYS`.

    The course begins after the last gap of more than a week before the first article appeared; deeds of earlier days
    are the past. The same coverage, shuffles and seed give the same table.

    Args:
        coverage: the articles.
        shuffles: how many samples of the stories are drawn, with replacement and of the same size.
        seed: of the samples.
    """
    reports = list_reports(coverage)
    days = _list_course(coverage, reports["day"])
    reports = reports[reports["day"].isin(days)]
    if reports.empty:
        return make_table([], PRESS_DAYS)
    chronicle = _Chronicle(reports, days)
    conflict, cooperation, weight = chronicle.sum_days()
    draws = list(chronicle.resample(coverage.articles["story"].nunique(), shuffles, seed))
    support = reports.groupby("day")[["article", "outlet", "story"]].nunique().reindex(days, fill_value=0)
    stories = support["story"].to_numpy()
    low, high = np.where(stories < SAMPLED, np.nan, _find_interval([_mean(*sums) for sums in draws]))
    peaks = _find_highest(conflict)
    steady = np.where(peaks, np.mean([_find_highest(sums[0]) for sums in draws], axis=0), np.nan)
    columns = {"day": days, "deeds": chronicle.count_deeds(), "conflict": conflict, "cooperation": cooperation}
    columns |= {"escalation": _mean(conflict, cooperation, weight), "low": low, "high": high}
    columns |= {"articles": support["article"], "outlets": support["outlet"], "stories": support["story"]}
    columns |= {"steady": steady, "peak": peaks & (steady >= STEADY) & is_well_told(support["story"])}
    return cast_table(pd.DataFrame({name: np.asarray(cells) for name, cells in columns.items()}), PRESS_DAYS)


def _list_course(coverage: Coverage, reported: pd.Series) -> pd.DatetimeIndex:
    """All days of the course of the crisis, from the first to the last, given the days of all reports."""
    published = coverage.articles["published"].dropna()
    days = pd.DatetimeIndex(sorted(set(reported)))
    if len(published):
        days = days[days <= published.max()]
    if not len(days):
        return days
    begun = published.min() if len(published) else days[-1]
    first = days[-1]
    for day in reversed(days):
        if (first - day).days > GAP and day < begun:
            break
        first = day
    return pd.date_range(first, days[-1], freq="D", unit="s")


class _Chronicle:
    """The deeds of some days, and the stories that report each, as arrays of numbers."""

    def __init__(self, reports: pd.DataFrame, days: pd.DatetimeIndex) -> None:
        deeds = reports.groupby(DEED, dropna=False, sort=True)
        number = deeds.ngroup().to_numpy()
        self.escalation = deeds["escalation"].mean().to_numpy()
        self.confidence = deeds["confidence"].max().to_numpy()
        self.day = days.get_indexer(deeds["day"].first())
        self.days = len(days)
        story, _ = pd.factorize(reports["story"])
        pairs = np.unique(np.stack((number, story), axis=1), axis=0)
        # the stories that report each deed, in one array, and where those of each deed begin in it
        self.stories, self.first = pairs[:, 1], np.searchsorted(pairs[:, 0], range(len(self.escalation)))

    def count_deeds(self) -> np.ndarray:
        """How many deeds each day has."""
        return np.bincount(self.day, minlength=self.days)

    def sum_days(self, present: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each day, the conflict, the cooperation and the weight of its deeds, or of those that are present."""
        weight = self.confidence if present is None else self.confidence * present
        return tuple(
            np.bincount(self.day, weight * figure, self.days)
            for figure in (np.maximum(self.escalation, 0), np.minimum(self.escalation, 0), np.ones(len(weight)))
        )

    def resample(self, stories: int, resamples: int, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """The result of `sum_days` for each random sample of the stories; `stories` counts those without a deed too."""
        for draw in bootstrap(stories, resamples, seed):
            drawn = np.bincount(draw, minlength=stories) > 0
            yield self.sum_days(np.logical_or.reduceat(drawn[self.stories], self.first))


def _mean(conflict: np.ndarray, cooperation: np.ndarray, weight: np.ndarray) -> np.ndarray:
    return np.divide(conflict + cooperation, weight, out=np.full(len(weight), np.nan), where=weight > 0)


def _find_interval(draws: Sequence[np.ndarray]) -> np.ndarray:
    """The two ends of each day's interval, over the samples in which it has a deed."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "All-NaN")
        return np.nanpercentile(draws, INTERVAL, axis=0)


def _find_highest(conflict: np.ndarray) -> np.ndarray:
    """Whether each day has more conflict than every day near it; of days with the same conflict, the first."""
    padded = np.pad(conflict, NEAR, constant_values=-1)
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * NEAR + 1)
    earlier, later = around[:, :NEAR].max(axis=1), around[:, NEAR + 1 :].max(axis=1)
    return (conflict > earlier) & (conflict >= later) & (conflict > np.where(around < 0, np.inf, around).min(axis=1))


@once
def trace(coverage: Coverage, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Arc:
    """The `Arc` of mean escalation over the days of the course; the days are numbered from 1, as paragraphs are.

    Raises:
        ValueError: a setting is out of range.
    """
    days = tabulate(coverage, shuffles, seed)
    return compute_arc(days.assign(paragraph=range(1, len(days) + 1)), "escalation", smoothing, shuffles, seed)


def name_span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """*on 8 January 2020*, *from 3 to 8 January 2020*, *from 28 December 2019 to 12 January 2020*."""
    if first == last:
        return f"on {name_days(first, last)}"
    begins = first.day if (first.year, first.month) == (last.year, last.month) else name_days(first, first)
    return f"from {begins} to {name_days(last, last)}"


def describe(coverage: Coverage, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """When the crisis was at its height, its peaks and its end, and whether its line may be chance."""
    return Prose([*describe_height(coverage, smoothing, shuffles, seed), *describe_end(coverage, shuffles, seed)])


def describe_height(coverage: Coverage, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """When the crisis was at its height, and its peaks."""
    course = describe_course(coverage, smoothing, shuffles, seed)
    return Prose([*course, *describe_peaks(coverage, tabulate(coverage, shuffles, seed))])


def describe_course(coverage: Coverage, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """When the crisis was at its height, the weeks before and after, and whether its line may be chance."""
    deeds, days = tabulate_deeds(coverage), tabulate(coverage, shuffles, seed)
    arc = trace(coverage, smoothing, shuffles, seed)
    if len(deeds) < MIN_DEEDS or days.empty:
        deeds_told = f"{capitalise(count(len(deeds), 'deed'))} of a known day {'is' if len(deeds) == 1 else 'are'} told"
        return Prose([f"{deeds_told}, too few to tell a course: at least {number(MIN_DEEDS)} are needed."])
    height = find_height(days)
    short = height is not None and (height[1] - height[0]).days < BRIEF * len(days)
    if math.isnan(arc.p_value):
        test = "The days are too few to test whether chance could have drawn the line of mean escalation."
    elif arc.beyond_chance:
        beyond = f"The line of mean escalation from day to day is more than chance (p = {arc.p_value:.3f})"
        test = f"{beyond}{_describe_turns(days, arc)}."
    else:
        test = (
            f"The line of mean escalation from day to day may be chance (p = {arc.p_value:.3f}): the same days in "
            "another order often swing as much."
        )
    return Prose([_compare(days, *height), test] if short else [test])


def _describe_turns(days: pd.DataFrame, arc: Arc) -> str:
    """*, with a peak on 8 January 2020 and a trough on 12 January 2020*; "" if one is on a day of few stories."""
    turning = arc.table["turning"].notna().to_numpy()
    if not is_well_told(days["stories"])[turning].all():
        return ""
    marks = zip(days["day"][turning], arc.table["turning"][turning], strict=True)
    turns = [f"a {mark} on {name_days(day, day)}" for day, mark in marks]
    return f", with {join(turns)}" if 0 < len(turns) <= SHOWN else ""


def _compare(days: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> str:
    """The mean conflict per day at the height, against that of the week before and the week after."""
    week = pd.Timedelta(days=WEEK)
    inside = days[(days["day"] >= first) & (days["day"] <= last)]
    before = days[(days["day"] < first) & (days["day"] >= first - week)]
    after = days[(days["day"] > last) & (days["day"] <= last + week)]
    weeks = [
        f"{part['conflict'].mean():.0f} in the {count(len(part), 'day')} {where}"
        for part, where in ((before, "before"), (after, "after"))
        if len(part)
    ]
    mean = f"{inside['conflict'].mean():.0f} points {'' if first == last else 'a day '}".rstrip()
    against = f", against {join(weeks)}" if weeks else ""
    most = f"Most conflict is told {name_span(first, last)}: {mean}{against}"
    return f"{most}, where a deed has at most 10. This is not tested against chance."


def describe_end(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> Prose:
    """The mean escalation of the last days, against that of the whole course."""
    days = tabulate(coverage, shuffles, seed)
    known = days.dropna(subset="escalation").tail(SHOWN)
    if len(known) < SHOWN:
        return Prose()
    span, end = name_span(known["day"].iloc[0], known["day"].iloc[-1]), signed(known["escalation"].mean(), 1)
    last = f"The last {number(SHOWN)} days with a deed, {span}, average {end}"
    scale = "on the scale from −10 (cooperation) to +10 (conflict)"
    return Prose([f"{last} {scale}; all days, {signed(days['escalation'].mean(), 1)}."])


@styled
def draw(coverage: Coverage, smoothing: int = 3, shuffles: int = 999, seed: int = 1, width: float = WIDE) -> Chart:
    """The crisis by day: conflict and cooperation, each deed counted once, and mean escalation.

    Above is the sum of the escalation of a day's deeds, conflict upwards and cooperation downwards. Below is their mean
    with its interval over random samples of the stories; the dot is hollow if too few stories report the day.
    """
    findings = describe_height(coverage, smoothing, shuffles, seed)
    days, arc = tabulate(coverage, shuffles, seed), trace(coverage, smoothing, shuffles, seed)
    if days.empty:
        return draw_sentences("No day with an event", name_coverage(coverage), width, findings)
    key = _list_key(days, arc)
    bottom = key_height(key, width) + 0.5
    title = find_finding(days) or "The crisis by day, as all articles together report it"
    chart = start_chart(title, name_coverage(coverage), width, bottom + 4.85)
    chart.numbers = days
    chart.alt = f"Bars of conflict and cooperation by day, above their mean. {title}. {_describe_ends(days)}"
    upper = add_panel(chart, LEFT, bottom + 2.15, width - MARGIN, bottom + 4.6)
    lower = add_panel(chart, LEFT, bottom, width - MARGIN, bottom + 1.65)
    upper.bar(days["day"], days["conflict"], BAR, color=COLOURS["conflict"], zorder=2)
    upper.bar(days["day"], days["cooperation"], BAR, color=COLOURS["cooperation"], zorder=2)
    upper.axhline(0, color=GREY, linewidth=1, zorder=3)
    upper.yaxis.set_major_formatter(lambda tick, _: f"{abs(tick):.0f}")
    _draw_means(lower, days, arc)
    for axes in (upper, lower):
        set_days(axes, days["day"], max(3, int(width)))
    peaks = list_peaks(days)
    label_days(upper, peaks["day"], peaks["conflict"], [count(articles, "article") for articles in peaks["articles"]])
    upper.tick_params(bottom=False, labelbottom=False)
    upper.spines["bottom"].set_visible(False)
    write(chart, MARGIN, bottom + 4.65, "↑ conflict, added up", color=COLOURS["conflict"])
    write(chart, MARGIN, bottom + 1.97, "↓ cooperation, added up", color=COLOURS["cooperation"])
    write(chart, MARGIN, bottom + 1.72, "Mean of the day’s events: ↑ conflict, ↓ cooperation")
    add_key(chart, key, width)
    return chart


def _describe_ends(days: pd.DataFrame) -> str:
    first, last = days["day"].iloc[0], days["day"].iloc[-1]
    return f"The course runs over {count(len(days), 'day')}: {name_days(first, last)}."


def _draw_means(axes: Axes, days: pd.DataFrame, arc: Arc) -> None:
    """Draws each day's mean with its interval, the smoothed line and the band of chance."""
    known = days.dropna(subset="escalation")
    sure, unsure = known[known["low"].notna()], known[known["low"].isna()]
    axes.fill_between(days["day"], arc.table["low"], arc.table["high"], color=PALE, linewidth=0, zorder=1)
    for edge in ("low", "high"):
        axes.plot(days["day"], arc.table[edge], color=GREY, linewidth=0.7, zorder=1)
    axes.plot(days["day"], arc.table["smoothed"], color=GREY, linewidth=2, zorder=2)
    axes.vlines(sure["day"], sure["low"], sure["high"], color=INK, linewidth=1.4, zorder=3)
    look = DOT | {"markersize": 6 if len(days) < CROWDED else 2.5}
    axes.plot(sure["day"], sure["escalation"], zorder=4, **look)
    axes.plot(unsure["day"], unsure["escalation"], zorder=4, markerfacecolor=GROUND, **look)
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    set_escalation(axes)


def _list_key(days: pd.DataFrame, arc: Arc) -> list[Artist]:
    p = "" if np.isnan(arc.p_value) else f" (p = {arc.p_value:.3f})"
    hollow = [Line2D([], [], label=f"hollow: fewer than {number(SAMPLED)} stories", markerfacecolor=GROUND, **DOT)]
    return [
        Line2D([], [], label="mean; line: 90 % of samples", **DOT),
        *(hollow if days["low"].isna().any() else []),
        Line2D([], [], color=GREY, linewidth=2, label=f"mean of {number(arc.window)} days"),
        Patch(facecolor=PALE, edgecolor=GREY, linewidth=0.7, label=f"that mean in random order{p}"),
    ]
