"""What is about the crisis itself: words that name the parties at its heart, and not those of another crisis.

At its heart are the parties in the acts of most articles: those who fight in a country, and not those who look on.
That Syria's president scorns Washington is not of Libya's war, though Washington is a party of that.
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.press.collection import Coverage
from analysis.press.proposal import list_ends
from analysis.press.relevance import list_countries
from analysis.press.sentences import find_articles, list_sentences, read_numbered
from analysis.reading.reading import once
from analysis.rules.load import load_countries

HEART = 2 / 3  # of the articles in which the first party acts: a party at the heart acts in so many
OFTEN, OTHERS = 5, 2  # acts of another country, and times as many as of the states at the heart, in an article about it
_ENDS = ("source", "target")
LEAD = 2  # sentences that say what an article is about
NAMED, ELSEWHERE = 1, -1  # what a text is judged to be; 0 is neither


@once
def list_heart(coverage: Coverage) -> list[str]:
    """The parties at the heart of the crisis, the one in most articles first.

    They are the parties that act in most articles, with at least one state, and those at home there that are no state.
    """
    main = list(dict.fromkeys(coverage.sides["side"]))
    columns = ["article", "side", "source", "target", "source_country", "target_country"]
    ends = list_ends(coverage.events[columns])
    ends = ends[ends["name"].isin(main)]
    often = ends.groupby("name")["article"].nunique().sort_values(ascending=False, kind="stable")
    first = list(often.index[often >= HEART * often.max()])
    states = [name for name in often.index if name in load_countries()]
    first += states[:1] if not set(states) & set(first) else []
    home = ends.dropna(subset="country").groupby("name")["country"].agg(lambda codes: codes.mode().iloc[0])
    return [*first, *(name for name in home.index[home.isin(first)] if name not in {*first, *load_countries()})]


def judge_texts(coverage: Coverage, texts: Iterable[str]) -> np.ndarray:
    """For each text 1 if it names a party at the heart of the crisis, −1 if it names other countries alone, else 0.

    A party is named by its country, by a proper name, or, where no other country is named, by a word such as *rebels*.
    """
    heart, sides = list_heart(coverage), coverage.sides
    proper, common = (_match_names(sides[sides["side"].isin(heart)], is_proper) for is_proper in (True, False))
    homes, found = set(heart), []
    for text in texts:
        countries = set(list_countries(text))
        if proper.search(text) or not countries.isdisjoint(homes):
            found.append(NAMED)
        else:
            found.append(ELSEWHERE if countries and heart else int(bool(common.search(text))))
    return np.array(found, dtype=int)


def _match_names(sides: pd.DataFrame, is_proper: bool) -> re.Pattern[str]:
    """A pattern for the proper names of some parties, or for the words of those without one; a state's are no sign."""
    own = sides[~sides["side"].isin(list(load_countries()))] if not is_proper else sides
    names = [re.escape(name) for name in {*own["side"], *own["name"]} if name[:1].isupper() == is_proper]
    return re.compile(rf"\b(?:{'|'.join(names)})\b" if names else r"(?!)")


def judge_articles(coverage: Coverage, articles: pd.Series) -> np.ndarray:
    """For each article what the lead of its body is judged to be, as in `judge_texts`; 0 for one without sentences.

    An article whose acts are mostly those of another country, which is no party, is about that country.
    """
    distinct = pd.Index(articles.unique())
    rows, sentences = find_articles(coverage, distinct), list_sentences(coverage)
    numbers = np.flatnonzero((sentences.place <= LEAD) & np.isin(sentences.article, rows))
    texts = pd.Series(read_numbered(coverage, numbers), dtype="object")
    leads = texts.groupby(sentences.article[numbers]).agg(" ".join).reindex(rows).fillna("")
    judged = np.where(distinct.isin(_list_elsewhere(coverage)), ELSEWHERE, judge_texts(coverage, leads))
    return pd.Series(judged, distinct).loc[articles].to_numpy()


@once
def _list_elsewhere(coverage: Coverage) -> pd.Index:
    """The articles with more than twice as many acts of a country that is no party as of the states at the heart."""
    sides, events = coverage.sides["side"], coverage.events
    states = sides[sides.isin(list(load_countries()))].unique()
    ends = pd.concat([events[["article", end, f"{end}_country"]].set_axis(list("asc"), axis=1) for end in _ENDS])
    whose = ends["s"].where(ends["s"].isin(states), ends["c"])
    acts = pd.crosstab(ends["a"], whose)
    own = acts.reindex(columns=[state for state in states if state in list_heart(coverage)], fill_value=0).sum(axis=1)
    others = acts[acts.columns.difference(states)].max(axis=1)
    return acts.index[(others >= OFTEN) & (others > OTHERS * own)] if len(own) and len(states) else acts.index[:0]
