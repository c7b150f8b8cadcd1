"""The crisis by day: the deeds that many articles tell, each once, and how far each day escalates.

Two events are one deed where they have the same two sides, class and day. An event that leaves a side open is taken for
the deed of its class and day that most articles tell and that has its other side; one that leaves both open, for the
deed that is told in the same words.

What hangs on which articles happened to be read is shown by resampling stories (Efron and Tibshirani 1993, *An
Introduction to the Bootstrap*): copies of one story come and go together, since they are one witness.
"""

import warnings
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.arc import Arc, compute_arc
from analysis.coverage.collection import Coverage
from analysis.tables import TEXT, TOLD_DAYS, TOLD_DEEDS, make_table

NEAR = 3  # days on either side with which a peak is compared
GAP = 7  # days without a deed after which what is earlier counts as the past, and not as the course of the crisis
STEADY = 0.75  # share of resamples in which a peak has to be one
WITNESSES = 2  # stories that have to tell of a peak
INTERVAL = (5, 95)
_DEED = ["day", "source", "target", "root"]


def list_told(coverage: Coverage) -> pd.DataFrame:
    """The acts that are dated to one day, with `day`, `outlet`, `story`, and the sides of the deed that they tell.

    A mutual act has one row, with its sides in alphabetical order.
    """
    events = coverage.events
    dated = events[events["first_day"].notna() & (events["first_day"] == events["last_day"])]
    once = dated.sort_values("source", kind="stable").drop_duplicates(["article", "start", "end"]).sort_index()
    known = coverage.articles.set_index("article")[["outlet", "story"]]
    told = once.rename(columns={"first_day": "day"}).join(known, on="article")
    return _fill_sides(told).reset_index(drop=True)


def _fill_sides(told: pd.DataFrame) -> pd.DataFrame:
    """The acts with a side that they leave open filled in, from what most articles tell of that day and class.

    What somebody does to their own side is no likely reading of what is left open.
    """
    told = told.assign(words=told["text"].str.casefold())
    what = ["day", "root", "words", "source", "target"]
    support = told.groupby(what, dropna=False)["article"].nunique().sort_values(ascending=False, kind="stable")
    seen = [(*act[:3], *_read_sides(act[3:])) for act in support.index]
    meant: dict[tuple, tuple] = {}  # by what is known of an act, its two sides
    for day, root, words, source, target in sorted(seen, key=lambda act: None in act[-2:]):
        if source == target:
            continue
        if source and target:
            meant.setdefault((day, root, source, None), (source, target))
            meant.setdefault((day, root, None, target), (source, target))
        meant.setdefault((day, root, words), (source, target))
    filled = []
    for day, root, words, *open_sides in zip(*(told[column] for column in what), strict=True):
        sides = _read_sides(open_sides)
        sides = meant.get((day, root, words), sides) if sides == (None, None) else sides
        filled.append(meant.get((day, root, *sides), sides))
    return told.assign(
        source=pd.array([source for source, _ in filled], TEXT), target=pd.array([target for _, target in filled], TEXT)
    )


def _read_sides(sides: Iterable[str | float]) -> tuple[str | None, ...]:
    return tuple(None if pd.isna(side) else side for side in sides)


def tabulate_told_deeds(coverage: Coverage) -> pd.DataFrame:
    """One row a deed, oldest first, and within a day the one that most stories tell first. Columns: `TOLD_DEEDS`."""
    told = list_told(coverage)
    if told.empty:
        return make_table([], TOLD_DEEDS)
    told = told.assign(asserted=told["modality"] == "asserted")
    often = told.groupby([*_DEED, "words"], dropna=False)["article"].transform("nunique")
    best = ["asserted", "often", "confidence"]  # the event that stands for its deed comes first
    told = told.assign(often=often).sort_values(best, ascending=False, kind="stable")
    deeds = told.groupby(_DEED, dropna=False, sort=True)
    table = deeds.agg(
        **{column: (column, "first") for column in ("quad", "text", "article", "paragraph", "start", "end")},
        escalation=("escalation", "mean"),
        confidence=("confidence", "max"),
        events=("article", "size"),
        asserted=("asserted", "sum"),
        articles=("article", "nunique"),
        outlets=("outlet", "nunique"),
        stories=("story", "nunique"),
    ).reset_index()
    order = ["day", "stories", "articles", "confidence", "escalation"]
    table = table.sort_values(order, ascending=[True, *[False] * 4], kind="stable")
    return make_table(table.astype(object).where(table.notna(), None).to_dict("records"), TOLD_DEEDS)


