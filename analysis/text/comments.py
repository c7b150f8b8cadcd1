"""Readers' comments under a story: the notice or the form above which they end, and where they begin."""

import re
from collections.abc import Sequence
from itertools import accumulate, takewhile

from analysis.text.calendar import MONTH

COMMENTED_BLOCKS = 2  # of a story above its readers' comments
MARKS = 2  # blocks that are written as no news is, above a notice
COMMENT_BLOCKS = 8  # of a comment above the first that is written as no news is

NOTICE = re.compile(
    r"(?i)(?:^|[.!?…] ?)(?:we welcome (?:your )?comments\b|(?:the )?views expressed in (?:the|these) comments\b"
    r"|comments are (?:moderated|now closed|closed)\b|this (?:discussion|comment thread) is (?:now )?closed\b"
    r"|comments are not pre-?screened\b)"
)
_SIGNED = re.compile(  # the line below a comment: *7:36 am | Reply*, *February 10, 2011 at 7:36 am |*
    rf"(?i:\b\d{{1,2}}:\d\d ?[ap]m \| (?:report abuse|reply|flag)\b"
    rf"|^{MONTH} \d{{1,2}}, \d{{4}}(?: \d\d:\d\d [ap]m)? at \d{{1,2}}:\d\d ?[ap]m \|)"
)
FORM = re.compile(rf"^\(?(?:required|optional), but will not be|(?i:^(?:leave|post|add) a comment\b)|{_SIGNED.pattern}")
_TALK = re.compile(r"[?!]|(?i:\b(?:i|we|you|our|us)\b)")  # of a reader
_QUOTED = re.compile(r"[“”\"]|\b(?:said|says|told)\b")  # of a story
_COMMENT = re.compile(  # what readers write and news does not: a shout, *i*, *u*, several marks, a small letter first
    r"^[a-z]|^(?:[A-Z’',-]+ ){2,}[A-Z’',-]+ ?[!?.]+$|^[^“”\"]*(?:\bi\b(?!\.)|\bu\b|[!?]{2,})[^“”\"]*$|^@\w+"
)


_OF_ARTICLE = re.compile(r"(?i)\bthe author of this (?:article|piece|column)\b.*[?!]$")  # a reader on what is read


def find_comments(blocks: Sequence[str], running: Sequence[bool], form: int) -> int:
    """The index of the first reader's comment above the form or notice for one, by its style; else that of the form.

    Where there is one, sentences above it that speak to readers are part of it, below all that has or tells speech.
    """
    above = accumulate(running[:form], initial=0)  # blocks of running text above each
    told = [i for i, story in zip(range(form), above, strict=False) if story >= COMMENTED_BLOCKS]
    marks = [i for i in told if _COMMENT.search(blocks[i]) and not _goes_on(blocks, i)]
    first = marks[0] if marks else form
    about = (i for i in told if marks and i < first and _OF_ARTICLE.search(blocks[i]) and not _QUOTED.search(blocks[i]))
    if (asked := next(about, None)) is not None:
        return asked
    if len(marks) < MARKS and NOTICE.search(blocks[form]):  # a notice stands under many a story without comments
        return form
    if first == form and not _SIGNED.search(blocks[form]):
        return form
    before = range(first - 1, max(first - COMMENT_BLOCKS - 1, COMMENTED_BLOCKS), -1)
    talk = takewhile(lambda i: not _QUOTED.search(blocks[i]), before)
    return min((i for i in talk if _TALK.search(blocks[i])), default=first)


def _goes_on(blocks: Sequence[str], i: int) -> bool:
    """Whether a block goes on with a quote of the one before: *one man shouted*."""
    return i > 0 and blocks[i - 1].rstrip().endswith(('"', "”"))
