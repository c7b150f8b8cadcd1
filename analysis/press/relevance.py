"""Which articles of a collection are about its crisis, and which are about something else.

An article is about what the names in it say. The collection's own direction is the first singular vector of the table
of articles by names (latent semantic analysis; Deerwester et al. 1990). An article's score is the cosine of its names
to it: below 0.5, an angle of 60°, more of the article lies beside the direction than along it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from analysis.press.schema import PRESS_LEFT_OUT
from analysis.reading.actors.register import country_of
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise
from analysis.show.prose import Prose
from analysis.text.wording import count, join, number, quote

ABOUT = 0.5  # the least score of an article that is kept
NAMES = 5  # different ones; of an article with fewer, nothing can be said
SEVERAL = 10  # different ones; an article with fewer is kept if it names the country that most articles name
FEWEST = 10  # articles; in a smaller collection, one of another subject cannot be told
COMMON = 0.02  # of the articles, and at least two, have a name that says what the collection is about
ROUNDS = 30  # of the power iteration: many more than the gap between the first two directions needs
SHOWN = 3
LONGEST = 3  # words of a country's name: the United Arab Emirates
_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*\b(?:\s[A-Z][\w’'-]*\b)*")


def score_articles(names: pd.DataFrame, articles: pd.Index) -> pd.Series:
    """The score of each article, 0 to 1: how far its names are those of the collection.

    Args:
        names: the columns article, name and times: how often each name is in each article.
        articles: all of the collection.
    """
    rows, columns = articles.get_indexer(names["article"]), pd.factorize(names["name"])[0]
    often = np.bincount(columns)
    common = (often >= max(2, COMMON * len(articles)))[columns] & (rows >= 0)
    if not common.any():
        return pd.Series(0.0, articles)
    weights = np.log1p(names["times"].to_numpy(float)[common]) * np.sqrt(often[columns[common]])
    rows, columns = rows[common], columns[common]
    lengths = np.sqrt(np.bincount(rows, weights**2, len(articles)))
    cells = csr_matrix((weights / lengths[rows], (rows, columns)), (len(articles), len(often)))
    turned, scores = cells.T.tocsr(), np.ones(len(articles))
    for _ in range(ROUNDS):
        direction = turned @ scores
        scores = cells @ (direction / np.linalg.norm(direction))
    return pd.Series(scores, articles)


def find_left_out(articles: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """The articles about other subjects, the least relevant first. Columns: `PRESS_LEFT_OUT`.

    In a collection of fewer than ten articles none is, and nor is an article with hardly any names.

    Args:
        articles: the columns article, file and headline.
        names: the columns article, name and times: how often each name is in each article.
    """
    if len(articles) < FEWEST:
        return make_table([], PRESS_LEFT_OUT)
    known = articles.set_index("article")
    scores = score_articles(names, known.index).sort_values(kind="stable")
    core = _list_core(names)
    often = names["article"].value_counts().reindex(scores.index, fill_value=0)
    countries = [name for name in core if country_of(name)][:1]
    first = scores.index.isin(names["article"][names["name"].isin(countries)])
    scores = scores[(often >= np.where(first, SEVERAL, NAMES)) & (scores < ABOUT)]
    own = dict(list(names[names["article"].isin(scores.index)].groupby("article")))
    rows = [
        {
            "article": article,
            "file": known["file"][article],
            "headline": known["headline"][article],
            "score": score,
            "reason": _give_reason(own[article], core),
        }
        for article, score in scores.items()
    ]
    return make_table(rows, PRESS_LEFT_OUT)


def _list_core(names: pd.DataFrame) -> list[str]:
    """The names that most articles have."""
    often = names.groupby("name", sort=False).size()
    return list(often.sort_values(ascending=False, kind="stable").index[:SHOWN])


def _give_reason(names: pd.DataFrame, core: list[str]) -> str:
    """Why an article is left out: the names that it has instead of those of the collection."""
    ranked = names.sort_values("times", ascending=False, kind="stable")["name"].tolist()
    own = [name for name in ranked if name not in core][:SHOWN]
    missing = [name for name in core if name not in ranked]
    lacks = f"does not name {join(missing)}" if missing else f"names {join(core)} only in passing"
    return f"{lacks}; it is about {join(own)}" if own else lacks


def describe(left_out: pd.DataFrame, total: int) -> Prose:
    """How many articles are left out because they are about something else, with the first of them."""
    if left_out.empty:
        return Prose([])
    shown = left_out.head(SHOWN)
    titles = [
        Path(file).name if pd.isna(title) else quote(title)
        for file, title in zip(shown["file"], shown["headline"], strict=True)
    ]
    n = len(left_out)
    are = "is" if n == 1 else "are"
    first = "It is" if n == 1 else "They are" if n <= SHOWN else "The first are"
    return Prose(
        [
            f"{capitalise(number(n))} of {count(total, 'article')} {are} about other subjects and left out.",
            f"{first} {join(titles)}; the table left_out gives the reason for each.",
        ]
    )


def find_elsewhere(texts: Iterable[str], sides: pd.DataFrame) -> np.ndarray:
    """Whether each text is about other countries alone: it names one, but no main party of the crisis by a proper name.

    Args:
        texts: sentences of the collection.
        sides: the main parties and their names: `schema.SIDES`.
    """
    own = {*sides["side"], *sides["name"]}
    home = {country_of(name) or name for name in own}
    proper = [re.escape(name) for name in own if name[:1].isupper()]
    named = re.compile(rf"\b(?:{'|'.join(proper)})\b") if proper else re.compile(r"(?!)")
    found = []
    for text in texts:
        countries = set(list_countries(text))
        found.append(bool(countries) and countries.isdisjoint(home) and not named.search(text))
    return np.array(found, dtype=bool)


def list_countries(text: str) -> Iterator[str]:
    """The countries that the words with a capital in a text mean or belong to."""
    for run in _CAPITALS.findall(text):
        words = run.split()
        for first in range(len(words)):
            names = (" ".join(words[first:last]) for last in range(first + 1, min(first + LONGEST, len(words)) + 1))
            yield from (country for name in names if (country := country_of(name)))
