"""How a deed is put in words: who does what to whom, and in which words of the article that stands."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.rules.load import read_rows
from analysis.show.sides import is_plural, name_side

if TYPE_CHECKING:
    pass

SNIPPET, REST = 60, 16  # characters of the words that tell a deed, and at least so many of what follows a long trigger

_END = re.compile(r"[,;:()“”\"—–]")
_CLAUSE = re.compile(
    r"\s(?:that|which|who|whom|whose|after|while|when|where|because|but|if)\s"
)  # after a word at least
_LOOSE = re.compile(  # what no excerpt ends with
    r"\s+(?:an?|the|and|but|or|of|in|on|at|to|by|for|from|with|against|over|into|under|than|after|before|about|towards?"
    r"|between|that|which|who|no|not|its|his|her|their|as|is|are|was|were|be|been|has|have|had|will|would|it|this)$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!\b[A-Z])[.!?]+$")  # the end of a sentence, not of U.S.


@cache
def load_phrases() -> dict[tuple[str, str], dict[str, str]]:
    """The rows of `event_words.csv` by root and quad class: the phrase for one, for many, past, and what joins whom.

    In `to`, “-” says that the phrase names nobody, and nothing that whom it concerns follows at once.
    """
    return {(row["root"], row["quad"]): row for row in read_rows("event_words.csv")}


def phrase(deed: Any, form: str = "one", target: bool = True) -> str:  # noqa: ANN401
    """What is done, and to whom: *threatens Iran*, *used force against Iran*; *acts* where the class has no phrase."""
    if form == "one" and not pd.isna(deed.source) and is_plural(deed.source):
        form = "many"
    phrases = load_phrases()
    row = phrases.get((deed.root, deed.quad)) or phrases.get((deed.root, ""))
    if row is None:
        return {"one": "acts", "many": "act", "past": "acted"}[form]
    to = row["to"]
    if not target or to == "-" or pd.isna(deed.target) or deed.target == deed.source:
        return row[form]
    return " ".join(filter(None, [row[form], to, name_side(deed.target)]))


def name_source(deed: Any) -> str:  # noqa: ANN401
    """Who does it: *the United States*; *somebody* where the text does not say."""
    return "somebody" if pd.isna(deed.source) else name_side(deed.source)


def clip_text(text: str, start: int, end: int, limit: int, length: int = SNIPPET) -> str:
    """The words of a text from `start` to `end`, and what follows them in their clause, up to `limit` at most."""
    stops = (_END.search(text, end, max(limit, end)), _CLAUSE.search(text, end + 1, max(limit, end)))
    rest = text[end : min([limit, *(stop.start() for stop in stops if stop)])]
    room = max(length - (end - start), REST if length >= SNIPPET else 0)
    if len(rest) > room:
        rest = rest[: room + 1].rpartition(" ")[0]
    words = _STOP.sub("", text[start:end] + rest.rstrip())
    while len(words) > end - start and (loose := _LOOSE.search(words)):
        words = words[: max(loose.start(), end - start)]
    return words


def split_paragraphs(deed: Any) -> list[int]:  # noqa: ANN401
    """The numbers of the paragraphs that tell a deed."""
    return [int(n) for n in re.findall(r"\d+", deed.paragraphs)]


def begin(sentence: str) -> str:
    """The sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]
