"""Runs all benchmarks, says before how long they take, and ends with a table of all figures.

    python tests/benchmarks/run.py [--quick] [NAME…]

Each benchmark is a script of its own and runs in a process of its own. Its figures are kept in
`data/validation/speed.csv`, with the day and the kind of this machine, in place of those of its last run, and README
quotes them. `--quick` measures the most important ones in a minute and a half, and keeps nothing.
"""

import argparse
import csv
import os
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from figures import COLUMNS, KEPT, SHORT, is_short, name_machine

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TABLE, README = ROOT / "data" / "validation" / "speed.csv", ROOT / "README.md"
BUSY = 0.5  # a load beside which figures are worse
FIRST, LAST = "<!-- speed -->", "<!-- /speed -->"  # around the figures that README quotes
FULL = {  # the arguments of each benchmark, and the minutes that it takes on two cores
    "startup": ([], 0.1),
    "report": ([], 4),
    "reading": ([], 5),
    "tone": ([], 0.2),
    "dates": ([], 0.3),
    "coverage": ([], 20),
    "press": ([], 2),
}
QUICK = {
    "startup": (["5"], 0.1),
    "report": (["--runs", "1", "--articles", "4"], 0.7),
    "reading": (["--quick"], 0.3),
    "tone": (["3"], 0.1),
    "dates": (["3"], 0.2),
}


def say_time(minutes: float) -> str:
    """*about 5 minutes*."""
    return f"about {60 * minutes:.0f} seconds" if minutes < 2 else f"about {minutes:.0f} minutes"


def run(name: str, arguments: list[str]) -> list[list[str]]:
    """The figures of a benchmark, after it has printed them."""
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "figures.csv"
        command = [sys.executable, str(HERE / f"{name}.py"), *arguments]
        done = subprocess.run(command, env={**os.environ, KEPT: str(kept)})
        if done.returncode:
            raise SystemExit(f"{name}: the benchmark failed. Run it alone: python tests/benchmarks/{name}.py")
        with kept.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))


def print_table(rows: list[list[str]]) -> None:
    """Prints all figures below each other, with a mark at those that fall short."""
    print(f"\n{name_machine()}")
    for _, name, value, unit, bar in rows:
        short = SHORT if is_short(float(value), bar) else ""
        print(f"  {name:44} {value:>10} {unit:34} {bar}{short}")


def keep(rows: list[list[str]]) -> None:
    """Writes figures into the table, in place of those that the same benchmarks gave before."""
    kept = []
    if TABLE.exists():
        with TABLE.open(encoding="utf-8", newline="") as file:
            kept = list(csv.reader(file))[1:]
    new = [[*row, date.today().isoformat(), name_machine()] for row in rows]
    kept = [row for row in kept if row[0] not in {row[0] for row in rows}] + new
    order = list(FULL)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*COLUMNS, "day", "machine"))
        writer.writerows(sorted(kept, key=lambda row: order.index(row[0])))
    README.write_text(quote_figures(README.read_text(encoding="utf-8")), encoding="utf-8")


def quote_figures(document: str) -> str:
    """A document with the figures that are kept, between its two marks."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    values = [f"{float(row['value']):,.10g} {row['unit']}" for row in rows]
    short = [", missed" if is_short(float(row["value"]), row["bar"]) else "" for row in rows]
    lines = [f"| {r['figure']} | {v} | {r['bar']}{missed} |" for r, v, missed in zip(rows, values, short, strict=True)]
    machines = " and ".join(dict.fromkeys(row["machine"] for row in rows))
    table = "\n".join(["| figure | | bar |", "|---|---|---|", *lines, "", f"Measured on {machines}."])
    return re.sub(f"(?s)(?<={FIRST}\n).*?(?={LAST})", lambda _: f"\n{table}\n\n", document)


def main() -> None:
    """Runs what is asked for."""
    parser = argparse.ArgumentParser(description="Runs the benchmarks.")
    parser.add_argument("--quick", action="store_true", help="the most important ones, in a minute and a half")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(FULL)} (default: all)")
    options = parser.parse_args()
    plan = QUICK if options.quick else FULL
    if unknown := set(options.names) - set(plan):
        parser.error(f"no such benchmark here: {', '.join(sorted(unknown))}")
    chosen = {name: plan[name] for name in options.names or plan}
    print(f"This takes {say_time(sum(minutes for _, minutes in chosen.values()))}. Let nothing else run beside it.")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    if load > BUSY:
        print(
            f"Other work runs here now (load {load:.1f}): the figures will be worse than they are, seconds above all."
        )
    rows = []
    for name, (arguments, minutes) in chosen.items():
        print(f"\n{name}, {say_time(minutes)}", flush=True)
        start = time.perf_counter()
        figures = run(name, arguments)
        rows += figures
        if not options.quick:
            keep(figures)
        print(f"  took {time.perf_counter() - start:.0f} seconds")
    print_table(rows)


if __name__ == "__main__":
    main()
