from datetime import date

import pytest
from helpers.hostile import anything
from helpers.paths import ARTICLE
from hypothesis import given

from analysis.text.datelines import find_dateline, find_day, find_stamp
from analysis.text.layout import ROLES, find_blocks, find_roles
from analysis.text.rests import role_by_wording


def roles(text):
    return [(block.role, text[block.start : block.end]) for block in find_blocks(text)]


@given(anything)
def test_every_character_is_in_a_block_or_is_white_space_between_two(text):
    blocks = find_blocks(text)
    covered = "".join(text[b.start : b.end] for b in blocks)
    ends = [0, *(b.end for b in blocks)]
    starts = [*(b.start for b in blocks), len(text)]
    between = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    assert between == "" or between.isspace()
    assert len(covered) + len(between) == len(text)
    assert all(b.role in ROLES and text[b.start : b.end].strip() == text[b.start : b.end] for b in blocks)


@given(anything)
def test_a_text_of_one_block_is_one_paragraph(text):
    blocks = find_blocks(text)
    if len(blocks) == 1:
        assert blocks[0].role == "paragraph"


def test_the_article_has_its_14_blocks():
    found = roles(ARTICLE.read_text(encoding="utf-8"))
    assert [role for role, _ in found] == ["section", "headline", "caption"] + ["paragraph"] * 11
    assert found[1][1].startswith("Trump pulls back") and found[2][1] == "US President Donald Trump"


STORY = [
    "World > Middle East",
    "Ferry strike strands thousands on the islands",
    "By Ann Lee and Omar Haddad, Harbour News",
    "Published: 8 January 2020, 14:05 GMT",
    "Crews vote to stay ashore. Image: Joan Doe.",
    "Crews on all four lines stayed ashore on Monday, the union said, and the ports stood empty.",
    "The company called the strike illegal and asked a court to end it.",
    "What happens now",
    "A judge will hear both sides on Thursday, and until then no ship will leave.",
    "Read more: the islands that have no bread",
    "Share this on Facebook",
    "© 2020 Harbour News. All rights reserved.",
]
EXPECTED = (
    "section headline byline dateline caption paragraph paragraph subhead paragraph".split() + ["boilerplate"] * 3
)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n \r\n"])
def test_a_story_is_told_apart_whatever_sets_its_paragraphs_apart(gap):
    assert roles(gap.join(STORY)) == list(zip(EXPECTED, STORY, strict=True))


def test_a_story_is_told_apart_where_gaps_are_mixed():
    text = "\n".join(STORY[:4]) + "\n\n" + "\n\n\n".join(STORY[4:8]) + "\n" + "\n".join(STORY[8:])
    assert roles(text) == list(zip(EXPECTED, STORY, strict=True))


def test_lines_wrapped_at_a_width_are_put_together():
    text = """Ferry strike strands thousands

Crews on all four lines stayed ashore on Monday, the union
said, and the ports of the islands stood empty for the first
time in nine years. The company called the strike illegal.

It has asked a court to end it. A judge will hear both sides
on Thursday, and until then no ship is going to leave."""
    found = roles(text)
    assert [role for role, _ in found] == ["headline", "paragraph", "paragraph"]
    assert found[1][1].endswith("illegal.") and found[2][1].endswith("leave.")


def test_in_a_wrapped_text_an_indented_line_opens_a_paragraph():
    text = """    Crews on all four lines stayed ashore on Monday, the union
said, and the ports of the islands stood empty for the first
time in nine years. The company called the strike illegal.
    It has asked a court to end it. A judge will hear both sides
on Thursday, and until then no ship is going to leave."""
    assert [role for role, _ in roles(text)] == ["paragraph", "paragraph"]


def test_what_a_list_says_is_part_of_the_story():
    lines = ["Strike at sea", "- Two ferries are tied up", "* No ship will leave", "The union met on Monday, it said."]
    assert find_roles(lines) == ["headline", "paragraph", "paragraph", "paragraph"]


def test_a_line_padded_with_spaces_takes_no_time():
    assert find_roles(["x" + " " * 300_000 + "y", "The crews went ashore.", "Nobody followed."])[0] == "headline"


