"""Typed tables: the columns of each, and frames that keep their types even when they are empty.

Texts are pandas' `str`, whole numbers `Int64`, figures `float64`, days `datetime64[s]`; what is missing is NA of that
type, never 0 or "".
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

# pandas' `str`, always stored as Python strings: Arrow, its choice where Arrow is installed, raises on lone surrogates
TEXT = pd.StringDtype("python", na_value=np.nan)
_TYPES = {"str": TEXT} | {
    name: pd.api.types.pandas_dtype(name) for name in ("Int64", "float64", "bool", "datetime64[s]")
}
_PLAIN = {"Int64": {int, type(None)}, "float64": {float, int, type(None)}}  # kinds of values that need no conversion

BLOCKS = {"role": "str", "start": "Int64", "end": "Int64"}
SENTENCES = {
    "paragraph": "Int64",  # 1 …
    "sentence": "Int64",  # 1 … within its paragraph
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "tone": "float64",  # our measure of news, −1 … 1
    "polarity": "float64",  # TextBlob, −1 … 1
    "vader": "float64",  # VADER's compound score, −1 … 1
}
WORDS = {
    "paragraph": "Int64",
    "sentence": "Int64",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "measure": "str",  # tone, textblob or vader
    "polarity": "float64",  # TextBlob's score of the word or phrase, −1 … 1
    "valence": "float64",  # weight of the word after the rules of tone or of VADER; −4 … 4 before them
    "rule": "str",  # which rules of tone changed the weight; NA where none did
}
PARAGRAPHS = {
    "paragraph": "Int64",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "words": "Int64",
    "tone": "float64",  # mean of the sentences that have one; so with the other measures
    "polarity": "float64",
    "vader": "float64",
    "evidence_words": "Int64",  # words and phrases on which its tone rests
    "escalation": "float64",  # mean over its current events, the neutral ones left out; + is conflict, −10 … 10
    "events": "Int64",  # such events
    "events_background": "Int64",  # events that it recalls, the neutral ones left out
    "quotes": "Int64",  # passages that begin in the paragraph
}
QUOTES = {
    "paragraph": "Int64",  # NA in a headline, a caption or any other block that is no body paragraph
    "start": "Int64",  # the quotation marks are part of the quote
    "end": "Int64",
    "text": "str",
    "kind": "str",  # full: a sentence or more; partial: some words of one
    "speaker": "str",  # the actor's name
    "speaker_start": "Int64",  # the words that say who speaks: a name, a role, a pronoun
    "speaker_end": "Int64",
    "speaker_country": "str",  # ISO 3166 alpha-3
    "cue": "str",  # the word that reports, as in the text (said, called, according); NA for a carried speaker
    "rule": "str",  # how the speaker was found; data/README.md explains each
}
VOICES = {
    "voice": "str",  # a speaker, unnamed speakers, or the reporter
    "country": "str",
    "quotes": "Int64",
    "words": "Int64",
    "tone": "float64",  # mean over a speaker's quotes, or the reporter's sentences; so with the other measures
    "polarity": "float64",
    "vader": "float64",
}
CORRECTIONS = {
    "table": "str",
    "start": "Int64",
    "text": "str",
    "column": "str",
    "before": "str",
    "after": "str",
}
DATES = {
    "paragraph": "Int64",  # NA outside the body: in a headline, a caption, a date line
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "type": "str",  # TIMEX3: DATE, TIME, DURATION or SET
    "value": "str",  # TIMEX3, with X's for what is not known: 2020-01-08, 2020-01-08TMO, 2020-W02, P3D, XXXX-WXX-3
    "first_day": "datetime64[s]",  # of what the value covers; missing where the calendar days are not known
    "last_day": "datetime64[s]",
    "reason": "str",  # how the value was found, in words
}
MENTIONS = {
    "paragraph": "Int64",  # NA outside body paragraphs
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "actor": "str",  # a person by the longest form in the article, without title; others by their name in actors.csv
    "kind": "str",  # person, country, organisation or group
    "country": "str",  # ISO 3166 alpha-3, NA where it has none or it is unknown
}
EVENTS = {
    "paragraph": "Int64",
    "sentence": "Int64",
    "start": "Int64",  # of the words that tell of the act
    "end": "Int64",
    "text": "str",
    "source": "str",  # who did it: the country (ISO 3166 alpha-3) where one is known, else the actor
    "target": "str",  # to whom
    "source_actor": "str",
    "target_actor": "str",
    "source_start": "Int64",
    "source_end": "Int64",
    "target_start": "Int64",
    "target_end": "Int64",
    "root": "str",  # PLOVER
    "cameo": "str",
    "quad": "str",  # Vcoop, Mcoop, Vconf, Mconf or neutral
    "side": "str",  # cooperation, conflict or neutral
    "mutual": "bool",  # both do it to each other: they met, they clashed
    "goldstein": "float64",  # −10 (conflict) … +10 (cooperation)
    "escalation": "float64",  # −goldstein
    "modality": "str",  # asserted, intended, threatened, demanded, negated, denied, hedged, conditional
    "frame": "str",  # current or background
    "date": "str",  # TIMEX3
    "first_day": "datetime64[s]",
    "last_day": "datetime64[s]",
    "date_reason": "str",
    "attributed_to": "str",
    "confidence": "float64",  # 1/3 with no party known, 2/3 with one, 1 with both
}
ARTICLES = {
    "article": "str",  # made of its content and of what is known of it; the other tables of a coverage name it
    "file": "str",  # or the row of a table that holds its text
    "outlet": "str",
    "published": "datetime64[s]",
    "url": "str",
    "headline": "str",
    "text": "str",  # the article as it was read
    "paragraphs": "Int64",
    "words": "Int64",
    "tone": "float64",  # mean over its paragraphs; so with the other measures
    "polarity": "float64",
    "vader": "float64",
    "escalation": "float64",  # mean over its current events, each act once
    "events": "Int64",  # current ones
    "events_background": "Int64",
    "quotes": "Int64",
    "signature": "bytes",  # of its words, by which copies are found
}
FAILURES = {
    "article": "str",
    "file": "str",
    "outlet": "str",
    "url": "str",
    "error": "str",
    "remedy": "str",
}
TOLD_DEEDS = {  # of a coverage: the same side, class and day is one deed, however many tell it
    "day": "datetime64[s]",
    "source": "str",
    "target": "str",
    "root": "str",
    "quad": "str",
    "side": "str",
    "escalation": "float64",  # mean of its events
    "confidence": "float64",  # highest of its events
    "events": "Int64",
    "asserted": "Int64",  # of these, without an if, a not or a maybe
    "article": "str",  # one that tells it in the words that most use
    "paragraph": "Int64",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "articles": "Int64",
    "outlets": "Int64",
    "stories": "Int64",  # articles that are no copies of each other
}
TOLD_DAYS = {  # of a coverage: each day from the first to the last
    "day": "datetime64[s]",
    "deeds": "Int64",
    "conflict": "float64",  # sum of the escalation of its deeds of conflict, each once
    "cooperation": "float64",  # the same of its deeds of cooperation, 0 or less
    "escalation": "float64",  # mean over its deeds
    "low": "float64",  # 5th and 95th percentile of that mean over resampled stories; NA where one story tells of it
    "high": "float64",
    "articles": "Int64",
    "outlets": "Int64",
    "stories": "Int64",
    "steady": "float64",  # share of resamples in which no day near it has more conflict
    "peak": "bool",
}
OUTLETS = {
    "outlet": "str",
    "articles": "Int64",
    "copies": "Int64",  # of these, copies of a story that another outlet had, or it had itself, before
    "cooperation": "Int64",  # current acts that they tell
    "conflict": "Int64",
    "escalation": "float64",  # mean over its articles; so with tone
    "tone": "float64",
    "escalation_gap": "float64",  # mean distance to what other outlets printed within two days
    "escalation_p": "float64",  # how often random signs make as large a gap; NA for fewer than five articles
    "tone_gap": "float64",
    "tone_p": "float64",
}
TOLD_VOICES = {
    "voice": "str",
    "country": "str",
    "outlet": "str",
    "published": "datetime64[s]",
    "quotes": "Int64",
    "tone": "float64",  # mean over the quotes that have one
}
COPIES = {
    "story": "str",  # the article that came first
    "article": "str",
    "outlet": "str",
    "published": "datetime64[s]",
    "headline": "str",
    "words": "Int64",
    "escalation": "float64",
    "tone": "float64",
}
COMPARISON = {
    "paragraph_a": "Int64",  # NA where the first version has no such paragraph
    "paragraph_b": "Int64",  # NA where the second has none
    "change": "str",  # kept, reworded, cut, added; split or merged: its words stand in a paragraph of the other version
    "moved": "bool",  # whether it stands in another place among those that both have
    "part_of": "Int64",  # where the words of a split or merged one stand in the other version
    "similarity": "float64",  # 0 … 1, twice the words in common over the words of both
    "tone_a": "float64",  # as in paragraphs
    "tone_b": "float64",
    "escalation_a": "float64",
    "escalation_b": "float64",
    "events_a": "Int64",  # current events, by which its escalation is weighed
    "events_b": "Int64",
    "text_a": "str",
    "text_b": "str",
}
SHIFTS = {
    "measure": "str",  # escalation or tone
    "mean_a": "float64",  # of the first version: escalation over its current events, tone over its paragraphs
    "mean_b": "float64",
    "change": "float64",  # mean_b − mean_a, and the sum of the three that follow
    "by_cuts": "float64",  # what the mean moves when only what was cut is left out
    "by_rewording": "float64",  # then, when what stays is read in the words of the second version
    "by_additions": "float64",  # then, when what was added joins it
}
AGREEMENT = {
    "origin": "str",  # given article, own sentences or public set
    "job": "str",  # layout, quotes, dates, events, quiet or tone
    "measure": "str",
    "units": "Int64",  # what was resampled: articles, or facts where there is one article or none
    "n": "Int64",  # facts that the figure rests on
    "figure": "float64",
    "low": "float64",  # 95 % interval by resampling units; NA where all resamples give the same
    "high": "float64",
    "baseline": "str",  # the simplest thing that one might do
    "baseline_figure": "float64",
    "peer": "str",  # the best other tool that was measured on the same rows
    "peer_figure": "float64",
    "human": "float64",  # a single person, on the same rows
}
CALIBRATION = {
    "origin": "str",
    "measure": "str",  # tone, polarity, vader, or confidence of events
    "score": "float64",  # mean of the bin
    "observed": "float64",  # mean rating of people, or share that was right
    "low": "float64",  # 95 % interval by resampling rows
    "high": "float64",
    "n": "Int64",
}
UNREAD = {
    "job": "str",
    "measure": "str",
    "stage": "str",  # when the half of the rows that was kept unread was scored
    "figure": "float64",
    "aim": "float64",
}
DEEDS = {
    "moment": "Int64",  # 1 … from the oldest on; NA for what is undated
    "when": "str",  # the moment in words
    "first_day": "datetime64[s]",
    "last_day": "datetime64[s]",
    "frame": "str",
    "source": "str",
    "target": "str",
    "root": "str",
    "quad": "str",
    "side": "str",
    "mutual": "bool",
    "escalation": "float64",  # mean of its events
    "events": "Int64",  # times that the story tells it
    "asserted": "Int64",  # of these, without an if, a not or a maybe
    "start": "Int64",  # of the words that tell it first
    "end": "Int64",
    "paragraphs": "str",  # ¶2, ¶8
}
PAIRS = {
    "source": "str",
    "target": "str",
    "events": "Int64",
    "cooperation": "Int64",
    "conflict": "Int64",
    "escalation": "float64",  # mean, + is conflict
}
STAND = {
    "frame": "str",  # current or background
    "events": "Int64",
    "cooperation": "Int64",
    "conflict": "Int64",
    "escalation": "float64",  # mean, + is conflict
}
STANCES = {
    "voice": "str",
    "stance": "str",  # escalates, eases or does both
    "events": "Int64",  # classes of event in its words, each once for each side that acts
    "escalation": "float64",  # their mean
    "paragraph": "Int64",  # the words that show it best
    "start": "Int64",
    "end": "Int64",
}


def cast_table(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame with just these columns in this order and these types, its rows numbered anew."""
    return pd.DataFrame({c: frame[c].astype(_TYPES[t]).array for c, t in columns.items()})


