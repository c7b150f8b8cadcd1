"""The events in the order in which they happened: the peak, and what came after it.

Here and in the tables a `deed` is one event, however often the article reports it; an `act` is one report.
"""

from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from analysis.reading.reading import Reading, once
from analysis.reading.schema import DEEDS
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GREY,
    GROUND,
    LINE,
    MARGIN,
    MAX_ROWS,
    PALE,
    SMALL,
    WIDE,
    Chart,
    add_panel,
    draw_sentences,
    is_narrow,
    start_chart,
    styled,
    write,
)
from analysis.show.fit import fit_text, measure_text, wrap_text
from analysis.show.prose import Prose
from analysis.show.scales import LABEL, REACH, colour_side, name_sides
from analysis.show.sure import mask_parties
from analysis.story import order
from analysis.story.assess import HALF, assess
from analysis.story.claims import tabulate as tabulate_claims
from analysis.story.evidence import cite_place, clip, name_article, name_how
from analysis.text.wording import agree, count, join, name_days, number, number_of, quote, signed

PEAK_MARGIN = 1.0  # points of escalation: Goldstein's weights within one class of event differ by this much
SHOWN = 3  # days in a sentence
RECENT = 92  # days before the story's present, in which its worst deeds are; what was earlier is of another story
# What was worse may have no such day: so said judges of three of six that were told as the worst
LABEL_DATED = "A conflict with a known day"
EXTRA = ("modality", "known_source", "known_target")  # of a deed, for its chart


class Sides(NamedTuple):
    """The two sides of a deed."""

    source: str | None
    target: str | None
    mutual: bool


class Layout(NamedTuple):
    """Where the parts of a row are, in inches: from the left, below its top, and the room for the words."""

    left: float  # of the bars
    right: float  # room beyond the bars
    row: float  # height
    opening: float  # room above the first row of a moment
    bar: float  # its middle below the top of a row
    when: tuple[float, float, float] | None
    sides: tuple[float, float, float]
    lines: int  # for the moment and the sides
    words: tuple[float, float, float]


PAGE = Layout(
    left=3.35,
    right=2.9,
    row=0.42,
    opening=0.1,
    bar=0.17,
    when=(MARGIN, 0.02, 1.5),
    sides=(1.7, 0.02, 1.6),
    lines=2,
    words=(5.2, 0.02, 2.68),
)
PHONE = Layout(
    left=MARGIN,
    right=MARGIN,
    row=0.9,
    opening=0.3,
    bar=0.29,
    when=(MARGIN, -0.2, 3.36),
    sides=(MARGIN, 0.0, 3.36),
    lines=1,
    words=(MARGIN, 0.45, 3.36),
)


@once
def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per deed that is sure and has a sure day, oldest first. Columns: `schema.DEEDS`.

    Acts of one class between the same two sides at the same moment are one deed. Within a moment, the deed that
    escalates most comes first.
    """
    return make_table(_list_deeds(reading).to_dict("records"), DEEDS)


@once
def _list_deeds(reading: Reading) -> pd.DataFrame:
    """The deeds, each with its `modality`, and its sides where these are `known`."""
    acts = order.tabulate(reading)
    keys = ["moment", "frame", "source", "target", "root", "quad", "side", "mutual"]
    known = mask_parties(acts)
    acts = acts.assign(known_source=known["source"], known_target=known["target"])
    rows = [_join_reports(reports) for _, reports in acts.groupby(keys, dropna=False, sort=False)]
    deeds = pd.DataFrame(rows, columns=list(dict.fromkeys([*DEEDS, *EXTRA])))
    order_by = ["moment", "escalation", "start"]
    return deeds.sort_values(order_by, ascending=[True, False, True], kind="stable", ignore_index=True)


def _join_reports(reports: pd.DataFrame) -> dict[str, Any]:
    """A deed of its reports: its place is that of the first; it is asserted if one of them is."""
    asserted = reports["modality"] == "asserted"
    return (
        reports.iloc[0].to_dict()
        | {
            "escalation": reports["escalation"].mean(),
            "events": len(reports),
            "asserted": int(asserted.sum()),
            "paragraphs": ", ".join(f"¶{p}" for p in dict.fromkeys(reports["paragraph"])),
            "modality": "asserted" if asserted.any() else reports["modality"].iloc[0],
        }
        | {column: next(iter(reports[column].dropna()), None) for column in ("known_source", "known_target")}
    )


@once
def find_peak(reading: Reading) -> pd.DataFrame:
    """The worst claims of conflict in deeds that are sure, told as facts and dated to one sure day, each deed once."""
    claims = tabulate_claims(reading)
    dated = claims["first_day"].notna() & (claims["first_day"] == claims["last_day"])
    if reading.now is not None:
        dated &= (reading.now - claims["first_day"]).dt.days <= RECENT
    deeds = (claims["modality"] == "asserted") & (claims["quad"] == "Mconf")
    dated &= (claims["frame"] == "current") | _has_party_of_now(reading, claims)
    sure = claims[dated & deeds & claims["sure"]]
    told = deeds & (claims["confidence"].fillna(1.0) >= HALF)
    most = sure["escalation"].max()
    if most < claims["escalation"][told].max() - PEAK_MARGIN:  # what was worse has no sure day
        return sure.head(0)
    worst = sure["root"].isin(sure["root"][sure["escalation"] == most]) & (sure["escalation"] >= most - PEAK_MARGIN)
    same = ["first_day", "root", "source", "target"]
    ranked = sure[worst].assign(said=sure["attributed_to"].notna(), doubt=-sure["confidence"].fillna(1.0))
    ranked = ranked.sort_values(["first_day", "said", "doubt"], kind="stable")
    return ranked.drop(columns=["said", "doubt"]).drop_duplicates(same)


def _has_party_of_now(reading: Reading, claims: pd.DataFrame) -> pd.Series:
    """Whether one side of each deed acts or is acted on in the story's present; else it is of another story."""
    current = assess(reading).current
    now = {*current["source"].dropna(), *current["target"].dropna()}
    return claims["source"].isin(now) | claims["target"].isin(now)


