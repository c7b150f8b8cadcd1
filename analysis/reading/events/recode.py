"""What becomes of an event when a reader overrules it, and a reader's own events.

What a reader says is sure: the confidence of the cells that it decides is empty, and so is the coder of an event whose
class, side or modality a reader chose.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from analysis.reading.events.acts import Code, load_codes
from analysis.reading.events.timing import FRESH
from analysis.reading.schema import EVENTS
from analysis.rules.load import load_countries, read_rows
from analysis.text.calendar import find_bounds
from analysis.text.wording import join

MODALITIES = ("asserted", "intended", "threatened", "demanded", "negated", "denied", "hedged", "conditional")
SIDES = ("conflict", "cooperation", "neutral")
FRAMES = ("current", "background")
NO_ACT = "none"  # the value that says that there is no act at a place
READER = "a reader"  # the rule and the reason of what a reader said
_LIGHTEST = {"conflict": 2.0, "cooperation": 1.0}  # the weight of an act of which only the side is known
_LETTERS = {"conflict": "conf", "cooperation": "coop"}

Row = Mapping[str, Any]
Cells = dict[str, Any]


class Setting(NamedTuple):
    """What an article says around its events: who is mentioned and quoted, its sentences, and its present day."""

    text: str
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    now: pd.Timestamp | None


def recode(event: Row, column: str, value: str, setting: Setting) -> Cells | None:
    """The cells of an event that change when a reader says what one of its columns should be; None if it is no act.

    Args:
        event: a row of the table `events`.
        column: `act`, `class`, `side`, `source`, `target`, `modality`, `frame` or `day`.
        value: what is right; "" for unknown.
        setting: the rest of the article.

    Raises:
        ValueError: the value does not fit the column; the error says what does.
    """
    if column == "act":
        if value in ("", NO_ACT):
            return None
        column = "class"
    if column in ("source", "target"):
        return _name_party(event, column, value, setting.mentions)
    if column == "day":
        return _set_day(event, value, setting.now)
    if column == "class":
        return _weigh(find_code(value)) | _decided()
    allowed = {"side": SIDES, "modality": MODALITIES, "frame": FRAMES}[column]
    if value not in allowed:
        raise ValueError(f"{value!r} does not fit {column}: it is {join(allowed)}")
    if column == "frame":
        return {"frame": value, "frame_confidence": None}
    return (_turn(event, value) if column == "side" else {"modality": value}) | _decided()


def enter(place: tuple[int, int], value: str, setting: Setting) -> Cells:
    """The row of an event that a reader found at a place of the article: of a class, asserted, current and undated.

    Raises:
        ValueError: the place is outside the sentences of the body, or there is no such class.
    """
    start, end = place
    sentences = setting.sentences
    around = sentences[(sentences["start"] <= start) & (sentences["end"] >= start)]
    if around.empty or not start < end <= len(setting.text):
        raise ValueError(f"{start}..{end} is not in a sentence of the body")
    sentence = around.iloc[-1]
    quotes = setting.quotes[(setting.quotes["start"] <= start) & (setting.quotes["end"] >= end)]
    row = dict.fromkeys(EVENTS) | {"paragraph": sentence["paragraph"], "sentence": sentence["sentence"]}
    row |= {"mutual": False, "rule": READER}
    row |= {"start": start, "end": end, "text": setting.text[start:end], "evidence_start": start, "evidence_end": end}
    row |= {"modality": "asserted", "frame": "current"} | _weigh(find_code(value))
    speaker = quotes["speaker"].iloc[0] if len(quotes) else None
    return row | {"attributed_to": None if pd.isna(speaker) else speaker}


def find_code(value: str) -> Code:
    """The code of a PLOVER class or a CAMEO code that a reader wrote.

    Raises:
        ValueError: there is no such class or code.
    """
    codes = load_codes()
    if value in codes:
        return codes[value]
    if value.upper() not in _load_roots():
        raise ValueError(f"{value!r} is no class of events: use {', '.join(_load_roots())}, or a CAMEO code")
    return _load_roots()[value.upper()]


@cache
def _load_roots() -> dict[str, Code]:
    """Each class without a finer code."""
    rows = read_rows("event_roots.csv")
    return {row["root"]: Code("", row["root"], row["quad"], float(row["goldstein"])) for row in rows}


def list_roots() -> list[str]:
    """The classes of events, as PLOVER names them."""
    return list(_load_roots())


def _weigh(code: Code) -> Cells:
    """The cells that a code decides."""
    weights = {"goldstein": code.goldstein, "escalation": 0.0 - code.goldstein}
    return weights | {"root": code.root or None, "cameo": code.cameo or None, "quad": code.quad, "side": code.side}


def _decided() -> Cells:
    """The cells of an event whose side and modality a reader decided."""
    return {"coder": None, "confidence": None, "rule": READER}


def _turn(event: Row, side: str) -> Cells:
    """The cells of an event on another side: a code of its class that is there, or no class and the same weight."""
    if event["side"] == side:
        return {}
    if side == "neutral":
        return _weigh(Code("", "", "neutral", 0.0))
    of_class = [
        code for code in load_codes().values() if code.root and code.root == event["root"] and code.side == side
    ]
    if of_class:
        return _weigh(of_class[0])
    letter = event["quad"][0] if event["side"] != "neutral" else "V"
    weight = abs(event["goldstein"]) or _LIGHTEST[side]
    signed = weight if side == "cooperation" else -weight
    return _weigh(Code("", "", letter + _LETTERS[side], signed)) | {"side": side}


def _set_day(event: Row, value: str, now: pd.Timestamp | None) -> Cells:
    """The cells of an event on another day; a day well before the story's present makes it background."""
    cells = dict.fromkeys(("date", "first_day", "last_day", "day_confidence"))
    if not value:
        return cells | {"date_reason": READER}
    first, last = find_bounds(value)
    if first is None:
        raise ValueError(f"{value!r} does not fit day: write it as 2020-01-09, or as 2020-01 for a month")
    cells |= {"date": value, "first_day": first, "last_day": last, "date_reason": READER}
    if now is not None:
        dated = pd.notna(event["last_day"]) and (now - event["last_day"]).days > FRESH
        if (now - pd.Timestamp(last)).days > FRESH:
            cells |= {"frame": "background", "frame_confidence": None}
        elif dated and event["frame"] == "background":
            cells |= {"frame": "current", "frame_confidence": None}
    return cells


