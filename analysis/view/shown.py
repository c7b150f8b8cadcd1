"""What a view shows under its settings: the verdict, the arc, the days, the bars and the marks that stay."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
from jinja2 import Template

from analysis.page.notes import Note, list_tone_words
from analysis.page.page import list_bars, load_environment
from analysis.reading.reading import Reading
from analysis.story import arc, stand
from analysis.text.wording import count, name_days, signed
from analysis.view.settings import Settings, choose

FOLDER = files("analysis") / "view"
REACH = 10.0  # the end of the scale of escalation
HEIGHT = 100.0  # of the drawing that lies over the bars, from +REACH to −REACH


def show(whole: Reading, chosen: Reading, notes: list[Note], settings: Settings) -> dict[str, Any]:
    """What changes on the screen: plain values and fragments of HTML.

    Args:
        whole: the reading of the whole article.
        chosen: what the settings leave of it.
        notes: those of the whole article.
        settings: the view's.
    """
    kept = {int(row.paragraph): row for row in chosen.paragraphs.itertuples()}
    judged = judge(whole, chosen, settings)
    return {
        "allowed": list_allowed(chosen, notes),
        "verdict": str(stand.describe(judged)),
        "before": describe_before(judged),
        "arc": draw_arc(whole, chosen, settings),
        "days": _load("days.html.j2").render(days=list(_list_days(chosen, notes))),
        "bars": {number: [[bar.value, bar.share] for bar in list_bars(row)] for number, row in kept.items()},
        "count": f"{count(len(chosen.acts), 'act')} of {len(whole.acts)}",
    }


def judge(whole: Reading, chosen: Reading, settings: Settings) -> Reading:
    """What the verdict rests on: acts of both sides, since of one side alone every act escalates, or none does."""
    return choose(whole, replace(settings, side="")) if settings.side else chosen


def describe_before(reading: Reading) -> str:
    """How the verdict was before the corrections; "" if it is the same."""
    if reading.uncorrected is None:
        return ""
    before, after = str(stand.describe(reading.uncorrected)), str(stand.describe(reading))
    return "" if before == after else f"Before the corrections: {before}"


def list_allowed(chosen: Reading, notes: list[Note]) -> list[str]:
    """The keys of the notes whose rows are left, and lie in a paragraph that is left or outside the body."""
    tables = {"event": chosen.events, "quote": chosen.quotes, "date": chosen.dates, "word": list_tone_words(chosen)}
    places = {
        layer: set(zip(table["start"].tolist(), table["end"].tolist(), strict=True)) for layer, table in tables.items()
    }
    return [note.key for note in notes if (note.start, note.end) in places[note.layer]]


def draw_arc(whole: Reading, chosen: Reading, settings: Settings) -> str:
    """The arc of escalation as HTML: a button for each paragraph, and over them the smoothed line with its band."""
    line = arc.trace(chosen, "escalation", settings.smoothing)
    rows = {int(row.paragraph): row for row in line.table.itertuples()}
    numbers = whole.paragraphs["paragraph"].astype(int).tolist()
    acts = Counter(chosen.acts["paragraph"].tolist())
    bars = [_make_bar(number, rows.get(number), acts[number]) for number in numbers]
    points = [(i + 0.5, rows[number]) for i, number in enumerate(numbers) if number in rows]
    smoothed = settings.smoothing > 1
    return _load("arc.html.j2").render(
        bars=bars,
        width=len(numbers),
        line=_join(points, "smoothed") if smoothed else "",
        band=f"{_join(points, 'high')} {_join(points[::-1], 'low')}".strip() if smoothed else "",
        chance=_describe_chance(line) if smoothed else "",
    )


def _make_bar(number: int, row: Any, acts: int) -> dict[str, Any]:  # noqa: ANN401
    """One paragraph of the arc, with how many acts it has."""
    value = None if row is None or pd.isna(row.value) else float(row.value)
    said = "left out" if row is None else "no act" if value is None else f"escalation {signed(value, 1)}"
    label = ", ".join([f"Paragraph {number}: {said}", *([count(acts, "act")] if acts else [])])
    share = 0.0 if value is None else round(max(-1.0, min(1.0, value / REACH)), 3)
    return {"number": number, "label": label, "share": share, "known": value is not None}


def _join(points: list[tuple[float, Any]], column: str) -> str:
    """The points of a line, where it is known."""
    known = ((x, getattr(row, column)) for x, row in points)
    return " ".join(f"{x:g},{(1 - y / REACH) * HEIGHT / 2:.1f}" for x, y in known if pd.notna(y))


def _describe_chance(line: arc.Arc) -> str:
    if pd.isna(line.p_value):
        return "Too few paragraphs to test whether the line is more than chance."
    verdict = "more than chance makes" if line.beyond_chance else "no more than chance makes"
    return f"The line (mean of {line.window} paragraphs) swings {verdict} (p = {line.p_value:.3f}); grey is chance."


def _list_days(chosen: Reading, notes: list[Note]) -> Iterator[dict[str, Any]]:
    """The days of the acts, oldest first, each with its acts' keys."""
    keys = {(note.start, note.end): note.key for note in notes if note.layer == "event"}
    acts = chosen.acts[chosen.acts["first_day"].notna()]
    for (first, last), rows in acts.groupby(["first_day", "last_day"], sort=True):
        places = zip(rows["start"].tolist(), rows["end"].tolist(), strict=True)
        yield {
            "name": name_days(first, last),
            "acts": count(len(rows), "act"),
            "mean": signed(float(rows["escalation"].mean()), 1),
            "marks": " ".join(keys[place] for place in places if place in keys),
        }


@cache
def _load(name: str) -> Template:
    return load_environment().from_string((FOLDER / name).read_text(encoding="utf-8"))
