import time

import pytest
from hostile import hostile_texts

import analysis

SMALL, LARGE = 1_500, 12_000


@pytest.mark.parametrize("name", hostile_texts(100))
def test_a_hostile_text_is_read_in_linear_time(name):
    seconds = {}
    for length in (SMALL, LARGE):
        text = hostile_texts(length)[name]
        start = time.perf_counter()
        reading = analysis.read_text(text, published="2020-01-09")
        seconds[length] = time.perf_counter() - start
        for table in (reading.quotes, reading.dates, reading.mentions, reading.sentences, reading.words):
            assert all(text[row.start : row.end] == row.text for row in table.itertuples())
    # 8 times the text; were time quadratic it would be 64 times the time, and a shared machine may double any figure
    assert seconds[LARGE] < 24 * max(seconds[SMALL], 0.05)