def _name_party(event: Row, side: str, value: str, mentions: pd.DataFrame) -> Cells:
    """The cells of the source or target of an event: a state by its code or name, any other actor by its name."""
    parts = ("", "_country", "_actor", "_start", "_end", "_confidence")
    cells: Cells = {f"{side}{part}": None for part in parts}
    if not value:
        return cells
    names = load_countries()
    code = (
        value if value in names else next((c for c, name in names.items() if name.casefold() == value.casefold()), "")
    )
    found = _find_mention(event, code, value, mentions)
    if code:
        cells |= {side: code, f"{side}_country": code, f"{side}_actor": names[code]}
    else:
        country = None if found is None or pd.isna(found["country"]) else found["country"]
        is_state = country is not None and bool(found["state"])
        cells |= {side: country if is_state else value, f"{side}_country": country, f"{side}_actor": value}
    if found is not None and found["paragraph"] == event["paragraph"]:
        cells |= {f"{side}_start": found["start"], f"{side}_end": found["end"]}
    return cells


def find_country(name: str) -> str:
    """The code of a country by its code or name; "" if there is none."""
    names = load_countries()
    spelled = {name.casefold(): code for code, name in names.items()} | {code.casefold(): code for code in names}
    return spelled.get(name.casefold(), "")


def _find_mention(event: Row, code: str, name: str, mentions: pd.DataFrame) -> pd.Series | None:
    """The mention of a party that is nearest to an event."""
    same = mentions["actor"].str.casefold() == name.casefold()
    if code:
        same |= (mentions["country"] == code) & mentions["state"]
    rows = mentions[same]
    if rows.empty:
        return None
    return rows.loc[(rows["start"] - event["start"]).abs().sort_values(kind="stable").index[0]]


def sort_events(rows: list[Cells]) -> Iterator[Cells]:
    """The rows by paragraph and sentence; within a sentence, in the order in which they came."""
    known = [row for row in rows if pd.notna(row["paragraph"])]
    yield from sorted(known, key=lambda row: (row["paragraph"], row["sentence"]))
    yield from (row for row in rows if pd.isna(row["paragraph"]))
