"""Tests of chance: each gives what scipy, a hand or a known truth gives, and the same for the same seed."""

import math
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.statistics import (
    ALPHA,
    bootstrap,
    fisher_exact,
    holm,
    order_test,
    permutation_test,
    sign_flip_test,
    sign_test,
    smooth,
)

SEEDS = range(1, 201)


# Exact tests


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_scipy_s(successes, more):
    trials = successes + more
    expected = stats.binomtest(successes, trials, 0.5).pvalue if trials else 1.0
    assert sign_test(successes, trials) == pytest.approx(expected)


def test_a_fair_coin_in_figures():
    assert sign_test(0, 6) == sign_test(6, 6) == 2 / 64 and sign_test(3, 6) == 1
    assert sign_test(5, 15) == sign_test(10, 15) == pytest.approx(2 * 4944 / 2**15)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_fisher_s_exact_test_is_scipy_s(pairs):
    one, other = (pd.Series(values, dtype=bool) for values in zip(*pairs, strict=True))
    table = [[(one & other).sum(), (one & ~other).sum()], [(~one & other).sum(), (~one & ~other).sum()]]
    assert fisher_exact(one, other) == pytest.approx(stats.fisher_exact(table, alternative="greater").pvalue)


def test_signs_that_always_agree_are_as_rare_as_their_pairings():
    four_and_four = pd.Series([True] * 4 + [False] * 4)
    assert fisher_exact(four_and_four, four_and_four) == 1 / 70
    assert fisher_exact(pd.Series([True] * 3), pd.Series([True, False, False])) == 1  # any pairing agrees as often


def test_holm_raises_each_p_for_the_tests_that_are_left():
    raised = holm(pd.Series({"a": 0.01, "b": 0.04, "c": math.nan, "d": 0.03, "e": 0.5}))
    # in order .01 .03 .04 .50, times 4 3 2 1: .04 .09 .08 .50, and none below the one before: .04 .09 .09 .50
    assert raised.drop("c").to_dict() == pytest.approx({"a": 0.04, "b": 0.09, "d": 0.09, "e": 0.5})
    assert math.isnan(raised["c"]) and list(raised.index) == list("abcde")
    assert holm(pd.Series([0.6, 0.7])).tolist() == [1, 1]
    assert holm(pd.Series([], dtype=float)).empty


# Random tests


def test_a_permutation_test_finds_what_is_there_and_never_gives_zero():
    values, chosen = np.r_[np.ones(9), np.zeros(9)], np.r_[np.ones(9, bool), np.zeros(9, bool)]
    difference, p = permutation_test(values, chosen)
    assert difference == 1 and p == 1 / 1000
    assert permutation_test(values, chosen, shuffles=199)[1] == 1 / 200
    assert permutation_test(np.ones(18), chosen) == (0, 1)
    assert permutation_test(-values, chosen) == (-1, p)  # two-sided


def test_a_permutation_test_comes_close_to_all_permutations():
    values, chosen = np.array([3.0, 5.0, 8.0, 1.0, 2.0, 4.0]), np.array([True] * 3 + [False] * 3)
    exact = stats.permutation_test(
        (values[:3], values[3:]), lambda a, b: a.mean() - b.mean(), n_resamples=np.inf, alternative="two-sided"
    )
    difference, p = permutation_test(values, chosen, shuffles=20_000)
    assert difference == exact.statistic and p == pytest.approx(exact.pvalue, abs=0.02)


def test_a_sign_flip_test_finds_what_is_there_and_never_gives_zero():
    assert sign_flip_test(np.ones(20)) == sign_flip_test(-np.ones(20)) == 1 / 1000
    assert sign_flip_test(np.zeros(20)) == 1
    exact = 2 / 2**5  # of five equal figures, only all signs alike have as large a mean
    assert sign_flip_test(np.ones(5), shuffles=20_000) == pytest.approx(exact, abs=0.01)


def test_the_order_test_finds_an_order_and_leaves_gaps_in_their_place():
    values = np.r_[np.zeros(8), np.nan, np.ones(8), np.zeros(8)]
    low, high, p = order_test(values, smooth(values, 3), 3)
    assert p == 1 / 1000 and len(low) == len(high) == len(values) and (low <= high).all()
    assert np.nanmin(low) >= 0 and np.nanmax(high) <= 1
    assert math.isnan(order_test(values, values, 1)[2])  # no smoothing: nothing to test
    few = values[:4]
    assert math.isnan(order_test(few, smooth(few, 3), 3)[2])
    level = np.ones(9)
    assert math.isnan(order_test(level, smooth(level, 3), 3)[2])


