"""Every number of a report by what it means and where it stands: in sentences, alternative texts, labels and files."""

import html
import json
import re
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

import nbformat
import pandas as pd

from analysis.show.sides import name_side

WORDS = "no one two three four five six seven eight nine".split()
DECIMALS = {"escalation": 1, "p": 3, "tone": 2, "share": 2}  # by the last word of a meaning; all else is a count
MARKED = {"events": "e", "quotes": "q", "dates": "d"}  # on the page, and the letter of their numbers
DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")


def read_count(word: str) -> int:
    """*seven*, *Seven*, *none*, *21*, *4,638*."""
    word = {"none": "no"}.get(word.lower(), word.lower()).replace(",", "")
    return WORDS.index(word) if word in WORDS else int(word)


def read_value(meaning: str, text: str) -> object:
    """What stands in a text, in the precision in which it is told."""
    if meaning.endswith("days"):
        outside = re.sub("“[^”]*”", "", text)
        iso = re.findall(r"\d{4}-\d\d-\d\d", text)
        return sorted(map(date.fromisoformat, iso) if iso else map(_read_day, DAY.findall(outside)))
    if meaning.endswith("shares"):
        percents, shares = re.findall(r"(\d+) % of samples", text), re.findall(r"steady=([\d.]+)", text)
        return [round(float(share), 2) for share in shares] or [int(percent) / 100 for percent in percents]
    if meaning.endswith("places"):
        return list(map(int, re.findall(r"\d+", text)))
    decimals = DECIMALS.get(meaning.rpartition("_")[2])
    if decimals is None:
        return read_count(text)
    percent = text.endswith("%")
    figure = float(text.replace("−", "-").removesuffix("%"))
    return round(figure / 100 if percent else figure, decimals) + 0.0


def _read_day(text: str) -> date:
    return datetime.strptime(text, "%d %B %Y").date()


def gather(folder: Path, patterns: list[tuple[str, str]]) -> dict[str, dict[str, object]]:
    """By meaning and place, the numbers of a report.

    A pattern is a place, of which `*` is any part, and a regular expression whose groups are named by what they mean;
    groups `source` and `target` say of whom, and belong to the meaning.
    """
    found: dict[str, dict[str, object]] = defaultdict(dict)
    for place, text in list_places(folder).items():
        for where, pattern in patterns:
            if not Path(place).match(where):
                continue
            for match in re.finditer(pattern, text, re.MULTILINE):
                groups = {name: value for name, value in match.groupdict().items() if value is not None}
                sides = [_name(groups.pop(side)) for side in ("source", "target") if side in groups]
                for meaning, value in groups.items():
                    known = f"{meaning}: {' → '.join(sides)}" if sides else meaning
                    read = read_value(meaning, value)
                    assert found[known].setdefault(place, read) == read, f"{known} has two values in {place}"
    return found


def _name(side: str) -> str:
    return re.sub("^the ", "", name_side(side, article=False), flags=re.IGNORECASE).casefold()


def list_places(folder: Path) -> dict[str, str]:
    """The text of each place of a report: its sentences, alternative texts, labels of charts, tables and summary."""
    places = {}
    notebook = nbformat.read(folder / "report.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    for number, output in enumerate(outputs):
        if "image/png" in output.data:
            places[f"alt/{number}"] = output.metadata["image/png"]["alt"]
        elif re.search("finding|verdict|bullets|sureness", output.data.get("text/html", "")):
            places[f"told/{number}"] = output.data["text/plain"]
    for chart in (folder / "figures").glob("*.svg"):
        labels = re.findall(r"<text[^>]*>(.*?)</text>", chart.read_text(encoding="utf-8"), re.DOTALL)
        places[f"label/{chart.stem}"] = html.unescape(re.sub("<.*?>", "", "\n".join(labels))) + "\n"
    places["summary.json"] = "\n".join(_flatten(json.loads((folder / "summary.json").read_text(encoding="utf-8"))))
    page = (folder / "report.html").read_text(encoding="utf-8")
    marks = {kind: len(set(re.findall(rf'data-note="({letter}\d+)"', page))) for kind, letter in MARKED.items()}
    places["page"] = re.search("<title>(.*)</title>", page)[1] + "".join(f"\n{k}: {n}" for k, n in marks.items())
    return places | {f"table/{path.stem}": _tell_table(path) for path in (folder / "tables").glob("*.csv")}


def _flatten(value: object, name: str = "") -> list[str]:
    """One line a figure: *crisis.events: 28*; of a list of objects, a line for each, with all its figures."""
    if isinstance(value, dict):
        return [line for key, part in value.items() for line in _flatten(part, f"{name}.{key}".removeprefix("."))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [f"{name}: " + ", ".join(f"{key}={cell}" for key, cell in row.items()) for row in value]
    return [f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"]


def _tell_table(path: Path) -> str:
    """How many rows a table has, and each row with all its cells; sums of the columns that are counts."""
    table = pd.read_csv(path, dtype={"cameo": "str"})
    rows = [", ".join(f"{name}={cell}" for name, cell in row.items()) for row in table.to_dict("records")]
    sums = [f"sum of {name}: {int(table[name].sum())}" for name in table if table[name].dtype == "int64"]
    if "paragraph" in table:
        sums.append(f"rows with a paragraph: {table['paragraph'].notna().sum()}")  # not of the headline
    return "\n".join([f"rows: {len(table)}", *sums, *rows])
