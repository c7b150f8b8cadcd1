"""Second opinions: where the measures of tone contradict each other, and how many words each rests on."""

from collections.abc import Sequence

import pandas as pd

from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES
from analysis.show.acts import capitalise
from analysis.show.prose import WORD_LENGTH, Listing, Prose, number_paragraphs
from analysis.statistics import NEUTRAL
from analysis.text.wording import count, join, number, quote, shorten, signed, visible

WORDS_SHOWN = 5  # in a sentence; the table has all of them
SLIGHT = 0.05  # a tone nearer to 0 contradicts nothing: VADER's authors call it neutral (Hutto and Gilbert 2014)


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
    compared = find_comparable(reading.paragraphs)
    scoring = [name for name in MEASURES if compared.empty or compared[name].notna().any()]
    names = join(MEASURES[name].name for name in scoring)
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
    opposed = opposed[opposed[[first, other]].abs().min(axis=1) >= SLIGHT]
    if opposed.empty:
        return []
    row = opposed.iloc[0]
    its, ours = (
        f"{signed(row[column])} for {list_words(reading.words, column, row['paragraph'])}" for column in (other, first)
    )
    name, place = MEASURES[first].name, f"paragraph {row['paragraph']}"
    return [
        f"Leaving out scores nearer to zero than {SLIGHT}, {MEASURES[other].name} contradicts {name} most on {place}: "
        f"it gives {its}; {name} gives {ours}."
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
