"""Two versions as a page: each in its own words, with what changed marked, and nothing of them read as markup."""

import re

import pytest
from helpers.samples import HOSTILE
from helpers.versions import CASES

import analysis
from analysis.versions.edits import mark_sides
from analysis.versions.page import render_comparison

FIRST = """Peru warns Chile over the border

Peru threatened on Monday to close its border with Chile after a shooting near Tacna.

Two soldiers were killed in the exchange, and the road was shut all day. Chile denied that its men had fired first.

Chile's foreign minister called the talks in Arica useful and said that they would go on.

Farmers on both sides of the line have brought in the olives early this year because of the drought."""
SECOND = """Peru calms Chile

Chile's foreign minister called the talks in Arica useful and said that they would go on.

Peru threatened on Monday to close its border with Chile after a shooting near Tacna, then withdrew the threat.

Two soldiers were killed in the exchange, and the road was shut all day.

Chile denied that its men had fired first.

Peru and Chile signed a deal on Tuesday that ends the quarrel."""


@pytest.fixture(scope="module")
def page():
    return render_comparison(analysis.compare(analysis.read_text(FIRST), analysis.read_text(SECOND)))


def list_rows(page):
    """Each row of the page: its label, and its halves as plain text."""
    rows = re.findall(r'<section class="row [^"]*" aria-label="Paragraph \d+, ([^"]*)">(.*?)</section>', page, re.S)
    return {label: " ".join(re.sub(r"<[^>]+>", " ", row).split()) for label, row in rows}


def test_each_version_has_its_own_words_and_the_changed_ones_are_marked():
    first, second = mark_sides("He said “no” twice.", 'He never said "no".')
    assert first.__html__() == "He said “no” <del>twice</del>."
    assert second.__html__() == "He <ins>never</ins> said &quot;no&quot;."
    assert mark_sides("", "new")[1] == "++new++" and mark_sides("old", "")[0] == "~~old~~"
    assert mark_sides("", "") == ("", "")


def test_every_paragraph_of_either_version_says_what_happened_to_it(page):
    rows = list_rows(page)
    assert list(rows) == [
        "the same in both, moved from place 3 to 1",
        "reworded",
        "divided in another way",
        "cut",
        "split from paragraph 2 of the first version",
        "added",
    ]
    assert "Not in the second version" in rows["cut"] and "Farmers on both sides" in rows["cut"]
    assert "In ¶2 of the first version" in rows["split from paragraph 2 of the first version"]
    assert "<ins>, then withdrew the threat</ins>" in page and "<del>Farmers on both sides" in page
    assert "¶1 of the first version: escalation +5.0" in page


def test_it_says_how_verdict_measures_and_events_changed(page):
    assert page.count('class="headline"') == 2 and "Peru warns Chile over the border" in page
    figure = r"<td>(?:[+−]\d+\.\d|0\.0)</td>"
    assert re.search(rf'<th scope="row">escalation</th>(?:{figure}){{3}}</tr>', page)
    gained = page.partition("Only in the second version")[2].partition("</ul>")[0]
    assert "eases:" in gained and "withdrew the threat" in gained
    assert "It splits paragraph 2 into paragraphs 3 and 4." in page and "Gained" not in page


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_change_makes_a_page(name):
    first, second, _ = CASES[name]
    comparison = analysis.compare(*(analysis.read_text("\n\n".join(parts)) for parts in (first, second)))
    page = render_comparison(comparison)
    assert page.count('<section class="row') == len(comparison.paragraphs)
    assert not re.search(r"https?:|url\(|@import|src=|\bnan\b|&lt;NA&gt;|\bNone\b(?!\.)", page)


def test_a_hostile_text_is_shown_as_text():
    page = render_comparison(
        analysis.compare(analysis.read_text(HOSTILE), analysis.read_text(HOSTILE.replace("bad", "good")))
    )
    assert "<script" not in page and "1337" not in page and "\x1b" not in page and "\u202e" not in page
    assert "onload" not in re.sub(r"&lt;.*?&gt;", "", page) and "&lt;script&gt;alert(3)&lt;/script&gt;" in page
