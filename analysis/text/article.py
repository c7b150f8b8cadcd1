"""A text or HTML file, or a pasted text, as an immutable `Article`.

The source is decoded and otherwise left as it is; `layout` finds the role of each block. All offsets are Python string
offsets into `Article.text`.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.text.datelines import find_dateline, find_day
from analysis.text.layout import Block, find_blocks
from analysis.text.rests import role_by_wording

if TYPE_CHECKING:
    from lxml.html import HTMLParser

MAX_BYTES = 10_000_000
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
ENCODINGS = ["utf_8", "utf_16", "utf_16_le", "utf_16_be", "cp1252"]
LISTED_DATE = "the list of articles"  # the evidence for a date from `articles.csv`

# The names of the publication date in pages, the most trusted first. Dates of changes and all other dates are ignored.
_META_NAMES = (
    "article:published_time datepublished published published_time publish-date publish_date pubdate publication_date "
    "date dc.date dc.date.issued dcterms.date dcterms.created parsely-pub-date sailthru.date"
)
_LOWER = "translate(., 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_MARKUP_DATES = [
    *((f"//meta[(@property | @name | @itemprop)[{_LOWER} = '{name}']]/@content", name) for name in _META_NAMES.split()),
    ("//*[@itemprop = 'datePublished']/@*[name() = 'datetime' or name() = 'content']", "datePublished"),
    ("//time[@pubdate]/@datetime", "pubdate"),
]
_JSON_LD = "//script[@type = 'application/ld+json']/text()"
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')

_HTML_OPENING = re.compile(r"(?i)\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)*(?:<!doctype html|<html\b)")
_NOT_AN_ARTICLE = re.compile(r"%PDF-|\{\\rtf|PK\x03\x04")
_PROJECT = [folder for folder in [Path(__file__).parents[2]] if (folder / "pyproject.toml").is_file()]
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


class ArticleError(ValueError):
    """A file that cannot be read as an article: the file, the reason and the remedy."""

    def __init__(self, file: str | Path, reason: str, remedy: str) -> None:
        """Keeps the three parts as the attributes `file`, `reason` and `remedy`."""
        super().__init__(f"{file}: {reason}. {remedy}")
        self.file, self.reason, self.remedy = str(file), reason, remedy

    def __reduce__(self) -> tuple:
        """The three parts, so that the error can be sent back from a worker process."""
        return type(self), (self.file, self.reason, self.remedy)


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        text: the decoded source, unchanged; for HTML, the title and the extracted text.
        blocks: its blocks in reading order, each with its role.
        published: the day of publication, or None if it is not known.
        published_evidence: where that day comes from: *the caller*, *the list of articles*, the words of the dateline,
            the page's markup, or *unknown*.
        source: the file name as given, or *pasted text*.
    """

    text: str
    blocks: tuple[Block, ...]
    published: date | None
    published_evidence: str
    source: str

    @property
    def headline(self) -> str | None:
        """The headline's words, or None."""
        return next((self.text[b.start : b.end] for b in self.blocks if b.role == "headline"), None)

    @property
    def title(self) -> str:
        """The headline; without one, the name of the file."""
        return self.headline or Path(self.source).name


def parse_article(
    text: str,
    published: date | str | None = None,
    published_evidence: str = "the caller",
    source: str = "pasted text",
) -> Article:
    """The `Article` in any string. No text makes it raise an error.

    Args:
        text: the article, its paragraphs separated by blank lines, by line breaks, or both.
        published: the day of publication (a date or an ISO string such as `2020-01-09`), if the caller knows it.
        published_evidence: where that day comes from.
        source: what to call the text.

    Raises:
        ValueError: `published` is not a date.
    """
    blocks = find_blocks(text)
    day = parse_day(published)
    if day is None:
        day, published_evidence = _find_published(text, blocks)
    return Article(text, blocks, day, published_evidence, source)


def read_article(
    path: str | Path,
    published: date | str | None = None,
    published_evidence: str = "the caller",
    max_bytes: int = MAX_BYTES,
) -> Article:
    """The `Article` in a text or HTML file.

    Args:
        path: a `.txt` or `.html` file in UTF-8, UTF-16 or Windows-1252.
        published: the day of publication, if the caller knows it.
        published_evidence: where that day comes from.
        max_bytes: the largest file to read.

    Raises:
        ArticleError: the file is missing, too large, binary, in an unknown encoding, empty or without a paragraph.
        ValueError: `published` is not a date.
    """
    return decode_article(path, read_content(Path(path), max_bytes), published, published_evidence)


def decode_article(
    source: str | Path,
    content: bytes | str,
    published: date | str | None = None,
    published_evidence: str = "the caller",
) -> Article:
    """The `Article` in the content of a text or HTML file.

    Args:
        source: the file, or another name for the content.
        content: its bytes, or its text if it is already decoded.
        published: the day of publication, if the caller knows it.
        published_evidence: where that day comes from.

    Raises:
        ArticleError: the content is binary, in an unknown encoding, empty or without a paragraph.
        ValueError: `published` is not a date.
    """
    published = parse_day(published)
    text = content if isinstance(content, str) else _decode(source, content)
    if _is_html(Path(source), text):
        text, stated, markup = _extract_html(source, text)
        if published is None and stated:
            published, published_evidence = stated, markup
    article = parse_article(text, published, published_evidence, str(source))
    if not any(
        _is_running_text(text[block.start : block.end]) for block in article.blocks if block.role == "paragraph"
    ):
        reason = "holds no paragraph of running text" if article.blocks else "is empty"
        raise ArticleError(source, reason, "Save the story itself in the file, not only its title or a link to it.")
    return article


