"""The edits of a paragraph: its words, kept, cut or added."""

import re

from helpers.hostile import anything
from helpers.versions import ATTACK, ENTRY
from hypothesis import given

from analysis.versions.edits import find_edits, mark_edits, measure_likeness, split_words


def test_the_edits_of_a_paragraph_are_its_words_marked():
    assert mark_edits("A bad raid on $x$.", "A raid on <b>.") == "A ~~bad~~ raid on ~~$x$~~ ++<b>++."
    assert render("A bad raid on $x$.", "A raid on <b>.") == (
        "A <del>bad</del> raid on <del>$x$</del> <ins>&lt;b&gt;</ins>."
    )
    assert mark_edits(ATTACK, ENTRY, 1).startswith("… Iran ~~attacked~~ ++entered++ the …")
    assert mark_edits("He said no.", "No.") == "~~He said~~ No." and mark_edits("bad", "good") == "~~bad~~ ++good++"
    assert mark_edits("he said, no", "he, no") == "he ~~said~~, no"
    assert mark_edits("", "") == "" and mark_edits("gone", "") == "~~gone~~" and mark_edits("", "new") == "++new++"
    long = "word " * 6000
    assert [edit.kind for edit in find_edits(long, long)] == ["cut", "added"]


def render(first, second):
    return mark_edits(first, second).__html__()


@given(anything, anything)
def test_edits_give_back_both_texts(a, b):
    edits = find_edits(a, b)
    words = ["".join(e.text for e in edits if e.kind in kinds) for kinds in (("kept", "cut"), ("kept", "added"))]
    assert split_words(words[1]) == split_words(b) and len(split_words(words[0])) == len(split_words(a))
    likeness, cover = measure_likeness([split_words(a)], [split_words(b)])
    assert 0 <= likeness[0, 0] <= 1 and 0 <= cover[0, 0] <= 1
    assert "<b>" not in render(a, b) and not re.search("[\x00-\x1f\ud800-\udfff]", mark_edits(a, b, 2))
