"""Articles about other subjects in a collection."""

import random

import pandas as pd
import pytest

from analysis.press.relevance import describe, find_left_out, score_articles
from analysis.reading.named import list_names
from analysis.reading.schema import NAMES
from analysis.reading.tables import make_table

SUBJECTS = {  # names of invented crises: those that all of their articles have, and those that some have
    "strait": ("Kelmar Orland Sunda", "Havel Brink Tolna Perec Minova Garrick Osten Ludra Wexford Amsel"),
    "strike": ("Tarrow Millford Union", "Dane Corbin Fenwick Ashby Norcot Prewitt Selby Oxley Denholm Marsh"),
}


def write(subject, number):
    """An article of our own about a subject, with the names that it may have."""
    draw = random.Random(f"{subject} {number}")
    common, some = (part.split() for part in SUBJECTS[subject])
    names = [draw.choice(common) for _ in range(8)] + draw.sample(some, 4) + ["United Nations"]
    draw.shuffle(names)
    return " ".join(f"On that day officials of {name} spoke of what had happened." for name in names)


def list_all(texts):
    rows = [{"article": article} | row for article, text in texts.items() for row in list_names(text, "")]
    return make_table(rows, {"article": "str", **NAMES})


def mix(own, other, strangers):
    texts = {f"{own}{i}": write(own, i) for i in range(60)}
    texts |= {f"{other}{i}": write(other, i) for i in range(strangers)}
    articles = pd.DataFrame({"article": list(texts), "file": list(texts), "headline": None})
    return find_left_out(articles, list_all(texts))


@pytest.mark.parametrize(("own", "other"), [("strait", "strike"), ("strike", "strait")])
def test_articles_of_another_crisis_are_left_out_with_the_reason(own, other):
    left_out = mix(own, other, 6)
    assert sorted(left_out["article"]) == [f"{other}{i}" for i in range(6)]
    lacking, instead = (SUBJECTS[subject][0].replace(" ", "|") for subject in (own, other))
    assert left_out["reason"].str.contains(f"does not name .*(?:{lacking}).*; it is about .*(?:{instead})").all()
    assert "six of 66 articles are about other subjects" in str(describe(left_out, 66)).lower()


def test_nothing_is_left_out_of_one_crisis_and_of_a_few_articles():
    assert mix("strait", "strike", 0).empty and not describe(mix("strait", "strike", 0), 60)
    few = pd.DataFrame({"article": ["a", "b"], "file": ["a", "b"], "headline": None})
    assert find_left_out(few, list_all({"a": write("strait", 1), "b": write("strike", 1)})).empty


def test_scores_lie_between_nothing_and_one():
    names = list_all({str(i): write("strait", i) for i in range(20)})
    assert score_articles(names, pd.Index(map(str, range(20)))).between(0.5, 1).all()
    assert score_articles(names[:0], pd.Index(["0", "1"])).tolist() == [0, 0]


def test_a_short_article_that_names_the_country_is_kept():
    articles = {f"strait{i}": write("strait", i) + " Officials of Iran agreed." for i in range(60)}
    few = "Greenhill, Longbay, Northgate, Southgate and Oldmarket were quiet."
    table = pd.DataFrame({"article": [*articles, "near", "far"], "file": "a/b.txt", "headline": None})
    left_out = find_left_out(table, list_all(articles | {"near": f"In Iran, {few}", "far": f"On Friday, {few}"}))
    assert left_out["article"].tolist() == ["far"] and "It is b.txt;" in str(describe(left_out, 62))
