"""The tables in `rules/`, and the words that several parts share: what negates, what undoes, what grammar needs.

`rules/negations.csv` has one row for each word or phrase. Its kind is `not` (*not*, *never*), `nobody` (*no*, *none*),
or `tone` for what comes close to a negation and counts for tone alone (*hardly*, *fails to*).

`rules/grammar_words.csv` has one row for each word that grammar needs, and its kinds:

=============  ======================================================================================================
have, had      helpers of what is over; *'d* is one only before a participle
future, duty   helpers of what will be, and of what must be
chance         helpers of what may be
ability        *can*
planned        what is *due* or *scheduled* is yet to come
condition      begins a clause that only supposes
supposed       before a noun: what it names may not exist (*any*, *alleged*)
apart          begins a clause of its own, which the verb above does not govern (*without*)
recall         sets what follows in the past (*after*, *despite*)
definite       before a noun: the reader knows it already
giving         verbs with two objects: the participle after a noun is a description (*families given shelter*)
keeping        verbs whose subject does what the infinitive says (*promised them to leave*)
state          looks like a passive and says how somebody is (*opposed*, *prepared*)
point          after *no*: never (*in no way*, *on no account*)
heard          passives whose subject speaks
empty          subjects that are nobody
dummy          verbs whose *it* may mean nothing (*it is clear that*)
small          written small in a headline, too
work           before a passage in quotation marks that is the title of a work (*the film*)
=============  ======================================================================================================

`rules/reporting_verbs.csv` is the one list of words that report. Its kind says what a word is to a quote: `say` (can
follow it), `judge` (has it as its object), `noun`, or `clause` for what is no cue. `clause` says which clause after the
word is only reported, so that the event in it is somebody's word: `CLAUSE` for any, `CLAUSE_OTHER` for one with a
subject of its own.

`rules/date_words.csv` has the words that the rules for time expressions go by. Kinds: `before_month`, `before_year`
(makes *May* a month, 1789 a year), `counted` (follows a number that is no year), `rate` (before *a year*: 5 *percent* a
year) and, each with its TIMEX3 `value`, `part` (of the day) and `often`.

`rules/post_words.csv` has the words of posts that stand for another, their `value`: `title` (*Gov.*), `spelling`, or
`alone` (*premier*, where it is the whole post).
"""

import csv
from functools import cache
from importlib.resources import files

_ENDINGS = ("", "s", "es", "ed", "d", "ing")


def load_negations(kind: str) -> frozenset[str]:
    """The words of one kind in the table of negations."""
    return load_words("negations.csv", kind)


@cache
def load_words(table: str, kind: str) -> frozenset[str]:
    """The words of one kind in a table; a word may be of several kinds.

    Raises:
        ValueError: the table has no word of the kind.
    """
    words = frozenset(row["word"] for row in read_rows(table) if kind in row["kind"].split())
    if not words:
        raise ValueError(f"rules/{table} has no word of the kind {kind!r}. Add one, or correct the kind.")
    return words


@cache
def load_undo_verbs() -> frozenset[str]:
    """The verbs that undo what they act on, or do not do it, by the table of frames: *lift*, *refrain from*."""
    blocks = {}
    for row in read_rows("verb_blocks.csv"):
        blocks[f"&{row['block']}"] = blocks.get(f"&{row['block']}", []) + row["verbs"].split()
    return frozenset(
        f"{verb} {beside}".replace("_", " ").strip()
        for row in read_rows("event_frames.csv")
        if _undoes(row)
        for name in row["verb"].split()
        for verb in blocks.get(name, [name])
        for beside in [*row["particle"].split(), *row["prep"].split()] or [""]
    )


def _undoes(frame: dict[str, str]) -> bool:
    """Whether a frame makes an end to any act or, as a concession (CAMEO 08), to conflict, or does not do the act."""
    objects, result = {*frame["object"].split(), *frame["prep_object"].split()}, frame["result"]
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
    rows = (row for row in read_rows("event_nouns.csv") if row["act"] in ("UNDO", "CANCEL"))
    return frozenset(noun.replace("_", " ") for row in rows for noun in row["noun"].split())


def find_stems(word: str) -> list[str]:
    """A word in small letters, and what is left of it without the ending of a verb or a plural."""
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    return [*stems, word.removesuffix("ing") + "e"] if word.endswith("ing") else stems


@cache
def load_values(table: str, kind: str) -> dict[str, str]:
    """What each word of a kind stands for by a table, in the table's order."""
    return {row["word"]: row["value"] for row in read_rows(table) if kind in row["kind"].split()}


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in `rules/`."""
    with (files("analysis") / "rules" / name).open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@cache
def load_countries() -> dict[str, str]:
    """The name of each country code (ISO 3166 alpha-3): the first that `actors.csv` has."""
    rows = (row for row in read_rows("actors.csv") if row["kind"] == "country" and row["sense"] == "name")
    return {row["country"]: row["actor"] for row in reversed([*rows]) if row["country"]}
