"""Saved pages: what their title, story, outlet and day are."""

from datetime import date

import pytest

from analysis.text.article import ArticleError, decode_article
from analysis.text.formats.pages import find_domain, find_title, is_page, parse_page

BODY = """<p>Crews on all four lines stayed ashore on Monday, the union said, and the ports of the islands stood empty
for the first time in nine years.</p><p>The company called the strike illegal and asked a court to end it. A judge
will hear both sides, and until then no ship leaves.</p><p>Families slept in the halls of the port, and the mayor of the
largest island asked the army for help with food and blankets.</p>"""
PAGE = """<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>
<nav><a href="/">Home</a></nav><article><h1>{heading}</h1>{above}{body}{below}</article>
<footer>Copyright 2020</footer></body></html>"""
HEADLINE = "Ferry strike strands thousands"


def make(head="", lang="en", title=HEADLINE, heading=HEADLINE, above="", body=BODY, below=""):
    return PAGE.format(head=head, lang=lang, title=title, heading=heading, above=above, body=body, below=below)


def read(page, name="story.html"):
    return decode_article(name, page)


def words_of(article):
    return [article.text[block.start : block.end] for block in article.blocks]


@pytest.mark.parametrize(
    "headline", ["Ferries stay.", "No ship leaves!", "Who pays for it?", "“We will not sail”", "And then …"]
)
def test_a_headline_is_known_however_it_ends(headline):
    article = read(make(title=headline, heading=headline))
    assert article.headline == headline
    assert [block.role for block in article.blocks] == ["headline", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (f"{HEADLINE} | Harbour News", ""),
        (f"{HEADLINE} | World | Harbour News", ""),
        (f"{HEADLINE} - Harbour News", '<meta property="og:site_name" content="Harbour News">'),
        (f"Harbour News – {HEADLINE}", '<meta property="og:site_name" content="Harbour News">'),
        (f"{HEADLINE} - harbournews.example", '<link rel="canonical" href="https://www.harbournews.example/a">'),
    ],
)
def test_the_name_of_the_site_is_cut_off(title, head):
    assert find_title(parse_page(make(head=head, title=title, heading=""))) == HEADLINE


@pytest.mark.parametrize("title", ["Crisis | a history", "Iran – a year on", "Talks: who wants what - and why"])
def test_a_title_of_two_parts_keeps_both(title):
    page = make(head=f'<meta property="og:title" content="{title}">', title=f"{title} - Harbour News", heading=title)
    assert read(page).headline == title


def test_the_name_of_a_site_in_the_first_heading_is_no_headline():
    page = make(
        title=f"{HEADLINE} | Harbour News",
        head=f'<meta property="og:title" content="{HEADLINE}">',
        heading="Harbour News",
    )
    assert read(page).headline == HEADLINE


def test_the_headline_stands_once_though_the_story_repeats_it():
    article = read(make(title="The crews’ choice", heading="The crews' choice"))
    assert sum("choice" in words for words in words_of(article)) == 1


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="Harbour News | All the news">', "Harbour News"),
        (
            '<script type="application/ld+json">{"@type": "Article", "publisher": {"name": "The Courier"}}</script>',
            "The Courier",
        ),
        ('<link rel="canonical" href="https://news.courier.co.uk/a">', "courier.co.uk"),
        ("", None),
    ],
)
def test_a_page_names_its_outlet(head, outlet):
    assert read(make(head=head)).outlet == outlet


def test_a_domain_is_the_registered_one():
    assert find_domain("https://edition.courier.com.au/a?b=1") == "courier.com.au"
    assert find_domain("not an address") is None and find_domain("https://[broken") is None


DAYS = {
    "meta": '<meta property="article:published_time" content="2020-01-09T10:00:00+01:00">',
    "pdate": '<meta name="pdate" content="20200109">',
    "epoch": '<meta name="publish_date" content="1578569280">',
    "US figures": '<meta name="date" content="01/09/2020">',
    "canonical": '<link rel="canonical" href="https://courier.example/2020/01/09/ferries">',
    "og:url": '<meta property="og:url" content="https://courier.example/world/2020/jan/09/ferries">',
    "saved from": "<!-- saved from url=(0044)https://courier.example/2020-01-09/ferries -->",
    "JSON-LD": """<script type="application/ld+json">{"@graph": [
        {"@type": "VideoObject", "datePublished": "2020-01-02"},
        {"@type": ["NewsArticle"], "datePublished": "2020-01-09"}]}</script>""",
    "a script": '<script>var page = {"id": 1, "publishedDate": "2020-01-09", "updated": "2020-01-12"}</script>',
    "broken JSON-LD": '<script type="application/ld+json">{"@type": "Report", "datePublished": "2020-01-09",}</script>',
}


@pytest.mark.parametrize("name", DAYS)
def test_the_head_of_a_page_gives_its_day(name):
    assert read(make(head=DAYS[name], lang="en-US")).published == date(2020, 1, 9)


