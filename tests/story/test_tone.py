"""How the tone runs, and whether chance could have made it."""

import re
from dataclasses import replace

import numpy as np
import pytest
from helpers.samples import ARC, NO_TONE, SHORT

import analysis
from analysis.story import measures, summary, tone
from analysis.story.arc import trace


def test_the_article_is_told_as_its_tables_have_it(reading):
    told, scores = tone.describe(reading), reading.paragraphs["tone"]
    assert (
        told[0] == "The news measure scores 10 of the 11 paragraphs, −0.48 on average."
        and round(scores.mean(), 2) == -0.48
    )
    assert told[1] == "Of those that rest on four words or more, the lowest is paragraph 2 (−0.84)."
    assert f"(p = {trace(reading, 'tone').p_value:.3f}), so this rise and fall may be chance." in told[2]
    assert "“killing” −3.3, “attack” −2.4" in str(tone.describe_darkest(reading))


def test_one_word_is_no_tone_of_a_headline():
    story = "A terrible war raged in Peru.\n\nThe attack killed many."
    assert tone.describe_headline(analysis.read_text(f"Million islanders need aid\n\n{story}")) == ()
    assert tone.describe_headline(analysis.read_text(f"Attack kills peace\n\n{story}"))


def test_the_headline_stands_beside_the_story(reading):
    assert str(tone.describe_headline(reading)).startswith(
        "The news measure gives the headline −0.44, against −0.48 on average in the story; TextBlob gives"
    )
    assert tone.describe_headline(analysis.read_text(NO_TONE)) == ()
    assert (
        tone.describe_headline(analysis.read_text("Lima at noon\n\nA terrible war raged in Peru.\n\nMore followed."))
        == ()
    )


def test_only_an_arc_beyond_chance_is_told_as_one():
    reading = analysis.read_text(ARC)
    told = str(tone.describe(reading))
    assert "so it is more than chance" in told and re.search(r"turns up at −0\.\d\d around paragraph 1\d", told)
    mixed = reading.paragraphs["tone"].sample(frac=1, random_state=4).to_numpy()
    told = str(tone.describe(replace(reading, paragraphs=reading.paragraphs.assign(tone=mixed))))
    assert "may be chance" in told and "trough" not in told and "smoothed" not in told


@pytest.mark.parametrize(
    ("values", "turns", "between"),
    [
        ([-0.7, -0.5, -0.04, -0.37, -0.01, -0.3], [4], True),
        ([-0.7, -0.5, -0.4, -0.45, -0.1, -0.3], [4], False),
        ([0.1, 0.2, 0.3], [], False),
    ],
)
def test_turns_are_told_only_if_the_line_swings_little_between_them(values, turns, between):
    assert tone._swings_between(np.array(values), np.array(turns, dtype=int)) == between
    assert "swings several times" not in str(tone.describe(analysis.read_text(ARC)))


def test_a_short_article_claims_nothing():
    reading = analysis.read_text(SHORT)
    assert "too few to test" in str(tone.describe(reading))
    told = " ".join(map(str, (tone.describe(reading), summary.describe(reading), measures.describe(reading))))
    assert "no rise or fall can be told from chance" in told and "(p =" not in told


def test_an_article_without_tone_words_is_not_called_neutral():
    reading = analysis.read_text(NO_TONE)
    parts = [tone.describe(reading), tone.describe_darkest(reading), summary.describe(reading)]
    parts += [measures.describe(reading), measures.describe_evidence(reading)]
    told = " ".join(map(str, parts))
    assert "knows none of the words in this text" in told and "finds nothing in any paragraph" in told
    assert "0.00" not in told and "nan" not in told.lower()


def test_shared_extremes_are_said_to_be_shared():
    good, bad = "A good, happy, safe and wonderful law.", "A bad, cruel, ugly and hated law."
    shared = analysis.read_text("\n\n".join([good, bad, bad]))
    assert re.search(r"paragraph 2 \(−0\.\d\d, shared with one other\)", str(tone.describe(shared)))


def test_a_paragraph_with_few_words_of_tone_is_not_called_the_darkest():
    told = analysis.read_text("A wonderful law.\n\nA good and happy but long plan.\n\nA bad, cruel and hated law.")
    assert "lowest" not in str(tone.describe(told)) and tone.describe_darkest(told) == ()


def test_every_score_of_each_measure_is_a_bar_on_the_whole_scale(reading):
    for axes, name in zip(tone.draw(reading).axes, ("tone", "polarity", "vader"), strict=True):
        drawn = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in axes.patches}
        table = reading.paragraphs.dropna(subset=name)
        assert drawn == dict(zip(table["paragraph"], table[name], strict=True))
        assert axes.get_ylim()[0] <= -1 and axes.get_ylim()[1] >= 1


def test_the_title_counts_the_paragraphs_on_which_the_measures_differ(reading):
    assert tone.find_finding(reading) == "Six of 10 paragraphs are judged differently"
    marks = next(line for line in tone.draw(reading).axes[0].lines if line.get_marker() == "v")
    assert len(marks.get_xdata()) == 6
    assert tone.find_finding(analysis.read_text(NO_TONE)) == ""


def test_without_smoothing_there_is_no_line_and_no_band():
    chart = tone.draw(analysis.read_text(ARC), smoothing=1)
    told = [text.get_text() for key in chart.legends for text in key.get_texts()]
    assert not any("mean of" in text for text in told)


def test_the_settings_are_those_of_the_arc(reading):
    other = tone.tabulate(reading, smoothing=5, shuffles=199, seed=2)
    assert other.equals(trace(reading, "tone", 5, 199, 2).table) and not other.equals(tone.tabulate(reading))
