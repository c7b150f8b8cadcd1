"""Deeds: what several articles tell is counted once."""

from dataclasses import replace

import pandas as pd
from helpers.told import deeds_of, make_coverage

from analysis.press import days, deeds
from analysis.press.deeds import SUPPOSED, list_reports
from analysis.press.schema import PRESS_DAYS, PRESS_DEEDS, PRESS_REPORTS
from analysis.press.sentences import read_sentences


def test_the_same_sides_class_and_day_are_one_deed():
    one = ("a", "2020-01-03", "USA", "IRN", "ASSAULT", "killed")
    again = ("b", "2020-01-03", "USA", "IRN", "ASSAULT", "drone strike")
    assert deeds_of(one, again) == [["USA", "IRN", "ASSAULT", 2, 2]]  # there are no sentences to compare
    assert len(deeds_of(one, ("b", "2020-01-04", *again[2:]))) == 2
    assert len(deeds_of(one, ("b", "2020-01-03", "IRN", "USA", "ASSAULT", "drone strike"))) == 2
    assert len(deeds_of(one, ("b", "2020-01-03", "USA", "IRN", "THREATEN", "drone strike"))) == 2


def test_copies_of_a_story_are_one_witness_of_a_deed():
    one, again = (("abc"[i], "2020-01-03", "USA", "IRN", "ASSAULT", "killed") for i in range(2))
    assert deeds_of(one, again, stories={"b": "a"}) == [["USA", "IRN", "ASSAULT", 2, 1]]


def test_a_mutual_act_is_one_deed():
    both = make_coverage(
        ("a", "2020-01-03", "USA", "IRN", "CONSULT", "met"), ("b", "2020-01-03", "IRN", "USA", "CONSULT", "held talks")
    )
    assert len(deeds.tabulate(both)) == 2  # a visit, and one in return
    mutual = replace(both, events=both.events.assign(mutual=True))
    assert deeds.tabulate(mutual)[["source", "target", "articles"]].to_numpy().tolist() == [["IRN", "USA", 2]]


def test_what_has_no_day_of_its_own_is_no_deed():
    undated = make_coverage(("a", None, "USA", "IRN", "ASSAULT", "killed"))
    assert deeds.tabulate(undated).empty and list(deeds.tabulate(undated)) == list(PRESS_DEEDS)
    assert days.tabulate(undated).empty and list(days.tabulate(undated)) == list(PRESS_DAYS)


def test_force_that_is_only_planned_is_no_deed_and_a_threat_is():
    planned = make_coverage(("a", "2020-01-03", "USA", "IRN", "ASSAULT", "approved an attack"))
    intended = replace(planned, events=planned.events.assign(modality="intended"))
    assert len(deeds.tabulate(planned)) == 1 and deeds.tabulate(intended).empty
    threat = make_coverage(("a", "2020-01-03", "USA", "IRN", "THREATEN", "warned"))
    assert len(deeds.tabulate(replace(threat, events=threat.events.assign(modality="threatened")))) == 1


def test_only_what_has_a_day_and_was_done_or_said_is_told(covered):
    told = list_reports(covered)
    assert told["day"].notna().all() and not told["modality"][told["quad"].str.startswith("M")].isin(SUPPOSED).any()
    assert deeds.tabulate(covered)["events"].sum() == len(told)


MISSILES = {"14", "16", "17", "18", "19", "20", "21"}  # the articles of the sample that report them


def list_told(covered):
    """The reports of the sample, with the number of the article."""
    files = covered.articles.set_index("article")["file"].str.extract(r"(\d\d)-")[0]
    told = list_reports(covered)
    return told.assign(number=told["article"].map(files))


def test_the_missiles_of_8_january_are_one_deed_that_seven_articles_report(covered):
    told = list_told(covered)
    missiles = told[told["deed"] == told["deed"][told["text"].str.startswith("fired ballistic")].iloc[0]]
    assert set(missiles["number"]) == MISSILES and set(missiles["root"]) == {"ASSAULT"}
    assert set(missiles["day"]) == {pd.Timestamp("2020-01-08")}
    assert not missiles["text"].str.contains("shot|condemned").any()


def test_what_the_sample_never_tells_is_no_deed(covered):
    table = deeds.tabulate(covered)
    backed = table[(table["root"] == "SUPPORT") & (table["source"] == "USA") & (table["target"] == "IRN")]
    assert not backed["text"].str.startswith("back").any()
    assert not ((table["root"] == "CONSULT") & table[["source", "target"]].isna().any(axis=1)).any()
    told = list_reports(covered)
    said = read_sentences(covered, told[told["root"] == "ASSAULT"])["sentence"]
    assert not said.str.contains("attacked the nuclear agreement|in (?:a|the) crush").any()


def test_each_report_says_why_it_is_joined(covered):
    reports, table = deeds.tabulate_reports(covered), deeds.tabulate(covered)
    assert list(reports) == list(PRESS_REPORTS) and len(reports) == table["events"].sum()
    first = reports.drop_duplicates("deed")
    assert first["joined"].isna().all() or (first["joined"].fillna("") == "").all()
    rest = reports[reports.duplicated("deed")]
    assert rest["joined"].str.startswith("near words, ").all()
    assert (table["joined"].notna() == (table["events"] > 1)).all()
