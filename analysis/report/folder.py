"""The folder of a report: whether it can be written to, and whether what lies there is our own."""

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from analysis.report.parameters import ReportError
from analysis.show.sheet import is_sheet

SUMMARY, PAGE, INDEX, COMPARED = "summary.json", "report.html", "index.html", "comparison.html"
REPORT = (PAGE, "report.ipynb", SUMMARY, "figures", "tables")
COMPARISON = (COMPARED, "figures", "tables")


def check_folder(folder: Path, written: Iterable[str] = REPORT) -> None:
    """Checks, without a trace, that these files and folders can be written into a folder, which may not exist yet.

    Raises:
        ReportError: the folder is a file, cannot be written to, or has such a file that this package did not write.
    """
    try:
        place = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
        if place.is_dir():
            with TemporaryFile(dir=place):
                pass
    except OSError as error:
        raise ReportError(
            f"{folder}: cannot be written to ({error.strerror}). Name another folder with --out, or change permissions"
        ) from None
    if not place.is_dir():
        raise ReportError(f"{folder}: {place.name} is a file. Name a folder with --out")
    foreign = [name for name in written if _is_there(folder / name)]
    if foreign and not _is_own(folder):
        raise ReportError(
            f"{folder}: has {', '.join(foreign)}, which crisis-arc did not write and would overwrite. "
            "Name another folder with --out, or move what is there"
        )


def check_index(folder: Path) -> None:
    """Checks that no `index.html` of somebody else lies in the folder of several reports.

    Raises:
        ReportError: one does.
    """
    if (folder / INDEX).exists() and not is_sheet(folder / INDEX):
        raise ReportError(
            f"{folder / INDEX}: crisis-arc did not write it and would overwrite it. "
            "Name another folder with --out, or move it"
        )


def read_summary(folder: Path) -> dict[str, Any] | None:
    """The `summary.json` in a folder if this package wrote it, else None."""
    try:
        summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        return summary if "crisis-arc" in summary["versions"] else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _is_there(path: Path) -> bool:
    """Whether there is a file, or a folder with anything in it."""
    return any(path.iterdir()) if path.is_dir() else path.exists()


def _is_own(folder: Path) -> bool:
    """Whether this package wrote here: a report, a comparison, or the tables of a coverage, also of a stopped run."""
    if (folder / SUMMARY).exists():
        return read_summary(folder) is not None
    return is_sheet(folder / COMPARED) or (folder / "tables" / ".lock").exists()
