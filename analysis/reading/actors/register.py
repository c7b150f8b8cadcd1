"""The register of actors: the names of countries, organisations, groups and people, and whom each name means.

`rules/actors.csv` has one row per form:

=========  ==========================================================================================================
form       the words as printed; a form of four letters or more is also recognised in capitals
sense      `name`, `adjective`, `inhabitants`; `capital`: a place that stands for a government; `surname`: a person's
           short name, which counts only while the person holds the post; `nobody`: looks like an actor but is not
actor      the actor's name in the tables
kind       `country`, `organisation`, `group`, `person`, or `none` for nobody
country    ISO 3166 alpha-3 (XKX for Kosovo), or empty if it belongs to no single country
role       of a person: the post held, in British spelling (`foreign minister`)
gender     of a person: `f` or `m`
from, to   of a person: the first and the last day in the post; `to` is empty for a present holder
=========  ==========================================================================================================

`rules/actor_words.csv` has the words that `names.py`, `roles.py` and `table.py` look for, one sense per row.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from analysis.rules import load
from analysis.rules.load import load_values, read_rows

CAPITALS_FROM = 4  # letters; a shorter form in capitals may be another word (us, is, who)

_WORD = re.compile(r"[^\W_]+")
_ONE = re.compile(r"(?:er|or|ist|ian|ee|man|woman|eman|aide|judge|spouse|nominee)$")  # ends of nouns for one person
_BETWEEN = re.compile(r"[.’'ʼ–/ \xa0-]{0,3}")  # what may come between two words of a form


@dataclass(frozen=True, slots=True)
class Form:
    """One row of `actors.csv`."""

    form: str
    sense: str
    actor: str
    kind: str
    country: str | None
    role: str | None
    gender: str | None
    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        """Whether the person holds the post on a day; True if the day is unknown."""
        return day is None or self.since <= day <= self.until


@cache
def load_forms() -> tuple[Form, ...]:
    """The rows of `actors.csv`."""
    return tuple(
        Form(
            **{name: row[name] or None for name in ("country", "role", "gender")},
            **{name: row[name] for name in ("form", "sense", "actor", "kind")},
            since=date.fromisoformat(row["from"]) if row["from"] else date.min,
            until=date.fromisoformat(row["to"]) if row["to"] else date.max,
        )
        for row in read_rows("actors.csv")
    )


@cache
def _list_actors() -> frozenset[str]:
    return frozenset(form.actor for form in load_forms())


def is_listed(actor: str) -> bool:
    """Whether the table knows an actor."""
    return actor in _list_actors()


@cache
def load_titles() -> frozenset[str]:
    """The words that stand before a name, those included that stand before persons alone."""
    return load_words("title") | load_words("short_title")


@cache
def load_words(sense: str) -> frozenset[str]:
    """The words of `actor_words.csv` that have a sense."""
    return frozenset(row["word"] for row in read_rows("actor_words.csv") if row["sense"] == sense)


@cache
def list_people() -> frozenset[str]:
    """The nouns for people: *farmer*, *protesters*, *army*."""
    return list_class("people")


@cache
def list_class(kind: str) -> frozenset[str]:
    """The nouns of a class in `noun_classes.csv`; those of several words are joined: *air_strike*."""
    rows = (row["nouns"] for row in read_rows("noun_classes.csv") if row["class"] == kind)
    return frozenset(noun for nouns in rows for noun in nouns.split())


@cache
def list_sure_humans() -> frozenset[str]:
    """The nouns for one person that are never a firm: *commander*, *rebel*; not *maker* or *lender*."""
    return load_words("post") | frozenset("man woman boy girl rebel resident student protester fighter trader".split())


@cache
def list_humans() -> frozenset[str]:
    """The nouns that mostly mean one person: *commander*, *farmer*, *rebel*."""
    outlets = load.load_words("grammar_words.csv", "outlet")
    return list_sure_humans() | frozenset(noun for noun in list_people() - outlets if _ONE.search(noun))


@cache
def given_names() -> frozenset[str]:
    """Common first names."""
    return load_words("female_name") | load_words("male_name")


def find_forms(text: str) -> Iterator[tuple[int, int, Form]]:
    """The longest known forms in a text and their places, in order, none within another.

    Forms are looked up by their first word, so the time depends on the length of the text, not on the table's.
    """
    words = [(word[0], word.start(), word.end()) for word in _WORD.finditer(text)]
    index, i = _index_forms(), 0
    while i < len(words):
        for key, form in index.get(words[i][0], ()):
            if _matches(text, words, i, key):
                end = words[i + len(key) - 1][2]
                dotted = form.form.endswith(".") and text.startswith(".", end)
                yield words[i][1], end + dotted, form
                i += len(key) - 1
                break
        i += 1


def _matches(text: str, words: list[tuple[str, int, int]], i: int, key: tuple[str, ...]) -> bool:
    """Whether the words at a place are a form, and not ordinary words of a line in capitals."""
    here = words[i : i + len(key)]
    if len(here) < len(key) or here[-1][0] != key[-1] or tuple(word for word, _, _ in here) != key:
        return False
    if any(not _BETWEEN.fullmatch(text, a[2], b[1]) for a, b in pairwise(here)):
        return False
    if len(key) == 1 and key[0].isupper() and len(key[0]) < CAPITALS_FROM:
        neighbours = [word for word, _, _ in words[max(i - 1, 0) : i] + words[i + 1 : i + 2]]
        return not neighbours or not all(word.isupper() and len(word) > 1 for word in neighbours)
    return True


@cache
def _index_forms() -> dict[str, list[tuple[tuple[str, ...], Form]]]:
    """First word → the forms that begin with it, the longest first; single words that are not actors are left out."""
    forms = {}
    for form in load_forms():
        key = tuple(_WORD.findall(form.form))
        if form.sense != "surname" and (form.kind != "none" or len(key) > 1):
            forms.setdefault(key, form)
    for key, form in list(forms.items()):
        if len("".join(key)) >= CAPITALS_FROM:
            forms.setdefault(tuple(word.upper() for word in key), form)
    index = {}
    for key, form in sorted(forms.items(), key=lambda item: -len(item[0])):
        index.setdefault(key[0], []).append((key, form))
    return index


def country_of(form: str) -> str | None:
    """The alpha-3 code of the country that a form means or belongs to (*Tehran*, *Iranians*, *Kremlin*), or None.

    The form has to be in the table, except for a *the* before it and a possessive *’s* after it. A person's short
    name (*Xi*) counts here on any day.
    """
    bare = re.sub(r"^[Tt]he\s+|['’]s?$", "", " ".join(form.split()))
    return next((_country_by_form()[x] for x in (form, bare, bare.title()) if x in _country_by_form()), None)


@cache
def _country_by_form() -> dict[str, str | None]:
    return {form.form: form.country for form in reversed(load_forms())}


def country_sense(form: str) -> str:
    """The sense in which a form means a country (`name`, `adjective`, `inhabitants`, `capital`), or nothing."""
    return _senses().get(form, "")


@cache
def _senses() -> dict[str, str]:
    return {form.form: form.sense for form in load_forms() if form.kind == "country"}


@cache
def _country_names() -> dict[str, str]:
    return {form.country: form.actor for form in load_forms() if form.kind == "country"}


def country_name(code: str) -> str | None:
    """The name of the country that has an alpha-3 code (*IRN*: Iran), or None."""
    return _country_names().get(code)


def name_words(name: str) -> tuple[str, ...]:
    """The words by which names are compared: no accents, capitals or particles (*Bashar al-Assad*: bashar, assad)."""
    plain = unicodedata.normalize("NFKD", name)
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).lower())
    return tuple(word for word in words if word not in load_words("particle")) or tuple(words) or (name,)


@cache
def _people_by_surname() -> dict[str, list[tuple[frozenset[str], Form]]]:
    """Last word of a name → the words of each full name that ends in it, and its row."""
    index = {}
    for form in load_forms():
        if form.kind == "person":
            words = name_words(form.form)
            index.setdefault(words[-1], []).append((frozenset(words), form))
    return index


def find_person(words: Sequence[str], day: date | None = None) -> Form | None:
    """The row of the person with a name, or None.

    A name of two words or more counts on any day (*Javad Zarif* is the Mohammad Javad Zarif of the table). A surname
    alone counts only if just one person with it holds a post on the day or, if the day is unknown, is in the table.
    """
    rows = [form for known, form in _people_by_surname().get(words[-1] if words else "", ()) if known.issuperset(words)]
    if len(words) < 2:
        rows = [form for form in rows if form.holds(day)]
        return rows[0] if len({form.actor for form in rows}) == 1 else None
    return next((form for form in rows if form.holds(day)), rows[0] if rows else None)


@lru_cache(maxsize=1_000)  # days; without a limit, articles of many years would fill the memory
def find_surnames(day: date | None) -> frozenset[str]:
    """The surnames, in lower case, that mean only one of the people who hold a post on a day."""
    rows = [form for form in load_forms() if form.kind == "person" and form.sense == "name"]
    surnames = {form.form.rsplit(None, 1)[-1].lower() for form in rows if form.holds(day)}
    return frozenset(name for name in surnames if name.isalpha() and find_person(name_words(name), day))


def find_holder(country: str | None, role: str, day: date | None) -> Form | None:
    """The row of the person who holds a country's post on a day, or None; always None if the day is unknown."""
    rows = _holders().get((country, role), ()) if day else ()
    return next((form for form in rows if form.holds(day)), None)


@cache
def _holders() -> dict[tuple[str | None, str], list[Form]]:
    """Country and post → the rows of its holders, the latest first."""
    index = {}
    for form in sorted(load_forms(), key=lambda form: form.since, reverse=True):
        if form.role and form.sense == "name":
            index.setdefault((form.country, form.role), []).append(form)
    return index


def spell_role(role: str) -> str:
    """A post as `actors.csv` spells it: `defence minister` for *Defense Minister*, `prime minister` for *premier*."""
    words = role.lower().replace(" - ", "-").split()
    whole, spelling = load_values("post_words.csv", "alone"), load_values("post_words.csv", "spelling")
    return whole.get(" ".join(words)) or " ".join(spelling.get(word, word) for word in words)
