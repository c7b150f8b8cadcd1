"""Many articles as sentences: what was read, when the crisis was at its height, and how sure that is."""

import math
import re
from collections import Counter

import pandas as pd

from analysis.arc import Arc
from analysis.coverage.collection import Coverage, read_paragraphs
from analysis.coverage.crisis import SUPPOSED, WITNESSES
from analysis.narrative.deeds import begin, clip_text, name_source, phrase
from analysis.narrative.prose import Listing, Prose
from analysis.timeline import PEAK_MARGIN, list_once
from analysis.wording import count, join, name_days, number, quote, shorten, signed

SHOWN = 3  # peaks, deeds or days in a sentence
HEIGHT = 0.5  # share of the highest peak's conflict from which on a peak belongs to the height of the crisis
MIN_DEEDS = 5  # dated deeds; with fewer, no course is told
WEEK = 7  # days before and after the height with which it is compared
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?](?=\s+[“‘\"']?[A-Z]|$)")  # not of U.S., nor of Dec. 13


def describe_coverage(coverage: Coverage) -> Prose:
    """What was read: articles, outlets, days, copies, and what could not be read."""
    articles, failures = coverage.articles, coverage.failures
    days = articles["published"].dropna()
    span = f", published {_name_span(days.min(), days.max())}" if len(days) else ""
    outlets, words = count(articles["outlet"].nunique(), "outlet"), f"{int(articles['words'].sum()):,} words"
    said = [f"{begin(count(len(articles), 'article'))} of {outlets}{span}, with {words}."]
    if copies := int((articles["article"] != articles["story"]).sum()):
        are = "is another version" if copies == 1 else "are other versions"
        witnesses = count(articles["story"].nunique(), "witness", "witnesses")
        said.append(f"{begin(number(copies))} {are} of a story that is there already, so all count as {witnesses}.")
    if silent := int((articles["events"] + articles["events_background"] == 0).sum()):
        report = "reports" if silent == 1 else "report"
        said.append(f"{begin(number(silent))} {report} no act of one side on another.")
    if len(failures):
        first = f"{shorten(failures['file'].iloc[0])}: {failures['error'].iloc[0]}"
        said.append(f"{begin(count(len(failures), 'file'))} could not be read, such as {first}.")
    if coverage.focus:
        said.append(
            "Days, deeds and voices below are those of the two sides; outlets and versions, of all that is told."
        )
    return Prose(said)


def _name_span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """*on 8 January 2020*, *from 3 to 8 January 2020*, *from 28 December 2019 to 12 January 2020*."""
    if first == last:
        return f"on {name_days(first, last)}"
    begins = first.day if (first.year, first.month) == (last.year, last.month) else name_days(first, first)
    return f"from {begins} to {name_days(last, last)}"


def describe_course(days: pd.DataFrame, deeds: pd.DataFrame, arc: Arc) -> Prose:
    """When the crisis was at its height, what came before and after, and whether chance could have drawn its line."""
    if len(deeds) < MIN_DEEDS or days.empty:
        told = f"{begin(count(len(deeds), 'deed'))} of a known day {'is' if len(deeds) == 1 else 'are'} told"
        return Prose([f"{told}, too few to tell a course: at least {number(MIN_DEEDS)} are needed."])
    height = find_height(days)
    said = (
        "No day is a peak that most samples of the stories would show." if height is None else _compare(days, *height)
    )
    if math.isnan(arc.p_value):
        test = "The days are too few to test whether chance could have drawn the line of mean escalation."
    elif arc.beyond_chance:
        beyond = f"The line of mean escalation from day to day is more than chance (p = {arc.p_value:.3f})"
        test = f"{beyond}{_tell_turns(days, arc)}."
    else:
        test = (
            f"The line of mean escalation from day to day may be chance (p = {arc.p_value:.3f}): the same days in "
            "another order often swing as much."
        )
    return Prose([said, test])


def _tell_turns(days: pd.DataFrame, arc: Arc) -> str:
    """*, with a peak on 8 January 2020 and a trough on 12 January 2020*."""
    marks = arc.table["turning"].tolist()
    turns = [f"a {mark} on {name_days(day, day)}" for day, mark in zip(days["day"], marks, strict=True) if mark == mark]
    more = [count(len(turns) - SHOWN, "more turn")] if len(turns) > SHOWN else []
    return f", with {join([*turns[:SHOWN], *more])}" if turns else ""


def find_height(days: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The first and the last of the peaks that have half the conflict of the highest or more."""
    peaks = _list_peaks(days)
    high = peaks["day"][peaks["conflict"] >= HEIGHT * peaks["conflict"].max()].sort_values()
    return None if high.empty else (high.iloc[0], high.iloc[-1])


def _list_peaks(days: pd.DataFrame) -> pd.DataFrame:
    """The peaks, the highest first."""
    return days[days["peak"]].sort_values("conflict", ascending=False, kind="stable")


def _compare(days: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> str:
    """The conflict a day of the height, beside that of the week before it and the week after."""
    week = pd.Timedelta(days=WEEK)
    inside = days[(days["day"] >= first) & (days["day"] <= last)]
    before = days[(days["day"] < first) & (days["day"] >= first - week)]
    after = days[(days["day"] > last) & (days["day"] <= last + week)]
    beside = [
        f"{part['conflict'].mean():.0f} in the {count(len(part), 'day')} {where}"
        for part, where in ((before, "before"), (after, "after"))
        if len(part)
    ]
    mean = f"{inside['conflict'].mean():.0f} points {'' if first == last else 'a day '}".rstrip()
    against = f", against {join(beside)}" if beside else ""
    most = f"Most conflict is told {_name_span(first, last)}: {mean}{against}"
    return f"{most}, where a deed has at most 10. This is not tested against chance."


def describe_peaks(coverage: Coverage, days: pd.DataFrame, deeds: pd.DataFrame) -> Prose:
    """The peaks, the highest first, each with one of its gravest deeds, its witnesses, and how sure it is."""
    peaks = _list_peaks(days)
    if peaks.empty:
        return Prose(
            ["No day is a peak of which several stories tell and that most samples of the stories would show."]
        )
    shown = list(peaks.head(SHOWN).itertuples())
    gravest = [_choose_deed(deeds, peak.day) for peak in shown]
    told = [_tell_peak(*peak) for peak in zip(shown, gravest, cite_deeds(coverage, pd.DataFrame(gravest)), strict=True)]
    more = [f"{count(len(peaks) - SHOWN, 'lower one')}"] if len(peaks) > SHOWN else []
    return Prose([f"{'The peak is' if len(peaks) == 1 else 'The peaks are'} {'; '.join([*told, *more])}."])


def _tell_peak(peak: tuple, deed: pd.Series, words: str) -> str:
    """*8 January 2020, when Iran used force against Iraq (“fired …”, told by three of the seven articles …)*."""
    tell, of_day = deed["articles"], f"{count(peak.articles, 'article')} on that day"
    told = f"told by all {of_day}" if tell == peak.articles else f"told by {number(tell)} of the {of_day}"
    evidence = f"{words}, {told}; a peak in {100 * peak.steady:.0f} % of samples"
    return f"{name_days(peak.day, peak.day)}, when {name_source(deed)} {phrase(deed, 'past')} ({evidence})"


def _choose_deed(deeds: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """One of a day's gravest deeds: told as fact, with a known side, by most stories, between the two who meet most."""
    own = deeds[(deeds["day"] == day) & (deeds["escalation"] > 0)]
    both = deeds.dropna(subset=["source", "target"])
    pairs = Counter(map(frozenset, zip(both["source"], both["target"], strict=True)))
    order = {
        "sure": own["asserted"] > 0,
        "grave": own["escalation"] >= own["escalation"].max() - PEAK_MARGIN,
        "told": own["source"].notna() | own["target"].notna(),
        "apart": ~(own["source"] == own["target"]).fillna(False),
        "witnesses": own["stories"],
        "meet": [pairs[frozenset(pair)] for pair in zip(own["source"], own["target"], strict=True)],
    }
    return own.assign(**order).sort_values(list(order), ascending=False, kind="stable").iloc[0]


def cite_deeds(coverage: Coverage, deeds: pd.DataFrame) -> list[str]:
    """For each deed the words that tell it in one of its articles, from its trigger on, in quotation marks."""
    if deeds.empty:
        return []
    paragraphs, cited = read_paragraphs(coverage, deeds["article"].tolist()), []
    for deed in deeds.itertuples():
        place, text = paragraphs[deed.article, int(deed.paragraph)]
        start, end = int(deed.start) - place, int(deed.end) - place
        stop = _SENTENCE_END.search(text, end)
        cited.append(quote(clip_text(text, start, end, stop.start() if stop else len(text)), None))
    return cited


def describe_end(days: pd.DataFrame) -> Prose:
    """Where the last days stand, beside the whole course."""
    known = days.dropna(subset="escalation").tail(SHOWN)
    if len(known) < SHOWN:
        return Prose()
    span, end = _name_span(known["day"].iloc[0], known["day"].iloc[-1]), signed(known["escalation"].mean(), 1)
    last = f"The last {number(SHOWN)} days with a deed, {span}, average {end}"
    scale = "on the scale from −10 (cooperation) to +10 (conflict)"
    return Prose([f"{last} {scale}; all days, {signed(days['escalation'].mean(), 1)}."])


def describe_past(coverage: Coverage, past: pd.DataFrame) -> Prose:
    """What the articles recall from before the course of the crisis."""
    if past.empty:
        return Prose()
    gravest = past.sort_values("escalation", ascending=False, kind="stable").head(SHOWN).sort_values("day")
    told = [
        f"{name_days(deed.day, deed.day)} ({words}, {signed(deed.escalation, 1)})"
        for deed, words in zip(gravest.itertuples(), cite_deeds(coverage, gravest), strict=True)
    ]
    which = "the" if len(past) <= SHOWN else "the gravest of them"
    return Prose([f"From before, the articles recall {count(len(past), 'deed')}, {which} of {join(told)}."])


def describe_told_sureness(coverage: Coverage, deeds: pd.DataFrame) -> Prose:
    """How many acts all rests on, how many have no day, and how many deeds one story alone tells."""
    acts = list_once(coverage.events)
    if acts.empty:
        return Prose(["No article tells of an act, so nothing can be said of the crisis."])
    shares = {
        "have no day of their own": acts["day"].isna().mean(),
        "leave a side open": (acts["confidence"] < 1).mean(),
        "are planned, demanded, threatened, denied or supposed": (acts["modality"].isin((*SUPPOSED, "hedged"))).mean(),
    }
    rests = (
        f"All this rests on {count(len(acts), 'act')}: {join(f'{100 * s:.0f} % {what}' for what, s in shares.items())}"
    )
    alone = int((deeds["stories"] < WITNESSES).sum())
    told = f"Those with a day are {count(len(deeds), 'deed')}, of which {number(alone)} {'is' if alone == 1 else 'are'}"
    return Prose([f"{rests}.", f"{told} told by one story alone."])


def tabulate_told(coverage: Coverage, deeds: pd.DataFrame, most: int = 15) -> Listing:
    """The deeds that several stories tell, or where they are few the gravest, oldest first, for people to read."""
    ranked = deeds.sort_values(["stories", "articles", "escalation"], ascending=False, kind="stable").head(most)
    several = ranked[ranked["stories"] >= WITNESSES]
    shown = (several if len(several) >= MIN_DEEDS else ranked).sort_values(["day", "stories"], ascending=[True, False])
    rows = [
        {
            "day": name_days(deed.day, deed.day),
            "who does what": f"{name_source(deed)} {phrase(deed)} ({words})",
            "escalation": signed(deed.escalation, 1),
            "told by": f"{count(deed.articles, 'article')}, {count(deed.outlets, 'outlet')}",
        }
        for deed, words in zip(shown.itertuples(), cite_deeds(coverage, shown), strict=True)
    ]
    return Listing(pd.DataFrame(rows), "told")
