"""Whose words an article is made of: each quoted speaker, and the reporter, with the tone of what they say."""

from collections.abc import Iterator
from itertools import islice

import numpy as np
import pandas as pd

from analysis.reading import Reading
from analysis.tables import VOICES, make_table
from analysis.tone import MEASURES, measure_tone

REPORTER = "the reporter"
UNNAMED = "unnamed speakers"
MIN_UTTERANCES = 5  # of each side; with fewer, no difference of tone is tested


def tabulate_voices(reading: Reading) -> pd.DataFrame:
    """One row a voice, the most quoted first and the reporter last: quotes, words and tone.

    A speaker's tone is the mean over their quotes, the reporter's over the sentences of the body with what is quoted
    in them left out; NaN where no word of a voice is known to the measure.
    """
    utterances = _list_utterances(reading)
    rows = []
    for (voice, country), said in utterances.groupby(["voice", "country"], dropna=False, sort=False):
        scores = said[list(MEASURES)].mean()
        quotes = 0 if voice == REPORTER else len(said)
        rows.append({"voice": voice, "country": country, "quotes": quotes, "words": int(said["words"].sum()), **scores})
    rows.sort(key=lambda row: (row["voice"] == REPORTER, row["voice"] == UNNAMED, -row["quotes"], -row["words"]))
    return make_table(rows, VOICES)


def compare_with_reporter(
    reading: Reading, measure: str = "tone", shuffles: int = 999, seed: int = 1
) -> tuple[float, float]:
    """How much brighter the quotes are than the reporter's sentences, and how often chance makes as large a difference.

    A permutation test of the difference of means: utterances change sides at random. NaN for both where either side has
    fewer than five scored utterances.
    """
    said = _list_utterances(reading).dropna(subset=measure)
    values, quoted = said[measure].to_numpy(), (said["voice"] != REPORTER).to_numpy()
    if min(quoted.sum(), (~quoted).sum()) < MIN_UTTERANCES:
        return float("nan"), float("nan")
    sides = np.random.default_rng(seed).permuted(np.repeat(quoted[np.newaxis], shuffles, axis=0), axis=1)
    means = [(side @ values) / side.sum(axis=-1) - (~side @ values) / (~side).sum(axis=-1) for side in (quoted, sides)]
    reached = np.abs(means[1]) >= abs(means[0]) - 1e-12
    return float(means[0]), float((1 + reached.sum()) / (1 + shuffles))


def _list_utterances(reading: Reading) -> pd.DataFrame:
    """One row a quote and a reporter's sentence: voice, country, words, and the tone by each measure."""
    rows = []
    for quote in reading.quotes.itertuples():
        voice = UNNAMED if pd.isna(quote.speaker) else quote.speaker
        rows.append(_score(voice, quote.speaker_country, quote.text))
    rows += [_score(REPORTER, None, text) for text in _reporter_sentences(reading)]
    columns = {"voice": "str", "country": "str", "words": "Int64"} | dict.fromkeys(MEASURES, "float64")
    return make_table(rows, columns)


def _score(voice: str, country: str | None, text: str) -> dict:
    tone = measure_tone(text)
    words = sum(any(map(str.isalnum, word)) for word in text.split())
    return {"voice": voice, "country": country, "words": words} | {name: getattr(tone, name) for name in MEASURES}


def _reporter_sentences(reading: Reading) -> Iterator[str]:
    """The words of each sentence that stand outside quotes, where there are any; quotes and sentences come in order."""
    quotes, first = list(zip(reading.quotes["start"], reading.quotes["end"], strict=True)), 0
    for sentence in reading.sentences.itertuples():
        while first < len(quotes) and quotes[first][1] <= sentence.start:
            first += 1
        at, kept = sentence.start, []
        for start, end in islice(quotes, first, None):
            if start >= sentence.end:
                break
            kept.append(reading.article.text[at : max(start, at)])
            at = max(at, end)
        kept.append(reading.article.text[at : sentence.end])
        if any(map(str.isalpha, "".join(kept))):
            yield " ".join(kept)
