"""The rules by which time expressions are found and read, in order of rank; `phrases.py` says how one is written."""

import re
from dataclasses import replace
from datetime import date

from analysis.dates.phrases import PARTS, Expression, Phrase, Scene, start_table
from analysis.periods import (
    CLOCK_UNITS,
    MONTH_NAMES,
    MONTHS,
    ORDINALS,
    SEASON_MONTHS,
    SEASONS,
    WEEKDAY_STEMS,
    WEEKDAYS,
    find_bounds,
    make_day,
    shift,
    write_length,
)

RULES, rule = start_table()

NEAR = 90  # days; a day without a year is taken for one so near to publication, whatever the tense
STEPS = {"last": -1, "this past": -1, "this": 0, "the": 0, "this coming": 1, "next": 1}
DECADES = "twen thir for fif six seven eigh nine".split()
BEFORE_MONTH = frozenset(
    "in since until till by from during of to through late early mid last this next and before after".split()
)
BEFORE_YEAR = frozenset(
    "in since until till by from during of to through before after year around circa between".split()
)
COUNTED = (  # what follows a number that is no year, where the parser has taken it for one
    r"hours|hrs|gmt|utc|local|%|percent|per cent|[ap]\.?m|people|men|women|children|troops|soldiers|civilians|homes"
    r"|houses|jobs|votes|seats|words|miles|metres|meters|feet|km|square"
)


# What looks like a time and is none


@rule("age aged", "aged? <number>")
@rule(
    "<weekday>",
    "(?-i:Black|Good|Bloody|Super|Ash|Palm|Holy|Easter|Cyber|Giving) <weekday>",
    "<weekday> (?:(?-i:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Night (?:Live|Football))|the 13th)",
)
@rule(
    "<unit>",
    "(?:<number>|<vague>)[- ](?:<unit>|<units>)(?:[- ]old| of age)",
    "<unit>-<unit2>|(?:gap|leap|light|calendar)[- ](?:years?|days?)|man of the year|day[- ]to[- ]day",
)
def no_time(phrase: Phrase, scene: Scene) -> Expression | None:
    """*42 years old*, *Black Friday*, the *Sunday Times*."""
    return Expression("", "", "")


# Days that are written out


@rule(
    "<digit>",
    "(?P<here>(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01]))(?:T[0-9]{2}:[0-9]{2}[0-9:.]{0,9}Z?)?",
    "(?P<year>[12][0-9]{3})/(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9/])",
)
def numeric_day(phrase: Phrase, scene: Scene) -> Expression | None:
    """*2020-01-08*."""
    return _as_written(make_day(int(phrase["year"]), int(phrase["month"]), int(phrase["day"])))


@rule(
    "<month>",
    "(?P<here><day>)<with><day2>,? (?:of )?<month>(?:,? <year>)?",
    "(?P<here><short_weekday>?<month> <day>)<with><day2>(?:,? <year>)?",
    "<month> <day2><dash>(?P<here><day>(?:,? <year>)?)",
    "<month> <day2> and (?P<here><day>(?:,? <year>)?)(?=[ ]?(?:[.,;:)]|in |at |$))",
    "<short_weekday>?<month> <day>(?:,? <year>)?",
    "<short_weekday>?(?:the )?<day>(?: of)? <month>(?:,? <year>)?",
)
def day_of_month(phrase: Phrase, scene: Scene) -> Expression | None:
    """*Jan. 3, 2018*, *the 3rd of January*, *3 to 8 January*, and what follows the dash of *Jan. 3-8*."""
    month, day = _month(phrase["month"]), int(re.match("[0-9]+", phrase["day"])[0])
    if phrase["year"]:
        return _as_written(make_day(int(phrase["year"]), month, day))
    if not make_day(2000, month, day):
        return None
    if not scene.published:
        return Expression("DATE", f"XXXX-{month:02}-{day:02}", "a day of an unknown year: no day of publication")
    years = range(max(scene.published.year - 8, 1), min(scene.published.year + 9, 10000))
    days = [known for year in years if (known := make_day(year, month, day))]
    return scene.choose(phrase, f"{day} {MONTH_NAMES[month - 1]}", days, "day", near=NEAR)


# Months, quarters, seasons, years and more


@rule(
    "<month>",
    "(?P<here><month>)(?:<with>)<month2>,? (?:of )?<year>",
    "(?:early |late |mid[- ])?<month>,? (?:of )?<year>",
)
def month_of_year(phrase: Phrase, scene: Scene) -> Expression | None:
    """*March 2016*, and *July* in *July and August 2003*."""
    return _written(f"{int(phrase['year'])}-{_month(phrase['month']):02}")


