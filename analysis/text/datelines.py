"""Datelines and date lines: *Published: 8 January 2020, 14:05 GMT*, *TEHRAN, January 8, 2020 (Reuters) — …*.

A date line is a block of its own; a dateline opens a paragraph. Only full dates, with the year, are read here. A page's
own stamp (*DUBAI | Thu Mar 3, 2011 7:44am EST*) may run into the first paragraph; `find_stamp` tells it apart.
"""

import re
from datetime import date

from analysis.text.calendar import MONTH, MONTHS

DATELINE_WORDS = 16  # a longer block is not a date line, though it may begin with one
DATELINE_CHARACTERS = 120  # a date later in a paragraph is part of the story
STAMP_CHARACTERS = 360  # a page's stamp may have a headline before it
NEXT_WORD = 30  # characters after a filing that show how the story goes on
FILING_CHARACTERS = 600  # an agency's name may have a site's titles before it

_MONTH = rf"(?P<month>{MONTH})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_WRITTEN_DAYS = [
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),  # Friday, July 21, 2017
    re.compile(rf"\b{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}", re.IGNORECASE),  # 21 July 2017
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?=\b|T)"),  # 2017-07-21
]
_DATE_LABEL = re.compile(r"(?i)^\W*(?:first |last |originally )?(?:published|updated|posted|date|issued)(?: on| at)?\b")
_AGENCY = re.compile(r"\([A-Z][\w ]{1,30}\)")
_PLACE = re.compile(r"^[A-Z][A-Z.’' ,/-]{2,60}[,\s(]")  # TEHRAN, …   WASHINGTON (AP) …
_OPENING = re.compile(r"[A-Z][A-Z.’' /-]+(?:,[\w. ,]{2,40}?)?\s*(?:\([\w ]{2,30}\))?\s*(?:--|[—–:]|(?<=\s)-)\s+(?=\S)")
_DASH = re.compile(r"\s*[-–—:|(]")
_CLOCK_WORD = re.compile(
    r"(?i)t?\d[\d:.]*(?:[ap]m|h|z)?|at|noon|midnight|[ap]\.?m\.?|gmt|utc|[ecmpb][sd]?t|ist|local|time|z|updated"
    r"|(?:hour|min|minute|day)s?|an?|ago|read"
)

_ZONE = r"(?:GMT|UTC|BST|IST|CES?T|EES?T|MSK|AE[SD]T|[ECMP][SD]?T)"
_CLOCK = rf"(?:,| \||,? at| -|:)?\s\d{{1,2}}[:.]\d\d(?:\s?(?i:[ap]\.?m\b\.?))?(?:\s{_ZONE}\b)?"
_PLAIN_DAY = rf"(?i:{_WEEKDAY}(?:{MONTH}\.?\s\d{{1,2}},?|\d{{1,2}}\s{MONTH},?)\s(?:19|20)\d\d)"
_CITY = r"[A-Z][A-Z.’'\\/ -]{2,40}(?:, [A-Z][\w. ]{1,25})?"
_STAMP_PLACE = rf"{_CITY}(?:\\?/{_CITY})?"  # BENGHAZI, Libya/AGADEZ, Niger
_STAMP_LABEL = (
    r"(?:(?:(?:First |Last )?(?:Published|Updated|Posted)(?: on| at)?:?"
    rf"|{_STAMP_PLACE} \||(?i:{MONTH}) \d{{1,2}} \|)\s)"
)
_STAMP = re.compile(
    rf"(?:{_STAMP_LABEL}{_PLAIN_DAY}(?:{_CLOCK})?|{_PLAIN_DAY}{_CLOCK}|{_PLAIN_DAY} \|(?= (?:By|From) (?:the )?[A-Z]))"
    r"(?=\s+[A-Z(\"“‘'])"
)
_LEADS_TO_A_DATE = re.compile(
    r"(?:[,;:–—-]|\b(?i:on|at|of|by|from|since|until|till|to|in|and|before|after|between))\s$"
)
_NO_WEEKDAY = re.compile(r"\b(?i:in)\s$")  # *the troops went in Thursday 24 March 2005 17.20 GMT*: no date follows

_HOUR = r"\d{1,2}(?:[.:]\d\d)? ?(?:[ap]m\b|[ap]\.m\.)"
_BRACKETED = rf"(?i:updated?|posted)?(?i: at)?:? ?(?:{_HOUR}|\d{{1,2}}:\d\d\s{_ZONE}\b)[^()\[\]]{{0,60}}"
_ENTRY = re.compile(  # brackets, or a colon or dash behind the time, tell it from a sentence
    rf"(?:[(\[]{_BRACKETED}[)\]]\s*(?:--?|[—–:])?"
    rf"|(?:(?i:updated?)(?i: at)? )?{_HOUR}(?:\s{_ZONE}\b)?\s?(?:[:—–]|--?(?=\s)))\s+(?=\S)"
)