def describe(reading: Reading) -> Prose:
    """The days of the worst deeds that have one, with the article's words; several of one day are told as several."""
    peak = find_peak(reading)
    if peak.empty:
        return Prose()
    groups = peak.groupby("first_day", sort=True)
    days = [f"on {name_days(day, day)}, {join(_cite(reading, deeds))}" for day, deeds in groups]
    more = [f"and {count(len(days) - SHOWN, 'more day')} of that weight"] if len(days) > SHOWN else []
    return Prose([f"{LABEL_DATED}: {'; '.join([*days[:SHOWN], *more])}."])


def _cite(reading: Reading, deeds: pd.DataFrame) -> list[str]:
    """The words of the deeds of a day with their paragraphs; the same words once."""
    return list(dict.fromkeys(cite_place(reading, deed) for deed in deeds.itertuples()))[:SHOWN]


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """The deeds in the order in which they happened, one row per deed.

    A day has as many rows as it has deeds, and a gap between days has none, so crowded and quiet days are equally easy
    to read. A bar is solid if the story asserts the deed; else it is hollow, and words say why.
    """
    deeds, lack = _list_deeds(reading), order.explain_lack(reading)
    title = "Who did what to whom, oldest first"
    if lack:
        return draw_sentences("No days", name_article(reading), width, [lack])
    shown = _choose(deeds, MAX_ROWS // (2 if is_narrow(width) else 1))
    rest = len(deeds) - len(shown)
    layout = PHONE if is_narrow(width) else PAGE
    rows = _place_rows(shown, layout)
    bottom = MARGIN + (LINE if rest else 0)
    chart = start_chart(title, name_article(reading), width, bottom + 0.25 + rows[-1])
    chart.numbers = tabulate(reading)
    chart.alt = (
        f"Bars of {count(len(shown), 'event')} whose time is sure, oldest first, from −10 (cooperation) to +10 "
        f"(conflict). {title}. "
        f"{_describe_scale(shown)}"
    )
    axes = add_panel(chart, layout.left, bottom, width - layout.right, bottom + rows[-1])
    axes.set_ylim(rows[-1], 0)
    _draw_bars(axes, shown, rows, layout)
    for y, new, deed in zip(rows, shown["when"] != shown["when"].shift(), shown.itertuples(), strict=False):
        _write_deed(chart, reading, deed, bottom + rows[-1] - y, layout if new else layout._replace(when=None))
    if rest:
        write(chart, MARGIN, 0.08, f"{capitalise(count(rest, 'weaker event'))} not shown.", color=GREY)
    return chart


def _describe_scale(deeds: pd.DataFrame) -> str:
    conflict, hollow = int((deeds["side"] == "conflict").sum()), int((~_find_solid(deeds)).sum())
    unsure = f"; {number(hollow)} {agree(hollow, 'are')} not told as done" if hollow else ""
    return f"{capitalise(number_of(conflict))} of {number(len(deeds))} {agree(conflict, 'are')} conflict{unsure}."


def _choose(deeds: pd.DataFrame, most: int) -> pd.DataFrame:
    """The deeds with the largest escalation, as many as fit, in their order."""
    kept = deeds["escalation"].abs().sort_values(ascending=False, kind="stable").index[:most]
    return deeds.loc[sorted(kept)]


def _find_solid(deeds: pd.DataFrame) -> pd.Series:
    return deeds["asserted"] > 0


def _place_rows(deeds: pd.DataFrame, layout: Layout) -> list[float]:
    """How far below the top each row begins, in inches, and where the last one ends."""
    rows, y = [], 0.0
    for new in deeds["when"] != deeds["when"].shift():
        y += layout.opening if new else 0.0
        rows.append(y)
        y += layout.row
    return [*rows, y]


def _draw_bars(axes: Axes, deeds: pd.DataFrame, rows: list[float], layout: Layout) -> None:
    """Draws the bars, solid or hollow, each with its figure on the other side of zero, and a line above each moment."""
    middles = [y + layout.bar for y in rows[:-1]]
    colours = [colour_side(escalation) for escalation in deeds["escalation"]]
    faces = [colour if sure else GROUND for colour, sure in zip(colours, _find_solid(deeds), strict=True)]
    axes.barh(middles, deeds["escalation"], 0.17, color=faces, edgecolor=colours, linewidth=1.2, zorder=2)
    for y, escalation in zip(middles, deeds["escalation"], strict=True):
        side, ha = (-0.5, "right") if escalation > 0 else (0.5, "left")
        axes.text(side, y, signed(escalation, 1), ha=ha, va="center", fontsize=SMALL, bbox=LABEL, zorder=4)
    across = blended_transform_factory(axes.figure.transFigure, axes.transData)
    edge = MARGIN / axes.figure.get_figwidth()
    new = (deeds["when"] != deeds["when"].shift()).tolist()[1:]
    lines = [y - layout.opening + 0.05 for y, opens in zip(rows[1:-1], new, strict=True) if opens]
    axes.hlines(lines, edge, 1 - edge, transform=across, color=PALE, linewidth=1, clip_on=False)
    axes.vlines([0] * len(middles), *([y + side for y in middles] for side in (-0.14, 0.14)), color=GREY, linewidth=1)
    axes.set_xlim(-REACH - 0.2, REACH + 0.2)
    axes.set_axis_off()
    for x, ha, text, side in ((0, "left", "← cooperation", "cooperation"), (1, "right", "conflict →", "conflict")):
        at = {"transform": axes.transAxes, "va": "bottom", "fontsize": SMALL, "ha": ha, "color": COLOURS[side]}
        axes.text(x, 1 + 0.06 / rows[-1], text, **at)


def _write_deed(chart: Chart, reading: Reading, deed: Any, top: float, layout: Layout) -> None:  # noqa: ANN401
    """Writes the moment of a deed, its two sides, its words, where it is reported, and what it is if not asserted."""
    if layout.when:
        x, y, room = layout.when
        for line, text in enumerate(wrap_text(deed.when, room, SMALL, True, layout.lines)):
            write(chart, x, top - y - LINE * line, text, fontweight="bold", va="top")
    x, y, room = layout.sides
    sides = name_sides(Sides(deed.known_source, deed.known_target, deed.mutual))
    for line, text in enumerate(wrap_text(sides, room, SMALL, most=layout.lines)):
        write(chart, x, top - y - LINE * line, text, va="top")
    x, y, room = layout.words
    write(chart, x, top - y, _fit_words(reading, deed, room), va="top")
    why = filter(None, [name_how(deed)])
    places = fit_text(deed.paragraphs, room / 2, SMALL)
    write(chart, x, top - y - LINE, fit_text(", ".join([places, *why]), room, SMALL), color=GREY, va="top")


def _fit_words(reading: Reading, deed: Any, room: float) -> str:  # noqa: ANN401
    """The words of a deed in quotation marks, as many as fit into a width in inches."""
    length = 60
    words = quote(clip(reading, deed, length), length)
    while measure_text(words, SMALL) > room and length > 5:
        length -= 3
        words = quote(clip(reading, deed, length), length)
    return words
