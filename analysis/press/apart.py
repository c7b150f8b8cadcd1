"""What articles tell that is no deed of the day: totals, accidents, anniversaries, courtesies, rests of the site.

The words are in `rules/press_words.csv`.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.press import toll
from analysis.press.collection import Coverage
from analysis.press.joining import LATER, SUPPOSED
from analysis.rules.load import read_rows

OFTEN = 3  # days, far apart, on which the same sentence is printed: it is background, or the site's own
_COLUMNS = {"words": "text", "near": "near", "sentence": "sentence", "headline": "headline"}
_MEETING = ("CONSULT",)  # classes that need two parties
_HARM = ("ASSAULT",)


def find_apart(coverage: Coverage, acts: pd.DataFrame) -> pd.Series:
    """Why each act is no deed of the day, as a word; "" for those that may be one.

    `toll`: part of a total. `accident`: harm that nobody did to anybody. `anniversary`, `backgrounder`, `repeated`:
    told as background, without a day of its own. `anonymous`, `courtesy`, `rest`: what reporters and sites say.
    `nobody`: words of nobody, a meeting of one. `criminal`: an arrest of criminals, who are no party.

    Args:
        coverage: the articles.
        acts: the acts, with the columns sentence, near, published and headline.
    """
    has = {
        (name, place): _match(acts[column], pattern)
        for name, place, pattern in _list_patterns()
        if (column := _COLUMNS.get(place)) and name != "toll"
    }
    found = {name: has[name, place] for name, place in has} | {
        "anonymous": has["anonymous", "near"] & has["anonymous", "words"]
    }
    told = (acts["day_confidence"] >= SUPPOSED).fillna(False) & acts["day"].notna()
    harm = acts["root"].isin(_HARM) & acts["source"].isna()
    why = {
        "rest": found["rest"],
        "anonymous": found["anonymous"] & acts["quad"].str.startswith("V"),
        "courtesy": found["courtesy"] & (acts["root"] == "SUPPORT"),
        "toll": ~told & _find_tolls(coverage, acts),
        "accident": harm & found["accident"] & ~found["attack"],
        "anniversary": ~told & found["anniversary"],
        "backgrounder": ~told & acts["day"].notna() & found["backgrounder"],
        "repeated": ~told & _find_repeated(acts),
        "nobody": _find_nobody(acts),
        "criminal": _find_criminals(acts),
    }
    return pd.Series(np.select(list(why.values()), list(why), ""), acts.index)


def _list_patterns() -> list[tuple[str, str, str]]:
    return [(row["kind"], row["place"], row["pattern"]) for row in read_rows("press_words.csv")]


def _match(texts: pd.Series, pattern: str) -> pd.Series:
    """Which texts have the pattern; each text is looked at once, however often it is there."""
    rows, distinct = pd.factorize(texts)
    has = pc.match_substring_regex(pa.array([*distinct, ""], pa.string()), pattern)  # the last stands for no text
    return pd.Series(has.to_numpy(zero_copy_only=False)[rows], texts.index)


def _find_tolls(coverage: Coverage, acts: pd.DataFrame) -> pd.Series:
    """Which acts are in words that give a total."""
    totals = toll.tabulate(coverage)
    if totals.empty:
        return pd.Series(False, acts.index)
    both = pd.Index(coverage.articles["article"])
    first = (both.get_indexer(totals["article"]).astype(np.int64) << 32) + totals["start"].to_numpy("int64")
    order = np.argsort(first, kind="stable")
    last = first[order] + (totals["end"] - totals["start"]).to_numpy("int64")[order]
    place = (both.get_indexer(acts["article"]).astype(np.int64) << 32) + acts["start"].to_numpy("int64")
    at = np.searchsorted(first[order], place, "right") - 1
    within = (at >= 0) & (place < np.append(last, 0)[at])
    return pd.Series(within, acts.index) & acts["side"].eq("conflict")


def _find_repeated(acts: pd.DataFrame) -> pd.Series:
    """Which acts are in sentences that articles of many days print in the same words."""
    days = acts.groupby("sentence", sort=False)["published"]
    far = (days.transform("max") - days.transform("min")).dt.days > LATER
    return far & (days.transform("nunique") >= OFTEN)


def _find_criminals(acts: pd.DataFrame) -> pd.Series:
    """Which acts are those of police against criminals, who are no party."""
    pattern = next(pattern for kind, _, pattern in _list_patterns() if kind == "criminal")
    return acts["root"].eq("COERCE") & _match(acts["target"], pattern)


def _find_nobody(acts: pd.DataFrame) -> pd.Series:
    """Which acts are words of nobody, of a reporter, or a meeting of one party alone."""
    pattern = next(pattern for kind, _, pattern in _list_patterns() if kind == "nobody")
    source, target = (_match(acts[side], pattern) for side in ("source", "target"))
    one, other = source | acts["source"].isna(), target | acts["target"].isna()
    alone = one | other | (acts["source"] == acts["target"]).fillna(False)
    unsaid = (acts["side"] == "cooperation") & one & other
    return acts["quad"].str.startswith("V") & source | unsaid | acts["root"].isin(_MEETING) & alone
