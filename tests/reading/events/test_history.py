"""Texts that look back, what they tell without a day, and deeds in the simple past."""

import pandas as pd
import pytest

import analysis
from analysis.reading.events.history import LENGTH, measure_look

NOW = pd.Timestamp("2012-05-03")
LIFE = (
    "Joan Doe, who has died aged 81, led the dockers of Lima for a generation.",
    "Born in 1931 in Callao, she began as a clerk on the docks.",
    "In 1962 her union blocked the port for forty days.",
    "The police arrested her at the gate.",
    "A court jailed eleven of her friends.",
    "The company dismissed the crews and hired others.",
    "Doe accused the minister of theft.",
    "She forgave nobody, and in 1980 she wrote a book about it.",
    "Her sister survives her.",
)


def frames(*sentences, published="2012-05-03"):
    events = analysis.read_text("\n\n".join(sentences), published).events
    return dict(zip(events["text"], events["frame"], strict=True)), events


def test_a_text_looks_back_that_names_old_days_and_hardly_one_of_its_week():
    old, near = pd.Timestamp("1962-01-01"), pd.Timestamp("2012-05-01")
    assert measure_look([old, old], NOW, LENGTH).only_back and measure_look([old] * 5 + [near], NOW, LENGTH).only_back
    mixed = measure_look([old, old, near], NOW, LENGTH)
    assert mixed.back and not mixed.only_back
    assert not measure_look([near, old, near], NOW, LENGTH).back and not measure_look([], NOW, LENGTH).back
    assert not measure_look([old], NOW, LENGTH - 1).back and not measure_look([old], None, LENGTH).back


def test_what_an_obituary_tells_without_a_day_is_background():
    told, events = frames(*LIFE)
    assert told["arrested"] == told["dismissed"] == "background"
    assert events.loc[events["text"] == "arrested", "first_day"].isna().all()


def test_the_same_deeds_are_news_beside_days_of_the_week():
    told, _ = frames("The dockers of Lima began a strike on Monday.", *LIFE[3:7], "Talks failed on Tuesday.", *LIFE[8:])
    assert told["arrested"] == told["dismissed"] == "current"


CHRONICLE = (
    "Here is a timeline of the strike:",
    "February 24 - Dockers take control of the port of Callao.",
    "March 17 - The company dismisses nine crane drivers.",
    "The union accuses the company of theft. Police arrest its leader.",
    "June 27 - A judge frees the leader.",
)


def test_a_chronicle_tells_of_each_day_what_follows_up_to_the_next():
    _, events = frames(*CHRONICLE, published="2012-10-20")
    days = dict(zip(events["text"].str.split().str[0], events["date"], strict=True))
    assert days["take"] == "2012-02-24" and days["dismisses"] == days["accuses"] == days["arrest"] == "2012-03-17"
    assert set(events["frame"]) == {"background"} and set(events["modality"]) == {"asserted"}
    _, events = frames(*CHRONICLE[:3], published="2012-10-20")  # two entries are no chronicle
    assert events["date"].dropna().str.startswith("2012").all()


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("Police arrested nine students.", False),
        ("Police arrested nine students on Wednesday.", True),
        ("Police have arrested nine students.", False),
        ("The mayor has weathered the raids on his men by the army.", False),
        ("Police are arresting students.", True),
        ("The union accused the minister of theft.", True),
        ("Police arrested nine students, the union said.", True),
    ],
)
def test_an_undated_deed_in_the_past_is_not_surely_news(sentence, sure):
    text = "The union met the minister on Wednesday.\n\nIt wants more pay.\n\n" + sentence
    events = analysis.read_text(text, "2012-05-03").events
    assert (events["frame_confidence"].iloc[-1] > 0.5) == sure and events["frame"].iloc[-1] == "current"


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("Protests against the mayor that began on Monday turned into street battles.", False),
        ("The army has fought the rebels around Osh since an uprising began in January.", False),
        ("Protests against the mayor turned into street battles on Monday.", True),
        ("The army fought the rebels around Osh on Monday, when the talks began.", True),
    ],
)
def test_how_a_crisis_began_and_what_came_of_it_is_not_surely_news(sentence, sure):
    events = analysis.read_text(f"The union met the minister on Wednesday.\n\n{sentence}", "2012-05-03").events
    told = events[(events["paragraph"] == 2) & (events["frame"] == "current")]
    assert (told["frame_confidence"].dropna() > 0.5).any() == sure
