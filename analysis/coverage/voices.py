"""Who is quoted by which outlet, when, how often, and in which tone."""

import pandas as pd

from analysis.coverage.collection import Coverage
from analysis.tables import TOLD_VOICES, cast_table, make_table
from analysis.voices import UNNAMED


def tabulate_told_voices(coverage: Coverage) -> pd.DataFrame:
    """One row a voice, outlet and day of publication: quotes and their tone; the most quoted voice first.

    A person is called by the same name in all articles: a surname alone, or a shorter form, is the fuller name that
    ends in it, if there is but one. Columns: `TOLD_VOICES`.
    """
    quotes = coverage.quotes.join(coverage.articles.set_index("article")[["outlet", "published"]], on="article")
    if quotes.empty:
        return make_table([], TOLD_VOICES)
    named = quotes["speaker"].where(~quotes["speaker"].str[:1].str.islower().eq(True))  # *a shopkeeper* has no name
    quotes["voice"] = named.map(unify_names(named.dropna())).fillna(UNNAMED)
    countries = quotes.groupby("voice")["speaker_country"].agg(lambda known: next(iter(known.mode()), None))
    total = quotes["voice"].value_counts()
    said = quotes.groupby(["voice", "outlet", "published"], dropna=False, sort=True)
    table = said.agg(quotes=("tone", "size"), tone=("tone", "mean")).reset_index()
    table["country"] = table["voice"].map(countries)
    rank = table["voice"].map(lambda voice: (voice == UNNAMED, -total[voice], voice))
    table = table.assign(rank=rank).sort_values(["rank", "published", "outlet"], kind="stable")
    return cast_table(table, TOLD_VOICES)


def unify_names(speakers: pd.Series) -> dict[str, str]:
    """For each name what its bearer is called: of *Zarif* and *Javad Zarif*, the form in full that is commonest.

    Two names are one person's where one has all the words of the other and the same last word, and only one person is
    called so.
    """
    used = speakers.value_counts()
    by_last: dict[str, list[str]] = {}
    for name in used.index:
        by_last.setdefault(name.split()[-1].casefold(), []).append(name)
    return {name: called for names in by_last.values() for name, called in _unify(names).items()}


def _unify(names: list[str]) -> dict[str, str]:
    """What is said above, for names with the same last word, the one used most often first."""
    full = [name for name in names if not any(_is_part(name, other) for other in names)]
    holders = {name: [other for other in full if name == other or _is_part(name, other)] for name in names}
    meant = {name: found[0] if len(found) == 1 else name for name, found in holders.items()}
    called: dict[str, str] = {}  # the first, and so the most common, form of each that is more than a surname
    for name in names:
        if " " in name:
            called.setdefault(meant[name], name)
    return {name: called.get(whom, whom) for name, whom in meant.items()}


def _is_part(name: str, other: str) -> bool:
    return name != other and set(name.casefold().split()) < set(other.casefold().split())