def make_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame with just these columns in this order and these types, one row a mapping; what a row lacks is NA."""
    rows = list(rows)
    arrays = [make_column([row.get(name) for row in rows], type_) for name, type_ in columns.items()]
    frame = pd.DataFrame(dict(enumerate(arrays)), copy=False)
    frame.columns = _name_columns(tuple(columns)).view()
    return frame


def make_column(values: list, type_: str) -> np.ndarray | pd.api.extensions.ExtensionArray:
    """The values as one of the types of columns; None, NA and NaN are missing.

    Whole numbers and figures without surprises are put in their arrays at once, for which pandas takes four times as
    long.
    """
    kinds = set(map(type, values)) if type_ in _PLAIN else set()
    if type_ == "Int64" and kinds <= _PLAIN["Int64"]:
        missing = np.array([value is None for value in values], dtype=bool)
        return pd.arrays.IntegerArray(np.array([value or 0 for value in values], dtype=np.int64), missing)
    if type_ == "float64" and kinds <= _PLAIN["float64"]:
        return np.array(values, dtype=np.float64)  # makes NaN of None
    return pd.array(values, dtype=_TYPES[type_])


@cache
def _name_columns(names: tuple[str, ...]) -> pd.Index:
    """The names as an index, which costs a third of a small frame."""
    return pd.Index(list(names))
