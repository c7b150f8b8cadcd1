"""The tone: how it runs, whether chance could have made it, and the words that it rests on."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES, score_tone
from analysis.show.acts import begin
from analysis.show.chart import AMBER, CROWDED, GREY, SIZE, Chart, name_source, styled
from analysis.show.marks import draw_line, draw_points, draw_turns, find_last, mark_gaps
from analysis.show.prose import WORD_LENGTH, Listing, Prose, number_paragraphs, of_all
from analysis.statistics import MIN_SCORED, NEUTRAL
from analysis.story.arc import Arc
from analysis.text.wording import count, join, number, quote, shorten, signed, visible

WORDS_SHOWN = 5  # in a sentence; the table has them all
AXES = (0.1, 0.23, 0.88, 0.63)  # left, bottom, width and height in the figure: nothing in a chart moves them
LABEL_ROOM = 1.55  # the scale ends at 1; what is beyond is for words
LABEL_LINE, LABEL_WORD = 52, 22  # characters of a label's line, and of a word in it


def find_disagreements(table: pd.DataFrame, measures: Sequence[str] = tuple(MEASURES)) -> pd.DataFrame:
    """The rows of a table on which measures differ in sign, the widest gap first. A score of 0 has no sign."""
    scores = table[list(measures)]
    opposed = (scores > NEUTRAL).any(axis=1) & (scores < -NEUTRAL).any(axis=1)
    gap = (scores.max(axis=1) - scores.min(axis=1))[opposed]
    return table.loc[gap.sort_values(ascending=False, kind="stable").index]


def summarise_tone(reading: Reading, arcs: Iterable[Arc]) -> Prose:
    """The tone in short: its average, whether it has an arc, and whether the measures agree."""
    arcs = [arc for arc in arcs if arc.measure in MEASURES and arc.scored]
    if not arcs:
        return Prose(["No measure knows a word of this text, so nothing can be said about its tone."])
    means = join(f"{signed(arc.table['value'].mean())} by {MEASURES[arc.measure].name}" for arc in arcs)
    said = [f"In tone, on a scale from −1 (negative) to +1 (positive), the story averages {means}."]
    tested = [arc for arc in arcs if not math.isnan(arc.p_value)]
    moving = [arc for arc in tested if arc.beyond_chance]
    for arc in moving:
        said.append(f"By {MEASURES[arc.measure].name}, it changes in an order that chance seldom makes.")
    still = join(f"{MEASURES[arc.measure].name} p = {arc.p_value:.3f}" for arc in tested if arc not in moving)
    if not tested:
        said.append("It has too few scored paragraphs to tell a rise or fall from chance.")
    elif not moving:
        said.append(f"Its tone neither rises nor falls in a way that could not be chance ({still}).")
    elif still:
        said.append(f"Otherwise it does not ({still}).")
    opposed = find_disagreements(reading.paragraphs)
    if len(opposed):
        compared = len(_find_comparable(reading.paragraphs))
        said.append(f"The measures contradict each other on {number(len(opposed))} of {_several_score(compared)}.")
    return Prose(said)


def describe_arc(arc: Arc) -> Prose:
    """Where the measure is highest and lowest, and whether its course is more than chance."""
    name, table = MEASURES[arc.measure].name, arc.table
    if not arc.scored:
        return Prose(
            [f"{begin(name)} knows none of the words in this text: no arc is drawn, and no score is not a zero."]
        )
    if len(table) == 1:
        said = [f"{begin(name)} gives the one paragraph {signed(table['value'][0])}."]
    else:
        said = [f"{begin(name)} scores {of_all(arc.scored, len(table))}, {signed(table['value'].mean())} on average."]
    if "highest" in set(table["extreme"]):
        said.append(
            f"The highest is {_describe_extreme(table, 'highest')}, the lowest {_describe_extreme(table, 'lowest')}."
        )
    elif arc.scored > 1:
        said.append("They all score the same.")
    return Prose([*said, *_describe_chance(arc), *_describe_course(arc)])


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
    """From where to where the smoothed line runs; nothing where chance could have made it."""
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
    """How the headline's tone compares with the story's, by each measure; nothing without a headline."""
    if not reading.article.headline:
        return Prose()
    scores = score_tone([reading.article.headline]).iloc[0]
    parts = []
    for column, measure in MEASURES.items():
        mean = reading.paragraphs[column].mean()
        story = "no score in the story" if pd.isna(mean) else f"{signed(mean)} on average in the story"
        here = "no score" if pd.isna(scores[column]) else signed(scores[column])
        parts.append(f"{measure.name} gives the headline {here}, against {story}")
    return Prose([begin(f"{'; '.join(parts)}.")])


def describe_extremes(reading: Reading, arc: Arc) -> Prose:
    """The words behind the highest and the lowest paragraph of an arc."""
    said = []
    for row in arc.table.dropna(subset="extreme").sort_values("value", ascending=False).itertuples():
        text = reading.paragraphs.set_index("paragraph").loc[row.paragraph, "text"]
        words = list_words(reading.words, arc.measure, row.paragraph)
        said.append(
            f"{row.extreme.capitalize()} is paragraph {row.paragraph} ({signed(row.value)}), {quote(text)}: {words}."
        )
    return Prose(said)


def describe_disagreements(reading: Reading) -> Prose:
    """On which paragraphs the measures differ in sign, and the words that part them where the gap is widest."""
    names, compared = join(measure.name for measure in MEASURES.values()), _find_comparable(reading.paragraphs)
    if compared.empty:
        return Prose([begin(f"{names} have no paragraph in common that two of them can score.")])
    opposed = find_disagreements(compared)
    if opposed.empty:
        return Prose([begin(f"{names} nowhere contradict each other in sign, in {_several_score(len(compared))}.")])
    said = [
        f"{begin(names)} differ in sign on {number(len(opposed))} of {_several_score(len(compared))}: "
        f"{number_paragraphs(sorted(opposed['paragraph']))}."
    ]
    first, *others = MEASURES
    return Prose([*said, *(sentence for other in others for sentence in _contradict(reading, first, other))])


def _contradict(reading: Reading, first: str, other: str) -> list[str]:
    """Where another measure contradicts the first most, and by which words; nothing where it nowhere does."""
    opposed = find_disagreements(reading.paragraphs, (first, other))
    if opposed.empty:
        return []
    row = opposed.iloc[0]
    its, ours = (
        f"{signed(row[column])} for {list_words(reading.words, column, row['paragraph'])}" for column in (other, first)
    )
    name, place = MEASURES[first].name, f"paragraph {row['paragraph']}"
    return [f"{begin(MEASURES[other].name)} contradicts {name} most on {place}: it gives {its}; {name} gives {ours}."]


def _find_comparable(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """The paragraphs that at least two measures can score."""
    return paragraphs[paragraphs[list(MEASURES)].notna().sum(axis=1) > 1]


def describe_evidence(reading: Reading) -> Prose:
    """How much the scores rest on: paragraphs without evidence, and paragraphs with a single word."""
    said = []
    for measure in MEASURES.values():
        words = reading.words[reading.words["measure"] == measure.words]
        found = words.groupby("paragraph").size().reindex(reading.paragraphs["paragraph"], fill_value=0)
        empty, single = found[found == 0].index, found[found == 1].index
        parts = []
        if len(empty) and len(empty) < len(found):
            parts.append(f"finds nothing in {number_paragraphs(empty)}")
        elif len(empty):
            parts.append("finds nothing in any paragraph")
        if len(single):
            parts.append(f"judges {number_paragraphs(single)} by a single word")
        if parts:
            said.append(f"{begin(measure.name)} {join(parts)}.")
    if not said and len(reading.paragraphs):
        said = ["All measures have at least two words to go by in every paragraph."]
    return Prose(said)


def list_words(
    words: pd.DataFrame, column: str, paragraph: int, most: int = WORDS_SHOWN, length: int = WORD_LENGTH
) -> str:
    """The words that one measure scored in a paragraph, the weightiest first: “killing” −3.3, …, and what changed them.

    A weight that a rule changed is followed by the rule, unless words are kept as short as in a chart.
    """
    measure = MEASURES[column]
    words = words[(words["measure"] == measure.words) & (words["paragraph"] == paragraph)]
    weights = words[measure.weight].round(measure.decimals)
    told = words.loc[weights[weights != 0].abs().sort_values(ascending=False, kind="stable").index]
    parts = []
    for word in told.head(most).itertuples():
        rule = "" if pd.isna(word.rule) or length < WORD_LENGTH else f" ({visible(shorten(word.rule))})"
        parts.append(f"{quote(word.text, length)} {signed(getattr(word, measure.weight), measure.decimals)}{rule}")
    if len(told) > most:
        parts.append(f"{number(len(told) - most)} more")
    if len(words) > len(told):
        parts.append(count(len(words) - len(told), "neutral word"))
    return join(parts) if parts else "no word that it knows"


def tabulate_paragraphs(reading: Reading) -> Listing:
    """Every paragraph's opening, its scores, and the words behind each score."""
    paragraphs = reading.paragraphs
    listing = pd.DataFrame({"¶": paragraphs["paragraph"], "opening": paragraphs["text"].map(shorten)})
    for column, measure in MEASURES.items():
        listing[begin(measure.name)] = paragraphs[column].map(signed, na_action="ignore").astype("str")
        listing[f"words that {measure.name} scored"] = [
            list_words(reading.words, column, paragraph) for paragraph in paragraphs["paragraph"]
        ]
    return Listing(listing)


