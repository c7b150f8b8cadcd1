"""What is told of two versions."""

import html

from helpers.samples import HOSTILE
from helpers.versions import ATTACK, ENTRY, ENVOYS, PRISONERS, SANCTIONS, STORY, THREAT, TRADERS, WAR, contrast

import analysis
from analysis.versions import text
from analysis.versions.align import compare


def test_the_sentences_count_and_name_what_changed():
    said = text.describe(contrast(STORY, (TRADERS, ENTRY, THREAT, ENVOYS, PRISONERS)))
    assert said[0] == (
        "The second version keeps three of the six paragraphs, rewords one (paragraph 1), "
        "cuts two (paragraphs 3 and 6) and adds one (paragraph 5)."
    )
    assert said[1] == "It moves paragraph 5 (now 1)."
    tone = next(sentence for sentence in said if sentence.startswith("Its tone is brighter"))
    assert "mostly through what was cut (+0.12), above all paragraph 6 (−0.73); what reads otherwise brings" in tone
    reworded = str(text.describe(contrast((ATTACK, WAR), (ENTRY, WAR))))
    assert "Its tone is brighter (−0.8" in reworded and "through what reads otherwise, paragraph 1 (" in reworded
    assert "~~attacked~~ ++entered++" in reworded
    back = str(text.describe(contrast((ENTRY, WAR), (ATTACK, WAR))))
    assert (
        "Its tone is darker (" in back
        and "Escalation rises (" in back
        and "Gained in rewording: Iran uses force" in back
    )
    none = text.describe(contrast((ATTACK, WAR), (ENTRY,)))
    assert none[0] == (
        "The second version keeps none of the two paragraphs as it stood, rewords one (paragraph 1) "
        "and cuts one (paragraph 2)."
    )


def test_equal_and_unrelated_versions_say_so():
    assert text.describe(contrast(STORY, STORY)) == (
        "The two versions have the same six paragraphs in the same order.",
    )
    assert text.describe(contrast([WAR], [WAR])) == ("The two versions have the same one paragraph.",)
    assert text.describe(contrast([WAR, ATTACK], [ATTACK, WAR]))[:2] == (
        "The two versions have the same two paragraphs in another order.",
        "It moves paragraph 1 (now 2).",
    )
    unrelated = text.describe(contrast((ATTACK, THREAT), (TRADERS,)))
    assert unrelated == ("The two versions share no paragraph: the first has two of its own, the second one.",)
    empty = [str(text.describe(contrast(*pair))) for pair in (((), ()), ((WAR,), ()), ((), (WAR,)))]
    wheres = ("either version", "the second version", "the first version")
    assert empty == [f"There is no paragraph to compare in {where}." for where in wheres]


def test_what_has_no_figure_is_not_compared():
    table = "The cat lay under a chair."
    said = str(text.describe(contrast((table, WAR), (table,))))
    assert "Escalation cannot be compared for want of a current event: neither version has any." in said
    assert "Tone cannot be compared for want of a word of known tone: the second version has none." in said
    said += str(text.describe(contrast((table,), (table, SANCTIONS))))
    assert "Tone cannot be compared for want of a word of known tone: the first version has none." in said
    assert "nan" not in said


def test_hostile_texts_are_told_as_text():
    a, b = HOSTILE, HOSTILE.replace("A bad sum", "A \ud800 good <i>sum</i> of $y$")
    comparison = compare(analysis.read_text(a), analysis.read_text(b))
    page, lines = comparison._repr_html_(), str(comparison)
    assert "<script" not in page and "<i>" not in page and "&lt;i&gt;" in page and "mathjax_ignore" in page
    assert "\x1b" not in lines and "\ud800" not in lines and "\u202e" not in lines
    assert lines == repr(comparison) and lines.startswith(str(text.describe(comparison)))
    assert text.tabulate(comparison)._repr_html_() in page
    assert html.escape(text.describe(comparison)[0]) in page


def test_a_line_of_the_terminal_has_sign_numbers_figures_and_words():
    lines = str(contrast(STORY, (TRADERS, ENTRY, THREAT, ENVOYS, PRISONERS))).splitlines()
    assert [line.split()[0] for line in lines[-7:]] == ["=↕", "~", "=", "−", "=", "−", "+"]
    assert lines[-7].split()[:4] == ["=↕", "¶5", "¶1", "1.00"]
    assert lines[-6].split()[:3] == ["~", "¶1", "¶2"] and "+10.0 → " in lines[-6]
