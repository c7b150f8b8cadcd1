"""The order in which the story reports its events, against the order in which they happened."""

import re

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.reading.reading import Reading, once
from analysis.show.chart import (
    COLOURS,
    GREY,
    INK,
    MARGIN,
    MAX_ROWS,
    PALE,
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
from analysis.show.fit import fit_text
from analysis.show.marks import CROWDED, find_last, set_paragraphs
from analysis.show.prose import Prose
from analysis.show.scales import LABEL
from analysis.story.assess import HALF, assess
from analysis.story.claims import tabulate as tabulate_claims
from analysis.story.evidence import cite_place, find_words, name_article
from analysis.text.wording import count, name_days

MIN_DRAWN = 5  # acts with a day; of pictures of two one in three was right in audits, of those of three one in five
NEWS = 3  # days before the story's present; what is told as earlier and is of these is often the news itself
NAMES = 1.75  # inches for the names of the moments
UNITS = {"year": 365, "month": 30, "week": 7, "day": 1}  # days in each
LOOKS = {
    "conflict": {"color": COLOURS["conflict"], "marker": "^", "linestyle": ""},
    "cooperation": {"color": COLOURS["cooperation"], "marker": "v", "linestyle": ""},
}


@once
def tabulate(reading: Reading) -> pd.DataFrame:
    """The acts that are sure, and whose day is, with their `moment` (1 … from the oldest on) and `when`, in words.

    A moment is a day or a longer time. On one day, background acts come before current ones. A time that reaches beyond
    the story's present day is placed by that day.
    """
    acts, now = _list_acts(reading), reading.now
    until = acts["last_day"]
    if now is not None:
        until = until.mask((until > now) & (acts["first_day"] <= now), now)
    acts = acts.assign(until=until, current=acts["frame"] == "current")
    keys = ["until", "current", "first_day", "last_day"]
    acts["moment"] = acts.groupby(keys, sort=True).ngroup().add(1).astype("Int64")
    acts["when"] = _name_moments(acts)
    return acts.sort_values(["moment", "start"], kind="stable")


def _list_acts(reading: Reading) -> pd.DataFrame:
    """The acts that are sure, and whose day is."""
    claims = tabulate_claims(reading)
    told = claims[claims["sure"] & claims["first_day"].notna()]
    days = ["date", "first_day", "last_day"]
    return reading.acts.loc[told.index].assign(**{day: told[day] for day in days})


def _name_moments(acts: pd.DataFrame) -> list[str]:
    """*3 January 2020*; for a day with background and current acts, *8 January 2020, before* and *…, now*."""
    split = acts.groupby(["first_day", "last_day"])["current"].nunique()
    names = []
    for act in acts.itertuples():
        name = name_days(act.first_day, act.last_day)
        if split[act.first_day, act.last_day] > 1:
            name += ", now" if act.current else ", before"
        names.append(name)
    return names


def describe(reading: Reading) -> Prose:
    """How far the story goes back in time, with the article's words; nothing if it does not, or not surely."""
    oldest = _find_oldest(reading)
    if oldest is None:
        return Prose()
    days = name_days(oldest["first_day"], oldest["last_day"])
    return Prose([f"It recalls {days}: {cite_place(reading, oldest)}."])


def _find_oldest(reading: Reading) -> pd.Series | None:
    """The oldest claim that is sure, of more than `NEWS` days ago and in words of the past alone; else None."""
    claims = tabulate_claims(reading)
    recalled = claims[claims["sure"] & (claims["frame"] == "background")]
    newest = None if reading.now is None else reading.now - pd.Timedelta(days=NEWS)
    past = claims.head(0) if newest is None else recalled[recalled["last_day"] < newest]
    current = reading.acts["start"][reading.acts["frame"] == "current"]
    for act in past.sort_values(["first_day", "start"], kind="stable").itertuples():
        start, end = find_words(reading, act)
        if not current.between(start, end).any():  # not *they will march for a marine who was killed last year*
            return past.loc[act.Index]
    return None


@once
def explain_lack(reading: Reading) -> str:
    """Why the acts that are sure and dated give no true picture of what happened; "" if they do."""
    acts, claims = tabulate(reading), tabulate_claims(reading)
    if len(acts) < MIN_DRAWN:
        return "Too few acts are sure and have a sure day to draw a picture."
    deeds = claims[(claims["modality"] == "asserted") & (claims["quad"] == "Mconf")]
    likely = deeds[deeds["confidence"].fillna(1.0) >= HALF]
    if not (acts["frame"] == "current").any():
        return "What happens now has no sure day: the days before alone would be a wrong picture."
    if len(likely) and deeds.index.intersection(acts.index).empty:
        return "What was worst has no sure day: the other days alone would be a wrong picture."
    if _points_elsewhere(reading, acts):
        return "What has a sure day is of the other side than most of the present: it would be a wrong picture."
    return ""


def _points_elsewhere(reading: Reading, acts: pd.DataFrame) -> bool:
    """Whether most of some acts of the present are of one side, and most of all acts of the present of the other."""
    crisis, drawn = assess(reading), acts["side"][acts["frame"] == "current"].value_counts()
    ahead = drawn.get("conflict", 0) - drawn.get("cooperation", 0)
    return ahead * (crisis.escalating - crisis.easing) < 0


def find_finding(reading: Reading) -> str:
    """How far the story goes back in time; "" if it does not, or not surely."""
    oldest = _find_oldest(reading)
    return "" if oldest is None else f"The story recalls {name_days(oldest['first_day'], oldest['last_day'])}"


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """The order of the story against the order of the events: where the line falls, the story goes back in time.

    The rows are as far apart as they can be read; how long the time between two days was is written there. After Kim et
    al. 2017, *Visualizing Nonlinear Narratives with Story Curves*, IEEE TVCG 24.
    """
    acts, lack = tabulate(reading).sort_values("start", kind="stable"), explain_lack(reading)
    title = find_finding(reading) or "The order of the story and the order of time"
    if not lack and acts["moment"].nunique() < 2:
        lack = "All acts that are sure and dated are of one time."
    if lack:
        return draw_sentences("No story curve", name_article(reading), width, [lack])
    moments = acts.drop_duplicates("moment").sort_values("moment")
    shown = moments.tail(MAX_ROWS)
    acts = acts[acts["moment"].isin(shown["moment"])]
    key = _list_key(acts)
    bottom, row = key_height(key, width) + 0.45, 0.5 if is_narrow(width) else 0.42
    chart = start_chart(title, name_article(reading), width, bottom + 0.25 + row * len(shown))
    chart.numbers = acts[["paragraph", "moment", "when", "first_day", "last_day", "text", "side"]]
    ends = (re.sub(r", (?:before|now)$", "", when) for when in (shown["when"].iloc[0], shown["when"].iloc[-1]))
    names = list(dict.fromkeys(ends))
    drawn = f"Line of {count(len(acts), 'event')} whose time is sure"
    chart.alt = f"{drawn}, {' to '.join(names)}, in the order of the story. {title}."
    left = MARGIN + 0.1 if is_narrow(width) else MARGIN + NAMES
    axes = add_panel(chart, left, bottom, width - MARGIN, bottom + row * len(shown))
    _draw_curve(axes, acts, find_last(reading.paragraphs))
    axes.set_ylim(shown["moment"].min() - 0.5, shown["moment"].max() + 0.5)
    _name_rows(axes, moments, shown, width)
    write(chart, MARGIN, bottom + row * len(shown) + 0.05, "↑ later", color=GREY)
    add_key(chart, key, width)
    return chart


def _draw_curve(axes: Axes, acts: pd.DataFrame, last: int) -> None:
    """Draws the line from act to act, and each act: conflict as a triangle upwards, cooperation downwards."""
    x = _spread(acts)
    set_paragraphs(axes, last)
    axes.plot(x, acts["moment"].astype(float), color=GREY, linewidth=1.4, zorder=2)
    for side, look in LOOKS.items():
        chosen, size = acts["side"] == side, 8 if last < CROWDED else 5
        axes.plot(x[chosen], acts["moment"][chosen].astype(float), zorder=3, markersize=size, **look)


def _name_rows(axes: Axes, moments: pd.DataFrame, shown: pd.DataFrame, width: float) -> None:
    """Writes each moment beside its row, or above it on a phone, and how much later than the one before it is."""
    days = moments["first_day"].where(
        moments["first_day"] == moments["last_day"]
    )  # a year has no length to the next day
    later = (days - days.shift()).dt.days
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.hlines(shown["moment"].astype(float), *axes.get_xlim(), color=PALE, linewidth=0.8, zorder=0)
    for row in shown.itertuples():
        gap = later[row.Index] if row.moment > shown["moment"].min() else 0
        note = f"{name_gap(int(gap))} later" if gap > 1 else ""
        if is_narrow(width):
            text = fit_text(f"{row.when}{', ' + note if note else ''}", width - 2 * MARGIN - 0.1, SMALL)
            at, place = (0, float(row.moment) + 0.3), {"ha": "left", "va": "center", "bbox": LABEL, "zorder": 2.5}
            axes.text(*at, text, transform=axes.get_yaxis_transform(), fontsize=SMALL, color=INK, **place)
            continue
        look = {"ha": "right", "transform": axes.get_yaxis_transform(), "fontsize": SMALL}
        x = -0.08 / (width - 2 * MARGIN - NAMES)
        axes.text(x, row.moment, fit_text(row.when, NAMES - 0.1, SMALL), va="center", **look)
        axes.text(x, row.moment - 0.5, note, va="center", color=GREY, **look)


def name_gap(days: int) -> str:
    """A length of time in the largest unit of which it has two: *5 days*, *3 weeks*, *18 months*, *7 years*."""
    unit, length = next((unit, length) for unit, length in UNITS.items() if days >= 2 * length)
    return count(days // length, unit)


def _list_key(acts: pd.DataFrame) -> list[Line2D]:
    return [Line2D([], [], label=side, **look) for side, look in LOOKS.items() if (acts["side"] == side).any()]


def _spread(acts: pd.DataFrame) -> pd.Series:
    """The place of each act on the axis: its paragraph, and within it the order of the acts."""
    place = acts.groupby("paragraph").cumcount().astype(float)
    most = acts.groupby("paragraph")["paragraph"].transform("size").astype(float)
    return acts["paragraph"].astype(float) + 0.8 * ((place + 0.5) / most - 0.5)
