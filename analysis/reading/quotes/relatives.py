"""Relatives of one surname: *his father, Daoud*, is the *Mr Mousa* who speaks, and not the son who was named."""

import re
from collections.abc import Iterable

_RELATIVE = re.compile(  # *his father, Daoud, 59, said*
    r"\b(?:his|her|whose|their)\s(?:\w+\s)?(?:father|mother|brother|sister|son|daughter|wife|husband|widow|widower|uncle"
    r"|aunt|cousin|nephew|niece|grandfather|grandmother),?\s([A-Z][\w’'-]+)\b(?!\s[A-Z])"
)
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Sir|Dr)\.?\s")


def list_relatives(text: str) -> list[tuple[int, str]]:
    """Where the text names a relative by the first name alone, and that name."""
    return [(found.start(1), found[1]) for found in _RELATIVE.finditer(text)]


def find_relative(words: str, place: int, relatives: Iterable[tuple[int, str]], spoken: Iterable[str]) -> str | None:
    """The relative who has spoken last, where the words for a speaker are a surname with a title; else None.

    Args:
        words: the words for the speaker: *Mr Mousa*.
        place: where they stand.
        relatives: from `list_relatives`.
        spoken: who has spoken before, the last first.
    """
    if not _TITLED.match(words) or len(words.split()) != len(("title", "surname")):
        return None
    named = {name for start, name in relatives if start < place}
    return next((name for name in spoken if name in named), None)
