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
from analysis.show.acts import begin
from analysis.show.chart import COLOURS, CROWDED, GREY, INK, SIZE, Chart, put_title, say, styled
from analysis.show.marks import draw_line, draw_points, find_last, mark_gaps
from analysis.show.prose import Prose, number_paragraphs, of_all
from analysis.show.scales import LABEL, REACH, colour_side
from analysis.statistics import ALPHA, MAX_SHUFFLES, MIN_SHUFFLES, NEUTRAL, fisher_exact, order_test, smooth
from analysis.story.evidence import name_article
from analysis.text.wording import agree, join, number, number_of, signed

LEFT, WIDTH = 0.1, 0.88  # of the panels over paragraphs


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """One measure over the paragraphs of an article.

    Attributes:
        measure: the column of `paragraphs` that it follows.
        table: one row a paragraph: `value` (NaN without evidence), `smoothed`, the shuffle band `low` … `high`,
            `extreme` (*highest* and *lowest* value), `turning` (*peak* or *trough* of the smoothed line outside the
            band; only named where the test passes).
        window: paragraphs that the smoothing spans.
        shuffles: how many orders chance was given.
        seed: of the shuffles.
        p_value: how often shuffled paragraphs make a smoothed line that varies at least as much; NaN where it cannot
            be tested (fewer than five scored paragraphs, no smoothing, or no variation).
    """

    measure: str
    table: pd.DataFrame
    window: int
    shuffles: int
    seed: int
    p_value: float

    @property
    def beyond_chance(self) -> bool:
        """Whether the arc is told from chance, at `ALPHA`."""
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
    should never be zero*). Paragraphs without evidence keep their place; only the scored ones change theirs.

    Args:
        paragraphs: a table with columns `paragraph` and the measure.
        measure: `escalation`, `tone`, `polarity`, `vader`, or any other column of figures.
        window: paragraphs that the centred mean spans, an odd number; 1 is no smoothing, and nothing to test.
        shuffles: orders that are tried, at least 99.
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
    """Nothing, where the settings of an arc can be used.

    Raises:
        ValueError: one cannot, with its range.
    """
    if smoothing < 1 or smoothing % 2 == 0:
        raise ValueError(f"smoothing={smoothing}: the window has to be an odd number of paragraphs, such as 1, 3 or 5")
    if not MIN_SHUFFLES <= shuffles <= MAX_SHUFFLES:
        raise ValueError(f"shuffles={shuffles}: from {MIN_SHUFFLES} to {MAX_SHUFFLES:,} orders can be tried")
    if seed < 0:
        raise ValueError(f"seed={seed}: a seed is a whole number from 0 up")


def _find_extremes(values: np.ndarray) -> list[str | None]:
    """*highest* and *lowest* at the first such values, None elsewhere; nothing where all values are the same."""
    marks: list[str | None] = [None] * len(values)
    known = values[np.isfinite(values)]
    if len(known) and np.ptp(known) > NEUTRAL:
        marks[int(np.nanargmax(values))] = "highest"
        marks[int(np.nanargmin(values))] = "lowest"
    return marks


