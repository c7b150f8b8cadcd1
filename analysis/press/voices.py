"""The voices in many articles: who is quoted by which outlet, when, how often, and in which tone."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.press.collection import Coverage, read_paragraphs
from analysis.press.names import is_nobody, name_speakers
from analysis.press.schema import PRESS_VOICES
from analysis.press.show import count_outlets, has_several_outlets, name_coverage, set_days
from analysis.press.subject import ELSEWHERE, NAMED, judge_articles, judge_texts
from analysis.reading.actors.register import country_sense
from analysis.reading.reading import once
from analysis.reading.tables import cast_table, make_table
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GROUND,
    INK,
    MARGIN,
    PALE,
    ROW,
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
)
from analysis.show.fit import fit_text, wrap_text
from analysis.show.prose import UNNAMED, Prose
from analysis.text.wording import count, join, number_of, signed

VOICES, OUTLETS = 14, 6  # rows and columns of a chart
SHOWN = 3  # voices in a sentence
NEAR = 2  # paragraphs on either side of a quote that say what it is about
NAMES, HEAD = 1.55, 0.45  # inches for the names of speakers, and above a panel for those of its columns
NEITHER = 0.05  # a mean tone nearer to 0 is neither dark nor bright
LARGEST = 200  # area of the largest dot


@once
def tabulate(coverage: Coverage) -> pd.DataFrame:
    """One row per voice, outlet and day of publication: quotes and their tone; first the voice in most articles.

    A person has the same name in all articles (`names.py`). The outlets' own reporters are no voices. Columns:
    `PRESS_VOICES`.
    """
    quotes = _name_quotes(coverage)
    if quotes.empty:
        return make_table([], PRESS_VOICES)
    countries = quotes.groupby("voice")["speaker_country"].agg(lambda known: next(iter(known.mode()), None))
    often = quotes.groupby("voice")["article"].agg(["nunique", "size"])
    groups = quotes.groupby(["voice", "outlet", "published"], dropna=False, sort=True)
    table = groups.agg(quotes=("tone", "size"), articles=("article", "nunique"), tone=("tone", "mean")).reset_index()
    table["country"] = table["voice"].map(countries)
    rank = table["voice"].map(lambda voice: (voice == UNNAMED, *-often.loc[voice], voice))
    table = table.assign(rank=rank).sort_values(["rank", "published", "outlet"], kind="stable")
    return cast_table(table, PRESS_VOICES)


@once
def _name_quotes(coverage: Coverage) -> pd.DataFrame:
    """The quotes with the `voice`, `outlet` and `published` of each, without those of the outlets' reporters."""
    quotes = coverage.quotes.join(coverage.articles.set_index("article")[["outlet", "published"]], on="article")
    quotes["voice"] = name_speakers(quotes["speaker"]).fillna(UNNAMED)
    named = quotes.groupby(["article", "voice"])["named"].transform("any")  # who is only *he* may be somebody else
    quotes["voice"] = quotes["voice"].where(named, UNNAMED)
    return quotes[~quotes["voice"].isin(coverage.reporters)]


def list_quotes(coverage: Coverage, day: pd.Timestamp) -> pd.DataFrame:
    """The quotes by name in the articles that appeared on a day, each with its `voice`."""
    quotes = _name_quotes(coverage)
    return quotes[(quotes["published"] == day) & (quotes["voice"] != UNNAMED)]


def is_person_or_body(voice: str) -> bool:
    """Whether a voice can speak: a country does not, and an agency is quoted for what others say."""
    return country_sense(voice) != "name" and not is_nobody(voice)


def is_about_crisis(coverage: Coverage, quotes: pd.DataFrame) -> pd.Series:
    """Whether each quote is about the crisis: its paragraph, or one near it, names a party at the heart of that.

    None is in an article that is about another crisis. Where no main party is known, all are.
    """
    if coverage.sides.empty:
        return pd.Series(True, quotes.index)
    texts = read_paragraphs(coverage, quotes["article"].unique())
    around = [
        " ".join(texts[article, place][1] for place in range(at - NEAR, at + NEAR + 1) if (article, place) in texts)
        for article, at in zip(quotes["article"], quotes["paragraph"].fillna(0).astype(int), strict=True)
    ]
    own = judge_articles(coverage, quotes["article"]) != ELSEWHERE
    return pd.Series((judge_texts(coverage, around) == NAMED) & own, quotes.index)


