"""The table and the sentences about the main parties."""

from dataclasses import replace

import pandas as pd
from helpers.acts import make_acts
from helpers.told import make_coverage

from analysis.press import parties
from analysis.press.sides import settle_sides

ROWS = [
    ("MLI", "MLI", "rebels", None, "ASSAULT", 3),
    ("insurgents", None, "MLI", "MLI", "ASSAULT", 2),
    ("MLI", "MLI", "shopkeepers", None, "CONSULT", 1),
    ("farmers", None, "shopkeepers", None, "ACCUSE", 1),
]
SIDES = pd.DataFrame([("MLI", "Mali"), ("rebels", "rebels"), ("rebels", "insurgents")], columns=["side", "name"])


def test_each_party_has_its_acts_its_opponent_and_others_come_last():
    coverage = replace(make_coverage(), events=settle_sides(make_acts(ROWS), SIDES), sides=SIDES)
    table = parties.tabulate(coverage).set_index("side")
    assert list(table.index) == ["MLI", "rebels", "others"]
    assert table.loc["MLI", ["acts", "conflict", "cooperation", "source", "target"]].tolist() == [6, 5, 1, 4, 2]
    assert table.loc["rebels", "against"] == "MLI" and table.loc["rebels", "names"] == "rebels, insurgents"
    assert str(parties.describe(coverage)).startswith("The main parties are Mali and rebels: 86 % of seven acts")
    listed = parties.list_parties(coverage).frame.set_index("party")
    assert listed.loc["Mali"].tolist() == ["", "6 in three articles", "5, 1"]
    assert listed.loc["rebels", "includes"] == "“insurgents”"


def test_without_an_act_there_are_no_sides():
    assert parties.tabulate(make_coverage()).empty and "no sides" in str(parties.describe(make_coverage()))


def test_a_few_proper_names_and_words_stand_for_a_party_and_no_parts_of_others():
    names = ["Mali", "Tarok", "Demba Tarok", "Ana Sow", "army", "the army", "police"]
    sides = pd.DataFrame([("MLI", name) for name in names] + [("rebels", "rebels")], columns=["side", "name"])
    coverage = replace(make_coverage(), events=settle_sides(make_acts(ROWS), sides), sides=sides)
    listed = parties.list_parties(coverage).frame.set_index("party")
    assert listed.loc["Mali", "includes"] == "“Tarok” and “army”"
