"""The actors and voices at each place of an article, for the page's filters."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from analysis.reading.reading import Reading
from analysis.show.prose import UNNAMED
from analysis.show.sides import name_side


class Index:
    """Looks up the actors of a sentence and the voice of a quote, by a place in them."""

    def __init__(self, reading: Reading) -> None:
        """Assigns the mentions of a reading to its sentences or, outside the body, to its blocks."""
        spans = pd.concat([reading.blocks[["start", "end"]], reading.sentences[["start", "end"]]])
        self._starts = sorted(set(map(int, spans["start"])))
        mentioned = pd.concat([reading.mentions["actor"], reading.mentions["country"]]).dropna().unique()
        self._known = frozenset(name_side(side, False) for side in mentioned)
        self._names: dict[int, set[str]] = defaultdict(set)
        for row in reading.mentions.itertuples():
            self._names[self._find(row.start)] |= self.name_all((row.actor, row.country))
        mentions = zip(*(reading.mentions[name].tolist() for name in ("start", "end", "text")), strict=True)
        self._words = {(start, end): text for start, end, text in mentions}
        quotes = reading.quotes.sort_values("start")
        self._quotes = [
            (int(q.start), int(q.end), UNNAMED if pd.isna(q.speaker) else q.speaker) for q in quotes.itertuples()
        ]

    def _find(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def find_names(self, place: int) -> frozenset[str]:
        """The names of the actors that the sentence at a place mentions."""
        return frozenset(self._names.get(self._find(place), ()))

    def find_voices(self, place: int) -> frozenset[str]:
        """The speaker at a place; empty outside quotes."""
        at = bisect_right(self._quotes, place, key=lambda quote: quote[0]) - 1
        start, end, voice = self._quotes[at] if at >= 0 else (0, 0, "")
        return frozenset([voice]) if start <= place < end else frozenset()

    def name_all(self, sides: Iterable[str]) -> frozenset[str]:
        """The names of those sides that the article mentions as actors; missing ones are left out."""
        return self._known & {name_side(side, False) for side in sides if pd.notna(side)}

    def list_actors(self, *places: tuple[float, float]) -> tuple[str, ...]:
        """The words at those places that are mentions of somebody, each once."""
        return tuple(
            dict.fromkeys(self._words[place] for place in places if pd.notna(place[0]) and place in self._words)
        )
