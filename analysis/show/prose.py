"""The forms of findings: sentences and listings of plain text, and the wording for paragraphs in them."""

import html
from collections.abc import Iterable

import pandas as pd

from analysis.text.wording import join, number

REPORTER = "the reporter"
UNNAMED = "unnamed speakers"

WORD_LENGTH = 40
WIDEST = 72  # characters of a cell in a terminal
NUMBERS_SHOWN = 12  # paragraphs that a sentence lists at most


class Prose(tuple[str, ...]):
    """Sentences of plain text. A notebook shows them as one paragraph, with nothing read as markup or mathematics."""

    __slots__ = ()

    def __str__(self) -> str:
        return " ".join(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f'<p class="finding tex2jax_ignore mathjax_ignore">{html.escape(str(self))}</p>' if self else ""


class Headline(Prose):
    """The sentence that a page begins with; a notebook shows it large."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return f'<p class="verdict tex2jax_ignore mathjax_ignore">{html.escape(str(self))}</p>' if self else ""


class Points(tuple[tuple[str, str | tuple[str, ...]], ...]):
    """Labels, each with a sentence or several. A notebook shows them as a list, with nothing read as markup."""

    __slots__ = ()

    def __str__(self) -> str:
        return " ".join(f"{label}: {text if isinstance(text, str) else ' '.join(text)}" for label, text in self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        items = "".join(f"<li><b>{html.escape(label)}:</b> {_write_point(text)}</li>" for label, text in self)
        return f'<ul class="bullets tex2jax_ignore mathjax_ignore">{items}</ul>' if self else ""


def _write_point(text: str | tuple[str, ...]) -> str:
    """A sentence, or several as a list in the list."""
    if isinstance(text, str):
        return html.escape(text)
    return f"<ul>{''.join(f'<li>{html.escape(part)}</li>' for part in text)}</ul>"


class Listing:
    """A table of plain text for people to read; a notebook shortens nothing and reads nothing as markup."""

    def __init__(self, frame: pd.DataFrame, kind: str = "") -> None:
        """Keeps the frame as `frame`; `kind` is a CSS class for the table."""
        self.frame, self.kind = frame, kind

    def __repr__(self) -> str:
        return self.frame.to_string(index=False, na_rep="–", justify="left", max_colwidth=WIDEST)

    def _repr_html_(self) -> str:
        if self.frame.empty:
            return ""
        with pd.option_context("display.max_colwidth", None):
            classes = ["listing", "tex2jax_ignore", "mathjax_ignore", *filter(None, [self.kind])]
            look = {"index": False, "na_rep": "–", "border": 0, "justify": "left", "classes": classes, "escape": False}
            return self.frame.map(_escape, na_action="ignore").rename(columns=html.escape).to_html(**look)


def _escape(cell: object) -> str:
    """A cell as HTML; marked edits, and any cell with a method `__html__`, give their own."""
    return cell.__html__() if hasattr(cell, "__html__") else html.escape(str(cell))


def of_all(some: int, total: int) -> str:
    """*nine of the 11 paragraphs*, *both paragraphs*, *all nine paragraphs*."""
    if some == total:
        return {1: "the one paragraph", 2: "both paragraphs"}.get(total, f"all {number(total)} paragraphs")
    return f"{number(some)} of the {number(total)} paragraphs"


def number_paragraphs(paragraphs: Iterable[int]) -> str:
    """*paragraph 3*, *paragraphs 1, 2 and 5*."""
    numbers = [str(p) for p in paragraphs]
    shown = (
        numbers if len(numbers) <= NUMBERS_SHOWN else [*numbers[:NUMBERS_SHOWN], f"{len(numbers) - NUMBERS_SHOWN} more"]
    )
    return f"paragraph{'s' if len(numbers) > 1 else ''} {join(shown)}"
