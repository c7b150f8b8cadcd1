"""The role of each block of a text: headline, byline, caption, subhead, paragraph or boilerplate.

Some roles follow from the wording of a line (`rests.py`). The other roles follow from the block's place; `find_roles`
decides them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from analysis.text.edges import find_above, find_below, find_repeated
from analysis.text.rests import (
    HEADLINE_WORDS,
    LINK,
    cut_rests,
    dates_picture,
    find_rests,
    find_story,
    names_picture,
    role_by_wording,
)
from analysis.text.titles import (
    count_shared,
    ends_as_sentence,
    find_decks,
    find_foreign,
    find_headline,
    has_paragraphs,
    is_title,
    may_be_headline,
)

ROLES = ("section", "headline", "byline", "dateline", "caption", "subhead", "paragraph", "boilerplate")

OPENING_WORDS = 30  # of a caption that opens the text, above the credit
CAPTION_WORDS = 10  # between headline and story, a longer block is a subhead (a standfirst)
WRAP_WIDTHS = range(40, 121)  # columns at which people and programs wrap plain text
WRAP_LINES = 3  # a text counts as wrapped with at least this many wrapped lines
WRAP_SHARE = 0.9  # and at least this share of all its lines

_SMALL_WORDS = frozenset("a an and as at but by for from in into its of on or over the to vs with".split())
_NAME_AND_PLACE = re.compile(r"^([A-Z][\w.’'-]+ [A-Z][\w.’'-]+)(?:,| (?:of|from|at|in|with)\b)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: its role (one of `ROLES`) and its offsets in the article's text."""

    role: str
    start: int
    end: int


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
    roles = [role or role_by_wording(block) for role, block in zip_longest(known, blocks)]
    if (foreign := find_foreign(blocks, roles)) >= 0:
        roles[foreign] = "boilerplate"
    headline = find_headline(blocks, roles)
    questions = has_paragraphs(blocks)
    running = [not role and not is_title(block, questions) for role, block in zip(roles, blocks, strict=True)]
    opening = find_story(blocks)
    if opening and _is_no_headline(blocks, headline):
        headline = _find_title_above(blocks, roles, opening)
    rests = find_rests(blocks, running, roles)
    edges = _find_edges(blocks, running, roles, headline, rests)
    story = next((i for i in range(headline + 1, len(blocks)) if running[i]), headline + 1)
    body = " ".join(block for block, is_running in zip(blocks, running, strict=True) if is_running)
    last = len(blocks) - 1

    def find_role(i: int, block: str) -> str:
        if i == headline:
            return "headline"
        if roles[i] or i in edges:
            return roles[i] or edges[i]
        if i in rests:
            return "boilerplate"
        if names_picture(blocks, i, i == story and len(block.split()) <= OPENING_WORDS) or (
            running[i] and i < opening and dates_picture(block)
        ):
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


def _is_no_headline(blocks: Sequence[str], headline: int) -> bool:
    """Whether there is no headline, or it is a sentence, or the title of another story above a link to that."""
    linked = any(re.fullmatch(LINK, block) for block in blocks[headline + 1 : headline + 2])
    return headline < 0 or linked or ends_as_sentence(blocks[headline])


def _find_title_above(blocks: Sequence[str], roles: Sequence[str | None], opening: int) -> int:
    """The index of the line above a dateline that is the headline: the one of which the story tells most; or -1."""
    free = (i for i in range(opening) if not roles[i] and not dates_picture(blocks[i]))
    titles = [i for i in free if len(blocks[i].split()) <= HEADLINE_WORDS]
    if roles[opening] == "boilerplate":  # an archive's label: the headline is the first line above it
        return titles[0] if titles else -1
    story = " ".join(blocks[opening : opening + 3])
    told = {i: count_shared(blocks[i], story) for i in titles}
    shaped = [i for i in titles if may_be_headline(blocks[i]) and (told[i] or not ends_as_sentence(blocks[i]))]
    return max(shaped, key=lambda i: told[i], default=-1)


def _find_edges(
    blocks: Sequence[str], running: Sequence[bool], roles: Sequence[str | None], headline: int, rests: set[int]
) -> dict[int, str]:
    """The role of each block that the story above or below it gives away, by its index."""
    found = dict.fromkeys(find_decks(blocks, roles, headline), "subhead")
    found |= dict.fromkeys(find_repeated(blocks, running), "subhead")
    taken = [
        role or found.get(i) or ("headline" if i == headline else "boilerplate" if i in rests else None)
        for i, role in enumerate(roles)
    ]
    return find_below(blocks, running, taken) | find_above(blocks, running, taken) | found


def _names_somebody(line: str, body: str) -> bool:
    """Whether a line is a name from the story with a post or place: *Ann Lee of the Harbour Party*."""
    name = _NAME_AND_PLACE.match(line)
    capitals = all(not word[:1].islower() or word in _SMALL_WORDS for word in line.split())
    return bool(name) and capitals and name[1] in body
