"""How many sentences a second our tone of news takes, beside TextBlob's polarity alone in the same run.

    python tests/benchmarks/tone.py [RUNS]

The sentences are the project's own: those of `data/validation/event_sentences.csv`.
"""

import csv
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from figures import tell
from textblob.en import sentiment

from analysis.reading.tone.news import ask_news

SENTENCES = Path(__file__).parents[2] / "data" / "validation" / "event_sentences.csv"
BAR = 1.0


def main(runs: int = 9) -> None:
    """Prints the median speeds and the median of their ratios."""
    with SENTENCES.open(encoding="utf-8", newline="") as f:
        texts = [row["sentence"] for row in csv.DictReader(f)]
    ask_news(texts[0]), sentiment(texts[0])  # the lexicons are loaded once
    ours, theirs = zip(*((_measure(ask_news, texts), _measure(sentiment, texts)) for _ in range(runs)), strict=True)
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(
        f"  {statistics.median(ours):,.0f} sentences a second, TextBlob {statistics.median(theirs):,.0f} ({runs} runs)"
    )
    tell("tone of news", ratio, "times the speed of TextBlob", BAR, least=True)


def _measure(ask: Callable, texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        ask(text)
    return len(texts) / (time.perf_counter() - start)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
