"""The key figures of a crisis, computed once; sentences, charts and `summary.json` only format them."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.reading.reading import Reading, once
from analysis.statistics import sign_test
from analysis.story import peak, sides, voices

MIN_EVENTS = 5  # current events; with fewer, the report does not say where the crisis is going
LEANING = 1.0  # points of mean escalation from which the crisis leans to one side
UNSURE = ("hedged", "conditional", "denied")


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """The key figures of one article's crisis. Escalation goes from −10 (cooperation) to +10 (conflict).

    Attributes:
        now: the story's present day; None if it is not known.
        acts: the events that the body reports, one row per report, without those that are neither conflict nor
            cooperation.
        current: those of them that are current.
        easing: how many of the current acts are cooperation.
        escalating: how many of the current acts are conflict.
        escalation: the mean of the current acts; NaN without any.
        p_value: how often a fair coin splits the current acts as unevenly; NaN for fewer than `MIN_EVENTS`.
        peak: the events that are the peak, with their days.
        aftermath: the acts after the peak.
        pairs: the events between each two sides, each way; a mutual act counts both ways.
        stances: which voices escalate and which ease.
        hedged, attributed, without_source, undated: shares of all acts, 0 … 1; NaN without any.
    """

    now: pd.Timestamp | None
    acts: pd.DataFrame
    current: pd.DataFrame
    easing: int
    escalating: int
    escalation: float
    p_value: float
    peak: pd.DataFrame
    aftermath: pd.DataFrame
    pairs: pd.DataFrame
    stances: pd.DataFrame
    hedged: float
    attributed: float
    without_source: float
    undated: float

    @property
    def enough(self) -> bool:
        """Whether there are enough current acts to say where the crisis is going."""
        return len(self.current) >= MIN_EVENTS

    @property
    def lean(self) -> str:
        """`eases`, `escalates` or `neither`, for the current acts on balance; `unknown` if there are too few."""
        if not self.enough:
            return "unknown"
        if abs(self.escalation) < LEANING:
            return "neither"
        return "eases" if self.escalation < 0 else "escalates"


@once
def assess(reading: Reading) -> Assessment:
    """The `Assessment` of a reading."""
    acts = reading.acts
    current = acts[acts["frame"] == "current"]
    easing = int((current["side"] == "cooperation").sum())
    return Assessment(
        now=reading.now,
        acts=acts,
        current=current,
        easing=easing,
        escalating=len(current) - easing,
        escalation=float(current["escalation"].mean()),
        p_value=sign_test(easing, len(current)) if len(current) >= MIN_EVENTS else math.nan,
        peak=peak.find_peak(reading),
        aftermath=peak.find_aftermath(reading),
        pairs=sides.tabulate(reading),
        stances=voices.tabulate_stances(reading),
        hedged=float(acts["modality"].isin(UNSURE).mean()),
        attributed=float(acts["attributed_to"].notna().mean()),
        without_source=float(acts["source"].isna().mean()),
        undated=float(acts["first_day"].isna().mean()),
    )
