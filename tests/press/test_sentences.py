"""In which sentence an act stands, and what it says."""

import numpy as np
import pandas as pd

from analysis.press.sentences import describe_sentences, find_sentences, list_sentences, read_numbered, read_sentences
from analysis.reading.reading import read_text


def test_each_act_stands_in_the_sentence_that_has_its_words(covered):
    told = read_sentences(covered, covered.events)
    for whole, near, words in zip(told["sentence"], told["near"], covered.events["text"], strict=True):
        assert words in whole and near in whole and len(near) <= len(whole)
    assert told.index.equals(covered.events.index)


def test_sentences_are_those_of_the_reading(covered):
    numbers = np.flatnonzero(list_sentences(covered).article == 3)
    known = describe_sentences(covered, numbers)
    assert known["article"].unique().tolist() == [covered.articles["article"][3]]
    assert known["place"].tolist() == list(range(1, len(numbers) + 1))
    file = covered.folder / "tables" / "articles" / covered.articles["partition"][3]
    text = pd.read_parquet(file).set_index("article").loc[covered.articles["article"][3], "text"]
    assert read_numbered(covered, numbers).tolist() == read_text(text).sentences["text"].tolist()


def test_what_is_in_no_sentence_has_no_number(covered):
    last = describe_sentences(covered, np.array([len(list_sentences(covered).key) - 1]))
    places = pd.DataFrame({"article": [last["article"][0]] * 2 + ["elsewhere"], "start": [last["start"][0], 10**6, 0]})
    numbers = find_sentences(covered, places)
    assert numbers.tolist() == [len(list_sentences(covered).key) - 1, -1, -1]
    assert read_numbered(covered, numbers).tolist()[1:] == ["", ""]
