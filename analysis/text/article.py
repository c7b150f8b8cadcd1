"""A text or HTML file, or a pasted text, as an immutable `Article`.

The source is decoded and otherwise left as it is; `layout` finds the role of each block. All offsets are Python string
offsets into `Article.text`.
"""

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from textwrap import shorten

from analysis.text.calendar import make_day
from analysis.text.datelines import find_dateline
from analysis.text.days import read_day
from analysis.text.errors import ArticleError as ArticleError
from analysis.text.formats.pages import is_page, put_first
from analysis.text.formats.published import is_change, is_date_line
from analysis.text.formats.stories import UNKNOWN, Story
from analysis.text.formats.unpack import list_stories
from analysis.text.formats.walls import find_wall
from analysis.text.invisible import clear
from analysis.text.layout import Block, find_blocks
from analysis.text.rests import role_by_wording

MAX_BYTES = 10_000_000
LISTED = 12  # articles of a file that an error lists
DATE_LINES = 12  # blocks in which a date line is looked for
LISTED_DATE = "the list of articles"  # the evidence for a date from `articles.csv`

_PROJECT = [folder for folder in [Path(__file__).parents[2]] if (folder / "pyproject.toml").is_file()]
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ENDS = ".!?:;,…\"'”’)]"  # with which a headline may end
_DAY_IN_NAME = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?=\D)")
_CHOSEN = re.compile(r"(?P<file>.+)#(?P<number>[1-9]\d{0,4})")  # export.txt#3: the third article of a file


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        text: the decoded source, unchanged; of other formats than plain text, the headline and the story.
        blocks: its blocks in reading order, each with its role.
        published: the day of publication, or None if it is not known.
        published_evidence: where that day comes from: *the caller*, *the list of articles*, the page's markup or
            address, a field of an export, the file's name, the words of the dateline, or *unknown*, with the reason if
            there is one.
        source: the file name as given, or *pasted text*.
        outlet: who published it, if the file says so.
        note: what had to be replaced in the file to read it; "" if nothing.

    Examples:
        >>> import analysis
        >>> analysis.read_text("Port Ash, 3 May 2016 - Peru attacked Chile on Monday.").article.source
        'pasted text'
    """

    text: str
    blocks: tuple[Block, ...]
    published: date | None
    published_evidence: str
    source: str
    outlet: str | None = None
    note: str = ""

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
    return _parse_story(Story(text), parse_day(published), published_evidence, source)


def _parse_story(story: Story, published: date | None, published_evidence: str, source: str) -> Article:
    """The `Article` of a story. A day that the caller does not know is that of the file, else of the text."""
    blocks = _find_blocks(story)
    day, evidence = published, published_evidence
    if day is None:
        day, evidence = story.published, story.evidence
    if day is None:
        found, words = _find_published(story.text, blocks, story.is_page)
        day, evidence = found, evidence if found is None and words == UNKNOWN else words
    return Article(story.text, blocks, day, evidence, source, story.outlet, story.note)


def _find_blocks(story: Story) -> tuple[Block, ...]:
    """The blocks of a story. A headline that its file names is one, however it ends."""
    cleared = clear(story.text)
    text, title = (cleared.text if cleared else story.text), story.title or ""
    title = seen.text if (seen := clear(title)) else title
    blocks = find_blocks(_open_end(text, title))
    if title and blocks and blocks[0].start == 0 and text.startswith(title):
        others = [replace(b, role="subhead") if b.role == "headline" else b for b in blocks if b.start >= len(title)]
        blocks = (Block("headline", 0, len(title)), *others)
    blocks = tuple(_keep_item(block, text, story.items) for block in blocks)
    if cleared:
        blocks = tuple(replace(b, start=cleared.first(b.start), end=cleared.last(b.end)) for b in blocks)
    return blocks


def _keep_item(block: Block, text: str, items: Collection[str]) -> Block:
    """An item of a list as a paragraph, though it is as short as a subhead."""
    is_item = block.role in ("subhead", "caption") and text[block.start : block.end] in items
    return replace(block, role="paragraph") if is_item else block


def _open_end(text: str, title: str) -> str:
    """The text with blanks for the full stop of its title, which is no sentence."""
    if not title or not text.startswith(title):
        return text
    return text[: len(title.rstrip(_ENDS))].ljust(len(title)) + text[len(title) :]


def read_article(
    path: str | Path,
    published: date | str | None = None,
    published_evidence: str = "the caller",
    max_bytes: int = MAX_BYTES,
) -> Article:
    """The `Article` in a file.

    Args:
        path: a text, a saved page or another file of an article. Of a file with several, `export.txt#3` is the third.
        published: the day of publication, if the caller knows it.
        published_evidence: where that day comes from.
        max_bytes: the largest file to read.

    Raises:
        ArticleError: the file is missing, too large, binary, in an unknown encoding, empty or without a paragraph; or
            it has several articles.
        ValueError: `published` is not a date.
    """
    file, number = split_number(path)
    content = read_content(file, max_bytes)
    return decode_article(path, content, published, published_evidence, number)


def split_number(path: str | Path) -> tuple[Path, int | None]:
    """The file, and which of its articles is meant."""
    chosen = _CHOSEN.fullmatch(str(path))
    if not chosen or Path(path).exists():
        return Path(path), None
    return Path(chosen["file"]), int(chosen["number"])


def decode_article(
    source: str | Path,
    content: bytes | str | Story,
    published: date | str | None = None,
    published_evidence: str = "the caller",
    number: int | None = None,
) -> Article:
    """The `Article` in the content of a file.

    Args:
        source: the file, or another name for the content.
        content: its bytes, its text if it is already decoded, or a story of it, as a table or an export has one.
        published: the day of publication, if the caller knows it.
        published_evidence: where that day comes from.
        number: which of its articles, from 1, if it has several.

    Raises:
        ArticleError: the content is binary, in an unknown encoding, empty or without a paragraph, or has several
            articles.
        ValueError: `published` is not a date.
    """
    published = parse_day(published)
    file = split_number(source)[0] if number else source
    story = (
        _complete(file, content) if isinstance(content, Story) else _choose(source, list_stories(file, content), number)
    )
    if published is None and story.published is None and not number and not isinstance(content, Story):
        published, published_evidence = _find_day_in_name(file) or (None, published_evidence)
    article = _parse_story(story, published, published_evidence, str(source))
    check_running(article)
    return article


def _find_day_in_name(file: str | Path) -> tuple[date, str] | None:
    """The day that a file's name begins with, as people file articles: `2020-01-09-talks.txt`."""
    hit = _DAY_IN_NAME.match(Path(file).name)
    day = make_day(*map(int, hit.groups())) if hit else None
    return (day, f"the file’s name: {hit[0]}") if day else None


