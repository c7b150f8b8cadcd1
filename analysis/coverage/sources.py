"""The articles of a source, one by one: of a folder, a pattern, a list of files, or a table of texts or files.

A table (a file, or a frame) has a column `text` or `file` (relative to the table's folder), and may have `title`,
`published`, `outlet` and `url`, or columns that mean the same (`tables.py`); all other columns pass through. A file
with several articles has one item for each. Only one article at a time is in memory, so a source may have millions.
"""

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.coverage.tables import TABLES, Columns, Problem, Row, explain_os_error, find_columns, read_table
from analysis.text.article import MAX_BYTES, ArticleError, check_no_address, read_content
from analysis.text.days import find_order_in, read_day
from analysis.text.formats.pages import find_domain, find_outlet_of
from analysis.text.formats.stories import Story
from analysis.text.formats.unpack import SUFFIXES, list_stories, may_hold_several
from analysis.text.wording import count

SAMPLE = 500  # rows that show whether a table writes the day or the month first
DIGEST = 8  # bytes of an article's name: in a million articles, two names are equal with a chance of 1 in 37 million
NO_TEXT = frozenset("nan none null n/a na undefined [removed] [deleted] [no content]".split(" "))  # in place of a text

Source = str | Path | pd.DataFrame | Iterable[str | Path]


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a source, with its content or its problem.

    Attributes:
        file: the file, or the table that has its text.
        content: the bytes of a file, or a text, or a story that was found in a file; None if there is a problem.
        published, outlet, url: the table's cells about it, if any.
        extras: the name and value of all other columns, in the table's order.
        problem: why it cannot be read, and the remedy.
        row: the row of its text in the table, from 1.
        name: a unique id: a hash of the content and of all cells about it. The row of a text does not count: the
            article is the same if another is inserted before it.
    """

    file: str
    content: bytes | str | Story | None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    extras: tuple[tuple[str, str | None], ...] = ()
    problem: Problem | None = None
    row: int | None = None
    name: str = field(init=False)

    def __post_init__(self) -> None:
        """Computes the name once, since contents may be large."""
        text = repr(self.content) if isinstance(self.content, Story) else self.content or ""
        content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
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
        return len(self.content.text if isinstance(self.content, Story) else self.content or "")


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that cannot be read: the file, the error and the remedy.

    Examples:
        >>> import analysis
        >>> failure = next(iter(analysis.read_many(["no-such-file.txt"], jobs=1)))
        >>> isinstance(failure, analysis.Failure)
        True
    """

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
        source: a folder (its texts, pages and documents, and those of its folders), a pattern such as `news/*.txt`, a
            file, a table, or a list of any of these; or a frame with a table's columns.

    Raises:
        ArticleError: the source does not exist, or is a table that cannot be read. An article that cannot be read, and
            a missing part of a list, are items with a problem.
    """
    if isinstance(source, pd.DataFrame):
        return _list_rows(find_columns("the table", source.columns), _list_frame(source), "the table", Path())
    if not isinstance(source, str | Path):
        return (item for part in source for path in _find(part) or [Path(part)] for item in _list_part(path))
    paths = _find(source)
    if not paths:
        check_no_address(source)
        reason = "matches no file" if glob.has_magic(str(source)) else "does not exist"
        raise ArticleError(source, reason, f"Check the path; it was looked for in {Path.cwd()}.")
    return (item for path in paths for item in _list_part(path))


def describe_source(source: Source) -> Iterator[str]:
    """A sentence for each table of a source, on what its columns mean, and for each folder, on what is passed over."""
    if isinstance(source, pd.DataFrame):
        yield f"the table: {find_columns('the table', source.columns)}"
        return
    for part in [source] if isinstance(source, str | Path) else source:
        for path in _find(part):
            if path.is_dir():
                yield from _describe_folder(path)
            elif path.suffix.lower() in TABLES:
                yield f"{path}: {read_table(path)[0]}"


def _describe_folder(folder: Path) -> Iterator[str]:
    kinds: Counter[str] = Counter()
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        others = (name for name in files if not name.startswith(".") and not name.lower().endswith(SUFFIXES))
        kinds.update(os.path.splitext(name)[1].lower() or "without a suffix" for name in others)
    if kinds:
        listed = ", ".join(f"{n:,} {kind}" for kind, n in kinds.most_common())
        yield f"{folder}: {count(kinds.total(), 'file')} of other kinds passed over ({listed})"


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
        yield from _list_rows(*read_table(path), str(path), path.parent)
    else:
        yield from _open_items(path)


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
        yield Item(str(folder), None, problem=explain_os_error(error))
        return
    for name, is_folder in entries:
        if name.startswith("."):
            continue
        if is_folder:
            yield from _walk(folder / name)
        elif name.lower().endswith(SUFFIXES):
            yield from _open_items(folder / name)


def _open_items(path: Path, **known: Any) -> Iterator[Item]:  # noqa: ANN401
    """The item of a file, or of each article in it."""
    try:
        content = read_content(path, MAX_BYTES)
        stories = list_stories(path, content) if may_hold_several(path, content) else []
    except ArticleError as error:
        yield Item(str(path), None, problem=(error.reason, error.remedy), **known)
        return
    except OSError as error:
        yield Item(str(path), None, problem=explain_os_error(error), **known)
        return
    if not stories:
        outlet = known.pop("outlet", None) or find_outlet_of(content)
        yield Item(str(path), content, outlet=outlet, **known)
    for number, story in enumerate(stories, start=1):
        about = known | {"outlet": known.get("outlet") or story.outlet, "url": known.get("url") or story.url}
        yield Item(f"{path}#{number}" if len(stories) > 1 else str(path), story, **about)


def _list_rows(columns: Columns, rows: Iterable[Row | Problem], table: str, folder: Path) -> Iterator[Item]:
    """The items of a table's rows; the paths of files are relative to a folder."""
    rows = iter(rows)
    first = list(islice(rows, SAMPLE))
    days = (row.get(columns.known.get("published")) for row in first if isinstance(row, Mapping))
    order = find_order_in(cell for day in days if (cell := _spell(day)))
    for number, row in enumerate(chain(first, rows), start=1):
        if not isinstance(row, Mapping):
            yield Item(table, None, problem=row, row=number)
            continue
        row = {str(name): value for name, value in row.items()}
        cells = {column: _spell(row.get(name)) for column, name in columns.known.items()}
        known = {
            "published": _spell_day(cells.get("published"), order),
            "outlet": cells.get("outlet"),
            "url": cells.get("url"),
            "extras": tuple((name, _spell(value)) for name, value in row.items() if name not in columns.known.values()),
        }
        yield from _list_row(cells, table, number, folder, known)


