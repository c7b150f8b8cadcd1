"""The notebook, run by papermill as anyone may run it, with several sets of parameters."""

import json
import re

import nbformat
import pandas as pd
import papermill
import pytest
from helpers.paths import ARTICLE, ROOT
from helpers.samples import ARC, NO_TONE, SHORT

pytestmark = pytest.mark.slow

NOTEBOOK = ROOT / "notebooks" / "crisis_arc.ipynb"


def read_run(notebook, folder):
    """What an executed notebook told, charts included, its tables, and its summary; nothing was printed or failed."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type in ("stream", "error")]
    told = " ".join(output.data["text/plain"] for output in outputs if {"text/html", "image/png"} & {*output.data})
    tables = {path.stem: pd.read_csv(path) for path in (folder / "tables").glob("*.csv")}
    return told, tables, json.loads((folder / "summary.json").read_text(encoding="utf-8"))


@pytest.fixture
def run(tmp_path):
    """Runs the notebook; gives what it told, its tables, and its summary."""

    def _run(cwd=ROOT, **parameters):
        out = tmp_path / "results"
        notebook = papermill.execute_notebook(
            NOTEBOOK,
            tmp_path / "out.ipynb",
            {**parameters, "output": str(out)},
            kernel_name="python3",
            progress_bar=False,
            cwd=cwd,
        )
        return read_run(notebook, out)

    return _run


def test_the_article(report, reading):
    told, tables, summary = read_run(nbformat.read(report / "report.ipynb", as_version=4), report)
    pd.testing.assert_frame_equal(tables["paragraphs"], reading.paragraphs, check_dtype=False)
    assert "published on 9 January 2020, according to the list of articles" in told
    assert "Perhaps easing – but the United States still threatens: as of 9 January 2020" in told
    assert "Eases: Donald Trump: “President Donald Trump has stepped back from new military action" in told
    assert re.search(
        r"A conflict with a known day: On 3 January 2020, “[^”]*the killing of a prominent Iranian general", told
    )
    assert re.search(r"Threatens: the United States: “[^”]*impose additional sanctions on Iran” \(planned", told)
    assert "the lowest is paragraph 2 (−0.84)." in told
    assert "paragraphs 1, 2, 5, 6, 8 and 10" in told and "Only the rules" not in told
    assert "Donald Trump, Javad Zarif and Ali Khamenei are quoted." in told
    assert "It recalls 2018: “" in told
    assert tables["quotes"]["speaker"].tolist()[2:] == ["Javad Zarif", "Javad Zarif", "Ali Khamenei"]
    assert summary["in_short"] in told


def test_the_article_with_other_parameters_from_the_notebooks_folder(run):
    told, tables, summary = run(cwd=ROOT / "notebooks", published="2020-01-11", smoothing=5, shuffles=199, seed=7)
    assert "published on 11 January 2020, the date that was given" in told
    assert summary["parameters"] | {"article": ""} == {
        "article": "",
        "published": "2020-01-11",
        "focus": "",
        "smoothing": 5,
        "shuffles": 199,
        "seed": 7,
    }
    arc = tables["arc_tone"]
    assert arc["smoothed"].iloc[2] == pytest.approx(arc["value"].iloc[:5].mean())


def test_a_focus_narrows_every_section(run):
    told, tables, summary = run(focus="usa-irn")
    sides = {("USA", "IRN"), ("IRN", "USA")}
    assert set(tables["events"]["source"].dropna()) | set(tables["events"]["target"].dropna()) == {"USA", "IRN"}
    assert set(zip(tables["pairs"]["source"], tables["pairs"]["target"], strict=True)) <= sides
    assert set(tables["mentions"]["country"]) == {"USA", "IRN"} and summary["parameters"]["focus"] == "USA-IRN"
    assert "Narrowed to the United States and Iran" in told


def test_a_focus_that_the_article_does_not_have_names_those_that_it_has(run):
    with pytest.raises(papermill.PapermillExecutionError, match=r"FRA.*It has .*IRN \(Iran\)"):
        run(focus="USA-FRA")


def test_a_very_short_article(run, tmp_path):
    path = tmp_path / "short.txt"
    path.write_text(SHORT, encoding="utf-8")
    told, tables, summary = run(article=str(path))
    assert len(tables["paragraphs"]) == 1 and tables["arc_polarity"]["smoothed"].iloc[0] == pytest.approx(0.375)
    assert "too few to test" in told and "One paragraph with 15 words were read" in told
    assert summary["arcs"]["tone"]["p_value"] is None
    assert "The program found no quotation" in told and tables["quotes"].empty and tables["dates"].empty


def test_an_article_without_tone_words(run, tmp_path):
    path = tmp_path / "plain.txt"
    path.write_text(NO_TONE, encoding="utf-8")
    told, tables, summary = run(article=str(path))
    assert len(tables["paragraphs"]) == 3 and tables["paragraphs"]["polarity"].isna().all() and tables["words"].empty
    assert "knows none of the words in this text" in told and summary["arcs"]["vader"]["mean"] is None


def test_a_pasted_article_with_an_arc_is_read_in_place_of_the_file(run):
    told, tables, summary = run(text=ARC)
    assert len(tables["paragraphs"]) == 30 and summary["parameters"]["article"] == "pasted text"
    assert tables["mentions"]["country"].isna().all()
    assert "day of publication is not known" in told and "so it is more than chance" in told
    assert summary["arcs"]["tone"]["beyond_chance"] is True


def test_the_notebook_says_nothing_that_is_true_of_one_article_only():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    prose = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    names = ("Trump", "Iran", "Baghdad", "Zarif", "Khamenei", "Soleimani", "2020")
    assert ARTICLE.exists() and not [name for name in names if name in prose]
