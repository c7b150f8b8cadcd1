"""What the report of very many articles costs: time and memory of all its tables.

    python tests/benchmarks/press.py [--acts N] [--one ROOM]

The tables of N acts (10⁶ by default) are made from those of the sample coverage: each of its articles is copied, with a
name and a signature of its own, and moved by up to three years. Then every table of the report is computed in a process
of its own. Bars: a minute and 2 GB in all.
"""

import argparse
import importlib
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from figures import tell
from pyarrow import parquet

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from analysis.coverage.run import cover  # noqa: E402
from analysis.press.collection import open_coverage  # noqa: E402

ROOMS = {  # what is called, in the order of the report
    "references": "tabulate",
    "timeline": "tabulate",
    "chronicle": "list_days",
    "deeds": "tabulate",
    "days": "tabulate",
    "outlets": "tabulate",
    "voices": "tabulate",
    "copies": "tabulate",
    "parties": "tabulate",
    "phases": "tabulate",
}
DAYS = 1000  # over which the copies are spread
SECONDS, BYTES = 60, 2e9
PART = 200  # copies in one file


def make_tables(folder: Path, acts: int) -> int:
    """Writes the tables of some acts into a folder, and returns how many acts there are."""
    sample = folder / "sample"
    cover(ROOT / "data" / "coverage.csv", sample, jobs=1, coders="rules")
    tables = {path.name: parquet.read_table(path) for path in sorted((sample / "tables").iterdir()) if path.is_dir()}
    copies = -(-acts // len(tables["events"]))
    rng = np.random.default_rng(1)
    for number, first in enumerate(range(0, copies, PART)):
        shifts = rng.integers(0, DAYS, min(PART, copies - first))
        for name, table in tables.items():
            parts = [_copy(table, first + at, int(shift), rng) for at, shift in enumerate(shifts)]
            target = folder / "big" / "tables" / name
            target.mkdir(parents=True, exist_ok=True)
            parquet.write_table(pa.concat_tables(parts), target / f"{number:06d}-{'0' * 40}.parquet")
    return copies * len(tables["events"])


def _copy(table: pa.Table, number: int, shift: int, rng: np.random.Generator) -> pa.Table:
    """A table whose articles have other names, days and signatures."""
    for place, field in enumerate(table.schema):
        column = table[field.name]
        if field.name == "article":
            column = pc.binary_join_element_wise(column, f"{number:08x}", "")
        elif field.name == "signature":
            column = pa.array([rng.bytes(512) for _ in range(len(table))], pa.binary())
        elif pa.types.is_date32(field.type):
            column = pc.add(column.cast(pa.int32()), pa.scalar(shift, pa.int32())).cast(pa.date32())
        table = table.set_column(place, field.name, column)
    return table


def measure(folder: Path, rooms: list[str]) -> None:
    """Opens the coverage in a folder and computes some of its tables; prints the seconds of each and the memory."""
    start = time.perf_counter()
    coverage = open_coverage(folder)
    print(f"  open: {time.perf_counter() - start:.1f} s", flush=True)
    for room in rooms:
        before = time.perf_counter()
        getattr(importlib.import_module(f"analysis.press.{room}"), ROOMS[room])(coverage)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(f"  {room}: {time.perf_counter() - before:.1f} s, {most / 1e9:.2f} GB at most so far", flush=True)
    seconds, most = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    tell("the tables of a million acts", seconds, "seconds", SECONDS)
    tell("their memory", most / 1e9, "GB", BYTES / 1e9)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=1_000_000)
    parser.add_argument("--one", choices=ROOMS, help="a room to measure alone")
    parser.add_argument("--open", type=Path, help="a folder that was made before")
    options = parser.parse_args()
    chosen = [options.one] if options.one else list(ROOMS)
    if options.open:
        measure(options.open, chosen)
    else:
        with TemporaryDirectory() as temporary:
            print(f"{make_tables(Path(temporary), options.acts):,} acts", flush=True)
            command = [sys.executable, __file__, "--open", str(Path(temporary) / "big")]
            subprocess.run([*command, *(["--one", options.one] if options.one else [])], check=True)
