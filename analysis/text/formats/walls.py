"""A site's notice that stands where its story should be: *Please enable JavaScript*, a wall of cookies, a captcha.

The wordings are a table, `rules/walls.csv`. A story in which one of them occurs is still a story.
"""

import re
from collections.abc import Sequence
from functools import cache

from analysis.rules.load import read_rows

LONGEST = 400  # words; a text with more is no notice
SHARE = 0.5  # of the words, those of sentences that are a notice

_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


def find_wall(paragraphs: Sequence[str]) -> str | None:
    """The first sentence of a notice, if a text is hardly anything else; or None."""
    if sum(len(paragraph.split()) for paragraph in paragraphs) > LONGEST:
        return None
    sentences = [hit[0].strip() for paragraph in paragraphs for hit in _SENTENCE.finditer(paragraph)]
    notices = [sentence for sentence in sentences if any(pattern.search(sentence) for pattern in _read_walls())]
    words = sum(len(sentence.split()) for sentence in sentences)
    return notices[0] if notices and sum(len(s.split()) for s in notices) >= SHARE * words else None


@cache
def _read_walls() -> list[re.Pattern]:
    return [re.compile(row["pattern"]) for row in read_rows("walls.csv")]
