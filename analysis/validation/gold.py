"""The gold: the project's own annotation, and a folder of public sets in JSONL, one row per line.

data/README.md lists the sets, their licences, and the fields of a row.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from analysis.text.article import locate, parse_day, read_article
from analysis.text.files import find_shipped

ARTICLE = "baghdadpost-iran-crisis.txt"
PUBLISHED = "2020-01-09"  # the date of that article, which does not give one
GIVEN, OWN, PUBLIC = "given article", "own sentences", "public set"

Row = dict[str, Any]
# The fields of a row, by job; a list contains the shape of its items. An empty text or null means unknown.
_SPAN = {"start": int, "end": int}
JOBS: dict[str, dict[str, Any]] = {
    "layout": {"text": str, "blocks": [_SPAN | {"role": str}]},
    "quotes": {"text": str, "published": str, "quoted": [[int]], "quotes": [_SPAN | {"speaker": [[int]]}]},
    "dates": {"text": str, "published": str, "dates": [_SPAN | {"type": str, "value": str}]},
    "events": {"text": str, "source": str, "target": str, "quad": str},
    "quiet": {"text": str, "published": str},
    "tone": {"doc": object, "text": str, "mean": float},
}
_OFFSETS = ("start", "end")


class GoldError(ValueError):
    """Gold that cannot be used: the file, the place in it, the reason and the remedy."""

    def __init__(self, file: str | Path, place: str, reason: str, remedy: str) -> None:
        """Joins the four parts in one line."""
        super().__init__(f"{file}{place and ', ' + place}: {reason}. {remedy}")


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Rows of one job from one origin (`given article`, `own sentences` or `public set`)."""

    origin: str
    job: str
    rows: list[Row]


def load_folder(folder: str | Path) -> tuple[list[GoldSet], list[str]]:
    """The sets in a folder, `layout.jsonl`, `quotes.jsonl` …, and the names of the files that are missing.

    Without a folder (""), both are empty.

    Raises:
        GoldError: the folder does not exist, or a line does not have the fields of its job.
    """
    if not folder:
        return [], []
    folder = locate(folder)
    if not folder.is_dir():
        raise GoldError(folder, "", "is not a folder", 'Name the folder with the files, or "" for none.')
    paths = {job: folder / f"{job}.jsonl" for job in JOBS}
    sets = [GoldSet(PUBLIC, job, _read_lines(path, JOBS[job])) for job, path in paths.items() if path.is_file()]
    return [gold for gold in sets if gold.rows], [path.name for path in paths.values() if not path.is_file()]


def _read_lines(path: Path, shape: Mapping[str, Any]) -> list[Row]:
    rows = []
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig"))
            except ValueError as error:
                raise GoldError(
                    path, f"line {number}", f"is not JSON in UTF-8 ({error})", "Correct the line."
                ) from None
            if reason := _find_fault(row, shape) or _find_misplaced(row):
                raise GoldError(path, f"line {number}", reason, "data/README.md lists the fields of a row.")
            rows.append(row)
    return rows


def _find_fault(value: object, shape: object, name: str = "the row") -> str | None:
    """The reason why a value does not have its shape, or None."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return f"{name} is not an object"
        faults = (
            _find_fault(value[key], inner, f"`{key}`") if key in value else f"`{key}` is missing"
            for key, inner in shape.items()
        )
        return next(filter(None, faults), None)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return f"{name} is not a list"
        return next(filter(None, (_find_fault(item, shape[0], f"an item of {name}") for item in value)), None)
    if shape is float:
        shape = (int, float)
    fits = isinstance(value, shape) and not isinstance(value, bool)
    return None if fits or (shape is str and value is None) else f"{name} is {json.dumps(value)[:40]}"


def _find_misplaced(row: Row) -> str | None:
    """The reason why a place is outside the row's text, or a day is not a date; or None."""
    spans = [tuple(item[key] for key in _OFFSETS) for key in ("blocks", "quotes", "dates") for item in row.get(key, [])]
    spans += row.get("quoted", []) + [span for quote in row.get("quotes", []) for span in quote["speaker"]]
    for span in spans:
        if len(span) != 2 or not 0 <= span[0] < span[1] <= len(row["text"]):
            return f"{list(span)} is not a place in its text of {len(row['text'])} characters"
    try:
        parse_day(row.get("published"))
    except ValueError as error:
        return str(error)
    return None


def load_own(sentences: int = 0) -> list[GoldSet]:
    """The project's own sets: its sentences, and the given article if it is there.

    Args:
        sentences: how many of each kind to use, from the first on; 0 for all.
    """
    dates = _read_dates(_read_csv("date_sentences.csv"))
    events = [row | {"text": row["sentence"]} for row in _read_csv("event_sentences.csv")]
    sets = [GoldSet(OWN, "dates", dates[: sentences or None]), GoldSet(OWN, "events", events[: sentences or None])]
    if (path := find_shipped("data") / "articles" / ARTICLE).is_file():
        row = _read_facts(_read_csv("article_facts.csv"), read_article(path).text)
        sets = [GoldSet(GIVEN, job, [row]) for job in ("layout", "quotes", "dates", "events")] + sets
    return sets


def _read_csv(name: str) -> list[dict[str, str]]:
    with find_shipped(f"data/validation/{name}").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_dates(rows: Iterable[dict[str, str]]) -> list[Row]:
    """One row per sentence with all its times; the CSV has one line per time."""
    sentences = []
    for _, lines in groupby(rows, key=lambda row: row["id"]):
        lines = list(lines)
        text = lines[0]["sentence"]
        times = [line for line in lines if line["phrase"]]
        places = [(text.index(time["phrase"]), time) for time in times]
        dates = [
            {"start": start, "end": start + len(time["phrase"]), "type": time["type"], "value": time["value"]}
            for start, time in places
        ]
        sentences.append({"text": text, "published": lines[0]["published"], "dates": dates, "complete": True})
    return sentences


def _read_facts(facts: Iterable[dict[str, str]], text: str) -> Row:
    """The given article as one row for all jobs."""
    layers: dict[str, list[Row]] = {"block": [], "quote": [], "date": [], "event": []}
    for fact in facts:
        layers[fact["layer"]].append(fact | {key: int(fact[key]) for key in _OFFSETS})
    quotes = [
        {"start": q["start"], "end": q["end"], "speaker": [[int(q["speaker_start"]), int(q["speaker_end"])]]}
        for q in layers["quote"]
    ]
    return {
        "text": text,
        "published": PUBLISHED,
        "blocks": [block | {"role": block["label"]} for block in layers["block"]],
        "quotes": quotes,
        "quoted": [[quote["start"], quote["end"]] for quote in quotes],
        "dates": [date | {"type": date["label"]} for date in layers["date"]],
        "complete": True,  # it marks durations, times of day and "now" too
        "events": [event | {"quad": event["label"]} for event in layers["event"]],
    }
