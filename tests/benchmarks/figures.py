"""How a benchmark tells a figure: a line with its bar, and a mark where the figure falls short of it."""

import csv
import os
import platform
import sys
from pathlib import Path

KEPT = "CRISIS_ARC_FIGURES"  # names the file in which `run.py` collects the figures of a benchmark
COLUMNS = ("benchmark", "figure", "value", "unit", "bar")
SHORT = "   <- falls short"


def tell(name: str, value: float, unit: str, bar: float, least: bool = False) -> None:
    """Prints a figure with its bar, and keeps both for the table of all figures.

    Args:
        name: what was measured, such as *one report*.
        value: the figure.
        unit: of the figure, such as *times the floor*.
        bar: what it should be at most.
        least: whether the bar is what it should be at least.
    """
    told = f"at {'least' if least else 'most'} {bar:g}"
    print(f"{name}: {shorten(value)} {unit} (bar: {told}){SHORT if is_short(value, told) else ''}", flush=True)
    if os.environ.get(KEPT):
        with Path(os.environ[KEPT]).open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow((Path(sys.argv[0]).stem, name, shorten(value), unit, told))


def shorten(value: float) -> str:
    """A figure in three digits: *0.877*, *214000*."""
    return f"{float(f'{value:.3g}'):.10g}"


def is_short(value: float, bar: str) -> bool:
    """Whether a figure misses its bar, as it is told: *at most 1.25*."""
    _, kind, limit = bar.split()
    return value > float(limit) if kind == "most" else value < float(limit)


def name_machine() -> str:
    """The kind of this machine: processor, cores, system and Python."""
    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), model)
    return f"{os.cpu_count()} cores ({model}), {platform.system()}, Python {platform.python_version()}"