def test_short_separate_lines_are_not_put_together():
    assert [role for role, _ in roles("One line came in.\nTwo lines came in.\nSix lines came in.")] == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Read more: how the strike began", "boilerplate"),
        ("Share this article", "boilerplate"),
        ("Copyright 2020 Harbour News", "boilerplate"),
        ("* * *", "boilerplate"),
        ("Reporting by Ann Lee; Editing by Omar Haddad", "boilerplate"),
        ("Sign up for our newsletter", "boilerplate"),
        ("By Ann Lee", "byline"),
        ("Ann Lee, Staff writer", "byline"),
        ("Reuters", "byline"),
        ("Wednesday, January 8, 2020", "dateline"),
        ("Last updated on 8 Jan. 2020 at 5 p.m. EST", "dateline"),
        ("TEHRAN, January 8, 2020 (AP)", "dateline"),
        ("2020-01-08T05:00:00Z", "dateline"),
        ("A ship at anchor. (AP Photo/Joan Doe)", "caption"),
        ("File photo: a ship at anchor", "caption"),
        ("“We will not sail until they listen to us.” — Joan Doe, captain", "caption"),
        ("January 8, 2020 / 4:12 AM / Updated 3 hours ago", "dateline"),
        ("SOURCE: HARBOUR NEWS AND AGENCIES", "boilerplate"),
        ("Harbour News writer Joan Doe contributed to this report.", "boilerplate"),
        ("Support us or go home, the captain told her crew.", None),
        ("Read more carefully, the contract leaves a door open.", None),
        ("Sign up now, the company told young people on the islands.", None),
        ("The union said that all rights reserved by the crews had been ignored.", None),
        ("They were seen leaving the ship (photo).", None),
        ("By Monday the crews had gone home, and nobody knew when they would be back.", None),
        ("By Wednesday", None),
        ("The court read more than forty letters.", None),
        ("On January 8, 2020 the crews went ashore and stayed there.", None),
        ("Support our crews, islanders tell the company", None),
    ],
)
def test_the_wording_gives_a_line_away(line, role):
    assert role_by_wording(line) == role


def test_a_headline_may_end_in_an_abbreviation_and_a_first_paragraph_is_no_headline():
    body = "The crews went ashore on Monday, the union said."
    assert find_roles(["Islanders turn to the U.S.", body, body])[0] == "headline"
    assert find_roles([body, body, body]) == ["paragraph"] * 3


def test_a_line_that_names_somebody_of_the_story_is_a_caption():
    body = ["The judge, Joan Doe, will hear both sides on Thursday.", "She did not say when she would decide."]
    assert find_roles(["A strike", body[0], "Joan Doe of the Harbour Court", body[1]])[2] == "caption"
    assert find_roles(["A strike", body[0], "The end of the strike", body[1]])[2] == "subhead"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Friday, July 21, 2017 at noon", date(2017, 7, 21)),
        ("the 3rd of March 2019", date(2019, 3, 3)),
        ("2020/1/8", date(2020, 1, 8)),
        ("31 February 2019, then 1 March 2019", date(2019, 3, 1)),
        ("in May 2019", None),
        ("8 January", None),
        ("decide 12 2019", None),
    ],
)
def test_a_written_day_is_found(text, day):
    found = find_day(text)
    assert (found and found[0]) == day


def test_a_paragraph_may_open_with_its_dateline():
    day = date(2020, 1, 8)
    assert find_dateline("TEHRAN, January 8, 2020 (Reuters) — Crews went ashore.")[0] == day
    assert find_dateline("January 8, 2020 was the day on which the crews went ashore.") is None
    assert find_dateline("Crews went ashore on January 8, 2020, the union said.") is None
    assert find_dateline("9" * 100 + " January 8, 2020 " + "9" * 100, whole=True)[0] == day  # and in no time


def test_a_stamp_with_a_place_ends_a_headline_whatever_it_ends_with():
    page = "Rebels try to move on TRIPOLI | Thu Sep 8, 2011 7:26 pm EDT TRIPOLI (Reuters) - The town was calm."
    assert page[slice(*find_stamp(page))].startswith("TRIPOLI | Thu Sep 8, 2011")
