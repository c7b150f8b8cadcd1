"""Phases: whether the crisis gets worse or better, against how much was printed."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from helpers.boxes import find_faults
from helpers.told import make_coverage

from analysis.press import phases
from analysis.press.collection import narrow_coverage
from analysis.press.schema import PRESS_PHASES
from analysis.show.chart import NARROW

DAYS = [str(day)[:10] for day in pd.date_range("2020-01-27", periods=36)]
FIERCE, CALM = ("ASSAULT", "ASSAULT", "ASSAULT", "THREATEN"), ("THREATEN", "YIELD", "CONSULT")


def cover(days, each=2, stories=None, seed=1):
    """A coverage in which some stories appear on each day, and tell that day's acts, or all but one of them."""
    random, rows, outlets = np.random.default_rng(seed), [], {}
    for day, acts in days:
        for story in range(each if isinstance(each, int) else each[day]):
            name = f"{day}-{story}"
            outlets[name] = (f"Post {story % 2}", day, 1.0)
            told = random.choice(acts, len(acts) - random.integers(0, 2))
            rows += [(name, day, "USA", "IRN", root, f"did {i}") for i, root in enumerate(told)]
    return make_coverage(*rows, outlets=outlets, stories=stories)


def turn(place, before, after):
    return [(day, before if i < place else after) for i, day in enumerate(DAYS)]


@pytest.fixture(scope="module")
def worse():
    return cover(turn(18, CALM, FIERCE))


@pytest.fixture(scope="module")
def twice():
    """First calm, then a fierce fortnight, then calm."""
    return cover([(day, FIERCE if 10 <= i < 24 else CALM) for i, day in enumerate(DAYS)])


def test_a_phase_that_is_worse_has_its_first_day_and_its_figures(worse):
    table = phases.tabulate(worse, 199)
    assert {name: str(table[name].dtype) for name in table} == dict(PRESS_PHASES)
    assert [str(day)[:10] for day in table["first_day"]] == [DAYS[0], DAYS[18]]
    assert [str(day)[:10] for day in table["last_day"]] == [DAYS[17], DAYS[-1]]
    assert table["change"].isna().tolist() == [True, False] and table["change"].iloc[1] == "worse"
    assert table["stories"].tolist() == table["articles"].tolist() == [36, 36]
    assert table["words"].tolist() == [3600, 3600]
    assert table["conflict"].iloc[1] > 2 * table["conflict"].iloc[0] > 0 > table["cooperation"].iloc[0]
    assert table["escalation"].iloc[1] > 8 > table["escalation"].iloc[0]
    assert table["p"].iloc[1] == 1 / 200
    assert table["low"].iloc[1] <= table["first_day"].iloc[1] <= table["high"].iloc[1]


def test_the_verdict_says_since_when_it_gets_worse_or_better_and_how_sure_that_is(worse, twice):
    (said,) = phases.describe_verdict(worse, 199)
    assert said.startswith("Getting worse since 14 February 2020: for the same number of words, the reports tell of ")
    assert "times as much conflict" in said and "p = 0.005; in nine of ten samples of the stories, it begins" in said
    assert str(phases.describe_verdict(twice, 199)).startswith(
        "Getting better since 20 February 2020: for the same number of words"
    )
    assert "less conflict" in str(phases.describe_verdict(twice, 199))


def test_a_phase_is_told_in_a_sentence_with_the_days_that_made_it(twice):
    assert phases.tabulate(twice, 199)["change"].tolist()[1:] == ["worse", "better"]
    said = phases.describe(twice, 199)
    assert said[0].startswith("From 27 January 2020 to 5 February 2020, 20 stories tell ")
    assert said[1].startswith("Most was reported of ") and said[1].endswith(" 2020.")
    assert said[2].startswith(
        "From 6 to 19 February 2020, it was worse: for the same number of words, the reports tell of "
    )
    assert said[3].startswith("Its 28 stories tell no cooperation")


def test_the_days_that_made_a_phase_are_its_days_and_the_heaviest_first(twice):
    for phase, (first, last) in enumerate([(DAYS[0], DAYS[9]), (DAYS[10], DAYS[23]), (DAYS[24], DAYS[-1])]):
        days = phases.list_days_that_made(twice, phase, 199, most=5)
        assert len(days) == 5 and days["day"].between(first, last).all()
        assert days["stories"].tolist() == [2] * 5
    conflict = phases.list_days_that_made(twice, 1, 199, most=14)["conflict"]
    assert conflict.iloc[0] == conflict.max() and conflict.iloc[-1] == conflict.min()


def test_one_long_story_about_a_day_is_not_many_stories():
    long = [("a", "2020-01-03", "USA", "IRN", "THREATEN", f"warned {i}") for i in range(16)]
    short = [(name, "2020-01-08", "USA", "IRN", "THREATEN", f"warned {i}") for name in "bcde" for i in range(3)]
    days = phases.list_days_that_made(make_coverage(*long, *short, outlets={"a": ("Post", "2020-01-03", 1.0)}), 0)
    assert [str(day)[:10] for day in days["day"]] == ["2020-01-08"] and days["stories"].tolist() == [4]
    short = [row for row in short if row[0] in "bc"]
    long += [("f", "2020-01-03", "USA", "IRN", "THREATEN", f"warned {i}") for i in range(9)]
    days = phases.list_days_that_made(make_coverage(*long, *short, outlets={"a": ("Post", "2020-01-03", 1.0)}), 0)
    assert days["stories"].tolist() == [2, 2] and str(days["day"][0])[:10] == "2020-01-03"