def tabulate_told_days(coverage: Coverage, resamples: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row a day of the crisis's course, those without a deed among them. Columns: `TOLD_DAYS`.

    The course begins after the last gap of more than a week before the first article appeared; what is told of earlier
    days is its past (`list_past`). The same coverage, resamples and seed give the same table.

    Args:
        coverage: the articles.
        resamples: how often stories are drawn anew, as many as there are, some twice and some not at all.
        seed: of the draws.
    """
    told = list_told(coverage)
    days = _list_course(coverage, told["day"])
    told = told[told["day"].isin(days)]
    if told.empty:
        return make_table([], TOLD_DAYS)
    chronicle = _Chronicle(told, days)
    conflict, cooperation, trust = chronicle.sum_days()
    draws = list(chronicle.resample(coverage.articles["story"].nunique(), resamples, seed))
    support = told.groupby("day")[["article", "outlet", "story"]].nunique().reindex(days, fill_value=0)
    alone = (support["story"] < WITNESSES).to_numpy()
    low, high = np.where(alone, np.nan, _find_interval([_mean(*sums) for sums in draws]))
    peaks = _find_highest(conflict)
    steady = np.where(peaks, np.mean([_find_highest(sums[0]) for sums in draws], axis=0), np.nan)
    columns = {"day": days, "deeds": chronicle.count_deeds(), "conflict": conflict, "cooperation": cooperation}
    columns |= {"escalation": _mean(conflict, cooperation, trust), "low": low, "high": high}
    columns |= {"articles": support["article"], "outlets": support["outlet"], "stories": support["story"]}
    columns |= {"steady": steady, "peak": peaks & (steady >= STEADY) & ~alone}
    frame = pd.DataFrame({name: np.asarray(cells) for name, cells in columns.items()})
    return make_table(frame.to_dict("records"), TOLD_DAYS)


def _list_course(coverage: Coverage, told: pd.Series) -> pd.DatetimeIndex:
    """The days of the course of the crisis, each from the first to the last."""
    published = coverage.articles["published"].dropna()
    days = pd.DatetimeIndex(sorted(set(told)))
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
    """The deeds of some days, and which stories tell of each, as numbers."""

    def __init__(self, told: pd.DataFrame, days: pd.DatetimeIndex) -> None:
        deeds = told.groupby(_DEED, dropna=False, sort=True)
        number = deeds.ngroup().to_numpy()
        self.escalation = deeds["escalation"].mean().to_numpy()
        self.trust = deeds["confidence"].max().to_numpy()
        self.day = days.get_indexer(deeds["day"].first())
        self.days = len(days)
        story, _ = pd.factorize(told["story"])
        pairs = np.unique(np.stack((number, story), axis=1), axis=0)
        self.teller, self.first = pairs[:, 1], np.searchsorted(pairs[:, 0], range(len(self.escalation)))

    def count_deeds(self) -> np.ndarray:
        """How many deeds each day has."""
        return np.bincount(self.day, minlength=self.days)

    def sum_days(self, present: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of each day the conflict, the cooperation and the trust of its deeds, or of those that are present."""
        weight = self.trust if present is None else self.trust * present
        return tuple(
            np.bincount(self.day, weight * figure, self.days)
            for figure in (np.maximum(self.escalation, 0), np.minimum(self.escalation, 0), np.ones(len(weight)))
        )

    def resample(self, stories: int, resamples: int, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """What `sum_days` gives for stories drawn anew; there may be stories that tell of no deed."""
        rng = np.random.default_rng(seed)
        for _ in range(resamples):
            drawn = np.bincount(rng.integers(0, stories, stories), minlength=stories) > 0
            yield self.sum_days(np.logical_or.reduceat(drawn[self.teller], self.first))


def _mean(conflict: np.ndarray, cooperation: np.ndarray, trust: np.ndarray) -> np.ndarray:
    return np.divide(conflict + cooperation, trust, out=np.full(len(trust), np.nan), where=trust > 0)


def _find_interval(draws: Sequence[np.ndarray]) -> np.ndarray:
    """The two ends of the interval of each day, over the draws in which it has a deed."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "All-NaN")
        return np.nanpercentile(draws, INTERVAL, axis=0)


def _find_highest(conflict: np.ndarray) -> np.ndarray:
    """Whether a day has more conflict than each day near it; of days that have as much, the first."""
    padded = np.pad(conflict, NEAR, constant_values=-1)
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * NEAR + 1)
    earlier, later = around[:, :NEAR].max(axis=1), around[:, NEAR + 1 :].max(axis=1)
    return (conflict > earlier) & (conflict >= later) & (conflict > np.where(around < 0, np.inf, around).min(axis=1))


def compute_course(days: pd.DataFrame, window: int = 3, shuffles: int = 999, seed: int = 1) -> Arc:
    """The `Arc` of mean escalation over the days of the course, which it numbers from 1 as it does paragraphs.

    Raises:
        ValueError: a setting is out of range.
    """
    return compute_arc(days.assign(paragraph=range(1, len(days) + 1)), "escalation", window, shuffles, seed)


def list_past(coverage: Coverage) -> pd.DataFrame:
    """The deeds from before the course of the crisis, oldest first. Columns: `TOLD_DEEDS`."""
    deeds = tabulate_told_deeds(coverage)
    days = _list_course(coverage, deeds["day"])
    return deeds[deeds["day"] < days[0]] if len(days) else deeds
