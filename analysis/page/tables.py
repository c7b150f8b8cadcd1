"""How a notebook shows the tables of a reading: the columns that matter, left-aligned; all others can be opened."""

import re
import sys

import pandas as pd

from analysis.reading import schema

# The columns that matter of each table
MAIN = {
    "BLOCKS": "role start end",
    "PARAGRAPHS": "paragraph text words tone escalation events events_background quotes",
    "SENTENCES": "paragraph sentence text tone polarity vader",
    "WORDS": "paragraph sentence text measure polarity valence rule",
    "MENTIONS": "paragraph text actor kind country state",
    "QUOTES": "paragraph text kind speaker speaker_country cue",
    "DATES": "paragraph text type value first_day last_day reason",
    "EVENTS": "paragraph text source target root modality date escalation",
    "CORRECTIONS": "table text column before after outcome who",
}
_TABLES = {tuple(getattr(schema, name)): columns.split() for name, columns in MAIN.items()}
_KIND = ("pandas", "DataFrame")


def render_table(frame: pd.DataFrame) -> str | None:
    """A table of a reading as HTML; any other frame as pandas shows it."""
    columns = _TABLES.get(tuple(frame.columns))
    if columns is None:
        return frame._repr_html_()
    whole = f"<details><summary>all {len(frame.columns)} columns</summary>{_write(frame)}</details>"
    rest = whole if len(columns) < len(frame.columns) else ""
    return f'<div class="reading-table tex2jax_ignore mathjax_ignore">{_write(frame[columns])}{rest}</div>'


def _write(frame: pd.DataFrame) -> str:
    """The rows that pandas would show, every cell left-aligned even where styles are dropped."""
    rows = pd.get_option("display.max_rows")
    table = frame.to_html(max_rows=rows, justify="left", na_rep="", border=0, notebook=True)
    table = re.sub(r"<style.*?</style>", "", table, flags=re.DOTALL)
    return re.sub(r"<(td|th)(?=[ >])", r'<\1 style="text-align: left"', re.sub(r'<tr style="[^"]*">', "<tr>", table))


def register() -> None:
    """Has a running IPython show these tables so; a formatter for frames that somebody else set is left alone."""
    shell = sys.modules["IPython"].get_ipython()
    if shell is None:
        return
    formatter = shell.display_formatter.formatters["text/html"]
    if _KIND not in formatter.deferred_printers and pd.DataFrame not in formatter.type_printers:
        formatter.for_type(pd.DataFrame, render_table)
