"""Many articles as readings one by one, or as a folder of tables that a later run can complete."""

import atexit
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, count, islice
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pandas as pd
from tqdm import tqdm

from analysis.coverage.parquet import decode_table, encode_tables, join_tables
from analysis.coverage.partitions import (
    Partition,
    cut_partitions,
    find_version,
    make_key,
    mark_version,
    read_partition,
    read_together,
)
from analysis.coverage.sources import Failure, Source, list_items, name_source
from analysis.coverage.store import Store, open_store
from analysis.coverage.workers import Start, run_tasks, start_dask, start_processes
from analysis.reading.events.table import BOTH, check_coders
from analysis.reading.reading import Reading
from analysis.text.article import ArticleError, locate


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a run.

    Attributes:
        folder: the folder of the tables.
        articles: how many articles were read, in this run or an earlier one.
        failures: how many could not be read.
        kept: how many of both an earlier run had already read.
    """

    folder: Path
    articles: int
    failures: int
    kept: int


def read_many(source: Source, jobs: int = 2, coders: str = BOTH) -> Iterator[Reading | Failure]:
    """The `Reading` of each article of a source, or its `Failure`, in order; memory does not grow with the source.

    Args:
        source: a folder, a pattern, a list of files, or a table or frame with a text or file per row (`list_items`).
        jobs: processes; up to some dozens of articles are read in this process, with any number of jobs.
        coders: who reads events: `both`, or the `rules` alone, which is faster.

    Raises:
        ArticleError: the source does not exist, or is a table that cannot be read.
        ValueError: there are no such coders.

    Examples:
        >>> import analysis
        >>> from analysis.text.article import locate
        >>> readings = analysis.read_many([locate("data/articles/strike-deal.txt")], jobs=1)
        >>> [reading.article.headline[:12] for reading in readings]
        ['Dockers call']
    """
    return _read_in_order(cut_partitions(list_items(source), coders=check_coders(coders)), jobs)


def _read_in_order(partitions: Iterator[Partition], jobs: int) -> Iterator[Reading | Failure]:
    first = list(islice(partitions, 2))
    partitions = chain(first, partitions)
    if jobs == 1 or len(first) < 2:
        for partition in partitions:
            yield from read_together(partition)
        return
    waiting: dict[int, list[list[Reading | Failure]]] = {}
    number = 0
    with closing(run_tasks(partial(start_processes, jobs), read_together, partitions, waiting)) as results:
        for done, _, parts in results:
            waiting[done] = parts
            while number in waiting:
                yield from chain.from_iterable(waiting.pop(number))
                number += 1


def cover(
    source: Source,
    out: str | Path,
    jobs: int = 2,
    scheduler: str | None = None,
    progress: bool = False,
    coders: str = BOTH,
) -> Tally:
    """Reads a source into the folder `out`, in processes or on a Dask cluster, and returns the `Tally`.

    An article that an earlier run read is not read again if its content, the source's data about it, and the version of
    this package are the same. If a run is stopped at any moment, the next one completes it.

    Args:
        source: as for `read_many`.
        out: the folder; the tables are `tables/<table>/*.parquet` in it.
        jobs: processes on this machine.
        scheduler: the address of a Dask scheduler whose workers read instead, such as `tcp://10.0.0.1:8786`.
        progress: whether to show a bar with the rate and the time left.
        coders: of events: `both`, or `rules` alone, which is quicker.

    Raises:
        ArticleError: the source has no article or cannot be read, or the folder has the coverage of other articles.
        OSError: the folder cannot be written to or another run writes to it, or no scheduler or worker answers.
        RuntimeError: no process can be started, or a worker of the cluster has another version.

    Examples:
        >>> import tempfile, analysis
        >>> analysis.cover(["no-such-file.txt"], tempfile.mkdtemp(), jobs=1).failures
        1
    """
    source = source if isinstance(source, str | Path | pd.DataFrame) else list(source)  # it is read twice
    extras, keys, total = _plan(source, check_coders(coders))
    with open_store(out) as store:
        run = _Run(store, _find_outdated(store, source, keys, mark_version(coders)))
        start = partial(start_dask, scheduler) if scheduler else partial(start_processes, jobs)
        with tqdm(total=total, unit="article", disable=not progress) as bar:
            run.work(start, run.list_tasks(cut_partitions(list_items(source), extras, coders), bar.update), bar.update)
        store.settle(run.keys)
        return Tally(store.folder, store.count("articles"), store.count("failures"), run.kept)


def _find_outdated(store: Store, source: Source, keys: Sequence[str], version: str) -> dict[str, str]:
    """The articles in outdated partitions, whose rows can be used again, and the key of the partition of each.

    Raises:
        ArticleError: the source has none of the articles in the store.
    """
    stored = store.list_keys()
    outdated = {key for key in stored - set(keys) if key.startswith(version)}
    known = dict(store.list_articles(outdated))
    if known and stored == outdated and not any(item.name in known for item in list_items(source)):
        remedy = "Choose another folder, or delete its tables first."
        raise ArticleError(str(store.folder), "holds a coverage that shares no article with the source", remedy)
    return known


def _plan(source: Source, coders: str) -> tuple[tuple[str, ...], list[str], int]:
    """The columns of a source that pass through, the keys of its partitions, and how many articles it has.

    Raises:
        ArticleError: it has none.
    """
    extras: dict[str, None] = {}
    marks, total = [], 0
    for partition in cut_partitions(list_items(source)):
        extras |= dict.fromkeys(column for item in partition.items for column, _ in item.extras)
        marks.append(partition.mark)
        total += len(partition.items)
    if not total:
        raise ArticleError(name_source(source), "holds no article", "Name a source with at least one.")
    return tuple(extras), [make_key(mark, extras, coders) for mark in marks], total


class _Run:
    """The state of a run while partitions are read.

    Attributes:
        keys: of the partitions so far, in order.
        kept: how many articles an earlier run had already read.
    """

    def __init__(self, store: Store, outdated: Mapping[str, str]) -> None:
        """`outdated` has the articles of earlier runs whose rows can be used again, and their partitions' keys."""
        self.store, self.stored, self.outdated = store, store.list_keys(), outdated
        self.keys: list[str] = []
        self.kept = 0
        self._open: dict[int, tuple[int, Partition]] = {}  # number of a task → position of the partition, and partition

    def list_tasks(self, partitions: Iterable[Partition], skip: Callable[[int], object]) -> Iterator[Partition]:
        """The articles to read in each partition that is missing; `skip` gets the number of articles already read."""
        numbers = count()
        for position, partition in enumerate(partitions):
            key = make_key(partition.mark, partition.extras, partition.coders)
            self.keys.append(key)
            new = ()
            if key not in self.stored:
                new = tuple(item for item in partition.items if item.name not in self.outdated)
                if new:
                    self._open[next(numbers)] = position, partition
                    yield replace(partition, items=new)
                else:
                    self._write(position, partition, ())
            self.kept += len(partition.items) - len(new)
            skip(len(partition.items) - len(new))

    def work(self, start: Start, tasks: Iterable[Partition], done: Callable[[int], object]) -> None:
        """Has workers read the tasks, and writes the tables; `done` gets the number of articles of each task."""
        read = partial(read_partition, version=find_version())
        with closing(run_tasks(start, read, tasks)) as results:
            for number, task, parts in results:
                self._write(*self._open.pop(number), parts)
                done(len(task.items))

    def _write(self, position: int, partition: Partition, parts: Sequence[Mapping[str, bytes]]) -> None:
        """Writes the tables of a partition: the rows that were read, and rows of its articles from other partitions."""
        elsewhere = defaultdict(list)
        for item in partition.items:
            if item.name in self.outdated:
                elsewhere[self.outdated[item.name]].append(item.name)
        if elsewhere or len(parts) > 1:
            tables = [{table: decode_table(content) for table, content in part.items()} for part in parts]
            tables += [self.store.read(key, names) for key, names in elsewhere.items()]
            parts = [encode_tables(join_tables(tables, partition.items, partition.extras))]
        self.store.write(position, self.keys[position], *parts)


def find_tables(source: str | Path, jobs: int = 2, coders: str = BOTH) -> Path:
    """The folder with the tables of a source: the source itself if `cover` made it, else a new temporary folder.

    The path works from the project's root and from `notebooks/`.

    Raises:
        ArticleError: the source does not exist, or no article in it can be read.
    """
    path = locate(source)
    if (path / "tables" / "articles").is_dir():
        return path
    folder = Path(mkdtemp(prefix="crisis-arc-"))
    atexit.register(rmtree, folder, ignore_errors=True)  # not before, since paragraphs are read from it
    cover(path if path.exists() else source, folder, jobs, coders=coders)
    return folder
