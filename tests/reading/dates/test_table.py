"""When: which words name a time, and which days it covers."""

from datetime import date

import pandas as pd
import pytest
from helpers.hostile import anything
from helpers.timing import clock
from hypothesis import given

from analysis.reading import schema as tables
from analysis.reading.dates.table import _find_phrases, find_dates
from analysis.syntax.pipeline import parse
from analysis.text.layout import Block, find_blocks

THURSDAY = date(2020, 1, 9)


def dates(text, published=THURSDAY, role="paragraph"):
    return find_dates(parse(text, [Block(role, 0, len(text))]), published)


def values(text, published=THURSDAY, role="paragraph"):
    table = dates(text, published, role)
    return dict(zip(table["text"], table["value"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry left on Jan. 3, 2018.", {"Jan. 3, 2018": "2018-01-03"}),
        ("The log of 2020-01-08 is lost.", {"2020-01-08": "2020-01-08"}),
        ("Crews met on the 3rd of March, 2016.", {"the 3rd of March, 2016": "2016-03-03"}),
        ("Crews met in March 2016.", {"March 2016": "2016-03"}),
        ("Fares fell in 2018.", {"2018": "2018"}),
        ("Fares fell in the 1990s.", {"the 1990s": "199"}),
        ("Fares fell in the late '80s.", {"the late '80s": "198"}),
        ("Fares fell in the third quarter of 2019.", {"the third quarter of 2019": "2019-Q3"}),
        ("The harbour is of the 19th century.", {"the 19th century": "18"}),
        ("They met in the summer of 2016.", {"the summer of 2016": "2016-SU"}),
    ],
)
def test_what_is_written_out_needs_no_publication(text, expected):
    assert values(text) == values(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court sat from 3 to 8 January.", {"3": "2020-01-03", "8 January": "2020-01-08"}),
        ("The court sat Jan. 3-8, 2018.", {"Jan. 3": "2018-01-03", "8, 2018": "2018-01-08"}),
        ("Fares fell in 2018-2020.", {"2018": "2018", "2020": "2020"}),
        ("Fares fell between July and August 2003.", {"July": "2003-07", "August 2003": "2003-08"}),
    ],
)
def test_both_ends_of_a_range_are_found(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("Crews went ashore on Wednesday.", "Wednesday", "2020-01-08"),
        ("Crews had gone ashore on Thursday.", "Thursday", "2020-01-09"),
        ("The court will sit on Wednesday.", "Wednesday", "2020-01-15"),
        ("The court is to sit on Friday.", "Friday", "2020-01-10"),
        ("The hearing is scheduled for Monday.", "Monday", "2020-01-13"),
        ("A letter published Friday names them.", "Friday", "2020-01-03"),
        ("Crews left last Friday.", "last Friday", "2020-01-03"),
        ("Crews sail next Monday.", "next Monday", "2020-01-13"),
        ("Crews left this past Thursday.", "this past Thursday", "2020-01-02"),
        ("Crews met this past week.", "this past week", "2020-W01"),
        ("On opening night, January 3, it rained.", "January 3", "2020-01-03"),
        ("The strike began last week.", "last week", "2020-W01"),
        ("A fair was held this weekend.", "this weekend", "2020-W01-WE"),
        ("A fair will be held this weekend.", "this weekend", "2020-W02-WE"),
        ("It opened earlier this year.", "earlier this year", "2020"),
        ("It opens next month.", "next month", "2020-02"),
        ("Two days ago it sank.", "Two days ago", "2020-01-07"),
        ("It sank three weeks ago.", "three weeks ago", "2019-W51"),
        ("It sank a decade ago.", "a decade ago", "2010"),
        ("It will open in two weeks.", "in two weeks", "2020-W04"),
        ("It was shut the day before yesterday.", "the day before yesterday", "2020-01-07"),
        ("He was elected in December.", "December", "2019-12"),
        ("He will sail in February.", "February", "2020-02"),
        ("He retired on Nov. 5.", "Nov. 5", "2019-11-05"),
        ("He retired on June 5.", "June 5", "2019-06-05"),
        ("He will retire on June 5.", "June 5", "2020-06-05"),
        ("A judge will decide by the end of the year.", "the end of the year", "2020-12-31"),
        ("It was built last summer.", "last summer", "2019-SU"),
    ],
)
def test_what_is_relative_is_counted_from_publication_as_the_tense_has_it(text, phrase, value):
    assert values(text) == {phrase: value}


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("It sank in the early hours of Wednesday.", "the early hours of Wednesday", "2020-01-08TMO"),
        ("It sank on Tuesday night.", "Tuesday night", "2020-01-07TNI"),
        ("It sank at 8 p.m. on Wednesday.", "8 p.m. on Wednesday", "2020-01-08T20:00"),
        ("It sank last night.", "last night", "2020-01-08TNI"),
        ("It sank at 20:15 GMT.", "20:15 GMT", "XXXX-XX-XXT20:15"),
    ],
)
def test_a_part_of_a_day_is_a_time(text, phrase, value):
    row = dates(text).iloc[0]
    assert (row["text"], row["value"], row["type"]) == (phrase, value, "TIME")


