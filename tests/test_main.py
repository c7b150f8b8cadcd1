import re
import subprocess
import sys

import pytest
from helpers.paths import ARTICLE, ROOT
from helpers.samples import SHORT

from analysis.__main__ import main


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
