"""Readers' comments under a story: the notice or the form above which they end, and where they begin."""

import re
from collections.abc import Sequence
from itertools import takewhile

from analysis.text.calendar import MONTH

COMMENTED_BLOCKS = 2  # of a story above its readers' comments
COMMENT_BLOCKS = 8  # of a comment above the first that is written as no news is

NOTICE = re.compile(
    r"(?i)(?:^|[.!?…] ?)(?:we welcome (?:your )?comments\b|(?:the )?views expressed in (?:the|these) comments\b"
    r"|comments are (?:moderated|now closed|closed)\b|this (?:discussion|comment thread) is (?:now )?closed\b)"
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


def find_comments(blocks: Sequence[str], running: Sequence[bool], form: int) -> int:
    """The index of the first reader's comment above the form for one, by its style; without one, the form's own.

    Where there is one, sentences above it that speak to readers are part of it, below all that has or tells speech.
    """
    marks = (i for i in range(form) if sum(running[:i]) >= COMMENTED_BLOCKS and _COMMENT.search(blocks[i]))
    first = next(marks, form)
    if first == form and not _SIGNED.search(blocks[form]):
        return form
    above = range(first - 1, max(first - COMMENT_BLOCKS - 1, COMMENTED_BLOCKS), -1)
    talk = takewhile(lambda i: not _QUOTED.search(blocks[i]), above)
    return min((i for i in talk if _TALK.search(blocks[i])), default=first)
