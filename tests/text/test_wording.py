from datetime import date

import pytest

from analysis.text.wording import count, join, name_days, number, quote, shorten, signed, visible


def test_counts_are_words_below_ten():
    assert [count(n, "caption") for n in (0, 1, 9, 10, 1200)] == [
        "no captions",
        "one caption",
        "nine captions",
        "10 captions",
        "1,200 captions",
    ]
    assert count(2, "day of war", "days of war") == "two days of war" and number(3) == "three"


@pytest.mark.parametrize(("value", "text"), [(0.274, "+0.27"), (-0.131, "−0.13"), (0.001, "0.00"), (-0.001, "0.00")])
def test_figures_have_their_sign_and_zero_has_none(value, text):
    assert signed(value) == text


def test_lists_are_joined_as_a_sentence_has_them():
    assert [join(x) for x in ([], ["a"], ["a", "b"], "abc")] == ["", "a", "a and b", "a, b and c"]


def test_openings_are_cut_at_a_word():
    assert shorten("The crews went ashore, and stayed", 24) == "The crews went ashore…"
    assert shorten("a\n b") == "a b" and len(shorten("x" * 500)) == 90


def test_quotes_in_quotes_are_single():
    assert quote("“We will not,” he said, “go.”") == "“‘We will not,’ he said, ‘go.’”"
    assert quote('"Go," he said') == "“‘Go,’ he said”"


def test_what_would_act_is_spelled_and_what_shows_is_kept():
    assert visible("\x1b[31mred\u202e \ud800\x00") == "\\x1b[31mred\\u202e \\ud800\\x00"
    assert visible("Zoë\xa0“x” 😁 \u200d علی") == "Zoë\xa0“x” 😁 \u200d علی" and visible("a\nb") == "a b"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ((2020, 1, 8), (2020, 1, 8), "8 January 2020"),
        ((2020, 1, 6), (2020, 1, 12), "6–12 January 2020"),
        ((2020, 2, 1), (2020, 2, 29), "February 2020"),
        ((2019, 1, 1), (2019, 12, 31), "2019"),
        ((1990, 1, 1), (1999, 12, 31), "1990–1999"),
        ((2019, 12, 30), (2020, 1, 5), "30 Dec 2019 – 5 Jan 2020"),
        ((9999, 1, 1), (9999, 12, 31), "1 Jan 9999 – 31 Dec 9999"),
    ],
)
def test_stretches_of_days_are_named(first, last, text):
    assert name_days(date(*first), date(*last)) == text
