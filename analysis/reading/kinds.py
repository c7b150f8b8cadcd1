"""What kind of text an article is: a report, or an opinion piece, a live blog, an interview and so on."""

import re

from analysis.reading.reading import Reading
from analysis.text.signs import Sign, find_signs

GENRES = ("live", "several", "interview", "review", "letter", "opinion", "obituary", "personal", "list")
REPORT = "report"  # the kind of a text without such a sign
MIN_PERSONAL, PERSONAL_SHARE = 4, 0.2  # paragraphs in which the writer says *I*, and their share
_PERSONAL = re.compile(r"(?<!War )\bI\b(?!\.)|\b[Mm]y\b")
_MARK = re.compile(r"[\"“”‘]|(?<!\w)'|'(?!\w)")


def find_kind(reading: Reading) -> str:
    """What kind of text the article is, by its first sign: one of `GENRES`, such as *opinion*; else *report*."""
    signs = list_signs(reading)
    return next((kind for kind in GENRES if kind in signs), REPORT)


def list_signs(reading: Reading) -> dict[str, Sign]:
    """The first sign of each kind in an article, by kind."""
    signs = dict(find_signs(reading.article))
    if personal := _find_personal(reading):
        signs["personal"] = personal
    return signs


def _find_personal(reading: Reading) -> Sign | None:
    """The sign that the writer is a person in the text: paragraphs with *I* or *my* outside quotations.

    A paragraph with a quotation mark outside the quotes that were found does not count: it may hold another.
    """
    text = reading.article.text
    for start, end in zip(reading.quotes["start"].tolist(), reading.quotes["end"].tolist(), strict=True):
        text = text[:start] + " " * (end - start) + text[end:]
    spans = list_paragraphs(reading)
    plain = [span for span in spans if not _MARK.search(text, *span)]
    found = [hit[0] for span in plain if (hit := _PERSONAL.search(text, *span))]
    enough = len(found) >= max(MIN_PERSONAL, PERSONAL_SHARE * len(spans))
    return Sign("personal", found[0], len(found)) if enough else None


def list_paragraphs(reading: Reading) -> list[tuple[int, int]]:
    """The places of the body's paragraphs, those included that a narrowed reading leaves out."""
    body = reading.blocks[reading.blocks["role"] == "paragraph"]
    return list(zip(body["start"].tolist(), body["end"].tolist(), strict=True))
