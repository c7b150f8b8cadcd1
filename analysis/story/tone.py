"""The tone: how it rises and falls, whether that may be chance, and the words on which it rests."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES, measure_tone
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    INK,
    MARGIN,
    PALE,
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
from analysis.show.marks import (
    draw_bars,
    draw_line,
    draw_turns,
    find_last,
    label_bars,
    list_gap,
    list_line,
    mark_gaps,
    set_paragraphs,
)
from analysis.show.prose import Prose, of_all
from analysis.show.scales import set_scale
from analysis.statistics import MIN_SCORED, NEUTRAL
from analysis.story import caution, measures
from analysis.story.arc import Arc, trace
from analysis.story.assess import HALF
from analysis.story.evidence import name_article
from analysis.story.measures import find_comparable, list_words
from analysis.text.wording import agree, count, join, number, quote, signed

FIRST = next(iter(MEASURES))  # our own measure
# Words with a tone, and the tone, from which on a paragraph may be told as the darkest. The highest is not told: of 41
# statements on the highest or the brightest paragraph, in 50 new articles, judges called ten misleading
FIRM, PLAIN = 4, 0.2
TOLD = 2  # words with a tone from which on a headline has one: *Million islanders need aid* is not bright
LEFT, PANEL = 0.5, 1.45  # inches: left of the panels, and the height of each with its name
_TURNS = {"peak": "down", "trough": "up"}  # a peak need not be the highest of all
REACH = 1.5  # the scale ends at 1; the room beyond is for figures and marks
DIFFER = {"marker": "v", "color": INK, "linestyle": "", "markersize": 6}


def tabulate(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row per paragraph: its tone by the first measure, the smoothed line, the band. Columns: `arc.ARC`."""
    return trace(reading, FIRST, smoothing, shuffles, seed).table