def test_what_follows_a_day_is_counted_from_it():
    found = values("He left on Tuesday. Three days later he was back. The next day it rained.")
    assert found == {"Tuesday": "2020-01-07", "Three days later": "2020-01-10", "The next day": "2020-01-11"}
    assert values("In 2011 he left. The following year he was back.")["The following year"] == "2012"
    assert values("Three days later he was back.") == {"Three days later": "XXXX-XX-XX"}


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "value"),
    [
        ("It came after months of talks.", "months", "DURATION", "PXM"),
        ("She spoke hours after the raid.", "hours", "DURATION", "PTXH"),
        ("A two-year truce held.", "two-year", "DURATION", "P2Y"),
        ("It took 19 days.", "19 days", "DURATION", "P19D"),
        ("It took half an hour.", "half an hour", "DURATION", "PT30M"),
        ("Ships sail every day.", "every day", "SET", "P1D"),
        ("Ships sail every two weeks.", "every two weeks", "SET", "P2W"),
        ("Ships sail on Sundays.", "Sundays", "SET", "XXXX-WXX-7"),
        ("Fares are raised annually.", "annually", "SET", "P1Y"),
        ("Fares rise 5% a year.", "a year", "SET", "P1Y"),
        ("The port is now shut.", "now", "DATE", "PRESENT_REF"),
    ],
)
def test_lengths_sets_and_the_present(text, phrase, kind, value):
    row = dates(text).iloc[0]
    assert (row["text"], row["type"], row["value"]) == (phrase, kind, value)
    assert pd.isna(row["first_day"]) and pd.isna(row["last_day"])


def test_a_length_up_to_publication_has_bounds():
    row = dates("Over the past 30 days two ships sank.").iloc[0]
    assert (row["value"], row["type"]) == ("P30D", "DURATION")
    assert (row["first_day"].date(), row["last_day"].date()) == (date(2019, 12, 10), THURSDAY)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The attacks of September 11 changed the law.", date(2005, 9, 20), "2001-09-11"),
        ("Since September 11, guards search all bags.", date(2005, 2, 20), "2001-09-11"),
        ("Nobody forgot September 11.", date(2005, 7, 20), "2001-09-11"),
        ("Rebels took the bridge on September 11.", date(2011, 9, 13), "2011-09-11"),
        ("The vote is due on September 11.", date(2011, 8, 2), "2011-09-11"),
        ("The attack of September 11 failed.", date(1999, 9, 20), "1999-09-11"),
    ],
)
def test_september_11_is_that_of_2001_beside_a_word_for_an_attack_or_in_another_season(text, published, expected):
    assert list(values(text, published).values()) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They may march while we sit in the sun, and sat there.",
        "A second ship came, and a quarter of the crew saw it fall.",
        "Prime Minister Theresa May spoke to April Jones.",
        "It cost $2018, then €2,019.",
        "Call 555-2018 or +44 20 7946 0018.",
        "The 42-year-old, once aged 41, won 3-2 and 21-19.",
        "A crowd of 2000 people came.",
        "The Sunday Times was sold out on Black Friday.",
        "She told USA Today and Russia Today so.",
        "Now, who would have thought so?",
        "A Thursdayish talk of 31 Februaryish drew laughs.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert values(text) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Crews went ashore on Wednesday.", "XXXX-WXX-3"),
        ("Crews went ashore on Jan. 3.", "XXXX-01-03"),
        ("Crews went ashore in January.", "XXXX-01"),
        ("Crews went ashore yesterday.", "XXXX-XX-XX"),
        ("Crews went ashore last week.", "XXXX-WXX"),
        ("Crews went ashore this year.", "XXXX"),
        ("Crews went ashore this weekend.", "XXXX-WXX-WE"),
        ("Crews went ashore last winter.", "XXXX-WI"),
        ("Crews went ashore on Wednesday night.", "XXXX-WXX-3TNI"),
        ("Crews will go ashore in two months.", "XXXX-XX"),
    ],
)
def test_without_a_publication_date_nothing_is_guessed(text, value):
    row = dates(text, None).iloc[0]
    assert row["value"] == value and pd.isna(row["first_day"]) and pd.isna(row["last_day"])


