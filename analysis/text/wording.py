"""The wording of counts, figures, lists, days and quotations in sentences."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import MAXYEAR, date, timedelta

QUOTE_LENGTH = 90  # characters, when a paragraph's opening is quoted

_NUMBERS = "no one two three four five six seven eight nine".split()
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ONE = {"are": "is", "have": "has"}


def count(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun: *no captions*, *one caption*, *11 captions*."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def count_words(text: str) -> int:
    """How many words a text has; a dash or a star between blanks is none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def number(n: int) -> str:
    """A count as a word below ten and in figures from ten on."""
    return _NUMBERS[n] if n < len(_NUMBERS) else f"{n:,}"


def number_of(n: int) -> str:
    """A count before *of*: *none of four*, *three of four*."""
    return number(n) if n else "none"


def signed(value: float, decimals: int = 2) -> str:
    """A figure with its sign and a typographic minus: +0.27, −0.13, 0.00."""
    text = f"{value:+.{decimals}f}"
    return text[1:] if float(text) == 0 else text.replace("-", "−")


def join(parts: Iterable[str]) -> str:
    """A list for a sentence: *a*, *a and b*, *a, b and c*; an empty list is ""."""
    parts = list(parts)
    *head, last = parts or [""]
    return f"{', '.join(head)} and {last}" if head else last


def name_days(first: date, last: date) -> str:
    """A span of days in words: 8 January 2020, January 2020, 2020, 3–9 January 2020, …."""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    next_day = last + timedelta(days=1) if last.year < MAXYEAR else last
    if (first.day, next_day.day) == (1, 1):
        if (first.month, next_day.month) == (1, 1):
            return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B %Y}"
    return f"{first.day} {first:%b %Y} – {last.day} {last:%b %Y}"


def shorten(text: str, length: int | None = QUOTE_LENGTH) -> str:
    """The opening of a text in at most `length` visible characters, cut between words; with None, all of it."""
    text = visible(" ".join(text[: length and 4 * length].split()))
    if length is None or len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def quote(text: str, length: int | None = QUOTE_LENGTH) -> str:
    """The opening of a text in quotation marks; quotation marks inside it become single."""
    inner = re.sub(r'"(?=\w)', "‘", shorten(text, length)).translate(str.maketrans('“”"', "‘’’"))
    return f"“{inner}”"


def leaves_open(words: str) -> bool:
    """Whether a quotation is open at the end of some words."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def visible(text: str) -> str:
    """The text with its invisible characters (control, direction and half characters) written as escapes."""
    return "".join(_spell(c) if unicodedata.category(c) in ("Cc", "Cs") or _BIDI.match(c) else c for c in text)


def _spell(character: str) -> str:
    return " " if character.isspace() else character.encode("unicode_escape").decode("ascii")


def agree(n: int, verb: str) -> str:
    """The verb after a count: *one eases*, *two ease*; of *are* and *have*, *one is*, *one has*."""
    return _ONE.get(verb, f"{verb}s") if n == 1 else verb
