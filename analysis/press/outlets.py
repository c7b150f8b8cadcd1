"""How each outlet reports the crisis, compared with the others."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.press.collection import Coverage
from analysis.press.schema import OUTLETS
from analysis.press.show import LEFT, name_coverage, set_days, set_escalation
from analysis.reading.reading import once
from analysis.reading.tables import cast_table
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GREY,
    INK,
    LINE,
    MARGIN,
    SMALL,
    WIDE,
    Chart,
    add_key,
    add_panel,
    draw_sentences,
    is_narrow,
    key_height,
    start_chart,
    styled,
    write,
)
from analysis.show.fit import fit_text, measure_text
from analysis.show.prose import Prose
from analysis.statistics import ALPHA, holm, sign_flip_test
from analysis.text.wording import count, number, signed

WITHIN = 2  # days before and after an article, from which other outlets' articles are compared with it
MOST = 6  # outlets in a chart
FEWEST = 6  # articles with a gap that a test needs; with five, no signs are rarer than 2 in 32
COMPARED = ("escalation", "tone")
_MORE = {
    "escalation": ("reports more conflict", "reports less conflict"),
    "tone": ("sounds brighter", "sounds darker"),
}
_DECIMALS = {"escalation": 1, "tone": 2}
NAMES, GAPS = 2.0, 1.9  # inches left of the small charts for names, and right of them for gaps


@once
def tabulate(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row per outlet, the one with the most articles first. Columns: `OUTLETS`.

    An article's gap is its distance to the mean of what other outlets printed at most two days before or after, so an
    outlet does not seem to report more conflict only because it wrote on days with more conflict. Of the versions of a
    story, only the first counts. The mean gap is tested by random signs (a randomisation test; Edgington and Onghena
    2007), with p = (1 + draws that reach it) / (1 + draws), adjusted for the number of outlets tested (Holm 1979).
    """
    articles = coverage.articles
    acts = coverage.events[["article", "side"]][coverage.events["frame"] == "current"]
    acts = acts.join(articles.set_index("article")["outlet"], on="article")
    sides = {side: own["outlet"].value_counts() for side, own in acts.groupby("side")}
    firsts = articles["article"] == articles["story"]
    printed = articles.assign(copy=~firsts).groupby("outlet", sort=True)
    table = printed.agg(articles=("article", "size"), copies=("copy", "sum"), **{m: (m, "mean") for m in COMPARED})
    for side in ("cooperation", "conflict"):
        table[side] = sides[side].reindex(table.index, fill_value=0) if side in sides else 0
    for measure in COMPARED:
        gaps = find_gaps(articles[firsts], measure).dropna().groupby(articles["outlet"])
        tested = {outlet: sign_flip_test(own.to_numpy(), shuffles, seed) for outlet, own in gaps if len(own) >= FEWEST}
        table[f"{measure}_gap"] = gaps.mean().reindex(table.index)
        table[f"{measure}_p"] = holm(pd.Series(tested, dtype=float)).reindex(table.index)
    return cast_table(table.sort_values("articles", ascending=False, kind="stable").reset_index(), OUTLETS)


def find_gaps(articles: pd.DataFrame, measure: str) -> pd.Series:
    """The distance of each article to the mean of other outlets' articles on the days around it; NaN without any."""
    known = articles.dropna(subset=[measure, "published"])
    all_of = known.groupby("published")[measure].agg(["sum", "count"])
    own_of = known.groupby(["outlet", "published"])[measure].agg(["sum", "count"])
    others = np.zeros((len(known), 2))
    for shift in range(-WITHIN, WITHIN + 1):
        days = known["published"] + pd.Timedelta(days=shift)
        places = pd.MultiIndex.from_arrays([known["outlet"], days])
        others += all_of.reindex(days).fillna(0).to_numpy() - own_of.reindex(places).fillna(0).to_numpy()
    total, number = others.T
    mean = np.divide(total, number, out=np.full(len(known), np.nan), where=number > 0)
    return (known[measure] - mean).reindex(articles.index)


