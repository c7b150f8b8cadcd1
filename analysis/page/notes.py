"""The notes behind the marks of the page: what was read at each place of an article, in words."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from analysis.page.index import Index
from analysis.reading.overrule import name_place
from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES
from analysis.rules.load import read_rows
from analysis.show.prose import REPORTER, UNNAMED
from analysis.show.sides import name_side
from analysis.show.sure import find_sure
from analysis.text.wording import join, name_days, quote, shorten, signed, visible

SHOWN = 160  # characters of the article that a note quotes
LAYERS = {"event": "events", "quote": "quotes", "date": "times", "word": "tone words"}
_RANKS = {layer: rank for rank, layer in enumerate(("quote", "event", "date", "word"))}  # the outermost first
_SIDES = {1: "conflict", -1: "cooperation", 0: "neither"}
_KINDS = {"event": "event", "quote": "quote", "date": "time", "word": "tone word"}
_READERS = {
    "both": "both coders",
    "rules": "only the coder with rules",
    "learned": "only the coder that learned",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One event, quote, time or tone word: its place, its mark, its actors and voices, and what was read.

    Attributes:
        key: unique in its article: e1, q1, d1, w1, ….
        layer: `event`, `quote`, `date` or `word`.
        start, end: its place in the article.
        figure: the signed figure after it, or "".
        side: 1 for conflict or dark, −1 for cooperation or bright, 0 for neither.
        tag: the small print after it: a speaker or a day.
        frame: of an event: `current` or `background`.
        names: its actors.
        voices: the voices whose words it is.
        head: its own words.
        facts: what was read, as pairs of a label and a text.
        sure: of an event: whether both coders read it with confidence, or a person entered it.
        actors: the words of its parties or its speaker that are mentions.
    """

    key: str
    layer: str
    start: int
    end: int
    names: frozenset[str]
    voices: frozenset[str]
    head: str
    facts: tuple[tuple[str, str], ...]
    figure: str = ""
    side: int = 0
    tag: str = ""
    frame: str = ""
    sure: bool = True
    actors: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The mark in a few words, for those who do not see it: *event, conflict, +10, not sure*."""
        side = {"event": _SIDES, "word": {1: "dark", -1: "bright"}}.get(self.layer, {}).get(self.side, "")
        parts = (_KINDS[self.layer], side, self.figure, self.tag, "" if self.sure else "not sure")
        return ", ".join(filter(None, parts))

    @property
    def place(self) -> str:
        """Its place as `corrections.csv` has it: of an event with its end, since others may begin with it."""
        return name_place(self.start, self.end) if self.layer == "event" else str(self.start)

    @property
    def rank(self) -> int:
        """The order of marks on the same words; the lower rank is outside."""
        return _RANKS[self.layer]

    @property
    def title(self) -> str:
        """The text that a pointer shows without the script."""
        return f"{self.head}: {'; '.join(text for _, text in self.facts[:2])}"


def list_notes(reading: Reading) -> list[Note]:
    """All notes of a reading, in the order of the text; tone words are those of the first measure."""
    index, events = Index(reading), reading.events.assign(sure=find_sure(reading.events, reading.mentions))
    notes = [
        *_number("e", (_note_event(reading, row, index) for row in events.itertuples())),
        *_number("q", (_note_quote(reading, row, index) for row in reading.quotes.itertuples())),
        *_number("d", (_note_date(row, index) for row in reading.dates.itertuples())),
        *_number("w", (_note_word(row, index) for row in list_tone_words(reading).itertuples())),
    ]
    return sorted(notes, key=lambda note: (note.start, -note.end, note.rank))


def list_tone_words(reading: Reading) -> pd.DataFrame:
    """The words that the first measure of tone scored."""
    return reading.words[reading.words["measure"] == next(iter(MEASURES.values())).words]


def _number(letter: str, notes: Iterable[dict[str, Any]]) -> Iterator[Note]:
    ordered = sorted(notes, key=lambda note: (note["start"], -note["end"]))
    return (Note(key=f"{letter}{i}", **note) for i, note in enumerate(ordered, start=1))


def _note_event(reading: Reading, row: Any, index: Index) -> dict[str, Any]:  # noqa: ANN401
    sides = (row.source, row.source_actor, row.target, row.target_actor)
    voices = index.find_voices(row.start) if pd.isna(row.attributed_to) else {row.attributed_to}
    escalation = 0.0 if pd.isna(row.escalation) else row.escalation
    side = (escalation > 0) - (escalation < 0)
    facts = [
        ("who", _name_parties(row)),
        ("what", _describe_class(row.root, row.cameo)),
        ("escalation", f"{signed(escalation, 1)}, {_SIDES[side]}"),
        ("modality", f"{row.modality}, {row.frame}"),
        ("when", _describe_when(row.first_day, row.last_day, row.date_reason)),
        ("voice", visible(join(sorted(voices or {REPORTER})))),
        ("words", " · ".join(_quote_parts(reading, row))),
    ]
    facts.append(("sureness", f"{'sure' if row.sure else 'not sure'}: {_describe_reader(row)}"))
    return {
        **_place("event", row),
        "names": index.name_all(sides),
        "voices": frozenset(voices or {REPORTER}),
        "facts": tuple(facts),
        "figure": signed(escalation, 0),
        "side": side,
        "frame": row.frame,
        "sure": row.sure,
        "actors": index.list_actors((row.source_start, row.source_end), (row.target_start, row.target_end)),
    }


def _describe_reader(row: Any) -> str:  # noqa: ANN401
    """Who read an event, and how often such readings are right."""
    if pd.isna(row.coder):
        return "a person, who entered it"
    times = math.floor(row.confidence * 100 + 1e-9)  # not rounded up: what is told flatly is at least so sure
    return f"{_READERS[row.coder]}, right {times} times in 100"


def _note_quote(reading: Reading, row: Any, index: Index) -> dict[str, Any]:  # noqa: ANN401
    voice = UNNAMED if pd.isna(row.speaker) else row.speaker
    country = "" if pd.isna(row.speaker_country) else f" ({name_side(row.speaker_country, False)})"
    named = "" if pd.isna(row.speaker_start) else quote(_slice(reading, row.speaker_start, row.speaker_end), SHOWN)
    cue = "" if pd.isna(row.cue) else quote(row.cue)
    facts = [
        ("speaker", f"{visible(voice)}{country}"),
        ("found by", " · ".join(filter(None, [named, cue])) or "the quotes around it"),
        ("quoted", "a sentence or more" if row.kind == "full" else "some words of a sentence"),
    ]
    return {
        **_place("quote", row),
        "names": index.name_all((row.speaker, row.speaker_country)),
        "voices": frozenset([voice]),
        "head": shorten(row.text, SHOWN),  # it has its own quotation marks
        "facts": tuple(facts),
        "tag": visible(voice),
        "actors": index.list_actors((row.speaker_start, row.speaker_end)),
    }


def _note_date(row: Any, index: Index) -> dict[str, Any]:  # noqa: ANN401
    known = pd.notna(row.first_day)
    facts = [
        ("when", _describe_when(row.first_day, row.last_day, row.reason)),
        ("value", f"{row.value} ({row.type.lower()})"),
    ]
    tag = name_days(row.first_day, row.last_day) if known else ""
    return {
        **_place("date", row),
        "names": index.find_names(row.start),
        "voices": index.find_voices(row.start) or frozenset([REPORTER]),
        "facts": tuple(facts),
        "tag": "" if tag == row.text else tag,
    }


def _note_word(row: Any, index: Index) -> dict[str, Any]:  # noqa: ANN401
    measure = next(iter(MEASURES.values()))
    weight = getattr(row, measure.weight)
    value = signed(weight, measure.decimals)
    direction = "no tone" if not weight else "bright" if weight > 0 else "dark"
    facts = [("tone", f"{value} by {measure.name}, {direction}")]
    if pd.notna(row.rule):
        facts.append(("because", visible(row.rule)))
    return {
        **_place("word", row),
        "names": index.find_names(row.start),
        "voices": index.find_voices(row.start) or frozenset([REPORTER]),
        "facts": tuple(facts),
        "figure": value,
        "side": (weight < 0) - (weight > 0),
    }


def _place(layer: str, row: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"layer": layer, "start": int(row.start), "end": int(row.end), "head": quote(row.text, SHOWN)}


def _slice(reading: Reading, start: int, end: int) -> str:
    return reading.article.text[int(start) : int(end)]


def _quote_parts(reading: Reading, row: Any) -> Iterator[str]:  # noqa: ANN401
    """The words from which an event was read: source, trigger and target, each once."""
    places = [(row.source_start, row.source_end), (row.start, row.end), (row.target_start, row.target_end)]
    known = dict.fromkeys((int(a), int(b)) for a, b in places if pd.notna(a))
    return (quote(reading.article.text[a:b], SHOWN) for a, b in known)


def _name_parties(row: Any) -> str:  # noqa: ANN401
    """*Iran → Iraq*; for a mutual act, *Iran ↔ Iraq*."""
    sides = (_name_party(row.source, row.source_actor), _name_party(row.target, row.target_actor))
    return (" ↔ " if row.mutual else " → ").join(sides)


def _name_party(side: str, actor: str) -> str:
    """*Donald Trump (United States)*, *Iran*; *not named* if the text does not say."""
    if pd.isna(side) and pd.isna(actor):
        return "not named"
    name = name_side(side, False) if pd.notna(side) else actor
    if pd.isna(actor) or actor in (side, name):
        return visible(name)
    return f"{visible(actor)} ({visible(name)})" if name != side or len(side) == 3 else visible(actor)


@cache
def load_meanings() -> dict[str, str]:
    """What each class of events means, in words."""
    return {row["root"]: row["meaning"] for row in read_rows("event_roots.csv")}


def _describe_class(root: str, code: str) -> str:
    if pd.isna(root) or not root:
        return "only a statement"
    meaning = load_meanings().get(root)
    return f"{root}{f': {meaning}' if meaning else ''}{'' if pd.isna(code) else f' (CAMEO {code})'}"


def _describe_when(first: pd.Timestamp, last: pd.Timestamp, reason: str) -> str:
    days = "no day in the calendar" if pd.isna(first) else name_days(first, last)
    return days if pd.isna(reason) else f"{days}: {visible(reason)}"
