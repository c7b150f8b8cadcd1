"""The times that the story names."""

import pandas as pd
from matplotlib.lines import Line2D

from analysis.reading.reading import Reading
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GREY,
    LINE,
    MARGIN,
    MAX_ROWS,
    SMALL,
    WIDE,
    Chart,
    draw_sentences,
    is_narrow,
    start_chart,
    styled,
    write,
)
from analysis.show.fit import fit_text, wrap_text
from analysis.show.prose import WORD_LENGTH, Prose
from analysis.story.evidence import name_article
from analysis.text.wording import count, join, name_days, quote

NAMES, DOT = 1.9, 0.2  # inches for the names of the times, and for a dot


def describe(reading: Reading) -> Prose:
    """Why there is no time to show; nothing where there is one."""
    dates = reading.dates
    if dates.empty:
        return Prose(["The story names no time."])
    dated = dates.dropna(subset="first_day")
    if len(dated) and not dated["sure"].any():
        return Prose(["No time that the story names has a place in the calendar that is sure."])
    if dated.empty:
        why = "its day of publication is not known" if reading.article.published is None else "they name none"
        return Prose(
            [f"None of the story's {count(len(dates), 'expression')} of time has a place in the calendar: {why}."]
        )
    return Prose()


def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per time that the story names and that is sure, oldest first.

    Each has its days, and the words and paragraphs that name it.
    """
    dated = reading.dates.dropna(subset="first_day")
    dated = dated[dated["sure"]]
    rows = []
    for (first, last), named in dated.groupby(["first_day", "last_day"]):
        words = join(
            f"{quote(d.text, WORD_LENGTH)}{'' if pd.isna(d.paragraph) else f' ¶{d.paragraph}'}"
            for d in named.itertuples()
        )
        rows.append({"when": name_days(first, last), "words": words, "first_day": first, "last_day": last})
    columns = {"when": "str", "words": "str", "first_day": "datetime64[s]", "last_day": "datetime64[s]"}
    return make_table(rows, columns)


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """The times that the story names, from the oldest to the newest, each with its words and paragraphs."""
    days = tabulate(reading)
    shown = days.tail(MAX_ROWS)
    if days.empty:
        return draw_sentences("No time with a place in the calendar", name_article(reading), width, describe(reading))
    title = "Times that the article names and that are sure, oldest first"
    words_at = MARGIN + DOT if is_narrow(width) else MARGIN + NAMES + 2 * DOT
    most = 3 if is_narrow(width) else 2
    words = [wrap_text(text, width - MARGIN - words_at, SMALL, most=most) for text in shown["words"]]
    heights = [LINE * (len(lines) + is_narrow(width)) + 0.14 for lines in words]
    note = f"{capitalise(count(len(days) - len(shown), 'older time'))} not shown." if len(days) > len(shown) else ""
    bottom = MARGIN + (LINE if note else 0)
    chart = start_chart(title, name_article(reading), width, bottom + sum(heights))
    chart.numbers = days
    chart.alt = f"{title}: {count(len(shown), 'time')}."
    tops = [bottom + sum(heights[place:]) for place in range(len(shown))]
    _draw_dots(chart, [top - 0.07 for top in tops], words_at - DOT)
    for top, lines, when in zip(tops, words, shown["when"], strict=True):
        _write_time(chart, top, when, lines, words_at)
    if note:
        write(chart, MARGIN, 0.08, note, color=GREY)
    return chart


def _draw_dots(chart: Chart, rows: list[float], x: float) -> None:
    """Draws a line with a dot for each time, the places in inches."""
    width, height = chart.get_size_inches()
    at = {"transform": chart.transFigure}
    x, rows = (x + 0.04) / width, [y / height for y in rows]
    chart.add_artist(Line2D([x, x], [rows[0], rows[-1]], color=GREY, linewidth=1, **at))
    chart.add_artist(Line2D([x] * len(rows), rows, color=COLOURS["tone"], marker="o", markersize=6, linestyle="", **at))


def _write_time(chart: Chart, top: float, when: str, lines: list[str], words_at: float) -> None:
    """Writes a time beside its words, or above them on a phone."""
    narrow = is_narrow(chart.get_figwidth())
    x, ha = (words_at, "left") if narrow else (words_at - 2 * DOT, "right")
    room = chart.get_figwidth() - MARGIN - words_at if narrow else NAMES
    write(chart, x, top, fit_text(when, room, SMALL, True), fontweight="bold", va="top", ha=ha)
    for place, line in enumerate(lines):
        write(chart, words_at, top - LINE * (place + narrow), line, va="top")
