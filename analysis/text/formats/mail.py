"""Pages and mails in one file with all their parts: `.mhtml` (a page saved whole) and `.eml` (a mail)."""

import email
import email.errors
import email.policy
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from analysis.text.formats.encodings import Decoded, decode
from analysis.text.formats.pages import is_page, put_first, read_page
from analysis.text.formats.stories import UNKNOWN, Story

SUFFIXES = (".eml", ".mht", ".mhtml")
HEAD = 4_000  # bytes in which the head of a mail is looked for

_FIELD = (
    rb"(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Snapshot-Content-Location)"
)
_OPENING = re.compile(rb"(?i)\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?" + _FIELD + rb":")
_MIME = re.compile(rb"(?im)^(?:MIME-Version: ?1|Content-Type: ?(?:text|multipart)/)")


def is_mail(content: bytes) -> bool:
    """Whether a file has the head of a mail, or of a page saved with all its parts."""
    head = content[:HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n"
    return bool(_OPENING.match(head) and _MIME.search(head))


def read_mail(content: bytes) -> Story | None:
    """The story of a mail, or of a page saved whole; None if it has neither a page nor a text.

    Of a mail, the subject is the headline and its day that of publication; of a saved page, both are the page's own.
    """
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    page, plain = _find_part(message, "text/html"), _find_part(message, "text/plain")
    address = _read_field(message, "Snapshot-Content-Location")
    is_saved = bool(address or _read_field(message, "From").startswith("<Saved by"))
    story = None
    if page is not None:
        text = page.text
        if address and "saved from url" not in text:
            text = f"<!-- saved from url=({len(address):04}){address} -->\n{text}"
        story = read_page(text)
        story = replace(story, note=page.note) if story else None
    if story is None and plain is not None:
        found = read_page(plain.text) if is_page(plain.text) else Story(plain.text.strip())
        story = replace(found, note=plain.note) if found else None
    return story if is_saved or story is None else _add_head(story, message)


def _add_head(story: Story, message: Message) -> Story:
    """A story with what the head of its mail says: headline, sender, day."""
    subject = re.sub(r"(?i)^(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", "", _read_field(message, "Subject"))
    if subject and not story.title:
        story = replace(story, text=put_first(subject, story.text), title=subject)
    name, sender = parseaddr(_read_field(message, "From"))
    outlet = story.outlet or name or sender.rpartition("@")[2] or None
    day, evidence = story.published, story.evidence
    if day is None and (day := _read_day(message)):
        evidence = f"Date: {_read_field(message, 'Date')}"
    return replace(story, outlet=outlet, published=day, evidence=evidence if day else UNKNOWN)


def _read_day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(_read_field(message, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _read_field(message: Message, name: str) -> str:
    """A field of a head as plain text."""
    from email.header import decode_header, make_header

    value = str(message.get(name) or "")
    with suppress(ValueError, LookupError, email.errors.MessageError):
        value = str(make_header(decode_header(value)))
    return " ".join(value.split())


def _find_part(message: Message, kind: str) -> Decoded | None:
    """The first part of a kind, decoded; parts of attached files do not count."""
    for part in message.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes) and raw.strip():
                return decode(raw, str(part.get_param("charset") or "") or None)
    return None
