"""Who acts, as all articles together put it: one name for the same side, and sides that one article does not name."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.press.aliases import Aliases, make_aliases
from analysis.press.proposal import SURE, map_names
from analysis.reading.tables import TEXT

HALF = 0.5  # of the targets that a party's acts name
KNOWN = 10  # acts with a target from which those of others may be told

_SIDES = ["source", "target"]


def settle_sides(acts: pd.DataFrame, sides: pd.DataFrame) -> pd.DataFrame:
    """The acts of many articles with one name for each side, and sides that are open filled in as far as is safe.

    Args:
        acts: a table with the columns of `ACTS` in `collection.py` and day.
        sides: the main parties and their names: `schema.SIDES`.
    """
    aliases = make_aliases(sides[["side", "name"]].itertuples(index=False, name=None), _count_names(acts))
    events = join_sides(map_sides(acts, aliases), aliases.list_divided())
    return fill_targets(fill_sides(events), sides["side"].unique())


def _count_names(acts: pd.DataFrame) -> pd.DataFrame:
    """How many acts have each name together with each country: name, country and acts."""
    parts = [acts.groupby([side, f"{side}_country"]).size() for side in _SIDES]
    return pd.concat([part.rename_axis(["name", "country"]) for part in parts]).rename("acts").reset_index()


def map_sides(events: pd.DataFrame, aliases: Aliases) -> pd.DataFrame:
    """The events with one name for each main party; what is hit and belongs to a party is hit as that party.

    A common name, such as *the government* or *protesters*, means a party only in articles about its country.

    Args:
        events: a table with the columns article and, for source and target, the name, country and actor.
        aliases: the names of the parties.
    """
    events = events.assign(**{side: _share(events[side]) for side in _SIDES}).reset_index(drop=True)
    ends = pd.concat([_list_named(events, side) for side in _SIDES], keys=_SIDES)
    meant, sure = map_names(ends, aliases), map_names(ends, aliases.drop_common())
    kept = meant.notna() & ((meant == sure) | _is_about(ends, meant, sure, aliases))
    for side in _SIDES:
        found = meant[kept].loc[[side]].droplevel(0) if side in meant[kept].index.get_level_values(0) else meant[:0]
        events.loc[found.index, side] = found.astype(TEXT)
    return events


def _share(texts: pd.Series) -> pd.Series:
    """The texts as Python strings, of which each is in memory once."""
    codes, distinct = pd.factorize(texts)
    return pd.Series(np.append(distinct.astype("object"), np.nan)[codes], texts.index, dtype=TEXT)


def _list_named(events: pd.DataFrame, side: str) -> pd.DataFrame:
    """The ends of acts that are named, and the things and places that are hit."""
    hit = events[f"{side}_actor"] if side == "target" and "target_actor" in events else None
    name = events[side] if hit is None else events[side].fillna(hit)
    ends = pd.DataFrame({"name": name, "country": events[f"{side}_country"], "article": events["article"]})
    return ends.assign(place=events[side].isna())[name.notna()]


def _is_about(ends: pd.DataFrame, meant: pd.Series, sure: pd.Series, aliases: Aliases) -> pd.Series:
    """Whether an article names the country of a side, and no other that is no party's more often."""
    home = sure.map(aliases.homes)
    country = home.where(home.notna(), ends["country"])
    named = pd.DataFrame({"article": ends["article"], "country": country}).groupby(["article", "country"]).size()
    others = named[~named.index.get_level_values("country").isin(list(aliases.homes.values()))]
    far = ends["article"].map(others.groupby("article").max()).fillna(0)
    own = pd.MultiIndex.from_arrays([ends["article"], meant.map(aliases.homes)])
    near = named.reindex(own).fillna(0).to_numpy()
    return (near >= np.maximum(far, 1)) | meant.map(aliases.homes).isna()


