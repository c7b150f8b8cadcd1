"""Typed tables: columns with their types and meanings, and frames that keep their types even when they are empty.

Texts are pandas' `str`, whole numbers `Int64`, figures `float64`, days `datetime64[s]`. A missing value is NA of that
type, never 0 or "".
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

# pandas' `str`, always stored as Python strings: with Arrow, its default if installed, lone surrogates raise an error
TEXT = pd.StringDtype("python", na_value=np.nan)
_TYPES = {"str": TEXT} | {
    name: pd.api.types.pandas_dtype(name) for name in ("Int64", "float64", "bool", "datetime64[s]")
}
_PLAIN = {"Int64": {int, type(None)}, "float64": {float, int, type(None)}}  # values that need no conversion


class Column(NamedTuple):
    """A column of a table: its name, the pandas type, its unit or values, and what it means."""

    name: str
    type: str
    unit: str
    meaning: str


class Table(dict[str, str]):
    """The columns of a table and their types, in order, read from its description.

    The first line of a description says what one row is. Every other line is `column | type | unit | meaning`; several
    columns may share a line. A line without bars continues the meaning of the line before.

    Attributes:
        row: what one row is.
        columns: each `Column` with its unit and meaning.
    """

    def __init__(self, description: str) -> None:
        """Reads a description.

        Raises:
            ValueError: a line does not have four parts, a type is unknown, or a column is described twice.
        """
        self.row, *lines = description.strip().splitlines()
        self.columns = tuple(column for line in _join_lines(lines) for column in _read_columns(line))
        super().__init__((column.name, column.type) for column in self.columns)
        if len(self) < len(self.columns):
            raise ValueError(f"{self.row}: a column is described twice")


def _join_lines(lines: Iterable[str]) -> list[str]:
    """The lines, each joined with the lines that continue it."""
    joined: list[str] = []
    for line in lines:
        if "|" in line:
            joined.append(line)
        else:
            joined[-1] += f" {line.strip()}"
    return joined


def _read_columns(line: str) -> Iterator[Column]:
    """The columns that a line describes."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 4 or parts[1] not in (*_TYPES, "bytes") or not (parts[0] and parts[3]):
        raise ValueError(f"{line!r} is not: column | type | unit | meaning")
    names, type_, unit, meaning = parts
    return (Column(name, type_, unit, meaning) for name in names.split(", "))


def cast_table(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The frame with only these columns, in this order and with these types; its rows are numbered from 0."""
    return pd.DataFrame({c: frame[c].astype(_TYPES[t]).array for c, t in columns.items()})


def make_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame with only these columns, in this order and with these types, one row per mapping; a gap is NA."""
    rows = list(rows)
    arrays = [make_column([row.get(name) for row in rows], type_) for name, type_ in columns.items()]
    frame = pd.DataFrame(dict(enumerate(arrays)), copy=False)
    frame.columns = _name_columns(tuple(columns)).view()
    return frame


def make_column(values: list, type_: str) -> np.ndarray | pd.api.extensions.ExtensionArray:
    """The values as an array of a column's type; None, NA and NaN are missing values.

    Plain whole numbers and figures are put in their arrays directly: pandas takes four times as long.
    """
    kinds = set(map(type, values)) if type_ in _PLAIN else set()
    if type_ == "Int64" and kinds <= _PLAIN["Int64"]:
        missing = np.array([value is None for value in values], dtype=bool)
        return pd.arrays.IntegerArray(np.array([value or 0 for value in values], dtype=np.int64), missing)
    if type_ == "float64" and kinds <= _PLAIN["float64"]:
        return np.array(values, dtype=np.float64)  # None becomes NaN
    return pd.array(values, dtype=_TYPES[type_])


@cache
def _name_columns(names: tuple[str, ...]) -> pd.Index:
    """The names as an index. It is cached: to make it takes a third of the time of a small frame."""
    return pd.Index(list(names))
