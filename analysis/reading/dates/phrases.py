"""The parts of the rules for dates: the words in their phrases, the context that they use, and the table of rules.

A phrase is a regular expression. `<name>` in it means the words of that name (`WORDS`) and is a group of the match
(`<name2>` if it occurs twice). A space means any white space. Case matters only where the phrase says so. If a phrase
needs words around the expression, the expression itself is the group `here`. No phrase repeats anything without limit,
so every text takes linear time.

Before its phrases, a rule names its signs: words of which every match has at least one (`<month>` is any month, see
`SIGNS`; with an `&`, a match has one from each side). A rule is not tried on a text without its signs.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from analysis.rules.load import load_values, load_words
from analysis.syntax.clauses import find_helpers
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
from analysis.text.wording import leaves_open

if TYPE_CHECKING:
    from spacy.tokens import Token

TITLES = ("section", "headline", "caption")  # they report the past in the present tense

PARTS = load_values("date_words.csv", "part")  # parts of the day and their TIMEX3 values
STEPS = {"last": -1, "this past": -1, "this": 0, "the": 0, "this coming": 1, "next": 1}  # from publication


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; it branches by first letter, so that few are tried."""
    words = sorted(words, key=len, reverse=True)
    heads = dict.fromkeys(word[0] for word in words)
    return "|".join(f"{head}(?:{'|'.join(w[1:] for w in words if w[0] == head)})" for head in heads)


_WILL = frozenset(("will", "'ll", "’ll", "wo", "is", "are"))
WRITTEN = "as written"  # the reason for a value that the words give whole
_NUMBERED = re.compile(rf"\b(?i:{any_of(load_words('date_words.csv', 'numbered'))})\s+([0-9]{{4}})\b")
_DEFERRING = load_words("grammar_words.csv", "deferring")  # verbs: *until* after them is yet to come
_OPENS_ENTRY = re.compile(r"\s?:|\s[–—-]{1,2}\s")
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

