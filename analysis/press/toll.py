"""The toll of a crisis: how many people were killed, wounded, displaced or held by a day, as articles add it up.

*More than 5,000 people have been killed since March* is no deed of the day on which it is written. The words that show
a total, and those for what happened, are in `rules/press_words.csv` (`toll` and the place `loss`).
"""

import re
from collections.abc import Iterator
from functools import cache

import pandas as pd
import pyarrow.compute as pc

from analysis.press.collection import Coverage, scan_paragraphs
from analysis.press.schema import PRESS_TOLL
from analysis.reading.reading import once
from analysis.reading.tables import cast_table, make_table
from analysis.rules.load import read_rows
from analysis.show.prose import Prose
from analysis.text.calendar import NUMBERS, read_number
from analysis.text.wording import count, name_days

BETWEEN, BEFORE = 60, 20  # characters from a number on to the word for what happened to so many, and back to it
LARGEST = 100_000_000  # people; a larger number is no toll
_UNITS = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_BOUNDS = {
    "at least": "at least more than over least upwards than no fewer",
    "at most": "up to at most fewer less nearly almost",
    "about": "about some around approximately roughly estimated an",
}
_SMALL = "|".join(sorted((word for word in NUMBERS if len(word) > 2), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<bound>(?:\b(?:at least|at most|more than|over|up to|nearly|almost|about|some|around|an estimated|fewer than"
    rf"|less than|approximately|roughly)\s+)?)(?P<number>\b\d[\d,]*(?:\.\d+)?|\b(?:{_SMALL})\b)"
    r"(?P<unit>(?:\s+(?:hundred|thousand|million)\b)?)(?!\s*(?:%|percent|per cent|days?|weeks?|months?|years?|decades?"
    r"|hours?|minutes?|miles?|km|kilomet|p\.?m|a\.?m|-year|year-|st\b|nd\b|rd\b|th\b|dollars?|euros?|pounds?|barrels?|times\b"
    r"|reports?\b|attacks?\b|bombs?\b))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?![\s”’\"')]+[A-Z“‘\"'(]|$)[^.!?]*)*(?:[.!?]|$)")
_STOPS = re.compile(r"[;:—]|\bsaid\b|\.\s")
_MONEY = "$£€#"


@cache
def load_patterns(place: str) -> dict[str, str]:
    """The pattern of each kind of word with a place in `press_words.csv`."""
    return {row["kind"]: row["pattern"] for row in read_rows("press_words.csv") if row["place"] == place}


@once
def tabulate(coverage: Coverage) -> pd.DataFrame:
    """One row per total that an article gives, oldest first. Columns: `PRESS_TOLL`."""
    if not any((coverage.folder / "tables" / "paragraphs").glob("*.parquet")):
        return make_table([], PRESS_TOLL)
    published = coverage.articles.set_index("article")["published"]
    rows = [row for paragraph in _list_paragraphs(coverage) for row in find_totals(*paragraph)]
    table = pd.DataFrame(rows, columns=["article", "paragraph", "start", "end", "text", "number", "bound", "what"])
    table = table[table["article"].isin(published.index)]
    table = table.assign(day=table["article"].map(published)).sort_values("day", kind="stable")
    return cast_table(table, PRESS_TOLL)


def _list_paragraphs(coverage: Coverage) -> Iterator[tuple[str, int, int, str]]:
    """The article, number, start and text of each paragraph that may give a total."""
    cue = load_patterns("sentence")["toll"]
    for part in scan_paragraphs(coverage):
        table = part.filter(pc.match_substring_regex(part["text"], cue))
        yield from zip(*(table[name].to_pylist() for name in ("article", "paragraph", "start", "text")), strict=True)


def find_totals(article: str, paragraph: int, start: int, text: str) -> Iterator[tuple]:
    """The totals in a paragraph: article, paragraph, start, end, text, number, bound and what happened to so many."""
    cue = re.compile(load_patterns("sentence")["toll"])
    for sentence in _SENTENCE.finditer(text):
        if not sentence[0].strip() or not cue.search(sentence[0]):
            continue
        for found in _NUMBER.finditer(sentence[0]):
            people, span = _find_loss(sentence[0], found), found.span()
            number = _read_count(found)
            if people is None or number is None or sentence[0][max(span[0] - 1, 0)] in _MONEY:
                continue
            what, first, last = people
            first, last = sentence.start() + first, sentence.start() + last
            yield article, paragraph, start + first, start + last, text[first:last], number, _name_bound(found), what


def _find_loss(sentence: str, number: re.Match) -> tuple[str, int, int] | None:
    """What happened to so many, and where the words for both begin and end: the nearest, after the number first."""
    after = sentence[number.end() : number.end() + BETWEEN]
    after = after[: stop.start()] if (stop := _STOPS.search(after)) else after
    before = sentence[max(number.start() - BEFORE, 0) : number.start()]
    nearest: list[tuple[int, str, int, int]] = []
    for what, pattern in load_patterns("loss").items():
        if found := re.search(pattern, after):
            nearest.append((found.start(), what, number.start(), number.end() + found.end()))
        for found in re.finditer(rf"{pattern}(?: toll)?(?= [\w ]*$)", before):
            first = number.start() - len(before) + found.start()
            nearest.append((number.start() - first, what, first, number.end()))
    return min(nearest)[1:] if nearest else None


def _read_count(found: re.Match) -> int | None:
    number = read_number(found["number"].rstrip(","))
    if number is None:
        return None
    total = number * _UNITS.get(found["unit"].strip().lower(), 1)
    year = not found["unit"] and "," not in found["number"] and 1900 <= number <= 2100
    return int(total) if 1 < total <= LARGEST and not year else None


def _name_bound(found: re.Match) -> str | None:
    words = set(found["bound"].lower().split())
    return next((bound for bound, those in _BOUNDS.items() if words & set(those.split())), None)


def describe(coverage: Coverage) -> Prose:
    """The largest total of killed that an article gives, and when; nothing if there is none."""
    killed = tabulate(coverage)
    killed = killed[(killed["what"] == "killed") & killed["day"].notna()]
    if killed.empty:
        return Prose()
    most = killed.loc[killed["number"].idxmax()]
    bound = f"{most['bound']} " if isinstance(most["bound"], str) else ""
    day = name_days(most["day"], most["day"])
    return Prose(
        [f"The highest toll is of {day}: {bound}{most['number']:,} killed ({count(len(killed), 'such total')} in all)."]
    )
