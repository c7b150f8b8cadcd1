"""What would bring a reader of formats down is read or refused, in time that grows with its size."""

import pytest
from helpers.hostile import hostile_texts
from helpers.timing import clock

from analysis.text.article import ArticleError, decode_article
from analysis.text.formats.unpack import may_hold_several

pytestmark = pytest.mark.slow

SMALL, LARGE = 3_000, 60_000
UNITS = {
    "open brackets": "[",
    "open links": "[a](",
    "stars": "*a ",
    "ticks": "`a",
    "titles": "# a\n",
    "open comments": "<!--",
    "comments": "<!-- -->",
    "tags": "<p>",
    "pages": "\f1\n",
    "cut words": "wor-\nd ",
    "numbers": "x\n12\n",
    "documents": "Document 1 of 2\nFull text:\n",
    "bodies": "1 of 2 DOCUMENTS\nBODY:\nx\n",
    "codes": "HD a\nPD b\nSN c\nAN Document ABC000020200109abcdef\n",
    "dates": "9 January 2020 ",
    "figures": "1/2/",
    "links": "<p><a href=x>one two three four five</a></p>",
    "times": "<time>9 January 2020</time>",
    "heads": "From: a\nMIME-Version: 1.0\n",
}


def make(name, length):
    return (UNITS[name] * (length // len(UNITS[name]) + 1))[:length] if name in UNITS else hostile_texts(length)[name]


def read(file, text):
    content = text.encode("utf-8", "replace")
    may_hold_several(file, content)
    try:
        article = decode_article(file, content)
    except ArticleError as error:
        assert error.reason and error.remedy and "\n" not in error.reason
    else:
        assert all(0 <= b.start < b.end <= len(article.text) for b in article.blocks)


@pytest.mark.parametrize("file", ["a.txt", "a.html", "a.md"])
@pytest.mark.parametrize("name", [*UNITS, *hostile_texts(100)])
def test_a_hostile_file_is_read_or_refused_in_linear_time(file, name):
    small = clock(lambda: read(file, make(name, SMALL)))
    large = clock(lambda: read(file, make(name, LARGE)), runs=1)
    assert large < 80 * max(small, 0.02)  # 20 times the text; were time quadratic it would be 400 times
