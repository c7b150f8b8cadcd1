"""Which acts may be told, and how surely."""

from dataclasses import replace

import pytest

from analysis.story import claims


def doubt(reading, **cells):
    return replace(reading, events=reading.events.assign(**cells))


@pytest.mark.parametrize(
    ("cells", "sureness"),
    [
        ({"coder": "both", "confidence": 0.7}, "sure"),
        ({"coder": "both", "confidence": 0.69}, "probable"),
        ({"coder": "rules", "confidence": 0.95}, "probable"),
        ({"coder": "learned", "confidence": 0.6}, "probable"),
        ({"coder": "both", "confidence": 0.59}, "unsure"),
    ],
)
def test_an_act_is_sure_where_both_coders_are(eventful, cells, sureness):
    assert set(claims.tabulate(doubt(eventful, **cells))["sureness"]) == {sureness}


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
