"""What a notebook leaves behind: tables as CSV, charts as PNG and SVG, and a summary of the key figures as JSON."""

import json
import math
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.text.files import write_file

if TYPE_CHECKING:
    import pandas as pd

    from analysis.press.collection import Coverage
    from analysis.reading.reading import Reading
    from analysis.show.chart import Chart
    from analysis.story.arc import Arc

TABLES = ("blocks", "paragraphs", "sentences", "words", "mentions", "quotes", "dates", "events", "corrections")
VERSIONS = ("crisis-arc", "matplotlib", "numpy", "pandas", "spacy", "textblob", "vaderSentiment")

_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r]")


def write_results(
    output: str | Path, reading: "Reading", arcs: Mapping[str, "Arc"], charts: Mapping[str, "Chart"]
) -> None:
    """Writes `figures/`, `tables/` and `summary.json` of a reading into a folder; nothing if `output` is "".

    The same reading, arcs and charts give the same bytes. In the tables, text that a spreadsheet would take for a
    formula has an apostrophe before it.
    """
    if not output:
        return
    from analysis.story.peak import tabulate_days, tabulate_deeds
    from analysis.story.sides import tabulate_dyads
    from analysis.story.voices import tabulate_voices

    tables = {name: getattr(reading, name) for name in TABLES}
    tables["voices"] = tabulate_voices(reading)
    tables |= {"days": tabulate_days(reading.events), "dyads": tabulate_dyads(reading.events)}
    tables["deeds"] = tabulate_deeds(reading)
    tables |= {f"arc_{name}": arc.table for name, arc in arcs.items()}
    write_files(output, tables, charts)
    _write_summary(output, summarise_figures(reading, arcs))


def write_coverage_results(
    output: str | Path,
    coverage: "Coverage",
    course: "Arc",
    tables: Mapping[str, "pd.DataFrame"],
    charts: Mapping[str, "Chart"],
) -> None:
    """Writes `figures/`, `tables/*.csv` and `summary.json` of a coverage into a folder; nothing if `output` is "".

    Args:
        output: the folder, which may be that of the coverage itself.
        coverage: the articles.
        course: the arc over its days.
        tables: to be written, `days` among them.
        charts: to be written.
    """
    if not output:
        return
    line = course.table.assign(paragraph=tables["days"]["day"]).rename(columns={"paragraph": "day"})
    write_files(output, {**tables, "failures": coverage.failures.drop(columns="partition"), "course": line}, charts)
    _write_summary(output, summarise_coverage_figures(coverage, course, tables))


