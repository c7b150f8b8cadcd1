"""The arc of a measure over the paragraphs of an article, and whether it is more than chance."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.reading.reading import Reading, once
from analysis.reading.schema import ARC
from analysis.reading.tables import make_table
from analysis.reading.tone.measures import MEASURES
from analysis.show.acts import capitalise
from analysis.show.chart import COLOURS, CROWDED, GREY, INK, WIDE, Chart, put_title, styled, write_sentences
from analysis.show.marks import draw_line, draw_points, find_last, mark_gaps
from analysis.show.prose import Prose, number_paragraphs, of_all
from analysis.show.scales import LABEL, REACH, colour_side
from analysis.statistics import ALPHA, MAX_SHUFFLES, MIN_SHUFFLES, NEUTRAL, fisher_exact, order_test, smooth
from analysis.story.evidence import name_article
from analysis.text.wording import agree, join, number, number_of, signed

LEFT, WIDTH = 0.1, 0.88  # of the panels
STRIP = 0.9  # inches that the strip is high


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """One measure over the paragraphs of an article.

    Attributes:
        measure: the column of `paragraphs`.
        table: one row per paragraph: `value` (NaN without evidence), `smoothed`, the band `low` … `high` of shuffled
            orders, `extreme` (*highest* and *lowest* value), `turning` (*peak* or *trough* of the smoothed line
            outside the band; only if the arc is more than chance).
        window: how many paragraphs the moving mean spans.
        shuffles: how many random orders were tried.
        seed: of the random orders.
        p_value: the share of random orders whose smoothed line varies at least as much; NaN if there is nothing to
            test (fewer than five scored paragraphs, no smoothing, or no variation).
    """

    measure: str
    table: pd.DataFrame
    window: int
    shuffles: int
    seed: int
    p_value: float

    @property
    def beyond_chance(self) -> bool:
        """Whether the arc is more than chance: p is at most `ALPHA`."""
        return bool(self.p_value <= ALPHA)

    @property
    def scored(self) -> int:
        """How many paragraphs have a value."""
        return int(self.table["value"].notna().sum())


def compute_arc(
    paragraphs: pd.DataFrame, measure: str = "tone", window: int = 3, shuffles: int = 999, seed: int = 1
) -> Arc:
    """The `Arc` of one measure over a table of paragraphs. The same arguments give the same arc.

    The test is a permutation test: the statistic is the variance of the smoothed line, and
    p = (1 + orders that reach it) / (1 + shuffles), so that p is never 0 (Phipson & Smyth 2010, *Permutation p-values
    should never be zero*). Paragraphs without evidence keep their place; only the scored ones are shuffled.

    Args:
        paragraphs: a table with columns `paragraph` and the measure.
        measure: `escalation`, `tone`, `polarity`, `vader`, or any other column of figures.
        window: how many paragraphs the centred mean spans, an odd number; 1 means no smoothing and no test.
        shuffles: how many random orders are tried, at least 99.
        seed: of the random orders.

    Raises:
        ValueError: a window that is even or below 1, too few shuffles, or a negative seed.
    """
    check_settings(window, shuffles, seed)
    values = paragraphs[measure].to_numpy(dtype=float, na_value=np.nan)
    line = smooth(values, window)
    low, high, p_value = order_test(values, line, window, shuffles, seed)
    band = pd.DataFrame({"smoothed": line, "low": low, "high": high})
    rows = band.assign(
        paragraph=paragraphs["paragraph"].to_numpy(),
        value=values,
        extreme=_find_extremes(values),
        turning=_find_turns(band) if p_value <= ALPHA else None,
    )
    return Arc(measure, make_table(rows.to_dict("records"), ARC), window, shuffles, seed, p_value)


@once
def trace(reading: Reading, measure: str = "escalation", smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Arc:
    """The `Arc` of a measure over the paragraphs of a reading."""
    return compute_arc(reading.paragraphs, measure, smoothing, shuffles, seed)


def tabulate(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row per paragraph: its escalation, the smoothed line, the band of shuffled paragraphs. Columns: `ARC`."""
    return trace(reading, "escalation", smoothing, shuffles, seed).table


