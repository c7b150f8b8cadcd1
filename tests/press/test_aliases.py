"""Which side a phrase means."""

import pandas as pd
import pytest

from analysis.press.aliases import make_aliases, split_words

NAMES = pd.DataFrame([("rebels in Omrat", "MLI", 3), ("MLI", "MLI", 9)], columns=["name", "country", "acts"])
FOUND = [("MLI", "Mali"), ("MLI", "Tarok"), ("MLI", "government"), ("MLI", "army"), ("rebels", "rebels")]
FOUND += [("rebels", "insurgents"), ("African Union", "African Union"), ("African Union", "AU")]


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("Tarok's forces", "MLI"),
        ("forces loyal to President Tarok", "MLI"),
        ("pro-Tarok militiamen", "MLI"),
        ("anti-Tarok fighters", "rebels"),
        ("Tarok's opponents", "rebels"),
        ("the government", "MLI"),
        ("pro-government rebels", "MLI"),
        ("governments", None),
        ("Ohio army", None),
        ("two hundred rebels in the hills", "rebels"),
        ("rebel fighters", "rebels"),
        ("rebel government", "rebels"),
        ("Libyan-trained insurgents", "rebels"),
        ("civilians killed by rebels", None),
        ("AU peacekeepers", "African Union"),
        ("members of the African Union", "African Union"),
        ("Rebel Music Festival", None),
        ("shopkeepers", None),
    ],
)
def test_a_phrase_means_the_side_whose_name_says_who_it_is(phrase, side):
    assert make_aliases(FOUND, NAMES).find(phrase) == side


def test_a_common_name_of_another_country_means_somebody_else():
    aliases = make_aliases(FOUND, NAMES)
    assert aliases.find("rebels", "MLI") == "rebels" and aliases.find("rebels", "SDN") is None
    assert aliases.find_any("MLI", "MLI") == "MLI" and aliases.find_any("SDN", "SDN") is None


def test_a_place_that_a_side_holds_is_its_place_and_not_its_deed():
    aliases = make_aliases(FOUND, NAMES)
    assert aliases.find("rebel-held town", is_place=True) == "rebels" and aliases.find("rebel-held town") is None


def test_names_are_compared_without_article_possessive_and_plural():
    assert split_words("the Rebels’") == split_words("rebel") and split_words("gunmen") == split_words("gunman")