def test_a_loud_week_is_no_phase():
    each = {day: 12 if 14 <= i < 21 else 2 for i, day in enumerate(DAYS)}
    coverage = cover([(day, FIERCE) for day in DAYS], each)
    assert len(phases.tabulate(coverage, 199)) == 1
    (said,) = phases.describe_verdict(coverage, 199)
    assert said.startswith("No clear trend: how much conflict the reports tell of does not change from one part of the")
    assert said in phases.describe(coverage, 199)


def test_versions_of_a_story_are_one_witness(worse):
    names = worse.articles["article"]
    copies = worse.articles.assign(article=names + "x", story=worse.articles["story"])
    acts = worse.events.assign(article=worse.events["article"] + "x")
    printed = replace(
        worse,
        articles=pd.concat([worse.articles, copies], ignore_index=True),
        events=pd.concat([worse.events, acts], ignore_index=True),
    )
    table, again = phases.tabulate(worse, 199), phases.tabulate(printed, 199)
    assert again["articles"].tolist() == [72, 72] and again["stories"].tolist() == [36, 36]
    pd.testing.assert_frame_equal(table.drop(columns="articles"), again.drop(columns="articles"))


@pytest.mark.parametrize("column, value", [("frame", "background"), ("modality", "hedged"), ("modality", "denied")])
def test_only_current_acts_that_count_make_a_phase(worse, column, value):
    fierce = worse.events["root"] == "ASSAULT"
    events = worse.events.assign(**{column: worse.events[column].mask(fierce, value)})
    table = phases.tabulate(replace(worse, events=events), 199)
    assert table["conflict"].max() < 60 and set(table["change"].dropna()) <= {"better"}
    assert len(phases.list_current(replace(worse, events=events))) == (~fierce).sum()


def test_with_few_stories_or_days_there_is_too_little_to_tell(covered):
    few = cover(turn(18, CALM, FIERCE)[:14], 3)
    (said,) = phases.describe_verdict(few)
    assert said == (
        "Too little to tell whether it gets worse or better: "
        "there are 42 stories from 14 days, and at least 20 from 15 are needed."
    )
    assert phases.describe(few) == phases.describe_verdict(few) and len(phases.tabulate(few)) == 1
    assert str(phases.describe_verdict(covered)).startswith("Too little to tell whether")


def test_articles_without_a_day_have_that_of_their_latest_act(worse):
    unknown = replace(worse, articles=worse.articles.assign(published=pd.NaT))
    unknown.articles["published"] = unknown.articles["published"].astype("datetime64[s]")
    pd.testing.assert_frame_equal(phases.tabulate(unknown, 199), phases.tabulate(worse, 199))
    nothing = replace(unknown, events=worse.events.assign(day=pd.NaT).astype({"day": "datetime64[s]"}))
    assert phases.tabulate(nothing).empty and "no article has a day" in str(phases.describe(nothing))


def test_without_an_act_there_is_nothing_to_tell():
    empty = make_coverage(outlets={"a": ("Post", "2020-01-01", None)})
    assert "no article reports a current act" in str(phases.describe_verdict(empty))
    assert phases.list_days_that_made(empty, 0).empty
    assert phases.draw(empty).alt.startswith("Too little") and phases.draw_strip(empty).alt.startswith("Too little")


def test_two_sides_have_phases_of_their_own(worse):
    assert len(phases.tabulate(narrow_coverage(worse, "USA-IRN"), 199)) == 2


def test_the_same_settings_give_the_same_phases(worse):
    one, again = (phases.tabulate(replace(worse), 99, 2) for _ in range(2))
    pd.testing.assert_frame_equal(one, again)


def test_charts_state_the_verdict_and_no_label_is_clipped_or_covered(worse, twice):
    level = cover([(day, FIERCE) for day in DAYS])
    short = cover(turn(18, CALM, FIERCE)[:5])
    for coverage in (worse, twice, level, short):
        finding = phases.find_finding(coverage, 199)
        for wide in (phases.draw(coverage, 199), phases.draw_strip(coverage, 199)):
            assert finding in wide.alt and wide.alt.endswith(".")
            assert find_faults(wide) == [] and find_faults(wide.narrow) == []
            assert wide.narrow.get_figwidth() == NARROW


def test_a_bar_is_the_rate_of_a_day_and_a_line_the_mean_of_a_phase(worse):
    chart = phases.draw(worse, 199)
    bars = [bar.get_height() for bar in chart.axes[0].patches[: len(DAYS)]]
    table = phases.tabulate(worse, 199)
    assert np.mean(bars[:18]) == pytest.approx(table["conflict"].iloc[0])
    pd.testing.assert_frame_equal(chart.numbers, table)