def test_the_reason_is_said_in_words():
    assert dates("It sank on Wednesday.")["reason"].tolist() == ["Wednesday on or before 2020-01-09, past tense"]
    assert dates("It sank last week.")["reason"].tolist() == ["last week, counted from publication, 2020-01-09"]
    assert "no day of publication" in dates("It sank on Wednesday.", None)["reason"].iloc[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The streets appeared to calm overnight Friday.", "2020-01-03"),
        ("Calm seemed to be settling in on Friday.", "2020-01-03"),
        ("The minister was allowed to speak on Friday.", "2020-01-03"),
        ("The court ordered him to appear on Friday.", "2020-01-10"),
    ],
)
def test_what_seemed_to_be_so_was_so_in_the_past(text, value):
    assert dates(text)["value"].iloc[-1] == value


def test_captions_tell_the_past_in_the_present_and_stand_outside_the_paragraphs():
    table = dates("A judge speaks on Friday", role="caption")
    assert table["value"].tolist() == ["2020-01-03"] and table["paragraph"].isna().all()


def test_the_article_has_its_seven_dates(reading):
    table = reading.dates
    assert table["value"].tolist() == "2020-01-08 2020-01-03 PXM 2018 2020-01-08TMO 2020 PTXH".split()
    assert table["paragraph"].tolist() == [2, 2, 3, 3, 5, 7, 8]


@given(anything)
def test_on_any_text_every_date_is_at_its_place_and_none_overlap(text):
    check(text, THURSDAY)


def check(text, published):
    table = find_dates(parse(text, find_blocks(text)), published)
    assert [str(t) for t in table.dtypes] == list(tables.DATES.values())
    end = 0
    for row in table.itertuples():
        assert end <= row.start < row.end <= len(text) and text[row.start : row.end] == row.text
        assert row.type in ("DATE", "TIME", "DURATION", "SET") and row.value and row.reason
        assert pd.isna(row.first_day) == pd.isna(row.last_day) and not row.first_day > row.last_day
        end = row.end


def test_the_year_of_a_season_is_not_sure_but_of_last_summer_it_is():
    def sure(text):
        return dates(text)["sure"].tolist()

    assert sure("Joan Doe called for votes in the spring to be free.") == [False]
    assert sure("Peru shelled the port last summer.") == [True]


def test_the_year_of_last_june_is_not_sure_once_june_is_over():
    for published, sure in ((date(2005, 8, 5), False), (date(2005, 3, 5), True)):
        assert dates("Nine were shot last June.", published)["sure"].tolist() == [sure]


@pytest.mark.parametrize("unit", ['"', "1", " ", "the ", "3 and ", "2018-", "a ", "Jan ", "in the ", "'", ":"])
def test_time_is_linear_in_the_text(unit):
    def seconds(size):
        text = (unit * size)[:size]
        return clock(lambda: _find_phrases(text))

    assert seconds(200_000) < 10 * seconds(20_000) * 4 + 0.1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He says the visit last March is forgotten.", {"last March": "2019-03"}),
        ("They will talk about the deal signed last December.", {"last December": "2019-12"}),
        ("It happened last January.", {"last January": "2019-01"}),
        ("The visit this past May is forgotten, he says.", {"this past May": "2019-05"}),
        ("He returns next March.", {"next March": "2020-03"}),
        ("He returns next January.", {"next January": "2021-01"}),
        ("She will sail in March.", {"in March": "2020-03"}),
    ],
)
def test_a_last_month_is_over_and_a_next_one_is_to_come(text, expected):
    found = values(text)
    assert [*found.values()] == [*expected.values()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The soldiers did nothing to stop the crowd in the port on Wednesday.", "2020-01-08"),
        ("The crowd chanted, “Change the power” on Wednesday.", "2020-01-08"),
        ('The crowd chanted, "Change the power" on Wednesday.', "2020-01-08"),
        ('The judge said the vote "on Wednesday" was lost.', "2020-01-08"),
        ("The police did little to protect the ships on Tuesday.", "2020-01-07"),
        ("The union did not do enough to end the strike on Monday.", "2020-01-06"),
        ("“Let us in,” the crowd shouted on Wednesday.", "2020-01-08"),
        ("The crews will do nothing to stop the ship on Wednesday.", "2020-01-15"),
        ("The crews agreed to meet on Wednesday.", "2020-01-15"),
    ],
)
def test_what_was_done_on_a_weekday_is_not_sent_forward(text, expected):
    assert [*values(text).values()] == [expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There was more trouble in the following days.", "in the following days"),
        ("During the following weeks the ships sank.", "During the following weeks"),
        ("The crews left in the months that followed.", "in the months that followed"),
        ("The ensuing days were quiet.", "The ensuing days"),
        ("The following ships sank.", None),
        ("The following day was quiet.", "The following day"),
    ],
)
def test_the_days_that_followed_are_one_phrase(text, words):
    assert list(values(text)) == ([words] if words else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sank in May 2016. Divers found it on 7 May.", {"May 2016": "2016-05", "7 May": "2016-05-07"}),
        ("The ferry sank on 3 May 2016. It was sold on May 9.", {"3 May 2016": "2016-05-03", "May 9": "2016-05-09"}),
        ("The ferry sank in May 2016. It was sold on 7 June.", {"May 2016": "2016-05", "7 June": "2019-06-07"}),
        (
            "The ferry sank in January 2016. It was sold on 7 January.",
            {"January 2016": "2016-01", "7 January": "2020-01-07"},
        ),
    ],
)
def test_a_day_without_a_year_has_the_year_that_its_month_was_named_with_unless_it_is_near(text, expected):
    assert values(text) == expected


