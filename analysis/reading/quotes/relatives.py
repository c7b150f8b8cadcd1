"""Relatives of one surname: *his father, Daoud*, is the *Mr Mousa* who speaks, and not the son who was named."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.reading.quotes.mentioned import Mention

_RELATIVE = re.compile(  # *his father, Daoud, 59, said*
    r"\b(?:his|her)\s(?:\w+\s)?(?:father|mother|brother|sister|son|daughter|wife|husband|widow|widower|uncle|aunt|cousin"
    r"|nephew|niece|grandfather|grandmother),?\s([A-Z][\w’'-]+)\b(?!\s[A-Z])"
)
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Sir|Dr)\.?\s([A-Z][\w’'-]+)")


class Relative(NamedTuple):
    """Somebody who is named by the first name alone, as a relative of somebody with a surname."""

    start: int
    name: str
    surname: str


def list_relatives(text: str, mentions: Sequence[Mention]) -> list[Relative]:
    """The relatives whom a text names by the first name alone; `mentions` knows whose father *his father* is."""
    owners = {start: named["speaker"] for start, _, named, kind in mentions if kind == "person"}
    found = ((match, owners.get(match.start(), "")) for match in _RELATIVE.finditer(text))
    return [Relative(match.start(1), match[1], owner.split()[-1]) for match, owner in found if " " in owner]


def find_relative(words: str, place: int, relatives: Sequence[Relative], spoken: Iterable[str]) -> str | None:
    """The relative who has spoken last, where the words for a speaker are a title and their surname; else None.

    Args:
        words: the words for the speaker: *Mr Mousa*.
        place: where they stand.
        relatives: from `list_relatives`.
        spoken: who has spoken before, the last first.
    """
    titled = _TITLED.fullmatch(words)
    named = {
        relative.name for relative in relatives if titled and relative.surname == titled[1] and relative.start < place
    }
    return next((name for name in spoken if name in named), None)
