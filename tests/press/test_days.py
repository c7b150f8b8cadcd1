"""Many articles read together: deeds, days, peaks, outlets, copies and voices."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from analysis.press.collection import Coverage, narrow_coverage, open_coverage, read_coverage
from analysis.press.copies import compare_copies, tabulate_copies
from analysis.press.days import compute_course, find_height, list_past, tabulate_told_days
from analysis.press.deeds import SUPPOSED, list_told, tabulate_told_deeds
from analysis.press.outlets import tabulate_outlets
from analysis.press.sides import fill_sides
from analysis.press.voices import tabulate_told_voices, unify_names
from analysis.reading.schema import (
    ARTICLES,
    COPIES,
    EVENTS,
    FAILURES,
    OUTLETS,
    QUOTES,
    TOLD_DAYS,
    TOLD_DEEDS,
    make_table,
)
from analysis.text.article import ArticleError

WEIGHTS = {"ASSAULT": 10.0, "THREATEN": 6.0, "YIELD": -5.0, "CONSULT": -1.0}


def make_coverage(*told, outlets=None, stories=None, quotes=()):
    """A coverage whose articles tell what each row says: article, day, source, target, root, words."""
    names = list(dict.fromkeys([row[0] for row in told] + [row[0] for row in quotes] + list(outlets or {})))
    articles = make_table(
        [
            {
                "article": name,
                "outlet": (outlets or {}).get(name, ("the Post", None))[0],
                "published": pd.Timestamp((outlets or {}).get(name, (None, "2020-01-10"))[1] or "2020-01-10"),
                "escalation": (outlets or {}).get(name, (None, None, None))[2] if outlets else None,
                "words": 100,
                "events": 1,
                "events_background": 0,
            }
            for name in names
        ],
        {**ARTICLES, "signature": "str"},
    )
    articles["story"] = [(stories or {}).get(name, name) for name in names]
    articles["partition"] = "000000-a.parquet"
    rows = [
        {
            "article": article,
            "paragraph": 1,
            "start": 10 * i,
            "end": 10 * i + 5,
            "text": words,
            "source": source,
            "target": target,
            "root": root,
            "quad": ("V" if root in ("THREATEN", "CONSULT") else "M") + ("conf" if WEIGHTS[root] > 0 else "coop"),
            "escalation": WEIGHTS[root],
            "goldstein": -WEIGHTS[root],
            "modality": "asserted",
            "frame": "current",
            "first_day": pd.Timestamp(day) if day else None,
            "last_day": pd.Timestamp(day) if day else None,
            "confidence": (1 + bool(source) + bool(target)) / 3,
        }
        for i, (article, day, source, target, root, words) in enumerate(told)
    ]
    said = [{"article": a, "speaker": s, "speaker_country": c, "text": "x", "tone": t} for a, s, c, t in quotes]
    events = make_table(rows, {"article": "str", **EVENTS})
    return Coverage(
        Path(),
        articles,
        fill_sides(events.assign(day=events["first_day"])),
        make_table(said, {"article": "str", **QUOTES, "tone": "float64"}),
        make_table([], FAILURES),
    )


def deeds_of(*told, **more):
    table = tabulate_told_deeds(make_coverage(*told, **more))
    columns = ["source", "target", "root", "articles", "stories"]
    return table[columns].astype(object).where(table[columns].notna(), None).to_numpy().tolist()


def test_the_same_sides_class_and_day_are_one_deed():
    one = ("a", "2020-01-03", "USA", "IRN", "ASSAULT", "killed")
    again = ("b", "2020-01-03", "USA", "IRN", "ASSAULT", "drone strike")
    assert deeds_of(one, again) == [["USA", "IRN", "ASSAULT", 2, 2]]
    assert len(deeds_of(one, ("b", "2020-01-04", *again[2:]))) == 2
    assert len(deeds_of(one, ("b", "2020-01-03", "IRN", "USA", "ASSAULT", "drone strike"))) == 2
    assert len(deeds_of(one, ("b", "2020-01-03", "USA", "IRN", "THREATEN", "drone strike"))) == 2


def test_copies_of_a_story_are_one_witness_of_a_deed():
    one, again = (("abc"[i], "2020-01-03", "USA", "IRN", "ASSAULT", "killed") for i in range(2))
    assert deeds_of(one, again, stories={"b": "a"}) == [["USA", "IRN", "ASSAULT", 2, 1]]


def test_a_side_left_open_is_that_of_the_deed_that_has_the_other():
    full = ("a", "2020-01-03", "USA", "IRN", "ASSAULT", "killed")
    assert deeds_of(full, ("b", "2020-01-03", None, "IRN", "ASSAULT", "killing of")) == [
        ["USA", "IRN", "ASSAULT", 2, 2]
    ]
    assert deeds_of(full, ("b", "2020-01-03", "USA", None, "ASSAULT", "fired")) == [["USA", "IRN", "ASSAULT", 2, 2]]
    assert len(deeds_of(full, ("b", "2020-01-03", None, "IRQ", "ASSAULT", "killed"))) == 2
    assert len(deeds_of(full, ("b", "2020-01-04", None, "IRN", "ASSAULT", "killed"))) == 2


def test_with_both_sides_open_only_the_same_words_are_the_same_deed():
    full = ("a", "2020-01-03", "USA", "IRN", "ASSAULT", "killed")
    assert deeds_of(full, ("b", "2020-01-03", None, None, "ASSAULT", "Killed")) == [["USA", "IRN", "ASSAULT", 2, 2]]
    assert len(deeds_of(full, ("b", "2020-01-03", None, None, "ASSAULT", "injured"))) == 2


def test_what_somebody_does_to_their_own_fills_no_gap():
    own = ("a", "2020-01-03", "USA", "USA", "ASSAULT", "ordered")
    assert len(deeds_of(own, ("b", "2020-01-03", None, "USA", "ASSAULT", "killed"))) == 2


def test_of_several_deeds_an_open_side_goes_to_the_one_that_most_tell():
    rows = [("a", "2020-01-03", "SYR", "IRQ", "ASSAULT", "hit")]
    rows += [(name, "2020-01-03", "USA", "IRQ", "ASSAULT", "hit") for name in "bc"]
    rows += [("d", "2020-01-03", None, "IRQ", "ASSAULT", "raid on")]
    assert deeds_of(*rows)[0] == ["USA", "IRQ", "ASSAULT", 3, 3]


def test_a_mutual_act_is_one_deed():
    talks = make_coverage(("a", "2020-01-03", "USA", "IRN", "CONSULT", "met"))
    both = pd.concat([talks.events, talks.events.assign(source="IRN", target="USA")], ignore_index=True)
    assert len(tabulate_told_deeds(replace(talks, events=both))) == 1


def test_what_has_no_day_of_its_own_is_no_deed():
    undated = make_coverage(("a", None, "USA", "IRN", "ASSAULT", "killed"))
    assert tabulate_told_deeds(undated).empty and list(tabulate_told_deeds(undated)) == list(TOLD_DEEDS)
    assert tabulate_told_days(undated).empty and list(tabulate_told_days(undated)) == list(TOLD_DAYS)


def spread(days, *names, root="ASSAULT", target="IRN"):
    return [(name, day, "USA", target, root, "killed") for day in days for name in names]


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


def test_force_that_is_only_planned_is_no_deed_and_a_threat_is():
    planned = make_coverage(("a", "2020-01-03", "USA", "IRN", "ASSAULT", "approved an attack"))
    intended = replace(planned, events=planned.events.assign(modality="intended"))
    assert len(tabulate_told_deeds(planned)) == 1 and tabulate_told_deeds(intended).empty
    threat = make_coverage(("a", "2020-01-03", "USA", "IRN", "THREATEN", "warned"))
    assert len(tabulate_told_deeds(replace(threat, events=threat.events.assign(modality="threatened")))) == 1


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


def test_the_wire_pairs_the_correction_and_nothing_else_are_versions(covered):
    numbers = covered.articles["file"].str.extract(r"/(\d\d)-")[0].astype(int)
    first = dict(zip(covered.articles["article"], numbers, strict=True))
    copies = tabulate_copies(covered)
    assert list(copies) == list(COPIES)
    pairs = {(first[row.story], first[row.article]) for row in copies.itertuples() if row.story != row.article}
    assert pairs == {(2, 3), (6, 7), (13, 15), (16, 17)}


def test_versions_of_other_outlets_are_compared_first(covered):
    comparisons = compare_copies(covered, tabulate_copies(covered))
    assert [c.b.article.source for c in comparisons][:2] == ["Tallgrass County Ledger", "The Pearl Coast Gazette"]
    assert [c.a.article.headline[:9] for c in comparisons] == ["U.S. air ", "U.S. dron", "Trump bac"]
    assert (comparisons[0].paragraphs["change"] == "cut").sum() == 6


def test_outlets_are_compared_on_the_same_days():
    days = [f"2020-01-{i:02d}" for i in range(1, 13)]
    fierce = {f"f{i}": ("Fierce", day, 6.0) for i, day in enumerate(days)}
    mild = {f"m{i}": ("Mild", day, 2.0 + i % 2) for i, day in enumerate(days)}
    table = tabulate_outlets(make_coverage(outlets=fierce | mild)).set_index("outlet")
    assert list(table.reset_index()) == list(OUTLETS)
    assert table.loc["Fierce", "escalation_gap"] == pytest.approx(3.5, abs=0.1)
    assert table.loc["Mild", "escalation_gap"] < -3 and (table["escalation_p"] <= 0.01).all()


def test_copies_do_not_count_for_a_gap_and_many_tests_raise_p():
    days = [f"2020-01-{i:02d}" for i in range(1, 13)]
    outlets = {f"{o}{i}": (o, day, 3.0 + (o == "A")) for i, day in enumerate(days) for o in "AB"}
    alone, many = (
        make_coverage(outlets=outlets),
        make_coverage(outlets=outlets | {f"{o}{i}": (o, day, 3.5) for i, day in enumerate(days) for o in "CDEFGHIJ"}),
    )
    p = [tabulate_outlets(c).set_index("outlet").loc["A", "escalation_p"] for c in (alone, many)]
    assert p[0] <= 0.002 and p[1] >= 0.01
    copied = make_coverage(outlets=outlets, stories={f"B{i}": f"A{i}" for i in range(12)})
    assert tabulate_outlets(copied)["escalation_gap"].isna().all()


def test_an_outlet_that_wrote_on_fiercer_days_is_not_fiercer():
    early = {f"a{i}": ("Early", f"2020-01-0{i + 1}", 9.0) for i in range(5)}
    late = {f"b{i}": ("Late", f"2020-03-0{i + 1}", 0.0) for i in range(5)}
    table = tabulate_outlets(make_coverage(outlets=early | late))
    assert table["escalation_gap"].isna().all() and table["escalation_p"].isna().all()


def test_few_articles_are_not_tested():
    few = {f"a{i}": (("One", "Two")[i % 2], "2020-01-01", float(i)) for i in range(10)}
    table = tabulate_outlets(make_coverage(outlets=few))
    assert table["escalation_gap"].notna().all() and table["escalation_p"].isna().all()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Zarif", "Javad Zarif", "Javad Zarif", "Mohammad Javad Zarif"], {"Javad Zarif"}),
        (["Bush", "George Bush", "Laura Bush"], {"Bush", "George Bush", "Laura Bush"}),
        (["Zarif", "Mike Pompeo"], {"Zarif", "Mike Pompeo"}),
        (["Ali Khamenei", "Khamenei", "Hassan Rouhani"], {"Ali Khamenei", "Hassan Rouhani"}),
    ],
)
def test_a_person_has_one_name_in_all_articles(names, expected):
    assert set(unify_names(pd.Series(names)).values()) == expected


def test_voices_are_counted_by_outlet_and_day():
    quotes = [("a", "Javad Zarif", "IRN", -0.5), ("a", "Zarif", "IRN", -0.7), ("b", None, None, 0.1)]
    table = tabulate_told_voices(make_coverage(quotes=quotes, outlets={"a": ("One", "2020-01-01", 1.0)}))
    assert table[["voice", "quotes"]].to_numpy().tolist() == [["Javad Zarif", 2], ["unnamed speakers", 1]]
    assert table["tone"].tolist() == [pytest.approx(-0.6), 0.1] and table["country"].iloc[0] == "IRN"


def test_a_focus_keeps_the_acts_between_two_sides_and_what_they_say(covered):
    narrowed = narrow_coverage(covered, "USA-IRN")
    sides = set(narrowed.events["source"]) | set(narrowed.events["target"])
    assert sides == {"USA", "IRN"} and narrowed.focus == ("USA", "IRN") and len(narrowed.articles) == 21
    assert set(narrowed.quotes["speaker_country"].dropna()) == {"USA", "IRN"}
    assert narrow_coverage(covered, "") is covered
    with pytest.raises(ValueError, match="the coverage does not have both"):
        narrow_coverage(covered, "FRA-MLI")


def test_a_coverage_is_opened_as_it_was_made(covered, covered_folder):
    assert covered.articles["published"].dtype == np.dtype("datetime64[s]")
    assert (covered.events["quad"] != "neutral").all() and covered.events["paragraph"].notna().all()
    assert covered.articles["file"].tolist() == sorted(covered.articles["file"])
    pd.testing.assert_frame_equal(read_coverage(covered_folder).articles, covered.articles)
    told = list_told(covered)
    assert told["day"].notna().all() and not told["modality"][told["quad"].str.startswith("M")].isin(SUPPOSED).any()


def test_a_folder_without_a_coverage_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(ArticleError, match="crisis-arc coverage"):
        open_coverage(tmp_path)


def test_a_source_is_read_where_no_coverage_is_there(tmp_path):
    (tmp_path / "one.txt").write_text("Troops shelled the town on Monday. The mayor called for calm.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("", encoding="utf-8")
    coverage = read_coverage(tmp_path)
    assert len(coverage.articles) == 1 and len(coverage.failures) == 1
    assert coverage.articles["outlet"].tolist() == ["unknown outlet"]
    (tmp_path / "one.txt").write_text("", encoding="utf-8")
    with pytest.raises(ArticleError, match="no article that could be read"):
        read_coverage(tmp_path)
