"""Links from a coverage to the paragraphs of its articles, where an article has a report of its own beside it."""

import html
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from analysis.press.collection import UNKNOWN, Coverage, read_article_text
from analysis.reading.reading import once
from analysis.text.article import make_key
from analysis.text.wording import visible

PAGE = "report.html"


class Linked(str):
    """A plain text that ends in words which a page shows as a link."""

    __slots__ = ("_html",)
    _html: str

    def __html__(self) -> str:
        """The text as HTML; its words are escaped."""
        return self._html


def link_paragraph(coverage: Coverage, article: str, paragraph: int, before: str = "") -> Linked:
    """*three articles, two outlets: Tarrow Wire, paragraph 4*, linked to the paragraph if the article has a report.

    The report is looked for where `crisis-arc report` puts it by default: in the folder that has the coverage's folder.
    """
    known = _index_articles(coverage).loc[article]
    name = Path(known["file"]).name if known["outlet"] == UNKNOWN else known["outlet"]
    words = visible(f"{name}, paragraph {paragraph}")
    address, linked = find_paragraph(coverage, article, paragraph), Linked(f"{before}{words}")
    shown = html.escape(words)
    linked._html = html.escape(before) + (f'<a href="{html.escape(address)}">{shown}</a>' if address else shown)
    return linked


def find_paragraph(coverage: Coverage, article: str, paragraph: int) -> str | None:
    """The address of a paragraph in the article's own report, from the coverage's folder; None if there is no report.

    A report of another article of the same name does not have the paragraph's id, which is made of the text.
    """
    name = Path(_index_articles(coverage).loc[article, "file"]).stem
    page = coverage.folder.resolve().parent / name / PAGE
    if not page.is_file():
        return None
    anchor = f"{make_key(read_article_text(coverage, article))}-{paragraph}"
    has_it = f'id="{anchor}"' in page.read_text(encoding="utf-8", errors="replace")
    return f"../{quote(name)}/{PAGE}#{anchor}" if has_it else None


@once
def _index_articles(coverage: Coverage) -> pd.DataFrame:
    return coverage.articles.set_index("article")[["file", "outlet"]]
