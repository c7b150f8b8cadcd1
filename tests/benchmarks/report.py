"""How long one report and many take.

    python tests/benchmarks/report.py [--runs N] [--articles N]

One report is timed against papermill on one chart and against a floor that does the same unavoidable work. They run in
turn, so that a machine that slows down slows all of them, and the median of the ratios counts. The floor is papermill
on a notebook that makes the same imports, loads the same models and draws as many charts, and nbconvert to HTML, all in
one process.

Many reports are timed as `crisis-arc report … --jobs 2` on some articles more than two, less the time on two: what one
more article takes.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from figures import tell
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parents[2]
ARTICLES = sorted((ROOT / "data" / "articles").glob("*.txt"))
CHART = "fig, ax = plt.subplots()\nax.plot(pd.Series(range(10)))\nplt.show()"
ONE_CHART = ["import pandas as pd\nimport matplotlib.pyplot as plt", CHART]
CHARTS = 7
IMPORTS = """
import analysis
from analysis.page import page
from analysis.report import results
from analysis.story import arc, article, caution, measures, order, peak, sides, stand, summary, sureness, tone, voices
analysis.read_listed
"""
MODELS = """
from analysis.reading.events.learned.coder import load_session
from analysis.syntax.pipeline import load_pipeline
load_pipeline(), load_session()
"""
RUN_AND_CONVERT = """
import sys
import papermill
from nbconvert import HTMLExporter
notebook = papermill.execute_notebook(sys.argv[1], sys.argv[1] + ".out", {"x": 2}, kernel_name="python3")
page, _ = HTMLExporter(template_name="classic").from_notebook_node(notebook)
open(sys.argv[2], "w", encoding="utf-8").write(page)
"""
REPORT = [sys.executable, "-m", "analysis", "report"]
FLOOR_BAR, MORE_BAR = 1.25, 1.6


def write_notebook(path: Path, cells: list[str]) -> None:
    """A notebook of code cells with a parameters cell before them."""
    parameters = new_code_cell("x = 1", metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[parameters, *map(new_code_cell, cells)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


def list_commands(folder: Path) -> dict[str, list[str]]:
    """What is timed, by name."""
    write_notebook(folder / "one.ipynb", ONE_CHART)
    write_notebook(folder / "floor.ipynb", [ONE_CHART[0], IMPORTS, MODELS, *[CHART] * CHARTS])
    papermill = [sys.executable, "-m", "papermill", "-k", "python3", "-p", "x", "2"]
    return {
        "papermill on one chart": [*papermill, str(folder / "one.ipynb"), str(folder / "one-out.ipynb")],
        "floor": [sys.executable, "-c", RUN_AND_CONVERT, str(folder / "floor.ipynb"), str(folder / "floor.html")],
        "report": [*REPORT, str(ARTICLES[0]), "--out", str(folder / "report")],
    }


def time_once(command: list[str]) -> float:
    """Seconds that a command takes."""
    return time_both(command)[0]


def time_both(command: list[str]) -> tuple[float, float]:
    """Seconds that a command takes on the clock, and of processors."""
    start, before = time.perf_counter(), sum(os.times()[2:4])
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start, sum(os.times()[2:4]) - before


def compare_one(folder: Path, runs: int) -> None:
    """Tells what one report takes over the floor."""
    timed = list_commands(folder)
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(runs):
        for name, command in timed.items():
            seconds[name].append(time_once(command))
    for name, taken in seconds.items():
        print(f"  {name:24} median {statistics.median(taken):.2f} s ({min(taken):.2f} to {max(taken):.2f})")
    for name in ("papermill on one chart", "floor"):
        ratio = statistics.median(a / b for a, b in zip(seconds["report"], seconds[name], strict=True))
        if name == "floor":
            tell("one report", ratio, "times the floor", FLOOR_BAR)
        else:
            print(f"  a report takes {ratio:.2f} times {name}")


def time_more(folder: Path, more: int, runs: int) -> None:
    """Tells what each article more than two takes."""
    copies = []
    for number in range(2 + more):
        article = ARTICLES[number % len(ARTICLES)]
        copies.append(str(shutil.copy(article, folder / f"{article.stem}-{number}.txt")))
    seconds, worked = [], []
    for _ in range(runs):
        two, all_ = (time_both([*REPORT, *copies[:n], "--jobs", "2", "--out", str(folder)]) for n in (2, 2 + more))
        print(f"  two reports {two[0]:.1f} s, {2 + more} reports {all_[0]:.1f} s")
        seconds.append((all_[0] - two[0]) / more)
        worked.append((all_[1] - two[1]) / more)
    print(f"  of processors each takes {statistics.median(worked):.2f} s, which two idle cores share")
    tell("a report more, with two jobs", statistics.median(seconds), "seconds", MORE_BAR)


def main() -> None:
    """Measures one report and many."""
    parser = argparse.ArgumentParser(description="How long one report and many take.")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("--articles", type=int, default=10, metavar="N", help="articles more than two (default: 10)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare_one(Path(folder), options.runs)
        time_more(Path(folder), options.articles, max(1, options.runs // 2))


if __name__ == "__main__":
    main()
