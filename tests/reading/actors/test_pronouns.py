"""Whom a pronoun, “both sides” or a post means."""

from datetime import date

import pytest

from analysis.reading.actors.table import find_mentions
from analysis.syntax.pipeline import parse
from analysis.text.layout import find_blocks

DAY = date(2020, 1, 9)


def read(text, published=DAY):
    return find_mentions(text, parse(text, find_blocks(text)), published)


def found(text, published=DAY):
    return [(row.text, row.actor) for row in read(text, published).itertuples()]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Talks between India and Pakistan began. Both countries agreed.", {"India", "Pakistan"}),
        ("Iran hit Israel. Israel hit Iran. Turkey and Qatar looked on. The two sides stopped.", {"Turkey", "Qatar"}),
        ("Iran hit Israel. Israel hit Iran. Turkey asked Qatar and Oman. The two sides stopped.", {"Iran", "Israel"}),
        ("Both sides stopped.", set()),
    ],
)
def test_both_sides_are_the_two_near_or_the_main_two(text, pair):
    assert {actor for words, actor in found(text) if words.lower() in ("both countries", "the two sides")} == pair


@pytest.mark.parametrize(
    ("text", "pronoun", "actor"),
    [
        ("Hillary Clinton met Donald Trump. She smiled.", "She", "Hillary Clinton"),
        ("Hillary Clinton met Donald Trump. He smiled.", "He", "Donald Trump"),
        ("Vladimir Putin called Emmanuel Macron. He was angry.", "He", "Vladimir Putin"),
        ("Iran said it would answer.", "it", "Iran"),
        ("Washington and its allies waited.", "its", "United States"),
        ("The Taliban said they would fight.", "they", "Taliban"),
    ],
)
def test_a_pronoun_means_who_was_spoken_of(text, pronoun, actor):
    assert (pronoun, actor) in found(text)


@pytest.mark.parametrize(
    "text", ["It was clear that nothing would change.", "They left. He stayed.", "Her car is new."]
)
def test_a_pronoun_without_anybody_means_nobody(text):
    assert found(text) == []
