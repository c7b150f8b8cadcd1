"""Typed tables: columns with their types and meanings, and frames that keep their types even when they are empty.

Texts are pandas' `str`, whole numbers `Int64`, figures `float64`, days `datetime64[s]`; what is missing is NA of that
type, never 0 or "".
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

# pandas' `str`, always stored as Python strings: Arrow, its choice where Arrow is installed, raises on lone surrogates
TEXT = pd.StringDtype("python", na_value=np.nan)
_TYPES = {"str": TEXT} | {
    name: pd.api.types.pandas_dtype(name) for name in ("Int64", "float64", "bool", "datetime64[s]")
}
_PLAIN = {"Int64": {int, type(None)}, "float64": {float, int, type(None)}}  # kinds of values that need no conversion


class Column(NamedTuple):
    """A column of a table: its name, the pandas type, its unit or values, and what it means."""

    name: str
    type: str
    unit: str
    meaning: str


class Table(dict[str, str]):
    """The columns of a table and their types, in order, read from its description.

    The first line of a description says what one row is. Every other line is `column | type | unit | meaning`, where
    several columns may share a line; a line without bars goes on with the meaning of the line before.

    Attributes:
        row: what one row is.
        columns: each `Column` with its unit and meaning.
    """

    def __init__(self, description: str) -> None:
        """Reads a description.

        Raises:
            ValueError: a line does not have its four parts, a type is unknown, or a column is there twice.
        """
        self.row, *lines = description.strip().splitlines()
        self.columns = tuple(column for line in _join_lines(lines) for column in _read_columns(line))
        super().__init__((column.name, column.type) for column in self.columns)
        if len(self) < len(self.columns):
            raise ValueError(f"{self.row}: a column is described twice")


def _join_lines(lines: Iterable[str]) -> list[str]:
    """The lines, each with those that go on with its meaning."""
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
    """A frame with just these columns in this order and these types, its rows numbered anew."""
    return pd.DataFrame({c: frame[c].astype(_TYPES[t]).array for c, t in columns.items()})


def make_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame with just these columns in this order and these types, one row a mapping; what a row lacks is NA."""
    rows = list(rows)
    arrays = [make_column([row.get(name) for row in rows], type_) for name, type_ in columns.items()]
    frame = pd.DataFrame(dict(enumerate(arrays)), copy=False)
    frame.columns = _name_columns(tuple(columns)).view()
    return frame


def make_column(values: list, type_: str) -> np.ndarray | pd.api.extensions.ExtensionArray:
    """The values as one of the types of columns; None, NA and NaN are missing.

    Whole numbers and figures without surprises are put in their arrays at once, for which pandas takes four times as
    long.
    """
    kinds = set(map(type, values)) if type_ in _PLAIN else set()
    if type_ == "Int64" and kinds <= _PLAIN["Int64"]:
        missing = np.array([value is None for value in values], dtype=bool)
        return pd.arrays.IntegerArray(np.array([value or 0 for value in values], dtype=np.int64), missing)
    if type_ == "float64" and kinds <= _PLAIN["float64"]:
        return np.array(values, dtype=np.float64)  # makes NaN of None
    return pd.array(values, dtype=_TYPES[type_])


@cache
def _name_columns(names: tuple[str, ...]) -> pd.Index:
    """The names as an index, which costs a third of a small frame."""
    return pd.Index(list(names))
