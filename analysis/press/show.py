"""The parts that charts of many articles share."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.press.collection import Coverage
from analysis.show.scales import REACH
from analysis.text.wording import count, signed

LEFT, WIDTH = 0.1, 0.87
PAD = pd.Timedelta(days=1)


def name_coverage(coverage: Coverage) -> str:
    """The name of a coverage, for below a chart's title."""
    parts = [count(len(coverage.articles), "article"), count(coverage.articles["outlet"].nunique(), "outlet")]
    return "  ·  ".join([", ".join(parts), *(["–".join(coverage.focus)] if coverage.focus else [])])


def set_escalation(axes: Axes) -> None:
    """Gives an axis the scale of escalation, with room beyond both ends."""
    ends = (-REACH, 0, REACH)
    axes.set_ylim(-REACH - 1.2, REACH + 1.2)
    axes.set_yticks(ends, [signed(tick, 0) for tick in ends], fontsize=9)
    axes.spines["left"].set_bounds(-REACH, REACH)


def set_days(axes: Axes, days: pd.Series, ticks: int = 9) -> None:
    """Gives an axis a scale of days with at most `ticks` ticks; the year is below the first and wherever it changes."""
    first, last = days.min(), days.max()
    step = max(1, -(-((last - first).days + 1) // ticks))
    shown = pd.date_range(first, last, freq=f"{step}D")
    labels = [f"{day.day} {day:%b}" for day in shown]
    for i, day in enumerate(shown):
        if i == 0 or day.year != shown[i - 1].year:
            labels[i] += f"\n{day.year}"
    pad = max(PAD, (last - first) * 0.02)
    axes.set_xlim(first - pad, last + pad)
    axes.set_xticks(shown, labels)
