"""What is about the crisis itself, whose voices are heard on it, and which events surely escalate or ease it."""

from dataclasses import replace

import pandas as pd
import pytest
from helpers.told import make_coverage, spread

from analysis.coverage.run import cover
from analysis.press import chronicle
from analysis.press.collection import open_coverage
from analysis.press.schema import SIDES
from analysis.press.signs import find_misleading, has_sure_sign
from analysis.press.subject import judge_articles, judge_texts, list_heart
from analysis.press.voices import is_person_or_body
from analysis.reading.tables import make_table

PARTIES = [("CHL", "Chile"), ("CHL", "Rivas"), ("CHL", "police"), ("rebels", "rebels"), ("USA", "United States")]
ABOUT = {
    "Troops of President Rivas left the port.": 1,
    "The Chilean navy shelled a harbour.": 1,
    "The rebels took two towns on Monday.": 1,
    "Rebels in Colombia freed a hostage.": -1,
    "Washington said that Peru had to stop its war.": -1,
    "Stocks fell on Monday as traders waited for the bank.": 0,
    "The police caught a thief.": 0,
}


@pytest.fixture
def war():
    """Acts of a state and rebels in nine articles, and of another power in two of them."""
    rows = [(name, "2031-03-03", "CHL", "rebels", "ASSAULT", "shelled") for name in "abcdefghi"]
    rows += [(name, "2031-03-03", "USA", "CHL", "THREATEN", "warned") for name in "ab"]
    sides = make_table([dict(zip(SIDES, row, strict=True)) for row in PARTIES], SIDES)
    return replace(make_coverage(*rows), sides=sides)


def test_a_power_that_looks_on_is_not_at_the_heart(war):
    assert list_heart(war) == ["CHL", "rebels"]


def test_a_text_is_about_the_crisis_if_it_names_who_is_at_its_heart(war):
    assert dict(zip(ABOUT, judge_texts(war, ABOUT), strict=True)) == ABOUT
    assert judge_texts(make_coverage(*spread(["2031-03-03"], "a")), ABOUT).tolist() == [0] * len(ABOUT)


def sign(war, *deed):
    columns = ["source", "target", "root", "quad", "side"]
    return bool(has_sure_sign(war, pd.DataFrame([deed], columns=columns)).iloc[0])


def test_words_and_deeds_have_a_sign_only_between_parties(war):
    assert sign(war, "CHL", "rebels", "ASSAULT", "Mconf", "conflict")
    assert sign(war, None, "64 people", "ASSAULT", "Mconf", "conflict")
    assert not sign(war, None, None, "PROTEST", "Mconf", "conflict")
    assert not sign(war, "the Post", "the Post", "COERCE", "Mconf", "conflict")
    assert sign(war, "USA", "CHL", "ACCUSE", "Vconf", "conflict")
    assert not sign(war, "a lawmaker", "rebels", "REJECT", "Vconf", "conflict")
    assert not sign(war, "USA", "IRN", "ACCUSE", "Vconf", "conflict")
    assert not sign(war, "USA", "CHL", "REQUEST", "Vconf", "conflict")
    assert sign(war, "USA", "CHL", "REQUEST", "Vcoop", "cooperation")
    assert not sign(war, "CHL", "CHL", "AGREE", "Vcoop", "cooperation")
    assert sign(war, "rebels", "CHL", "AGREE", "Vcoop", "cooperation")
    assert not sign(war, "CHL", "rebels", "SUPPORT", "Vcoop", "cooperation")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The offensive followed a lull in the rebels' shelling of the port.", "shelling"),
        ("Two reporters were freed in Chile on Monday after being detained overnight.", "detained"),
        ("For more than a week, Chile's miners had the streets to themselves, marching every day.", "marching"),
        ("“We shelled the port,” a captain of the rebels said.", "shelled"),
        ("Police in Lima, the capital of Peru, arrested two men.", "arrested"),
    ],
)
def test_what_is_past_quoted_or_elsewhere_is_not_told_with_a_sign(war, sentence, words):
    deed = {"source": "rebels", "target": None, "article": "a", "text": words, "sentence": sentence}
    assert find_misleading(war, pd.DataFrame([deed])).all()
    plain = deed | {"sentence": "Rebels shelled the port on Monday.", "text": "shelled"}
    assert not find_misleading(war, pd.DataFrame([plain])).any()


def test_a_country_and_an_agency_are_no_voices():
    assert [is_person_or_body(name) for name in ("Ana Rusu", "Amnesty International", "Peru", "Reuters")] == [
        *(True, True),
        *(False, False),
    ]


STORIES = [
    (
        "Chilean troops shelled rebels near Arica on Monday, and the rebels lost the port.",
        "“We will be back,” the rebel captain Luis Soto said in Arica on Monday.",
    ),
    (
        "Rebels in Chile attacked a barracks of the army on Monday and killed nine soldiers.",
        "“The army of Chile will answer,” General Pedro Ruiz said on Monday.",
    ),
    (
        "Police in Peru shot at miners in Lima on Monday, and Peru's president left the country.",
        "“Peru is lost,” the union leader Rosa Quispe said on Monday. “Peru has to wake up,” she said.",
    ),
    (
        "Chile's army said on Monday that rebels had attacked a bridge.",
        "Share prices fell on Monday for a third day.",
        "The index lost two points.",
        "Nickel was cheaper.",
        "“Buy copper and wait,” the analyst John Ware said on Monday.",
    ),
]


def test_a_day_opens_to_its_crisis_alone(tmp_path):
    days = ["2031-03-03"] * len(STORIES)
    rows = [{"text": "\n\n".join(parts), "published": day} for day, parts in zip(days, STORIES, strict=True)]
    cover(pd.DataFrame(rows).assign(outlet="the Post"), tmp_path, jobs=1, coders="rules")
    pd.DataFrame(PARTIES, columns=list(SIDES)).to_csv(tmp_path / "sides.csv", index=False)
    coverage = open_coverage(tmp_path, tmp_path / "sides.csv")
    assert judge_articles(coverage, coverage.articles["article"]).tolist() == [1, 1, -1, 1]
    ((*_, more, _summary),) = chronicle.list_days(coverage)
    lines = {heading: " ".join(own) for heading, own in more}
    assert "Luis Soto" in lines["Quoted most in what appeared that day"]
    assert not any(name in str(lines) for name in ("Rosa Quispe", "John Ware", "Lima", "Share prices"))
    assert lines["Stories that refer to the day"].count("“") == 3
