"""The events that many articles report, each counted once.

Here and in the tables a `deed` is one event, however many articles report it; an `act` is one report.
"""

import numpy as np
import pandas as pd

from analysis.press.apart import find_apart
from analysis.press.collection import Coverage
from analysis.press.joining import join_reports
from analysis.press.likeness import weigh_words
from analysis.press.links import link_paragraph
from analysis.press.references import NEWS, keep_dated
from analysis.press.schema import PRESS_DEEDS, PRESS_REPORTS
from analysis.press.sentences import find_articles, read_sentences
from analysis.press.show import count_outlets
from analysis.press.signs import find_misleading, has_sure_sign
from analysis.reading.reading import once
from analysis.reading.tables import cast_table, make_table
from analysis.show.prose import Listing, Prose
from analysis.show.sure import SURE
from analysis.story.evidence import LONGEST
from analysis.text.wording import count, join, name_days, number, quote

MIN_DEEDS = 5  # dated deeds; with fewer, the course of the crisis is not described

WITNESSES = 2  # stories that report what is no report of one alone
SPARE = 4  # times as many deeds are looked at, since several are in one sentence, or not to be told
SUPPOSED = ("intended", "threatened", "demanded", "conditional", "denied", "hedged")
DEED = ["deed"]
_SIDES = ["source", "target"]
_WORDS = ("quad", "side", "text", "article", "paragraph", "start", "end")  # what one report stands for
_KEPT = (*_WORDS, *_SIDES, *("day", "root", "modality", "escalation", "confidence", "outlet", "story"))
_ENDS = [f"{side}{part}" for side in _SIDES for part in ("", "_country")]
_JUDGED_BY = ["article", "start", "text", "day", "day_confidence", "root", "quad", "side", *_ENDS]  # in `apart.py`
_JOINED_BY = ("first_day", "last_day")


@once
def list_reports(coverage: Coverage) -> pd.DataFrame:
    """The acts that report a deed of a day, each with its number in `deed`, the deed's `day`, `outlet` and `story`.

    A report without a day has the day of the deed that it is joined to; `own_day` is what it says itself, `joined` why
    it is joined and `shared` how much its words share with the deed's (`joining.py`). A mutual act has its sides in
    alphabetical order. Left out are material acts that are only planned, threatened, demanded, feared, claimed,
    conditional or denied (the threat, the demand or the claim is an event of its own), what is no deed of the day
    (`apart.py`), and what has no day and is near to no deed that has one.
    """
    reports = _list_told(coverage)
    if reports.empty:
        return reports.assign(deed=pd.array([], "Int64"), own_day=reports["day"], joined="", shared=np.nan)
    joined = join_reports(reports, weigh_words(reports))
    reports = reports[[*_KEPT, "first_day"]]  # the sentences need too much memory
    reports = reports.assign(head=joined.head, shared=joined.shared, own_day=reports["day"])
    first = reports[["day", "root", *_SIDES]].loc[reports["head"].where(reports["head"] >= 0, reports.index)]
    reports = reports.assign(day=first["day"].to_numpy(), joined=_explain(reports, first.set_axis(reports.index)))
    reports = reports[reports["head"] >= 0]
    deed = reports.groupby(["day", "head"], sort=True).ngroup() + 1
    return reports.assign(deed=deed.astype("Int64")).drop(columns=["head", "first_day"]).reset_index(drop=True)


def _list_told(coverage: Coverage) -> pd.DataFrame:
    """The acts that may report a deed, with the sentence of each; few columns of the others are in memory."""
    events = coverage.events
    supposed = events["quad"].str.startswith("M") & events["modality"].isin(SUPPOSED)
    told = events[_JUDGED_BY][~supposed]
    turned = events["mutual"][~supposed] & (told["source"] > told["target"]).fillna(False)
    swapped = zip(_ENDS, [*_ENDS[2:], *_ENDS[:2]], strict=True)
    told = told.assign(**{one: told[one].mask(turned, told[other]) for one, other in swapped})
    told = told.assign(**read_sentences(coverage, told), **_look_up(coverage, told, "published", "headline"))
    told = told[find_apart(coverage, told) == ""].drop(columns="headline")
    others = [column for column in (*_KEPT, *_JOINED_BY) if column in events and column not in told]
    told = told.assign(**{column: events[column].loc[told.index] for column in others})
    return told.assign(**_look_up(coverage, told, "outlet", "story")).reset_index(drop=True)


def _look_up(coverage: Coverage, acts: pd.DataFrame, *columns: str) -> dict[str, pd.api.extensions.ExtensionArray]:
    """Some columns of each act's article."""
    rows = find_articles(coverage, acts["article"])
    return {column: coverage.articles[column].array.take(rows) for column in columns}


def _is_late(coverage: Coverage, acts: pd.DataFrame) -> pd.Series:
    """Whether the article of each act or deed recalls its day: it appeared more than `NEWS` days after."""
    after = _look_up(coverage, acts, "published")["published"] - acts["day"]
    return (after > pd.Timedelta(days=NEWS)).fillna(False)


def _explain(reports: pd.DataFrame, first: pd.DataFrame) -> pd.Series:
    """Why each report is joined to the report that stands for its deed, in words; "" for that one itself."""
    own = reports["own_day"]
    parts = pd.DataFrame(index=reports.index)
    parts["words"] = "near words"
    parts["day"] = np.select(
        [own.isna() & reports["first_day"].notna(), own.isna(), own != first["day"]],
        ["the day within its span", "no day of its own", "the day only supposed"],
        "the same day",
    )
    for side in _SIDES:
        one, other = reports[side], first[side]
        parts[side] = np.select(
            [one.isna() | other.isna(), (one == other).fillna(False)], [f"{side} open", ""], f"{side} by another name"
        )
    parts["root"] = np.where(reports["root"] == first["root"], "", "another class")
    why = parts.apply(lambda column: column.where(column == "", column + ", ")).sum(axis=1).str.removesuffix(", ")
    return why.where(reports["head"] != reports.index, "")


