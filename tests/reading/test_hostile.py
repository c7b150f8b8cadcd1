"""Texts that have brought text tools down are read, and in time that grows with the text."""

import pytest
from helpers.hostile import hostile_texts
from helpers.timing import clock

from analysis.reading.reading import read_pieces
from analysis.syntax.pipeline import load_pipeline, parse
from analysis.text.article import parse_article

pytestmark = pytest.mark.slow

SMALL, LARGE = 400, 8_000


def measure(text):
    """The reading of a text, and the seconds that spaCy and all else took for it."""
    load_pipeline()
    article, kept = parse_article(text, "2020-01-09"), {}
    seconds = [
        clock(lambda: kept.update(pieces=parse(article.text, article.blocks)), runs=1),
        clock(lambda: kept.update(reading=read_pieces(article, kept["pieces"])), runs=1),
    ]
    return kept["reading"], *seconds


@pytest.mark.parametrize("name", hostile_texts(100))
def test_a_hostile_text_is_read_in_linear_time(name):
    _, *small = measure(hostile_texts(SMALL)[name])
    text = hostile_texts(LARGE)[name]
    reading, *large = measure(text)
    for table in (reading.quotes, reading.dates, reading.mentions, reading.sentences, reading.words):
        assert all(text[row.start : row.end] == row.text for row in table.itertuples())
    # 20 times the text; were time quadratic it would be 400 times the time, and a shared machine may double any figure
    for before, after in zip(small, large, strict=True):
        assert after < 60 * max(before, 0.02)


def test_a_megabyte_without_a_blank_is_read():
    reading, *seconds = measure("abcdefghij" * 100_000)
    assert reading.blocks["end"].tolist() == [1_000_000] and sum(seconds) < 30
