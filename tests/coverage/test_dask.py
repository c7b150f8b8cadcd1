"""A cluster reads what this machine reads, also where one of its workers dies on the way. Only the loopback is used."""

import sys
from contextlib import ExitStack

import pytest
from distributed import Client
from helpers.coverages import count_marked, list_files, run_cover, start_scheduler, start_worker, wait_until
from helpers.generated import write_folder

from analysis.coverage import partitions, workers
from analysis.coverage.run import cover

WORDS = 40
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are ended by signals")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("dask")


@pytest.fixture(scope="module")
def scheduler(folder):
    with start_scheduler(folder) as address:
        yield address


@pytest.fixture(scope="module")
def news(folder):
    return write_folder(folder / "news", 60, WORDS)


@pytest.fixture(scope="module")
def local(news, folder):
    """The files of the coverage that this machine's processes make."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "SIZE", 4)
        cover(news, folder / "local")
    return list_files(folder / "local")


def test_a_cluster_that_loses_a_worker_gives_the_same_tables(scheduler, news, local, folder):
    with ExitStack() as stack:
        first, second = (stack.enter_context(start_worker(scheduler, name)) for name in ("first", "second"))
        client = stack.enter_context(Client(scheduler, set_as_default=False))
        client.wait_for_workers(2, 30)
        out = folder / "lost"
        process = stack.enter_context(run_cover(4, news, out, scheduler))
        wait_until(lambda: count_marked(out) >= 3)
        first.kill()
        assert process.wait(60) == 0 and first.poll() is not None and second.poll() is None
        assert list(client.run(lambda: 1, on_error="return").values()) == [1]
    assert list_files(folder / "lost") == local


def test_a_worker_of_several_threads_gives_the_same_tables(scheduler, news, local, folder, monkeypatch):
    monkeypatch.setattr(partitions, "SIZE", 4)
    with start_worker(scheduler, "threads", 3):
        assert cover(news, folder / "threads", scheduler=scheduler).articles == 60
    assert list_files(folder / "threads") == local


def test_a_scheduler_without_workers_or_none_at_all_is_an_error(scheduler, news, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "PATIENCE", 0.1)
    wait_until(lambda: not _count_workers(scheduler))
    with pytest.raises(OSError, match="has no worker"):
        cover(news, tmp_path, scheduler=scheduler)
    with pytest.raises(OSError, match="No scheduler answers at nonsense"):
        cover(news, tmp_path, scheduler="nonsense://127.0.0.1")


def _count_workers(scheduler):
    with Client(scheduler, set_as_default=False) as client:
        return len(client.nthreads())
