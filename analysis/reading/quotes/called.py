"""What a person is called: the full name, the first name and its gender, *a man named Doe*."""

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.reading.actors.register import list_people, load_words
from analysis.rules.load import read_rows
from analysis.syntax.phrases import find_entity

if TYPE_CHECKING:
    from spacy.tokens import Token

_CALLED = re.compile(
    r",? (?:(?:called|named|identified as|known as)|who (?:gave|said) (?:his|her) name (?:as|was)) "
    r"([A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w){0,2})"
)


_SMALL = frozenset("of for at in on and to the".split())


def read_called(text: str, end: int) -> str | None:
    """The name that follows the words for somebody: *Nury* of *the doctor, called Nury, said*; or None."""
    called = _CALLED.match(text, end)
    return called[1] if called else None


@cache
def _list_first_names() -> dict[str, set[str]]:
    """The genders of each first name in the table of words for actors."""
    found: dict[str, set[str]] = {}
    for row in read_rows("actor_words.csv"):
        if row["sense"] in ("female_name", "male_name"):
            found.setdefault(row["word"].lower(), set()).add(row["sense"][0])
    return found


def read_gender(word: str) -> set[str]:
    """The genders, `f` and `m`, of people with a first name; empty if the table does not have it."""
    return _list_first_names().get(word.lower(), set())


def read_heading_name(words: str) -> str:
    """The name in a heading in capitals, written as in a text: *Jane Doe* of *HARBOUR MINISTER JANE DOE, LIMA*.

    Of whoever has a post and no name it is the whole: *Spokesman for the President*.
    """
    first = words.split(",")[0].strip()
    posts = load_words("post") | load_words("office") | load_words("title") | load_words("short_title")
    named = first.split()
    last = max((i for i, word in enumerate(named) if word.lower().rstrip(".") in posts), default=-1)
    own = named if _SMALL & {word.lower() for word in named} else named[last + 1 :] or named
    return " ".join(_write_small(word) for word in own)


def _write_small(word: str) -> str:
    """A word in capitals with small letters behind its first, also behind a hyphen; *U.N.* and *FOR* as in a text."""
    if word.lower() in _SMALL:
        return word.lower()
    return word if "." in word else re.sub(r"[A-Z’']+", lambda part: part[0].capitalize(), word)


def read_full_name(head: "Token") -> str | None:
    """The first and last name that end with a word: *Jamal Doe* of *Jamal Doe, an adviser*; or None."""
    words = [child for child in head.lefts if child.pos_ == "PROPN" and child.dep_ in ("compound", "nmod")]
    if head.pos_ != "PROPN" or (head.ent_type_ != "PERSON" and not words):
        return None
    return find_entity(head).text if head.ent_type_ else " ".join(word.text for word in (*words, head))


def read_first_name(head: "Token") -> str | None:
    """A name of one word that is the subject, if the parse knows nothing of it: *Hedda watched the crowd*; or None."""
    alone = head.tag_ == "NNP" and head.dep_ == "nsubj" and not head.ent_type_ and head.is_title
    known = head.lower_ in list_people() or any(child.dep_ in ("det", "compound", "amod") for child in head.lefts)
    return head.text if alone and not known else None
