"""One spelling for words that have two: *organise* and *organize*, *labour* and *labor*.

`rules/spelling.csv` has words whose parts differ (kind `twin`: *labour*, *labor*), and the words in *-ise* without a
twin in *-ize* (kind `kept`: *advise*). The tables may have either spelling, and so may a text.
"""

from functools import cache

from analysis.rules.load import load_values, load_words

_ENDINGS = (("isation", "ization"), ("ise", "ize"), ("yse", "yze"))


@cache
def normalise(words: str) -> str:
    """A word or several in small letters, in the spelling that the tables are looked up by."""
    return " ".join(map(_normalise_word, words.split(" ")))


@cache
def _normalise_word(word: str) -> str:
    twins = load_values("spelling.csv", "twin")
    for british, american in twins.items():
        if word.startswith(british) and not word.startswith(american):
            return american + word[len(british) :]
    for british, american in _ENDINGS:
        if word.endswith(british) and len(word) > len(british) + 2 and not _is_kept(word):
            return word.removesuffix(british) + american
    return word


def _is_kept(word: str) -> bool:
    kept = load_words("spelling.csv", "kept")
    return word in kept or any(word.endswith(ending) for ending in kept if ending in ("vise", "wise", "mise", "prise"))
