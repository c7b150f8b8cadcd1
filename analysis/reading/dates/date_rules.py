"""The rules for days, months, years and other dates by name, and for phrases that only look like dates.

They come first; `phrases.py` explains how to write a rule.
"""

import re
from dataclasses import replace
from datetime import date

from analysis.reading.dates.phrases import STEPS, WRITTEN, Expression, Phrase, Scene, any_of, read_month, start_table
from analysis.rules.load import load_words
from analysis.text.calendar import MONTH_NAMES, ORDINALS, SEASON_MONTHS, SEASONS, make_day, shift

RULES, rule = start_table()

ATTACK = date(2001, 9, 11)
RECENT = 45  # days after an 11 September in which that one may be meant
AROUND = 30  # days; a day without a year that is this near to publication is taken, whatever year was named before
NEAR = 90  # days; a day without a year that is this near to publication is taken, whatever the tense
BACK = 30  # days that an entry of a list may go back
DECADES = "twen thir for fif six seven eigh nine".split()
BEFORE_MONTH, BEFORE_YEAR, _COUNTED, ATTACKS = (
    load_words("date_words.csv", kind) for kind in ("before_month", "before_year", "counted", "attack")
)
_TYPE = re.compile(r"\b[A-Z]{1,3}-$")  # an *M-1951* jacket
COUNTED = any_of(word.replace(".", r"\.") for word in _COUNTED)  # after one of these, a number is not a year


# Phrases that look like a time but are not


@rule("age aged", "aged? <number>")
@rule(
    "<weekday>",
    "(?-i:Black|Good|Bloody|Super|Ash|Palm|Holy|Easter|Cyber|Giving) <weekday>",
    "<weekday> (?:(?-i:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Night (?:Live|Football))|the 13th)",
)
@rule(
    "<unit>",
    "<unit>-<unit2>|(?:gap|leap|light|calendar)[- ](?:years?|days?)|man of the year|day[- ]to[- ]day",
)
@rule("today", "(?-i:USA|India|Russia) (?-i:Today|TODAY)")
@rule("<unit> & old age", "(?:<number>|<vague>)[- ](?:<unit>|<units>)(?:[- ]old| of age)")
def no_time(phrase: Phrase, scene: Scene) -> Expression | None:
    """*42 years old*, *Black Friday*, the *Sunday Times*, *USA Today*."""
    return Expression("", "", "")


# Full dates


@rule(
    "<year>",
    "(?P<here>(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01]))(?:T[0-9]{2}:[0-9]{2}[0-9:.]{0,9}Z?)?",
    "(?P<year>[12][0-9]{3})/(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9/])",
)
def numeric_day(phrase: Phrase, scene: Scene) -> Expression | None:
    """*2020-01-08*."""
    return _as_written(make_day(int(phrase["year"]), int(phrase["month"]), int(phrase["day"])))


@rule(
    "<month> & <digit>",
    "(?P<here><day>)<with><day2>,? (?:of )?<month>(?:,? <year>)?",
    "(?P<here><short_weekday>?<month> <day>)<with><day2>(?:,? <year>)?",
    "<month> <day2><dash>(?P<here><day>(?:,? <year>)?)",
    "<month> <day2> and (?P<here><day>(?:,? <year>)?)(?=[ ]?(?:[.,;:)]|in |at |$))",
    "<short_weekday>?<month> <day>(?:,? <year>)?",
    "<short_weekday>?(?:the )?<day>(?: of)? <month>(?:,? <year>)?",
)
def day_of_month(phrase: Phrase, scene: Scene) -> Expression | None:
    """*Jan. 3, 2018*, *the 3rd of January*, *3 to 8 January*, and the day after the dash in *Jan. 3-8*."""
    month, day = read_month(phrase["month"]), int(re.match("[0-9]+", phrase["day"])[0])
    if phrase["year"]:
        return _as_written(make_day(int(phrase["year"]), month, day))
    if not make_day(2000, month, day):
        return None
    if (month, day) == (9, 11) and _is_attack(phrase, scene):
        return Expression("DATE", ATTACK.isoformat(), "the day of the attacks on New York and Washington")
    if not scene.published:
        return _of_unknown_year("a day", f"{month:02}-{day:02}")
    if told := _find_told(phrase, month, day, scene):
        return told
    years = range(max(scene.published.year - 8, 1), min(scene.published.year + 9, 10000))
    days = [known for year in years if (known := make_day(year, month, day))]
    return scene.choose(phrase, f"{day} {MONTH_NAMES[month - 1]}", days, "day", near=NEAR)