def _find_turns(band: pd.DataFrame) -> list[str | None]:
    """*peak* and *trough* where the smoothed line turns outside the shuffle band, None elsewhere.

    A level stretch turns at its first paragraph.
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
    """How escalation runs over the paragraphs, whether chance could have made that, and whether the tone follows it."""
    arc = trace(reading, "escalation", smoothing, shuffles, seed)
    table = arc.table
    if not arc.scored:
        return Prose(["No paragraph tells a current event, so there is no arc of escalation: that is not a zero."])
    said = [f"{begin(of_all(arc.scored, len(table)))} {agree(arc.scored, 'tell')} current events."]
    marks = {row.extreme: row for row in table.dropna(subset="extreme").itertuples()}
    if marks:
        high, low = marks["highest"], marks["lowest"]
        said.append(
            f"Paragraph {high.paragraph} escalates most ({signed(high.value, 1)}), paragraph {low.paragraph} least "
            f"({signed(low.value, 1)})."
        )
    recalling = reading.paragraphs["paragraph"][reading.paragraphs["events_background"] > 0]
    if len(recalling):
        said.append(f"The past is recalled in {number_paragraphs(recalling)}.")
    return Prose([*said, _tell_chance(arc), *describe_agreement(reading)])


def _tell_chance(arc: Arc) -> str:
    if math.isnan(arc.p_value):
        return "There are too few paragraphs with events, or too little change, to test their order against chance."
    orders = f"{100 * arc.p_value:.1f} % of random orders of the same paragraphs make the line swing as much"
    if arc.beyond_chance:
        return f"Only {orders} (p = {arc.p_value:.3f}): the order of the story carries it."
    return begin(f"{orders} (p = {arc.p_value:.3f}), so its rise and fall along the story may be chance.")


def describe_agreement(reading: Reading) -> Prose:
    """On how many paragraphs each measure of tone is dark where the crisis escalates and bright where it eases."""
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
    told = f"{join(parts)} paragraphs"
    return Prose([f"Tone goes with escalation, dark where that is conflict and bright where it is not, by {told}."])


@styled
def draw(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Chart:
    """Escalation as the story tells it, and under it the tone of the same paragraphs on a scale of its own.

    Bars are the mean of a paragraph's current events, hollow diamonds the events of the past that it recalls.
    """
    arc, height = trace(reading, "escalation", smoothing, shuffles, seed), 7.0
    table, found = arc.table, describe(reading, smoothing, shuffles, seed)
    chart = Chart(figsize=(SIZE[0], height))
    put_title(chart, "As told: escalation and tone, paragraph by paragraph", name_article(reading))
    chart.alt = (
        "Bar chart of escalation by paragraph, from −10 (cooperation) to +10 (conflict), above a chart of tone by "
        f"paragraph, from −1 to +1. {found}"
    )
    if reading.acts.empty:
        return say(chart, found)
    upper = chart.add_axes((LEFT, 0.475, WIDTH, 0.425))
    lower = chart.add_axes((LEFT, 0.215, WIDTH, 0.23), sharex=upper)
    legend = _draw_bars(upper, table)
    legend += _draw_background(upper, reading)
    legend += draw_line(upper, arc) if arc.window > 1 else []
    told = set(table["paragraph"][table["value"].notna()]) | set(reading.acts["paragraph"])
    legend += mark_gaps(upper, table["paragraph"][~table["paragraph"].isin(told)], "no event", -REACH - 2)
    _set_scale(upper, REACH, REACH + 2, "← cooperation    conflict →", 0)
    paragraphs = reading.paragraphs
    lower.vlines(paragraphs["paragraph"].astype(float), 0, paragraphs["tone"], color=GREY, linewidth=1)
    legend.append(draw_points(lower, paragraphs, "tone", "tone", MEASURES["tone"].label))
    _set_scale(lower, 1, 1.15, "← dark    bright →", 1)
    lower.set_xlabel("Paragraph, in the order of the story")
    upper.set_xlim(0.4, max(find_last(table), 1) + 0.6)
    lower.xaxis.set_major_locator(MaxNLocator(nbins=25, integer=True, min_n_ticks=1))
    upper.tick_params(bottom=False, labelbottom=False)
    upper.spines["bottom"].set_visible(False)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(LEFT - 0.015, 0), ncols=2, borderaxespad=0.2)
    return chart


def _draw_bars(axes: Axes, table: pd.DataFrame) -> list[Artist]:
    """Draws the mean of each paragraph's current events as a bar with its number; the legend's entries."""
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
    """Draws each recalled event as a hollow diamond, those of a paragraph side by side; the legend's entry."""
    recalled = reading.acts[reading.acts["frame"] == "background"]
    if recalled.empty:
        return []
    place = recalled.groupby("paragraph").cumcount().astype(float)
    most = recalled.groupby("paragraph")["paragraph"].transform("size").astype(float)
    x = recalled["paragraph"].astype(float) + 0.7 * ((place + 0.5) / most - 0.5)
    size = 5 if len(reading.paragraphs) < CROWDED else 2.5
    look = {"marker": "D", "markerfacecolor": "white", "markeredgecolor": INK, "markersize": size, "linestyle": ""}
    axes.plot(x, recalled["escalation"], zorder=5, **look)
    return [Line2D([], [], label="an event that it recalls", **look)]


def _set_scale(axes: Axes, reach: float, limit: float, label: str, decimals: int) -> None:
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    axes.set_ylim(-limit, limit)
    ticks = [-reach, -reach / 2, 0, reach / 2, reach]
    axes.set_yticks(ticks, [signed(tick, decimals) for tick in ticks])
    axes.spines["left"].set_bounds(-reach, reach)
    axes.set_ylabel(label)
