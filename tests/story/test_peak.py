"""What happened, deed by deed: the worst of it, and what came after."""

from dataclasses import replace

import pandas as pd
import pytest
from helpers.samples import EVENTS, STORY_DEEDS, STORY_TEXT, enter_events
from matplotlib.colors import to_hex

import analysis
from analysis.reading.schema import DEEDS
from analysis.show.chart import GROUND, SMALL
from analysis.story import order, peak


def test_the_worst_is_the_killing_and_the_missiles(eventful):
    (worst,) = peak.describe(eventful)
    killing, _, missiles = worst.partition("; on 8 January 2020, “")
    assert killing.startswith("A conflict with a known day: on 3 January 2020, “") and killing.endswith("(paragraph 2)")
    assert "the killing of a prominent Iranian general in Iraq on Jan. 3" in killing
    assert "its missile strikes on Iraqi bases" in missiles and missiles.endswith("(paragraph 1).")


def test_the_same_deed_told_again_is_one_deed(eventful):
    deeds = peak.tabulate(eventful)
    killing = deeds[deeds["when"] == "3 January 2020"]
    assert len(killing) == 1 and killing["events"].tolist() == [3] and killing["paragraphs"].tolist() == ["¶2, ¶8"]
    assert deeds["events"].sum() == len(order.tabulate(eventful)) == 19
    assert [str(t) for t in deeds.dtypes] == list(DEEDS.values())
    empty = peak.tabulate(analysis.read_text("Nobody sailed."))
    assert empty.empty and [str(t) for t in empty.dtypes] == list(DEEDS.values())


def test_the_peak_is_what_is_sure_dated_to_a_day_and_worst(eventful, story):
    worst = peak.find_peak(eventful)
    days = [f"{day:%d %b}" for day in worst["first_day"]]
    assert list(zip(days, worst["source"], strict=True)) == [("03 Jan", "USA"), ("08 Jan", "IRN")]
    assert peak.find_peak(story)["source"].tolist() == ["crews"]
    doubted = enter_events(
        analysis.read_text(STORY_TEXT, "2020-03-05"), STORY_DEEDS.replace("-9.5 | asserted", "-9.5 | hedged")
    )
    assert peak.find_peak(doubted)["source"].tolist() == ["owners"]


def test_what_was_long_before_the_story_is_not_among_the_worst(eventful):
    past = eventful.events["first_day"] == "2020-01-03"
    long_ago = eventful.events["first_day"].mask(past, pd.Timestamp("2001-09-11"))
    earlier = replace(eventful, events=eventful.events.assign(first_day=long_ago, last_day=long_ago))
    assert {f"{day:%d %b %Y}" for day in peak.find_peak(earlier)["first_day"]} == {"08 Jan 2020"}


def test_a_past_deed_of_parties_who_do_nothing_now_is_of_another_story(eventful):
    past = eventful.events["first_day"] == "2020-01-03"
    others = {side: eventful.events[side].mask(past, code) for side, code in (("source", "EGY"), ("target", "LBY"))}
    apart = replace(eventful, events=eventful.events.assign(**others))
    assert {f"{day:%d %b %Y}" for day in peak.find_peak(apart)["first_day"]} == {"08 Jan 2020"}


def test_what_is_only_said_is_not_among_the_worst(story):
    said = story.events.assign(quad=story.events["quad"].mask(story.events["text"] == "burned", "Vconf"))
    assert peak.find_peak(replace(story, events=said))["source"].tolist() == ["owners"]
    told = replace(story, events=story.events.assign(quad="Vconf"))
    assert peak.describe(told) == ()


@pytest.mark.parametrize("doubt", [{"coder": "rules"}, {"confidence": 0.59}, {"day_confidence": 0.7}])
def test_there_is_no_peak_without_a_deed_that_both_coders_read_on_a_sure_day(story, doubt):
    doubted = replace(story, events=story.events.assign(**doubt))
    assert peak.find_peak(doubted).empty and peak.describe(doubted) == ()


def test_deeds_are_rows_from_the_oldest_and_solid_only_where_they_are_asserted(eventful):
    chart = peak.draw(eventful)
    words = [text.get_text() for text in chart.texts]
    bold = [text.get_text() for text in chart.texts if text.get_weight() == "bold" and text.get_size() == SMALL]
    assert " ".join(bold) == "2018 3 January 2020 8 January 2020, before 8 January 2020, now"
    assert "United States → Iran" in words and "not sure who" in words
    assert any(word.endswith("threatened") for word in words)
    hollow = [bar for bar in chart.axes[0].patches if to_hex(bar.get_facecolor()) == GROUND]
    assert len(chart.axes[0].patches) == 13 and len(hollow) == 6
    assert {"+10.0", "+7.0"} <= {text.get_text() for text in chart.axes[0].texts}


def test_a_deed_within_one_side_says_so(reading):
    dated = EVENTS.replace("Vconf | -2.0 | asserted | background | –", "Vconf | -2.0 | asserted | background | 2018")
    assert "within the United States" in [text.get_text() for text in peak.draw(enter_events(reading, dated)).texts]


@pytest.mark.parametrize("doubt", [{"coder": "learned"}, {"confidence": 0.59}, {"day_confidence": 0.79}])
def test_what_is_less_sure_or_of_a_day_that_is_not_sure_is_not_drawn(eventful, doubt):
    unsure = replace(eventful, events=eventful.events.assign(**doubt))
    assert peak.tabulate(unsure).empty and not peak.draw(unsure).axes


def test_a_mutual_deed_is_drawn_as_one_row_of_both(eventful):
    deeds = peak.tabulate(eventful)
    assert deeds["mutual"].sum() == 1
    words = [text.get_text() for text in peak.draw(eventful).texts]
    assert words.count("United States ↔ Iran") == 1


def test_nothing_is_the_worst_where_something_worse_has_no_sure_day(story):
    worst = story.events["text"] == "burned"
    undated = replace(story, events=story.events.assign(day_confidence=story.events["day_confidence"].mask(worst, 0.5)))
    assert len(peak.find_peak(story)) and peak.find_peak(undated).empty
    unlikely = undated.events.assign(confidence=story.events["confidence"].mask(worst, 0.3))
    assert peak.find_peak(replace(undated, events=unlikely))["source"].tolist() == ["owners"]
