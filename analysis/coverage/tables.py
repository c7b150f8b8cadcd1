"""The rows of a table in CSV, TSV, JSON, JSON Lines or Parquet, and which of its columns mean what.

The delimiter and the encoding are found. Columns are known by their names, which are a table:
`rules/table_columns.csv`. A row that cannot be read is a problem in its place.
"""

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from textwrap import shorten
from typing import Any, TextIO

from analysis.rules.load import read_rows
from analysis.text.article import MAX_BYTES, ArticleError
from analysis.text.formats.encodings import decode, find_encoding

TABLES = (".csv", ".tsv", ".parquet", ".json", ".jsonl", ".ndjson")
DELIMITERS = ",;\t|"
ROWS = 500  # of a Parquet file, read at a time
SAMPLE = 1_000_000  # bytes from which the encoding of a table is found
DEEP = 4  # levels of a JSON file in which its list of articles may be
THE_END = "\ufdd0"  # not a valid character, so no table has it: it is added after the last line of a table

Problem = tuple[str, str]  # the error and its remedy
Row = Mapping[str, Any]

_UNDECODED = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as Python's `surrogateescape` keeps them
_NOT_UTF8 = ("has bytes that are not UTF-8", "Save the table in UTF-8.")
_REMEDY = "Call the column with the articles `text`, or the one with their files `file`."


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table mean.

    Attributes:
        known: the table's own name for each of the columns `text`, `file`, `published`, `outlet`, `url`, `title`.
        others: the columns without a meaning, in the table's order.
    """

    known: Mapping[str, str]
    others: tuple[str, ...]

    def __str__(self) -> str:
        told = ", ".join(f"{column} from “{name}”" for column, name in self.known.items())
        named = ", ".join(f"“{name}”" for name in self.others)
        return f"{told}; not used, only kept: {named}" if named else told


def find_columns(table: str | Path, names: Iterable[Any]) -> Columns:
    """The meaning of a table's columns: of two names for one thing, the one that comes first in the rules.

    Raises:
        ArticleError: there is neither a text nor a file.
    """
    names = [str(name) for name in names]
    spelt = {_spell(name): name for name in reversed(names)}
    known = {}
    for column, forms in _read_names().items():
        name = column if column in names else next((spelt[form] for form in forms if form in spelt), None)
        if name is not None:
            known[column] = name
    if known.get("text") == "text" and known.get("title") != "title":
        known.pop("title", None)  # a whole text has its own headline
    if "text" not in known and "file" not in known:
        listed = shorten(", ".join(names), 200)
        raise ArticleError(table, f"has the columns {listed}, but neither text nor file", _REMEDY)
    return Columns(known, tuple(name for name in names if name not in known.values()))


def _spell(name: str) -> str:
    """A column's name in small letters and without anything else: *Published At* is *publishedat*."""
    return re.sub(r"[\W_]+", "", name.lower())


@cache
def _read_names() -> dict[str, list[str]]:
    return {row["column"]: [_spell(name) for name in row["names"].split()] for row in read_rows("table_columns.csv")}


def read_table(path: Path) -> tuple[Columns, Iterator[Row | Problem]]:
    """The meaning of a table's columns, and its rows; in place of a row that cannot be read, its problem.

    Raises:
        ArticleError: it does not exist, cannot be opened, or is no table of articles; also while rows are read.
    """
    read = {".csv": _read_csv, ".tsv": _read_csv, ".parquet": _read_parquet, ".json": _read_json}
    if not os.path.exists(path):
        raise ArticleError(path, "does not exist", f"Check the path; it was looked for in {Path.cwd()}.")
    rows = _guard(path, read.get(path.suffix.lower(), _read_jsonl)(path))
    names = next(rows)
    return find_columns(path, names), rows


