"""Which acts may be told, and how surely."""

from dataclasses import replace

import pytest

from analysis.story import claims


def doubt(reading, **cells):
    return replace(reading, events=reading.events.assign(**cells))


@pytest.mark.parametrize(
    ("cells", "sure"),
    [
        ({"confidence": 0.8}, True),
        ({"confidence": 0.79}, False),
        ({"coder": "rules", "confidence": 0.95}, False),
        ({"coder": "learned", "confidence": 0.95}, False),
        ({"confidence": float("nan")}, True),  # a person entered it
    ],
)
def test_an_act_is_sure_where_both_coders_are(eventful, cells, sure):
    assert set(claims.tabulate(doubt(eventful, **cells))["sure"]) == {sure}


def test_that_an_act_is_current_has_to_be_sure_too(eventful):
    told = claims.tabulate(doubt(eventful, frame_confidence=0.79))
    assert not told["sure"][told["frame"] == "current"].any() and told["sure"][told["frame"] == "background"].all()


def test_what_is_only_possible_conditional_or_denied_is_no_claim(eventful):
    told = claims.tabulate(eventful)
    assert len(told) == 23 and set(told["modality"]).isdisjoint({"hedged", "conditional", "denied"})


def test_a_party_or_day_that_is_not_sure_is_left_empty(eventful):
    told = claims.tabulate(doubt(eventful, source_confidence=0.79))
    assert told["source"].isna().all() and told["source_actor"].isna().all() and told["target"].notna().any()
    undated = claims.tabulate(doubt(eventful, day_confidence=0.79))
    assert undated[["date", "first_day", "last_day"]].isna().all(axis=None)


def test_each_deed_of_a_party_is_told_once_the_surest_first(eventful):
    told = claims.list_told(eventful, "conflict")
    assert told.duplicated(["source", "root"]).sum() == 0 and (told["side"] == "conflict").all()
    assert claims.list_told(doubt(eventful, confidence=0.3), "conflict").empty
