"""The measures of tone, what each is called, and all of them on one text."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.reading.tables import make_table
from analysis.reading.tone.news import ask_news
from analysis.reading.tone.peers import ask_textblob, ask_vader
from analysis.reading.tone.words import Word


@dataclass(frozen=True, slots=True)
class Measure:
    """How a measure is called and where its figures stand."""

    name: str  # in a sentence
    label: str  # on an axis
    words: str  # its rows in the table `words`, by the column `measure`
    weight: str  # the column of that table that holds its words' weights
    decimals: int  # of such a weight in print


MEASURES = {  # the first is our own, the others are second opinions
    "tone": Measure("the news measure", "Tone", "tone", "valence", 1),
    "polarity": Measure("TextBlob", "TextBlob polarity", "textblob", "polarity", 2),
    "vader": Measure("VADER", "VADER compound", "vader", "valence", 1),
}
SCORES = {"tone": "float64", "polarity": "float64", "vader": "float64"}


@dataclass(frozen=True, slots=True)
class Tone:
    """The scores of one text, None where the measure found no word that it knows, and the words it found."""

    tone: float | None
    polarity: float | None
    vader: float | None
    words: tuple[Word, ...]


def score_tone(texts: Iterable[str]) -> pd.DataFrame:
    """One row a text, in order: `tone`, `polarity` and `vader`, each from −1 to 1.

    `tone` is this package's measure of news. `polarity` is that of `TextBlob(text).sentiment`,
    `vader` is VADER's compound score of the whole text. Each is NaN where the measure knows none of the words, and all
    lose their grip on long texts: give sentences.
    """
    tones = (measure_tone(text) for text in texts)
    return make_table(({name: getattr(tone, name) for name in SCORES} for tone in tones), SCORES)


def measure_tone(text: str) -> Tone:
    """The `Tone` of one text, best a sentence, with the words it rests on."""
    tone, weighed = ask_news(text)
    polarity, assessed = ask_textblob(text)
    compound, valued = ask_vader(text)
    words = sorted((*weighed, *assessed, *valued), key=lambda word: word.start)
    return Tone(tone, polarity, compound, tuple(words))
