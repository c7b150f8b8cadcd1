"""Who acts, as all articles together put it: one name for the same side, and sides that one article does not name."""

from collections.abc import Iterable

import pandas as pd

from analysis.reading.events.table import list_ways
from analysis.reading.tables import TEXT

_WHAT = ["day", "root", "words", "source", "target"]
_SIDES = ["source", "target"]


def join_sides(events: pd.DataFrame) -> pd.DataFrame:
    """The events of many articles, with one name for the sides that may be the same in what is told of a day.

    Two sides may be the same where the name or the country is: *Kataib Hezbollah* and *Iraq*, *US contractor* and
    *American contractor*. Of acts of one class on one day between two such sides, the names that most articles give
    count for all. Within one country only the same names are the same side.

    Args:
        events: a table as in `fill_sides`, with the columns source_country and target_country.
    """
    known = events["day"].notna()
    acts = events[known]
    one, other = acts["source_country"], acts["target_country"]
    apart = ~(one == other).fillna(False)
    homes = {side: acts[f"{side}_country"].where(apart).fillna(acts[side]).rename(f"{side}_home") for side in _SIDES}
    what = [acts["day"], acts["root"], *homes.values()]
    often = acts.groupby([*what, *(acts[side] for side in _SIDES)], dropna=False)["article"].transform("nunique")
    ranked = acts.assign(often=often).sort_values("often", ascending=False, kind="stable")
    best = ranked.groupby(what, dropna=False)[_SIDES].transform("first").loc[acts.index]
    events = events.astype(dict.fromkeys(_SIDES, TEXT))
    events.loc[known, _SIDES] = best.astype(TEXT)
    return events


def fill_sides(events: pd.DataFrame) -> pd.DataFrame:
    """The events of many articles, with the unknown sides of the dated ones filled in.

    An act with one unknown side gets it from the event of its class, day and other side that most articles report. An
    act with two unknown sides gets them from the event that is reported in the same words. Events within one side are
    not used. `confidence` stays as it was in the article.

    Args:
        events: a table with the columns article, day (NaT if there is none), root, text, source, target and mutual.
    """
    dated = events["day"].notna()
    acts = events.assign(words=events["text"].str.casefold())[dated]
    support = (
        list_ways(acts).groupby(_WHAT, dropna=False)["article"].nunique().sort_values(ascending=False, kind="stable")
    )
    known = _index_sides((*act[:3], *_read_sides(act[3:])) for act in support.index)
    filled = []
    for day, root, words, *open_sides in zip(*(acts[column] for column in _WHAT), strict=True):
        sides = _read_sides(open_sides)
        sides = known.get((day, root, words), sides) if sides == (None, None) else sides
        filled.append(known.get((day, root, *sides), sides))
    events = events.astype({"source": TEXT, "target": TEXT})
    events.loc[dated, "source"] = pd.array([source for source, _ in filled], TEXT)
    events.loc[dated, "target"] = pd.array([target for _, target in filled], TEXT)
    return events


def _index_sides(acts: Iterable[tuple]) -> dict[tuple, tuple]:
    """The two sides of an act, by what may be known of it; the acts come in order of how many articles report them."""
    known: dict[tuple, tuple] = {}
    for day, root, words, source, target in sorted(acts, key=lambda act: None in act[-2:]):
        if source == target:
            continue
        if source and target:
            known.setdefault((day, root, source, None), (source, target))
            known.setdefault((day, root, None, target), (source, target))
        known.setdefault((day, root, words), (source, target))
    return known


def _read_sides(sides: Iterable[str | float]) -> tuple[str | None, ...]:
    return tuple(None if pd.isna(side) else side for side in sides)
