"""A chronicle: days, each with the words that tell it, that open to what they rest on."""

import html
from collections.abc import Sequence
from typing import NamedTuple


class Told(NamedTuple):
    """A sentence of a report and where it stands; `place` may be a link, which its method `__html__` writes."""

    words: str
    place: str


class Day(NamedTuple):
    """A day of a chronicle.

    Attributes:
        name: the day in words.
        told: the sentences that tell it.
        more: what the day opens to: headings, each with its lines.
        summary: what stands where the day is opened.
    """

    name: str
    told: Sequence[Told]
    more: Sequence[tuple[str, Sequence[str]]] = ()
    summary: str = ""


class Chronicle(tuple[Day, ...]):
    """Days in their order. A notebook shows them as a list, with nothing read as markup or mathematics."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(f"{day.name}: {' '.join(f'{told.words} ({told.place})' for told in day.told)}" for day in self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        days = "".join(f"<li>{_write_day(day)}</li>" for day in self)
        return f'<ol class="chronicle tex2jax_ignore mathjax_ignore">{days}</ol>' if self else ""


def _write_day(day: Day) -> str:
    told = "".join(f"<p>{html.escape(told.words)} <small>{_write(told.place)}</small></p>" for told in day.told)
    return f"<b>{html.escape(day.name)}</b>{told}{_write_more(day)}"


def _write_more(day: Day) -> str:
    """What a day opens to."""
    lists = "".join(
        f"<p><b>{html.escape(heading)}</b></p><ul>{''.join(f'<li>{_write(line)}</li>' for line in lines)}</ul>"
        for heading, lines in day.more
        if lines
    )
    return f"<details><summary>{html.escape(day.summary)}</summary>{lists}</details>" if lists else ""


def _write(text: str) -> str:
    """A text as HTML; a link gives its own."""
    return text.__html__() if hasattr(text, "__html__") else html.escape(text)
