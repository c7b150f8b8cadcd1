"""Outlets, copies and voices of a coverage as sentences, and the coverage in short."""

import math
from collections.abc import Sequence

import pandas as pd

from analysis.arc import ALPHA, Arc
from analysis.coverage.collection import Coverage
from analysis.narrative.coverage import SHOWN, describe_course, describe_end, describe_peaks
from analysis.narrative.deeds import begin
from analysis.narrative.prose import Prose
from analysis.voices import UNNAMED
from analysis.wording import count, join, number, number_of, quote, signed

_MORE = {
    "escalation": ("tells of more conflict", "tells of less conflict"),
    "tone": ("sounds brighter", "sounds darker"),
}
_DECIMALS = {"escalation": 1, "tone": 2}


def summarise_coverage(
    coverage: Coverage, days: pd.DataFrame, deeds: pd.DataFrame, course: Arc, outlets: pd.DataFrame
) -> Prose:
    """A coverage in short: the height of the crisis, its peaks and its end, and whether outlets differ."""
    told = [*describe_course(days, deeds, course)[:1], *describe_peaks(coverage, days, deeds), *describe_end(days)]
    return Prose([*told, *describe_outlets(outlets)])


def describe_outlets(outlets: pd.DataFrame) -> Prose:
    """Which outlets differ from the others on the same days by more than chance would make."""
    if len(outlets) < 2:
        return Prose(["There is but one outlet, so there is nothing to compare."])
    return Prose([sentence for measure in _MORE for sentence in _tell_gaps(outlets, measure)])


def _tell_gaps(outlets: pd.DataFrame, measure: str) -> list[str]:
    """Which outlets differ in a measure by more than chance, or that none does."""
    tested = outlets.dropna(subset=f"{measure}_p")
    few = len(outlets) - len(tested)
    rest = f"; {number(few)} {'has' if few == 1 else 'have'} too few articles to test" if few else ""
    if tested.empty:
        return [f"No outlet has enough articles to test whether it differs in {measure}."]
    sure = tested[tested[f"{measure}_p"] <= ALPHA]
    if sure.empty:
        which = (
            "the one outlet that could be tested does not differ"
            if len(tested) == 1
            else (f"none of the {number(len(tested))} outlets that could be tested differs")
        )
        widest = tested.loc[tested[f"{measure}_gap"].abs().idxmax()]
        gap = f"{widest['outlet']}, {_name_gap(widest, measure)}"
        return [f"In {measure}, {which} by more than chance from what others print on the same days ({gap}){rest}."]
    return [
        f"{begin(row['outlet'])} {_MORE[measure][int(row[f'{measure}_gap'] < 0)]} than others on the same days "
        f"({_name_gap(row, measure)})."
        for _, row in sure.iterrows()
    ]


def _name_gap(row: pd.Series, measure: str) -> str:
    return f"{signed(row[f'{measure}_gap'], _DECIMALS[measure])}, p = {row[f'{measure}_p']:.3f}"


def describe_copies(copies: pd.DataFrame) -> Prose:
    """Which stories were printed again, and by whom."""
    if copies.empty:
        return Prose(["No article is a version of another."])
    groups = list(copies.groupby("story", sort=False))
    are = "is" if len(groups) == 1 else "are"
    said = [f"{begin(count(len(groups), 'story', 'stories'))} {are} there in several versions."]
    for _, versions in groups[:SHOWN]:
        first, *others = versions.itertuples()
        said += [_tell_copy(first, other) for other in others[:SHOWN]]
    if len(groups) > SHOWN:
        said.append(f"The table of copies has {count(len(groups) - SHOWN, 'more story', 'more stories')}.")
    return Prose(said)


def _tell_copy(first: tuple, other: tuple) -> str:
    title = "An untitled story" if pd.isna(first.headline) else quote(first.headline)
    later = not (pd.isna(first.published) or pd.isna(other.published)) and other.published > first.published
    if other.outlet == first.outlet:
        again = "appeared there again, changed"
    else:
        again = f"was printed again by {other.outlet}" if later else f"is also in {other.outlet}"
    return f"{title} of {first.outlet} {again} ({first.words} → {other.words} words)."


def describe_told_voices(voices: pd.DataFrame) -> Prose:
    """Who is quoted most, by how many outlets, and in which tone; how many are heard in one outlet alone."""
    named = voices[voices["voice"] != UNNAMED]
    if named.empty:
        return Prose(["Nobody is quoted by name."])
    total = named.groupby("voice", sort=False).agg(quotes=("quotes", "sum"), outlets=("outlet", "nunique"))
    total["tone"] = weigh_tone(named, ["voice"])
    most = [f"{row.Index} ({_tell_voice(row)})" for row in total.head(SHOWN).itertuples()]
    said = [f"Quoted most {'are' if len(most) > 1 else 'is'} {join(most)}; a quote that is printed again counts again."]
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
