"""Near-duplicates among many articles: one agency story that ten outlets print is one witness, not ten.

Each article is signed once, by MinHash over its word shingles (Broder 1997, *On the Resemblance and Containment of
Documents*). Two articles whose signatures agree in a band are a candidate pair (locality-sensitive hashing, after
Leskovec, Rajaraman and Ullman 2020, *Mining of Massive Datasets*, 3.4). A candidate pair is confirmed on the text, by
containment: the share of the shorter article's shingles that the longer one also has. So a copy that an outlet
shortened still counts as a copy.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from zlib import crc32

import numpy as np
import pandas as pd
from datasketch import MinHash

SHINGLE = 4  # words; with three, reports of one event share too many, with five, a changed word costs too much
PERMUTATIONS = 128  # of four bytes each
SCHEME = "affine32"  # fixed, so that a new default of the library changes no signature
BAND = 2  # permutations in a band: of pairs with a Jaccard index of .20, 93 % agree in one of the 64; of .02, 3 %
NEIGHBOURS = 8  # in a bucket, each article is paired with this many that follow, so that a large bucket stays cheap
PROSPECT = 0.3  # estimated containment from which the texts are compared; the estimate errs by about .1
COPIED = 0.45  # containment from which a text is a copy. The highest of 3,486 pairs of independent reports had .20; a
# copy in which nearly every sentence was softened has .49
MIN_SHARED = 10  # shingles, which is 13 words in a row; fewer may be a common phrase
KIN = 0.2  # containment that over half of two groups' members need, or one round-up would join all its stories
MEMBERS = 8  # of each group that are compared
BATCH = 500  # texts in memory at one time

_WORD = re.compile(r"[^\W_]+")


def sign(text: str) -> bytes:
    """The MinHash signature of an article's body: 512 bytes, the same on every machine; b"" if there is no word.

    Capitals and punctuation do not count. In a text shorter than a shingle, all its words are one shingle.
    """
    shingles = _shingle(text)
    if not shingles:
        return b""
    minhash = MinHash(permutations=_permutations(), scheme=SCHEME, hashfunc=int)
    minhash.update_batch(shingles)
    return minhash.hashvalues.astype("<u4").tobytes()


def group_copies(articles: pd.DataFrame, texts: Callable[[Sequence[str]], Mapping[str, str]]) -> pd.Series:
    """The `story` of each article: the id of the first article, in the table's order, of its group of copies.

    Two articles are linked if one contains enough of the other's shingles (`COPIED`). Groups grow along the links, the
    closest first, and join only if more than half of their members have enough in common (`KIN`). An article without a
    signature is a story of its own; so is an article without a text, unless another has exactly its signature.

    Args:
        articles: one row per article, with its id in `article` and the result of `sign` in `signature`.
        texts: takes ids and gives the bodies that were signed, by id; it may leave some out. It is called only for
            articles that may be copies, with at most 500 ids at a time.

    Returns:
        A Series of ids with the index of `articles`, named `story`. Time and memory grow linearly with the articles.
    """
    ids, signed = articles["article"].tolist(), {}
    for place, signature in enumerate(articles["signature"]):
        if _is_signature(signature):
            signed.setdefault(bytes(signature), []).append(place)
    places = [same[0] for same in signed.values()]
    pairs = _find_prospects(np.frombuffer(b"".join(signed), "<u4").reshape(-1, PERMUTATIONS))
    candidates = [int(one) for one in np.unique(pairs)]
    shingles = dict(zip(candidates, _fetch(texts, [ids[places[one]] for one in candidates]), strict=True))
    stories, identical = list(ids), list(signed.values())
    for one, first in _join(_confirm(pairs, shingles), shingles, len(places)):
        for place in identical[one]:
            stories[place] = ids[places[first]]
    return pd.Series(stories, index=articles.index, name="story", dtype=articles["article"].dtype)


def _is_signature(value: object) -> bool:
    return isinstance(value, bytes | bytearray | memoryview) and len(value) == 4 * PERMUTATIONS


@cache
def _permutations() -> np.ndarray:
    return MinHash(num_perm=PERMUTATIONS, scheme=SCHEME).permutations


def _shingle(text: str) -> set[int]:
    """The hashed shingles of a text: each run of four words."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, min(len(words), 1))))
    return {crc32(run.encode("utf-8", "surrogatepass")) for run in runs}


