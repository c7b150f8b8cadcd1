"""Exports of databases: one file, many articles, each with its headline, byline, outlet and day."""

from datetime import date

import pytest

from analysis.coverage.sources import list_items
from analysis.text.article import ArticleError, decode_article, read_article

FIRST = "Crews on all four lines stayed ashore on Monday, the union said."
SECOND = "The company called the strike illegal and asked a court to end it."

NEXIS_OLD = f"""
                               1 of 2 DOCUMENTS


                              The Aldgate Courier

                            January 9, 2020 Thursday
                              Late Edition - Final

Ferries Stay in Port. And Nobody Sails.

BYLINE: By ANN LEE

SECTION: Section A; Column 1; Foreign Desk; Pg. 1

LENGTH: 31 words

DATELINE: PORT KELMAR


BODY:


   {FIRST}

   {SECOND}

URL: https://courier.example/a

LOAD-DATE: January 10, 2020

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: A ferry.

                   Copyright 2020 The Aldgate Courier


                               2 of 2 DOCUMENTS


                             Tarrow Wire

                            January 10, 2020 Friday 9:14 AM GMT

Judge hears both sides

LENGTH: 31 words

BODY:


   {SECOND}

   {FIRST}

LOAD-DATE: January 10, 2020
"""

NEXIS_NEW = f"""Page 1 of 2

Ferries Stay in Port. And Nobody Sails.

The Aldgate Courier (London)

January 9, 2020 Thursday 1:05 PM GMT

Copyright 2020 Courier Newspapers Limited All Rights Reserved

Section: WORLD NEWS; Version:1

Length: 31 words

Byline: Ann Lee in Port Kelmar

Highlight: Four lines, no ship.

Body

{FIRST}

{SECOND}

Classification

Language: ENGLISH

Publication-Type: Newspaper

Load-Date: January 9, 2020

End of Document

Page 2 of 2

Judge hears both sides

Tarrow Wire

January 10, 2020 Friday

Copyright 2020 Tarrow Wire All Rights Reserved

Length: 31 words

Body

{SECOND}

{FIRST}

Load-Date: January 10, 2020

End of Document
"""

FACTIVA = f"""World
Ferries Stay in Port. And Nobody Sails.
By Ann Lee
31 words
9 January 2020
06:00
The Aldgate Courier
ALDC
1
English
(c) 2020 Courier Newspapers Limited. All rights reserved.

{FIRST}

{SECOND}

Document ALDC000020200109eg1900abc

Judge hears both sides
31 words
10 January 2020
Tarrow Wire
TARW
English
Copyright 2020. Tarrow Wire.

{SECOND}

{FIRST}

Document TARW000020200110eg1a00xyz
"""

FACTIVA_CODES = f"""HD   Ferries Stay in Port. And Nobody Sails.
BY   By Ann Lee
WC   31 words
PD   9 January 2020
ET   06:00
SN   The Aldgate Courier
SC   ALDC
LA   English
CY   (c) 2020 Courier Newspapers Limited.

LP
{FIRST}

TD
{SECOND}

CO   ferry : Kelmar Ferries
AN   Document ALDC000020200109eg1900abc

HD   Judge hears both sides
WC   31 words
PD   10 January 2020
SN   Tarrow Wire
SC   TARW
LA   English

LP
{SECOND}

TD
{FIRST}

AN   Document TARW000020200110eg1a00xyz
"""

RULE = "_" * 60
PROQUEST = f"""{RULE}

Document 1 of 2

Ferries Stay in Port. And Nobody Sails.

Author: Lee, Ann

Publication info: The Aldgate Courier ; London [London]09 Jan 2020: A.1.

ProQuest document link

Abstract: Four lines, no ship.

Full text:

{FIRST}

{SECOND}

Subject: Strikes; Ferries

Location: Port Kelmar

Publication title: The Aldgate Courier

Pages: A.1

Publication year: 2020

Publication date: Jan 9, 2020

Last updated: 2020-01-11

Database: News

{RULE}

Document 2 of 2

Judge hears both sides

Publication info: Tarrow Wire [London]10 Jan 2020.

Full text: {SECOND}

{FIRST}

Publication title: Tarrow Wire

Publication date: Jan 10, 2020

{RULE}
"""

EUROPRESSE = f"""The Aldgate Courier
World, Thursday, January 9, 2020, p. 12

Ferries Stay in Port. And Nobody Sails.

Ann Lee

{FIRST}

{SECOND}

© 2020 The Aldgate Courier. All rights reserved.
news·20200109·ALD·0012

Le Fil de Tarrow
Monde, vendredi 10 janvier 2020

Judge hears both sides

{SECOND}

{FIRST}

Certificat émis le 12 janvier 2020
news·20200110·TARW·xml-77
"""
EXPORTS = {
    "Nexis": NEXIS_OLD,
    "Nexis Uni": NEXIS_NEW,
    "Factiva": FACTIVA,
    "Factiva with codes": FACTIVA_CODES,
    "ProQuest": PROQUEST,
    "Europresse": EUROPRESSE,
}


def as_page(text):
    """An export saved as a page."""
    lines = "".join(f"<p>{line}</p>\n" if line.strip() else "" for line in text.splitlines())
    return f"<!doctype html><html><body><div class='enArticle'>{lines}</div></body></html>"


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("form", ["text", "page"])
def test_each_article_of_an_export_has_its_parts(tmp_path, name, form):
    path = tmp_path / ("export.txt" if form == "text" else "export.html")
    path.write_text(EXPORTS[name] if form == "text" else as_page(EXPORTS[name]), encoding="utf-8")
    first, second = list_items(path)
    articles = [decode_article(item.place, item.content) for item in (first, second)]
    assert [article.headline for article in articles] == [
        "Ferries Stay in Port. And Nobody Sails.",
        "Judge hears both sides",
    ]
    assert [article.published for article in articles] == [date(2020, 1, 9), date(2020, 1, 10)]
    assert all(article.published_evidence.startswith(name.split()[0]) for article in articles)
    outlets = [first.outlet, second.outlet]
    assert outlets[0].startswith("The Aldgate Courier") and "Tarrow" in outlets[1]
    for article, wanted in zip(articles, ([FIRST, SECOND], [SECOND, FIRST]), strict=True):
        paragraphs = [article.text[b.start : b.end] for b in article.blocks if b.role == "paragraph"]
        assert paragraphs == wanted
    assert "Ann Lee" in articles[0].text.title()


def test_a_report_on_an_export_lists_its_articles_and_says_how_to_choose(tmp_path):
    path = tmp_path / "export.txt"
    path.write_text(FACTIVA, encoding="utf-8")
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    told = str(caught.value)
    assert "holds 2 articles" in told and "2 “Judge hears both sides” (Tarrow Wire, 2020-01-10)" in told
    assert f"{path}#1" in told and f"coverage {path}" in told and "\n" not in told
    assert read_article(f"{path}#2").headline == "Judge hears both sides"
    with pytest.raises(ArticleError, match="holds 2 articles"):
        read_article(f"{path}#3")


def test_an_export_of_one_article_is_that_article():
    article = decode_article("a.txt", FACTIVA.partition("Judge hears")[0])
    assert article.headline.startswith("Ferries") and article.outlet == "The Aldgate Courier"


def test_a_story_that_mentions_a_document_is_no_export():
    story = f"{FIRST}\n\nDocument 12 of 20 was leaked on Monday.\n\n{SECOND}"
    assert decode_article("a.txt", story).text == story
