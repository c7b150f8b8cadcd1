"""The arc of a measure over the paragraphs of a story, and whether it is more than chance."""

import re
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import pytest
from helpers.samples import ARC, NO_TONE, SHORT
from matplotlib.colors import to_hex

import analysis
from analysis.show.chart import GROUND
from analysis.show.colours import CONFLICT, COOPERATION
from analysis.statistics import ALPHA
from analysis.story import arc
from analysis.story.arc import ARC as COLUMNS
from analysis.story.arc import compute_arc, trace
from analysis.story.claims import tabulate_paragraphs


def paragraphs(values):
    return pd.DataFrame({"paragraph": range(1, len(values) + 1), "tone": np.array(values, dtype=float)})


def test_an_ordered_story_is_beyond_chance_and_turns_where_it_turns():
    line = compute_arc(analysis.read_text(ARC).paragraphs)
    turns = line.table.dropna(subset="turning")
    assert line.p_value == 1 / 1000 and line.beyond_chance
    assert turns["turning"].tolist() == ["trough"] and 11 <= turns["paragraph"].iloc[0] <= 20


def test_the_same_paragraphs_in_another_order_are_chance():
    table = analysis.read_text(ARC).paragraphs
    mixed = table.assign(tone=table["tone"].sample(frac=1, random_state=4).to_numpy())
    line = compute_arc(mixed)
    assert not line.beyond_chance and line.table["turning"].isna().all()


@pytest.mark.slow
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
    line = compute_arc(paragraphs([0.5, np.nan, -0.5, 0.25, np.nan, 0.1, 0.2]))
    assert line.scored == 5 and line.table["value"].isna().tolist() == [False, True, False, False, True, False, False]
    assert line.table["low"].min() >= -0.5 and line.table["high"].max() <= 0.5
    assert (line.table["low"] <= line.table["high"]).all()


def test_extremes_are_the_raw_ends():
    table = compute_arc(paragraphs([0.1, 0.9, -0.4, 0.9])).table
    assert table["extreme"].tolist()[1:3] == ["highest", "lowest"] and table["extreme"].notna().sum() == 2
    assert compute_arc(paragraphs([0.2, 0.2])).table["extreme"].isna().all()


@pytest.mark.parametrize("text", ["", SHORT, NO_TONE])
def test_what_cannot_be_tested_has_no_p_value(text):
    line = compute_arc(analysis.read_text(text).paragraphs)
    assert np.isnan(line.p_value) and not line.beyond_chance
    assert [str(t) for t in line.table.dtypes] == list(COLUMNS.values())


def test_without_smoothing_or_variation_there_is_nothing_to_test():
    assert np.isnan(compute_arc(paragraphs(np.arange(9)), window=1).p_value)
    assert np.isnan(compute_arc(paragraphs([0.5] * 9)).p_value)


def test_escalation_has_its_own_scale_and_keeps_paragraphs_without_events_apart(eventful):
    line = compute_arc(eventful.paragraphs, "escalation")
    values = line.table.set_index("paragraph")["value"]
    assert line.scored == 8 and values[10] == 7 and values[[3, 7, 11]].isna().all()
    assert line.table["low"].min() < -2 and line.table.loc[5, "extreme"] == "highest"


@pytest.mark.parametrize("wrong", [{"window": 2}, {"window": 0}, {"shuffles": 10}, {"seed": -1}])
def test_a_parameter_out_of_range_is_named(wrong):
    name = {"window": "smoothing"}.get(*wrong, *wrong)
    with pytest.raises(ValueError, match=name):
        compute_arc(paragraphs([1, 2, 3]), **wrong)


def test_an_arc_is_traced_once_and_kept_with_its_reading(eventful):
    assert trace(eventful, "tone", seed=7) is trace(eventful, "tone", seed=7)
    assert trace(eventful, "tone", seed=8) is not trace(eventful, "tone", seed=7)
    one = compute_arc(eventful.paragraphs, "escalation", 5, 199, 2)
    pd.testing.assert_frame_equal(arc.tabulate(eventful, 5, 199, 2), one.table)


