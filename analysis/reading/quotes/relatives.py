"""Relatives of one surname: *his father, Daoud*, is the *Mr Mousa* who speaks, and not the son who was named."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.reading.quotes.mentioned import Mention

_MEN = "father|brother|son|husband|widower|uncle|nephew|grandfather"
_WOMEN = "mother|sister|daughter|wife|widow|aunt|niece|grandmother"
_RELATIVE = re.compile(  # *his father, Daoud, 59, said*
    rf"\b[Hh](?:is|er)\s(?:\w+\s)?(?:(?P<m>{_MEN})|{_WOMEN}),?\s(?P<name>[A-Z][\w’'-]+)\b(?!\s[A-Z])"
)
_TITLED = re.compile(r"(?:(?P<m>Mr)|Mrs|Ms|Miss)\.?\s(?P<surname>[A-Z][\w’'-]+)")


class Relative(NamedTuple):
    """Somebody who is named by the first name alone, as a relative of somebody with a surname."""

    start: int
    name: str
    surname: str
    male: bool


def list_relatives(text: str, mentions: Sequence[Mention]) -> list[Relative]:
    """The relatives whom a text names by the first name alone; `mentions` knows whose father *his father* is."""
    owners = {start: named["speaker"] for start, _, named, kind in mentions if kind == "person"}
    found = ((match, owners.get(match.start(), "")) for match in _RELATIVE.finditer(text))
    return [
        Relative(match.start("name"), match["name"], owner.split()[-1], match["m"] is not None)
        for match, owner in found
        if " " in owner
    ]


def find_relative(words: str, place: int, relatives: Sequence[Relative], spoken: Iterable[str]) -> str | None:
    """The relative whom *Mr Mousa* means if, of all with the surname, the relative spoke last; else None.

    Args:
        words: the words for the speaker.
        place: where they stand.
        relatives: from `list_relatives`.
        spoken: who has spoken before, the last first.
    """
    titled = _TITLED.fullmatch(words)
    before = [relative for relative in relatives if titled and relative.start < place]
    of_name = {r.name for r in before if r.surname == titled["surname"] and r.male == (titled["m"] is not None)}
    for name in spoken if of_name else ():
        if name in of_name:
            return name
        if name.split()[-1] == titled["surname"]:
            return None
    return None
