"""Which reports, in whichever articles, are of one deed.

A day's reports are joined as stars around heads (Aslam, Pelekhov and Rus 2004, *The Star Clustering Algorithm*): the
report that most others are near to is a head, those near to it are its reports, and so on with what is left. So each
report is near to the head itself, and no chain of small steps makes a day one deed. A report whose day is only supposed
may be of a deed of the days before; one without a day is given to the nearest report that has one.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

NEAR = 0.7  # what two sentences have to share (`likeness.py`), tuned on half of data/validation/deed_pairs.csv
FITS = 0.15 # less of it for each of source, target and class that is the same; more for each side that cannot be
APART = 0.2  # more for each day between two days
FADE = 0.04  # more for each day between a deed and an article that tells it without a day
LATER = 3  # days by which a day that is only supposed may be wrong: it is mostly the day of the article
BACK = 14  # days before an article appeared in which the deed lies that it tells without a day
LONGEST = 31  # days of a span of time that still tells when a deed was
SUPPOSED = 0.7  # `day_confidence` below which a day is only supposed: no time expression is near
_SIDES = ("source", "target")


class Joined(NamedTuple):
    """What became of each report: the row of its deed's head (-1 if it has none), and what it shares with the deed."""

    head: np.ndarray
    shared: np.ndarray


def join_reports(reports: pd.DataFrame, words: csr_matrix) -> Joined:
    """The head of each report's deed, which is a report with a day; -1 for one without a day that is near to none.

    Args:
        reports: the columns article, sentence, day, first_day, last_day, published, day_confidence, side, root, source,
            target, source_country, target_country.
        words: the result of `weigh_words` for the sentences.
    """
    return _Joiner(reports, words).join()


