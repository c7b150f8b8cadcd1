import pytest
from helpers.hostile import anything
from hypothesis import given

from analysis.text.headlines import is_headline, soften_headline

VERBS = {"vow", "slam", "walk"}


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Macron Slams Turkey's Dangerous Game in Libya", "Macron slams Turkey's dangerous game in Libya"),
        ("Kim Vows Revenge on Seoul Over Leaflets", "Kim vows revenge on Seoul over Leaflets"),
        ("UN Chief Urges Restraint in Donetsk Dispute", "UN chief urges restraint in Donetsk dispute"),
        ("TRUMP SLAMS IRAN DEAL AS IAEA MEETS", "Trump slams Iran deal as IAEA meets"),
    ],
)
def test_a_headline_is_set_as_a_sentence_and_names_keep_their_capitals(headline, sentence):
    assert is_headline(headline) and soften_headline(headline, VERBS) == sentence


@pytest.mark.parametrize("text", ["Kim Vows Revenge", "Macron said that Turkey plays a dangerous game in Libya.", ""])
def test_what_is_no_headline_stays_as_it_is(text):
    assert soften_headline(text, VERBS) == text


@given(anything)
def test_every_character_keeps_its_place(text):
    softened = soften_headline(text, VERBS)
    assert len(softened) == len(text) and softened.casefold() == text.casefold()
