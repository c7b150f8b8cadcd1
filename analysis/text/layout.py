"""The role of each block of a text: headline, byline, caption, subhead, paragraph or boilerplate.

Some roles follow from the wording of a line (`rests.py`). The other roles follow from the block's place; `find_roles`
decides them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

from analysis.rules.load import read_rows
from analysis.text.rests import (
    HEADLINE_WORDS,
    cut_rests,
    dates_picture,
    find_rests,
    find_story,
    names_picture,
    role_by_wording,
)

ROLES = ("section", "headline", "byline", "dateline", "caption", "subhead", "paragraph", "boilerplate")

TITLE_WORDS = 5  # a shorter sentence may have capitals by chance
SUBHEAD_WORDS = 12  # a longer block is a paragraph
CAPTION_WORDS = 10  # between headline and story, a longer block is a subhead (a standfirst)
WRAP_WIDTHS = range(40, 121)  # columns at which people and programs wrap plain text
WRAP_LINES = 3  # a text counts as wrapped with at least this many wrapped lines
WRAP_SHARE = 0.9  # and at least this share of all its lines

_SENTENCE_END = re.compile(r"""[.!:;,…。！।؟۔][”"’')\]]*$""")
_LAST_QUESTION = re.compile(r"\?[”\"]$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")  # a title may end in U.S.
_BREADCRUMB = re.compile(r" [-–—|>»›/•·]+ | ?[|>»›] ?")
_BULLET = re.compile(r"[*•‣▪·–—-]\s")
_SMALL_WORDS = frozenset("a an and as at but by for from in into its of on or over the to vs with".split())
_NAME_AND_PLACE = re.compile(r"^([A-Z][\w.’'-]+ [A-Z][\w.’'-]+)(?:,| (?:of|from|at|in|with)\b)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: its role (one of `ROLES`) and its offsets in the article's text."""

    role: str
    start: int
    end: int


@lru_cache
def _section_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("section_words.csv"))


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text in reading order; only white space is outside them.

    Paragraphs may be separated by blank lines, by single line breaks, or by both in one text. The lines of a text that
    is wrapped at a fixed width are joined. A text of one block is one paragraph.
    """
    parts = cut_rests(text, _join_wrapped(text, _find_lines(text)))
    roles = find_roles([text[start:end] for _, start, end in parts], [role for role, _, _ in parts])
    return tuple(Block(role, start, end) for role, (_, start, end) in zip(roles, parts, strict=True))


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


def find_roles(blocks: list[str], known: Sequence[str | None] = ()) -> list[str]:
    """The role of each block, given all blocks of an article in reading order, and the roles that are known already."""
    if len(blocks) == 1:
        return ["paragraph"]
    by_wording = [role or role_by_wording(block) for role, block in zip_longest(known, blocks)]
    headline = _find_headline(blocks, by_wording)
    running = [not role and not _is_title(block) for role, block in zip(by_wording, blocks, strict=True)]
    opening = find_story(blocks)
    if opening and headline < 0:
        titles = (i for i in range(opening) if not by_wording[i] and not dates_picture(blocks[i]))
        headline = next(titles, -1)
    rests = find_rests(blocks, running, by_wording)
    story = next((i for i in range(headline + 1, len(blocks)) if running[i]), headline + 1)
    body = " ".join(block for block, is_running in zip(blocks, running, strict=True) if is_running)
    last = len(blocks) - 1

    def find_role(i: int, block: str) -> str:
        if i == headline:
            return "headline"
        if by_wording[i]:
            return by_wording[i]
        if i in rests:
            return "boilerplate"
        if names_picture(blocks, i) or (running[i] and i < opening and dates_picture(block)):
            return "caption"
        if i < headline:
            return "section"
        if running[i] and i < opening:
            return "subhead"
        if running[i] or not body or i == last:
            return "paragraph"
        caption = len(block.split()) <= CAPTION_WORDS if i < story else _names_somebody(block, body)
        return "caption" if caption else "subhead"

    return [find_role(i, block) for i, block in enumerate(blocks)]


def _find_headline(blocks: list[str], by_wording: list[str | None]) -> int:
    """The index of the headline, or -1: the first title above the story that is not a section line."""
    for i, block in enumerate(blocks[:-1]):
        if by_wording[i]:
            continue
        if _ends_as_sentence(block) and i == 0 and _has_capitals(block):
            return i
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
    return bool(_SENTENCE_END.search(block[-20:]) or _ends_quote(block)) and not _ABBREVIATION.search(block[-20:])


def _ends_quote(block: str) -> bool:
    """Whether a block ends with a quote's last question, opened in a block before: *Where do I go now?"*."""
    return bool(_LAST_QUESTION.search(block[-3:])) and not re.search(r"[“\"]", block[:-1])


def _has_capitals(block: str) -> bool:
    """Whether the words of a sentence have capitals (*Crews Stay Ashore on the Islands.*), as in a title."""
    words = block.split(None, HEADLINE_WORDS)
    large = sum(not word.lstrip("“\"'‘(")[:1].islower() for word in words)
    small = all(word in _SMALL_WORDS for word in words if word[:1].islower())
    return TITLE_WORDS <= len(words) < HEADLINE_WORDS and small and large > len(words) * 0.7


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