def make_key(text: str) -> str:
    """A short id of a text. Paragraphs have it in their ids on the page of an article: `r1a2b3c-12` is paragraph 12."""
    return f"r{sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}"


def locate(path: str | Path) -> Path:
    """The path itself; where it is not, the same path under a folder above this one, or in the project's checkout.

    So notebooks find `data/` and `reports/` from any working directory.
    """
    path = Path(path)
    if path.is_absolute() or path.exists():
        return path
    above = (Path(*[".."] * height) for height in range(1, len(Path.cwd().parts)))
    return next((folder / path for folder in (*above, *_PROJECT) if (folder / path).exists()), path)


def listed_date(path: str | Path) -> date | None:
    """The day of publication that the nearest `articles.csv` lists for a file, or None.

    The list is in the article's folder or one folder above; its column `file` is relative to the list's own folder.

    Raises:
        ArticleError: the list has a value that is not a date.
    """
    path = Path(path).resolve()
    for folder in (path.parent, path.parent.parent):
        table = folder / "articles.csv"
        rows = _read_list(table) if table.is_file() else []
        for line, row in enumerate(rows, start=2):
            if (folder / (row.get("file") or "")).resolve() == path:
                try:
                    return parse_day(row.get("published"))
                except ValueError as error:
                    raise ArticleError(table, f"line {line}: {error}", "Correct the day there.") from None
    return None


def _read_list(table: Path) -> list[dict[str, str]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as f:
            return list(csv.DictReader(f))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArticleError(table, f"cannot be read ({error})", "Save it as CSV in UTF-8.") from None


def parse_day(value: date | str | None) -> date | None:
    """The day in a date, a time stamp or an ISO string; None for a missing value (None, "", NaN, NaT).

    Raises:
        ValueError: the value is not a date; the error shows how to write one.
    """
    if value is None or value == "" or value != value:  # NaN and NaT do not equal themselves
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10] if "T" in str(value) else str(value).strip())
    except ValueError:
        raise ValueError(f"published={value!r} is not a date: write it as year-month-day, such as 2020-01-09") from None


def _is_running_text(block: str) -> bool:
    """Whether a block is running text: it has letters, and is not only an address or a line of boilerplate."""
    has_letters = any(map(str.isalpha, block))
    return has_letters and not _ADDRESS.fullmatch(block) and role_by_wording(block) is None


def _find_published(text: str, blocks: tuple[Block, ...]) -> tuple[date | None, str]:
    """The day that the article itself gives, and the words that give it: a dateline counts before a date line."""
    first = next((b for b in blocks if b.role == "paragraph"), None)
    if first and (found := find_dateline(text[first.start : first.end])):
        return found
    for role in ("dateline", "byline"):
        for block in blocks:
            if block.role == role and (found := find_day(text[block.start : block.end])):
                return found
    return None, "unknown"


def read_content(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file.

    Raises:
        ArticleError: it is missing, not a file, not readable, or larger than `max_bytes`.
    """
    if not path.exists():
        raise ArticleError(path, "does not exist", f"Check the path; it was looked for in {Path.cwd()}.")
    if not path.is_file():
        raise ArticleError(path, "is a folder or a device, not a file", "Name one article.")
    try:
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        raise ArticleError(path, f"cannot be opened ({error.strerror})", "Check its permissions.") from None
    if len(raw) > max_bytes:
        reason = f"is longer than the limit of {max_bytes:,} bytes"
        raise ArticleError(path, reason, "Save the one article alone in the file, or raise max_bytes.")
    return raw


def _decode(path: str | Path, raw: bytes) -> str:
    from charset_normalizer import from_bytes, is_binary

    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:  # text has no null characters, but UTF-16 without a byte order mark, read as UTF-8, has many
        text = "\0" if is_binary(raw) else str(from_bytes(raw, cp_isolation=ENCODINGS).best() or "\0")
    if "\0" in text or _NOT_AN_ARTICLE.match(text):
        remedy = "Open it in the program that made it and save it as plain text in UTF-8."
        raise ArticleError(path, "is not text, or is text in an unknown encoding", remedy)
    return text


def _is_html(path: Path, text: str) -> bool:
    return path.suffix.lower() in HTML_SUFFIXES or bool(_HTML_OPENING.match(text))


def _extract_html(path: str | Path, page: str) -> tuple[str, date | None, str]:
    """A page's title and story as plain text, its day of publication by the markup, and the markup that gives it."""
    from trafilatura import bare_extraction

    extracted = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    if extracted is None or not extracted.text:
        raise ArticleError(path, "holds no article that could be found", "Copy the story's text into a .txt file.")
    text = extracted.text
    if extracted.title and not text.lstrip().startswith(extracted.title):
        text = f"{extracted.title}\n\n{text}"
    return text, *_find_markup_date(page)


def _find_markup_date(page: str) -> tuple[date | None, str]:
    """The day of publication in a page's markup, and the piece of markup that gives it; nothing is guessed."""
    from lxml.html import document_fromstring

    tree = document_fromstring(page.encode("utf-8", "replace"), parser=_html_parser())
    candidates = [(value, name) for path, name in _MARKUP_DATES for value in tree.xpath(path)]
    candidates += [(value, "datePublished") for script in tree.xpath(_JSON_LD) for value in _JSON_DATE.findall(script)]
    for value, name in candidates:
        compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", value.strip())
        if day := find_day("-".join(compact.groups()) if compact else value[:80]):
            return day[0], f"{name}: {value.strip()[:80]}"
    return None, "unknown"


def _html_parser() -> "HTMLParser":
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", huge_tree=True)
