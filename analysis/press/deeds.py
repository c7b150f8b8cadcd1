"""The events that many articles report, each counted once.

Here and in the tables a `deed` is one event, however many articles report it; an `act` is one report.
"""

import re

import pandas as pd

from analysis.press.collection import Coverage, read_paragraphs
from analysis.press.links import link_paragraph
from analysis.reading.reading import once
from analysis.reading.schema import PRESS_DEEDS
from analysis.reading.tables import cast_table, make_table
from analysis.show.acts import clip_text, name_source, phrase
from analysis.show.prose import Listing, Prose
from analysis.text.wording import count, join, name_days, number, quote, signed

MIN_DEEDS = 5  # dated deeds; with fewer, the course of the crisis is not described

WITNESSES = 2  # stories that have to report a peak
SUPPOSED = ("intended", "threatened", "demanded", "conditional", "denied", "hedged")
DEED = ["day", "source", "target", "root"]
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?](?=\s+[“‘\"']?[A-Z]|$)")  # not the point in U.S. or in Dec. 13


def list_reports(coverage: Coverage) -> pd.DataFrame:
    """The acts with a day, each with its `outlet` and `story`; a mutual act once, its sides in alphabetical order.

    Material acts that are only planned, threatened, demanded, feared, claimed, conditional or denied are left out: the
    threat, the demand or the claim is an event of its own.
    """
    events = coverage.events
    supposed = events["quad"].str.startswith("M") & events["modality"].isin(SUPPOSED)
    reports = events[events["day"].notna() & ~supposed]
    turned = reports["mutual"] & (reports["source"] > reports["target"]).fillna(False)
    reports = reports.assign(
        source=reports["source"].mask(turned, reports["target"]),
        target=reports["target"].mask(turned, reports["source"]),
    )
    known = coverage.articles.set_index("article")[["outlet", "story"]]
    return reports.assign(words=reports["text"].str.casefold()).join(known, on="article").reset_index(drop=True)


@once
def tabulate(coverage: Coverage) -> pd.DataFrame:
    """One row per deed, oldest first, and within a day the one that most stories report. Columns: `PRESS_DEEDS`."""
    reports = list_reports(coverage)
    if reports.empty:
        return make_table([], PRESS_DEEDS)
    reports = reports.assign(asserted=reports["modality"] == "asserted")
    often = reports.groupby([*DEED, "words"], dropna=False)["article"].transform("nunique")
    best = ["asserted", "often", "confidence"]  # the report that represents its deed comes first
    reports = reports.assign(often=often).sort_values(best, ascending=False, kind="stable")
    deeds = reports.groupby(DEED, dropna=False, sort=True)
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
    return cast_table(table, PRESS_DEEDS)


def cite_deeds(coverage: Coverage, deeds: pd.DataFrame) -> list[str]:
    """For each deed, the words of one article that report it, from the trigger on, in quotation marks."""
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
    """How many acts there are, how many lack a day or a side, and how many deeds only one story reports."""
    acts, deeds = coverage.events, tabulate(coverage)
    if acts.empty:
        return Prose(["No article tells of an act, so nothing can be said of the crisis."])
    shares = {
        "have no day of their own": acts["day"].isna().mean(),
        "leave a side open": acts[["source", "target"]].isna().any(axis=1).mean(),
        "are planned, demanded, threatened, denied or supposed": (acts["modality"].isin(SUPPOSED)).mean(),
    }
    rests = (
        f"All this rests on {count(len(acts), 'act')}: {join(f'{100 * s:.0f} % {what}' for what, s in shares.items())}"
    )
    alone = int((deeds["stories"] < WITNESSES).sum())
    told = f"{number(alone)} {'is' if alone == 1 else 'are'} told by one story alone"
    return Prose([f"{rests}.", f"Those with a day are {count(len(deeds), 'deed')}, of which {told}."])


def list_most_reported(coverage: Coverage, most: int = 15) -> Listing:
    """The deeds that several stories report, or the worst if they are few, oldest first, as a table to read."""
    deeds = tabulate(coverage)
    ranked = deeds.sort_values(["stories", "articles", "escalation"], ascending=False, kind="stable").head(most)
    several = ranked[ranked["stories"] >= WITNESSES]
    shown = (several if len(several) >= MIN_DEEDS else ranked).sort_values(["day", "stories"], ascending=[True, False])
    rows = [
        {
            "day": name_days(deed.day, deed.day),
            "who does what": f"{name_source(deed)} {phrase(deed)} ({words})",
            "escalation": signed(deed.escalation, 1),
            "reported by": link_paragraph(
                coverage,
                deed.article,
                int(deed.paragraph),
                f"{count(deed.articles, 'article')}, {count(deed.outlets, 'outlet')}: ",
            ),
        }
        for deed, words in zip(shown.itertuples(), cite_deeds(coverage, shown), strict=True)
    ]
    return Listing(pd.DataFrame(rows, dtype=object), "reported")