def _list_row(
    cells: Mapping[str, str | None], table: str, number: int, folder: Path, known: dict[str, Any]
) -> Iterator[Item]:
    """The item of a row with a text, the items of one with a file, or the problem of one with neither."""
    text, title = cells.get("text"), cells.get("title")
    if text and text.strip().lower() in NO_TEXT:
        problem = (f"has {text.strip()!r} in place of a text", "Leave the row out, or fill in the text.")
        yield Item(table, None, problem=problem, row=number, **known)
    elif text:
        known["outlet"] = known["outlet"] or find_domain(known["url"] or "")
        titled = title and title.strip().lower() not in NO_TEXT
        yield Item(table, Story(text, title.strip()) if titled else text, row=number, **known)
    elif file := cells.get("file"):
        yield from _open_items(folder / file, **known)
    else:
        problem = ("has neither a text nor a file", "Fill one of these cells.")
        yield Item(table, None, problem=problem, row=number, **known)


def _spell(value: Any) -> str | None:  # noqa: ANN401
    """A cell as text; None if it is empty. A time stamp at midnight becomes a day."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):  # {"id": null, "name": "The Courier"}
        value = value["name"]
    if isinstance(value, str):
        return value or None
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, datetime):
        value = value.date() if value.time() == time.min else value
    return value.isoformat() if isinstance(value, date) else str(value)


def _spell_day(cell: str | None, order: str | None) -> str | None:
    """The day in a cell as an ISO day; a cell that has none, or may have either of two, as it is."""
    written = read_day(cell or "", order)
    return written.day.isoformat() if written and written.day else cell


def _list_frame(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in frame.itertuples(index=False, name=None):
        yield dict(zip(frame.columns, row, strict=True))