def draw_permutation(rng):
    return permutation_test(rng.normal(size=14), np.arange(14) < 6, 199)[1]


def draw_signs(rng):
    return sign_flip_test(rng.normal(size=12), 199)


def draw_order(rng):
    values = rng.normal(size=12)
    return order_test(values, smooth(values, 3), 3, 199)[2]


@pytest.mark.slow
@pytest.mark.parametrize("draw", [draw_permutation, draw_signs, draw_order])
def test_where_there_is_nothing_a_test_is_wrong_as_often_as_it_says(draw):
    rng = np.random.default_rng(7)
    wrong = np.mean([draw(rng) <= ALPHA for _ in range(600)])
    assert 0.025 < wrong < 0.08 and ALPHA == 0.05


@pytest.mark.parametrize(
    "run",
    [
        lambda seed: permutation_test(np.arange(12.0), np.arange(12) % 3 == 0, 199, seed),
        lambda seed: sign_flip_test(np.arange(-4.0, 8.0), 199, seed),
        lambda seed: order_test(np.sin(np.arange(12.0)), smooth(np.sin(np.arange(12.0)), 3), 3, 199, seed),
        lambda seed: list(bootstrap(12, 9, seed)),
    ],
    ids=["permutation", "sign flip", "order", "bootstrap"],
)
def test_a_seed_gives_the_same_and_another_seed_another_draw(run):
    assert repr(run(3)) == repr(run(3))
    assert len({repr(run(seed)) for seed in range(9)}) > 3


def test_a_bootstrap_draws_as_many_units_as_there_are_with_replacement():
    draws = list(bootstrap(50, 400))
    assert len(draws) == 400 and all(len(places) == 50 for places in draws)
    assert all(places.min() >= 0 and places.max() < 50 for places in draws)
    assert np.mean([len(set(places)) for places in draws]) == pytest.approx(50 * (1 - (1 - 1 / 50) ** 50), rel=0.02)


def test_a_bootstrap_s_interval_holds_the_truth_as_often_as_it_says():
    held = 0
    for seed in SEEDS:
        sample = np.random.default_rng(seed).normal(size=60)
        means = [sample[places].mean() for places in bootstrap(60, 199, seed)]
        low, high = np.percentile(means, [2.5, 97.5])
        held += low <= 0 <= high
    assert 0.88 <= held / len(SEEDS) <= 0.99


# Smoothing


def test_the_window_is_centred_and_cut_off_at_the_ends():
    assert smooth(np.array([0.0, 3.0, 6.0, 0.0]), 3).tolist() == [1.5, 3.0, 3.0, 3.0]
    assert smooth(np.array([1.0, np.nan, 3.0, np.nan, np.nan, np.nan]), 3).tolist()[:4] == [1.0, 2.0, 3.0, 3.0]
    assert np.isnan(smooth(np.array([1.0, np.nan, 3.0, np.nan, np.nan, np.nan]), 3)[4:]).all()
    assert smooth(np.array([1.0, 2.0]), 1).tolist() == [1.0, 2.0]


@pytest.mark.parametrize("window", [1, 3, 5, 9])
def test_smoothing_is_what_pandas_does(window):
    values = pd.Series(np.random.default_rng(0).normal(size=40)).mask(lambda x: x > 1)
    expected = values.rolling(window, center=True, min_periods=1).mean()
    np.testing.assert_allclose(smooth(values.to_numpy(), window), expected)


def test_a_window_wider_than_the_story_sees_all_of_it():
    assert smooth(np.array([0.0, 3.0, 6.0]), 10**9 + 1).tolist() == [3.0, 3.0, 3.0]


def test_the_size_of_a_batch_changes_nothing():
    values = pd.Series(np.random.default_rng(2).normal(size=40)).mask(lambda x: x > 1).to_numpy()
    low, high, p = order_test(values, smooth(values, 3), 3, 2_500)
    assert p > 1 / 2_501
    for batch in (1, 40 * 7, 40 * 2_000):
        parts = order_test(values, smooth(values, 3), 3, 2_500, batch=batch)
        np.testing.assert_array_equal(parts[:2], (low, high))
        assert parts[2] == p


@pytest.mark.slow
def test_memory_does_not_grow_with_the_orders():
    values = np.random.default_rng(0).normal(size=1_000)
    line = smooth(values, 3)
    order_test(values, line, 3, 99)
    tracemalloc.start()
    order_test(values, line, 3, 20_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100e6  # all orders at once would take 160 MB for a single copy, and smoothing makes several
