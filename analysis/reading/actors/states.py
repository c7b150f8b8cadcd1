"""Who speaks for a state: its government, officials, army and capital, and the country's name itself.

A party, a militia, a company, a crowd and a private person do not, wherever they are at home.
"""

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from analysis.reading.actors.people import Actor
from analysis.reading.actors.register import Form, load_forms, load_words, name_words
from analysis.syntax.grammar import MODIFIERS

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE = frozenset(("NN", "NNP", "JJ"))  # tags of an adjective that stands for one person: *an Iraqi*
_SOME = frozenset(("a", "an", "another", "one", "every", "no"))  # before it
STILL = timedelta(days=365)  # after the last day in a post: what is recalled was done in it


def speaks_for_state(actor: Actor, day: date | None) -> bool:
    """Whether an actor speaks for its country on a day: as its name, one of its bodies, or the holder of a post."""
    if actor.kind == "person":
        return _is_official(actor, day)
    return actor.kind == "country" or (actor.kind == "organisation" and is_state_body(actor.name))


def _is_official(person: Actor, day: date | None) -> bool:
    """Whether a person holds a public post, by the table or else by the article."""
    known = person.known
    if known is None:
        return person.post is not None and is_state_post(person.post)
    return is_state_post(known.role or "") and (day is None or known.since <= day <= _last_day(known))


def _last_day(known: Form) -> date:
    return known.until + STILL if known.until < date.max - STILL else date.max


def is_state_post(post: str) -> bool:
    """Whether who holds a post speaks for the state: a *foreign minister*, no *opposition leader*, no *lawyer*."""
    words = set(post.split())
    return bool(words) and words.isdisjoint(load_words("private")) and words.isdisjoint(_list_groups())


@cache
def _list_groups() -> frozenset[str]:
    """The first words of the names of groups, in small letters."""
    return frozenset(name_words(form.form)[0] for form in load_forms() if form.kind == "group")


def is_state_body(name: str) -> bool:
    """Whether an organisation is a body of the state: one of the table with a country, or an army, a ministry."""
    return name in _list_bodies() or not load_words("state").isdisjoint(name.lower().split())


@cache
def _list_bodies() -> frozenset[str]:
    return frozenset(form.actor for form in load_forms() if form.kind == "organisation" and form.country)


def is_people(name: "Token", sense: str) -> bool:
    """Whether the name of a country's people means some, not its side: *three Afghans*, *an Iraqi*, no *the Russians*.

    `sense` is that of the name in `actors.csv`.
    """
    before = [child.lower_ for child in name.lefts]
    if sense == "adjective":
        return name.dep_ not in MODIFIERS and name.tag_ in _ONE and not _SOME.isdisjoint(before)
    return sense == "inhabitants" and before != ["the"]


def is_state_noun(noun: "Token") -> bool:
    """Whether a noun after the name of a country means its state: *Afghan soldiers*; no *Syrian rebels*, *firms*."""
    described = {child.lemma_.lower() for child in noun.lefts if child.dep_ in MODIFIERS}
    private = load_words("private")
    return noun.lemma_.lower() not in private and described.isdisjoint(private)
