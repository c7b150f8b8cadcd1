"""Between whom the events are: how much cooperation and conflict each side is told to have for the other."""

import re
from functools import cache

import pandas as pd

from analysis.actors.register import load_forms
from analysis.tables import DYADS, make_table
from analysis.timeline import CONFLICT, COOPERATION, list_acts

_COUNTED = re.compile(  # a phrase that takes no article
    r"[^ ]*\d|(?:some|about|around|many|several|all|both|no|any|each|its|his|her|their|our|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|tens|people|members|other)\b"
)
_INNER = re.compile(" (?:of|in|from|at|on|for|there) ?")
# Names that English gives an article: the United States, the Czech Republic, the Taliban, the Bolivian army
_WITH_ARTICLE = re.compile(
    r"(?:United|European|African|Arab|World|International|Organi[sz]ation)\b"
    r"|.*\b(?:Republic|Islands|Emirates|Nations|Union|Council|Agency|Army|Court|Fund|Guards?|Authority)$"
    r"|(?!.*[’']s\b).*\b(?:army|navy|military|police|government|ministry|parliament|opposition|union|company)$"
    r"|(?:Netherlands|Philippines|Maldives|Bahamas|Gambia|Seychelles|Comoros|Taliban|Houthis|Kurds|Vatican)$"
)


def tabulate_dyads(events: pd.DataFrame) -> pd.DataFrame:
    """One row for each that acts and each that it acts on: events, cooperation, conflict, mean Goldstein weight.

    The pair with the most events comes first, its two ways one below the other, the busier way first. Events without a
    known source or target, and what somebody does to their own side, are left out; an act that is told twice counts
    twice.
    """
    between = list_between(events)
    rows = []
    for (source, target), acts in between.groupby(["source", "target"], sort=True):
        sides = {
            name: int(acts["quad"].isin(quads).sum())
            for name, quads in {"cooperation": COOPERATION, "conflict": CONFLICT}.items()
        }
        mean = acts["goldstein"].mean()
        rows.append({"source": source, "target": target, "events": len(acts), **sides, "goldstein": mean})
    pairs: dict[frozenset[str], int] = {}
    for row in rows:
        pair = frozenset((row["source"], row["target"]))
        pairs[pair] = pairs.get(pair, 0) + row["events"]

    def rank(row: dict) -> tuple:
        pair = frozenset((row["source"], row["target"]))
        return -pairs[pair], sorted(pair), -row["events"], row["source"]

    return make_table(sorted(rows, key=rank), DYADS)


def list_between(events: pd.DataFrame) -> pd.DataFrame:
    """The acts of which both sides are known, and differ."""
    acts = list_acts(events)
    return acts[acts["source"].notna() & acts["target"].notna() & (acts["source"] != acts["target"])]


@cache
def load_countries() -> dict[str, str]:
    """The name of each country code."""
    countries = (form for form in load_forms() if form.kind == "country" and form.sense == "name" and form.country)
    return {form.country: form.actor for form in reversed([*countries])}


def is_plural(side: str) -> bool:
    """Whether a side is described as several: *Hundreds of protesters*, *envoys in several capitals*; a name is not."""
    name = load_countries().get(side, side)
    described = name[:1].islower() or _COUNTED.match(name.lower())
    return bool(described) and _INNER.split(name)[0].endswith("s")


def name_side(side: str, article: bool = True) -> str:
    """The name of a source or target, as a sentence has it: *Iran*, *the United States*; with no article, as a list."""
    name = load_countries().get(side, side)
    noun = _INNER.split(name)[0]
    described = name[:1].islower() and not _COUNTED.match(name) and not noun.endswith("s")  # the minister; not dockers
    return f"the {name}" if article and (described or _WITH_ARTICLE.match(name)) else name
