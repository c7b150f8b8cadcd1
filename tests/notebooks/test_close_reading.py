"""The notebook of close reading, run by papermill."""

import papermill
import pytest
from conftest import ROOT
from samples import HOSTILE


@pytest.mark.parametrize("parameters", [{}, {"text": HOSTILE}, {"focus": "USA-IRN", "published": "2020-01-11"}])
def test_the_notebook_shows_the_article(tmp_path, parameters):
    notebook = papermill.execute_notebook(
        ROOT / "notebooks" / "close_reading.ipynb",
        tmp_path / "out.ipynb",
        parameters,
        kernel_name="python3",
        progress_bar=False,
        cwd=ROOT / "notebooks",
    )
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output.output_type for output in outputs] == ["execute_result", "execute_result"]
    assert "reading-summary" in outputs[0].data["text/html"] and "close-reader" in outputs[1].data["text/html"]
    assert ("alert(3)&lt;/script&gt;" in outputs[1].data["text/html"]) == ("text" in parameters)
