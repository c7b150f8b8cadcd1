"""What the rules for dates are made of: the words in their phrases, what they may ask of the text, and their table.

A phrase is a regular expression in which `<name>` stands for the words of that name (`WORDS`) and is a group of the
match (`<name2>` where it stands there twice), a space is any white space, and case matters only where it is asked for.
What a phrase only needs beside it stands outside its group `here`. No phrase repeats anything without limit, so that
every text takes linear time. Before its phrases a rule names its signs, words of which every match has at least one
(`<month>` is any month: `SIGNS`; a match has one on each side of an `&`): where none stands, the rule is not tried.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from analysis.rules.load import load_values, load_words
from analysis.syntax.grammar import VERBS, climb
from analysis.syntax.pipeline import Piece
from analysis.syntax.tense import find_tense
from analysis.text.calendar import (
    MONTH,
    MONTH_NAMES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    read_number,
    shift,
    write_value,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

TITLES = ("section", "headline", "caption")  # told in the present, of what is past

PARTS = load_values("date_words.csv", "part")  # parts of the day, as TIMEX3 has them
STEPS = {"last": -1, "this past": -1, "this": 0, "the": 0, "this coming": 1, "next": 1}  # from publication


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first; what begins with one letter is a branch, so few are tried."""
    words = sorted(words, key=len, reverse=True)
    heads = dict.fromkeys(word[0] for word in words)
    return "|".join(f"{head}(?:{'|'.join(w[1:] for w in words if w[0] == head)})" for head in heads)


_DEFERRING = load_words("grammar_words.csv", "deferring")  # verbs: *until* after them is yet to come
_SPACES = "\\s\u00a0\u202f"
_SHORT_WEEKDAYS = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
WORDS = {
    "year": "(?:1[0-9]|20)[0-9]{2}(?![0-9]|[.,:/-][0-9])",
    "day": "(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|[.,:/%][0-9]|[ap]m)",
    "month": rf"(?=(?-i:[A-Z]))(?:(?:{any_of(MONTH_NAMES)})\b|{MONTH}\b\.?)",
    "weekday": rf"(?=(?-i:[A-Z]))(?:{any_of(WEEKDAYS)})",
    "short_weekday": rf"(?=(?-i:[A-Z]))(?:{any_of(WEEKDAYS)}|{_SHORT_WEEKDAYS}),? ",
    "season": any_of(SEASONS),
    "unit": any_of(UNITS),
    "units": any_of("centuries" if unit == "century" else f"{unit}s" for unit in UNITS),
    "span": "weekend|week|fortnight|month|quarter|year|decade|century",
    "part": any_of(PARTS),
    "ordinal": any_of(ORDINALS),
    "number": "[0-9]{1,4}(?:[.,][0-9]{1,3})?|" + any_of(NUMBERS),
    "vague": "several|a few|few|many|some|a couple of|couple of|a number of|dozens of|hundreds of|thousands of",
    "zone": "hours|gmt|utc|local time|[ecmp][sd]?t",
    "dash": "[ ]?[-–—][ ]?| to | through | until ",
    "with": "[ ]?[-–—/][ ]?| to | and | or | through | until ",
}

SIGNS = {  # words that give phrases away, so that a rule is only tried where it may match
    "digit": frozenset(("<digit>",)),  # any
    "year": frozenset(("<year>",)),  # any four digits in a row
    "month": frozenset((*map(str.lower, MONTH_NAMES), *MONTHS, "sept")),
    "weekday": frozenset(f"{day.lower()}{s}" for day in WEEKDAYS for s in ("", "s")),
    "weekdays": frozenset(f"{day.lower()}s" for day in WEEKDAYS),
    "season": frozenset(SEASONS),
    "unit": frozenset((*UNITS, *(f"{unit}s" for unit in UNITS), "centuries")),
    "part": frozenset(part.split()[-1] for part in PARTS),
}
_WORD, _DIGIT, _YEAR = re.compile("[a-z]+"), re.compile("[0-9]"), re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Expression:
    """What a phrase says: TIMEX3 type and value ("" claims the phrase for no expression), and why.

    `bounds` are the first and last day where the value itself does not tell them.
    """

    type: str
    value: str
    reason: str
    bounds: tuple[date | None, date | None] | None = None


class Phrase:
    """The match of a phrase: `phrase["unit"]` are the words of `<unit>`, or `<unit2>` …, in lower case; "" if none."""

    __slots__ = ("end", "found", "start")

    def __init__(self, found: re.Match) -> None:
        """Wraps a match."""
        self.found = found
        self.start, self.end = found.span("here")

    @property
    def unit(self) -> str:
        """The unit that is said, in the singular."""
        unit = self["unit"] or self["units"]
        return "century" if unit == "centuries" else unit.removesuffix("s")

    @property
    def number(self) -> float | None:
        """The number that is said; None if none is, or only *several* and its like."""
        return read_number(self["number"])

    def __getitem__(self, name: str) -> str:
        return self.written(name).lower()

    def written(self, name: str) -> str:
        """The words of a name as they stand in the text."""
        groups = self.found.groupdict()
        return next((words for n in ("", 2, 3) if (words := groups.get(f"{name}{n}"))), "")


