"""What reading costs on top of the bare spaCy pipe, and how it grows with the text.

    python tests/benchmarks/reading.py [FILES…]

Prints the ratio of everything that `read_text` does to the bare pipe over the same blocks in the same run (bar: 1.3;
median of five), what each step takes, and for hostile texts of growing length the slope of time over length on
"""

import math
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import analysis
from analysis.actors.table import find_mentions
from analysis.article import parse_article
from analysis.dates.table import find_dates
from analysis.language import load_pipeline, parse
from analysis.quotes.table import find_quotes
from analysis.tone import measure_tone

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
RUNS = 5
LENGTHS = (5_000, 10_000, 20_000, 40_000)


def clock(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(texts: list[str]) -> None:
    """Prints the ratio to the bare pipe, and the share of each step."""
    articles = [parse_article(text) for text in texts]
    blocks = [a.text[b.start : b.end] for a in articles for b in a.blocks if b.role != "boilerplate"]
    pipe, ratios = load_pipeline(), []
    for _ in range(RUNS):
        bare = clock(lambda: [list(pipe.pipe(blocks))])
        ratios.append(clock(lambda: [analysis.read_text(text) for text in texts]) / bare)
    print(f"read_text takes {statistics.median(ratios):.2f} times the bare pipe (bar: 1.3)")
    parsed = [(a, parse(a.text, a.blocks)) for a in articles]
    mentions = [find_mentions(a.text, pieces, a.published) for a, pieces in parsed]
    steps = {
        "layout": lambda: [parse_article(text) for text in texts],
        "tone": lambda: [measure_tone(s.text) for _, pieces in parsed for p in pieces for s in p.doc.sents],
        "mentions": lambda: [find_mentions(a.text, pieces, a.published) for a, pieces in parsed],
        "quotes": lambda: [find_quotes(a.text, p, m) for (a, p), m in zip(parsed, mentions, strict=True)],
        "dates": lambda: [find_dates(pieces, a.published) for a, pieces in parsed],
    }
    for name, step in steps.items():
        print(f"  {name:10} {statistics.median(clock(step) for _ in range(RUNS)) / bare:.3f} of the bare pipe")


def grow() -> None:
    """Prints the slope of time over length for each kind of hostile text."""
    from hostile import hostile_texts

    for name in hostile_texts(100):
        seconds = [clock(lambda n=n, k=name: analysis.read_text(hostile_texts(n)[k], "2020-01-09")) for n in LENGTHS]
        slope = math.log(seconds[-1] / seconds[0]) / math.log(LENGTHS[-1] / LENGTHS[0])
        print(f"  {name:18} {seconds[-1]:6.2f} s for {LENGTHS[-1]:,} characters, slope {slope:.2f}")


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "data" / "articles").glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    print(f"{len(texts)} articles, {sum(len(text.split()) for text in texts):,} words")
    compare(texts * max(1, 20 // len(texts)))
    grow()
