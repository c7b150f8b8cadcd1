"""What reading costs on top of the bare spaCy pipe, and how it grows with the text.

    python tests/benchmarks/reading.py [FILES…]

Prints the ratio of everything that `read_text` does to the bare pipe, as spaCy loads it, over the same blocks, with
both coders of events and with the rules alone (in turn for each article, median of seven runs). `read_text` has numpy
multiply the matrices, so the ratio to the same pipe with that change stands beside it: what is over 1 there is the work
of this package. The share of each step in the bare pipe follows. Then, for hostile texts of growing length: the seconds
that the longest takes, spaCy's share of them, and the slopes of spaCy's time and of ours over length on logarithmic
scales. A slope of 1 is linear, 2 is quadratic; where ours is over the bar of 1.3, the line says so.
"""

import math
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import spacy

import analysis
from analysis.reading.actors.table import find_mentions
from analysis.reading.dates.table import find_dates
from analysis.reading.events.table import read_events
from analysis.reading.quotes.table import find_quotes
from analysis.reading.tone.measures import measure_tone
from analysis.syntax.pipeline import find_model, load_pipeline, parse
from analysis.text.article import parse_article

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
RUNS = 7
LENGTHS = (4_000, 8_000, 16_000, 32_000)
SLOPE = 1.3
BARS = {"both": 2.0, "rules": 1.25}  # of the time of the bare pipe, by coders


def clock(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def find_ratio(above: list[float], below: list[float]) -> float:
    """The median of the ratios of the runs."""
    return statistics.median(a / b for a, b in zip(above, below, strict=True))


def compare(texts: list[str]) -> None:
    """Prints the ratios to the bare pipe and to that with the matrix products of numpy, and the share of each step."""
    articles = [parse_article(text) for text in texts]
    blocks = [[a.text[b.start : b.end] for b in a.blocks if b.role != "boilerplate"] for a in articles]
    bare, quick = [], []
    whole: dict[str, list[float]] = {coders: [] for coders in BARS}
    pipes = ((spacy.load(find_model().split()[0]), bare), (load_pipeline(), quick))
    analysis.read_text(texts[0])  # loads what is loaded once
    for _ in range(RUNS):
        for figures in (bare, quick, *whole.values()):
            figures.append(0.0)
        for text, strings in zip(texts, blocks, strict=True):
            for pipe, figures in pipes:
                figures[-1] += clock(lambda: list(pipe.pipe(strings)))  # noqa: B023
            for coders, figures in whole.items():
                figures[-1] += clock(lambda: analysis.read_text(text, coders=coders))  # noqa: B023
    for coders, figures in whole.items():
        print(f"read_text, coders={coders}: {find_ratio(figures, bare):.2f} times the bare pipe (bar: {BARS[coders]})")
        print(f"  and {find_ratio(figures, quick):.2f} times the pipe with the matrix products of numpy")
    parsed = [(a, parse(a.text, a.blocks)) for a in articles]
    mentions = [find_mentions(a.text, pieces, a.published) for a, pieces in parsed]
    quotes = [find_quotes(a.text, p, m) for (a, p), m in zip(parsed, mentions, strict=True)]
    dates = [find_dates(pieces, a.published) for a, pieces in parsed]
    steps = {
        "layout": lambda: [parse_article(text) for text in texts],
        "tone": lambda: [measure_tone(s.text) for _, pieces in parsed for p in pieces for s in p.doc.sents],
        "mentions": lambda: [find_mentions(a.text, pieces, a.published) for a, pieces in parsed],
        "quotes": lambda: [find_quotes(a.text, p, m) for (a, p), m in zip(parsed, mentions, strict=True)],
        "dates": lambda: [find_dates(pieces, a.published) for a, pieces in parsed],
        "events": lambda: [
            read_events(a.text, p, m, q, d, a.published)
            for (a, p), m, q, d in zip(parsed, mentions, quotes, dates, strict=True)
        ],
    }
    for name, step in steps.items():
        seconds = []
        for _ in range(RUNS):
            for piece in (piece for _, pieces in parsed for piece in pieces):
                piece.memory.clear()  # else only the first run would work out what is remembered of words
            seconds.append(clock(step))
        print(f"  {name:10} {statistics.median(seconds) / statistics.median(bare):.3f} of the bare pipe")


def measure(text: str) -> tuple[float, float]:
    """Seconds of spaCy's and of all other work in reading a text."""
    parsing = []

    def timed(*args: object) -> object:
        parsing.append(time.perf_counter())
        pieces = parse(*args)
        parsing.append(time.perf_counter())
        return pieces

    with patch("analysis.reading.reading.parse", timed):
        whole = clock(lambda: analysis.read_text(text, "2020-01-09"))
    spacy = parsing[1] - parsing[0]
    return spacy, whole - spacy


def find_slope(seconds: list[float]) -> float:
    """The slope of time over length on logarithmic scales, by least squares over all lengths."""
    return statistics.linear_regression(list(map(math.log, LENGTHS)), list(map(math.log, seconds))).slope


def grow() -> None:
    """Prints spaCy's share and both slopes for each kind of hostile text."""
    from helpers.hostile import hostile_texts

    texts = {length: hostile_texts(length) for length in LENGTHS}
    print(f"hostile texts of {LENGTHS[0]:,} to {LENGTHS[-1]:,} characters")
    for name in texts[LENGTHS[0]]:
        spacy, ours = zip(*(measure(texts[length][name]) for length in LENGTHS), strict=True)  # once: spaCy keeps words
        share, slopes = spacy[-1] / (spacy[-1] + ours[-1]), (find_slope(spacy), find_slope(ours))
        print(
            f"  {name:18} {spacy[-1] + ours[-1]:6.2f} s, {share:4.0%} of it spaCy's; "
            f"slopes {slopes[0]:.2f} (spaCy) {slopes[1]:.2f} (ours){'  <- over the bar' if slopes[1] > SLOPE else ''}",
            flush=True,
        )


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "data" / "articles").glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    print(f"{len(texts)} articles, {sum(len(text.split()) for text in texts):,} words")
    compare(texts * max(1, 20 // len(texts)))
    grow()
