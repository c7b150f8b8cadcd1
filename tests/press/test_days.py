"""Days: how high the crisis stood on each, its peaks and its course."""

import csv
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from helpers.missed import THIRD_OF_JANUARY
from helpers.paths import ROOT
from helpers.told import make_coverage, spread

from analysis.press import days, deeds
from analysis.press.days import trace
from analysis.press.peaks import find_finding, find_height, list_peaks


def test_days_add_up_each_deed_once_by_its_trust():
    rows = [*spread(["2020-01-08"], "a", "b", "c"), ("a", "2020-01-08", None, "SYR", "THREATEN", "warned")]
    rows += [("b", "2020-01-08", "USA", "IRN", "YIELD", "stepped back")]
    (day,) = days.tabulate(make_coverage(*rows)).to_dict("records")
    assert (day["deeds"], day["articles"], day["outlets"], day["stories"]) == (3, 3, 1, 3)
    assert day["conflict"] == pytest.approx(10 + 6 * 2 / 3) and day["cooperation"] == -5
    assert day["escalation"] == pytest.approx((10 + 4 - 5) / (1 + 2 / 3 + 1))
    assert day["low"] <= day["escalation"] <= day["high"]


def test_a_day_that_few_stories_tell_of_has_no_interval_and_with_one_is_no_peak():
    two = days.tabulate(make_coverage(*spread(["2020-01-08"], "a", "b")))
    assert two["low"].isna().all() and two["stories"].tolist() == [2]
    table = days.tabulate(make_coverage(*spread(["2020-01-08"], "a", "b"), stories={"b": "a"}))
    assert table["low"].isna().all() and table["high"].isna().all() and not table["peak"].any()


def test_a_peak_is_higher_than_the_days_near_it_in_most_samples():
    quiet = [("abcd"[i % 4], f"2020-01-{i:02d}", "USA", "IRN", "THREATEN", "warned") for i in range(1, 11)]
    table = days.tabulate(make_coverage(*quiet, *spread(["2020-01-05"], *"abcd")))
    assert [str(day)[:10] for day in table["day"][table["peak"]]] == ["2020-01-05"]
    assert table["steady"][table["peak"]].iloc[0] > 0.9
    assert find_height(table) == (pd.Timestamp("2020-01-05"), pd.Timestamp("2020-01-05"))
    level = days.tabulate(make_coverage(*spread([f"2020-01-{i:02d}" for i in range(1, 11)], *"abcd")))
    assert not level["peak"].any() and find_height(level) is None


def list_past(coverage):
    """The days of the deeds from before the course."""
    told = deeds.tabulate(coverage)["day"]
    return sorted(set(told[told < days.tabulate(coverage)["day"].min()].dt.date))


def test_the_course_begins_after_the_last_long_gap_before_the_first_article():
    rows = spread(["2019-06-20", "2020-01-03", "2020-01-08"], "a", "b")
    coverage = make_coverage(*rows)
    table = days.tabulate(coverage)
    assert (table["day"].iloc[0], table["day"].iloc[-1]) == (pd.Timestamp("2020-01-03"), pd.Timestamp("2020-01-08"))
    assert len(table) == 6 and table["deeds"].sum() == 2
    assert list_past(coverage) == [date(2019, 6, 20)]


def test_a_day_after_the_last_article_is_a_plan_and_no_part_of_the_course():
    table = days.tabulate(make_coverage(*spread(["2020-01-08", "2020-03-01"], "a", "b")))
    assert table["day"].max() == pd.Timestamp("2020-01-08")


def test_the_same_settings_give_the_same_days_and_a_seed_is_a_parameter(covered):
    one, again, other = (days.tabulate(replace(covered), 199, seed) for seed in (1, 1, 2))  # each anew
    pd.testing.assert_frame_equal(one, again)
    assert not one["steady"].equals(other["steady"]) and one["conflict"].equals(other["conflict"])


def compare_height(table):
    """The mean conflict of 3 to 8 January, as a multiple of that of the days before or after."""
    inside = table["day"].between("2020-01-03", "2020-01-08")
    before, after = table[table["day"] < "2020-01-03"], table[table["day"] > "2020-01-08"]
    return table["conflict"][inside].mean() / max(before["conflict"].mean(), after["conflict"].mean())


def test_the_height_of_the_sample_is_from_3_to_8_january(covered):
    table = days.tabulate(covered)
    assert find_height(table) == (pd.Timestamp("2020-01-03"), pd.Timestamp("2020-01-08"))
    assert compare_height(table) > 1.3


