"""The articles of a source, one by one: of a folder, a pattern, a list of files, or a table of texts or files.

A table (CSV, Parquet, JSON Lines, or a frame) has a column `text` or `file` (relative to the table's folder), and may
have `published`, `outlet` and `url`; all other columns pass through. Only one article at a time is in memory, so a
source may have millions.
"""

import csv
import glob
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from textwrap import shorten
from typing import Any, TextIO

import pandas as pd

from analysis.text.article import MAX_BYTES, ArticleError, read_content
from analysis.text.formats.unpack import SUFFIXES

TABLES = (".csv", ".parquet", ".jsonl", ".ndjson")
KNOWN = ("text", "file", "published", "outlet", "url")  # columns with a meaning; others pass through
ROWS = 500  # of a Parquet file, read at a time
DIGEST = 8  # bytes of an article's name: in a million articles, two names are equal with a chance of 1 in 37 million
THE_END = "\ufdd0"  # not a valid character, so no table has it: it is added after the last line of a table

Source = str | Path | pd.DataFrame | Iterable[str | Path]
Problem = tuple[str, str]  # the error and its remedy

_UNDECODED = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as Python's `surrogateescape` keeps them
_NOT_UTF8 = ("has bytes that are not UTF-8", "Save the table in UTF-8.")


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a source, with its content or its problem.

    Attributes:
        file: the file, or the table that has its text.
        content: the bytes of a file, or a text; None if there is a problem.
        published, outlet, url: the table's cells about it, if any.
        extras: the name and value of all other columns, in the table's order.
        problem: why it cannot be read, and the remedy.
        row: the row of its text in the table, from 1.
        name: a unique id: a hash of the content and of all cells about it. The row of a text does not count: the
            article is the same if another is inserted before it.
    """

    file: str
    content: bytes | str | None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    extras: tuple[tuple[str, str | None], ...] = ()
    problem: Problem | None = None
    row: int | None = None
    name: str = field(init=False)

    def __post_init__(self) -> None:
        """Computes the name once, since contents may be large."""
        content = (
            self.content if isinstance(self.content, bytes) else (self.content or "").encode("utf-8", "surrogatepass")
        )
        place = self.place if self.problem or self.row is None else None
        about = (type(self.content).__name__, place, self.published, self.outlet, self.url, self.extras, self.problem)
        name = blake2b(content, digest_size=DIGEST, key=digest(repr(about))).hexdigest()
        object.__setattr__(self, "name", name)

    @property
    def place(self) -> str:
        """Where it is: the file, or the table and its row."""
        return self.file if self.row is None else f"{self.file}, row {self.row}"

    def __len__(self) -> int:
        """Characters or bytes of the content."""
        return len(self.content or "")


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that cannot be read: the file, the error and the remedy."""

    file: str
    error: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.error}. {self.remedy}"


def digest(text: str) -> bytes:
    """A hash of a text, 16 bytes long."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def name_source(source: Source) -> str:
    """The name of a source in a sentence."""
    return str(source) if isinstance(source, str | Path) else "the source"


def list_items(source: Source) -> Iterator[Item]:
    """The items of a source, in order: a folder's files are sorted by path, all others are in their own order.

    Args:
        source: a folder (its .txt and .html files, and those of its folders), a pattern such as `news/*.txt`, a file, a
            table, or a list of any of these; or a frame with a table's columns.

    Raises:
        ArticleError: the source does not exist, or is a table that cannot be read. An article that cannot be read, and
            a missing part of a list, are items with a problem.
    """
    if isinstance(source, pd.DataFrame):
        _check_columns("the table", source.columns)
        return _list_rows(_list_frame(source), "the table", Path())
    if not isinstance(source, str | Path):
        return (item for part in source for path in _find(part) or [Path(part)] for item in _list_part(path))
    paths = _find(source)
    if not paths:
        reason = "matches no file" if glob.has_magic(str(source)) else "does not exist"
        raise ArticleError(source, reason, f"Check the path; it was looked for in {Path.cwd()}.")
    return (item for path in paths for item in _list_part(path))


def _find(source: str | Path) -> list[Path]:
    """The paths that a path or a pattern means; an empty list if there are none."""
    if os.path.exists(source):
        return [Path(source)]
    return sorted(path for path in map(Path, glob.iglob(str(source), recursive=True)) if path.is_file())


def _list_part(path: Path) -> Iterator[Item]:
    """The items of a folder, a table or a file."""
    if os.path.isdir(path):  # unlike Path.is_dir, it never raises an error
        yield from _list_folder(path)
    elif path.suffix.lower() in TABLES:
        yield from _list_rows(_read_table(path), str(path), path.parent)
    else:
        yield _open_item(path)


def _list_folder(path: Path) -> Iterator[Item]:
    items = _walk(path)
    first = next(items, None)
    if first is None:
        raise ArticleError(path, f"holds no {', '.join(SUFFIXES)} file", "Name the files by a pattern.")
    yield first
    yield from items


def _walk(folder: Path) -> Iterator[Item]:
    """The articles in a folder and its folders, sorted by name; hidden files are left out."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
    except OSError as error:
        yield Item(str(folder), None, problem=_explain_os_error(error))
        return
    for name, is_folder in entries:
        if name.startswith("."):
            continue
        if is_folder:
            yield from _walk(folder / name)
        elif name.lower().endswith(SUFFIXES):
            yield _open_item(folder / name)


