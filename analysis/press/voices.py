"""The voices in many articles: who is quoted by which outlet, when, how often, and in which tone."""

import math
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.lines import Line2D

from analysis.press.collection import Coverage
from analysis.press.show import name_coverage, set_days
from analysis.reading.reading import once
from analysis.reading.schema import PRESS_VOICES
from analysis.reading.tables import cast_table, make_table
from analysis.show.acts import capitalise
from analysis.show.chart import INK, PALE, ROW, WIDE, Chart, put_title, styled, write_sentences
from analysis.show.prose import UNNAMED, Prose
from analysis.show.scales import LABEL
from analysis.text.wording import count, join, number_of, shorten, signed

VOICES, OUTLETS = 14, 6  # rows and columns of a chart
SHOWN = 3  # voices in a sentence
LETTERS = 56  # that fit in a row above the dots
NEITHER = 0.05  # a mean tone nearer to 0 is neither dark nor bright
LARGEST = 340  # area of the largest dot
TONES = colormaps["PuOr"]  # distinct with any colour blindness; each dot has its figure next to it


@once
def tabulate(coverage: Coverage) -> pd.DataFrame:
    """One row per voice, outlet and day of publication: quotes and their tone; the most quoted voice first.

    A person has the same name in all articles: a surname, or a shorter form, means the longer name that ends in it, if
    there is only one. Columns: `PRESS_VOICES`.
    """
    quotes = coverage.quotes.join(coverage.articles.set_index("article")[["outlet", "published"]], on="article")
    if quotes.empty:
        return make_table([], PRESS_VOICES)
    named = quotes["speaker"].where(~quotes["speaker"].str[:1].str.islower().eq(True))  # *a shopkeeper* has no name
    quotes["voice"] = named.map(unify_names(named.dropna())).fillna(UNNAMED)
    countries = quotes.groupby("voice")["speaker_country"].agg(lambda known: next(iter(known.mode()), None))
    total = quotes["voice"].value_counts()
    groups = quotes.groupby(["voice", "outlet", "published"], dropna=False, sort=True)
    table = groups.agg(quotes=("tone", "size"), tone=("tone", "mean")).reset_index()
    table["country"] = table["voice"].map(countries)
    rank = table["voice"].map(lambda voice: (voice == UNNAMED, -total[voice], voice))
    table = table.assign(rank=rank).sort_values(["rank", "published", "outlet"], kind="stable")
    return cast_table(table, PRESS_VOICES)


def unify_names(speakers: pd.Series) -> dict[str, str]:
    """The name to use for each name: for *Zarif* and *Javad Zarif*, the most common full form.

    Two names mean one person if one has all the words of the other and the same last word, and only one person in the
    coverage has such a name.
    """
    used = speakers.value_counts()
    by_last: dict[str, list[str]] = {}
    for name in used.index:
        by_last.setdefault(name.split()[-1].casefold(), []).append(name)
    return {name: called for names in by_last.values() for name, called in _unify(names).items()}


def _unify(names: list[str]) -> dict[str, str]:
    """The same for names with the same last word, the most frequent first."""
    longest = [name for name in names if not any(_is_part(name, other) for other in names)]
    holders = {name: [other for other in longest if name == other or _is_part(name, other)] for name in names}
    meant = {name: people[0] if len(people) == 1 else name for name, people in holders.items()}
    called: dict[str, str] = {}  # the first, and so the most common, form of each name that is more than a surname
    for name in names:
        if " " in name:
            called.setdefault(meant[name], name)
    return {name: called.get(whom, whom) for name, whom in meant.items()}


def _is_part(name: str, other: str) -> bool:
    return name != other and set(name.casefold().split()) < set(other.casefold().split())


def describe(coverage: Coverage) -> Prose:
    """Who is quoted most, by how many outlets, and in which tone; how many voices only one outlet quotes."""
    voices = tabulate(coverage)
    named = voices[voices["voice"] != UNNAMED]
    if named.empty:
        return Prose(["Nobody is quoted by name."])
    total = named.groupby("voice", sort=False).agg(quotes=("quotes", "sum"), outlets=("outlet", "nunique"))
    total["tone"] = weigh_tone(named, ["voice"])
    most = [f"{row.Index} ({_describe_voice(row)})" for row in total.head(SHOWN).itertuples()]
    sentences = [
        f"Quoted most {'are' if len(most) > 1 else 'is'} {join(most)}; a quote that is printed again counts again."
    ]
    alone = int((total["outlets"] == 1).sum())
    are = "is" if alone == 1 else "are"
    sentences.append(f"{capitalise(number_of(alone))} of {count(len(total), 'voice')} {are} quoted in one outlet only.")
    return Prose(sentences)


def _describe_voice(row: tuple) -> str:
    tone = "" if math.isnan(row.tone) else f", tone {signed(row.tone)}"
    return f"{count(row.quotes, 'quote')} in {count(row.outlets, 'outlet')}{tone}"


