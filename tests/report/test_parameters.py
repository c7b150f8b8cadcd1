"""The one cell with the parameters: read, written, and kept in its form."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.report.engine import papermill
from analysis.report.parameters import point_paths, read_parameters, write_parameters
from analysis.report.shipped import SHIPPED

CELL = '''article: str = "data/story.txt"  # a .txt or .html file
seed: int = 1  # of the random orders
output: str = ""  # folder; "" saves nothing
text: str = r"""
"""  # an article pasted between these two lines is read in place of the file'''
PASTED = '''"We are at war," she said.   # no comment
It's x = y in C:\\new\\users, he said: "No."'''


def make_notebook(cell=CELL):
    parameters = new_code_cell(cell, metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[new_code_cell("1 + 1"), parameters])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook


def test_values_are_written_over_the_defaults_and_all_else_stays():
    notebook = make_notebook()
    write_parameters(notebook, {"article": 'é "q" \\ {x}.txt', "seed": -7})
    assert notebook.cells[1].source == CELL.replace('"data/story.txt"', '"é \\"q\\" \\\\ {x}.txt"').replace(
        "= 1", "= -7"
    )
    assert read_parameters(notebook) == {"article": 'é "q" \\ {x}.txt', "seed": -7, "output": "", "text": "\n"}


@pytest.mark.parametrize("value", ["two\nlines", "a\ud800b", "\x1b[31m", "'\"", "😁", "", PASTED])
def test_any_text_can_be_a_value(value):
    notebook = make_notebook()
    write_parameters(notebook, {"text": value})
    assert read_parameters(notebook)["text"] == value
    notebook.cells[1].source.encode()


def test_an_unknown_parameter_is_refused():
    with pytest.raises(ValueError, match="colour: not in"):
        write_parameters(make_notebook(), {"colour": "red"})


def test_an_article_of_several_lines_with_quotation_marks_can_be_pasted():
    pasted = CELL.replace('r"""\n', f'r"""\n{PASTED}\n')
    assert read_parameters(make_notebook(pasted))["text"].strip() == PASTED


def test_papermill_still_finds_every_parameter_its_type_and_its_help(tmp_path):
    path = tmp_path / "notebook.ipynb"
    nbformat.write(make_notebook(), path)
    found = papermill.inspect_notebook(path)
    assert {name: one["inferred_type_name"] for name, one in found.items()} == {
        "article": "str",
        "seed": "int",
        "output": "str",
        "text": "str",
    }
    assert (
        found["text"]["help"].startswith("an article pasted") and found["output"]["help"] == 'folder; "" saves nothing'
    )


def test_paths_hold_from_the_folder_of_the_notebook(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a b.txt").touch()
    (tmp_path / "reports" / "a b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    notebook = make_notebook()
    write_parameters(notebook, {"article": "data/a b.txt", "output": "reports/a b"})
    point_paths(notebook, tmp_path / "reports" / "a b")
    assert read_parameters(notebook)["article"] == "../../data/a b.txt" and read_parameters(notebook)["output"] == "."
    write_parameters(notebook, {"article": "/nowhere/story.txt", "output": ""})
    point_paths(notebook, tmp_path / "reports" / "a b")
    assert read_parameters(notebook)["article"] == "/nowhere/story.txt" and read_parameters(notebook)["output"] == ""


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.ipynb")), ids=lambda path: path.name)
def test_what_is_shipped_has_no_pasted_article_and_saves_nothing(path, tmp_path):
    values = read_parameters(nbformat.read(path, as_version=4))
    assert not values.get("text", "").strip() and not values.get("output")
    assert list(papermill.inspect_notebook(path)) == list(values)
