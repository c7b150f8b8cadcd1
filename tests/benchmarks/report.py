"""How long a report takes, against papermill on one chart and against a floor that does the same unavoidable work.

    python tests/benchmarks/report.py [RUNS]

The three run in turn, so that a machine that slows down slows all of them; medians and ratios are printed. The floor is
papermill on a notebook that imports pandas and matplotlib, loads the spaCy model and draws two charts, and nbconvert to
HTML, all in one process, as the report does.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "data" / "articles" / "baghdadpost-iran-crisis.txt"
CHART = "fig, ax = plt.subplots()\nax.plot(pd.Series(range(10)))\nplt.show()"
ONE_CHART = ["import pandas as pd\nimport matplotlib.pyplot as plt", CHART]
FLOOR = [ONE_CHART[0], "import spacy\nfrom analysis.language import load_pipeline\nload_pipeline()", CHART, CHART]
RUN_AND_CONVERT = """
import sys
import papermill
from nbconvert import HTMLExporter
notebook = papermill.execute_notebook(sys.argv[1], sys.argv[1] + ".out", {"x": 2}, kernel_name="python3")
page, _ = HTMLExporter(template_name="classic").from_notebook_node(notebook)
open(sys.argv[2], "w", encoding="utf-8").write(page)
"""
BAR = 1.3


def write_notebook(path: Path, cells: list[str]) -> None:
    """A notebook of code cells with a parameters cell before them."""
    parameters = new_code_cell("x = 1", metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[parameters, *map(new_code_cell, cells)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


def commands(folder: Path) -> dict[str, list[list[str]]]:
    """What is timed: by name, the commands that run one after the other."""
    write_notebook(folder / "one.ipynb", ONE_CHART)
    write_notebook(folder / "floor.ipynb", FLOOR)
    papermill = [sys.executable, "-m", "papermill", "-k", "python3", "-p", "x", "2"]
    return {
        "papermill on one chart": [[*papermill, str(folder / "one.ipynb"), str(folder / "one-out.ipynb")]],
        "floor": [[sys.executable, "-c", RUN_AND_CONVERT, str(folder / "floor.ipynb"), str(folder / "floor.html")]],
        "crisis-arc report": [
            [sys.executable, "-m", "analysis", "report", str(ARTICLE), "--out", str(folder / "report")]
        ],
    }


def time_once(steps: list[list[str]]) -> float:
    """Seconds that the commands take one after the other."""
    start = time.perf_counter()
    for step in steps:
        subprocess.run(step, check=True, capture_output=True)
    return time.perf_counter() - start


def main(runs: int = 5) -> None:
    """Times all three in turn and prints medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        timed = commands(Path(folder))
        seconds = {name: [] for name in timed}
        for _ in range(runs):
            for name, steps in timed.items():
                seconds[name].append(time_once(steps))
    for name, taken in seconds.items():
        print(
            f"{name:24} median {statistics.median(taken):5.2f} s   ({min(taken):.2f} to {max(taken):.2f}, {runs} runs)"
        )
    for name in ("papermill on one chart", "floor"):
        ratio = statistics.median(a / b for a, b in zip(seconds["crisis-arc report"], seconds[name], strict=True))
        bar = f"   (bar: at most {BAR})" if name == "floor" else ""
        print(f"crisis-arc report takes {ratio:.2f} times the {name}{bar}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
