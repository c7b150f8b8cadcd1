"""Which events surely escalate or ease the crisis, so that a report may say so beside the words that tell of them."""

import re

import numpy as np
import pandas as pd

from analysis.press.collection import Coverage
from analysis.press.subject import ELSEWHERE, judge_articles, judge_texts, list_heart
from analysis.text.wording import leaves_open

PARTIAL = ("SUPPORT", "INVESTIGATE")  # classes that neither escalate nor ease by themselves
WITHIN = ("AGREE", "REQUEST")  # words that only weigh between those who are at the heart of the crisis
APPEAL = "cooperation"  # the side of a request for talks or calm, which may come from any party
_SIDES = ["source", "target"]
_PAST = re.compile(  # before the words that report a deed: it was earlier, or it stopped
    r"(?i)\b(?:after|since|following|follow(?:s|ed)|despite|lull|pause|halt|end|ended|ending) |"
    r"^\W*for (?:more than|over|nearly|almost|about|several|many|a|an|\w+) (?:\w+ )?(?:weeks?|months?|days?|years?)\b"
)


def has_sure_sign(coverage: Coverage, deeds: pd.DataFrame) -> pd.Series:
    """Whether the parties and the class of each deed say surely that it escalates or eases.

    Words are sure between two main parties of which one is at the heart of the crisis; demands and promises, where both
    are. A deed needs a party; what somebody does to the own side is sure only at the heart. Where no main party is
    known, only the class counts.
    """
    partial = deeds["root"].isin(PARTIAL) | (deeds["root"].eq("REJECT") & deeds["target"].isna())
    main, heart = set(coverage.sides["side"]), set(list_heart(coverage))
    if not heart:
        return ~partial
    same = (deeds["source"] == deeds["target"]).fillna(False)
    of_main, of_heart = (deeds[_SIDES].isin(list(parties)) for parties in (main, heart))
    between = of_main.all(axis=1) & of_heart.any(axis=1) & ~same
    strict = deeds["root"].isin(WITHIN) & ~(deeds["root"].eq("REQUEST") & deeds["side"].eq(APPEAL))
    words = between & (of_heart.all(axis=1) | ~strict)
    acts = deeds[_SIDES].notna().any(axis=1) & (~same | of_heart.all(axis=1))
    return ~partial & acts.where(deeds["quad"].str.startswith("M"), words)


def find_misleading(coverage: Coverage, deeds: pd.DataFrame) -> np.ndarray:
    """Whether the sentence of each deed would mislead beside its sign.

    It is about another crisis, or in an article about one; it names nobody of this one, nor does the deed; or it tells
    of the deed as what went before (*a lull after heavy bombing*), or in somebody's own words.

    Args:
        coverage: the articles.
        deeds: the deeds, each with its `sentence`.
    """
    judged, lead = judge_texts(coverage, deeds["sentence"]), judge_articles(coverage, deeds["article"])
    heart = list_heart(coverage)
    known = deeds[_SIDES].isin(heart) | deeds[_SIDES].isna()
    theirs = (known.all(axis=1) & deeds[_SIDES].notna().any(axis=1)).to_numpy() | (not heart)
    before = [
        _is_before(sentence.partition(words)[0])
        for sentence, words in zip(deeds["sentence"], deeds["text"], strict=True)
    ]
    return (judged == ELSEWHERE) | (lead == ELSEWHERE) | ((judged == 0) & ~theirs) | np.array(before, dtype=bool)


def _is_before(words: str) -> bool:
    """Whether the words before those that report a deed make it what went before, or a quotation."""
    return bool(_PAST.search(words)) or leaves_open(words)
