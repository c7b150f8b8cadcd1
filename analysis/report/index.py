"""The index page of several reports: what each says in one line, how sure it is, and its arc, by day of publication.

It is made from the reports that lie in a folder, so it also lists those that were made before. A report of an earlier
version may lack a key of its summary; then the index shows the rest.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from analysis.report.folder import INDEX, PAGE, SUMMARY, read_summary
from analysis.show.sheet import render_sheet
from analysis.text.article import parse_day
from analysis.text.files import write_file
from analysis.text.wording import agree, count, name_days, number, signed

STEEPEST = 10.0  # the end of Goldstein's scale
LEVELS = ("high", "medium", "low")
BALANCES = {  # for a report without a verdict
    "eases": "Eases on balance",
    "escalates": "Escalates on balance",
    "neither": "Neither eases nor escalates on balance",
    "unknown": "Too few events to say where it is going",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One paragraph in a strip: its place from 0 on, and its escalation as a share of the scale; None without any."""

    place: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One report in the index."""

    link: str
    headline: str
    day: date | None
    facts: str  # the day, the file, and the focus if it has one
    verdict: str
    level: str  # of `LEVELS`, or "" if the report gives none
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    bars: tuple[Bar, ...]
    strip: str  # what the strip shows, in words


def write_index(folder: Path) -> Path:
    """Writes `index.html` on the reports in a folder, and returns its path."""
    write_file(folder / INDEX, render_index(folder).encode("utf-8", "replace"))
    return folder / INDEX


def render_index(folder: Path) -> str:
    """The index page of the reports in the folders of a folder."""
    entries, coverages, unread = [], [], []
    for place in sorted(path.parent for path in folder.glob(f"*/{PAGE}")):
        link, summary = f"{quote(place.name)}/{PAGE}", read_summary(place) or {}
        try:
            if "coverage" in summary:
                coverages.append((link, place.name, count(int(summary["coverage"]["articles"]), "article")))
            else:
                entries.append(_read_entry(place, link, summary))
        except (KeyError, TypeError, ValueError, AttributeError):
            unread.append((link, place.name))
    entries.sort(key=lambda entry: (entry.day is None, entry.day or date.min, entry.headline))
    days = [entry.day for entry in entries if entry.day]
    return render_sheet(
        files("analysis") / "report" / "index.html.j2",
        title=f"Reports on {count(len(entries), 'article')}",
        span=name_days(days[0], days[-1]) if days else "",
        entries=entries,
        coverages=coverages,
        unread=unread,
        summary=SUMMARY,
    )


def _read_entry(folder: Path, link: str, summary: dict[str, Any]) -> Entry:
    """The entry of a report, from its summary and its table of escalation.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: the summary has not the form of one.
    """
    article, parameters = summary["article"], summary["parameters"]
    day, sureness = parse_day(parameters.get("published")), summary.get("sureness")
    verdict, sureness = summary.get("verdict"), sureness if isinstance(sureness, dict) else {}
    published = name_days(day, day) if day else "day of publication not known"
    focus = f"only {parameters['focus']}" if parameters.get("focus") else ""
    bars = tuple(_read_bars(folder / "tables" / "arc_escalation.csv"))
    return Entry(
        link=link,
        headline=str(article.get("headline") or parameters["article"]),
        day=day,
        facts=" · ".join(filter(None, [published, str(parameters["article"]), focus])),
        verdict=verdict if isinstance(verdict, str) and verdict else _judge(summary["crisis"]),
        level=sureness.get("level") if sureness.get("level") in LEVELS else "",
        reasons=_list_texts(sureness.get("reasons")),
        cautions=_list_texts(summary.get("cautions")),
        bars=bars,
        strip=_describe_strip(bars),
    )


def _judge(crisis: dict[str, Any]) -> str:
    """*Eases on balance: of 16 current events, 10 calm the crisis and six heat it*."""
    calm, heat = (int(crisis[f"current_events_that_{verb}"]) for verb in ("ease", "escalate"))
    shares = f"{number(calm)} {agree(calm, 'calm')} the crisis and {number(heat)} {agree(heat, 'heat')} it"
    return f"{BALANCES[crisis['lean']]}: of {count(calm + heat, 'current event')}, {shares}."


def _list_texts(texts: object) -> tuple[str, ...]:
    return tuple(map(str, texts)) if isinstance(texts, list) else ()


def _read_bars(table: Path) -> Iterator[Bar]:
    """The bars of a strip, from the table of paragraphs; none if there is no such table."""
    if not table.is_file():
        return
    with table.open(encoding="utf-8", newline="") as file:
        for place, row in enumerate(csv.DictReader(file)):
            value = row["value"]
            yield Bar(place, max(-1.0, min(1.0, round(float(value) / STEEPEST, 3))) if value else None)


def _describe_strip(bars: tuple[Bar, ...]) -> str:
    """*Escalation in 11 paragraphs, from −5.0 (paragraph 2) to +6.5 (paragraph 10)*."""
    scored = [bar for bar in bars if bar.share is not None]
    if not scored:
        return "No paragraph has a current event"
    ends = (min(scored, key=lambda bar: bar.share), max(scored, key=lambda bar: bar.share))
    low, high = (f"{signed(end.share * STEEPEST, 1)} (paragraph {end.place + 1})" for end in ends)
    return f"Escalation in {count(len(bars), 'paragraph')}, from {low} to {high}"
