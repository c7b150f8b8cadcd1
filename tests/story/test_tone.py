import re

import pytest
from helpers.samples import ARC, HOSTILE, NO_TONE, SHORT

import analysis
from analysis.reading.tone.measures import MEASURES
from analysis.show.prose import Prose
from analysis.story.arc import compute_arc
from analysis.story.article import describe_article
from analysis.story.measures import describe_disagreements, describe_evidence, list_words, tabulate_paragraphs
from analysis.story.summary import summarise
from analysis.story.tone import describe_arc, describe_extremes, describe_headline


def arcs(reading):
    return [compute_arc(reading.paragraphs, measure) for measure in MEASURES]


def tell(text):
    reading = analysis.read_text(text)
    told = [describe_article(reading), describe_headline(reading), summarise(reading, arcs(reading))]
    for arc in arcs(reading):
        told += [describe_arc(arc), describe_extremes(reading, arc)]
    return [*told, describe_disagreements(reading), describe_evidence(reading)]


def test_the_article_is_told_as_its_tables_have_it(reading):
    tone, polarity, vader = arcs(reading)
    assert str(describe_article(reading)) == (
        "“Trump pulls back from more military action in Iran crisis, promises new sanctions” runs to 11 paragraphs, "
        "13 sentences and 384 words. It was published on 9 January 2020, as given by its reader. Kept out of the "
        "scores: one section line, one headline and one caption."
    )
    assert describe_arc(polarity)[:2] == (
        "TextBlob scores nine of the 11 paragraphs, +0.10 on average.",
        "The highest is paragraph 6 (+0.27), the lowest paragraph 7 (−0.13).",
    )
    assert f"(p = {polarity.p_value:.3f}), so this rise and fall may be chance." in str(describe_arc(polarity))
    assert "“unnecessary” −0.40 and “new” +0.14" in str(describe_extremes(reading, polarity))
    assert "“killing” −3.4, “crisis” −3.1" in str(describe_extremes(reading, vader))
    assert describe_arc(tone)[0].startswith("The news measure scores all 11 paragraphs, −0.")
    assert "“killing” −3.3, “attack” −2.4" in str(describe_extremes(reading, tone))
    assert "TextBlob finds nothing in paragraphs 9 and 10." in describe_evidence(reading)


def test_where_the_measures_disagree_the_words_are_told(reading):
    told = describe_disagreements(reading)
    assert told[0] == (
        "The news measure, TextBlob and VADER differ in sign on six of the 11 paragraphs that at least two score: "
        "paragraphs 1, 2, 5, 6, 8 and 10."
    )
    assert "VADER contradicts the news measure most on paragraph 10: it gives +0.69 for “Supreme” +2.6" in told[2]
    assert re.search("TextBlob contradicts .* on paragraph 2: it gives .* the news measure gives −0.8", told[1])
    same = describe_disagreements(analysis.read_text("A good day.\n\nA bad day."))
    assert str(same).endswith("nowhere contradict each other in sign, in the two paragraphs that at least two score.")


def test_a_weight_is_listed_with_the_rule_that_changed_it(reading):
    assert "“crisis” +1.2 (undone by ‘defuse’)" in list_words(reading.words, "tone", 2, most=9)
    assert "undone" not in list_words(reading.words, "tone", 2, most=9, length=22)


def test_only_an_arc_beyond_chance_is_told_as_one():
    reading = analysis.read_text(ARC)
    tone, polarity, vader = arcs(reading)
    told = str(describe_arc(tone))
    assert "the order carries the tone" in told and re.search(r"falls to a trough of −0\.\d\d at paragraph 1\d", told)
    assert "chance seldom makes" in str(summarise(reading, [tone, polarity, vader]))
    mixed = reading.paragraphs.assign(tone=reading.paragraphs["tone"].sample(frac=1, random_state=4).to_numpy())
    told = str(describe_arc(compute_arc(mixed)))
    assert "may be chance" in told and "trough" not in told and "smoothed" not in told


def test_a_short_article_claims_nothing():
    told = " ".join(map(str, tell(SHORT)))
    assert "one paragraph, two sentences and 15 words" in told and "too few to test" in told
    assert "too few scored paragraphs to tell a rise or fall from chance" in told and "(p =" not in told


def test_an_article_without_tone_words_is_not_called_neutral():
    told = " ".join(map(str, tell(NO_TONE)))
    assert "No measure knows a word of this text" in told and "finds nothing in any paragraph" in told
    assert "0.00" not in told and "nan" not in told.lower()


@pytest.mark.parametrize("text", ["", SHORT, NO_TONE, ARC, HOSTILE, "Good.\n\nBad.", "Bad."])
def test_every_sentence_is_one(text):
    for prose in tell(text):
        for sentence in prose:
            assert re.match(r"[A-Z“@=−+]", sentence) and sentence.endswith("."), sentence
            assert not re.search(r"\b(nan|None|NA)\b|  |\.\.|\(\)", sentence), sentence


def test_shared_extremes_are_said_to_be_shared():
    reading = analysis.read_text("A good day.\n\nA good night.\n\nA bad day.")
    assert "paragraph 1 (+0.70, shared with one other)" in str(describe_arc(arcs(reading)[1]))


def test_words_are_listed_the_weightiest_first_and_the_rest_counted(reading):
    assert list_words(reading.words, "vader", 2, most=2) == "“killing” −3.4, “crisis” −3.1 and five more"
    assert list_words(reading.words, "polarity", 9) == "no word that it knows"
    assert list_words(reading.words, "polarity", 1).endswith("and one neutral word")


def test_prose_and_tables_show_text_never_markup_or_mathematics():
    reading = analysis.read_text(HOSTILE)
    for shown in (*tell(HOSTILE), tabulate_paragraphs(reading)):
        page = shown._repr_html_() or ""
        assert "<script" not in page and "\x1b" not in page and "\u202e" not in page
        assert not page or "tex2jax_ignore" in page
    assert "&lt;script&gt;" in tabulate_paragraphs(reading)._repr_html_()
    assert Prose(["a < b.", "c."])._repr_html_().endswith(">a &lt; b. c.</p>") and repr(Prose(["a.", "b."])) == "a. b."


def test_every_paragraph_stands_beside_its_words(reading):
    listing = tabulate_paragraphs(reading)
    assert len(listing.frame) == 11 and listing.frame["TextBlob"].iloc[5] == "+0.27"
    assert listing.frame["words that TextBlob scored"].iloc[5] == "“good” +0.70 and “down” −0.16"
    assert listing.frame["TextBlob"].isna().sum() == 2 and "–" in listing._repr_html_() and "–" in repr(listing)
