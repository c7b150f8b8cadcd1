"""How each outlet tells the crisis beside the others, and which stories several of them print."""

import numpy as np
import pandas as pd

from analysis.comparison import Comparison, compare
from analysis.coverage.collection import Coverage, reread
from analysis.tables import COPIES, OUTLETS, cast_table
from analysis.timeline import CONFLICT, COOPERATION, list_once

_SIDES = {"cooperation": COOPERATION, "conflict": CONFLICT}
WITHIN = 2  # days before and after, in which others' articles are what an outlet is compared to
FEWEST = 6  # articles with something to compare; of five, no signs are rarer than 2 in 32
COMPARED = ("escalation", "tone")
SHOWN = 3  # stories whose versions are compared


def tabulate_outlets(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row an outlet, the one with most articles first. Columns: `OUTLETS`.

    An article's gap is its distance to the mean of what other outlets printed at most two days before or after, so that
    an outlet is not taken for fiercer because it wrote on fiercer days; of a story and its other versions, only the
    first counts. The mean gap is tested by random signs (a randomisation test; Edgington and Onghena 2007), with
    p = (1 + draws that reach it) / (1 + draws), raised for the number of outlets that are tested (Holm 1979).
    """
    articles = coverage.articles
    current = list_once(coverage.events[coverage.events["frame"] == "current"])
    acts = current.join(articles.set_index("article")["outlet"], on="article")
    sides = {name: acts.loc[acts["quad"].isin(quads), "outlet"].value_counts() for name, quads in _SIDES.items()}
    firsts = articles["article"] == articles["story"]
    printed = articles.assign(copy=~firsts).groupby("outlet", sort=True)
    table = printed.agg(articles=("article", "size"), copies=("copy", "sum"), **{m: (m, "mean") for m in COMPARED})
    for name, counted in sides.items():
        table[name] = counted.reindex(table.index, fill_value=0)
    for measure in COMPARED:
        gaps = find_gaps(articles[firsts], measure).dropna().groupby(articles["outlet"])
        tested = {outlet: _test_signs(own.to_numpy(), shuffles, seed) for outlet, own in gaps}
        table[f"{measure}_gap"] = gaps.mean().reindex(table.index)
        table[f"{measure}_p"] = _raise_for_number(pd.Series(tested, dtype=float)).reindex(table.index)
    return cast_table(table.sort_values("articles", ascending=False, kind="stable").reset_index(), OUTLETS)


def find_gaps(articles: pd.DataFrame, measure: str) -> pd.Series:
    """How far each article is from the mean of other outlets' articles of the days around; NaN where there is none."""
    known = articles.dropna(subset=[measure, "published"])
    all_of = known.groupby("published")[measure].agg(["sum", "count"])
    own_of = known.groupby(["outlet", "published"])[measure].agg(["sum", "count"])
    others = np.zeros((len(known), 2))
    for shift in range(-WITHIN, WITHIN + 1):
        days = known["published"] + pd.Timedelta(days=shift)
        places = pd.MultiIndex.from_arrays([known["outlet"], days])
        others += all_of.reindex(days).fillna(0).to_numpy() - own_of.reindex(places).fillna(0).to_numpy()
    total, number = others.T
    mean = np.divide(total, number, out=np.full(len(known), np.nan), where=number > 0)
    return (known[measure] - mean).reindex(articles.index)


def _test_signs(gaps: np.ndarray, shuffles: int, seed: int) -> float:
    """How often random signs make as large a mean gap; NaN for too few gaps."""
    if len(gaps) < FEWEST:
        return float("nan")
    signs = np.random.default_rng(seed).choice((-1, 1), size=(shuffles, len(gaps)))
    reached = np.abs((signs * gaps).mean(axis=1)) >= abs(gaps.mean()) - 1e-12
    return float((1 + reached.sum()) / (1 + shuffles))


def _raise_for_number(p_values: pd.Series) -> pd.Series:
    """The p-values, each raised for the number of tests, by Holm's method."""
    known = p_values.dropna().sort_values(kind="stable")
    raised = (known * np.arange(len(known), 0, -1)).cummax().clip(upper=1)
    return raised.reindex(p_values.index)


def tabulate_copies(coverage: Coverage) -> pd.DataFrame:
    """One row a version of a story that is there in several: by story, then by day. Columns: `COPIES`.

    Stories that several outlets print come first, and of these the one with most versions.
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


def compare_copies(coverage: Coverage, copies: pd.DataFrame, most: int = SHOWN) -> list[Comparison]:
    """For the first stories in a table of copies, how a version differs from the one that came first.

    The version is another outlet's if there is one; both are read again, and their source is the outlet.
    """
    compared = []
    for story, versions in list(copies.groupby("story", sort=False))[:most]:
        first, others = versions.iloc[0], versions.iloc[1:]
        elsewhere = others[others["outlet"] != first["outlet"]]
        other = (others if elsewhere.empty else elsewhere).iloc[0]
        compared.append(compare(reread(coverage, story), reread(coverage, other["article"])))
    return compared
