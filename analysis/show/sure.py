"""What may be stated flatly: acts that both coders read with confidence, and parties and days that are sure themselves.

The limits come from audits of real articles (README, *How far to trust it*): what is below them was wrong too often.
"""

import pandas as pd

SURE = 0.8  # least probability that an act's side and modality are right, and that its frame is
PLANNED = 0.9  # the same of cooperation that is only planned or promised: below it, four of 11 were right in audits
KNOWN = {"source": 0.8, "target": 0.9}  # least probability that a party is right
DATED = 0.8  # least probability that a day is right


def find_sure(acts: pd.DataFrame) -> pd.Series:
    """Whether both coders read each act and are sure of it; an act that a person entered is sure.

    That an act is current has to be sure as well, unless its day says so.
    """
    planned = (acts["modality"] == "intended") & (acts["side"] == "cooperation")
    least = planned.map({True: PLANNED, False: SURE})
    read = acts["coder"].fillna("both").eq("both") & (acts["confidence"].fillna(1.0) >= least)
    return read & ((acts["frame"] != "current") | (acts["frame_confidence"].fillna(1.0) >= SURE))


def mask_parties(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts without the sources and targets that are not sure."""
    masked = {}
    for side, least in KNOWN.items():
        known = acts[f"{side}_confidence"].fillna(1.0) >= least
        names = [column for column in (side, f"{side}_actor", f"{side}_country") if column in acts]
        masked |= {column: acts[column].where(known) for column in names}
    return acts.assign(**masked)


def find_dated(acts: pd.DataFrame) -> pd.Series:
    """Whether the day of each act is known and sure."""
    return acts["first_day"].notna() & (acts["day_confidence"].fillna(1.0) >= DATED)
