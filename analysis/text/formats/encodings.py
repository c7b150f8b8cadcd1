"""Bytes become text: the encoding that a file states, if the text is readable with it, else the one that fits.

A file in UTF-8 with a few bad bytes stays UTF-8: each of these is replaced, and the first place is told. No other
character is changed.
"""

import codecs
import re
from typing import NamedTuple

ENCODINGS = ["utf_8", "utf_16", "utf_16_le", "utf_16_be", "cp1252"]  # of files that state none
STATED = 4_000  # bytes in which a page states its encoding; standards ask for the first 1,024
BAD_SHARE = 0.2  # of the characters beyond ASCII; more bad ones, and it is not UTF-8
BAD_CHARACTERS = 0.02  # of all characters; more bad ones, and it is not the stated encoding
SAMPLE = 200_000  # bytes that tell whether a text is readable

_MARKS = (
    (codecs.BOM_UTF8, "utf_8_sig"),
    (codecs.BOM_UTF16_LE, "utf_16"),
    (codecs.BOM_UTF16_BE, "utf_16"),
)
_STATEMENT = re.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""")
_STATING = re.compile(rb"(?i)<(?:meta|\?xml)\b[^>]{0,300}")
_LEADING = [bytes([byte]) for byte in range(0xC2, 0xF5)]  # with which characters of UTF-8 beyond ASCII begin
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ufdd0-\ufdef]")
_MISREAD = re.compile("[ÃÂâ][\x80-\xbf€™œž“”‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’•–—˜š›Ÿ]|[^\\W\\d_][¶¤§¬®¯°±³¹º»¼½¾¿€][^\\W\\d_]")


class Decoded(NamedTuple):
    """A text, Python's name of its encoding, and what had to be replaced in it: a sentence, or ""."""

    text: str
    encoding: str
    note: str = ""


def decode(raw: bytes, stated: str | None = None) -> Decoded | None:
    """The text in some bytes; None if they are no text, or in an encoding that is not known.

    Args:
        raw: the content of a file.
        stated: the encoding that is stated for it elsewhere, as in the head of a mail; else it is looked for in `raw`.
    """
    name = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    if name == "utf_8_sig":
        return _decode_utf_8(raw[len(codecs.BOM_UTF8) :]) or _decode_as(raw, name)
    if name:
        return _decode_as(raw, name)
    stated = find_codec(stated) or _find_stated(raw)
    if stated and stated.startswith(("iso2022", "hz")):  # of seven bits, so that they pass for UTF-8
        return _decode_as(raw, stated)
    if decoded := _decode_utf_8(raw):
        return decoded if "\0" not in decoded.text else _guess(raw)
    if stated and not stated.startswith("utf") and (decoded := _decode_as(raw, stated)) and is_readable(decoded.text):
        return decoded
    return _guess(raw)


def find_encoding(sample: bytes) -> str | None:
    """Python's name of the encoding of a text from its first lines; None if they are no text."""
    decoded = decode(sample)
    if decoded is None:
        return None
    return "utf-8-sig" if decoded.encoding in ("utf-8", "utf_8_sig") else decoded.encoding


def find_codec(name: str | None) -> str | None:
    """Python's name of an encoding that pages state, as browsers take it; None if it is no encoding of text.

    Browsers read a larger encoding in place of some: Windows-1252 for ISO 8859-1, GB 18030 for GB 2312.
    """
    from webencodings import lookup

    found = lookup((name or "").strip().lower().replace("mac-roman", "macintosh").replace("x-mac", "mac"))
    return found and found.codec_info.name.replace("gbk", "gb18030")


def _find_stated(raw: bytes) -> str | None:
    """The encoding that a page states in its head."""
    for part in _STATING.finditer(raw[:STATED]):
        if hit := _STATEMENT.search(part[0]):
            return find_codec(hit[1].decode("ascii", "replace"))
    return None


def _decode_as(raw: bytes, encoding: str) -> Decoded | None:
    """The text in an encoding, with a few bad bytes replaced; None if there are more."""
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text = raw.decode(encoding, "replace")
        bad = text.count("\ufffd")
        return (
            Decoded(text, encoding, _note(raw, error.start, encoding, bad))
            if bad <= BAD_CHARACTERS * len(text)
            else None
        )


def _decode_utf_8(raw: bytes) -> Decoded | None:
    """The text in UTF-8; None if more than a share of its characters beyond ASCII are bad."""
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if "\0" in text or bad > BAD_SHARE * sum(map(raw.count, _LEADING)):
            return None
        return Decoded(text, "utf-8", _note(raw, error.start, "UTF-8", bad))


def _note(raw: bytes, place: int, encoding: str, bad: int) -> str:
    line = raw.count(b"\n", 0, place) + 1
    others = f", and {bad - 1:,} more after it" if bad > 1 else ""
    return f"byte {place + 1:,} (line {line:,}) is not {encoding}{others}: replaced by \ufffd"


def _guess(raw: bytes) -> Decoded | None:
    """The text in the encoding that fits, of those that files have which state none."""
    from charset_normalizer import from_bytes, is_binary

    if is_binary(raw):
        return None
    best = from_bytes(raw, cp_isolation=ENCODINGS).best()
    return Decoded(str(best), best.encoding) if best and "\0" not in str(best) else None


def is_readable(text: str) -> bool:
    """Whether a decoded text looks like one: letters beyond ASCII in words, few controls, no UTF-8 taken apart."""
    sample = text[:SAMPLE]
    beyond = [letter for letter in sample if letter > "\x7f"]
    if len(_CONTROLS.findall(sample)) > max(1, len(beyond) // 50):
        return False
    return len(_MISREAD.findall(sample)) <= len(beyond) // 10
