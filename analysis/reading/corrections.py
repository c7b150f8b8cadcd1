"""A reader's corrections of cells that the rules got wrong.

A file `corrections.csv` has the columns `article` (the file's name), `table` (mentions, quotes or dates), `place` (the
row's `start`, or its words), `column` and `value`. An empty value is NA.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.reading.schema import CORRECTIONS, DATES, MENTIONS, QUOTES
from analysis.reading.tables import make_table
from analysis.text.article import ArticleError
from analysis.text.wording import join

COLUMNS = ("article", "table", "place", "column", "value")
CORRECTABLE = {
    "mentions": (MENTIONS, ("actor", "kind", "country")),
    "quotes": (QUOTES, ("speaker", "speaker_country", "kind")),
    "dates": (DATES, ("type", "value", "first_day", "last_day")),
}


@dataclass(slots=True)
class Corrections:
    """The corrections of one article and, once they are applied, what they changed.

    Attributes:
        file: the file that has them.
        rows: the line number and the cells of each.
        overruled: one row per corrected cell: table, start, text, column, before, after.
    """

    file: Path | None = None
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    overruled: list[dict] = field(default_factory=list)

    def apply(self, name: str, table: pd.DataFrame) -> pd.DataFrame:
        """The table with its corrections applied.

        Raises:
            ArticleError: a correction matches no row, or its value does not fit its column; names file and line.
        """
        rows = [(line, row) for line, row in self.rows if row["table"] == name]
        table = table.copy() if rows else table
        for line, row in rows:
            place, column = row["place"], row["column"]
            hits = table.index[(table["start"].astype("str") == place) | (table["text"] == place)]
            if hits.empty:
                places = join(f"{text!r}" for text in table["text"].head(5)) or "none"
                raise self._error(line, f"no row of {name} is at {place!r}", f"There is, for example: {places}.")
            try:
                value = make_table([{column: row["value"] or None}], {column: CORRECTABLE[name][0][column]})[column][0]
            except (ValueError, TypeError):
                raise self._error(
                    line, f"{row['value']!r} does not fit {column}", "Write a day as 2020-01-09."
                ) from None
            for hit in hits:
                cell = {
                    "table": name,
                    "start": table.loc[hit, "start"],
                    "text": table.loc[hit, "text"],
                    "column": column,
                }
                self.overruled.append(cell | {"before": _spell(table.loc[hit, column]), "after": row["value"]})
                table.loc[hit, column] = value
        return table

    def list_overruled(self) -> pd.DataFrame:
        """The table `corrections`: the corrected cells, in the order in which they were corrected."""
        return make_table(self.overruled, CORRECTIONS)

    def _error(self, line: int, reason: str, remedy: str) -> ArticleError:
        return ArticleError(self.file or "corrections", f"line {line}: {reason}", remedy)


def read_corrections(file: str | Path, article: str | Path) -> Corrections:
    """The `Corrections` in a file for an article, by the article's file name.

    Raises:
        ArticleError: the file cannot be read, or a line names a table or column that cannot be corrected.
    """
    corrections = Corrections(Path(file))
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as f:
            reader = csv.DictReader(f)
            lines = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArticleError(file, f"cannot be read ({error})", "Save it as CSV in UTF-8.") from None
    for line, row in lines:
        row = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if row["article"] != Path(article).name:
            continue
        columns = CORRECTABLE.get(row["table"], (None, ()))[1]
        if row["column"] not in columns:
            possible = "; ".join(f"{table}: {', '.join(names)}" for table, (_, names) in CORRECTABLE.items())
            reason = f"{row['table']}.{row['column']} cannot be corrected"
            raise corrections._error(line, reason, f"These can: {possible}.")
        corrections.rows.append((line, row))
    return corrections


def listed_corrections(article: str | Path) -> Corrections:
    """The `Corrections` of an article in the nearest `corrections.csv`: in its folder or one folder above.

    Raises:
        ArticleError: the file cannot be read, or names a table or column that cannot be corrected.
    """
    path = Path(article).resolve()
    nearest = next((f / "corrections.csv" for f in path.parents[:2] if (f / "corrections.csv").is_file()), None)
    return read_corrections(nearest, path) if nearest else Corrections()


def _spell(value: object) -> str | None:
    if pd.isna(value):
        return None
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
