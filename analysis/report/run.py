"""Makes reports: runs a notebook with parameters, and writes the executed notebook and an HTML page.

Papermill runs the notebooks that are shipped inside the package: `crisis_arc.ipynb` on an article, `coverage.ipynb` on
the tables of many. The notebook's last cell writes the figures, tables and summary. Each file is written whole or not
at all.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, as_completed
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from analysis.report.folder import INDEX, PAGE, SUMMARY, check_folder, check_index
from analysis.report.forks import start_server
from analysis.report.html import render_html, warm_exporter
from analysis.report.index import write_index
from analysis.report.parameters import ReportError, check_parameters, point_paths, write_parameters
from analysis.report.shipped import ARTICLE, COVERAGE, find_notebook
from analysis.show.sheet import is_sheet
from analysis.text.article import ArticleError, listed_date, locate, read_article, split_number
from analysis.text.files import temporary_for, write_file
from analysis.text.wording import count, visible

if TYPE_CHECKING:
    from nbformat import NotebookNode

REPORTS = Path("reports")
FAILED = "report-failed.ipynb"  # a failed run does not overwrite an earlier report
Task = tuple[str, Path, Mapping[str, Any], str | None]  # article, folder, parameters, address of the fork server


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one article: the folder of its report, or the error."""

    article: str
    folder: Path
    error: str | None = None


def make_reports(
    articles: Sequence[str],
    parameters: Mapping[str, str] | None = None,
    out: str | Path | None = None,
    jobs: int = 2,
    progress: bool = False,
    fork: bool = True,
) -> list[Outcome]:
    """Makes a report of each article, and returns one `Outcome` for each, in order; a failure does not stop the rest.

    Several reports get an index page in their folder. It lists every report there, so one report more brings it up to
    date.

    Args:
        articles: the files to read.
        parameters: of the notebook, as strings, without `article`, `text` and `output`.
        out: the folder of the report or, for several articles, the folder of all; `reports` by default.
        jobs: how many notebooks run at the same time.
        progress: whether to show a progress bar.
        fork: whether kernels may be forked from a process that has loaded everything, where that is safe (on Linux);
            the reports are the same, sooner.

    Raises:
        ReportError: before anything runs: a parameter is unknown or of the wrong type, two articles have one folder, or
            a folder cannot be written to or has files of somebody else.
    """
    folders = _name_folders(articles, out)
    above, several = folders[0].parent, len(articles) > 1
    # it loads what kernels need while the rest is checked and imported here
    with start_server(rehearse=len(articles) > 2) if fork else nullcontext() as server:
        known = check_parameters(parameters or {})
        for folder in folders:
            check_folder(folder)
        if several:
            check_index(above)
        tasks = [(article, folder, known, server) for article, folder in zip(articles, folders, strict=True)]
        outcomes = _run_all(tasks, jobs, progress)
    write_index(above) if several else _renew_index(above)
    return outcomes


def _renew_index(folder: Path) -> None:
    """Makes the index in a folder anew, if there is one of ours."""
    if is_sheet(folder / INDEX):
        write_index(folder)


def _run_all(tasks: Sequence[Task], jobs: int, progress: bool) -> list[Outcome]:
    if len(tasks) == 1:
        return [_try_report(*tasks[0], progress=progress)]
    from tqdm import tqdm

    shown = {"total": len(tasks), "unit": "report", "disable": not progress}  # the bar shows rate and time left
    if jobs == 1:
        return [_try_report(*task) for task in tqdm(tasks, **shown)]
    from analysis.coverage.workers import start_processes

    with start_processes(min(jobs, len(tasks)), load=_import_runner) as crew:
        futures = [crew.executor.submit(_try_report, *task) for task in tasks]
        for _ in tqdm(as_completed(futures), **shown):
            pass
    return [_outcome(future, article, folder) for future, (article, folder, *_) in zip(futures, tasks, strict=True)]


def _import_runner() -> None:
    """Imports the module that runs notebooks, which takes a second."""
    import analysis.report.engine  # noqa: F401


def make_report(
    article: str,
    folder: Path,
    parameters: Mapping[str, Any] | None = None,
    server: str | None = None,
    progress: bool = False,
) -> Path:
    """Makes the report of one article in a folder, and returns the path of the HTML page.

    The kernel is forked by the fork server at an address, if one is given.

    Raises:
        ArticleError: the file is not an article; nothing was run.
        ReportError: a cell failed; the notebook is kept in the folder, as far as it ran.
    """
    path = locate(article)
    listed_date(path)
    read_article(path)
    parameters = {**(parameters or {}), "article": article, "output": str(folder)}
    notebook = _run_notebook(ARTICLE, folder, parameters, article, progress, server)
    headline = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))["article"]["headline"]
    return _publish(notebook, ARTICLE, folder, headline or Path(article).name)


