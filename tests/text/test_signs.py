"""Signs of what is no finished news report, and near ones that are none."""

import re
import time

import pytest
from helpers.hostile import anything
from hypothesis import given

from analysis.rules.load import read_rows
from analysis.text.article import parse_article
from analysis.text.signs import find_signs

BODY = [
    "The crews of the two ferries went ashore on Monday after the harbour authority closed the port to them.",
    "A spokesman for the union said that they would not sail until their wages had been paid.",
    "“We have waited for three months,” Joan Doe told a crowd outside the customs house.",
    "The authority accused the union of blocking the islands' supply of bread and fuel.",
    "A judge will hear both sides on Thursday, and the government has offered to mediate.",
]
HEADLINE = "Ferry crews leave the harbour in a dispute over pay"


def signs(*blocks):
    return find_signs(parse_article("\n\n".join(blocks), "2020-03-03"))


def test_a_plain_report_has_no_sign():
    assert signs(HEADLINE, "By Ann Lee", *BODY) == signs(*BODY) == signs("") == {}


@pytest.mark.parametrize("row", read_rows("caution_signs.csv"), ids=lambda row: row["example"][:40])
def test_each_row_finds_its_own_example_and_that_in_an_article_alone(row):
    assert row["place"] in ("title", "top", "end", "edge", "any") and re.search(row["pattern"], row["example"])
    blocks = [*BODY, row["example"]] if row["place"] in ("end", "edge", "any") else [row["example"], *BODY]
    found = signs(*blocks)
    assert list(found) == [row["kind"]] and found[row["kind"]].count == 1


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Live updates: ferry crews leave the harbour", "live"),
        ("Ferry strike: judge to hear both sides – as it happened", "live"),
        ("Opinion | The harbour authority is wrong", "opinion"),
        ("Editorial: A harbour without ships", "opinion"),
        ("Comment: let the ferries sail", "opinion"),
        ("The Last Ferry review – a storm in a film without wind | Film review", "review"),
        ("Review: The Last Ferry is a film without wind", "review"),
        ("Letters: the harbour authority and the ferries", "letter"),
        ("Q&A: What the crews want", "interview"),
        ("Interview with the head of the harbour authority", "interview"),
        ("Obituary: Joan Doe, who led the crews", "obituary"),
        ("FACTBOX-The ferry dispute", "list"),
        ("Timeline: the ferry dispute", "list"),
    ],
)
def test_a_label_in_the_headline_is_a_sign(headline, kind):
    assert list(signs(headline, *BODY)) == [kind]


@pytest.mark.parametrize(
    "headline",
    [
        "Opinion polls show support for the ferry crews",
        "Public opinion turns against the harbour authority",
        "Minister declines to comment on ferry talks",
        "Live ammunition fired at ferry crews in the harbour",
        "Ferry crews live in fear of arrest",
        "Court orders review of the harbour's closure",
        "Government to review ferry licences",
        "Minister gives interview on the ferry talks",
        "Union sends letters to the harbour authority",
        "Newspaper columnist arrested at the harbour",
        "Supreme Leader: no talks with the harbour authority",
        "Authority sets a timeline for talks with crews",
        "Trade union register lists 300 crew members",
        "Editor of the harbour newspaper is freed",
    ],
)
def test_a_news_headline_with_the_same_words_is_none(headline):
    assert signs(headline, *BODY) == {}


@pytest.mark.parametrize(
    "block",
    [
        "The newspaper said readers would have to subscribe from May.",
        "Thousands joined the march to demand that the islands be supplied.",
        "Joan Doe is a former captain of the ferry, which sank in 2011.",
        "“The views of the crews are their own,” the authority said.",
        "She paid £14.99 for a ticket and waited …",
        "The crews returned at 10.45am on Tuesday, and left again at noon.",
        "Officials said: the port is closed.",
        "Dear bread is what the islanders fear, the mayor said.",
    ],
)
def test_a_sentence_of_news_with_the_same_words_is_none(block):
    assert signs(HEADLINE, *BODY[:2], block, *BODY[2:]) == {}


def test_a_long_article_is_no_stub_though_its_site_asks_to_subscribe():
    asked = [*BODY, "Already a subscriber? Log in"]
    assert set(signs(HEADLINE, *asked)) == {"paywall"}
    assert signs(HEADLINE, *BODY * 5, "Already a subscriber? Log in") == {}


def test_a_text_that_breaks_off_is_cut():
    assert signs(*BODY[:2], "The authority said that the… [+2481 chars]")["cut"].evidence.endswith(
        "said that the… [+2481 chars]"
    )
    assert set(signs(*BODY[:2], "The authority said that the …")) == {"cut"}


@pytest.mark.parametrize("stamp", ["10:{0}", "10.{0}am", "10:{0} GMT", "(Update 10:{0} p.m. ET)", "10{0} GMT:"])
def test_many_times_of_day_make_a_live_blog(stamp):
    entries = [f"{stamp.format(10 + 7 * i)} {words}" for i, words in enumerate(BODY)]
    assert signs(HEADLINE, *entries)["live"].count == 5
    alone = [block for i, words in enumerate(BODY) for block in (stamp.format(10 + 7 * i), words)]
    assert signs(HEADLINE, *alone)["live"].count == 5
    assert "live" not in signs(HEADLINE, *entries[:3], *BODY)


@pytest.mark.parametrize("number", ["10.{0} per cent of the crews stayed", "10.{0} million people live there"])
def test_figures_are_no_times_of_day(number):
    assert signs(HEADLINE, *(f"{number.format(10 + i)}, {BODY[0]}" for i in range(6))) == {}


def test_speakers_before_colons_make_an_interview():
    turns = ["LEE: Will the ferries sail?", "DOE: They will, once we are paid."] * 3
    assert signs(*turns)["interview"] == ("interview", "LEE:", 6)
    asked = ["Q: Will the ferries sail?", "A: They will, once we are paid."] * 3
    assert signs(HEADLINE, *asked)["interview"].evidence == "Q:"
    places = [
        f"{place}: {words}"
        for place, words in zip(["Harbour", "Islands", "Capital", "Port", "Coast"], BODY, strict=True)
    ]
    assert signs(HEADLINE, *places) == {}


def test_datelines_of_an_agency_in_several_paragraphs_are_several_articles():
    datelines = ["OSLO (Reuters) - ", "", "LIMA (Reuters) - ", "", "QUITO (Reuters) - "]
    several = [f"{line}{words}" for line, words in zip(datelines, BODY, strict=True)]
    assert signs(*several)["several"] == ("several", "QUITO (Reuters)", 3)
    assert "several" not in signs("OSLO | Mon Jan 6, 2020 7:44am EST OSLO (Reuters) - " + BODY[0], *BODY[1:])
    assert signs(HEADLINE, *several[:2]) == {}


@pytest.mark.parametrize("text", [f"{'.' * 50_000}x", f"...{'”' * 50_000}x", "[+" * 20_000, "Ann Lee " * 9000])
def test_marks_without_end_take_no_time(text):
    start = time.perf_counter()
    assert signs(text) == {}
    assert time.perf_counter() - start < 2


@given(anything)
def test_no_text_raises_an_error(text):
    find_signs(parse_article(text))
