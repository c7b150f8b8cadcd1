"""The tables in `rules/`, and the small words that tone and events share: what negates and what undoes.

`rules/negations.csv` has one row a word or phrase: `kind` is `not` (*not*, *never*), `nobody` (*no*, *none*), or
`tone` for what comes near a negation and counts for tone alone (*hardly*, *fails to*).
"""

import csv
from functools import cache
from importlib.resources import files

_ENDINGS = ("", "s", "es", "ed", "d", "ing")


@cache
def load_negations(kind: str) -> frozenset[str]:
    """The words of one kind in the table of negations."""
    return frozenset(row["word"] for row in read_rows("negations.csv") if kind in row["kind"].split())


@cache
def load_undo_verbs() -> frozenset[str]:
    """The verbs that undo what they act on, or do not do it, by the table of frames: *lift*, *refrain from*."""
    return frozenset(
        f"{row['word']} {particle}".replace("_", " ").strip()
        for row in read_rows("event_frames.csv")
        if _undoes(row)
        for particle in row["with"].split() or ("",)
    )


def _undoes(frame: dict[str, str]) -> bool:
    """Whether a frame makes an end to any act or, as a concession (CAMEO 08), to conflict, or does not do the act."""
    objects, result = set(frame["object"].split()), frame["result"]
    if result == "NOT":
        return True
    if frame["subject"]:
        return False
    if result in ("UNDO", "CANCEL"):
        return not objects.isdisjoint(("ACT", "CONFLICT", "@violence"))
    return result.startswith("08") and not objects.isdisjoint(("CONFLICT", "@violence"))


@cache
def load_undo_nouns() -> frozenset[str]:
    """The nouns that undo an act by the table of event nouns: *lifting*, *end*, *repeal*."""
    return frozenset(row["noun"] for row in read_rows("event_nouns.csv") if row["act"] in ("UNDO", "CANCEL"))


def find_stems(word: str) -> list[str]:
    """A word in small letters, and what is left of it without the ending of a verb or a plural."""
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    return [*stems, word.removesuffix("ing") + "e"] if word.endswith("ing") else stems


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in `rules/`."""
    with (files("analysis") / "rules" / name).open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))
