"""Events: what happened, whose word it is, and how the table stands."""

from functools import cache

import pandas as pd
import pytest

import analysis
from analysis.reading.events.table import list_acts


@cache
def read(text: str, published: str | None = "2020-01-09") -> pd.DataFrame:
    """The events of a text."""
    return analysis.read_text(text, published, coders="rules").events


def first(text: str) -> pd.Series:
    """The most prominent event of a text."""
    return read(text).iloc[0]


@pytest.mark.parametrize(
    ("text", "quad"),
    [
        ("Police in Peru arrested eleven.", "Mconf"),
        ("The clock in the square struck eleven.", "neutral"),
        ("Peru pledged $40 million for Chilean roads.", "Vcoop"),
        ("Peru counted $40 million in its vaults.", "neutral"),
        ("Peruvian marines took part in a landing drill.", "Mconf"),
        ("Peruvian marines took part alongside Chilean troops in a landing drill.", "Mcoop"),
        ("Not an inch of the valley will be ceded to Chile, Peru said.", "Vconf"),
        ("Every inch of the valley will be ceded to Chile, Peru said.", "Vcoop"),
        ("Peru urged its president to resign.", "Vconf"),
        ("Peru lifts curbs on Chilean fish", "Mcoop"),
        ("Peru to lift curbs on Chilean fish", "Vcoop"),
        pytest.param("Peru mediates in Chile", "Vcoop", marks=pytest.mark.xfail(strict=True, reason="misparsed")),
        ("Peru ready to attack Chile", "Vconf"),
        ("Peru urged both sides to show restraint.", "Vcoop"),
    ],
)
def test_a_sentence_turns_on_one_word_or_two(text, quad):
    events = read(text)
    assert (events["quad"].iloc[0] if len(events) else "neutral") == quad


def test_the_offsets_give_back_the_words():
    text = "In Paris, French police arrested four Belgian smugglers on Tuesday."
    event = first(text)
    assert text[event["start"] : event["end"]] == event["text"] == "arrested"
    assert text[event["source_start"] : event["source_end"]] == "French police"
    assert text[event["target_start"] : event["target_end"]] == "four Belgian smugglers"


@pytest.mark.parametrize(
    ("text", "attributed"),
    [
        ("Kenya said that Somalia had shelled a village.", "Kenya"),
        ("Somalia shelled a village, according to Kenya.", "Kenya"),
        ("“Somalia shelled a village,” Ann Lee said.", "Ann Lee"),
        ("Two sources said Somalia shelled a village.", "two sources"),
        ("The Post quoted a police source saying Somalia shelled a village.", "police source"),
        ("The report says Somalia shelled a village.", "report"),
    ],
)
def test_an_event_is_attributed_to_whoever_tells_it(text, attributed):
    event = first(text)
    assert event["root"] == "ASSAULT" and event["source"] == "SOM" and event["attributed_to"] == attributed


def test_how_a_war_began_is_on_nobody_s_word():
    text = "Rebels said they held the north of the country, where civil war erupted in May 2019."
    events = analysis.read_text(text, "2020-01-09", coders="rules").events
    assert events.loc[events["text"].str.contains("erupted"), "attributed_to"].isna().all()


def test_what_nobody_reports_is_attributed_to_nobody():
    assert pd.isna(first("Somalia shelled a village.")["attributed_to"])


def test_what_is_told_in_another_tense_is_not_part_of_a_report():
    said = analysis.read_text("Peru said it would close the border and expelled the envoy of Chile.").events
    assert said["attributed_to"].fillna("").tolist() == ["Peru", ""]


@pytest.mark.parametrize(
    "text",
    [
        "If Sudan attacks Kenya, the price of maize will rise.",
        "The striker fired the ball over the bar and the crowd groaned.",
        "The orchestra released an album of songs about war.",
        "Doctors fight the disease with a new drug.",
        "Any attack would be a mistake.",
    ],
)
def test_nothing_is_told_where_nobody_acts(text):
    assert read(text).query("quad != 'neutral'").empty


def test_a_headline_in_capitals_is_read():
    event = first("Turkey Lifts Travel Ban On Visitors From Cyprus After Talks")
    assert (event["source"], event["root"]) == ("TUR", "YIELD")


def test_a_sentence_without_an_actor_tells_its_event_with_less_confidence():
    alone, known = (
        first("The ceasefire was broken on Sunday."),
        first("Turkey broke the ceasefire with Syria on Sunday."),
    )
    assert pd.isna(alone["source"])
    assert alone["confidence"] < known["confidence"]


def test_where_no_word_is_parsed_as_an_act_nothing_is_guessed():
    assert read("EU, Chile ink lithium pact").empty


def test_the_side_of_an_event_is_that_of_its_class():
    events = read("Turkey shelled Syria. Peru praised Chile. Kenya accused Uganda. Chad released four pilots.")
    assert dict(zip(events["quad"], events["side"], strict=True)) == {
        "Mconf": "conflict",
        "Vcoop": "cooperation",
        "Vconf": "conflict",
        "Mcoop": "cooperation",
    }


def test_headlines_and_neutral_events_are_no_acts(eventful):
    acts = list_acts(eventful.events)
    assert len(acts) == len(eventful.events) - 2 and acts["paragraph"].notna().all()
    assert list_acts(eventful.events.assign(side="neutral")).empty
    assert eventful.acts.equals(acts)


def test_rows_run_by_paragraph_sentence_and_prominence():
    text = "Kenya expelled a diplomat who had bribed a judge. It closed the border.\n\nSudan recalled its envoy."
    events = read(text)
    assert events[["paragraph", "sentence"]].apply(tuple, axis=1).is_monotonic_increasing
    assert events["text"].iloc[0].startswith("expelled")


def test_an_empty_table_keeps_its_columns_and_types():
    empty, full = read(""), read("Sudan released four pilots on Wednesday.")
    assert empty.empty and (empty.dtypes == full.dtypes).all()
