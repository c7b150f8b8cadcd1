"""The tour, run from the project's root, from its own folder and from one that is nowhere near."""

import papermill
import pytest
from helpers.paths import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("place", ["", "notebooks", "elsewhere"])
def test_the_tour_runs_from_any_folder(tmp_path, place):
    notebook = papermill.execute_notebook(
        ROOT / "notebooks" / "tour.ipynb",
        tmp_path / "out.ipynb",
        kernel_name="python3",
        progress_bar=False,
        cwd=tmp_path if place == "elsewhere" else ROOT / place,
    )
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    assert not [out for out in outputs if out.output_type in ("stream", "error")]
    html = " ".join(out.data.get("text/html", "") for out in outputs)
    assert "close-reader" in html and "all 38 columns" in html
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) <= 12 and all(cell.outputs for cell in code[2:])
