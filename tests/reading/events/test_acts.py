"""Codes and composition: what an operator makes of an act."""

import pytest

from analysis.reading.events.acts import load_codes, make_act, transform


def test_the_weights_are_goldsteins_and_the_roots_plovers():
    codes = load_codes()
    assert codes["190"].goldstein == -10 and codes["190"].root == "ASSAULT" and codes["190"].quad == "Mconf"
    assert codes["0871"].goldstein == 9 and codes["0871"].quad == "Mcoop"
    assert codes["02"].root == "REQUEST" and codes["02"].quad == "Vcoop"
    assert codes["10"].root == "REQUEST" and codes["10"].quad == "Vconf"
    assert codes["016"].quad == "neutral"


class Word:
    """A word that stands for a token."""


@pytest.mark.parametrize(
    ("operator", "cameo", "root", "modality"),
    [
        ("UNDO", "163", "YIELD", "asserted"),
        ("UNDO", "07", "SANCTION", "asserted"),
        ("NOT", "190", "YIELD", "negated"),
        ("NOT", "057", "REJECT", "negated"),
        ("REFUSE", "04", "REJECT", "negated"),
        ("INTEND", "190", "THREATEN", "intended"),
        ("INTEND", "04", "AGREE", "intended"),
        ("THREATEN", "173", "THREATEN", "threatened"),
        ("DEMAND", "04", "REQUEST", "demanded"),
        ("ALLOW", "07", "YIELD", "asserted"),
        ("HEDGE", "190", "ASSAULT", "hedged"),
        ("TAKE", "190", "ASSAULT", "asserted"),
    ],
)
def test_an_operator_makes_another_act_of_an_act(operator, cameo, root, modality):
    act = transform(operator, Word(), make_act(cameo, Word()))
    assert (act.code.root, act.modality) == (root, modality)


def test_two_undoings_bring_an_act_back_to_its_side():
    once = transform("UNDO", Word(), make_act("163", Word()))
    assert transform("UNDO", Word(), once).code.side == "conflict"


def test_a_threat_never_weighs_more_than_what_it_threatens():
    assert transform("THREATEN", Word(), make_act("111", Word())).goldstein == -2
    assert transform("THREATEN", Word(), make_act("190", Word())).goldstein == -7