@once
def tabulate(coverage: Coverage) -> pd.DataFrame:
    """One row per deed, oldest first, and within a day the one that most stories report. Columns: `PRESS_DEEDS`."""
    reports = list_reports(coverage)
    if reports.empty:
        return make_table([], PRESS_DEEDS)
    reports = reports.assign(asserted=reports["modality"] == "asserted", words=reports["text"].str.casefold())
    often = reports.groupby([*DEED, "words"], dropna=False)["article"].transform("nunique")
    best = ["news", "asserted", "often", "confidence"]  # the report that represents its deed comes first
    own, news = reports["joined"] == "", ~_is_late(coverage, reports)
    reports = reports.assign(often=often, own=own, news=news)
    reports = reports.sort_values(["own", *best], ascending=False, kind="stable")
    deeds = reports.groupby("deed", sort=True)
    table = deeds.agg(
        day=("day", "first"),
        **{column: (column, "first") for column in (*_WORDS, "root")},
        escalation=("escalation", "mean"),
        confidence=("confidence", "max"),
        events=("article", "size"),
        asserted=("asserted", "sum"),
        articles=("article", "nunique"),
        outlets=("outlet", "nunique"),
        stories=("story", "nunique"),
    )
    table = table.join(_choose_sides(reports)).join(_count_reasons(reports)).reset_index()
    order = ["day", "stories", "articles", "confidence", "escalation"]
    table = table.sort_values(order, ascending=[True, *[False] * 4], kind="stable")
    return cast_table(table, PRESS_DEEDS)


def _choose_sides(reports: pd.DataFrame) -> pd.DataFrame:
    """The source and the target of each deed, by the name that most of its reports give."""
    chosen = {}
    for side in _SIDES:
        named = reports.dropna(subset=side).groupby(["deed", side], sort=False).size().reset_index(name="often")
        first = named.sort_values("often", ascending=False, kind="stable").drop_duplicates("deed")
        chosen[side] = first.set_index("deed")[side]
    return pd.DataFrame(chosen)


def _count_reasons(reports: pd.DataFrame) -> pd.Series:
    """Why the reports of each deed are joined: *3: near words, the same day; 1: near words, no day of its own*."""
    joined = reports[reports["joined"] != ""].groupby(["deed", "joined"]).size().reset_index(name="often")
    joined = joined.sort_values(["deed", "often"], ascending=[True, False], kind="stable")
    lines = joined["often"].astype("str") + ": " + joined["joined"]
    return lines.groupby(joined["deed"]).agg("; ".join).rename("joined")


@once
def tabulate_reports(coverage: Coverage) -> pd.DataFrame:
    """One row per report of a deed, deed by deed, the one that stands for it first. Columns: `PRESS_REPORTS`."""
    reports = list_reports(coverage)
    if reports.empty:
        return make_table([], PRESS_REPORTS)
    reports = reports.assign(joins=reports["joined"] != "").sort_values(["deed", "joins"], kind="stable")
    return cast_table(reports, PRESS_REPORTS)


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


@once
def list_sure(coverage: Coverage) -> pd.DataFrame:
    """The deeds that may be told, in the order of `tabulate`.

    They were asserted and are sure, a report of the time tells them in a sentence that names their day, and they
    surely escalate or ease (`signs.py`), as praise, backing, an inquiry and a denial do not.
    """
    deeds = keep_dated(coverage, tabulate(coverage))
    late = _is_late(coverage, deeds)  # the day may be that of what the report is about
    return deeds[(deeds["asserted"] > 0) & (deeds["confidence"] >= SURE) & has_sure_sign(coverage, deeds) & ~late]


def tell(coverage: Coverage, deeds: pd.DataFrame) -> pd.DataFrame:
    """Some deeds with the `sentence` that tells of each, without those whose sentence would mislead.

    It tells of a deed of the other side, too, or misleads beside the sign (`signs.find_misleading`).
    """
    deeds = deeds.assign(sentence=read_sentences(coverage, deeds)["sentence"])
    both = deeds.groupby(["day", "sentence"])["side"].transform("nunique") > 1
    return deeds[~both & ~find_misleading(coverage, deeds)]


def list_most_reported(coverage: Coverage, most: int = 15) -> Listing:
    """The deeds that several stories report, or all if they are few, in the words of a report that names the day."""
    deeds = list_sure(coverage)
    several = deeds[deeds["stories"] >= WITNESSES]
    deeds = several if len(several) >= MIN_DEEDS else deeds
    ranked = deeds.sort_values(["stories", "articles", "escalation"], ascending=False, kind="stable").head(most * SPARE)
    ranked = tell(coverage, ranked).drop_duplicates("sentence").head(most)
    shown = ranked.sort_values(["day", "stories"], ascending=[True, False], kind="stable")
    rows = [
        {
            "day": name_days(deed.day, deed.day),
            "in the words of a report": quote(deed.sentence, LONGEST),
            "what that does": "escalates" if deed.side == "conflict" else "eases",
            "the like is reported by": link_paragraph(
                coverage,
                deed.article,
                int(deed.paragraph),
                f"{count(deed.articles, 'article')}{count_outlets(coverage, deed.outlets)}: ",
            ),
        }
        for deed in shown.itertuples()
    ]
    return Listing(pd.DataFrame(rows, dtype=object), "reported")
