"""Kernels that a fork server makes: the same reports, and the same errors, as from kernels that start as usual."""

import os
import signal
import sys
import time

import nbformat
import psutil
import pytest
from helpers.paths import ARTICLE
from helpers.samples import ARC, SHORT
from nbformat.v4 import new_code_cell, new_notebook

from analysis.report import forks
from analysis.report.engine import run_notebook
from analysis.report.forked import LAUNCHER, ask_server
from analysis.report.forks import start_server
from analysis.report.parameters import ReportError
from analysis.report.run import make_report, make_reports

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not forks.CAN_FORK, reason="no kernel is forked on this system")]


@pytest.fixture(scope="module")
def server():
    with start_server() as address:
        yield address


def run_cells(tmp_path, server, *cells):
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    notebook.metadata["language_info"] = {"name": "python"}
    done = run_notebook(notebook, tmp_path / "out.ipynb", server=server)
    return ["".join(output.get("text", "") for output in cell.outputs).strip() for cell in done.cells]


def read_files(folder):
    """What lies in the folder of reports; executed notebooks hold times of day and are left out."""
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix != ".ipynb"}


def wait_for_end(process):
    return process.wait(10) if psutil.pid_exists(process.pid) else 0


def test_reports_are_the_same_bytes_from_one_job_or_two_forked_or_not(tmp_path):
    articles = []
    for name, text in {"one": SHORT, "two": ARC, "three": ARTICLE.read_text(encoding="utf-8")}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        articles.append(str(tmp_path / f"{name}.txt"))
    made = {}
    for jobs, fork in ((1, True), (2, True), (2, False)):
        out = tmp_path / f"{jobs}-{fork}"
        assert not [outcome.error for outcome in make_reports(articles, out=out, jobs=jobs, fork=fork) if outcome.error]
        made[jobs, fork] = read_files(out)
    assert len(made[1, True]) > 3 * 30
    assert made[1, True] == made[2, True] == made[2, False]


def test_a_forked_kernel_has_what_is_loaded_and_its_own_folder_and_environment(server, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRISIS_ARC_TEST", "yes")
    loaded = "import sys; print('spacy' in sys.modules, 'matplotlib' in sys.modules)"
    told = run_cells(tmp_path, server, loaded, "import os; print(os.environ['CRISIS_ARC_TEST'], os.getcwd())")
    assert told == ["True True", f"yes {tmp_path}"]
    assert run_cells(tmp_path, None, loaded) == ["False False"]


def test_kernels_share_nothing_that_they_change(server, tmp_path):
    change = "import analysis; analysis.changed = 1; print(hasattr(analysis, 'changed'))"
    assert run_cells(tmp_path, server, change) == ["True"]
    assert run_cells(tmp_path, server, "import analysis; print(hasattr(analysis, 'changed'))") == ["False"]


def test_a_forked_kernel_that_dies_gives_the_same_error_and_harms_no_other(server, tmp_path, monkeypatch):
    notebook = new_notebook(
        cells=[new_code_cell('article: str = ""\noutput: str = ""', metadata={"tags": ["parameters"]})]
    )
    notebook.cells += [new_code_cell("1 + 1"), new_code_cell("import os\nos._exit(1)")]
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, tmp_path / "in.ipynb")
    monkeypatch.setattr("analysis.report.run.find_notebook", lambda *_: tmp_path / "in.ipynb")
    with pytest.raises(ReportError, match=r"could not be run to its end: DeadKernelError.*report-failed\.ipynb"):
        make_report(str(ARTICLE), tmp_path / "out", server=server)
    assert run_cells(tmp_path, server, "print(2)") == ["2"]


def test_kernels_start_as_usual_where_the_server_is_gone_or_cannot_be(tmp_path, monkeypatch):
    with start_server() as address:
        pass
    assert run_cells(tmp_path, address, "print(1)") == ["1"]
    monkeypatch.setattr(forks, "CAN_FORK", False)
    with start_server() as address:
        assert address is None


def test_a_folder_for_temporary_files_with_a_long_name_is_no_failure(tmp_path, monkeypatch):
    deep = tmp_path / ("x" * 100)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    with start_server() as address:
        assert address is None


def test_a_kernel_of_another_python_is_not_forked(server):
    assert ask_server(server, ["/usr/bin/other", "-m", LAUNCHER], None, None) is None
    assert ask_server(server, [sys.executable, "-m", "other"], None, None) is None


def test_a_kernel_ends_with_its_caller_and_with_its_server(tmp_path):
    with start_server() as address:
        command = [sys.executable, "-m", LAUNCHER, "-f", str(tmp_path / "connection.json")]
        first, second = (ask_server(address, command, None, None) for _ in range(2))
        processes = [psutil.Process(kernel.pid) for kernel in (first, second)]
        first._lines.close()
        first._server.close()
        wait_for_end(processes[0])
        assert second.poll() is None
    deadline = time.monotonic() + 10
    while second.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert second.returncode == -signal.SIGKILL
    wait_for_end(processes[1])
    with pytest.raises(ProcessLookupError):
        os.kill(second.pid, 0)
