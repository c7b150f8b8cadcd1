"""The toll: totals are a series of their own and no deeds of the day."""

import pytest

from analysis.press.toll import find_totals


def read(text):
    return [(number, bound, what) for *_, number, bound, what in find_totals("a", 1, 0, text)]


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("More than 5,000 people have been killed since March.", [(5000, "at least", "killed")]),
        ("The death toll rose to 38, the ministry said.", [(38, None, "killed")]),
        (
            "At least 12 villagers died and 40 were wounded in three weeks of fighting.",
            [(12, "at least", "killed"), (40, None, "wounded")],
        ),
        ("The war has cost about two hundred lives so far.", [(200, "about", "killed")]),
        ("Some 40,000 people have fled since April.", [(40000, "about", "displaced")]),
        ("So far 900 people have been detained, the lawyers said.", [(900, None, "held")]),
    ],
)
def test_a_total_is_read_with_its_number_and_what_happened(text, totals):
    assert read(text) == totals


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed 12 people in the market on Sunday.",
        "Since March the price of bread has risen by 40 percent.",
        "The ferry line has lost 3 million euros so far.",
        "In 2011 he was wounded, and he has not spoken since May.",
        "",
    ],
)
def test_what_is_no_total_is_not_read(text):
    assert read(text) == []


def test_the_words_of_a_total_are_in_their_place():
    text = "The envoy left. In all, 639 people were wounded, the clinic said."
    ((_, _, start, end, words, *_),) = find_totals("a", 1, 0, text)
    assert text[start:end] == words == "639 people were wounded"
    ((_, _, start, *_),) = find_totals("a", 1, 1000, text)
    assert start == 1000 + text.index("639")
