"""What reading many articles costs, how it spreads over processes and machines, and how much memory it takes.

    python tests/benchmarks/coverage.py [--articles N] [--many M] [WHAT…]

WHAT is any of `pipe`, `jobs`, `dask`, `memory`; all, if none is named. Articles are generated, 120 to 350 words each
(`tests/helpers/generated.py`). Each figure is a ratio within one run:

- pipe: `cover` with one process, from the files to the Parquet tables, over the bare spaCy pipe on the same blocks
  (bar: 1.3; N articles in four groups, each by both in turn; median). What counts is processor time, that of the
  process and of the one that started it, so that others on the machine disturb it less; the ratio of time on the clock,
  and that to the pipe over whole texts, all of a group at once, stand beside it.
- jobs: the speed of two processes over that of one (bar: 1.8), N articles. It needs two cores that do nothing else.
- dask: the speed of a scheduler with two workers of one thread over that of two processes (bar: 0.9), N articles. All
  load the model first, which workers of a cluster do once and processes in each run.
- memory: the most that a run with its two processes has at one time for M articles over that for N (bar: 1.1); these
  articles have 40 words. The run over M articles is killed when half of them are read and started again; nothing may be
  read twice. Memory that processes share counts once (PSS) where the system tells it, on Linux.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import spacy

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from distributed import Client  # noqa: E402
from figures import tell  # noqa: E402
from helpers.coverages import run_cover, start_scheduler, start_worker  # noqa: E402
from helpers.generated import write_folder  # noqa: E402

from analysis.coverage.partitions import SIZE  # noqa: E402
from analysis.coverage.run import cover  # noqa: E402
from analysis.coverage.store import MARKER  # noqa: E402
from analysis.reading.reading import read  # noqa: E402
from analysis.syntax.pipeline import find_model, load_pipeline  # noqa: E402
from analysis.text.article import read_article  # noqa: E402

GROUPS = 4
SHORT = 40  # words


def clock(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    return clock_both(work)[0]


def clock_both(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that a piece of work takes on the clock, and of processors, those of its processes included."""
    start, before = time.perf_counter(), sum(os.times()[:4])
    work()
    return time.perf_counter() - start, sum(os.times()[:4]) - before


def compare_pipe(folder: Path, articles: int) -> None:
    """Prints the ratio of a run in one process to the bare pipe, as spaCy loads it."""
    files = sorted(write_folder(folder / "news", articles).rglob("*.txt"))
    pipe, ratios, clocked, whole = spacy.load(find_model().split()[0]), [], [], []
    read(files[0])  # loads what is loaded once
    for group in range(GROUPS):
        part = files[group::GROUPS]
        parsed = [read_article(file) for file in part]
        blocks = [[a.text[b.start : b.end] for b in a.blocks if b.role != "boilerplate"] for a in parsed]
        texts = [article.text for article in parsed]
        bare = clock_both(lambda: [list(pipe.pipe(b)) for b in blocks])  # noqa: B023
        ours = clock_both(lambda: cover(part, folder / f"{group}", jobs=1))  # noqa: B023
        at_once = clock_both(lambda: list(pipe.pipe(texts)))  # noqa: B023
        clocked.append(ours[0] / bare[0])
        ratios.append(ours[1] / bare[1])
        whole.append(ours[1] / at_once[1])
    print(
        f"  on the clock {statistics.median(clocked):.2f}, to the pipe over whole texts {statistics.median(whole):.2f}"
    )
    print(f"  {articles:,} articles, from {min(ratios):.2f} to {max(ratios):.2f}")
    tell("a coverage in one process", statistics.median(ratios), "times the bare pipe", 1.3)


def compare_jobs(folder: Path, articles: int) -> None:
    """Prints the ratio of the speed of two processes to that of one."""
    news = write_folder(folder / "news", articles)
    load_pipeline()
    one, two = (clock(lambda n=jobs: cover(news, folder / f"{n}", jobs=n)) for jobs in (1, 2))
    print(f"  {articles:,} articles: {one:.0f} s by one process, {two:.0f} s by two")
    tell("a coverage in two processes", one / two, "times the speed of one", 1.8, least=True)


