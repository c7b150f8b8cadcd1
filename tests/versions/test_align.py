import html
import io
import re
import warnings
from dataclasses import replace

import matplotlib as mpl
import pandas as pd
import pytest
from conftest import ARTICLE, anything
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image
from samples import HOSTILE

import analysis
from analysis.reading import schema as tables
from analysis.versions.align import _mark_moved, compare
from analysis.versions.chart import draw_comparison
from analysis.versions.edits import find_edits, mark_edits, measure_likeness, render_edits, split_words
from analysis.versions.text import describe_comparison, render_comparison, write_comparison

ATTACK = "The army of Iran attacked the harbour town of Larrin on Monday, killing eleven people in a brutal strike."
ENTRY = "The army of Iran entered the harbour town of Larrin on Monday, and eleven people died in the fighting."
THREAT = "Iran's foreign minister threatened to close the strait if the United States did not withdraw its ships."
SANCTIONS = "The United States imposed sanctions on Iran last week after a long quarrel about the port."
ENVOYS = "Envoys from Iraq appealed to both governments for restraint and offered to host talks in Baghdad."
PRISONERS = "They said that the two sides had agreed to exchange all prisoners on Friday."
TRADERS = "Traders in the old town boarded up their windows, and buses to the border ran half empty all day long."
WAR = "The last war between the neighbours ended in a ceasefire eleven years ago."
STORY = (ATTACK, THREAT, SANCTIONS, ENVOYS, TRADERS, WAR)


def tell(*paragraphs):
    return analysis.read_text("\n\n".join(["Army in Larrin", *paragraphs]) if paragraphs else "", "2020-03-03")


def contrast(a, b):
    return compare(tell(*a), tell(*b))


def list_changes(comparison):
    """Each row as a word: the change, with ↕ where moved, between the numbers in both versions."""
    return [
        f"{'' if pd.isna(r.paragraph_a) else r.paragraph_a}{r.change}{'↕' * r.moved}"
        f"{'' if pd.isna(r.paragraph_b) else r.paragraph_b}"
        for r in comparison.paragraphs.itertuples()
    ]


def check_rows(comparison):
    """Each paragraph of either version stands in just one row, with its own words and figures."""
    rows = comparison.paragraphs
    for name, reading in (("a", comparison.a), ("b", comparison.b)):
        own = rows.dropna(subset=f"paragraph_{name}").sort_values(f"paragraph_{name}")
        for column in ("paragraph", "text", "tone", "escalation"):
            assert own[f"{column}_{name}"].tolist() == pytest.approx(reading.paragraphs[column].tolist(), nan_ok=True)
    assert list(rows.columns) == list(tables.COMPARISON) and rows["moved"].dtype == bool
    shifts = comparison.shifts.dropna(subset="by_cuts")
    assert (shifts["by_cuts"] + shifts["by_rewording"] + shifts["by_additions"]).tolist() == pytest.approx(
        shifts["change"].tolist()
    )