def _find_prospects(signatures: np.ndarray) -> np.ndarray:
    """The candidate pairs by their signatures: rows of two indices, the lower first."""
    codes = [np.empty(0, dtype=np.int64)]
    for start in range(0, PERMUTATIONS, BAND):
        band = np.ascontiguousarray(signatures[:, start : start + BAND]).view(np.uint64).ravel()
        order = np.argsort(band, kind="stable")
        for step in range(1, NEIGHBOURS + 1):
            same = band[order[step:]] == band[order[:-step]]
            codes.append(order[:-step][same] * len(band) + order[step:][same])
        codes = [np.unique(np.concatenate(codes))]
    pairs = np.stack(np.divmod(codes[0], max(len(signatures), 1)), axis=1)
    kept = [chunk[_estimate_containment(signatures, chunk) >= PROSPECT] for chunk in _split(pairs)]
    return np.concatenate([pairs[:0], *kept])


def _estimate_containment(signatures: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The containment of each pair, from the Jaccard index and the set sizes that signatures estimate (Cohen 1997)."""
    one, other = (signatures[pairs[:, side]] for side in (0, 1))
    jaccard = (one == other).mean(axis=1)
    sizes = [PERMUTATIONS / ((side.astype(float) + 1) / 2**32).sum(axis=1) for side in (one, other)]
    return jaccard / (1 + jaccard) * (sizes[0] + sizes[1]) / np.minimum(*sizes)


def _split(pairs: np.ndarray) -> Iterator[np.ndarray]:
    for start in range(0, len(pairs), 10 * BATCH):
        yield pairs[start : start + 10 * BATCH]


def _fetch(texts: Callable[[Sequence[str]], Mapping[str, str]], ids: list[str]) -> Iterator[np.ndarray]:
    """The shingles of each article, sorted; none if its text is missing."""
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        given = texts(batch)
        for name in batch:
            yield np.array(sorted(_shingle(given.get(name, ""))), dtype=np.uint32)


def _confirm(pairs: np.ndarray, shingles: Mapping[int, np.ndarray]) -> list[tuple[float, int, int]]:
    """The pairs in which one article contains enough of the other, the most similar first."""
    links = []
    for one, other in pairs.tolist():
        sizes = len(shingles[one]), len(shingles[other])
        shared = _count_shared(shingles[one], shingles[other])
        if shared and (shared == max(sizes) or (shared >= MIN_SHARED and shared >= COPIED * min(sizes))):
            links.append((-shared / (sum(sizes) - shared), one, other))
    return sorted(links)


def _count_shared(one: np.ndarray, other: np.ndarray) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def _join(
    links: Iterable[tuple[float, int, int]], shingles: Mapping[int, np.ndarray], n: int
) -> Iterator[tuple[int, int]]:
    """Each article with the first of its group."""
    groups = [[place] for place in range(n)]  # by article, the list of its group, which all members share
    for _, one, other in links:
        large, small = sorted((groups[one], groups[other]), key=len, reverse=True)
        if large is not small and _are_kin(large, small, shingles):
            large += small
            for place in small:
                groups[place] = large
    firsts: dict[int, int] = {}  # one entry per group
    for place, group in enumerate(groups):
        yield place, firsts.setdefault(id(group), place)


def _are_kin(large: list[int], small: list[int], shingles: Mapping[int, np.ndarray]) -> bool:
    shares = [
        _count_shared(shingles[one], shingles[other]) / max(min(len(shingles[one]), len(shingles[other])), 1)
        for one, other in product(large[:MEMBERS], small[:MEMBERS])
    ]
    return 2 * sum(share >= KIN for share in shares) > len(shares)
