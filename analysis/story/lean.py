"""Where a crisis is going: by the share of its acts on one side, and by the side of what is sure."""

import numpy as np
import pandas as pd

from analysis.reading.reading import Reading, once
from analysis.story import caution
from analysis.story.assess import HALF, MIN_EVENTS, assess
from analysis.story.claims import find_sided, share_sure, tabulate, tabulate_paragraphs, tabulate_told
from analysis.text.wording import number

# The share of current acts from which a crisis leans to one side: `MOST` for conflict, of which news has more even
# where a crisis calms; `MORE` for either, if what is sure leans that way too. Of 195 real articles, 87 escalated by
# this, thin texts included, and readers said so of 75; five eased, and readers said so of one, and called three mixed.
MOST, MORE = 2 / 3, 3 / 5
SEVERAL = 3  # sure acts of cooperation, no fewer than of conflict, with which no crisis escalates


@once
def find_lean(reading: Reading) -> str:
    """`escalates`, `eases`, `neither` (also where nothing is sure), or `unknown` if there are too few current acts.

    A crisis does not escalate by words alone: of nine real articles in which they alone were sure, readers said of four
    that it did, of 28 others of 24.
    """
    crisis = assess(reading)
    if not crisis.enough:
        return "unknown"
    sure = tabulate_paragraphs(reading)
    if sure.empty:  # as of a thin text
        return "neither"
    if _heats(reading):
        return "neither" if _lacks_deed(reading) or _calms(reading) else "escalates"
    rises, falls = int((sure > 0).sum()), int((sure < 0).sum())
    fair = leave_allies(crisis.acts, crisis.current[~find_sided(crisis.current)])
    eases = _share_easing(crisis.current) >= MORE and _share_easing(fair) >= MORE
    if _leads_with_peace(reading):  # as no words escalate a crisis, none outweigh the deed that is the news
        deeds = _find_sure(reading)
        rises = deeds["paragraph"][deeds["quad"] == "Mconf"].nunique()
    return "eases" if eases and falls >= max(rises, 1) else "neither"


@once
def explain_lack(reading: Reading) -> str:
    """Why an article gets no verdict; "" if it gets one."""
    crisis = assess(reading)
    if caution.forbids_verdict(reading):
        return "No verdict: the program reads only English, and this text is in another language."
    if other := caution.find_other_matter(reading):
        return f"No verdict: the text seems to be {other}, and not the news of a crisis."
    if not crisis.enough:
        few = f"fewer than {number(MIN_EVENTS)} current acts" if len(crisis.current) else "no current act"
        return f"Too little to tell: the program found {few}."
    if crisis.thin:
        return "No verdict: the program found few acts of the present for the length of the text."
    if _heats(reading) and _lacks_deed(reading):
        deeds = "deeds are read less surely" if (crisis.current["quad"] == "Mconf").any() else "no deed is found"
        return f"No verdict: of what escalates in the story’s present, only words are sure; {deeds}."
    if _heats(reading) and _calms(reading):
        return "No verdict: most acts found in the story’s present escalate, but at least half of the sure ones ease."
    if find_lean(reading) == "neither" and not _goes_both_ways(reading):
        return "No verdict: too few of the acts found in the story’s present are sure."
    return ""


def _leads_with_peace(reading: Reading) -> bool:
    """Whether the first paragraph tells a sure deed of cooperation, and none of conflict."""
    lead = tabulate_told(reading)
    lead = lead[(lead["paragraph"] == 1) & (lead["modality"] == "asserted")]
    return bool((lead["quad"] == "Mcoop").any()) and not (lead["side"] == "conflict").any()


def _heats(reading: Reading) -> bool:
    """Whether most current acts escalate, or more than half if what is sure does."""
    crisis, sure = assess(reading), tabulate_paragraphs(reading)
    escalating = crisis.escalating / len(crisis.current)
    return escalating >= MOST or (escalating >= MORE and int((sure > 0).sum()) > int((sure < 0).sum()))


def _lacks_deed(reading: Reading) -> bool:
    """Whether acts of conflict are sure, and all of them are words: charges, threats, refusals."""
    sure = _find_sure(reading)
    sure = sure[sure["side"] == "conflict"]
    return len(sure) > 0 and not (sure["quad"] == "Mconf").any()


def _calms(reading: Reading) -> bool:
    """Whether several acts of cooperation are sure, and no fewer than of conflict.

    Of three real articles with such acts, in which most acts escalated, readers called all three mixed.
    """
    sides = _find_sure(reading)["side"].value_counts()
    return bool(sides.get("cooperation", 0) >= max(SEVERAL, sides.get("conflict", 0)))


def _find_sure(reading: Reading) -> pd.DataFrame:
    acts = tabulate(reading)
    return acts[acts["sure"] & (acts["frame"] == "current")]


def _goes_both_ways(reading: Reading) -> bool:
    """Whether acts of both sides are sure, or half of all are."""
    sides = tabulate_paragraphs(reading)
    return bool((sides > 0).any() and (sides < 0).any()) or share_sure(reading) >= HALF


def _share_easing(acts: pd.DataFrame) -> float:
    return float((acts["side"] == "cooperation").mean()) if len(acts) else 0.0


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
