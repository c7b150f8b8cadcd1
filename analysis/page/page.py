"""A `Reading` as an HTML fragment: the article with its marks, its arc next to it, and notes of what was read.

The fragment has three layers: HTML that shows everything by itself, a style for this fragment only, and a script for
convenience. All text of the article passes through Jinja's autoescaping.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from analysis.page.choices import list_choices
from analysis.page.notes import LAYERS, Note, list_notes
from analysis.page.weave import Token, weave
from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES
from analysis.show.colours import CONFLICT, COOPERATION, GROUNDS, TONE
from analysis.show.prose import REPORTER, UNNAMED
from analysis.text.article import make_key
from analysis.text.wording import count, name_days, signed, visible

FOLDER = files("analysis") / "page"
START = 'for (const root of document.querySelectorAll(".close-reader:not([data-live])")) enliven(root);'
ESCALATION_RANGE = 10.0  # the end of Goldstein's scale


class Page:
    """An HTML fragment that a notebook shows as it is."""

    def __init__(self, html: str, text: str) -> None:
        """Keeps the fragment as `html`, and `text` for a terminal."""
        self.html, self._text = html, text

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return self.html


@dataclass(frozen=True, slots=True)
class Bar:
    """One measure of one paragraph: its value in words, and as a share of its scale, + for conflict and for dark."""

    name: str
    value: str
    share: float


@dataclass(frozen=True, slots=True)
class Section:
    """One block of the article: its marked words, its notes and, for a body paragraph, its number and bars."""

    role: str
    tokens: tuple[Token, ...]
    notes: dict[str, list[Note]]
    number: int | None
    bars: tuple[Bar, ...]
    tones: str  # the scores by each measure of tone

    @property
    def why(self) -> str:
        """A summary of the notes of a block: *two events, one quote*."""
        names = {"event": "event", "quote": "quote", "date": "time", "word": "tone word"}
        return ", ".join(count(len(self.notes[layer]), name) for layer, name in names.items() if layer in self.notes)


def render_article(reading: Reading, script: bool = True) -> Page:
    """The article of a reading as an interactive `Page`.

    The same reading gives the same page. All content is in the HTML, so a notebook that is not trusted yet, which drops
    style and script, still shows the article, its marks and the notes. Without `script`, a program that shows the page
    brings its own.
    """
    notes = list_notes(reading)
    names, voices = _rank(note.names for note in notes), _rank_voices(notes)
    sections = list(_list_sections(reading, notes))
    html = load_template("page.html.j2").render(
        key=make_key(reading.article.text) + ("" if script else "-live"),
        title=visible(reading.article.title),
        published=reading.article.published,
        day=reading.article.published and name_days(reading.article.published, reading.article.published),
        sections=sections,
        names=names,
        voices=voices,
        numbers={name: i for i, name in enumerate(names)} | {("voice", v): i for i, v in enumerate(voices)},
        layers=LAYERS,
        counts=Counter(note.layer for note in notes),
        measure=next(iter(MEASURES.values())),
        colours=Markup(write_colours()),
        style=Markup((FOLDER / "page.css").read_text(encoding="utf-8")),
        script=Markup(write_script(START) if script else ""),
        choices=list_choices(reading, notes),
    )
    return Page(html, f"<close reading of {visible(reading.article.title)!r}>")


def write_script(start: str = "") -> str:
    """The script of the page in a block of its own, with what starts it."""
    parts = ((FOLDER / name).read_text(encoding="utf-8") for name in ("correct.js", "page.js"))
    return f"{{\n{''.join(parts)}{start}\n}}\n"


def write_colours(selector: str = ".close-reader") -> str:
    """The colours of `show.colours` as variables of a style."""
    colours = {"paper": GROUNDS, "conflict": CONFLICT, "cooperation": COOPERATION, "tone": TONE}
    return f"{selector} {{ {' '.join(f'--{name}: {colour};' for name, colour in colours.items())} }}"


@cache
def load_environment() -> Environment:
    """The environment for the templates of `page/`, with autoescaping."""
    env = Environment(
        loader=FunctionLoader(lambda name: (FOLDER / name).read_text(encoding="utf-8")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.filters["visible"] = visible
    return env


def load_template(name: str) -> Any:  # noqa: ANN401
    """A template of `page/`."""
    return load_environment().get_template(name)


def list_bars(paragraph: Any) -> tuple[Bar, ...]:  # noqa: ANN401
    """The bars of a paragraph: escalation, and the tone by the first measure."""
    column = next(iter(MEASURES))
    return (
        _make_bar("escalation", paragraph.escalation, ESCALATION_RANGE, 1),
        _make_bar("tone", getattr(paragraph, column), -1.0, 2),  # what is bad is on the same side in both
    )


def _make_bar(name: str, value: float, scale: float, decimals: int) -> Bar:
    if pd.isna(value):
        return Bar(name, "none", 0.0)
    return Bar(name, signed(value, decimals), round(max(-1.0, min(1.0, value / scale)), 3))


def _list_sections(reading: Reading, notes: list[Note]) -> Iterator[Section]:
    paragraphs = {int(row.start): row for row in reading.paragraphs.itertuples()}
    reaching: list[Note] = []  # the notes that reach into the block
    waiting = iter(notes)
    note = next(waiting, None)
    for block in reading.article.blocks:
        reaching = [other for other in reaching if other.end > block.start]
        while note and note.start < block.end:
            reaching.append(note)
            note = next(waiting, None)
        row = paragraphs.get(block.start) if block.role == "paragraph" else None
        listed = defaultdict(list)
        for other in reaching:
            if other.start >= block.start:
                listed[other.layer].append(other)
        yield Section(
            role=block.role,
            tokens=tuple(weave(reading.article.text, block.start, block.end, reaching)),
            notes={layer: listed[layer] for layer in LAYERS if layer in listed},
            number=None if row is None else int(row.paragraph),
            bars=() if row is None else list_bars(row),
            tones="" if row is None else _describe_tones(row),
        )


def _describe_tones(row: Any) -> str:  # noqa: ANN401
    values = [(measure.name, getattr(row, column)) for column, measure in MEASURES.items()]
    return ", ".join(f"{name} {'none' if pd.isna(value) else signed(value)}" for name, value in values)


def _rank(groups: Iterable[frozenset[str]]) -> list[str]:
    """All names in the groups, the most frequent first."""
    counted = Counter(name for group in groups for name in group)
    return sorted(counted, key=lambda name: (-counted[name], name))


def _rank_voices(notes: list[Note]) -> list[str]:
    voices = _rank(note.voices for note in notes)
    return sorted(voices, key=lambda voice: (voice != REPORTER, voice == UNNAMED))
