"""Days as people, programs and pages write them: *9 January 2020*, *13/01/2020*, *19-Nov-12*, `1578482880`.

Where day and month could be either (*03/04/2020*), the order of the country decides; without one the day is open, and
the answer says so: its `day` is None.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from analysis.text.calendar import MONTH, MONTHS, make_day
from analysis.text.datelines import find_day

DAY_FIRST, MONTH_FIRST = "day first", "month first"
_MONTHS_FIRST = frozenset(("us", "ph", "fm", "mh", "pw", "mil", "gov", "edu"))  # countries and domains
_EITHER = frozenset(("ca",))  # in Canada both are in use
_ANYWHERE = frozenset("com org net info news int biz tv io co me app online site eu example".split())
NIGHT = 12  # hours after midnight in UTC that may be yesterday evening where the page is at home

_EPOCH = re.compile(r"1\d{9}(?:\d{3}|\.\d+)?")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=$|\D|\d{4,6}$)")
_SHORT_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})[-/. ]{{1,2}}(?P<month>{MONTH})\.?[-/. ](?P<year>\d{{4}}|\d\d)\b", re.IGNORECASE
)
_PROGRAM = re.compile(  # Wed Jan 08 11:28:00 +0000 2020
    rf"\b(?P<month>{MONTH}) +(?P<day>\d{{1,2}}) \d\d:\d\d(?::\d\d)? (?:[A-Z]{{2,5}} |[+-]\d{{4}} )?"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"(?<![\d.,/-])(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|[.,]\d)"
)
_CLOCK = re.compile(
    r"(?:T|\b)(?P<hour>[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?\s*(?P<zone>Z\b|[A-Z]{2,4}\b|[+-]\d\d:?\d\d|[ap]\.?m)?",
    re.IGNORECASE,
)
_UTC = re.compile(r"(?i)Z|GMT|UTC|[+-]00:?00")
_IN_ADDRESS = [
    re.compile(
        rf"/(?P<year>(?:19|20)\d\d)[/-](?P<month>{MONTH}|\d{{1,2}})[/-](?P<day>\d{{1,2}})(?=[/_.-]|$|\?)", re.IGNORECASE
    ),
    re.compile(r"(?<!\d)(?P<year>20\d\d)[-_](?P<month>\d\d)[-_](?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>20[0-4]\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
]


class Written(NamedTuple):
    """A day as it is written.

    Attributes:
        day: the day; None where it could be either of two.
        words: how it is written.
        hour: the hour of a time of day in UTC, or in a zone that is not told; else None.
    """

    day: date | None
    words: str
    hour: int | None = None

    @property
    def evidence(self) -> str:
        """The words, and why they do not settle the day if they do not."""
        return self.words if self.day else f"unknown: {self.words} may be day/month or month/day"


def read_day(words: str, order: str | None = None) -> Written | None:
    """The first day in some words, in any of the forms above; None if there is none.

    Args:
        words: a cell, an attribute or a line, which may have more words than the day.
        order: `DAY_FIRST` or `MONTH_FIRST`, where day and month are figures.
    """
    words = " ".join(words.split())[:200]
    if _EPOCH.fullmatch(words):
        stamp = datetime.fromtimestamp(int(words[:10]), UTC)
        return Written(stamp.date(), words, stamp.hour)
    if (hit := _COMPACT.match(words)) and (day := make_day(*map(int, hit.groups()))):
        return Written(day, words, _find_hour(words))
    found = [_read_named(words), _read_figures(words, order)]
    return min((day for day in found if day), key=lambda day: words.find(day.words), default=None)


def _read_named(words: str) -> Written | None:
    """The first day whose month has a name, or that is written year-month-day."""
    if found := find_day(words):
        return Written(*found, _find_hour(words))
    for pattern in (_SHORT_MONTH, _PROGRAM):
        if (hit := pattern.search(words)) and (day := _make_day(hit["year"], hit["month"], hit["day"])):
            return Written(day, hit[0], _find_hour(words))
    return None


def _read_figures(words: str, order: str | None) -> Written | None:
    """The first day in figures: *13/01/2020*, *8.1.2020*. With points, the day is first everywhere."""
    for hit in _FIGURES.finditer(words):
        if hit["mark"] == ".":
            order = DAY_FIRST
        forms = {DAY_FIRST: (hit["b"], hit["a"]), MONTH_FIRST: (hit["a"], hit["b"])}
        days = {name: day for name, form in forms.items() if (day := _make_day(hit["year"], *form))}
        if len(set(days.values())) == 1 and (hit["mark"] != "." or DAY_FIRST in days):
            return Written(next(iter(days.values())), hit[0], _find_hour(words))
        if (days and hit["mark"] != ".") or DAY_FIRST in days:
            return Written(days.get(order or ""), hit[0], _find_hour(words))
    return None


def _make_day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    full = int(year) if len(year) == 4 else 2000 + int(year)
    return make_day(full - 100 if full > 2079 else full, number, int(day))


def _find_hour(words: str) -> int | None:
    """The hour of a time of day that is in UTC, or in no zone that is told."""
    clock = _CLOCK.search(words)
    if not clock or (clock["zone"] and not _UTC.fullmatch(clock["zone"])):
        return None
    return int(clock["hour"])


def find_day_in_address(address: str) -> Written | None:
    """The day in the address of a page: `/2020/01/08/`, `/2020/jan/08/`, `2020-01-08`, `20200108`."""
    address = re.sub(r"^\w+://[^/]*", "", address)
    for pattern in _IN_ADDRESS:
        for hit in pattern.finditer(address):
            if day := _make_day(hit["year"], hit["month"], hit["day"]):
                return Written(day, hit[0].strip("/"))
    return None


def is_evening_before(stamp: Written, local: date) -> bool:
    """Whether a stamp in UTC, soon after midnight, is the evening of the day before where the page is at home."""
    return stamp.day is not None and stamp.hour is not None and stamp.hour < NIGHT and (stamp.day - local).days == 1


def find_order_in(cells: Iterable[str]) -> str | None:
    """Whether the days of a list are written day first or month first: as those are that can only be one of the two."""
    found = {order for cell in cells if (hit := _FIGURES.search(cell)) for order in _list_orders(hit)}
    return found.pop() if len(found) == 1 else None


def _list_orders(hit: re.Match) -> list[str]:
    """The one order in which figures are a day, or nothing."""
    orders = {DAY_FIRST: (hit["b"], hit["a"]), MONTH_FIRST: (hit["a"], hit["b"])}
    able = [order for order, form in orders.items() if _make_day(hit["year"], *form)]
    return able if len(able) == 1 else []


def find_order(language: str = "", domain: str = "") -> str | None:
    """Whether a page's country, or else its language, writes the day or the month first; None where that is open.

    Args:
        language: a tag such as `en-GB` or `de`.
        domain: the host of the page's address.
    """
    tongue, _, region = language.lower().replace("_", "-").partition("-")
    country = region[-2:] or domain.lower().rpartition(".")[2]
    if country in _EITHER:
        return None
    if country in _MONTHS_FIRST:
        return MONTH_FIRST
    if tongue not in ("", "en") or region or (country and country not in _ANYWHERE):
        return DAY_FIRST
    return None
