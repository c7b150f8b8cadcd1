"""Second opinions: where the measures of tone contradict each other, and the words that each goes by."""

import re

import numpy as np
import pandas as pd

import analysis
from analysis.story import measures
from analysis.story.measures import describe_evidence, find_disagreements, list_paragraphs, list_words


def test_disagreements_are_opposite_signs_the_widest_first():
    table = pd.DataFrame(
        {"polarity": [0.1, 0.5, 0.0, -0.2, np.nan, 5e-17], "vader": [-0.1, -0.9, -0.5, -0.1, 0.3, -0.4]}
    )
    assert find_disagreements(table, ("polarity", "vader")).index.tolist() == [1, 0]
    table["tone"] = [np.nan, 0.2, 0.0, 0.1, -0.9, 0.0]
    assert find_disagreements(table).index.tolist() == [1, 4, 3, 0]


def test_where_the_measures_disagree_the_words_are_told(reading):
    told = measures.describe(reading)
    assert told[0] == (
        "The news measure, TextBlob and VADER differ in sign on six of the 10 paragraphs that at least two score: "
        "paragraphs 1, 2, 5, 6, 8 and 10."
    )
    assert sorted(measures.tabulate(reading)["paragraph"]) == [1, 2, 5, 6, 8, 10]
    assert "VADER contradicts the news measure most on paragraph 10: it gives +0.69 for “Supreme” +2.6" in told[2]
    assert re.search("TextBlob contradicts .* on paragraph 2: it gives .* the news measure gives −0.8", told[1])
    same = measures.describe(analysis.read_text("A good day.\n\nA bad day."))
    assert str(same).endswith("nowhere contradict each other in sign, in the two paragraphs that at least two score.")


def test_what_a_measure_rests_on_is_told(reading):
    assert "TextBlob finds nothing in paragraphs 9 and 10." in describe_evidence(reading)


def test_a_weight_is_listed_with_the_rule_that_changed_it(reading):
    assert "“crisis” +1.2 (undone by ‘defuse’)" in list_words(reading.words, "tone", 2, most=9)
    assert "undone" not in list_words(reading.words, "tone", 2, most=9, length=22)


def test_words_are_listed_the_weightiest_first_and_the_rest_counted(reading):
    assert list_words(reading.words, "vader", 2, most=2) == "“killing” −3.4, “crisis” −3.1 and five more"
    assert list_words(reading.words, "polarity", 6).startswith("“good” +0.70")
    assert list_words(reading.words, "polarity", 7).startswith("“unnecessary” −0.40 and “new” +0.14")
    assert list_words(reading.words, "polarity", 9) == "no word that it knows"
    assert list_words(reading.words, "polarity", 1).endswith("and one neutral word")


def test_every_paragraph_stands_beside_its_words(reading):
    listing = list_paragraphs(reading)
    assert len(listing.frame) == 11 and listing.frame["TextBlob"].iloc[5] == "+0.27"
    assert listing.frame["words that TextBlob scored"].iloc[5] == "“good” +0.70 and “down” −0.16"
    assert listing.frame["TextBlob"].isna().sum() == 2 and "–" in listing._repr_html_() and "–" in repr(listing)
