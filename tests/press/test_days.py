"""Days: how high the crisis stood on each, its peaks and its course."""

import csv
from datetime import date

import pandas as pd
import pytest
from helpers.paths import ROOT
from helpers.told import make_coverage, spread

from analysis.press.days import compute_course, find_height, list_past, tabulate_told_days
from analysis.press.deeds import tabulate_told_deeds


def test_days_add_up_each_deed_once_by_its_trust():
    rows = [*spread(["2020-01-08"], "a", "b", "c"), ("a", "2020-01-08", None, "SYR", "THREATEN", "warned")]
    rows += [("b", "2020-01-08", "USA", "IRN", "YIELD", "stepped back")]
    (day,) = tabulate_told_days(make_coverage(*rows)).to_dict("records")
    assert (day["deeds"], day["articles"], day["outlets"], day["stories"]) == (3, 3, 1, 3)
    assert day["conflict"] == pytest.approx(10 + 6 * 2 / 3) and day["cooperation"] == -5
    assert day["escalation"] == pytest.approx((10 + 4 - 5) / (1 + 2 / 3 + 1))
    assert day["low"] <= day["escalation"] <= day["high"]


def test_a_day_that_few_stories_tell_of_has_no_interval_and_with_one_is_no_peak():
    two = tabulate_told_days(make_coverage(*spread(["2020-01-08"], "a", "b")))
    assert two["low"].isna().all() and two["stories"].tolist() == [2]
    days = tabulate_told_days(make_coverage(*spread(["2020-01-08"], "a", "b"), stories={"b": "a"}))
    assert days["low"].isna().all() and days["high"].isna().all() and not days["peak"].any()


def test_a_peak_is_higher_than_the_days_near_it_in_most_samples():
    quiet = [("abcd"[i % 4], f"2020-01-{i:02d}", "USA", "IRN", "THREATEN", "warned") for i in range(1, 11)]
    days = tabulate_told_days(make_coverage(*quiet, *spread(["2020-01-05"], *"abcd")))
    assert [str(day)[:10] for day in days["day"][days["peak"]]] == ["2020-01-05"]
    assert days["steady"][days["peak"]].iloc[0] > 0.9
    assert find_height(days) == (pd.Timestamp("2020-01-05"), pd.Timestamp("2020-01-05"))
    level = tabulate_told_days(make_coverage(*spread([f"2020-01-{i:02d}" for i in range(1, 11)], *"abcd")))
    assert not level["peak"].any() and find_height(level) is None


def test_the_course_begins_after_the_last_long_gap_before_the_first_article():
    rows = spread(["2019-06-20", "2020-01-03", "2020-01-08"], "a", "b")
    coverage = make_coverage(*rows)
    days = tabulate_told_days(coverage)
    assert (days["day"].iloc[0], days["day"].iloc[-1]) == (pd.Timestamp("2020-01-03"), pd.Timestamp("2020-01-08"))
    assert len(days) == 6 and days["deeds"].sum() == 2
    assert list_past(coverage, tabulate_told_deeds(coverage))["day"].tolist() == [pd.Timestamp("2019-06-20")]


def test_a_day_after_the_last_article_is_a_plan_and_no_part_of_the_course():
    days = tabulate_told_days(make_coverage(*spread(["2020-01-08", "2020-03-01"], "a", "b")))
    assert days["day"].max() == pd.Timestamp("2020-01-08")


def test_the_same_settings_give_the_same_days_and_a_seed_is_a_parameter(covered):
    one, again, other = (tabulate_told_days(covered, 199, seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert not one["steady"].equals(other["steady"]) and one["conflict"].equals(other["conflict"])


def test_the_sample_tells_the_rise_to_3_to_8_january_and_the_fall_after_it(covered):
    days = tabulate_told_days(covered)
    assert find_height(days) == (pd.Timestamp("2020-01-03"), pd.Timestamp("2020-01-08"))
    inside = days["day"].between("2020-01-03", "2020-01-08")
    before, after = days[days["day"] < "2020-01-03"], days[days["day"] > "2020-01-08"]
    assert days["conflict"][inside].mean() > 1.3 * max(before["conflict"].mean(), after["conflict"].mean())
    assert days["escalation"].iloc[-1] < days["escalation"].mean() < days["escalation"].iloc[0]
    assert compute_course(days).scored == len(days)


def test_the_computed_peaks_are_days_of_conflict_in_the_facts(covered):
    file = ROOT.parent / "shared" / "facts" / "us-iran-2019-2020.csv"
    if not file.exists():
        pytest.skip("the dated facts are not beside this checkout")
    with file.open(encoding="utf-8") as f:
        conflict = [date.fromisoformat(row["date"]) for row in csv.DictReader(f) if row["side"] == "conflict"]
    days = tabulate_told_days(covered)
    peaks = days[days["peak"]].sort_values("conflict", ascending=False)["day"].dt.date.tolist()
    assert set(peaks) <= set(conflict) and len(peaks) >= 2
    per_day = pd.Series(conflict).value_counts()
    assert peaks[0] == per_day.idxmax()  # the day of most conflict in the facts, too
    assert set(peaks[:2]) == {date(2020, 1, 3), date(2020, 1, 8)}


def test_what_articles_recall_from_before_is_the_past(covered):
    past = list_past(covered, tabulate_told_deeds(covered))["day"].dt.date
    assert date(2019, 6, 20) in set(past) and past.max() < date(2019, 12, 27)