def test_the_sample_tells_the_rise_to_3_to_8_january_and_the_fall_after_it(covered):
    table = days.tabulate(covered)
    assert compare_height(table) > 1.1
    assert table["escalation"].iloc[-1] < table["escalation"].mean() < table["escalation"].iloc[0]
    assert trace(covered).scored == (table["deeds"] > 0).sum()


def test_the_airliner_is_shot_down_on_its_day(covered):
    told = deeds.tabulate(covered)
    shot = told[told["text"].str.contains("shot the Ukrainian airliner down")]
    assert shot["day"].dt.date.tolist() == [date(2020, 1, 8)]


def test_the_height_of_the_sample_is_clear(covered):
    assert compare_height(days.tabulate(covered)) > 1.3


@THIRD_OF_JANUARY
def test_the_computed_peaks_are_days_of_conflict_in_the_facts(covered):
    file = ROOT.parent / "shared" / "facts" / "us-iran-2019-2020.csv"
    if not file.exists():
        pytest.skip("the dated facts are not beside this checkout")
    with file.open(encoding="utf-8") as f:
        conflict = [date.fromisoformat(row["date"]) for row in csv.DictReader(f) if row["side"] == "conflict"]
    table = days.tabulate(covered)
    peaks = table[table["peak"]].sort_values("conflict", ascending=False)["day"].dt.date.tolist()
    assert set(peaks) <= set(conflict) and len(peaks) >= 2
    per_day = pd.Series(conflict).value_counts()
    assert peaks[0] == per_day.idxmax()  # the day of most conflict in the facts, too
    assert set(peaks[:2]) == {date(2020, 1, 3), date(2020, 1, 8)}


def test_what_articles_recall_from_before_is_the_past(covered):
    past = list_past(covered)
    assert date(2019, 6, 20) in past and max(past) < date(2019, 12, 27)


def test_a_course_beyond_chance_is_told_with_its_turns(keep_paragraphs):
    dates = [f"2020-01-{i:02d}" for i in range(1, 25)]
    calm = [(name, day, "USA", "IRN", "YIELD", "left") for day in dates[:8] + dates[16:] for name in "ab"]
    outlets = dict.fromkeys("ab", ("Post", "2020-01-30", 1.0))
    covered = keep_paragraphs(make_coverage(*calm, *spread(dates[8:16], "a", "b"), outlets=outlets))
    told = str(days.describe_course(covered))
    assert "is more than chance (p = 0.001), with a peak on 1" in told and told in str(days.describe(covered))


def test_a_mutual_act_is_one_deed_of_its_day():
    talks = make_coverage(
        ("a", "2020-01-03", "USA", "IRN", "CONSULT", "met"), ("b", "2020-01-03", "IRN", "USA", "CONSULT", "held talks")
    )
    mutual = replace(talks, events=talks.events.assign(mutual=True))
    assert days.tabulate(talks)["deeds"].tolist() == [2] and days.tabulate(mutual)["deeds"].tolist() == [1]


def test_a_peak_needs_a_third_of_the_stories_of_the_best_reported_day():
    few = [
        (name, "2020-01-08", "USA", target, "ASSAULT", "killed") for name in "ab" for target in ("IRN", "IRQ", "SYR")
    ]
    outlets = dict.fromkeys("abcdefghi", ("the Post", "2020-01-30", 1.0))
    table = days.tabulate(make_coverage(*spread(["2020-01-03"], *outlets), *few, outlets=outlets))
    assert [f"{day:%d}" for day in table["day"][table["steady"] > 0.9]] == ["03", "08"]
    assert [f"{day:%d}" for day in list_peaks(table)["day"]] == ["03"]
    assert find_height(table) is None  # 8 January has more conflict, though only two stories tell of it
    assert find_finding(table) == "More conflict than cooperation on 2 of 2 days with an event"


def test_the_day_with_most_conflict_is_named_if_it_is_a_peak(covered):
    assert find_finding(days.tabulate(covered)) == "Most conflict is told of 3 January 2020"
    assert re.search(r"told by seven stories; a peak in (?:99|100) % of samples", str(days.describe(covered)))
    assert "lower" not in str(days.describe(covered))


def test_a_turn_on_a_day_of_few_stories_is_not_told(keep_paragraphs):
    dates = [f"2020-01-{i:02d}" for i in range(1, 25)]
    calm = [("a", day, "USA", "IRN", "YIELD", "left") for day in dates[:8] + dates[16:]]
    outlets = dict.fromkeys("ab", ("Post", "2020-01-30", 1.0))
    covered = keep_paragraphs(make_coverage(*calm, *spread(dates[8:16], "a", "b"), outlets=outlets))
    assert "is more than chance (p = 0.001)" in str(days.describe_course(covered))
    alone = replace(covered, events=covered.events[covered.events["article"] == "a"])
    assert "with a peak" not in str(days.describe_course(alone))
