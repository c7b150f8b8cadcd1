"""The main parties, found in the acts of a collection of our own."""

import pandas as pd
import pytest
from helpers.acts import make_acts

from analysis.press.proposal import propose_sides
from analysis.press.sides import settle_sides

CIVIL_WAR = [
    # source, its country, target, its country, class, times
    ("MLI", "MLI", "rebels", None, "ASSAULT", 8),
    ("rebels", None, "MLI", "MLI", "ASSAULT", 14),
    ("Tarok's forces", None, "insurgents", None, "ASSAULT", 5),
    ("insurgents", None, "Tarok's forces", "MLI", "ASSAULT", 5),
    ("Demba Tarok", None, "rebels", None, "REJECT", 4),
    ("MLI", "MLI", "African Union", None, "CONSULT", 6),
    ("African Union", None, "MLI", "MLI", "REQUEST", 6),
    ("army", None, "rebels", None, "ASSAULT", 4),
    ("rebels", None, None, None, "ASSAULT", 3),
    ("Malian rebels", "MLI", "MLI", "MLI", "ASSAULT", 4),
    ("Sudanese rebels", "SDN", "SDN", "SDN", "ASSAULT", 1),
    ("shopkeepers", None, "MLI", "MLI", "ACCUSE", 2),
]


@pytest.fixture
def acts():
    return make_acts(CIVIL_WAR)


def test_a_state_its_opposition_and_an_outside_power_are_found_with_their_names(acts):
    sides = propose_sides(acts).groupby("side", sort=False)["name"].agg(list)
    assert list(sides.index) == ["MLI", "rebels", "African Union"]
    assert {"Mali", "Tarok", "army"} <= set(sides["MLI"]) and sides["rebels"] == ["rebels", "insurgents"]


def test_each_party_has_one_name_in_the_acts_and_others_keep_theirs(acts):
    settled = settle_sides(acts, propose_sides(acts))
    known = pd.concat([settled["source"], settled["target"]]).value_counts()
    assert {"Tarok's forces", "Demba Tarok", "insurgents", "army"}.isdisjoint(known.index)
    assert known["Sudanese rebels"] == 1 and known["shopkeepers"] == 2


def test_an_open_target_is_filled_in_only_where_a_party_has_one_opponent(acts):
    settled = settle_sides(acts, propose_sides(acts))
    assert settled["target"].isna().sum() == 0
    others = make_acts([*CIVIL_WAR, ("rebels", None, "villagers", None, "ASSAULT", 40)])
    assert settle_sides(others, propose_sides(others))["target"].isna().sum() == 3


def test_names_that_the_words_before_call_rebels_are_the_rebels(acts):
    more = [("Ana Sow", None, "MLI", "MLI", "REJECT", 6, "rebel leader Ana Sow")]
    more += [("FPC", None, "MLI", "MLI", "REJECT", 3), ("Front for Peace and Change", None, "MLI", "MLI", "REJECT", 3)]
    acts = make_acts([*CIVIL_WAR, *more])
    sides = propose_sides(acts).set_index("name")["side"]
    assert sides["Ana Sow"] == "rebels" and sides["FPC"] == sides["Front for Peace and Change"]


def test_where_the_government_may_be_any_it_is_nobodys_name():
    rows = [(state, state, "PER", "PER", "ACCUSE", 4) for state in ("FRA", "DEU")]
    rows += [("government", None, "FRA", "FRA", "ACCUSE", 3), ("government", None, "DEU", "DEU", "ACCUSE", 3)]
    assert "government" not in set(propose_sides(make_acts(rows, apart=True))["name"])


def test_no_act_has_no_side():
    assert propose_sides(make_acts([])).empty


def test_one_who_has_broken_with_the_state_and_a_name_cut_off_do_not_speak_for_it():
    words = [(name, "MLI", "Demba Tarok", None, "ACCUSE", 3, name) for name in ("Ana Sow", "Bo El")]
    loyal = [("Issa Keita", "MLI", "rebels", None, "ACCUSE", 3, "Issa Keita")]
    names = name_officials([*words, *loyal])
    assert "Issa Keita" in names and {"Ana Sow", "Bo El"}.isdisjoint(names)


def name_officials(more):
    """The names for the state, given acts whose source is named by a person who stands for it."""
    acts = make_acts([*CIVIL_WAR, *more])
    spoken = acts["source_words"].isin([row[-1] for row in more])
    return set(propose_sides(acts.assign(source=acts["source"].mask(spoken, "MLI")))["name"])


def test_a_state_that_is_only_compared_and_an_agency_are_no_parties():
    others = [(name, home, "fishermen", None, "ASSAULT", 9) for name, home in (("SEN", "SEN"), ("Reuters", None))]
    sides = set(propose_sides(make_acts([*CIVIL_WAR, *others]))["side"])
    assert "MLI" in sides and {"SEN", "Reuters"}.isdisjoint(sides)
    near = [("SEN", "SEN", "rebels", None, "ASSAULT", 9)]
    assert "SEN" in set(propose_sides(make_acts([*CIVIL_WAR, *near]))["side"])
