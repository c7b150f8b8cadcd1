"""Deeds joined as a reader joined them, where the articles that the pairs are from are beside this project."""

import csv
import json

import pandas as pd
import pytest
from helpers.paths import ROOT

from analysis.coverage.run import cover
from analysis.press.collection import open_coverage
from analysis.press.deeds import list_reports

PAIRS = ROOT / "data" / "validation" / "deed_pairs.csv"
NEWS = ROOT.parent / "shared" / "news"
COLLECTION = "libya_2011_reuters"


def list_pairs(collection):
    with PAIRS.open(encoding="utf-8", newline="") as f:
        return [row for row in csv.DictReader(f) if row["collection"] == collection and row["half"] == "held"]


def test_the_pairs_are_two_hundred_from_three_collections_half_of_them_held():
    pairs = pd.read_csv(PAIRS)
    assert len(pairs) == 200 and pairs["collection"].value_counts().between(60, 70).all()
    assert pairs["half"].value_counts().to_dict() == {"tuning": 100, "held": 100}
    assert pairs["same"].isin((0, 1)).all() and pairs["same"].mean() == pytest.approx(0.6, abs=0.1)
    assert (pairs["end_a"] > pairs["start_a"]).all() and (pairs["end_b"] > pairs["start_b"]).all()


@pytest.mark.slow
def test_deeds_are_joined_as_a_reader_joins_them(tmp_path):
    file = NEWS / f"{COLLECTION}.jsonl"
    if not file.exists():
        pytest.skip("the articles are not beside this checkout")
    pairs = list_pairs(COLLECTION)
    wanted = {pair[f"article_{one}"] for pair in pairs for one in "ab"}
    rows = [row for row in map(json.loads, file.open(encoding="utf-8")) if row["id"] in wanted]
    cover(pd.DataFrame(rows), tmp_path, jobs=1)
    coverage = open_coverage(tmp_path)
    reports = list_reports(coverage)
    deeds = reports.groupby(reports["article"].map(coverage.articles.set_index("article")["id"]))[["start", "deed"]]
    found = {article: told.to_numpy().tolist() for article, told in deeds}

    def tell(pair, one):
        told = found.get(pair[f"article_{one}"], [])
        return {deed for start, deed in told if int(pair[f"start_{one}"]) <= start < int(pair[f"end_{one}"])}

    outcomes = [(bool(tell(pair, "a") & tell(pair, "b")), pair["same"] == "1") for pair in pairs]
    hits = sum(joined and same for joined, same in outcomes)
    assert 2 * hits / sum(joined + same for joined, same in outcomes) >= 0.7
