"""The sentences of the reports that tell a day best."""

import re

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from analysis.press.collection import Coverage
from analysis.press.likeness import count_words
from analysis.press.references import NEWS, read_texts, tabulate
from analysis.press.relevance import find_elsewhere
from analysis.press.schema import TELLING
from analysis.press.sentences import find_sentences, list_sentences
from analysis.press.subject import ELSEWHERE, judge_articles
from analysis.reading.kinds import UNREPORTED
from analysis.reading.reading import NOT_COUNTED
from analysis.reading.tables import cast_table, make_table
from analysis.text.calendar import MONTH

COMPARED = 200  # sentences of a day that are compared, those of leads first
SHORT, LONG = 8, 45  # words of a sentence; another is taken only if nothing else tells the day
ODD = 0.3  # what counts of a sentence that is shorter or longer, asks, or is speech from end to end
ARGUED = 0.3  # what counts of a sentence of an opinion piece, an essay, an interview or a review
ENTRY = 2.0  # how much more an entry of a chronicle counts (*August 23 – The rebels take …*): it sums the day up
BACK = 0.5  # what counts of another sentence that goes back to the day: it may name it in passing
OPENS = 0.5  # how much more the first sentence of a story counts; the second counts a half of that more, and so on
SEVERAL = 0.6  # what counts of a sentence that refers to several days
ACTS = 0.3  # how much more a sentence counts for an act that is sure
REST = 3  # stories of several days that have a sentence, from which it is a part of the site
REPEATS = 0.5  # cosine with a sentence that was chosen, from which a sentence repeats it
SUBJECT = 2.0  # what nearness to the whole collection counts against nearness to what is told of the day
JOINS = 0.7  # nearness to the whole collection, against that of the first sentence, from which a second one joins it
_ENTRY = re.compile(rf"(?i)\W*(?:{MONTH}\W{{1,2}}\d{{1,2}}|\d{{1,2}}\W{MONTH}\b)(?:,? \d{{4}})?\s*(?:[-–—:]|-LRB-)")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]?")
# a fragment, a question, a header, a byline, somebody without a name, the page itself, the writer, the reader
_ODD = re.compile(
    r"^\s*[a-z(\[]|^(?:He|She|They|His|Her|Their)\b|\b(?:video|photos?|pictures?|map|graphic) (?:above|below)\b"
    r"|^[^(]*\)|\?$|\||\S@\S|^By [A-Z]|\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur|us|[Yy]ou|[Yy]our)\b|^\W*$"
)


def choose_sentences(coverage: Coverage, days: pd.Series, side: str | None = None) -> pd.DataFrame:
    """The one or two sentences that tell each day best; a day given first is served first.

    With a side, `conflict` or `cooperation`, only those that tell of an act of it.

    A sentence counts for its nearness to all that is told of the day (the cosine of its words, weighted by how rare
    they are, with the mean of the day's sentences: Radev et al. 2004, centroid), for its place in the story, for its
    acts. An entry of a chronicle counts more and stands alone; with another sentence a second one joins, of a report of
    the time. No sentence repeats one that was chosen for a day before, and none is about other
    countries alone, or in an article about them.

    Returns:
        One row per sentence. Columns: `TELLING`.
    """
    if not tabulate(coverage)["day"].isin(days).any():
        return make_table([], TELLING)
    told = _list_candidates(coverage, days, side)
    if told.empty:
        return make_table([], TELLING)
    words = _weigh_words(told["text"])
    about = words @ _find_centre(words)
    chosen: list[int] = []
    places = told.groupby("day").indices
    for day in days:
        chosen += _choose(told, words, places.get(day, []), about, chosen)
    return cast_table(told.iloc[chosen], TELLING)


