"""Typed tables: the columns of each, and frames that keep their types even when they are empty.

Texts are pandas' `str`, whole numbers `Int64`, figures `float64`; what is missing is NA, never 0 or "".
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

# pandas' `str`, always stored as Python strings: Arrow, its choice where Arrow is installed, raises on lone surrogates
TEXT = pd.StringDtype("python", na_value=np.nan)

BLOCKS = {"role": "str", "start": "Int64", "end": "Int64"}
SENTENCES = {
    "paragraph": "Int64",  # 1 …
    "sentence": "Int64",  # 1 … within its paragraph
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "polarity": "float64",  # TextBlob, −1 … 1
    "subjectivity": "float64",  # TextBlob, 0 … 1
    "vader": "float64",  # VADER's compound score, −1 … 1
}
WORDS = {
    "paragraph": "Int64",
    "sentence": "Int64",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "measure": "str",  # textblob or vader
    "polarity": "float64",  # TextBlob's score of the word or phrase, −1 … 1
    "subjectivity": "float64",  # and its subjectivity, 0 … 1
    "valence": "float64",  # VADER's weight of the word after its rules; −4 … 4 before them
}
PARAGRAPHS = {
    "paragraph": "Int64",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "words": "Int64",
    "polarity": "float64",  # mean of the sentences that have one
    "subjectivity": "float64",
    "vader": "float64",
    "evidence_words": "Int64",  # words and phrases that TextBlob assessed
}


def make_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame with just these columns in this order and these types, one row a mapping; what a row lacks is NA."""
    rows = list(rows)
    return pd.DataFrame(
        {c: pd.array([row.get(c) for row in rows], dtype=TEXT if t == "str" else t) for c, t in columns.items()}
    )
