"""The main parties of the crisis: who acts in it most, how often, against whom, and by which names."""

import pandas as pd

from analysis.press.collection import Coverage
from analysis.press.proposal import list_ends
from analysis.press.schema import PRESS_SIDES
from analysis.reading.reading import once
from analysis.reading.tables import cast_table, make_table
from analysis.rules.load import load_countries
from analysis.show.prose import Listing, Prose
from analysis.show.sides import name_side
from analysis.text.wording import count, join

OTHERS = "others"
NAMES = 2  # of each kind, proper names and words, in the table to read
FEWEST = 5  # acts of conflict between two parties from which one is called the other's opponent


@once
def tabulate(coverage: Coverage) -> pd.DataFrame:
    """One row per main party, the one in most articles first, and one for all others. Columns: `PRESS_SIDES`."""
    if coverage.events.empty:
        return make_table([], PRESS_SIDES)
    main = list(dict.fromkeys(coverage.sides["side"]))
    ends = list_ends(coverage.events[["article", "side", "source", "target"]])
    ends = ends.assign(party=ends["name"].where(ends["name"].isin(main), OTHERS))
    ends["party"] = ends["party"].astype("category")
    acts = ends.drop_duplicates(["act", "party"])
    acts = acts.assign(**{side: acts["side"] == side for side in ("conflict", "cooperation")})
    sums = {"acts": ("act", "size"), "conflict": ("conflict", "sum"), "cooperation": ("cooperation", "sum")}
    table = acts.groupby("party", observed=True).agg(**sums, articles=("article", "nunique"))
    table.index = table.index.astype("str")
    for end in ("source", "target"):
        table[end] = ends[ends["end"] == end].groupby("party", observed=True).size()
    table["names"] = coverage.sides.groupby("side")["name"].agg(", ".join)
    table["against"] = _find_foes(ends[ends["name"].isin(main) & (ends["side"] == "conflict")])
    order = [party for party in table.sort_values("articles", ascending=False, kind="stable").index if party != OTHERS]
    table = table.reindex([*order, *table.index.intersection([OTHERS])]).fillna({"source": 0, "target": 0})
    return cast_table(table.rename_axis("side").reset_index(), PRESS_SIDES)


def _find_foes(ends: pd.DataFrame) -> pd.Series:
    """The other main party in most of each party's acts of conflict."""
    pairs = ends[["act", "party"]].merge(ends[["act", "party"]], on="act", suffixes=("", "_other"))
    pairs = pairs[pairs["party"].astype("str") != pairs["party_other"].astype("str")]
    often = pairs.groupby(["party", "party_other"], observed=True).size().rename("acts").reset_index()
    often = often[often["acts"] >= FEWEST].sort_values("acts", ascending=False, kind="stable")
    return often.drop_duplicates("party").set_index("party")["party_other"]


def describe(coverage: Coverage) -> Prose:
    """Who the main parties are, and what share of the acts is theirs."""
    table = tabulate(coverage)
    main = table[table["side"] != OTHERS]
    if main.empty:
        return Prose(["No party acts in the articles, so the crisis has no sides."])
    events = coverage.events
    theirs = events[["source", "target"]].isin(list(main["side"])).any(axis=1).mean()
    names = join(name_side(side) for side in main["side"])
    return Prose(
        [
            f"The main {'party is' if len(main) == 1 else 'parties are'} {names}: "
            f"{100 * theirs:.0f} % of {count(len(events), 'act')} have one of them as source or target."
        ]
    )


def list_parties(coverage: Coverage) -> Listing:
    """The main parties with the names used for them and how often they act, as a table to read."""
    rows = [
        {
            "party": name_side(party.side, article=False),
            "includes": join(f"“{name}”" for name in _list_names(party)),
            "acts": f"{party.acts} in {count(party.articles, 'article')}",
            "escalate, ease": f"{party.conflict}, {party.cooperation}",
        }
        for party in tabulate(coverage).itertuples()
        if party.side != OTHERS
    ]
    return Listing(pd.DataFrame(rows, dtype=object), "parties")


def _list_names(party: tuple) -> list[str]:
    """The first proper names and the first words for a party, without its own name and parts of other names."""
    names = [] if pd.isna(party.names) else party.names.split(", ")
    shown = [name for name in (party.side, load_countries().get(party.side)) if name]
    own = len(shown)
    for is_proper in (True, False):
        kind = [name for name in names if name[:1].isupper() == is_proper]
        for name in kind[:NAMES]:
            if not any(name in other or other in name for other in shown):
                shown.append(name)
    return shown[own:]
