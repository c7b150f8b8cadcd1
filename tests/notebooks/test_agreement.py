"""The notebook on two readers, run by papermill from the project's root and from its own folder."""

import papermill
import pytest
from helpers.paths import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("cwd", [ROOT, ROOT / "notebooks"])
def test_the_notebook_says_how_far_two_readers_agree(tmp_path, cwd):
    notebook = papermill.execute_notebook(
        ROOT / "notebooks" / "agreement.ipynb",
        tmp_path / "out.ipynb",
        kernel_name="python3",
        progress_bar=False,
        cwd=cwd,
    )
    told = " ".join(out.data["text/plain"] for cell in notebook.cells for out in cell.get("outputs", []))
    assert "The two readers agree on" in told and "direction" in told and "set on fire" in told
