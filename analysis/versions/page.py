"""Two versions of one story side by side, as one HTML page: the words that changed, and what that did to the events."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from analysis.reading.reading import Reading
from analysis.show.sheet import render_sheet
from analysis.story import stand
from analysis.story.evidence import cite_act
from analysis.text.wording import name_days, signed, visible
from analysis.versions.align import Comparison
from analysis.versions.edits import mark_sides
from analysis.versions.text import DECIMALS, describe_edits, drop_same

NAMES = ("first version", "second version")
EFFECTS = {"conflict": "escalates", "cooperation": "eases"}


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two versions: its name, headline, file, day, and where it says that the crisis is going."""

    name: str
    headline: str
    file: str
    day: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Half:
    """A paragraph as one version has it."""

    number: int | None  # None if the version does not have it
    words: Markup  # with marks
    note: str  # its figures; without it, where its words are


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in both versions, and what happened to it."""

    kind: str  # CSS classes
    label: str
    halves: tuple[Half, Half]


def render_comparison(comparison: Comparison) -> str:
    """A comparison as a page. On a phone, the versions come one below the other."""
    readings = (comparison.a, comparison.b)
    own = (drop_same(comparison.lost, comparison.gained), drop_same(comparison.gained, comparison.lost))
    return render_sheet(
        files("analysis") / "versions" / "page.html.j2",
        versions=[_describe_version(name, reading) for name, reading in zip(NAMES, readings, strict=True)],
        sentences=[visible(sentence) for sentence in describe_edits(comparison)],
        measures=list(_list_measures(comparison)),
        acts=[(name, list(_list_acts(*one))) for name, *one in zip(NAMES, readings, own, strict=True)],
        rows=list(_list_rows(comparison)),
    )


def _describe_version(name: str, reading: Reading) -> Version:
    article = reading.article
    day = name_days(article.published, article.published) if article.published else "day of publication not known"
    verdict = next(iter(stand.describe(reading)), "No event is reported.")
    return Version(name, article.headline or "without a headline", Path(article.source).name, day, verdict)


def _list_measures(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """Each measure with its mean in both versions and the change, as text."""
    for shift in comparison.shifts.itertuples():
        figures = (shift.mean_a, shift.mean_b, shift.change)
        yield shift.measure, *("–" if pd.isna(f) else signed(f, DECIMALS[shift.measure]) for f in figures)


def _list_acts(reading: Reading, events: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Each event that only one version reports: whether it eases or escalates, and the event with its words."""
    for act in events.itertuples():
        yield EFFECTS.get(act.side, "neither"), visible(cite_act(reading, act))


def _list_rows(comparison: Comparison) -> Iterator[Row]:
    rows = comparison.paragraphs
    whole = {change: set(rows["part_of"][rows["change"] == change]) for change in ("split", "merged")}
    for row in map(pd.Series, rows.to_dict("records")):
        divided = row["paragraph_a"] in whole["split"] or row["paragraph_b"] in whole["merged"]
        first, second = ("" if pd.isna(row[f"text_{side}"]) else row[f"text_{side}"] for side in "ab")
        marked = mark_sides(first, second) if row["change"] == "reworded" else (first, second)
        halves = tuple(_make_half(row, side, words) for side, words in zip("ab", marked, strict=True))
        kind = " ".join([row["change"] if not divided else "divided", *["moved"] * row["moved"]])
        yield Row(kind, _label(row, divided), halves)


def _make_half(row: Any, side: str, words: str) -> Half:  # noqa: ANN401
    if pd.isna(row[f"paragraph_{side}"]):
        of = NAMES["ab".index(side)]
        return Half(
            None, Markup(""), f"Not in the {of}" if pd.isna(row["part_of"]) else f"In ¶{row['part_of']} of the {of}"
        )
    tag = {"cut": "del", "added": "ins"}.get(row["change"])
    text = Markup(words.__html__()) if hasattr(words, "__html__") else escape(visible(" ".join(words.split())))
    figures = {measure: row[f"{measure}_{side}"] for measure in DECIMALS}
    told = [f"{name} {signed(f, DECIMALS[name])}" for name, f in figures.items() if not pd.isna(f)]
    words = Markup(f"<{tag}>{text}</{tag}>") if tag else text
    return Half(int(row[f"paragraph_{side}"]), words, ", ".join(told))


def _label(row: Any, divided: bool) -> str:  # noqa: ANN401
    """*reworded, moved from place 3 to 1*, *split from paragraph 3 of the first version*, …."""
    labels = {
        "kept": "the same in both",
        "split": f"split from paragraph {row['part_of']} of the first version",
        "merged": f"merged into paragraph {row['part_of']} of the second version",
    }
    label = "divided in another way" if divided else labels.get(row["change"], row["change"])
    return f"{label}, moved from place {row['paragraph_a']} to {row['paragraph_b']}" if row["moved"] else label
