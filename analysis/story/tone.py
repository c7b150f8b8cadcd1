"""The tone: how it rises and falls, whether that may be chance, and the words on which it rests."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES, score_tone
from analysis.show.acts import capitalise
from analysis.show.chart import WIDE, Chart, styled
from analysis.show.marks import draw_line, draw_points, draw_turns, find_last, mark_gaps
from analysis.show.prose import Prose, of_all
from analysis.statistics import MIN_SCORED, NEUTRAL
from analysis.story.arc import Arc, trace
from analysis.story.measures import LABEL_ROOM, finish_chart, list_words, start_chart
from analysis.text.wording import count, join, quote, signed

FIRST = next(iter(MEASURES))  # our own measure
LABEL_LINE, LABEL_WORD = 52, 22  # characters in a line of a label, and in one word of it


def tabulate(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row per paragraph: its tone by the first measure, the smoothed line, the band. Columns: `arc.ARC`."""
    return trace(reading, FIRST, smoothing, shuffles, seed).table


def describe(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """Where the tone is highest and lowest, and whether its rise and fall is more than chance."""
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
    if "highest" in set(table["extreme"]):
        sentences.append(
            f"The highest is {_describe_extreme(table, 'highest')}, the lowest {_describe_extreme(table, 'lowest')}."
        )
    elif arc.scored > 1:
        sentences.append("They all score the same.")
    return Prose([*sentences, *_describe_chance(arc), *_describe_course(arc)])


def _describe_extreme(table: pd.DataFrame, extreme: str) -> str:
    row = table[table["extreme"] == extreme].iloc[0]
    others = int(((table["value"] - row.value).abs() < NEUTRAL).sum()) - 1
    shared = f", shared with {count(others, 'other')}" if others else ""
    return f"paragraph {row.paragraph} ({signed(row.value)}{shared})"


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
        return [f"Only {orders} make the line swing as much (p = {arc.p_value:.3f}): the order carries the tone."]
    return [f"As much swing comes from {orders} (p = {arc.p_value:.3f}), so this rise and fall may be chance."]


def _describe_course(arc: Arc) -> list[str]:
    """The beginning, the turns and the end of the smoothed line; nothing if it may be chance."""
    if not arc.beyond_chance:
        return []
    line = arc.table.dropna(subset="smoothed")
    first, last = line.iloc[0], line.iloc[-1]
    turns = [
        f"{'reaches a peak' if turn.turning == 'peak' else 'falls to a trough'} of {signed(turn.smoothed)} "
        f"at paragraph {turn.paragraph}"
        for turn in line.dropna(subset="turning").itertuples()
    ]
    course = join([f"starts at {signed(first.smoothed)}", *turns, f"ends at {signed(last.smoothed)}"])
    return [f"The smoothed line {course}."]


def describe_headline(reading: Reading) -> Prose:
    """The headline's tone compared with the story's, by each measure; nothing without a headline."""
    if not reading.article.headline:
        return Prose()
    scores = score_tone([reading.article.headline]).iloc[0]
    parts = []
    for column, measure in MEASURES.items():
        mean = reading.paragraphs[column].mean()
        story = "no score in the story" if pd.isna(mean) else f"{signed(mean)} on average in the story"
        here = "no score" if pd.isna(scores[column]) else signed(scores[column])
        parts.append(f"{measure.name} gives the headline {here}, against {story}")
    return Prose([capitalise(f"{'; '.join(parts)}.")])


def describe_extremes(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """The words behind the highest and the lowest paragraph of an arc."""
    sentences, arc = [], trace(reading, FIRST, smoothing, shuffles, seed)
    for row in arc.table.dropna(subset="extreme").sort_values("value", ascending=False).itertuples():
        text = reading.paragraphs.set_index("paragraph").loc[row.paragraph, "text"]
        words = list_words(reading.words, arc.measure, row.paragraph)
        sentences.append(
            f"{row.extreme.capitalize()} is paragraph {row.paragraph} ({signed(row.value)}), {quote(text)}: {words}."
        )
    return Prose(sentences)


@styled
def draw(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1, width: float = WIDE) -> Chart:
    """The arc by paragraph: each value, the smoothed line, the band of shuffled orders, and the words of both extremes.

    The scale is always −1 to +1, so that charts of different articles can be compared.
    """
    arc = trace(reading, FIRST, smoothing, shuffles, seed)
    measure, table = MEASURES[FIRST], arc.table
    chart, axes = start_chart(f"{measure.label}, paragraph by paragraph", reading, measure.label, width)
    legend = [draw_points(axes, table, "value", arc.measure, "a paragraph")]
    legend += draw_line(axes, arc) if arc.window > 1 else []
    legend += draw_turns(axes, table)
    legend += mark_gaps(
        axes, table["paragraph"][table["value"].isna()], f"no word that {measure.name} knows", -LABEL_ROOM
    )
    for row in table.dropna(subset="extreme").itertuples():
        _label_extreme(axes, row, _find_words(reading, arc.measure, row.paragraph), find_last(table))
    finish_chart(chart, axes, find_last(table), legend)
    chart.alt = (
        f"Line chart of {measure.label} by paragraph, from −1 to +1. {describe(reading, smoothing, shuffles, seed)}"
    )
    return chart


def _find_words(reading: Reading, measure: str, paragraph: int) -> str:
    """The two words of a paragraph with the most weight, or only the first if two do not fit on a line."""
    two, one = (list_words(reading.words, measure, paragraph, most, LABEL_WORD) for most in (2, 1))
    return two if len(two) <= LABEL_LINE else one


def _label_extreme(axes: Axes, row: Any, words: str, paragraphs: int) -> None:  # noqa: ANN401
    """Labels an extreme: above the highest point, below the lowest, where no other point can be."""
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
