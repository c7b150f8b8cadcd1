"""Stories that several outlets print, or that one outlet prints again."""

import re

import numpy as np
import pandas as pd

from analysis.press.collection import Coverage, reread
from analysis.press.schema import COPIES
from analysis.press.sentences import find_articles, list_sentences, read_numbered
from analysis.press.show import has_several_outlets
from analysis.reading.reading import once
from analysis.reading.tables import cast_table
from analysis.show.acts import capitalise
from analysis.show.chart import MAX_ROWS
from analysis.show.prose import Prose
from analysis.story.evidence import LONGEST
from analysis.text.wording import count, quote
from analysis.versions.align import Comparison, compare

SHOWN = 3  # stories in sentences and in the comparison
OPENS, WORDS = 5, 6  # sentences among which a story's first real one is, and the words that it has at least
_NOTE = re.compile(r"\W*\(.*\)\W*")  # what an editor notes of a version: (Adds details, comment)


@once
def tabulate(coverage: Coverage) -> pd.DataFrame:
    """One row per version of a story with several versions, by story and day. Columns: `COPIES`.

    Stories that several outlets print come first, and of these the one with the most versions.
    """
    articles = coverage.articles
    several = articles[articles["story"].duplicated(keep=False)]
    versions = several.groupby("story")
    rank = pd.DataFrame({"outlets": versions["outlet"].nunique().le(1), "versions": -versions["article"].size()})
    rank["place"] = pd.Series(articles.index, articles["article"]).reindex(rank.index)
    order = rank.sort_values(["outlets", "versions", "place"]).index
    place = several["story"].map(dict(zip(order, range(len(order)), strict=True)))
    later = several["article"] != several["story"]
    rows = several.assign(place=place, later=later).sort_values(["place", "later", "published"], kind="stable")
    return cast_table(rows, COPIES)


def compare_versions(coverage: Coverage, most: int = SHOWN) -> list[Comparison]:
    """For the first stories in the table of copies that are no longer than a chart, two versions compared.

    The first is compared with another outlet's if there is one. Both are read again, and their source is the outlet.
    """
    compared = []
    longest = coverage.articles.groupby("story")["paragraphs"].max()
    copies = tabulate(coverage)
    copies = copies[copies["story"].map(longest).fillna(0) <= MAX_ROWS]
    for story, versions in list(copies.groupby("story", sort=False))[:most]:
        first, others = versions.iloc[0], versions.iloc[1:]
        elsewhere = others[others["outlet"] != first["outlet"]]
        other = (others if elsewhere.empty else elsewhere).iloc[0]
        compared.append(compare(reread(coverage, story), reread(coverage, other["article"])))
    return compared


def describe(coverage: Coverage) -> Prose:
    """Which stories were printed again, and by which outlet."""
    copies = tabulate(coverage)
    if copies.empty:
        return Prose(["No article is a version of another."])
    groups = list(copies.groupby("story", sort=False))
    are = "is" if len(groups) == 1 else "are"
    sentences = [f"{capitalise(count(len(groups), 'story', 'stories'))} {are} there in several versions."]
    titled = [(title, versions) for _, versions in groups if (title := _find_title(coverage, versions.iloc[0]))]
    for title, versions in titled[:SHOWN]:
        first, *others = versions.itertuples()
        sentences += [_describe_copy(coverage, title, first, other) for other in others[:SHOWN]]
    if rest := len(groups) - len(titled[:SHOWN]):
        sentences.append(f"The table of copies has {count(rest, 'more story', 'more stories')}.")
    return Prose(sentences)


def _find_title(coverage: Coverage, article: pd.Series) -> str:
    """The headline of an article; its first sentence if that is an editor's note, *(Adds details)*; "" without any."""
    if pd.isna(article["headline"]):
        return ""
    if not _NOTE.fullmatch(article["headline"]):
        return article["headline"]
    sentences = list_sentences(coverage)
    own = np.flatnonzero(sentences.article == find_articles(coverage, pd.Series([article["article"]]))[0])
    told = read_numbered(coverage, own[:OPENS])
    return next((text for text in told if len(text.split()) >= WORDS and not _NOTE.fullmatch(text)), "")


def _describe_copy(coverage: Coverage, title: str, first: tuple, other: tuple) -> str:
    title = quote(title, LONGEST)
    later = not (pd.isna(first.published) or pd.isna(other.published)) and other.published > first.published
    several = has_several_outlets(coverage)
    if other.outlet == first.outlet:
        again = f"appeared {'there ' if several else ''}again{'' if first.words == other.words else ', changed'}"
    else:
        again = f"was printed again by {other.outlet}" if later else f"is also in {other.outlet}"
    return f"{title}{f' of {first.outlet}' if several else ''} {again} ({first.words} → {other.words} words)."