def check_settings(smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> None:
    """Checks the settings of an arc.

    Raises:
        ValueError: one is out of range; the error gives the range.
    """
    if smoothing < 1 or smoothing % 2 == 0:
        raise ValueError(f"smoothing={smoothing}: use an odd number of paragraphs, such as 1, 3 or 5")
    if not MIN_SHUFFLES <= shuffles <= MAX_SHUFFLES:
        raise ValueError(f"shuffles={shuffles}: use a number from {MIN_SHUFFLES} to {MAX_SHUFFLES:,}")
    if seed < 0:
        raise ValueError(f"seed={seed}: use a whole number from 0 up")


def _find_extremes(values: np.ndarray) -> list[str | None]:
    """*highest* and *lowest* at the first such value, None elsewhere; no marks if all values are the same."""
    marks: list[str | None] = [None] * len(values)
    known = values[np.isfinite(values)]
    if len(known) and np.ptp(known) > NEUTRAL:
        marks[int(np.nanargmax(values))] = "highest"
        marks[int(np.nanargmin(values))] = "lowest"
    return marks


def _find_turns(band: pd.DataFrame) -> list[str | None]:
    """*peak* and *trough* where the smoothed line turns outside the band of shuffled orders, None elsewhere.

    A level part of the line turns at its first paragraph.
    """
    marks: list[str | None] = [None] * len(band)
    line = band["smoothed"].dropna()
    level = line[line.diff().abs().fillna(1) > NEUTRAL]  # the first of each run of equal values
    for before, here, after in zip(level.index, level.index[1:], level.index[2:], strict=False):
        if level[here] > max(level[before], level[after]) and level[here] >= band.loc[here, "high"] - NEUTRAL:
            marks[here] = "peak"
        if level[here] < min(level[before], level[after]) and level[here] <= band.loc[here, "low"] + NEUTRAL:
            marks[here] = "trough"
    return marks


def describe(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """How escalation rises and falls over the paragraphs, whether that may be chance, and whether tone goes with it."""
    arc = trace(reading, "escalation", smoothing, shuffles, seed)
    table = arc.table
    if not arc.scored:
        return Prose(["No paragraph tells a current event, so there is no arc of escalation: that is not a zero."])
    sentences = [f"{capitalise(of_all(arc.scored, len(table)))} {agree(arc.scored, 'tell')} current events."]
    marks = {row.extreme: row for row in table.dropna(subset="extreme").itertuples()}
    if marks:
        high, low = marks["highest"], marks["lowest"]
        sentences.append(
            f"Paragraph {high.paragraph} escalates most ({signed(high.value, 1)}), paragraph {low.paragraph} least "
            f"({signed(low.value, 1)})."
        )
    recalling = reading.paragraphs["paragraph"][reading.paragraphs["events_background"] > 0]
    if len(recalling):
        sentences.append(f"The past is recalled in {number_paragraphs(recalling)}.")
    return Prose([*sentences, _describe_chance(arc), *describe_agreement(reading)])


def _describe_chance(arc: Arc) -> str:
    if math.isnan(arc.p_value):
        return "There are too few paragraphs with events, or too little change, to test their order against chance."
    orders = f"{100 * arc.p_value:.1f} % of random orders of the same paragraphs make the line swing as much"
    if arc.beyond_chance:
        return f"Only {orders} (p = {arc.p_value:.3f}): the order of the story carries it."
    return capitalise(f"{orders} (p = {arc.p_value:.3f}), so its rise and fall along the story may be chance.")


def describe_agreement(reading: Reading) -> Prose:
    """In how many paragraphs each measure of tone is negative with escalation, and positive without."""
    parts = []
    for column, measure in MEASURES.items():
        both = reading.paragraphs[["escalation", column]].dropna()
        both = both[(both.abs() > NEUTRAL).all(axis=1)]
        if both.empty:
            continue
        same = int(((both["escalation"] > 0) != (both[column] > 0)).sum())
        verdict = (
            "more than chance"
            if fisher_exact(both["escalation"] < 0, both[column] > 0) <= ALPHA
            else "no more than chance"
        )
        parts.append(f"{measure.name} in {number_of(same)} of {number(len(both))} ({verdict})")
    if not parts:
        return Prose(["No paragraph has both a tone and an escalation, so the two cannot be compared."])
    counts = f"{join(parts)} paragraphs"
    return Prose([f"Tone goes with escalation, dark where that is conflict and bright where it is not, by {counts}."])


@styled
def draw(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1, width: float = WIDE) -> Chart:
    """Escalation in the order of the story, and below it the tone of the same paragraphs on its own scale.

    A bar is the mean of a paragraph's current events; a hollow diamond is a background event.
    """
    arc, height = trace(reading, "escalation", smoothing, shuffles, seed), 7.0
    table, findings = arc.table, describe(reading, smoothing, shuffles, seed)
    chart = Chart(figsize=(width, height))
    put_title(chart, "Escalation and tone, paragraph by paragraph", name_article(reading))
    chart.alt = (
        "Bar chart of escalation by paragraph, from −10 (cooperation) to +10 (conflict), above a chart of tone by "
        f"paragraph, from −1 to +1. {findings}"
    )
    if reading.acts.empty:
        return write_sentences(chart, findings)
    upper = chart.add_axes((LEFT, 0.475, WIDTH, 0.425))
    lower = chart.add_axes((LEFT, 0.215, WIDTH, 0.23), sharex=upper)
    legend = _draw_bars(upper, table)
    legend += _draw_background(upper, reading)
    legend += draw_line(upper, arc) if arc.window > 1 else []
    eventful = set(table["paragraph"][table["value"].notna()]) | set(reading.acts["paragraph"])
    legend += mark_gaps(upper, table["paragraph"][~table["paragraph"].isin(eventful)], "no event", -REACH - 2)
    _set_scale(upper, REACH, REACH + 2, "← cooperation    conflict →", 0)
    paragraphs = reading.paragraphs
    lower.vlines(paragraphs["paragraph"].astype(float), 0, paragraphs["tone"], color=GREY, linewidth=1)
    legend.append(draw_points(lower, paragraphs, "tone", "tone", MEASURES["tone"].label))
    _set_scale(lower, 1, 1.15, "← negative  positive →", 1)
    lower.set_xlabel("Paragraph, in the order of the story")
    upper.set_xlim(0.4, max(find_last(table), 1) + 0.6)
    lower.xaxis.set_major_locator(MaxNLocator(nbins=25, integer=True, min_n_ticks=1))
    upper.tick_params(bottom=False, labelbottom=False)
    upper.spines["bottom"].set_visible(False)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(LEFT - 0.015, 0), ncols=2, borderaxespad=0.2)
    return chart


@styled
def draw_strip(reading: Reading, width: float = WIDE) -> Chart:
    """The escalation of each paragraph as one small bar, for the first screen: conflict up, cooperation down."""
    table = trace(reading, "escalation").table
    chart = Chart(figsize=(width, STRIP))
    chart.numbers = table[["paragraph", "value"]]
    chart.alt = "Escalation by paragraph, from the first to the last."
    axes = chart.add_axes((0.02, 0.05, 0.96, 0.9))
    axes.set_axis_off()
    scored = table.dropna(subset="value")
    axes.bar(scored["paragraph"].astype(float), scored["value"], color=[colour_side(v) for v in scored["value"]])
    axes.axhline(0, color=GREY, linewidth=1)
    axes.set_ylim(-REACH, REACH)
    return chart


def _draw_bars(axes: Axes, table: pd.DataFrame) -> list[Artist]:
    """Draws the mean of each paragraph's current events as a bar with its figure, and returns the legend entries."""
    scored = table.dropna(subset="value")
    x, y = scored["paragraph"].astype(float), scored["value"]
    axes.bar(x, y, width=0.62, color=[colour_side(v) for v in y], zorder=2)
    for paragraph, value in zip(x, y, strict=True) if len(table) < CROWDED else []:
        up = value >= 0
        place = {"ha": "center", "va": "bottom" if up else "top", "fontsize": 8, "zorder": 6, "bbox": LABEL}
        axes.annotate(signed(value, 1), (paragraph, value), (0, 3 if up else -3), textcoords="offset points", **place)
    return [
        Patch(color=COLOURS["conflict"], label="current events: more conflict"),
        Patch(color=COLOURS["cooperation"], label="more cooperation"),
    ]


def _draw_background(axes: Axes, reading: Reading) -> list[Artist]:
    """Draws each background event as a hollow diamond, several next to each other, and returns the legend entry."""
    background = reading.acts[reading.acts["frame"] == "background"]
    if background.empty:
        return []
    place = background.groupby("paragraph").cumcount().astype(float)
    most = background.groupby("paragraph")["paragraph"].transform("size").astype(float)
    x = background["paragraph"].astype(float) + 0.7 * ((place + 0.5) / most - 0.5)
    size = 5 if len(reading.paragraphs) < CROWDED else 2.5
    look = {"marker": "D", "markerfacecolor": "white", "markeredgecolor": INK, "markersize": size, "linestyle": ""}
    axes.plot(x, background["escalation"], zorder=5, **look)
    return [Line2D([], [], label="a background event", **look)]


def _set_scale(axes: Axes, reach: float, limit: float, label: str, decimals: int) -> None:
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    axes.set_ylim(-limit, limit)
    ticks = [-reach, -reach / 2, 0, reach / 2, reach]
    axes.set_yticks(ticks, [signed(tick, decimals) for tick in ticks])
    axes.spines["left"].set_bounds(-reach, reach)
    axes.set_ylabel(label)
