"""What reading costs on top of the bare spaCy pipe, how it spreads over processes, and how it grows with the text.

    python tests/benchmarks/reading.py [--quick] [FILES…]

- The ratio of all that `read_text` does to the bare pipe, as spaCy loads it, over the same blocks, with both coders of
  events and with the rules alone: in turn for each article, median of the runs. The pipe as we run it stands beside
  it, and how the time is spread over the steps. What counts is processor time, so that others on the machine disturb it
  less. Tones that are remembered are forgotten before each article.
- The speed of `read_many` with two processes over that with one. It needs two cores that do nothing else.
- For hostile texts of growing length: the seconds that the longest takes, spaCy's share of them, and the slopes of
  spaCy's time and of ours over length on logarithmic scales. A slope of 1 is linear, 2 is quadratic.
"""

import argparse
import math
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from operator import truediv
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import spacy
from figures import tell
from spacy.language import Language

import analysis
from analysis.coverage.partitions import load_once
from analysis.reading.actors.table import find_mentions
from analysis.reading.dates.table import find_dates
from analysis.reading.events.table import read_events
from analysis.reading.quotes.table import find_quotes
from analysis.reading.tone import measures
from analysis.reading.tone.measures import measure_tone
from analysis.syntax.pipeline import find_model, parse
from analysis.text.article import parse_article

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
RUNS = 7
FEWEST = 300  # words of an article that is compared
MANY = 400  # articles for two processes
LENGTHS = (4_000, 8_000, 16_000, 32_000)
SLOPE = 1.3
BARS = {"both": 1.8, "rules": 1.2}  # of the time of the bare pipe, by coders
TWICE = 1.9  # the speed of two processes over that of one


def clock(work: Callable[[], object]) -> float:
    """Seconds of this thread's processor that a piece of work takes."""
    measures.forget()
    start = time.thread_time()
    work()
    return time.thread_time() - start


def compare(texts: list[str], runs: int) -> None:
    """Tells the ratios to the bare pipe, and prints that of each step."""
    bare = spacy.load(find_model().split()[0])
    taken: dict[str, list[float]] = defaultdict(lambda: [0.0] * runs)
    load_once()  # as every process of a coverage does
    for run in range(runs):
        for text in texts:
            for name, work in chain(list_wholes(text, bare), list_steps(text)):  # each is done when it is named
                taken[name][run] += clock(work)
    ratios = {name: statistics.median(map(truediv, seconds, taken["bare"])) for name, seconds in taken.items()}
    for coders, bar in BARS.items():
        tell(f"reading with coders={coders}", ratios.pop(coders), "times the bare pipe", bar)
    for name, ratio in ratios.items():
        print(f"  {name:28} {ratio:.3f} of the bare pipe ({1000 * min(taken[name]) / len(texts):.1f} ms an article)")


def list_wholes(text: str, bare: Language) -> Iterator[tuple[str, Callable[[], object]]]:
    """The pipe and the whole of reading, by name."""
    article = parse_article(text)
    strings = [text[block.start : block.end] for block in article.blocks if block.role != "boilerplate"]
    yield "bare", lambda: list(bare.pipe(strings))
    for coders in BARS:
        yield coders, partial(analysis.read_text, text, coders=coders)


def list_steps(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """The steps of reading, by name, each with what those before gave."""
    yield "layout", lambda: parse_article(text)
    article = parse_article(text)
    yield "the pipe as we run it", lambda: parse(text, article.blocks)
    pieces = parse(text, article.blocks)
    published = article.published
    yield "tone", lambda: [measure_tone(sentence.text) for piece in pieces for sentence in piece.doc.sents]
    yield "mentions", lambda: find_mentions(text, pieces, published)
    mentions = find_mentions(text, pieces, published)
    yield "quotes", lambda: find_quotes(text, pieces, mentions)
    quotes = find_quotes(text, pieces, mentions)
    yield "dates", lambda: find_dates(pieces, published)
    found = (mentions, quotes, find_dates(pieces, published))
    for coders, name in (("rules", "events by rules"), ("both", "events by both coders")):
        for piece in pieces:
            piece.memory.clear()  # else what is remembered of words would be there already
        yield name, lambda: read_events(text, pieces, *found, published, coders)  # noqa: B023


def compare_processes(articles: int) -> None:
    """Tells the speed of two processes over that of one."""
    from helpers.generated import write_folder

    with TemporaryDirectory() as folder:
        files = sorted(write_folder(Path(folder), articles).rglob("*.txt"))
        seconds = []
        for jobs in (1, 2):
            start = time.perf_counter()
            assert len(list(analysis.read_many(files, jobs=jobs))) == articles
            seconds.append(time.perf_counter() - start)
    print(f"  {articles} articles: {seconds[0]:.0f} s with one process, {seconds[1]:.0f} s with two")
    tell("two processes", seconds[0] / seconds[1], "times the speed of one", TWICE, least=True)


def measure(text: str) -> tuple[float, float]:
    """Seconds of spaCy's and of all other work in reading a text."""
    parsing = []

    def timed(*args: object) -> object:
        parsing.append(time.thread_time())
        pieces = parse(*args)
        parsing.append(time.thread_time())
        return pieces

    with patch("analysis.reading.reading.parse", timed):
        whole = clock(lambda: analysis.read_text(text, "2020-01-09"))
    spacy = parsing[1] - parsing[0]
    return spacy, whole - spacy


def find_slope(seconds: list[float]) -> float:
    """The slope of time over length on logarithmic scales, by least squares over all lengths."""
    return statistics.linear_regression(list(map(math.log, LENGTHS)), list(map(math.log, seconds))).slope


def grow() -> None:
    """Prints spaCy's share and both slopes for each kind of hostile text, and tells the steepest of ours."""
    from helpers.hostile import hostile_texts

    texts, steepest = {length: hostile_texts(length) for length in LENGTHS}, 0.0
    print(f"  hostile texts of {LENGTHS[0]:,} to {LENGTHS[-1]:,} characters")
    for name in texts[LENGTHS[0]]:
        spacy, ours = zip(*(measure(texts[length][name]) for length in LENGTHS), strict=True)  # once: spaCy keeps words
        share, slopes = spacy[-1] / (spacy[-1] + ours[-1]), (find_slope(spacy), find_slope(ours))
        steepest = max(steepest, slopes[1])
        print(
            f"  {name:18} {spacy[-1] + ours[-1]:6.2f} s, {share:4.0%} of it spaCy's; "
            f"slopes {slopes[0]:.2f} (spaCy) {slopes[1]:.2f} (ours)",
            flush=True,
        )
    tell("the steepest slope of hostile texts", steepest, "over length", SLOPE)


def main() -> None:
    """Measures all, or quickly the ratios alone."""
    parser = argparse.ArgumentParser(description="What reading costs.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--quick", action="store_true", help="the ratios to the bare pipe alone, in few runs")
    options = parser.parse_args()
    files = options.files or sorted((ROOT / "data" / "articles").glob("*.txt"))
    texts = [text for file in files if len((text := file.read_text(encoding="utf-8")).split()) >= FEWEST]
    print(f"  {len(texts)} articles, {sum(len(text.split()) for text in texts):,} words")
    compare(texts, 3 if options.quick else 3 * RUNS)
    if not options.quick:
        compare_processes(MANY)
        grow()


if __name__ == "__main__":
    main()
