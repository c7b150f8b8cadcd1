"""Where a reader corrects an article: each correction is checked, applied, and written to `corrections.csv`."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from analysis.reading.corrections import COLUMNS, choose_file, drop_last, listed_corrections, write_corrections
from analysis.reading.overrule import CORRECTABLE, NOTES, Corrections, name_place
from analysis.reading.reading import Reading, correct
from analysis.syntax.pipeline import Piece, parse
from analysis.text.article import split_number

Rows = Sequence[Mapping[str, str]]


class Desk:
    """The corrections of one article, and its reading with them.

    Attributes:
        reading: the whole article as corrected so far.
        file: the file that the corrections are written to; None for a text that is in no file.
    """

    def __init__(self, reading: Reading) -> None:
        """Takes a reading of a whole article, with the corrections that its file has by now."""
        path = Path(reading.article.source)
        self.file = choose_file(path) if split_number(path)[0].is_file() else None
        self.reading = reading
        self._name, self._pieces = path.name, None
        self._rows = list(listed_corrections(path).rows) if self.file else []
        self._added: list[int] = []  # how many lines each correction of this session has

    @property
    def can_undo(self) -> bool:
        """Whether a correction of this session can be taken back."""
        return bool(self._added)

    def correct(self, rows: Rows) -> Reading:
        """The reading with some more lines of corrections, which are written if they fit.

        Raises:
            ArticleError: a line finds no row, or its value does not fit; nothing is written then.
            ValueError: a table or column cannot be corrected.
        """
        lines = [self._complete(row) for row in rows]
        first = len(self._rows) + 2  # after the headings
        together = [*self._rows, *enumerate(lines, start=first)]
        self.reading = self._read(together)
        if self.file:
            write_corrections(self.file, lines)
        self._rows = together
        self._added.append(len(lines))
        return self.reading

    def undo(self) -> Reading:
        """The reading without the last correction of this session, which is taken out of the file."""
        if self._added:
            lines = self._added.pop()
            self._rows = self._rows[:-lines]
            self.reading = self._read(self._rows)
            if self.file:
                drop_last(self.file, lines)
        return self.reading

    def _complete(self, row: Mapping[str, str]) -> dict[str, str]:
        """The line with all its cells; a column has to be one that can be corrected."""
        table, column = row["table"], row["column"]
        if column not in CORRECTABLE.get(table, (None, ()))[1]:
            raise ValueError(f"{table}.{column} cannot be corrected")
        known = {name: str(row.get(name) or "").strip() for name in (*COLUMNS, *NOTES)}
        return known | {"article": self._name, "when": known["when"] or f"{date.today():%Y-%m-%d}"}

    def _read(self, rows: list) -> Reading:
        corrections = Corrections(self.file, rows)
        if not rows:
            return self.reading.uncorrected or self.reading
        if corrections.touch("mentions", "quotes", "dates"):
            self._pieces = self._pieces or self._parse()
        return correct(self.reading, corrections, self._pieces)

    def _parse(self) -> list[Piece]:
        article = self.reading.article
        return parse(article.text, article.blocks)


def place_words(reading: Reading, words: str, start: int | None = None) -> str:
    """The place of words that a reader marked, as `corrections.csv` has it; the words themselves if it is not known."""
    text = reading.article.text
    if start is not None and text[start : start + len(words)] == words:
        return name_place(start, start + len(words))
    return words