def _find_told(phrase: Phrase, month: int, day: int, scene: Scene) -> Expression | None:
    """*7 March* in a story with *March 2003*, unless a 7 March is near to publication, and that is not just before.

    An entry of a list follows the last.
    """
    if scene.entry and scene.is_entry(phrase):
        least = shift(scene.entry, -BACK, "day")
        later = (make_day(year, month, day) for year in range(least.year, scene.published.year + 1))
        known = next((known for known in later if known and known >= least), None)
        if known and known <= scene.published:
            return Expression("DATE", known.isoformat(), f"the list is at {scene.entry}")
    year, near = scene.years.get(month), make_day(scene.published.year, month, day)
    if month not in scene.here and (year is None or (near and abs((near - scene.published).days) <= AROUND)):
        return None
    known, name = make_day(year, month, day), MONTH_NAMES[month - 1]
    return Expression("DATE", known.isoformat(), f"{name} {year} is named too") if known else None


def _is_attack(phrase: Phrase, scene: Scene) -> bool:
    """Whether *11 September* without a year is that of 2001: beside a word for an attack, or not just before.

    Some weeks after an 11 September that day may be meant, and before one if what is told is to come.
    """
    if scene.published and scene.published < ATTACK:
        return False
    around = phrase.match.string[max(phrase.start - 40, 0) : phrase.end + 40].casefold()
    if any(word in around for word in ATTACKS):
        return True
    if not scene.published:
        return False
    since = (scene.published - ATTACK.replace(year=scene.published.year)).days
    return not 0 <= since <= RECENT and not (-NEAR <= since < 0 and scene.tense(phrase) == "future")


# Months, quarters, seasons, years and longer times


@rule("<month> & year", "(?P<here><month>),? (?:of )?(?P<which>last|this|next) year")
@rule(
    "<month> & <year>",
    "(?P<here><month>)<with><month2>,? (?:of )?<year>",
    "(?:early |late |mid[- ])?<month>,? (?:of )?<year>",
)
@rule(
    "quarter half q",
    "(?:the )?<ordinal> (?P<unit>quarter|half)(?: of)? (?:<year>|(?P<which>this|last|next|the) year)",
    "(?P<unit>Q)(?P<digit>[1-4])(?: of)?,? (?:<year>|(?P<which>this|last|next) year)",
)
@rule("<season> & <year>", "(?:early |late |mid[- ])?(?:the )?<season>,? (?:of )?<year>")
def part_of_year(phrase: Phrase, scene: Scene) -> Expression | None:
    """*March 2016*, *March* in *March last year*, *the first half of this year*, *Q3 2019*, *the spring of 2016*."""
    part, which = _spell_part(phrase), phrase["which"]
    if not part:
        return None
    if phrase["year"]:
        return _written(f"{phrase['year']}-{part}")
    if not scene.published:
        return _of_unknown_year("a part", part)
    return Expression("DATE", f"{scene.published.year + STEPS[which]:04}-{part}", f"{which} year, {scene.counted}")


@rule(
    "<month>",
    "(?:early |late |mid[- ])?(?:(?P<which>last|this|next|this past|this coming) )?<month>(?![- ](?-i:[A-Z]))",
)
def month(phrase: Phrase, scene: Scene) -> Expression | None:
    """*in January*, *last March*; *May*, *March* and short forms only after a preposition that makes them months.

    Whether *last June* is of this year is not sure, if this year's is over.
    """
    name, here = phrase["month"].rstrip("."), phrase.match.start("month")
    token = scene.token(phrase)
    before = token.nbor(-1).lower_ if token.i else ""
    plain = len(name) > 3 and name not in ("march", "april", "june", "august", "sept") and token.pos_ == "PROPN"
    if token.ent_type_ in ("PERSON", "ORG") or not (plain or before in BEFORE_MONTH or phrase.start < here):
        return None
    number = read_month(name)
    if not scene.published:
        return _of_unknown_year("a month", f"{number:02}")
    firsts = [make_day(scene.published.year + n, number, 1) for n in (-1, 0, 1)]
    if step := STEPS.get(phrase["which"]):
        over = scene.published.replace(day=1)
        fitting = [day for day in firsts if day and (day < over if step < 0 else day > over)]
        firsts = fitting[-1:] if step < 0 else fitting[:1]
    found = scene.choose(phrase, MONTH_NAMES[number - 1], firsts, "month")
    unsure = phrase["which"] == "last" and number < scene.published.month
    return replace(found, sure=False) if found and unsure else found


