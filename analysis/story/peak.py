"""The events in the order in which they happened: the peak, and what came after it.

Here and in the tables a `deed` is one event, however often the article reports it; an `act` is one report.
"""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.transforms import blended_transform_factory

from analysis.reading.reading import Reading, once
from analysis.reading.schema import DEEDS
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise, name_source, phrase, split_paragraphs
from analysis.show.chart import COLOURS, GREY, INK, MAX_ROWS, PALE, ROW, WIDE, Chart, put_title, styled, write_sentences
from analysis.show.prose import Prose, number_paragraphs
from analysis.show.scales import REACH, colour_side, name_sides
from analysis.story import order
from analysis.story.evidence import cite, clip, name_article
from analysis.text.wording import count, name_days, number, number_of, quote, shorten, signed

PEAK_MARGIN = 1.0  # points of escalation: Goldstein's weights within one class of event differ by this much
SHOWN = 3  # days in a sentence
WORDS = 36  # characters for the words and the paragraphs of a deed in a row


@once
def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per deed, oldest first and undated ones last. Columns: `schema.DEEDS`.

    Acts of one class between the same two sides at the same moment are one deed; undated acts have to share their words
    too. Within a moment, the deed that escalates most comes first.
    """
    acts = order.tabulate(reading)
    words = reading.article.text
    apart = [words[a.start : a.end].casefold() if pd.isna(a.moment) else "" for a in acts.itertuples()]
    keys = ["moment", "frame", "source", "target", "root", "quad", "side", "mutual", "apart"]
    rows = []
    for _, reports in acts.assign(apart=apart).groupby(keys, dropna=False, sort=False):
        first = reports.iloc[0]
        rows.append(
            first.to_dict()
            | {
                "escalation": reports["escalation"].mean(),
                "events": len(reports),
                "asserted": int((reports["modality"] == "asserted").sum()),
                "paragraphs": ", ".join(f"¶{p}" for p in dict.fromkeys(reports["paragraph"])),
            }
        )
    deeds = make_table(rows, DEEDS)
    return deeds.sort_values(
        ["moment", "escalation", "start"], ascending=[True, False, True], na_position="last", kind="stable"
    ).reset_index(drop=True)


@once
def find_peak(reading: Reading) -> pd.DataFrame:
    """The worst deeds of conflict that are asserted and dated to one day, and those of their class that come close."""
    deeds = tabulate(reading)
    dated = (deeds["asserted"] > 0) & (deeds["first_day"] == deeds["last_day"])
    sure = deeds[dated & (deeds["side"] == "conflict")]
    most = sure["escalation"].max()
    worst = sure["root"].isin(sure["root"][sure["escalation"] == most])
    return sure[worst & (sure["escalation"] >= most - PEAK_MARGIN)]


def find_aftermath(reading: Reading) -> pd.DataFrame:
    """The acts after the peak, in order: those of later moments than the peak's last day.

    Further acts of the peak's class on that day do not count as aftermath.
    """
    acts, peak = order.tabulate(reading), find_peak(reading)
    if peak.empty:
        return acts.head(0)
    last = peak[peak["first_day"] == peak["first_day"].max()]
    again = acts["root"].isin(last["root"]) & (acts["first_day"] == last["first_day"].max())
    return acts[(acts["moment"] > last["moment"].min()) & ~again]


def describe(reading: Reading) -> Prose:
    """The days of the peak and what came after them, and how many events have no day of their own."""
    acts, peak, sentences = reading.acts, find_peak(reading), []
    if acts.empty:
        return Prose(["There is no event to put on a calendar."])
    if peak.empty:
        sentences.append("No event of conflict is both certain and dated to a day, so there is no peak to name.")
    else:
        days = [_describe_day(reading, deeds) for _, deeds in peak.groupby("first_day")]
        more = [f"{count(len(days) - SHOWN, 'more day')} of that weight"] if len(days) > SHOWN else []
        sentences.append(f"The peak is {'; and '.join([*days[:SHOWN], *more])}.")
        sentences += _describe_aftermath(find_aftermath(reading))
    spread = int((acts["first_day"].isna() | (acts["first_day"] != acts["last_day"])).sum())
    if spread:
        are = "has no day of its own and enters" if spread == 1 else "have no day of their own and enter"
        sentences.append(f"{capitalise(number(spread))} of {count(len(acts), 'event')} {are} no peak.")
    return Prose(sentences)


def _describe_day(reading: Reading, deeds: pd.DataFrame) -> str:
    """*3 January 2020, when the United States used force against Iran (“killing of …”, +10.0, paragraphs 2 and 8)*."""
    known = deeds["source"].notna().astype(int) + deeds["target"].notna()
    deed = deeds.loc[known.idxmax()]
    who = "" if pd.isna(deed.source) else f", when {name_source(deed)} {phrase(deed, 'past')}"
    evidence = f"{cite(reading, deed)}, {signed(deed.escalation, 1)}, {number_paragraphs(split_paragraphs(deed))}"
    return f"{name_days(deed.first_day, deed.last_day)}{who} ({evidence})"


def _describe_aftermath(later: pd.DataFrame) -> list[str]:
    if later.empty:
        return ["Nothing that the story tells came after it."]
    easing = int((later["side"] == "cooperation").sum())
    sides = f"{number_of(easing)} of cooperation and {number_of(len(later) - easing)} of conflict"
    mean = signed(later["escalation"].mean(), 1)
    return [f"After it came {count(len(later), 'event')}, {sides}, {mean} on average."]


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """The deeds in the order in which they happened, one row per deed, undated ones last.

    A day has as many rows as it has deeds, and a gap between days has none, so crowded and quiet days are equally easy
    to read. A bar is solid if the story asserts the deed, and hollow if it is planned, threatened, denied or supposed.
    """
    deeds = tabulate(reading)
    shown = _choose(deeds)
    moments = shown["when"].nunique()
    height = 1.75 + ROW * len(shown) + 0.12 * moments
    chart = Chart(figsize=(width, height))
    put_title(chart, "Who did what to whom, oldest first", name_article(reading))
    chart.alt = (
        "Bar chart of the events in the order in which they happened, from −10 (cooperation) to +10 (conflict). "
        f"{describe(reading)}"
    )
    if deeds.empty:
        return write_sentences(chart, describe(reading))
    axes = chart.add_axes((0.42, 0.78 / height, 0.21, 1 - 1.6 / height))
    y = _draw_rows(axes, shown, reading)
    axes.set_ylim(y + 0.1, -0.9)
    axes.set_xlim(-REACH, REACH)
    axes.set_xticks([-REACH, 0, REACH], [signed(tick, 0) for tick in (-REACH, 0, REACH)])
    axes.set_xlabel("← cooperation    conflict →")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=GREY, linewidth=1, zorder=3)
    handles = [
        Patch(color=COLOURS["conflict"], label="conflict"),
        Patch(color=COLOURS["cooperation"], label="cooperation"),
        Patch(facecolor="none", edgecolor=INK, linestyle="--", label="planned, threatened, denied or supposed"),
    ]
    chart.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.01, 0), ncols=3, borderaxespad=0.2)
    if len(deeds) > len(shown):
        chart.text(
            0.98, 0.12 / height, f"{count(len(deeds) - len(shown), 'weaker event')} not shown", ha="right", color=GREY
        )
    return chart


def _choose(deeds: pd.DataFrame) -> pd.DataFrame:
    """The deeds with the largest escalation, as many as fit, in their order."""
    kept = deeds["escalation"].abs().sort_values(ascending=False, kind="stable").index[:MAX_ROWS]
    return deeds.loc[sorted(kept)]


def _draw_rows(axes: Axes, deeds: pd.DataFrame, reading: Reading) -> float:
    """Draws each deed: its moment if new, the sides, the bar, the figure and the words; returns where the rows end."""
    across = blended_transform_factory(axes.figure.transFigure, axes.transData)
    opens = deeds["when"] != deeds["when"].shift()
    rows = [y + 0.33 * (n - 1) for y, n in enumerate(opens.cumsum())]
    axes.hlines(
        [y - 0.66 for y, new in zip(rows[1:], opens[1:], strict=True) if new],
        *(0.02, 0.98),
        transform=across,
        color=PALE,
        linewidth=1,
        clip_on=False,
    )
    _draw_deeds(axes, deeds, rows)
    for y, new, deed in zip(rows, opens, deeds.itertuples(), strict=True):
        if new:
            axes.text(0.02, y, shorten(deed.when, 24), transform=across, va="center", fontweight="bold", fontsize=9)
        axes.text(0.405, y, name_sides(deed, 15), transform=across, ha="right", va="center", fontsize=9)
        axes.text(0.645, y, _fit_words(reading, deed), transform=across, va="center", fontsize=9)
    return rows[-1] + 1


def _draw_deeds(axes: Axes, deeds: pd.DataFrame, rows: list[float]) -> None:
    """Draws the bars, solid or hollow, each with its figure on the other side of zero."""
    colours = [colour_side(escalation) for escalation in deeds["escalation"]]
    faces = [colour if sure else "white" for colour, sure in zip(colours, deeds["asserted"] > 0, strict=True)]
    bars = axes.barh(rows, deeds["escalation"], 0.62, color=faces, edgecolor=colours, linewidth=1.2, zorder=2)
    for bar, y, escalation, face in zip(bars, rows, deeds["escalation"], faces, strict=True):
        bar.set_linestyle("--" if face == "white" else "-")
        side, ha = (-0.5, "right") if escalation > 0 else (0.5, "left")
        axes.text(side, y, signed(escalation, 1), ha=ha, va="center", fontsize=8)


def _fit_words(reading: Reading, deed: Any) -> str:  # noqa: ANN401
    """The words of a deed and the paragraphs that report it, on one line."""
    places = shorten(deed.paragraphs, 16)
    return f"{quote(clip(reading, deed, WORDS - len(places)), WORDS - len(places))}  {places}"
