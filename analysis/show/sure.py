"""What a chart may state flatly: acts that both coders read with confidence, and parties that are surely named."""

import pandas as pd

SURE = 0.7  # least probability that an act's side and modality are right
KNOWN = 0.8  # least probability that a source or a target is right
DATED = 0.7  # least probability that a day is right


def find_sure(acts: pd.DataFrame) -> pd.Series:
    """Whether both coders read each act and are sure of it; an act that a person entered is sure."""
    return acts["coder"].fillna("both").eq("both") & (acts["confidence"].fillna(1.0) >= SURE)


def mask_parties(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts without the sources and targets that are not sure."""
    known = {side: acts[f"{side}_confidence"].fillna(1.0) >= KNOWN for side in ("source", "target")}
    return acts.assign(**{side: acts[side].where(sure) for side, sure in known.items()})


def find_dated(acts: pd.DataFrame) -> pd.Series:
    """Whether the day of each act is known and sure."""
    return acts["first_day"].notna() & (acts["day_confidence"].fillna(1.0) >= DATED)