def test_an_entry_of_a_list_goes_on_from_the_one_before():
    entries = ["March 22: It sank.", "May 6: It rose.", "April 30 – It burnt.", "January 7: It was sold."]
    text = "\n\n".join(["The ferry in March 2016.", *entries])
    found = find_dates(parse(text, find_blocks(text)), THURSDAY)
    assert found["value"].tolist() == ["2016-03", "2016-03-22", "2016-05-06", "2016-04-30", "2017-01-07"]


@pytest.mark.parametrize(
    ("text", "published", "sure"),
    [
        ("The port was shelled on May 3, 2011. The quay burnt the next day.", "2011-05-09", {"the next day": False}),
        ("“Nobody would dig that today,” she said.", "2011-05-09", {"today": False}),
        ('They sang, "Yesterday Lima, tomorrow Quito".', "2011-05-09", {"Yesterday": False, "tomorrow": False}),
        ("The quay opened today.", "2011-05-09", {"today": True}),
        (
            "It sank 30 years ago, and the pier 12 years ago.",
            "2011-05-09",
            {"30 years ago": False, "12 years ago": True},
        ),
        ("The quay was shut on Sunday.", "2011-01-29", {"Sunday": False}),  # a page of Saturday, changed on Sunday
        ("The quay was shut on Friday.", "2011-01-29", {"Friday": True}),
        ("They would light lamps on Monday night.", "2016-06-15", {"Monday night": False}),
        ("They will light lamps on Monday.", "2016-06-15", {"Monday": True}),
        ("The army had given the town until Monday to yield.", "2016-06-15", {"Monday": False}),
        ("The vote was postponed until Monday.", "2016-06-15", {"Monday": True}),
    ],
)
def test_a_day_is_sure_unless_such_days_are_often_wrong(text, published, sure):
    table = dates(text, date.fromisoformat(published))
    found = dict(zip(table["text"], table["sure"], strict=True))
    assert {words: found[words] for words in sure} == sure


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("UN resolution 1973 let them fly. Those who wrote 1973 met in 1974.", "2011-05-09", {"1974": "1974"}),
        ("He wore an M-1951 coat of 1952.", "2011-05-09", {"1952": "1952"}),
        (
            "She wrote on March 17. He left in March 2003.",
            "2005-04-27",
            {"March 17": "2003-03-17", "March 2003": "2003-03"},
        ),
        (
            "War came on August 4 1914. A vote followed on August 6.",
            "2005-08-23",
            {"August 4 1914": "1914-08-04", "August 6": "1914-08-06"},
        ),
        ("It was the first vote in 30 years.", "2011-05-09", {"30 years": "P30Y"}),
        ("The deal fell through last week.", "2011-02-13", {"last week": "2011-W06"}),  # a Sunday
        ("Trade grew in the last decade.", "2011-05-09", {"the last decade": "P1DE"}),
    ],
)
def test_numbers_that_name_and_years_of_other_times(text, published, expected):
    assert values(text, date.fromisoformat(published)) == expected
