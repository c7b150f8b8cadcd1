"""The names of sides in a sentence."""

import pytest

from analysis.show.sides import name_side


@pytest.mark.parametrize(
    ("side", "name"),
    [
        ("USA", "the United States"),
        ("IRN", "Iran"),
        ("GBR", "the United Kingdom"),
        ("European Union", "the European Union"),
        ("Taliban", "the Taliban"),
        ("Bolivian army", "the Bolivian army"),
        ("crane drivers", "crane drivers"),
        ("Tasman’s chief executive", "Tasman’s chief executive"),
        ("Javad Zarif", "Javad Zarif"),
        ("at least five rebels near the port of Brega", "at least five rebels near the port of Brega"),
        ("nearly 40 guards", "nearly 40 guards"),
    ],
)
def test_a_side_has_the_name_that_a_sentence_gives_it(side, name):
    assert name_side(side) == name and name_side(side, article=False) == name.removeprefix("the ")
