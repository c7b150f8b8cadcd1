"""Charts of many articles: the crisis by day, each outlet beside the others, and who is quoted by whom."""

from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.arc import Arc
from analysis.charts.chart import COLOURS, CROWDED, GREY, INK, PALE, ROW, SIZE, Chart, put_title, say, styled
from analysis.charts.crisis import LABEL, REACH
from analysis.coverage.collection import Coverage
from analysis.coverage.crisis import SAMPLED
from analysis.narrative.coverage import describe_course, describe_peaks
from analysis.narrative.outlets import describe_outlets, describe_told_voices, weigh_tone
from analysis.narrative.prose import Prose
from analysis.voices import UNNAMED
from analysis.wording import count, number, shorten, signed

OTHERS = "#a8a8a8"
LEFT, WIDTH = 0.1, 0.87
VOICES, OUTLETS = 14, 6  # rows and columns of a chart
LETTERS = 56  # that fit beside each other over the dots
NEITHER = 0.05  # a mean tone nearer to 0 is neither dark nor bright
LARGEST = 340  # area of the largest dot
TONES = colormaps["PuOr"]  # told apart with any colour blindness; the number stands beside each dot
PAD = pd.Timedelta(days=1)
LABEL_WIDTH = 0.13  # of the axis that a label over a peak takes


def name_coverage(coverage: Coverage) -> str:
    """What a coverage is called under a chart's title."""
    parts = [count(len(coverage.articles), "article"), count(coverage.articles["outlet"].nunique(), "outlet")]
    return "  ·  ".join([", ".join(parts), *(["–".join(coverage.focus)] if coverage.focus else [])])


@styled
def draw_told_days(days: pd.DataFrame, deeds: pd.DataFrame, arc: Arc, coverage: Coverage) -> Chart:
    """The crisis by day: what is told of it, each deed once, and how far it escalates on average.

    Above, the escalation of a day's deeds added up, conflict upwards and cooperation downwards; below, their mean with
    its interval over resampled stories, hollow where too few stories tell of the day.
    """
    chart = Chart(figsize=(SIZE[0], 7.2))
    put_title(chart, "The crisis by day, as all articles together tell it", name_coverage(coverage))
    found = Prose([*describe_course(days, deeds, arc), *describe_peaks(coverage, days, deeds)])
    chart.alt = f"Bar chart of conflict and cooperation by day, above a chart of mean escalation by day. {found}"
    if days.empty:
        return say(chart, found)
    upper = chart.add_axes((LEFT, 0.5, WIDTH, 0.385))
    lower = chart.add_axes((LEFT, 0.2, WIDTH, 0.26), sharex=upper)
    width = 0.72
    upper.bar(days["day"], days["conflict"], width, color=COLOURS["conflict"], zorder=2)
    upper.bar(days["day"], days["cooperation"], width, color=COLOURS["cooperation"], zorder=2)
    upper.axhline(0, color=GREY, linewidth=1, zorder=3)
    upper.yaxis.set_major_formatter(lambda tick, _: f"{abs(tick):.0f}")
    upper.set_ylabel("sum of escalation: ← coop.   conflict →", fontsize=9)
    _mark_peaks(upper, days)
    legend = [
        Patch(color=COLOURS["conflict"], label="conflict told of the day, each deed once"),
        Patch(color=COLOURS["cooperation"], label="cooperation"),
        *_draw_means(lower, days, arc),
    ]
    _set_days(lower, days["day"])
    upper.tick_params(bottom=False, labelbottom=False)
    upper.spines["bottom"].set_visible(False)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(LEFT - 0.015, 0), ncols=2, borderaxespad=0.2)
    return chart


