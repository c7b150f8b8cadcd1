"""Plain texts that are not plain: with marks, or copied from a PDF."""

from datetime import date

import pytest

from analysis.text.article import ArticleError, decode_article

MARKDOWN = """---
title: Another title
date: 2020-01-09
---
# Ferries **stay**.

By *Ann Lee*

> The crews [went ashore](https://courier.example/a) on Monday, the `union` said.

- ~~Few~~ No ships sail at all, the mayor of the island said.
- “Nobody sails\\!” he said, in snake_case_words.

![A ferry](ferry.jpg)

```
```

See <https://courier.example/b> for more of the story.[^1]

[1]: https://courier.example/c
"""
RST = """Ferries stay
============

:Author: Ann Lee

.. image:: ferry.jpg

The crews *went ashore* on Monday, the ``union`` said on `its page <https://courier.example/a>`_.

----

Nobody followed them, **said the mayor** of the island.
"""


def paragraphs(article):
    return [article.text[b.start : b.end] for b in article.blocks if b.role == "paragraph"]


def test_marks_of_markdown_are_no_words():
    article = decode_article("story.md", MARKDOWN)
    assert article.headline == "Ferries stay." and article.published == date(2020, 1, 9)
    assert "The crews went ashore on Monday, the union said." in paragraphs(article)
    assert not set("*`#>[]{}~|\\") & set(article.text) and "snake_case_words" in article.text
    assert "ferry.jpg" not in article.text


def test_marks_of_restructuredtext_are_no_words():
    article = decode_article("story.rst", RST)
    assert article.headline == "Ferries stay"
    assert paragraphs(article) == [
        "The crews went ashore on Monday, the union said on its page.",
        "Nobody followed them, said the mayor of the island.",
    ]


def test_a_text_file_keeps_its_stars():
    text = "The crews went ashore.\n\n* Nobody followed *them*, he said."
    assert decode_article("story.txt", text).text == text


COPIED = """The Aldgate Courier 3

Ferries stay in port

Crews on all four lines stayed ashore on Monday, the union
said, and the ports of the islands stood empty for the first
time in nine years. The company called the strike ille-
gal and asked a court to end it. A judge will hear both.
Families slept in the halls of the port, and the mayor of the
largest island asked the army for help with food and blan-
The Aldgate Courier 4
\fkets. Nobody knows how long the stores of the islands will
last, the mayor said in a letter to the minis-
try.
The union wants better pay for those who work at night, and
says that the company has promised it for years.
The Aldgate Courier 5
\fNo talks are planned.
"""


def test_lines_of_a_copied_text_are_joined_and_heads_of_pages_dropped():
    article = decode_article("story.txt", COPIED)
    assert "Courier 4" not in article.text
    assert "illegal and asked" in article.text and "blankets. Nobody" in article.text and "ministry." in article.text
    assert article.headline == "Ferries stay in port"
    assert len(paragraphs(article)) >= 3 and all(words.endswith(".") for words in paragraphs(article))


def test_a_copied_text_with_cut_words_and_no_pages_is_joined():
    lines = COPIED.replace("\f", "").splitlines()[4:10]
    article = decode_article("story.txt", "\n".join(lines) + "\nThe min-\nister of the is-\nlands did not ans-\nwer.")
    assert "minister of the islands did not answer." in article.text


def test_two_columns_are_refused():
    left = [
        "Crews on all four lines",
        "stayed ashore on Monday,",
        "the union of the islands",
        "said, and the ports were",
    ] * 3
    right = [
        "The company called that",
        "illegal and asked for an",
        "order of the court. The",
        "judge will hear both in a",
    ] * 3
    text = "\f" + "\n".join(f"{a:<30}{b}" for a, b in zip(left, right, strict=True))
    with pytest.raises(ArticleError, match="two columns"):
        decode_article("story.txt", text)


def test_a_wrapped_text_without_cut_words_is_left_as_it_is():
    text = "\n".join(line for line in COPIED.splitlines()[4:6]) + "\ntime in nine years."
    assert decode_article("story.txt", text).text == text
