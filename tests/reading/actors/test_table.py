"""Who is mentioned, and for which country they speak."""

from datetime import date
from itertools import pairwise

import pytest
from helpers.hostile import anything
from helpers.timing import clock
from hypothesis import given, settings

from analysis.reading.actors.table import find_mentions
from analysis.reading.reading import read_text
from analysis.syntax.pipeline import parse
from analysis.text.layout import Block, find_blocks

DAY = date(2020, 1, 9)
KINDS = ("person", "country", "organisation", "group")


def read(text, published=DAY):
    return find_mentions(text, parse(text, find_blocks(text)), published)


def found(text, published=DAY):
    return [(row.text, row.actor) for row in read(text, published).itertuples()]


def whose(text, published=DAY):
    """Words → country code."""
    table = read(text, published)
    return dict(zip(table["text"], table["country"].where(table["country"].notna(), None), strict=True))


@pytest.fixture(scope="module")
def mentions(reading):
    return reading.mentions


def who(mentions, paragraph, text):
    table = mentions[(mentions["paragraph"] == paragraph) & (mentions["text"] == text)]
    return list(zip(table["actor"], table["country"], strict=True))


@pytest.mark.parametrize(
    ("paragraph", "text", "actor", "country"),
    [
        (1, "President Donald Trump", "Donald Trump", "USA"),
        (1, "its", "Iran", "IRN"),
        (2, "Trump", "Donald Trump", "USA"),
        (3, "United States", "United States", "USA"),
        (6, "He", "Donald Trump", "USA"),
        (8, "His", "Donald Trump", "USA"),
        (8, "Iran’s foreign minister", "Javad Zarif", "IRN"),
        (8, "Qassem Soleimani", "Qassem Soleimani", "IRN"),
        (9, "The minister", "Javad Zarif", "IRN"),
        (9, "Javad Zarif", "Javad Zarif", "IRN"),
        (10, "Supreme Leader Ali Khamenei", "Ali Khamenei", "IRN"),
        (10, "it", "Iran", "IRN"),
        (11, "Washington", "United States", "USA"),
        (11, "Tehran", "Iran", "IRN"),
    ],
)
def test_the_article_means(mentions, paragraph, text, actor, country):
    assert set(who(mentions, paragraph, text)) == {(actor, country)}


def test_both_sides_of_the_article_are_two_rows(mentions):
    assert sorted(who(mentions, 4, "both sides")) == [("Iran", "IRN"), ("United States", "USA")]


def test_nothing_else_is_in_the_article(mentions, reading):
    people = {"Donald Trump", "Javad Zarif", "Qassem Soleimani", "Ali Khamenei"}
    assert set(mentions["actor"]) == people | {"Iran", "Iraq", "United States"}
    assert set(mentions["kind"]) == {"person", "country"}
    section = reading.blocks[reading.blocks["role"] == "section"].iloc[0]
    assert mentions["start"].min() >= section.end
    outside = mentions[mentions["paragraph"].isna()]
    assert list(outside["text"]) == ["Trump", "Iran", "US President Donald Trump"]


def test_whoever_has_an_age_behind_the_name_is_a_person():
    text = (
        "Rany Ibrahim, 32, who left in 2003, told reporters that it was bad. On Monday, May 12, 13 men agreed. He left."
    )
    assert found(text) == [("Rany Ibrahim", "Rany Ibrahim"), ("He", "Rany Ibrahim")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gamil Sorra, a rebel commander in Lamu, said it was over.", "person"),
        ("Gamil Tunalla, a rebel military commander in Lamu, told reporters it was over.", "person"),
        ("Farid Moresh, a spokesman for the rebels, said it was over.", "person"),
        ("Amnesty International, a group in London, said it was over.", "organisation"),
    ],
)
def test_whoever_is_described_as_one_person_is_a_person(text, kind):
    mentions = read_text(text).mentions
    assert mentions["kind"].iloc[0] == kind


def test_a_title_teaches_the_country_of_somebody_unknown():
    text = "Moldova's defence minister, Ana Rusu, flew to Ankara. Rusu said she would sign."
    assert found(text) == [
        ("Moldova's defence minister", "Ana Rusu"),
        ("Ana Rusu", "Ana Rusu"),
        ("Rusu", "Ana Rusu"),
        ("she", "Ana Rusu"),
    ]
    assert set(whose(text).values()) == {"MDA"}


@pytest.mark.parametrize(
    "text",
    [
        "Moldovan Defense Minister Ana Rusu arrived. Rusu smiled.",
        "Ana Rusu, the defence minister of Moldova, arrived. Rusu smiled.",
        "Ana Rusu, a former Moldovan minister, arrived. Rusu smiled.",
        "The minister of Moldova, Ana Rusu, arrived. Rusu smiled.",
        "Rusu smiled.\n\nMoldova’s defence minister, Ana Rusu, arrived.\n\nThat was all, the crowd went home.",
    ],
)
def test_a_country_is_taught_wherever_the_post_stands(text):
    assert whose(text)["Rusu"] == "MDA"