def describe(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """Where the tone is darkest, and whether its rise and fall is more than chance."""
    arc = trace(reading, FIRST, smoothing, shuffles, seed)
    name, table = MEASURES[FIRST].name, arc.table
    if not arc.scored:
        return Prose(
            [f"{capitalise(name)} knows none of the words in this text: no arc is drawn, and no score is not a zero."]
        )
    if len(table) == 1:
        sentences = [f"{capitalise(name)} gives the one paragraph {signed(table['value'][0])}."]
    else:
        sentences = [
            f"{capitalise(name)} scores {of_all(arc.scored, len(table))}, {signed(table['value'].mean())} on average."
        ]
    if found := _find_darkest(reading, table):
        darkest, others = found
        shared = f", shared with {count(others, 'other')}" if others else ""
        place = f"paragraph {darkest.paragraph} ({signed(darkest.value)}{shared})"
        sentences.append(f"Of those that rest on {number(FIRM)} words or more, the lowest is {place}.")
    elif arc.scored > 1 and np.ptp(table["value"].dropna()) <= NEUTRAL:
        sentences.append("They all score the same.")
    course = [] if caution.is_patchwork(reading) else [*_describe_chance(arc), *_describe_course(arc)]
    return Prose([*sentences, *course])


def _list_firm(reading: Reading, table: pd.DataFrame) -> pd.DataFrame:
    """The scored paragraphs that rest on words enough to be called the darkest."""
    words = reading.words[(reading.words["measure"] == FIRST) & reading.words["valence"].fillna(0).ne(0)]
    counts = table["paragraph"].map(words["paragraph"].value_counts())
    return table[table["value"].notna() & (counts >= FIRM).to_numpy()]


def _find_darkest(reading: Reading, table: pd.DataFrame) -> tuple[Any, int] | None:
    """The first darkest of these, if it is dark, and how many others are as dark; None if they are all the same."""
    firm = _list_firm(reading, table)
    if len(firm) < 2 or np.ptp(firm["value"]) <= NEUTRAL or firm["value"].min() > -PLAIN:
        return None
    darkest = min(firm.itertuples(), key=lambda row: row.value)
    return darkest, int(((firm["value"] - darkest.value).abs() < NEUTRAL).sum()) - 1


def _describe_chance(arc: Arc) -> list[str]:
    if math.isnan(arc.p_value):
        if arc.scored < MIN_SCORED:
            few = f"With {count(arc.scored, 'scored paragraph')}, too few to test,"
            return [f"{few} no rise or fall can be told from chance."]
        if arc.window == 1:
            return ["Without smoothing there is no line to test against chance."]
        return ["The line is level, so there is no rise or fall to test against chance."]
    orders = f"{100 * arc.p_value:.1f} % of random orders of the same paragraphs"
    if arc.beyond_chance:
        return [f"Only {orders} make the line swing as much (p = {arc.p_value:.3f}), so it is more than chance."]
    return [f"As much swing comes from {orders} (p = {arc.p_value:.3f}), so this rise and fall may be chance."]


def _describe_course(arc: Arc) -> list[str]:
    """The beginning, the turns and the end of the smoothed line; nothing if it may be chance."""
    if not arc.beyond_chance:
        return []
    line = arc.table.dropna(subset="smoothed")
    first, last = line.iloc[0], line.iloc[-1]
    turns = [
        f"turns {_TURNS[turn.turning]} at {signed(turn.smoothed)} around paragraph {turn.paragraph}"
        for turn in line.dropna(subset="turning").itertuples()
    ]
    if _swings_between(line["smoothed"].to_numpy(), np.flatnonzero(line["turning"].notna())):
        turns = ["swings several times"]
    course = join([f"starts at {signed(first.smoothed)}", *turns, f"ends at {signed(last.smoothed)}"])
    return [f"The smoothed line {course}."]


def _swings_between(line: np.ndarray, turns: np.ndarray) -> bool:
    """Whether between its turns, its beginning and its end a line swings back by half of their smallest step."""
    steps = [line[i : j + 1] for i, j in pairwise([0, *turns, len(line) - 1]) if j > i]
    sizes = [abs(step[-1] - step[0]) for step in steps]
    ways = [step if step[-1] >= step[0] else -step for step in steps]
    back = [float(np.max(np.maximum.accumulate(way) - way)) for way in ways]
    return bool(steps) and max(back) >= HALF * min(sizes)


def describe_headline(reading: Reading) -> Prose:
    """The headline's tone compared with the story's, by each measure that scores both."""
    if not reading.article.headline:
        return Prose()
    scores = measure_tone(reading.article.headline)
    if sum(word.measure == FIRST and bool(word.valence) for word in scores.words) < TOLD:
        return Prose()
    parts = []
    for column, measure in MEASURES.items():
        mean = reading.paragraphs[column].mean()
        if pd.notna(mean) and (score := getattr(scores, column)) is not None:
            here, story = signed(score), f"{signed(mean)} on average in the story"
            parts.append(f"{measure.name} gives the headline {here}, against {story}")
    return Prose([capitalise(f"{'; '.join(parts)}.")] if parts else [])


def describe_darkest(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """The words behind the darkest paragraph."""
    arc = trace(reading, FIRST, smoothing, shuffles, seed)
    found = _find_darkest(reading, arc.table)
    if found is None:
        return Prose()
    row, _ = found
    text = reading.paragraphs.set_index("paragraph").loc[row.paragraph, "text"]
    place = f"paragraph {row.paragraph} ({signed(row.value)})"
    words = list_words(reading.words, arc.measure, row.paragraph)
    return Prose([f"{capitalise(place)}, {quote(text)}, has these words after all rules: {words}."])


def find_finding(reading: Reading) -> str:
    """How many paragraphs the measures judge differently; "" if no two of them score a paragraph."""
    compared, opposed = find_comparable(reading.paragraphs), measures.tabulate(reading)
    if compared.empty:
        return ""
    if opposed.empty:
        return "The measures of tone nowhere contradict each other"
    of = count(len(compared), "paragraph")
    return capitalise(f"{number(len(opposed))} of {of} {agree(len(opposed), 'are')} judged differently")


@styled
def draw(
    reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1, width: float = WIDE, line: bool = False
) -> Chart:
    """The tone of each paragraph by each measure, one panel a measure; paragraphs with different signs are marked.

    The scale is always −1 to +1, so that charts of different articles can be compared. The first panel has the
    smoothed line if it is more than chance, or if `line` asks for it.
    """
    paragraphs, arc = reading.paragraphs, trace(reading, FIRST, smoothing, shuffles, seed)
    title = find_finding(reading) or "Tone by three measures, paragraph by paragraph"
    if paragraphs[list(MEASURES)].isna().all(axis=None):
        return draw_sentences("No measure knows a word", name_article(reading), width, describe(reading))
    opposed, lined = measures.tabulate(reading)["paragraph"], arc.window > 1 and (line or arc.beyond_chance)
    key = _list_key(paragraphs, opposed) + (list_line(arc, INK) if lined else [])
    bottom = key_height(key, width) + 0.45
    chart = start_chart(title, name_article(reading), width, bottom + len(MEASURES) * PANEL)
    chart.numbers = paragraphs[["paragraph", *MEASURES]]
    chart.alt = f"Bars of tone by paragraph, from −1 to +1, by three measures. {title}. {_describe_means(paragraphs)}"
    for place, (column, measure) in enumerate(MEASURES.items()):
        low = bottom + (len(MEASURES) - 1 - place) * PANEL
        axes = add_panel(chart, LEFT, low, width - MARGIN, low + PANEL - 0.34)
        _draw_measure(axes, paragraphs, column, opposed, place == len(MEASURES) - 1)
        if not place:
            axes.plot(opposed.astype(float), [REACH] * len(opposed), clip_on=False, **DIFFER)
        if not place and lined:
            draw_line(axes, arc)
            draw_turns(axes, arc.table)
        write(chart, MARGIN, low + PANEL - 0.22, capitalise(measure.name), color=COLOURS[column], fontweight="bold")
    add_key(chart, key, width)
    return chart


def _draw_measure(axes: Axes, paragraphs: pd.DataFrame, column: str, opposed: pd.Series, last: bool) -> None:
    """Draws the scores of one measure, and a line through each paragraph on which the measures differ in sign."""
    table = paragraphs[["paragraph", column]].rename(columns={column: "value"})
    set_paragraphs(axes, find_last(paragraphs))
    set_scale(axes, 1, REACH)
    axes.vlines(opposed.astype(float), -REACH, REACH, color=PALE, linewidth=1, zorder=0)
    draw_bars(axes, table, [COLOURS[column]] * int(table["value"].notna().sum()))
    label_bars(axes, table, 2)
    mark_gaps(axes, table["paragraph"][table["value"].isna()], -1.3)
    if not last:
        axes.tick_params(bottom=False, labelbottom=False)
        axes.set_xlabel("")
        axes.spines["bottom"].set_visible(False)


def _list_key(paragraphs: pd.DataFrame, opposed: pd.Series) -> list[Artist]:
    handles: list[Artist] = []
    if len(opposed):
        handles.append(Line2D([], [], label="the measures differ in sign", **DIFFER))
    if paragraphs[list(MEASURES)].isna().any(axis=None):
        handles.append(list_gap("no word that it knows"))
    return handles


def _describe_means(paragraphs: pd.DataFrame) -> str:
    means = [
        f"{measure.name} {signed(paragraphs[column].mean())}"
        for column, measure in MEASURES.items()
        if paragraphs[column].notna().any()
    ]
    return f"On average, {join(means)}."
