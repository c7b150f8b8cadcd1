"""Charts: a table in, a matplotlib Figure out, with an alternative text that states the finding."""

import io
import math
import warnings
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import matplotlib.style
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.arc import BAND, Arc, find_disagreements
from analysis.narrative import (
    describe_arc,
    describe_dates,
    describe_disagreements,
    describe_evidence,
    describe_voices,
    list_words,
    tabulate_days,
)
from analysis.reading import Reading
from analysis.tone import MEASURES
from analysis.wording import count, number, quote, shorten, signed

SIZE = (8, 4.9)  # inches
AXES = (0.1, 0.23, 0.88, 0.63)  # left, bottom, width and height in the figure: nothing in a chart moves them
LABEL_ROOM = 1.55  # the scale ends at 1; what is beyond is for words

LABEL_LINE, LABEL_WORD = 52, 22  # characters of a label's line, and of a word in it
MAX_ROWS, ROW = 25, 0.36  # rows of a chart that lists, and inches of each
CROWDED = 50  # paragraphs from which on marks are drawn smaller
DPI = 160
SCREEN_DPI = 96  # the width at which a notebook shows a chart of SIZE
INK, GREY, PALE, AMBER = "#1a1a1a", "#595959", "#dcdcdc", "#fbe7c0"
COLOURS = {"polarity": "#1f5fa8", "vader": "#b3540b"}  # told apart with any colour blindness, and in print by marker
MARKERS = {"polarity": "o", "vader": "s"}
STYLE = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that every machine draws the same
    "font.size": 10,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in an article is a dollar sign
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "svg.hashsalt": "crisis-arc",  # the same drawing is the same file
}


class Chart(Figure):
    """A figure that carries its alternative text, and shows itself with it in a notebook."""

    alt = ""
    _png: bytes | None = None  # drawn once, though a notebook shows it and a report saves it

    def render(self, kind: str = "png") -> bytes:
        """The chart as a `png` or `svg` file; the same chart gives the same bytes."""
        if kind == "png" and self._png:
            return self._png
        file = io.BytesIO()
        metadata = {"Date": None, "Title": self.alt} if kind == "svg" else {"Description": self.alt}
        with warnings.catch_warnings(), matplotlib.style.context(["default", STYLE]):
            warnings.filterwarnings("ignore", message="Glyph")  # a script that the font lacks shows as boxes
            self.savefig(file, format=kind, dpi=DPI, metadata=metadata)
        if kind == "png":
            self._png = file.getvalue()
        return file.getvalue()

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        shown = {"alt": self.alt, "width": round(self.get_size_inches()[0] * SCREEN_DPI)}
        return {"image/png": self.render(), "text/plain": self.alt}, {"image/png": shown}


def _styled(draw: Callable[..., Chart]) -> Callable[..., Chart]:
    """Draws in the package's own style and leaves matplotlib's settings as they were."""

    @wraps(draw)
    def styled(*args: object, **kwargs: object) -> Chart:
        with matplotlib.style.context(["default", STYLE]):
            return draw(*args, **kwargs)

    return styled


@_styled
def draw_arc(arc: Arc, reading: Reading) -> Chart:
    """The arc by paragraph: every raw value, the smoothed line, the shuffle band, and the words of both extremes.

    The scale is always the measure's own, −1 to +1, so that charts of different articles can be laid side by side.
    """
    measure, table = MEASURES[arc.measure], arc.table
    chart, axes = _start(f"{measure.label}, paragraph by paragraph", reading, measure.label)
    legend = [_draw_points(axes, table, "value", arc.measure, "a paragraph")]
    legend += _draw_line(axes, arc) if arc.window > 1 else []
    legend += _draw_turns(axes, table)
    legend += _mark_gaps(axes, table["paragraph"][table["value"].isna()], f"no word that {measure.name} knows")
    for row in table.dropna(subset="extreme").itertuples():
        _label_extreme(axes, row, _find_words(reading, arc.measure, row.paragraph), len(table))
    _finish(chart, axes, len(table), legend)
    chart.alt = f"Line chart of {measure.label} by paragraph, from −1 to +1. {describe_arc(arc)}"
    return chart


