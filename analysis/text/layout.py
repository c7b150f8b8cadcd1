"""The role of each block of a text: headline, byline, caption, subhead, paragraph or boilerplate.

Some roles follow from the wording (*Read more*, *Image:*, *By …*). These rules are a table, `rules/layout_rules.csv`:
the first row whose pattern matches a block of at most `max_words` words gives its role. The other roles follow from
the block's place; `find_roles` decides them.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from analysis.rules.load import read_rows
from analysis.text.calendar import MONTH, MONTHS

ROLES = ("section", "headline", "byline", "dateline", "caption", "subhead", "paragraph", "boilerplate")

HEADLINE_WORDS = 30  # a longer first block is a paragraph
SUBHEAD_WORDS = 12  # a longer block is a paragraph
CAPTION_WORDS = 10  # between headline and story, a longer block is a subhead (a standfirst)
DATELINE_WORDS = 16  # a longer block is not a date line, though it may begin with one
DATELINE_CHARACTERS = 120  # a date later in a paragraph is part of the story
WRAP_WIDTHS = range(40, 121)  # columns at which people and programs wrap plain text
WRAP_LINES = 3  # a text counts as wrapped with at least this many wrapped lines
WRAP_SHARE = 0.9  # and at least this share of all its lines

_SENTENCE_END = re.compile(r"""[.!:;,…。！।؟۔][”"’')\]]*$""")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")  # a title may end in U.S.
_BREADCRUMB = re.compile(r" [-–—|>»›/•·]+ | ?[|>»›] ?")
_BULLET = re.compile(r"[*•‣▪·–—-]\s")
_SMALL_WORDS = frozenset("a an and at by for from in of on the to with".split())
_NAME_AND_PLACE = re.compile(r"^([A-Z][\w.’'-]+ [A-Z][\w.’'-]+)(?:,| (?:of|from|at|in|with)\b)")

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


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: its role (one of `ROLES`) and its offsets in the article's text."""

    role: str
    start: int
    end: int


@lru_cache
def _rules() -> list[tuple[str, int, re.Pattern]]:
    rows = read_rows("layout_rules.csv")
    return [(row["role"], int(row["max_words"]), re.compile(row["pattern"])) for row in rows]


@lru_cache
def _section_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("section_words.csv"))


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text in reading order; only white space is outside them.

    Paragraphs may be separated by blank lines, by single line breaks, or by both in one text. The lines of a text that
    is wrapped at a fixed width are joined. A text of one block is one paragraph.
    """
    spans = _join_wrapped(text, _find_lines(text))
    roles = find_roles([text[start:end] for start, end in spans])
    return tuple(Block(role, start, end) for role, (start, end) in zip(roles, spans, strict=True))


def _find_lines(text: str) -> list[tuple[int, int]]:
    """The spans of the lines that are not blank, without the white space around them."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        if stripped := line.strip():
            start = at + len(line) - len(line.lstrip())
            spans.append((start, start + len(stripped)))
        at += len(line)
    return spans