@rule("<month>", "(?P<here><month>),? (?:of )?(?P<which>last|this|next) year")
def month_of_relative_year(phrase: Phrase, scene: Scene) -> Expression | None:
    """*March* in *March last year*."""
    if not scene.published:
        return Expression("DATE", f"XXXX-{_month(phrase['month']):02}", "a month of an unknown year")
    year = scene.published.year + STEPS[phrase["which"]]
    return Expression("DATE", f"{year:04}-{_month(phrase['month']):02}", f"{phrase['which']} year, {scene.counted}")


@rule(
    "<month>",
    "(?:early |late |mid[- ])?(?:(?P<which>last|this|next|this past|this coming) )?<month>(?![- ](?-i:[A-Z]))",
)
def month(phrase: Phrase, scene: Scene) -> Expression | None:
    """*in January*, *last March*; *May*, *March* and short forms only where a preposition makes them months."""
    name, here = phrase["month"].rstrip("."), phrase.found.start("month")
    token = scene.token(phrase)
    before = token.nbor(-1).lower_ if token.i else ""
    plain = len(name) > 3 and name not in ("march", "april", "june", "august", "sept") and token.pos_ == "PROPN"
    if token.ent_type_ in ("PERSON", "ORG") or not (plain or before in BEFORE_MONTH or phrase.start < here):
        return None
    number = _month(name)
    if not scene.published:
        return Expression("DATE", f"XXXX-{number:02}", "a month of an unknown year: no day of publication")
    firsts = [make_day(scene.published.year + n, number, 1) for n in (-1, 0, 1)]
    return scene.choose(phrase, MONTH_NAMES[number - 1], firsts, "month")