def _several_score(n: int) -> str:
    return (
        "the one paragraph that at least two score" if n == 1 else f"the {number(n)} paragraphs that at least two score"
    )


@styled
def draw_arc(arc: Arc, reading: Reading) -> Chart:
    """The arc by paragraph: every raw value, the smoothed line, the shuffle band, and the words of both extremes.

    The scale is always the measure's own, −1 to +1, so that charts of different articles can be laid side by side.
    """
    measure, table = MEASURES[arc.measure], arc.table
    chart, axes = _start_chart(f"{measure.label}, paragraph by paragraph", reading, measure.label)
    legend = [draw_points(axes, table, "value", arc.measure, "a paragraph")]
    legend += draw_line(axes, arc) if arc.window > 1 else []
    legend += draw_turns(axes, table)
    legend += mark_gaps(
        axes, table["paragraph"][table["value"].isna()], f"no word that {measure.name} knows", -LABEL_ROOM
    )
    for row in table.dropna(subset="extreme").itertuples():
        _label_extreme(axes, row, _find_words(reading, arc.measure, row.paragraph), find_last(table))
    _finish_chart(chart, axes, find_last(table), legend)
    chart.alt = f"Line chart of {measure.label} by paragraph, from −1 to +1. {describe_arc(arc)}"
    return chart


