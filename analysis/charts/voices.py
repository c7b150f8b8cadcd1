"""Charts of who speaks, and of the times that the story names."""

import pandas as pd
from matplotlib.lines import Line2D

from analysis.charts.chart import COLOURS, GREY, MARKERS, MAX_ROWS, PALE, ROW, SIZE, Chart, put_title, say, styled
from analysis.narrative import describe_dates, describe_voices, tabulate_times
from analysis.reading import Reading
from analysis.tone import MEASURES
from analysis.wording import count, shorten, signed


@styled
def draw_voices(voices: pd.DataFrame, reading: Reading) -> Chart:
    """How many words each voice has, and beside them its tone by each measure; the reporter last."""
    speakers, reporter = voices[voices["quotes"] > 0], voices[voices["quotes"] == 0]
    shown = pd.concat([speakers.head(MAX_ROWS), reporter])
    chart = Chart(figsize=(SIZE[0], 2.2 + ROW * len(shown)))
    put_title(chart, "Who speaks, and in which tone", reading)
    chart.alt = f"Chart of the words that each voice has and of its mean tone. {describe_voices(reading, voices)}"
    if speakers.empty:
        return say(chart, describe_voices(reading, voices))
    bottom, height = 1.0 / chart.get_figheight(), 1 - 1.95 / chart.get_figheight()
    share, tone = chart.add_axes((0.25, bottom, 0.27, height)), chart.add_axes((0.58, bottom, 0.38, height))
    rows = range(len(shown))
    share.barh(rows, shown["words"].astype(float), color=PALE, height=0.6)
    for row, voice in zip(rows, shown.itertuples(), strict=True):
        size = count(voice.words, "word") + (f" in {count(voice.quotes, 'quote')}" if voice.quotes else "")
        share.text(0, row, f" {size}", va="center", fontsize=9)
    names = [
        shorten(voice if pd.isna(c) else f"{voice} ({c})", 26)
        for voice, c in zip(shown["voice"], shown["country"], strict=True)
    ]
    share.set_yticks(rows, names)
    share.set_xticks([])
    share.set_xlabel("Words")
    share.spines["bottom"].set_visible(False)
    legend = []
    for column, measure in MEASURES.items():
        look = {"color": COLOURS[column], "marker": MARKERS[column]}
        tone.scatter(shown[column], rows, s=38, edgecolors="white", linewidths=0.6, zorder=3, **look)
        legend.append(Line2D([], [], linestyle="", label=measure.label, **look))
    tone.axvline(0, color=GREY, linewidth=1)
    tone.set_xlim(-1.05, 1.05)
    tone.set_xticks([-1, 0, 1], [signed(tick, 1) for tick in (-1, 0, 1)])
    tone.set_xlabel("← negative     mean tone     positive →")
    tone.set_yticks(rows, [""] * len(shown))
    tone.grid(axis="y", color=PALE, linewidth=0.8)
    for axes in (share, tone):
        axes.set_ylim(len(shown) - 0.5, -0.5)
        axes.tick_params(axis="y", length=0)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(0.24, 0), ncols=2, borderaxespad=0.2)
    return chart


@styled
def draw_dates(reading: Reading) -> Chart:
    """The times that the story names, from the oldest to the newest, each with its words and paragraphs."""
    days = tabulate_times(reading)
    shown = days.tail(MAX_ROWS)
    chart = Chart(figsize=(SIZE[0], 1.6 + ROW * len(shown)))
    put_title(chart, "When: the times that the story names", reading)
    chart.alt = f"Time line of the times that the story names, the oldest first. {describe_dates(reading)}"
    if days.empty:
        return say(chart, describe_dates(reading))
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
