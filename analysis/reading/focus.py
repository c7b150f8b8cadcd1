"""A reading narrowed to two of its actors."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from analysis.reading.reading import Reading, count_acts
from analysis.rules.load import load_countries
from analysis.text.wording import join

_DASH = re.compile(r"[-–]")


def narrow(reading: Reading, focus: str) -> Reading:
    """The `Reading` narrowed to two sides; with "", the reading itself.

    ========== ========================================================================================================
    events     those between the two, either way; and in paragraphs that mention both, those of one of them whose
               other side the text does not name
    quotes     those whose speaker belongs to one of them
    mentions   those of either
    paragraphs those that mention both, and those with an event between them; they keep their numbers, and their
               `escalation`, `events`, `events_background` and `quotes` are counted again
    sentences, words  those of these paragraphs
    ========== ========================================================================================================

    `article`, `blocks`, `corrections` and `dates` stay whole: they say what was read and when the story is set.

    Args:
        reading: of the whole article.
        focus: two sides with a dash between them, such as `USA-IRN`: a country by its code or name, any other actor
            by its name in the tables. Capitals do not matter.

    Raises:
        ValueError: there are not two sides, or the article does not have one of them; the error lists those it has.

    Examples:
        >>> import analysis
        >>> reading = analysis.read_text("Iran attacked Iraq. Peru praised Chile.")
        >>> analysis.narrow(reading, "IRN-IRQ").events["source"].tolist()
        ['IRN']
    """
    if not focus:
        return reading
    return _narrow(reading, choose_sides(focus, list_sides(reading)))


def _narrow(reading: Reading, sides: tuple[str, str]) -> Reading:
    """The `Reading` narrowed to two of its sides."""
    mentions = reading.mentions[_belongs(reading.mentions, "actor", "country", sides)]
    quotes = reading.quotes[_belongs(reading.quotes, "speaker", "speaker_country", sides)]
    first, second = (set(mentions["paragraph"][_belongs(mentions, "actor", "country", [s])].dropna()) for s in sides)
    events = reading.events[_between(reading.events, sides) | _half_named(reading.events, sides, first & second)]
    kept = set(events["paragraph"].dropna()) | (first & second)
    tables = {
        name: table[table["paragraph"].isin(kept)].reset_index(drop=True)
        for name in ("paragraphs", "sentences", "words")
        for table in [getattr(reading, name)]
    }
    events, mentions, quotes = (table.reset_index(drop=True) for table in (events, mentions, quotes))
    paragraphs = count_acts(tables.pop("paragraphs"), quotes, events)
    return replace(
        reading,
        **tables,
        events=events,
        mentions=mentions,
        quotes=quotes,
        paragraphs=paragraphs,
        focus=sides,
        uncorrected=reading.uncorrected and _narrow(reading.uncorrected, sides),
    )


def check_focus(focus: str) -> None:
    """Checks that a focus is empty or names two sides.

    Raises:
        ValueError: it does not.
    """
    if focus and not any(a != b for a, b in _split(focus)):
        raise ValueError(f"focus={focus!r}: two sides are needed with a dash between them, such as USA-IRN")


def _split(focus: str) -> Iterator[tuple[str, str]]:
    """The two halves of a focus, divided at each of its dashes in turn, since names can have dashes too."""
    for dash in _DASH.finditer(focus):
        a, b = focus[: dash.start()].strip(), focus[dash.end() :].strip()
        if a and b:
            yield a, b


def choose_sides(focus: str, known: Sequence[str], where: str = "the article") -> tuple[str, str]:
    """The two of the known sides that a focus names.

    Raises:
        ValueError: it does not name two of them; the error lists the known sides.
    """
    check_focus(focus)
    spelled = {name.casefold(): side for side in known for name in (load_countries().get(side, side), side)}
    for halves in _split(focus):
        a, b = (spelled.get(half.casefold()) for half in halves)
        if a and b and a != b:
            return a, b
    listing = join(
        side if load_countries().get(side, side) == side else f"{side} ({load_countries()[side]})" for side in known
    )
    raise ValueError(f"focus={focus!r}: {where} does not have both of these sides. It has {listing or 'none'}")


def list_sides(reading: Reading) -> list[str]:
    """The sides in an article, the most frequent first: those of its events, and its countries and actors."""
    mentions, events = reading.mentions, reading.events
    mentioned = mentions["country"].where(mentions["country"].notna(), mentions["actor"])
    sides = pd.concat([events["source"], events["target"], mentioned]).dropna()
    return list(dict.fromkeys(sides.value_counts(sort=True).index))


def _between(events: pd.DataFrame, sides: tuple[str, str]) -> pd.Series:
    a, b = sides
    source, target = events["source"], events["target"]
    return ((source == a) & (target == b)) | ((source == b) & (target == a))


def _half_named(events: pd.DataFrame, sides: tuple[str, str], paragraphs: set[int]) -> pd.Series:
    source, target = events["source"], events["target"]
    one = (source.isin(sides) & target.isna()) | (source.isna() & target.isin(sides))
    return one & events["paragraph"].isin(paragraphs)


def _belongs(table: pd.DataFrame, name: str, country: str, sides: list[str] | tuple[str, ...]) -> pd.Series:
    return table[name].isin(sides) | table[country].isin(sides)
