"""The arc of a measure, of tone or escalation, over the paragraphs of an article, and whether it is more than chance.

A paragraph's raw value stands beside the smoothed line, never instead of it. Smoothing is a centred mean whose window
is cut off at the edges: padding would invent the ends. The band and the test both ask the same question: what would
the same paragraphs look like in any other order?
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.tables import make_table
from analysis.tone import MEASURES

BAND = (5, 95)  # percentiles of the smoothed value over shuffled paragraphs
ALPHA = 0.05  # what is at most so probable by chance is told as more than chance
# Of four paragraphs no order is rarer than 2 in 24 (an order and its mirror image), which is above ALPHA.
MIN_SCORED = 5
MIN_SHUFFLES = 99
MAX_SHUFFLES = 99_999
BAND_ORDERS = 1_999  # at most so many orders make the band; percentiles settle long before small p-values do
BATCH = 1_000_000  # values that are shuffled at a time, so that memory does not grow with the orders
NEUTRAL = 1e-9  # a mean of scores this close to 0 is 0: the rest is floating point

ARC = {
    "paragraph": "Int64",
    "value": "float64",
    "smoothed": "float64",
    "low": "float64",  # the shuffle band
    "high": "float64",
    "extreme": "str",  # highest or lowest
    "turning": "str",  # peak or trough
}


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """One measure over the paragraphs of an article.

    Attributes:
        measure: the column of `paragraphs` that it follows.
        table: one row a paragraph: `value` (NaN without evidence), `smoothed`, the shuffle band `low` … `high`,
            `extreme` (*highest* and *lowest* value), `turning` (*peak* or *trough* of the smoothed line outside the
            band; only named where the test passes).
        window: paragraphs that the smoothing spans.
        shuffles: how many orders chance was given.
        seed: of the shuffles.
        p_value: how often shuffled paragraphs make a smoothed line that varies at least as much; NaN where it cannot
            be tested (fewer than five scored paragraphs, no smoothing, or no variation).
    """

    measure: str
    table: pd.DataFrame
    window: int
    shuffles: int
    seed: int
    p_value: float

    @property
    def beyond_chance(self) -> bool:
        """Whether the arc is told from chance, at `ALPHA`."""
        return bool(self.p_value <= ALPHA)

    @property
    def scored(self) -> int:
        """How many paragraphs have a value."""
        return int(self.table["value"].notna().sum())


def compute_arc(
    paragraphs: pd.DataFrame, measure: str = "tone", window: int = 3, shuffles: int = 999, seed: int = 1
) -> Arc:
    """The `Arc` of one measure over a table of paragraphs. The same arguments give the same arc.

    The test is a permutation test: the statistic is the variance of the smoothed line, and
    p = (1 + orders that reach it) / (1 + shuffles), so that p is never 0 (Phipson & Smyth 2010, *Permutation p-values
    should never be zero*). Paragraphs without evidence keep their place; only the scored ones change theirs.

    Args:
        paragraphs: a table with columns `paragraph` and the measure.
        measure: `escalation`, `tone`, `polarity`, `vader`, or any other column of figures.
        window: paragraphs that the centred mean spans, an odd number; 1 is no smoothing, and nothing to test.
        shuffles: orders that are tried, at least 99.
        seed: of the random orders.

    Raises:
        ValueError: a window that is even or below 1, too few shuffles, or a negative seed.
    """
    check_settings(window, shuffles, seed)
    values = paragraphs[measure].to_numpy(dtype=float, na_value=np.nan)
    line = smooth(values, window)
    low, high, p_value = _compare_with_chance(values, line, window, shuffles, seed)
    band = pd.DataFrame({"smoothed": line, "low": low, "high": high})
    rows = band.assign(
        paragraph=paragraphs["paragraph"].to_numpy(),
        value=values,
        extreme=_find_extremes(values),
        turning=_find_turns(band) if p_value <= ALPHA else None,
    )
    return Arc(measure, make_table(rows.to_dict("records"), ARC), window, shuffles, seed, p_value)


def check_settings(smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> None:
    """Nothing, where the settings of an arc can be used.

    Raises:
        ValueError: one cannot, with its range.
    """
    if smoothing < 1 or smoothing % 2 == 0:
        raise ValueError(f"smoothing={smoothing}: the window has to be an odd number of paragraphs, such as 1, 3 or 5")
    if not MIN_SHUFFLES <= shuffles <= MAX_SHUFFLES:
        raise ValueError(f"shuffles={shuffles}: from {MIN_SHUFFLES} to {MAX_SHUFFLES:,} orders can be tried")
    if seed < 0:
        raise ValueError(f"seed={seed}: a seed is a whole number from 0 up")


def smooth(values: np.ndarray, window: int) -> np.ndarray:
    """The centred moving mean along the last axis, over the values that there are; the window is cut off at the ends.

    NaN where a whole window has no value.
    """
    known = np.isfinite(values)
    n = values.shape[-1]
    half = min(window // 2, n)  # a wider window sees no more
    pad = [(0, 0)] * (values.ndim - 1) + [(half + 1, half)]
    sums = np.cumsum(np.pad(np.where(known, values, 0.0), pad), axis=-1)
    counts = np.cumsum(np.pad(known, pad), axis=-1)
    total = sums[..., -n:] - sums[..., :n] if n else values
    seen = counts[..., -n:] - counts[..., :n] if n else known
    return np.divide(total, seen, out=np.full(values.shape, np.nan), where=seen > 0)


def _compare_with_chance(
    values: np.ndarray, line: np.ndarray, window: int, shuffles: int, seed: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """The shuffle band, from low to high, and the p-value of the smoothed line."""
    known = int(np.isfinite(values).sum())
    observed = np.nanvar(line) if known else 0.0
    testable = window > 1 and known >= MIN_SCORED and observed >= NEUTRAL**2
    orders, reached, banded = [], 0, 0
    for batch in _shuffle(values, shuffles, seed):
        smoothed = smooth(batch, window)
        if banded < BAND_ORDERS:
            orders.append(smoothed[: BAND_ORDERS - banded])
            banded += len(orders[-1])
        if testable:  # an equal order is no smaller for rounding
            reached += int((np.nanvar(smoothed, axis=1) >= observed * (1 - 1e-9)).sum())
        elif banded == BAND_ORDERS:
            break
    low, high = np.percentile(np.concatenate(orders), BAND, axis=0) if len(values) else (line, line)
    return low, high, (1 + reached) / (1 + shuffles) if testable else np.nan


def _shuffle(values: np.ndarray, shuffles: int, seed: int) -> Iterator[np.ndarray]:
    """As many rows as shuffles, in batches: the known values in random order on the places that have one.

    Each row takes its order from where the last one left the generator: the size of a batch changes nothing.
    """
    known, rng = np.isfinite(values), np.random.default_rng(seed)
    size = max(BATCH // max(len(values), 1), 1)
    for first in range(0, shuffles, size):
        rows = np.repeat(values[np.newaxis, :], min(size, shuffles - first), axis=0)
        rows[:, known] = rng.permuted(rows[:, known], axis=1)
        yield rows


def _find_extremes(values: np.ndarray) -> list[str | None]:
    """*highest* and *lowest* at the first such values, None elsewhere; nothing where all values are the same."""
    marks: list[str | None] = [None] * len(values)
    known = values[np.isfinite(values)]
    if len(known) and np.ptp(known) > NEUTRAL:
        marks[int(np.nanargmax(values))] = "highest"
        marks[int(np.nanargmin(values))] = "lowest"
    return marks


def _find_turns(band: pd.DataFrame) -> list[str | None]:
    """*peak* and *trough* where the smoothed line turns outside the shuffle band, None elsewhere.

    A level stretch turns at its first paragraph.
    """
    marks: list[str | None] = [None] * len(band)
    line = band["smoothed"].dropna()
    level = line[line.diff().abs().fillna(1) > NEUTRAL]  # the first of each run of equal values
    for before, here, after in zip(level.index, level.index[1:], level.index[2:], strict=False):
        if level[here] > max(level[before], level[after]) and level[here] >= band.loc[here, "high"] - NEUTRAL:
            marks[here] = "peak"
        if level[here] < min(level[before], level[after]) and level[here] <= band.loc[here, "low"] + NEUTRAL:
            marks[here] = "trough"
    return marks


def find_disagreements(table: pd.DataFrame, measures: Sequence[str] = tuple(MEASURES)) -> pd.DataFrame:
    """The rows of a table on which measures differ in sign, the widest gap first. A score of 0 has no sign."""
    scores = table[list(measures)]
    opposed = (scores > NEUTRAL).any(axis=1) & (scores < -NEUTRAL).any(axis=1)
    gap = (scores.max(axis=1) - scores.min(axis=1))[opposed]
    return table.loc[gap.sort_values(ascending=False, kind="stable").index]
