"""What was read."""

import analysis
from analysis.story import article


def test_the_article_is_told_as_its_tables_have_it(reading):
    assert str(article.describe(reading)) == (
        "“Trump pulls back from more military action in Iran crisis, promises new sanctions”: 11 paragraphs with 384 "
        "words were read. It was published on 9 January 2020, as given by its reader. Left out of the scores: one "
        "section line, one headline and one caption."
    )


def test_a_narrowed_reading_says_so(eventful):
    pair = analysis.narrow(eventful, "USA-IRN")
    assert "narrowed to the United States and Iran: nine of the 11 paragraphs and 19 events" in str(
        article.describe(pair)
    )
