"""The article that was read, and a reader's corrections."""

from typing import Any

import pandas as pd

from analysis.reading.events.recode import NO_ACT
from analysis.reading.overrule import CHANGED
from analysis.reading.reading import Reading
from analysis.show.acts import capitalise
from analysis.show.prose import WORD_LENGTH, Prose, of_all
from analysis.show.sides import name_side
from analysis.story import stand
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
    """How many cells a reader corrected, the verdict with and without that, and a sentence for each."""
    if reading.corrections.empty or reading.uncorrected is None:
        return Prose()
    changed = int((reading.corrections["outcome"] == CHANGED).sum())
    before, after = (str(stand.describe(one)) for one in (reading.uncorrected, reading))
    verdict = (
        f"The verdict was “{before}” It is “{after}”" if before != after else "The verdict is the same without it."
    )
    first = f"A reader made {count(changed, 'correction')} that changed this reading. {verdict}"
    if not changed:
        first = "A reader’s corrections change nothing in this reading."
    return Prose([first, *map(_describe_correction, reading.corrections.itertuples())])


def _describe_correction(row: Any) -> str:  # noqa: ANN401
    """A sentence such as *Corrected by a reader: source of “struck” is Iran, where the program said nothing.*."""
    words, after = quote(row.text, WORD_LENGTH), "unknown" if not row.after else visible(row.after)
    before = "nothing" if pd.isna(row.before) else visible(row.before)
    notes = [f"{word} {visible(note)}" for word, note in (("by", row.who), ("on", row.when)) if pd.notna(note)]
    notes += [] if pd.isna(row.why) else [f"because: {visible(row.why)}"]
    end = f" ({', '.join(notes)})" if notes else ""
    if row.outcome != CHANGED:
        return f"Corrected by a reader, which changes nothing: {row.column} of {words} is {after} already{end}."
    if row.column == "act":
        said = "no act" if row.after in ("", NO_ACT) else f"an act of the class {after}"
        return f"Corrected by a reader: {words} is {said}, where the program said {before}{end}."
    return f"Corrected by a reader: {row.column} of {words} is {after}, where the program said {before}{end}."
