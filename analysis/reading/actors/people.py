"""The people in an article: which names mean the same person, and what the article says about each.

*Donald Trump*, *Donald J. Trump* and *Trump* are one person; so are *Ana Rusu* and *Rusu*. The country of a full name
in the table comes from the table; the country of anyone else comes from the post that the article gives: *Moldova's
defence minister, Ana Rusu*.
"""

from dataclasses import dataclass, field
from datetime import date

from analysis.reading.actors.register import Form, find_holder, find_person, load_words, name_words

NAMESAKES = 8  # at most this many people with one surname are distinguished


@dataclass(slots=True, eq=False)
class Actor:
    """An actor that an article mentions. What the article says about it later applies to all its mentions.

    Attributes:
        name: the longest form of the name so far.
        kind: `person`, `country`, `organisation` or `group`.
        country: alpha-3, or None.
        gender: of a person: `f`, `m` or None.
        words: of a person: the words of the name.
        known: of a person: the row of `actors.csv`.
        named: of a person: how often the article has the full name.
        called: of a person: how often it has the surname or the first name alone, so far.
        met: of a person: whether it has named this one by now.
        post: of a person: the post that the article names last.
        same_as: the actor that this one turned out to be, as when the holder of a post is named later.
    """

    name: str
    kind: str
    country: str | None = None
    gender: str | None = None
    words: frozenset[str] = frozenset()
    known: Form | None = None
    named: int = 0
    called: int = 0
    met: bool = False
    post: str | None = None
    same_as: "Actor | None" = None

    def resolve(self) -> "Actor":
        """The actor that this one turned out to be, else itself."""
        return self.same_as.resolve() if self.same_as else self


@dataclass
class People:
    """The people that an article names, by surname and by first name."""

    published: date | None = None
    by_surname: dict[str, list[Actor]] = field(default_factory=dict)
    by_first_name: dict[str, Actor] = field(default_factory=dict)
    by_known: dict[str, Actor] = field(default_factory=dict)

    def add(self, name: str) -> Actor:
        """The person with a full name. If it is the longest form so far, it becomes the person's name."""
        words = name_words(name)
        namesakes = self.by_surname.setdefault(words[-1], [])
        person = next((p for p in namesakes if p.words.issuperset(words) or p.words.issubset(words)), None)
        if person is None:
            person = self._make(name, words)
            if len(namesakes) < NAMESAKES and person not in namesakes:
                namesakes.append(person)
        else:
            self._lengthen(person, name, words)
        self.by_first_name.setdefault(words[0], person)
        return person

    def _make(self, name: str, words: tuple[str, ...]) -> Actor:
        known = find_person(words, self.published)
        if known and known.actor in self.by_known:
            return self.by_known[known.actor]
        person = Actor(name, "person", known and known.country, known and known.gender, frozenset(words), known)
        person.gender = person.gender or guess_gender(name)
        if known:
            self.by_known[known.actor] = person
        return person

    def _lengthen(self, person: Actor, name: str, words: tuple[str, ...]) -> None:
        """Gives a person a longer name; for people in the table, only if the table has it too (not *Crooked …*)."""
        known = find_person(words, self.published) if len(words) > 1 else None
        if known and not person.known and known.actor not in self.by_known:
            self.by_known[known.actor] = person
            person.known, person.country, person.gender, person.name = known, known.country, known.gender, name
        elif len(name) > len(person.name) and (known or not person.known):
            person.name = name
        person.words = person.words.union(words)

    def find(self, word: str, gender: str | None = None) -> Actor | None:
        """The person that a surname or a first name means: of several, one who was named by now.

        Of several such, or of none, it means the one named most often: *Gaddafi* is not his daughter Aisha where he
        was called so before.
        """
        key = name_words(word)[-1]
        people = self.by_surname.get(key, [])
        fitting = [p for p in people if not gender or p.gender in (None, gender)] or people
        best = max(fitting, key=lambda person: (person.met, person.named + person.called), default=None)
        return best or self.by_first_name.get(key)

    def touch(self, person: Actor) -> None:
        """Puts the person first whom a sentence is about: of two named equally often, the surname means this one.

        So *Clinton* stays Ann Clinton after *her husband, Bob Clinton*.
        """
        for people in [self.by_surname.get(word, []) for word in person.words]:
            if person in people:
                people.remove(person)
                people.insert(0, person)


@dataclass
class Posts:
    """The posts that an article mentions, and their holders as far as the article has named them."""

    people: People
    holders: dict[tuple[str | None, str], Actor] = field(default_factory=dict)
    latest: dict[str, tuple[str | None, str]] = field(default_factory=dict)  # last word of a post → the post

    def note(self, country: str | None, post: str, person: Actor) -> None:
        """Records that a person holds a post; an actor known only by the post turns out to be this person."""
        before = self.holders.get((country, post))
        if before is not None and before is not person and not before.words and before.same_as is None:
            before.same_as = person
        self.holders[country, post] = person
        self.latest[post.split()[-1]] = (country, post)

    def recall(self, post: str) -> tuple[str | None, str] | None:
        """The latest post that *the minister* or *the foreign minister* may mean."""
        latest = self.latest.get(post.split()[-1])
        return latest if latest and (latest[1].endswith(post)) else None

    def find(self, country: str | None, post: str, words: str) -> Actor:
        """The holder of a country's post, from the article, else from the table; else an actor known by the post."""
        actor = self.holders.get((country, post))
        if actor is None:
            known = find_holder(country, post, self.people.published)
            actor = known and self.people.by_known.get(known.actor)
            if actor is None:
                actor = Actor(known.actor if known else words, "person", country, known and known.gender, post=post)
                actor.known = known
        self.holders[country, post] = actor
        self.latest[post.split()[-1]] = (country, post)
        return actor


def guess_gender(name: str) -> str | None:
    """`f` or `m` by the first name, or None."""
    first = name.split()[0] if name.split() else ""
    women, men = first in load_words("female_name"), first in load_words("male_name")
    return None if women == men else "f" if women else "m"
