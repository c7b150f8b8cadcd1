"""The tables in `rules/`, and the words that several modules share: words of negation, of undoing and of grammar.

`rules/negations.csv` has one row per word or phrase. Its kind is `not` (*not*, *never*), `nobody` (*no*, *none*), or
`tone` for words close to a negation that count only for tone (*hardly*, *fails to*).

`rules/grammar_words.csv` has one row per word with a role in grammar. Its kinds:

=============  ======================================================================================================
have, had      auxiliaries of the perfect; *'d* is one only before a participle
future, duty   auxiliaries of the future (*will*) and of duty (*must*)
chance         auxiliaries of possibility (*may*)
ability        *can*
planned        *due*, *scheduled*: the event is still to come
condition      begins a conditional clause
supposed       before a noun: what it names may not exist (*any*, *alleged*)
apart          begins a clause of its own, which the verb above does not govern (*without*)
recall         puts what follows in the past (*after*, *despite*)
definite       before a noun: the reader already knows it
giving         verbs with two objects: the participle after a noun is a description (*families given shelter*)
keeping        verbs whose subject does what the infinitive says (*promised them to leave*)
state          looks like a passive but describes a state (*opposed*, *prepared*)
point          after *no*: never (*in no way*, *on no account*)
heard          passives whose subject speaks
empty          subjects that are not actors
dummy          verbs whose *it* may mean nothing (*it is clear that*)
bound          before a day that only bounds or plans what is done (*until*, *by*, *since*)
othertime      the clause is of a time that is not known (*recently*) or of many (*often*)
text           a noun of what says something (*a film that accused him*)
earlier        puts a noun in the past (*his earlier speech*)
passing        says when or how high a post is, not which (*the former manager*)
begun          verbs whose infinitive has happened when they have (*began to leave*)
outbreak       verbs of how a crisis began (*protests that began last week* are known already)
deferring      verbs after which *until* is yet to come (*postponed until Monday*)
small          in lower case even in a headline
work           before a passage in quotation marks that is the title of a work (*the film*)
mute           nouns that do not speak, beside deeds (*a headline that said*)
office         who or what speaks for another (*a spokesman for the ministry*)
outlet         words for newspapers, also in their names
evidence       who or what tells of an act, beside papers and texts (*a study*, *a witness*)
anybody        words that may stand for any speaker without a name (*the source*)
appeal         verbs of an appeal, which may be one for calm; not *demand*
=============  ======================================================================================================

`rules/reporting_verbs.csv` lists all words that report speech. `kind` is the role of the word with a quote: `say` (can
follow it), `judge` (has it as its object), `noun`, or `clause` if it is not a cue. `clause` is the clause after the
word that is somebody's word and not the reporter's: `CLAUSE` for any, `CLAUSE_OTHER` for one with its own subject.

`rules/date_words.csv` has the words for the rules on time expressions. Kinds: `before_month`, `before_year` (makes
*May* a month, 1789 a year), `counted` (after a number that is not a year), `rate` (before *a year*: 5 *percent* a year)
and, each with its TIMEX3 `value`, `part` (of the day) and `often`.

`rules/post_words.csv` has words for posts, and in `value` the word that replaces each: `title` (*Gov.*), `spelling`, or
`alone` (*premier*, if it is the whole post).
"""

import csv
from functools import cache
from importlib.resources import files

_ENDINGS = ("", "s", "es", "ed", "d", "ing")


def load_negations(kind: str) -> frozenset[str]:
    """The words of one kind in `negations.csv`."""
    return load_words("negations.csv", kind)


@cache
def load_words(table: str, kind: str) -> frozenset[str]:
    """The words of one kind in a table; a word may have several kinds.

    Raises:
        ValueError: the table has no word of the kind.
    """
    words = frozenset(row["word"] for row in read_rows(table) if kind in row["kind"].split())
    if not words:
        raise ValueError(f"rules/{table} has no word of the kind {kind!r}. Add one, or correct the kind.")
    return words


@cache
def load_undo_verbs() -> frozenset[str]:
    """The verbs that undo their object or leave it undone, from the table of frames: *lift*, *refrain from*."""
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
    """Whether a frame ends any act or, as a concession (CAMEO 08), conflict; or means that the act is not done."""
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
    """The nouns that undo an act, from the table of event nouns: *lifting*, *end*, *repeal*."""
    rows = (row for row in read_rows("event_nouns.csv") if row["act"] in ("UNDO", "CANCEL"))
    return frozenset(noun.replace("_", " ") for row in rows for noun in row["noun"].split())


def find_stems(word: str) -> list[str]:
    """A lower-case word, and its stems without the ending of a verb or a plural."""
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    return [*stems, word.removesuffix("ing") + "e"] if word.endswith("ing") else stems


@cache
def load_values(table: str, kind: str) -> dict[str, str]:
    """The words of one kind in a table and their `value`, in the table's order."""
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
