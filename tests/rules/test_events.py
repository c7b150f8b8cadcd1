"""The words that report are one list; what else makes the tables of events sound is in `test_check.py`."""

from analysis.rules.load import read_rows


def test_the_words_that_report_are_one_list():
    rows = read_rows("reporting_verbs.csv")
    assert {row["kind"] for row in rows} == {"say", "judge", "noun", "clause"}
    assert {row["clause"] for row in rows} == {"", "CLAUSE", "CLAUSE_OTHER", "CLAUSE CLAUSE_OTHER"}
    assert all(row["clause"] for row in rows if row["kind"] == "clause")
    plain = {"particle": "", "prep": "", "subject": "", "result": "SAY"}
    assert not [
        row for row in read_rows("event_frames.csv") if "CLAUSE" in row["object"] and plain.items() <= row.items()
    ]