class _Joiner:
    """The reports as arrays of numbers."""

    def __init__(self, reports: pd.DataFrame, words: csr_matrix) -> None:
        self.words = words
        self.day, self.first, self.last, self.published = (
            _number_days(reports[column]) for column in ("day", "first_day", "last_day", "published")
        )
        self.sure = (reports["day_confidence"] >= SUPPOSED).fillna(False).to_numpy(bool)
        self.side, self.root, self.article = (
            pd.factorize(reports[column])[0] for column in ("side", "root", "article")
        )
        self.sentence = reports.groupby(["article", "sentence"], sort=False).ngroup().to_numpy()
        both = pd.concat([reports[column].astype("object") for side in _SIDES for column in (side, f"{side}_country")])
        codes = np.split(pd.factorize(both)[0], 4)
        self.parties = list(zip(codes[::2], codes[1::2], strict=True))
        self.known = sum((name >= 0).astype(int) for name, _ in self.parties)
        self.head = np.full(len(reports), -1)
        self.shared = np.full(len(reports), np.nan)

    def join(self) -> Joined:
        """Joins the reports day by day, then those without a day."""
        days = _group(self.day)
        for day, rows in days.items():
            before = [days[day - gap] for gap in range(LATER, 0, -1) if day - gap in days]
            if before:
                self._join_earlier(rows[~self.sure[rows]], rows, np.concatenate(before), day)
            self._join_day(rows[self.head[rows] < 0])
        for rows, others in self._list_undated(days):
            self._give(rows, others, self._compare(rows, others))
        return Joined(self.head, self.shared)

    def _compare(self, rows: np.ndarray, others: np.ndarray) -> csr_matrix:
        """How much more than enough each row shares with each of the others, plus 1; 0 if it is not enough."""
        products = (self.words[rows] @ self.words[others].T).tocoo()
        enough = products.data >= NEAR - 3 * FITS
        row, other, shared = products.row[enough], products.col[enough], products.data[enough].astype(float)
        one, two = rows[row], others[other]
        fit, clash = self._fit(one, two)
        over = shared - NEAR + FITS * (fit - clash) - self._count_days(one, two)
        within = self.sentence[one] == self.sentence[two]  # there the words say nothing
        dated = (self.day[one] >= 0) & (self.day[two] >= 0)
        unlike = (clash > 0) | (self.root[one] != self.root[two]) | (dated & (self.day[one] != self.day[two]))
        over = np.where(within, np.where(unlike, -1, 0), over)
        kept = (over >= 0) & (self.side[one] == self.side[two])
        return csr_matrix((over[kept] + 1, (row[kept], other[kept])), shape=(len(rows), len(others)))

    def _count_days(self, one: np.ndarray, two: np.ndarray) -> np.ndarray:
        """The days between the two, weighed; between an article and a day, where it does not say one."""
        gap = abs(np.where(self.day[one] < 0, self.published[one], self.day[one]) - self.day[two])
        return np.where(self.day[one] < 0, FADE, APART) * gap

    def _fit(self, one: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How many of class, source and target are the same, and how many of the sides cannot be the same."""
        fit, clash = (self.root[one] == self.root[two]).astype(int), np.zeros(len(one), int)
        for name, country in self.parties:
            known = (name[one] >= 0) & (name[two] >= 0)
            homes = (country[one] >= 0) & (country[two] >= 0)
            fit += known & (name[one] == name[two])
            clash += known & (name[one] != name[two]) & homes & (country[one] != country[two])
        return fit, clash

    def _join_day(self, rows: np.ndarray) -> None:
        """Makes stars of reports of a day: first the heads with a day that is said, most sides and most neighbours."""
        near = self._compare(rows, rows)
        free, heads = np.ones(len(rows), bool), []
        for place in np.lexsort((-np.diff(near.indptr), -self.known[rows], ~self.sure[rows])):
            if free[place]:
                heads.append(place)
                free[near.indices[near.indptr[place] : near.indptr[place + 1]]] = False
        self.head[rows[heads]] = rows[heads]
        self._give(np.delete(rows, heads), rows[heads], near[np.delete(np.arange(len(rows)), heads)][:, heads])

    def _join_earlier(self, rows: np.ndarray, day_rows: np.ndarray, before: np.ndarray, day: int) -> None:
        """Gives reports of a supposed day to deeds of the days before, where these are nearer than others of the day."""
        before = before[self.day[self.head[before]] >= day - LATER]
        near, today = self._compare(rows, before), self._compare(rows, day_rows).tocoo()
        other = self.article[rows[today.row]] != self.article[day_rows[today.col]]
        best = np.zeros(len(rows))
        np.maximum.at(best, today.row[other], today.data[other])
        most, where = _find_most(near)
        kept = (most > 0) & (most + self._count_days(rows, before[where]) >= best)
        self._give(rows[kept], before, near[kept])

    def _give(self, rows: np.ndarray, others: np.ndarray, near: csr_matrix) -> None:
        """Gives each row to the deed of the report that it is nearest to, if it is near to any."""
        most, where = _find_most(near)
        has = most > 0
        self.head[rows[has]] = self.head[others[where[has]]]
        self.shared[rows[has]] = most[has] - 1 + NEAR

    def _list_undated(self, days: dict[int, np.ndarray]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The reports without a day, together where the same days are open to them, and the reports of those days.

        A deed of a later day is open if that day is only supposed.
        """
        undated = np.flatnonzero(self.day < 0)
        first, last = self.published[undated] - BACK, self.published[undated]
        told = (self.first[undated] >= 0) & (self.last[undated] >= 0)
        short = told & (self.last[undated] - self.first[undated] < LONGEST)
        first = np.where(short, self.first[undated], np.where(told, np.maximum(first, self.first[undated]), first))
        last = np.where(told, np.minimum(last, self.last[undated]), last)
        for at in _group(np.where((last >= 0) & (first <= last), first * (1 << 20) + last, -1)).values():
            start, end = first[at[0]], last[at[0]]
            near = [days[day] for day in range(start, end + 1) if day in days]
            near += [days[day][~self.sure[days[day]]] for day in range(end + 1, end + 1 + LATER) if day in days]
            if near:
                yield undated[at], np.concatenate(near)


def _find_most(near: csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """The largest cell of each row and its column; 0 for a row without any."""
    if not near.nnz:
        return np.zeros(near.shape[0]), np.zeros(near.shape[0], int)
    return near.max(axis=1).toarray().ravel(), np.asarray(near.argmax(axis=1)).ravel()


def _number_days(days: pd.Series) -> np.ndarray:
    """Days since 1970, a thousand years more, so that they are all above 0; -1 for no day."""
    numbers = days.to_numpy("datetime64[D]").astype(np.int64)
    return np.where(days.isna(), -1, numbers + 366_000)


def _group(keys: np.ndarray) -> dict[int, np.ndarray]:
    """The places of each key of 0 or more, in order."""
    order = np.argsort(keys, kind="stable")
    values, first = np.unique(keys[order], return_index=True)
    return {int(key): places for key, places in zip(values, np.split(order, first[1:]), strict=True) if key >= 0}
