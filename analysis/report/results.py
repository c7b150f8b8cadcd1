"""The results of a notebook: tables as CSV, charts as PNG and SVG, and a summary of the key figures as JSON."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.reading.tone.measures import MEASURES
from analysis.report.folder import COMPARED
from analysis.text.files import write_file

if TYPE_CHECKING:
    import pandas as pd

    from analysis.press.collection import Coverage
    from analysis.reading.reading import Reading
    from analysis.show.chart import Chart
    from analysis.story.arc import Arc
    from analysis.versions.align import Comparison

TABLES = ("blocks", "paragraphs", "sentences", "words", "mentions", "quotes", "dates", "events", "corrections")
VERSIONS = ("crisis-arc", "matplotlib", "numpy", "pandas", "spacy", "textblob", "vaderSentiment")

_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r]")


def write_results(
    output: str | Path,
    reading: "Reading",
    charts: Mapping[str, "Chart"],
    smoothing: int = 3,
    shuffles: int = 999,
    seed: int = 1,
) -> None:
    """Writes `figures/`, `tables/` and `summary.json` of a reading into a folder; nothing if `output` is "".

    The same reading, charts and settings give the same bytes. In the tables, text that a spreadsheet would read as a
    formula gets an apostrophe before it.
    """
    if not output:
        return
    from analysis.story import arc, caution, peak, sides, stand, voices

    tables = {name: getattr(reading, name) for name in TABLES}
    tables |= {"cautions": caution.tabulate(reading)}
    tables |= {"stand": stand.tabulate(reading), "deeds": peak.tabulate(reading), "pairs": sides.tabulate(reading)}
    tables |= {"voices": voices.tabulate(reading), "stances": voices.tabulate_stances(reading)}
    arcs = {measure: arc.trace(reading, measure, smoothing, shuffles, seed) for measure in ("escalation", *MEASURES)}
    tables |= {f"arc_{name}": line.table for name, line in arcs.items()}
    _write_summary(output, summarise_reading(reading, smoothing, shuffles, seed))  # first: it marks the folder as ours
    write_files(output, tables, charts)


def write_coverage_results(
    output: str | Path,
    coverage: "Coverage",
    charts: Mapping[str, "Chart"],
    smoothing: int = 3,
    shuffles: int = 999,
    seed: int = 1,
    most: int = 0,
    first: str = "",
    last: str = "",
) -> None:
    """Writes `figures/`, `tables/*.csv` and `summary.json` of a coverage into a folder; nothing if `output` is "".

    The folder may be that of the coverage itself. The last three arguments are those of `timeline.tabulate`.
    """
    if not output:
        return
    from analysis.press import copies, days, deeds, outlets, parties, phases, sidesfile, timeline, toll, voices

    span = most, first, last
    course = days.trace(coverage, smoothing, shuffles, seed)
    tables = {"days": days.tabulate(coverage, shuffles, seed), "deeds": deeds.tabulate(coverage)}
    tables |= {"outlets": outlets.tabulate(coverage, shuffles, seed), "copies": copies.tabulate(coverage)}
    tables |= {"timeline": timeline.tabulate(coverage, *span), "telling": timeline.tabulate_telling(coverage, *span)}
    tables |= {"phases": phases.tabulate(coverage, shuffles, seed), "sides": parties.tabulate(coverage)}
    tables |= {"left_out": coverage.left_out, "voices": voices.tabulate(coverage)}
    tables |= {"reports": deeds.tabulate_reports(coverage), "toll": toll.tabulate(coverage)}
    tables |= {"failures": coverage.failures.drop(columns="partition")}
    tables["course"] = course.table.assign(paragraph=tables["days"]["day"]).rename(columns={"paragraph": "day"})
    _write_summary(output, summarise_coverage(coverage, smoothing, shuffles, seed, span))
    sidesfile.write_proposal(output, coverage.sides)
    write_files(output, tables, charts)


def write_comparison(output: str | Path, comparison: "Comparison") -> Path:
    """Writes `comparison.html`, `figures/` and `tables/` into a folder, and returns the path of the page."""
    from analysis.versions.chart import draw
    from analysis.versions.page import render_comparison

    page = Path(output) / COMPARED
    write_file(page, render_comparison(comparison).encode("utf-8", "replace"))
    tables = {"comparison": comparison.paragraphs, "shifts": comparison.shifts}
    tables |= {"lost": comparison.lost, "gained": comparison.gained}
    write_files(output, tables, {"comparison": draw(comparison)})
    return page


def _write_summary(output: str | Path, summary: Mapping[str, Any]) -> None:
    text = json.dumps(summary, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    write_file(Path(output) / "summary.json", text.encode("utf-8", "replace"))


def write_files(output: str | Path, tables: Mapping[str, "pd.DataFrame"], charts: Mapping[str, "Chart"]) -> None:
    """Writes each table as CSV to `tables/` and each chart to `figures/`; nothing if `output` is "".

    A chart becomes a PNG, an SVG, if it has them an SVG for a phone (`arc-narrow.svg`) and a CSV of its numbers.
    """
    if not output:
        return
    for name, chart in charts.items():
        for file, data in _render_chart(name, chart):
            write_file(Path(output) / "figures" / file, data)
    for name, table in tables.items():
        write_file(Path(output) / "tables" / f"{name}.csv", _write_csv(table))


def _render_chart(name: str, chart: "Chart") -> Iterator[tuple[str, bytes]]:
    for kind in ("png", "svg"):
        yield f"{name}.{kind}", chart.render(kind)
    if chart.narrow is not None:
        yield f"{name}-narrow.svg", chart.narrow.render("svg")
    if chart.numbers is not None:
        yield f"{name}.csv", _write_csv(chart.numbers)


def summarise_coverage(
    coverage: "Coverage",
    smoothing: int = 3,
    shuffles: int = 999,
    seed: int = 1,
    span: tuple[int, str, str] = (0, "", ""),
) -> dict[str, Any]:
    """The versions, parameters and key figures of a coverage, ready for JSON; an unknown value is None."""
    from analysis.press import days, peaks, phases, timeline

    table = days.tabulate(coverage, shuffles, seed)
    course = days.trace(coverage, smoothing, shuffles, seed)
    high = peaks.list_peaks(table)
    figures = ["day", "conflict", "articles", "steady"]
    dated = timeline.tabulate(coverage, *span)
    shown = dated[dated["shown"]].sort_values("day")
    return {
        "versions": {name: version(name) for name in VERSIONS},
        "parameters": {
            "focus": "-".join(coverage.focus),
            **dict(zip(("days", "from_day", "to_day"), span, strict=True)),
            "smoothing": smoothing,
            "shuffles": shuffles,
            "seed": seed,
        },
        "coverage": _count_articles(coverage),
        "verdict": str(phases.describe_verdict(coverage, shuffles, seed)),
        "timeline": [
            {"day": f"{day:%Y-%m-%d}", "weight": weight, "text": text}
            for day, weight, text in shown[["day", "weight", "text"]].itertuples(index=False)
        ],
        "peaks": [
            {"day": f"{day:%Y-%m-%d}", "conflict": conflict, "articles": int(articles), "steady": steady}
            for day, conflict, articles, steady in high[figures].itertuples(index=False)
        ],
        "p_value": _number(course.p_value),
        "beyond_chance": course.beyond_chance,
    }


def _count_articles(coverage: "Coverage") -> dict[str, Any]:
    articles = coverage.articles
    published = articles["published"].dropna()
    return {
        "articles": len(articles),
        "outlets": int(articles["outlet"].nunique()),
        "stories": int(articles["story"].nunique()),
        "failures": len(coverage.failures),
        "left_out": len(coverage.left_out),
        "first_published": f"{published.min():%Y-%m-%d}" if len(published) else None,
        "last_published": f"{published.max():%Y-%m-%d}" if len(published) else None,
        "words": int(articles["words"].sum()),
        "acts": len(coverage.events),
        "quotes": len(coverage.quotes),
    }


def summarise_reading(reading: "Reading", smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> dict[str, Any]:
    """The versions, parameters and key figures of a reading, ready for JSON; an unknown value is None."""
    from analysis.reading.overrule import CHANGED
    from analysis.story import arc, caution, measures, stand, summary, sureness

    article, settings = reading.article, (smoothing, shuffles, seed)
    arcs = {measure: arc.trace(reading, measure, *settings) for measure in ("escalation", *MEASURES)}
    return {
        "versions": {name: version(name) for name in VERSIONS},
        "parameters": {
            "article": Path(article.source).name,
            "published": article.published and article.published.isoformat(),
            "focus": "-".join(reading.focus),
            "smoothing": smoothing,
            "shuffles": shuffles,
            "seed": seed,
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
            "events": len(reading.acts),
            "corrected_by_hand": int((reading.corrections["outcome"] == CHANGED).sum()),
        },
        "verdict": str(stand.describe(reading)),
        "sureness": {"level": sureness.grade(reading), "reasons": list(sureness.describe(reading, *settings))},
        "cautions": _list_rows(caution.tabulate(reading)),
        "crisis": _summarise_crisis(reading),
        "arcs": {name: _summarise_arc(line) for name, line in arcs.items()},
        "paragraphs_where_signs_differ": sorted(int(p) for p in measures.tabulate(reading)["paragraph"]),
        "in_short": str(summary.describe(reading)),
    }


def _summarise_crisis(reading: "Reading") -> dict[str, Any]:
    from analysis.story import peak, sides
    from analysis.story.assess import assess
    from analysis.story.lean import find_lean

    crisis, worst = assess(reading), peak.find_peak(reading)
    return {
        "now": crisis.now and f"{crisis.now:%Y-%m-%d}",
        "events": len(crisis.acts),
        "current_events": len(crisis.current),
        "current_events_that_ease": crisis.easing,
        "current_events_that_escalate": crisis.escalating,
        "current_escalation": _number(crisis.escalation),
        "lean": find_lean(reading),
        "p_value": _number(crisis.p_value),
        "peak_days": [f"{day:%Y-%m-%d}" for day in worst["first_day"].drop_duplicates()],
        "pairs": sides.tabulate(reading).astype(object).to_dict("records"),
    }


def _list_rows(table: "pd.DataFrame") -> list[dict[str, Any]]:
    """The rows of a table of texts, ready for JSON; a missing text is None."""
    return table.astype(object).where(table.notna(), None).to_dict("records")


def _number(figure: float) -> float | None:
    return None if math.isnan(figure) else figure


def _summarise_arc(arc: "Arc") -> dict[str, Any]:
    def point(mark: str, column: str) -> list[dict[str, Any]]:
        rows = arc.table[arc.table[mark].notna()]
        return [{mark: r[mark], "paragraph": int(r["paragraph"]), column: r[column]} for _, r in rows.iterrows()]

    mean = float(arc.table["value"].mean())
    return {
        "scored_paragraphs": arc.scored,
        "mean": _number(mean),
        "extremes": point("extreme", "value"),
        "p_value": _number(arc.p_value),
        "beyond_chance": arc.beyond_chance,
        "turning_points": point("turning", "smoothed"),
    }


def _write_csv(table: "pd.DataFrame") -> bytes:
    safe = table.copy()
    for column in safe.select_dtypes("str"):
        cells = safe[column]
        safe[column] = cells.mask(cells.str.contains(_FORMULA).fillna(False).astype(bool), "'" + cells)
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8", "replace")
