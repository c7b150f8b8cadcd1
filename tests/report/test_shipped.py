"""The notebooks inside the package: the same as those in `notebooks/`, and not touched by what a user does there."""

import json
import shutil

import nbformat
import pytest
from helpers.paths import ROOT
from helpers.samples import SHORT

from analysis.__main__ import main
from analysis.report.parameters import write_parameters
from analysis.report.run import make_report
from analysis.report.shipped import ARTICLE, SHIPPED, find_notebook, write_notebooks

NAMES = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


def test_the_notebooks_are_those_that_are_shipped():
    remedy = "`make notebooks` ships notebooks/; `crisis-arc notebooks --overwrite` brings the shipped ones back"
    assert sorted(path.name for path in SHIPPED.glob("*.ipynb")) == NAMES
    for name in NAMES:
        assert (ROOT / "notebooks" / name).read_bytes() == (SHIPPED / name).read_bytes(), remedy


def test_copies_are_written_and_what_was_changed_is_left(tmp_path, capsys):
    folder = tmp_path / "mine"
    assert main(["notebooks", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(folder / name) for name in NAMES]
    (folder / ARTICLE).write_text("mine", encoding="utf-8")
    assert main(["notebooks", str(folder)]) == 1 and (folder / ARTICLE).read_text(encoding="utf-8") == "mine"
    assert "crisis_arc.ipynb differs and was left as it is; --overwrite" in capsys.readouterr().out
    assert main(["notebooks", str(folder), "--overwrite"]) == 0
    assert (folder / ARTICLE).read_bytes() == find_notebook(ARTICLE).read_bytes()
    assert write_notebooks(folder) == {folder / name: True for name in NAMES}


@pytest.mark.slow
def test_a_report_is_of_its_article_whatever_was_pasted_into_the_notebook_of_the_user(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    mine = nbformat.read(tmp_path / "notebooks" / ARTICLE, as_version=4)
    write_parameters(mine, {"text": "The mayor resigned on Tuesday, and crowds cheered.", "seed": 9, "smoothing": 4})
    nbformat.write(mine, tmp_path / "notebooks" / ARTICLE)
    (tmp_path / "story.txt").write_text(SHORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    make_report("story.txt", tmp_path / "out")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["parameters"]["article"] == "story.txt" and summary["parameters"]["seed"] == 1
    assert "harbour town" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
