"""Tests of chance: every p-value and interval of the package is computed here.

Exact tests are sums of binomial coefficients from the standard library. scipy.stats gives the same figures (a test
compares them) but takes half a second to import. Random tests take a seed. Their p is (1 + draws that reach the
figure) / (1 + draws), which is never 0 (Phipson and Smyth 2010, *Permutation p-values should never be zero*).
"""

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

ALPHA = 0.05  # up to this p, a figure counts as more than chance
NEUTRAL = 1e-9  # a mean this close to 0 counts as 0: the rest is floating-point error
BAND = (5, 95)  # percentiles of the smoothed line when the values are shuffled
# With four values, no order is rarer than 2 in 24 (an order and its mirror image), which is above ALPHA.
MIN_SCORED = 5
MIN_SHUFFLES, MAX_SHUFFLES = 99, 99_999
BAND_ORDERS = 1_999  # the band is made of at most this many orders: percentiles settle long before small p-values do
BATCH = 1_000_000  # values shuffled at a time, so that memory does not grow with the number of orders
ROUNDING = 1e-12  # tolerance, so that rounding does not make an equal figure smaller


def sign_test(successes: int, trials: int) -> float:
    """The two-sided p-value of a sign test: how often a fair coin splits at least as unevenly (exact binomial)."""
    tail = sum(math.comb(trials, k) for k in range(max(successes, trials - successes), trials + 1))
    return min(1.0, 2 * tail / 2**trials)


def fisher_exact(one: pd.Series, other: pd.Series) -> float:
    """The one-sided p-value of Fisher's exact test, for two series of truth values.

    It is the share of random pairings in which the two are true together at least as often. If one of them has only
    one value, every pairing gives the same count, and p is 1.
    """
    n, up, also, both = len(one), int(one.sum()), int(other.sum()), int((one & other).sum())
    ways = sum(math.comb(up, k) * math.comb(n - up, also - k) for k in range(both, min(up, also) + 1))
    return ways / math.comb(n, also)


def permutation_test(values: np.ndarray, chosen: np.ndarray, shuffles: int = 999, seed: int = 1) -> tuple[float, float]:
    """The mean of the chosen values minus the mean of the others, and the two-sided p-value of that difference.

    The test assigns the values to the two groups at random.
    """
    groups = np.random.default_rng(seed).permuted(np.repeat(chosen[np.newaxis], shuffles, axis=0), axis=1)
    difference, drawn = (
        (group @ values) / group.sum(axis=-1) - (~group @ values) / (~group).sum(axis=-1) for group in (chosen, groups)
    )
    reached = np.abs(drawn) >= abs(difference) - ROUNDING
    return float(difference), float((1 + reached.sum()) / (1 + shuffles))


def sign_flip_test(values: np.ndarray, shuffles: int = 999, seed: int = 1) -> float:
    """The two-sided p-value of a mean against 0: how often the values with random signs have as large a mean.

    A randomisation test (Edgington and Onghena 2007, *Randomization Tests*).
    """
    signs = np.random.default_rng(seed).choice((-1, 1), size=(shuffles, len(values)))
    reached = np.abs((signs * values).mean(axis=1)) >= abs(values.mean()) - ROUNDING
    return float((1 + reached.sum()) / (1 + shuffles))


def holm(p_values: pd.Series) -> pd.Series:
    """The p-values, adjusted for the number of tests (Holm 1979); NaN stays NaN and does not count as a test."""
    known = p_values.dropna().sort_values(kind="stable")
    raised = (known * np.arange(len(known), 0, -1)).cummax().clip(upper=1)
    return raised.reindex(p_values.index)


def bootstrap(size: int, resamples: int = 999, seed: int = 1) -> Iterator[np.ndarray]:
    """The indices of `size` units drawn with replacement, `resamples` times (Efron and Tibshirani 1993)."""
    random = np.random.default_rng(seed)
    return (random.integers(0, size, size) for _ in range(resamples))


def smooth(values: np.ndarray, window: int) -> np.ndarray:
    """The centred moving mean of the known values along the last axis; the window is shorter at both ends.

    NaN where no value in the window is known.
    """
    known = np.isfinite(values)
    n = values.shape[-1]
    half = min(window // 2, n)  # a wider window has no more values
    pad = [(0, 0)] * (values.ndim - 1) + [(half + 1, half)]
    sums = np.cumsum(np.pad(np.where(known, values, 0.0), pad), axis=-1)
    counts = np.cumsum(np.pad(known, pad), axis=-1)
    total = sums[..., -n:] - sums[..., :n] if n else values
    seen = counts[..., -n:] - counts[..., :n] if n else known
    return np.divide(total, seen, out=np.full(values.shape, np.nan), where=seen > 0)


def order_test(
    values: np.ndarray, line: np.ndarray, window: int, shuffles: int = 999, seed: int = 1, batch: int = BATCH
) -> tuple[np.ndarray, np.ndarray, float]:
    """The lower and the upper edge of the band that shuffled values make, and the p-value of the smoothed line.

    The statistic is the variance of the smoothed line. Missing values keep their place; only known values are
    shuffled. p is NaN where there is nothing to test: no smoothing, a level line, or fewer than `MIN_SCORED` values.
    At most `batch` values are shuffled at a time.
    """
    known = int(np.isfinite(values).sum())
    observed = np.nanvar(line) if known else 0.0
    testable = window > 1 and known >= MIN_SCORED and observed >= NEUTRAL**2
    orders, reached, banded = [], 0, 0
    for rows in _shuffle(values, shuffles, seed, batch):
        smoothed = smooth(rows, window)
        if banded < BAND_ORDERS:
            orders.append(smoothed[: BAND_ORDERS - banded])
            banded += len(orders[-1])
        if testable:  # the tolerance keeps rounding from making an equal variance smaller
            reached += int((np.nanvar(smoothed, axis=1) >= observed * (1 - 1e-9)).sum())
        elif banded == BAND_ORDERS:
            break
    low, high = np.percentile(np.concatenate(orders), BAND, axis=0) if len(values) else (line, line)
    return low, high, (1 + reached) / (1 + shuffles) if testable else np.nan


def _shuffle(values: np.ndarray, shuffles: int, seed: int, batch: int) -> Iterator[np.ndarray]:
    """One row per shuffle, in batches: the known values in random order; missing values keep their place.

    Each row continues the same random generator, so the size of a batch does not change the result.
    """
    known, rng = np.isfinite(values), np.random.default_rng(seed)
    size = max(batch // max(len(values), 1), 1)
    for first in range(0, shuffles, size):
        rows = np.repeat(values[np.newaxis, :], min(size, shuffles - first), axis=0)
        rows[:, known] = rng.permuted(rows[:, known], axis=1)
        yield rows


def name_direction(escalation: float) -> str | None:
    """*escalates*, *eases* or *neither*, by the sign of a mean of escalation; None where nothing was measured."""
    if np.isnan(escalation):
        return None
    return "escalates" if escalation > NEUTRAL else "eases" if escalation < -NEUTRAL else "neither"
