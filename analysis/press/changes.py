"""Change points: the days on which the level of what is told, against how much is printed, changes.

A series is cut in two, or a piece is cut out of its middle, where that fits best, and then each part again: binary
segmentation (Scott and Knott 1974) with circular cuts (Olshen et al. 2004). Short pieces pay a penalty, so that all
lengths have the same chance (Dümbgen and Spokoiny 2001). A cut has to be better than nearly all cuts of the same days
in random order, as in Matteson and James (2014).

Days are shuffled whole, for the stories of one day tell the same news; where days resemble the days after them, runs
of days are.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.statistics import ALPHA, NEUTRAL, ROUNDING, bootstrap

SHORTEST, FEWEST = 3, 5  # days with reports, and stories, that a phase has at least
MIN_DAYS, MIN_STORIES = 15, 20  # with as few, two of five tripled rates are found; with fewer, hardly any
TWO_CUTS = 0.5  # standard errors by which a piece from the middle, which takes two cuts, has to be better
OUTLYING = 3  # robust standard deviations from the median to which the rate of an odd day is cut (Huber 1981)
NORMAL = 1.4826  # a normal distribution's standard deviation, divided by its median absolute deviation
MOST = 200  # days that may begin or end a piece from the middle; in a longer series, only every second, third … may
RUNS, MEMORY = 8, 3  # runs of days that are left to shuffle, at least; their length, in spans of days that are alike
INTERVAL = (5, 95)


class Change(NamedTuple):
    """A change point, by numbers of days: the first day after it, its interval, its p-value, and if the rate rises."""

    day: int
    low: int
    high: int
    p: float
    up: bool


@dataclass(frozen=True, slots=True, eq=False)
class Stories:
    """What each story tells and how long it is, on days numbered from 0; each day has a story.

    Attributes:
        day: the day of each story.
        told: what it tells, such as points of escalation.
        printed: its length, above 0.
    """

    day: np.ndarray
    told: np.ndarray
    printed: np.ndarray


class _Series(NamedTuple):
    """The rate of each day, without outliers, its weight, and its number of stories."""

    rate: np.ndarray
    weight: np.ndarray
    stories: np.ndarray

    def cut(self, first: int, last: int) -> "_Series":
        """The days from `first` up to, but not including, `last`."""
        return self.pick(slice(first, last))

    def pick(self, days: slice | np.ndarray) -> "_Series":
        """Some of the days, in the order given."""
        return _Series(self.rate[days], self.weight[days], self.stories[days])


def find_changes(stories: Stories, shuffles: int = 999, seed: int = 1) -> tuple[list[Change], float]:
    """The changes of the rate of what is told per length printed, and p for the whole series.

    That p is the share of random orders of the days in which one cut fits as well as the best one here; NaN if there
    are fewer than `MIN_DAYS` days, or if nothing varies. The p of a change is adjusted for the part of the series in
    which it was looked for, so that all parts together find a false change in one of twenty series.
    """
    spread = _Spread(stories)
    series, random = spread.make_series(), np.random.default_rng(seed)
    days = len(series.rate)
    if days < MIN_DAYS or len(stories.day) < MIN_STORIES or np.ptp(series.rate) < NEUTRAL:
        return [], math.nan
    found = dict(_split(series, 0, days, shuffles, random))
    p = found.pop(-1)
    found = _keep_steady(series, found, shuffles, random)
    places = _place(series, sorted(found))
    if not places:
        return [], p
    p_values = [found[place] for place in sorted(found)]
    ends = _resample(spread, stories, places, shuffles, seed)
    means = [np.average(part.rate, weights=part.weight) for part in map(series.cut, [0, *places], [*places, days])]
    return [Change(*row) for row in zip(places, *ends, p_values, np.diff(means) > 0, strict=True)], p


class _Spread:
    """How far the rates of days, and of stories within a day, lie apart: this gives days their weight.

    The weights are those of a random-effects model (DerSimonian and Laird 1986): the more is printed on a day, the
    surer is its rate, but as far as days differ more than their stories do, each day counts the same.
    """

    def __init__(self, stories: Stories) -> None:
        rate, printed = _sum_days(stories, None)
        self.count = np.bincount(stories.day)
        days, total = len(rate), printed.sum()
        left = stories.told - rate[stories.day] * stories.printed
        self.stories = stories
        self.within = (left**2 / stories.printed).sum() / max(len(left) - days, 1)
        around = (printed * (rate - stories.told.sum() / total) ** 2).sum()
        self.between = max(0.0, (around - (days - 1) * self.within) / (total - (printed**2).sum() / total or 1.0))
        middle = np.median(rate)
        reach = OUTLYING * NORMAL * np.median(np.abs(rate - middle)) or math.inf
        self.limits = (middle - reach, middle + reach)

    def make_series(self, drawn: np.ndarray | None = None) -> _Series:
        """The series of all stories, or of those drawn, each as often as `drawn` says."""
        rate, printed = _sum_days(self.stories, drawn)
        if self.within + self.between < NEUTRAL**2:
            return _Series(rate, (printed > 0).astype(float), self.count)
        variance = self.within / np.maximum(printed, NEUTRAL) + self.between
        return _Series(np.clip(rate, *self.limits), np.where(printed > 0, 1 / variance, 0.0), self.count)


def _sum_days(stories: Stories, drawn: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """The rate of each day, 0 where no story was drawn, and how much was printed."""
    days = int(stories.day.max()) + 1
    often = 1.0 if drawn is None else drawn
    printed = np.bincount(stories.day, stories.printed * often, days)
    told = np.bincount(stories.day, stories.told * often, days)
    return np.divide(told, printed, out=np.zeros(days), where=printed > 0), printed


def _split(
    series: _Series, first: int, last: int, shuffles: int, random: np.random.Generator
) -> Iterator[tuple[int, float]]:
    """The places at which the days from `first` to `last` are cut, each with its p; first −1 with that of these days.

    Where one cut is enough, a piece is not cut out of the middle.
    """
    part = series.cut(first, last)
    parts = len(series.rate) / len(part.rate)
    p, piece = _test(part, _list_pieces(len(part.rate)), shuffles, random)
    yield -1, p
    p *= parts
    if p > ALPHA:
        return
    p_once, once = _test(part, _list_cuts(len(part.rate)), shuffles, random)
    places = [first + place for place in (once if p_once * parts <= ALPHA else piece) if 0 < place < last - first]
    yield from ((place, p) for place in places)
    ends = [first, *places, last]
    for begin, end in pairwise(ends):
        yield from (cut for cut in _split(series, begin, end, shuffles, random) if cut[0] > 0)


def _list_pieces(days: int) -> tuple[np.ndarray, np.ndarray]:
    """The first day of each piece that may be cut out, and the day after its last; one end may be that of all."""
    ends = np.unique([*range(0, days, -(-days // MOST)), days])
    first, last = (ends[place] for place in np.triu_indices(len(ends), 1))
    fits = (last - first >= SHORTEST) & (last - first < days)
    for room in (first, days - last):
        fits &= (room == 0) | (room >= SHORTEST)
    return first[fits], last[fits]


def _list_cuts(days: int) -> tuple[np.ndarray, np.ndarray]:
    """The same for pieces that begin with the first day: the series is cut once."""
    last = np.arange(SHORTEST, days - SHORTEST + 1)
    return np.zeros_like(last), last


def _test(
    series: _Series, pieces: tuple[np.ndarray, np.ndarray], shuffles: int, random: np.random.Generator
) -> tuple[float, tuple[int, int]]:
    """p, and the piece that differs most from the other days."""
    if not len(pieces[0]):
        return 1.0, (0, 0)
    scores = _score(series, *pieces)
    best = int(scores.argmax())
    if scores[best] == -np.inf:
        return 1.0, (0, 0)
    piece = int(pieces[0][best]), int(pieces[1][best])
    run, reached = _choose_run(series, *piece), 0
    for _ in range(shuffles):
        order = _shuffle(len(series.rate), run, random)
        reached += bool(_score(series.pick(order), *pieces).max() >= scores[best] - ROUNDING)
    return (1 + reached) / (1 + shuffles), piece


def _score(series: _Series, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """How far each piece differs from the other days, in standard errors, less the penalty for its length."""
    rate, weight, _ = series
    total = weight.sum()
    apart = weight * (rate - (weight * rate).sum() / total)
    spread = math.sqrt((apart**2 / np.where(weight > 0, weight, 1.0)).sum() / np.count_nonzero(weight))
    told, weights, stories = (np.concatenate(([0.0], np.cumsum(part))) for part in (apart, weight, series.stories))
    share = (weights[last] - weights[first]) / total
    balance = share * (1 - share)
    known = (balance > NEUTRAL) & (spread > 0) & (stories[last] - stories[first] >= FEWEST)
    for left in (stories[first], stories[-1] - stories[last]):
        known &= (left == 0) | (left >= FEWEST)
    balance = np.where(known, balance, 0.25)
    scores = np.abs(told[last] - told[first]) / (np.sqrt(total * balance) * (spread or 1.0))
    penalty = np.sqrt(-2 * np.log(balance)) + TWO_CUTS * ((first > 0) & (last < len(rate)))
    return np.where(known, scores - penalty, -np.inf)


def _choose_run(series: _Series, first: int, last: int) -> int:
    """How many days in a row are shuffled as one, given the piece that differs most; 1 if each day stands for itself.

    It is three times the number of days over which the rates are alike: with shorter runs, too much is found.
    """
    rate = series.rate.copy()
    inside = np.zeros(len(rate), dtype=bool)
    inside[first:last] = True
    for part in (inside, ~inside):
        rate[part] -= rate[part].mean()
    total, most = (rate**2).sum(), max(1, len(rate) // RUNS)
    alike = 0
    while 1 + MEMORY * alike < most:
        lag = alike + 1
        if (rate[lag:] * rate[:-lag]).sum() <= total / math.sqrt(len(rate)):  # a standard error of no correlation
            break
        alike += 1
    return min(most, 1 + MEMORY * alike)


def _shuffle(days: int, run: int, random: np.random.Generator) -> np.ndarray:
    """The numbers of the days, in random order; runs of days stay together, and the first begins at random."""
    if run == 1:
        return random.permutation(days)
    runs = np.split(np.arange(days), np.arange(random.integers(1, run + 1), days, run))
    return np.concatenate([runs[place] for place in random.permutation(len(runs))])


def _keep_steady(
    series: _Series, found: dict[int, float], shuffles: int, random: np.random.Generator
) -> dict[int, float]:
    """The changes that remain when each is tested once more between its two neighbours; the weakest goes first."""
    found = dict(found)
    while found:
        places = sorted(found)
        again = {}
        for before, place, after in _list_neighbours(places, len(series.rate)):
            p, _ = _test(series.cut(before, after), _list_cuts(after - before), shuffles, random)
            again[place] = p * len(series.rate) / (after - before)
        weakest = max(places, key=again.__getitem__)
        if again[weakest] <= ALPHA:
            return {place: max(found[place], again[place]) for place in places}
        del found[weakest]
    return found


def _list_neighbours(places: list[int], days: int) -> Iterator[tuple[int, int, int]]:
    """Each place with the one before and the one after it; the ends of the series count as places."""
    return zip([0, *places[:-1]], places, [*places[1:], days], strict=True)


def _place(series: _Series, places: list[int]) -> list[int]:
    """The places, each moved to where a cut between its neighbours fits best."""
    places = list(places)
    for number in range(len(places)):
        before, _, after = list(_list_neighbours(places, len(series.rate)))[number]
        places[number] = before + _cut_best(series.cut(before, after))
    return places


def _cut_best(series: _Series) -> int:
    cuts = _list_cuts(len(series.rate))
    return int(cuts[1][_score(series, *cuts).argmax()])


def _resample(
    spread: _Spread, stories: Stories, places: list[int], shuffles: int, seed: int
) -> tuple[list[int], list[int]]:
    """The lower and the upper end of each change's interval over random samples of the stories."""
    drawn, neighbours = [], list(_list_neighbours(places, int(stories.day.max()) + 1))
    for draw in bootstrap(len(stories.day), shuffles, seed):
        series = spread.make_series(np.bincount(draw, minlength=len(stories.day)))
        drawn.append([before + _cut_best(series.cut(before, after)) for before, _, after in neighbours])
    low = np.percentile(drawn, INTERVAL[0], axis=0, method="lower")
    high = np.percentile(drawn, INTERVAL[1], axis=0, method="higher")
    return np.minimum(low, places).tolist(), np.maximum(high, places).tolist()
