"""The file in which a reader names the sides."""

import pandas as pd
import pytest

from analysis.press.sidesfile import find_sides, read_sides, write_proposal
from analysis.text.article import ArticleError

PROPOSED = pd.DataFrame([("MLI", "Mali"), ("MLI", "army"), ("rebels", "rebels")], columns=["side", "name"])


def test_a_proposal_is_read_as_it_was_written_and_is_no_edit(tmp_path):
    file = write_proposal(tmp_path, PROPOSED)
    assert file.read_text().splitlines()[:2] == ["side,name", "Mali,Mali"]
    assert read_sides(file).to_numpy().tolist() == PROPOSED.to_numpy().tolist()
    assert find_sides(tmp_path / "source.csv", tmp_path / "elsewhere") == file
    assert find_sides("source.csv", tmp_path) is None


def test_an_edited_file_is_used_and_never_overwritten(tmp_path):
    file = write_proposal(tmp_path, PROPOSED)
    file.write_text("side,name\nthe junta,army\nrebels,rebels\n")
    assert find_sides("source.csv", tmp_path) == file
    write_proposal(tmp_path, PROPOSED)
    assert set(read_sides(file)["side"]) == {"the junta", "rebels"}


def test_a_file_beside_the_source_or_one_that_is_given_comes_first(tmp_path):
    (tmp_path / "sides.csv").write_text("side,name\n")
    assert find_sides(tmp_path, tmp_path / "out") == tmp_path / "sides.csv"
    given = tmp_path / "mine.csv"
    with pytest.raises(ArticleError, match=r"mine\.csv.*Correct the path"):
        find_sides(tmp_path, tmp_path / "out", given)
    given.write_text("side,name\n")
    assert find_sides(tmp_path, tmp_path / "out", given) == given


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("side,label\nMali,Mali\n", r"sides\.csv: line 1: there is no column name\. The columns are"),
        ("side,name\nMali,Mali\nrebels,\n", r"line 3: the name is empty\. Fill it in"),
        ("side,name\nMali,the army\nrebels,army\n", r"line 3: 'army' is of rebels, but in line 2 of Mali\. Delete"),
        ("side,name\nMali,Mali\n", r"fewer than two sides\. Add one"),
    ],
)
def test_an_error_names_the_row_and_the_remedy(tmp_path, content, error):
    (tmp_path / "sides.csv").write_text(content)
    with pytest.raises(ArticleError, match=error):
        read_sides(tmp_path / "sides.csv")
