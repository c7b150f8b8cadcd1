from dataclasses import replace

import pandas as pd
import pytest
from analysis.story.acts import get_now, list_acts
from samples import enter_events

import analysis
from analysis.reading.schema import DAYS, DEEDS
from analysis.story.order import order_acts
from analysis.story.peak import find_aftermath, find_peak, tabulate_days, tabulate_deeds

STORY = """Crews and owners part

Owners locked the gates on Monday. Crews burned a tug on 3 March.

On Wednesday both sides agreed to talk. In 2019 owners had sued the crews."""
DEEDS_OF_STORY = """
1 | locked | owners | crews | 172 | COERCE | Mconf | -7.0 | asserted | background | 2020-03-02 | –
1 | burned | crews | owners | 190 | ASSAULT | Mconf | -9.5 | asserted | background | 2020-03-03 | –
2 | agreed | owners | crews | 030 | AGREE | Vcoop | 4.0 | asserted | current | 2020-03-04 | –
2 | sued | owners | crews | 115 | ACCUSE | Vconf | -2.0 | asserted | background | 2019 | –
"""


@pytest.fixture(scope="module")
def story():
    return enter_events(analysis.read_text(STORY, "2020-03-05"), DEEDS_OF_STORY)


def test_a_day_counts_its_acts_and_only_what_has_a_day_enters(eventful):
    days = tabulate_days(eventful.events).set_index("day")
    assert [f"{day:%Y-%m-%d}" for day in days.index] == ["2020-01-03", "2020-01-08"]
    assert days.loc["2020-01-03"].tolist() == [3, 0, 3, 10.0, 10.0]
    assert days.loc["2020-01-08", ["events", "cooperation", "conflict"]].tolist() == [18, 10, 8]


def test_headlines_and_neutral_events_do_not_count(eventful):
    acts = list_acts(eventful.events)
    assert len(acts) == len(eventful.events) - 2 and acts["paragraph"].notna().all()
    assert tabulate_days(eventful.events.assign(quad="neutral")).empty
    assert [str(t) for t in tabulate_days(eventful.events.head(0)).dtypes] == list(DAYS.values())


def test_moments_run_from_the_oldest_and_what_is_recalled_of_a_day_precedes_its_now(eventful):
    acts = order_acts(eventful)
    assert list(dict.fromkeys(acts["when"])) == [
        "2018",
        "3 January 2020",
        "8 January 2020, before",
        "8 January 2020, now",
        "undated",
    ]
    assert acts["moment"].dropna().is_monotonic_increasing
    assert acts[acts["when"] == "undated"]["moment"].isna().all() and (acts["when"] == "undated").sum() == 4


def test_the_now_is_the_latest_day_that_the_text_names_up_to_publication(story, eventful):
    assert f"{get_now(eventful):%Y-%m-%d}" == "2020-01-08" and f"{get_now(story):%Y-%m-%d}" == "2020-03-04"
    assert get_now(analysis.read_text("Nobody sailed.")) is None
    assert get_now(analysis.read_text("Nobody sailed.", "2020-01-09")) == pd.Timestamp("2020-01-09")


def test_a_year_that_is_not_over_is_placed_by_the_now(story):
    events = story.events.assign(
        first_day=story.events["first_day"].mask(story.events["text"] == "sued", pd.Timestamp("2020-01-01")),
        last_day=story.events["last_day"].mask(story.events["text"] == "sued", pd.Timestamp("2020-12-31")),
    )
    moved = replace(story, events=events)
    assert order_acts(moved)["text"].tolist() == ["locked", "burned", "sued", "agreed"]
    assert order_acts(story)["text"].tolist() == ["sued", "locked", "burned", "agreed"]


def test_the_same_deed_told_again_is_one_deed(eventful):
    deeds = tabulate_deeds(eventful)
    killing = deeds[deeds["when"] == "3 January 2020"]
    assert len(killing) == 1 and killing["events"].tolist() == [3] and killing["paragraphs"].tolist() == ["¶2, ¶8"]
    assert deeds["events"].sum() == len(list_acts(eventful.events))
    assert [str(t) for t in deeds.dtypes] == list(DEEDS.values())
    empty = tabulate_deeds(analysis.read_text("Nobody sailed."))
    assert empty.empty and [str(t) for t in empty.dtypes] == list(DEEDS.values())


def test_the_peak_is_what_is_sure_dated_to_a_day_and_worst(eventful, story):
    peak = find_peak(tabulate_deeds(eventful))
    assert list(zip(peak["when"], peak["source"], strict=True)) == [
        ("3 January 2020", "USA"),
        ("8 January 2020, before", "IRN"),
    ]
    assert find_peak(tabulate_deeds(story))["source"].tolist() == ["crews"]
    doubted = enter_events(
        analysis.read_text(STORY, "2020-03-05"), DEEDS_OF_STORY.replace("-9.5 | asserted", "-9.5 | hedged")
    )
    assert find_peak(tabulate_deeds(doubted))["source"].tolist() == ["owners"]


def test_what_came_after_the_peak_is_later_or_current(eventful, story):
    after = find_aftermath(eventful, find_peak(tabulate_deeds(eventful)))
    assert len(after) == 16 and (after["frame"] == "current").all()
    assert find_aftermath(story, find_peak(tabulate_deeds(story)))["text"].tolist() == ["agreed"]
    assert find_aftermath(story, find_peak(tabulate_deeds(story)).head(0)).empty
