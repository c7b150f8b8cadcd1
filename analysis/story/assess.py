"""The key figures of a crisis, computed once; sentences, charts and `summary.json` only format them."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.reading.reading import NOT_COUNTED, Reading, once
from analysis.show.sure import find_sure
from analysis.statistics import sign_test

MIN_EVENTS = 5  # current acts; with fewer, the report does not say where the crisis is going
# The share of current acts of one side from which a crisis leans to it. Of 155 real articles, 91 escalate by it, and
# readers said so of 74; of the 21 with a share up to `MOST`, of 13.
LEANS, MOST = 3 / 5, 2 / 3
HALF = 1 / 2  # of the acts, for what is said of most of them
CLEAR, MANY = 0.8, 8  # the share of one side, and the number of acts, from which the lean is clear


@dataclass(frozen=True, eq=False)
class Assessment:
    """The key figures of one article's crisis. Escalation goes from −10 (cooperation) to +10 (conflict).

    Attributes:
        now: the story's present day; None if it is not known.
        acts: the events that the body reports, one row per report, without those that are neither conflict nor
            cooperation.
        current: those of them that are current and count: not the ones that are only possible, conditional or denied.
        easing: how many of the current acts are cooperation.
        escalating: how many of the current acts are conflict.
        escalation: the mean of the current acts; NaN without any.
        p_value: how often a fair coin splits the current acts as unevenly; NaN for fewer than `MIN_EVENTS`.
    """

    now: pd.Timestamp | None
    acts: pd.DataFrame
    current: pd.DataFrame
    easing: int
    escalating: int
    escalation: float
    p_value: float

    @property
    def enough(self) -> bool:
        """Whether there are enough current acts to say where the crisis is going."""
        return len(self.current) >= MIN_EVENTS

    @cached_property
    def lean(self) -> str:
        """`escalates`, `eases`, `neither`, or `unknown` if there are too few current acts."""
        if not self.enough:
            return "unknown"
        if self.escalating >= LEANS * len(self.current):
            return "escalates"
        eases = _ease(self.current) and _ease(leave_allies(self.acts, self.current)) and self._surely_eases()
        return "eases" if eases else "neither"

    def _surely_eases(self) -> bool:
        """Whether more of the sure acts ease than escalate: of two real articles without that, neither eased."""
        sure = self.current[find_sure(self.current)]["side"]
        return int((sure == "cooperation").sum()) > int((sure == "conflict").sum())

    @property
    def clear(self) -> bool:
        """Whether nearly all of many current acts are of one side."""
        most = max(self.easing, self.escalating)
        return len(self.current) >= MANY and most >= CLEAR * len(self.current)


def _ease(acts: pd.DataFrame) -> bool:
    return bool((acts["side"] == "cooperation").sum() >= LEANS * len(acts))


def leave_allies(acts: pd.DataFrame, some: pd.DataFrame) -> pd.DataFrame:
    """Some of an article's acts, without what allies do for each other: arms for one side of a war ease no war.

    Allies are two parties with no act of conflict between them, of which one has such an act with somebody else (as in
    signed networks: Heider 1946; Cartwright and Harary 1956).
    """
    fights = acts[acts["side"] == "conflict"].dropna(subset=["source", "target"])
    foes = set(map(frozenset, zip(fights["source"], fights["target"], strict=True)))
    fighters = {*fights["source"], *fights["target"]}
    between = zip(some["source"].astype("object"), some["target"].astype("object"), strict=True)
    allied = [
        not (pd.isna(one) or pd.isna(other))
        and one != other
        and frozenset((one, other)) not in foes
        and bool({one, other} & fighters)
        for one, other in between
    ]
    return some[~((some["side"] == "cooperation").to_numpy() & np.array(allied, dtype=bool))]


@once
def assess(reading: Reading) -> Assessment:
    """The `Assessment` of a reading."""
    acts = reading.acts
    current = acts[(acts["frame"] == "current") & ~acts["modality"].isin(NOT_COUNTED)]
    easing = int((current["side"] == "cooperation").sum())
    return Assessment(
        now=reading.now,
        acts=acts,
        current=current,
        easing=easing,
        escalating=len(current) - easing,
        escalation=float(current["escalation"].mean()),
        p_value=sign_test(easing, len(current)) if len(current) >= MIN_EVENTS else math.nan,
    )