@pytest.mark.parametrize(
    "shown",
    [
        '<time datetime="2020-01-09T11:28:00+01:00">9 Jan</time>',
        '<time datetime="2020-01-09T11:28:00+01:00">3 hours ago</time>',
        '<p class="article-date">9 January 2020, 11:28 CET</p>',
        '<div class="byline">By Ann Lee | January 9, 2020 Thursday</div>',
        '<span class="timestamp" data-seconds="1578569280">9 Jan</span>',
        '<div id="posted"><span class="post-date">9.1.2020</span></div>',
        '<p class="date">Published 9 January 2020 | Updated 11 January 2020</p>',
        "<p>Written by <a href='/lee'>Ann Lee</a> on January 9, 2020</p>",
        "<div><span>Posted 9 January 2020</span></div>",
    ],
)
def test_a_page_shows_its_day_at_its_headline(shown):
    article = read(make(above=shown))
    assert article.published == date(2020, 1, 9) and article.published_evidence != "unknown"


@pytest.mark.parametrize(
    "shown",
    [
        '<p class="updated">Updated 9 January 2020</p>',
        '<span class="date">Last modified: 9 January 2020</span>',
        '<div class="related"><time datetime="2020-01-09">9 January 2020</time></div>',
        '<a href="/b"><time datetime="2020-01-09">9 January 2020</time></a>',
        '<time datetime="2020-01-09">the day of the attack</time>',
        '<script>[{"pubDate": "2020-01-09"}, {"pubDate": "2020-01-08"}]</script>',
        '<p class="update">The court will meet on 9 January 2020.</p>',
    ],
)
def test_a_day_of_something_else_is_not_that_of_publication(shown):
    assert read(make(below=shown)).published is None


def test_a_stamp_past_midnight_in_utc_is_the_local_day():
    stamp = '<meta property="article:published_time" content="2020-01-10T01:53:14Z">'
    article = read(make(head=stamp + DAYS["canonical"]))
    assert article.published == date(2020, 1, 9)
    assert "2020-01-10T01:53:14Z" in article.published_evidence and "2020/01/09" in article.published_evidence
    shown = '<p class="date">Published Jan. 9, 2020, 8:53 p.m. EST</p>'
    assert read(make(head=stamp, above=shown)).published == date(2020, 1, 9)
    assert read(make(head=stamp)).published == date(2020, 1, 10)


def test_a_day_that_may_be_two_is_open_and_says_so():
    stated = '<meta name="date" content="03/04/2020">'
    article = read(make(head=stated))
    assert article.published is None and "may be day/month" in article.published_evidence
    assert read(make(head=stated, lang="en-GB")).published == date(2020, 4, 3)
    assert read(make(head=stated, lang="en-US")).published == date(2020, 3, 4)


def test_what_stands_around_a_story_is_left_out():
    clutter = """<div class="newsletter"><p>Get our letters every morning.</p><p>Thanks for signing up!</p></div>
    <p><a href="/b">Ministers met in the capital to talk about ports</a></p>
    <div style="display: none"><p>A text that nobody sees on this page.</p></div>
    <form><p>There was an error in your form.</p></form>"""
    name = '<p>The mayor, Ann Lee<span class="rollover-people">Ann Lee More of her</span>, asked for help again.</p>'
    text = read(make(below=name + clutter)).text
    assert "letters" not in text and "Ministers met" not in text and "nobody sees" not in text and "error" not in text
    assert "Ann Lee, asked for help" in text


def test_a_part_that_is_the_story_stays_whatever_it_is_called():
    assert "Families slept" in read(make(body=f'<div class="subscribe-content">{BODY}</div>')).text


def test_items_of_a_list_are_paragraphs_without_their_mark():
    items = "<ul><li>No ferries on Monday</li><li>Few on Tuesday</li></ul>"
    article = read(make(below=f"{items}<p>The mayor said that this would be a hard week.</p>"))
    ends = [(block.role, article.text[block.start : block.end]) for block in article.blocks[-3:-1]]
    assert ends == [("paragraph", "No ferries on Monday"), ("paragraph", "Few on Tuesday")]


@pytest.mark.parametrize(
    "part", [BODY, f"<div>{BODY}</div>", f"<h2>{HEADLINE}</h2>{BODY}", "<p>The crews went ashore.</p><br>"]
)
@pytest.mark.parametrize("name", ["part.html", "part.txt"])
def test_a_part_of_a_page_is_read(part, name):
    article = read(part, name)
    assert "<p>" not in article.text and article.blocks[-1].role == "paragraph"


def test_a_text_that_only_begins_with_a_bracket_is_no_page():
    assert not is_page("<The crews> went ashore.") and not is_page("<b>Note</b>: the crews went ashore.")


@pytest.mark.parametrize(
    "page", ["", "<!-- nothing -->", "<html></html>", "<p>", "<html><body><script>x</script></body></html>"]
)
def test_a_page_without_a_story_is_refused(page):
    with pytest.raises(ArticleError):
        read(page)


@pytest.mark.parametrize(
    "notice",
    [
        "Please enable JavaScript in your browser to read this page. This site requires JavaScript.",
        "We and our partners use cookies to store data on a device. Manage your privacy settings or accept them.",
        "Please verify you are a human. We have detected unusual traffic from your network.",
    ],
)
def test_a_notice_in_place_of_a_story_is_refused(notice):
    for content in (
        f"<!doctype html><html><head><title>Harbour</title></head><body><p>{notice}</p></body></html>",
        notice,
    ):
        with pytest.raises(ArticleError, match="notice"):
            read(content)


def test_a_story_about_cookies_is_a_story():
    text = (
        "The regulator fined the company for the way it uses cookies.\n\n"
        + "The company said it would appeal in court.\n\n" * 3
    )
    assert read(text, "story.txt").blocks
