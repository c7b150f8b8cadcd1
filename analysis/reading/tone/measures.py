"""The measures of tone, with their names and labels, and a text's score by each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.reading.tables import make_table
from analysis.reading.tone.news import ask_news
from analysis.reading.tone.peers import ask_textblob, ask_vader
from analysis.reading.tone.words import Word


@dataclass(frozen=True, slots=True)
class Measure:
    """The names of a measure, and where its words and their weights are."""

    name: str  # in a sentence
    label: str  # on an axis
    words: str  # its rows in the table `words`, by the column `measure`
    weight: str  # the column of that table that holds its words' weights
    decimals: int  # with which such a weight is shown


MEASURES = {  # the first is our own, the others are second opinions
    "tone": Measure("the news measure", "Tone", "tone", "valence", 1),
    "polarity": Measure("TextBlob", "TextBlob polarity", "textblob", "polarity", 2),
    "vader": Measure("VADER", "VADER compound", "vader", "valence", 1),
}
LONGEST = 1_000  # characters of a text that is remembered
REMEMBERED = 2_000  # texts, some 5 MB
SCORES = {"tone": "float64", "polarity": "float64", "vader": "float64"}


@dataclass(frozen=True, slots=True)
class Tone:
    """The scores of one text (None if a measure knows none of its words), and the words that were scored."""

    tone: float | None
    polarity: float | None
    vader: float | None
    words: tuple[Word, ...]


def score_tone(texts: Iterable[str]) -> pd.DataFrame:
    """One row per text, in order: `tone`, `polarity` and `vader`, each from −1 to 1.

    `tone` is this package's measure for news. `polarity` is that of `TextBlob(text).sentiment`, and `vader` is VADER's
    compound score of the whole text. A score is NaN if the measure knows none of the words. All measures work best on
    single sentences.

    Examples:
        >>> import analysis
        >>> tones = analysis.score_tone(["A good day.", "A bad day."])["tone"]
        >>> bool(tones[0] > 0 > tones[1])
        True
    """
    tones = (measure_tone(text) for text in texts)
    return make_table(({name: getattr(tone, name) for name in SCORES} for tone in tones), SCORES)


def measure_tone(text: str) -> Tone:
    """The `Tone` of one text, preferably a sentence, with the words on which it rests.

    Sentences are remembered: agencies' copies repeat them, and so do the tables of one article.
    """
    return _measure_once(text) if len(text) <= LONGEST else _measure(text)


def _measure(text: str) -> Tone:
    tone, news_words = ask_news(text)
    polarity, textblob_words = ask_textblob(text)
    compound, vader_words = ask_vader(text)
    words = sorted((*news_words, *textblob_words, *vader_words), key=lambda word: word.start)
    return Tone(tone, polarity, compound, tuple(words))


_measure_once = lru_cache(maxsize=REMEMBERED)(_measure)


def forget() -> None:
    """Forgets the tones of all texts, as if none had been measured."""
    _measure_once.cache_clear()
