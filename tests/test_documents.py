"""The documents are true: the data dictionary is up to date, and every command and block of Python runs as printed."""

import csv
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.paths import ROOT

import analysis
from analysis.reading import schema
from analysis.reading.tables import Table
from analysis.report.dictionary import DICTIONARY, TEMPLATE, describe_table, fill_template

README, DATA, RULES = "README.md", "data/README.md", "analysis/rules/README.md"
DOCUMENTS = (README, "CONTRIBUTING.md", DATA, RULES, "analysis/story/README.md")
TABLES = {name: table for name, table in vars(schema).items() if isinstance(table, Table)}
PROGRAMS = {"crisis-arc": ["-m", "analysis"], "papermill": ["-m", "papermill"], "python": []}


def read(document):
    return (ROOT / document).read_text(encoding="utf-8")


def find_blocks(document, language):
    """The blocks of code in a language, "" for those that name none."""
    parts = re.split(r"^```(\w*)\n", read(document), flags=re.MULTILINE)[1:]  # a fence's language, what follows it, …
    return [text for name, text in zip(parts[::4], parts[1::4], strict=True) if name == language]


def find_commands():
    """The commands of the package in the documents, each once, for the interpreter that runs the tests."""
    lines = [line for document in (README, RULES) for block in find_blocks(document, "") for line in block.splitlines()]
    words = [shlex.split(line.replace("\\", "/")) for line in lines]
    ours = [w for w in words if Path(w[0]).name in PROGRAMS and (Path(w[0]).name != "python" or w[1] == "-c")]
    found = [(*PROGRAMS[Path(w[0]).name], *w[1:]) for w in ours]
    return list(dict.fromkeys(found))


def run(words, folder):
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder with the project's data and notebooks, in which commands may write."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def outcomes(project):
    """Each command of the documents with what became of it; they run in the order of the documents."""
    return [(" ".join(words), run(words, project)) for words in find_commands()]


def test_the_data_dictionary_is_what_make_docs_writes():
    assert read(f"data/{DICTIONARY}") == fill_template(read(f"data/{TEMPLATE}")), "Run make docs."


def test_the_data_dictionary_has_every_table():
    missing = [name for name in TABLES if not re.search(rf"^{{{{ .+: {name} }}}}$", read(f"data/{TEMPLATE}"), re.M)]
    assert TABLES and missing == []


def test_a_table_is_described_with_its_columns_types_units_and_meanings():
    table = Table("""
One row per ship
name | str | | what it is
    called
length, beam | float64 | metres | its size
""")
    assert table == {"name": "str", "length": "float64", "beam": "float64"} and next(iter(table)) == "name"
    assert {"fleet": "str", **table}["beam"] == "float64" and table | {"age": "Int64"} == {**table, "age": "Int64"}
    assert describe_table("ships, boats", table).splitlines() == [
        "### `ships`, `boats`: one row per ship",
        "",
        "| column | type | unit or values | meaning |",
        "|---|---|---|---|",
        "| `name` | text |  | what it is called |",
        "| `length`, `beam` | number | metres | its size |",
    ]


@pytest.mark.parametrize("line", ["name | str | its name", "name | int | | its name", "name | str | |", "| str | | x"])
def test_a_description_that_lacks_a_part_is_refused(line):
    with pytest.raises(ValueError, match=re.escape(line.strip())):
        Table(f"One row per ship\n{line}")


def test_a_column_is_described_once():
    with pytest.raises(ValueError, match="described twice"):
        Table("One row per ship\nname | str | | its name\nname | str | | its name")


def test_the_rules_are_explained_each_with_a_row_of_its_table():
    tables = {path.name: path.read_text(encoding="utf-8").splitlines() for path in (ROOT / RULES).parent.glob("*.csv")}
    sections = re.split(r"^### ", read(RULES), flags=re.MULTILINE)[1:]
    for name, lines in tables.items():
        (section,) = (section for section in sections if f"`{name}`" in section.partition("\n")[0])
        rows = list(csv.DictReader(lines))
        kinds = {kind for row in rows for column in ("kind", "sense") for kind in row.get(column, "").split()}
        assert [word for word in (*rows[0], *sorted(kinds)) if f"`{word}`" not in section] == [], name
    examples = [block.splitlines() for block in find_blocks(RULES, "csv")]
    assert len(examples) == len(tables)
    for head, row in examples:
        assert [name for name, lines in tables.items() if lines[0] == head and row in lines], row


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document):
    text, folder = read(document), (ROOT / document).parent
    links = [folder / link for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text)]
    named = [ROOT / path for path in re.findall(r"`((?:analysis|data|notebooks)/[\w./-]+)`", text)]
    missing = [str(path) for path in (*links, *named) if not path.exists()]
    assert missing == []


def test_the_corrections_of_the_data_dictionary_are_made(project):
    (block,) = find_blocks(DATA, "csv")
    rows = list(csv.DictReader(io.StringIO(block)))
    file = project / "data" / "corrections.csv"
    file.write_text(block, encoding="utf-8")
    try:
        found = analysis.read_listed(project / "data" / "articles" / rows[0]["article"]).corrections
    finally:
        file.unlink()
    assert list(found["after"]) == [row["value"] for row in rows]


@pytest.mark.slow
def test_every_command_runs_as_printed(outcomes):
    assert len(outcomes) > 6
    assert [(command, outcome.stderr[-2000:]) for command, outcome in outcomes if outcome.returncode] == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", [".", "notebooks"])
@pytest.mark.parametrize("document", [README, DATA])
def test_every_block_of_python_runs_as_printed(document, folder, project, outcomes):
    for block in find_blocks(document, "python"):
        outcome = run(["-c", block], project / folder)
        assert outcome.returncode == 0, outcome.stderr[-2000:]


def test_readme_quotes_the_figures_of_speed_that_were_kept(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "benchmarks"))
    from run import quote_figures

    assert quote_figures(read(README)) == read(README) and "times the floor" in read(README)
