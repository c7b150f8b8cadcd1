"""Partitions: some dozens of articles that are read as one task, and the Parquet tables that it gives.

`read_partition` is the one function at the bottom, in this process, in others, or on a cluster. It takes contents and
gives bytes, so that a worker needs no file of the user's and writes none.

Where a partition ends is told by the names of its articles (content-defined chunking, as in Muthitacharoen et al. 2001,
A low-bandwidth network file system, SOSP): an article that joins or leaves a source changes the partition that it is in
and no other.
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

from analysis import __version__
from analysis.coverage.parquet import encode_tables, tabulate
from analysis.coverage.sources import Failure, Item, digest
from analysis.reading.events.table import BOTH
from analysis.reading.reading import Reading, read_pieces, read_text
from analysis.syntax.pipeline import find_model, load_pipeline, parse, parse_all
from analysis.text.article import Article, ArticleError, decode_article, parse_day

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SIZE = 48  # articles of a partition, on average
LARGEST = 128  # articles
HEAVIEST = 2_000_000  # bytes of content: what is being read has to fit into memory several times
REMEDY = "Report it with the file: a text should never do that."
FATAL = ("ended the process that read it", "See whether it is very large, or give the process more memory.")

READING = ("text", "syntax", "rules", "reading")  # the folders that decide what is read from a text
_one_at_a_time = Lock()  # a worker of a cluster may have several threads; the pipeline has one


@dataclass(frozen=True, slots=True)
class Partition:
    """Some articles of a source, in order.

    Attributes:
        items: the articles.
        extras: the other columns that the source's table has.
        fatal: names of articles that end the process that reads them.
        coders: of events: `both`, or `rules` alone.
    """

    items: tuple[Item, ...]
    extras: tuple[str, ...] = ()
    fatal: frozenset[str] = frozenset()
    coders: str = BOTH

    @property
    def mark(self) -> str:
        """Stands for its articles and where each was found."""
        return digest(repr([(item.name, item.place) for item in self.items])).hex()


def make_key(mark: str, extras: Iterable[str], coders: str = BOTH) -> str:
    """What the tables of a partition depend on: the version that reads, and then its articles and its columns."""
    return mark_version(coders) + digest(repr((mark, tuple(extras)))).hex()


@cache
def find_version() -> str:
    """This package's version with a hash of the folders that read, and the version of the model that parses."""
    seen = blake2b(digest_size=8)
    for folder in READING:
        for file in sorted(_list_files(files("analysis") / folder), key=str):
            seen.update(file.name.encode() + file.read_bytes())
    return f"{__version__}+{seen.hexdigest()} spacy {version('spacy')} {find_model()}"


@cache
def mark_version(coders: str = BOTH) -> str:
    """With what the keys of all partitions begin that this version has read with some coders."""
    return digest(f"{find_version()} {coders}").hex()[:8]


def _list_files(folder: "Traversable") -> Iterator["Traversable"]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _list_files(entry)
        elif entry.name.endswith((".py", ".csv", ".json", ".onnx", ".txt")):
            yield entry


def cut_partitions(items: Iterable[Item], extras: Sequence[str] = (), coders: str = BOTH) -> Iterator[Partition]:
    """The partitions of a source's items, each item once even if the source has it twice."""
    part, size, seen = [], 0, set()
    for item in items:
        mark = int(item.name, 16)
        if mark in seen:
            continue
        seen.add(mark)
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
    """Loads all that reading needs, in a process that does nothing else; it is then never searched for garbage.

    Reading costs a twentieth less for it.
    """
    read_text("Iran attacked Iraq on Monday.")
    gc.freeze()


def read_together(partition: Partition) -> list[Reading | Failure]:
    """The `Reading` of each article of a partition, or its `Failure`, in order; never raises on an article."""
    with _one_at_a_time, load_pipeline().memory_zone():  # words that spaCy learns are forgotten at the end
        return list(_read_items(partition))


def _read_items(partition: Partition) -> Iterator[Reading | Failure]:
    items, fatal, coders = partition.items, partition.fatal, partition.coders
    articles = [Failure(item.place, *FATAL) if item.name in fatal else _decode(item) for item in items]
    readable = [article for article in articles if isinstance(article, Article)]
    try:
        parsed = parse_all((article.text, article.blocks) for article in readable)
        pieces = dict(zip(map(id, readable), parsed, strict=True))
    except Exception:  # one of them; which, is seen when each is parsed alone
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
        return decode_article(item.place, item.content, published)
    except ArticleError as error:
        return Failure(item.place, error.reason, error.remedy)
    except Exception as error:
        return Failure(item.place, f"cannot be decoded ({type(error).__name__}: {error})", REMEDY)


def read_partition(partition: Partition, version: str | None = None) -> dict[str, bytes]:
    """The tables of a partition as Parquet: articles, paragraphs, quotes, events, failures.

    Args:
        partition: the articles.
        version: that of whoever asks (`find_version`), if it matters.

    Raises:
        RuntimeError: this process has another version, and would read otherwise.
    """
    if version not in (None, find_version()):
        remedy = "Install the same on every machine, and start the workers anew."
        raise RuntimeError(f"A worker has {find_version()}, and this is {version}. {remedy}")
    load_once()
    return encode_tables(tabulate(partition.items, read_together(partition), partition.extras))