def describe(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> Prose:
    """Which outlets differ from the others on the same days by more than chance; nothing if there is only one."""
    outlets = tabulate(coverage, shuffles, seed)
    if len(outlets) < 2:
        return Prose()
    return Prose([sentence for measure in _MORE for sentence in _describe_gaps(outlets, measure)])


def _describe_gaps(outlets: pd.DataFrame, measure: str) -> list[str]:
    """Which outlets differ in a measure by more than chance, if any."""
    tested = outlets.dropna(subset=f"{measure}_p")
    few = len(outlets) - len(tested)
    rest = f"; {number(few)} {'has' if few == 1 else 'have'} too few articles to test" if few else ""
    if tested.empty:
        return [f"No outlet has enough articles to test whether it differs in {measure}."]
    sure = tested[tested[f"{measure}_p"] <= ALPHA]
    if sure.empty:
        which = (
            "the one outlet that could be tested does not differ"
            if len(tested) == 1
            else (f"none of the {number(len(tested))} outlets that could be tested differs")
        )
        widest = tested.loc[tested[f"{measure}_gap"].abs().idxmax()]
        gap = f"{widest['outlet']}, {_name_gap(widest, measure)}"
        return [f"In {measure}, {which} by more than chance from what others print on the same days ({gap}){rest}."]
    return [
        f"{capitalise(row['outlet'])} {_MORE[measure][int(row[f'{measure}_gap'] < 0)]} than others on the same days "
        f"({_name_gap(row, measure)})."
        for _, row in sure.iterrows()
    ]


def _name_gap(row: pd.Series, measure: str) -> str:
    return f"{signed(row[f'{measure}_gap'], _DECIMALS[measure])}, p = {row[f'{measure}_p']:.3f}"


def find_finding(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> str:
    """The outlet that reports most more, or less, conflict than others by more than chance; "" if none does."""
    outlets = tabulate(coverage, shuffles, seed)
    sure = outlets[outlets["escalation_p"] <= ALPHA]
    if sure.empty:
        return ""
    widest = sure.loc[sure["escalation_gap"].abs().idxmax()]
    return f"{capitalise(widest['outlet'])} {_MORE['escalation'][int(widest['escalation_gap'] < 0)]} than others"


@styled
def draw(coverage: Coverage, shuffles: int = 999, seed: int = 1, width: float = WIDE) -> Chart:
    """Each outlet's articles by day of publication and escalation, with the mean of all other outlets in grey.

    With one outlet alone there is nothing to compare, and the chart is empty.
    """
    outlets = tabulate(coverage, shuffles, seed)
    if len(outlets) < 2:
        return Chart(figsize=(width, LINE))
    shown, narrow = outlets.head(MOST), is_narrow(width)
    articles = coverage.articles.dropna(subset=["published", "escalation"])
    if articles.empty:
        return draw_sentences(
            "No dated article", name_coverage(coverage), width, ["No dated article reports a current event."]
        )
    title = find_finding(coverage, shuffles, seed) or "Outlet by outlet: how far each article escalates"
    key, rest, row = _list_key(), len(outlets) - len(shown), 1.85 if narrow else 1.25
    bottom = key_height(key, width) + (LINE if rest else 0) + 0.4
    chart = start_chart(title, name_coverage(coverage), width, bottom + row * len(shown))
    chart.numbers = outlets
    chart.alt = f"Small charts of {count(len(shown), 'outlet')}, a dot an article, by day and escalation. {title}."
    left, right = (LEFT, width - MARGIN) if narrow else (NAMES + LEFT, width - GAPS)
    for place, outlet in enumerate(shown.itertuples()):
        low = bottom + row * (len(shown) - 1 - place)
        axes = add_panel(chart, left, low + 0.05, right, low + 1.1)
        _draw_articles(axes, articles, outlet.outlet)
        set_days(axes, articles["published"], 3 if narrow else 5)
        axes.tick_params(labelbottom=place == len(shown) - 1)
        _name_outlet(chart, outlet, low)
    if rest:
        note = f"{capitalise(count(rest, 'outlet'))} with fewer articles not shown."
        write(chart, MARGIN, key_height(key, width) + 0.03, note, color=GREY)
    add_key(chart, key, width)
    return chart


def _draw_articles(axes: Axes, articles: pd.DataFrame, outlet: str) -> None:
    """Draws an outlet's articles, the line of their daily means, and the daily means of all other outlets."""
    own, others = articles[articles["outlet"] == outlet], articles[articles["outlet"] != outlet]
    around, means = (part.groupby("published")["escalation"].mean() for part in (others, own))
    axes.scatter(around.index, around, s=16, color=GREY, linewidths=0, zorder=2)
    axes.plot(means.index, means, color=INK, linewidth=1.4, zorder=3)
    colours = [COLOURS["conflict" if value > 0 else "cooperation"] for value in own["escalation"]]
    axes.scatter(own["published"], own["escalation"], s=44, c=colours, edgecolors=INK, linewidths=0.7, zorder=4)
    axes.axhline(0, color=GREY, linewidth=1, zorder=1)
    set_escalation(axes)


def _list_key() -> list[Artist]:
    dot = {"marker": "o", "linestyle": "", "markeredgecolor": INK, "markeredgewidth": 0.7}
    sides = [Line2D([], [], markerfacecolor=COLOURS[side], label=side, **dot) for side in ("conflict", "cooperation")]
    others = Line2D([], [], marker="o", linestyle="", color=GREY, markersize=4, label="others, mean of the day")
    return [*sides, others]


def _name_outlet(chart: Chart, outlet: Any, low: float) -> None:  # noqa: ANN401
    """Writes an outlet's name, articles and gaps next to its small chart, or above it on a phone."""
    copies = f", {count(outlet.copies, 'copy', 'copies')}" if outlet.copies else ""
    size = f"{count(outlet.articles, 'article')}{copies}"
    gaps = [
        f"{measure} {signed(gap, decimals)}{'' if np.isnan(p) else f' (p = {p:.2f})'}"
        for measure, gap, p, decimals in (
            ("escalation", outlet.escalation_gap, outlet.escalation_p, 1),
            ("tone", outlet.tone_gap, outlet.tone_p, 2),
        )
        if not np.isnan(gap)
    ]
    width = chart.get_figwidth()
    if is_narrow(width):
        name = fit_text(outlet.outlet, width - 2 * MARGIN - measure_text(size, SMALL) - 0.1, SMALL, True)
        write(chart, MARGIN, low + 1.5, name, fontweight="bold")
        write(chart, width - MARGIN, low + 1.5, size, color=GREY, ha="right")
        gap = f"gap: {', '.join(gaps)}" if gaps else ""
        write(chart, MARGIN, low + 1.3, fit_text(gap, width - 2 * MARGIN, SMALL), color=GREY)
        return
    write(chart, MARGIN, low + 0.65, fit_text(outlet.outlet, NAMES, SMALL, True), fontweight="bold")
    write(chart, MARGIN, low + 0.45, fit_text(size, NAMES, SMALL), color=GREY)
    for place, gap in enumerate(["gap to others:", *gaps] if gaps else []):
        look = {} if place else {"color": GREY}
        write(chart, width - GAPS + 0.1, low + 0.8 - 0.2 * place, gap, **look)
