"""Who is quoted, by which outlet and when."""

from dataclasses import replace

import pandas as pd
import pytest
from helpers.told import make_coverage

from analysis.press import voices
from analysis.press.names import name_speakers, unify_names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Zarif", "Javad Zarif", "Javad Zarif", "Mohammad Javad Zarif"], {"Javad Zarif"}),
        (["Bush", "George Bush", "Laura Bush"], {"Bush", "George Bush", "Laura Bush"}),
        (["Zarif", "Mike Pompeo"], {"Zarif", "Mike Pompeo"}),
        (["Ali Khamenei", "Khamenei", "Hassan Rouhani"], {"Ali Khamenei", "Hassan Rouhani"}),
    ],
)
def test_a_person_has_one_name_in_all_articles(names, expected):
    assert set(unify_names(pd.Series(names)).values()) == expected


def test_voices_are_counted_by_outlet_and_day():
    quotes = [("a", "Javad Zarif", "IRN", -0.5), ("a", "Zarif", "IRN", -0.7), ("b", None, None, 0.1)]
    table = voices.tabulate(make_coverage(quotes=quotes, outlets={"a": ("One", "2020-01-01", 1.0)}))
    assert table[["voice", "quotes"]].to_numpy().tolist() == [["Javad Zarif", 2], ["unnamed speakers", 1]]
    assert table["tone"].tolist() == [pytest.approx(-0.6), 0.1] and table["country"].iloc[0] == "IRN"


def test_spellings_of_a_name_are_one_person_and_a_frequent_surname_is_not_a_rare_name():
    names = pd.Series(["Moussa Ibram", "Moussa Ibram", "Mussa Ibram", "Ana Rusu", *["Rusu"] * 12])
    assert set(unify_names(names).values()) == {"Moussa Ibram", "Ana Rusu", "Rusu"}


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Gen. Ana Rusu", "Ana Rusu"),
        ("Ana Rusu, the chief of staff", "Ana Rusu"),
        ("A rebel spokesman", None),
        ("Another", None),
        ("Protesters", None),
        ("a shopkeeper", None),
        ("Mohamed", None),
        ("Arab League", "Arab League"),
    ],
)
def test_only_who_is_called_by_a_name_has_one(speaker, name):
    speakers = pd.Series([speaker, "Mohamed Selim", "Mohamed Karim"])
    found = name_speakers(speakers)[0]
    assert found == name if name else pd.isna(found)


def test_the_outlets_own_reporters_are_no_voices():
    quotes = [("a", "Ana Rusu", None, 0.1), ("a", "Ion Pop", None, 0.1)]
    coverage = replace(make_coverage(quotes=quotes), reporters=frozenset(["Ana Rusu"]))
    assert list(voices.tabulate(coverage)["voice"]) == ["Ion Pop"]


def test_voices_in_most_articles_come_first():
    quotes = [("a", "Ion Pop", None, 0.1)] * 5 + [("a", "Ana Rusu", None, 0.1), ("b", "Ana Rusu", None, 0.1)]
    coverage = make_coverage(quotes=quotes)
    assert list(dict.fromkeys(voices.tabulate(coverage)["voice"])) == ["Ana Rusu", "Ion Pop"]
    assert "Ana Rusu (two articles, two quotes" in str(voices.describe(coverage))
