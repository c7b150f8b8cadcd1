"""What the words of news weigh: the table of tone words over VADER's lexicon, in all the forms that a word takes.

`rules/tone_words.csv` has one row a word or phrase, its weight by what it means:

    word    a lemma or a phrase; with a capital where it always has one (*Nazi*), in capitals where it must be (*AIDS*)
    pos     `verb`, `noun` or `adj`: which other forms it has; of a phrase the verb is its first word, the noun its
            last. `adv` or nothing: no other form. `degree`: its weight is the share by which it makes the next word
            stronger or weaker
    weight  −4 … 4, VADER's scale; 0 for words that say what happens and not how that is (*security*, *interest*)
    forms   irregular forms, parted by blanks
    why     what its weight rests on

Source of all words that are not in it: Hutto & Gilbert 2014, VADER, ICWSM (MIT licence).
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
_CAPITALS_BELOW = 4  # letters; a country's shorter form counts only in capitals, since it may be another word (us)
_RANKS = {"": 2, "adv": 2, "adj": 1, "noun": 0, "verb": 0}  # where two rows have a form in common
_PASTS = {  # of verbs that undo
    "draw": "drew drawn",
    "freeze": "froze frozen",
    "give": "gave given",
    "overcome": "overcame",
    "undo": "undid undone",
    "wind": "wound",
    "withdraw": "withdrew withdrawn",
}


class Entry(NamedTuple):
    """What is known of a word or phrase."""

    weight: float = 0.0
    degree: float = 0.0  # the share by which it makes the next word stronger
    negates: bool = False
    undoes: bool = False
    country: bool = False
    capital: bool = False  # always has a capital letter


@cache
def load_lexicon() -> dict[str, list[tuple[list[str], Entry]]]:
    """By the first word of an entry, its other words and what is known of it, the longest entry first."""
    known: dict[tuple[str, ...], Entry] = {}
    for phrase, changes in (*_list_weights(), *_list_turners(), *_list_countries()):
        words = (phrase,) if phrase.isalpha() and phrase.islower() else _split(phrase)
        if words in known and "country" not in changes:
            known[words] = known[words]._replace(**changes)
        else:
            known[words] = Entry(**changes)
    lexicon = defaultdict(list)
    for words in sorted(known, key=len, reverse=True):
        if len(words) > 1 or known[words] != Entry():  # a phrase without tone keeps its words from counting
            lexicon[words[0]].append((list(words[1:]), known[words]))
    return dict(lexicon)


def _split(phrase: str) -> tuple[str, ...]:
    words = (normalise(word) for word in WORD.findall(phrase))
    return tuple(word for word in words if word not in ARTICLES)


def normalise(word: str) -> str:
    """A word as the lexicon has it: in small letters but for an abbreviation, without a possessive *’s*."""
    word = word if word.isupper() and "." not in word else word.lower()
    return word.replace("’", "'").removesuffix("'s") if "’" in word or "'" in word else word


def inflect(phrase: str, pos: str, irregular: str = "") -> Iterator[str]:
    """The other forms of a phrase: of its first word for a verb, of its last for a noun, of an adjective its adverb."""
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
    """*-s*, *-ed*, *-ing*; a last consonant after one vowel doubles, in a long verb perhaps."""
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
    """VADER's words and then the table's, which overrule them; a word itself comes before another word's form."""
    for word, weight in SentimentIntensityAnalyzer().lexicon.items():
        if word.replace(" ", "").replace("-", "").isalpha():
            yield word, {"weight": weight}
    listed = []
    for row in read_rows("tone_words.csv"):
        word, pos, weight = row["word"], row["pos"], float(row["weight"])
        if pos == "degree":
            yield word, {"degree": weight}
            continue
        changes = {"weight": weight, "capital": word != word.lower()}
        listed.append((1, _RANKS[pos], word, changes))
        listed += [(0, _RANKS[pos], form, changes) for form in inflect(word, pos, row["forms"])]
    for _, _, word, changes in sorted(listed, key=lambda row: row[:2]):
        yield word, changes


def _list_turners() -> Iterator[tuple[str, dict]]:
    """The words that negate or undo what follows."""
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