@styled
def draw_measures(reading: Reading) -> Chart:
    """The measures side by side: a mark each, joined, and the paragraphs on which their signs differ."""
    table = reading.paragraphs
    chart, axes = _start_chart("Second opinions: three measures of tone", reading, "Tone")
    opposed = find_disagreements(table)["paragraph"].astype(float)
    axes.bar(opposed, 2, bottom=-1, width=0.8, color=AMBER, zorder=0)
    scores = table[list(MEASURES)]
    axes.vlines(table["paragraph"].astype(float), scores.min(axis=1), scores.max(axis=1), color=GREY, linewidth=1)
    legend = [draw_points(axes, table, column, column, measure.label) for column, measure in MEASURES.items()]
    if len(opposed):
        for paragraph in opposed if len(table) < CROWDED else []:
            axes.text(paragraph, 1.05, "≠", ha="center", va="bottom", fontsize=12)
        legend.append(Patch(color=AMBER, label="≠  their signs differ"))
    unknown = table["paragraph"][scores.isna().all(axis=1)]
    legend += mark_gaps(axes, unknown, "no word that any of them knows", -LABEL_ROOM)
    _finish_chart(chart, axes, find_last(table), legend)
    findings = f"{describe_disagreements(reading)} {describe_evidence(reading)}".strip()
    labels = join(measure.label for measure in MEASURES.values())
    chart.alt = f"Chart of {labels} by paragraph, from −1 to +1. {findings}"
    return chart


def _start_chart(title: str, reading: Reading, label: str) -> tuple[Chart, Axes]:
    """An empty chart with its title, its source and the two axes named."""
    chart = Chart(figsize=SIZE)
    axes = chart.add_axes(AXES)
    axes.set_title(title, loc="left", fontsize=13, fontweight="bold", pad=26)
    axes.text(0, 1.03, name_source(reading), transform=axes.transAxes, color=GREY, fontsize=9)
    axes.set_ylabel(f"← negative     {label}     positive →")
    axes.set_xlabel("Paragraph, in the order of the story")
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    return chart, axes


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


def _finish_chart(chart: Chart, axes: Axes, paragraphs: int, legend: list[Artist]) -> None:
    """Sets the scales, with room for labels beyond them, and puts the legend where it covers no data."""
    axes.set_ylim(-LABEL_ROOM, LABEL_ROOM)
    axes.set_xlim(0.4, max(paragraphs, 1) + 0.6)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=25, integer=True, min_n_ticks=1))
    ticks = [-1, -0.5, 0, 0.5, 1]
    axes.set_yticks(ticks, [signed(tick, 1) for tick in ticks])
    axes.spines["left"].set_bounds(-1, 1)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(AXES[0] - 0.015, 0), ncols=2, borderaxespad=0.2)
