"""The deeds that many articles tell, each once."""

import re

import pandas as pd

from analysis.press.collection import Coverage, read_paragraphs
from analysis.reading.reading import once
from analysis.reading.schema import TOLD_DEEDS
from analysis.reading.tables import cast_table, make_table
from analysis.show.acts import clip_text, name_source, phrase
from analysis.show.prose import Listing, Prose
from analysis.text.wording import count, join, name_days, number, quote, signed

MIN_DEEDS = 5  # dated deeds; with fewer, no course is told

WITNESSES = 2  # stories that have to tell of a peak
SUPPOSED = ("intended", "threatened", "demanded", "conditional", "denied")
DEED = ["day", "source", "target", "root"]
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?](?=\s+[“‘\"']?[A-Z]|$)")  # not of U.S., nor of Dec. 13


def list_told(coverage: Coverage) -> pd.DataFrame:
    """The acts that have a day, with their `outlet` and `story`; a mutual one once, its sides in alphabetical order.

    A deed that is only planned, threatened, demanded or denied is left out: words about it are events of their own.
    """
    events = coverage.events
    supposed = events["quad"].str.startswith("M") & events["modality"].isin(SUPPOSED)
    told = events[events["day"].notna() & ~supposed]
    turned = told["mutual"] & (told["source"] > told["target"]).fillna(False)
    told = told.assign(
        source=told["source"].mask(turned, told["target"]), target=told["target"].mask(turned, told["source"])
    )
    known = coverage.articles.set_index("article")[["outlet", "story"]]
    return told.assign(words=told["text"].str.casefold()).join(known, on="article").reset_index(drop=True)


@once
def tabulate(coverage: Coverage) -> pd.DataFrame:
    """One row a deed, oldest first, and within a day the one that most stories tell first. Columns: `TOLD_DEEDS`."""
    told = list_told(coverage)
    if told.empty:
        return make_table([], TOLD_DEEDS)
    told = told.assign(asserted=told["modality"] == "asserted")
    often = told.groupby([*DEED, "words"], dropna=False)["article"].transform("nunique")
    best = ["asserted", "often", "confidence"]  # the event that stands for its deed comes first
    told = told.assign(often=often).sort_values(best, ascending=False, kind="stable")
    deeds = told.groupby(DEED, dropna=False, sort=True)
    table = deeds.agg(
        **{column: (column, "first") for column in ("quad", "side", "text", "article", "paragraph", "start", "end")},
        escalation=("escalation", "mean"),
        confidence=("confidence", "max"),
        events=("article", "size"),
        asserted=("asserted", "sum"),
        articles=("article", "nunique"),
        outlets=("outlet", "nunique"),
        stories=("story", "nunique"),
    ).reset_index()
    order = ["day", "stories", "articles", "confidence", "escalation"]
    table = table.sort_values(order, ascending=[True, *[False] * 4], kind="stable")
    return cast_table(table, TOLD_DEEDS)


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


def describe(coverage: Coverage) -> Prose:
    """How many acts all rests on, how many have no day, and how many deeds one story alone tells."""
    acts, deeds = coverage.events, tabulate(coverage)
    if acts.empty:
        return Prose(["No article tells of an act, so nothing can be said of the crisis."])
    shares = {
        "have no day of their own": acts["day"].isna().mean(),
        "leave a side open": acts[["source", "target"]].isna().any(axis=1).mean(),
        "are planned, demanded, threatened, denied or supposed": (acts["modality"].isin((*SUPPOSED, "hedged"))).mean(),
    }
    rests = (
        f"All this rests on {count(len(acts), 'act')}: {join(f'{100 * s:.0f} % {what}' for what, s in shares.items())}"
    )
    alone = int((deeds["stories"] < WITNESSES).sum())
    told = f"Those with a day are {count(len(deeds), 'deed')}, of which {number(alone)} {'is' if alone == 1 else 'are'}"
    return Prose([f"{rests}.", f"{told} told by one story alone."])


def list_most_reported(coverage: Coverage, most: int = 15) -> Listing:
    """The deeds that several stories tell, or where they are few the gravest, oldest first, for people to read."""
    deeds = tabulate(coverage)
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