def weigh_tone(voices: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """The mean tone of quotes by some columns, each row weighted by its quotes; NaN if no quote has a tone."""
    known = voices.dropna(subset="tone")
    weights = known["quotes"].astype(float)
    sums = known.assign(tone=known["tone"] * weights, weights=weights).groupby(list(by), sort=False)
    return sums["tone"].sum() / sums["weights"].sum()


@styled
def draw(coverage: Coverage, width: float = WIDE) -> Chart:
    """Who is quoted by which outlet and when: a mark's area is the number of quotes, its shape and colour their tone.

    On the left, the quotes by outlet, with a figure for the tone; on the right, the quotes by day of publication.
    """
    voices = tabulate(coverage)
    named = voices[voices["voice"] != UNNAMED]
    shown = list(dict.fromkeys(named["voice"]))[:VOICES]
    outlets = list(named.groupby("outlet")["quotes"].sum().sort_values(ascending=False, kind="stable").index[:OUTLETS])
    height = 2.3 + ROW * max(len(shown), 2)
    chart = Chart(figsize=(width, height))
    put_title(chart, "Who is quoted by whom, when, and in which tone", name_coverage(coverage))
    chart.alt = f"Dot chart of quotes by speaker and outlet, and by speaker and day. {describe(coverage)}"
    if named.empty:
        return write_sentences(chart, describe(coverage))
    drawn = named[named["voice"].isin(shown)].assign(row=lambda t: t["voice"].map(shown.index))
    by_outlet = _sum_quotes(drawn[drawn["outlet"].isin(outlets)], ["row", "outlet"])
    by_day = _sum_quotes(drawn.dropna(subset="published"), ["row", "published"])
    most = max(by_outlet["quotes"].max(), by_day["quotes"].max() if len(by_day) else 1)
    bottom, tall = 0.6 / height, 1 - 2.0 / height
    left = chart.add_axes((0.2, bottom, 0.4, tall))
    right = chart.add_axes((0.64, bottom, 0.34, tall))
    _draw_by_outlet(left, by_outlet, outlets, most)
    left.set_yticks(range(len(shown)), [shorten(voice, 22) for voice in shown])
    by_day["x"] = by_day["published"]
    _draw_dots(right, by_day, most)
    if len(by_day):
        set_days(right, coverage.articles["published"].dropna(), 4)
    right.set_yticks(range(len(shown)), [""] * len(shown))
    for axes in (left, right):
        axes.set_ylim(len(shown) - 0.5, -0.5)
        axes.tick_params(length=0)
        axes.grid(axis="y", color=PALE, linewidth=0.8)
        axes.spines[["left", "bottom"]].set_visible(False)
    left.tick_params(top=False, labeltop=True, labelbottom=False)
    right.tick_params(labeltop=True, labelbottom=False)
    chart.legend(handles=_explain_dots(most), loc="lower left", bbox_to_anchor=(0.18, 0), ncols=6, borderaxespad=0.3)
    return chart


def _draw_by_outlet(axes: Axes, dots: pd.DataFrame, outlets: list[str], most: float) -> None:
    """Draws the quotes of each speaker in each outlet, with their tone as a figure next to them."""
    _draw_dots(axes, dots.assign(x=dots["outlet"].map(outlets.index)), most)
    for dot in dots.itertuples():
        tone = "–" if np.isnan(dot.tone) else signed(dot.tone, 1)
        axes.text(outlets.index(dot.outlet) + 0.26, dot.row, tone, va="center", fontsize=8, bbox=LABEL)
    axes.set_xlim(-0.5, len(outlets) - 0.3)
    axes.set_xticks(range(len(outlets)), [_wrap(outlet, len(outlets)) for outlet in outlets], fontsize=8)


def _wrap(name: str, names: int) -> str:
    """A name on at most two lines, for an axis with this number of names."""
    line = LETTERS // names
    return "\n".join(shorten(part, line) for part in wrap(name, line, max_lines=2, placeholder="…"))


def _sum_quotes(voices: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Quotes and their mean tone by some columns."""
    dots = voices.groupby(by, sort=False)["quotes"].sum().astype(float).to_frame()
    dots["tone"] = weigh_tone(voices, by)
    return dots.reset_index()


def _draw_dots(axes: Axes, dots: pd.DataFrame, most: float) -> None:
    marks = dots["tone"].map(_choose_mark)
    for mark, group in dots.groupby(marks, sort=True):
        colours, sizes = [_colour_tone(tone) for tone in group["tone"]], LARGEST * group["quotes"] / most
        axes.scatter(
            group["x"], group["row"], s=sizes, c=colours, marker=mark, edgecolors=INK, linewidths=0.7, zorder=3
        )


def _choose_mark(tone: float) -> str:
    """A triangle upwards for a bright tone, downwards for a dark one, so that the tone does not depend on colour."""
    return "o" if np.isnan(tone) or abs(tone) < NEITHER else "^" if tone > 0 else "v"


def _colour_tone(tone: float) -> Any:  # noqa: ANN401
    return PALE if np.isnan(tone) else TONES(Normalize(-1.2, 1.2)(tone))


def _explain_dots(most: float) -> list[Artist]:
    """The legend entries for colours and sizes."""
    dot = {"linestyle": "", "markeredgecolor": INK, "markeredgewidth": 0.7}
    tones = [(-0.8, "dark"), (0.0, "neither"), (0.8, "bright"), (float("nan"), "no word of tone")]
    colours = [
        Line2D([], [], marker=_choose_mark(tone), markerfacecolor=_colour_tone(tone), markersize=9, label=name, **dot)
        for tone, name in tones
    ]
    dot["marker"] = "o"
    sizes = [
        Line2D([], [], markerfacecolor="white", markersize=(LARGEST * n / most) ** 0.5, label=count(n, "quote"), **dot)
        for n in dict.fromkeys((1, int(most)))
    ]
    return [*colours, *sizes]
