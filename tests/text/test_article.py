import pickle
from dataclasses import FrozenInstanceError
from datetime import date, datetime

import pandas as pd
import pytest
from helpers.hostile import anything
from helpers.paths import ARTICLE
from hypothesis import given

from analysis.text.article import ArticleError, listed_date, locate, parse_article, read_article

TEXT = "Zoë said “no” – twice.\r\nThen she left the café, and nobody followed.\r\n"
HTML = """<!doctype html><html><head><title>Ferry strike strands thousands | Harbour News</title>
<meta property="og:title" content="Ferry strike strands thousands">{meta}</head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry strike strands thousands</h1><p>Crews on all four lines stayed ashore on Monday, the union said,
and the ports of the islands stood empty for the first time in nine years.</p><p>The company called the strike illegal
and asked a court to end it. A judge will hear both sides, as one did on 2018-01-01, and until then no ship leaves.</p>
</article><footer>Copyright 2020</footer></body></html>"""


@pytest.fixture
def write(tmp_path):
    def _write(data, name="story.txt"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return path

    return _write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_is_decoded_with_nothing_changed(write, encoding):
    assert read_article(write(TEXT.encode(encoding))).text == TEXT


def test_plain_english_in_utf_16_without_its_mark_is_decoded(write):
    text = "The crews went ashore. Nobody followed them.\n"
    assert read_article(write(text.encode("utf-16-le"))).text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"By Ann Lee\n\nRead more: the islands\n", "no paragraph"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "is not text"),
        (b"A line\x00 with a zero byte in it", "is not text"),
        (b"\xff\xfe\x00\xd8\x00", "is not text"),
        (b"%PDF-1.4 plain", r"is a \.pdf document"),
        (b"https://example.org/a-story", "no paragraph"),
        (b"Copyright 2020 Harbour News", "no paragraph"),
        (b"----", "no paragraph"),
    ],
)
def test_what_is_no_article_is_refused_with_file_reason_and_remedy(write, data, reason):
    path = write(data)
    with pytest.raises(ArticleError, match=reason) as caught:
        read_article(path)
    assert str(path) in str(caught.value) and caught.value.remedy
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_missing_file_a_folder_and_a_large_file_are_refused(write, tmp_path):
    with pytest.raises(ArticleError, match="does not exist"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)
    with pytest.raises(ArticleError, match=r"story\.txt: is longer than the limit of 10 bytes\. Save"):
        read_article(write(TEXT), max_bytes=10)


def test_a_page_gives_its_title_its_text_and_the_day_that_its_markup_states(write):
    stated = '<meta property="article:published_time" content="2020-01-08T05:00:00Z">'
    article = read_article(write(HTML.format(meta=stated), "story.html"))
    assert article.headline == "Ferry strike strands thousands"
    assert [b.role for b in article.blocks] == ["headline", "paragraph", "paragraph"]
    assert (
        article.published == date(2020, 1, 8)
        and article.published_evidence == "article:published_time: 2020-01-08T05:00:00Z"
    )
    assert "Home" not in article.text and "Copyright" not in article.text


@pytest.mark.parametrize(
    "markup",
    [
        "<meta property=article:published_time content=2020-01-08>",
        '<meta name="DC.date.issued" content="20200108">',
        '<meta content="8 January 2020" name="Date">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-01-08T04:00"}</script>',
    ],
)
def test_a_day_is_found_in_whatever_markup_states_it(write, markup):
    assert read_article(write(HTML.format(meta=markup), "story.html")).published == date(2020, 1, 8)


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="article:modified_time" content="2020-01-10">',
        '<time datetime="2020-01-03">the day of the attack</time>',
        '<meta name="description" content="What happened on 2020-01-03">',
    ],
)
def test_another_day_in_the_markup_is_not_that_of_publication(write, markup):
    assert read_article(write(HTML.format(meta=markup), "story.html")).published is None


def test_a_page_is_known_by_its_opening(write):
    page = "<!-- saved from a browser -->\n" + HTML.format(meta="")
    assert read_article(write(page)).headline == "Ferry strike strands thousands"


def test_a_page_without_a_stated_day_has_none_though_a_day_occurs_in_it(write):
    article = read_article(write(HTML.format(meta=""), "story.htm"))
    assert article.published is None and article.published_evidence == "unknown"


def test_the_caller_knows_better_than_the_page_and_a_page_without_a_story_is_refused(write):
    stated = '<meta property="article:published_time" content="2020-01-08">'
    path = write(HTML.format(meta=stated), "story.html")
    assert read_article(path, "2020-01-11").published == date(2020, 1, 11)
    with pytest.raises(ArticleError, match="no article"):
        read_article(write("<html><body></body></html>", "empty.html"))


@pytest.mark.parametrize("given_day", ["2020-01-09", date(2020, 1, 9), datetime(2020, 1, 9, 8), "2020-01-09T08:00:00Z"])
def test_the_caller_gives_the_day(given_day):
    article = parse_article(TEXT, given_day)
    assert article.published == date(2020, 1, 9) and article.published_evidence == "the caller"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2016-05-03-port-ash.txt", date(2016, 5, 3)),
        ("2016-05-03__wire_7.txt", date(2016, 5, 3)),
        ("2016-05-33-port-ash.txt", None),
        ("2016-05-031.txt", None),
        ("port-ash.txt", None),
    ],
)
def test_a_file_may_be_named_by_its_day(tmp_path, name, day):
    (tmp_path / name).write_text("Peru attacked Chile.\n\nMay 4, 2016 05:01 pm at 5:01 pm\n\nIt must stop, all of it.")
    article = read_article(tmp_path / name)
    assert article.published == day or not day
    assert ("the file’s name" in article.published_evidence) == bool(day)


@pytest.mark.parametrize("nothing", [None, "", float("nan"), pd.NaT])
def test_a_day_that_is_not_given_is_looked_for(nothing):
    story = "The crews went ashore, the union said.\n\nNobody followed them."
    assert parse_article(story, nothing).published is None
    dated = parse_article(f"Strike\n\nFriday, January 10, 2020\n\n{story}", nothing)
    assert dated.published == date(2020, 1, 10) and dated.published_evidence == "Friday, January 10, 2020"
    both = parse_article(f"Strike\n\nUpdated 11 January 2020\n\nTEHRAN, January 10, 2020 (AP) — {story}", nothing)
    assert both.published == date(2020, 1, 10)


def test_what_is_no_day_is_refused():
    with pytest.raises(ValueError, match="year-month-day"):
        parse_article(TEXT, "last week")


@given(anything)
def test_any_string_is_an_article(text):
    article = parse_article(text)
    assert article.text == text and article.source == "pasted text"


def test_an_article_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        parse_article(TEXT).text = "else"


def test_the_list_of_articles_gives_the_day(tmp_path, write):
    assert listed_date(ARTICLE) == date(2020, 1, 9)
    assert listed_date(write(TEXT)) is None
    (tmp_path / "articles.csv").write_text("file,published\nother.txt,\nstory.txt,soon\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"articles\.csv: line 3"):
        listed_date(tmp_path / "story.txt")


def test_a_path_from_the_root_is_found_from_a_folder_in_it(tmp_path, monkeypatch, write):
    write(TEXT)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert locate("story.txt").read_bytes() == TEXT.encode()
    assert str(locate("none.txt")) == "none.txt"
