"""What a reader's corrections make of the tables: other cells, fewer rows, and acts that the reader added."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pandas as pd

from analysis.reading.events.recode import NO_ACT, Cells, Row, Setting, enter, find_country, recode, sort_events
from analysis.reading.schema import CORRECTIONS, DATES, EVENTS, MENTIONS, QUOTES, SENTENCES, WORDS
from analysis.reading.tables import make_column, make_table
from analysis.reading.tone.news import rescore
from analysis.text.article import ArticleError
from analysis.text.wording import join, number

NOTES = ("who", "when", "why")
CORRECTABLE = {
    "mentions": (MENTIONS, ("actor", "kind", "country")),
    "quotes": (QUOTES, ("speaker", "speaker_country", "kind")),
    "dates": (DATES, ("type", "value", "first_day", "last_day")),
    "events": (EVENTS, ("act", "class", "side", "source", "target", "modality", "frame", "day")),
    "words": (WORDS, ("valence",)),
}
CHANGED, SAME = "changed", "nothing to change"
_SHOWN = {"act": "root", "class": "root", "day": "date"}  # the column of `events` that shows what one of these says

Line = tuple[int, dict[str, str]]
Change = Callable[[Row, str, str], Cells | None]  # the cells of a row that change; None if the row goes


@dataclass(slots=True)
class Corrections:
    """The corrections of one article and, once they are applied, what they changed.

    Attributes:
        file: the file that has them.
        rows: the line number and the cells of each.
        overruled: one row per correction that was applied, as in the table `corrections`.
    """

    file: Path | None = None
    rows: list[Line] = field(default_factory=list)
    overruled: list[dict] = field(default_factory=list)

    def touch(self, *tables: str) -> bool:
        """Whether any of these tables has a correction."""
        return any(row["table"] in tables for _, row in self.rows)

    def apply(self, name: str, table: pd.DataFrame) -> pd.DataFrame:
        """The table with its corrections applied.

        Raises:
            ArticleError: a correction matches no row, or its value does not fit its column; names file and line.
        """
        return self._apply(name, table, partial(_put, name)) if self.touch(name) else table

    def apply_events(self, events: pd.DataFrame, setting: Setting) -> pd.DataFrame:
        """The table of events as a reader corrected it: other cells, fewer rows, and the acts that the reader added.

        Raises:
            ArticleError: a correction matches no row, or its value does not fit its column; names file and line.
        """
        if not self.touch("events"):
            return events
        return self._apply("events", events, partial(recode, setting=setting), setting)

    def apply_words(self, words: pd.DataFrame, sentences: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The tone words with a reader's weights, and the sentences with their tone scored anew.

        Raises:
            ArticleError: a correction matches no row, or its value does not fit its column; names file and line.
        """
        if not self.touch("words"):
            return words, sentences
        ours = words["measure"] == "tone"
        corrected = self._apply("words", words[ours], _reweigh)
        places = {place["start"] for place in self.overruled if place["table"] == "words"}
        rows = [
            _rescore(row, corrected) if any(row["start"] <= p < row["end"] for p in places) else row
            for row in sentences.to_dict("records")
        ]
        together = pd.concat([corrected, words[~ours]]).sort_values("start", kind="stable")
        return make_table(together.to_dict("records"), WORDS), make_table(rows, SENTENCES)

    def _apply(self, name: str, table: pd.DataFrame, change: Change, setting: Setting | None = None) -> pd.DataFrame:
        """The table after its corrections, line by line; with a setting, a reader may add acts to it."""
        rows = table.to_dict("records")
        for line, row in self.rows:
            if row["table"] != name:
                continue
            try:
                hits = [i for i, old in enumerate(rows) if row["place"] in _name_places(old)]
                if hits or row["column"] != "act":
                    self._change(rows, hits, row, change)
                elif row["value"] in ("", NO_ACT):
                    self._record(row, {"start": None, "text": row["place"]}, NO_ACT, SAME)
                else:
                    rows = self._add(rows, row, setting)
            except _NoRowError:
                raise self.fail(line, f"no row of {name} is at {row['place']!r}", _list_places(rows)) from None
            except (ValueError, TypeError) as error:
                raise self.fail(line, str(error), "Correct the line.") from None
        return make_table(rows, CORRECTABLE[name][0])

    def _change(self, rows: list[Cells], hits: list[int], row: Mapping[str, str], change: Change) -> None:
        """Changes the rows that a correction means; those that are no act go."""
        if not hits:
            raise _NoRowError
        gone = []
        for i in hits:
            before = _spell(rows[i][_SHOWN.get(row["column"], row["column"])])
            same = _is_same(before, row["value"])
            cells = {} if same else change(rows[i], row["column"], row["value"])
            self._record(row, rows[i], before, SAME if same else CHANGED)
            rows[i] = rows[i] | (cells or {})
            if cells is None:
                gone.append(i)
        for i in reversed(gone):
            del rows[i]

    def _add(self, rows: list[Cells], row: Mapping[str, str], setting: Setting) -> list[Cells]:
        """The rows with one more: an act that a reader found."""
        added = enter(_find_place(row["place"], setting.text), row["value"], setting)
        self._record(row, added, None, CHANGED)
        return list(sort_events([*rows, added]))

    def _record(self, row: Mapping[str, str], at: Row, before: str | None, outcome: str) -> None:
        cell = {"table": row["table"], "start": at["start"], "text": at["text"], "column": row["column"]}
        notes = {name: row.get(name) or None for name in NOTES}
        self.overruled.append(cell | {"before": before, "after": row["value"], "outcome": outcome} | notes)

    def list_overruled(self) -> pd.DataFrame:
        """The table `corrections`: the corrected cells, in the order in which they were corrected."""
        return make_table(self.overruled, CORRECTIONS)

    def fail(self, line: int, reason: str, remedy: str) -> ArticleError:
        """The error that names the file, the line, the reason and the remedy."""
        return ArticleError(self.file or "corrections", f"line {line}: {reason}", remedy)


