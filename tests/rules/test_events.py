"""The tables of events: every row asks for and gives what there is, once."""

import pytest

from analysis.reading.events.acts import load_codes
from analysis.reading.events.frames import load_frames, load_nouns
from analysis.rules.load import read_frames, read_rows


def test_every_frame_asks_for_and_gives_what_there_is():
    operators = {row["operator"] for row in read_rows("event_operators.csv")} | {"SAY", "0"}
    classes = {name for noun in load_nouns().values() for name in noun.classes} | {"actor"}
    for frame in (frame for frames in load_frames().values() for frame in frames):
        assert frame.result in load_codes() or frame.result in operators, frame
        wanted = [word[1:] for word in (*frame.objects, *frame.subjects) if word.startswith("@")]
        assert set(wanted) <= classes, frame
    for noun in load_nouns().values():
        assert not noun.act or noun.act in load_codes() or noun.act in operators, noun
        assert noun.alone in ("", "actor", "yes"), noun


@pytest.mark.parametrize("name", ["frames", "event_nouns.csv", "event_operators.csv", "event_codes.csv"])
def test_no_row_of_a_table_is_there_twice(name):
    table = read_frames() if name == "frames" else read_rows(name)
    rows = [tuple(list(row.values())[: {"frames": 4, "event_operators.csv": 2}.get(name, 1)]) for row in table]
    assert len(rows) == len(set(rows))


def test_the_words_that_report_are_one_list():
    rows = read_rows("reporting_verbs.csv")
    assert {row["kind"] for row in rows} == {"say", "judge", "noun", "clause"}
    assert {row["clause"] for row in rows} == {"", "CLAUSE", "CLAUSE_OTHER", "CLAUSE CLAUSE_OTHER"}
    assert all(row["clause"] for row in rows if row["kind"] == "clause")
    plain = {"with": "", "subject": "", "result": "SAY"}
    assert not [
        row for row in read_rows("event_frames.csv") if "CLAUSE" in row["object"] and plain.items() <= row.items()
    ]
