"""The acts that may be told.

An act is told where both coders read it alike and are confident, and a party or a day where it is sure itself. All else
is left to the page of the article and to the tables.
"""

import re

import pandas as pd

from analysis.reading.events.table import list_ways
from analysis.reading.reading import NOT_COUNTED, Reading, once
from analysis.rules.load import find_stems, load_words
from analysis.show.sure import FIRST, FLAT, find_dated, find_sure, mask_parties
from analysis.story.assess import HALF, assess
from analysis.story.caution import find_other_matter
from analysis.story.evidence import find_words, tells_both

_APPEALS, _WEIGHED, _RETREATS, _BYSTANDERS, _CALM = (
    load_words("grammar_words.csv", kind) for kind in ("appeal", "weighed", "retreat", "bystander", "calm")
)
BORNE_OUT = 0.9  # in audits, the side of such paragraphs was right as often as that of those with a claim
LONG, OPENING = 15, 5  # paragraphs of a long story, and of its opening
REACH = 40  # characters before an act, in which a word shows that its clause is added
_ADDED = re.compile(r"\b(?:who|whose|whom|which|although|though)\b(?:\s[\w’'-]+){0,3}\s$")
_SCENE = re.compile(r"(?<!well )(?<!such )\b(?:[Aa]s|[Ww]hile|[Ww]hen)\s(?!well\b|an?\b)(?:[\w’'-]+\s){1,4}$")
_SIDED = r"05[0-3]?$|02[1-3]|07[35]|09"  # CAMEO's praise and backing; appeals for aid; relief and asylum; inquiries
_OWN = r"(?:it|its|he|his|she|her|they|their|we|our)\b"
_FEARED = (  # what others might do, or how things are
    rf"(?i)\bwarn\w* (?:(?:\w+ ){{0,3}}that (?!{_OWN})[\w ]+ (?:might|could|may|is|are|was|were|has|have|had)"
    r"|of (?:an? |the )?(?:potential|possible|likely|growing|looming))\b"
)
_PEOPLE = r"^(?:[Mm]any|[Mm]ost|[Ss]ome|[Ss]everal|[Oo]rdinary)\s[A-Z]\w+$"  # of a country: *many Iraqis complained*


@once
def tabulate(reading: Reading) -> pd.DataFrame:
    """The acts that count, with whether they are `sure`. Columns: `EVENTS` and `sure`.

    A party that is not sure enough is left empty, and so is a day. What is only possible or alleged, on a
    condition or denied is left out.
    """
    acts = mask_parties(reading.acts[~reading.acts["modality"].isin(NOT_COUNTED)])
    acts, dated = acts.assign(sure=find_sure(acts, reading.mentions)), find_dated(acts)
    return acts.assign(**{column: acts[column].where(dated) for column in ("date", "first_day", "last_day")})


@once
def tabulate_told(reading: Reading, frame: str = "current") -> pd.DataFrame:
    """The claims of one frame that are sure, in the order of the story.

    Of a thin text none is told as current (of nine such, judges found four to be an aside or of the past), nor of one
    that is no news: an essay tells what might be done, or mocks.
    """
    claims = tabulate(reading)
    if frame == "current" and _has_no_news(reading):
        return claims.head(0)
    told = claims[claims["sure"] & (claims["frame"] == frame) & ~_find_partial(reading)]
    told = told.sort_values("start", kind="stable")
    return _leave_misleading(reading, told) if frame == "current" else told


def _has_no_news(reading: Reading) -> bool:
    """Whether a text has few acts of the present for its length, or is a review, an essay, an obituary."""
    return assess(reading).thin or bool(find_other_matter(reading))


def _leave_misleading(reading: Reading, told: pd.DataFrame) -> pd.DataFrame:
    """The claims without those whose words would mislead.

    They cannot be told apart from an act of the other side, or only say of somebody what he did (*Doe, who accused his
    rivals*, *though he accused them*), or are words of nobody (*a raid that drew condemnation*, *the strife threatens
    its supplies*).
    """
    text = reading.article.text
    misleading = [
        (act.quad == "Vconf" and pd.isna(act.source) and (act.root != "THREATEN" or act.modality == "threatened"))
        or _ADDED.search(text, max(0, act.start - REACH), act.start) is not None
        or tells_both(reading, act, *find_words(reading, act))
        for act in told.itertuples()
    ]
    return told[~pd.Series(misleading, index=told.index, dtype=bool)]