def _write_summary(output: str | Path, summary: Mapping[str, Any]) -> None:
    text = json.dumps(summary, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    write_file(Path(output) / "summary.json", text.encode("utf-8", "replace"))


def write_files(output: str | Path, tables: Mapping[str, "pd.DataFrame"], charts: Mapping[str, "Chart"]) -> None:
    """Writes each table as CSV to `tables/`, each chart as PNG and SVG to `figures/`; nothing if `output` is ""."""
    if not output:
        return
    for name, chart in charts.items():
        for kind in ("png", "svg"):
            write_file(Path(output) / "figures" / f"{name}.{kind}", chart.render(kind))
    for name, table in tables.items():
        write_file(Path(output) / "tables" / f"{name}.csv", _write_csv(table))


def summarise_coverage_figures(
    coverage: "Coverage", course: "Arc", tables: Mapping[str, "pd.DataFrame"]
) -> dict[str, Any]:
    """The versions, parameters and key figures of a coverage, ready for JSON: what is unknown is None."""
    from analysis.story.acts import list_once

    articles, days = coverage.articles, tables["days"]
    peaks = days[days["peak"]].sort_values("conflict", ascending=False, kind="stable")
    published, figures = articles["published"].dropna(), ["day", "conflict", "articles", "steady"]
    return {
        "versions": {name: version(name) for name in VERSIONS},
        "parameters": {
            "focus": "-".join(coverage.focus),
            "smoothing": course.window,
            "shuffles": course.shuffles,
            "seed": course.seed,
        },
        "coverage": {
            "articles": len(articles),
            "outlets": int(articles["outlet"].nunique()),
            "stories": int(articles["story"].nunique()),
            "failures": len(coverage.failures),
            "first_published": f"{published.min():%Y-%m-%d}" if len(published) else None,
            "last_published": f"{published.max():%Y-%m-%d}" if len(published) else None,
            "words": int(articles["words"].sum()),
            "acts": len(list_once(coverage.events)),
            "quotes": len(coverage.quotes),
        },
        "peaks": [
            {"day": f"{day:%Y-%m-%d}", "conflict": conflict, "articles": int(articles), "steady": steady}
            for day, conflict, articles, steady in peaks[figures].itertuples(index=False)
        ],
        "p_value": None if math.isnan(course.p_value) else course.p_value,
        "beyond_chance": course.beyond_chance,
    }


def summarise_figures(reading: "Reading", arcs: Mapping[str, "Arc"]) -> dict[str, Any]:
    """The versions, parameters and key figures of a reading, ready for JSON: what is unknown is None."""
    from analysis.story.summary import summarise
    from analysis.story.tone import find_disagreements

    article, first = reading.article, next(iter(arcs.values()))
    return {
        "versions": {name: version(name) for name in VERSIONS},
        "parameters": {
            "article": Path(article.source).name,
            "published": article.published and article.published.isoformat(),
            "focus": "-".join(reading.focus),
            "smoothing": first.window,
            "shuffles": first.shuffles,
            "seed": first.seed,
        },
        "article": {
            "headline": article.headline,
            "published_evidence": article.published_evidence,
            "paragraphs": len(reading.paragraphs),
            "sentences": len(reading.sentences),
            "words": int(reading.paragraphs["words"].sum()),
            "mentions": len(reading.mentions),
            "quotes": len(reading.quotes),
            "dates": len(reading.dates),
            "events": len(reading.events),
            "corrected_by_hand": len(reading.corrections),
        },
        "crisis": _summarise_crisis(reading),
        "arcs": {name: _summarise_arc(arc) for name, arc in arcs.items()},
        "paragraphs_where_signs_differ": sorted(int(p) for p in find_disagreements(reading.paragraphs)["paragraph"]),
        "in_short": str(summarise(reading, arcs.values())),
    }


def _summarise_crisis(reading: "Reading") -> dict[str, Any]:
    from analysis.story.acts import COOPERATION, get_now, list_acts
    from analysis.story.peak import find_peak, tabulate_deeds
    from analysis.story.sides import tabulate_dyads

    acts, now = list_acts(reading.events), get_now(reading)
    current = acts[acts["frame"] == "current"]
    mean = float(current["escalation"].mean())
    peak = find_peak(tabulate_deeds(reading))["first_day"].drop_duplicates()
    dyads = tabulate_dyads(reading.events)[["source", "target", "cooperation", "conflict", "goldstein"]]
    return {
        "now": now and f"{now:%Y-%m-%d}",
        "events_in_the_body": len(acts),
        "current_events": len(current),
        "current_events_that_ease": int(current["quad"].isin(COOPERATION).sum()),
        "current_escalation": None if math.isnan(mean) else mean,
        "peak_days": [f"{day:%Y-%m-%d}" for day in peak],
        "dyads": dyads.astype(object).to_dict("records"),
    }


def _summarise_arc(arc: "Arc") -> dict[str, Any]:
    def point(mark: str, column: str) -> list[dict[str, Any]]:
        rows = arc.table[arc.table[mark].notna()]
        return [{mark: r[mark], "paragraph": int(r["paragraph"]), column: r[column]} for _, r in rows.iterrows()]

    mean = float(arc.table["value"].mean())
    return {
        "scored_paragraphs": arc.scored,
        "mean": None if math.isnan(mean) else mean,
        "extremes": point("extreme", "value"),
        "p_value": None if math.isnan(arc.p_value) else arc.p_value,
        "beyond_chance": arc.beyond_chance,
        "turning_points": point("turning", "smoothed"),
    }


def _write_csv(table: "pd.DataFrame") -> bytes:
    safe = table.copy()
    for column in safe.select_dtypes("str"):
        cells = safe[column]
        safe[column] = cells.mask(cells.str.contains(_FORMULA).fillna(False).astype(bool), "'" + cells)
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8", "replace")
