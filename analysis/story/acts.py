"""The acts of a story: who did what, without what is only said, and the story's now."""

import pandas as pd

from analysis.reading.events.timing import find_now
from analysis.reading.reading import Reading

COOPERATION, CONFLICT = ("Vcoop", "Mcoop"), ("Vconf", "Mconf")


def list_acts(events: pd.DataFrame) -> pd.DataFrame:
    """The events of body paragraphs, the neutral ones left out."""
    return events[events["paragraph"].notna() & (events["quad"] != "neutral")]


def list_once(acts: pd.DataFrame) -> pd.DataFrame:
    """Each act once: a mutual one has a row each way, for the sides, but is one act. Acts may be of many articles."""
    return acts.drop_duplicates([*({"article"} & set(acts)), "start", "end"])


def get_now(reading: Reading) -> pd.Timestamp | None:
    """The day that is the story's now, if one is known."""
    now = find_now(reading.dates.itertuples(), reading.article.published)
    return now and now.first
