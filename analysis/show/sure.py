"""What may be stated flatly: acts that both coders read with confidence, and parties and days that are sure themselves.

The limits come from audits of real articles (`analysis/story/README.md`): what is below them was wrong too often.
"""

from typing import Any

import pandas as pd

# From FLAT an act is told flatly: in 13 audits, of 138 acts that both coders read with so much confidence 128 were
# right, of 166 others from SURE 138; these are told as *uncertain reading*. In seven later ones, of those below FLAT
# 31 of 34 that the reporter tells as done or demanded were right, of 25 that somebody else tells, or that are planned
# or not done, 13: these are told from FLAT only
FLAT = 0.9
SURE = 0.8  # least probability that an act's side and modality are right, and that its frame is
LEAD, FIRST = 0.6, 2  # the same in the first two paragraphs, which tell the news: of 40 such below SURE 34 were right
UNDONE = frozenset(("intended", "negated"))  # modalities of what is not done; a threat is made
KNOWN = {"source": 0.8, "target": 0.9}  # least probability that a party is right
AND = 12  # characters, at most, between two parties that are joined: *and the*
DATED = 0.8  # least probability that a day is right
LONG = 5  # days: of acts dated over more (*last week*, *in May*) and told as current, six of 11 were current in audits


def find_sure(acts: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """Whether both coders read each act and are sure of it; an act that a person entered is sure.

    Of current acts in the first two paragraphs they need to be less sure, since what is told there is the news; of what
    is not done, and below them of what is on somebody's word, surer, but for what a state says of its own plans
    against others. That an act is current has to be sure as well, unless its day says so; of one that is dated over
    more than `LONG` days it is not.
    """
    first = (acts["paragraph"].le(FIRST) & (acts["frame"] == "current")).fillna(False).astype(bool)
    doubtful = acts["modality"].isin(UNDONE) | (acts["attributed_to"].notna() & ~first)
    own = find_own(acts, acts["attributed_to"], mentions) & (acts["source"] == acts["source_country"]).fillna(False)
    doubtful &= ~(own & (acts["modality"] == "intended") & (acts["side"] == "conflict"))
    least = first.map({True: LEAD, False: SURE}).mask(doubtful, FLAT)
    read = acts["coder"].fillna("both").eq("both") & (acts["confidence"].fillna(1.0) >= least)
    days = (pd.to_datetime(acts["last_day"]) - pd.to_datetime(acts["first_day"])).dt.days
    now = (acts["frame_confidence"].fillna(1.0) >= SURE) & ((days.fillna(0) <= LONG) | acts["coder"].isna())
    return (read & ((acts["frame"] != "current") | now)).fillna(False).astype(bool)


def find_own(acts: pd.DataFrame, voices: pd.Series, mentions: pd.DataFrame) -> pd.Series:
    """Whether the voice that tells of each act is the one who acts, or at home there."""
    homes = mentions.dropna(subset="country").drop_duplicates("actor").set_index("actor")["country"]
    return ((acts["source"] == voices.map(homes)) | (acts["source"] == voices)).fillna(False).astype(bool)


def name_doubt(act: Any) -> str | None:  # noqa: ANN401
    """*Uncertain reading* of an act that is told, and not flatly."""
    return None if pd.isna(act.confidence) or act.confidence >= FLAT else "uncertain reading"


def mask_parties(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts without the sources and targets that are not sure.

    Where the same words name both (*the two countries met*), or one stands right behind the other (*fighting
    between troops and rebels*), one is as sure as the other.
    """
    masked = {}
    knowns = {side: acts[f"{side}_confidence"].fillna(1.0) >= least for side, least in KNOWN.items()}
    behind = (acts["target_start"] - acts["source_end"]).between(1, AND) | (
        acts["source_start"] == acts["target_start"]
    )
    knowns["target"] |= acts["mutual"] & behind.fillna(False).astype(bool) & knowns["source"]
    for side, known in knowns.items():
        names = [column for column in (side, f"{side}_actor", f"{side}_country") if column in acts]
        masked |= {column: acts[column].where(known) for column in names}
    return acts.assign(**masked)


def find_dated(acts: pd.DataFrame) -> pd.Series:
    """Whether the day of each act is known and sure."""
    return acts["first_day"].notna() & (acts["day_confidence"].fillna(1.0) >= DATED)