def _complete(source: str | Path, known: Story) -> Story:
    """A story of a table or an export with its title as the first block; its text may be the markup of a page."""
    story = list_stories(source, known.text)[0] if is_page(known.text) else known
    text = put_first(known.title, story.text) if known.title else story.text
    about = {name: value for name in ("published", "evidence", "outlet", "url") if (value := getattr(known, name))}
    return replace(story, text=text, title=known.title or story.title, **(about if known.published else {}))


def _choose(source: str | Path, stories: Sequence[Story], number: int | None) -> Story:
    """The one story of a file, or the one that is asked for."""
    if number and number <= len(stories):
        return stories[number - 1]
    if len(stories) == 1 and not number:
        return stories[0]
    listed = "; ".join(f"{n} {name_story(story)}" for n, story in enumerate(stories[:LISTED], start=1))
    more = f"; and {len(stories) - LISTED:,} more" if len(stories) > LISTED else ""
    file = split_number(source)[0]
    remedy = f"Choose one by its number, as in {file}#1, or read them all with `crisis-arc coverage {file}`."
    raise ArticleError(source, f"holds {len(stories):,} articles: {listed}{more}", remedy)


def name_story(story: Story) -> str:
    """A story in a list: its title, outlet and day."""
    title = shorten(story.title or story.text, 80, placeholder=" …")
    about = ", ".join(filter(None, (story.outlet, story.published and story.published.isoformat())))
    return f"“{title}” ({about})" if about else f"“{title}”"


