"""Joining: which reports are of one deed, by day, class, sides and words."""

import numpy as np
import pandas as pd

from analysis.press.joining import LATER, join_reports
from analysis.press.likeness import weigh_words

ORDINARY = [  # of other days, so that words of these sentences are rare
    "The harbour master said that the ferries would run late on Friday.",
    "A court in the capital fined two bakers for selling short loaves.",
    "Farmers drove their tractors to the ministry and asked for cheaper diesel.",
    "The envoy flew home after a short visit to the northern province.",
]
BASE = "Mardia fired rockets at the air base of Tel Hassar in Orvia before dawn."
TOWN = "Rockets from Mardia struck the air base at Tel Hassar, Orvia said."


def join(*told):
    """The head of each report: article, day, published, source, target, sentence, and whether its day is supposed."""
    rows = [
        *told,
        *(
            (f"z{i}", f"2031-01-{10 + i}", f"2031-01-{10 + i}", f"P{i}", f"Q{i}", text)
            for i, text in enumerate(ORDINARY)
        ),
    ]
    table = pd.DataFrame([row[:6] for row in rows], columns="article day published source target sentence".split())
    table = table.assign(near=table["sentence"], side="conflict", root="ASSAULT", quad="Mconf")
    for column in ("day", "published"):
        table[column] = pd.to_datetime(table[column]).astype("datetime64[s]")
    table = table.assign(first_day=table["day"], last_day=table["day"])
    table = table.assign(source_country=table["source"], target_country=table["target"])
    table["day_confidence"] = [0.61 if row[6:] else 0.87 for row in rows]
    return join_reports(table, weigh_words(table)).head[: len(told)].tolist()


def test_near_words_of_one_day_are_one_deed_and_other_words_another():
    one = ("a", "2031-05-02", "2031-05-02", "Mardia", "Orvia", BASE)
    assert len(set(join(one, ("b", "2031-05-02", "2031-05-03", "Mardia", None, TOWN)))) == 1
    other = (
        "b",
        "2031-05-02",
        "2031-05-03",
        "Mardia",
        "Orvia",
        "A mine of the Mardian navy sank a trawler off Cape Lund.",
    )
    assert len(set(join(one, other))) == 2


def test_two_days_that_are_said_are_two_deeds_and_a_supposed_one_gives_way():
    one = ("a", "2031-05-02", "2031-05-02", "Mardia", "Orvia", BASE)
    later = ("b", "2031-05-03", "2031-05-03", "Mardia", "Orvia", TOWN)
    assert len(set(join(one, later))) == 2
    assert join(one, (*later, "supposed")) == [0, 0]
    late = ("b", f"2031-05-{3 + LATER:02d}", f"2031-05-{3 + LATER:02d}", "Mardia", "Orvia", TOWN, "supposed")
    assert len(set(join(one, late))) == 2


def test_a_report_without_a_day_joins_the_deed_before_it_and_none_after_it():
    one = ("a", "2031-05-02", "2031-05-02", "Mardia", "Orvia", BASE)
    assert join(one, ("b", None, "2031-05-05", None, None, TOWN)) == [0, 0]
    assert join(one, ("b", None, "2031-04-20", None, None, TOWN)) == [0, -1]
    assert join(one, ("b", None, "2031-09-20", None, None, TOWN)) == [0, -1]
    assert join(("b", None, "2031-05-05", None, None, TOWN)) == [-1]


def test_no_chain_of_small_steps_makes_a_day_one_deed():
    words = [f"w{'abcdefghijklmnopqrstuvwxyz'[i]}{'abcdefghijklmnopqrstuvwxyz'[i]}x" for i in range(26)]
    told = [(f"a{i}", "2031-05-02", "2031-05-02", None, None, " ".join(words[2 * i : 2 * i + 8])) for i in range(10)]
    heads = join(*told)
    assert 2 <= len(set(heads)) < 10 and heads[0] != heads[-1]


def test_acts_of_one_sentence_are_told_apart_by_their_sides_not_by_their_words():
    both = "Mardia shelled Orvia and Fennland bombed Gorland."
    told = [("a", "2031-05-02", "2031-05-02", *pair, both) for pair in (("Mardia", "Orvia"), ("Fennland", "Gorland"))]
    assert len(set(join(*told))) == 2


def test_rare_words_say_more_than_common_ones():
    texts = pd.Series(
        ["the red ferry sank", "the red barge sank", "a red kite rose", "a red flag fell", "a red sun set"]
    )
    words = weigh_words(pd.DataFrame({"sentence": texts, "near": texts}))
    shared = (words @ words.T).toarray()
    assert shared[0, 1] > shared[0, 2] > 0 and np.allclose(shared, shared.T)
