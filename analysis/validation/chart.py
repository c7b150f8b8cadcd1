"""Charts of trust: agreement with gold, compared with baselines, other tools and people; and calibration."""

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import blended_transform_factory

from analysis.reading.tone.measures import MEASURES
from analysis.show.chart import (
    COLOURS,
    GREY,
    GROUND,
    INK,
    MARKERS,
    PALE,
    WIDE,
    Chart,
    draw_sentences,
    start_chart,
    styled,
)
from analysis.text.wording import signed
from analysis.validation.text import (
    CONFIDENCES,
    SOURCES,
    describe_certainty,
    describe_confidence,
    describe_figures,
    describe_tone_calibration,
    find_expected,
    name_figure,
)

ROW, HEAD = 0.3, 0.66  # inches: a row, and the title with its source
LOOKS = {  # of the figures compared with ours, by column: each has its own shape
    "baseline_figure": ("a simple baseline", {"marker": "|", "color": GREY, "markersize": 11, "markeredgewidth": 2}),
    "peer_figure": ("the best other tool", {"marker": "X", "color": GREY, "markersize": 8, "markeredgecolor": GROUND}),
    "human": ("one person", {"marker": "D", "color": INK, "markerfacecolor": GROUND, "markersize": 7}),
}
OURS = {"marker": "o", "color": COLOURS["tone"], "markersize": 7}
UNSEEN = OURS | {"markerfacecolor": GROUND, "markersize": 6}
OTHERS = {"TextBlob": "polarity", "VADER": "vader"}  # other tools' measures, by the first word of their names
RATED = 4  # people rate from −4 to +4
READERS = {  # of an event: their name and look
    "both": ("read by both", {"marker": "D", "color": COLOURS["tone"]}),
    "rules": ("by the rules alone", {"marker": "s", "color": COLOURS["vader"]}),
    "learned": ("by the learned coder alone", {"marker": "^", "color": COLOURS["polarity"]}),
}
FEWEST = 10  # rows of a point; what rests on fewer is not drawn
POINT = 16  # square points of the smallest point


@styled
def draw_agreement(agreement: pd.DataFrame, source: str, unread: pd.DataFrame | None = None) -> Chart:
    """Each figure as a dot with its interval, on a scale from 0 to 1, with its baseline, another tool and a person.

    With `unread`, a hollow dot is the figure of the same measure on rows that were not used to write rules.
    """
    rows = agreement[agreement["job"] != "quiet"].reset_index(drop=True)
    if unread is not None:
        expected = find_expected(unread)[["job", "measure", "figure"]].rename(columns={"figure": "expected"})
        rows = rows.merge(expected, "left", on=["job", "measure"])
    headed = len(set(rows["origin"])) > 1  # if so, each origin gets a row for its name
    rows.index += (rows["origin"] != rows["origin"].shift()).cumsum().to_numpy() if headed else 0
    last = rows.index.max() if len(rows) else 0
    height = 2.5 + ROW * last
    title = "How far each measure agrees with people’s annotation"
    if rows.empty:
        return draw_sentences(title, source, WIDE, ["Nothing was measured."])
    chart = start_chart(title, source, WIDE, height - HEAD)
    chart.alt = f"Dot chart of agreement from 0 to 1 with 95 % intervals. {describe_figures(agreement)}"
    axes = chart.add_axes((0.4, 1.3 / height, 0.4, ROW * (last + 1) / height))
    axes.set_ylim(last + 0.5, -0.5)
    axes.set_xlim(min(0, float(rows["figure"].min())), 1.02)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel("agreement (share right, F1 or r)")
    _label_rows(axes, rows)
    chart.legend(
        handles=_draw_dots(axes, rows), loc="lower left", bbox_to_anchor=(0.01, 0.005), ncols=2, borderaxespad=0.2
    )
    return chart