def _open_item(path: Path, **known: Any) -> Item:  # noqa: ANN401
    """The item of a file."""
    try:
        return Item(str(path), read_content(path, MAX_BYTES), **known)
    except ArticleError as error:
        return Item(str(path), None, problem=(error.reason, error.remedy), **known)
    except OSError as error:
        return Item(str(path), None, problem=_explain_os_error(error), **known)


def _explain_os_error(error: OSError) -> Problem:
    return f"cannot be opened ({error.strerror})", "Check its name and its permissions."


def _list_rows(rows: Iterable[Mapping[str, Any] | Problem], table: str, folder: Path) -> Iterator[Item]:
    """The items of a table's rows; the paths of files are relative to a folder."""
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            yield Item(table, None, problem=row, row=number)
            continue
        cells = {str(column): _spell(value) for column, value in row.items()}
        known = {
            "published": _spell_day(cells.get("published")),
            "outlet": cells.get("outlet"),
            "url": cells.get("url"),
        }
        known["extras"] = tuple((column, value) for column, value in cells.items() if column not in KNOWN)
        if text := cells.get("text"):
            yield Item(table, text, row=number, **known)
        elif file := cells.get("file"):
            yield _open_item(folder / file, **known)
        else:
            problem = ("has neither a text nor a file", "Fill one of these cells.")
            yield Item(table, None, problem=problem, row=number, **known)


def _spell(value: Any) -> str | None:  # noqa: ANN401
    """A cell as text; None if it is empty. A time stamp at midnight becomes a day."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, str):
        return value or None
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, datetime):
        value = value.date() if value.time() == time.min else value
    return value.isoformat() if isinstance(value, date) else str(value)


def _spell_day(cell: str | None) -> str | None:
    """The day of an ISO time stamp; any other cell as it is."""
    with suppress(ValueError):
        return datetime.fromisoformat((cell or "").strip()).date().isoformat()
    return cell


def _read_table(path: Path) -> Iterator[Mapping[str, Any] | Problem]:
    """The rows of a table; in place of a row that cannot be read, its problem."""
    read = {".csv": _read_csv, ".parquet": _read_parquet}.get(path.suffix.lower(), _read_jsonl)
    if not os.path.exists(path):
        raise ArticleError(path, "does not exist", f"Check the path; it was looked for in {Path.cwd()}.")
    try:
        yield from read(path)
    except OSError as error:
        raise ArticleError(path, *_explain_os_error(error)) from None


def _list_frame(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in frame.itertuples(index=False, name=None):
        yield dict(zip(frame.columns, row, strict=True))


def _open_text(path: Path, newline: str | None = None) -> TextIO:
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline=newline)


def _read_csv(path: Path) -> Iterator[dict[str, str] | Problem]:
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    with _open_text(path, newline="") as lines:
        rows = csv.reader(chain(lines, [THE_END]))
        header = next(rows)
        if header == [THE_END]:
            raise ArticleError(path, "is empty", "Save the table again.")
        _check_columns(path, header)
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


def _read_record(rows: Iterator[list[str]]) -> list[str] | Problem:
    """The next row, or its problem."""
    try:
        row = next(rows, [THE_END])
    except csv.Error as error:
        return f"cannot be read ({error})", "Look for quotation marks that are not closed."
    if row != [THE_END] and row[-1:] and row[-1].endswith(THE_END):
        return "ends within quotation marks", "Close them, or double those that belong to the text."
    return row


def _read_parquet(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            _check_columns(path, file.schema_arrow.names)
            for batch in file.iter_batches(batch_size=ROWS):
                yield from batch.to_pylist()
    except (pyarrow.ArrowException, ValueError) as error:  # a date that Python cannot hold is a ValueError
        if isinstance(error, ArticleError):
            raise
        raise ArticleError(path, f"cannot be read ({error})", "Save it as Parquet again.") from None


def _read_jsonl(path: Path) -> Iterator[dict[str, Any] | Problem]:
    with _open_text(path) as lines:
        for line in filter(str.strip, lines):
            if _UNDECODED.search(line):
                yield _NOT_UTF8
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield row if isinstance(row, dict) else ("is not a JSON object", "Write one object per line.")


def _check_columns(table: str | Path, columns: Iterable[Any]) -> None:
    names = [str(column) for column in columns]
    if "text" not in names and "file" not in names:
        listed = shorten(", ".join(names), 200)
        remedy = "Call the column with the articles `text`, or the one with their files `file`."
        raise ArticleError(table, f"has the columns {listed}, but neither text nor file", remedy)
