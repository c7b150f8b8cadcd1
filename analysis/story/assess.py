"""The key figures of a crisis, computed once; sentences, charts and `summary.json` only format them."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.reading.reading import NOT_COUNTED, Reading, once
from analysis.statistics import sign_test

MIN_EVENTS = 5  # current acts; with fewer, the report does not say where the crisis is going
HALF = 1 / 2  # of the acts, for what is said of most of them
# Words in which news of a crisis has a current act at least. Of 36 verdicts on real articles that a crisis escalates,
# readers bore out 21 of 25 where a text has one, and four of eleven where not: most were portraits or essays.
THICK = 80
CLEAR, MANY = 0.8, 8  # the share of one side, and the number of acts, from which the lean is clear


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """The key figures of one article's crisis. Escalation goes from −10 (cooperation) to +10 (conflict).

    Attributes:
        now: the story's present day; None if it is not known.
        acts: the events that the body reports, one row per report, without those that are neither conflict nor
            cooperation.
        current: those of them that are current and count: not the ones that are only possible, conditional or denied.
        easing: how many of the current acts are cooperation.
        escalating: how many of the current acts are conflict.
        thin: whether the text tells of few current acts for its length: fewer than one in `THICK` words;
            a reading narrowed to some parties is not.
        escalation: the mean of the current acts; NaN without any.
        p_value: how often a fair coin splits the current acts as unevenly; NaN for fewer than `MIN_EVENTS`.
    """

    now: pd.Timestamp | None
    acts: pd.DataFrame
    current: pd.DataFrame
    easing: int
    escalating: int
    thin: bool
    escalation: float
    p_value: float

    @property
    def enough(self) -> bool:
        """Whether there are enough current acts to say where the crisis is going."""
        return len(self.current) >= MIN_EVENTS

    @property
    def clear(self) -> bool:
        """Whether nearly all of many current acts are of one side."""
        most = max(self.easing, self.escalating)
        return len(self.current) >= MANY and most >= CLEAR * len(self.current)


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
        thin=not reading.focus and bool(THICK * len(current) < reading.paragraphs["words"].sum()),
        escalation=float(current["escalation"].mean()),
        p_value=sign_test(easing, len(current)) if len(current) >= MIN_EVENTS else math.nan,
    )
