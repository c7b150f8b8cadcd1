"""The language of a text: English is told from all others, and most of them are named."""

import pytest
from helpers.hostile import anything
from helpers.paths import ROOT
from hypothesis import given

from analysis.rules.load import read_rows
from analysis.text.article import parse_article
from analysis.text.language import OTHER, find_foreign, find_language

ENGLISH = (
    "The crews of the two ferries went ashore on Monday after the harbour authority closed the port to them. A "
    "spokesman for the union said that they would not sail until their wages had been paid."
)
LINES = (ROOT / "tests" / "text" / "foreign.txt").read_text(encoding="utf-8").splitlines()
FOREIGN = {language: text for language, _, text in (line.partition(": ") for line in LINES)}


def test_english_is_english():
    assert find_language(ENGLISH) == "English" and find_language(ENGLISH.upper()) == "English"
    assert find_foreign(parse_article(ENGLISH)) is None


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_named(language):
    assert find_language(FOREIGN[language]) == language
    assert find_foreign(parse_article(f"{FOREIGN[language]}\n\n{FOREIGN[language]}")) == language


def test_english_with_a_quotation_in_another_language_is_english():
    assert find_foreign(parse_article(f"{ENGLISH}\n\n“{FOREIGN['French'][:90]}”, he wrote.\n\n{ENGLISH}")) is None


def test_a_foreign_article_with_a_site_s_english_words_around_it_is_foreign():
    page = [
        "Share this article",
        FOREIGN["German"],
        FOREIGN["German"],
        "Read more: Ferries",
        "Sign up for our newsletter.",
    ]
    assert find_foreign(parse_article("\n\n".join(page))) == "German"


@pytest.mark.parametrize("text", ["", "Hafen gesperrt", "La grève continue.", "港口关闭", "1 2 3 " * 100])
def test_too_little_is_in_no_language(text):
    assert find_language(text) is None


def test_a_language_that_the_table_lacks_has_no_name():
    basque = (
        "Portuko agintariek astelehenean itxi zuten uharteetarako bidea, tripulazioek lan egiteari uko egin ondoren. "
        "Gobernuak esan du ez duela negoziatuko itsasontziak itzuli arte, eta polizia bidali du portura."
    )
    assert find_language(basque) == OTHER


def test_letters_that_are_put_together_from_two_signs_are_read_too():
    import unicodedata

    assert find_language(unicodedata.normalize("NFD", FOREIGN["Swedish"])) == "Swedish"


@pytest.mark.parametrize("text", ["a b " * 200, "u. s. i. " * 200, "x\n" * 400])
def test_initials_are_in_no_language_that_has_a_name(text):
    assert find_language(text) == OTHER


@given(anything)
def test_no_text_raises_an_error(text):
    find_language(text * 20)


def test_the_table_says_each_word_of_a_language_once():
    rows = [row["words"].split() for row in read_rows("language_words.csv")]
    assert all(len(words) == len(set(words)) and not any(map(str.isupper, words)) for words in rows if words)