CASES = {
    "the same": (STORY, STORY, ["1kept1", "2kept2", "3kept3", "4kept4", "5kept5", "6kept6"]),
    "cut": (STORY, STORY[:2], ["1kept1", "2kept2", "3cut", "4cut", "5cut", "6cut"]),
    "cut inside": (STORY, (ATTACK, SANCTIONS), ["1kept1", "2cut", "3kept2", "4cut", "5cut", "6cut"]),
    "added": ((ATTACK, WAR), (THREAT, ATTACK, WAR), ["added1", "1kept2", "2kept3"]),
    "reworded": ((ATTACK, WAR), (ENTRY, WAR), ["1reworded1", "2kept2"]),
    "moved up": ((ATTACK, THREAT, WAR), (WAR, ATTACK, THREAT), ["3kept↕1", "1kept2", "2kept3"]),
    "moved down": ((ATTACK, THREAT, WAR), (THREAT, WAR, ATTACK), ["2kept1", "3kept2", "1kept↕3"]),
    "swapped": ((WAR, ATTACK), (ATTACK, WAR), ["2kept1", "1kept↕2"]),
    "moved and reworded": ((ATTACK, THREAT, WAR), (THREAT, WAR, ENTRY), ["2kept1", "3kept2", "1reworded↕3"]),
    "split": ((ATTACK, f"{ENVOYS} {PRISONERS}"), (ATTACK, ENVOYS, PRISONERS), ["1kept1", "2kept2", "split3"]),
    "merged": ((ATTACK, ENVOYS, PRISONERS), (ATTACK, f"{ENVOYS} {PRISONERS}"), ["1kept1", "2kept2", "3merged"]),
    "repeated": ((ATTACK, WAR), (ATTACK, WAR, ATTACK), ["1kept1", "2kept2", "added3"]),
    "said once less": ((ATTACK, WAR, ATTACK), (ATTACK, WAR), ["1kept1", "2kept2", "3cut"]),
    "a short piece of it": ((f"{ATTACK} {ENVOYS} {PRISONERS} {WAR}",), (WAR,), ["1reworded1"]),
    "all else": ((ATTACK, THREAT), (TRADERS, WAR), ["1cut", "2cut", "added1", "added2"]),
    "nothing left": ((ATTACK,), (), ["1cut"]),
    "from nothing": ((), (ATTACK,), ["added1"]),
    "nothing": ((), (), []),
}
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
    assert "but for white space" in str(describe_comparison(comparison))
    assert list_changes(contrast([a], [a.replace("not", "now")])) == ["1reworded1"]
    assert list_changes(contrast([a], [a.replace(".", "!")])) == ["1reworded1"]


def test_a_part_says_whose_part_it_is():
    split = contrast(*CASES["split"][:2]).paragraphs
    assert split["part_of"].tolist()[2] == 2 and split["similarity"].tolist()[1] == 1
    merged = contrast(*CASES["merged"][:2])
    assert merged.paragraphs["part_of"].tolist()[2] == 2
    assert "It merges paragraphs 2 and 3 into paragraph 2." in describe_comparison(merged)
    assert "It splits paragraph 2 into paragraphs 2 and 3." in describe_comparison(contrast(*CASES["split"][:2]))


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
    assert tone.change == pytest.approx(tone.by_cuts + 0.1) and tone.mean_b == shorter.paragraphs["tone"].mean()


def test_events_are_lost_and_gained_by_who_does_what_to_whom():
    comparison = contrast(STORY, (ENTRY, THREAT, WAR))
    assert {("USA", "IRN")} == {
        (e.source, e.target) for e in comparison.lost.itertuples() if e.paragraph == 3 and e.root == "COERCE"
    }
    said = str(describe_comparison(comparison))
    assert "Lost with the cuts: the United States coerces Iran (“imposed sanctions on Iran" in said
    assert "Lost in rewording: Iran uses force" in said
    told_twice = contrast((SANCTIONS, THREAT, SANCTIONS), (SANCTIONS, THREAT))
    assert told_twice.lost.empty


def test_the_sentences_count_and_name_what_changed():
    said = describe_comparison(contrast(STORY, (TRADERS, ENTRY, THREAT, ENVOYS, PRISONERS)))
    assert said[0] == (
        "The second version keeps three of the six paragraphs, rewords one (paragraph 1), "
        "cuts two (paragraphs 3 and 6) and adds one (paragraph 5)."
    )
    assert said[1] == "It moves paragraph 5 (now 1)."
    tone = next(sentence for sentence in said if sentence.startswith("Its tone is brighter"))
    assert "mostly through what was cut (+0.12), above all paragraph 6 (−0.73); what reads otherwise brings" in tone
    reworded = str(describe_comparison(contrast((ATTACK, WAR), (ENTRY, WAR))))
    assert "Its tone is brighter (−0.8" in reworded and "through what reads otherwise, paragraph 1 (" in reworded
    assert "~~attacked~~ ++entered++" in reworded
    back = str(describe_comparison(contrast((ENTRY, WAR), (ATTACK, WAR))))
    assert (
        "Its tone is darker (" in back
        and "Escalation rises (" in back
        and "Gained in rewording: Iran uses force" in back
    )
    none = describe_comparison(contrast((ATTACK, WAR), (ENTRY,)))
    assert none[0] == (
        "The second version keeps none of the two paragraphs as it stood, rewords one (paragraph 1) "
        "and cuts one (paragraph 2)."
    )