class Scene:
    """What a rule may ask about the text around its phrase: publication, tense, and the day that was named last."""

    def __init__(self, published: date | None) -> None:
        """A scene before its first piece."""
        self.published = published
        self.piece: Piece | None = None
        self.named: dict[str, date] = {}

    def enter(self, piece: Piece) -> None:
        """Turns to the next piece."""
        self.piece = piece

    def remember(self, expression: Expression, first: date | None) -> None:
        """Keeps what was named last, to count on from it; a date line is not part of the story."""
        if first and expression.type in ("DATE", "TIME") and self.piece.role != "dateline":
            self.named["any"] = first
            if len(expression.value) >= len("2020-01-08"):
                self.named["day"] = first

    @property
    def counted(self) -> str:
        """From where relative expressions are counted, in words."""
        return f"counted from publication, {self.published}"

    def count(self, number: float, unit: str, words: str, to: str = "") -> Expression:
        """The day, week, month … so many units from publication, as exact as `to`."""
        return self._step(self.published, number, unit, words, to or unit, self.counted)

    def count_on(self, number: float, unit: str, words: str) -> Expression:
        """The day, week, month … so many units from what was named last."""
        start = self.named.get("day" if unit == "day" else "any")
        return self._step(start, number, unit, words, unit, f"counted from {start}, named before")

    def _step(self, start: date | None, number: float, unit: str, words: str, to: str, counted: str) -> Expression:
        day = start and shift(start, number, unit)
        if day:
            return Expression("DATE", write_value(day, to), f"{words}, {counted}")
        return Expression("DATE", UNITS[to][1], f"{words}, from a day that is not known")

    def nearest(self, phrase: Phrase, name: str, days: list[date | None], near: int = 0) -> tuple[date, str]:
        """Which of some days around publication the tense allows, and why; without tense the nearest."""
        now, days = self.published, [day for day in days if day]
        before = max((day for day in days if day <= now), default=None)
        after = min((day for day in days if day >= now), default=None)
        first = min((day for day in (before, after) if day), key=lambda day: abs((day - now).days), default=now)
        tense = self.bound(phrase)
        if not tense and abs((first - now).days) <= near:
            return first, f"{name} nearest to {now}"
        tense = tense or self.tense(phrase)
        if tense == "future" and after:
            return after, f"{name} on or after {now}, future tense"
        if before:
            return before, f"{name} on or before {now}, {tense or 'no'} tense"
        return first, f"{name} nearest to {now}"

    def choose(self, phrase: Phrase, name: str, days: list[date | None], unit: str, near: int = 0) -> Expression:
        """The day, month … of those around publication that the tense allows."""
        day, reason = self.nearest(phrase, name, days, near)
        return Expression("DATE", write_value(day, unit), reason)

    def token(self, phrase: Phrase) -> "Token":
        """The word at the end of a phrase."""
        return self.piece.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")[-1]

    def before(self, phrase: Phrase) -> "Token | None":
        """The word before a phrase, if there is one."""
        first = self.piece.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")[0]
        return first.nbor(-1) if first.i else None

    def bound(self, phrase: Phrase) -> str:
        """The tense that a preposition sets: *since May* is past, *postponed until May* is future; else ""."""
        before = self.before(phrase)
        if before is None or before.lower_ not in ("since", "until", "till"):
            return ""
        if before.lower_ == "since":
            return "past"
        return "future" if any(above.lemma_ in _DEFERRING for above in climb(before) if above.pos_ in VERBS) else ""

    def tense(self, phrase: Phrase) -> str:
        """The tense in which a phrase stands: `past`, `future` or ""."""
        tense = find_tense(self.token(phrase))
        if self.piece.role in TITLES:
            return "future" if tense == "future" else "past"
        return "future" if tense == "present" else tense


Reader = Callable[[Phrase, Scene], Expression | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase, the sets of words of each of which every match has one, and what reads it."""

    signs: tuple[frozenset[str], ...]
    pattern: re.Pattern
    read: Reader

    def may_match(self, signs: set[str]) -> bool:
        """Whether the phrase may stand in a text that has some signs."""
        for wanted in self.signs:  # noqa: SIM110 -- a generator for each rule costs as much as all the rest
            if wanted.isdisjoint(signs):
                return False
        return True


def start_table() -> tuple[list[Rule], Callable[..., Callable[[Reader], Reader]]]:
    """A table of rules, and the decorator that enters a function in it under its signs and one or more phrases."""
    rules: list[Rule] = []

    def rule(signs: str, *phrases: str) -> Callable[[Reader], Reader]:
        words = list_signs(signs)

        def enter(read: Reader) -> Reader:
            rules.extend(Rule(words, compile_phrase(phrase), read) for phrase in phrases)
            return read

        return enter

    return rules, rule


def list_signs(signs: str) -> tuple[frozenset[str], ...]:
    """The words on each side of an `&` in a rule's signs, where `<month>` stands for all months: `SIGNS`."""
    return tuple(
        frozenset().union(*(SIGNS[sign[1:-1]] if sign[0] == "<" else {sign} for sign in side.split()))
        for side in signs.split("&")
    )


def find_signs(text: str) -> set[str]:
    """The words of a text, in lower case, and whether it has digits: a rule whose signs are not there cannot match."""
    signs = set(_WORD.findall(text.lower()))
    if _DIGIT.search(text):
        signs |= {"<digit>", "<year>"} if _YEAR.search(text) else {"<digit>"}
    return signs


def compile_phrase(phrase: str) -> re.Pattern:
    """The regular expression of a phrase; it takes no part of a word, a number or an amount of money."""
    if "(?P<here>" not in phrase:
        phrase = f"(?P<here>{phrase})"
    named = re.sub(r"(?<!\?P)<([a-z_]+)([23]?)>", lambda m: f"(?P<{m[1]}{m[2]}>{WORDS[m[1]]})", phrase)
    spaced = re.sub(r"(\[-?) (\])| ", lambda m: f"{m[1]}{_SPACES}{m[2]}" if m[1] else f"[{_SPACES}]{{1,3}}", named)
    return re.compile(rf"(?<![\w$€£#@])(?<![0-9][.,:/-])(?ai:{spaced})(?!\w)")
