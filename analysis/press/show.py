"""The parts that charts of many articles share."""

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from analysis.press.collection import Coverage
from analysis.show.chart import SMALL
from analysis.show.fit import choose_apart, measure_text
from analysis.show.scales import LABEL, REACH
from analysis.text.wording import count, signed

LEFT = 0.55  # inches left of a panel
PAD = pd.Timedelta(days=1)


def name_coverage(coverage: Coverage) -> str:
    """The name of a coverage, for below a chart's title."""
    articles = count(len(coverage.articles), "article")
    printed = f"{articles}{count_outlets(coverage, coverage.articles['outlet'].nunique())}"
    return "  ·  ".join([printed, *(["–".join(coverage.focus)] if coverage.focus else [])])


def count_outlets(coverage: Coverage, outlets: int) -> str:
    """*, two outlets* for after a number of articles; "" if the coverage has one outlet alone, of which all are."""
    return f", {count(outlets, 'outlet')}" if has_several_outlets(coverage) else ""


def has_several_outlets(coverage: Coverage) -> bool:
    """Whether there is more than one outlet, so that a reader has to be told which one printed something."""
    return len(coverage.articles["outlet"].unique()) > 1


def name_printing(published: pd.Timestamp) -> str:
    """*8 Jan 2020*; "" for an article without a day of publication."""
    return "" if pd.isna(published) else f"{published.day} {published:%b %Y}"


def set_escalation(axes: Axes) -> None:
    """Gives an axis the scale of escalation, with room beyond both ends."""
    ends = (-REACH, 0, REACH)
    axes.set_ylim(-REACH - 1.2, REACH + 1.2)
    axes.set_yticks(ends, [signed(tick, 0) for tick in ends], fontsize=SMALL)
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


def label_days(axes: Axes, days: pd.Series, values: pd.Series, notes: Iterable[str]) -> None:
    """Writes a day and a note above each value, the first ones first, wherever they cover no other label."""
    room = axes.get_window_extent().width / axes.figure.dpi
    (start, end), (low, high) = axes.get_xlim(), axes.get_ylim()
    axes.set_ylim(low, high + 0.2 * (high - low))
    labels = [(f"{day.day} {day:%b}", note) for day, note in zip(days, notes, strict=True)]
    boxes = []
    for day, lines in zip(days, labels, strict=True):
        half = max(measure_text(line, SMALL) for line in lines) / 2 + 0.04
        at = min(max((date2num(day) - start) / (end - start) * room, half), room - half)
        boxes.append((at - half, 0.0, at + half, 1.0))
    look = {"ha": "center", "va": "bottom", "fontsize": SMALL, "linespacing": 1.2, "textcoords": "offset points"}
    for place in choose_apart(boxes):
        x = start + (boxes[place][0] + boxes[place][2]) / 2 / room * (end - start)
        axes.annotate("\n".join(labels[place]), (x, values.iloc[place]), (0, 3), bbox=LABEL, zorder=5, **look)