def describe(coverage: Coverage) -> Prose:
    """Who is quoted in most articles and outlets, and in which tone; how many voices only one outlet quotes."""
    voices = tabulate(coverage)
    named = voices[voices["voice"] != UNNAMED]
    if named.empty:
        return Prose(["Nobody is quoted by name."])
    sums = {"quotes": ("quotes", "sum"), "articles": ("articles", "sum"), "outlets": ("outlet", "nunique")}
    total = named.groupby("voice", sort=False).agg(**sums)
    total["tone"] = weigh_tone(named, ["voice"])
    total["printed"] = [count_outlets(coverage, outlets) for outlets in total["outlets"]]
    most = [f"{row.Index} ({_describe_voice(row)})" for row in total.head(SHOWN).itertuples()]
    sentences = [
        f"Quoted in most articles {'are' if len(most) > 1 else 'is'} {join(most)}; what is printed again counts again."
    ]
    if named["outlet"].nunique() < 2:
        return Prose(sentences)
    alone = int((total["outlets"] == 1).sum())
    are = "is" if alone == 1 else "are"
    sentences.append(f"{capitalise(number_of(alone))} of {count(len(total), 'voice')} {are} quoted in one outlet only.")
    return Prose(sentences)


def _describe_voice(row: tuple) -> str:
    tone = "" if math.isnan(row.tone) else f", tone {signed(row.tone)}"
    return f"{count(row.articles, 'article')}{row.printed}, {count(row.quotes, 'quote')}{tone}"


def weigh_tone(voices: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """The mean tone of quotes by some columns, each row weighted by its quotes; NaN if no quote has a tone."""
    known = voices.dropna(subset="tone")
    weights = known["quotes"].astype(float)
    sums = known.assign(tone=known["tone"] * weights, weights=weights).groupby(list(by), sort=False)
    return sums["tone"].sum() / sums["weights"].sum()


def find_finding(coverage: Coverage) -> str:
    """Who is quoted in most articles, of how many outlets; "" if nobody is quoted by name, or two are as often."""
    named = tabulate(coverage)
    named = named[named["voice"] != UNNAMED]
    total = named.groupby("voice", sort=False)["articles"].sum().sort_values(ascending=False, kind="stable")
    if total.empty or (len(total) > 1 and total.iloc[0] == total.iloc[1]):
        return ""
    outlets = named.loc[named["voice"] == total.index[0], "outlet"].nunique()
    printed = f" of {count(outlets, 'outlet')}" if has_several_outlets(coverage) else ""
    return f"{total.index[0]} is quoted most: in {count(int(total.iloc[0]), 'article')}{printed}"


@styled
def draw(coverage: Coverage, width: float = WIDE) -> Chart:
    """Who is quoted by which outlet and when: a mark's area is the number of quotes, its shape and colour their tone.

    On the left, the quotes by outlet, with a figure for the tone; on the right, the quotes by day of publication. On a
    phone, the days are below the outlets.
    """
    voices = tabulate(coverage)
    named = voices[voices["voice"] != UNNAMED]
    if named.empty:
        return draw_sentences("Nobody is quoted by name", name_coverage(coverage), width, describe(coverage))
    narrow = is_narrow(width)
    shown = list(dict.fromkeys(named["voice"]))[:VOICES]
    most = OUTLETS // 2 if narrow else OUTLETS
    outlets = list(named.groupby("outlet")["quotes"].sum().sort_values(ascending=False, kind="stable").index[:most])
    drawn = named[named["voice"].isin(shown)].assign(row=lambda t: t["voice"].map(shown.index))
    by_outlet = _sum_quotes(drawn[drawn["outlet"].isin(outlets)], ["row", "outlet"])
    by_day = _sum_quotes(drawn.dropna(subset="published"), ["row", "published"]).rename(columns={"published": "x"})
    largest = max(by_outlet["quotes"].max() if len(by_outlet) else 1, by_day["quotes"].max() if len(by_day) else 1)
    key, tall = _list_key(largest), ROW * max(len(shown), 2)
    bottom = key_height(key, width) + 0.1
    title = find_finding(coverage) or "Who is quoted by whom, when, and in which tone"
    chart = start_chart(title, name_coverage(coverage), width, bottom + (tall + HEAD) * (2 if narrow else 1))
    chart.numbers = voices
    chart.alt = f"Dots for the quotes of {count(len(shown), 'speaker')}, by outlet and by day. {title}."
    low = bottom + (tall + HEAD if narrow else 0)
    middle = width - MARGIN if narrow else MARGIN + NAMES + 3.5
    by = add_panel(chart, MARGIN + NAMES, low, middle, low + tall)
    _draw_by_outlet(by, by_outlet, outlets, largest)
    when = add_panel(chart, MARGIN + NAMES if narrow else middle + 0.25, bottom, width - MARGIN, bottom + tall)
    _draw_dots(when, by_day, largest)
    if len(by_day):
        set_days(when, coverage.articles["published"].dropna(), 3 if narrow else 4)
    for axes in (by, when):
        _name_rows(axes, shown if narrow or axes is by else [""] * len(shown))
    add_key(chart, key, width)
    return chart


def _name_rows(axes: Axes, names: list[str]) -> None:
    """Names the rows of a panel, draws a line for each, and puts the names of the columns above."""
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), [fit_text(name, NAMES - 0.1, SMALL) for name in names])
    axes.tick_params(length=0, top=False, bottom=False, labeltop=True, labelbottom=False)
    axes.grid(axis="y", color=PALE, linewidth=0.8)
    axes.spines[["left", "bottom"]].set_visible(False)


