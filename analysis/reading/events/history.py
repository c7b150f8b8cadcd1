"""Texts that look back: what they tell in the past tense without a day is history, though no word of it says so.

An obituary, a column that argues from an old war, or a story from an old report names days of long ago and hardly one
of its own week. In 151 real articles, of what such texts tell in the past tense without a day, 39 % was news where no
day of the week stands beside the old ones, and 65 % where the old ones are as many; in all others 85 %.

A chronicle (*7 March – The rebels take the port*) tells of each day what follows, up to the next one.

The 70th anniversary of a raid tells when the raid was.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.reading.dates.phrases import opens_entry
from analysis.reading.events.acts import Act
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.news import is_bare_past
from analysis.reading.events.rows import DATED, FACTS, Event
from analysis.reading.events.timing import When
from analysis.syntax.grammar import VERBS, climb
from analysis.syntax.pipeline import Piece
from analysis.text.calendar import find_bounds, read_ordinal

YEAR, WEEK = 365, 7  # days
MANY = 5  # days of long ago for each of the week
LENGTH = 8  # sentences; a shorter text looks nowhere
ENTRIES = 3  # a text with so many is a chronicle
MIXED, HISTORY = 0.65, 0.6  # the probability that the frame is right


class Look(NamedTuple):
    """How many time expressions of a text are a year old or older, and how many within a week of it."""

    old: int
    near: int

    @property
    def only_back(self) -> bool:
        """Whether it names days of long ago and hardly one of its week."""
        return self.old >= max(MANY * self.near, 1)

    @property
    def back(self) -> bool:
        """Whether it names as many days of long ago as of its week."""
        return self.old >= max(self.near, 1)


def measure_look(days: Iterable[pd.Timestamp], now: pd.Timestamp | None, sentences: int) -> Look:
    """Where a text of so many sentences looks, by the last days of its time expressions; nowhere without a *now*."""
    known = [] if now is None or sentences < LENGTH else [(now - day).days for day in days if not pd.isna(day)]
    return Look(sum(age > YEAR for age in known), sum(abs(age) <= WEEK for age in known))


def look_back(events: Iterable[Event], look: Look) -> None:
    """Takes for background what a text that looks back tells in the past tense without a day, or makes it less sure."""
    for event in events:
        if event.recalled or event.dated in DATED or not look.back or not is_bare_past(event.act):
            continue
        event.found.frame_confidence = min(event.found.frame_confidence, MIXED)
        if look.only_back and event.act.modality in FACTS:
            event.recalled = event.found.recalled = True
            event.found.frame_confidence = HISTORY
            event.when = None if event.dated == "news" else event.when


def list_entries(pieces: Iterable[Piece], within: Callable[[Piece], Sequence[tuple]]) -> dict[int, When]:
    """By paragraph, the day of the entry that it belongs to in a chronicle; nothing for other texts.

    `within` gives the time expressions of a piece.
    """
    found: dict[int, When] = {}
    entry, number = None, 0
    for piece in pieces:
        first = next(iter(within(piece)), None)
        dated = first is not None and first.start == piece.offset and not pd.isna(first.first_day)
        if dated and opens_entry(piece.text, first.end - piece.offset):
            entry = When(first.value, first.first_day, first.last_day, f"in the entry of {first.text!r}")
            number += 1
        if entry is not None:
            found[piece.paragraph] = entry
    return found if number >= ENTRIES else {}


def count_years(act: Act) -> int | None:
    """How many years ago an act was by the anniversary that is marked: *the 70th anniversary of the bombing*."""
    for token in (act.chain[0], *climb(act.chain[0])):
        if lemma(token) == "anniversary":
            numbers = (read_ordinal(child.lower_) for child in token.lefts)
            return next((number for number in numbers if number), None)
        if token.pos_ in VERBS:
            break
    return None


def go_back(years: int, marked: When, exact: bool) -> When | None:
    """The day so many years before an anniversary; its month where the day is not said or was not in every year."""
    year, day = marked.first.year - years, f"{marked.first:%m-%d}"
    if year <= 0:
        return None
    value = f"{year:04}-{day}" if exact and day != "02-29" else f"{year:04}-{day[:2]}"
    first, last = find_bounds(value)
    return When(value, pd.Timestamp(first), pd.Timestamp(last), f"an anniversary: {years} years before {marked.value}")
