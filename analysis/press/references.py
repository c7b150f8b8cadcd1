"""The days to which the sentences of many articles refer."""

import numpy as np
import pandas as pd

from analysis.press.collection import Coverage, load_table
from analysis.press.schema import REFERENCES
from analysis.press.sentences import describe_sentences, find_sentences, list_sentences, read_numbered
from analysis.reading.reading import once
from analysis.reading.tables import cast_table, make_table
from analysis.text.calendar import MONTH

LEAD = 3  # sentences with which a story opens
OPENS = 2  # of these, those that are told of the day which another one names
NEWS = 2  # days until which a report of a day is news; a later one goes back to it
FEWEST = 10  # dated leads from which an outlet's own lag is known; with fewer, that of all outlets is used
TIMES = ("article", "start", "text", "type", "first_day", "last_day")
_CALENDAR = rf"(?i)\b{MONTH}\b.*\d|\d.*\b{MONTH}\b|\d[-/.]\d"  # *8 January*, *8.1.2020*; not *Monday*, not *8 p.m.*
_YEAR = r"\b\d{4}\b"


@once
def tabulate(coverage: Coverage) -> pd.DataFrame:
    """One row per sentence and day to which it refers; no day is after publication. Columns: `REFERENCES`.

    A sentence refers to the days that it names. The other sentences of a lead refer to the first day that the lead
    names. If it names none, they refer to the day of publication and the two days before, each with the share of the
    outlet's leads that name that day: a morning paper tells of yesterday, an agency of today.
    """
    places = list_sentences(coverage).place
    if not len(places):
        return make_table([], REFERENCES)
    dated = _find_dated(coverage, load_table(coverage.folder, "dates", TIMES))
    leads = describe_sentences(coverage, np.flatnonzero(places <= LEAD))
    rows = pd.concat([dated, _date_leads(leads, dated)], ignore_index=True)
    if rows.empty:
        return make_table([], REFERENCES)
    return cast_table(rows.sort_values(["article", "place", "day"], kind="stable"), REFERENCES)


def _find_dated(coverage: Coverage, times: pd.DataFrame) -> pd.DataFrame:
    """The sentences that name a day, one row per day."""
    times = times[times["type"].isin(["DATE", "TIME"]) & (times["first_day"] == times["last_day"])]
    times = times.sort_values("start", kind="stable")
    number = find_sentences(coverage, times)
    times, number = times[number >= 0].reset_index(drop=True), number[number >= 0]  # those in the body
    rows = describe_sentences(coverage, number).assign(day=times["first_day"])
    rows["named"] = _contains(times["text"], _CALENDAR)
    rows["delay"] = (rows["published"] - rows["day"]).dt.days
    stamp = _contains(times["text"], _YEAR) & (rows["delay"] < NEWS)  # when it was published
    rows = rows[~stamp & ~(rows["delay"] < 0)].sort_values("named", ascending=False, kind="stable")
    return rows.drop_duplicates(["article", "place", "day"]).assign(share=1.0, own=True)


def _contains(texts: pd.Series, pattern: str) -> pd.Series:
    return texts.str.contains(pattern).fillna(False).astype(bool)


def _date_leads(leads: pd.DataFrame, dated: pd.DataFrame) -> pd.DataFrame:
    """The sentences of leads that name no day, with the days to which they refer."""
    news = dated[(dated["place"] <= LEAD) & (dated["delay"] <= NEWS)].sort_values("place", kind="stable")
    first = news.drop_duplicates("article").set_index("article")[["day", "delay"]]
    silent = leads.merge(dated[["article", "place"]], how="left", indicator=True).query("_merge == 'left_only'")
    silent = silent.drop(columns="_merge").join(first, on="article")
    told = silent[silent["day"].notna()].assign(share=1.0)
    open_ = silent[silent["day"].isna() & silent["published"].notna()].drop(columns=["day", "delay"])
    spread = open_.merge(_find_lags(first, leads), on="outlet")
    spread["day"] = spread["published"] - pd.to_timedelta(spread["delay"], unit="D")
    return pd.concat([told, spread], ignore_index=True).assign(named=False, own=False)


def _find_lags(first: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    """For each outlet, the share of its dated leads by how many days after the day they appeared."""
    outlets = leads.drop_duplicates("article").set_index("article")["outlet"]
    dated = pd.DataFrame({"outlet": outlets, "delay": first["delay"].reindex(outlets.index)})
    overall = dated["delay"].value_counts(normalize=True)
    overall = overall if len(overall) else pd.Series([1.0], [0])
    rows = []
    for outlet, own in dated.groupby("outlet")["delay"]:
        shares = own.value_counts(normalize=True) if own.count() >= FEWEST else overall
        rows += [{"outlet": outlet, "delay": delay, "share": share} for delay, share in shares.items()]
    return pd.DataFrame(rows, columns=["outlet", "delay", "share"])


def list_dated(coverage: Coverage) -> pd.DataFrame:
    """The references that name the day, or whose lead does, in a report of the time or by its date."""
    refs = tabulate(coverage)
    news = (refs["delay"] <= NEWS).fillna(True)  # without a day of publication, all may be
    return refs[(refs["share"] == 1) & (refs["named"] | news)]


def read_texts(coverage: Coverage, refs: pd.DataFrame) -> np.ndarray:
    """The sentence of each reference."""
    return read_numbered(coverage, find_sentences(coverage, refs))


def keep_dated(coverage: Coverage, acts: pd.DataFrame) -> pd.DataFrame:
    """The acts whose own sentence is a reference to their day, as `list_dated` gives them.

    A sentence that does not name the day itself has to be one of the first two of its story.

    Args:
        coverage: the articles.
        acts: a table with the columns article, start and day.
    """
    refs = list_dated(coverage)
    refs = refs[refs["own"] | (refs["place"] <= OPENS)]
    own, named = (pd.MultiIndex.from_arrays([find_sentences(coverage, t), t["day"]]) for t in (acts, refs))
    return acts[own.isin(named)]
