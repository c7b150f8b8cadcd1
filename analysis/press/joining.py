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
FITS = 0.15  # less of it for each of source, target and class that is the same; more for each side that cannot be
APART = 0.2  # more for each day between two days
FADE = 0.04  # more for each day between a deed and an article that tells it without a day
LATER = 3  # days by which a day that is only supposed may be wrong: it is mostly the day of the article
BACK = 7  # days before an article appeared in which the deed lies that it tells without a day
LONGEST = 31  # days of a span of time that still tells when a deed was
SUPPOSED = 0.63  # `day_confidence` below which a day is only supposed: no time expression is near
CLASS = 0.1  # more for one of the same class, where several deeds are near enough to a report
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
        self.side, self.root, self.quad, self.article = (
            pd.factorize(reports[column])[0] for column in ("side", "root", "quad", "article")
        )
        self.sentence = reports.groupby(["article", "sentence"], sort=False).ngroup().to_numpy()
        both = pd.concat([reports[column].astype("object") for side in _SIDES for column in (side, f"{side}_country")])
        codes = np.split(pd.factorize(both)[0], 4)
        self.parties = list(zip(codes[::2], codes[1::2], strict=True))
        self.known = sum((name >= 0).astype(int) for name, _ in self.parties)
        self.best = np.zeros(len(reports))
        self.rivals: dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}  # of the days that come next
        self.head = np.full(len(reports), -1)
        self.shared = np.full(len(reports), np.nan)

    def join(self) -> Joined:
        """Joins the reports day by day, then those without a day."""
        days = _group(self.day)
        for day, rows in days.items():
            free = rows[self.head[rows] < 0]
            later = {day + gap: days[day + gap] for gap in range(1, LATER + 1) if day + gap in days}
            self._make_stars(np.concatenate([free, self._choose_later(rows, later)]), day)
            self.rivals.pop(day, None)
        for rows, others in self._list_undated(days):
            self._give(rows, others, self._compare(rows, others))
        for rows in _group(np.where(self.head >= 0, self.day[self.head], -1)).values():
            self._join_stars(rows)
        self._part_sentences()
        return Joined(self.head, self.shared)

    def _compare(self, rows: np.ndarray, others: np.ndarray) -> csr_matrix:
        """How much more than enough each row shares with each of the others, plus 1; 0 if it is not enough."""
        products = (self.words[rows] @ self.words[others].T).tocoo()
        enough = np.flatnonzero(products.data >= NEAR - 3 * FITS)
        enough = enough[self.side[rows[products.row[enough]]] == self.side[others[products.col[enough]]]]
        row, other, shared = products.row[enough], products.col[enough], products.data[enough].astype(float)
        one, two = rows[row], others[other]
        fit, clash = self._fit(one, two)
        over = shared - NEAR + FITS * (fit - clash) - self._count_days(one, two)
        within = self.sentence[one] == self.sentence[two]  # there the words say nothing
        dated = (self.day[one] >= 0) & (self.day[two] >= 0)
        unlike = (clash > 0) | (self.root[one] != self.root[two]) | (dated & (self.day[one] != self.day[two]))
        over = np.where(within, np.where(unlike, -1, 0), over)
        kept = over >= 0
        return csr_matrix((over[kept] + 1, (row[kept], other[kept])), shape=(len(rows), len(others)))

    def _count_days(self, one: np.ndarray, two: np.ndarray) -> np.ndarray:
        """The days between the two, weighed; between an article and a day, where it does not say one."""
        gap = abs(np.where(self.day[one] < 0, self.published[one], self.day[one]) - self.day[two])
        return np.where(self.day[one] < 0, FADE, APART) * gap

    def _fit(self, one: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How many of class, source and target are the same, and how many of the sides cannot be the same."""
        fit, clash = ((codes[one] == codes[two]).astype(int) for codes in (self.root, self.quad))
        clash = 1 - clash  # words are not force
        for name, country in self.parties:
            known = (name[one] >= 0) & (name[two] >= 0)
            homes = (country[one] >= 0) & (country[two] >= 0)
            fit += known & (name[one] == name[two])
            clash += known & (name[one] != name[two]) & homes & (country[one] != country[two])
        return fit, clash

    def _make_stars(self, rows: np.ndarray, day: int) -> None:
        """Joins reports of a day, and later ones that may be of it: first the heads that are near to most others."""
        near = self._compare(rows, rows)
        free, heads = np.ones(len(rows), bool), []
        for place in np.lexsort((-self.known[rows], -np.diff(near.indptr))):
            if free[place]:
                heads.append(place)
                free[near.indices[near.indptr[place] : near.indptr[place + 1]]] = False
        self.head[rows[heads]] = rows[heads]
        rest = np.delete(np.arange(len(rows)), heads)
        self._give(rows[rest], rows[heads], near[rest][:, heads])
        of_day = np.isin(self.head[rows], self.head[rows[self.day[rows] == day]])
        self.head[rows[~of_day]] = -1  # deeds of a later day

    def _choose_later(self, rows: np.ndarray, days: dict[int, np.ndarray]) -> np.ndarray:
        """The reports of days that are only supposed that are nearer to one of the rows than to others of their day."""
        later = np.concatenate([rows[:0], *days.values()])
        supposed = later[(self.head[later] < 0) & ~self.sure[later]]
        if not len(supposed):
            return supposed
        most, where = _find_most(self._compare(supposed, rows))
        best = self._find_best(days)[supposed]
        return supposed[(most > 0) & (most + self._count_days(supposed, rows[where]) >= best)]

    def _find_best(self, days: dict[int, np.ndarray]) -> np.ndarray:
        """For each report of a day that is only supposed, the nearest report of its day in another article, if free."""
        self.best[np.concatenate(list(days.values()))] = 0
        for day, rows in days.items():
            one, other, near = self.rivals[day] = self.rivals.get(day) or self._list_rivals(rows)
            free = self.head[other] < 0
            np.maximum.at(self.best, one[free], near[free])
        return self.best

    def _list_rivals(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The reports whose day is only supposed, each with another article's of its day, and how near both are."""
        supposed = rows[~self.sure[rows]]
        near = self._compare(supposed, rows).tocoo()
        one, other = supposed[near.row], rows[near.col]
        apart = self.article[one] != self.article[other]
        return one[apart], other[apart], near.data[apart]

    def _join_stars(self, rows: np.ndarray) -> None:
        """Joins stars of one day and class, the nearest first, each once at most, by what their reports say together.

        Some reports tell of two bases, others of the towns beside them, and one of both.
        """
        heads, star, size = np.unique(self.head[rows], return_inverse=True, return_counts=True)
        said = _pool_words(self.words[rows], star, len(heads)).multiply(size[:, None] ** -0.25).tocsr()
        pairs = (said @ said.T).tocoo()
        one, other = heads[pairs.row], heads[pairs.col]
        fit, clash = self._fit(one, other)
        over = pairs.data - NEAR + FITS * fit
        alike = (self.side[one] == self.side[other]) & (self.root[one] == self.root[other]) & (clash == 0)
        several = (size[pairs.row] > 1) & (size[pairs.row] >= size[pairs.col]) & (one != other)
        chosen = np.flatnonzero((over >= 0) & alike & several)
        done: set[int] = set()
        for pair in chosen[np.argsort(-over[chosen], kind="stable")]:
            if not {one[pair], other[pair]} & done:
                done |= {one[pair], other[pair]}
                self.head[rows[star == pairs.col[pair]]] = one[pair]
                self.shared[other[pair]] = over[pair] + NEAR

    def _part_sentences(self) -> None:
        """Takes out of a deed what a sentence tells besides it: of another class or side, where another act fits."""
        rows = np.flatnonzero(self.head >= 0)
        heads = self.head[rows]
        clash = self._fit(rows, heads)[1]
        besides = (self.root[rows] != self.root[heads]) | (clash > 0)
        _, told = np.unique(np.stack([self.sentence[rows], heads]), axis=1, return_inverse=True)
        fits = np.bincount(told[~besides], minlength=told.max(initial=-1) + 1) > 0
        out = rows[besides & fits[told]]
        self.head[out] = np.where(self.day[out] >= 0, out, -1)
        self.shared[out] = np.nan

    def _give(self, rows: np.ndarray, others: np.ndarray, near: csr_matrix) -> None:
        """Gives each row to the deed of the nearest report, if any is near: of one of its class, if there is one."""
        choice = near.tocoo()
        alike = self.root[rows[choice.row]] == self.root[others[choice.col]]
        ranked = csr_matrix((choice.data + CLASS * alike, (choice.row, choice.col)), shape=near.shape)
        most, where = _find_most(ranked)
        has = np.flatnonzero(most > 0)
        self.head[rows[has]] = self.head[others[where[has]]]
        self.shared[rows[has]] = most[has] - CLASS * (self.root[rows[has]] == self.root[others[where[has]]]) - 1 + NEAR

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


def _pool_words(words: csr_matrix, star: np.ndarray, stars: int) -> csr_matrix:
    """The words of each star: the largest weight that one of its reports gives each word."""
    cells = words.tocoo()
    row = star[cells.row]
    order = np.lexsort((-cells.data, cells.col, row))
    row, column, weight = row[order], cells.col[order], cells.data[order]
    first = np.append(True, (row[1:] != row[:-1]) | (column[1:] != column[:-1]))[: len(row)]
    return csr_matrix((weight[first], (row[first], column[first])), shape=(stars, words.shape[1]))


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
    if not len(keys):
        return {}
    return {int(key): places for key, places in zip(values, np.split(order, first[1:]), strict=True) if key >= 0}
