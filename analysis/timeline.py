"""The events in the order in which they happened: by day, by moment, and against the order of the story.

What counts here are the acts that the body tells: events without the neutral ones and without those of headlines and
captions, which tell again what the body tells.
"""

from functools import lru_cache

import pandas as pd

from analysis.events.timing import find_now
from analysis.reading import Reading
from analysis.tables import DAYS, DEEDS, make_table
from analysis.wording import name_days

PEAK_MARGIN = 1.0  # points of escalation: Goldstein's weights within one class of event differ by as much
COOPERATION, CONFLICT = ("Vcoop", "Mcoop"), ("Vconf", "Mconf")


def list_acts(events: pd.DataFrame) -> pd.DataFrame:
    """The events of body paragraphs, the neutral ones left out."""
    return events[events["paragraph"].notna() & (events["quad"] != "neutral")]


def list_once(acts: pd.DataFrame) -> pd.DataFrame:
    """Each act once: a mutual one has a row each way, for the sides, but is one act. Acts may be of many articles."""
    return acts.drop_duplicates([*({"article"} & set(acts)), "start", "end"])


def tabulate_days(events: pd.DataFrame) -> pd.DataFrame:
    """One row a calendar day, oldest first: its acts, how many are cooperation and conflict, how far they go.

    Only what is dated to a single day enters. An act that the story tells twice counts twice, a mutual one once.
    """
    acts = list_once(list_acts(events))
    dated = acts[acts["first_day"].notna() & (acts["first_day"] == acts["last_day"])]
    rows = [
        {
            "day": day,
            "events": len(told),
            **_count_sides(told),
            "escalation": told["escalation"].mean(),
            "highest": told["escalation"].max(),
        }
        for day, told in dated.groupby("first_day")
    ]
    return make_table(rows, DAYS)


def _count_sides(acts: pd.DataFrame) -> dict[str, int]:
    quads = acts["quad"]
    return {"cooperation": int(quads.isin(COOPERATION).sum()), "conflict": int(quads.isin(CONFLICT).sum())}


def get_now(reading: Reading) -> pd.Timestamp | None:
    """The day that is the story's now, if one is known."""
    now = find_now(reading.dates.itertuples(), reading.article.published)
    return now and now.first


@lru_cache(maxsize=2)  # of a reading and its narrowed self: charts and sentences ask for the same again
def order_acts(reading: Reading) -> pd.DataFrame:
    """The acts with their `moment` (1 … from the oldest on, NA where undated) and `when`, the moment in words.

    A moment is a day or a longer stretch of time; on one day, what the story recalls comes before what it reports as
    current. A stretch that reaches beyond the story's now is placed by the now.
    """
    acts, now = list_acts(reading.events), get_now(reading)
    until = acts["last_day"]
    if now is not None:
        until = until.mask((until > now) & (acts["first_day"] <= now), now)
    acts = acts.assign(until=until, current=acts["frame"] == "current")
    keys = ["until", "current", "first_day", "last_day"]
    moments = acts.dropna(subset="first_day").groupby(keys, sort=True)
    acts["moment"] = moments.ngroup().reindex(acts.index).add(1).astype("Int64")
    acts["when"] = _name_moments(acts)
    return acts.sort_values(["moment", "start"], na_position="last", kind="stable")


def _name_moments(acts: pd.DataFrame) -> list[str]:
    """*3 January 2020*; on a day that the story recalls and reports on, *8 January 2020, before* and *…, now*."""
    split = acts.dropna(subset="first_day").groupby(["first_day", "last_day"])["current"].nunique()
    names = []
    for act in acts.itertuples():
        if pd.isna(act.first_day):
            names.append("undated")
            continue
        name = name_days(act.first_day, act.last_day)
        if split[act.first_day, act.last_day] > 1:
            name += ", now" if act.current else ", before"
        names.append(name)
    return names


@lru_cache(maxsize=2)
def tabulate_deeds(reading: Reading) -> pd.DataFrame:
    """One row a deed, oldest first and the undated last: what one side is told to do to another at one moment.

    Acts of one class between the same two at the same moment are one deed, told so many times; so are undated acts only
    where they share their words. Within a moment the deed that escalates most stands first.
    """
    acts = order_acts(reading)
    words = reading.article.text
    apart = [words[a.start : a.end].casefold() if pd.isna(a.moment) else "" for a in acts.itertuples()]
    keys = ["moment", "frame", "source", "target", "root", "quad", "apart"]
    rows = []
    for _, told in acts.assign(apart=apart).groupby(keys, dropna=False, sort=False):
        first = told.iloc[0]
        rows.append(
            first.to_dict()
            | {
                "escalation": told["escalation"].mean(),
                "events": len(told),
                "asserted": int((told["modality"] == "asserted").sum()),
                "paragraphs": ", ".join(f"¶{p}" for p in dict.fromkeys(told["paragraph"])),
            }
        )
    deeds = make_table(rows, DEEDS)
    return deeds.sort_values(
        ["moment", "escalation", "start"], ascending=[True, False, True], na_position="last", kind="stable"
    ).reset_index(drop=True)


def find_peak(deeds: pd.DataFrame) -> pd.DataFrame:
    """The asserted deeds of conflict, dated to a single day, that escalate most, and those of their class close by."""
    sure = deeds[(deeds["asserted"] > 0) & (deeds["first_day"] == deeds["last_day"]) & deeds["quad"].isin(CONFLICT)]
    most = sure["escalation"].max()
    worst = sure["root"].isin(sure["root"][sure["escalation"] == most])
    return sure[worst & (sure["escalation"] >= most - PEAK_MARGIN)]


def find_aftermath(reading: Reading, peak: pd.DataFrame) -> pd.DataFrame:
    """The acts that are later than the peak's last day, or told as current where that day's deed is recalled, in order.

    What the story reports as current on the day of the peak, as well as its deeds, does not count as their aftermath.
    """
    acts = order_acts(reading)
    if peak.empty:
        return acts.head(0)
    last = peak[peak["first_day"] == peak["first_day"].max()]
    again = acts["root"].isin(last["root"]) & (acts["first_day"] == last["first_day"].max())
    return acts[(acts["moment"] > last["moment"].min()) & ~again]
