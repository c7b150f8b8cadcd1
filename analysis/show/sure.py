"""What may be stated flatly: acts that both coders read with confidence, and parties and days that are sure themselves.

The limits are those from which, in audits of real articles (README, section 5), about nineteen of twenty acts and nine
of ten parties were right.
"""

import pandas as pd

SURE, PROBABLE = 0.7, 0.6  # least probability that an act's side and modality are right, to be told flatly or with less
KNOWN = 0.8  # least probability that a source or a target is right
DATED = 0.8  # least probability that a day is right


def find_sure(acts: pd.DataFrame) -> pd.Series:
    """Whether both coders read each act and are sure of it; an act that a person entered is sure."""
    return acts["coder"].fillna("both").eq("both") & (acts["confidence"].fillna(1.0) >= SURE)


def find_probable(acts: pd.DataFrame) -> pd.Series:
    """Whether each act is probable, or sure."""
    return acts["confidence"].fillna(1.0) >= PROBABLE


def mask_parties(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts without the sources and targets that are not sure."""
    masked = {}
    for side in ("source", "target"):
        known = acts[f"{side}_confidence"].fillna(1.0) >= KNOWN
        names = [column for column in (side, f"{side}_actor", f"{side}_country") if column in acts]
        masked |= {column: acts[column].where(known) for column in names}
    return acts.assign(**masked)


def find_dated(acts: pd.DataFrame) -> pd.Series:
    """Whether the day of each act is known and sure."""
    return acts["first_day"].notna() & (acts["day_confidence"].fillna(1.0) >= DATED)
