"""What a file holds: the stories in it, whatever its format. Each format has a module of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analysis.text.days import read_day
from analysis.text.errors import ArticleError
from analysis.text.formats import documents, mail, markup
from analysis.text.formats.copied import ColumnsError, is_copied, join_lines
from analysis.text.formats.encodings import decode
from analysis.text.formats.exports import find_export, split_export
from analysis.text.formats.mail import is_mail, read_mail
from analysis.text.formats.pages import is_page, list_text, put_first, read_page
from analysis.text.formats.stories import UNKNOWN, Story

PAGES = (".html", ".htm", ".xhtml")
SUFFIXES = (".txt", *PAGES, *mail.SUFFIXES, *markup.SUFFIXES, *documents.SUFFIXES)  # of files that may be articles

_EXPORTED = re.compile(
    r"DocPublicationName|enArticle|End of Document|ProQuest document|factiva|europresse", re.IGNORECASE
)
_SAVE = "Open it in the program that made it and save it as plain text in UTF-8."


def list_stories(source: str | Path, content: bytes | str) -> Sequence[Story]:
    """The stories in the content of a file, in its order; nearly always one.

    Raises:
        ArticleError: the content is binary, in an unknown encoding, a page without a story, or a document that cannot
            be read.
    """
    if isinstance(content, bytes):
        if kind := documents.find_kind(content):
            return _read_lines(source, documents.read_document(source, content, kind), kind)
        if is_mail(content):
            return [_refuse_none(source, read_mail(content))]
        text, note = _decode(source, content)
    else:
        text, note = content, ""
    suffix = Path(source).suffix.lower()
    is_marked_up = suffix in PAGES or is_page(text)
    stories = _list_page(source, text) if is_marked_up else _read_lines(source, text, suffix)
    return [replace(story, note=note) for story in stories]


def may_hold_several(path: str | Path, content: bytes) -> bool:
    """Whether a file may hold several articles, or is of a kind that has to be unpacked to know what it holds."""
    if documents.find_kind(content) or is_mail(content):
        return True
    text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    return bool(find_export(text) or (Path(path).suffix.lower() in PAGES and _EXPORTED.search(text)))


def _list_page(source: str | Path, page: str) -> Sequence[Story]:
    """The story of a page, or those of an export that was saved as one."""
    if _EXPORTED.search(page) and (stories := split_export(list_text(page))):
        return stories
    return [_refuse_none(source, read_page(page))]


def _refuse_none(source: str | Path, story: Story | None) -> Story:
    if story is None:
        raise ArticleError(source, "holds no article that could be found", "Copy the story's text into a .txt file.")
    return story


def _read_lines(source: str | Path, text: str, suffix: str) -> Sequence[Story]:
    """The stories of a plain text: those of an export, that of a text with marks or of one copied from a PDF."""
    if stories := split_export(text):
        return stories
    if suffix in markup.SUFFIXES:
        return [_read_markup(text)]
    if suffix == ".pdf" or is_copied(text):
        try:
            return [Story(join_lines(text))]
        except ColumnsError:
            remedy = "Copy one column after the other, or save the PDF itself and give that."
            raise ArticleError(source, "is in two columns, side by side", remedy) from None
    return [Story(text)]


def _read_markup(text: str) -> Story:
    text, title, day = markup.strip_marks(text)
    written = read_day(day)
    known = (written.day, f"date: {day}") if written and written.day else (None, UNKNOWN)
    return Story(put_first(title, text) if title else text, title, *known)


def _decode(source: str | Path, raw: bytes) -> tuple[str, str]:
    """The text in the bytes of a file, and what was replaced in it."""
    decoded = decode(raw)
    if decoded is None or "\0" in decoded.text:
        raise ArticleError(source, "is not text, or is text in an unknown encoding", _SAVE)
    return decoded.text, decoded.note