def compare_dask(folder: Path, articles: int) -> None:
    """Prints the ratio of the speed of two workers of a cluster to that of two processes."""
    news = write_folder(folder / "news", articles)
    with ExitStack() as stack:
        address = stack.enter_context(start_scheduler(folder))
        for name in ("first", "second"):
            stack.enter_context(start_worker(address, name))
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, 60)
        dask = clock(lambda: cover(news, folder / "dask", scheduler=address))
    pool = clock(lambda: cover(news, folder / "pool", jobs=2))
    print(f"  {articles:,} articles: {dask:.0f} s by two workers of a cluster, {pool:.0f} s by two processes")
    tell("a coverage by two workers of Dask", pool / dask, "times the speed of two processes", 0.9, least=True)


def compare_memory(folder: Path, articles: int, many: int) -> None:
    """Prints the ratio of the memory for many articles, read in two runs, to that for few."""
    few = _run(folder, articles)
    more = max(_run(folder, many, half=True), _run(folder, many))
    print(f"  {many:,} articles {more / 1e6:,.0f} MB, {articles:,} articles {few / 1e6:,.0f} MB")
    tell(f"memory for {many / articles:g} times the articles", more / few, "times that for once", 1.1)


def _run(folder: Path, articles: int, half: bool = False) -> int:
    """The most bytes of a run over some articles, or of one that is killed when half of their partitions are read."""
    news, out = folder / f"news-{articles}", folder / f"out-{articles}"
    kept = _list_parts(out)
    if not news.exists():
        write_folder(news, articles, SHORT)
    enough = articles // SIZE // 2 if half else sys.maxsize
    start = time.perf_counter()
    with run_cover(SIZE, news, out) as process:
        peak = _watch(psutil.Process(process.pid), lambda: len(_list_parts(out)) >= enough)
        assert half or process.wait() == 0
    parts = _list_parts(out)
    assert all(parts[name] == written for name, written in kept.items()), "a partition was read again"
    rate = SIZE * (len(parts) - len(kept)) / (time.perf_counter() - start)
    print(f"  {len(kept)} partitions found, {len(parts) - len(kept)} read, {rate:.0f} articles a second", flush=True)
    return peak


def _list_parts(out: Path) -> dict[str, int]:
    """The partitions that are complete, by name, and when they were written."""
    files = (out / "tables" / MARKER).glob("[!.]*.parquet")
    return {file.name: file.stat().st_mtime_ns for file in files}


def _watch(process: psutil.Process, is_enough: Callable[[], bool]) -> int:
    """The most bytes that a process and its children have together until it ends, or until it is enough."""
    peak = 0
    while process.status() != psutil.STATUS_ZOMBIE and not is_enough():
        with suppress(psutil.Error):
            peak = max(peak, _measure([process, *process.children(recursive=True)]))
        time.sleep(0.25)
    return peak


def _measure(processes: Iterable[psutil.Process]) -> int:
    sizes = [process.memory_full_info() for process in processes]
    return sum(getattr(size, "pss", size.uss) for size in sizes)


def main() -> None:
    """Runs what is asked for."""
    parser = argparse.ArgumentParser(description="What reading many articles costs.")
    parser.add_argument("what", nargs="*", metavar="WHAT", help="pipe, jobs, dask, memory (default: all)")
    parser.add_argument("--articles", type=int, default=2_000, metavar="N")
    parser.add_argument("--many", type=int, metavar="M", help="for memory (default: ten times N)")
    options = parser.parse_args()
    n = options.articles
    jobs = {
        "pipe": lambda folder: compare_pipe(folder, n),
        "jobs": lambda folder: compare_jobs(folder, n),
        "dask": lambda folder: compare_dask(folder, n),
        "memory": lambda folder: compare_memory(folder, n, options.many or 10 * n),
    }
    for name in options.what or jobs:
        if name not in jobs:
            parser.error(f"{name!r} is none of {', '.join(jobs)}")
        with TemporaryDirectory() as folder:
            jobs[name](Path(folder))


if __name__ == "__main__":
    main()