def test_equal_and_unrelated_versions_say_so():
    assert describe_comparison(contrast(STORY, STORY)) == (
        "The two versions have the same six paragraphs in the same order.",
    )
    assert describe_comparison(contrast([WAR], [WAR])) == ("The two versions have the same one paragraph.",)
    assert describe_comparison(contrast([WAR, ATTACK], [ATTACK, WAR]))[:2] == (
        "The two versions have the same two paragraphs in another order.",
        "It moves paragraph 1 (now 2).",
    )
    unrelated = describe_comparison(contrast((ATTACK, THREAT), (TRADERS,)))
    assert unrelated == ("The two versions share no paragraph: the first has two of its own, the second one.",)
    empty = [str(describe_comparison(contrast(*pair))) for pair in (((), ()), ((WAR,), ()), ((), (WAR,)))]
    wheres = ("either version", "the second version", "the first version")
    assert empty == [f"There is no paragraph to compare in {where}." for where in wheres]


def test_what_has_no_figure_is_not_compared():
    table = "The cat lay under a chair."
    said = str(describe_comparison(contrast((table, WAR), (table,))))
    assert "Escalation cannot be compared for want of a current event: neither version has any." in said
    assert "Tone cannot be compared for want of a word of known tone: the second version has none." in said
    said += str(describe_comparison(contrast((table,), (table, SANCTIONS))))
    assert "Tone cannot be compared for want of a word of known tone: the first version has none." in said
    assert "nan" not in said


def test_the_edits_of_a_paragraph_are_its_words_marked():
    assert mark_edits("A bad raid on $x$.", "A raid on <b>.") == "A ~~bad~~ raid on ~~$x$~~ ++<b>++."
    assert render_edits("A bad raid on $x$.", "A raid on <b>.") == (
        "A <del>bad</del> raid on <del>$x$</del> <ins>&lt;b&gt;</ins>."
    )
    assert mark_edits(ATTACK, ENTRY, 1).startswith("… Iran ~~attacked~~ ++entered++ the …")
    assert mark_edits("He said no.", "No.") == "~~He said~~ No." and mark_edits("bad", "good") == "~~bad~~ ++good++"
    assert mark_edits("he said, no", "he, no") == "he ~~said~~, no"
    assert mark_edits("", "") == "" and mark_edits("gone", "") == "~~gone~~" and mark_edits("", "new") == "++new++"
    long = "word " * 6000
    assert [edit.kind for edit in find_edits(long, long)] == ["cut", "added"]


@given(anything, anything)
def test_edits_give_back_both_texts(a, b):
    edits = find_edits(a, b)
    words = ["".join(e.text for e in edits if e.kind in kinds) for kinds in (("kept", "cut"), ("kept", "added"))]
    assert split_words(words[1]) == split_words(b) and len(split_words(words[0])) == len(split_words(a))
    likeness, cover = measure_likeness([split_words(a)], [split_words(b)])
    assert 0 <= likeness[0, 0] <= 1 and 0 <= cover[0, 0] <= 1
    assert "<b>" not in render_edits(a, b) and not re.search("[\x00-\x1f\ud800-\udfff]", mark_edits(a, b, 2))


_paragraph = st.one_of(st.sampled_from([*STORY, ENTRY, PRISONERS, f"{ENVOYS} {PRISONERS}"]), anything)
_versions = st.lists(_paragraph, max_size=6).map("\n\n".join)


@given(_versions, _versions)
@settings(max_examples=60)
def test_every_paragraph_of_any_two_texts_stands_in_one_row_and_is_told(a, b):
    comparison = compare(analysis.read_text(a), analysis.read_text(b))
    check_rows(comparison)
    assert "nan" not in re.findall(r"[a-z]+", str(describe_comparison(comparison)).replace(a, "").replace(b, ""))
    assert len(write_comparison(comparison).splitlines()) >= len(comparison.paragraphs) + 2


