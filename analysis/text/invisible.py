"""Characters that nobody sees and that hide words from every rule: soft hyphens, zero-width spaces, marks of direction.

Rules read the text without them; what they find is told at the places of the text as it is.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from analysis.text.layout import Block

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_ODD = re.compile("[\u2010\u2011\ufe63\uff0d]")  # hyphens that look like any other


class Cleared(NamedTuple):
    """A text without what nobody sees.

    Attributes:
        text: the text, with plain hyphens.
        places: of each stretch that was left out, the offset in `text` from which all is that much further on.
        starts: where each of these stretches began in the text as it was.
        shifts: by how many characters it is further on in the text as it was.
    """

    text: str
    places: list[int]
    starts: list[int]
    shifts: list[int]

    def first(self, offset: int) -> int:
        """The offset, in the text as it was, of a stretch that begins here."""
        return offset + self._shift(bisect_right(self.places, offset))

    def last(self, offset: int) -> int:
        """The offset, in the text as it was, of a stretch that ends here."""
        return offset + self._shift(bisect_right(self.places, offset - 1)) if offset else 0

    def find(self, offset: int) -> int:
        """The offset here of one in the text as it was; within what was left out, that of what follows."""
        count = bisect_right(self.starts, offset)
        return max(offset - self._shift(count), self.places[count - 1] if count else 0)

    def _shift(self, count: int) -> int:
        return self.shifts[count - 1] if count else 0


def clear(text: str) -> Cleared | None:
    """The text as rules read it; None if it is the same."""
    hidden = list(_UNSEEN.finditer(text))
    if not hidden and not _ODD.search(text):
        return None
    shifts = list(accumulate(len(hit[0]) for hit in hidden))
    places = [hit.end() - shift for hit, shift in zip(hidden, shifts, strict=True)]
    starts = [hit.start() for hit in hidden]
    return Cleared(_ODD.sub("-", _UNSEEN.sub("", text)), places, starts, shifts)


def clear_article(text: str, blocks: Sequence[Block]) -> tuple[str, Sequence[Block]]:
    """A text and its blocks as rules read them: without what nobody sees."""
    cleared = clear(text)
    if cleared is None:
        return text, blocks
    return cleared.text, [replace(b, start=cleared.find(b.start), end=cleared.find(b.end)) for b in blocks]
