"""A saved web page as a story: its title, its text, its day of publication and its outlet.

trafilatura finds the text. The title is the page's own headline, without the name of the site. The outlet is what the
page calls its site or publisher, else the registered domain of its address.
"""

import json
import re
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from analysis.text.days import find_order
from analysis.text.formats.clutter import drop_clutter
from analysis.text.formats.published import find_published, walk_linked
from analysis.text.formats.stories import Story

if TYPE_CHECKING:
    from lxml.html import HtmlElement, HTMLParser

HEAD = 400_000  # characters in which the head of a page is looked for
MARGIN = 4_000  # bytes within which a page shows that it is one
SITE_WORDS = 5  # the name of a site is not longer
LIKE = 0.5  # of the words of one title that another has too
ITEM = "- "  # trafilatura's mark of an item of a list
FOUND = 0.7  # of the words in a page's paragraphs; with fewer in its story, the story is looked for again
FEWEST = 40  # words; of a part of a page with fewer, everything is text

_OPENING = re.compile(
    r"(?i)\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*(?:<!doctype html|<html\b)", re.DOTALL
)
_LIKE_A_PAGE = re.compile(rb"(?i)<(?:!doctype|html|head|meta)\b")
_PART = re.compile(
    r"(?i)\s*<(?:p|div|article|section|main|header|body|head|meta|h[1-6]|span|br|figure|ul|ol|table|blockquote)\b[^<>]*>"
)
_CLOSED = re.compile(r"(?i)</(?:p|div|article|section|main|header|body|h[1-6]|span|ul|ol|table|blockquote)>|<br\b")
_SAVED_FROM = re.compile(r"(?:saved from url=\(\d+\)|(?m:^ ?url: ))(https?://\S+)")
_JOINT = re.compile(r"\s+(?:[|–—»«·•:]|::|-{1,2}|//)\s+|\s*[|»]\s*")
_MARKED = re.compile(r"(?m)^- ?")
_WORD = re.compile(r"\w+")
_BLOCKS = "p li h1 h2 h3 h4 h5 h6 div blockquote br tr article section header footer hr dt dd pre".split()


def is_page(text: str) -> bool:
    """Whether a text is the markup of a page, or of a part of one."""
    return bool(_OPENING.match(text) or (_PART.match(text) and _CLOSED.search(text)))


def read_page(page: str) -> Story | None:
    """The story of a page, or None if it has none."""
    tree = parse_page(page)
    if tree is None:
        return None
    text = _find_text(tree)
    if len(text.split()) < FEWEST and not _OPENING.match(page):
        text = _list_text(tree)  # a part of a page: trafilatura wants more of it
    if not text:
        return None
    title, address = find_title(tree), find_address(tree, page)
    host = urlsplit(address).hostname or ""
    published, evidence = find_published(tree, address, find_order(_find_language(tree), host))
    outlet = find_outlet(tree, address)
    items = frozenset(line[2:].strip() for line in text.split("\n") if line.startswith(ITEM))
    text = _MARKED.sub("", text)
    text = put_first(title, text) if title else text
    return Story(text, title, published, evidence, outlet, address or None, items, is_page=True)


def _find_text(tree: "HtmlElement") -> str:
    """The story's text in a page, without what the page has around it; "" if there is none.

    Where most of the paragraphs are missing then, they are looked for in the page as it is.
    """
    cleared = deepcopy(tree)
    dropped = drop_clutter(cleared)
    text = _extract(cleared)
    shown = sum(len(part.text_content().split()) for part in cleared.iter("p"))
    if len(text.split()) < FOUND * shown:
        whole = _extract(deepcopy(tree))
        lines = [line for line in whole.split("\n") if " ".join(line.split()) not in dropped]
        text = "\n".join(lines) if len(whole.split()) > len(text.split()) / FOUND else text
    return text


def _extract(tree: "HtmlElement") -> str:
    from trafilatura import bare_extraction

    extracted = bare_extraction(tree, include_comments=False, include_tables=False)
    return extracted.text.strip() if extracted and extracted.text else ""


def parse_page(page: str) -> "HtmlElement | None":
    """The tree of a page; None if it has no element at all."""
    from lxml.etree import ParserError
    from lxml.html import document_fromstring

    try:
        return document_fromstring(page.encode("utf-8", "replace"), parser=_make_parser())
    except ParserError:  # nothing but comments
        return None


def _make_parser() -> "HTMLParser":
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def list_text(page: str) -> str:
    """All text of a page, one line for each of its blocks."""
    tree = parse_page(page)
    return _list_text(tree) if tree is not None else ""


def _list_text(tree: "HtmlElement") -> str:
    """All text of a part of a page, one line for each of its blocks."""
    for part in tree.xpath("//script | //style | //noscript | //template"):
        part.drop_tree()
    for part in tree.iter(*_BLOCKS):
        part.text, part.tail = (f"\u2029{words or ''}" for words in (part.text, part.tail))
    lines = tree.text_content().split("\u2029")
    return "\n\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def put_first(title: str, text: str) -> str:
    """The text with its title as the first block, and not twice."""
    first, _, rest = text.partition("\n")
    if _spell(first) == _spell(title):
        return f"{title}\n\n{rest.lstrip()}"
    return f"{title}\n\n{text}"


def _spell(title: str) -> list[str]:
    return _WORD.findall(title.casefold().replace("’", "").replace("'", ""))


