"""Two versions of one story as sentences and as a table: what changed, and the effect on escalation and tone."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.reading.reading import Reading
from analysis.show.prose import Listing, Prose, number_paragraphs, of_all
from analysis.statistics import NEUTRAL
from analysis.story.evidence import cite_act
from analysis.text.wording import count, join, number, quote, shorten, signed, visible
from analysis.versions.align import STAY_A, STAY_B, Comparison, weigh
from analysis.versions.edits import mark_edits

SIGNS = {"kept": "=", "reworded": "~", "cut": "−", "added": "+", "split": "⊂", "merged": "⊂"}
MOVED = "↕"
DECIMALS = {"escalation": 1, "tone": 2}
SHOWN = 3  # moved paragraphs, or events, in a sentence
EDITS_LENGTH = 120  # characters of edits in a sentence
CONTEXT = 4  # words around a change in the table

_COURSE = {
    "escalation": ("Escalation rises", "Escalation falls"),
    "tone": ("Its tone is brighter", "Its tone is darker"),
}
_SAME = {"escalation": "Escalation stays the same", "tone": "Its tone stays the same"}
_MISSING = {"escalation": "current event", "tone": "word of known tone"}
_CAUSES = {"by_cuts": "what was cut", "by_rewording": "what reads otherwise", "by_additions": "what was added"}
_DIVIDED = "what is worded or divided otherwise"
_PLACES = {  # where an event that only one version reports is in it
    "cut": "with the cuts",
    "added": "with the additions",
    "kept": "in paragraphs with the same words, which are read differently next to the others",
}


def describe(comparison: Comparison) -> Prose:
    """What the second version keeps, rewords, cuts, adds and moves, and how escalation, tone and events change."""
    sentences, rows = [*describe_edits(comparison)], comparison.paragraphs
    if rows["change"].isin(STAY_A).any():
        lost, gained = drop_same(comparison.lost, comparison.gained), drop_same(comparison.gained, comparison.lost)
        sentences += _describe_events(comparison.a, lost, rows, "a")
        sentences += _describe_events(comparison.b, gained, rows, "b")
    return Prose(sentences)


def describe_edits(comparison: Comparison) -> Prose:
    """What the second version keeps, rewords, cuts, adds and moves, and how escalation and tone change."""
    rows = comparison.paragraphs
    empty = [name for name, side in (("first", "a"), ("second", "b")) if rows[f"paragraph_{side}"].isna().all()]
    if empty:
        where = "either version" if len(empty) == 2 else f"the {empty[0]} version"
        return Prose([f"There is no paragraph to compare in {where}."])
    if not rows["change"].isin(STAY_A).any():
        first, second = (_count(rows, change) for change in ("cut", "added"))
        each = f"the first has {number(first)} of its own, the second {number(second)}"
        return Prose([f"The two versions share no paragraph: {each}."])
    sentences = [*_describe_changes(rows)]
    if (rows["change"] != "kept").any():
        sentences += [_describe_shift(rows, shift) for shift in comparison.shifts.itertuples()]
    return Prose(sentences)


def drop_same(events: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """The events without those that the other version reports in the same words but with other sides."""
    other_words = set(zip(others["root"], others["text"].str.casefold(), strict=True))
    words = zip(events["root"], events["text"].str.casefold(), strict=True)
    return events[np.array([one not in other_words for one in words], dtype=bool)]


def _count(rows: pd.DataFrame, change: str) -> int:
    return int((rows["change"] == change).sum())


def _describe_changes(rows: pd.DataFrame) -> Iterator[str]:
    """*The second version keeps six of the eight paragraphs and cuts two (paragraphs 3 and 7)*; then what was moved."""
    total, kept = int(rows["paragraph_a"].notna().sum()), _count(rows, "kept")
    if kept == len(rows):
        order = "" if total == 1 else f" in {'another' if rows['moved'].any() else 'the same'} order"
        but = "" if (rows["text_a"] == rows["text_b"]).all() else ", but for white space, quotation marks or capitals"
        yield f"The two versions have the same {count(total, 'paragraph')}{order}{but}."
    else:
        parts = [
            f"keeps {of_all(kept, total) if kept else 'none of the ' + count(total, 'paragraph') + ' as it stood'}"
        ]
        for change, verb, side in (("reworded", "rewords", "a"), ("cut", "cuts", "a"), ("added", "adds", "b")):
            numbers = rows[f"paragraph_{side}"][rows["change"] == change]
            parts += [f"{verb} {number(len(numbers))} ({number_paragraphs(sorted(numbers))})"] * bool(len(numbers))
        yield f"The second version {join(parts)}."
    yield from _describe_parts(rows)
    moved = rows[rows["moved"]].sort_values("paragraph_a")
    if len(moved):
        shown = [f"paragraph {row.paragraph_a} (now {row.paragraph_b})" for row in moved.head(SHOWN).itertuples()]
        rest = [f"{number(len(moved) - SHOWN)} more"] if len(moved) > SHOWN else []
        yield f"It moves {join([*shown, *rest])}."


def _describe_parts(rows: pd.DataFrame) -> Iterator[str]:
    for whole, parts in rows[rows["change"] == "split"].groupby("part_of"):
        main = rows["paragraph_b"][rows["paragraph_a"] == whole]
        yield f"It splits paragraph {whole} into {number_paragraphs(sorted([*main, *parts['paragraph_b']]))}."
    for whole, parts in rows[rows["change"] == "merged"].groupby("part_of"):
        main = rows["paragraph_a"][rows["paragraph_b"] == whole]
        yield f"It merges {number_paragraphs(sorted([*main, *parts['paragraph_a']]))} into paragraph {whole}."


def _describe_shift(rows: pd.DataFrame, shift: Any) -> str:  # noqa: ANN401
    """*Its tone is brighter (−0.31 → −0.18 on average), mostly through what was cut (+0.10), above all paragraph 6*."""
    measure, means = shift.measure, (shift.mean_a, shift.mean_b)
    missing = [name for name, mean in zip(("first", "second"), means, strict=True) if math.isnan(mean)]
    if missing:
        where = "neither version has any" if len(missing) == 2 else f"the {missing[0]} version has none"
        return f"{measure.capitalize()} cannot be compared for want of a {_MISSING[measure]}: {where}."
    before, after = (signed(mean, DECIMALS[measure]) for mean in means)
    if before == after:
        return f"{_SAME[measure]} ({before} on average)."
    course = f"{_COURSE[measure][shift.change < 0]} ({before} → {after} on average)"
    causes = {cause: getattr(shift, cause) for cause in _CAUSES}
    if any(map(math.isnan, causes.values())):
        return f"{course}."
    main = max(causes, key=lambda cause: causes[cause] * math.copysign(1, shift.change))
    names = _CAUSES | ({"by_rewording": _DIVIDED} if rows["part_of"].notna().any() else {})
    others = [f"{names[c]} brings {_sign(v, measure)}" for c, v in causes.items() if c != main and abs(v) > NEUTRAL]
    extent = "mostly " if 2 * abs(causes[main]) >= abs(shift.change) else "most of all "
    share = f"{extent}through {names[main]} ({_sign(causes[main], measure)})" if others else f"through {names[main]}"
    rest = f"; {join(others)}" if others else ""
    return f"{course}, {share}{_name_main(rows, shift, main)}{rest}."


def _sign(value: float, measure: str) -> str:
    return signed(value, DECIMALS[measure])


def _name_main(rows: pd.DataFrame, shift: Any, cause: str) -> str:  # noqa: ANN401
    """*, above all paragraph 6 (−0.60 → −0.20: “…”)*: the paragraph with at least half of an effect, if any."""
    moves = _list_moves(rows, shift, cause).dropna() * math.copysign(1, shift.change)
    if moves.empty or 2 * moves.max() < abs(getattr(shift, cause)) - NEUTRAL:
        return ""
    row, most = rows.loc[moves.idxmax()], "above all " * int((moves.abs() > NEUTRAL).sum() > 1)
    number, of = (row["paragraph_b"], " of the second") if cause == "by_additions" else (row["paragraph_a"], "")
    figures = _pair_figures(row, shift.measure)
    if row["change"] == "reworded" and shift.measure == "tone":
        figures += f": {quote(mark_edits(row['text_a'], row['text_b'], 1), EDITS_LENGTH)}"
    return f", {most}paragraph {number}{of} ({figures})"


def _list_moves(rows: pd.DataFrame, shift: Any, cause: str) -> pd.Series:  # noqa: ANN401
    """The share of each paragraph in an effect on the mean; the shares add up to the effect."""
    before, after, change = rows[f"{shift.measure}_a"], rows[f"{shift.measure}_b"], rows["change"]
    kept, stay = weigh(rows, shift.measure, "a", change.isin(STAY_A))
    if cause == "by_cuts":
        _, weights = weigh(rows, shift.measure, "a")
        left = weights[change.isin(STAY_A)].sum()
        return ((shift.mean_a - before) * weights / left)[change == "cut"]
    if cause == "by_rewording":
        _, now = weigh(rows, shift.measure, "b", change.isin(STAY_B))
        return ((after - kept) * now - (before - kept) * stay)[change.isin(STAY_A)]
    _, weights = weigh(rows, shift.measure, "b")
    return ((after - shift.mean_b + shift.by_additions) * weights)[change == "added"]


def _describe_events(reading: Reading, events: pd.DataFrame, rows: pd.DataFrame, side: str) -> Iterator[str]:
    """*Lost with the cuts: the United States threatens Iran (“…”, paragraph 7); two more events*."""
    changes = dict(zip(rows[f"paragraph_{side}"], rows["change"], strict=True))
    places = events["paragraph"].map(lambda p: _PLACES.get(changes[p], "in rewording"))
    for place, group in events.groupby(places, sort=False):
        acts = [visible(cite_act(reading, act)) for act in group.head(SHOWN).itertuples()]
        rest = [count(len(group) - SHOWN, "more event", "more events")] if len(group) > SHOWN else []
        yield f"{'Lost' if side == 'a' else 'Gained'} {place}: {'; '.join([*acts, *rest])}."


def _pair_figures(row: Any, measure: str) -> str:  # noqa: ANN401
    """*−0.60 → −0.20*; one figure if both are the same or only one version has the paragraph; – for no figure."""
    figures = [
        "–" if pd.isna(row[f"{measure}_{side}"]) else _sign(row[f"{measure}_{side}"], measure)
        for side in "ab"
        if not pd.isna(row[f"paragraph_{side}"])
    ]
    return " → ".join(dict.fromkeys(figures))


def name_places(row: Any) -> tuple[str, str]:  # noqa: ANN401
    """The numbers of a row in both versions: *¶3*, *in ¶4* for a part of another paragraph, or nothing."""
    inside = "" if pd.isna(row["part_of"]) else f"in ¶{row['part_of']}"
    first, second = (inside if pd.isna(row[f"paragraph_{s}"]) else f"¶{row[f'paragraph_{s}']}" for s in "ab")
    return first, second


def tabulate(comparison: Comparison) -> Listing:
    """The comparison as a table to read, one row per paragraph of either version.

    A row has a sign (= kept, ~ reworded, − cut, + added, ⊂ part of a paragraph of the other version, ↕ moved), the
    numbers in both versions, the likeness, escalation and tone, and the words with their edits.
    """
    rows = []
    for row in map(pd.Series, comparison.paragraphs.to_dict("records")):
        first, second = name_places(row)
        figures = {measure: _pair_figures(row, measure) for measure in DECIMALS}
        like = "" if pd.isna(row["similarity"]) else f"{row['similarity']:.2f}"
        sign = SIGNS[row["change"]] + MOVED * row["moved"]
        rows.append({"sign": sign, "first": first, "second": second, "like": like, **figures, "text": _mark(row)})
    columns = ("sign", "first", "second", "like", *DECIMALS, "text")
    return Listing(pd.DataFrame(rows, columns=columns, dtype=object), "versions")


def _mark(row: Any) -> str:  # noqa: ANN401
    """The edits of a reworded paragraph; of any other the opening, marked as cut or added where it is."""
    if row["change"] == "reworded":
        return mark_edits(row["text_a"], row["text_b"], CONTEXT)
    opening = shorten(row["text_a"] if pd.isna(row["text_b"]) else row["text_b"])
    texts = {"cut": (opening, ""), "added": ("", opening)}.get(row["change"], (opening, opening))
    return mark_edits(*texts)
