"""Every row of the tables of frames and of event nouns decides in its example, with its result."""

import csv
from functools import cache

import pytest
from helpers.paths import ROOT

from analysis.reading.actors.table import find_mentions
from analysis.reading.events.meaning import Meanings
from analysis.syntax.pipeline import parse
from analysis.text.layout import Block

TABLES = ("event_frames.csv", "event_nouns.csv")


def read_examples(table: str) -> list[tuple[str, int, str]]:
    """Table, line and example of each row that means something."""
    with (ROOT / "analysis" / "rules" / table).open(encoding="utf-8", newline="") as file:
        rows = list(enumerate(csv.DictReader(file), 2))
    return [(table, line, row["example"]) for line, row in rows if row.get("result", row.get("act"))]


EXAMPLES = [example for table in TABLES for example in read_examples(table)]


@cache
def find_deciding_rows() -> dict[str, str]:
    """For each example the rows that decided in it, all parsed in one go."""
    texts = list(dict.fromkeys(text for *_, text in EXAMPLES if text))
    joined = "\n\n".join(texts)
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 2)
    blocks = [Block("paragraph", start, start + len(text)) for start, text in zip(starts, texts, strict=False)]
    pieces = parse(joined, blocks)
    mentions = find_mentions(joined, pieces, None)
    return {
        text: _list_rules(text, [piece for piece in pieces if start <= piece.offset < start + len(text)], mentions)
        for start, text in zip(starts, texts, strict=False)
    }


def _list_rules(text, pieces, mentions):
    rules = []
    for piece in pieces:
        offset = piece.offset
        near = [(row.start - offset, row.end - offset) for row in mentions.itertuples()]
        named = {token.i for token in piece.doc if any(start <= token.idx < end for start, end in near)}
        meanings = Meanings(lambda token, named=named: token.i in named)
        rules += [meanings.mean(token).rule for token in piece.doc]
    return "\n".join(rules) + "\n"


@pytest.mark.parametrize(("table", "line", "text"), EXAMPLES, ids=[f"{table}:{line}" for table, line, _ in EXAMPLES])
def test_a_row_decides_in_its_example(table, line, text):
    assert text, f"{table}:{line} has no example"
    assert f"{table}:{line}: " in find_deciding_rows()[text]
