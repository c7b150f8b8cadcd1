"""The timeline to read: the days that mattered in their order, each with its sentences, acts, voices and stories."""

import pandas as pd

from analysis.press import timeline
from analysis.press.collection import Coverage
from analysis.press.deeds import cite_deeds
from analysis.press.deeds import tabulate as tabulate_deeds
from analysis.press.links import link_paragraph
from analysis.press.references import tabulate as tabulate_references
from analysis.press.voices import tabulate as tabulate_voices
from analysis.show.acts import capitalise, name_source, phrase
from analysis.show.chronicle import Chronicle, Day, Told
from analysis.show.prose import UNNAMED
from analysis.text.wording import count, join, name_days, quote, signed

ACTS, STORIES, VOICES = 5, 6, 5  # lines of each kind that a day opens to
SURE = 0.5  # confidence from which an act is listed


def list_days(coverage: Coverage, most: int = 0, first: str = "", last: str = "") -> Chronicle:
    """The days that are shown (`timeline.tabulate`), in the order of time."""
    table = timeline.tabulate(coverage, most, first, last)
    shown = table[table["shown"] & (table["text"] != "")].sort_values("day")
    told = timeline.tabulate_telling(coverage, most, first, last)
    acts = _list_acts(coverage, shown["day"])
    days = []
    for day in shown.itertuples():
        own = told[told["day"] == day.day]
        more = (
            ("What was done and said", acts.get(day.day, [])),
            ("Who is quoted in the reports of the day", _list_voices(coverage, day.day)),
            ("Stories that refer to the day", _list_stories(coverage, day.day)),
        )
        days.append(
            Day(name_days(day.day, day.day), [_tell(coverage, row) for row in own.itertuples()], more, _sum_up(day))
        )
    return Chronicle(days)


def _tell(coverage: Coverage, row: tuple) -> Told:
    said = "" if pd.isna(row.published) else f"{row.published:%-d %b %Y}, "
    return Told(quote(row.text, None), link_paragraph(coverage, row.article, int(row.paragraph), said))


def _sum_up(day: tuple) -> str:
    """*Nine stories refer to it; later reports go back to it on three days. Mean escalation of its acts: +2.3*."""
    mean = "" if pd.isna(day.escalation) else f" Mean escalation of its acts: {signed(day.escalation, 1)}."
    return f"{capitalise(day.why)}.{mean}"


def _list_acts(coverage: Coverage, days: pd.Series) -> dict[pd.Timestamp, list[str]]:
    """For each day, the acts that most stories report: who does what, in whose words."""
    deeds = tabulate_deeds(coverage)
    sure = deeds["day"].isin(days) & (deeds["asserted"] > 0) & (deeds["confidence"] >= SURE) & deeds["source"].notna()
    chosen = deeds[sure].groupby("day", sort=False).head(ACTS)
    lines: dict[pd.Timestamp, list[str]] = {}
    for deed, words in zip(chosen.itertuples(), cite_deeds(coverage, chosen), strict=True):
        told = count(deed.stories, "story", "stories")
        before = f"{capitalise(name_source(deed))} {phrase(deed, 'past')}: {words} ({told}) "
        lines.setdefault(deed.day, []).append(link_paragraph(coverage, deed.article, int(deed.paragraph), before))
    return lines


def _list_voices(coverage: Coverage, day: pd.Timestamp) -> list[str]:
    """Who is quoted by name in the articles that appeared on a day, the most quoted first."""
    voices = tabulate_voices(coverage)
    own = voices[(voices["published"] == day) & (voices["voice"] != UNNAMED)]
    quotes = own.groupby("voice")["quotes"].sum().sort_values(ascending=False, kind="stable").head(VOICES)
    return [join(f"{voice} ({count(number, 'quote')})" for voice, number in quotes.items())] if len(quotes) else []


def _list_stories(coverage: Coverage, day: pd.Timestamp) -> list[str]:
    """The stories that refer to a day, those with most sentences about it first."""
    refs = tabulate_references(coverage)
    own = refs[(refs["day"] == day) & (refs["share"] == 1)]
    stories = own.groupby("story").agg(
        size=("place", "size"), article=("article", "first"), paragraph=("paragraph", "min")
    )
    stories = stories.sort_values("size", ascending=False, kind="stable")
    known = coverage.articles.set_index("article")
    lines = []
    for row in stories.head(STORIES).itertuples():
        article = known.loc[row.article]
        title = "An untitled story" if pd.isna(article["headline"]) else quote(article["headline"])
        published = "" if pd.isna(article["published"]) else f"{article['published']:%-d %b %Y}, "
        lines.append(link_paragraph(coverage, row.article, int(row.paragraph), f"{title}, {published}"))
    if len(stories) > STORIES:
        lines.append(f"and {len(stories) - STORIES} more")
    return lines
