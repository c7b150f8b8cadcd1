"""The calendar in words and values: names and numbers, TIMEX3 values, the days that they cover, and date arithmetic.

TIMEX3 values are those of TimeML (Pustejovsky et al., 2003): `2020-01-08`, `2020-W02`, `2020-W02-WE` (a weekend),
`2020-01`, `2020-Q1`, `2020-SU` (a season), `2020-H1` (a half), `2020`, `202` (a decade), `20` (a century). An X is a
digit that is not known. `2020-01-08TMO` is a time of that day, and `P3D` a length of three days.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

MONTH_NAMES = ("January February March April May June July August September October November December").split()
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY_STEMS = "mon tue wed thu fri sat sun".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month in which each begins; each lasts three months

# unit: the letter of a TIMEX3 duration, its value when nothing is known, and its length in days or months
UNITS = {
    "second": ("S", "XXXX-XX-XXTXX", 0, "day"),
    "minute": ("M", "XXXX-XX-XXTXX", 0, "day"),
    "hour": ("H", "XXXX-XX-XXTXX", 0, "day"),
    "day": ("D", "XXXX-XX-XX", 1, "day"),
    "weekend": ("WE", "XXXX-WXX-WE", 7, "day"),
    "week": ("W", "XXXX-WXX", 7, "day"),
    "fortnight": ("W", "XXXX-WXX", 14, "day"),
    "month": ("M", "XXXX-XX", 1, "month"),
    "quarter": ("Q", "XXXX-QX", 3, "month"),
    "year": ("Y", "XXXX", 12, "month"),
    "decade": ("DE", "XXX", 120, "month"),
    "century": ("CE", "XX", 1200, "month"),
}
SHARE_OF_DAY = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24}
CLOCK_UNITS = tuple(SHARE_OF_DAY)

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {word: n for n, word in enumerate(_SMALL, start=1)}
NUMBERS |= {tens: 10 * n for n, tens in enumerate(_TENS, start=2)}
NUMBERS |= {f"{tens}-{one}": 10 * t + n for t, tens in enumerate(_TENS, 2) for n, one in enumerate(_SMALL[:9], 1)}
NUMBERS |= {"a": 1, "an": 1, "a hundred": 100, "one hundred": 100, "a dozen": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

_VALUE = re.compile(
    r"(?P<century>[0-9]{2})(?:(?P<decade>[0-9])(?:(?P<year>[0-9])"
    r"(?:-(?:W(?P<week>[0-9]{2})(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T.*)?)?))?)?)?"
)


_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


def read_ordinal(word: str) -> int | None:
    """The number in an ordinal (*second*, *70th*), or None."""
    if word in _ORDINAL_WORDS:
        return _ORDINAL_WORDS.index(word) + 1
    found = re.fullmatch(r"([0-9]{1,3})(?:st|nd|rd|th)", word)
    return int(found[1]) if found else None


def read_number(words: str) -> float | None:
    """The number in words or digits (*two*, *twenty-one*, *1,500*), or None for *several* and similar words."""
    words = words.lower().replace(",", "")
    if words in NUMBERS:
        return NUMBERS[words]
    return float(words) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", words) else None


def write_length(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration: `P3D`, `PT2H`, `PXM` where the number is not known."""
    letter = UNITS[unit][0]
    if unit == "fortnight" and number is not None:
        number *= 2
    return f"P{'T' if unit in CLOCK_UNITS else ''}{'X' if number is None else f'{number:g}'}{letter}"


def write_value(day: date, unit: str) -> str:
    """The TIMEX3 value of the day, week, month … that contains a day."""
    year, week, _ = day.isocalendar()
    return {
        "weekend": f"{year:04}-W{week:02}-WE",
        "week": f"{year:04}-W{week:02}",
        "fortnight": f"{year:04}-W{week:02}",
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }.get(unit, day.isoformat())


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar does not have it (31 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, number: float, unit: str) -> date | None:
    """The day a number of units later, or earlier if negative; None beyond the calendar.

    In a month without a 31st, it is the month's last day.
    """
    _, _, size, of = UNITS[unit]
    try:
        if of == "day":
            days = number * (size or SHARE_OF_DAY[unit])
            return day + timedelta(days=round(days))
        year, month = divmod(day.year * 12 + day.month - 1 + round(number * size), 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def find_bounds(value: str) -> tuple[date | None, date | None]:
    """The first and the last day of a TIMEX3 value; None and None for durations, sets and values with an X."""
    found = _VALUE.fullmatch(value)
    if not found:
        return None, None
    try:
        return _find_bounds(**{name: part for name, part in found.groupdict().items() if part})
    except (ValueError, OverflowError):
        return None, None


def _find_bounds(
    century: str,
    decade: str = "",
    year: str = "",
    month: str = "",
    day: str = "",
    week: str = "",
    weekend: str = "",
    quarter: str = "",
    half: str = "",
    season: str = "",
) -> tuple[date, date]:
    digits = century + decade + year
    number = int(digits) * 10 ** (4 - len(digits))
    if day:
        return (date(number, int(month), int(day)),) * 2
    if week:
        return date.fromisocalendar(number, int(week), 6 if weekend else 1), date.fromisocalendar(number, int(week), 7)
    if not year:
        return date(max(number, 1), 1, 1), date(number + 10 ** (4 - len(digits)) - 1, 12, 31)
    first, months = 1, 12
    if month:
        first, months = int(month), 1
    elif quarter:
        first, months = 3 * int(quarter) - 2, 3
    elif half:
        first, months = 6 * int(half) - 5, 6
    elif season:
        first, months = SEASON_MONTHS[season], 3
    start = date(number, first, 1)
    after = shift(start, months, "month")
    return start, after - timedelta(days=1) if after else date.max
