"""The report of a coverage, and the commands that read many articles and compare two."""

import json
import re
import shutil

import pytest
from helpers.paths import ROOT

from analysis.__main__ import main
from analysis.report.parameters import ReportError, check_parameters
from analysis.report.run import make_coverage_report
from analysis.report.shipped import COVERAGE

pytestmark = pytest.mark.slow


def test_the_report_has_its_page_figures_tables_and_summary(covered_report):
    page = (covered_report / "report.html").read_text(encoding="utf-8")
    assert "Coverage: 20 articles" in page and "<del>" in page and not re.search(r"(?:src|href)=.https?:", page)
    summary = json.loads((covered_report / "summary.json").read_text(encoding="utf-8"))
    assert summary["coverage"]["articles"] == 20 and summary["coverage"]["stories"] == 16
    assert {peak["day"] for peak in summary["peaks"]} >= {"2020-01-08"}
    assert "2020-01-03" in {day["day"] for day in summary["timeline"]} and summary["verdict"].startswith("Too little")
    tables = {path.stem for path in (covered_report / "tables").glob("*.csv")}
    known = "timeline telling phases sides left_out days deeds reports toll outlets copies voices failures course"
    assert tables == set(known.split())
    figures = {path.name for path in (covered_report / "figures").iterdir()}
    assert {
        "timeline.png",
        "timeline-narrow.svg",
        "strip.png",
        "phases.png",
        "days.png",
        "days.svg",
        "outlets.png",
        "voices.png",
        "versions_1.png",
    } <= figures


def test_the_page_begins_with_the_verdict_and_the_days_in_the_words_of_reports(covered_report):
    page = (covered_report / "report.html").read_text(encoding="utf-8")
    places = [
        page.index(words)
        for words in ("Too little to tell", "killed General Qassem Soleimani", "The main parties are", "Contents")
    ]
    assert places == sorted(places) and page.count("<details>") >= 5
    assert len(page) < 2_000_000


def test_the_summary_has_both_peaks(covered_report):
    summary = json.loads((covered_report / "summary.json").read_text(encoding="utf-8"))
    assert {peak["day"] for peak in summary["peaks"]} >= {"2020-01-03", "2020-01-08"}


def test_the_same_coverage_gives_the_same_figures_and_tables(covered_report, tmp_path):
    files = [file for file in sorted(covered_report.rglob("*")) if file.suffix in (".png", ".svg", ".csv", ".json")]
    again = shutil.copytree(covered_report, tmp_path / "again")
    for name in ("figures", "summary.json"):
        (again / name).rename(again / f"old {name}")
    make_coverage_report(again)
    assert len(files) >= 20
    assert all((again / file.relative_to(covered_report)).read_bytes() == file.read_bytes() for file in files)


def test_the_command_reads_and_reports_and_a_second_time_reads_nothing(tmp_path, capsys):
    for i, text in enumerate(["Troops shelled the harbour on Monday.", "The mayor called for calm on Tuesday.", ""]):
        (tmp_path / f"{i}.txt").write_text(f"{text}\n\n{text}", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["coverage", str(tmp_path), "--out", str(out), "--jobs", "1", "-p", "shuffles=99"]) == 0
    told = capsys.readouterr()
    assert told.out == f"Open {out / 'report.html'}\n" and "two articles read" in told.err
    assert "one file could not be read" in told.err
    assert main(["coverage", str(tmp_path), "--out", str(out), "--jobs", "1", "-p", "shuffles=99"]) == 0
    assert "3 of them before" in capsys.readouterr().err


def test_what_cannot_be_covered_is_told_in_one_line(tmp_path, capsys):
    assert main(["coverage", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 1
    assert "does not exist" in capsys.readouterr().err and not (tmp_path / "out").exists()
    assert main(["coverage", str(tmp_path), "-p", "colour=red"]) == 1
    assert "no such parameter" in capsys.readouterr().err
    with pytest.raises(ReportError, match="odd number"):
        check_parameters({"smoothing": "2"}, COVERAGE)


def test_the_span_of_a_timeline_is_given_in_plain_words():
    given = {"from": "2020-01-03", "to": "2020-01-08", "days": "4", "all": "yes"}
    known = {"from_day": "2020-01-03", "to_day": "2020-01-08", "days": 4, "everything": True}
    assert check_parameters(given, COVERAGE) == known
    for name, value in (("from", "3 January"), ("days", "-1"), ("all", "maybe")):
        with pytest.raises(ReportError):
            check_parameters({name: value}, COVERAGE)


def test_two_versions_are_compared_on_the_command_line(tmp_path, capsys):
    files = [
        str(ROOT / "data" / "coverage" / name) for name in ("02-air-strikes-on-militia.txt", "03-jets-hit-militia.txt")
    ]
    assert main(["compare", *files, "--out", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("The second version keeps six of the 12 paragraphs")
    assert re.search(r"^− +¶12 ", told, re.MULTILINE)
    assert told.endswith(f"Open {tmp_path / 'comparison.html'}\n") and (tmp_path / "comparison.html").exists()
    assert (tmp_path / "figures" / "comparison.png").exists() and (tmp_path / "tables" / "shifts.csv").exists()
    assert main(["compare", files[0], str(tmp_path / "none.txt")]) == 1
    assert "none.txt: does not exist" in capsys.readouterr().err
