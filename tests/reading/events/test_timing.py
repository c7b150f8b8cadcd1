"""When an act took place, and whether it is the story's now or its past."""

from functools import cache

import pandas as pd
import pytest

import analysis


@cache
def read(text: str, published: str | None = "2020-01-09") -> pd.DataFrame:
    """The events of a text."""
    return analysis.read_text(text, published, coders="rules").events


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Sudan released four pilots on Wednesday.", "current"),
        ("Sudan had released four pilots in March.", "background"),
        ("Kenya praised Sudan after it released four pilots.", "background"),
        ("Sudan, which jailed four pilots in 2018, is silent.", "background"),
    ],
)
def test_what_the_words_set_in_the_past_is_background(text, frame):
    events = read(text)
    assert events[events["text"].str.contains("released|jailed")]["frame"].tolist() == [frame]


def test_an_event_has_its_own_day_or_the_storys_now():
    text = "Sudan shelled a village on Jan. 3. On Wednesday Kenya recalled its ambassador. It closed the border."
    events = read(text)
    assert events["date"].tolist()[:2] == ["2020-01-03", "2020-01-08"]
    assert events["frame"].tolist()[0] == "background"
    assert "beside it" in events["date_reason"].iloc[0]


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Rebels shelled the port on Tuesday and Wednesday.", "shelled", ("2020-01-07", "2020-01-08")),
        ("Jets bombed the camp on Saturday night and Sunday morning.", "bombed", ("2020-01-04", "2020-01-05")),
        ("Rebels shelled the port on Monday and Tuesday's market was shut.", "shelled", ("2020-01-06", "2020-01-06")),
    ],
)
def test_two_days_that_are_joined_are_one_time(text, word, day):
    (event,) = read(text)[read(text)["text"].str.startswith(word)].itertuples()
    assert (f"{event.first_day:%Y-%m-%d}", f"{event.last_day:%Y-%m-%d}") == day


def test_the_later_of_two_joined_days_is_the_storys_now():
    lead = "Rebels shelled the port on Tuesday and Wednesday."
    assert analysis.read_text(lead, "2020-01-12", coders="rules").now == pd.Timestamp("2020-01-08")


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Miners walked out on 8 March 2019 after the firm dismissed two of them.", "background"),
        ("Miners walked out on Wednesday as the firm dismissed two of them.", "current"),
    ],
)
def test_what_came_before_what_is_recalled_is_background_too(text, frame):
    lead = "Police arrested two miners on Thursday.\n\n"
    events = analysis.read_text(lead + text, "2020-01-09").events
    assert events[events["text"].str.startswith("dismissed")]["frame"].tolist() == [frame]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kenya attacked the rebels on Wednesday, who had shelled the port in May 2009.", "rebels"),
        ("Kenya attacked the rebels near Lamu on Wednesday, who had shelled the port in May 2009.", "rebels"),
        ("He met the envoy on Tuesday, who threatened Peru with sanctions.", "envoy"),
    ],
)
def test_a_day_is_nobody_who_acts(text, source):
    act = read(text).iloc[-1]
    assert act["source"] == source


def test_the_day_of_what_is_condemned_is_not_that_of_the_words():
    def reason(text):
        events = analysis.read_text(text, "2016-02-10", coders="rules").events
        return str(events["date_reason"].iloc[0])

    assert "beside it" in reason("Rebels killed nine men in Sunday's raid.")
    assert "beside it" not in reason("The Arab League condemned the loss of life in Sunday's raid.")


def test_a_recalled_event_takes_the_day_of_the_same_event_told_elsewhere():
    text = "On Wednesday Iran fired missiles at Iraq.\n\nKenya was alarmed.\n\nHe left after Iran’s attack on Iraq."
    events = read(text)
    recalled = events[events["paragraph"] == 3]
    assert recalled["frame"].tolist() == ["background"]
    assert recalled["date"].tolist() == ["2020-01-08"]
    assert "dated elsewhere" in recalled["date_reason"].iloc[0]


def test_the_day_of_a_report_is_not_that_of_what_it_admits_if_the_story_dates_that():
    story = "Kenya admitted on Saturday that its navy had sunk a Somali ferry."
    for more, day in ((" The Somali ferry was sunk on Wednesday, officials said.", "2020-01-08"), ("", "2020-01-11")):
        events = read(story + more, "2020-01-11")
        assert set(events.loc[events["root"] == "ASSAULT", "date"]) == {day}


def test_without_any_day_nothing_is_dated():
    assert read("Sudan released four pilots.", None)["date"].isna().all()


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("A plan was put forward by Chad a year ago but was blocked by Sudan.", "blocked", "2019"),
        ("Sudan shelled the port on Jan. 3 and killed a guard.", "killed", "2020-01-03"),
        ("Sudan broke the truce by shelling the port in May 2018.", "broke", "2018-05"),
    ],
)
def test_verbs_that_go_on_share_the_day_before_them(text, word, day):
    events = read(f"Kenya recalled its envoy on Wednesday.\n\n{text}")
    (found,) = events[events["text"].str.contains(word)]["date"]
    assert found == day


@pytest.mark.parametrize(
    "text",
    [
        "Sudan was the first state to recognise the rebels.",
        "Sudan, which was critical of the raid, met Chad on Wednesday.",
    ],
)
def test_who_was_first_or_like_that_is_told_of_the_past(text):
    assert "background" in read(text)["frame"].tolist()
