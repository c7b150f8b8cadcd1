"""The notebooks in other hands: nbconvert, jupytext and nbclient run them as they are, from a folder of their own."""

import subprocess
import sys

import nbformat
import pytest
from helpers.paths import ROOT
from nbclient import NotebookClient

pytestmark = pytest.mark.slow

NOTEBOOKS = ROOT / "notebooks"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


def run(*command, cwd):
    done = subprocess.run([sys.executable, "-m", *map(str, command)], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def read_outputs(path_or_notebook):
    """The outputs of a notebook that ran to its end; nothing failed."""
    notebook = path_or_notebook
    if not isinstance(notebook, nbformat.NotebookNode):
        notebook = nbformat.read(notebook, as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert outputs and not [output for output in outputs if output.output_type == "error"]
    return outputs


@pytest.mark.parametrize("name", ["agreement", "tour"])
def test_nbconvert_executes_a_notebook(tmp_path, name):
    options = ("--execute", "--to", "notebook", "--output-dir", tmp_path)
    run("nbconvert", *options, NOTEBOOKS / f"{name}.ipynb", cwd=tmp_path)
    read_outputs(tmp_path / f"{name}.ipynb")


def test_jupytext_makes_a_script_of_a_notebook_that_runs_as_a_notebook_again(tmp_path):
    run("jupytext", "--to", "py:percent", "-o", tmp_path / "arc.py", NOTEBOOKS / "agreement.ipynb", cwd=tmp_path)
    run("jupytext", "--to", "ipynb", "--execute", tmp_path / "arc.py", cwd=tmp_path)
    assert "The two readers agree on" in str(read_outputs(tmp_path / "arc.ipynb"))


def test_nbclient_runs_the_notebook_of_an_article(tmp_path):
    notebook = nbformat.read(NOTEBOOKS / "crisis_arc.ipynb", as_version=4)
    parameters = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    parameters.source += f"\noutput = {str(tmp_path / 'results')!r}"
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert "Perhaps easing" in str(read_outputs(notebook)) and (tmp_path / "results" / "summary.json").is_file()


def test_any_editor_finds_the_kernel_and_nothing_that_only_jupyterlab_has():
    for name in NAMES:
        notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
        nbformat.validate(notebook)
        assert notebook.metadata.kernelspec.name == "python3" and notebook.metadata.language_info.name == "python"
        assert not [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.startswith(("%", "!"))]
