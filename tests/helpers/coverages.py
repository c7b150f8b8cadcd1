"""What the tests of coverages share: workers without processes, what a folder of tables holds, runs on their own."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
from distributed import Client
from pyarrow import concat_tables, parquet

import analysis
from analysis.coverage.partitions import read_partition
from analysis.coverage.workers import Crew

WORDS = 40  # of an article that is read many times
POISON = "Nobody survives this"
TABLES = ("articles", "paragraphs", "quotes", "events", "failures")
SCRIPT = """
import sys
from analysis.coverage import partitions
from analysis.coverage.run import cover

if __name__ == "__main__":
    partitions.SIZE = int(sys.argv[1])
    cover(sys.argv[2], sys.argv[3], 2, *sys.argv[4:])
"""


@contextmanager
def start_threads(jobs):
    """Workers that are threads of this process, so that what a test patches reaches them."""
    with ThreadPoolExecutor(jobs) as pool:
        yield Crew(pool, lambda: jobs, BrokenExecutor)


def read_or_die(partition, version=None):
    """The tables of a partition; an article with the poison ends the process that reads it."""
    if any(POISON in str(item.content) and item.name not in partition.fatal for item in partition.items):
        os.kill(os.getpid(), signal.SIGKILL)
    return [item.place for item in partition.items] if version is None else read_partition(partition, version)


def list_files(out):
    """Every file of a coverage with its content; the lock is none of its tables."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name != ".lock"}


def load(out):
    """The tables of a coverage, read in the order of the names of their files."""
    files = {table: sorted((out / "tables" / table).glob("*.parquet")) for table in TABLES}
    return {table: concat_tables(map(parquet.read_table, files[table])) for table in TABLES}


@contextmanager
def run_python(*arguments, **options):
    """A Python process with this package, ended with all its children when the test is over."""
    environment = os.environ | {"PYTHONPATH": str(Path(analysis.__file__).parents[1])}
    process = subprocess.Popen([sys.executable, *map(str, arguments)], env=environment, **options)
    children = []
    try:
        yield process
    finally:
        if process.poll() is None:
            children = psutil.Process(process.pid).children(recursive=True)
            process.kill()
        process.wait(10)
        for child in children:
            child.kill() if child.is_running() else None


def run_cover(size, source, out, *scheduler, **options):
    """A process that covers a source in partitions of some size."""
    return run_python("-c", SCRIPT, size, source, out, *scheduler, **options)


def wait_until(condition, seconds=30):
    """Waits until something holds, and fails if it does not within some seconds."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "this took too long"
        time.sleep(0.02)
    return found


def count_marked(out):
    """How many partitions are whole."""
    return len(list((out / "tables" / "articles").glob("[0-9]*.parquet")))


@contextmanager
def start_scheduler(folder):
    """The address of a scheduler in a process of its own."""
    file = folder / "scheduler.json"
    options = "--host 127.0.0.1 --port 0 --no-dashboard --no-show --scheduler-file".split()
    with run_python("-m", "distributed.cli.dask_scheduler", *options, file, stderr=subprocess.DEVNULL) as process:
        wait_until(lambda: process.poll() is None and file.exists() and file.stat().st_size)
        with Client(scheduler_file=str(file), set_as_default=False) as client:
            address = client.scheduler.address
        assert address.startswith("tcp://127.0.0.1:")
        yield address


def start_worker(address, name, threads=1):
    """A worker in a process of its own, which nobody starts anew."""
    options = (
        f"--host 127.0.0.1 --nthreads {threads} --no-nanny --no-dashboard --death-timeout 30 --name {name}".split()
    )
    return run_python("-m", "distributed.cli.dask_worker", address, *options, stderr=subprocess.DEVNULL)
