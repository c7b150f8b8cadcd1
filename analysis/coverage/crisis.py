"""The crisis by day: the deeds that many articles tell, each once, and how far each day escalates.

Two events are one deed where they have the same two sides, class and day; `sides.py` fills in sides that are open.

What hangs on which articles happened to be read is shown by resampling stories (Efron and Tibshirani 1993, *An
Introduction to the Bootstrap*): copies of one story come and go together, since they are one witness.
"""

import warnings
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.arc import Arc, compute_arc
from analysis.coverage.collection import Coverage
from analysis.tables import TOLD_DAYS, TOLD_DEEDS, cast_table, make_table
from analysis.timeline import list_once

NEAR = 3  # days on either side with which a peak is compared
GAP = 7  # days without a deed after which what is earlier counts as the past, and not as the course of the crisis
STEADY = 0.75  # share of resamples in which a peak has to be one
WITNESSES = 2  # stories that have to tell of a peak
SAMPLED = 3  # stories that have to tell of a day to give it an interval: of fewer there are too few samples
SUPPOSED = ("intended", "threatened", "demanded", "conditional", "denied")
INTERVAL = (5, 95)
_DEED = ["day", "source", "target", "root"]


def list_told(coverage: Coverage) -> pd.DataFrame:
    """The acts that have a day, with their `outlet` and `story`; a mutual one once, its sides in alphabetical order.

    A deed that is only planned, threatened, demanded or denied is left out: words about it are events of their own.
    """
    events = coverage.events
    supposed = events["quad"].str.startswith("M") & events["modality"].isin(SUPPOSED)
    told = list_once(events[events["day"].notna() & ~supposed].sort_values("source", kind="stable")).sort_index()
    known = coverage.articles.set_index("article")[["outlet", "story"]]
    return told.assign(words=told["text"].str.casefold()).join(known, on="article").reset_index(drop=True)


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
    return cast_table(table, TOLD_DEEDS)


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
    stories = support["story"].to_numpy()
    low, high = np.where(stories < SAMPLED, np.nan, _find_interval([_mean(*sums) for sums in draws]))
    peaks = _find_highest(conflict)
    steady = np.where(peaks, np.mean([_find_highest(sums[0]) for sums in draws], axis=0), np.nan)
    columns = {"day": days, "deeds": chronicle.count_deeds(), "conflict": conflict, "cooperation": cooperation}
    columns |= {"escalation": _mean(conflict, cooperation, trust), "low": low, "high": high}
    columns |= {"articles": support["article"], "outlets": support["outlet"], "stories": support["story"]}
    columns |= {"steady": steady, "peak": peaks & (steady >= STEADY) & (stories >= WITNESSES)}
    return cast_table(pd.DataFrame({name: np.asarray(cells) for name, cells in columns.items()}), TOLD_DAYS)


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


def list_past(coverage: Coverage, deeds: pd.DataFrame) -> pd.DataFrame:
    """Those of the deeds that are from before the course of the crisis."""
    days = _list_course(coverage, deeds["day"])
    return deeds[deeds["day"] < days[0]] if len(days) else deeds