@_styled
def draw_measures(reading: Reading) -> Chart:
    """TextBlob beside VADER: two marks a paragraph, joined, and the paragraphs on which their signs differ."""
    table = reading.paragraphs
    chart, axes = _start("TextBlob beside VADER", reading, "Tone")
    opposed = find_disagreements(table)["paragraph"].astype(float)
    axes.bar(opposed, 2, bottom=-1, width=0.8, color=AMBER, zorder=0)
    axes.vlines(table["paragraph"].astype(float), *(table[c] for c in MEASURES), color=GREY, linewidth=1, zorder=2)
    legend = [_draw_points(axes, table, column, column, measure.label) for column, measure in MEASURES.items()]
    if len(opposed):
        for paragraph in opposed if len(table) < CROWDED else []:
            axes.text(paragraph, 1.05, "≠", ha="center", va="bottom", fontsize=12)
        legend.append(Patch(color=AMBER, label="≠  their signs differ"))
    unknown = table["paragraph"][table[list(MEASURES)].isna().all(axis=1)]
    legend += _mark_gaps(axes, unknown, "no word that either knows")
    _finish(chart, axes, len(table), legend)
    findings = f"{describe_disagreements(reading)} {describe_evidence(reading)}".strip()
    chart.alt = f"Chart of TextBlob polarity and VADER compound by paragraph, from −1 to +1. {findings}"
    return chart


@_styled
def draw_voices(voices: pd.DataFrame, reading: Reading) -> Chart:
    """How many words each voice has, and beside them its tone by both measures; the reporter last."""
    speakers, reporter = voices[voices["quotes"] > 0], voices[voices["quotes"] == 0]
    shown = pd.concat([speakers.head(MAX_ROWS), reporter])
    chart = Chart(figsize=(SIZE[0], 2.2 + ROW * len(shown)))
    _title(chart, "Who speaks, and in which tone", reading)
    chart.alt = f"Chart of the words that each voice has and of its mean tone. {describe_voices(reading, voices)}"
    if speakers.empty:
        return _say(chart, describe_voices(reading, voices))
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


@_styled
def draw_dates(reading: Reading) -> Chart:
    """The times that the story names, from the oldest to the newest, each with its words and paragraphs."""
    days = tabulate_days(reading)
    shown = days.tail(MAX_ROWS)
    chart = Chart(figsize=(SIZE[0], 1.6 + ROW * len(shown)))
    _title(chart, "When: the times that the story names", reading)
    chart.alt = f"Time line of the times that the story names, the oldest first. {describe_dates(reading)}"
    if days.empty:
        return _say(chart, describe_dates(reading))
    axes = chart.add_axes((0.02, 0.2 / chart.get_figheight(), 0.96, 1 - 1.05 / chart.get_figheight()))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.plot([0.26, 0.26], [0, len(shown) - 1], color=GREY, linewidth=1, zorder=1)
    for row, day in enumerate(shown.itertuples()):
        axes.plot([0.26], [row], marker="o", color=COLOURS["polarity"], markersize=7, zorder=2)
        axes.text(0.24, row, day.when, ha="right", va="center", fontweight="bold")
        axes.text(0.28, row, shorten(day.words, 84), ha="left", va="center")
    if len(days) > len(shown):
        note = f"{count(len(days) - len(shown), 'older time')} not shown"
        axes.text(0.28, -0.6, note, va="center", color=GREY, fontsize=9)
    return chart


def _say(chart: Chart, sentences: Iterable[str]) -> Chart:
    """The chart with a sentence where there is nothing to draw."""
    chart.text(0.02, 0.3, " ".join(sentences), va="center")
    return chart


def _title(chart: Chart, title: str, reading: Reading) -> None:
    """The title of a chart that has no one pair of axes, and its source."""
    top = chart.get_figheight()
    chart.text(0.02, 1 - 0.32 / top, title, fontsize=13, fontweight="bold", va="center")
    chart.text(0.02, 1 - 0.6 / top, _name_source(reading), color=GREY, fontsize=9, va="center")


def _start(title: str, reading: Reading, label: str) -> tuple[Chart, Axes]:
    """An empty chart with its title, its source and the two axes named."""
    chart = Chart(figsize=SIZE)
    axes = chart.add_axes(AXES)
    axes.set_title(title, loc="left", fontsize=13, fontweight="bold", pad=26)
    axes.text(0, 1.03, _name_source(reading), transform=axes.transAxes, color=GREY, fontsize=9)
    axes.set_ylabel(f"← negative     {label}     positive →")
    axes.set_xlabel("Paragraph, in the order of the story")
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    return chart, axes