def _draw_by_outlet(axes: Axes, dots: pd.DataFrame, outlets: list[str], most: float) -> None:
    """Draws the quotes of each speaker in each outlet, with their tone as a figure next to them."""
    _draw_dots(axes, dots.assign(x=dots["outlet"].map(outlets.index)), most)
    for dot in dots.itertuples():
        tone = "–" if np.isnan(dot.tone) else signed(dot.tone, 1)
        beside = (LARGEST * dot.quotes / most) ** 0.5 / 2 + 2
        look = {"va": "center", "fontsize": SMALL, "textcoords": "offset points", "zorder": 4}
        axes.annotate(tone, (outlets.index(dot.outlet), dot.row), (beside, 0), **look)
    axes.set_xlim(-0.45, len(outlets) - 0.2)
    room = axes.get_window_extent().width / axes.figure.dpi / (len(outlets) + 0.25) - 0.05
    names = ["\n".join(wrap_text(outlet, room, SMALL)) for outlet in outlets]
    axes.set_xticks(range(len(outlets)), names)


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
            group["x"],
            group["row"],
            s=sizes,
            c=colours,
            marker=mark,
            edgecolors=INK,
            linewidths=0.7,
            zorder=3,
            clip_on=False,
        )


def _choose_mark(tone: float) -> str:
    """A triangle upwards for a bright tone, downwards for a dark one, so that the tone does not depend on colour."""
    return "o" if np.isnan(tone) or abs(tone) < NEITHER else "^" if tone > 0 else "v"


def _colour_tone(tone: float) -> str:
    """The colour of tone for a dark one, that of its ground for any other."""
    return COLOURS["tone"] if tone <= -NEITHER else GROUND


def _list_key(most: float) -> list[Artist]:
    """The entries of a key for shapes and sizes."""
    dot = {"linestyle": "", "markeredgecolor": INK, "markeredgewidth": 0.7}
    tones = [(-0.8, "negative tone"), (0.8, "positive tone"), (0.0, "neither, or no word of tone")]
    colours = [
        Line2D([], [], marker=_choose_mark(tone), markerfacecolor=_colour_tone(tone), markersize=9, label=name, **dot)
        for tone, name in tones
    ]
    size = f"area: the number of quotes, {int(most)} at most"
    return [*colours, Line2D([], [], marker="o", markerfacecolor=GROUND, markersize=9, label=size, **dot)]
