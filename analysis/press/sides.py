"""The sides that one article leaves open, filled in from what the others tell."""

from collections.abc import Iterable

import pandas as pd

from analysis.reading.events.table import list_ways
from analysis.reading.tables import TEXT

_WHAT = ["day", "root", "words", "source", "target"]


def fill_sides(events: pd.DataFrame) -> pd.DataFrame:
    """The events of many articles with the open sides of the dated ones filled in.

    An event that leaves one side open is taken for the deed of its class and day that most articles tell and that has
    its other side; one that leaves both open, for the deed that is told in the same words. What somebody does to their
    own side is no likely reading of what is left open. `confidence` stays that of the event as it was told.

    Args:
        events: with the columns article, day (NaT where there is none), root, text, source, target and mutual.
    """
    dated = events["day"].notna()
    told = events.assign(words=events["text"].str.casefold())[dated]
    support = (
        list_ways(told).groupby(_WHAT, dropna=False)["article"].nunique().sort_values(ascending=False, kind="stable")
    )
    meant = _list_meant((*act[:3], *_read_sides(act[3:])) for act in support.index)
    filled = []
    for day, root, words, *open_sides in zip(*(told[column] for column in _WHAT), strict=True):
        sides = _read_sides(open_sides)
        sides = meant.get((day, root, words), sides) if sides == (None, None) else sides
        filled.append(meant.get((day, root, *sides), sides))
    events = events.astype({"source": TEXT, "target": TEXT})
    events.loc[dated, "source"] = pd.array([source for source, _ in filled], TEXT)
    events.loc[dated, "target"] = pd.array([target for _, target in filled], TEXT)
    return events


def _list_meant(acts: Iterable[tuple]) -> dict[tuple, tuple]:
    """By what is known of an act, its two sides, from acts of which those that most tell come first."""
    meant: dict[tuple, tuple] = {}
    for day, root, words, source, target in sorted(acts, key=lambda act: None in act[-2:]):
        if source == target:
            continue
        if source and target:
            meant.setdefault((day, root, source, None), (source, target))
            meant.setdefault((day, root, None, target), (source, target))
        meant.setdefault((day, root, words), (source, target))
    return meant


def _read_sides(sides: Iterable[str | float]) -> tuple[str | None, ...]:
    return tuple(None if pd.isna(side) else side for side in sides)
