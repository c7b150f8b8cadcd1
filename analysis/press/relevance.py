"""Which articles of a collection are about its crisis, and which are about something else.

An article is about what the names in it say. The collection's own direction is the first singular vector of the table
of articles by names (latent semantic analysis; Deerwester et al. 1990). An article's score is the cosine of its names
to it: below 0.5, an angle of 60°, more of the article lies beside the direction than along it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.press.schema import PRESS_LEFT_OUT
from analysis.reading.actors.register import country_name, country_of, country_sense
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise
from analysis.show.prose import Prose
from analysis.text.calendar import MONTH_NAMES, MONTHS, WEEKDAY_STEMS, WEEKDAYS
from analysis.text.wording import count, join, number, quote

ABOUT = 0.5  # the least score of an article that is kept
NAMES = 5  # different ones; of an article with fewer, nothing can be said
FEWEST = 10  # articles; in a smaller collection, one of another subject cannot be told
COMMON = 0.02  # of the articles, and at least two, have a name that says what the collection is about
ROUNDS = 30  # of the power iteration: many more than the gap between the first two directions needs
SHOWN = 3

_NAME = re.compile(r"(?<![.!?:\n”\"“] )(?<!^)(?<!\n)\b(?:[A-Z][a-z]+|[A-Z]{2,})\b")
_WORD = re.compile(r"\b[a-z]{3,}\b")  # a name that is also a word in small letters is one in a title: *The*, *Report*
_TIMES = frozenset(word.casefold() for word in (*MONTH_NAMES, *MONTHS, *WEEKDAYS, *WEEKDAY_STEMS))


def count_names(text: str, apart: Iterable[str] = ()) -> Counter[str]:
    """How often each name is in a text: words with a capital within a sentence; *Libyans* and *Libyan* are *Libya*.

    Args:
        text: of an article.
        apart: words that say nothing of its subject, such as those of its outlet.
    """
    left_out = _TIMES | {word.casefold() for word in apart}
    small = set(_WORD.findall(text))
    words = Counter(
        word for word in _NAME.findall(text) if word.casefold() not in left_out and word.casefold() not in small
    )
    names: Counter[str] = Counter()
    for word, often in words.items():
        place = country_sense(word) in ("name", "adjective", "inhabitants")
        names[country_name(country_of(word) or "") or word if place else word] += often
    return names


def score_articles(names: Mapping[str, Counter[str]]) -> pd.Series:
    """The score of each article, 0 to 1: how far its names are those of the collection.

    Args:
        names: how often each name is in each article.
    """
    often = Counter(name for counts in names.values() for name in counts)
    least = max(2, COMMON * len(names))
    place = {name: i for i, name in enumerate(name for name, n in often.items() if n >= least)}
    cells = [
        (row, place[name], np.log1p(n) * np.sqrt(often[name]))
        for row, counts in enumerate(names.values())
        for name, n in counts.items()
        if name in place
    ]
    if not cells:
        return pd.Series(0.0, pd.Index(names))
    rows, columns, weights = (np.array(part) for part in zip(*cells, strict=True))
    rows, columns = rows.astype(np.intp), columns.astype(np.intp)
    lengths = np.sqrt(np.bincount(rows, weights**2, len(names)))
    weights = weights / lengths[rows]
    scores = np.ones(len(names))
    for _ in range(ROUNDS):
        direction = np.bincount(columns, weights * scores[rows], len(place))
        scores = np.bincount(rows, weights * (direction / np.linalg.norm(direction))[columns], len(names))
    return pd.Series(scores, pd.Index(names))


def find_left_out(articles: pd.DataFrame, names: Mapping[str, Counter[str]]) -> pd.DataFrame:
    """The articles about other subjects, the least relevant first. Columns: `PRESS_LEFT_OUT`.

    In a collection of fewer than ten articles none is, and nor is an article with hardly any names.
    """
    if len(names) < FEWEST:
        return make_table([], PRESS_LEFT_OUT)
    scores, core = score_articles(names).sort_values(kind="stable"), _list_core(names)
    told = scores.index.map(lambda article: len(names[article]) >= NAMES)
    known = articles.set_index("article")
    rows = [
        {
            "article": article,
            "file": known["file"][article],
            "headline": known["headline"][article],
            "score": score,
            "reason": _give_reason(names[article], core),
        }
        for article, score in scores[told & (scores < ABOUT)].items()
    ]
    return make_table(rows, PRESS_LEFT_OUT)


def _list_core(names: Mapping[str, Counter[str]]) -> list[str]:
    """The names that most articles have."""
    often = Counter(name for counts in names.values() for name in counts)
    return [name for name, _ in often.most_common(SHOWN)]


def _give_reason(counts: Counter[str], core: list[str]) -> str:
    """Why an article is left out: the names that it has instead of those of the collection."""
    own = [name for name, _ in counts.most_common() if name not in core][:SHOWN]
    missing = [name for name in core if name not in counts]
    lacks = f"does not name {join(missing)}" if missing else f"names {join(core)} only in passing"
    return f"{lacks}; it is about {join(own)}" if own else lacks


def describe(left_out: pd.DataFrame, total: int) -> Prose:
    """How many articles are left out because they are about something else, with the first of them."""
    if left_out.empty:
        return Prose([])
    shown = left_out.head(SHOWN)
    titles = [
        file if pd.isna(title) else quote(title) for file, title in zip(shown["file"], shown["headline"], strict=True)
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
