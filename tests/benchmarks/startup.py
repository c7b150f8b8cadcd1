"""How long the package takes to start: `import analysis` over bare Python, and `crisis-arc --help`.

python tests/benchmarks/startup.py [RUNS]
"""

import statistics
import subprocess
import sys
import time

from figures import tell

RUNS = 9
COMMANDS = {
    "bare": ["-c", "pass"],
    "import": ["-c", "import analysis"],
    "help": ["-m", "analysis", "--help"],
}
IMPORT_BAR, HELP_BAR = 0.1, 0.3  # seconds


def time_once(arguments: list[str]) -> float:
    """Seconds that a Python takes with these arguments."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def main(runs: int = RUNS) -> None:
    """Tells both, each in turn with bare Python."""
    taken = [{name: time_once(arguments) for name, arguments in COMMANDS.items()} for _ in range(runs + 1)][1:]
    over = statistics.median(seconds["import"] - seconds["bare"] for seconds in taken)
    tell("import analysis, over bare Python", over, "seconds", IMPORT_BAR)
    tell("crisis-arc --help", statistics.median(seconds["help"] for seconds in taken), "seconds", HELP_BAR)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
