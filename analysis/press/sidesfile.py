"""The file `sides.csv`: the main parties and their names, as the program proposes them and a reader edits them."""

import csv
import io
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from analysis.press.aliases import split_words
from analysis.press.schema import SIDES
from analysis.reading.actors.register import country_of, country_sense
from analysis.reading.tables import make_table
from analysis.rules.load import load_countries
from analysis.text.article import ArticleError
from analysis.text.files import write_file

FILE = "sides.csv"
MARK = "sides.proposed"  # in tables/: the digest of the last proposal, by which an edited file is known


def find_sides(source: str | Path, folder: str | Path, given: str | Path = "") -> Path | None:
    """The file of sides to use for a collection, or None if the program is to find them.

    The first of: the one that is given; `sides.csv` in the source's folder; `sides.csv` in the coverage's folder, if
    somebody has edited the program's proposal.

    Raises:
        ArticleError: the one that is given does not exist.
    """
    if given:
        if not Path(given).is_file():
            raise ArticleError(given, "there is no such file of sides", "Correct the path, or leave the parameter out.")
        return Path(given)
    source, folder = Path(source), Path(folder)
    beside = (source if source.is_dir() else source.parent) / FILE
    if beside.is_file() and beside.resolve() != (folder / FILE).resolve():
        return beside
    return folder / FILE if _is_edited(folder) else None


def write_proposal(folder: str | Path, sides: pd.DataFrame) -> Path:
    """Writes the proposal for `sides.csv` into a coverage's folder, unless somebody has edited it; returns its path."""
    folder = Path(folder)
    if not _is_edited(folder):
        content = write_sides(sides)
        write_file(folder / FILE, content)
        write_file(folder / "tables" / MARK, _digest(content).encode())
    return folder / FILE


def _is_edited(folder: Path) -> bool:
    """Whether a folder has a file of sides that is not the program's last proposal."""
    file, mark = folder / FILE, folder / "tables" / MARK
    return file.is_file() and not (mark.is_file() and mark.read_text() == _digest(file.read_bytes()))


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def write_sides(sides: pd.DataFrame) -> bytes:
    """The table as a file of sides; a state has the name of its country."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(SIDES)
    rows = sides[list(SIDES)].itertuples(index=False)
    writer.writerows([load_countries().get(side, side), name] for side, name in rows)
    return lines.getvalue().encode("utf-8", "replace")


def read_sides(file: str | Path) -> pd.DataFrame:
    """The main parties and their names in a file, a country's by its code. Columns: `SIDES`.

    Raises:
        ArticleError: the file cannot be read, or a row is wrong; names file and row, and says what to do.
    """
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            columns, rows = reader.fieldnames or [], [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArticleError(file, f"cannot be read ({error})", "Save it as CSV in UTF-8.") from None
    if missing := [column for column in SIDES if column not in columns]:
        raise ArticleError(file, f"line 1: there is no column {missing[0]}", "The columns are side and name.")
    sides = make_table(_check_rows(file, rows), SIDES)
    if sides["side"].nunique() < 2:
        raise ArticleError(file, "names fewer than two sides", "Add one, or delete the file: it is then proposed anew.")
    return sides


def _check_rows(file: str | Path, rows: list[tuple[int, dict[str, str]]]) -> list[dict[str, str]]:
    seen: dict[tuple[str, ...], tuple[int, str]] = {}
    checked = []
    for line, row in rows:
        side, name = ((row.get(column) or "").strip() for column in SIDES)
        if not side and not name:
            continue
        if not side or not split_words(name):
            empty = "name" if side else "side"
            raise ArticleError(file, f"line {line}: the {empty} is empty", "Fill it in, or delete the line.")
        before, other = seen.setdefault(split_words(name), (line, side))
        if other != side:
            reason = f"line {line}: {name!r} is of {side}, but in line {before} of {other}"
            raise ArticleError(file, reason, "Delete one of the two lines.")
        checked.append({"side": _find_code(side), "name": name})
    return checked


def _find_code(side: str) -> str:
    """A side that is called by a country's name as this country's code."""
    return (country_of(side) if country_sense(side) == "name" else None) or side
