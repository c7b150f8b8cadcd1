from datetime import date

import pytest

from analysis.reading.reading import read_text
from analysis.text.article import parse_article
from analysis.text.days import (
    DAY_FIRST,
    MONTH_FIRST,
    Written,
    find_day_in_address,
    find_order,
    is_evening_before,
    read_day,
)

NINTH = date(2020, 1, 9)


@pytest.mark.parametrize(
    "words",
    [
        "2020-01-09",
        "20200109",
        "20200109T112800",
        "20200109112800",
        "2020-01-09T11:28:00+01:00",
        "9 January 2020, 11:28 CET",
        "January 9, 2020 Thursday",
        "Thursday, 9 January 2020",
        "Thu, 09 Jan 2020 11:28:00 GMT",
        "Thu Jan 09 11:28:00 +0000 2020",
        "1578569280",
        "1578569280000",
        "9.1.2020",
        "09.01.2020 11:28 Uhr",
        "9-Jan-20",
        "9. Jan 2020",
    ],
)
def test_a_day_is_read_in_any_form(words):
    assert read_day(words).day == NINTH


@pytest.mark.parametrize(
    ("words", "order", "day"),
    [
        ("13/01/2020", None, date(2020, 1, 13)),
        ("01/13/2020", None, date(2020, 1, 13)),
        ("05/05/2020", None, date(2020, 5, 5)),
        ("09/01/2020", DAY_FIRST, NINTH),
        ("01/09/2020", MONTH_FIRST, NINTH),
        ("1-9-20", MONTH_FIRST, NINTH),
        ("9.1.2020", MONTH_FIRST, NINTH),
        ("19-Nov-12", None, date(2012, 11, 19)),
    ],
)
def test_figures_are_read_as_the_country_writes_them(words, order, day):
    assert read_day(words, order).day == day


def test_what_may_be_two_days_is_neither_and_says_so():
    written = read_day("Published 03/04/2020 at noon")
    assert written.day is None and written.evidence == "unknown: 03/04/2020 may be day/month or month/day"


@pytest.mark.parametrize(
    "words", ["", "last week", "31/02/2020", "13.13.2020", "version 1.2.3", "10.12.14.1", "1/2", "2020"]
)
def test_what_is_no_day_is_none(words):
    assert read_day(words) is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://courier.example/2020/01/09/ferries", NINTH),
        ("https://courier.example/world/2020/jan/9/ferries", NINTH),
        ("https://courier.example/story/2020-01-09/ferries.html", NINTH),
        ("https://courier.example/ferries-20200109/", NINTH),
        ("https://courier.example/2020/01/ferries", None),
        ("https://2020-01-09.example/ferries", None),
        ("https://courier.example/story/123202001091", None),
    ],
)
def test_an_address_may_have_the_day(address, day):
    found = find_day_in_address(address)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("language", "domain", "order"),
    [
        ("en-US", "", MONTH_FIRST),
        ("en_GB", "courier.example", DAY_FIRST),
        ("de", "kurier.example", DAY_FIRST),
        ("en", "courier.co.uk", DAY_FIRST),
        ("en", "courier.com", None),
        ("", "", None),
        ("en-CA", "courier.ca", None),
    ],
)
def test_the_country_of_a_page_gives_the_order(language, domain, order):
    assert find_order(language, domain) == order


def test_a_stamp_in_utc_soon_after_midnight_may_be_yesterday_evening():
    stamp = read_day("2020-01-10T02:30:00Z")
    assert is_evening_before(stamp, NINTH) and not is_evening_before(stamp, date(2020, 1, 10))
    assert not is_evening_before(read_day("2020-01-10T02:30:00+03:00"), NINTH)
    assert not is_evening_before(read_day("2020-01-10T20:30:00Z"), NINTH)
    assert not is_evening_before(Written(None, "03/04/2020"), NINTH)


@pytest.mark.parametrize(
    "line", ["9 January 2020, 11:28 CET", "By Ann Lee | 9.1.2020", "13/01/2020", "Thursday 9 Jan 2020"]
)
def test_a_date_line_of_a_text_gives_its_day(line):
    article = parse_article(
        f"Ferries stay in port\n\n{line}\n\nThe crews went ashore, the union said.\n\nNobody followed."
    )
    assert article.published in (NINTH, date(2020, 1, 13))
    assert article.published_evidence != "unknown"


def test_a_date_line_that_may_be_two_days_leaves_the_day_open():
    article = parse_article(
        "Ferries stay in port\n\n03/04/2020\n\nThe crews went ashore, the union said.\n\nNobody followed."
    )
    assert article.published is None and "may be day/month" in article.published_evidence


def test_a_text_without_a_day_has_none_though_it_names_one():
    article = parse_article(
        "Vote nears\n\nElections are due on 1 June 2021, the council said.\n\nTroops left on Monday."
    )
    assert article.published is None


def test_the_dates_of_a_chronology_are_no_days_of_publication():
    parts = ("3 January 2020", "The general was killed in the capital.", "8 January 2020", "Missiles hit two bases.")
    assert parse_article("\n\n".join(("How it came to this", *parts))).published is None


def test_a_text_without_a_day_keeps_relative_times_open():
    text = "Vote nears\n\nRebels attacked the capital on Monday. Elections are due on 1 June 2021, the council said."
    reading = read_text(text)
    assert reading.now is None and reading.events["first_day"].isna().all()
