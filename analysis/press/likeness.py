"""How near the words of two reports are: the information that they share.

A word says the more, the rarer it is: its weight is the logarithm of how few of the collection's sentences have it
(Spärck Jones 1972, *A statistical interpretation of term specificity*), as a share of the weight of a word that only
one sentence has; far from the words that report the act it is half that. What two reports share is the sum over the
words in both (Lin 1998, *An information-theoretic definition of similarity*), divided by the fourth root of what each
says: half-way between the bare sum, which favours long sentences, and the cosine, which favours short ones.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import dataset
from scipy.sparse import csr_matrix, vstack
from spacy.lang.en.stop_words import STOP_WORDS

from analysis.press.collection import Coverage

REACH = 80  # characters on either side of the words that report an act, about a dozen words
FAR = 0.5  # weight of a word of the sentence that is farther away
COMMON, FEW = 0.2, 50  # a word that more than this share of the sentences has, and so many, tells nothing
SHORTEST = 3  # letters of a word that is counted; numbers are always counted
CHUNK = 20_000  # texts at a time
_ENDINGS = ("’s", "'s", "ings", "ing", "edly", "ed", "ies", "es", "s")
_LEFT = 3  # letters that are left of a word without its ending


def weigh_words(reports: pd.DataFrame) -> csr_matrix:
    """One row per report: its words' weights, so that the product of two rows is what they share. See the module.

    Words of grammar and words that many sentences have are left out, and of each word its ending. Equal sentences count
    once for how rare a word is.

    Args:
        reports: the columns `sentence` and `near`, as `read_sentences` gives them.
    """
    row, distinct = pd.factorize(reports["sentence"])
    columns: dict[str, int] = {}
    whole, near = count_words(distinct, columns), count_words(reports["near"].to_numpy(), columns)
    held = np.bincount(whole.indices, minlength=len(columns) + 1)
    rarity = np.log((len(distinct) + 1) / np.maximum(held, 1)) / np.log(len(distinct) + 1)
    rarity[held > max(COMMON * len(distinct), FEW)] = 0
    whole.resize(near.shape)
    words = _weigh(whole, rarity * FAR)[row] + _weigh(near, rarity * (1 - FAR))
    said = np.asarray(words.sum(axis=1)).ravel()
    words.data /= np.repeat(np.maximum(said, 1e-9) ** 0.25, np.diff(words.indptr))
    words.data /= np.sqrt(np.maximum(rarity, 1e-9)).astype(np.float32)[words.indices]
    return words


def _weigh(words: csr_matrix, weights: np.ndarray) -> csr_matrix:
    """The words with their weights, without those that weigh nothing."""
    words.data = weights.astype(np.float32)[words.indices]
    words.eliminate_zeros()
    return words


def count_words(texts: Sequence[str], columns: dict[str, int]) -> csr_matrix:
    """Which words each text has: a matrix of ones. `columns` gets the column of each new word without its ending."""
    known: dict[str, int] = {}
    parts = [_count_some(texts[first : first + CHUNK], known, columns) for first in range(0, len(texts), CHUNK)]
    widest = len(columns) + 1
    for part in parts:
        part.resize(part.shape[0], widest)
    return vstack(parts, "csr") if parts else csr_matrix((0, widest), dtype=np.float32)


def _count_some(texts: Sequence[str], known: dict[str, int], columns: dict[str, int]) -> csr_matrix:
    """Which words a few texts have. `known` gets the column of each word as written, -1 for one that does not count."""
    split = _split_words(texts)
    coded = split.flatten().dictionary_encode()
    words = coded.dictionary.to_pylist()
    for word in words:
        if word not in known:
            known[word] = columns.setdefault(_cut_ending(word), len(columns)) if _counts(word) else -1
    place = np.array([known[word] for word in words], np.int32)[coded.indices.to_numpy()]
    row = np.repeat(np.arange(len(split), dtype=np.int32), np.diff(split.offsets.to_numpy()))[place >= 0]
    counted = csr_matrix((np.ones(len(row), np.float32), (row, place[place >= 0])), (len(texts), len(columns) + 1))
    counted.data[:] = 1  # however often
    return counted


def _split_words(texts: Sequence[str]) -> pa.ListArray:
    whole = pc.replace_substring_regex(pa.array(list(texts), pa.string()), r"(\d),(\d{3})", r"\1\2")
    return pc.split_pattern_regex(pc.utf8_lower(whole), r"[^\p{L}\p{N}’']+")


def _counts(word: str) -> bool:
    return word.isdigit() or (len(word.strip("’'")) >= SHORTEST and word.strip("’'") not in STOP_WORDS)


def _cut_ending(word: str) -> str:
    word = word.strip("’'")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word.removesuffix(ending)
    return word.removesuffix("e") if len(word) > _LEFT else word


def read_sentences(coverage: Coverage, acts: pd.DataFrame) -> pd.DataFrame:
    """The sentence that reports each act, and in `near` what of it is near the words that do, with the acts' index.

    Where the coverage's folder has no sentences, day, class and sides stand for them, as one word.
    """
    texts = acts["text"].tolist()
    folders = [coverage.folder / "tables" / table for table in ("sentences", "paragraphs")]
    if acts.empty:
        return pd.DataFrame({"sentence": texts, "near": texts}, acts.index, dtype="object")
    if not all(any(folder.glob("*.parquet")) for folder in folders):
        parts = acts[["day", "root", "source", "target"]].astype("object")
        words = [re.sub(r"\W", "", "".join(map(str, row))) for row in parts.itertuples(index=False)]
        return pd.DataFrame({"sentence": words, "near": words}, acts.index, dtype="object")
    known = pd.Index(coverage.articles["article"])
    found = dataset.dataset(folders[0], format="parquet").to_table(columns=["article", "start", "end"])
    first = _place(known, found["article"].to_pandas(), found["start"].to_numpy())
    order = np.argsort(first, kind="stable")
    first, length = first[order], (found["end"].to_numpy() - found["start"].to_numpy())[order]
    places = _place(known, acts["article"], acts["start"].to_numpy("int64"))
    wanted, sentence = np.unique(np.searchsorted(first, places, "right") - 1, return_inverse=True)
    cut = dict(_cut_sentences(folders[1], known, first[wanted], length[wanted]))
    whole = [cut.get(number) or text for number, text in zip(sentence.tolist(), texts, strict=True)]
    starts = (places - first[wanted][sentence]).tolist()
    near = [_cut_near(text, at, at + len(own)) for text, at, own in zip(whole, starts, texts, strict=True)]
    return pd.DataFrame({"sentence": whole, "near": near}, acts.index, dtype="object")


def _cut_near(text: str, start: int, end: int) -> str:
    """The part of a text that is near a place in it, in whole words."""
    first = text.rfind(" ", 0, max(start - REACH, 0)) + 1
    last = text.find(" ", end + REACH)
    return text[first : last if last >= 0 else len(text)]


def _place(known: pd.Index, articles: pd.Series, starts: np.ndarray) -> np.ndarray:
    """A place in the coverage as one number: the article's number, then the place in its text."""
    return (known.get_indexer(articles).astype(np.int64) << 32) + starts


def _cut_sentences(folder: Path, known: pd.Index, first: np.ndarray, length: np.ndarray) -> Iterator[tuple[int, str]]:
    """The number and the text of each sentence, given their places in order; few paragraphs are in memory at a time."""
    for batch in dataset.dataset(folder, format="parquet").to_batches(columns=["article", "start", "text"]):
        texts = batch["text"].to_pylist()
        begin = _place(known, batch["article"].to_pandas(), batch["start"].to_numpy())
        after = np.searchsorted(first, begin + [len(text) for text in texts])
        for text, start, one, end in zip(texts, begin, np.searchsorted(first, begin), after, strict=True):
            for number in range(one, end):
                at = int(first[number] - start)
                yield number, text[at : at + int(length[number])]