def make_coverage_report(folder: Path, parameters: Mapping[str, Any] | None = None, progress: bool = False) -> Path:
    """Makes the report of the coverage in a folder, and returns the path of the HTML page.

    Raises:
        ReportError: a cell failed; the notebook is kept in the folder, as far as it ran.
    """
    parameters = {**(parameters or {}), "source": str(folder.resolve()), "output": str(folder.resolve())}
    notebook = _run_notebook(COVERAGE, folder, parameters, str(folder), progress)
    articles = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))["coverage"]["articles"]
    page = _publish(notebook, COVERAGE, folder, f"Coverage: {count(articles, 'article')}")
    _renew_index(folder.parent)
    return page


def _publish(notebook: "NotebookNode", name: str, folder: Path, title: str) -> Path:
    """Saves an executed notebook and its page, and returns the path of the page."""
    _keep_notebook(notebook, name, folder / "report.ipynb")
    page = render_html(notebook, visible(title), folder / "figures")
    write_file(folder / PAGE, page.encode("utf-8", "replace"))
    (folder / FAILED).unlink(missing_ok=True)
    return folder / PAGE


def _name_folders(articles: Sequence[str], out: str | Path | None) -> list[Path]:
    if out is not None and len(articles) == 1:
        return [Path(out)]
    folders = [Path(out or REPORTS) / _name_folder(article) for article in articles]
    names = [str(folder).casefold() for folder in folders]  # some file systems ignore capitals
    for article, folder in zip(articles, folders, strict=True):
        if names.count(str(folder).casefold()) > 1:
            raise ReportError(f"{article}: another article would be written to {folder} too. Run them apart with --out")
    return folders


def _name_folder(article: str) -> str:
    """The name of an article's folder: `story` for `story.txt`, `export-3` for the third article of `export.txt`."""
    file, number = split_number(article)
    return f"{file.stem}-{number}" if number else file.stem


def _try_report(
    article: str, folder: Path, parameters: Mapping[str, Any], server: str | None, progress: bool = False
) -> Outcome:
    try:
        make_report(article, folder, parameters, server, progress)
    except (ArticleError, ReportError) as error:
        return Outcome(article, folder, str(error))
    except Exception as error:  # no error may stop the reports of other articles
        return Outcome(article, folder, _explain(article, error))
    return Outcome(article, folder)


def _outcome(future: "Future[Outcome]", article: str, folder: Path) -> Outcome:
    error = future.exception()  # of a worker process that died
    return Outcome(article, folder, _explain(article, error)) if error else future.result()


def _explain(article: str, error: BaseException) -> str:
    return f"{article}: {type(error).__name__}: {error}"


def _run_notebook(
    name: str,
    folder: Path,
    parameters: Mapping[str, Any],
    subject: str,
    progress: bool,
    server: str | None = None,
) -> "NotebookNode":
    """The executed notebook. A failed one is kept in the folder, as far as it ran; the error names the subject."""
    import nbformat

    from analysis.report.engine import run_notebook

    Thread(target=warm_exporter).start()  # in the time that the kernel works
    created = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.read(find_notebook(name), as_version=4)
    write_parameters(notebook, parameters)
    with temporary_for(folder / FAILED) as partly:
        try:
            return run_notebook(notebook, partly, progress, server)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) or not partly.exists():
                partly.unlink(missing_ok=True)
                if created:
                    with suppress(OSError):  # the notebook may have written results
                        folder.rmdir()
                raise
            _keep_notebook(nbformat.read(partly, as_version=4), name, folder / FAILED)
            raise ReportError(
                f"{subject}: {_describe_failure(error, name)}. The notebook as far as it ran is {folder / FAILED}"
            ) from None


def _keep_notebook(notebook: "NotebookNode", name: str, path: Path) -> None:
    """Saves an executed notebook, ready to run again where it lies, and signs it, so that JupyterLab trusts it."""
    import nbformat
    from nbformat.sign import NotebookNotary

    point_paths(notebook, path.parent)
    notebook.metadata.papermill.update(input_path=name, output_path=path.name)
    write_file(path, nbformat.writes(notebook).encode("utf-8"))
    with suppress(
        OSError, sqlite3.Error
    ):  # without a writable home, the notebook is not trusted, but there is a report
        NotebookNotary().sign(notebook)


def _describe_failure(error: BaseException, name: str) -> str:
    """Which cell failed and how, or what happened to the kernel."""
    from analysis.report.engine import papermill

    if not isinstance(error, papermill.PapermillExecutionError):
        return f"the notebook could not be run to its end: {type(error).__name__}: {error}"
    cell = error.source.strip().splitlines()[0]
    return f"cell {error.exec_count} of {name} ({cell}) failed: {error.ename}: {error.evalue}"
