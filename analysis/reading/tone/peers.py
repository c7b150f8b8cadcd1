"""Second opinions: the tone of a text by TextBlob and by VADER, with the words that each of them scored.

Both are lexicons with rules for negation and emphasis, made for reviews and social media, and are used here unchanged.
Sources: Loria, *TextBlob* (its lexicon and rules are from De Smedt & Daelemans 2012, Pattern for Python, JMLR 13);
Hutto & Gilbert 2014, VADER, ICWSM.
"""

import re
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer, SentiText

from analysis.reading.tone.words import Word
from analysis.text.imports import without

with without("scipy.stats"):  # it takes a second, for one function of NLTK, which TextBlob imports and we do not call
    from nltk.metrics import association
    from textblob.en import sentiment as textblob_sentiment


def _test_exactly(*args: Any, **options: Any) -> Any:  # noqa: ANN401
    """Fisher's exact test, for those who use NLTK beside this package."""
    from scipy.stats import fisher_exact

    return fisher_exact(*args, **options)


if "fisher_exact" in vars(association):
    association.fisher_exact = _test_exactly


class _Token(str):
    """A word in the form that a measure needs, with its place in the text."""

    __slots__ = ("end", "start")

    def __new__(cls, text: str, start: int, end: int) -> "_Token":
        token = super().__new__(cls, text)
        token.start, token.end = start, end
        return token


def ask_textblob(text: str) -> tuple[float | None, list[Word]]:
    """TextBlob's polarity, and the words that it scored.

    TextBlob's assessments contain the same token objects that it was given. So tokens with a place give the place of
    every scored word, whatever TextBlob's rules did with them.
    """
    tokens = " ".join(textblob_sentiment.tokenizer(text)).split()
    score = textblob_sentiment(_locate(tokens, text))
    words = []
    for chunk, polarity, _, _ in score.assessments:
        place = [token for token in chunk if token != "!"]  # a mark may be sentences away from the word that it boosts
        start, end = min(t.start for t in place), max(t.end for t in place)
        words.append(Word(start, end, "textblob", polarity))
    return (score[0], words) if words else (None, [])


def _locate(tokens: list[str], text: str) -> list[_Token]:
    """TextBlob's tokens in lower case, as its own scoring uses them, each with its place in the text."""
    located, at = [], 0
    for token in tokens:
        start = text.find(token, at)
        end = start + len(token)
        if start < 0:  # an emoticon or "(!)" with spaces between its characters; or a mark that TextBlob has added
            spaced = re.compile(r"\s*".join(map(re.escape, token))).search(text, at)
            start, end = spaced.span() if spaced else (at, at)
        located.append(_Token(token.lower(), start, end))
        at = end
    return located


class _Vader(SentimentIntensityAnalyzer):
    """VADER with the same scores, which also keeps the weight of every token and takes linear time.

    Its rules read three words before a word and two after. For each word it converts all words that it is given to
    lower case. So it is given only these few, and only for words that it knows.
    """

    def sentiment_valence(
        self, valence: float, sentitext: SentiText, item: str, i: int, sentiments: list[float]
    ) -> list[float]:
        if item.lower() not in self.lexicon:
            sentiments.append(valence)
            return sentiments
        near = sentitext.words_and_emoticons[max(0, i - 3) : i + 3]
        place = SimpleNamespace(words_and_emoticons=near, is_cap_diff=sentitext.is_cap_diff)
        return super().sentiment_valence(valence, place, item, min(i, 3), sentiments)

    def score_valence(self, sentiments: list[float], text: str) -> dict:
        return super().score_valence(sentiments, text) | {"weights": sentiments}


@lru_cache(maxsize=1)
def _vader() -> _Vader:
    return _Vader()


def ask_vader(text: str) -> tuple[float | None, list[Word]]:
    """VADER's compound score, and the words to which it gave a weight."""
    scores = _vader().polarity_scores(text)
    if not any(scores["weights"]):
        return None, []
    spelled, origin = _spell_emojis(text)
    words = []
    for chunk, weight in zip(re.finditer(r"\S+", spelled), scores["weights"], strict=True):
        if weight:
            token = SentiText._strip_punc_if_word(chunk[0])
            start = chunk.start() + chunk[0].find(token)
            words.append(Word(origin[start], origin[start + len(token) - 1] + 1, "vader", valence=weight))
    return scores["compound"], words


def _spell_emojis(text: str) -> tuple[str, list[int] | range]:
    """The text with its emojis spelled out, as VADER reads it, and each character's place in the original text."""
    emojis = _vader().emojis
    if emojis.keys().isdisjoint(text):
        return text, range(len(text))
    spelled, origin = "", []
    for i, character in enumerate(text):
        piece = emojis.get(character, character)
        if character in emojis and spelled and not spelled.endswith(" "):
            piece = " " + piece
        spelled += piece
        origin += [i] * len(piece)
    return spelled, origin