_AGENCIES = (
    r"(?:CNN|CNN ?(?:Business|Money)|Reuters|AP|AFP|UPI|BBC|Xinhua|dpa|DPA|IRNA|TASS|Interfax|ANSA|Bloomberg|VOA|IPS)"
)
_CAPITALS = r"[A-Z][A-Z.’'\\/-]{1,20}(?: [A-Z][A-Z.’'\\/-]{1,20}){0,6}"  # NORTH OF PORT ASH/EAST OF GREYTOWN
_TITLED = r"(?!(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b)[A-Z][a-z][\w.’'-]{0,20}(?: [A-Z][a-z][\w.’'-]{0,20}){0,2}"
_FILING_DAY = rf"(?i:{MONTH})\.?(?:\s\d{{1,2}})?(?:,\s20\d\d)?"
_FILING_PLACE = (
    rf"(?:{_CAPITALS}|{_TITLED})(?:, (?!(?i:{MONTH})\b)[A-Z][\w.]{{1,20}}(?: [A-Z][\w.]{{1,20}})?)?"
    rf"(?:,?\s{_FILING_DAY})?\s"
)
_FILED = re.compile(
    rf"(?:{_FILING_PLACE}|{_FILING_DAY}\s)?"
    rf"(?:\({_AGENCIES}\)\s*(?:--|[—–-])(?:\s+(?=[\"“‘'A-Z])|$)|\(CNN\)\s?(?=[\"“‘]?[A-Z][\w’'-]* ))"
)


def is_filing(block: str) -> bool:
    """Whether a block is an agency's opening and nothing else: *Aug 16 (Reuters) -*."""
    return _FILED.fullmatch(block) is not None


def find_day(text: str) -> tuple[date, str] | None:
    """The first full date in a text, with its year, and its words; or None."""
    hits = sorted((hit for pattern in _WRITTEN_DAYS for hit in pattern.finditer(text)), key=lambda hit: hit.start())
    for hit in hits:
        month = hit["month"].lower()
        number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
        try:
            return date(int(hit["year"]), number, int(hit["day"])), hit[0]
        except ValueError:  # 31 February
            continue
    return None


def find_dateline(block: str, whole: bool = False) -> tuple[date, str] | None:
    """The day in a block's dateline, and its words; or None.

    Args:
        block: one block of an article.
        whole: accept only a block that has nothing but a date (with a label, an agency, a place or the time of day).
            Otherwise a paragraph that begins with a dateline counts too: *TEHRAN, January 8, 2020 (Reuters) — …*
    """
    if whole and len(block.split(None, DATELINE_WORDS)) > DATELINE_WORDS:
        return None
    found = find_day(block[:DATELINE_CHARACTERS])
    if not found:
        return None
    before, _, after = block.partition(found[1])
    place = _PLACE.match(before)
    opens = place or _is_clock(_DATE_LABEL.sub("", before))
    # "Published 8 January 2020, updated 9 January 2020" is a date line too; "January 3, 2020 was the day …" is not
    closes = _is_clock(after) or _DATE_LABEL.match(after) if whole else place or _DASH.match(after)
    return found if opens and closes else None


def measure_opening(block: str) -> int:
    """The length of the place, date and agency before a paragraph's first words: *TEHRAN, Jan. 8 (Reuters) — *."""
    opening = _OPENING.match(block) or _FILED.match(block)
    return opening.end() if opening else 0


def measure_entry(block: str) -> int:
    """The length of the time before an entry of a live blog: *(Update 7 p.m. in Oslo) - *, *10.15am: *."""
    entry = _ENTRY.match(block)
    return entry.end() if entry else 0


def _is_clock(text: str) -> bool:
    """Whether a text has only a time of day and perhaps an agency in brackets."""
    words = re.findall(r"\w[\w.:]*", _AGENCY.sub("", text))
    return all(_CLOCK_WORD.fullmatch(word.strip(".:")) for word in words)


def find_stamp(block: str) -> tuple[int, int] | None:
    """The offsets of a page's stamp that runs into the words after it: *DUBAI | Thu Mar 3, 2011 7:44am EST *; or None.

    A date in a sentence has no time of day right behind it, no place and bar before it, or a preposition.
    """
    stamp = _STAMP.search(block, 0, STAMP_CHARACTERS)
    if not stamp:
        return None
    before = block[: stamp.start()]
    weekday = _NO_WEEKDAY.search(before) and not re.match(MONTH, stamp[0], re.IGNORECASE) and stamp[0][0].isalpha()
    placed = " |" in stamp[0]  # whatever the headline before it ends with: *Libyans try to move on TRIPOLI | Thu …*
    return stamp.span() if placed or weekday or not _LEADS_TO_A_DATE.search(before) else None


def find_filing(block: str) -> int | None:
    """Where a paragraph begins with an agency, its place and day before it: *Cairo, Egypt (CNN) -- *; or None."""
    if opening := measure_opening(block):
        return 0 if _FILED.search(block, 0, opening + NEXT_WORD) else None
    filing = _FILED.search(block, 0, FILING_CHARACTERS)
    return filing.start() if filing else None
