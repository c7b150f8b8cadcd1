import io
import re
import subprocess
import sys

import pandas as pd
import pytest
from helpers.paths import ARTICLE, ROOT
from helpers.samples import SHORT

from analysis.__main__ import main
from analysis.report.run import _name_folder


@pytest.mark.slow
def test_a_report_is_made_from_the_command_line(tmp_path, capsys):
    story = tmp_path / "story.txt"
    story.write_text(SHORT, encoding="utf-8")
    assert (
        main(["report", str(story), "--published", "2020-01-11", "-p", "seed=2", "--out", str(tmp_path / "out")]) == 0
    )
    assert capsys.readouterr().out == f"Open {tmp_path / 'out' / 'report.html'}\n"
    summary = (tmp_path / "out" / "summary.json").read_text(encoding="utf-8")
    assert '"published": "2020-01-11"' in summary and '"seed": 2' in summary


def test_what_fails_is_told_in_one_line_and_exits_1(tmp_path, capsys):
    assert main(["report", str(tmp_path / "no\x1b[31mne.txt"), "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert "no\\x1b[31mne.txt: does not exist" in error and "\x1b[31m" not in error and "Traceback" not in error
    assert main(["report", str(ARTICLE), "-p", "colour=red"]) == 1
    assert "no such parameter" in capsys.readouterr().err
    assert main(["report", str(ARTICLE), "-p", "published=2020-01-09", "--published", "2020-01-10"]) == 1
    assert "given twice" in capsys.readouterr().err
    assert main(["report", str(ARTICLE), "--published", "2020"]) == 1
    assert "2020-01-09" in capsys.readouterr().err


def test_of_several_articles_the_end_lists_what_failed(tmp_path, capsys):
    paths = [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]
    assert main(["report", *paths, "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert "two articles of 2 failed" in error and all(path in error for path in paths)


def test_a_pattern_that_the_shell_left_is_expanded(tmp_path, capsys):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert main(["report", str(tmp_path / "*.txt"), "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert error.index("a.txt: is empty") < error.index("b.txt: is empty")


def test_ctrl_c_stops_without_a_traceback(tmp_path, monkeypatch, capsys):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("papermill.execute_notebook", stop)
    assert main(["report", str(ARTICLE), "--out", str(tmp_path / "out")]) == 130
    assert capsys.readouterr().err == "crisis-arc: stopped\n" and not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [[], ["report"], ["report", "x", "-p", "seed"], ["report", "x", "--jobs", "0"]])
def test_a_command_that_cannot_be_understood_exits_2(arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_the_package_runs_as_a_module_and_says_its_version():
    run = subprocess.run(
        [sys.executable, "-m", "analysis", "--version"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert re.fullmatch(r"crisis-arc \d+\.\d+\.\d+\n", run.stdout)


def test_importing_the_package_imports_nothing_heavy():
    heavy = "{'pandas', 'numpy', 'matplotlib', 'spacy', 'textblob', 'papermill'}"
    code = f"import sys, analysis; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def test_public_names_are_there_and_others_are_not():
    import analysis

    assert all(getattr(analysis, name) for name in analysis.__all__) and "read" in dir(analysis)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = analysis.nothing


def give_input(monkeypatch, content):
    monkeypatch.setattr("sys.stdin", type("Input", (), {"buffer": io.BytesIO(content)}))


@pytest.mark.slow
def test_an_article_on_standard_input_is_read_and_kept_with_its_report(tmp_path, monkeypatch):
    give_input(monkeypatch, SHORT.encode())
    assert main(["report", "-", "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "report.html").exists()
    assert (tmp_path / "out" / "standard-input.txt").read_text(encoding="utf-8") == SHORT


def test_nothing_on_standard_input_and_an_address_are_refused_in_one_line(tmp_path, monkeypatch, capsys):
    give_input(monkeypatch, b"")
    assert main(["report", "-", "--out", str(tmp_path / "out")]) == 1
    assert "standard-input.txt: is empty" in capsys.readouterr().err
    for command in ("report", "coverage"):
        assert main([command, "https://courier.example/a", "--out", str(tmp_path / command)]) == 1
        error = capsys.readouterr().err
        assert "https://courier.example/a: is an address. Give a saved page" in error and error.count("\n") == 1


def test_two_versions_are_compared_one_of_them_from_standard_input(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_text(SHORT, encoding="utf-8")
    give_input(monkeypatch, SHORT.encode())
    assert main(["compare", str(tmp_path / "a.txt"), "-"]) == 0 and capsys.readouterr().out


def test_a_report_on_a_file_of_many_articles_lists_them(tmp_path, capsys):
    path = tmp_path / "export.txt"
    parts = (f"Story {n}\n31 words\n{n} January 2020\nThe Courier\nCOUR\nEnglish\n\n{SHORT}\n\n" for n in (8, 9))
    path.write_text("Document COUR000020200109eg1900abc\n".join([*parts, ""]), encoding="utf-8")
    assert main(["report", str(path), "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert "1 “Story 8” (The Courier, 2020-01-08); 2 “Story 9”" in error and f"{path}#1" in error
    assert error.count("\n") == 1


def test_each_article_of_a_file_has_its_own_folder():
    assert _name_folder("news/export.txt#3") == "export-3" and _name_folder("news/story.txt") == "story"


@pytest.mark.slow
def test_a_coverage_tells_what_the_columns_of_a_table_mean(tmp_path, capsys):
    table = tmp_path / "news.csv"
    pd.DataFrame({"content": [SHORT], "author": ["Ann Lee"], "date": ["January 9, 2020"]}).to_csv(
        table, sep=";", index=False
    )
    assert main(["coverage", str(table), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    error = capsys.readouterr().err
    assert "text from “content”, published from “date”; not used, only kept: “author”" in error