@once
def tabulate_plain(reading: Reading) -> pd.DataFrame:
    """The current acts that are told, and by themselves neither escalate nor ease: talks, praise, an inquiry, a *no*.

    They are told where they are read with a confidence of `FLAT`, below the opening only beside others that are told;
    those whose words would mislead, or only set the scene (*as Doe met the envoy*), are not.
    """
    claims, text = tabulate(reading), reading.article.text
    if _has_no_news(reading):
        return claims.head(0)
    told = claims["sure"] & (claims["frame"] == "current") & (claims["confidence"].fillna(1.0) >= FLAT)
    told &= _find_plain(claims) & ~_find_empty(reading)
    if tabulate_told(reading).empty:
        told &= claims["paragraph"] <= FIRST
    scene = [_SCENE.search(text, max(0, start - REACH), start) is not None for start in claims["start"]]
    told &= ~pd.Series(scene, claims.index, dtype=bool)
    return _leave_misleading(reading, claims[told].sort_values("start", kind="stable"))


@once
def _find_partial(reading: Reading) -> pd.Series:
    """Whether an act by itself neither escalates nor eases."""
    return _find_plain(tabulate(reading)) | _find_empty(reading)


def _find_plain(claims: pd.DataFrame) -> pd.Series:
    """Whether an act is one that does not touch the crisis by itself.

    It is praise, backing or a call for help, which take a side; relief for those who suffer; an inquiry; an appeal,
    which may be one for calm; a denial or a *no* to a view or a warning; or cooperation of those who are in no conflict
    with each other.
    """
    refused = (claims["root"] == "REJECT") & claims["target"].isna()
    asked = (claims["root"] == "REQUEST") & (claims["side"] == "conflict")
    asked &= _has_word(claims, _APPEALS)  # half of the conflict told so was right in audits
    return find_sided(claims) | refused | asked | _find_friendly(claims)


@once
def _find_empty(reading: Reading) -> pd.Series:
    """Whether an act is none that is told at all.

    It is a warning of what others might do, or a forecast that they *will threaten*; what is only weighed; a retreat
    under fire; or what a man in the street says.
    """
    claims = tabulate(reading)
    weighed = (claims["modality"] == "intended") & _has_word(claims, _WEIGHED)
    doer = reading.acts["source_actor"].reindex(claims.index)  # also where it is not sure enough to be named
    street = doer.str.extract(r"(\S+)$")[0].isin(_BYSTANDERS) | doer.str.contains(_PEOPLE).fillna(False).astype(bool)
    street &= claims["quad"].str.startswith("V")
    feared = (claims["root"] == "THREATEN") & claims["text"].str.contains(_FEARED).fillna(False).astype(bool)
    feared |= (claims["modality"] == "intended") & _has_word(claims, frozenset(("threaten",)))
    return weighed | street | feared | _find_beaten(claims)


def find_sided(acts: pd.DataFrame) -> pd.Series:
    """Whether an act takes a side: praise, backing, relief, or that somebody who is no state is recognised."""
    sided = acts["cameo"].str.match(_SIDED).fillna(False).astype(bool)
    told = acts["text"].str.contains("recogni", case=False).fillna(False).astype(bool)
    state = acts["target"].astype("str").str.fullmatch("[A-Z]{3}").fillna(False).astype(bool)
    return sided | (acts["side"] == "cooperation") & (told | (acts["cameo"] == "054")) & ~state


def _find_beaten(claims: pd.DataFrame) -> pd.Series:
    """Whether an act is a retreat, and its paragraph or one beside it tells of fighting."""
    fights = (claims["root"] == "ASSAULT") & (claims["frame"] == "current")
    fought = set(claims["paragraph"][fights & (claims["confidence"].fillna(1.0) >= HALF)])
    near = claims["paragraph"].map(lambda number: not fought.isdisjoint((number - 1, number, number + 1)))
    return (claims["root"] == "YIELD") & _has_word(claims, _RETREATS) & near.astype(bool)


def _find_friendly(claims: pd.DataFrame) -> pd.Series:
    """Whether an act is cooperation of parties that the article has in no conflict with each other.

    To give way eases a crisis, whoever does it, and so does a call for calm; talks, promises, help or praise only
    between those who are at odds: of nine such acts of others that were told as easing in audits, four were right.
    """
    pairs = pd.Series(map(frozenset, zip(claims["source"], claims["target"], strict=True)), claims.index, dtype=object)
    calming = (claims["root"] == "YIELD") | ((claims["root"] == "REQUEST") & _has_word(claims, _CALM))
    mild = (claims["side"] == "cooperation") & ~calming
    known = claims["source"].notna() & claims["target"].notna()
    return mild & ~(known & pairs.isin(set(pairs[known & (claims["side"] == "conflict")])))


