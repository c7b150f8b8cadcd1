"""A report's notebook, opened where it lies and run again with another parameter, as JupyterLab runs it."""

import json
import os
import shutil
from pathlib import Path

import nbformat
import pytest
from helpers.paths import ROOT
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from analysis.report.parameters import read_parameters, write_parameters

pytestmark = pytest.mark.slow

PASTED = """"We will not sail," said Joan Doe, who leads the crews of Peru.

Peru's navy shelled a boat of Chile on Monday. Chile "condemned" it.
"""


@pytest.fixture
def moved(report, tmp_path, monkeypatch):
    """The report of the project's article in a tree of its own, from which every path is the same; nothing else is."""
    folder = tmp_path / "project" / "reports" / "story"
    shutil.copytree(report, folder)
    path = folder / "report.ipynb"
    notebook = nbformat.read(path, as_version=4)
    shutil.copytree(ROOT / "data" / "articles", tmp_path / "project" / "data" / "articles")
    shutil.copy(ROOT / "data" / "articles.csv", tmp_path / "project" / "data")
    write_parameters(notebook, {"article": "../../data/articles/baghdadpost-iran-crisis.txt"})
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return notebook, folder


def run(notebook, place):
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(place)}}).execute()


def read_summary(folder):
    return json.loads((folder / "summary.json").read_text(encoding="utf-8"))


def test_a_report_says_its_parameters_in_one_cell_and_in_paths_that_hold_where_it_lies(report):
    notebook = nbformat.read(report / "report.ipynb", as_version=4)
    tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    values = read_parameters(notebook)
    assert tags.count("parameters") == 1 and "injected-parameters" not in tags
    assert values["output"] == "." and values["article"].endswith("data/articles/baghdadpost-iran-crisis.txt")
    assert (report / values["article"]).is_file() and not values["text"].strip()


def test_an_edited_parameter_counts_and_the_results_are_written_beside_the_notebook(moved, tmp_path):
    notebook, folder = moved
    before = read_summary(folder)
    write_parameters(notebook, {"smoothing": 5, "seed": 3})
    run(notebook, folder)
    after = read_summary(folder)
    assert after["parameters"] == before["parameters"] | {"smoothing": 5, "seed": 3}
    assert after["crisis"] == before["crisis"] and not list((tmp_path / "elsewhere").iterdir())


def test_an_article_pasted_into_it_is_read(moved):
    notebook, folder = moved
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    opening, between, closing = cell.source.rpartition('text: str = r"""\n')
    assert opening and closing.startswith('"""  # ')
    cell.source = f"{opening}{between}{PASTED}{closing}"
    assert read_parameters(notebook)["text"].strip() == PASTED.strip()
    run(notebook, folder)
    assert read_summary(folder)["parameters"]["article"] == "pasted text"
    assert read_summary(folder)["article"]["paragraphs"] == 2


def test_run_from_another_folder_it_says_where_it_looked_and_writes_nothing(moved, tmp_path):
    notebook, folder = moved
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with pytest.raises(CellExecutionError, match=r"does not exist.*looked for in"):
        run(notebook, tmp_path / "elsewhere")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert not os.listdir(Path.cwd())
