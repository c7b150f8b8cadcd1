"""The arc of a measure over the paragraphs of an article, and whether it is more than chance."""

from dataclasses import dataclass
from itertools import groupby

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.reading.reading import Reading, once
from analysis.reading.schema import ARC
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GREY,
    GROUND,
    INK,
    MARGIN,
    SMALL,
    WIDE,
    Chart,
    add_key,
    add_panel,
    draw_sentences,
    key_height,
    start_chart,
    styled,
    write,
)
from analysis.show.fit import choose_apart, measure_text
from analysis.show.marks import (
    CROWDED,
    draw_bars,
    draw_line,
    draw_turns,
    draw_unsure,
    find_last,
    label_bars,
    list_gap,
    list_line,
    list_unsure,
    mark_gaps,
    set_paragraphs,
)
from analysis.show.prose import Prose, number_paragraphs
from analysis.show.scales import REACH, colour_side, set_scale
from analysis.statistics import ALPHA, MAX_SHUFFLES, MIN_SHUFFLES, NEUTRAL, order_test, smooth
from analysis.story.assess import HALF
from analysis.story.claims import share_sure, tabulate_paragraphs, tabulate_told
from analysis.story.evidence import name_article
from analysis.text.wording import agree, count, join, number

LEFT, LOW, PANELS = 0.5, 1.0, 4.2  # inches: left of the panels, of the panel of tone, and of both together
STRIP, STRIP_LEFT = 0.9, 0.85  # inches: the height of the strip, and the room for its words
UNSURE = "not sure or not clear enough for a bar"
NOTHING_SURE = "No paragraph is read surely enough for a bar"
NAMED = 3  # paragraphs that a title lists at most
PAST = {"marker": "D", "color": INK, "markerfacecolor": GROUND, "linestyle": ""}


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

    A level part of the line turns at its first paragraph. Of two peaks without a trough between them only the higher
    is marked, and of two troughs without a peak the deeper.
    """
    marks: list[str | None] = [None] * len(band)
    line = band["smoothed"].dropna()
    level = line[line.diff().abs().fillna(1) > NEUTRAL]  # the first of each run of equal values
    for before, here, after in zip(level.index, level.index[1:], level.index[2:], strict=False):
        if level[here] > max(level[before], level[after]) and level[here] >= band.loc[here, "high"] - NEUTRAL:
            marks[here] = "peak"
        if level[here] < min(level[before], level[after]) and level[here] <= band.loc[here, "low"] + NEUTRAL:
            marks[here] = "trough"
    for kind, run in groupby([i for i in level.index if marks[i]], key=marks.copy().__getitem__):
        _, *others = sorted(run, key=level.get, reverse=kind == "peak")
        for other in others:
            marks[other] = None
    return marks


def describe(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """The turns of the line of escalation; nothing if they may be chance, or rest on acts that are not sure."""
    if share_sure(reading) < HALF:
        return Prose()
    return Prose(_describe_turns(trace(reading, "escalation", smoothing, shuffles, seed)))


def _describe_turns(arc: Arc) -> list[str]:
    """The turns of the smoothed line; nothing if they may be chance."""
    turns = arc.table.dropna(subset="turning")
    if not arc.beyond_chance or turns.empty:
        return []
    parts = join(f"a {turn.turning} at paragraph {turn.paragraph}" for turn in turns.itertuples())
    return [f"The line has {parts}, more than chance makes (p = {arc.p_value:.3f})."]


def find_finding(reading: Reading) -> str:
    """Which paragraphs are read as cooperation and which as conflict, where that is sure; "" if none is.

    They are read so and need not be so: of 43 titles that said so of a paragraph itself, judges called 27 true.
    """
    table = trace(reading).table
    bars = _find_bars(reading)
    groups = {"cooperation": list(table["paragraph"][bars < 0]), "conflict": list(table["paragraph"][bars > 0])}
    ordered = sorted((group for group in groups.items() if group[1]), key=lambda group: -len(group[1]))
    if not ordered:
        return ""
    read = " is read" if len(ordered[0][1]) == 1 else " are read"
    named = []
    for way, numbers in ordered:
        named.append(f"{_name_group(numbers, len(table))}{'' if named else read} as {way}")
    return capitalise(", ".join(named))


def _name_group(numbers: list[int], total: int) -> str:
    if 1 < total == len(numbers):
        return "all paragraphs"
    if len(numbers) > max(total / 2, NAMED):
        return "most paragraphs"
    if len(numbers) > NAMED:
        return f"{number(len(numbers))} paragraphs"
    return number_paragraphs(numbers)


def _count_unsure(table: pd.DataFrame, bars: pd.Series) -> str:
    """A sentence on how many paragraphs have a ring and no bar, after another; "" if none."""
    unsure = int((table["value"].notna() & bars.isna()).sum())
    others = capitalise(count(unsure, "other"))
    return f" {others} {agree(unsure, 'have')} {'a ring' if unsure == 1 else 'rings'}: {UNSURE}." if unsure else ""


@once
def _find_bars(reading: Reading) -> pd.Series:
    """The mean of what is sure in each paragraph; NaN where that does not say by itself on which side it is.

    Nor does it where any current act of the paragraph is of the other side: of 24 such paragraphs in 13 audits readers
    called 14 as the bar did, of the 138 others 122.
    """
    table = trace(reading).table
    means = table["paragraph"].map(tabulate_paragraphs(reading))
    current = reading.acts[reading.acts["frame"] == "current"]
    sides = current.groupby("paragraph")["side"].nunique()
    means = means.mask(table["paragraph"].isin(sides.index[sides > 1]))
    return means.where(means.mul(table["value"]).fillna(0.0) > NEUTRAL)


@styled
def draw(
    reading: Reading,
    smoothing: int = 3,
    shuffles: int = 999,
    seed: int = 1,
    width: float = WIDE,
    line: bool = False,
) -> Chart:
    """Escalation in the order of the story, and below it the tone of the same paragraphs on its own scale.

    A bar is the mean of what is sure in a paragraph. A ring stands where that does not say its side by itself, or where
    all its current acts together say the other; a diamond is a sure act of the past. The smoothed line, of all current
    acts, is drawn if it is more than chance and half of the acts are sure, or if `line` asks for it.
    """
    arc = trace(reading, "escalation", smoothing, shuffles, seed)
    table, source = arc.table, name_article(reading)
    title = find_finding(reading) or "Escalation and tone, paragraph by paragraph"
    if reading.acts.empty:
        return draw_sentences("No act", source, width, ["No paragraph has an act that escalates or eases."])
    bars = _find_bars(reading)
    if bars.isna().all() and not line:
        return draw_sentences("No bars", source, width, [f"{NOTHING_SURE}."])
    lined = arc.window > 1 and (line or (arc.beyond_chance and share_sure(reading) >= HALF))
    key = _list_key(reading, table) + (list_line(arc) if lined else [])
    bottom = key_height(key, width) + 0.45
    chart = start_chart(title, source, width, bottom + PANELS)
    chart.numbers = table.assign(sure=bars.notna(), bar=bars, tone=reading.paragraphs["tone"].to_numpy())
    finding = find_finding(reading) or NOTHING_SURE
    chart.alt = f"Bars of escalation by paragraph, above bars of tone. {finding}.{_count_unsure(table, bars)}"
    upper, lower = _add_panels(chart, bottom, find_last(table))
    _draw_escalation(upper, reading, table)
    if lined:
        draw_line(upper, arc)
        draw_turns(upper, table)
    tones = reading.paragraphs[["paragraph", "tone"]].rename(columns={"tone": "value"})
    draw_bars(lower, tones, [COLOURS["tone"]] * int(tones["value"].notna().sum()))
    label_bars(lower, tones, 2)
    add_key(chart, key, width)
    return chart


def _add_panels(chart: Chart, bottom: float, last: int) -> tuple[Axes, Axes]:
    """The panel of escalation and, below it, the strip of tone, each with its scale and its words."""
    width = chart.get_figwidth()
    upper = add_panel(chart, LEFT, bottom + LOW + 0.45, width - MARGIN, bottom + PANELS - 0.2)
    lower = add_panel(chart, LEFT, bottom, width - MARGIN, bottom + LOW)
    for axes, scale in ((upper, (REACH, REACH + 2)), (lower, (1, 1.5))):
        set_paragraphs(axes, last)
        set_scale(axes, *scale)
    upper.tick_params(bottom=False, labelbottom=False)
    upper.set_xlabel("")
    upper.spines["bottom"].set_visible(False)
    write(chart, MARGIN, bottom + PANELS - 0.17, "↑ conflict", color=COLOURS["conflict"])
    write(chart, MARGIN, bottom + LOW + 0.27, "↓ cooperation", color=COLOURS["cooperation"])
    write(chart, MARGIN, bottom + LOW + 0.04, "Tone: ↑ positive, ↓ negative", color=COLOURS["tone"])
    return upper, lower


def _list_key(reading: Reading, table: pd.DataFrame) -> list[Artist]:
    """The entries of a key for those marks that the chart has."""
    handles: list[Artist] = []
    if (table["value"].notna() & _find_bars(reading).isna()).any():
        handles.append(list_unsure(UNSURE))
    if len(tabulate_told(reading, "background")):
        handles.append(Line2D([], [], label="an act of the past", **PAST | {"markersize": 5}))
    if len(_list_quiet(reading, table)):
        handles.append(list_gap("no act read"))
    return handles


def _list_quiet(reading: Reading, table: pd.DataFrame) -> pd.Series:
    """The paragraphs without an act."""
    eventful = set(table["paragraph"][table["value"].notna()]) | set(reading.acts["paragraph"])
    return table["paragraph"][~table["paragraph"].isin(eventful)]


def _draw_escalation(axes: Axes, reading: Reading, table: pd.DataFrame) -> None:
    """Draws the bars, the acts of the past, and crosses where there is no act.

    A bar has no figure: Goldstein's weights rate a kind of act, not how bad the case is.
    """
    _draw_sure(axes, reading, table)
    _draw_past(axes, reading)
    mark_gaps(axes, _list_quiet(reading, table), -REACH - 1.5)


def _draw_sure(axes: Axes, reading: Reading, table: pd.DataFrame) -> pd.DataFrame:
    """Draws a bar for each paragraph that is sure and a ring for each other one with acts; returns what is sure."""
    bars = _find_bars(reading)
    sure = table.assign(value=bars)[bars.notna()]
    draw_bars(axes, sure, [colour_side(value) for value in sure["value"]])
    draw_unsure(axes, table["paragraph"][table["value"].notna() & bars.isna()])
    return sure


def _draw_past(axes: Axes, reading: Reading) -> None:
    """Draws each sure act of the past as a hollow diamond, several next to each other."""
    past = tabulate_told(reading, "background")
    place = past.groupby("paragraph").cumcount().astype(float)
    most = past.groupby("paragraph")["paragraph"].transform("size").astype(float)
    x = past["paragraph"].astype(float) + 0.7 * ((place + 0.5) / most - 0.5)
    size = 5 if len(reading.paragraphs) < CROWDED else 3
    axes.plot(x, past["escalation"], zorder=5, **PAST | {"markersize": size})


@styled
def draw_strip(reading: Reading, width: float = WIDE) -> Chart:
    """The escalation of each paragraph as one small bar, for the first screen: conflict up, cooperation down."""
    table = trace(reading).table
    last = find_last(table)
    chart = Chart(figsize=(width, STRIP))
    bars = _find_bars(reading)
    chart.numbers = table[["paragraph", "value"]].assign(sure=bars.notna(), bar=bars)
    scored = table["value"].dropna()
    finding = find_finding(reading) or (NOTHING_SURE if len(scored) else "No paragraph reports a current event")
    if bars.isna().all():
        chart.alt = f"{finding}."
        write(chart, MARGIN, STRIP / 2, chart.alt)
        return chart
    chart.alt = f"{finding}.{_count_unsure(table, bars)}"
    axes = add_panel(chart, STRIP_LEFT, 0.22, width - MARGIN, STRIP - 0.03)
    axes.set_axis_off()
    axes.set_xlim(0.4, max(last, 1) + 0.6)
    axes.set_ylim(-REACH, REACH)
    axes.axhline(0, color=GREY, linewidth=1)
    sure = _draw_sure(axes, reading, table)
    for side, sign in (("conflict", 1), ("cooperation", -1)):
        colour = colour_side(sign)
        write(chart, STRIP_LEFT - 0.06, STRIP * 0.605 + 0.17 * sign, side, color=colour, ha="right", va="center")
    _name_ends(chart, axes, table, len(scored) > len(sure))
    return chart


def _name_ends(chart: Chart, axes: Axes, table: pd.DataFrame, unsure: bool) -> None:
    """Writes below the strip what a ring is, and the first and last number where they have room."""
    width, (start, end) = chart.get_figwidth(), axes.get_xlim()
    room = (width - MARGIN - STRIP_LEFT) / (end - start)
    labels = [(f"○ {UNSURE}", (STRIP_LEFT + width - MARGIN) / 2)] if unsure else []
    for paragraph in dict.fromkeys((table["paragraph"].iloc[0], table["paragraph"].iloc[-1])):
        labels.append((f"¶{paragraph}", min(STRIP_LEFT + room * (paragraph - start), width - 0.25)))
    halves = [measure_text(text, SMALL) / 2 + 0.05 for text, _ in labels]
    boxes = [(x - half, 0.0, x + half, 1.0) for (_, x), half in zip(labels, halves, strict=True)]
    for place in choose_apart(boxes):
        write(chart, labels[place][1], 0.05, labels[place][0], color=GREY, ha="center")
