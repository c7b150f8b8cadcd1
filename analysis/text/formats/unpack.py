"""What a file holds: the stories in it, whatever its format. Each format has a module of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analysis.text.errors import ArticleError
from analysis.text.formats.encodings import decode
from analysis.text.formats.pages import is_page, read_page
from analysis.text.formats.stories import Story

PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt",)
SUFFIXES = (*TEXTS, *PAGES)  # of the files in a folder that are articles

_NOT_AN_ARTICLE = re.compile(r"%PDF-|\{\\rtf|PK\x03\x04")


def list_stories(source: str | Path, content: bytes | str) -> Sequence[Story]:
    """The stories in the content of a file, in its order; nearly always one.

    Raises:
        ArticleError: the content is binary, in an unknown encoding, or a page without a story.
    """
    text, note = (content, "") if isinstance(content, str) else _decode(source, content)
    if Path(source).suffix.lower() in PAGES or is_page(text):
        story = read_page(text)
        if story is None:
            raise ArticleError(
                source, "holds no article that could be found", "Copy the story's text into a .txt file."
            )
        return [replace(story, note=note)]
    return [Story(text, note=note)]


def _decode(source: str | Path, raw: bytes) -> tuple[str, str]:
    """The text in the bytes of a file, and what was replaced in it."""
    decoded = decode(raw)
    if decoded is None or "\0" in decoded.text or _NOT_AN_ARTICLE.match(decoded.text):
        remedy = "Open it in the program that made it and save it as plain text in UTF-8."
        raise ArticleError(source, "is not text, or is text in an unknown encoding", remedy)
    return decoded.text, decoded.note


def may_hold_several(path: str | Path, content: bytes) -> bool:
    """Whether a file may hold several articles, so that it has to be unpacked to know how many."""
    return False