def find_title(tree: "HtmlElement") -> str | None:
    """The headline of a page: the heading that says what its title says, else the title without the site's name."""
    named = _read_meta(tree, ("og:title", "twitter:title", "dc.title", "headline", "title"))
    named += [title for node in _read_linked(tree) if isinstance(title := node.get("headline"), str)]
    whole = [part.text_content() for part in tree.xpath("//head/title | //title[not(ancestor::svg)]")[:1]]
    titles = [clean for title in (*named, *whole) if (clean := _clean(title))]
    headings = [clean for part in tree.iter("h1") if (clean := _clean(part.text_content()))][:20]
    own = titles[: len(named)] or titles  # a page's <title> has the name of its site too, and so may its first heading
    likely = [(max((_measure(heading, title) for title in own), default=0.0), heading) for heading in headings]
    best = max(likely, key=lambda row: row[0], default=(0.0, ""))
    if best[0] >= LIKE and len(_spell(best[1])) > 1:
        return best[1]
    sites = [_spell(name) for name in _read_meta(tree, ("og:site_name", "application-name", "twitter:site"))]
    host = urlsplit(find_address(tree)).hostname or ""
    if titles:
        return _cut_site(titles[0], sites, host)
    return headings[0] if headings else None


def _clean(title: str) -> str:
    from html import unescape

    return " ".join(unescape(title).split())


def _measure(heading: str, title: str) -> float:
    """The share of the words of a heading that a title has too, and of the title that the heading has."""
    ours, theirs = set(_spell(heading)), set(_spell(title))
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _cut_site(title: str, sites: list[list[str]], host: str) -> str:
    """A title without the name of its site at either end, and without sections before that."""
    while joints := list(_JOINT.finditer(title)):
        first, last = joints[0], joints[-1]
        if _names_site(title[last.end() :], last[0], sites, host):
            title = title[: last.start()]
        elif _names_site(title[: first.start()], "", sites, host):
            title = title[first.end() :]
        else:
            break
    return title


def _names_site(words: str, joint: str, sites: list[list[str]], host: str) -> bool:
    """Whether words are the name of a site: as it calls itself, as its address has it, or behind a bar."""
    spelt = _spell(words)
    named = "".join(spelt) in host.replace("-", "").replace(".", "") and len("".join(spelt)) > 2
    return bool(spelt) and (spelt in sites or named or ("|" in joint and len(spelt) <= SITE_WORDS))


def find_address(tree: "HtmlElement", page: str = "") -> str:
    """The address of a page, as it states it or as the browser noted it when it was saved; "" if it is unknown."""
    stated = tree.xpath("//link[@rel = 'canonical']/@href") + _read_meta(
        tree, ("og:url", "twitter:url", "parsely-link")
    )
    saved = _SAVED_FROM.search(page[:HEAD])
    found = [*stated, *([saved[1]] if saved else []), *tree.xpath("//base/@href")]
    return next((address for address in found if _is_address(address)), "")


def _is_address(address: str) -> bool:
    try:
        return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:
        return False


def find_outlet(tree: "HtmlElement", address: str) -> str | None:
    """Who published a page: its `og:site_name`, its JSON-LD `publisher`, else the registered domain of its address."""
    names = _read_meta(tree, ("og:site_name",))
    for node in _read_linked(tree):
        publisher = node.get("publisher")
        named = publisher.get("name") if isinstance(publisher, dict) else publisher
        names += [named] if isinstance(named, str) and not _is_address(named) else []
    called = (_clean(name).partition(" | ")[0].lstrip("@") for name in names)
    return next(filter(None, called), None) or find_domain(address)


@cache
def find_domain(address: str) -> str | None:
    """The registered domain of an address: `bbc.co.uk` of `https://www.bbc.co.uk/news`; None if it has none."""
    from courlan import extract_domain

    host = (urlsplit(address).hostname or "") if _is_address(address) else ""
    return extract_domain(address) or host.removeprefix("www.") or None if host else None


def find_outlet_of(page: bytes) -> str | None:
    """The outlet of a page in bytes, from its head alone; None if it names none or is no page."""
    if not _LIKE_A_PAGE.search(page[:MARGIN]):
        return None
    tree = parse_page(page[:HEAD].decode("utf-8", "replace"))
    return find_outlet(tree, find_address(tree, "")) if tree is not None else None


def _find_language(tree: "HtmlElement") -> str:
    """The language tag of a page, the one with a country if there is one: `en-GB`."""
    tags = [tree.get("lang") or "", *_read_meta(tree, ("og:locale", "content-language", "language"))]
    return next((tag for tag in tags if re.fullmatch(r"[A-Za-z]{2}[-_][A-Za-z]{2}", tag)), tags[0])


def _read_meta(tree: "HtmlElement", names: tuple[str, ...]) -> list[str]:
    """The contents of a page's `meta` elements with some names, in the order of the names."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content := (meta.get("content") or "").strip():
                found.setdefault((meta.get(key) or "").lower(), content)
    return [found[name] for name in names if name in found]


def _read_linked(tree: "HtmlElement") -> list[dict]:
    """The things that a page's JSON-LD describes."""
    nodes = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        try:
            nodes += walk_linked(json.loads(script, strict=False))
        except (ValueError, RecursionError):
            continue
    return nodes
