"""The notebook on trust, run by papermill without public sets and with a few rows of them."""

import json

import papermill
import pytest
from helpers.paths import ROOT

pytestmark = pytest.mark.slow

NOTEBOOK = ROOT / "notebooks" / "validation.ipynb"
TEXT = "Turkey attacked Syria on 3 May 2016. “We had no choice,” said Ann Lee."
QUOTE = {"start": 37, "end": 56, "speaker": [[62, 69]]}
ROWS = {
    "quotes": [{"text": TEXT, "published": None, "quoted": [[37, 56]], "quotes": [QUOTE]}],
    "events": [{"text": "Turkey attacked Syria.", "quad": "Mconf", "source": "Turkey", "target": "Syria"}] * 12,
    "tone": [
        {"doc": doc, "text": text, "mean": mean}
        for doc in range(4)
        for text, mean in [("A terrible murder.", -2), ("The table.", 0), ("A wonderful peace.", 2)] * 4
    ],
}


@pytest.fixture
def run(tmp_path):
    """Runs the notebook in its own folder; gives what it told, and the names of what it saved."""

    def _run(**parameters):
        out = tmp_path / "results"
        parameters |= {"resamples": 49, "output": str(out)}
        options = {"kernel_name": "python3", "progress_bar": False, "cwd": NOTEBOOK.parent}
        notebook = papermill.execute_notebook(NOTEBOOK, tmp_path / "out.ipynb", parameters, **options)
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        assert not [output for output in outputs if output.output_type in ("stream", "error")]
        assert sum("image/png" in output.data for output in outputs) == 5
        told = " ".join(output.data["text/plain"] for output in outputs)
        return told, {path.name for path in out.rglob("*.*")}

    return _run


def test_without_public_sets_it_shows_its_own_and_what_the_authors_measured(run):
    told, saved = run(sentences=60)
    assert "Our own sentences were read for dates and events" in told and "No public set was read" in told
    assert "expect about" in told and "people give" in told and "on the right side in our own sentences" in told
    assert "Krippendorff’s alpha is" in told and "the rules alone find" in told and "both coders read it" in told
    assert {"measured.png", "certainty.png", "agreement.svg", "agreement.csv"} <= saved and "results.csv" not in saved


def test_with_a_folder_of_gold_its_rows_are_scored_and_what_is_missing_is_said(run, tmp_path):
    for job, rows in ROWS.items():
        (tmp_path / f"{job}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    told, saved = run(gold=str(tmp_path), sentences=12)
    assert "The public sets were read for quotes, events and tone." in told
    assert "no layout.jsonl, dates.jsonl and quiet.jsonl" in told
    assert "of 12 at 0." in told and {"results.csv", "calibration.csv"} <= saved