@rule(
    "<season>",
    "(?P<which>last|this|next|this past|this coming) <season>",
    "(?:in|during|over) (?P<here>(?P<which>the) <season>)(?! of)",
)
def season(phrase: Phrase, scene: Scene) -> Expression | None:
    """*last summer*, *this winter*; *fall* only after *last*, *this* …; not with a capital (*the Prague Spring*).

    The year of *in the spring* is not sure.
    """
    which, name = phrase["which"], phrase["season"]
    if phrase.written("season")[0].isupper() or (name == "fall" and which == "the"):
        return None
    letters = SEASONS[name]
    if not scene.published:
        return _of_unknown_year("a season", letters)
    firsts = [make_day(scene.published.year + n, SEASON_MONTHS[letters], 1) for n in (-2, -1, 0, 1)]
    if which == "last":
        over = shift(scene.published, -3, "month")
        firsts = [day for day in firsts if day and over and day <= over][-1:]
    day, reason = scene.nearest(phrase, name, firsts)
    return Expression("DATE", f"{day.year:04}-{letters}", reason, sure=which not in (None, "", "the"))


@rule(
    "twenties thirties forties fifties sixties seventies eighties nineties",
    "the (?:early |late |mid[- ])?(?P<decade>twen|thir|for|fif|six|seven|eigh|nine)ties",
)
@rule("<digit>", "(?:the )?(?:early |late |mid[- ])?['‘’](?P<decade>[2-9])0s")
@rule("<year>", "(?:the )?(?:early |late |mid[- ])?(?P<decade>(?:1[0-9]|20)[0-9])0['’]?s")
def decade(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the 1990s*, *the late '90s*, *the nineties*."""
    said = phrase["decade"]
    digit = str(DECADES.index(said) + 2) if said in DECADES else said
    return _written(digit if len(digit) == 3 else f"19{digit}")


@rule("century", "(?:the )?(?:early |late |mid[- ])?(?P<number>[1-9]|1[0-9]|2[01])(?:st|nd|rd|th)[- ]century")
def century(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the 19th century*."""
    return _written(f"{int(phrase['number']) - 1:02}")


@rule(
    "<year>",
    "(?P<here>(?P<year>[12][0-9]{3}))<dash>(?P<until>[12][0-9]{3}|[0-9]{2})(?![-–/.,:]?[0-9])",
    "(?P<start>[12][0-9]{3})[ ]?[-–—/][ ]?(?P<here>(?P<year>[12][0-9]{3}|[0-9]{2}))(?![-–/.,:]?[0-9])",
)
def year_of_range(phrase: Phrase, scene: Scene) -> Expression | None:
    """Both years of *2018-2020* and *2018–20*."""
    first = phrase["start"] or phrase["year"]
    last = phrase["until"] or phrase["year"]
    last = first[: 4 - len(last)] + last
    if not 1500 <= int(first) < int(last) < 2100:
        return None
    return _written(last if phrase["start"] else first)


@rule(
    "<year>",
    f"(?:early |late |(?:mid|pre|post)[- ])?<year>(?![ ]?(?:{COUNTED}))",
)
def year(phrase: Phrase, scene: Scene) -> Expression | None:
    """*2018*, unless it counts or names something (*resolution 1973*); before 1900 only after a preposition."""
    if phrase["year"] in scene.names or _TYPE.search(phrase.match.string[: phrase.start]):
        return None
    token = scene.token(phrase)
    before = token.nbor(-1).lower_ if token.i else ""
    counted = token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.ent_type_ != "DATE"
    if (before in BEFORE_YEAR and not counted) or (
        token.i > 1 and before == "the" and token.nbor(-2).lower_ in BEFORE_YEAR
    ):
        return _written(phrase["year"])
    counts = token.ent_type_ in ("CARDINAL", "MONEY", "QUANTITY", "PERCENT", "TIME") or before in ("$", "at", "no.")
    counts = counts or (counted and before != "the")
    return None if counts or int(phrase["year"]) < 1900 else _written(phrase["year"])


def _spell_part(phrase: Phrase) -> str:
    """The TIMEX3 value of a month, season, quarter or half of a year; "" for *the third half*."""
    if phrase["month"]:
        return f"{read_month(phrase['month']):02}"
    if phrase["season"]:
        return SEASONS[phrase["season"]]
    number = ORDINALS[phrase["ordinal"]] if phrase["ordinal"] else int(phrase["digit"])
    if phrase["unit"] == "half":
        return f"H{number}" if number <= 2 else ""
    return f"Q{number}"


def _of_unknown_year(what: str, part: str) -> Expression:
    return Expression("DATE", f"XXXX-{part}", f"{what} of an unknown year: no day of publication")


def _written(value: str) -> Expression:
    return Expression("DATE", value, WRITTEN)


def _as_written(day: date | None) -> Expression | None:
    return _written(day.isoformat()) if day else None