def _has_word(claims: pd.DataFrame, known: frozenset[str]) -> pd.Series:
    """Whether each act is told by one of some words, in any form."""

    def has(words: str) -> bool:
        return any(not known.isdisjoint(find_stems(word)) for word in words.lower().split())

    return claims["text"].map(has).astype(bool)


def list_told(reading: Reading, side: str) -> pd.DataFrame:
    """The current claims of one side that are sure, the strongest first; each deed of each party once.

    A mutual act stands once for each party. Of several reports of one class of act by one party the strongest is kept.
    Of a long story, what is done in other countries than it is about is left out.
    """
    told = tabulate_told(reading)
    ways = list_ways(told[~_find_elsewhere(reading, told)])
    told = ways[ways["side"] == side]
    told = told.assign(strength=told["escalation"].abs())
    told = told.sort_values(["strength", "confidence", "start"], ascending=[False, False, True])
    named = told["source"].notna()
    once_each = ~(told.duplicated(["source", "root"]) & named) & ~told.duplicated(["start", "end", "source"])
    return told[once_each].drop(columns="strength").reset_index(drop=True)


def _find_elsewhere(reading: Reading, acts: pd.DataFrame) -> pd.Series:
    """Whether the sentence of each act names countries, and none of the opening of a long story, nor its main one."""
    named = reading.mentions[reading.mentions["kind"] == "country"]
    if len(reading.paragraphs) <= LONG:
        return pd.Series(False, acts.index)
    opening = reading.paragraphs["end"].iloc[OPENING - 1]
    own = {
        *named["country"][named["start"] <= opening],
        *named["country"].value_counts().index[:1],
    }  # the one most named
    ends = reading.sentences["end"]
    here = named.groupby(ends.searchsorted(named["start"].to_numpy(), side="right"))["country"].agg(set)
    at = ends.searchsorted(acts["start"].to_numpy(), side="right")
    return pd.Series([bool(here.get(i, set())) and own.isdisjoint(here[i]) for i in at], acts.index, dtype=bool)


@once
def tabulate_paragraphs(reading: Reading) -> pd.Series:
    """The mean escalation of what is sure in each paragraph, by its number; a paragraph of which nothing is has no row.

    That is the mean of its claims, or of acts that bear each other out.
    """
    told = tabulate_told(reading).groupby("paragraph")["escalation"].mean()
    return told.combine_first(_find_borne_out(reading))


@once
def _find_borne_out(reading: Reading) -> pd.Series:
    """The mean escalation of each paragraph without a claim whose acts bear each other out.

    Both coders read them, no act of the other side stands beside them, and the probability that one of them is right is
    at least `BORNE_OUT`.
    """
    claims = tabulate(reading)[["paragraph", "frame", "frame_confidence", "coder", "confidence", "escalation"]]
    claims = claims[(claims["frame"] == "current") & ~_find_partial(reading) & (not _has_no_news(reading))]
    right = claims["confidence"].fillna(1.0) * claims["frame_confidence"].fillna(1.0)
    claims = claims.assign(wrong=1 - right.where(claims["coder"].fillna("both") == "both", 0.0))
    places = claims.groupby("paragraph")
    one_sided = (places["escalation"].min() > 0) | (places["escalation"].max() < 0)
    borne_out = places["escalation"].mean()[one_sided & (places["wrong"].prod() <= 1 - BORNE_OUT)]
    return borne_out.drop(tabulate_told(reading)["paragraph"].unique(), errors="ignore")


def find_threats(told: pd.DataFrame) -> pd.DataFrame:
    """The threats among some claims; to urge others to be ready to strike is none, nor is what is done: *harassed*."""
    return told[(told["root"] == "THREATEN") & told["modality"].isin(["threatened", "intended"])]


@once
def share_sure(reading: Reading) -> float:
    """The share of the current acts that are sure, or that both coders read and others bear out."""
    current = assess(reading).current
    if current.empty:
        return 0.0
    read = current["coder"].fillna("both") == "both"
    borne_out = read & current["paragraph"].isin(_find_borne_out(reading).index)
    return float((tabulate(reading).loc[current.index, "sure"] | borne_out).mean())