def _label_rows(axes: Axes, rows: pd.DataFrame) -> None:
    """Writes the job, the measure and its number of facts to the left of each row, and the figure to the right."""
    across = blended_transform_factory(axes.figure.transFigure, axes.transData)
    groups = rows["origin"] + rows["job"]
    for y, row in rows.iterrows():
        above = rows["origin"].get(y - 1)
        if above is None and y:
            axes.text(
                0.02, y - 1, f"On {SOURCES[row['origin']]}", transform=across, va="center", color=GREY, fontsize=9
            )
        if groups.get(y - 1) != groups[y]:
            axes.text(0.02, y, row["job"], transform=across, va="center", fontweight="bold", fontsize=9)
            axes.plot((0.02, 0.98), (y - 0.5, y - 0.5), transform=across, color=PALE, linewidth=1, clip_on=False)
        label = f"{row['measure']} ({row['n']:,})"
        axes.text(0.385, y, label, transform=across, ha="right", va="center", fontsize=9)
        axes.text(0.82, y, name_figure(row), transform=across, va="center", fontsize=9)


def _draw_dots(axes: Axes, rows: pd.DataFrame) -> list[Artist]:
    """Draws the intervals and all marks, ours on top, and returns the legend entries."""
    legend = []
    for column, (label, look) in LOOKS.items():
        if column in rows and rows[column].notna().any():
            axes.plot(rows[column].astype(float), rows.index, linestyle="", zorder=3, clip_on=False, **look)
            legend.append(Line2D([], [], linestyle="", label=label, **look))
    for y, row in rows.iterrows():
        look = _find_look(row["measure"])
        axes.hlines([y], row["low"], row["high"], color=look["color"], linewidth=2)
        axes.plot([row["figure"]], [y], zorder=4, clip_on=False, **look)
    if "expected" in rows:
        axes.plot(rows["expected"].astype(float), rows.index, linestyle="", zorder=5, clip_on=False, **UNSEEN)
        legend.append(Line2D([], [], linestyle="", label="this package, on rows not used to write rules", **UNSEEN))
    return [Line2D([], [], label="this package, with its 95 % interval", linewidth=2, **OURS), *legend]


def _find_look(measure: str) -> dict[str, object]:
    """The look of a figure's dot: that of the other tool whose figure it is, or ours."""
    tool = OTHERS.get(measure.split()[0])
    return OURS if tool is None else OURS | {"marker": MARKERS[tool], "color": COLOURS[tool]}


@styled
def draw_tone_calibration(calibration: pd.DataFrame, source: str) -> Chart:
    """The mean rating by people against the mean score of each bin of sentences, one panel per measure of tone."""
    title = "Where a measure of tone is higher, do people rate higher?"
    if not calibration["measure"].isin(list(MEASURES)).any():
        return draw_sentences(title, source, WIDE, describe_tone_calibration(calibration))
    chart = start_chart(title, source, WIDE, 4.0 - HEAD)
    chart.alt = f"Three panels, one for each measure of tone. {describe_tone_calibration(calibration)}"
    first = None
    for i, (name, measure) in enumerate(MEASURES.items()):
        axes = chart.add_axes((0.1 + 0.305 * i, 0.15, 0.26, 0.6), sharey=first)
        first = first or axes
        _draw_bins(axes, calibration[calibration["measure"] == name], COLOURS[name], MARKERS[name])
        axes.set_title(measure.label, fontsize=10)
        axes.axhline(0, color=GREY, linewidth=1)
        axes.axvline(0, color=GREY, linewidth=1)
        axes.set_xlim(-1, 1)
        axes.set_xticks([-1, 0, 1], [signed(tick, 0) for tick in (-1, 0, 1)])
        axes.tick_params(labelleft=not i)
    reach = 2 if calibration["observed"][calibration["measure"].isin(list(MEASURES))].abs().max() < 2 else RATED
    ticks = range(-reach, reach + 1)
    first.set_ylim(-reach, reach)
    first.set_yticks(ticks, [signed(tick, 0) for tick in ticks])
    first.set_ylabel(f"mean rating of people (−{RATED} … +{RATED})")
    chart.text(0.535, 0.03, "mean score of a tenth of the sentences", ha="center", va="center")
    return chart


