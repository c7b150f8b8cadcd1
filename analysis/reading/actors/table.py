"""The table `mentions`: the names, posts and pronouns of an article, each with the actor that it means.

The rules, applied in the order of the text:

- A name is a known form or an entity (`names.py`), with the title before it. A surname means the person whom the
  article names in full (`people.py`).
- A capital means its government if it acts, speaks or is addressed. If it is only a place (*in Tehran*, *flew to
  Tehran*, *Tehran airport*) it gets no row, so that a place cannot act.
- A post (`roles.py`) means the person who holds it according to the article, before or after; else the person who held
  it on the day of publication according to the table; else it is an actor of its own. *The minister* means the latest
  minister mentioned.
- *He*, *she*: the last person before it in the sentence who is a subject, else the subject of the sentence before.
  *It*, *its*, *they*, *their*: only if the same sentence, or the subject of the one before, leaves little doubt.
- *Both sides*, *the two countries*: two rows, for the two countries in this sentence and the one before if there are
  exactly two, else for the two mentioned most often so far.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reading.actors.names import Line, Name, find_names
from analysis.reading.actors.people import Actor, People, Posts
from analysis.reading.actors.places import acts
from analysis.reading.actors.pronouns import HE, Context, Mention
from analysis.reading.actors.register import find_surnames, load_titles, load_words
from analysis.reading.actors.roles import Role, find_roles, name_after_of
from analysis.reading.actors.states import is_people, speaks_for_state
from analysis.reading.schema import MENTIONS
from analysis.reading.tables import make_table
from analysis.rules.load import load_values
from analysis.syntax.grammar import NEUTER, PLURAL, SUBJECTS, find_head
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Token

ROLES = ("headline", "caption", "subhead", "paragraph")  # blocks in which actors are looked for

# What may come between the comma after a name and a post: tags, and how many of them (*Ana Rusu, a powerful general*)
_BETWEEN = frozenset(("DT", "JJ", "NN", "PRP$"))
_LONGEST_GAP = 5
_PAIRS = {"both": ["both"], "the": ["the", "two"]}  # what comes before *sides*, *countries*
_POINTERS = frozenset((*HE, *NEUTER, *PLURAL, *_PAIRS))  # words other than names and posts that may mean an actor


def find_mentions(text: str, pieces: Sequence[Piece], published: date | None = None) -> pd.DataFrame:
    """The table `mentions`: one row per mention of an actor, in order.

    Args:
        text: the article's text.
        pieces: its parsed pieces; section lines, bylines and datelines are left out.
        published: the day of publication, to look up who holds an office.

    Returns:
        A table with the columns of `schema.MENTIONS`. Rows do not overlap, except that *both sides* has two rows at one
        place. A person has the longest form of the name in the article, without title; other actors have their name in
        `actors.csv`.
    """
    people = People(published)
    lines = [(piece, Line(piece)) for piece in pieces if piece.role in ROLES]
    names = _find_all_names(lines, people)
    linker = _Linker(people)
    read = (linker.read(piece, line, here) for (piece, line), here in zip(lines, names, strict=True))
    mentions = [mention for group in read for mention in group]  # all of them, since a later one may name an actor
    return make_table((_describe(text, mention, published) for mention in mentions), MENTIONS)


def _describe(text: str, mention: Mention, day: date | None) -> dict:
    """The row of a mention."""
    start, end, actor = mention.start, mention.end, mention.actor.resolve()
    place = {"paragraph": mention.paragraph, "start": start, "end": end, "text": text[start:end]}
    state = actor.country is not None and not mention.people and speaks_for_state(actor, day)
    return place | {"actor": actor.name, "kind": actor.kind, "country": actor.country, "state": state}


def _find_all_names(lines: list[tuple[Piece, Line]], people: People) -> list[list[Name]]:
    """The names of each line, surnames that the model missed included; full names are added to `people`.

    The model takes too many words of a headline for names: there, only names in the story or the table count.
    """
    found = [(piece, line, find_names(line)) for piece, line in lines]
    in_story = {line.text(name) for piece, line, names in found if piece.paragraph for name in names}
    kept = [(line, [name for name in names if name.form or line.text(name) in in_story]) for _, line, names in found]
    placed = [(line.text(name), name) for line, names in kept for name in names]
    kinds = Counter((words, name.kind) for words, name in placed)
    for words, name in placed:
        if name.kind == "person" and name.first < name.last:
            people.add(words).named += 1
    for words, name in placed:
        if name.kind in ("person", "organisation") and name.first == name.last and name.form is None:
            name.kind = _choose_kind(words, kinds, people)
    return [[*names, *_find_surnames(line, names, people)] for line, names in kept]


def _choose_kind(word: str, kinds: Counter, people: People) -> str:
    """Whether a single word is a person or an organisation: what it mostly is elsewhere in the article."""
    if word.lower() in people.by_surname or kinds[word, "person"] >= kinds[word, "organisation"]:
        return "person"
    return "organisation"


def _find_surnames(line: Line, names: list[Name], people: People) -> list[Name]:
    """Surnames outside the names so far, of people whom the article names in full or who hold a post at the time."""
    taken = {i for name in names for i in range(name.first, name.last + 1)}
    known = find_surnames(people.published)
    return [
        line.make_name(i, i, "person")
        for i, (word, lower) in enumerate(zip(line.words, line.lower, strict=True))
        if word[0].isupper() and i not in taken and lower not in HE
        if lower in people.by_surname or (lower in known and line.is_alone(i))
    ]


class _Linker:
    """Goes through an article's names, posts and pronouns in order and finds whom each means."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.posts = Posts(people)
        self.context = Context()
        self.others: dict[str, Actor] = {}  # countries, organisations and groups, by name
        self.short: dict[str, str] = {}  # last word of an organisation's name → the name: the Post

    def read(self, piece: Piece, line: Line, names: list[Name]) -> Iterator[Mention]:
        """The mentions of a piece, in order."""
        self.piece, self.line = piece, line
        self.name_at = {i: name for name in names for i in range(name.first, name.last + 1)}
        roles = find_roles(line, self.name_at)
        starts = {sentence.start for sentence in line.doc.sents}
        self.free = i = 0  # the first token that is not in a mention yet, and the current token
        while i < len(line.words):
            if i in starts and i:
                self.context.end_sentence()
            if i in self.name_at or i in roles or line.lower[i] in _POINTERS:
                for mention in self._read_token(i, roles.get(i)):
                    self.context.add(mention)
                    yield mention
            i = max(i + 1, self.free)
        self.context.end_sentence()

    def _read_token(self, i: int, role: Role | None) -> list[Mention]:
        """The mentions that begin at a token."""
        word, name = self.line.lower[i], self.name_at.get(i)
        if role and (mentions := self._read_role(role)):
            return mentions
        if name:
            return self._read_name(name) if name.first == i else []
        token = self.line.doc[i]
        if word in HE:
            return self._mention(i, i, self.context.find_person(token))
        if word in NEUTER:
            return self._mention(i, i, self.context.find_thing(token))
        if word in PLURAL:
            return self._mention(i, i, self.context.find_several(token), plural=True)
        if last := self._end_of_pair(i):
            pair = list(self.context.find_pair())
            return [mention for actor in pair for mention in self._mention(i, last, actor, plural=True)]
        return []

    def _end_of_pair(self, i: int) -> int | None:
        """The last token of *both sides* or *the two countries*, if such a phrase begins at a token."""
        end = i + len(words) if (words := _PAIRS.get(self.line.lower[i])) else None
        pair = end is not None and self.line.lower[i:end] == words and self._word(end) in load_words("side")
        return end if pair else None

    def _read_role(self, role: Role) -> list[Mention]:
        """A post with or without the name of its holder."""
        holder = self._name_after(role.last + 1)
        if holder is not None:  # President Donald Trump
            if role.country is None:  # President Donald Trump of the United States
                role.country = name_after_of(self.line, holder.last, self.name_at)
            person = self._person(holder)
            self._learn(role, person)
            return self._mention(role.first, holder.last, person)
        if self._word(role.last + 1) == "," and (role.country or role.determiner == "the"):
            holder = self._name_after(role.last + 2)  # the minister, Javad Zarif
        holder = holder or self._name_before(role)  # Javad Zarif, Iran's foreign minister
        if holder is not None:
            person = self._person(holder)
            self._learn(role, person)
        elif role.definite:
            person = self._find_holder(role)
        else:
            return []
        first = role.first - (self._word(role.first - 1) == "the")
        return self._mention(first, role.last, person) if self._says_which(role) else []

    def _says_which(self, role: Role) -> bool:
        """Whether the words of a post alone mean one particular person."""
        return role.definite and (role.country is not None or role.determiner != "")

    def _find_holder(self, role: Role) -> Actor | None:
        """The person that a post without a name means, or None."""
        country, post = self._locate(role)
        if role.unique and (country or role.country):
            words = self.line.doc[role.first : role.last + 1].text
            return self.posts.find(country, post, words)
        known = self.posts.recall(post) if role.determiner == "the" else None
        return self.posts.holders.get(known) if known else None

    def _locate(self, role: Role) -> tuple[str | None, str]:
        """The country of a post, or None, and the post; the post of an organisation includes its name."""
        name = role.country
        if name is None:
            return self._country_of_owner(role), role.post
        if name.kind == "country":
            return name.form.country, role.post
        body = name.form.actor if name.form else self.line.text(name)
        return name.form.country if name.form else name.country, f"{body.lower()} {role.post}"

    def _country_of_owner(self, role: Role) -> str | None:
        """The country of *his* in *his foreign minister*."""
        token = self.line.doc[role.first - 1]
        if role.determiner in HE or role.determiner in NEUTER:
            while token.i and token.lower_ != role.determiner:
                token = token.nbor(-1)
            owner = self.context.find_person(token) if role.determiner in HE else self.context.find_thing(token)
            return owner.resolve().country if owner else None
        return None

    def _learn(self, role: Role, person: Actor) -> None:
        """Records the country of a person, by the post, and who holds the post."""
        country, post = self._locate(role)
        if country is None and role.determiner == "the" and role.country is None:
            country, post = self.posts.recall(post) or (None, post)
        certain = person.known is not None and len(person.words) > 1
        if country and not certain and (person.country is None or person.known):
            person.country, person.known = country, None
        if not role.past:
            person.post = post
            self.posts.note(country or person.country, post, person)

    def _read_name(self, name: Name) -> list[Mention]:
        """The mention of a name, with the title before it if it is a person's."""
        if name.kind == "thing":
            return []
        if name.kind == "person":
            person, first = self._person(name), name.first
            while first > self.free and (title := self._word(first - 1).rstrip(".")) in load_titles():
                if post := load_values("post_words.csv", "title").get(title):
                    self.posts.note(person.country, post, person)
                first -= 1
            return self._mention(first, name.last, person)
        head = self._head(name.first, name.last)
        if name.form and name.form.sense == "capital" and not acts(head):
            return []
        inhabitants = bool(name.form and name.form.sense == "inhabitants")
        found = self._mention(name.first, name.last, self._other(name), name.kind == "group" or inhabitants, exact=name)
        for mention in found:
            mention.people = name.form is not None and is_people(head, name.form.sense)
        return found

    def _other(self, name: Name) -> Actor:
        """The country, organisation or group that a name means."""
        called = name.form.actor if name.form else self.line.text(name)
        if name.form is None:
            last = called.split()[-1]
            short = self.short.setdefault(last, called)
            called = short if called == last else called
        country = name.form.country if name.form else name.country
        return self.others.setdefault(called, Actor(called, name.kind, country))

    def _person(self, name: Name) -> Actor:
        """The person that a name means; a title shows the gender. A single unknown name is a new person."""
        title = self._word(name.first - 1).rstrip(".") if name.first else ""
        gender = "m" if title in load_words("male_title") else "f" if title in load_words("female_title") else None
        words = self.line.text(name)
        if name.first < name.last or (name.form and name.form.kind == "person"):
            person = self.people.add(words)
            if self.line.doc[name.first : name.last + 1].root.dep_ in SUBJECTS:
                self.people.touch(person)
        else:
            person = self.people.find(words, gender) or self.people.add(words)
            person.called += 1
        person.met = True
        if gender and not person.known:
            person.gender = gender
        return person

    def _name_after(self, i: int) -> Name | None:
        """The person's name that begins at a token, or after titles that begin there."""
        while self._word(i).rstrip(".") in load_titles() and i not in self.name_at:
            i += 1
        name = self.name_at.get(i)
        return name if name is not None and name.kind == "person" and name.first == i else None

    def _name_before(self, role: Role) -> Name | None:
        """The person's name before a comma, a description and a post: *Ana Rusu* in *Ana Rusu, a powerful general*."""
        i = role.first - 1
        for _ in range(_LONGEST_GAP):
            if i > 0 and self.line.tags[i] in _BETWEEN and i not in self.name_at:
                i -= 1
        name = self.name_at.get(i - 1) if i > 0 and self.line.words[i] == "," else None
        return name if name is not None and name.kind == "person" else None

    def _word(self, i: int) -> str:
        return self.line.lower[i] if 0 <= i < len(self.line.lower) else ""

    def _head(self, first: int, last: int) -> "Token":
        """The head token of a span."""
        return find_head(self.line.doc, first, last)

    def _mention(
        self, first: int, last: int, actor: Actor | None, plural: bool = False, exact: Name | None = None
    ) -> list[Mention]:
        """The mention of an actor in the tokens from `first` to `last`; none if there is no actor."""
        if actor is None:
            return []
        self.free = max(self.free, last + 1)
        start, end = (exact.start, exact.end) if exact else (self.line.starts[first], self.line.ends[last])
        offset = self.piece.offset
        return [Mention(self.piece.paragraph, offset + start, offset + end, actor, self._head(first, last), plural)]
