"""What stands in a page and is no part of its story: forms, notes that show under the mouse, links to other stories.

Sites name such parts in the classes of their elements; the words are a table, `rules/page_parts.csv`. A part that has
much of the page's text stays, whatever it is called.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from analysis.rules.load import read_rows

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGE = 0.25  # of the words in a page's paragraphs; a larger part stays
LINKED = 0.4  # the same, of all links to other stories together
WHOLE = 0.8  # of the words of a paragraph, those of its link: *China angry over visit [VIDEO]*
LINK_WORDS = 4  # of a link that is the title of another story

_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_CARDS = ("h2", "h3", "h4", "h5")


def drop_clutter(page: "HtmlElement") -> frozenset[str]:
    """Takes out of a page's tree what is no part of its story; the words of each of these parts."""
    total = _count_paragraphs(page)
    clutter = [part for part in page.iter() if isinstance(part.tag, str) and _is_clutter(part)]
    dropped = [_drop(part) for part in clutter if _count_paragraphs(part) <= LARGE * total]
    links = list(_list_links(page))
    if sum(map(_count, links)) <= LINKED * total:
        dropped += map(_drop, links)
    return frozenset(dropped)


def _drop(part: "HtmlElement") -> str:
    words = " ".join(part.text_content().split())
    if part.getparent() is not None:
        part.drop_tree()
    return words


def _count(part: "HtmlElement") -> int:
    return len(part.text_content().split())


def _count_paragraphs(part: "HtmlElement") -> int:
    return sum(map(_count, part.iter("p", "li")))


def _is_clutter(part: "HtmlElement") -> bool:
    """Whether an element is a form, is hidden, or has a class of the table."""
    if part.tag in ("html", "body", "main", "article", "h1"):
        return False
    if part.tag in ("form", "dialog") or part.get("hidden") is not None or _HIDDEN.search(part.get("style") or ""):
        return True
    return bool(_read_words().search(f"{part.get('class') or ''} {part.get('id') or ''}"))


def _list_links(page: "HtmlElement") -> Iterator["HtmlElement"]:
    """The elements that are nothing but a link with the title of another story."""
    for link in page.iter("a"):
        words = _count(link)
        if words < LINK_WORDS:
            continue
        if any(True for _ in link.iter(*_CARDS)):
            yield link
            continue
        above = next(link.iterancestors("p", "li", "div", "h1", "h2", "h3", "h4", "td"), None)
        if above is not None and above.tag in ("p", "li") and words >= WHOLE * _count(above):
            yield above


@cache
def _read_words() -> re.Pattern:
    words = "|".join(re.escape(row["word"]) for row in read_rows("page_parts.csv"))
    return re.compile(rf"(?i)(?:^|[\s_]|\b|(?<=[a-z])(?=[A-Z]))(?:{words})")