def _mark_peaks(axes: Axes, days: pd.DataFrame) -> None:
    """Writes over each peak its day and how many articles tell of it; where two would meet, only over the higher."""
    first, last = days["day"].min(), days["day"].max()
    room, marked = (last - first + 2 * PAD) * LABEL_WIDTH, []
    for peak in days[days["peak"]].sort_values("conflict", ascending=False, kind="stable").itertuples():
        if any(abs(peak.day - day) < room for day in marked):
            continue
        marked.append(peak.day)
        at_start, at_end = peak.day - first < room / 2, last - peak.day < room / 2
        ha = "left" if at_start else "right" if at_end else "center"
        label = f"{peak.day.day} {peak.day:%b}\n{count(peak.articles, 'article')}"
        place = {"ha": ha, "va": "bottom", "fontsize": 9, "linespacing": 1.3}
        axes.annotate(label, (peak.day, peak.conflict), (0, 4), textcoords="offset points", **place)
    low, high = axes.get_ylim()
    axes.set_ylim(low, high + 0.16 * (high - low))


def _draw_means(axes: Axes, days: pd.DataFrame, arc: Arc) -> list[Artist]:
    """Draws each day's mean with its interval, the smoothed line and the band of chance; the legend's entries."""
    known = days.dropna(subset="escalation")
    sure, alone = known[known["low"].notna()], known[known["low"].isna()]
    axes.fill_between(days["day"], arc.table["low"], arc.table["high"], color=PALE, linewidth=0, zorder=1)
    axes.plot(days["day"], arc.table["smoothed"], color=GREY, linewidth=2, zorder=2)
    axes.vlines(sure["day"], sure["low"], sure["high"], color=INK, linewidth=1.4, zorder=3)
    look = {"marker": "o", "linestyle": "", "markersize": 6 if len(days) < CROWDED else 2.5, "color": INK}
    axes.plot(sure["day"], sure["escalation"], zorder=4, **look)
    axes.plot(alone["day"], alone["escalation"], zorder=4, markerfacecolor="white", **look)
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    _set_escalation(axes)
    axes.set_ylabel("mean escalation")
    p = "" if np.isnan(arc.p_value) else f" (p = {arc.p_value:.3f})"
    return [
        Line2D([], [], label="mean of the day's deeds; line: 90 % of samples", **look),
        Line2D(
            [], [], label=f"the same, told by fewer than {number(SAMPLED)} stories", markerfacecolor="white", **look
        ),
        Line2D([], [], color=GREY, linewidth=2, label=f"mean of {number(arc.window)} days"),
        Patch(color=PALE, label=f"that mean in shuffled order{p}"),
    ]


def _set_escalation(axes: Axes) -> None:
    ends = (-REACH, 0, REACH)
    axes.set_ylim(-REACH - 1.2, REACH + 1.2)
    axes.set_yticks(ends, [signed(tick, 0) for tick in ends], fontsize=9)
    axes.spines["left"].set_bounds(-REACH, REACH)


def _set_days(axes: Axes, days: pd.Series, ticks: int = 9) -> None:
    """An axis of days with at most so many ticks; the year stands under the first of them and where it changes."""
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


@styled
def draw_outlets(outlets: pd.DataFrame, coverage: Coverage) -> Chart:
    """Each outlet's articles by day of publication and escalation, before the mean of all others in grey."""
    shown = outlets.head(OUTLETS)
    height = 1.8 + 1.25 * max(len(shown), 1)
    chart = Chart(figsize=(SIZE[0], height))
    put_title(chart, "Outlet by outlet: how far each article escalates", name_coverage(coverage))
    chart.alt = f"Small charts of each outlet's articles by day and escalation. {describe_outlets(outlets)}"
    articles = coverage.articles.dropna(subset=["published", "escalation"])
    if articles.empty:
        return say(chart, ["No article with a day tells of anything current."])
    for place, outlet in enumerate(shown.itertuples()):
        bottom = (height - 0.85 - 1.25 * (place + 1) + 0.22) / height
        axes = chart.add_axes((0.31, bottom, 0.49, 1.0 / height))
        _draw_articles(axes, articles, outlet.outlet)
        _set_days(axes, articles["published"], 6)
        axes.tick_params(labelbottom=place == len(shown) - 1)
        _name_outlet(axes, outlet)
    chart.text(0.82, 1 - 0.87 / height, "gap to others", color=GREY, fontsize=9, va="center")
    chart.legend(handles=_explain_articles(), loc="lower left", bbox_to_anchor=(0.29, 0), ncols=3, borderaxespad=0.2)
    if len(outlets) > len(shown):
        rest = f"{count(len(outlets) - len(shown), 'outlet')} with fewer articles not shown"
        chart.text(0.02, 0.38 / height, rest, color=GREY, fontsize=9)
    return chart


