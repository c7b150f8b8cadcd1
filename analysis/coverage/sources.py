"""The articles of a source, one by one: of a folder, a pattern, a list of files, or a table of texts or files.

A table (CSV, Parquet, JSON Lines, or a frame) has a column `text` or `file` (relative to the table's folder), and may
have `published`, `outlet` and `url`; all its other columns pass through. Nothing is kept in memory but the article that
is read: a source may hold millions.
"""

import glob
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.article import HTML_SUFFIXES, MAX_BYTES, ArticleError, read_content

SUFFIXES = (".txt", *HTML_SUFFIXES)  # of a folder's files that are articles
TABLES = (".csv", ".parquet", ".jsonl", ".ndjson")
KNOWN = ("text", "file", "published", "outlet", "url")  # columns with a meaning; others pass through
ROWS = 500  # of a table that are read at a time
DIGEST = 8  # bytes of an article's name: of a million articles, two have the same once in 37 million times

Source = str | Path | pd.DataFrame | Iterable[str | Path]


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a source, with its content, or with what is wrong with it.

    Attributes:
        file: the file, or the table and row that holds it.
        content: the bytes of a file, or a text; None where there is a problem.
        published, outlet, url: what the table says of it, if anything.
        extras: name and value of all other columns, in the table's order.
        problem: why it cannot be read, and the remedy.
    """

    file: str
    content: bytes | str | None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    extras: tuple[tuple[str, str | None], ...] = ()
    problem: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """A name that no other article has: a hash of the content and all that is known of it."""
        content = self.content if isinstance(self.content, bytes) else (self.content or "").encode("utf-8", "replace")
        about = (type(self.content).__name__, self.file, self.published, self.outlet, self.url, self.extras)
        return blake2b(content, digest_size=DIGEST, key=digest(repr((*about, self.problem)))).hexdigest()

    def __len__(self) -> int:
        """Characters or bytes of the content."""
        return len(self.content or "")


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that cannot be read: which, why, and what helps."""

    file: str
    error: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.error}. {self.remedy}"


def digest(text: str) -> bytes:
    """Sixteen bytes that stand for a text."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def list_items(source: Source) -> Iterator[Item]:
    """The items of a source, in order: a folder's files by their paths, all else as it comes.

    Args:
        source: a folder (its .txt and .html files, and those of its folders), a pattern such as `news/*.txt`, a file, a
            table, or a list of any of these; or a frame with a table's columns.

    Raises:
        ArticleError: the source is not there, or is a table that cannot be read; an article that cannot be read is an
            item with a problem.
    """
    if isinstance(source, pd.DataFrame):
        return _list_rows(_list_frame(source), Path())
    if not isinstance(source, (str, Path)):
        return (item for part in source for item in _list_part(Path(part)))
    path = Path(source)
    if path.exists() or not glob.has_magic(str(source)):
        if not path.exists():
            raise ArticleError(source, "does not exist", f"Check the path; it was looked for in {Path.cwd()}.")
        return _list_part(path)
    found = sorted(path for path in glob.iglob(str(source), recursive=True) if Path(path).is_file())
    if not found:
        raise ArticleError(source, "matches no file", f"Check the pattern; it was looked for in {Path.cwd()}.")
    return (item for path in found for item in _list_part(Path(path)))


def _list_part(path: Path) -> Iterator[Item]:
    """The items of a folder, a table or a file."""
    if path.is_dir():
        files = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in SUFFIXES
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
        if not files:
            raise ArticleError(path, f"holds no {', '.join(SUFFIXES)} file", "Name the files by a pattern.")
        yield from (_open_item(file) for file in files)
    elif path.suffix.lower() in TABLES:
        yield from _list_rows(_read_table(path), path)
    else:
        yield _open_item(path)


def _open_item(path: Path, **known: Any) -> Item:  # noqa: ANN401
    """The item of a file."""
    try:
        return Item(str(path), read_content(path, MAX_BYTES), **known)
    except ArticleError as error:
        return Item(str(path), None, problem=(error.reason, error.remedy), **known)


def _list_rows(rows: Iterator[tuple[int, Mapping[str, Any] | ArticleError]], table: Path) -> Iterator[Item]:
    """The items of a table's rows, each with its number."""
    name = str(table) if table.name else "the table"
    for number, row in rows:
        if isinstance(row, ArticleError):
            yield Item(f"{name}, row {number}", None, problem=(row.reason, row.remedy))
            continue
        cells = {str(column): _spell(value) for column, value in row.items()}
        known = {column: cells.get(column) for column in KNOWN[2:]}
        known["extras"] = tuple((column, value) for column, value in cells.items() if column not in KNOWN)
        if cells.get("text"):
            yield Item(f"{name}, row {number}", cells["text"], **known)
        elif cells.get("file"):
            yield _open_item(table.parent / cells["file"], **known)
        else:
            problem = ("has neither a text nor a file", "Fill one of these cells.")
            yield Item(f"{name}, row {number}", None, problem=problem, **known)


def _spell(value: Any) -> str | None:  # noqa: ANN401
    """A cell as text; None for an empty one. A time at midnight is a day."""
    if value is None or value is pd.NA or value is pd.NaT or value != value or value == "":
        return None
    text = value if isinstance(value, str) else str(value)
    return text.removesuffix(" 00:00:00")


def _read_table(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | ArticleError]]:
    read = {".csv": _read_csv, ".parquet": _read_parquet}.get(path.suffix.lower(), _read_jsonl)
    if not path.exists():
        raise ArticleError(path, "does not exist", f"Check the path; it was looked for in {Path.cwd()}.")
    return read(path)


def _list_frame(frame: pd.DataFrame) -> Iterator[tuple[int, dict[str, Any]]]:
    _check_columns("the table", frame.columns)
    for number, row in enumerate(frame.itertuples(index=False, name=None), start=1):
        yield number, dict(zip(frame.columns, row, strict=True))


def _read_csv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with pd.read_csv(path, dtype=str, keep_default_na=False, chunksize=ROWS, encoding="utf-8-sig") as chunks:
            for i, chunk in enumerate(chunks):
                if i == 0:
                    _check_columns(path, chunk.columns)
                for number, row in enumerate(chunk.itertuples(index=False, name=None), start=i * ROWS + 1):
                    yield number, dict(zip(chunk.columns, row, strict=True))
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ArticleError(path, f"cannot be read ({error})", "Save it as CSV in UTF-8.") from None


def _read_parquet(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    number = 0
    try:
        with ParquetFile(path) as file:
            _check_columns(path, file.schema_arrow.names)
            for batch in file.iter_batches(batch_size=ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except (OSError, pyarrow.ArrowException) as error:
        raise ArticleError(path, f"cannot be read ({error})", "Write it anew as Parquet.") from None


def _read_jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any] | ArticleError]]:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                except ValueError as error:
                    row = error
                is_row = isinstance(row, dict)
                yield number, row if is_row else ArticleError(path, "is no JSON object", "Write one object a line.")
    except OSError as error:
        raise ArticleError(path, f"cannot be opened ({error.strerror})", "Check its permissions.") from None


def _check_columns(table: str | Path, columns: Iterable[Any]) -> None:
    names = [str(column) for column in columns]
    if "text" not in names and "file" not in names:
        remedy = "Call the column with the articles `text`, or the one with their files `file`."
        raise ArticleError(table, f"has the columns {', '.join(names)}, but neither text nor file", remedy)
