"""Who is meant, and whose words they are, at any place of an article: what the page's filters go by."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from analysis.reading.reading import Reading
from analysis.show.prose import UNNAMED
from analysis.show.sides import name_side


class Index:
    """Looks up actors by sentence, and voices by quote."""

    def __init__(self, reading: Reading) -> None:
        """Sorts the mentions of a reading into its sentences, or into its blocks outside the body."""
        stretches = pd.concat([reading.blocks[["start", "end"]], reading.sentences[["start", "end"]]])
        self._starts = sorted(set(map(int, stretches["start"])))
        mentioned = pd.concat([reading.mentions["actor"], reading.mentions["country"]]).dropna().unique()
        self._known = frozenset(name_side(side, False) for side in mentioned)
        self._names: dict[int, set[str]] = defaultdict(set)
        for row in reading.mentions.itertuples():
            self._names[self._find(row.start)] |= self.name_all((row.actor, row.country))
        quotes = reading.quotes.sort_values("start")
        self._quotes = [
            (int(q.start), int(q.end), UNNAMED if pd.isna(q.speaker) else q.speaker) for q in quotes.itertuples()
        ]

    def _find(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def find_names(self, place: int) -> frozenset[str]:
        """Whom the sentence mentions that a place is in."""
        return frozenset(self._names.get(self._find(place), ()))

    def find_voices(self, place: int) -> frozenset[str]:
        """Who speaks at a place, empty outside quotes."""
        at = bisect_right(self._quotes, place, key=lambda quote: quote[0]) - 1
        start, end, voice = self._quotes[at] if at >= 0 else (0, 0, "")
        return frozenset([voice]) if start <= place < end else frozenset()

    def name_all(self, sides: Iterable[str]) -> frozenset[str]:
        """The names of countries and of actors that the article mentions; what is missing or no actor is left out."""
        return self._known & {name_side(side, False) for side in sides if pd.notna(side)}
