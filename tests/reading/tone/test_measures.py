import pandas as pd
import pytest
from helpers.hostile import anything
from hypothesis import given
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.reading.tone.measures import SCORES, Tone, measure_tone, score_tone

VADER = SentimentIntensityAnalyzer()
TEXTS = [
    "Iran fired more than a dozen ballistic missiles.",
    "No Americans were harmed in the attack.",
    "Not good at all! No, never :) ( ! ) don't be very bad.",
    "😁 he lost face 💋in the war!! 😁great",
    "A\n\nb good\n\n\nbad = ) <3",
]


def words(text, measure):
    return [(text[w.start : w.end], w) for w in measure_tone(text).words if w.measure == measure]


@pytest.mark.parametrize("text", TEXTS)
def test_scores_are_those_of_the_two_packages(text):
    tone = measure_tone(text)
    assert (tone.polarity or 0) == TextBlob(text).sentiment.polarity
    assert (tone.vader or 0) == VADER.polarity_scores(text)["compound"]


@given(anything)
def test_any_text_is_scored_as_the_two_packages_do_and_every_score_has_its_words(text):
    tone = measure_tone(text)
    assert (tone.polarity or 0) == TextBlob(text).sentiment.polarity
    assert (tone.vader or 0) == VADER.polarity_scores(text)["compound"]
    heard = {w.measure for w in tone.words}
    assert (tone.polarity is not None) == ("textblob" in heard) and (tone.vader is not None) == ("vader" in heard)
    assert all(0 <= w.start < w.end <= len(text) for w in tone.words)


def test_polarity_is_the_mean_of_its_words():
    tone = measure_tone("A great but terrible and very odd day.")
    scores = [w.polarity for w in tone.words if w.measure == "textblob"]
    assert tone.polarity == pytest.approx(sum(scores) / len(scores)) and len(scores) == 3


def test_words_are_found_at_their_places_with_what_changed_them():
    text = "It was not very good; the war, sadly, goes on!"
    assert [(w, round(x.polarity, 3)) for w, x in words(text, "textblob")][:2] == [
        ("not very good", -0.269),
        ("sadly", -0.625),
    ]
    assert [(w, round(x.valence, 1)) for w, x in words(text, "vader")] == [
        ("good", -1.6),
        ("war", -3.2),
        ("sadly", -1.8),
    ]


def test_an_emoji_is_the_word_that_vader_reads_in_it():
    assert [w for w, _ in words("Peace 😁 now", "vader")] == ["Peace", "😁"]


def test_no_known_word_is_no_score_and_a_neutral_word_is_zero():
    nothing = Tone(None, None, None, ())
    assert measure_tone("The table stood by the door.") == measure_tone("") == nothing
    assert measure_tone("The military stood back.").polarity is not None


def test_a_list_is_scored_in_order_with_na_where_nothing_is_known():
    table = score_tone(["A good day.", "The table.", "A bad day."])
    assert list(table.columns) == list(SCORES) and set(table.dtypes) == {pd.Series(dtype=float).dtype}
    assert (table[["tone", "polarity", "vader"]].iloc[0] > 0).all() and table.iloc[1].isna().all()
    assert (table[["tone", "polarity", "vader"]].iloc[2] < 0).all()
    assert list(score_tone([]).columns) == list(table.columns)
