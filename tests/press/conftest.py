"""What the tests of many articles share: charts, and coverages whose deeds can be cited."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest


@pytest.fixture
def keep_paragraphs(tmp_path):
    """Puts a coverage in a folder that has the paragraphs which its acts are told in."""

    def keep(coverage):
        (tmp_path / "tables" / "paragraphs").mkdir(parents=True)
        names = coverage.articles["article"].tolist()
        text = "killed somebody here. " * (len(coverage.events) + 1)
        rows = {"article": names, "paragraph": [1] * len(names), "start": [0] * len(names), "text": [text] * len(names)}
        pq.write_table(pa.table(rows), tmp_path / "tables" / "paragraphs" / "000000-a.parquet")
        return replace(coverage, folder=tmp_path)

    return keep
