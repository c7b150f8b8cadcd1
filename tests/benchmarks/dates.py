"""How many words a second dates are found in documents that are parsed already.

    python tests/benchmarks/dates.py [RUNS]

The text is the project's article, and sentences that hold a date each: the most work that a text can make.
"""

import statistics
import sys
import time
from datetime import date
from pathlib import Path

from figures import tell

from analysis.reading.dates.table import find_dates
from analysis.syntax.pipeline import parse
from analysis.text.layout import find_blocks

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "data" / "articles" / "baghdadpost-iran-crisis.txt"
DATED = """Ferry crews went ashore on Wednesday, two days after a court had sat until midnight on Jan. 6.

The company will appeal next week, and a judge is to hear it in the first quarter of 2021.

Fares rose 5% a year from 2015 to 2019, and since last summer the islands have been served every other day.

Three weeks ago the union asked for talks; the next day it was told that nobody would be free until March 2020."""
COPIES = 5
BAR = 10_000


def main(runs: int = 7) -> None:
    """Prints the median speed on each text."""
    for name, text in {"an article": ARTICLE.read_text(encoding="utf-8"), "sentences that all have one": DATED}.items():
        pieces = parse(text, find_blocks(text)) * COPIES
        words = len(text.split()) * COPIES
        seconds = []
        for _ in range(runs):
            start = time.perf_counter()
            found = len(find_dates(pieces, date(2020, 1, 9)))
            seconds.append(time.perf_counter() - start)
        speed = words / statistics.median(seconds)
        print(f"  {words} words with {found} dates, {runs} runs")
        tell(f"dates in {name}", speed, "words a second", BAR, least=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
