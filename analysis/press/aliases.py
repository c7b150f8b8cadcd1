"""Which side a phrase means: *Gaddafi's forces*, *forces loyal to Gaddafi* and *pro-Gaddafi troops* are one side."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import pandas as pd

from analysis.reading.actors.register import country_of, country_sense
from analysis.rules.load import load_countries, read_rows

TABLE = "side_words.csv"
LONGEST = 6  # words of a name
_WORD = re.compile(r"[^\W_]+|-")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?=\W|$))")
_LINKS = frozenset(("of", "to", "for", "with", "from"))  # after *loyal*, *members* …, what follows says whose they are
_ENDS = (
    frozenset(  # after one of these, a phrase says no longer who somebody is, but where, when or what for
        "in on at by near outside inside against under over about who whom which that whose during after before between"
        " among across including such as and or around along into backed while when like without amid".split()
    )
    | _LINKS
)


def list_words_of(text: str) -> list[str]:
    """The words of a name as they are printed, without *the* and *’s*; a hyphen is a word."""
    words = _WORD.findall(_POSSESSIVE.sub("", text))
    return words[1:] if len(words) > 1 and words[0].casefold() == "the" else words


def split_words(text: str) -> tuple[str, ...]:
    """The words of a name in the form in which they are compared: *the Rebels’* is *rebel*."""
    return tuple(_make_singular(word.casefold()) for word in list_words_of(text))


@cache
def _make_singular(word: str) -> str:
    if word.endswith("men") and len(word) > 4:
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def list_words(kind: str) -> frozenset[tuple[str, ...]]:
    """The words of a kind in the table of words for sides, as they are compared."""
    return frozenset(split_words(row["word"]) for row in read_rows(TABLE) if row["kind"] == kind)


@dataclass(frozen=True, slots=True)
class Aliases:
    """The names of sides, and the side that each means.

    Attributes:
        names: the side of each name, by the name's words.
        states: the side of each state, by its country's code.
        common: the names that are no proper names: *rebels*, *the government*.
        homes: the country where a side is at home; a common name with another country means somebody else.
        opposed: for a side, who is meant by *anti-…*.
    """

    names: Mapping[tuple[str, ...], str]
    states: Mapping[str, str]
    common: frozenset[tuple[str, ...]] = frozenset()
    homes: Mapping[str, str] = field(default_factory=dict)
    opposed: Mapping[str, str] = field(default_factory=dict)
    starts: frozenset[str] = field(init=False)  # the first words of all names

    def __post_init__(self) -> None:
        """Lists the first words of names, since most phrases have none of them."""
        object.__setattr__(self, "starts", frozenset(name[0] for name in self.names))

    def list_divided(self) -> set[str]:
        """The countries in which the state has an opponent among the parties."""
        return {self.homes[side] for side in self.opposed}

    def drop_common(self) -> "Aliases":
        """The same without common names, which mean a side only in articles about its country."""
        return replace(self, names={name: side for name, side in self.names.items() if name not in self.common})

    def find_any(self, name: str, country: str | None = None, is_place: bool = False) -> str | None:
        """The side of a name in a table of acts: of a state by its country's code, of anybody else by the words."""
        if name == country:
            return self.states.get(name)
        return self.find(name, country, is_place)

    def find(self, phrase: str, country: str | None = None, is_place: bool = False) -> str | None:
        """The side that a phrase means, or None.

        Args:
            phrase: the words for somebody, or for what is hit.
            country: where somebody is at home, if that is known.
            is_place: whether it may be a place: a *rebel-held town* is of the rebels' side.
        """
        printed = list_words_of(phrase)
        words = tuple(map(_make_singular, map(str.casefold, printed)))
        best, against = None, None
        for first, last, name in self.list_hits(words):
            side = self.names[name]
            if name in self.common and not self._fits(printed, first, last, country):
                continue
            if words[:first][-2:] == ("pro", "-"):
                return side
            if _is_against(words, first, last):
                against = self.opposed.get(side)
            elif _is_whose(words, last, is_place) and (best is None or name not in list_words("state")):
                best = side  # the last one says who it is; but a *rebel government* is of the rebels
        return best or against

    def _fits(self, printed: list[str], first: int, last: int, country: str | None) -> bool:
        """Whether a common name means its side: not that of another country, and not as a part of a proper name.

        *The government* is one, not several; and *Ohio police* are those of whom the name is.
        """
        name = tuple(map(_make_singular, map(str.casefold, printed[first:last])))
        if country and self.homes.get(self.names[name]) not in (None, country):
            return False
        if name in list_words("state"):
            known = " ".join(printed[first:last]).casefold() == spell_word(name).casefold()
            return known and not any(word[0].isupper() for word in printed[:first])
        after = [word for word in printed[last:] if word != "-"]
        return not (after and printed[first][0].isupper() and all(word[0].isupper() for word in after))

    def list_hits(self, words: tuple[str, ...]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """The names in a phrase, as far as it says who somebody is: the longest ones, with their places."""
        i, end = 0, 0 if self.starts.isdisjoint(words) else _find_end(words)
        while i < end:
            length = next((n for n in range(min(LONGEST, end - i), 0, -1) if words[i : i + n] in self.names), 0)
            if length:
                yield i, i + length, words[i : i + length]
            i += length or 1

    def find_before(self, phrase: str, name: str) -> str | None:
        """The side that a common name gives right before a proper name: *rebel leader Mustafa Abdel Jalil*."""
        before, found, _ = phrase.partition(list_words_of(name)[0])
        words = split_words(before) if found else ()
        hits = [(last, hit) for _, last, hit in self.list_hits(words) if hit in self.common]
        apart = _ENDS | {"and", "-"}
        return self.names[hits[-1][1]] if hits and apart.isdisjoint(words[hits[-1][0] :]) else None


def make_aliases(found: Iterable[tuple[str, str]], names: pd.DataFrame) -> Aliases:
    """The `Aliases` from sides and their names; where a common name is at home is read from `names` (`list_names`)."""
    words: dict[tuple[str, ...], str] = {}
    states, common = {}, set()
    for side, name in found:
        code = country_of(name) if name[:1].isupper() and country_sense(name) == "name" else None
        if code is not None or name in load_countries():
            states[code or name] = side
            continue
        key = split_words(name)
        words.setdefault(key, side)
        if name[:1].islower() or key in list_words("state"):
            common.add(key)
    homes = {side: code for code, side in states.items()}
    guess = Aliases(words, states, frozenset(common))
    homes = _find_homes(guess, names) | homes
    factions = [
        side for name, side in words.items() if name in common and side in homes and side not in states.values()
    ]
    opposed = {states[code]: side for side in reversed(factions) for code in [homes[side]] if code in states}
    return Aliases(words, states, frozenset(common), homes, opposed)


def _find_homes(aliases: Aliases, names: pd.DataFrame) -> dict[str, str]:
    """The country that most acts give for a side with common names."""
    seen: dict[str, Counter[str]] = {}
    for name, country, acts in zip(names["name"], names["country"], names["acts"], strict=True):
        if country in aliases.states and name != country and (side := aliases.find(name)):
            seen.setdefault(side, Counter())[country] += acts
    return {side: countries.most_common(1)[0][0] for side, countries in seen.items()}


def spell_word(words: tuple[str, ...]) -> str:
    """A word of the table of words for sides as it is printed there."""
    return _spellings().get(words, " ".join(words))


@cache
def _spellings() -> dict[tuple[str, ...], str]:
    return {split_words(row["word"]): row["word"] for row in reversed(read_rows(TABLE))}


def _find_end(words: tuple[str, ...]) -> int:
    """Where a phrase stops to say who somebody is: *rebels | in the city*, but *forces loyal to Gaddafi*."""
    for i, word in enumerate(words):
        if i and word in _ENDS and not (word in _LINKS and (words[i - 1],) in list_words("with")):
            return i
    return len(words)


def _is_against(words: tuple[str, ...], first: int, last: int) -> bool:
    """Whether the words around a name say that somebody is against it: *anti-Gaddafi*, *Gaddafi's opponents*."""
    before = [word for word in words[:first] if word != "-"]
    return before[-1:] == ["anti"] or any((word,) in list_words("against") for word in words[last:])


def _is_whose(words: tuple[str, ...], last: int, is_place: bool) -> bool:
    """Whether a name says whose something is: not in *US-trained rebels*, and in *rebel-held town* only of a place."""
    if words[last : last + 1] != ("-",):
        return True
    joined = words[last + 1 : last + 2]
    return joined == ("led",) or (is_place and joined in list_words("held"))
