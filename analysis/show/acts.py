"""The wording of an event: who does what to whom, and the words of the article that report it."""

import re
from functools import cache
from typing import Any

import pandas as pd

from analysis.rules.load import read_rows
from analysis.show.sides import is_plural, name_side

SNIPPET, REST = 60, 16  # characters of a citation, and the least number of characters after a long trigger

_END = re.compile(r"[,;:()“”\"—–]")
_CLAUSE = re.compile(
    r"\s(?:that|which|who|whom|whose|after|while|when|where|because|but|if)\s"
)  # at least one word after the trigger
LOOSE = re.compile(  # words with which no citation ends
    r"\s+(?:an?|the|and|but|or|of|in|on|at|to|by|for|from|with|against|over|into|under|than|after|before|about|towards?"
    r"|between|during|until|amid|that|which|who|no|not|its|his|her|their|as|is|are|was|were|be|been|has|have|had|will|would|it|this)$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!\b[A-Z])[.!?]+$")  # the end of a sentence, not of U.S.


@cache
def load_phrases() -> dict[tuple[str, str], dict[str, str]]:
    """The rows of `event_words.csv` by root and quad class: the phrase (one, many, past) and its preposition.

    In `to`, “-” means that the phrase has no target, and an empty cell that the target follows without a preposition.
    """
    return {(row["root"], row["quad"]): row for row in read_rows("event_words.csv")}


def phrase(event: Any, form: str = "one", target: bool = True) -> str:  # noqa: ANN401
    """What is done, and to whom: *threatens Iran*, *used force against Iran*; *acts* if the class has no phrase.

    `event` is a row of a table of events: one report of an event, or an event with all its reports.
    """
    if form == "one" and not pd.isna(event.source) and is_plural(event.source):
        form = "many"
    phrases = load_phrases()
    row = phrases.get((event.root, event.quad)) or phrases.get((event.root, ""))
    if row is None:
        return {"one": "acts", "many": "act", "past": "acted"}[form]
    to = row["to"]
    if not target or to == "-" or pd.isna(event.target) or event.target == event.source:
        return row[form]
    return " ".join(filter(None, [row[form], to, name_side(event.target)]))


def name_source(event: Any) -> str:  # noqa: ANN401
    """Who acts: *the United States*; *somebody* if the text does not say."""
    return "somebody" if pd.isna(event.source) else name_side(event.source)


def clip_text(text: str, start: int, end: int, limit: int, length: int = SNIPPET) -> str:
    """The words from `start` to `end`, and the rest of their clause as far as there is room, up to `limit` at most."""
    stops = (_END.search(text, end, max(limit, end)), _CLAUSE.search(text, end + 1, max(limit, end)))
    rest = text[end : min([limit, *(stop.start() for stop in stops if stop)])]
    room = max(length - (end - start), REST if length >= SNIPPET else 0)
    if len(rest) > room:
        rest = rest[: room + 1].rpartition(" ")[0]
    words = _STOP.sub("", text[start:end] + rest.rstrip())
    while len(words) > end - start and (loose := LOOSE.search(words)):
        words = words[: max(loose.start(), end - start)]
    return words


def split_paragraphs(event: Any) -> list[int]:  # noqa: ANN401
    """The numbers of the paragraphs that report an event."""
    return [int(n) for n in re.findall(r"\d+", event.paragraphs)]


def capitalise(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