def _draw_articles(axes: Axes, articles: pd.DataFrame, outlet: str) -> None:
    """Draws an outlet's articles over the line of their means, and the means of all others."""
    own, others = articles[articles["outlet"] == outlet], articles[articles["outlet"] != outlet]
    around, means = (part.groupby("published")["escalation"].mean() for part in (others, own))
    axes.scatter(around.index, around, s=16, color=OTHERS, linewidths=0, zorder=2)
    axes.plot(means.index, means, color=INK, linewidth=1.4, zorder=3)
    colours = [COLOURS["conflict" if value > 0 else "cooperation"] for value in own["escalation"]]
    axes.scatter(own["published"], own["escalation"], s=44, c=colours, edgecolors=INK, linewidths=0.7, zorder=4)
    axes.axhline(0, color=GREY, linewidth=1, zorder=1)
    _set_escalation(axes)


def _explain_articles() -> list[Artist]:
    dot = {"marker": "o", "linestyle": "", "markeredgecolor": INK, "markeredgewidth": 0.7}
    sides = [Line2D([], [], markerfacecolor=COLOURS[side], label=side, **dot) for side in ("conflict", "cooperation")]
    others = Line2D([], [], marker="o", linestyle="", color=OTHERS, markersize=4, label="others, mean of the day")
    return [*sides, others]


def _name_outlet(axes: Axes, outlet: Any) -> None:  # noqa: ANN401
    """Writes an outlet's name, articles and gaps beside its small chart."""
    name = shorten(outlet.outlet, 26)
    copies = f", {count(outlet.copies, 'copy', 'copies')}" if outlet.copies else ""
    axes.text(-0.1, 0.62, name, transform=axes.transAxes, ha="right", va="center", fontweight="bold", fontsize=9)
    said = f"{count(outlet.articles, 'article')}{copies}"
    axes.text(-0.1, 0.36, said, transform=axes.transAxes, ha="right", va="center", color=GREY, fontsize=9)
    gaps = [
        f"{measure} {signed(gap, decimals)}{'' if np.isnan(p) else f' (p = {p:.2f})'}"
        for measure, gap, p, decimals in (
            ("esc.", outlet.escalation_gap, outlet.escalation_p, 1),
            ("tone", outlet.tone_gap, outlet.tone_p, 2),
        )
        if not np.isnan(gap)
    ]
    axes.text(1.04, 0.5, "\n".join(gaps), transform=axes.transAxes, va="center", fontsize=9, linespacing=1.5)


@styled
def draw_told_voices(voices: pd.DataFrame, coverage: Coverage) -> Chart:
    """Who is quoted by which outlet and when: a mark's area is the number of quotes, its way and colour their tone.

    A number beside each dot of an outlet says the tone again; on the right, the quotes by day of publication.
    """
    named = voices[voices["voice"] != UNNAMED]
    shown = list(dict.fromkeys(named["voice"]))[:VOICES]
    outlets = list(named.groupby("outlet")["quotes"].sum().sort_values(ascending=False, kind="stable").index[:OUTLETS])
    height = 2.3 + ROW * max(len(shown), 2)
    chart = Chart(figsize=(SIZE[0] + 1, height))
    put_title(chart, "Who is quoted by whom, when, and in which tone", name_coverage(coverage))
    chart.alt = f"Dot chart of quotes by speaker and outlet, and by speaker and day. {describe_told_voices(voices)}"
    if named.empty:
        return say(chart, describe_told_voices(voices))
    said = named[named["voice"].isin(shown)].assign(row=lambda t: t["voice"].map(shown.index))
    by_outlet = _sum_quotes(said[said["outlet"].isin(outlets)], ["row", "outlet"])
    by_day = _sum_quotes(said.dropna(subset="published"), ["row", "published"])
    most = max(by_outlet["quotes"].max(), by_day["quotes"].max() if len(by_day) else 1)
    bottom, tall = 0.6 / height, 1 - 2.0 / height
    left = chart.add_axes((0.2, bottom, 0.4, tall))
    right = chart.add_axes((0.64, bottom, 0.34, tall))
    _draw_by_outlet(left, by_outlet, outlets, most)
    left.set_yticks(range(len(shown)), [shorten(voice, 22) for voice in shown])
    by_day["x"] = by_day["published"]
    _draw_dots(right, by_day, most)
    if len(by_day):
        _set_days(right, coverage.articles["published"].dropna(), 4)
    right.set_yticks(range(len(shown)), [""] * len(shown))
    for axes in (left, right):
        axes.set_ylim(len(shown) - 0.5, -0.5)
        axes.tick_params(length=0)
        axes.grid(axis="y", color=PALE, linewidth=0.8)
        axes.spines[["left", "bottom"]].set_visible(False)
    left.tick_params(top=False, labeltop=True, labelbottom=False)
    right.tick_params(labeltop=True, labelbottom=False)
    chart.legend(handles=_explain_dots(most), loc="lower left", bbox_to_anchor=(0.18, 0), ncols=6, borderaxespad=0.3)
    return chart


