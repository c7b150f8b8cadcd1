"""The weights of words in news: VADER's lexicon, corrected by a table of tone words, with all forms of each word.

`rules/tone_words.csv` has one row per word or phrase:

    word    a lemma or a phrase; with a capital if it always has one (*Nazi*), in capitals if it always is (*AIDS*)
    pos     `verb`, `noun` or `adj`: this decides its other forms; in a phrase the verb is the first word, the noun the
            last. `adv` or nothing: no other form. `degree`: the weight is the share by which it makes the next word
            stronger or weaker
    weight  −4 … 4, VADER's scale; 0 for words that say what happens but do not judge it (*security*, *interest*)
    forms   irregular forms, separated by spaces
    why     the reason for the weight

All other words are from Hutto & Gilbert 2014, VADER, ICWSM (MIT licence).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.rules.load import load_negations, load_undo_nouns, load_undo_verbs, read_rows

WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:['’]s\b)?|[^\W_]+(?:['’][^\W_]+)*|[.,;:!?()—–…]")
ARTICLES = frozenset("a an the A AN THE".split())
_CAPITALS_BELOW = 4  # letters; a shorter form of a country counts only in capitals, since it may be another word (us)
_RANKS = {"": 2, "adv": 2, "adj": 1, "noun": 0, "verb": 0}  # if two rows have a form in common, the higher rank counts
_PASTS = {  # the irregular past forms of verbs that undo
    "break": "broke broken",
    "draw": "drew drawn",
    "freeze": "froze frozen",
    "give": "gave given",
    "overcome": "overcame",
    "undo": "undid undone",
    "wind": "wound",
    "withdraw": "withdrew withdrawn",
}


class Entry(NamedTuple):
    """The weight and the roles of a word or phrase."""

    weight: float = 0.0
    degree: float = 0.0  # the share by which it makes the next word stronger
    negates: bool = False
    undoes: bool = False
    country: bool = False
    capital: bool = False  # always has a capital letter
    attribute: bool = False  # a good adjective


@cache
def load_lexicon() -> dict[str, list[tuple[list[str], Entry]]]:
    """First word → the other words of each entry that begins with it, and its `Entry`, the longest first."""
    known: dict[tuple[str, ...], Entry] = {}
    for phrase, changes in (*_list_weights(), *_list_turners(), *_list_countries()):
        words = (phrase,) if phrase.isalpha() and phrase.islower() else _split(phrase)
        if words in known and "country" not in changes:
            known[words] = known[words]._replace(**changes)
        else:
            known[words] = Entry(**changes)
    lexicon = defaultdict(list)
    for words in sorted(known, key=len, reverse=True):
        if len(words) > 1 or known[words] != Entry():  # with a neutral phrase, its single words do not count
            lexicon[words[0]].append((list(words[1:]), known[words]))
    return dict(lexicon)


def _split(phrase: str) -> tuple[str, ...]:
    words = (normalise(word) for word in WORD.findall(phrase))
    return tuple(word for word in words if word not in ARTICLES)


def normalise(word: str) -> str:
    """A word as it is in the lexicon: in lower case unless it is an abbreviation, without a possessive *’s*."""
    word = word if word.isupper() and "." not in word else word.lower()
    return word.replace("’", "'").removesuffix("'s") if "’" in word or "'" in word else word


def inflect(phrase: str, pos: str, irregular: str = "") -> Iterator[str]:
    """The other forms of a phrase: a verb's first word changes, a noun's last; an adjective also has its adverb."""
    if pos == "verb":
        head, _, rest = phrase.partition(" ")
        for form in (*_inflect_verb(head), *irregular.split()):
            yield f"{form} {rest}".strip()
    elif pos == "noun":
        *rest, head = phrase.split()
        for form in (_add_s(head), *irregular.split()):
            yield " ".join((*rest, form))
    elif pos == "adj" and " " not in phrase:
        yield from _inflect_adjective(phrase)


def _inflect_verb(verb: str) -> Iterator[str]:
    """*-s*, *-ed*, *-ing*; a final consonant after one vowel doubles, in a long verb only perhaps."""
    yield _add_s(verb)
    stems = [verb.removesuffix("e")]
    if re.search("(?:[^aeiou]|qu)[aeiou][^aeiouwxy]$", verb):
        stems = [verb + verb[-1]] if len(re.findall("[aeiouy]+", verb)) == 1 else [verb, verb + verb[-1]]
    for stem in stems:
        yield verb[:-1] + "ied" if re.search("[^aeiou]y$", verb) else stem + "ed"
        yield (verb if verb.endswith(("ee", "ye", "oe")) else stem) + "ing"


def _add_s(word: str) -> str:
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _inflect_adjective(word: str) -> tuple[str, ...]:
    if word.endswith("y"):
        return word[:-1] + "ily", word[:-1] + "ier", word[:-1] + "iest"
    if word.endswith("ic"):
        return (word + "ally",)
    adverb = word[:-1] + "y" if word.endswith("le") else word + "ly"
    stem = word[:-1] if word.endswith("e") else word
    short = len(re.findall("[aeiouy]+", stem)) == 1
    return (adverb, stem + "er", stem + "est") if short else (adverb,)


def _list_weights() -> Iterator[tuple[str, dict]]:
    """VADER's words, then the table's, which override them; a word itself overrides a form of another word."""
    for word, weight in SentimentIntensityAnalyzer().lexicon.items():
        if word.replace(" ", "").replace("-", "").isalpha():
            yield word, {"weight": weight}
    listed = []
    for row in read_rows("tone_words.csv"):
        word, pos, weight = row["word"], row["pos"], float(row["weight"])
        if pos == "degree":
            yield word, {"degree": weight}
            continue
        changes = {"weight": weight, "capital": word != word.lower(), "attribute": pos == "adj" and weight > 0}
        listed.append((1, _RANKS[pos], word, changes))
        listed += [(0, _RANKS[pos], form, changes) for form in inflect(word, pos, row["forms"])]
    for _, _, word, changes in sorted(listed, key=lambda row: row[:2]):
        yield word, changes


def _list_turners() -> Iterator[tuple[str, dict]]:
    """The words that negate or undo the words after them."""
    for kind in ("not", "nobody", "tone"):
        for word in load_negations(kind):
            yield word, {"negates": True, "weight": 0.0}
    for verb in load_undo_verbs() | load_negations("undo"):
        for form in (verb, *inflect(verb, "verb", _PASTS.get(verb.split()[0], ""))):
            yield form, {"undoes": True}
    for noun in load_undo_nouns():
        for form in (noun, *inflect(noun, "noun")):
            yield form, {"undoes": True}


def _list_countries() -> Iterator[tuple[str, dict]]:
    """The names, adjectives and inhabitants of countries, which have no tone."""
    for row in read_rows("actors.csv"):
        if row["kind"] == "country" and row["sense"] in ("name", "adjective", "inhabitants"):
            form = row["form"]
            yield form if len(form) < _CAPITALS_BELOW else form.lower(), {"country": True}
