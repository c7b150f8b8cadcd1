"""The sentences of many articles: in which of them an act or a date stands, and their words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.press.collection import Coverage, load_table, scan_paragraphs
from analysis.reading.reading import once

CHUNK = 50_000  # acts at a time
REACH = 80  # characters on either side of the words that report an act, about a dozen words
_COLUMNS = ("article", "paragraph", "start", "end")


class Sentences(NamedTuple):
    """The sentences of a coverage's articles, in order, as arrays of numbers.

    Attributes:
        article: the row of its article in the coverage.
        paragraph: the number of its paragraph.
        place: its number in the article's body, from 1.
        start: where it begins in the article's text.
        end: where it ends there.
        key: the place where it begins, as one number that grows with the article and the text.
    """

    article: np.ndarray
    paragraph: np.ndarray
    place: np.ndarray
    start: np.ndarray
    end: np.ndarray
    key: np.ndarray


@once
def list_sentences(coverage: Coverage) -> Sentences:
    """The `Sentences` of a coverage; none where its folder has none."""
    if not any((coverage.folder / "tables" / "sentences").glob("*.parquet")):
        return Sentences(*(np.empty(0, np.int64) for _ in Sentences._fields))
    table = load_table(coverage.folder, "sentences", _COLUMNS)
    article = find_articles(coverage, table["article"])
    paragraph, start, end = (table[column].to_numpy(np.int32) for column in _COLUMNS[1:])
    key = _place(article, start)
    order = np.argsort(key, kind="stable")[np.count_nonzero(article < 0) :]
    article, paragraph, start, end, key = (cells[order] for cells in (article, paragraph, start, end, key))
    place = np.arange(1, len(article) + 1) - np.searchsorted(article, article)
    return Sentences(article, paragraph, place, start, end, key)


def find_articles(coverage: Coverage, articles: pd.Series) -> np.ndarray:
    """The row of each article in the coverage; -1 for one that it does not have."""
    return _index_articles(coverage).get_indexer(articles).astype(np.int32)


@once
def _index_articles(coverage: Coverage) -> pd.Index:
    return pd.Index(coverage.articles["article"])


def _place(article: np.ndarray, start: np.ndarray) -> np.ndarray:
    return (article.astype(np.int64) << 32) + start


def find_sentences(coverage: Coverage, table: pd.DataFrame) -> np.ndarray:
    """The number of the sentence in which each row of a table begins; -1 for one that begins in none.

    Args:
        coverage: the articles.
        table: the columns article and start.
    """
    sentences = list_sentences(coverage)
    if not len(sentences.key):
        return np.full(len(table), -1)
    article, start = find_articles(coverage, table["article"]), table["start"].to_numpy(np.int64)
    number = np.searchsorted(sentences.key, _place(article, start), "right") - 1
    return np.where((sentences.article[number] == article) & (start < sentences.end[number]), number, -1)


def describe_sentences(coverage: Coverage, numbers: np.ndarray) -> pd.DataFrame:
    """The article, outlet, story, publication, number in the body, paragraph, start and end of some sentences."""
    sentences = list_sentences(coverage)
    known = coverage.articles[["article", "outlet", "story", "published"]]
    rows = known.iloc[sentences.article[numbers]].reset_index(drop=True)
    columns = ("place", "paragraph", "start", "end")
    return rows.assign(**{column: getattr(sentences, column)[numbers] for column in columns})


def read_numbered(coverage: Coverage, numbers: np.ndarray) -> np.ndarray:
    """The words of some sentences by their numbers, each of which is in memory once; "" for -1."""
    wanted, row = np.unique(numbers, return_inverse=True)
    texts = dict(_cut_sentences(coverage, wanted[wanted >= 0]))
    return np.array([*(texts.get(number, "") for number in wanted.tolist()), None], dtype="object")[row]


def _cut_sentences(coverage: Coverage, wanted: np.ndarray) -> Iterator[tuple[int, str]]:
    """The number and the text of some sentences, given in order; few paragraphs are in memory at a time."""
    sentences = list_sentences(coverage)
    files = coverage.articles["partition"].iloc[np.unique(sentences.article[wanted])].unique()
    first, length = sentences.key[wanted], (sentences.end - sentences.start)[wanted]
    for part in scan_paragraphs(coverage, files.tolist()) if len(files) else ():
        texts = part["text"].to_pylist()
        begin = _place(find_articles(coverage, part["article"].to_pandas()), part["start"].to_numpy())
        after = np.searchsorted(first, begin + [len(text) for text in texts])
        for text, start, one, end in zip(texts, begin, np.searchsorted(first, begin), after, strict=True):
            for number in range(one, end):
                at = int(first[number] - start)
                yield int(wanted[number]), text[at : at + int(length[number])]


def read_sentences(coverage: Coverage, acts: pd.DataFrame) -> pd.DataFrame:
    """The sentence that reports each act, and in `near` what of it is near the words that do, with the acts' index.

    Where the coverage's folder has no sentences, day, class and sides stand for them, as one word.
    """
    if not len(list_sentences(coverage).key):
        parts = acts[["day", "root", "source", "target"]].astype("object")
        words = [re.sub(r"\W", "", "".join(map(str, row))) for row in parts.itertuples(index=False)]
        return pd.DataFrame({"sentence": words, "near": words}, acts.index, dtype="object")
    numbers = find_sentences(coverage, acts)
    whole = read_numbered(coverage, numbers)
    whole[numbers < 0] = acts["text"][numbers < 0]
    starts = np.where(numbers < 0, 0, acts["start"].to_numpy(np.int64) - list_sentences(coverage).start[numbers])
    parts = []
    for first in range(0, len(acts), CHUNK):
        some = slice(first, first + CHUNK)
        cells = zip(whole[some], starts[some].tolist(), acts["text"].iloc[some], strict=True)
        parts.append(pa.array([_cut_near(text, at, at + len(own)) for text, at, own in cells], pa.large_string()))
    near = pd.array(pa.chunked_array(parts, pa.large_string()), pd.StringDtype("pyarrow", na_value=np.nan))
    return pd.DataFrame({"sentence": pd.Series(whole, dtype="object"), "near": near}).set_axis(acts.index)


def _cut_near(text: str, start: int, end: int) -> str:
    """The part of a text that is near a place in it, in whole words."""
    first = text.rfind(" ", 0, max(start - REACH, 0)) + 1
    last = text.find(" ", end + REACH)
    return text[first : last if last >= 0 else len(text)]