def test_of_two_troughs_without_a_peak_between_them_the_deeper_is_marked():
    line = [5.0, 1.0, 2.0, 0.5, 5.0, 9.0, 5.0, 8.0, 4.0]
    band = pd.DataFrame({"smoothed": line, "low": 1.5, "high": 7.5})
    assert arc._find_turns(band) == [None, None, None, "trough", None, "peak", None, None, None]


def test_turns_are_told_only_if_they_are_more_than_chance(eventful):
    assert not any("The line has" in sentence for sentence in arc.describe(eventful))
    rising = compute_arc(paragraphs([-5, -5, -5, -5, 5, 5, 5, 5, -5, -5, -5, -5]), "tone")
    told = arc._describe_turns(rising)
    assert rising.beyond_chance and f"more than chance makes (p = {rising.p_value:.3f})" in told[0]


@pytest.fixture
def one_sided(eventful):
    """The reading without paragraphs that have acts of both sides."""
    sides = eventful.events.groupby("paragraph")["side"].transform("first")
    return replace(eventful, events=eventful.events.assign(side=sides))


def test_a_paragraph_with_acts_of_both_sides_has_no_bar(eventful):
    assert arc.find_finding(eventful) == "Paragraphs 2, 5 and 8 are read as cooperation, paragraph 10 as conflict"
    current = eventful.events[eventful.events["frame"] == "current"]
    mixed = current.groupby("paragraph")["side"].nunique().gt(1)
    assert set(mixed.index[mixed]) == {1, 4, 6, 9} and len(arc.draw_strip(eventful).axes[0].patches) == 4


def test_the_story_is_drawn_with_what_it_recalls_apart_and_tone_on_its_own_scale(one_sided):
    upper, lower = arc.draw(one_sided).axes
    bars = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in upper.patches if bar.get_height()}
    assert bars == pytest.approx(tabulate_paragraphs(one_sided).to_dict())
    assert set(bars) == set(one_sided.paragraphs.dropna(subset="escalation")["paragraph"])
    hollow = next(line for line in upper.lines if line.get_marker() == "D")
    assert hollow.get_markerfacecolor() == GROUND
    assert len(hollow.get_xdata()) == one_sided.paragraphs["events_background"].sum()
    assert upper.get_ylim()[0] <= -10 < 10 <= upper.get_ylim()[1] and -2 < lower.get_ylim()[0] <= -1
    assert not [text for text in upper.texts if re.search(r"\d", text.get_text())]  # weights rate a kind of act


def test_a_paragraph_has_a_ring_for_a_bar_where_the_sure_acts_do_not_say_its_side(one_sided):
    doubted = replace(one_sided, events=one_sided.events.assign(coder="rules"))
    for reading, bars in ((one_sided, 8), (doubted, 0)):
        for axes in (arc.draw(reading, line=True).axes[0], *arc.draw_strip(reading).axes):
            colours = {to_hex(bar.get_facecolor()) for bar in axes.patches}
            rings = [line for line in axes.lines if line.get_marker() == "o"]
            assert len(axes.patches) == bars and colours == ({CONFLICT.light, COOPERATION.light} if bars else set())
            assert [len(line.get_xdata()) for line in rings] == [8 - bars] and set(rings[0].get_ydata()) <= {0.0}
    assert arc.find_finding(doubted) == ""
    assert not arc.draw_strip(doubted).axes and "surely enough" in arc.draw_strip(doubted).alt


