"""The folder of a report: refused in one line, before anything runs, where a report cannot or must not be written."""

import json

import pytest
from helpers.paths import ARTICLE, ROOT
from helpers.samples import SHORT

from analysis.__main__ import main
from analysis.report.folder import COMPARISON, check_folder, check_index, read_summary
from analysis.report.parameters import ReportError
from analysis.show.sheet import MARK

OWN = json.dumps({"versions": {"crisis-arc": "0.0.1"}})


def refuse(command, capsys):
    """The one line with which a command refuses."""
    assert main(command) == 1
    error = capsys.readouterr().err
    assert error.startswith("crisis-arc: ") and error.count("\n") == 1 and "--out" in error
    return error


def test_a_folder_that_is_a_file_is_refused(tmp_path, capsys):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    for out in (tmp_path / "taken", tmp_path / "taken" / "below"):
        assert "taken is a file" in refuse(["report", str(ARTICLE), "--out", str(out)], capsys)
        assert "taken is a file" in refuse(["coverage", str(ROOT / "data" / "coverage.csv"), "--out", str(out)], capsys)
        assert "taken is a file" in refuse(["compare", str(ARTICLE), str(ARTICLE), "--out", str(out)], capsys)
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path, monkeypatch, capsys):
    def deny(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("analysis.report.folder.TemporaryFile", deny)
    for out in (tmp_path, tmp_path / "missing" / "below"):
        error = refuse(["report", str(ARTICLE), str(ARTICLE.with_name("strike-deal.txt")), "--out", str(out)], capsys)
        assert "cannot be written to (Permission denied)" in error and str(out) in error
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_missing_leaves_no_trace_when_it_is_checked(tmp_path):
    check_folder(tmp_path / "a" / "b")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["summary.json", "report.html", "report.ipynb", "figures/f.png", "tables/t.csv"])
def test_what_somebody_else_wrote_is_not_overwritten(tmp_path, name, capsys):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"mine": 1}', encoding="utf-8")
    assert name.split("/")[0] in refuse(["report", str(ARTICLE), "--out", str(tmp_path)], capsys)
    assert path.read_text(encoding="utf-8") == '{"mine": 1}' and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "summary", ["", "[]", "null", '"x"', '{"versions": []}', '{"versions": null}', "\udcff", "{" * 9999]
)
def test_a_summary_without_our_version_is_not_ours(tmp_path, summary):
    (tmp_path / "summary.json").write_text(summary, encoding="utf-8", errors="surrogateescape")
    assert read_summary(tmp_path) is None
    with pytest.raises(ReportError, match=r"has summary\.json, which crisis-arc did not write"):
        check_folder(tmp_path)


def test_our_own_reports_comparisons_and_stopped_coverages_are_written_again(tmp_path):
    for name in ("figures", "tables"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.csv").touch()
    with pytest.raises(ReportError, match="has figures, tables, which"):
        check_folder(tmp_path, COMPARISON)
    (tmp_path / "tables" / ".lock").touch()
    check_folder(tmp_path)
    (tmp_path / "tables" / ".lock").unlink()
    (tmp_path / "comparison.html").write_text(MARK, encoding="utf-8")
    check_folder(tmp_path, COMPARISON)
    (tmp_path / "summary.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ReportError, match=r"has summary\.json, figures, tables, which"):
        check_folder(tmp_path)
    (tmp_path / "summary.json").write_text(OWN, encoding="utf-8")
    check_folder(tmp_path)


def test_an_index_of_somebody_else_is_not_overwritten(tmp_path, capsys):
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    articles = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert "index.html" in refuse(["report", *articles, "--out", str(tmp_path)], capsys)
    (tmp_path / "index.html").write_text(f"<head>{MARK}", encoding="utf-8")
    check_index(tmp_path)


@pytest.mark.slow
def test_braces_in_the_name_of_a_folder_are_no_parameters(tmp_path, capsys):
    (tmp_path / "story.txt").write_text(SHORT, encoding="utf-8")
    out = tmp_path / "{seed} {where}"
    assert main(["report", str(tmp_path / "story.txt"), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"Open {out / 'report.html'}\n"
