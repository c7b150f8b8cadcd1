"""What a view shows of a reading: its focus, side, voice, coder and confidence, and what there is to choose from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd

from analysis.page.index import Index
from analysis.reading.focus import check_focus, narrow
from analysis.reading.reading import Reading, count_acts, once
from analysis.show.prose import REPORTER, UNNAMED
from analysis.show.sides import name_side
from analysis.story.arc import check_settings
from analysis.text.wording import visible

SIDES = ("conflict", "cooperation", "neutral")
CODERS = ("both", "rules", "learned", "reader")
READER = "reader"  # an act that a reader entered or decided: no coder
WINDOWS = (1, 3, 5, 7, 9)
PAIRS = 12  # pairs of sides to choose from


@dataclass(frozen=True, slots=True)
class Settings:
    """What a view shows; "" is everything.

    Attributes:
        focus: two sides, such as `USA-IRN`.
        smoothing: paragraphs in the mean of the arc's line, an odd number.
        side: `conflict`, `cooperation` or `neutral`.
        voice: on whose word: a name, or `the reporter`.
        coder: who read an act: `both`, `rules`, `learned`, or `reader` for what a reader entered.
        confidence: the least probability that side and modality are right, from 0 to 1.
    """

    focus: str = ""
    smoothing: int = 3
    side: str = ""
    voice: str = ""
    coder: str = ""
    confidence: float = 0.0

    def __post_init__(self) -> None:
        """Checks each setting.

        Raises:
            ValueError: one is not possible; the error says what is.
        """
        check_focus(self.focus)
        check_settings(self.smoothing)
        for name, allowed in (("side", SIDES), ("coder", CODERS)):
            if getattr(self, name) not in ("", *allowed):
                raise ValueError(f"{name}={getattr(self, name)!r}: use one of {', '.join(allowed)}, or ''")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence={self.confidence}: use a number from 0 to 1")

    @property
    def chooses(self) -> bool:
        """Whether anything is left out."""
        return any((self.focus, self.side, self.voice, self.coder, self.confidence))


def choose(reading: Reading, settings: Settings) -> Reading:
    """The reading with only the acts and quotes that the settings leave; the paragraphs are counted again.

    Raises:
        ValueError: the article does not have the sides of the focus.
    """
    if not settings.chooses:
        return reading
    narrowed = narrow(reading, settings.focus)
    events, quotes = narrowed.events, narrowed.quotes
    events = events[_find_chosen(reading, events, settings)].reset_index(drop=True)
    if settings.voice:
        quotes = quotes[quotes["speaker"].fillna(UNNAMED) == settings.voice].reset_index(drop=True)
    paragraphs = count_acts(narrowed.paragraphs, quotes, events)
    plain = reading.uncorrected and choose(reading.uncorrected, settings)
    return replace(narrowed, events=events, quotes=quotes, paragraphs=paragraphs, uncorrected=plain)


def _find_chosen(reading: Reading, events: pd.DataFrame, settings: Settings) -> pd.Series:
    """Whether each event is what the settings ask for."""
    chosen = pd.Series(True, index=events.index)
    if settings.side:
        chosen &= events["side"] == settings.side
    if settings.coder:
        chosen &= events["coder"].fillna(READER) == settings.coder
    if settings.confidence:
        chosen &= events["confidence"].fillna(1.0) >= settings.confidence
    if settings.voice:
        voices = list_voices(reading)
        places = zip(events["start"].tolist(), events["end"].tolist(), strict=True)
        chosen &= pd.Series([settings.voice in voices.get(place, ()) for place in places], events.index, dtype=bool)
    return chosen


@once
def list_voices(reading: Reading) -> dict[tuple[int, int], frozenset[str]]:
    """On whose word each event is told, by its place."""
    index = Index(reading)
    return {
        (row.start, row.end): frozenset([row.attributed_to])
        if pd.notna(row.attributed_to)
        else index.find_voices(row.start) or frozenset([REPORTER])
        for row in reading.events.itertuples()
    }


def list_controls(reading: Reading) -> dict[str, Any]:
    """What there is to choose from: for each setting, pairs of a value and its name."""
    counted = Counter(voice for voices in list_voices(reading).values() for voice in voices)
    voices = [(voice, visible(name_side(voice, False))) for voice, _ in counted.most_common()]
    coders = ["both coders", "only the rules", "only the learned coder", "a reader"]
    return {
        "focus": [("", "all sides"), *_list_pairs(reading)],
        "side": [("", "conflict and cooperation"), *((side, f"only {side}") for side in SIDES)],
        "voice": [("", "every voice"), *voices],
        "coder": [("", "any coder"), *zip(CODERS, coders, strict=True)],
        "smoothing": [(window, "no mean" if window == 1 else f"{window} paragraphs") for window in WINDOWS],
    }


def _list_pairs(reading: Reading) -> Sequence[tuple[str, str]]:
    """The pairs of sides that act on each other, the most frequent first."""
    acts = reading.acts.dropna(subset=["source", "target"])
    pairs = Counter(
        frozenset((a, b)) for a, b in zip(acts["source"], acts["target"], strict=True) if a != b
    ).most_common(PAIRS)
    ordered = (sorted(pair) for pair, _ in pairs)
    return [("-".join(pair), " – ".join(visible(name_side(side, False)) for side in pair)) for pair in ordered]


def write_settings(settings: Settings) -> dict[str, Any]:
    """The settings as plain values."""
    return asdict(settings)
