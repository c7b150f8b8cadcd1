"""What became of each paragraph."""

import re
from dataclasses import replace

import pytest
from helpers.hostile import anything
from helpers.paths import ARTICLE
from helpers.versions import (
    ATTACK,
    CASES,
    ENTRY,
    ENVOYS,
    PRISONERS,
    SANCTIONS,
    STORY,
    THREAT,
    WAR,
    check_rows,
    contrast,
    list_changes,
)
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.versions import text
from analysis.versions.align import _mark_moved, compare
from analysis.versions.edits import mark_edits

MIRROR = {"cut": "added", "added": "cut", "split": "merged", "merged": "split"}


@pytest.mark.parametrize("name", CASES)
def test_what_became_of_each_paragraph(name):
    a, b, changes = CASES[name]
    comparison = contrast(a, b)
    assert list_changes(comparison) == changes
    check_rows(comparison)


@pytest.mark.parametrize("name", CASES)
def test_the_other_way_round_cuts_are_additions_and_figures_change_their_sign(name):
    a, b, _ = CASES[name]
    there, back = contrast(a, b), contrast(b, a)
    mirrored = back.paragraphs.rename(columns={"paragraph_a": "paragraph_b", "paragraph_b": "paragraph_a"})
    mirrored["change"] = mirrored["change"].replace(MIRROR)
    columns = ["paragraph_a", "paragraph_b", "change", "moved", "part_of"]
    rows = [set(table[columns].astype(str).itertuples(index=False)) for table in (there.paragraphs, mirrored)]
    assert {tuple(row) for row in rows[0]} == {tuple(row) for row in rows[1]}
    assert there.lost.equals(back.gained) and there.gained.equals(back.lost)
    assert there.shifts["change"].tolist() == pytest.approx((-back.shifts["change"]).tolist(), nan_ok=True)
    assert there.shifts["by_cuts"].tolist() == pytest.approx((-back.shifts["by_additions"]).tolist(), nan_ok=True)


def test_quotation_marks_capitals_and_white_space_change_nothing():
    a, b = "“We will not sail,” Joan Doe’s crew said at noon.", '"We will  not sail," JOAN Doe\'s crew said at noon.'
    comparison = contrast([a], [b])
    assert list_changes(comparison) == ["1kept1"] and mark_edits(a, b) == " ".join(b.split())
    assert "but for white space" in str(text.describe(comparison))
    assert list_changes(contrast([a], [a.replace("not", "now")])) == ["1reworded1"]
    assert list_changes(contrast([a], [a.replace(".", "!")])) == ["1reworded1"]


def test_a_part_says_whose_part_it_is():
    split = contrast(*CASES["split"][:2]).paragraphs
    assert split["part_of"].tolist()[2] == 2 and split["similarity"].tolist()[1] == 1
    merged = contrast(*CASES["merged"][:2])
    assert merged.paragraphs["part_of"].tolist()[2] == 2
    assert "It merges paragraphs 2 and 3 into paragraph 2." in text.describe(merged)
    assert "It splits paragraph 2 into paragraphs 2 and 3." in text.describe(contrast(*CASES["split"][:2]))


def test_paths_and_readings_are_compared_alike(reading):
    there = analysis.compare(ARTICLE, reading)
    assert set(there.paragraphs["change"]) == {"kept"} and there.lost.empty and there.gained.empty
    assert isinstance(there, analysis.Comparison) and there.a.article.published == reading.article.published
    with pytest.raises(analysis.ArticleError, match="does not exist"):
        analysis.compare(reading, "no-such-file.txt")


def test_a_narrowed_reading_keeps_its_numbers(eventful):
    pair = analysis.narrow(eventful, "IRQ-USA")
    rows = compare(eventful, pair).paragraphs
    assert rows["paragraph_b"].dropna().tolist() == [1, 2, 4] == rows["paragraph_a"][rows["change"] == "kept"].tolist()


def test_the_shift_of_a_mean_is_what_cuts_rewording_and_additions_bring(eventful):
    kept = eventful.paragraphs["paragraph"] != 10
    shorter = replace(eventful, paragraphs=eventful.paragraphs[kept].assign(tone=eventful.paragraphs["tone"] + 0.1))
    comparison = compare(eventful, shorter)
    escalation, tone = comparison.shifts.itertuples()
    assert escalation.change == pytest.approx(escalation.by_cuts) and escalation.by_additions == 0
    assert tone.by_rewording == pytest.approx(0.1)
    assert tone.change == pytest.approx(tone.by_cuts + 0.1)
    assert tone.mean_b == pytest.approx(shorter.paragraphs["tone"].mean())


def test_events_are_lost_and_gained_by_who_does_what_to_whom():
    comparison = contrast(STORY, (ENTRY, THREAT, WAR))
    assert {("USA", "IRN")} == {
        (e.source, e.target) for e in comparison.lost.itertuples() if e.paragraph == 3 and e.root == "COERCE"
    }
    said = str(text.describe(comparison))
    assert "Lost with the cuts: the United States coerces Iran (“imposed sanctions on Iran" in said
    assert "Lost in rewording: Iran uses force" in said
    told_twice = contrast((SANCTIONS, THREAT, SANCTIONS), (SANCTIONS, THREAT))
    assert told_twice.lost.empty


_paragraph = st.one_of(st.sampled_from([*STORY, ENTRY, PRISONERS, f"{ENVOYS} {PRISONERS}"]), anything)

_versions = st.lists(_paragraph, max_size=6).map("\n\n".join)


@pytest.mark.slow
@given(_versions, _versions)
@settings(max_examples=60)
def test_every_paragraph_of_any_two_texts_stands_in_one_row_and_is_told(a, b):
    comparison = compare(analysis.read_text(a), analysis.read_text(b))
    check_rows(comparison)
    assert "nan" not in re.findall(r"[a-z]+", str(text.describe(comparison)).replace(a, "").replace(b, ""))
    assert len(str(comparison).splitlines()) >= len(comparison.paragraphs) + 2


def test_the_heaviest_of_the_longest_runs_stays():
    comparison = contrast((WAR, THREAT, ATTACK), (ATTACK, THREAT, WAR))
    assert comparison.paragraphs["moved"].sum() == 2
    assert not comparison.paragraphs["moved"][comparison.paragraphs["text_a"] == ATTACK].any()
    _mark_moved([], [], [])
