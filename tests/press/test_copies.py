"""Versions of one story."""

from analysis.press import copies
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
