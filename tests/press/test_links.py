"""Links from a coverage to the paragraphs of its articles, where these have a report of their own."""

import html

import pytest

import analysis
from analysis.coverage.run import cover
from analysis.page.page import render_article
from analysis.press.collection import open_coverage
from analysis.press.deeds import list_most_reported
from analysis.press.links import find_paragraph, link_paragraph

pytestmark = pytest.mark.slow

STORY = "Peru shelled a harbour of Chile on Monday, 6 January 2020.\n\nChile recalled its envoy from Peru on Tuesday."

TRUCE = "Peru and Chile signed a truce on Wednesday."


@pytest.fixture
def coverage(tmp_path):
    """Two articles, `a & b.txt` with a report of its own beside the coverage, and `other.txt` without one."""
    source, reports = tmp_path / "articles", tmp_path / "reports"
    source.mkdir()
    for name, text in (("a & b", f"{STORY}\n\n{TRUCE}"), ("other", STORY)):
        (source / f"{name}.txt").write_text(text, encoding="utf-8")
    (reports / "a & b").mkdir(parents=True)
    page = render_article(analysis.read(source / "a & b.txt")).html
    (reports / "a & b" / "report.html").write_text(page, encoding="utf-8")
    cover(str(source), reports / "coverage", jobs=1)
    return open_coverage(reports / "coverage")


def find_article(coverage, name):
    articles = coverage.articles.set_index("file")["article"]
    return next(article for file, article in articles.items() if name in file)


def test_an_article_with_a_report_is_linked_at_the_paragraph(coverage):
    article = find_article(coverage, "a & b")
    address = find_paragraph(coverage, article, 2)
    path, _, anchor = address.partition("#")
    assert path == "../a%20%26%20b/report.html"
    page = (coverage.folder.parent / "a & b" / "report.html").read_text(encoding="utf-8")
    assert page.count(f'id="{anchor}"') == 1 and "recalled its envoy" in page.partition(f'id="{anchor}"')[2]
    linked = link_paragraph(coverage, article, 2, "<b>: ")
    assert linked.__html__().startswith(f'&lt;b&gt;: <a href="{html.escape(address)}">') and "<a" not in linked


def test_an_article_without_a_report_or_with_that_of_another_text_is_not_linked(coverage):
    other = find_article(coverage, "other")
    assert find_paragraph(coverage, other, 1) is None and "<a" not in link_paragraph(coverage, other, 1).__html__()
    (coverage.folder.parent / "other").mkdir()
    page = (coverage.folder.parent / "a & b" / "report.html").read_text(encoding="utf-8")
    (coverage.folder.parent / "other" / "report.html").write_text(page, encoding="utf-8")
    assert find_paragraph(coverage, other, 1) is None


def test_the_table_of_events_says_where_its_words_are(coverage):
    listing = list_most_reported(coverage)
    assert listing.frame["the like is reported by"].str.contains(r", paragraph \d$").all()
    assert listing.frame["the like is reported by"].str.contains("a & b.txt, paragraph 1").any()
    assert 'href="../a%20%26%20b/report.html#' in listing._repr_html_()