def test_hostile_texts_are_told_as_text():
    a, b = HOSTILE, HOSTILE.replace("A bad sum", "A \ud800 good <i>sum</i> of $y$")
    comparison = compare(analysis.read_text(a), analysis.read_text(b))
    page, lines = render_comparison(comparison), write_comparison(comparison)
    assert "<script" not in page and "<i>" not in page and "&lt;i&gt;" in page and "mathjax_ignore" in page
    assert "\x1b" not in lines and "\ud800" not in lines and "\u202e" not in lines
    assert page == comparison._repr_html_() and lines == repr(comparison)
    assert html.escape(describe_comparison(comparison)[0]) in page


def test_a_line_of_the_terminal_has_sign_numbers_figures_and_words():
    lines = write_comparison(contrast(STORY, (TRADERS, ENTRY, THREAT, ENVOYS, PRISONERS))).splitlines()
    assert [line.split()[0] for line in lines[-7:]] == ["=↕", "~", "=", "−", "=", "−", "+"]
    assert lines[-7].split()[:4] == ["=↕", "¶5", "¶1", "1.00"]
    assert lines[-6].split()[:3] == ["~", "¶1", "¶2"] and "+10.0 → " in lines[-6]


def test_the_heaviest_of_the_longest_runs_stays():
    comparison = contrast((WAR, THREAT, ATTACK), (ATTACK, THREAT, WAR))
    assert comparison.paragraphs["moved"].sum() == 2
    assert not comparison.paragraphs["moved"][comparison.paragraphs["text_a"] == ATTACK].any()
    _mark_moved([], [], [])


def draw_all():
    return [draw_comparison(contrast(*CASES[name][:2])) for name in CASES]


def test_any_two_versions_are_drawn_without_a_warning_inside_their_page():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        many = [f"Envoy number {i} sailed from the harbour of Larrin for talks {i * 7}." for i in range(60)]
        hostile = analysis.read_text(HOSTILE)
        for chart in [
            *draw_all(),
            draw_comparison(contrast(many, many[::2])),
            draw_comparison(compare(hostile, hostile)),
        ]:
            assert Image.open(io.BytesIO(chart.render())).size[0] > 1000 and b"<svg" in chart.render("svg")
            renderer = FigureCanvasAgg(chart).get_renderer()
            assert not any(text.get_parse_math() for text in chart.findobj(Text) if "$" in text.get_text())
            drawn, (width, height) = chart.get_tightbbox(renderer), chart.get_size_inches()
            assert drawn.x0 >= 0 and drawn.y0 >= 0 and drawn.x1 <= width and drawn.y1 <= height


def test_the_chart_has_a_line_for_each_pair_and_a_mark_for_each_paragraph_without():
    comparison = contrast(STORY, (TRADERS, ENTRY, THREAT, f"{WAR} {ENVOYS}", PRISONERS))
    chart = draw_comparison(comparison)
    assert str(describe_comparison(comparison)) in chart.alt
    lines = [line for line in chart.axes[0].lines if len(line.get_xdata()) == 2]
    joined = comparison.paragraphs["change"].isin(["kept", "reworded", "split", "merged"])
    assert len(lines) == joined.sum()
    markers = [line.get_marker() for line in chart.axes[0].lines if len(line.get_xdata()) == 1]
    assert markers.count("D") == comparison.paragraphs["moved"].sum()
    assert markers.count("x") == (comparison.paragraphs["change"] == "cut").sum()
    assert markers.count("P") == (comparison.paragraphs["change"] == "added").sum()
    words = [text.get_text() for text in chart.axes[0].texts]
    assert "+10.0" in words and "–" in words
    assert not draw_comparison(contrast((), (WAR,))).axes


def test_comparing_and_drawing_again_gives_the_same_and_leaves_settings_alone():
    with mpl.rc_context({"font.size": 33}):
        before = dict(mpl.rcParams)
        first, second = (contrast(STORY, (TRADERS, ENTRY, THREAT, ENVOYS)) for _ in range(2))
        assert first.paragraphs.equals(second.paragraphs) and first.shifts.equals(second.shifts)
        assert draw_comparison(first).render() == draw_comparison(second).render()
        assert write_comparison(first) == write_comparison(second) and dict(mpl.rcParams) == before
