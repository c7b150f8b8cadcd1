"""The acts that may be told, and how surely.

An act is told flatly where both coders read it and are confident, with *probably* where they are less so, and not at
all below that. A party or a day is named only where it is sure itself.
"""

import pandas as pd

from analysis.reading.events.table import list_ways
from analysis.reading.reading import NOT_COUNTED, Reading, once
from analysis.show.sure import find_dated, find_probable, find_sure, mask_parties

_SIDED = r"05[0-3]?$|02[1-3]"  # CAMEO's praise, defence and backing; its appeals for aid and cooperation


@once
def tabulate(reading: Reading) -> pd.DataFrame:
    """The acts that count, with their `sureness`: `sure`, `probable` or `unsure`. Columns: `EVENTS` and `sureness`.

    A party that is not sure enough is left empty, and so is a day. What is only possible, on a condition or denied is
    left out.
    """
    acts = mask_parties(reading.acts[~reading.acts["modality"].isin(NOT_COUNTED)])
    dated = find_dated(acts)
    acts = acts.assign(**{column: acts[column].where(dated) for column in ("date", "first_day", "last_day")})
    return acts.assign(sureness=_grade(acts))


def _grade(acts: pd.DataFrame) -> pd.Series:
    """How sure each act is."""
    grades = pd.Series("unsure", index=acts.index, dtype="str")
    grades[find_probable(acts)] = "probable"
    grades[find_sure(acts)] = "sure"
    return grades


def tabulate_told(reading: Reading, frame: str = "current") -> pd.DataFrame:
    """The claims of one frame that are told flatly, in the order of the story."""
    claims = tabulate(reading)
    sure = (claims["sureness"] == "sure") & (claims["frame"] == frame) & ~_find_partial(claims)
    return claims[sure].sort_values("start", kind="stable")


def _find_partial(claims: pd.DataFrame) -> pd.Series:
    """Whether an act by itself neither escalates nor eases.

    It is a denial or a *no* to a view or a warning; or praise, backing or a call for help, which take a side.
    """
    sided = claims["cameo"].str.match(_SIDED).fillna(False).astype(bool)
    return (claims["root"] == "REJECT") & claims["target"].isna() | sided


def list_told(reading: Reading, side: str, frame: str = "current") -> pd.DataFrame:
    """The claims of one side that may be told, the surest and strongest first; each deed of each party once.

    A mutual act stands once for each party. Of several reports of one class of act by one party the surest is kept.
    """
    ways = list_ways(tabulate(reading))
    told = ways[(ways["side"] == side) & (ways["frame"] == frame) & (ways["sureness"] != "unsure")]
    told = told[~_find_partial(told)]
    told = told.assign(sure=told["sureness"] == "sure", strength=told["escalation"].abs())
    told = told.sort_values(["sure", "strength", "confidence", "start"], ascending=[False, False, False, True])
    named = told["source"].notna()
    once_each = ~(told.duplicated(["source", "root"]) & named) & ~told.duplicated(["start", "end", "source"])
    return told[once_each].drop(columns=["sure", "strength"]).reset_index(drop=True)


def list_sure(reading: Reading, side: str) -> pd.DataFrame:
    """Those of `list_told` that are told flatly."""
    told = list_told(reading, side)
    return told[told["sureness"] == "sure"]
