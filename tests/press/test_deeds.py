"""Deeds: what several articles tell is counted once."""

from dataclasses import replace

from helpers.told import deeds_of, make_coverage

from analysis.press import days, deeds
from analysis.press.deeds import SUPPOSED, list_told
from analysis.reading.schema import TOLD_DAYS, TOLD_DEEDS


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


def test_a_mutual_act_is_one_deed():
    both = make_coverage(
        ("a", "2020-01-03", "USA", "IRN", "CONSULT", "met"), ("b", "2020-01-03", "IRN", "USA", "CONSULT", "held talks")
    )
    assert len(deeds.tabulate(both)) == 2  # a visit, and one in return
    mutual = replace(both, events=both.events.assign(mutual=True))
    assert deeds.tabulate(mutual)[["source", "target", "articles"]].to_numpy().tolist() == [["IRN", "USA", 2]]


def test_what_has_no_day_of_its_own_is_no_deed():
    undated = make_coverage(("a", None, "USA", "IRN", "ASSAULT", "killed"))
    assert deeds.tabulate(undated).empty and list(deeds.tabulate(undated)) == list(TOLD_DEEDS)
    assert days.tabulate(undated).empty and list(days.tabulate(undated)) == list(TOLD_DAYS)


def test_force_that_is_only_planned_is_no_deed_and_a_threat_is():
    planned = make_coverage(("a", "2020-01-03", "USA", "IRN", "ASSAULT", "approved an attack"))
    intended = replace(planned, events=planned.events.assign(modality="intended"))
    assert len(deeds.tabulate(planned)) == 1 and deeds.tabulate(intended).empty
    threat = make_coverage(("a", "2020-01-03", "USA", "IRN", "THREATEN", "warned"))
    assert len(deeds.tabulate(replace(threat, events=threat.events.assign(modality="threatened")))) == 1


def test_only_what_has_a_day_and_was_done_or_said_is_told(covered):
    told = list_told(covered)
    assert told["day"].notna().all() and not told["modality"][told["quad"].str.startswith("M")].isin(SUPPOSED).any()
    assert deeds.tabulate(covered)["events"].sum() == len(told)