def _name_source(reading: Reading) -> str:
    """The headline, or the opening words, and the day of publication."""
    day, title = reading.article.published, reading.article.headline or reading.article.text.strip()
    source = [quote(title, 60 if title.isupper() else 84) if title else "", f"{day.day} {day:%B %Y}" if day else ""]
    return "  ·  ".join(filter(None, source))


def _draw_points(axes: Axes, table: pd.DataFrame, column: str, measure: str, label: str) -> Line2D:
    """Draws a column's raw values; the legend's entry for them."""
    look = {"color": COLOURS[measure], "marker": MARKERS[measure]}
    size = 38 if len(table) < CROWDED else 14
    x = table["paragraph"].astype(float)
    axes.scatter(x, table[column], s=size, edgecolors="white", linewidths=0.6, zorder=4, **look)
    return Line2D([], [], linestyle="", label=label, **look)


def _draw_line(axes: Axes, arc: Arc) -> list[Artist]:
    """Draws the smoothed line and the shuffle band; the legend's entries for them."""
    x, look = arc.table["paragraph"].astype(float), {"color": COLOURS[arc.measure], "linewidth": 2}
    axes.fill_between(x, arc.table["low"], arc.table["high"], color=PALE, linewidth=0, zorder=1)
    axes.plot(x, arc.table["smoothed"], zorder=3, **look)
    low, high = BAND
    p = "" if math.isnan(arc.p_value) else f" (p = {arc.p_value:.3f})"
    return [
        Line2D([], [], label=f"mean of {number(arc.window)} paragraphs", **look),
        Patch(color=PALE, label=f"that mean in shuffled order, {low}th–{high}th percentile{p}"),
    ]


def _draw_turns(axes: Axes, table: pd.DataFrame) -> list[Artist]:
    """Draws the turning points, if the arc has any; the legend's entry for them."""
    turns = table.dropna(subset="turning")
    if turns.empty:
        return []
    look = {"marker": "D", "markeredgecolor": INK, "markerfacecolor": "none", "linestyle": "", "markersize": 8}
    axes.plot(turns["paragraph"].astype(float), turns["smoothed"], zorder=5, **look)
    return [Line2D([], [], label="a peak or trough", **look)]


def _mark_gaps(axes: Axes, paragraphs: pd.Series, label: str) -> list[Artist]:
    """Draws crosses on the axis, far from any score, for paragraphs without one; the legend's entry for them."""
    if paragraphs.empty:
        return []
    look = {"color": GREY, "marker": "x", "linestyle": "", "markersize": 7}
    axes.plot(paragraphs.astype(float), [-LABEL_ROOM] * len(paragraphs), clip_on=False, zorder=4, **look)
    return [Line2D([], [], label=label, **look)]


def _find_words(reading: Reading, measure: str, paragraph: int) -> str:
    """The two weightiest words of a paragraph, or the one, if two would not fit on a line."""
    two, one = (list_words(reading.words, measure, paragraph, most, LABEL_WORD) for most in (2, 1))
    return two if len(two) <= LABEL_LINE else one


def _label_extreme(axes: Axes, row: Any, words: str, paragraphs: int) -> None:  # noqa: ANN401
    """Writes above the highest and below the lowest point, where no other point can be."""
    above = row.extreme == "highest"
    share = (row.paragraph - 1) / max(paragraphs - 1, 1)
    axes.annotate(
        f"paragraph {row.paragraph}: {signed(row.value)}\n{words}",
        (row.paragraph, row.value),
        xytext=(0, 8 if above else -8),
        textcoords="offset points",
        ha="left" if share < 0.2 else "right" if share > 0.8 else "center",
        va="bottom" if above else "top",
        fontsize=9,
        zorder=6,
    )


def _finish(chart: Chart, axes: Axes, paragraphs: int, legend: list[Artist]) -> None:
    """Sets the scales, with room for labels beyond them, and puts the legend where it covers no data."""
    axes.set_ylim(-LABEL_ROOM, LABEL_ROOM)
    axes.set_xlim(0.4, max(paragraphs, 1) + 0.6)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=25, integer=True, min_n_ticks=1))
    ticks = [-1, -0.5, 0, 0.5, 1]
    axes.set_yticks(ticks, [signed(tick, 1) for tick in ticks])
    axes.spines["left"].set_bounds(-1, 1)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(AXES[0] - 0.015, 0), ncols=2, borderaxespad=0.2)
