"""The parameters of a report's notebook: all stand in its one cell tagged `parameters`, which is the one to edit.

Papermill would add a second cell that overrules the first. A report's notebook is there to be edited and run again, so
the values are written into the first cell, in place of the defaults.
"""

import ast
import json
import os
import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.report.shipped import ARTICLE, find_notebook
from analysis.text.article import locate, parse_day

if TYPE_CHECKING:
    from nbformat import NotebookNode

OWN = ("article", "text", "source", "output")  # set by a command's other arguments
SPOKEN = {"from": "from_day", "to": "to_day", "all": "everything"}  # names that people use and Python cannot
PATHS = ("article", "source", "output", "sides")


class ReportError(Exception):
    """A report that could not be made: the article or parameter, the reason, and the remedy, in one line."""


def check_parameters(parameters: Mapping[str, str], notebook: str = ARTICLE) -> dict[str, Any]:
    """The parameters in the types that a notebook declares.

    Raises:
        ReportError: a parameter is unknown, is set by another argument, has the wrong type or is out of range.
    """
    from analysis.report.engine import papermill

    declared = papermill.inspect_notebook(find_notebook(notebook))
    listing = ", ".join(f"{p['name']} ({p['inferred_type_name']}) {p['help']}" for p in declared.values())
    checked: dict[str, Any] = {}
    for given, value in parameters.items():
        name = SPOKEN.get(given, given) if given not in declared else given
        if name not in declared:
            raise ReportError(f"{given}: the notebook has no such parameter. It has {listing}")
        if name in OWN:
            raise ReportError(f"{name}: set by the article that you name and by --out, not with -p")
        if declared[name]["inferred_type_name"] == "int":
            if not re.fullmatch(r"[+-]?\d{1,18}", str(value)):
                raise ReportError(f"{name}={value!r}: a whole number is needed. {declared[name]['help']}")
            value = int(value)
        if declared[name]["inferred_type_name"] == "bool":
            value = _read_yes(name, value)
        checked[name] = value
    _check_ranges(checked)
    return checked


def _read_yes(name: str, value: object) -> bool:
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if (said := str(value).casefold()) not in known:
        raise ReportError(f"{name}={value!r}: write true or false")
    return known[said]


def _check_ranges(parameters: Mapping[str, Any]) -> None:
    settings = {name: parameters[name] for name in ("smoothing", "shuffles", "seed") if name in parameters}
    try:
        _check_days(parameters)
        if parameters.get("focus"):
            from analysis.reading.focus import check_focus

            check_focus(parameters["focus"])
        if parameters.get("coders"):
            from analysis.reading.events.table import check_coders

            check_coders(parameters["coders"])
        if settings:
            from analysis.story.arc import check_settings

            check_settings(**settings)
    except ValueError as error:
        raise ReportError(str(error)) from None


def _check_days(parameters: Mapping[str, Any]) -> None:
    for name in ("published", "from_day", "to_day"):
        parse_day(parameters.get(name), name)
    if parameters.get("days", 0) < 0:
        raise ValueError(f"days={parameters['days']} is less than 0: give a number of days, or 0 for those that matter")


def read_parameters(notebook: "NotebookNode") -> dict[str, Any]:
    """The parameters of a notebook and their values, as its parameters cell has them."""
    return {name: ast.literal_eval(value) for name, value in _list_values(_find_cell(notebook).source)}


def write_parameters(notebook: "NotebookNode", values: Mapping[str, Any]) -> None:
    """Writes values into the notebook's parameters cell; types, comments and all other lines stay as they are.

    Raises:
        ValueError: the cell has no such parameter.
    """
    cell, known = _find_cell(notebook), read_parameters(notebook)
    if unknown := sorted(set(values) - set(known)):
        raise ValueError(f"{', '.join(unknown)}: not in the notebook's parameters cell")
    source = cell.source.encode()
    lines = [0, *accumulate(len(line) for line in source.splitlines(keepends=True))]
    for name, old in reversed(list(_list_values(cell.source))):
        if name in values and values[name] != known[name]:
            start, end = lines[old.lineno - 1] + old.col_offset, lines[old.end_lineno - 1] + old.end_col_offset
            source = source[:start] + _spell(values[name]).encode() + source[end:]
    cell.source = source.decode()


def point_paths(notebook: "NotebookNode", folder: Path) -> None:
    """Rewrites the paths in the parameters cell, so that they hold when the notebook runs in this folder.

    JupyterLab runs a notebook where it lies. Paths from there are the same on every machine that has the project.
    """
    given = read_parameters(notebook)
    write_parameters(notebook, {name: _point(given[name], folder) for name in PATHS if given.get(name)})


def _point(path: str, folder: Path) -> str:
    """A path from the folder; the whole path if the two have nothing but the root of the file system in common."""
    place, start = locate(path).resolve(), folder.resolve()
    if place.parts[:2] != start.parts[:2]:
        return str(place)
    return Path(os.path.relpath(place, start)).as_posix()


def _find_cell(notebook: "NotebookNode") -> "NotebookNode":
    return next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))


def _list_values(source: str) -> Iterator[tuple[str, ast.expr]]:
    """Each parameter that a cell declares, with the expression that gives its value."""
    for line in ast.parse(source).body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value:
            yield line.target.id, line.value


def _spell(value: Any) -> str:  # noqa: ANN401
    """A value as Python source; a text in the double quotes that the notebooks use."""
    if isinstance(value, str) and value.isprintable():
        return json.dumps(value, ensure_ascii=False)
    return repr(value)