@styled
def draw_confidence(calibration: pd.DataFrame, source: str) -> Chart:
    """The share of events on the right side against their confidence, one panel per origin."""
    bins = calibration[calibration["measure"] == "confidence"]
    title = "Where an event’s confidence is higher, is it right more often?"
    if bins.empty:
        return draw_sentences(title, source, WIDE, describe_confidence(calibration))
    chart = start_chart(title, source, WIDE, 3.8 - HEAD)
    chart.alt = f"Share of events on the right side by confidence. {describe_confidence(calibration)}"
    origins = list(dict.fromkeys(bins["origin"]))
    for i, origin in enumerate(origins):
        part = bins[bins["origin"] == origin]
        axes = chart.add_axes((0.1 + 0.88 / len(origins) * i, 0.15, 0.88 / len(origins) - 0.05, 0.62))
        _draw_bins(axes, part, COLOURS["tone"], "o")
        for _, row in part.iterrows():
            axes.annotate(f"n = {row['n']:,}", (row["score"], 0.02), ha="center", fontsize=9, color=GREY)
        axes.set_xlim(0.08, 1.08)
        axes.set_ylim(0, 1.05)
        axes.set_title(SOURCES[origin], fontsize=10)
        axes.set_xlabel("confidence of the sentence’s first event")
        axes.set_ylabel("share on the right side" if not i else "")
    return chart


@styled
def draw_certainty(confidence: pd.DataFrame, source: str) -> Chart:
    """The share of events that are right against their confidence, by tenths, beside the diagonal; one panel each.

    The large panel is of side and modality, the small ones are of source and target.
    """
    height = 5.6
    title = "Are events right as often as their confidence says?"
    if confidence.empty:
        return draw_sentences(title, source, WIDE, describe_certainty(confidence))
    chart = start_chart(title, source, WIDE, height - HEAD)
    chart.alt = f"Three panels: share right by confidence, beside the diagonal. {describe_certainty(confidence)}"
    places = ((0.08, 0.2, 0.5, 0.62), (0.72, 0.57, 0.26, 0.25), (0.72, 0.2, 0.26, 0.25))
    for place, (measure, (_, what)) in zip(places, CONFIDENCES.items(), strict=True):
        axes = chart.add_axes(place)
        axes.set_title(what, fontsize=10)
        _draw_curve(axes, confidence[confidence["measure"] == measure], large=measure == "confidence")
        axes.set_ylabel("share right" if measure == "confidence" else "")
        axes.set_xlabel("" if measure == "source_confidence" else "confidence")
    handles, labels = chart.axes[0].get_legend_handles_labels()
    chart.legend(handles, labels, loc="lower left", bbox_to_anchor=(0.01, 0.0), ncols=3, borderaxespad=0.2)
    return chart


def _draw_curve(axes: Axes, bins: pd.DataFrame, large: bool) -> None:
    """Draws the diagonal, the line of all rows with the number of rows of each point, and a mark for each reader."""
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle="--", label="right as often as it says")
    every = bins[(bins["coder"] == "all") & (bins["n"] >= FEWEST)]
    x, y = every["score"].astype(float), every["observed"].astype(float)
    axes.plot(x, y, color=INK, linewidth=1.5)
    size = POINT * (every["n"] / FEWEST).pow(0.5).astype(float)
    axes.scatter(x, y, size, color=INK, zorder=3, clip_on=False, label="all rows, by tenths (number of rows)")
    for _, row in every.iterrows() if large else ():
        axes.annotate(
            f"{row['n']:,}", (row["score"], row["observed"]), (6, -11), textcoords="offset points", fontsize=9
        )
    for coder, (label, look) in READERS.items():
        own = bins[bins["coder"] == coder]
        if (n := own["n"].sum()) >= FEWEST:
            at = [float(own[column].mul(own["n"]).sum() / n) for column in ("score", "observed")]
            axes.scatter(*([value] for value in at), 60, facecolor=GROUND, linewidth=2, zorder=4, label=label, **look)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1] if large else [0, 0.5, 1]
    axes.set_xticks(ticks)
    axes.set_yticks(ticks)
    axes.grid(color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)


def _draw_bins(axes: Axes, bins: pd.DataFrame, colour: str, marker: str) -> None:
    x, y = bins["score"].astype(float), bins["observed"].astype(float)
    known = bins.dropna(subset="low")
    ends = (known["low"].astype(float), known["high"].astype(float))
    axes.vlines(known["score"].astype(float), *ends, color=colour, linewidth=2)
    axes.plot(x, y, color=colour, linewidth=1, marker=marker, markersize=6)
    axes.grid(color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
