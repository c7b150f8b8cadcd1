"""Names that mean one person or body in many articles, and speakers who have no name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

import pandas as pd

from analysis.press.aliases import list_words, split_words
from analysis.reading.actors.register import given_names, load_titles
from analysis.rules.load import read_rows

_PROPER = re.compile(
    r"[A-Z][\w’'.-]*(?: (?:(?:of|for|the|and|al|el|bin|ben|van|von|de|da|del)\b[ -]?)*[A-Z\d][\w’'.-]*)*"
)
_NOBODY = frozenset(  # a name does not begin with one of these
    "a an the another one some many most both several each no all any other others his her their our its my this that"
    " these those he she they we it who someone somebody people thousands hundreds dozens millions".split()
)
RARE = 8  # times as often as the full name: a shorter form that is more frequent is another person's
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"(.)\1+")


def is_proper(name: object) -> bool:
    """Whether a name is a proper one: *Hosni Mubarak*, *Arab League*; not *the rebels* or *three guards*."""
    return isinstance(name, str) and _PROPER.fullmatch(name) is not None


@cache
def is_nobody(name: str) -> bool:
    """Whether a name is that of one who only reports: *reporters*, *Reuters*."""
    return any(re.search(row["pattern"], name) for row in read_rows("press_words.csv") if row["kind"] == "nobody")


def name_speakers(speakers: pd.Series) -> pd.Series:
    """The name of each speaker, the same in all articles; NA for those without one: *a shopkeeper*, *Protesters*.

    What follows a comma and a title before a name are left out. A first name that several people have is no name.
    """
    bare = speakers.map({speaker: _strip(speaker) for speaker in speakers.dropna().unique()})
    known = bare.dropna().unique()
    loose = _list_first_names(known)
    named = bare.where(bare.map({name: _is_named(name) and name not in loose for name in known}).eq(True))
    return named.map(unify_names(named.dropna()))


def _strip(speaker: str) -> str:
    """A speaker's name without what follows a comma and without a title: *Gen. Ana Rusu, the chief of staff*."""
    words = speaker.partition(",")[0].split()
    while len(words) > 1 and words[0].rstrip(".").lower() in load_titles():
        words = words[1:]
    return " ".join(words)


def _is_named(name: str) -> bool:
    first = name.split()[0].casefold() if name else ""
    return is_proper(name) and first not in _NOBODY and split_words(name) not in list_words("faction")


def _list_first_names(names: Iterable[str]) -> set[str]:
    """The names of one word that are first names: several people may have them."""
    begins = Counter(words[0] for name in names if is_proper(name) and len(words := name.split()) > 1)
    return {name for name in names if " " not in name and (begins[name] > 1 or name in given_names())}


def unify_names(speakers: pd.Series) -> dict[str, str]:
    """The name to use for each name: for *Zarif* and *Javad Zarif*, the most common full form.

    Two names mean one person if they end in the same word, and one has all the other words of the other, in this or in
    another spelling (*Moussa*, *Mussa*), and only one person in the coverage has such a name. A surname that is much
    more frequent than the full name means somebody else.
    """
    used = speakers.value_counts()
    by_last: dict[str, list[str]] = defaultdict(list)
    for name in used.index:
        by_last[name.split()[-1].casefold()].append(name)
    return {name: called for names in by_last.values() for name, called in _unify(names, used).items()}


def _unify(names: list[str], used: pd.Series) -> dict[str, str]:
    """The same for names with the same last word, the most frequent first."""
    firsts: dict[frozenset[str], str] = {}  # spellings of one name count as the most frequent of them
    same = {name: firsts.setdefault(_spell(name), name) for name in names}
    names = list(dict.fromkeys(same.values()))
    longest = [name for name in names if not any(_spell(name) < _spell(other) for other in names)]
    holders = {name: [other for other in longest if _spell(name) <= _spell(other)] for name in names}
    meant = {
        name: people[0] if len(people) == 1 and RARE * used[people[0]] >= used[name] else name
        for name, people in holders.items()
    }
    called: dict[str, str] = {}  # the first, and so the most common, form of each name that is more than a surname
    for name in names:
        if " " in name:
            called.setdefault(meant[name], name)
    return {name: called.get(meant[first], meant[first]) for name, first in same.items()}


@cache
def _spell(name: str) -> frozenset[str]:
    """The words of a name without what spellings from other scripts differ in: vowels and doubled letters."""
    *firsts, last = name.casefold().split()
    return frozenset(word[0] + _DOUBLE.sub(r"\1", _VOWELS.sub("", word[1:])) for word in firsts) | {last}
