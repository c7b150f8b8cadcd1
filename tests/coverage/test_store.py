"""The folder of a coverage: what is kept, what is not ours, what cannot be written."""

import pandas as pd
import pytest
from helpers.coverages import list_files

from analysis.coverage import store
from analysis.coverage.run import cover
from analysis.text.article import ArticleError


def test_files_that_are_not_ours_stay(news, small, tmp_path):
    source, names = sorted(news.rglob("*.txt"))[:2], (".note", "mine.parquet", "notes.txt")
    for name in names:
        file = tmp_path / "tables" / "articles" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("mine")
    cover(source, tmp_path)
    assert cover(source, tmp_path).articles == 2
    assert all((tmp_path / "tables" / "articles" / name).read_text() == "mine" for name in names)


def test_a_folder_with_other_articles_keeps_them_until_they_are_deleted(small, tmp_path):
    one, other = (pd.DataFrame({"text": [f"Troops shelled the {place} on Monday."]}) for place in ("port", "bridge"))
    cover(one, tmp_path)
    before = list_files(tmp_path)
    with pytest.raises(ArticleError, match="shares no article with the source"):
        cover(other, tmp_path)
    assert list_files(tmp_path) == before
    assert cover(pd.concat([other, one]), tmp_path).articles == 2
    assert cover(other, tmp_path).articles == 1


def test_a_store_that_cannot_be_written_to_is_an_error(news, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OSError):
        cover(news, tmp_path / "out")
    assert list(store.COLUMNS)[-1] == store.MARKER
