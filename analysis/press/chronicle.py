"""The timeline to read: the days that mattered in their order, each with its sentences, acts, voices and stories."""

import numpy as np
import pandas as pd

from analysis.press import timeline
from analysis.press.collection import Coverage
from analysis.press.deeds import SPARE, list_sure, tell
from analysis.press.links import link_paragraph
from analysis.press.references import list_dated, read_texts
from analysis.press.show import name_printing
from analysis.press.subject import ELSEWHERE, NAMED, judge_articles, judge_texts
from analysis.press.voices import is_about_crisis, is_person_or_body, list_quotes
from analysis.show.acts import capitalise
from analysis.show.chronicle import Chronicle, Day, Told
from analysis.story.evidence import LONGEST
from analysis.text.wording import count, join, name_days, quote, signed

ACTS, STORIES, VOICES = 5, 6, 5  # lines of each kind that a day opens to
COMPARED = 400  # sentences that refer to a day which are looked at
ABOUT = 0.5  # share of somebody's quotes of a day that have to be about the crisis
BRIEF = 120  # characters of what a story says of the day


def list_days(coverage: Coverage, most: int = 0, first: str = "", last: str = "") -> Chronicle:
    """The days that are shown (`timeline.tabulate`), in the order of time."""
    table = timeline.tabulate(coverage, most, first, last)
    shown = table[table["shown"] & (table["text"] != "")].sort_values("day")
    told = timeline.tabulate_telling(coverage, most, first, last)
    acts, stories = _list_acts(coverage, shown["day"], told), _list_stories(coverage, shown["day"])
    days = []
    for day in shown.itertuples():
        own = told[told["day"] == day.day]
        more = (
            ("What was done and said", acts.get(day.day, [])),
            ("Quoted most in what appeared that day", _list_voices(coverage, day.day)),
            ("Stories that refer to the day", stories.get(day.day, [])),
        )
        days.append(
            Day(name_days(day.day, day.day), [_tell(coverage, row) for row in own.itertuples()], more, _sum_up(day))
        )
    return Chronicle(days)


def _tell(coverage: Coverage, row: tuple) -> Told:
    return Told(quote(row.text, None), link_paragraph(coverage, row.article, int(row.paragraph), _when(row)))


def _when(row: tuple) -> str:
    """*8 Jan 2020, * before the name of an outlet; "" for an article without a day."""
    return f"{printed}, " if (printed := name_printing(row.published)) else ""


def _sum_up(day: tuple) -> str:
    """*Nine stories refer to it; later reports go back to it on three days. Mean escalation of its acts: +2.3*."""
    mean = "" if pd.isna(day.escalation) else f" Mean escalation of its acts: {signed(day.escalation, 1)}."
    return f"{capitalise(day.why)}.{mean}"


def _list_acts(coverage: Coverage, days: pd.Series, told: pd.DataFrame) -> dict[pd.Timestamp, list[str]]:
    """For each day, the sentences of the acts that most stories report, without those that tell the day above."""
    deeds = list_sure(coverage)
    deeds = deeds[deeds["day"].isin(days)].groupby("day", sort=False).head(ACTS * SPARE)
    deeds = tell(coverage, deeds)
    new = ~deeds["sentence"].isin(told["text"]) & ~deeds.duplicated(["day", "sentence"])
    lines: dict[pd.Timestamp, list[str]] = {}
    for deed in deeds[new].groupby("day", sort=False).head(ACTS).itertuples():
        like = f"the like in {count(deed.stories, 'story', 'stories')}" if deed.stories > 1 else "one story"
        does = f"{'escalates' if deed.side == 'conflict' else 'eases'}; {like}"
        before = f"{quote(deed.sentence, LONGEST)} ({does}) "
        lines.setdefault(deed.day, []).append(link_paragraph(coverage, deed.article, int(deed.paragraph), before))
    return lines


def _list_voices(coverage: Coverage, day: pd.Timestamp) -> list[str]:
    """Who is quoted by name on the crisis in the articles that appeared on a day, the most quoted first."""
    quotes = list_quotes(coverage, day)
    quotes = quotes[quotes["voice"].map(is_person_or_body).astype(bool)]
    quotes = quotes.drop_duplicates(["voice", "text"])  # versions of one story quote the same words
    if quotes.empty:
        return []
    about = is_about_crisis(coverage, quotes).groupby(quotes["voice"]).mean()
    often = quotes["voice"].value_counts(sort=False)[lambda voices: about.reindex(voices.index) >= ABOUT]
    often = often.sort_values(ascending=False, kind="stable").head(VOICES)
    return [join(f"{voice} ({count(number, 'quote')})" for voice, number in often.items())] if len(often) else []


def _list_stories(coverage: Coverage, days: pd.Series) -> dict[pd.Timestamp, list[str]]:
    """The stories that refer to each day, those with most sentences about it first, each by its first such sentence.

    The sentence names the day itself, and in the words that are shown a party at the heart of the crisis.
    """
    refs = list_dated(coverage)
    refs = refs[refs["day"].isin(days) & refs["own"]].groupby("day", sort=False).head(COMPARED)
    refs = refs.assign(said=[quote(said, BRIEF) for said in read_texts(coverage, refs)])
    about = judge_texts(coverage, refs["said"]) == NAMED if len(coverage.sides) else np.array(True)
    refs = refs[about & (judge_articles(coverage, refs["article"]) != ELSEWHERE)]
    stories = refs.assign(size=refs.groupby(["day", "story"])["place"].transform("size"))
    stories = stories.drop_duplicates(["day", "story"]).drop_duplicates(["day", "said"])
    stories = stories.sort_values("size", ascending=False, kind="stable")
    lines: dict[pd.Timestamp, list[str]] = {}
    for row in stories.groupby("day", sort=False).head(STORIES).itertuples():
        before = f"{row.said}, {_when(row)}"
        lines.setdefault(row.day, []).append(link_paragraph(coverage, row.article, int(row.paragraph), before))
    for day, number in stories["day"].value_counts().items():
        if number > len(lines.get(day, ())) > 0:
            lines[day].append(f"and {number - len(lines[day])} more")
    return lines
