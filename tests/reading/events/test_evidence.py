"""The words that an event rests on, and the rows that decided it."""

from functools import cache

import pytest

import analysis
from analysis.reading.events.acts import make_act
from analysis.reading.events.evidence import LONGEST, name_rule
from analysis.rules.load import read_rows
from analysis.syntax.pipeline import parse_batch


@cache
def read(text, coders="rules"):
    return analysis.read_text(text, coders=coders).events


def quote(text, coders="rules"):
    """The words of evidence of each event."""
    return [text[row.evidence_start : row.evidence_end] for row in read(text, coders).itertuples()]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The army shelled the port.", "shelled"),
        ("Peru did not attack Chile.", "did not attack"),
        ("Peru never attacked Chile.", "never attacked"),
        ("The blast killed nobody.", "killed nobody"),
        ("No troops attacked the port.", "No troops attacked"),
        ("Peru will attack Chile.", "will attack"),
        ("Peru may attack Chile.", "may attack"),
        ("Kenya urged Chad to pull back its troops.", "urged Chad to pull back"),
        ("Peru threatened to attack Chile.", "threatened to attack"),
        ("Peru called off talks with Chile.", "called off talks"),
        ("Peru lifted sanctions on Chile.", "lifted sanctions"),
    ],
)
def test_evidence_holds_what_decides_class_and_modality(text, evidence):
    assert quote(text) == [evidence]


@pytest.mark.parametrize("coders", ["rules", "both"])
def test_evidence_holds_the_words_that_report_the_event(coders):
    text = "The men of the guard did not attack. Kenya urged Chad, which was at war, to pull back its men at once."
    for row in read(text, coders).itertuples():
        assert row.evidence_start <= row.start < row.end <= row.evidence_end
        assert text[row.start : row.end] == row.text and row.end - row.start <= LONGEST


def find_row(place):
    """The row of a table that is named as `event_frames.csv:12`."""
    table, _, line = place.partition(":")
    return read_rows(table)[int(line) - 2]


def test_the_rule_names_the_rows_from_the_innermost():
    (rule,) = read("Peru threatened to attack Chile.")["rule"]
    inner, outer = (find_row(place) for place in rule.split("; "))
    assert inner["result"] == "190" and "threaten" in outer["verb"]
    (rule,) = read("Peru called off talks with Chile.")["rule"]
    assert rule.startswith("event_nouns.csv:") and "talk" in find_row(rule.split("; ")[0])["noun"]


def test_where_the_rules_have_no_row_the_learned_coder_is_named():
    word = parse_batch(["They met."])[0][1]
    assert name_rule(make_act("190", word), "learned") == "learned"
    assert name_rule(make_act("190", word), "rules") == "grammar"
    twice = make_act("190", word, rule="event_frames.csv:7: meet |  | 040")
    assert name_rule(twice, "both") == name_rule(twice, "learned") == "event_frames.csv:7"