@rule(
    "quarter half q",
    "(?:the )?<ordinal> (?P<unit>quarter|half)(?: of)? (?:<year>|(?P<which>this|last|next|the) year)",
    "(?P<unit>Q)(?P<digit>[1-4])(?: of)?,? (?:<year>|(?P<which>this|last|next) year)",
)
def part_of_year(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the third quarter of 2019*, *Q3 2019*, *the first half of this year*."""
    number = ORDINALS[phrase["ordinal"]] if phrase["ordinal"] else int(phrase["digit"])
    letter = "H" if phrase["unit"] == "half" else "Q"
    if number > {"H": 2, "Q": 4}[letter]:
        return None
    if phrase["year"]:
        return _written(f"{phrase['year']}-{letter}{number}")
    if not scene.published:
        return Expression("DATE", f"XXXX-{letter}{number}", "part of an unknown year: no day of publication")
    year = scene.published.year + STEPS[phrase["which"]]
    return Expression("DATE", f"{year:04}-{letter}{number}", f"{phrase['which']} year, {scene.counted}")


@rule("<season>", "(?:early |late |mid[- ])?(?:the )?<season>,? (?:of )?<year>")
def season_of_year(phrase: Phrase, scene: Scene) -> Expression | None:
    """*summer 2019*, *the spring of 2016*."""
    return _written(f"{phrase['year']}-{SEASONS[phrase['season']]}")


@rule(
    "<season>",
    "(?P<which>last|this|next|this past|this coming) <season>",
    "(?:in|during|over) (?P<here>(?P<which>the) <season>)(?! of)",
)
def season(phrase: Phrase, scene: Scene) -> Expression | None:
    """*last summer*, *this winter*; *fall* only with such a word before it, and lower case (*the Prague Spring*)."""
    which, name = phrase["which"], phrase["season"]
    if phrase.written("season")[0].isupper() or (name == "fall" and which == "the"):
        return None
    letters = SEASONS[name]
    if not scene.published:
        return Expression("DATE", f"XXXX-{letters}", "a season of an unknown year: no day of publication")
    firsts = [make_day(scene.published.year + n, SEASON_MONTHS[letters], 1) for n in (-2, -1, 0, 1)]
    if which == "last":
        over = shift(scene.published, -3, "month")
        firsts = [day for day in firsts if day and over and day <= over][-1:]
    day, reason = scene.nearest(phrase, name, firsts)
    return Expression("DATE", f"{day.year:04}-{letters}", reason)


@rule(
    "<digit> twenties thirties forties fifties sixties seventies eighties nineties",
    "(?:the )?(?:early |late |mid[- ])?(?P<decade>(?:1[0-9]|20)[0-9])0['’]?s",
    "(?:the )?(?:early |late |mid[- ])?['‘’](?P<decade>[2-9])0s",
    "the (?:early |late |mid[- ])?(?P<decade>twen|thir|for|fif|six|seven|eigh|nine)ties",
)
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
    "<digit>",
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
    "<digit>",
    f"(?:early |late |(?:mid|pre|post)[- ])?<year>(?![ ]?(?:{COUNTED}))",
)
def year(phrase: Phrase, scene: Scene) -> Expression | None:
    """*2018*, unless it counts something; before 1900 only after a preposition."""
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


# Counted from the day of publication


@rule(
    "yesterday today tomorrow",
    "(?P<which>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow)(?![-])",
)
def day_from_publication(phrase: Phrase, scene: Scene) -> Expression | None:
    """*yesterday*, *today*, *the day after tomorrow*."""
    which = phrase["which"]
    steps = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(which.split()[-1], 0)
    return scene.count(steps * (2 if " " in which else 1), "day", which)


@rule(
    "<part> tonight overnight",
    "(?P<which>last|this) (?P<part>morning|afternoon|evening|night)|(?P<tonight>tonight|overnight)",
)
def part_from_publication(phrase: Phrase, scene: Scene) -> Expression | None:
    """*this morning*, *last night*, *tonight*."""
    last = phrase["which"] == "last" or phrase["tonight"] == "overnight"
    day = scene.count(-1 if last else 0, "day", phrase["here"])
    return replace(day, type="TIME", value=day.value + PARTS[phrase["part"] or "night"])


@rule(
    "<weekday> mon tue tues wed thur thurs fri",
    "(?:(?P<which>last|next|this|this past|this coming) )?<weekday>(?!s)",
    "on (?P<here>(?=(?-i:[A-Z]))(?P<weekday>mon|tues?|wed|thurs?|fri)\\b\\.?)",
)
def weekday(phrase: Phrase, scene: Scene) -> Expression | None:
    """*Wednesday*, *last Friday*, *next Monday*."""
    number = WEEKDAY_STEMS.index(phrase["weekday"][:3])
    if not scene.published:
        return Expression("DATE", f"XXXX-WXX-{number + 1}", "a day of an unknown week: no day of publication")
    last = shift(scene.published, -((scene.published.weekday() - number) % 7), "day")
    week = [last, shift(scene.published, (number - scene.published.weekday()) % 7, "day")]
    which = phrase["which"]
    if STEPS.get(which):
        week = [day if day != scene.published else shift(day, 7 * STEPS[which], "day") for day in week]
        day = week[0 if STEPS[which] < 0 else 1]
        return day and Expression("DATE", day.isoformat(), f"{which} {WEEKDAYS[number]}, {scene.counted}")
    return scene.choose(phrase, WEEKDAYS[number], week, "day")


@rule(
    "<unit>",
    "(?:earlier |later |early |late |so far )?(?:in )?(?P<which>last|this|next|this past|this coming) <span>",
)
def span_from_publication(phrase: Phrase, scene: Scene) -> Expression | None:
    """*last week*, *earlier this year*, *next month*; *this weekend* by tense."""
    which, unit = phrase["which"], phrase["span"]
    if unit == "weekend" and scene.published:
        return _weekend(phrase, scene, which)
    return scene.count(STEPS[which], unit, f"{which} {unit}")


@rule("weekend", "(?P<which>the) weekend")
def weekend(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the weekend*: the one before or after publication, as the tense has it."""
    return _weekend(phrase, scene, "this") if scene.published else scene.count(0, "weekend", "the weekend")


@rule(
    "end close start beginning turn",
    "(?:the )?(?P<edge>end|close) of (?:the|this) (?P<unit>year|month|week|decade)",
    "(?:the )?(?P<unit>year|month)(?:['’]s)?[- ]end",
    "(?:the )?(?P<edge>start|beginning|turn) of (?:the|this) (?P<unit>year|month|week)",
)
def edge_of_span(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the end of the year*: its last day."""
    unit = phrase["unit"]
    span = scene.count(0, unit, f"this {unit}")
    first, last = find_bounds(span.value)
    edge = "last" if (phrase["edge"] or "end") in ("end", "close") else "first"
    day = last if edge == "last" else first
    return Expression("DATE", day.isoformat(), f"{edge} day of {span.reason}") if day else span


@rule(
    "ago",
    "(?P<half>half) an? <unit> ago",
    "(?:<number>|<vague>) (?:<unit>|<units>) ago",
    "<units> ago",
)
def ago(phrase: Phrase, scene: Scene) -> Expression | None:
    """*two days ago*: to the day for days, to the week for weeks, and so on; *years ago* is merely past."""
    unit = phrase.unit
    number = 0.5 if phrase["half"] else phrase.number
    if number is None:
        return Expression("DATE", "PAST_REF", f"some {unit}s before publication")
    if unit in CLOCK_UNITS and number < 24:
        return Expression("TIME", "PAST_REF", f"{number:g} {unit}s before publication")
    return scene.count(-number, unit, phrase["here"], to="year" if unit in ("decade", "century") else unit)


@rule(
    "<unit>",
    "in <number> (?:<unit>|<units>)(?:['’]? time)?(?! of)",
    "<number> (?:<unit>|<units>) from (?:now|today)",
)
def ahead(phrase: Phrase, scene: Scene) -> Expression | None:
    """*in two days*, of what is to come, and *three weeks from now*."""
    text = phrase["here"]
    sure = text.endswith(("now", "today", "time"))
    if not sure and scene.tense(phrase) != "future":
        return None
    unit = phrase.unit
    number = phrase.number
    if number is None or unit in CLOCK_UNITS:
        return None
    return scene.count(number, unit, text, to="year" if unit in ("decade", "century") else unit)


@rule(
    "last past previous next coming",
    "(?:the )?(?P<which>last|past|previous|next|coming) (?:<number>|<vague>) <units>",
    "the (?P<which>past|coming) (?:<unit>|<units>)",
)
def length_to_publication(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the past 30 days*, *the next two weeks*, *the past year*: lengths that end or begin at publication."""
    unit = phrase.unit
    number = phrase.number if phrase["number"] else (1 if phrase["unit"] else None)
    past = phrase["which"] in ("last", "past", "previous")
    bounds = None
    if scene.published and number is not None:
        other = shift(scene.published, -number if past else number, unit)
        bounds = (other, scene.published) if past else (scene.published, other)
    reason = f"a length of time that {'ends' if past else 'begins'} at publication"
    return Expression("DURATION", write_length(number, unit), reason, bounds if bounds and all(bounds) else None)


# Counted from a day that was named before


@rule(
    "later earlier afterward afterwards",
    "(?:<number>|<vague>) (?:<unit>|<units>) (?P<which>later|earlier|afterwards?)(?! than)",
)
def counted_on(phrase: Phrase, scene: Scene) -> Expression | None:
    """*three days later*, *a day earlier*."""
    unit, number = phrase.unit, phrase.number
    if number is None or unit in CLOCK_UNITS:
        return Expression("DURATION", write_length(number, unit), "a length of time from an event that is not dated")
    return scene.count_on(-number if phrase["which"] == "earlier" else number, unit, phrase["here"])


@rule(
    "next following previous same that before after earlier",
    "(?:the |that )?(?P<which>next|following|previous|same|that) (?P<unit>day|morning|afternoon|evening|night)",
    "(?:the )(?P<which>following|previous|same) (?P<unit>week|weekend|month|year|decade)",
    "(?P<which>that) (?P<unit>week|weekend|month|year|decade)",
    "the (?P<unit>day|year|week|month) (?P<which>before|after|earlier)(?=[ ]?(?:[.,;:)]|$))",
)
def next_to_named(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the next day*, *the following year*, *that night*, *the day before*."""
    which, unit = phrase["which"], phrase["unit"]
    steps = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1, "earlier": -1}.get(which, 0)
    if unit not in PARTS:
        return scene.count_on(steps, unit, phrase["here"])
    day = scene.count_on(steps, "day", phrase["here"])
    return replace(day, type="TIME", value=day.value + PARTS[unit])


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _written(value: str) -> Expression:
    return Expression("DATE", value, "as written")


def _as_written(day: date | None) -> Expression | None:
    return _written(day.isoformat()) if day else None


def _weekend(phrase: Phrase, scene: Scene, which: str) -> Expression | None:
    """The weekend before, after or next to publication; on a Saturday or Sunday *this weekend* is the present one."""
    saturday = shift(scene.published, 5 - scene.published.weekday(), "day")
    if not saturday:
        return None  # the calendar's last days
    days = [shift(saturday, -7, "day"), saturday] if scene.published.weekday() < 5 else [saturday]
    if which == "this coming":
        days = days[-1:]
    elif STEPS.get(which):
        days = [shift(saturday, 7 * STEPS[which], "day")]
    days = [day for day in days if day]
    return scene.choose(phrase, "weekend", days, "weekend") if days else None
