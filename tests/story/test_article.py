"""What was read."""

import analysis
from analysis.story import article


def test_the_article_is_told_as_its_tables_have_it(reading):
    assert str(article.describe(reading)) == (
        "11 paragraphs with 384 words were read. It was published on 9 January 2020, the date that was given."
    )


def test_a_narrowed_reading_says_so(eventful):
    pair = analysis.narrow(eventful, "USA-IRN")
    assert "Narrowed to the United States and Iran: nine of the 11 paragraphs and 19 events" in str(
        article.describe(pair)
    )
