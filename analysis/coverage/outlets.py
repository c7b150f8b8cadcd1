"""How each outlet tells the crisis beside the others, and which stories several of them print."""

import numpy as np
import pandas as pd

from analysis.comparison import Comparison, compare
from analysis.coverage.collection import Coverage, reread
from analysis.tables import COPIES, OUTLETS, make_table
from analysis.timeline import CONFLICT, COOPERATION

WITHIN = 2  # days before and after, in which others' articles are what an outlet is compared to
FEWEST = 5  # articles with something to compare; with fewer, no gap is tested
COMPARED = ("escalation", "tone")


def tabulate_outlets(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row an outlet, the one with most articles first. Columns: `OUTLETS`.

    An article's gap is its distance to the mean of what other outlets printed at most two days before or after, so that
    an outlet is not taken for fiercer because it wrote on fiercer days. The mean gap is tested by random signs (a
    randomisation test; Edgington and Onghena 2007): p = (1 + draws that reach it) / (1 + draws).
    """
    articles = coverage.articles
    current = list_once_each(coverage.events[coverage.events["frame"] == "current"])
    acts = current.join(articles.set_index("article")["outlet"], on="article")
    gaps = {measure: find_gaps(articles, measure) for measure in COMPARED}
    rows = []
    for outlet, printed in articles.groupby("outlet", sort=True):
        quads = acts.loc[acts["outlet"] == outlet, "quad"]
        row = {
            "outlet": outlet,
            "articles": len(printed),
            "copies": int((printed["article"] != printed["story"]).sum()),
        }
        row |= {"cooperation": int(quads.isin(COOPERATION).sum()), "conflict": int(quads.isin(CONFLICT).sum())}
        for measure in COMPARED:
            gap, p = _test_signs(gaps[measure][printed.index].dropna().to_numpy(), shuffles, seed)
            row |= {measure: printed[measure].mean(), f"{measure}_gap": gap, f"{measure}_p": p}
        rows.append(row)
    return make_table(sorted(rows, key=lambda row: (-row["articles"], row["outlet"])), OUTLETS)


def list_once_each(events: pd.DataFrame) -> pd.DataFrame:
    """The acts of many articles, a mutual one once."""
    return events.drop_duplicates(["article", "start", "end"])


def find_gaps(articles: pd.DataFrame, measure: str) -> pd.Series:
    """How far each article is from the mean of other outlets' articles of the days around; NaN where there is none."""
    known = articles.dropna(subset=[measure, "published"])
    if known.empty:
        return pd.Series(np.nan, articles.index)
    by_day = known.pivot_table(index="published", columns="outlet", values=measure, aggfunc=["sum", "count"])
    span = pd.date_range(known["published"].min(), known["published"].max(), freq="D", unit="s")
    around = by_day.reindex(span).fillna(0).rolling(2 * WITHIN + 1, center=True, min_periods=1).sum()
    totals, counts = (
        around[kind].sum(axis=1).to_numpy()[:, None] - around[kind].to_numpy() for kind in ("sum", "count")
    )
    others = pd.DataFrame(
        np.divide(totals, counts, out=np.full(totals.shape, np.nan), where=counts > 0.5), span, around["sum"].columns
    )
    day, outlet = others.index.get_indexer(known["published"]), others.columns.get_indexer(known["outlet"])
    return (known[measure] - others.to_numpy()[day, outlet]).reindex(articles.index)


def _test_signs(gaps: np.ndarray, shuffles: int, seed: int) -> tuple[float, float]:
    """The mean gap, and how often chance makes as large a one."""
    if not len(gaps):
        return float("nan"), float("nan")
    if len(gaps) < FEWEST:
        return float(gaps.mean()), float("nan")
    signs = np.random.default_rng(seed).choice((-1, 1), size=(shuffles, len(gaps)))
    reached = np.abs((signs * gaps).mean(axis=1)) >= abs(gaps.mean()) - 1e-12
    return float(gaps.mean()), float((1 + reached.sum()) / (1 + shuffles))


def tabulate_copies(coverage: Coverage) -> pd.DataFrame:
    """One row an article of which there is a copy, and one each copy: by story, then by day. Columns: `COPIES`."""
    articles = coverage.articles
    several = articles[articles["story"].duplicated(keep=False)]
    order = several["story"].map({story: place for place, story in enumerate(articles["article"])})
    table = several.assign(order=order).sort_values(["order", "published"], kind="stable")[list(COPIES)]
    return make_table(table.astype(object).where(table.notna(), None).to_dict("records"), COPIES)


def list_pairs(coverage: Coverage, most: int = 3) -> list[tuple[str, str]]:
    """Of the stories with most copies, those of several outlets before others: the first article and a copy of it."""
    found = []
    for story, versions in tabulate_copies(coverage).groupby("story", sort=False):
        copies = versions[versions["article"] != story]
        elsewhere = copies[~copies["outlet"].isin(versions["outlet"][versions["article"] == story])]
        copy = (copies if elsewhere.empty else elsewhere)["article"].iloc[0]
        found.append((elsewhere.empty, -len(copies), (story, copy)))
    return [pair for *_, pair in sorted(found, key=lambda row: row[:2])[:most]]


def compare_copies(coverage: Coverage, most: int = 3) -> list[Comparison]:
    """The comparisons of the first article with a copy of it, for the stories of `list_pairs`; both are read again."""
    return [compare(reread(coverage, first), reread(coverage, copy)) for first, copy in list_pairs(coverage, most)]
