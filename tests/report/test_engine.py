"""How a notebook is run."""

import subprocess
import sys

import nbformat
import pytest
from helpers.paths import ARTICLE
from nbformat.v4 import new_code_cell, new_notebook

from analysis.report.engine import UNUSED, run_notebook
from analysis.report.parameters import ReportError
from analysis.report.run import make_report


def make_notebook(*cells):
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def test_papermill_is_imported_without_what_it_does_not_use():
    code = f"import sys, analysis.report.engine; print(sorted(set({UNUSED}) & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.slow
def test_a_notebook_is_saved_as_often_with_many_cells_as_with_few(tmp_path, monkeypatch):
    saves = []
    monkeypatch.setattr("papermill.engines.write_ipynb", lambda *_: saves.append(1))
    counts = []
    for cells in (1, 9):
        run_notebook(make_notebook(*["1 + 1"] * cells), tmp_path / "out.ipynb")
        counts.append(len(saves))
        saves.clear()
    assert counts[0] == counts[1] > 0


@pytest.mark.slow
def test_a_kernel_that_dies_leaves_the_notebook_as_far_as_it_ran(tmp_path, monkeypatch):
    notebook = make_notebook('article: str = ""\noutput: str = ""', "1 + 1", "import os\nos._exit(1)", "2 + 2")
    notebook.cells[0].metadata["tags"] = ["parameters"]
    path = tmp_path / "in.ipynb"
    nbformat.write(notebook, path)
    monkeypatch.setattr("analysis.report.run.find_notebook", lambda *_: path)
    with pytest.raises(ReportError, match=r"could not be run to its end: DeadKernelError.*report-failed\.ipynb"):
        make_report(str(ARTICLE), tmp_path / "out")
    partly = nbformat.read(tmp_path / "out" / "report-failed.ipynb", as_version=4)
    told = {cell.source: [output.data["text/plain"] for output in cell.outputs] for cell in partly.cells}
    assert told["1 + 1"] == ["2"] and told["2 + 2"] == []
