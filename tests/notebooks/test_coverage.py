"""The notebook of a coverage, run by papermill as anyone may run it."""

import json

import papermill
import pytest
from helpers.paths import ROOT
from helpers.samples import HOSTILE, SHORT

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path):
    """Runs the notebook from its own folder; gives its outputs and its summary."""

    def _run(**parameters):
        notebook = papermill.execute_notebook(
            ROOT / "notebooks" / "coverage.ipynb",
            tmp_path / "out.ipynb",
            {**parameters, "output": str(tmp_path / "results")},
            kernel_name="python3",
            progress_bar=False,
            cwd=ROOT / "notebooks",
        )
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        assert not [output for output in outputs if output.output_type in ("stream", "error")]
        return outputs, json.loads((tmp_path / "results" / "summary.json").read_text(encoding="utf-8"))

    return _run


def test_a_coverage_that_was_made_is_opened(run, covered_folder):
    outputs, summary = run(source=str(covered_folder), focus="usa-irn", smoothing=5, shuffles=199, seed=2)
    assert summary["parameters"] == {
        "focus": "USA-IRN",
        **{"days": 0, "from_day": "", "to_day": ""},
        **{"smoothing": 5, "shuffles": 199, "seed": 2},
    }
    assert summary["coverage"]["articles"] == 20 and summary["peaks"]
    charts = [output for output in outputs if "image/png" in output.data]
    assert len(charts) == 9 and all(output.metadata["image/png"]["alt"].endswith(".") for output in charts)


def test_articles_that_were_not_read_before_are_read_now_and_are_text_alone(run, tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    for name, text in {"a $x$ <b>.txt": HOSTILE, "b.txt": HOSTILE + "\n\nOne more.", "c.txt": SHORT}.items():
        (news / name).write_text(text, encoding="utf-8")
    outputs, summary = run(source=str(news), shuffles=99)
    assert summary["coverage"]["articles"] == 3 and summary["coverage"]["stories"] == 2
    page = " ".join(output.data.get("text/html", "") for output in outputs)
    assert "&lt;script&gt;" in page and "<script" not in page and "\x1b" not in page
