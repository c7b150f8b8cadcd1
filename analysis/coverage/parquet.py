"""The tables of many articles as Arrow and Parquet: articles, their names, paragraphs, sentences, and so on.

Each row names its article. A day is a DATE, a text is UTF-8 (a lone surrogate becomes U+FFFD), and a missing cell is
null.
"""

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from statistics import fmean
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from analysis.coverage.sources import Failure, Item
from analysis.reading.kinds import find_kind
from analysis.reading.named import list_names
from analysis.reading.reading import Reading
from analysis.reading.schema import ARTICLES, DATES, EVENTS, FAILURES, NAMES, PARAGRAPHS, QUOTES, SENTENCES
from analysis.reading.tone.measures import SCORES, score_tone
from analysis.syntax.pipeline import replace_surrogates
from analysis.text.copies import sign

ARROW = {"str": pa.string(), "Int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_(), "bytes": pa.binary()}
ARROW["datetime64[s]"] = pa.date32()
COLUMNS = {  # by table
    "paragraphs": {"article": "str", **PARAGRAPHS},
    "sentences": {"article": "str", **{name: kind for name, kind in SENTENCES.items() if name != "text"}},
    "dates": {"article": "str", **DATES},
    "quotes": {"article": "str", **QUOTES, **SCORES},
    "events": {"article": "str", **EVENTS},
    "names": {"article": "str", **NAMES},
    "failures": FAILURES,
    "articles": ARTICLES,  # written last: if it is there, so are the others
}
MEANS = ("tone", "polarity", "vader")


def list_columns(table: str, extras: Sequence[str] = ()) -> dict[str, str]:
    """The columns of a table and their types, with those of the source that pass through."""
    passed = name_extras(extras).values() if table in ("articles", "failures") else ()
    return COLUMNS[table] | dict.fromkeys(passed, "str")


def name_extras(extras: Sequence[str]) -> dict[str, str]:
    """The names in the tables of columns that pass through; a name that is taken gets the prefix *source_*.

    Names that differ only in capitals count as the same, as they do in databases.
    """
    names, taken = {}, {"", *ARTICLES, *FAILURES}
    for column in extras:
        name = replace_surrogates(column)
        while name.casefold() in taken:
            name = f"source_{name}"
        taken.add(name.casefold())
        names[column] = name
    return names


def tabulate(
    items: Sequence[Item], outcomes: Iterable[Reading | Failure], extras: Sequence[str] = ()
) -> dict[str, pa.Table]:
    """The tables of some articles, with rows in the order of the articles.

    Args:
        items: the articles.
        outcomes: the reading or failure of each.
        extras: the other columns of the source, which pass through.
    """
    named = name_extras(extras)
    rows: dict[str, list[dict[str, Any]]] = {"articles": [], "names": [], "failures": []}
    readings: dict[str, Reading] = {}
    for item, outcome in zip(items, outcomes, strict=True):
        known = _describe_item(item, named)
        if isinstance(outcome, Failure):
            rows["failures"].append(known | {"error": outcome.error, "remedy": outcome.remedy})
        else:
            rows["articles"].append(known | summarise_reading(outcome))
            body = "\n\n".join(outcome.paragraphs["text"])
            rows["names"] += [{"article": item.name} | row for row in list_names(body, item.outlet or "")]
            readings[item.name] = outcome
    tables = {name: _gather(rows[name], list_columns(name, extras)) for name in rows}
    for name in ("paragraphs", "sentences", "dates", "quotes", "events"):
        tables[name] = _stack({article: getattr(reading, name) for article, reading in readings.items()}, name)
    return {name: tables[name] for name in COLUMNS}


def _describe_item(item: Item, named: Mapping[str, str]) -> dict[str, Any]:
    """The cells of an article that are known before it is read; `named` has the names of columns that pass through."""
    known = {"article": item.name, "file": item.place, "outlet": item.outlet, "url": item.url}
    return known | {named[column]: value for column, value in item.extras}


def summarise_reading(reading: Reading) -> dict[str, Any]:
    """The row of a reading in the table `articles`."""
    article, paragraphs = reading.article, reading.paragraphs
    columns = ("words", "events", "events_background", "escalation", "text")
    words, events, background, escalation, texts = (paragraphs[column].tolist() for column in columns)
    current = sum(events)
    return {
        "published": article.published,
        "headline": article.headline,
        "kind": find_kind(reading),
        "text": article.text,
        "paragraphs": len(paragraphs),
        "words": sum(words),
        **{name: _mean(paragraphs[name].tolist()) for name in MEANS},
        "escalation": fsum(score * n for score, n in zip(escalation, events, strict=True) if n) / current
        if current
        else None,
        "events": current,
        "events_background": sum(background),
        "quotes": len(reading.quotes),
        "signature": sign("\n".join(texts)),
    }


def _mean(scores: Iterable[float]) -> float | None:
    known = [score for score in scores if not math.isnan(score)]
    return fmean(known) if known else None


def _gather(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> pa.Table:
    """Rows as a table."""
    return pa.table({name: _make_array([row.get(name) for row in rows], ARROW[kind]) for name, kind in columns.items()})


def _stack(frames: Mapping[str, pd.DataFrame], name: str) -> pa.Table:
    """One table from the tables of several articles; quotes also get the tone of their words."""
    if not frames:
        return _gather([], COLUMNS[name])
    table = pd.concat(frames.values(), ignore_index=True)
    table["article"] = [article for article, frame in frames.items() for _ in range(len(frame))]
    if name == "quotes":
        table[list(SCORES)] = score_tone(table["text"])
    return pa.table({column: _make_array(table[column].array, ARROW[kind]) for column, kind in COLUMNS[name].items()})


def _make_array(cells: Any, kind: pa.DataType) -> pa.Array:  # noqa: ANN401
    """Cells, as a list or a pandas array, as an Arrow array; a missing cell is null."""
    if kind == pa.date32() and not isinstance(cells, list):
        return pa.array(cells, pa.timestamp("s"), from_pandas=True).cast(kind)
    try:
        return pa.array(cells, kind, from_pandas=True)
    except UnicodeEncodeError:  # a lone surrogate
        return pa.array([replace_surrogates(cell) if isinstance(cell, str) else None for cell in cells], kind)


def join_tables(
    parts: Sequence[Mapping[str, pa.Table]], items: Sequence[Item], extras: Sequence[str] = ()
) -> dict[str, pa.Table]:
    """Tables joined: the rows are in the order of the items, and `file` is where the items are now."""
    order, places = pa.array([item.name for item in items]), _make_array([item.place for item in items], pa.string())
    joined = {}
    for table in COLUMNS:
        rows = pa.concat_tables([part[table] for part in parts], promote_options="default")
        missing = [name for name in list_columns(table, extras) if name not in rows.column_names]
        for name in missing:  # in rows of an earlier run, when the source did not have the column
            rows = rows.append_column(name, pa.nulls(len(rows), pa.string()))
        rows = rows.select(list(list_columns(table, extras)))
        rows = rows.take(pc.sort_indices(pc.index_in(rows["article"], order)))
        if "file" in rows.column_names:
            found = pc.take(places, pc.index_in(rows["article"], order))
            rows = rows.set_column(rows.column_names.index("file"), "file", found)
        joined[table] = rows
    return joined


def encode_tables(tables: Mapping[str, pa.Table]) -> dict[str, bytes]:
    """Each table as the bytes of a Parquet file; the same table gives the same bytes."""
    return {name: _encode(table) for name, table in tables.items()}


def _encode(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def decode_table(content: bytes) -> pa.Table:
    """The table in the bytes of a Parquet file."""
    return parquet.read_table(io.BytesIO(content))