def test_a_post_is_who_held_it_on_the_day_unless_the_article_says_who():
    text = "France's president met a crowd. The president left."
    assert [actor for _, actor in found(text)] == ["Emmanuel Macron"] * 2
    assert [actor for _, actor in found(text, date(2015, 1, 1))] == ["François Hollande"] * 2
    assert [actor for _, actor in found(text, None)] == ["France's president"] * 2
    said = "France's president arrived. President Luc Petit of France smiled."
    assert found(said)[0][1] == "Luc Petit"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tehran denied that.", ["Tehran"]),
        ("They told Tehran to stop.", ["Tehran"]),
        ("The sanctions on Tehran were lifted.", ["Tehran"]),
        ("A deal between Tehran and Moscow was signed.", ["Tehran", "Moscow"]),
        ("Crowds gathered in Tehran and Moscow.", []),
        ("She flew to Tehran.", []),
        ("Tehran airport was closed.", []),
        ("He lives near Paris, France.", ["France"]),
        ("The Washington Post wrote that.", []),
    ],
)
def test_a_capital_is_a_government_only_where_it_acts_or_is_addressed(text, words):
    table = read(text)
    assert list(table[table["kind"] == "country"]["text"]) == words


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("The leader of the Al-Zuwayya tribe", False),
        ("The president of the union", False),
        ("The president of the republic", True),
        ("The president", True),
    ],
)
def test_the_office_of_something_that_is_no_country_is_somebody_else_s(words, means):
    first = "Libyan leader Luc Petit met envoys." if "leader" in words else "President Luc Petit met envoys."
    told = [actor for _, actor in found(f"{first} {words} accused Peru of lies.")]
    assert (told.count("Luc Petit") == 2) == means


def test_a_surname_is_the_person_whom_the_article_names_in_full():
    text = "Bill Clinton spoke. Hillary Clinton spoke. Mrs. Clinton left, and Mr. Clinton stayed."
    assert found(text)[2:] == [("Mrs. Clinton", "Hillary Clinton"), ("Mr. Clinton", "Bill Clinton")]
    assert ("Xi", "Xi Jinping") in found("Xi thanked Putin. Later Xi Jinping left.")


@pytest.mark.parametrize(
    "text",
    [
        "Anna Halvor will not be happy. The film also shows her husband, the former envoy Piet Halvor. Halvor spoke.",
        "Piet Halvor stepped down. Anna Halvor takes his place. Halvor spoke.",
    ],
)
def test_a_surname_of_two_is_the_one_whom_a_sentence_is_about(text):
    assert found(text)[-1] == ("Halvor", "Anna Halvor")


def test_a_surname_is_not_somebody_who_is_named_only_later():
    text = "Jeb Moe spoke in Iowa. Moe left early. President George W. Moe sent aides. George W. Moe was not there."
    assert [actor for _, actor in found(text)][:2] == ["Jeb Moe", "Jeb Moe"]


def test_a_surname_is_whoever_was_called_so_before_and_not_a_relative():
    text = "Muammar Gaddafi vowed to fight. Gaddafi hid. Aisha Gaddafi gave birth in Algeria. Gaddafi taunted NATO."
    assert [actor for words, actor in found(text) if words == "Gaddafi"] == ["Muammar Gaddafi"] * 2


def test_organisations_and_groups_are_known_with_their_country():
    text = "The Kremlin warned Hezbollah, and NATO and the U.N. Security Council met. Kataib Hezbollah denied it."
    table = read(text).set_index("actor")
    assert table["kind"].to_dict() == {
        "Kremlin": "organisation",
        "Hezbollah": "group",
        "NATO": "organisation",
        "UN Security Council": "organisation",
        "Kataib Hezbollah": "group",
    }
    assert table["country"]["Kremlin"] == "RUS" and table["country"]["Kataib Hezbollah"] == "IRQ"
    assert table["country"].isna()["NATO"]


@pytest.mark.parametrize(
    "text", ["He wrote on Twitter.", "Supreme courts met.", "Muslims pray in May.", "Michael visited New Mexico."]
)
def test_what_the_model_takes_for_somebody_is_not(text):
    assert not set(read(text)["actor"]) & {"Twitter", "Supreme", "Muslims", "May", "Theresa May", "Mexico"}


def test_section_lines_and_bylines_mention_nobody():
    text = (
        "World > Iran\n\nIran waits\n\nBy Jane Trump\n\nThe town waited all day for news.\n\nNobody came to it at all."
    )
    assert found(text) == [("Iran", "Iran")]


@settings(max_examples=80)
@given(anything)
def test_any_text_has_rows_in_order_at_their_places(text):
    table = read(text)
    assert list(table["text"]) == [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)]
    assert table["actor"].notna().all() and set(table["kind"]) <= set(KINDS)
    spans = list(dict.fromkeys(zip(table["start"], table["end"], strict=True)))
    assert spans == sorted(spans) and all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.slow
@pytest.mark.parametrize("words", ["Iran’s foreign minister ", "he and ", "A. Smith met B. Smith, ", "both sides of "])
def test_time_grows_with_the_text(words):
    def seconds(size):
        text = words * (size // len(words))
        pieces = parse(text, [Block("paragraph", 0, len(text))])
        return clock(lambda: find_mentions(text, pieces, DAY))

    seconds(1000)  # loads the table
    assert seconds(32_000) < 16 * max(seconds(8_000), 0.005)


def test_an_agency_that_is_told_something_is_no_part_of_the_name_after_it():
    told = "Rebel spokesmen told Reuters Gaddafi forces killed five people. A doctor told CNN Joan Doe shot him."
    assert {"Gaddafi", "Joan Doe"} <= set(read(told)["actor"])


def test_he_is_the_main_person_of_his_sentence_rather_than_whoever_spoke_before():
    text = (
        "Omar Diaz rules Chad. Diaz is old. Diaz is ill. Diaz is rich. Diaz is alone.\n\n"
        "“Nobody knows the price,” said Emanuela Paoli of the mint in Lima.\n\n"
        "Chad was a granary for towns in Mali and Diaz has made it plain that he might shut the port if sued.\n\n"
        "He told the Harbour News on Sunday that “the silos are full.”"
    )
    means = {words.lower(): actor for words, actor in found(text)}
    assert means["he"] == "Omar Diaz"
    assert read_text(text, "2020-01-09").quotes["speaker"].tolist() == ["Emanuela Paoli", "Omar Diaz"]