def join_sides(events: pd.DataFrame, apart: Collection[str] = ()) -> pd.DataFrame:
    """The events of many articles, with one name for the sides that may be the same in what is told of a day.

    Two sides may be the same where the name or the country is: *Kataib Hezbollah* and *Iraq*, *US contractor* and
    *American contractor*. Of acts of one class on one day between two such sides, the names that most articles give
    count for all. Within one country only the same names are the same side.

    Args:
        events: a table as in `fill_sides`, with the columns source_country and target_country.
        apart: countries within which parties fight each other, so that only the same names are the same side.
    """
    known = events["day"].notna()
    acts = events[["article", "day", "root", *_SIDES, *(f"{side}_country" for side in _SIDES)]][known]
    one, other = acts["source_country"], acts["target_country"]
    abroad = ~(one == other).fillna(False)
    homes = {}
    for side in _SIDES:
        home = acts[f"{side}_country"]
        homes[side] = home.where(abroad & ~home.isin(list(apart))).fillna(acts[side]).rename(f"{side}_home")
    what = [acts["day"], acts["root"], *homes.values()]
    often = acts.groupby([*what, *(acts[side] for side in _SIDES)], dropna=False)["article"].transform("nunique")
    order = np.argsort(-often.to_numpy(), kind="stable")
    ranked = acts[_SIDES].iloc[order].groupby([key.iloc[order] for key in what], dropna=False)
    best = ranked.transform("first").loc[acts.index]
    events = events.astype(dict.fromkeys(_SIDES, TEXT))
    events.loc[known, _SIDES] = best.astype(TEXT)
    return events


def fill_sides(events: pd.DataFrame) -> pd.DataFrame:
    """The events of many articles, with an unknown side filled in from another report in the same words.

    The report has the same words, class and day, the side that is known, and all such reports name the same. Reports in
    other words are not used: in real collections, most of what they gave was wrong. `confidence` stays as it was.

    Args:
        events: a table with the columns article, day (NaT if there is none), root, text, source, target and mutual.
    """
    events = events.astype(dict.fromkeys(_SIDES, TEXT))
    acts = events[["day", "root", "text", *_SIDES]][events["day"].notna()]
    acts = acts.assign(words=acts.pop("text").str.casefold())
    whole = acts[acts["source"].notna() & acts["target"].notna() & (acts["source"] != acts["target"])]
    for side, other in (_SIDES, _SIDES[::-1]):
        what = ["day", "root", "words", other]
        told = whole.groupby(what)[side].agg(["nunique", "first"])
        told = told.loc[told["nunique"] == 1, "first"]
        left = acts[acts[side].isna() & acts[other].notna()]
        found = pd.Series(told.reindex(pd.MultiIndex.from_frame(left[what])).to_numpy(), left.index).dropna()
        events.loc[found.index, side] = found.astype(TEXT)
    return events


def fill_targets(events: pd.DataFrame, main: Collection[str]) -> pd.DataFrame:
    """The events with the targets that are open filled in where a party has one opponent.

    A party has one opponent in a class of material conflict if half of the targets that its acts of the class name are
    one main party, the rest being towns and bystanders, and hardly any is another main party.
    """
    material = events["quad"].eq("Mconf") & events["source"].isin(list(main))
    acts = events[["root", *_SIDES]][material & ~(events["source"] == events["target"]).fillna(False).astype(bool)]
    often = acts[acts["target"].notna()].groupby(["source", "root", "target"]).size().rename("acts").reset_index()
    often["total"] = often.groupby(["source", "root"])["acts"].transform("sum")
    often = often[often["target"].isin(list(main))]
    parties = often.groupby(["source", "root"])["acts"].transform("sum")
    enough = (often["acts"] >= HALF * often["total"]) & (often["acts"] >= SURE * parties) & (often["total"] >= KNOWN)
    opponent = often[enough].set_index(["source", "root"])["target"]
    left = acts[acts["target"].isna()]
    found = opponent.reindex(pd.MultiIndex.from_frame(left[["source", "root"]]))
    found = pd.Series(found.to_numpy(), left.index).dropna()
    events = events.astype({"target": TEXT})
    events.loc[found.index, "target"] = found.astype(TEXT)
    return events
