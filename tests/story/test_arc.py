import tracemalloc

import numpy as np
import pandas as pd
import pytest
from helpers.samples import ARC, NO_TONE, SHORT

import analysis
from analysis.statistics import ALPHA, smooth
from analysis.story.arc import ARC as COLUMNS
from analysis.story.arc import compute_arc
from analysis.story.measures import find_disagreements


def paragraphs(values):
    return pd.DataFrame({"paragraph": range(1, len(values) + 1), "tone": np.array(values, dtype=float)})


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


def test_an_ordered_story_is_beyond_chance_and_turns_where_it_turns():
    arc = compute_arc(analysis.read_text(ARC).paragraphs)
    turns = arc.table.dropna(subset="turning")
    assert arc.p_value == 1 / 1000 and arc.beyond_chance
    assert turns["turning"].tolist() == ["trough"] and 11 <= turns["paragraph"].iloc[0] <= 20


def test_the_same_paragraphs_in_another_order_are_chance():
    table = analysis.read_text(ARC).paragraphs
    mixed = table.assign(tone=table["tone"].sample(frac=1, random_state=4).to_numpy())
    arc = compute_arc(mixed)
    assert not arc.beyond_chance and arc.table["turning"].isna().all()


def test_the_test_is_wrong_as_often_as_it_says():
    rng = np.random.default_rng(7)
    false = sum(compute_arc(paragraphs(rng.normal(size=12)), shuffles=199).beyond_chance for _ in range(400))
    assert 0.02 < false / 400 < 0.09 and ALPHA == 0.05


def test_a_seed_gives_the_same_arc_and_another_seed_another_band():
    table = paragraphs(np.sin(np.arange(12)))
    one, same, other = (compute_arc(table, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one.table, same.table)
    assert one.p_value == same.p_value and not one.table["low"].equals(other.table["low"])


def test_the_band_is_of_the_same_paragraphs_and_gaps_stay_gaps():
    arc = compute_arc(paragraphs([0.5, np.nan, -0.5, 0.25, np.nan, 0.1, 0.2]))
    assert arc.scored == 5 and arc.table["value"].isna().tolist() == [False, True, False, False, True, False, False]
    assert arc.table["low"].min() >= -0.5 and arc.table["high"].max() <= 0.5
    assert (arc.table["low"] <= arc.table["high"]).all()


def test_extremes_are_the_raw_ends():
    table = compute_arc(paragraphs([0.1, 0.9, -0.4, 0.9])).table
    assert table["extreme"].tolist()[1:3] == ["highest", "lowest"] and table["extreme"].notna().sum() == 2
    assert compute_arc(paragraphs([0.2, 0.2])).table["extreme"].isna().all()


@pytest.mark.parametrize("text", ["", SHORT, NO_TONE])
def test_what_cannot_be_tested_has_no_p_value(text):
    arc = compute_arc(analysis.read_text(text).paragraphs)
    assert np.isnan(arc.p_value) and not arc.beyond_chance
    assert [str(t) for t in arc.table.dtypes] == list(COLUMNS.values())


def test_without_smoothing_or_variation_there_is_nothing_to_test():
    assert np.isnan(compute_arc(paragraphs(np.arange(9)), window=1).p_value)
    assert np.isnan(compute_arc(paragraphs([0.5] * 9)).p_value)


def test_the_size_of_a_batch_changes_nothing(monkeypatch):
    table = paragraphs(np.random.default_rng(2).normal(size=40)).mask(lambda t: t["tone"] > 1)
    table["paragraph"] = range(1, 41)
    whole = compute_arc(table, shuffles=2_500)
    for batch in (1, 40 * 7, 40 * 2_000):
        monkeypatch.setattr("analysis.statistics.BATCH", batch)
        parts = compute_arc(table, shuffles=2_500)
        pd.testing.assert_frame_equal(parts.table, whole.table)
        assert parts.p_value == whole.p_value and whole.p_value > 1 / 2_501


def test_memory_does_not_grow_with_the_orders():
    table = paragraphs(np.random.default_rng(0).normal(size=1_000))
    compute_arc(table, shuffles=99)
    tracemalloc.start()
    compute_arc(table, shuffles=20_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100e6  # all orders at once would take 160 MB for a single copy, and smoothing makes several


def test_escalation_has_its_own_scale_and_keeps_paragraphs_without_events_apart(eventful):
    arc = compute_arc(eventful.paragraphs, "escalation")
    values = arc.table.set_index("paragraph")["value"]
    assert arc.scored == 9 and values[10] == 7 and values[[3, 7]].isna().all()
    assert arc.table["low"].min() < -2 and arc.table.loc[9, "extreme"] == "highest"


@pytest.mark.parametrize("wrong", [{"window": 2}, {"window": 0}, {"shuffles": 10}, {"seed": -1}])
def test_a_parameter_out_of_range_is_named(wrong):
    name = {"window": "smoothing"}.get(*wrong, *wrong)
    with pytest.raises(ValueError, match=name):
        compute_arc(paragraphs([1, 2, 3]), **wrong)


def test_disagreements_are_opposite_signs_the_widest_first():
    table = pd.DataFrame(
        {"polarity": [0.1, 0.5, 0.0, -0.2, np.nan, 5e-17], "vader": [-0.1, -0.9, -0.5, -0.1, 0.3, -0.4]}
    )
    assert find_disagreements(table, ("polarity", "vader")).index.tolist() == [1, 0]
    table["tone"] = [np.nan, 0.2, 0.0, 0.1, -0.9, 0.0]
    assert find_disagreements(table).index.tolist() == [1, 4, 3, 0]
