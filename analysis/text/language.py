"""The language of a text, as far as it takes to know what is not English.

About every fourth word of English news is one of some fifty small words (*the*, *of*, *that*); in no other language are
they every tenth. The small words of each language, and the script of its letters, are a table:
`rules/language_words.csv`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from functools import cache, lru_cache

from analysis.rules.load import read_rows
from analysis.text.article import Article

ENGLISH, OTHER = "English", "another language"
MIN_LETTERS = 120  # a shorter text, of about 25 words, may have too few small words by chance
MIN_SHARE = 0.1  # of all words, the small words of the language that it is in
MIN_KNOWN = 3  # different small words; a list of initials is in no language
ENGLISH_PART = 0.5  # of the share of another language: Danish has *at* and *for*, and a third of English is English
LONGEST = 20_000  # characters that are looked at

_WORD = re.compile(r"[^\W\d_]+")
_KANA = ("HIRAGANA", "KATAKANA")
_KANA_SHARE = 0.1  # of all letters: Japanese has more characters of Chinese, which has no kana


def find_foreign(article: Article) -> str | None:
    """The language of an article's body that is not English, *another language* if it has no name here; else None."""
    text = article.text
    body = "\n".join(text[block.start : block.end] for block in article.blocks if block.role == "paragraph")
    language = find_language(body or text)
    return None if language == ENGLISH else language


@lru_cache(maxsize=512)  # a view asks for the same paragraphs at every turn of a control
def find_language(text: str) -> str | None:
    """*English*, the name of the language that a text is in, *another language*, or None where it is too short to say.

    A text of two languages is English if English is at least a third of it.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text[:LONGEST].lower()))
    letters = Counter("".join(words))
    if letters.total() < MIN_LETTERS:
        return None
    script = _find_script(letters)
    languages = {name: small for name, letters_of, small in _read_languages() if letters_of == script}
    if len(languages) == 1:
        return next(iter(languages))
    counts = Counter(words)
    known = {name: small & counts.keys() for name, small in languages.items()}
    known = {name: seen for name, seen in known.items() if name == ENGLISH or _are_words(seen)}
    shares = {name: sum(map(counts.__getitem__, seen)) / len(words) for name, seen in known.items()}
    shares[OTHER] = MIN_SHARE
    likely = max(shares, key=shares.__getitem__)
    return ENGLISH if shares.get(ENGLISH, 0) >= max(MIN_SHARE, ENGLISH_PART * shares[likely]) else likely


def _are_words(seen: Collection[str]) -> bool:
    """Whether the small words of a language that were seen are enough to know it by, and not all initials."""
    return len(seen) >= MIN_KNOWN and any(len(word) > 1 for word in seen)


def _find_script(letters: Counter[str]) -> str:
    """The script of most letters, as Unicode names it: LATIN, CYRILLIC, ARABIC, CJK …; KANA for Japanese."""
    scripts: Counter[str] = Counter()
    for letter, n in letters.items():
        name = re.split(r"[ -]", unicodedata.name(letter, ""), maxsplit=1)[0]
        scripts["KANA" if name in _KANA else name] += n
    if scripts["KANA"] > _KANA_SHARE * letters.total():
        return "KANA"
    return scripts.most_common(1)[0][0]


@cache
def _read_languages() -> list[tuple[str, str, frozenset[str]]]:
    """The name of each language, its script, and its small words."""
    rows = read_rows("language_words.csv")
    return [(row["language"], row["script"], frozenset(row["words"].split())) for row in rows]