def _join_wrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines, joined where the text was wrapped at a fixed width.

    A line was wrapped if the first word of the next line would not have fitted on it. Single lines can look wrapped by
    chance, so nearly all line breaks of the text have to.
    """
    width = max((end - start for start, end in lines), default=0)
    if width not in WRAP_WIDTHS:
        return lines
    single = [text.count("\n", a[1], b[0]) == 1 for a, b in pairwise(lines)]
    full = [a[1] - a[0] + 1 + len(text[slice(*b)].split(None, 1)[0]) > width for a, b in pairwise(lines)]
    indented = [
        text[start - 1 : start] in (" ", "\t") for start, _ in lines
    ]  # begins a paragraph, unless all lines are
    new = [there and not here for here, there in pairwise(indented)]
    wrapped = [s and f and not n for s, f, n in zip(single, full, new, strict=True)]
    single = [s and not n for s, n in zip(single, new, strict=True)]
    if sum(wrapped) < max(WRAP_LINES, WRAP_SHARE * sum(single)):
        return lines
    joined = lines[:1]
    for line, belongs in zip(lines[1:], wrapped, strict=True):
        joined[-1:] = [(joined[-1][0], line[1])] if belongs else [joined[-1], line]
    return joined


def find_roles(blocks: list[str]) -> list[str]:
    """The role of each block, given all blocks of an article in reading order."""
    if len(blocks) == 1:
        return ["paragraph"]
    by_wording = [role_by_wording(block) for block in blocks]
    headline = _find_headline(blocks, by_wording)
    running = [not role and not _is_title(block) for role, block in zip(by_wording, blocks, strict=True)]
    story = next((i for i in range(headline + 1, len(blocks)) if running[i]), headline + 1)
    body = " ".join(block for block, is_running in zip(blocks, running, strict=True) if is_running)
    last = len(blocks) - 1

    def find_role(i: int, block: str) -> str:
        if i == headline:
            return "headline"
        if by_wording[i]:
            return by_wording[i]
        if i < headline:
            return "section"
        if running[i] or not body or i == last:
            return "paragraph"
        caption = len(block.split()) <= CAPTION_WORDS if i < story else _names_somebody(block, body)
        return "caption" if caption else "subhead"

    return [find_role(i, block) for i, block in enumerate(blocks)]


def role_by_wording(block: str) -> str | None:
    """The role that follows from the wording of a block, or None."""
    if find_dateline(block, whole=True):
        return "dateline"
    words = len(block.split(None, max(limit for _, limit, _ in _rules())))
    return next((role for role, limit, pattern in _rules() if words <= limit and pattern.search(block)), None)


def _find_headline(blocks: list[str], by_wording: list[str | None]) -> int:
    """The index of the headline, or -1: the first title above the story that is not a section line."""
    for i, block in enumerate(blocks[:-1]):
        if by_wording[i]:
            continue
        if _ends_as_sentence(block) or len(block.split()) > HEADLINE_WORDS:
            return -1
        below = next((j for j in range(i + 1, len(blocks)) if not by_wording[j]), None)
        if not (_is_section(block) and below is not None and below < len(blocks) - 1):
            return i
    return -1


def _is_section(block: str) -> bool:
    """Whether a line names a section of a site: *World*, *Iraq News - Local News*, *Home > Politics*."""
    words = block.split(None, HEADLINE_WORDS)
    parts = [part.lower() for part in _BREADCRUMB.split(" ".join(words))]
    return not _section_words().isdisjoint(parts) and all(len(part.split()) <= 3 for part in parts)


def _ends_as_sentence(block: str) -> bool:
    return bool(_SENTENCE_END.search(block[-20:])) and not _ABBREVIATION.search(block[-20:])


def _is_title(block: str) -> bool:
    """Whether a block looks like a subhead or a short caption: a short line that does not end like a sentence."""
    short = len(block.split(None, SUBHEAD_WORDS)) <= SUBHEAD_WORDS
    opens = not block[0].islower() and not block.startswith(('"', "“", "‘")) and not _BULLET.match(block)
    return short and opens and not _ends_as_sentence(block)


def _names_somebody(line: str, body: str) -> bool:
    """Whether a line is a name from the story with a post or place: *Ann Lee of the Harbour Party*."""
    name = _NAME_AND_PLACE.match(line)
    capitals = all(not word[:1].islower() or word in _SMALL_WORDS for word in line.split())
    return bool(name) and capitals and name[1] in body


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
    opening = _OPENING.match(block)
    return opening.end() if opening else 0


def _is_clock(text: str) -> bool:
    """Whether a text has only a time of day and perhaps an agency in brackets."""
    words = re.findall(r"\w[\w.:]*", _AGENCY.sub("", text))
    return all(_CLOCK_WORD.fullmatch(word.strip(".:")) for word in words)
