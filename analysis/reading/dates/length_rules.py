"""The rules for lengths of time, repeated times, *now*, and the parts of a day.

They come after those of `counted_rules.py`; `phrases.py` explains how to write a rule.
"""

from analysis.reading.dates.phrases import PARTS, Expression, Phrase, Scene, any_of, start_table
from analysis.rules.load import load_values, load_words
from analysis.text.calendar import WEEKDAY_STEMS, WEEKDAYS, read_number, write_length

RULES, rule = start_table()

SETS = load_values("date_words.csv", "often")
HALVES = {"hour": "T30M", "day": "T12H", "year": "6M", "decade": "5Y", "century": "50Y"}
RATES = load_words("date_words.csv", "rate")


# Repeated times, lengths, "now"


@rule(
    "<weekdays>",
    f"(?P<plural>(?=(?-i:[A-Z]))(?:{any_of(WEEKDAYS)})s)",
)
@rule(
    "every each",
    "(?:every|each) (?:(?P<other>other|single) )?(?:<number> )?(?:<unit>|<units>|<weekday>|<part>)",
)
def repeated(phrase: Phrase, scene: Scene) -> Expression | None:
    """*every day*, *every two weeks*, *each Monday*, *Mondays*."""
    day = phrase["weekday"] or phrase["plural"]
    if day:
        return Expression("SET", f"XXXX-WXX-{WEEKDAY_STEMS.index(day[:3]) + 1}", "again and again")
    if phrase["part"]:
        return Expression("SET", f"XXXX-XX-XX{PARTS[phrase['part']]}", "again and again")
    number = 2 if phrase["other"] == "other" else read_number(phrase["number"] or "one")
    return Expression("SET", write_length(number, phrase.unit), "again and again")


@rule(
    f"{' '.join(SETS)} once twice times per",
    f"(?P<often>{any_of(SETS)})",
    "(?:once|twice|times) (?:a|an|per|each|every) <unit>|per <unit2>",
)
def frequency(phrase: Phrase, scene: Scene) -> Expression | None:
    """*daily*, *annually*, *twice a week*, *per month*; not the *Daily Mail*."""
    if phrase["often"]:
        named = phrase.written("often")[0].isupper() and scene.token(phrase).pos_ == "PROPN"
        return None if named else Expression("SET", SETS[phrase["often"]], "again and again")
    return Expression("SET", write_length(1, phrase.unit), "again and again")


@rule(
    "<unit>",
    "(?:<number>|<vague>)[- ](?:<units>|(?<=-)<unit>)",
    "(?P<number>an?|one) <unit>",
    "(?P<units>years|months|weeks|days|hours|decades|centuries|minutes)",
)
@rule("<unit> & half", "(?P<half>half) an? <unit>", "<number> (?P<half>and a half) <units>")
def length(phrase: Phrase, scene: Scene) -> Expression | None:
    """*19 days*, *two-year*, *half an hour*, *months*; *a year* after a rate (*5% a year*) is a repeated time."""
    unit, number = phrase.unit, phrase.number
    if phrase["half"]:
        value = f"P{HALVES[unit]}" if number is None and unit in HALVES else write_length((number or 0) + 0.5, unit)
        return Expression("DURATION", value, "a length of time")
    if number == 1 and unit in ("second", "quarter"):
        return None  # a second attack, a quarter of the people
    before = scene.before(phrase)
    if phrase["number"] in ("a", "an") and before and (before.like_num or before.lower_ in RATES):
        return Expression("SET", write_length(1, unit), "again and again")
    return Expression("DURATION", write_length(number, unit), "a length of time")


@rule(
    "now currently nowadays present moment presently days",
    "now(?! that)|right now|currently|nowadays|at present|at the moment|at this moment|these days|presently",
)
def now(phrase: Phrase, scene: Scene) -> Expression | None:
    """*now*, *currently* …, but not *now* as an opening word: *Now, …*."""
    token = scene.token(phrase)
    opening = phrase.written("here") == "Now" and token.i + 1 < len(token.doc) and token.nbor().text == ","
    return None if opening or token.pos_ == "INTJ" else Expression("DATE", "PRESENT_REF", "the present")


@rule(
    "recently lately past recent future coming",
    "recently|lately|in the past(?! <unit>)(?! (?:<number>|<vague>) <units>)|in recent <units2>|recent <units3>",
    "(?P<future>in the (?:near )?future|in the coming <units>)",
)
def vaguely(phrase: Phrase, scene: Scene) -> Expression | None:
    """*recently*, *in recent years*, *in the future*."""
    if phrase["future"]:
        return Expression("DATE", "FUTURE_REF", "at some time to come")
    return Expression("DATE", "PAST_REF", "at some time past")


# Parts of a day: `table.py` joins them to the day next to them, and drops those without a day


@rule(
    "<digit>",
    "(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9]) <zone>",
    "at (?P<here>(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9]))",
)
@rule(
    "<digit> & m am pm",
    "(?P<hour>[01]?[0-9]|2[0-3])(?:[:.](?P<minute>[0-5][0-9]))?[ ]?(?P<half>[ap])\\.?m\\b\\.?(?: <zone>)?",
)
def clock(phrase: Phrase, scene: Scene) -> Expression | None:
    """*8 p.m.*, *20:15 GMT*."""
    hour = int(phrase["hour"])
    if phrase["half"]:
        hour = hour % 12 + (12 if phrase["half"] == "p" else 0)
    return Expression("TIME", f"T{hour:02}:{phrase['minute'] or '00'}", "the clock")


@rule("<part>", "(?:the |late |early )?<part>")
def part_of_day(phrase: Phrase, scene: Scene) -> Expression | None:
    """*the early hours* of a day, a day's *morning*."""
    return Expression("TIME", PARTS[phrase["part"]], "")
