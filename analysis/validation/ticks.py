"""What a reader ticked on the sheet for a class: a direction for each paragraph, as a file `paragraph,direction`."""

import csv
from pathlib import Path

from analysis.text.article import ArticleError
from analysis.text.wording import join

COLUMNS = ("paragraph", "direction")
DIRECTIONS = ("escalates", "eases", "neither", "no act")  # the boxes of the sheet

Ticks = dict[int, str]


def read_ticks(file: Path) -> Ticks | None:
    """The direction of each paragraph that a reader ticked; None for a file without such columns.

    Raises:
        ArticleError: a line has no paragraph's number, a paragraph that stands twice, or another direction.
    """
    if not file.is_file():
        return None
    try:
        with file.open(encoding="utf-8-sig", newline="") as f:
            reader = csv.DictReader(f)
            if not set(COLUMNS) <= set(reader.fieldnames or ()):
                return None
            lines = [(reader.line_num, *((row[name] or "").strip() for name in COLUMNS)) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArticleError(file, f"cannot be read ({error})", "Save it as CSV in UTF-8.") from None
    ticks: Ticks = {}
    for line, number, direction in lines:
        if not direction:
            continue  # nothing was ticked
        if not number.isdecimal() or int(number) in ticks:
            raise ArticleError(file, f"line {line}: {number!r} is no paragraph, or stands twice", "Write its number.")
        if direction.casefold() not in DIRECTIONS:
            raise ArticleError(file, f"line {line}: {direction!r} is no direction", f"Write {join(DIRECTIONS)}.")
        ticks[int(number)] = direction.casefold()
    return ticks
