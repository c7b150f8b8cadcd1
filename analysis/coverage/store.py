"""The folder of a coverage: one Parquet file per table and partition, each written whole or not at all.

    DIR/tables/articles/000000-<key>.parquet, 000001-…    and the same for the other tables

The number is the partition's position in the source, so the files, sorted by name, have the articles in the order of
the source. The key is made from all that the tables depend on; a partition whose key exists is not read again.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from analysis.coverage.parquet import COLUMNS
from analysis.text.files import hold, write_file

MARKER = "articles"  # written last and deleted first: a partition with this file is complete

_OURS = re.compile(r"\.?\d{6,}-([0-9a-f]{40})(-\d+)?\.parquet")  # a file with a point is not complete


@contextmanager
def open_store(folder: str | Path) -> Iterator["Store"]:
    """The store in a folder, for one run at a time.

    Raises:
        OSError: the folder cannot be written to, or another run writes to it.
    """
    tables = Path(folder) / "tables"
    tables.mkdir(parents=True, exist_ok=True)
    with hold(tables / ".lock"):
        yield Store(folder)


class Store:
    """The partitions in a folder."""

    def __init__(self, folder: str | Path) -> None:
        """Makes the folder if needed, and removes incomplete partitions of a run that was killed."""
        self.folder = Path(folder) / "tables"
        for table in COLUMNS:
            (self.folder / table).mkdir(parents=True, exist_ok=True)
        self._names = {_key(file): file.name for file in self._list_files(MARKER)}
        for table in COLUMNS:
            for file in (self.folder / table).iterdir():  # other files stay
                if _OURS.fullmatch(file.name) and (file.name.startswith(".") or _key(file) not in self._names):
                    file.unlink()

    def list_keys(self) -> set[str]:
        """The keys of the partitions that were complete when the store was opened."""
        return set(self._names)

    def write(self, position: int, key: str, tables: Mapping[str, bytes]) -> None:
        """Writes the tables of a partition."""
        for table in COLUMNS:  # the marker is the last
            write_file(self.folder / table / _name(position, key), tables[table])

    def settle(self, keys: Iterable[str]) -> None:
        """Removes all partitions except those with these keys, and numbers them in the order of the keys."""
        order = {key: position for position, key in enumerate(keys)}
        for table in reversed(COLUMNS):
            for file in self._list_files(table):
                if (key := _key(file)) not in order:
                    file.unlink()
                elif file.name != _name(order[key], key):
                    file.replace(file.with_name(_name(order[key], key)))

    def list_articles(self, keys: Collection[str]) -> Iterator[tuple[str, str]]:
        """Each article of some partitions, whether read or failed, and the key of its partition."""
        for table in (MARKER, "failures"):
            for file in self._list_files(table):
                if (key := _key(file)) in keys:
                    for article in parquet.read_table(file, columns=["article"])["article"].to_pylist():
                        yield article, key

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return sum(parquet.read_metadata(file).num_rows for file in self._list_files(table))

    def read(self, key: str, articles: Collection[str]) -> dict[str, pa.Table]:
        """The rows of some articles in a partition, by table."""
        wanted = pa.array(sorted(articles))
        tables = {}
        for table in COLUMNS:
            rows = parquet.read_table(self._find(table, key))
            tables[table] = rows.filter(pc.is_in(rows["article"], wanted))
        return tables

    def _find(self, table: str, key: str) -> Path:
        """The file of a table; its number may be out of date if a run was stopped while it numbered files."""
        file = self.folder / table / self._names[key]
        return file if file.exists() else next((self.folder / table).glob(f"*-{key}.parquet"))

    def _list_files(self, table: str) -> list[Path]:
        """The complete files of a table, in the order of their numbers."""
        files = (self.folder / table).glob("*.parquet")
        return sorted(file for file in files if file.name[0] != "." and _OURS.fullmatch(file.name))


def _key(file: Path) -> str:
    return file.stem.partition("-")[2]


def _name(position: int, key: str) -> str:
    return f"{position:06d}-{key}.parquet"