class _NoRowError(LookupError):
    """No row is at the place of a correction."""


def _name_places(row: Row) -> tuple[str, str, str]:
    """The ways to name the place of a row."""
    return str(row["start"]), name_place(row["start"], row["end"]), row["text"]


def name_place(start: int, end: int) -> str:
    """*120..133*: a place that a spreadsheet takes for neither a date nor a time."""
    return f"{start}..{end}"


def _find_place(place: str, text: str) -> tuple[int, int]:
    """The start and end that a place names, by its figures or by words that the text has once.

    Raises:
        ValueError: it names none, or several.
    """
    start, dots, end = place.partition("..")
    if dots and start.isdecimal() and end.isdecimal():
        return int(start), int(end)
    times = text.count(place) if place else 0
    if times != 1:
        raise ValueError(f"the article has {place!r} {number(times)} times: give the place as start..end")
    return text.index(place), text.index(place) + len(place)


def _list_places(rows: Iterable[Row]) -> str:
    places = join(f"{row['text']!r}" for row in list(rows)[:5]) or "none"
    return f"There is, for example: {places}."


def _put(table: str, _: Row, column: str, value: str) -> Cells:
    """The one cell that a correction changes."""
    type_ = CORRECTABLE[table][0][column]
    if column.endswith("country"):
        value = find_country(value) or value
    try:
        cell = {column: make_column([value or None], type_)[0]}
    except (ValueError, TypeError):
        raise ValueError(f"{value!r} does not fit {column}: write a day as 2020-01-09") from None
    return cell | {"sure": True} if table == "dates" else cell


def _reweigh(_: Row, column: str, value: str) -> Cells | None:
    """The weight of a tone word; None if the word has no tone."""
    if not value:
        return None
    try:
        weight = float(value.replace("−", "-"))
    except ValueError:
        weight = float("nan")
    if not -4 <= weight <= 4:
        raise ValueError(f"{value!r} does not fit {column}: it is a figure from -4 to 4, or empty for no tone")
    return {column: weight, "rule": "a reader"}


def _rescore(sentence: Cells, words: pd.DataFrame) -> Cells:
    inside = words[(words["start"] >= sentence["start"]) & (words["end"] <= sentence["end"])]
    return sentence | {"tone": rescore(sentence["text"], inside["valence"])}


def _is_same(before: str | None, value: str) -> bool:
    """Whether a reader says what a cell has already, also in small letters or by a country's name."""
    if before is None or not value:
        return before == (value or None)
    return value.casefold() == before.casefold() or find_country(value) == before


def _spell(value: object) -> str | None:
    if pd.isna(value):
        return None
    if isinstance(value, float):
        return f"{value:g}"
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
