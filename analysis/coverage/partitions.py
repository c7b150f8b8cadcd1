"""Partitions: some dozens of articles that are read as one task, and the Parquet tables of each task.

All articles of a coverage go through `read_partition`, in this process, in others, or on a cluster. It takes contents
and returns bytes, so workers need none of the user's files and write none.

The names of the articles decide where a partition ends (content-defined chunking, as in Muthitacharoen et al. 2001, A
low-bandwidth network file system, SOSP). So an article that is added or removed changes only its own partition.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from analysis import __version__
from analysis.coverage.parquet import COLUMNS, encode_tables, tabulate
from analysis.coverage.sources import Failure, Item, digest
from analysis.reading.events.table import BOTH
from analysis.reading.reading import Reading, read_pieces, read_text
from analysis.syntax.pipeline import find_model, load_pipeline, parse, parse_all
from analysis.text.article import Article, ArticleError, decode_article, parse_day
from analysis.text.language import OTHER, find_foreign

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SIZE = 48  # articles of a partition, on average
LARGEST = 128  # articles
MARKS = 4096  # articles whose marks are in a set, before they go to an array
HEAVIEST = 2_000_000  # bytes of content: a partition has to fit into memory several times
REMEDY = "This is a bug in crisis-arc. Report it with the file."
FATAL = ("ended the process that read it", "Check whether it is very large, or give the process more memory.")

READING = ("text", "syntax", "rules", "reading")  # the folders whose code and rules decide what is read from a text
_one_at_a_time = Lock()  # a worker of a cluster may have several threads, but the pipeline is for one


@dataclass(frozen=True, slots=True)
class Partition:
    """Some articles of a source, in order.

    Attributes:
        items: the articles.
        extras: the other columns of the source's table.
        fatal: the names of articles that end the process that reads them.
        coders: of events: `both`, or `rules` alone.
    """

    items: tuple[Item, ...]
    extras: tuple[str, ...] = ()
    fatal: frozenset[str] = frozenset()
    coders: str = BOTH

    @property
    def mark(self) -> str:
        """A hash of its articles and their places."""
        return digest(repr([(item.name, item.place) for item in self.items])).hex()


def make_key(mark: str, extras: Iterable[str], coders: str = BOTH) -> str:
    """The key of a partition's tables, made from all they depend on: the version, the articles and the columns."""
    return mark_version(coders) + digest(repr((mark, tuple(extras)))).hex()


@cache
def find_version() -> str:
    """This package's version with a hash of the folders in `READING`, and the versions of spaCy and its model."""
    seen = blake2b(digest_size=8)
    for folder in READING:
        for file in sorted(_list_files(files("analysis") / folder), key=str):
            seen.update(file.name.encode() + file.read_bytes())
    return f"{__version__}+{seen.hexdigest()} spacy {version('spacy')} {find_model()}"


@cache
def mark_version(coders: str = BOTH) -> str:
    """The beginning of all keys of partitions that this version has read with these coders, with the same columns."""
    return digest(f"{find_version()} {coders} {COLUMNS}").hex()[:8]


def _list_files(folder: "Traversable") -> Iterator["Traversable"]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _list_files(entry)
        elif entry.name.endswith((".py", ".csv", ".json", ".onnx", ".txt")):
            yield entry


class _Marks:
    """The articles that were seen, eight bytes each: a set takes about ten times as much."""

    def __init__(self) -> None:
        self.last: set[int] = set()
        self.older = np.empty(0, np.uint64)  # in order

    def add(self, mark: int) -> bool:
        """Adds an article, and returns whether it is new."""
        place = np.searchsorted(self.older, np.uint64(mark))
        if mark in self.last or (place < len(self.older) and self.older[place] == mark):
            return False
        self.last.add(mark)
        if len(self.last) == MARKS:
            self.older = np.sort(np.concatenate([self.older, np.fromiter(self.last, np.uint64, MARKS)]), kind="stable")
            self.last = set()
        return True


def cut_partitions(items: Iterable[Item], extras: Sequence[str] = (), coders: str = BOTH) -> Iterator[Partition]:
    """The partitions of a source's items; an item that the source has twice is read once."""
    part, size, seen = [], 0, _Marks()
    for item in items:
        mark = int(item.name, 16)
        if not seen.add(mark):
            continue
        if part and size + len(item) > HEAVIEST:
            yield Partition(tuple(part), tuple(extras), coders=coders)
            part, size = [], 0
        part.append(item)
        size += len(item)
        if mark % SIZE == 0 or len(part) == LARGEST:
            yield Partition(tuple(part), tuple(extras), coders=coders)
            part, size = [], 0
    if part:
        yield Partition(tuple(part), tuple(extras), coders=coders)


@cache
def load_once() -> None:
    """Loads all that reading needs, and keeps it from garbage collection, which saves a twentieth of the time."""
    read_text("Iran attacked Iraq on Monday.")
    gc.freeze()


def read_together(partition: Partition) -> list[Reading | Failure]:
    """The `Reading` of each article of a partition, or its `Failure`, in order. No article makes it raise an error."""
    with _one_at_a_time, load_pipeline().memory_zone():  # frees the memory of new words at the end
        return list(_read_items(partition))


def _read_items(partition: Partition) -> Iterator[Reading | Failure]:
    items, fatal, coders = partition.items, partition.fatal, partition.coders
    articles = [Failure(item.place, *FATAL) if item.name in fatal else _decode(item) for item in items]
    readable = [article for article in articles if isinstance(article, Article)]
    try:
        parsed = parse_all((article.text, article.blocks) for article in readable)
        pieces = dict(zip(map(id, readable), parsed, strict=True))
    except Exception:  # it is one of them; each is parsed alone below
        pieces = {}
    for item, article in zip(items, articles, strict=True):
        if isinstance(article, Failure):
            yield article
            continue
        try:
            own = pieces.pop(id(article)) if pieces else parse(article.text, article.blocks)
            yield read_pieces(article, own, coders=coders)
        except Exception as error:
            yield Failure(item.place, f"cannot be read ({type(error).__name__}: {error})", REMEDY)


def _decode(item: Item) -> Article | Failure:
    if item.problem:
        return Failure(item.place, *item.problem)
    try:
        published = parse_day(item.published)
    except ValueError as error:
        return Failure(item.place, str(error), "Correct the day in the table.")
    try:
        article = decode_article(item.place, item.content, published)
    except ArticleError as error:
        return Failure(item.place, error.reason, error.remedy)
    except Exception as error:
        return Failure(item.place, f"cannot be decoded ({type(error).__name__}: {error})", REMEDY)
    language = find_foreign(article)
    if language in (None, OTHER):  # what is only not known to be English may be a list of names or figures
        return article
    return Failure(
        item.place, f"seems to be in {language}", "Only English is read: leave it out, or give a translation."
    )


def read_partition(partition: Partition, version: str | None = None) -> dict[str, bytes]:
    """The tables of a partition as Parquet (`parquet.COLUMNS`).

    Args:
        partition: the articles.
        version: the version of the caller (`find_version`), to check that both are the same.

    Raises:
        RuntimeError: this process has another version, and might read differently.
    """
    if version not in (None, find_version()):
        remedy = "Install the same on every machine, and restart the workers."
        raise RuntimeError(f"A worker has {find_version()}, and this is {version}. {remedy}")
    load_once()
    return encode_tables(tabulate(partition.items, read_together(partition), partition.extras))
