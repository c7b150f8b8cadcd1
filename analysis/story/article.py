"""The article that was read, and a reader's corrections."""

import pandas as pd

from analysis.reading.reading import Reading
from analysis.show.acts import capitalise
from analysis.show.prose import WORD_LENGTH, Prose, of_all
from analysis.show.sides import name_side
from analysis.text.article import LISTED_DATE
from analysis.text.wording import count, join, quote, visible


def describe(reading: Reading) -> Prose:
    """How much was read, and the day of publication with its grounds."""
    article, paragraphs = reading.article, reading.paragraphs
    if paragraphs.empty:
        return Prose(["There is no paragraph to read in this text."])
    sizes = f"{count(len(paragraphs), 'paragraph')} with {count(int(paragraphs['words'].sum()), 'word')}"
    sentences = [f"{capitalise(sizes)} were read."]
    if reading.focus:
        of = int((reading.blocks["role"] == "paragraph").sum())
        sides = join(map(name_side, reading.focus))
        kept = f"{of_all(len(paragraphs), of)} and {count(len(reading.acts), 'event')}"
        sentences = [f"Narrowed to {sides}: {kept}."]
    if article.published is None:
        sentences.append("Its day of publication is not known: the article names none, and none was given.")
    else:
        grounds = {"the caller": "the date that was given", LISTED_DATE: f"according to {LISTED_DATE}"}
        why = grounds.get(article.published_evidence, f"according to {quote(article.published_evidence)}")
        sentences.append(f"It was published on {article.published.day} {article.published:%B %Y}, {why}.")
    return Prose(sentences)


def describe_corrections(reading: Reading) -> Prose:
    """A sentence for each cell that a reader corrected."""
    return Prose(
        f"Corrected by a reader: {row.column} of {quote(row.text, WORD_LENGTH)} is {row.after or 'unknown'}, "
        f"where the rules said {'nothing' if pd.isna(row.before) else visible(row.before)}."
        for row in reading.corrections.itertuples()
    )
