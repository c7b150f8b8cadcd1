"""Deeds: what several articles tell is counted once."""

from dataclasses import replace

import pandas as pd
from helpers.told import deeds_of, make_coverage

from analysis.press.days import tabulate_told_days
from analysis.press.deeds import tabulate_told_deeds
from analysis.reading.schema import (
    TOLD_DAYS,
    TOLD_DEEDS,
)


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
    talks = make_coverage(("a", "2020-01-03", "USA", "IRN", "CONSULT", "met"))
    both = pd.concat([talks.events, talks.events.assign(source="IRN", target="USA")], ignore_index=True)
    assert len(tabulate_told_deeds(replace(talks, events=both))) == 1


def test_what_has_no_day_of_its_own_is_no_deed():
    undated = make_coverage(("a", None, "USA", "IRN", "ASSAULT", "killed"))
    assert tabulate_told_deeds(undated).empty and list(tabulate_told_deeds(undated)) == list(TOLD_DEEDS)
    assert tabulate_told_days(undated).empty and list(tabulate_told_days(undated)) == list(TOLD_DAYS)


def test_force_that_is_only_planned_is_no_deed_and_a_threat_is():
    planned = make_coverage(("a", "2020-01-03", "USA", "IRN", "ASSAULT", "approved an attack"))
    intended = replace(planned, events=planned.events.assign(modality="intended"))
    assert len(tabulate_told_deeds(planned)) == 1 and tabulate_told_deeds(intended).empty
    threat = make_coverage(("a", "2020-01-03", "USA", "IRN", "THREATEN", "warned"))
    assert len(tabulate_told_deeds(replace(threat, events=threat.events.assign(modality="threatened")))) == 1
