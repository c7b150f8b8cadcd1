"""Figures of agreement and their intervals."""

import numpy as np
import pytest
from helpers.gold import SPEAKERS, quotes

from analysis.validation.agreement import _correlate, load_measured, measure_agreement, resample
from analysis.validation.gold import GIVEN, PUBLIC, GoldSet
from analysis.validation.scoring import score_set


def test_correlation_from_sums_is_pearson_s():
    random = np.random.default_rng(3)
    x, y = random.normal(size=(2, 40))
    sums = {"n": np.ones(40), "y": y, "yy": y * y, "tone_x": x, "tone_xx": x * x, "tone_xy": x * y}
    assert _correlate("tone", sums) == pytest.approx(np.corrcoef(x, y)[0, 1])


def mean(counts):
    return float(counts["y"].mean())


def test_intervals_hold_the_figure_and_are_the_same_for_the_same_seed():
    counts = {"y": np.arange(50.0)}
    low, high = resample(mean, counts, seed=4)
    assert low < 24.5 < high and (low, high) == resample(mean, counts, seed=4) != resample(mean, counts, seed=5)
    wide = resample(mean, {"y": np.arange(50.0)[::5]}, seed=4)
    assert wide[1] - wide[0] > high - low
    assert np.isnan(resample(mean, {"y": np.ones(9)})).all()


def test_articles_are_resampled_and_facts_where_there_is_one_article():
    one, two = quotes(SPEAKERS), quotes(SPEAKERS)
    assert len(score_set(GoldSet(PUBLIC, "quotes", [one, two]))) == 2
    assert len(score_set(GoldSet(GIVEN, "quotes", [one]))) == len(SPEAKERS)


def test_another_tool_s_figure_stands_only_beside_the_same_rows():
    scored = score_set(GoldSet(PUBLIC, "quotes", [quotes(SPEAKERS)]))
    assert measure_agreement({(PUBLIC, "quotes"): scored}, 9)["peer"].isna().all()
    kept = load_measured().set_index("measure")
    assert kept.loc["quote and speaker F1", "peer_figure"] == 0.749 and kept.loc["tone r", "human"] == 0.71
