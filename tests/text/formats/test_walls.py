import re

from analysis.rules.load import read_rows


def test_each_wording_of_a_notice_finds_its_example():
    for row in read_rows("walls.csv"):
        assert re.search(row["pattern"], row["example"]), row["example"]


def test_each_part_of_a_page_is_named_once_and_has_its_reason():
    words = [row["word"] for row in read_rows("page_parts.csv")]
    assert len(words) == len(set(words)) and all(row["why"] for row in read_rows("page_parts.csv"))
