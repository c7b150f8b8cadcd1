"""The day of publication in the markup of a page, and the piece of markup that gives it; nothing is guessed.

The most trusted comes first: what the page says of itself (`meta`, JSON-LD of the article, microdata), then the day in
its own address, then a time or a date line that it shows at its headline.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from analysis.text.calendar import MONTH
from analysis.text.days import Written, find_day_in_address, is_evening_before, read_day
from analysis.text.formats.stories import UNKNOWN

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHOWN_CHARACTERS = 120  # a longer text is no date line
EVIDENCE_CHARACTERS = 80

# The names of the day of publication in pages, the most trusted first. Days of changes and all others are ignored.
_META_NAMES = (
    "article:published_time og:article:published_time og:published_time datepublished published published_time "
    "publish-date publish_date publishdate publish_time article.published article_date_original "
    "originalpublicationdate cxenseparse:recs:publishtime rnews:datepublished displaydate pubdate pdate ptime "
    "publication_date bt:pubdate date dc.date dc.date.issued dcterms.date dcterms.created dcterms.issued "
    "parsely-pub-date sailthru.date weibo:article:create_at"
).split()
_ARTICLES = ("Article", "Report", "BlogPosting", "Posting", "LiveBlog", "Review", "Story")  # the ends of JSON-LD types
_JSON_LD = "//script[contains(@type, 'ld+json')]/text()"
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_VALUES = (
    "datetime",
    "content",
    "data-datetime",
    "data-timestamp",
    "data-seconds",
    "data-published",
    "data-date",
    "title",
)
_CALLED = re.compile(r"(?i)date|time|publish|posted|byline|(?<![a-z])pub(?![a-z])|stamp")
_LABELLED = re.compile(
    r"(?i)\W{0,3}(?:first |originally )?(?:published|posted|written by|by|publiziert|veröffentlicht|publié|publicado"
    r"|pubblicato)\b"
)
_SCRIPTED = re.compile(
    r'"(date_?published|published_?(?:at|date|time)|publish_?date|pub_?date)"\s*:\s*"([^"]{8,40})"', re.I
)
_CHANGED = re.compile(
    r"(?i)modif|updat|edited|revis|expire|event|copyright|comment|related|countdown|archive|calendar|update"
)
_OUTSIDE = re.compile(
    r"(?i)comment|related|recommend|sidebar|footer|widget|trending|popular|most-?read|more-?stories|teaser|promo"
)
_CHANGED_WORDS = re.compile(
    r"(?i)\b(?:updated|modified|edited|revised|corrected|reviewed)\b(?!.*\b(?:published|posted|created)\b)"
)
_DATE_WORDS = re.compile(
    rf"(?i)\b(?:{MONTH}|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|published|posted|first|originally|updated|last|on|at|by|date|noon|midnight|[ap]\.?m|ago|hours?|minutes?|read|local|time"
    r"|utc|gmt|[a-z]{1,3}[sd]?t)\b"
)


def find_published(page: "HtmlElement", address: str, order: str | None) -> tuple[date | None, str]:
    """The day of publication of a page, and what gives it; None and *unknown* (with the reason, if there is one).

    Args:
        page: its tree.
        address: its own address, or "".
        order: how its country writes days in figures.
    """
    open_day = UNKNOWN
    own = find_day_in_address(address)
    shown = [("its address", own, own.words)] if own else []
    shown += [(name, read, value) for name, value in _list_shown(page) if (read := read_day(value, order))]
    stated = [(name, read, value) for name, value in _list_stated(page) if (read := read_day(value, order))]
    for name, found, value in (*stated, *shown, *_list_scripted(page)):
        if found.day is None:
            open_day = found.evidence if open_day == UNKNOWN else open_day
            continue
        evidence = f"{name}: {value.strip()[:EVIDENCE_CHARACTERS]}"
        for place, local, words in shown[:1]:
            if local.day and is_evening_before(found, local.day):
                return local.day, f"{evidence}; the local day is in {place}: {words[:EVIDENCE_CHARACTERS]}"
        return found.day, evidence
    return None, open_day


def _list_stated(page: "HtmlElement") -> Iterator[tuple[str, str]]:
    """The name and the value of what a page says of itself, the most trusted first."""
    stated: dict[str, str] = {}
    for meta in page.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if value := meta.get("content"):
                stated.setdefault((meta.get(key) or "").strip().lower(), value)
    yield from ((name, stated[name]) for name in _META_NAMES if name in stated)
    yield from (("datePublished", day) for day in _list_linked(page))
    for marked in page.xpath("//*[@itemprop = 'datePublished']"):
        yield "datePublished", _value_of(marked)
    yield from (("pubdate", value) for value in page.xpath("//time[@pubdate]/@datetime"))


def _list_linked(page: "HtmlElement") -> list[str]:
    """`datePublished` in a page's JSON-LD: first those of articles, then of the page; not of videos and others."""
    days: dict[bool, list[str]] = {True: [], False: []}
    for script in page.xpath(_JSON_LD):
        try:
            nodes = list(walk_linked(json.loads(script, strict=False)))
        except (ValueError, RecursionError):  # not JSON after all: a script with one kind of thing will do
            days[False] += _JSON_DATE.findall(script) if "VideoObject" not in script else []
            continue
        for node in nodes:
            kinds = node.get("@type") or ""
            kinds = [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)]
            is_article = any(kind.endswith(_ARTICLES) for kind in kinds)
            if isinstance(day := node.get("datePublished"), str) and (is_article or "WebPage" in kinds):
                days[is_article].append(day)
    return days[True] + days[False]


