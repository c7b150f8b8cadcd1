"""The order in which the story tells its events, against the order in which they happened."""

from dataclasses import replace

import pandas as pd
import pytest
from helpers.drawn import trust
from helpers.samples import EVENTS, STORY_DEEDS, STORY_TEXT, enter_events

import analysis
from analysis.story import order, peak


def test_the_story_goes_back_to_what_is_sure_of_its_day(eventful, reading):
    assert str(order.describe(eventful)) == (
        "It recalls 2018: “The tit-for-tat military action, after months of rising tension since the United States "
        "withdrew in 2018 from Iran’s nuclear pact with world powers” (paragraph 3)."
    )
    straight = enter_events(reading, "\n".join(EVENTS.strip().splitlines()[11:16]))
    assert order.describe(straight) == ()


def test_a_day_that_is_not_sure_is_not_told(eventful):
    doubted = replace(eventful, events=eventful.events.assign(day_confidence=0.6))
    assert order.describe(doubted) == ()


def test_moments_run_from_the_oldest_and_what_is_recalled_of_a_day_precedes_its_now(eventful):
    acts = order.tabulate(eventful)
    days = ["2018", "3 January 2020", "8 January 2020, before", "8 January 2020, now"]
    assert list(dict.fromkeys(acts["when"])) == days
    assert acts["moment"].is_monotonic_increasing and len(acts) == 19


def test_only_acts_that_are_sure_and_have_a_sure_day_have_a_moment(eventful):
    doubted = eventful.events.assign(
        day_confidence=eventful.events["day_confidence"].mask(eventful.events["paragraph"] > 1, 0.79)
    )
    acts = order.tabulate(replace(eventful, events=doubted))
    assert list(acts["when"]) == ["8 January 2020, before", *["8 January 2020, now"] * 2]
    for doubt in ({"coder": "rules"}, {"confidence": 0.59}, {"day_confidence": 0.79}):
        unsure = replace(eventful, events=eventful.events.assign(**doubt))
        assert order.tabulate(unsure).empty and not order.draw(unsure).axes


def test_a_day_has_its_acts_and_what_has_no_day_of_its_own_has_no_moment(eventful):
    acts = order.tabulate(eventful).groupby("when").agg(events=("side", "size"), escalation=("escalation", "mean"))
    sides = order.tabulate(eventful).groupby("when")["side"].value_counts()
    assert acts.loc["3 January 2020"].tolist() == [3, 10.0] and sides["3 January 2020", "conflict"] == 3
    assert acts.loc["8 January 2020, before", "events"] + acts.loc["8 January 2020, now", "events"] == 15
    assert sides["8 January 2020, now", "cooperation"] == 8 and sides["8 January 2020, now", "conflict"] == 4


def test_a_year_that_is_not_over_is_placed_by_the_now(story):
    events = story.events.assign(
        first_day=story.events["first_day"].mask(story.events["text"] == "sued", pd.Timestamp("2020-01-01")),
        last_day=story.events["last_day"].mask(story.events["text"] == "sued", pd.Timestamp("2020-12-31")),
    )
    moved = replace(story, events=events, now=pd.Timestamp("2020-03-04"))
    assert order.tabulate(moved)["text"].tolist() == ["locked", "burned", "sued", "agreed"]
    assert order.tabulate(story)["text"].tolist() == ["sued", "locked", "burned", "agreed"]


def test_the_story_curve_has_a_point_for_each_dated_act(eventful):
    axes = order.draw(eventful).axes[0]
    line = axes.lines[0]
    placed = order.tabulate(eventful)["moment"].notna().sum()
    assert len(line.get_xdata()) == placed == 19 and min(line.get_ydata()) == 1
    assert list(line.get_xdata()) == sorted(line.get_xdata())
    words = [text.get_text() for text in axes.texts]
    assert words[0] == "2018" and [word for word in words if "later" in word] == ["five days later"]
    assert "whose time is sure, 2018 to 8 January 2020, in the order" in order.draw(eventful).alt


def test_days_without_the_day_of_what_was_worst_are_no_picture(eventful):
    assert order.explain_lack(eventful) == "" and len(order.draw(eventful).axes)
    worst = eventful.events["quad"].eq("Mconf")
    unsure = eventful.events["day_confidence"].mask(worst, 0.5)
    lacking = replace(eventful, events=eventful.events.assign(day_confidence=unsure))
    for chart in (order.draw(lacking), peak.draw(lacking)):
        assert not chart.axes and "What was worst has no sure day" in chart.texts[-1].get_text()


def test_a_gap_is_named_only_between_single_days(monkeypatch):
    monkeypatch.setattr(order, "MIN_DRAWN", 3)

    def list_gaps(date):
        reading = enter_events(analysis.read_text(STORY_TEXT, "2020-03-05"), STORY_DEEDS.replace("| 2019 |", date))
        return [text.get_text() for text in order.draw(reading).axes[0].texts if "later" in text.get_text()]

    assert list_gaps("| 2019 |") == [] and list_gaps("| 2019-03-04 |") == ["12 months later"]


def test_days_that_point_the_other_way_than_the_story_are_no_picture(eventful):
    assert order.explain_lack(eventful) == ""
    eases = (eventful.events["frame"] == "current") & (eventful.events["side"] == "cooperation")
    doubted = eventful.events["day_confidence"].fillna(0.9).mask(eases, 0.5)
    undated = replace(eventful, events=eventful.events.assign(day_confidence=doubted))
    assert "of the other side" in order.explain_lack(undated)


def test_the_title_says_how_far_back_the_story_goes_by_days_that_are_sure(eventful):
    assert order.find_finding(eventful) == "The story recalls 2018"
    assert order.find_finding(replace(eventful, events=eventful.events.assign(day_confidence=0.5))) == ""


def test_a_length_of_time_has_the_largest_unit_of_which_it_has_two():
    lengths = {2: "two days", 13: "13 days", 15: "two weeks", 70: "two months", 800: "two years"}
    assert {days: order.name_gap(days) for days in lengths} == lengths


def test_without_a_date_nothing_is_said_of_the_order():
    undated = analysis.read_text("Troops shelled the town.")
    assert len(undated.acts) and order.describe(undated) == ()


RECALLED = [  # a sentence, and the words of it that tell of the past
    ("Rebels shelled the port of Lamu in May 2009.", "Rebels shelled the port of Lamu in May 2009"),
    (
        "On Wednesday Kenya attacked the rebels, who had shelled the port of Lamu in May 2009.",
        "the rebels, who had shelled the port of Lamu in May 2009",
    ),
    (
        "The guards who shot five farmers in May 2009 have now left the valley for good, and nobody has come for them.",
        "The guards who shot five farmers in May 2009",
    ),
    ("The army, mourning the men killed in the 2009 siege, shelled the port.", "the men killed in the 2009 siege"),
]


@pytest.mark.parametrize(("text", "words"), RECALLED)
def test_only_the_words_of_the_past_are_recalled(text, words):
    reading = analysis.read_text(f"Kenya attacked the rebels on Thursday.\n\n{text}", "2012-05-04", coders="rules")
    assert f"“{words}”" in str(order.describe(trust(reading)))


def test_the_days_before_alone_are_no_picture(eventful):
    acts = eventful.events
    undated = acts["day_confidence"].mask(acts["frame"] == "current", 0.5)
    assert order.explain_lack(eventful) == ""
    past = replace(eventful, events=acts.assign(day_confidence=undated))
    assert order.explain_lack(past).startswith("What happens now has no sure day")
