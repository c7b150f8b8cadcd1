"""The days that mattered, and what happened on each, in the words of the reports."""

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.press import days as course
from analysis.press.collection import UNKNOWN, Coverage
from analysis.press.references import LEAD, NEWS
from analysis.press.references import tabulate as tabulate_references
from analysis.press.schema import TIMELINE
from analysis.press.show import LEFT, label_days, name_coverage, name_printing, set_days
from analysis.press.telling import choose_sentences
from analysis.reading.kinds import UNREPORTED
from analysis.reading.reading import once
from analysis.reading.tables import cast_table
from analysis.show.chart import (
    GREY,
    INK,
    MARGIN,
    WIDE,
    Chart,
    add_panel,
    draw_sentences,
    is_narrow,
    start_chart,
    styled,
    write,
)
from analysis.show.prose import Points
from analysis.story.evidence import LONGEST
from analysis.text.article import parse_day
from analysis.text.wording import count, join, name_days, quote

CARRIED = 0.75  # share of all weight that the days which are shown have together
FEWEST, MOST = 3, 30  # days that are shown
NEARLY, NAMED = 0.8, 3  # share of the greatest weight from which a day is named in a title, and how many at most
BRIEF = 4  # days that are told in short
TOLD = 400  # days that get a sentence, the heaviest
AT_THE_TIME = 0.4  # what news of a day counts against later reports that go back to it
EARLY = 0.05  # what is expected of a day for its news counts like this share of the usual number of later days


@once
def tabulate(coverage: Coverage, most: int = 0, first: str = "", last: str = "") -> pd.DataFrame:
    """One row per day to which the articles refer, the one that matters most first. Columns: `TIMELINE`.

    A day matters that reports go back to: `later` counts the days of publication, more than two after the day, on
    which an article names it by its date. The last days have had little time for that: so the count is corrected for
    the number of such days, and shrunk towards what the news of the day at the time lets one expect (an empirical Bayes
    estimate: Efron and Morris 1975). News itself counts much less, since it is loud on any day:
    weight = log(1 + later, corrected) + 0.4 log(1 + news). That later references show what matters is an idea of Tran
    et al. (2015, *Joint graphical models for date selection in timeline summarization*).

    Args:
        coverage: the articles.
        most: how many days are shown; 0 for as many as have three quarters of all weight, between 3 and 30.
        first: the first day, as in `2020-01-03`; "" for the day on which the first article appeared.
        last: the last day; "" for the last on which one appeared.

    Raises:
        ValueError: a day is not written in this way.
    """
    table = _rank_days(coverage, most, first, last)
    told = tabulate_telling(coverage, most, first, last)
    texts = told.groupby("day")["text"].agg(" ".join)
    places = told.drop_duplicates("day")[["day", "article", "paragraph", "start", "end"]]
    table = table.merge(places, on="day", how="left")
    table["text"] = table["day"].map(texts).fillna("")
    table["escalation"] = table["day"].map(course.tabulate(coverage).set_index("day")["escalation"])
    table["why"] = [_explain(day) for day in table.itertuples()]
    return cast_table(table, TIMELINE)


@once
def tabulate_telling(coverage: Coverage, most: int = 0, first: str = "", last: str = "") -> pd.DataFrame:
    """The sentences that tell the heaviest days, the heaviest day first. Columns: `TELLING`; arguments as above."""
    return choose_sentences(coverage, _rank_days(coverage, most, first, last)["day"].head(max(TOLD, most)))


@once
def _rank_days(coverage: Coverage, most: int, first: str, last: str) -> pd.DataFrame:
    """The days with their weight and what it rests on, the heaviest first."""
    published = coverage.articles["published"].dropna()
    refs = tabulate_references(coverage)
    refs = refs[
        refs["day"].between(_read_day(first, "first", published.min()), _read_day(last, "last", published.max()))
    ]
    table = _weigh(refs, published, coverage.articles).sort_values(
        ["weight", "day"], ascending=[False, True], kind="stable"
    )
    table["shown"] = np.arange(len(table)) < (most or _count_shown(table["weight"]))
    return table.reset_index(drop=True)


def _read_day(day: str, name: str, default: pd.Timestamp) -> pd.Timestamp:
    known = parse_day(day, name)
    return default if known is None else pd.Timestamp(known)


def _weigh(refs: pd.DataFrame, published: pd.Series, articles: pd.DataFrame) -> pd.DataFrame:
    """The weight of each day, and what it rests on; a column or a review tells no day's news."""
    by_day = refs.groupby("day")
    table = by_day[["story", "outlet"]].nunique().rename(columns={"story": "stories", "outlet": "outlets"})
    back = refs[refs["named"] & (refs["delay"] > NEWS).fillna(False)]
    table["later"] = back.groupby("day")["published"].nunique().reindex(table.index, fill_value=0)
    argued = refs["article"].isin(articles["article"][articles["kind"].isin(UNREPORTED)])
    leads = refs[(refs["place"] <= LEAD) & (refs["delay"] <= NEWS).fillna(False) & ~argued]
    told = leads.groupby(["day", "story"])["share"].max().groupby("day").sum()
    table["news"] = told.reindex(table.index, fill_value=0.0)
    printed = np.unique(published.to_numpy())
    chances = len(printed) - np.searchsorted(printed, (table.index + pd.Timedelta(days=NEWS)).to_numpy(), side="right")
    usual = max(chances.mean(), 1.0) if len(chances) else 1.0
    rate = table["later"].sum() / max((table["news"] * chances).sum(), 1e-9)  # of going back, for each story and day
    prior = EARLY * usual
    fair = usual * (table["later"] + prior * rate * table["news"]) / (chances + prior)
    table["weight"] = np.log1p(fair) + AT_THE_TIME * np.log1p(table["news"])
    return table.reset_index()


