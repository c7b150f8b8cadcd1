"""`crisis-arc rules check`: the tables of events are sound, and each kind of fault is found."""

import pytest

from analysis.reading.events import check, frames
from analysis.reading.events.frames import Filler, Frame, RulesError, load_patterns

LIFT = Frame("lift", (), ("sanction",), (), (), (), "080", 2)


def test_the_tables_have_no_fault():
    assert check.find_faults() == []


def test_the_tables_are_small_enough_to_proofread():
    assert len(check.read_rows("event_frames.csv")) + len(check.read_rows("event_nouns.csv")) <= 3000


@pytest.mark.parametrize(
    ("rule", "second", "fault"),
    [
        ("_check_cells", Frame("build", (), ("@nosuch",), (), (), (), "070", 3), "noun_classes.csv has no class"),
        ("_check_cells", Frame("build", (), ("SCHOOL",), (), (), (), "070", 3), "the format does not know"),
        ("_check_cells", Frame("build", (), (), (), ("school",), (), "070", 3), "a prep_object without a prep"),
        ("_check_results", Frame("build", (), (), (), (), (), "BUILD", 3), "no code, no operator"),
        ("_check_keys", Frame("lift", (), ("sanction", "ban"), (), (), (), "163", 3), "lift contradicts"),
        ("_check_keys", Frame("lift", (), ("sanction", "ban"), (), (), (), "080", 3), "lift is a double"),
        ("_check_keys", Frame("lift", (), ("sanction",), (), (), (), "163", 3), "can never be reached"),
        ("_check_keys", Frame("&nosuch", (), (), (), (), (), "163", 3), "verb_blocks.csv has no block"),
    ],
)
def test_each_kind_of_fault_is_found(monkeypatch, rule, second, fault):
    monkeypatch.setattr(check, "load_rows", lambda: [LIFT, second])
    assert any(fault in found for found in getattr(check, rule)())


def test_two_rows_that_ask_for_the_same_are_an_error_when_loaded(monkeypatch):
    monkeypatch.setattr(frames, "load_rows", lambda: [LIFT, Frame("lift", (), ("sanction",), (), (), (), "163", 3)])
    with pytest.raises(RulesError, match="Remove one of them"):
        load_patterns.__wrapped__()


def test_the_most_specific_filler_wins():
    word, small, large = Filler("", frozenset(("delegation",))), Filler("@delegation"), Filler("@people")
    anything, clause, act = Filler(), Filler("CLAUSE"), Filler("ACT")
    ranks = [filler.rank for filler in (word, small, large, Filler("@actor"), act, clause, anything)]
    assert ranks == sorted(ranks, reverse=True) and len(set(ranks)) == len(ranks)


def test_the_command_lists_faults(capsys):
    from analysis.__main__ import main

    assert main(["rules", "check"]) == 0
    assert "no faults" in capsys.readouterr().err
