"""How each outlet reports the crisis, compared with the others."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.press.collection import Coverage
from analysis.press.show import name_coverage, set_days, set_escalation
from analysis.reading.reading import once
from analysis.reading.schema import OUTLETS
from analysis.reading.tables import cast_table
from analysis.show.acts import capitalise
from analysis.show.chart import COLOURS, GREY, INK, WIDE, Chart, put_title, styled, write_sentences
from analysis.show.prose import Prose
from analysis.statistics import ALPHA, holm, sign_flip_test
from analysis.text.wording import count, number, shorten, signed

WITHIN = 2  # days before and after an article, from which other outlets' articles are compared with it
MOST = 6  # outlets in a chart
FEWEST = 6  # articles with a gap that a test needs; with five, no signs are rarer than 2 in 32
COMPARED = ("escalation", "tone")
_MORE = {
    "escalation": ("tells of more conflict", "tells of less conflict"),
    "tone": ("sounds brighter", "sounds darker"),
}
_DECIMALS = {"escalation": 1, "tone": 2}
OTHERS = "#a8a8a8"


@once
def tabulate(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> pd.DataFrame:
    """One row per outlet, the one with the most articles first. Columns: `OUTLETS`.

    An article's gap is its distance to the mean of what other outlets printed at most two days before or after, so an
    outlet does not seem to report more conflict only because it wrote on days with more conflict. Of the versions of a
    story, only the first counts. The mean gap is tested by random signs (a randomisation test; Edgington and Onghena
    2007), with p = (1 + draws that reach it) / (1 + draws), adjusted for the number of outlets tested (Holm 1979).
    """
    articles = coverage.articles
    current = coverage.events[coverage.events["frame"] == "current"]
    acts = current.join(articles.set_index("article")["outlet"], on="article")
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
    """Which outlets differ from the others on the same days by more than chance."""
    outlets = tabulate(coverage, shuffles, seed)
    if len(outlets) < 2:
        return Prose(["There is only one outlet, so there is nothing to compare."])
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


@styled
def draw(coverage: Coverage, shuffles: int = 999, seed: int = 1, width: float = WIDE) -> Chart:
    """Each outlet's articles by day of publication and escalation, with the mean of all other outlets in grey."""
    outlets = tabulate(coverage, shuffles, seed)
    shown = outlets.head(MOST)
    height = 1.8 + 1.25 * max(len(shown), 1)
    chart = Chart(figsize=(width, height))
    put_title(chart, "Outlet by outlet: how far each article escalates", name_coverage(coverage))
    chart.alt = f"Small charts of each outlet's articles by day and escalation. {describe(coverage, shuffles, seed)}"
    articles = coverage.articles.dropna(subset=["published", "escalation"])
    if articles.empty:
        return write_sentences(chart, ["No dated article reports a current event."])
    for place, outlet in enumerate(shown.itertuples()):
        bottom = (height - 0.85 - 1.25 * (place + 1) + 0.22) / height
        axes = chart.add_axes((0.31, bottom, 0.49, 1.0 / height))
        _draw_articles(axes, articles, outlet.outlet)
        set_days(axes, articles["published"], 6)
        axes.tick_params(labelbottom=place == len(shown) - 1)
        _name_outlet(axes, outlet)
    chart.text(0.82, 1 - 0.87 / height, "gap to others", color=GREY, fontsize=9, va="center")
    chart.legend(handles=_explain_articles(), loc="lower left", bbox_to_anchor=(0.29, 0), ncols=3, borderaxespad=0.2)
    if len(outlets) > len(shown):
        rest = f"{count(len(outlets) - len(shown), 'outlet')} with fewer articles not shown"
        chart.text(0.02, 0.38 / height, rest, color=GREY, fontsize=9)
    return chart


def _draw_articles(axes: Axes, articles: pd.DataFrame, outlet: str) -> None:
    """Draws an outlet's articles, the line of their daily means, and the daily means of all other outlets."""
    own, others = articles[articles["outlet"] == outlet], articles[articles["outlet"] != outlet]
    around, means = (part.groupby("published")["escalation"].mean() for part in (others, own))
    axes.scatter(around.index, around, s=16, color=OTHERS, linewidths=0, zorder=2)
    axes.plot(means.index, means, color=INK, linewidth=1.4, zorder=3)
    colours = [COLOURS["conflict" if value > 0 else "cooperation"] for value in own["escalation"]]
    axes.scatter(own["published"], own["escalation"], s=44, c=colours, edgecolors=INK, linewidths=0.7, zorder=4)
    axes.axhline(0, color=GREY, linewidth=1, zorder=1)
    set_escalation(axes)


def _explain_articles() -> list[Artist]:
    dot = {"marker": "o", "linestyle": "", "markeredgecolor": INK, "markeredgewidth": 0.7}
    sides = [Line2D([], [], markerfacecolor=COLOURS[side], label=side, **dot) for side in ("conflict", "cooperation")]
    others = Line2D([], [], marker="o", linestyle="", color=OTHERS, markersize=4, label="others, mean of the day")
    return [*sides, others]


def _name_outlet(axes: Axes, outlet: Any) -> None:  # noqa: ANN401
    """Writes an outlet's name, articles and gaps next to its small chart."""
    name = shorten(outlet.outlet, 26)
    copies = f", {count(outlet.copies, 'copy', 'copies')}" if outlet.copies else ""
    axes.text(-0.1, 0.62, name, transform=axes.transAxes, ha="right", va="center", fontweight="bold", fontsize=9)
    size = f"{count(outlet.articles, 'article')}{copies}"
    axes.text(-0.1, 0.36, size, transform=axes.transAxes, ha="right", va="center", color=GREY, fontsize=9)
    gaps = [
        f"{measure} {signed(gap, decimals)}{'' if np.isnan(p) else f' (p = {p:.2f})'}"
        for measure, gap, p, decimals in (
            ("esc.", outlet.escalation_gap, outlet.escalation_p, 1),
            ("tone", outlet.tone_gap, outlet.tone_p, 2),
        )
        if not np.isnan(gap)
    ]
    axes.text(1.04, 0.5, "\n".join(gaps), transform=axes.transAxes, va="center", fontsize=9, linespacing=1.5)