def _list_candidates(coverage: Coverage, days: pd.Series, side: str | None) -> pd.DataFrame:
    """The sentences that refer to some days, with their words and what they count beside their nearness to the day."""
    rows = tabulate(coverage)
    several = rows.groupby(["article", "place"])["day"].transform("nunique").where(rows["share"] == 1, 1)
    rows = rows.assign(days=several)
    rows = rows[rows["day"].isin(days)].sort_values(["place", "published", "article"], kind="stable")
    rows = rows.groupby("day", sort=False).head(COMPARED)
    rows["text"] = read_texts(coverage, rows)
    rows = rows[~find_elsewhere(rows["text"], coverage.sides)]
    rows = rows[judge_articles(coverage, rows["article"]) != ELSEWHERE]
    rows["entry"] = rows["named"] & rows["text"].str.match(_ENTRY)
    rows = rows[rows["entry"] | ~_is_rest(rows)]
    surest = _find_surest(coverage, rows, side)
    argued = rows["article"].map(coverage.articles.set_index("article")["kind"]).isin(UNREPORTED).to_numpy()
    rows["counts"] = _count_form(rows) * np.where(argued, ARGUED, 1) * (1 + ACTS * surest)
    return rows[(surest > 0) | (side is None)].reset_index(drop=True)


def _is_rest(rows: pd.DataFrame) -> pd.Series:
    """Whether a sentence is a part of the site: articles of several days have it, in stories of their own."""
    same = rows.groupby("text")
    return (same["published"].transform("nunique") > 1) & (same["story"].transform("nunique") >= REST)


def _count_form(rows: pd.DataFrame) -> np.ndarray:
    """What sentences count for their place, length, form and day."""
    length = rows["text"].str.split().str.len()
    odd = ~length.between(SHORT, LONG) | rows["text"].str.replace(_QUOTED, "", regex=True).str.contains(_ODD)
    back = (rows["delay"] > NEWS).fillna(False)
    opens = np.where(rows["entry"], 1, 1 + OPENS / rows["place"].astype(float))
    counts = rows["share"] * opens * np.where(odd, ODD, 1)
    counts *= np.where(rows["entry"], ENTRY, np.where(back, BACK, 1))
    return counts.to_numpy(float) * np.where(rows["days"] > 1, SEVERAL, 1)


def _find_surest(coverage: Coverage, rows: pd.DataFrame, side: str | None) -> np.ndarray:
    """How sure the surest act in each sentence is, of any side or of one; 0 without one."""
    counted = ~coverage.events["modality"].isin(NOT_COUNTED) & (side is None or coverage.events["side"] == side)
    acts = coverage.events.loc[counted, ["article", "start", "confidence"]]
    surest = np.zeros(len(list_sentences(coverage).key))
    number, sure = find_sentences(coverage, acts), acts["confidence"].fillna(0).to_numpy(float)
    np.maximum.at(surest, number[number >= 0], sure[number >= 0])
    return surest[find_sentences(coverage, rows)]


def _weigh_words(texts: pd.Series) -> csr_matrix:
    """One row per sentence, of length 1: its words, each by how rare it is (Spärck Jones 1972, idf)."""
    counts = count_words(texts.to_numpy(), {})
    rarity = np.log(counts.shape[0] / np.maximum(np.bincount(counts.indices, minlength=counts.shape[1]), 1))
    weighted = counts.multiply(rarity).tocsr()
    length = np.sqrt(weighted.multiply(weighted).sum(axis=1)).A1
    return weighted.multiply(1 / np.maximum(length, 1e-9)[:, None]).tocsr()


def _find_centre(words: csr_matrix) -> np.ndarray:
    """The mean of some sentences' words, of length 1."""
    centre = np.asarray(words.sum(axis=0)).ravel()
    return centre / max(np.linalg.norm(centre), 1e-9)


def _choose(
    told: pd.DataFrame, words: csr_matrix, places: np.ndarray, about: np.ndarray, chosen: list[int]
) -> list[int]:
    """The row of the sentence that tells a day best, and of a second one if the first is news; none if all repeat."""
    if not len(places):
        return []
    own = words[places]
    score = (own @ _find_centre(own) + SUBJECT * about[places]) * told["counts"].to_numpy()[places]
    order = [places[at] for at in np.argsort(-score, kind="stable")]
    news = (told["delay"] <= NEWS).fillna(True).to_numpy() & (told["share"] == 1).to_numpy()
    best: list[int] = []
    for place in order:
        if best and (told["entry"].iloc[best[0]] or len(best) == 2):
            break
        taken = [*chosen, *best]
        if taken and (words[taken] @ words[place].T).max() >= REPEATS:
            continue
        if not best or (news[place] and about[place] >= JOINS * about[best[0]]):
            best.append(int(place))
    return best