def test_where_a_bar_is_not_sure_the_key_says_so(one_sided):
    doubt = one_sided.events["confidence"].mask(one_sided.events["paragraph"] == 10, 0.79)
    doubted = replace(one_sided, events=one_sided.events.assign(confidence=doubt))
    for reading, told in ((one_sided, True), (doubted, False)):
        chart = arc.draw(reading)
        keys = [text.get_text() for key in chart.legends for text in key.get_texts()]
        assert (arc.UNSURE in keys) != told
        assert (f"○ {arc.UNSURE}" in [text.get_text() for text in arc.draw_strip(reading).texts]) != told


def test_what_is_past_is_drawn_only_if_it_is_sure(eventful):
    past = eventful.events["frame"] == "background"
    doubted = replace(
        eventful, events=eventful.events.assign(confidence=eventful.events["confidence"].mask(past, 0.79))
    )
    assert not [line for line in arc.draw(doubted).axes[0].lines if line.get_marker() == "D" and len(line.get_xdata())]


def test_a_line_of_acts_that_are_not_sure_is_neither_told_nor_drawn(eventful):
    rising = eventful.paragraphs.assign(escalation=[-5.0] * 4 + [5.0] * 4 + [-5.0] * 3)
    doubt = eventful.events["confidence"].mask(eventful.events["paragraph"] > 2, 0.79)
    sure = replace(eventful, paragraphs=rising)
    doubted = replace(sure, events=eventful.events.assign(confidence=doubt))
    for reading, told in ((sure, True), (doubted, False)):
        labels = [text.get_text() for key in arc.draw(reading).legends for text in key.get_texts()]
        assert trace(reading).beyond_chance
        assert any("random order" in label for label in labels) == (len(arc.describe(reading)) == 1) == told


def test_the_title_names_the_paragraphs_of_which_it_is_sure(one_sided):
    assert arc.find_finding(one_sided) == "Most paragraphs are read as cooperation, paragraphs 6 and 10 as conflict"
    every = replace(
        one_sided, events=one_sided.events.assign(escalation=-5.0, frame="current", side="cooperation", root="YIELD")
    )
    every = replace(every, paragraphs=every.paragraphs.assign(escalation=-5.0))
    assert arc.find_finding(every).startswith("Most paragraphs are read as cooperation")


def test_without_a_bar_nothing_is_drawn_unless_the_line_is_asked_for(eventful):
    doubted = replace(eventful, events=eventful.events.assign(coder="rules"))
    chart = arc.draw(doubted)
    assert not chart.axes and chart.alt == "No paragraph is read surely enough for a bar."


def test_the_strip_has_a_bar_for_each_paragraph_with_a_current_event(one_sided):
    chart = arc.draw_strip(one_sided)
    assert len(chart.axes[0].patches) == one_sided.paragraphs["escalation"].notna().sum()
    words = {text.get_text() for text in chart.texts}
    assert {"conflict", "cooperation", "¶1", "¶11"} <= words and f"○ {arc.UNSURE}" not in words
    quiet = arc.draw_strip(analysis.read_text("The table stood by the door."))
    assert not quiet.axes and quiet.alt == "No paragraph reports a current event."


def test_a_chart_says_in_words_how_many_paragraphs_are_not_sure(one_sided):
    assert arc.UNSURE not in arc.draw_strip(one_sided).alt
    first = (
        one_sided.events["paragraph"]
        == one_sided.paragraphs["paragraph"][one_sided.paragraphs["escalation"].notna()].iloc[0]
    )
    doubted = replace(
        one_sided, events=one_sided.events.assign(confidence=one_sided.events["confidence"].mask(first, 0.4))
    )
    for draw in (arc.draw, arc.draw_strip):
        assert draw(doubted).alt.endswith(" One other has a ring: not sure or not clear enough for a bar.")


def test_the_numbers_of_a_chart_say_which_of_them_are_sure(one_sided):
    doubted = replace(one_sided, events=one_sided.events.assign(coder="rules"))
    for draw in (partial(arc.draw, line=True), arc.draw_strip):
        assert draw(one_sided).numbers["sure"].sum() == 8 and not draw(doubted).numbers["sure"].any()
