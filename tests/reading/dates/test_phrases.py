"""Where a rule of dates is tried."""

import random
from datetime import date

import pandas as pd
import pytest

from analysis.reading import schema as tables
from analysis.reading.dates.phrases import PARTS, find_signs
from analysis.reading.dates.table import RULES, find_dates
from analysis.syntax.pipeline import parse
from analysis.text.calendar import (
    MONTH_NAMES,
    ORDINALS,
    SEASONS,
    UNITS,
    WEEKDAYS,
)
from analysis.text.layout import find_blocks

THURSDAY = date(2020, 1, 9)

PHRASES = (
    "Wednesday|Jan. 3|2018|this week|two days ago|the next day|at 8 p.m.|’80s|1/2/2020|31 February 2019|May|"
    "in 9999 years|9999 decades ago|99,999 centuries later|half a century|٣ January|ſecond|weeK|Q5 2019|24:61|000|"
    "2018-99|0000-00-00|every|the end of the week|10 a.m. on|noon|of|and|-|to|last|in"
).split("|")

WORDS = [*UNITS, *(f"{unit}s" for unit in UNITS), *PARTS, *MONTH_NAMES, *WEEKDAYS, *SEASONS, *ORDINALS, *PHRASES]


@pytest.mark.slow
@pytest.mark.parametrize("published", [None, THURSDAY, date.min, date.max, date(2020, 2, 29)])
def test_any_phrases_side_by_side_are_read(published):
    chance = random.Random(1)
    for _ in range(40):
        check(" ".join(chance.choices(WORDS, k=150)), published)


def test_a_rule_is_tried_wherever_it_could_match():
    chance = random.Random(2)
    for text in (" ".join(chance.choices(WORDS, k=60)) for _ in range(60)):
        for rule in RULES:
            assert all(rule.may_match(find_signs(found[0])) for found in rule.pattern.finditer(text))


def check(text, published):
    table = find_dates(parse(text, find_blocks(text)), published)
    assert [str(t) for t in table.dtypes] == list(tables.DATES.values())
    end = 0
    for row in table.itertuples():
        assert end <= row.start < row.end <= len(text) and text[row.start : row.end] == row.text
        assert row.type in ("DATE", "TIME", "DURATION", "SET") and row.value and row.reason
        assert pd.isna(row.first_day) == pd.isna(row.last_day) and not row.first_day > row.last_day
        end = row.end
