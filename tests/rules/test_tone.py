"""The table of tone: what its rows say, and why."""

from analysis.reading.tone.lexicon import load_lexicon
from analysis.rules.load import load_negations, load_undo_nouns, load_undo_verbs, read_rows
from analysis.syntax.grammar import NEGATIONS, NOBODY

ROWS = read_rows("tone_words.csv")

COUNTRIES = [row for row in read_rows("actors.csv") if row["kind"] == "country"]


def test_all_the_rows_of_the_table_say_something_new_and_why():
    assert len(ROWS) > 1200
    assert len({(row["word"], row["pos"]) for row in ROWS}) == len(ROWS)
    for row in ROWS:
        limit = 1 if row["pos"] == "degree" else 4
        assert -limit <= float(row["weight"]) <= limit and row["why"] and row["word"] == row["word"].strip()
        assert row["pos"] in ("", "adj", "adv", "noun", "verb", "degree")
        assert float(row["weight"]) or row["pos"] != "degree"


def test_no_row_names_a_country():
    senses = ("name", "adjective", "inhabitants")
    forms = {row["form"].lower() for row in COUNTRIES if row["sense"] in senses and len(row["form"]) > 3}
    assert [row["word"] for row in ROWS if forms & {row["word"].lower(), *row["word"].lower().split()}] == []


def test_tone_and_events_share_what_negates_and_what_undoes():
    assert load_negations("not") == NEGATIONS and load_negations("nobody") == NOBODY
    assert {"lift", "defuse", "avert", "cancel"} <= load_undo_verbs() and "lifting" in load_undo_nouns()
    entries = load_lexicon()
    assert all(any(not tail and e.negates for tail, e in entries[w]) for w in NEGATIONS | NOBODY if w.isalpha())
    assert all(any(not tail and e.undoes for tail, e in entries[v]) for v in load_undo_verbs() if v.isalpha())
