"""A text or HTML file, or a pasted text, as an immutable `Article`.

The source is decoded and kept as it came; `layout` tells which stretch of it is what. All offsets are Python string
offsets into `Article.text`.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from analysis.layout import Block, find_blocks, find_dateline

MAX_BYTES = 10_000_000
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
ENCODINGS = ["utf_8", "utf_16", "utf_16_le", "utf_16_be", "cp1252"]
LISTED_DATE = "the list of articles"  # the evidence of a date that `articles.csv` gives

# Where a page's own markup states a day: <meta … content="2020-01-08…">, <time datetime="…">, JSON-LD.
_MARKUP_DATE = r"""<(?:meta|time)\b[^>]*["']{day}[^>]*>|"date(?:Published|Created)"\s*:\s*"{day}[^"]*\""""


class ArticleError(ValueError):
    """A file that cannot be read as an article: which file, why, and what helps."""

    def __init__(self, file: str | Path, reason: str, remedy: str) -> None:
        """Keeps the three parts as attributes `file`, `reason` and `remedy`."""
        super().__init__(f"{file}: {reason}. {remedy}")
        self.file, self.reason, self.remedy = str(file), reason, remedy

    def __reduce__(self) -> tuple:
        """The three parts again, so that the error survives the way back from a worker process."""
        return type(self), (self.file, self.reason, self.remedy)


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        text: the decoded source with nothing changed; for HTML the title and the text that was extracted.
        blocks: its stretches in reading order, each with its role.
        published: the day of publication, or None where nothing gives it.
        published_evidence: what gives it: *the caller*, the words of the dateline, a piece of markup, or *unknown*.
        source: the file's name as it was given, or *pasted text*.
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


def parse_article(
    text: str,
    published: date | str | None = None,
    published_evidence: str = "the caller",
    source: str = "pasted text",
) -> Article:
    """The `Article` in any string; never raises on a text.

    Args:
        text: the article, its paragraphs set apart by blank lines, by line breaks, or both.
        published: the day of publication (a date or an ISO string such as `2020-01-09`), if the caller knows it.
        published_evidence: what that day rests on.
        source: what to call the text.

    Raises:
        ValueError: `published` is no day.
    """
    blocks = find_blocks(text)
    day = _as_day(published)
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
        published_evidence: what that day rests on.
        max_bytes: the largest file that is read.

    Raises:
        ArticleError: the file is missing, too large, binary, in no known encoding, empty or without a paragraph.
        ValueError: `published` is no day.
    """
    published = _as_day(published)
    text = _decode(path, _read_bytes(Path(path), max_bytes))
    if _is_html(Path(path), text):
        text, stated, markup = _extract_html(path, text)
        if published is None and stated:
            published, published_evidence = stated, markup
    article = parse_article(text, published, published_evidence, str(path))
    if not any(block.role == "paragraph" for block in article.blocks):
        reason = "holds no paragraph of running text" if article.blocks else "is empty"
        raise ArticleError(path, reason, "Save the story itself into the file, not only its title or a link to it.")
    return article


def locate(path: str | Path) -> Path:
    """The path itself or, where there is none, the same path from one folder up: the root, seen from `notebooks/`."""
    path = Path(path)
    above = Path("..") / path
    return above if not path.exists() and above.exists() else path


def listed_date(path: str | Path) -> date | None:
    """The day of publication that the nearest `articles.csv` lists for a file, or None.

    The list stands beside the article or one folder above it; its column `file` is relative to its own folder.

    Raises:
        ArticleError: the list gives something that is no day.
    """
    path = Path(path).resolve()
    for folder in (path.parent, path.parent.parent):
        table = folder / "articles.csv"
        rows = _read_list(table) if table.is_file() else []
        for line, row in enumerate(rows, start=2):
            if (folder / (row.get("file") or "")).resolve() == path:
                try:
                    return _as_day(row.get("published"))
                except ValueError as error:
                    raise ArticleError(table, f"line {line}: {error}", "Correct the day there.") from None
    return None


def _read_list(table: Path) -> list[dict[str, str]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as f:
            return list(csv.DictReader(f))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArticleError(table, f"cannot be read ({error})", "Save it as CSV in UTF-8.") from None


def _as_day(value: date | str | None) -> date | None:
    if value is None or value == "" or value != value:  # NaN and NaT are no day and equal nothing
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10] if "T" in str(value) else str(value).strip())
    except ValueError:
        raise ValueError(f"published={value!r} is no day: write it as year-month-day, such as 2020-01-09") from None


def _find_published(text: str, blocks: tuple[Block, ...]) -> tuple[date | None, str]:
    """The day that the article itself states and the words that do: a dateline before a date line."""
    first = next((b for b in blocks if b.role == "paragraph"), None)
    opening = [first] if first else []
    lines = [b for role in ("dateline", "byline") for b in blocks if b.role == role]
    for block in opening + lines:
        if found := find_dateline(text[block.start : block.end]):
            return found
    return None, "unknown"


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ArticleError(path, "is a folder", "Name one article in it.")
        if size > max_bytes:
            reason = f"is {size:,} bytes long, more than the limit of {max_bytes:,}"
            raise ArticleError(path, reason, "Save the one article alone, or raise max_bytes.")
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(path, "does not exist", f"Check the path; it was looked for in {Path.cwd()}.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise ArticleError(path, f"cannot be opened ({error})", "Check the path and its permissions.") from None


def _decode(path: str | Path, raw: bytes) -> str:
    from charset_normalizer import from_bytes, is_binary

    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:  # no text has one, but plain English in UTF-16 without its mark reads as UTF-8 with many
        text = "\0" if is_binary(raw) else str(from_bytes(raw, cp_isolation=ENCODINGS).best() or "\0")
    if "\0" in text:
        remedy = "Open it in the program that made it and save it as plain text in UTF-8."
        raise ArticleError(path, "is no text, or text in an unknown encoding", remedy)
    return text


def _is_html(path: Path, text: str) -> bool:
    return path.suffix.lower() in HTML_SUFFIXES or bool(re.match(r"(?i)\s*(<!doctype html|<html\b)", text))


def _extract_html(path: str | Path, html: str) -> tuple[str, date | None, str]:
    """A page's title and story as plain text, the day that its markup states, and that piece of markup."""
    from trafilatura import bare_extraction

    page = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is None or not page.text:
        raise ArticleError(path, "holds no article that could be found", "Copy the story's text into a .txt file.")
    text = page.text
    if page.title and not text.lstrip().startswith(page.title):
        text = f"{page.title}\n\n{text}"
    if page.date and (markup := re.search(_MARKUP_DATE.format(day=re.escape(page.date)), html)):
        return text, date.fromisoformat(page.date), " ".join(markup[0].split())[:200]
    return text, None, "unknown"