def _count_shown(weights: pd.Series) -> int:
    """How many of the heaviest days have three quarters of all weight."""
    enough = int(np.searchsorted(weights.cumsum().to_numpy(), CARRIED * weights.sum())) + 1
    return min(max(enough, FEWEST), MOST, len(weights))


def _explain(day: tuple) -> str:
    """*12 stories refer to it; later reports go back to it on four days*."""
    stories = f"{count(day.stories, 'story', 'stories')} refer{'s' if day.stories == 1 else ''} to it"
    return f"{stories}; later reports go back to it on {count(day.later, 'day')}" if day.later else stories


def describe(coverage: Coverage, most: int = 0, first: str = "", last: str = "") -> Points:
    """The days that mattered most, each in the words of a report."""
    heaviest = tabulate(coverage, most, first, last).head(BRIEF)["day"]
    told = tabulate_telling(coverage, most, first, last).drop_duplicates("day")
    told = told[told["day"].isin(heaviest)].sort_values("day")
    return Points(
        (name_days(row.day, row.day), f"{quote(row.text, LONGEST)} ({_name_report(row)})") for row in told.itertuples()
    )


def _name_report(row: tuple) -> str:
    """*Tarrow Wire, 8 Jan 2020*; without the outlet if the source gives none."""
    outlet = None if row.outlet == UNKNOWN else row.outlet
    return ", ".join(filter(None, [outlet, name_printing(row.published)]))


def find_finding(coverage: Coverage, most: int = 0, first: str = "", last: str = "") -> str:
    """The days that mattered most, for a title; "" without one."""
    table = tabulate(coverage, most, first, last)
    heaviest = table[table["weight"] >= NEARLY * table["weight"].max()].head(NAMED)
    if heaviest.empty:
        return ""
    these = "The day that weighs most" if len(heaviest) == 1 else "The days that weigh most"
    return f"{these}: {name_dates(heaviest['day'])}"


def name_dates(days: pd.Series) -> str:
    """*3 and 8 January 2020*, *31 December 2019 and 3 January 2020*, in the order of time."""
    months = [part for _, part in days.sort_values().groupby(days.dt.to_period("M"))]
    return join(f"{join(str(day.day) for day in part)} {part.iloc[-1]:%B %Y}" for part in months)


@styled
def draw(coverage: Coverage, most: int = 0, first: str = "", last: str = "", width: float = WIDE) -> Chart:
    """The weight of each day, with the days that are shown in the chronicle, above the articles printed by day."""
    table = tabulate(coverage, most, first, last)
    title = find_finding(coverage, most, first, last)
    if not title:
        return draw_sentences("No day to which the articles refer", name_coverage(coverage), width, [])
    printed = coverage.articles["published"].dropna().value_counts()
    printed = printed[printed.index.to_series().between(table["day"].min(), table["day"].max())]
    chart = start_chart(title, name_coverage(coverage), width, 3.5)
    chart.numbers = table[["day", "weight", "shown", "later", "news", "stories"]].sort_values("day")
    chart.alt = f"Stems for the weight of {count(len(table), 'day')}, above bars of the articles printed. {title}."
    upper = add_panel(chart, LEFT, 1.5, width - MARGIN, 3.3)
    lower = add_panel(chart, LEFT, 0.45, width - MARGIN, 1.05)
    for shown, colour in ((False, GREY), (True, INK)):
        own = table[table["shown"] == shown]
        upper.vlines(own["day"], 0, own["weight"], color=colour, linewidth=1 + shown)
        upper.plot(own["day"], own["weight"], "o", color=colour, markersize=2 + 2 * shown)
    lower.bar(printed.index, printed, 0.8, color=GREY)
    for axes in (upper, lower):
        set_days(axes, table["day"], max(3, int(width)))
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_locator(MaxNLocator(2, integer=axes is lower))
    upper.tick_params(labelbottom=False)
    heaviest = table[table["shown"]]
    label_days(upper, heaviest["day"], heaviest["weight"], [count(n, "story", "stories") for n in heaviest["stories"]])
    what = "Weight of each day" if is_narrow(width) else "How often later reports go back to a day"
    write(chart, MARGIN, 3.35, f"{what}; black: listed below")
    write(chart, MARGIN, 1.1, "Articles printed that day", color=GREY)
    return chart
