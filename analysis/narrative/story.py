"""The article, its voices and the times that it names, as sentences."""

import math

import pandas as pd

from analysis.arc import ALPHA
from analysis.article import LISTED_DATE
from analysis.dyads import name_side
from analysis.narrative.prose import WORD_LENGTH, Prose, of_all
from analysis.reading import Reading
from analysis.tables import make_table
from analysis.tone import MEASURES
from analysis.voices import compare_with_reporter
from analysis.wording import count, join, name_days, number, quote, visible

VOICES_SHOWN = 5  # in a sentence; the table has them all

_ROLES = {
    "section": ("section line", "section lines"),
    "headline": ("headline", "headlines"),
    "byline": ("byline", "bylines"),
    "dateline": ("date line", "date lines"),
    "caption": ("caption", "captions"),
    "subhead": ("subhead", "subheads"),
    "boilerplate": ("line of boilerplate", "lines of boilerplate"),
}


def describe_article(reading: Reading) -> Prose:
    """What was read: its headline, size and date, and what was set apart from the story."""
    article, paragraphs = reading.article, reading.paragraphs
    if paragraphs.empty:
        return Prose(["There is no paragraph to read in this text."])
    title = quote(article.headline, None) if article.headline else "This text, which has no headline,"
    sizes = f"{count(len(paragraphs), 'paragraph')}, {count(len(reading.sentences), 'sentence')}"
    said = [f"{title} runs to {sizes} and {count(int(paragraphs['words'].sum()), 'word')}."]
    if reading.focus:
        of = int((reading.blocks["role"] == "paragraph").sum())
        sides = join(map(name_side, reading.focus))
        kept = f"{of_all(len(paragraphs), of)} and {count(len(reading.events), 'event')}"
        said = [f"Of {title}, this is what is told of {sides}: {kept}."]
    if article.published is None:
        said.append("Its day of publication is not known: neither the article nor its reader gives one.")
    else:
        grounds = {"the caller": "as given by its reader", LISTED_DATE: f"according to {LISTED_DATE}"}
        why = grounds.get(article.published_evidence, f"going by {quote(article.published_evidence)}")
        said.append(f"It was published on {article.published.day} {article.published:%B %Y}, {why}.")
    aside = reading.blocks["role"][reading.blocks["role"] != "paragraph"].value_counts(sort=False)
    if len(aside):
        parts = join(count(n, *_ROLES[role]) for role, n in aside.items())
        said.append(f"Kept out of the scores: {parts}.")
    return Prose(said)


def describe_voices(reading: Reading, voices: pd.DataFrame) -> Prose:
    """Who is quoted how often, how much of the body is quoted, and whether quotes sound unlike the reporter."""
    speakers = voices[voices["quotes"] > 0]
    if speakers.empty:
        return Prose(
            [
                "Nobody is quoted: every word is the reporter's."
                if len(reading.paragraphs)
                else "There is no paragraph to read in this text."
            ]
        )
    parts = [
        f"{visible(row.voice)}{'' if pd.isna(row.country) else f' ({row.country})'} with {count(row.quotes, 'quote')}"
        f" of {count(row.words, 'word')}"
        for row in speakers.head(VOICES_SHOWN).itertuples()
    ]
    if len(speakers) > VOICES_SHOWN:
        parts.append(f"{number(len(speakers) - VOICES_SHOWN)} more")
    share = speakers["words"].sum() / max(voices["words"].sum(), 1)
    said = [f"{count(len(reading.quotes), 'quote').capitalize()}, {100 * share:.0f} % of all words: {join(parts)}."]
    for column, measure in MEASURES.items():
        difference, p_value = compare_with_reporter(reading, column)
        if math.isnan(p_value):
            continue
        verdict = "more than chance" if p_value <= ALPHA else "which may be chance"
        direction = "brighter" if difference > 0 else "darker"
        said.append(
            f"By {measure.name}, the quotes sound {abs(difference):.2f} {direction} than the reporter's own words, "
            f"{verdict} (p = {p_value:.3f})."
        )
    if len(said) == 1:
        said.append("There are too few scored quotes to tell their tone from the reporter's.")
    return Prose(said)


def describe_dates(reading: Reading) -> Prose:
    """How far the story's days reach, and which day it names most often."""
    dates = reading.dates
    if dates.empty:
        return Prose(["The story names no time."])
    dated = dates.dropna(subset="first_day")
    if dated.empty:
        why = "its day of publication is not known" if reading.article.published is None else "they name none"
        return Prose(
            [f"None of the story's {count(len(dates), 'expression')} of time has a place in the calendar: {why}."]
        )
    said = [
        f"The story has {count(len(dates), 'expression')} of time, {number(len(dated))} with a place in the calendar."
    ]
    first, last = (dated.loc[end(dated["first_day"])] for end in (pd.Series.idxmin, pd.Series.idxmax))
    if first["value"] != last["value"]:
        ends = (name_days(end["first_day"], end["last_day"]) for end in (first, last))
        said.append(f"They run from {' to '.join(ends)}.")
    days = dated[dated["first_day"] == dated["last_day"]]["first_day"].value_counts()
    if len(days) and days.iloc[0] > 1:
        said.append(f"Most often it speaks of {name_days(days.index[0], days.index[0])}: {_times(int(days.iloc[0]))}.")
    return Prose(said)


def describe_corrections(reading: Reading) -> Prose:
    """What a reader's corrections overruled; nothing where there are none."""
    return Prose(
        f"Corrected by hand: {row.column} of {quote(row.text, WORD_LENGTH)} is {row.after or 'unknown'}, "
        f"where the rules said {'nothing' if pd.isna(row.before) else visible(row.before)}."
        for row in reading.corrections.itertuples()
    )


def tabulate_times(reading: Reading) -> pd.DataFrame:
    """One row a stretch of days that the story names, oldest first: when, and in which words and paragraphs."""
    dated = reading.dates.dropna(subset="first_day")
    rows = []
    for (first, last), named in dated.groupby(["first_day", "last_day"]):
        words = join(
            f"{quote(d.text, WORD_LENGTH)}{'' if pd.isna(d.paragraph) else f' ¶{d.paragraph}'}"
            for d in named.itertuples()
        )
        rows.append({"when": name_days(first, last), "words": words, "first_day": first, "last_day": last})
    columns = {"when": "str", "words": "str", "first_day": "datetime64[s]", "last_day": "datetime64[s]"}
    return make_table(rows, columns)


def _times(n: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(n, f"{number(n)} times")
