"""Documents of word processors and PDF, read by libraries that the extra `documents` installs."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from analysis.text.errors import ArticleError

SUFFIXES = (".pdf", ".docx", ".rtf", ".odt")
PAGES = 300  # of a PDF; a longer one is no article
UNPACKED = 100_000_000  # bytes of the text in a document; a larger one is a bomb

_SIGNS = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"))
_INSTALL = "Install what reads it with `pip install crisis-arc[documents]`, or save it as plain text in UTF-8."
_SAVE = "Open it in the program that made it and save it as plain text in UTF-8."


def find_kind(content: bytes) -> str | None:
    """The kind of document that a file is, by its first bytes: `.pdf`, `.rtf`, `.docx`, `.odt`; or None."""
    head = content[:1024].lstrip()
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return kind
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    return ".docx" if "word/document.xml" in names else ".odt" if "content.xml" in names else None


def read_document(source: str | Path, content: bytes, kind: str) -> str:
    """The text of a document, its paragraphs separated by blank lines; of a PDF, the lines of its pages.

    Raises:
        ArticleError: what reads it is not installed, or it is damaged, locked, too large, or has no text.
    """
    try:
        text = _READERS[kind](content)
    except ModuleNotFoundError as error:
        raise ArticleError(source, f"is a {kind} document, and {error.name} is not installed", _INSTALL) from None
    except ArticleError as error:
        raise ArticleError(source, error.reason, error.remedy) from None
    except Exception as error:  # these libraries raise whatever a damaged file leads to
        raise ArticleError(
            source, f"is a {kind} document that cannot be read ({type(error).__name__})", _SAVE
        ) from None
    if not any(map(str.isalpha, text)):
        reason = "has no text: its pages are probably pictures"
        raise ArticleError(source, reason, "Run it through a program that recognises text (OCR), and save that.")
    return text


def _read_pdf(content: bytes) -> str:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every flaw that it gets over
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError("", "is locked with a password", "Save it without one.")
    if len(reader.pages) > PAGES:
        raise ArticleError("", f"has {len(reader.pages):,} pages, more than {PAGES}", "Save the pages of the article.")
    return "\f".join(page.extract_text() for page in reader.pages)


def _read_docx(content: bytes) -> str:
    from docx import Document

    _check_size(content)
    return "\n\n".join(paragraph.text.strip() for paragraph in Document(io.BytesIO(content)).paragraphs)


def _read_odt(content: bytes) -> str:
    from odfdo import Document

    _check_size(content)
    parts = Document(io.BytesIO(content)).body.get_elements("//text:p | //text:h")
    return "\n\n".join(part.inner_text.strip() for part in parts)


def _read_rtf(content: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(content.decode("latin-1"), errors="ignore")
    return re.sub(r"[ \t]*\n[ \t\n]*", "\n\n", text)


def _check_size(content: bytes) -> None:
    """Refuses a packed document that unpacks to far more than any article."""
    with ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist() if part.filename.endswith(".xml")) > UNPACKED:
            raise ArticleError("", "unpacks to more than any article has", _SAVE)


_READERS: dict[str, Callable[[bytes], str]] = {
    ".pdf": _read_pdf,
    ".docx": _read_docx,
    ".odt": _read_odt,
    ".rtf": _read_rtf,
}
