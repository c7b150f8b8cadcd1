"""Posts and titles in a parsed text: *Iran's foreign minister*, *the minister*, *US President*, *Supreme Leader*.

A role is a head noun (`office` or `post` in `actor_words.csv`) with the words before it that specify it, and its
country: an adjective, a possessive or a name before it, or *of* and a name after it.
"""

from dataclasses import dataclass

from analysis.reading.actors.names import GENITIVES, Line, Name
from analysis.reading.actors.register import load_words, spell_role
from analysis.syntax.grammar import PLURAL_TAGS, POSSESSIVES

LONGEST_ROLE = 6  # words before the head noun that are read

_STATES = frozenset("country nation state republic government kingdom".split())


@dataclass(slots=True, eq=False)
class Role:
    """A post or a title in a parsed text.

    Attributes:
        first, last: its first and last token, its country included, without article or pronoun.
        post: the post in the table's spelling: `foreign minister`.
        unique: whether a country has only one (`office`).
        country: the name of the country or body that has the post, or None.
        determiner: the word *the*, *a*, *his* … before it, or "".
        past: whether it is a former post.
        elsewhere: whether it is the office of something that is no country: *the president of the union*.
    """

    first: int
    last: int
    post: str
    unique: bool
    country: Name | None = None
    determiner: str = ""
    past: bool = False
    elsewhere: bool = False

    @property
    def definite(self) -> bool:
        """Whether it means one particular person of those who are named."""
        return self.determiner not in load_words("indefinite") and not self.past and not self.elsewhere


def find_roles(line: Line, name_at: dict[int, Name]) -> dict[int, Role]:
    """The roles in a parsed text, by their first token; `name_at` gives the name at each token."""
    roles, end = {}, -1
    offices, posts = load_words("office"), load_words("post")
    for i, word in enumerate(line.lower):
        if (word in offices or word in posts) and i > end and i not in name_at and line.tags[i] not in PLURAL_TAGS:
            if _goes_on(line, i):
                continue  # Defence Minister: the head comes later; general assembly: not a person
            role = _read_role(line, i, name_at, end)
            roles[role.first] = role
            end = role.last
    return roles


def _goes_on(line: Line, i: int) -> bool:
    """Whether a head noun is only the first part of a longer one: *Deputy Chief*, *general secretary*."""
    after = line.lower[i + 1] if i + 1 < len(line.lower) else ""
    heads = load_words("office") | load_words("post")
    return line.lower[i] in load_words("modifier") | {"chief", "deputy"} and after in heads | load_words("modifier")


def _read_role(line: Line, head: int, name_at: dict[int, Name], end: int) -> Role:
    """The role around a head noun, after the token `end`."""
    first = head
    while first - 1 > end and first - 1 not in name_at and line.lower[first - 1] in load_words("modifier"):
        first -= 1
    role = Role(first, head, "", line.lower[head] in load_words("office"))
    last = _end_of_post(line, head)
    role.post, role.last = spell_role(" ".join(line.lower[first : last + 1])), last
    _read_left(line, role, name_at, end)
    if role.country is None:
        _read_right(line, role, name_at)
    return role


def _end_of_post(line: Line, head: int) -> int:
    """The last token of *secretary of state*, *speaker of the House*, *secretary-general*; else the head noun."""
    if line.lower[head + 1 : head + 3] == ["-", "general"]:
        return head + 2
    if line.lower[head + 1 : head + 2] != ["of"]:
        return head
    begin = end = head + 2 + (line.lower[head + 2 : head + 3] == ["the"])
    while end < len(line.lower) and line.lower[end] in load_words("modifier"):
        end += 1
    return end - 1 if end > begin else head


def _read_left(line: Line, role: Role, name_at: dict[int, Name], end: int) -> None:
    """Adds the country, *former* and the determiner before a post; other words may come between them."""
    at = role.first - 1
    for _ in range(LONGEST_ROLE):
        if at <= end:
            return
        name, word = name_at.get(at), line.lower[at]
        if word in GENITIVES and name_at.get(at - 1) is not None:
            at -= 1
            continue
        if name is not None and name.kind in ("country", "organisation", "group") and name.first > end:
            role.country, role.first = name, name.first
            at = name.first
        elif word in load_words("past"):
            role.past = True
        elif word == "the" or word in load_words("indefinite") | POSSESSIVES:
            role.determiner = word
            return
        elif word != "-" and not _describes(line, at, name) and word not in load_words("modifier"):
            return
        at -= 1


def _describes(line: Line, i: int, name: Name | None) -> bool:
    """Whether a word may come between a post and its country or article: *the powerful Indiana governor*."""
    tag = line.tags[i]
    return tag.startswith("JJ") or (tag == "NNP" and (name is None or name.kind == "thing"))


def _read_right(line: Line, role: Role, name_at: dict[int, Name]) -> None:
    """Adds *of Moldova*, *of the Kurds* after a post."""
    if name := name_after_of(line, role.last, name_at):
        role.country, role.last = name, name.last
    elif role.unique and line.lower[role.last + 1 : role.last + 2] == ["of"]:
        owner = slice(role.last + 2, role.last + 2 + LONGEST_ROLE)
        nouns = any(tag.startswith("NN") for tag in line.tags[owner])
        role.elsewhere = nouns and _STATES.isdisjoint(line.lower[owner])


def name_after_of(line: Line, i: int, name_at: dict[int, Name]) -> Name | None:
    """The country, organisation or group in *of Moldova* after a token, or None."""
    at = i + 1
    if at < len(line.lower) and line.lower[at] == "of":
        at += 1 + (line.lower[at + 1 : at + 2] == ["the"])
        name = name_at.get(at)
        return name if name is not None and name.kind in ("country", "organisation", "group") else None
    return None