def _draw_by_outlet(axes: Axes, dots: pd.DataFrame, outlets: list[str], most: float) -> None:
    """Draws the quotes of each speaker in each outlet, with their tone in figures beside them."""
    _draw_dots(axes, dots.assign(x=dots["outlet"].map(outlets.index)), most)
    for dot in dots.itertuples():
        tone = "–" if np.isnan(dot.tone) else signed(dot.tone, 1)
        axes.text(outlets.index(dot.outlet) + 0.26, dot.row, tone, va="center", fontsize=8, bbox=LABEL)
    axes.set_xlim(-0.5, len(outlets) - 0.3)
    axes.set_xticks(range(len(outlets)), [_wrap(outlet, len(outlets)) for outlet in outlets], fontsize=8)


def _wrap(name: str, names: int) -> str:
    """A name on two lines at most, where so many names share the axis."""
    line = LETTERS // names
    return "\n".join(shorten(part, line) for part in wrap(name, line, max_lines=2, placeholder="…"))


def _sum_quotes(voices: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Quotes and their mean tone by some columns."""
    dots = voices.groupby(by, sort=False)["quotes"].sum().astype(float).to_frame()
    dots["tone"] = weigh_tone(voices, by)
    return dots.reset_index()


def _draw_dots(axes: Axes, dots: pd.DataFrame, most: float) -> None:
    marks = dots["tone"].map(_choose_mark)
    for mark, own in dots.groupby(marks, sort=True):
        colours, sizes = [_colour(tone) for tone in own["tone"]], LARGEST * own["quotes"] / most
        axes.scatter(own["x"], own["row"], s=sizes, c=colours, marker=mark, edgecolors=INK, linewidths=0.7, zorder=3)


def _choose_mark(tone: float) -> str:
    """Upwards for a bright tone, downwards for a dark one, so that colour is not alone."""
    return "o" if np.isnan(tone) or abs(tone) < NEITHER else "^" if tone > 0 else "v"


def _colour(tone: float) -> Any:  # noqa: ANN401
    return PALE if np.isnan(tone) else TONES(Normalize(-1.2, 1.2)(tone))


def _explain_dots(most: float) -> list[Artist]:
    """The legend's entries for colours and sizes."""
    dot = {"linestyle": "", "markeredgecolor": INK, "markeredgewidth": 0.7}
    tones = [(-0.8, "dark"), (0.0, "neither"), (0.8, "bright"), (float("nan"), "no word of tone")]
    colours = [
        Line2D([], [], marker=_choose_mark(tone), markerfacecolor=_colour(tone), markersize=9, label=name, **dot)
        for tone, name in tones
    ]
    dot["marker"] = "o"
    sizes = [
        Line2D([], [], markerfacecolor="white", markersize=(LARGEST * n / most) ** 0.5, label=count(n, "quote"), **dot)
        for n in dict.fromkeys((1, int(most)))
    ]
    return [*colours, *sizes]
