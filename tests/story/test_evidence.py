"""The words of the article that stand for a deed."""

import re

from analysis.story.evidence import clip


def test_words_are_clipped_inside_their_clause_and_never_changed(eventful):
    for event in eventful.events.itertuples():
        words = clip(eventful, event)
        assert words.startswith(event.text) and words in eventful.article.text
        assert not re.search(r"\b(of|the|against|that|and)$|\.$(?<!S\.)", words), words
