"""Versions of one story."""

import pandas as pd

from analysis.coverage.run import cover
from analysis.press import copies
from analysis.press.collection import open_coverage
from analysis.press.schema import COPIES


def test_the_wire_pairs_the_correction_and_nothing_else_are_versions(covered):
    numbers = covered.articles["file"].str.extract(r"/(\d\d)-")[0].astype(int)
    first = dict(zip(covered.articles["article"], numbers, strict=True))
    table = copies.tabulate(covered)
    assert list(table) == list(COPIES)
    pairs = {(first[row.story], first[row.article]) for row in table.itertuples() if row.story != row.article}
    assert pairs == {(2, 3), (6, 7), (13, 15), (16, 17)}


def test_versions_of_other_outlets_are_compared_first(covered):
    comparisons = copies.compare_versions(covered)
    assert [c.b.article.source for c in comparisons][:2] == ["Tallgrass County Ledger", "The Pearl Coast Gazette"]
    assert [c.a.article.headline[:9] for c in comparisons] == ["U.S. air ", "U.S. dron", "Trump bac"]
    assert (comparisons[0].paragraphs["change"] == "cut").sum() == 6


def test_the_versions_are_told_with_who_printed_them_again(covered):
    told = copies.describe(covered)
    assert told[0] == "Four stories are there in several versions."
    assert "was printed again by Tallgrass County Ledger" in str(told)
    assert str(told).endswith("The table of copies has one more story.")


def print_again(folder, title, outlet):
    body = [
        "The harbour of Arica was shut on Monday after two ferries had collided near the lighthouse, the port said.",
        "Divers searched the wreck for a third day while relatives waited on the quay in heavy rain and wind.",
        "The union of pilots blamed the fog and an old radar, and asked the ministry of transport for an inquiry.",
    ]
    later = "A pilot was questioned on Tuesday about the collision, and the ministry promised an inquiry by May."
    rows = [{"text": "\n\n".join(body), "published": "2031-03-03"}, {"published": "2031-03-04"}]
    rows[1]["text"] = "\n\n".join([*body, later])
    cover(pd.DataFrame(rows).assign(title=title, outlet=outlet), folder, jobs=1, coders="rules")
    return str(copies.describe(open_coverage(folder)))


def test_an_editors_note_is_no_title_and_the_only_outlet_is_not_named(tmp_path):
    told = print_again(tmp_path, "(Adds inquiry, comment)", "the Herald")
    assert "Adds inquiry" not in told and "Herald" not in told
    assert "“The harbour of Arica was shut on Monday after two ferries had collided near the lighthouse" in told
    assert " appeared again, changed (" in told
    assert "“Ferries collide” appeared again" in print_again(tmp_path / "b", "Ferries collide", "the Herald")
