"""Second opinions: where the measures of tone contradict each other, and how many words each rests on."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES
from analysis.show.acts import capitalise
from analysis.show.chart import AMBER, CROWDED, GREY, WIDE, Chart, styled
from analysis.show.marks import draw_points, find_last, mark_gaps
from analysis.show.prose import WORD_LENGTH, Listing, Prose, number_paragraphs
from analysis.statistics import NEUTRAL
from analysis.story.evidence import name_article
from analysis.text.wording import count, join, number, quote, shorten, signed, visible

WORDS_SHOWN = 5  # in a sentence; the table has all of them
AXES = (0.1, 0.23, 0.88, 0.63)  # left, bottom, width and height in the figure, the same in each chart
LABEL_ROOM = 1.55  # the scale ends at 1; the room beyond is for labels


def find_disagreements(table: pd.DataFrame, measures: Sequence[str] = tuple(MEASURES)) -> pd.DataFrame:
    """The rows in which measures differ in sign, the widest gap first. A score of 0 has no sign."""
    scores = table[list(measures)]
    opposed = (scores > NEUTRAL).any(axis=1) & (scores < -NEUTRAL).any(axis=1)
    gap = (scores.max(axis=1) - scores.min(axis=1))[opposed]
    return table.loc[gap.sort_values(ascending=False, kind="stable").index]


def tabulate(reading: Reading) -> pd.DataFrame:
    """The paragraphs in which the measures differ in sign, the widest gap first. Columns: `schema.PARAGRAPHS`."""
    return find_disagreements(reading.paragraphs)


def describe(reading: Reading) -> Prose:
    """The paragraphs in which the measures differ in sign, and the words behind the widest gap."""
    names, compared = join(measure.name for measure in MEASURES.values()), find_comparable(reading.paragraphs)
    if compared.empty:
        return Prose([capitalise(f"{names} have no paragraph in common that two of them can score.")])
    opposed = find_disagreements(compared)
    if opposed.empty:
        return Prose([capitalise(f"{names} nowhere contradict each other in sign, in {name_compared(len(compared))}.")])
    sentences = [
        f"{capitalise(names)} differ in sign on {number(len(opposed))} of {name_compared(len(compared))}: "
        f"{number_paragraphs(sorted(opposed['paragraph']))}."
    ]
    first, *others = MEASURES
    return Prose([*sentences, *(sentence for other in others for sentence in _contradict(reading, first, other))])


def _contradict(reading: Reading, first: str, other: str) -> list[str]:
    """The paragraph in which another measure contradicts the first most, and the words; nothing if there is none."""
    opposed = find_disagreements(reading.paragraphs, (first, other))
    if opposed.empty:
        return []
    row = opposed.iloc[0]
    its, ours = (
        f"{signed(row[column])} for {list_words(reading.words, column, row['paragraph'])}" for column in (other, first)
    )
    name, place = MEASURES[first].name, f"paragraph {row['paragraph']}"
    return [
        f"{capitalise(MEASURES[other].name)} contradicts {name} most on {place}: it gives {its}; {name} gives {ours}."
    ]


def find_comparable(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """The paragraphs that at least two measures can score."""
    return paragraphs[paragraphs[list(MEASURES)].notna().sum(axis=1) > 1]


def describe_evidence(reading: Reading) -> Prose:
    """How many words the scores rest on: paragraphs without a word, and paragraphs with only one."""
    sentences = []
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
            sentences.append(f"{capitalise(measure.name)} {join(parts)}.")
    if not sentences and len(reading.paragraphs):
        sentences = ["All measures know at least two words in every paragraph."]
    return Prose(sentences)


def list_paragraphs(reading: Reading) -> Listing:
    """The opening of each paragraph, its scores, and the words behind each score."""
    paragraphs = reading.paragraphs
    listing = pd.DataFrame({"¶": paragraphs["paragraph"], "opening": paragraphs["text"].map(shorten)})
    for column, measure in MEASURES.items():
        listing[capitalise(measure.name)] = paragraphs[column].map(signed, na_action="ignore").astype("str")
        listing[f"words that {measure.name} scored"] = [
            list_words(reading.words, column, paragraph) for paragraph in paragraphs["paragraph"]
        ]
    return Listing(listing)


def name_compared(n: int) -> str:
    """*the three paragraphs that at least two score*."""
    return (
        "the one paragraph that at least two score" if n == 1 else f"the {number(n)} paragraphs that at least two score"
    )


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """The scores of each paragraph by all measures, joined by a line; paragraphs with different signs are shaded."""
    table = reading.paragraphs
    chart, axes = start_chart("Second opinions: three measures of tone", reading, "Tone", width)
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
    finish_chart(chart, axes, find_last(table), legend)
    findings = f"{describe(reading)} {describe_evidence(reading)}".strip()
    labels = join(measure.label for measure in MEASURES.values())
    chart.alt = f"Chart of {labels} by paragraph, from −1 to +1. {findings}"
    return chart


def list_words(
    words: pd.DataFrame, column: str, paragraph: int, most: int = WORDS_SHOWN, length: int = WORD_LENGTH
) -> str:
    """The words that one measure scored in a paragraph, those with the most weight first: *“killing” −3.3*.

    A weight that a rule changed is followed by the rule, unless the words are shortened for a chart.
    """
    measure = MEASURES[column]
    words = words[(words["measure"] == measure.words) & (words["paragraph"] == paragraph)]
    weights = words[measure.weight].round(measure.decimals)
    weighted = words.loc[weights[weights != 0].abs().sort_values(ascending=False, kind="stable").index]
    parts = []
    for word in weighted.head(most).itertuples():
        rule = "" if pd.isna(word.rule) or length < WORD_LENGTH else f" ({visible(shorten(word.rule))})"
        parts.append(f"{quote(word.text, length)} {signed(getattr(word, measure.weight), measure.decimals)}{rule}")
    if len(weighted) > most:
        parts.append(f"{number(len(weighted) - most)} more")
    if len(words) > len(weighted):
        parts.append(count(len(words) - len(weighted), "neutral word"))
    return join(parts) if parts else "no word that it knows"


def start_chart(title: str, reading: Reading, label: str, width: float = WIDE) -> tuple[Chart, Axes]:
    """An empty chart with its title, its source and the labels of its axes."""
    chart = Chart(figsize=(width, 4.9))
    axes = chart.add_axes(AXES)
    axes.set_title(title, loc="left", fontsize=13, fontweight="bold", pad=26)
    axes.text(0, 1.03, name_article(reading), transform=axes.transAxes, color=GREY, fontsize=9)
    axes.set_ylabel(f"← negative     {label}     positive →")
    axes.set_xlabel("Paragraph, in the order of the story")
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    return chart, axes


def finish_chart(chart: Chart, axes: Axes, paragraphs: int, legend: list[Artist]) -> None:
    """Sets the scales, with room for labels beyond them, and puts the legend below the data."""
    axes.set_ylim(-LABEL_ROOM, LABEL_ROOM)
    axes.set_xlim(0.4, max(paragraphs, 1) + 0.6)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=25, integer=True, min_n_ticks=1))
    ticks = [-1, -0.5, 0, 0.5, 1]
    axes.set_yticks(ticks, [signed(tick, 1) for tick in ticks])
    axes.spines["left"].set_bounds(-1, 1)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(AXES[0] - 0.015, 0), ncols=2, borderaxespad=0.2)