def _guard(path: Path, rows: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from rows
    except OSError as error:
        raise ArticleError(path, *explain_os_error(error)) from None


def explain_os_error(error: OSError) -> Problem:
    """Why a file cannot be opened, and the remedy."""
    return f"cannot be opened ({error.strerror})", "Check its name and its permissions."


# Each of the readers below first gives the names of the columns, then the rows.


def _read_csv(path: Path) -> Iterator[Any]:
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    with _open_text(path, _find_encoding(path), newline="") as lines:
        first = next(lines, "")
        if first.startswith("sep="):  # Excel's own note
            first = next(lines, "")
        delimiter = _find_delimiter(first)
        rows = csv.reader(chain([first] if first else [], lines, [THE_END]), delimiter=delimiter)
        header = next(rows)
        if header == [THE_END]:
            raise ArticleError(path, "is empty", "Save the table again.")
        yield header
        while (row := _read_record(rows)) != [THE_END]:
            if isinstance(row, tuple):
                yield row
            elif len(row) > len(header):
                remedy = "Put cells with a comma or a line break into quotation marks."
                yield f"has {len(row)} cells, and the header has {len(header)}", remedy
            elif any(map(_UNDECODED.search, row)):
                yield _NOT_UTF8
            elif row:
                yield dict(zip(header, row, strict=False))


def _find_encoding(path: Path) -> str:
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if len(sample) == SAMPLE:
        sample = sample[: (sample.rfind(b"\n") + 1) // 2 * 2]  # whole lines, and of UTF-16 whole characters
    return find_encoding(sample) or "utf-8-sig"


def _find_delimiter(header: str) -> str:
    """The delimiter with which a header has the most names that mean something, and then the most names."""

    def count(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        meant = {form for forms in _read_names().values() for form in forms}
        return sum(_spell(name) in meant for name in names), len(names)

    return max(DELIMITERS, key=count)


def _open_text(path: Path, encoding: str, newline: str | None = None) -> TextIO:
    return path.open(encoding=encoding, errors="surrogateescape", newline=newline)


def _read_record(rows: Iterator[list[str]]) -> list[str] | Problem:
    """The next row, or its problem."""
    try:
        row = next(rows, [THE_END])
    except csv.Error as error:
        return f"cannot be read ({error})", "Look for quotation marks that are not closed."
    if row != [THE_END] and row[-1:] and row[-1].endswith(THE_END):
        return "ends within quotation marks", "Close them, or double those that belong to the text."
    return row


def _read_parquet(path: Path) -> Iterator[Any]:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            yield file.schema_arrow.names
            for batch in file.iter_batches(batch_size=ROWS):
                yield from batch.to_pylist()
    except (pyarrow.ArrowException, ValueError) as error:  # a date that Python cannot hold is a ValueError
        if isinstance(error, ArticleError):
            raise
        raise ArticleError(path, f"cannot be read ({error})", "Save it as Parquet again.") from None


def _read_json(path: Path) -> Iterator[Any]:
    """The objects of the list in a JSON file: the whole of it, or a part, as `articles` in `{"articles": […]}`."""
    decoded = decode(path.read_bytes())
    try:
        rows = _find_list(json.loads(decoded.text if decoded else ""))
    except (ValueError, RecursionError):
        yield from _read_jsonl(path)  # one object per line, under this name too
        return
    if rows is None:
        raise ArticleError(path, "holds no list of articles", "Save them as a list of objects, each with a `text`.")
    yield _list_names(row for row in rows if isinstance(row, dict))
    for row in rows:
        yield row if isinstance(row, dict) else ("is not a JSON object", "Write one object per article.")


def _find_list(found: Any) -> list | None:  # noqa: ANN401
    """The list of objects in what a JSON file holds, the outermost first; a single article is a list of one."""
    level = [found]
    for _ in range(DEEP):
        for part in level:
            if isinstance(part, list) and any(isinstance(row, dict) for row in part):
                return part
        level = [value for part in level if isinstance(part, dict) for value in part.values()]
    names = {_spell(str(name)) for name in found} if isinstance(found, dict) else set()
    return [found] if names.intersection(_read_names()["text"]) else None


def _list_names(rows: Iterable[Row]) -> list[str]:
    """The names that the first objects of a file have."""
    return list(dict.fromkeys(str(name) for row, _ in zip(rows, range(ROWS), strict=False) for name in row))


def _read_jsonl(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        marked = file.read(2) in (b"\xff\xfe", b"\xfe\xff")
    encoding = "utf-16" if marked else "utf-8-sig"
    with _open_text(path, encoding) as lines:
        yield _list_names(row for row in map(_read_object, filter(str.strip, lines)) if isinstance(row, dict))
    with _open_text(path, encoding) as lines:
        yield from map(_read_object, filter(str.strip, lines))


def _read_object(line: str) -> Row | Problem:
    """The object in a line of JSON, or the problem."""
    if _UNDECODED.search(line):
        return _NOT_UTF8
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    return row if isinstance(row, dict) else ("is not a JSON object", "Write one object per line.")
