"""Names that mean one person or body in many articles."""

import pandas as pd


def unify_names(speakers: pd.Series) -> dict[str, str]:
    """The name to use for each name: for *Zarif* and *Javad Zarif*, the most common full form.

    Two names mean one person if one has all the words of the other and the same last word, and only one person in the
    coverage has such a name.
    """
    used = speakers.value_counts()
    by_last: dict[str, list[str]] = {}
    for name in used.index:
        by_last.setdefault(name.split()[-1].casefold(), []).append(name)
    return {name: called for names in by_last.values() for name, called in _unify(names).items()}


def _unify(names: list[str]) -> dict[str, str]:
    """The same for names with the same last word, the most frequent first."""
    longest = [name for name in names if not any(_is_part(name, other) for other in names)]
    holders = {name: [other for other in longest if name == other or _is_part(name, other)] for name in names}
    meant = {name: people[0] if len(people) == 1 else name for name, people in holders.items()}
    called: dict[str, str] = {}  # the first, and so the most common, form of each name that is more than a surname
    for name in names:
        if " " in name:
            called.setdefault(meant[name], name)
    return {name: called.get(whom, whom) for name, whom in meant.items()}


def _is_part(name: str, other: str) -> bool:
    return name != other and set(name.casefold().split()) < set(other.casefold().split())
