"""A story as a file gives it, before its blocks are known."""

from dataclasses import dataclass
from datetime import date

UNKNOWN = "unknown"  # the evidence for a day that the file does not give


@dataclass(frozen=True, slots=True)
class Story:
    """One article of a file, before its blocks are known.

    Attributes:
        text: the title, if any, and the story, in paragraphs.
        title: its headline, as `text` begins with it.
        published, evidence: the day of publication, if the file gives it, and what gives it.
        outlet: who published it, if the file says so.
        url: its address, if the file has it.
        items: its lines that are items of a list, however short.
        is_page: whether it was found in the markup of a page.
        note: what had to be replaced in it, or "".
    """

    text: str
    title: str | None = None
    published: date | None = None
    evidence: str = UNKNOWN
    outlet: str | None = None
    url: str | None = None
    items: frozenset[str] = frozenset()
    is_page: bool = False
    note: str = ""
