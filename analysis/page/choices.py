"""What can be corrected at each kind of mark, and what to choose from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.page.notes import LAYERS, Note, load_meanings
from analysis.reading.events.recode import FRAMES, MODALITIES, NO_ACT, SIDES
from analysis.reading.focus import list_sides
from analysis.reading.reading import Reading
from analysis.rules.load import load_countries
from analysis.show.sides import name_side
from analysis.text.wording import visible

Choice = dict[str, Any]


def list_choices(reading: Reading, notes: list[Note]) -> dict[str, Any]:
    """What the page's form needs: the article's file, actors and countries to suggest, and places and choices.

    The places are those of the notes of a layer, in the order of their keys. A choice has the `columns` that it
    corrects, its `label`, and one of: `values` to choose from, each with its name; `suggest`, the list that completes
    what is typed; or `type`, of the field.
    """
    names = load_countries()
    places = {layer[0]: _list_places(notes, layer) for layer in LAYERS}
    actors = dict.fromkeys([*map(_name, list_sides(reading)), *reading.mentions["actor"].dropna()])
    return {
        "article": Path(reading.article.source).name,
        "actors": list(map(visible, actors)),
        "countries": "|".join(sorted(names.values())),
        "places": places,
        "tables": {"events": list(_list_events()), "quotes": list(_list_quotes()), **_list_others()},
    }


def _list_places(notes: list[Note], layer: str) -> str:
    ordered = sorted((note for note in notes if note.layer == layer), key=lambda note: int(note.key[1:]))
    return " ".join(note.place for note in ordered)


def _name(side: str) -> str:
    return name_side(side, False)


def _list_events() -> Iterator[Choice]:
    yield {"columns": ["act"], "label": "it is no act", "values": [[NO_ACT, "no act here"]]}
    classes = [[root, f"{root}: {meaning}"] for root, meaning in load_meanings().items()]
    yield {"columns": ["class"], "label": "its class", "values": classes}
    yield {"columns": ["side"], "label": "its side", "values": [[side, side] for side in SIDES]}
    yield {"columns": ["source"], "label": "who acts", "suggest": "actors"}
    yield {"columns": ["target"], "label": "on whom", "suggest": "actors"}
    yield {"columns": ["modality"], "label": "whether it happened", "values": [[m, m] for m in MODALITIES]}
    yield {"columns": ["frame"], "label": "news or past", "values": [[frame, frame] for frame in FRAMES]}
    yield {"columns": ["day"], "label": "its day", "type": "date"}


def _list_quotes() -> Iterator[Choice]:
    yield {"columns": ["speaker"], "label": "who speaks", "suggest": "actors"}
    yield {"columns": ["speaker_country"], "label": "the speaker’s country", "suggest": "countries"}
    yield {"columns": ["kind"], "label": "how much is quoted", "values": [["full", "full"], ["partial", "partial"]]}


def _list_others() -> dict[str, list[Choice]]:
    """The choices of times, tone words and actors."""
    day = {"columns": ["value", "first_day", "last_day"], "label": "its day", "type": "date"}
    weight = {"columns": ["valence"], "label": "its tone, from −4 to 4; empty for none", "type": "number"}
    return {"dates": [day], "words": [weight], "mentions": [_country()]}


def _country() -> Choice:
    return {"columns": ["country"], "label": "the country of", "suggest": "countries"}