def walk_linked(linked: Any) -> Iterator[dict]:  # noqa: ANN401
    """The things that JSON-LD describes for themselves: in a list, in `@graph`, or as the main thing of a page."""
    if isinstance(linked, list):
        for part in linked:
            yield from walk_linked(part)
    elif isinstance(linked, dict):
        yield linked
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from walk_linked(linked.get(name))


def _list_shown(page: "HtmlElement") -> list[tuple[str, str]]:
    """The dates that a page shows as its own: times and date lines after its headline, or else right before it."""
    found, title = [], None
    for place, part in enumerate(page.iter("h1", "time", "span", "div", "p", "li", "small", "em", "dd", "abbr", "td")):
        if part.tag == "h1":
            title = place if title is None else title
        elif (shown := _read_shown(part)) and not _is_outside(part):
            found.append((place, shown))
    if title is None:
        return (
            [shown for _, shown in found]
            if len({read.words for _, (_, v) in found if (read := read_day(v))}) == 1
            else []
        )
    found.sort(key=lambda row: (row[0] < title, abs(row[0] - title)))
    return [shown for _, shown in found]


def _list_scripted(page: "HtmlElement") -> list[tuple[str, Written, str]]:
    """The one day of publication in a page's scripts; nothing where they have several, of other stories too."""
    stated = [hit.groups() for script in page.xpath("//script/text()") for hit in _SCRIPTED.finditer(script)]
    read = [(name, written, value) for name, value in stated if (written := read_day(value))]
    return read[:1] if len({written.day for _, written, _ in read}) == 1 else []


def _read_shown(part: "HtmlElement") -> tuple[str, str] | None:
    """The name and the value of an element that is nothing but a date."""
    called = " ".join(part.get(key) or "" for key in ("class", "id", "itemprop", "data-testid", "rel"))
    if _CHANGED.search(called) or len(part) > SHOWN_CHARACTERS:
        return None
    words = " ".join(part.text_content().split())
    if len(words) > SHOWN_CHARACTERS:
        return None
    if part.tag != "time" and not _CALLED.search(called) and not _LABELLED.match(words):
        return None
    name = part.tag if part.tag == "time" else f"{part.tag} {called.strip()}"[:40]
    value = _value_of(part)
    written = read_day(words) if words else None
    if written and not is_change(words, written):
        return (name, value if value != words and read_day(value) else words) if is_date_line(words) else None
    plain = not written and is_date_line(words) and value != words and read_day(value)
    return (name, value) if plain else None


def _value_of(part: "HtmlElement") -> str:
    """The date in an element's attributes, else its words."""
    stated = (part.get(key) for key in _VALUES)
    return next((value for value in stated if value and read_day(value)), " ".join(part.text_content().split()))


def is_change(words: str, written: Written) -> bool:
    """Whether a day is that of a change: *Updated 9 January 2020*."""
    return bool(_CHANGED_WORDS.search(words[: words.find(written.words)]))


def is_date_line(words: str) -> bool:
    """Whether words are a date with its label, a time of day and perhaps a name, and no sentence."""
    if len(words) > SHOWN_CHARACTERS:
        return False
    rest = re.findall(r"[^\W\d_]+", _DATE_WORDS.sub(" ", words))
    return sum(word[0].islower() for word in rest) <= 1 and len(rest) <= 8


def _is_outside(part: "HtmlElement") -> bool:
    """Whether an element belongs to another story, to comments, or to the edge of a page."""
    for above in part.iterancestors():
        called = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in ("nav", "footer", "aside", "a") or (
            above.tag not in ("body", "html") and _OUTSIDE.search(called)
        ):
            return True
    return False
