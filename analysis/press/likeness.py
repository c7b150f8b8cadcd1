"""How near the words of two reports are: the information that they share.

A word says the more, the rarer it is: its weight is the logarithm of how few of the collection's sentences have it
(Spärck Jones 1972, *A statistical interpretation of term specificity*), as a share of the weight of a word that only
one sentence has; far from the words that report the act it is half that. What two reports share is the sum over the
words in both (Lin 1998, *An information-theoretic definition of similarity*), divided by the fourth root of what each
says: half-way between the bare sum, which favours long sentences, and the cosine, which favours short ones.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_matrix, vstack
from spacy.lang.en.stop_words import STOP_WORDS

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
