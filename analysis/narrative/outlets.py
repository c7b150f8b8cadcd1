"""Outlets, copies and voices of a coverage as sentences, and the coverage in short."""

import math
from collections.abc import Sequence

import pandas as pd

from analysis.arc import ALPHA, Arc
from analysis.coverage.collection import Coverage
from analysis.narrative.coverage import (
    MIN_DEEDS,
    SHOWN,
    describe_course,
    describe_coverage,
    describe_end,
    describe_peaks,
)
from analysis.narrative.deeds import begin
from analysis.narrative.prose import Prose
from analysis.voices import UNNAMED
from analysis.wording import count, join, number, number_of, quote, signed

MIN_QUOTES = 3  # of a voice whose tone is set beside others'
_MORE = {
    "escalation": ("tells of more conflict", "tells of less conflict"),
    "tone": ("sounds brighter", "sounds darker"),
}
_DECIMALS = {"escalation": 1, "tone": 2}


def summarise_coverage(
    coverage: Coverage, days: pd.DataFrame, deeds: pd.DataFrame, course: Arc, outlets: pd.DataFrame
) -> Prose:
    """A coverage in short: what was read, the height of the crisis, its peaks and end, and whether outlets differ."""
    return Prose(
        [
            *describe_coverage(coverage)[:2],
            *describe_course(days, deeds, course)[:1],
            *describe_peaks(coverage, days, deeds),
            *describe_end(days),
            *describe_outlets(outlets)[:1],
        ]
    )


def describe_outlets(outlets: pd.DataFrame) -> Prose:
    """How each outlet differs from the others at the same days, and whether chance could have made that."""
    if len(outlets) < 2:
        return Prose(["There is but one outlet, so there is nothing to compare."])
    said = [sentence for measure in _MORE for sentence in _tell_gaps(outlets, measure)]
    busy = outlets[outlets["cooperation"] + outlets["conflict"] >= MIN_DEEDS]
    if len(busy) > 1:
        share = (busy["conflict"] / (busy["cooperation"] + busy["conflict"])).astype(float)
        most, least = busy["outlet"][share.idxmax()], busy["outlet"][share.idxmin()]
        said.append(
            f"Of the acts that {most} tells as current, {100 * share.max():.0f} % are conflict; of those that {least} "
            f"tells, {100 * share.min():.0f} %."
        )
    return Prose(said)


def _tell_gaps(outlets: pd.DataFrame, measure: str) -> list[str]:
    """Which outlets differ in a measure by more than chance, or that none does."""
    tested = outlets.dropna(subset=f"{measure}_p")
    if tested.empty:
        return [f"No outlet has enough articles to test whether it differs in {measure}."]
    gaps = tested[f"{measure}_gap"].astype(float)
    told = {
        index: f"{signed(gap, _DECIMALS[measure])}, p = {p:.3f}"
        for index, gap, p in zip(gaps.index, gaps, tested[f"{measure}_p"], strict=True)
    }
    sure = tested[tested[f"{measure}_p"] <= ALPHA]
    if sure.empty:
        widest = gaps.abs().idxmax()
        return [
            f"In {measure}, no outlet differs by more than chance from what others print on the same days; the widest "
            f"gap that could be tested is that of {outlets['outlet'][widest]} ({told[widest]})."
        ]
    return [
        f"{begin(row['outlet'])} {_MORE[measure][int(gaps[index] < 0)]} than others on the same days ({told[index]})."
        for index, row in sure.iterrows()
    ]


def describe_copies(copies: pd.DataFrame) -> Prose:
    """Which stories were printed again, by whom, and how that changed their length, escalation and tone."""
    if copies.empty:
        return Prose(["No article is a version of another."])
    groups = list(copies.groupby("story", sort=False))
    are = "is" if len(groups) == 1 else "are"
    said = [f"{begin(count(len(groups), 'story', 'stories'))} {are} there in several versions."]
    for story, versions in groups[:SHOWN]:
        first = next(versions[versions["article"] == story].itertuples())
        others = versions[versions["article"] != story]
        said += [_tell_copy(first, other) for other in others.head(SHOWN).itertuples()]
    if len(groups) > SHOWN:
        said.append(f"The table of copies has {count(len(groups) - SHOWN, 'more story', 'more stories')}.")
    return Prose(said)


def _tell_copy(first: tuple, other: tuple) -> str:
    change = [f"{first.words} → {other.words} words"]
    for measure, decimals in _DECIMALS.items():
        before, after = getattr(first, measure), getattr(other, measure)
        if not (math.isnan(before) or math.isnan(after)):
            change.append(f"{measure} {signed(before, decimals)} → {signed(after, decimals)}")
    title = "An untitled story" if pd.isna(first.headline) else quote(first.headline)
    again = "appeared there again, changed" if other.outlet == first.outlet else f"was printed again by {other.outlet}"
    return f"{title} of {first.outlet} {again} ({', '.join(change)})."


def describe_told_voices(voices: pd.DataFrame) -> Prose:
    """Who is quoted most, by how many outlets, and in which tone; how many are heard in one outlet alone."""
    named = voices[voices["voice"] != UNNAMED]
    if named.empty:
        return Prose(["Nobody is quoted by name."])
    total = named.groupby("voice", sort=False).agg(quotes=("quotes", "sum"), outlets=("outlet", "nunique"))
    total["tone"] = weigh_tone(named, ["voice"])
    most = [f"{row.Index} ({_tell_voice(row)})" for row in total.head(SHOWN).itertuples()]
    said = [f"Quoted most {'are' if len(most) > 1 else 'is'} {join(most)}."]
    heard = total[total["quotes"] >= MIN_QUOTES].dropna(subset="tone")["tone"]
    if len(heard) > 1 and heard.min() < heard.max():
        ends = [f"{heard.idxmin()} sounds darkest ({signed(heard.min())})"]
        ends.append(f"{heard.idxmax()} brightest ({signed(heard.max())})")
        said.append(f"Of those with at least {number(MIN_QUOTES)} quotes, {join(ends)}.")
    alone = int((total["outlets"] == 1).sum())
    are = "is" if alone == 1 else "are"
    said.append(f"{begin(number_of(alone))} of {count(len(total), 'voice')} {are} heard in one outlet alone.")
    return Prose(said)


def _tell_voice(row: tuple) -> str:
    tone = "" if math.isnan(row.tone) else f", tone {signed(row.tone)}"
    return f"{count(row.quotes, 'quote')} in {count(row.outlets, 'outlet')}{tone}"


def weigh_tone(voices: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """The mean tone of quotes by some columns, each row counted by its quotes; NaN where no quote has a tone."""
    known = voices.dropna(subset="tone")
    weights = known["quotes"].astype(float)
    sums = known.assign(tone=known["tone"] * weights, weights=weights).groupby(list(by), sort=False)
    return sums["tone"].sum() / sums["weights"].sum()
