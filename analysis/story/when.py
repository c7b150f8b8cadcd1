"""The times that the story names."""

import pandas as pd

from analysis.reading.reading import Reading
from analysis.reading.tables import make_table
from analysis.show.chart import COLOURS, GREY, MAX_ROWS, ROW, WIDE, Chart, put_title, styled, write_sentences
from analysis.show.prose import WORD_LENGTH, Prose
from analysis.story.evidence import name_article
from analysis.text.wording import count, join, name_days, number, quote, shorten


def describe(reading: Reading) -> Prose:
    """The first and the last day that the story names, and the day that it names most often."""
    dates = reading.dates
    if dates.empty:
        return Prose(["The story names no time."])
    dated = dates.dropna(subset="first_day")
    if dated.empty:
        why = "its day of publication is not known" if reading.article.published is None else "they name none"
        return Prose(
            [f"None of the story's {count(len(dates), 'expression')} of time has a place in the calendar: {why}."]
        )
    sentences = [
        f"The story has {count(len(dates), 'expression')} of time, {number(len(dated))} with a place in the calendar."
    ]
    first, last = (dated.loc[end(dated["first_day"])] for end in (pd.Series.idxmin, pd.Series.idxmax))
    if first["value"] != last["value"]:
        ends = (name_days(end["first_day"], end["last_day"]) for end in (first, last))
        sentences.append(f"They run from {' to '.join(ends)}.")
    days = dated[dated["first_day"] == dated["last_day"]]["first_day"].value_counts()
    if len(days) and days.iloc[0] > 1:
        sentences.append(
            f"Most often it speaks of {name_days(days.index[0], days.index[0])}: {_times(int(days.iloc[0]))}."
        )
    return Prose(sentences)


def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per time that the story names, oldest first: its days, and the words and paragraphs that name it."""
    dated = reading.dates.dropna(subset="first_day")
    rows = []
    for (first, last), named in dated.groupby(["first_day", "last_day"]):
        words = join(
            f"{quote(d.text, WORD_LENGTH)}{'' if pd.isna(d.paragraph) else f' ¶{d.paragraph}'}"
            for d in named.itertuples()
        )
        rows.append({"when": name_days(first, last), "words": words, "first_day": first, "last_day": last})
    columns = {"when": "str", "words": "str", "first_day": "datetime64[s]", "last_day": "datetime64[s]"}
    return make_table(rows, columns)


def _times(n: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(n, f"{number(n)} times")


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """The times that the story names, from the oldest to the newest, each with its words and paragraphs."""
    days = tabulate(reading)
    shown = days.tail(MAX_ROWS)
    chart = Chart(figsize=(width, 1.6 + ROW * len(shown)))
    put_title(chart, "The times that the story names, oldest first", name_article(reading))
    chart.alt = f"Time line of the times that the story names, the oldest first. {describe(reading)}"
    if days.empty:
        return write_sentences(chart, describe(reading))
    axes = chart.add_axes((0.02, 0.2 / chart.get_figheight(), 0.96, 1 - 1.05 / chart.get_figheight()))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.plot([0.26, 0.26], [0, len(shown) - 1], color=GREY, linewidth=1, zorder=1)
    for row, day in enumerate(shown.itertuples()):
        axes.plot([0.26], [row], marker="o", color=COLOURS["tone"], markersize=7, zorder=2)
        axes.text(0.24, row, day.when, ha="right", va="center", fontweight="bold")
        axes.text(0.28, row, shorten(day.words, 84), ha="left", va="center")
    if len(days) > len(shown):
        note = f"{count(len(days) - len(shown), 'older time')} not shown"
        axes.text(0.28, -0.6, note, va="center", color=GREY, fontsize=9)
    return chart