def check_running(article: Article) -> None:
    """Raises an `ArticleError` if an article has no paragraph of running text, or only a site's notice to browsers."""
    words = [article.text[block.start : block.end] for block in article.blocks if block.role == "paragraph"]
    if not any(map(_is_running_text, words)):
        reason = "holds no paragraph of running text" if article.blocks else "is empty"
        remedy = "Save the story itself in the file, not only its title or a link to it."
        raise ArticleError(article.source, reason, remedy)
    if notice := find_wall(words):
        reason = f"holds a site’s notice and not the story (“{shorten(notice, 80, placeholder=' …')}”)"
        raise ArticleError(article.source, reason, "Open the page in a browser, and save it when the story is shown.")


def make_key(text: str) -> str:
    """A short id of a text. Paragraphs have it in their ids on the page of an article: `r1a2b3c-12` is paragraph 12."""
    return f"r{sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}"


def locate(path: str | Path) -> Path:
    """The path itself; where it is not, the same path under a folder above this one, or in the project's checkout.

    So notebooks find `data/` and `reports/` from any working directory.
    """
    path = Path(path)
    if path.is_absolute() or split_number(path)[0].exists():
        return path
    above = (Path(*[".."] * height) for height in range(1, len(Path.cwd().parts)))
    places = (folder / path for folder in (*above, *_PROJECT))
    return next((place for place in places if split_number(place)[0].exists()), path)


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


def parse_day(value: date | str | None, name: str = "published") -> date | None:
    """The day in a date, a time stamp or an ISO string; None for a missing value (None, "", NaN, NaT).

    Args:
        value: the day.
        name: what the error calls it.

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
        raise ValueError(f"{name}={value!r} is not a date: write it as year-month-day, such as 2020-01-09") from None


def _is_running_text(block: str) -> bool:
    """Whether a block is running text: it has letters, and is not only an address or a line of boilerplate."""
    has_letters = any(map(str.isalpha, block))
    return has_letters and not _ADDRESS.fullmatch(block) and role_by_wording(block) is None


def _find_published(text: str, blocks: tuple[Block, ...], is_page: bool) -> tuple[date | None, str]:
    """The day that the article itself gives, and the words that give it: a dateline counts before a date line.

    The day of a change counts last, and in a page not at all: pages say more of themselves than texts.
    """
    first = next((b for b in blocks if b.role == "paragraph"), None)
    if first and (found := find_dateline(text[first.start : first.end])):
        return found
    if _is_chronology(text, blocks):
        return None, UNKNOWN
    lines = [text[b.start : b.end] for role in ("dateline", "byline") for b in blocks if b.role == role]
    lines += [line for b in blocks[:DATE_LINES] if is_date_line(line := text[b.start : b.end])]
    read = [(line, written) for line in lines if (written := read_day(line))]
    sure = [(line, written) for line, written in read if written.day]
    plain = next((written for line, written in sure if not is_change(line, written)), None)
    last = sure[0][1] if sure and not is_page else None
    found = plain or last or next((written for _, written in read if written.day is None), None)
    return (found.day, found.evidence) if found else (None, UNKNOWN)


def _is_chronology(text: str, blocks: tuple[Block, ...]) -> bool:
    """Whether different days each stand above a paragraph: these are the days of what happened."""
    above = (text[a.start : a.end] for a, b in pairwise(blocks) if b.role == "paragraph" and a.role != "paragraph")
    read = [(line, written) for line in above if is_date_line(line) and (written := read_day(line))]
    return len({written.day for line, written in read if not is_change(line, written)}) > 1


def check_no_address(path: str | Path) -> None:
    """Raises an `ArticleError` if a path is the address of a page."""
    if address := re.match(r"(?i)(?:https?|file|ftp):/{1,3}(?=\w)|www\.", str(path)):
        name = str(path) if "//" in str(path) else str(path).replace(address[0], address[0] + "/", 1)
        raise ArticleError(name, "is an address", "Give a saved page: this program does not fetch.")


def read_content(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file.

    Raises:
        ArticleError: it is missing, not a file, not readable, or larger than `max_bytes`.
    """
    if not path.exists():
        check_no_address(path)
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