SIGNS = {  # words that occur in every match of a phrase
    "digit": frozenset(("<digit>",)),  # any digit
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
    """The meaning of a phrase: TIMEX3 type and value, and the reason. An empty value: the phrase is not a time.

    `bounds` are the first and last day if they do not follow from the value. What is not `sure` was often wrong in
    articles that were judged: of nine days that were counted from one named before, two were right.
    """

    type: str
    value: str
    reason: str
    bounds: tuple[date | None, date | None] | None = None
    sure: bool = True


class Phrase:
    """A match of a phrase: `phrase["unit"]` gives the words of `<unit>`, `<unit2>` … in lower case; "" if none."""

    __slots__ = ("end", "match", "start")

    def __init__(self, match: re.Match) -> None:
        """Wraps a match."""
        self.match = match
        self.start, self.end = match.span("here")

    @property
    def unit(self) -> str:
        """The unit in the phrase, in the singular."""
        unit = self["unit"] or self["units"]
        return "century" if unit == "centuries" else unit.removesuffix("s")

    @property
    def number(self) -> float | None:
        """The number in the phrase; None if there is none, or only a word such as *several*."""
        return read_number(self["number"])

    def __getitem__(self, name: str) -> str:
        return self.written(name).lower()

    def written(self, name: str) -> str:
        """The words of a group as printed in the text."""
        groups = self.match.groupdict()
        return next((words for n in ("", 2, 3) if (words := groups.get(f"{name}{n}"))), "")


class Scene:
    """The context of a phrase that rules use: the day of publication, the tense, and the day named last."""

    def __init__(self, published: date | None, texts: Sequence[str] = ()) -> None:
        """Begins before the first piece, with the texts of all."""
        self.published = published
        self.piece: Piece | None = None
        self.named: dict[str, date] = {}
        self.years = find_years(texts)  # month → the year that was written with it last; before, that which will be
        self.names = frozenset(hit[1] for text in texts for hit in _NUMBERED.finditer(text))
        self.here: dict[int, int] = {}  # month → the year of the whole day in this piece that was named last
        self.entry: date | None = None  # the day of the last entry of a list: *7 March: …*

    def enter(self, piece: Piece) -> None:
        """Goes to the next piece."""
        self.piece, self.here = piece, {}

    def is_entry(self, phrase: Phrase) -> bool:
        """Whether a phrase opens its piece, and a colon or a dash follows: not *May 6-8*."""
        return phrase.start == 0 and opens_entry(self.piece.text, phrase.end)

    def remember(self, phrase: Phrase, expression: Expression, first: date | None) -> None:
        """Keeps the day named last, to count from it later; a date line is not part of the story."""
        if first and self.is_entry(phrase):
            self.entry = first
        if first and expression.type in ("DATE", "TIME") and self.piece.role != "dateline":
            self.named["any"] = first
            if len(expression.value) >= len("2020-01-08"):
                self.named["day"] = first
            if expression.reason == WRITTEN and expression.value[4:7].strip("-").isdecimal():
                self.years[first.month] = first.year
                if len(expression.value) >= len("2020-01-08"):
                    self.here[first.month] = first.year

    @property
    def counted(self) -> str:
        """The wording for expressions that are counted from publication."""
        return f"counted from publication, {self.published}"

    def count(self, number: float, unit: str, words: str, to: str = "") -> Expression:
        """The day, week, month … a number of units from publication; its value is as exact as the unit `to`."""
        return self._step(self.published, number, unit, words, to or unit, self.counted)

    def count_on(self, number: float, unit: str, words: str) -> Expression:
        """The day, week, month … a number of units from the one named last."""
        start = self.named.get("day" if unit == "day" else "any")
        found = self._step(start, number, unit, words, unit, f"counted from {start}, named before")
        return replace(found, sure=False)

    def _step(self, start: date | None, number: float, unit: str, words: str, to: str, counted: str) -> Expression:
        day = start and shift(start, number, unit)
        if day:
            return Expression("DATE", write_value(day, to), f"{words}, {counted}")
        return Expression("DATE", UNITS[to][1], f"{words}, from a day that is not known")

    def nearest(self, phrase: Phrase, name: str, days: list[date | None], near: int = 0) -> tuple[date, str]:
        """The day, of those around publication, that fits the tense, and the reason; without a tense, the nearest."""
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
        """The expression for the day, month … around publication that fits the tense."""
        day, reason = self.nearest(phrase, name, days, near)
        sure = "future" not in reason or self._is_planned(phrase)
        return Expression("DATE", write_value(day, unit), reason, sure=sure)

    def _is_planned(self, phrase: Phrase) -> bool:
        """Whether something *will* be then, or *is* then: *would* or *to* may look ahead from some time past."""
        verb = next((above for above in climb(self.token(phrase)) if above.pos_ in VERBS), None)
        if verb is None:
            return False
        helpers = find_helpers(verb)
        if self.bound(phrase) == "future":
            return "had" not in helpers  # had given them until Monday
        return bool(helpers & _WILL) or (not helpers and verb.tag_ in ("VBZ", "VBP"))

    def token(self, phrase: Phrase) -> "Token":
        """The last word of a phrase."""
        return self.piece.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")[-1]

    def before(self, phrase: Phrase) -> "Token | None":
        """The word before a phrase, or None."""
        first = self.piece.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")[0]
        return first.nbor(-1) if first.i else None

    def is_quoted(self, phrase: Phrase) -> bool:
        """Whether a phrase stands between quotation marks."""
        return leaves_open(self.piece.text[: phrase.start])

    def bound(self, phrase: Phrase) -> str:
        """The tense that a preposition sets: *since May* is past, *postponed until May* is future; else ""."""
        before = self.before(phrase)
        if before is None or before.lower_ not in ("since", "until", "till"):
            return ""
        if before.lower_ == "since":
            return "past"
        return "future" if any(above.lemma_ in _DEFERRING for above in climb(before) if above.pos_ in VERBS) else ""

    def tense(self, phrase: Phrase) -> str:
        """The tense of a phrase's clause: `past`, `future` or ""."""
        tense = find_tense(self.token(phrase))
        if self.piece.role in TITLES or self.is_entry(phrase):
            return "future" if tense == "future" else "past"
        return "future" if tense == "present" else tense


def opens_entry(text: str, end: int) -> bool:
    """Whether a colon or a dash follows a day that ends there, as in an entry of a chronicle."""
    return bool(_OPENS_ENTRY.match(text, end))


Reader = Callable[[Phrase, Scene], Expression | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase, its signs (every match has a word of each set), and the function that reads a match."""

    signs: tuple[frozenset[str], ...]
    pattern: re.Pattern
    read: Reader

    def may_match(self, signs: set[str]) -> bool:
        """Whether a text with these signs may have the phrase."""
        for wanted in self.signs:  # noqa: SIM110 -- a generator per rule would take as long as all the rest
            if wanted.isdisjoint(signs):
                return False
        return True


def start_table() -> tuple[list[Rule], Callable[..., Callable[[Reader], Reader]]]:
    """An empty table of rules, and the decorator that adds a function to it with its signs and phrases."""
    rules: list[Rule] = []

    def rule(signs: str, *phrases: str) -> Callable[[Reader], Reader]:
        words = list_signs(signs)

        def enter(read: Reader) -> Reader:
            rules.extend(Rule(words, compile_phrase(phrase), read) for phrase in phrases)
            return read

        return enter

    return rules, rule


def list_signs(signs: str) -> tuple[frozenset[str], ...]:
    """The words on each side of an `&` in a rule's signs; `<month>` means all months, see `SIGNS`."""
    return tuple(
        frozenset().union(*(SIGNS[sign[1:-1]] if sign[0] == "<" else {sign} for sign in side.split()))
        for side in signs.split("&")
    )


def find_signs(text: str) -> set[str]:
    """The signs of a text: its words in lower case, and whether it has a digit or a year."""
    signs = set(_WORD.findall(text.lower()))
    if _DIGIT.search(text):
        signs |= {"<digit>", "<year>"} if _YEAR.search(text) else {"<digit>"}
    return signs


def compile_phrase(phrase: str) -> re.Pattern:
    """The regular expression of a phrase; it does not match part of a word, a number or an amount of money."""
    if "(?P<here>" not in phrase:
        phrase = f"(?P<here>{phrase})"
    named = re.sub(r"(?<!\?P)<([a-z_]+)([23]?)>", lambda m: f"(?P<{m[1]}{m[2]}>{WORDS[m[1]]})", phrase)
    spaced = re.sub(r"(\[-?) (\])| ", lambda m: f"{m[1]}{_SPACES}{m[2]}" if m[1] else f"[{_SPACES}]{{1,3}}", named)
    return re.compile(rf"(?<![\w$€£#@])(?<![0-9][.,:/-])(?ai:{spaced})(?!\w)")


_MONTH_YEAR = compile_phrase("<month>(?: <day>)?,?(?: of)? <year>")


def find_years(texts: Sequence[str]) -> dict[int, int]:
    """The months, by number, that have their year beside them somewhere, and the first such year of each."""
    found = [Phrase(hit) for text in texts for hit in _MONTH_YEAR.finditer(text)]
    return {read_month(phrase["month"]): int(phrase["year"]) for phrase in reversed(found)}


def read_month(name: str) -> int:
    """The number of a month."""
    return MONTHS.index(name[:3].lower()) + 1
