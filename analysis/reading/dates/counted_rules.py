"""The rules for dates that are counted from the day of publication, or from a day named before.

They come after those of `date_rules.py`; `phrases.py` explains how to write a rule.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.reading.dates.phrases import PARTS, STEPS, Expression, Phrase, Scene, start_table
from analysis.text.calendar import CLOCK_UNITS, WEEKDAY_STEMS, WEEKDAYS, find_bounds, shift, write_length

if TYPE_CHECKING:
    from spacy.tokens import Token

RULES, rule = start_table()

ROUND = 10  # years: *30 years ago* may be 32


# Counted from the day of publication


@rule(
    "yesterday today tomorrow",
    "(?P<which>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow)(?![-])",
)
def day_from_publication(phrase: Phrase, scene: Scene) -> Expression | None:
    """*yesterday*, *today*, *the day after tomorrow*; in a quote they may mean these days, or the day of the saying."""
    which = phrase["which"]
    steps = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(which.split()[-1], 0)
    day = scene.count(steps * (2 if " " in which else 1), "day", which)
    return replace(day, sure=not scene.is_quoted(phrase))


@rule(
    "<part> tonight overnight",
    "(?P<which>last|this) (?P<part>morning|afternoon|evening|night)|(?P<tonight>tonight|overnight)",
)
def part_from_publication(phrase: Phrase, scene: Scene) -> Expression | None:
    """*this morning*, *last night*, *tonight*."""
    last = phrase["which"] == "last" or phrase["tonight"] == "overnight"
    day = scene.count(-1 if last else 0, "day", phrase["here"])
    value = day.value + PARTS[phrase["part"] or "night"]
    return replace(day, type="TIME", value=value, sure=not scene.is_quoted(phrase))


@rule(
    "mon tue tues wed thur thurs fri",
    "on (?P<here>(?=(?-i:[A-Z]))(?P<weekday>mon|tues?|wed|thurs?|fri)\\b\\.?)",
)
@rule("<weekday>", "(?:(?P<which>last|next|this|this past|this coming) )?<weekday>(?!s)")
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
    day = scene.choose(phrase, WEEKDAYS[number], week, "day")
    past = "past" in day.reason and number == (scene.published.weekday() + 1) % 7
    return replace(day, sure=False) if past else day  # a page may have been changed on the day after


@rule(
    "<unit> & last this next",
    "(?:earlier |later |early |late |so far )?(?:in )?(?P<which>last|this|next|this past|this coming) <span>",
)
def span_from_publication(phrase: Phrase, scene: Scene) -> Expression | None:
    """*last week*, *earlier this year*, *next month*; for *this weekend* the tense decides.

    On a Sunday, *last week* is the one that ends.
    """
    which, unit = phrase["which"], phrase["span"]
    if unit == "weekend" and scene.published:
        return _weekend(phrase, scene, which)
    ended = which == "last" and unit == "week" and scene.published and WEEKDAYS[scene.published.weekday()] == "Sunday"
    return scene.count(0 if ended else STEPS[which], unit, f"{which} {unit}")


@rule("weekend", "(?P<which>the) weekend")
def weekend(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the weekend*: the one before or after publication, depending on the tense."""
    return _weekend(phrase, scene, "this") if scene.published else scene.count(0, "weekend", "the weekend")


@rule(
    "end close start beginning turn",
    "(?:the )?(?P<edge>end|close) of (?:the|this) (?P<unit>year|month|week|decade)",
    "(?:the )?(?P<unit>year|month)(?:['’]s)?[- ]end",
    "(?:the )?(?P<edge>start|beginning|turn) of (?:the|this) (?P<unit>year|month|week)",
)
def edge_of_span(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the end of the year*: its last day; *the start of the month*: its first."""
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
    """*two days ago*: a day for days, a week for weeks, and so on; *years ago* is only in the past."""
    unit = phrase.unit
    number = 0.5 if phrase["half"] else phrase.number
    if number is None:
        return Expression("DATE", "PAST_REF", f"some {unit}s before publication")
    if unit in CLOCK_UNITS and number < 24:
        return Expression("TIME", "PAST_REF", f"{number:g} {unit}s before publication")
    day = scene.count(-number, unit, phrase["here"], to="year" if unit in ("decade", "century") else unit)
    return replace(day, sure=not (unit == "year" and number >= ROUND and number % ROUND == 0))


@rule("<unit> & from", "<number> (?:<unit>|<units>) from (?:now|today)")
@rule("<unit> & in", "in <number> (?:<unit>|<units>)(?:['’]? time)?(?! of)")
def ahead(phrase: Phrase, scene: Scene) -> Expression | None:
    """*in two days*, with a future tense, and *three weeks from now*; not *the first vote in 30 years*."""
    text = phrase["here"]
    if _is_rarity(scene.before(phrase)):
        return None
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
    "the (?P<which>last) (?P<unit>decade|century)",
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


# Counted from a day named before


@rule(
    "following ensuing subsequent followed",
    "(?:in |over |during |for )?the (?:following|ensuing|subsequent) <units>",
    "(?:in |over |during )?the <units> that followed",
)
def length_after_named(phrase: Phrase, scene: Scene) -> Expression | None:
    """*in the following days*, *the weeks that followed*: a length from the day named last, whose end is not known."""
    return Expression("DURATION", write_length(None, phrase.unit), "a length of time after the day named before")


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
    "<unit> & before after earlier",
    "the (?P<unit>day|year|week|month) (?P<which>before|after|earlier)(?=[ ]?(?:[.,;:)]|$))",
)
@rule(
    "<unit> <part> & next following previous same that",
    "(?:the |that )?(?P<which>next|following|previous|same|that) (?P<unit>day|morning|afternoon|evening|night)",
    "(?:the )(?P<which>following|previous|same) (?P<unit>week|weekend|month|year|decade)",
    "(?P<which>that) (?P<unit>week|weekend|month|year|decade)",
)
def next_to_named(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the next day*, *the following year*, *that night*, *the day before*."""
    which, unit = phrase["which"], phrase["unit"]
    steps = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1, "earlier": -1}.get(which, 0)
    if unit not in PARTS:
        return scene.count_on(steps, unit, phrase["here"])
    day = scene.count_on(steps, "day", phrase["here"])
    return replace(day, type="TIME", value=day.value + PARTS[unit])


def _is_rarity(thing: "Token | None") -> bool:
    """Whether there was no such thing for the time that is told next: *the worst storm in ten years*."""
    return thing is not None and any(
        word.tag_ in ("JJS", "RBS") or word.lower_ in ("first", "only") for word in thing.lefts
    )


def _weekend(phrase: Phrase, scene: Scene, which: str) -> Expression | None:
    """The weekend before or after publication, as the words say; on a weekend, *this weekend* is the present one."""
    saturday = shift(scene.published, 5 - scene.published.weekday(), "day")
    if not saturday:
        return None  # beyond the end of the calendar
    days = [shift(saturday, -7, "day"), saturday] if scene.published.weekday() < 5 else [saturday]
    if which == "this coming":
        days = days[-1:]
    elif STEPS.get(which):
        days = [shift(saturday, 7 * STEPS[which], "day")]
    days = [day for day in days if day]
    return scene.choose(phrase, "weekend", days, "weekend") if days else None
