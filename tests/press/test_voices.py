"""Who is quoted, by which outlet and when."""

import pandas as pd
import pytest
from helpers.told import make_coverage

from analysis.press import voices
from analysis.press.names import unify_names


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
