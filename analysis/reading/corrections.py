"""The file `corrections.csv`, in which a reader says what the program read wrongly.

It has the columns `article` (the file's name), `table`, `place`, `column` and `value`, and may have `who`, `when` and
`why`. A place is the row's `start`, its `start..end`, or its words. An empty value means unknown.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.reading.overrule import CORRECTABLE, NOTES, Corrections, Line
from analysis.text.article import ArticleError
from analysis.text.files import write_file
from analysis.text.wording import join

NAME = "corrections.csv"
COLUMNS = ("article", "table", "place", "column", "value")


def read_corrections(file: str | Path, article: str | Path) -> Corrections:
    """The `Corrections` in a file for an article, by the article's file name.

    Raises:
        ArticleError: the file cannot be read, a line names no article or this one wrongly, or it names a table or
            column that cannot be corrected.
    """
    corrections = Corrections(Path(file))
    for line, row in _read_lines(Path(file)):
        row = {name: (row.get(name) or "").strip() for name in (*COLUMNS, *NOTES)}
        if Path(row["article"]).name != Path(article).name:
            if _misnames(row, Path(article)):
                reason = f"no article is called {row['article']!r}"
                raise corrections.fail(line, reason, f"Write {Path(article).name}, if you mean that one.")
            continue
        columns = CORRECTABLE.get(row["table"], (None, ()))[1]
        if row["column"] not in columns:
            possible = "; ".join(f"{table}: {', '.join(names)}" for table, (_, names) in CORRECTABLE.items())
            reason = f"{row['table']}.{row['column']} cannot be corrected"
            raise corrections.fail(line, reason, f"These can: {possible}.")
        corrections.rows.append((line, row))
    return corrections


def _misnames(row: Mapping[str, str], article: Path) -> bool:
    """Whether a line names no article, or an article without its ending or in other letters."""
    name = Path(row["article"]).name
    alike = name.casefold() in (article.name.casefold(), article.stem.casefold())
    return (not name and any(row.values())) or (alike and not article.with_name(name).is_file())


def _read_lines(file: Path) -> list[Line]:
    """The lines of a file with their numbers."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as f:
            reader = csv.DictReader(f)
            lines = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArticleError(file, f"cannot be read ({error})", "Save it as CSV in UTF-8.") from None
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or COLUMNS)]:
        reason = f"has no column {join(missing)}"
        raise ArticleError(file, reason, f"Its first line is: {','.join((*COLUMNS, *NOTES))}")
    return lines


def list_articles(file: str | Path) -> list[str]:
    """The file names of the articles that a file corrects, each once.

    Raises:
        ArticleError: the file cannot be read.
    """
    names = ((row.get("article") or "").strip() for _, row in _read_lines(Path(file)))
    return list(dict.fromkeys(filter(None, names)))


def listed_corrections(article: str | Path) -> Corrections:
    """The `Corrections` of an article in the nearest `corrections.csv`: in its folder or one folder above.

    Raises:
        ArticleError: the file cannot be read, or names a table or column that cannot be corrected.
    """
    nearest = next((file for file in _list_files(article) if file.is_file()), None)
    return read_corrections(nearest, article) if nearest else Corrections()


def choose_file(article: str | Path) -> Path:
    """The `corrections.csv` that an article's corrections are written to: the nearest, else beside `articles.csv`."""
    files = list(_list_files(article))
    listed = (file for file in files if file.with_name("articles.csv").is_file())
    return next((file for file in files if file.is_file()), next(listed, files[0]))


def _list_files(article: str | Path) -> Iterator[Path]:
    return (folder / NAME for folder in Path(article).resolve().parents[:2])


def write_corrections(file: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Adds lines to a `corrections.csv`, which is made if it is not there. What the file has stays in it.

    Raises:
        ArticleError: the file is there and cannot be read.
        OSError: it cannot be written.
    """
    old = [row for _, row in _read_lines(file)] if file.is_file() else []
    replace_lines(file, [*old, *rows])


def drop_last(file: Path, lines: int) -> None:
    """Takes the last lines out of a `corrections.csv`."""
    replace_lines(file, [row for _, row in _read_lines(file)][:-lines])


def replace_lines(file: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes a `corrections.csv` with these lines; it keeps the columns that it had."""
    rows = [{name: cell for name, cell in row.items() if name} for row in rows]
    names = dict.fromkeys([*COLUMNS, *NOTES, *(name for row in rows for name in row)])
    text = io.StringIO()
    writer = csv.DictWriter(text, list(names), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_file(file, text.getvalue().encode("utf-8"))
