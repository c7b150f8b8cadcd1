"""What the tests of coverages share: generated news, and small partitions."""

import pytest
from helpers.coverages import WORDS, start_threads
from helpers.generated import write_folder

from analysis.coverage import partitions, run
from analysis.coverage.partitions import read_partition
from analysis.coverage.run import cover


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    return write_folder(tmp_path_factory.mktemp("news"), 40, WORDS)


@pytest.fixture(scope="module")
def covered(news, tmp_path_factory):
    """The folder of a coverage of the news, by two processes."""
    out = tmp_path_factory.mktemp("covered")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "SIZE", 4)
        cover(news, out)
    return out


@pytest.fixture
def small(monkeypatch):
    """Small partitions, read by a thread of this process."""
    monkeypatch.setattr(partitions, "SIZE", 4)
    monkeypatch.setattr(run, "start_processes", start_threads)


@pytest.fixture
def asked(monkeypatch):
    """The names of the articles that are read."""
    names = []

    def read(partition, version):
        names.extend(item.name for item in partition.items)
        return read_partition(partition, version)

    monkeypatch.setattr(run, "read_partition", read)
    return names
