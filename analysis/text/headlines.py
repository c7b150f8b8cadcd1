"""Headlines in which every word has a capital, rewritten in sentence case: *Macron slams Turkey's game in Libya*.

A parser takes every capital for a name. So words in any table of this package, and the model's verbs, are put in lower
case. Names in a table, abbreviations and words in no table keep their capitals.
"""

import re
from collections.abc import Container
from functools import cache

from analysis.rules.load import find_stems, load_words, read_rows

SHORT = 4  # letters; shorter words have no capital in a headline either
CAPITALS = 0.8  # the share of longer words that begin with a capital in a headline
FEWEST = 4  # longer words that a headline needs to be recognised
_LONG = re.compile(rf"[^\W\d_]{{{SHORT},}}")
_WORD = re.compile(r"[^\W\d_]+")


def is_headline(text: str) -> bool:
    """Whether nearly all longer words of a text begin with a capital."""
    words = _LONG.findall(text)
    return len(words) >= FEWEST and sum(word[0].isupper() for word in words) >= CAPITALS * len(words)


def soften_headline(text: str, verbs: Container[str]) -> str:
    """A headline in sentence case, every character at the same offset; any other text as it is.

    `verbs` are lemmas that are not names.
    """
    if not is_headline(text):
        return text
    all_capitals = text.isupper()

    def set_word(match: re.Match) -> str:
        word, low = match[0], match[0].lower()
        named = word in _names() or (word.isupper() and len(word) > 1 and not all_capitals)
        if named or len(low) != len(word):
            return word
        capital = word.capitalize() if all_capitals else word
        known = any(stem in _words() or stem in verbs for stem in find_stems(low))
        return low if known and capital not in _names() else capital

    return _WORD.sub(set_word, text)


@cache
def _names() -> frozenset[str]:
    """Names of one word, and the last words of people's names."""
    rows = read_rows("actors.csv")
    forms = (row["form"].split()[-1] for row in rows if row["kind"] == "person" or " " not in row["form"])
    return frozenset(word for word in forms if word[0].isupper())


@cache
def _words() -> frozenset[str]:
    """The lower-case words of the tables of frames, blocks, nouns, classes and tone, and function words."""
    frames = read_rows("event_frames.csv")
    listed = (
        (frames, "verb"),
        (frames, "particle"),
        (frames, "prep"),
        (read_rows("verb_blocks.csv"), "verbs"),
        (read_rows("reporting_verbs.csv"), "lemma"),
        (read_rows("event_nouns.csv"), "noun"),
        (read_rows("noun_classes.csv"), "nouns"),
        (read_rows("tone_words.csv"), "word"),
    )
    small = load_words("grammar_words.csv", "small")
    cells = (row[column] for rows, column in listed for row in rows)
    return frozenset(word for cell in (*cells, *small) for word in _WORD.findall(cell) if word.islower())
