"""The data dictionary: `data/README.in.md`, filled with the tables of `reading/schema.py` and `press/schema.py`.

In the template, a line such as `{{ paragraphs: PARAGRAPHS }}` is the place of a table: first the names of its files,
then its name in one of these. `make docs` writes `data/README.md`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from analysis.press import schema as press
from analysis.reading import schema
from analysis.reading.tables import Column, Table
from analysis.text.files import find_shipped, write_file

TEMPLATE, DICTIONARY = "README.in.md", "README.md"  # in data/
TYPES = {
    "str": "text",
    "Int64": "whole number",
    "float64": "number",
    "bool": "true or false",
    "datetime64[s]": "day",
    "bytes": "bytes",
}
_NOTICE = "<!-- `make docs` made this page from data/README.in.md and the two schema.py: edit those. -->\n\n"
_PLACE = re.compile(r"^\{\{ (?P<names>.+): (?P<table>[A-Z_]+) \}\}$", re.MULTILINE)


def write_dictionary() -> None:
    """Writes `data/README.md`."""
    data = find_shipped("data")
    text = fill_template((data / TEMPLATE).read_text(encoding="utf-8"))
    write_file(data / DICTIONARY, text.encode("utf-8"))


def fill_template(template: str) -> str:
    """The text of the dictionary.

    Raises:
        KeyError: the template names a table that neither schema has.
    """
    known = {**vars(press), **vars(schema)}
    return _NOTICE + _PLACE.sub(lambda place: describe_table(place["names"], known[place["table"]]), template)


def describe_table(names: str, table: Table) -> str:
    """A table in Markdown: a heading with its names and what one row is, then one line per column or like columns."""
    called = ", ".join(f"`{name}`" for name in names.split(", "))
    heading = f"### {called}: {table.row[0].lower()}{table.row[1:]}"
    lines = ["| column | type | unit or values | meaning |", "|---|---|---|---|", *_describe_columns(table.columns)]
    return "\n".join([heading, "", *lines])


def _describe_columns(columns: Iterable[Column]) -> Iterator[str]:
    for (type_, unit, meaning), alike in groupby(columns, key=lambda column: column[1:]):
        names = ", ".join(f"`{column.name}`" for column in alike)
        yield f"| {names} | {TYPES[type_]} | {unit} | {meaning} |"


if __name__ == "__main__":
    write_dictionary()
