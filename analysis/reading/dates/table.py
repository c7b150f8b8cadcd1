"""The table `dates`: the time expressions of a text, and the calendar days that they mean.

Every rule of `date_rules.py`, `counted_rules.py` and `length_rules.py` looks for its phrases. If several match, the
phrase that begins first counts, and of those the first rule with an answer. Values are TIMEX3 (see `text.calendar`).
Relative expressions are counted from the day of publication or from a day named before. Without such a day, the value
keeps an X for each unknown digit; nothing is guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from analysis.reading.dates import counted_rules, date_rules, length_rules
from analysis.reading.dates.phrases import Expression, Phrase, Reader, Scene, find_signs
from analysis.reading.schema import DATES
from analysis.reading.tables import make_table
from analysis.syntax.pipeline import Piece
from analysis.text.calendar import find_bounds

RULES = (*date_rules.RULES, *counted_rules.RULES, *length_rules.RULES)

Found = tuple[int, int, Expression]  # the start and end in the piece, and the expression

_JOINT = re.compile(
    r"(?ai:[,\s\u00a0]{0,3}(?:(?:of|on|at|in|local time|around|about)[\s\u00a0]{1,2}){0,2}(?:the[\s\u00a0])?)"
)


def find_dates(pieces: Sequence[Piece], published: date | None) -> pd.DataFrame:
    """The table `dates`: one row per time expression, in order; rows do not overlap.

    Args:
        pieces: the parsed article.
        published: its day of publication, or None if it is not known.
    """
    scene = Scene(published, [piece.text for piece in pieces])
    return make_table((row for piece in pieces for row in _read_piece(piece, scene)), DATES)


def _read_piece(piece: Piece, scene: Scene) -> Iterator[dict[str, Any]]:
    """The rows of one piece; the scene keeps the day named last."""
    text = piece.text
    for start, end, expression in _join_parts(list(_read_phrases(piece, scene)), text):
        first, last = expression.bounds or find_bounds(expression.value)
        yield {
            "paragraph": piece.paragraph,
            "start": piece.offset + start,
            "end": piece.offset + end,
            "text": text[start:end],
            "type": expression.type,
            "value": expression.value,
            "first_day": first,
            "last_day": last,
            "sure": expression.sure,
            "reason": expression.reason,
        }


def _read_phrases(piece: Piece, scene: Scene) -> Iterator[Found]:
    """The expressions in a piece, in order."""
    scene.enter(piece)
    end = 0
    for phrase, read in _find_phrases(piece.text):
        if phrase.start >= end and (expression := read(phrase, scene)):
            end = phrase.end
            if expression.value:
                scene.remember(phrase, expression, find_bounds(expression.value)[0])
                yield phrase.start, end, expression


def _find_phrases(text: str) -> list[tuple[Phrase, Reader]]:
    """The matches of all rules, in the order of the text and then of the rules."""
    signs = find_signs(text)
    rules = [rule for rule in RULES if rule.may_match(signs)]
    hits = [(Phrase(found), rule.read) for rule in rules for found in rule.pattern.finditer(text)]
    return sorted(hits, key=lambda hit: hit[0].start)


def _join_parts(found: list[Found], text: str) -> Iterator[Found]:
    """The expressions, a day and a part of the day next to it joined; parts of the day without a day are left out.

    *The early hours* + *of* + *Wednesday*, *Jan. 3* + *at* + *8 p.m.*
    """
    at = 0
    while at < len(found):
        start, end, one = found[at]
        at += 1
        if at < len(found) and _JOINT.fullmatch(text, end, found[at][0]):
            _, last, two = found[at]
            day, part = (two, one) if _is_part(one) else (one, two)
            apart = part is one and part.value.isalpha() and text[end] == ","  # opening night, January 23
            if _is_part(part) and _is_day(day) and not apart:
                at += 1
                yield start, last, replace(day, type="TIME", value=day.value + part.value)
                continue
        if not _is_part(one):
            yield start, end, one
        elif one.reason:
            yield start, end, replace(one, value=f"XXXX-XX-XX{one.value}")


def _is_part(expression: Expression) -> bool:
    return expression.value.startswith("T")


def _is_day(expression: Expression) -> bool:
    return expression.type == "DATE" and len(expression.value) >= len("XXXX-WXX-3") and "WE" not in expression.value
