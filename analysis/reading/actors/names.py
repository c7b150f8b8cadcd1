"""The names of people, countries, organisations and groups in a parsed text.

Names come from two sources: the forms of `actors.csv`, and the entities of the spaCy model with its known errors
corrected (titles and nationalities inside a name, possessives, *Twitter* as a person, *Supreme* as an organisation, a
surname as an organisation). Where two names overlap, the longer one counts.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.reading.actors.places import is_where
from analysis.reading.actors.register import (
    Form,
    find_forms,
    find_person,
    given_names,
    list_sure_humans,
    load_forms,
    load_titles,
    load_words,
    name_words,
)
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Span

LONGEST_NAME = 8  # words; anything longer is a line of a page, or a list

GENITIVES = frozenset(("'s", "’s", "'", "’"))

AGENCIES = frozenset(("Reuters", "AFP", "AP", "CNN", "BBC"))
_AGE = re.compile(r"[1-9]\d")
_NAME_TAGS = frozenset(("NNP", "NNPS"))
_ORGANISATION_TAGS = _NAME_TAGS | frozenset(("NN", "NNS", "JJ", "IN", "DT", "CC", "POS", "HYPH", "CD", "VBG", "VBN"))
_ARTICLES = frozenset(("the", "a", "an"))
_THINGS = frozenset(("FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LOC", "GPE"))


@dataclass(slots=True, eq=False)
class Name:
    """A name in a parsed text.

    Attributes:
        first, last: its first and its last token.
        start, end: its offsets in the parsed text.
        kind: `person`, `country`, `organisation` or `group`; `thing` for a name that is not an actor.
        form: its row of `actors.csv`, or None.
        country: of an organisation, the country in its name.
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    form: Form | None = None
    country: str | None = None


class Line:
    """A parsed text as plain lists with one entry per token, so that each attribute is looked up only once."""

    def __init__(self, piece: Piece) -> None:
        """Reads the tokens of a parse."""
        self.doc = doc = piece.doc
        self.source = piece.text
        tokens = list(doc)
        self.words = [token.text for token in tokens]
        self.lower = [word.lower() for word in self.words]
        self.tags = [token.tag_ for token in tokens]
        self.starts = [token.idx for token in tokens]
        self.ends = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self.token_at = {at: i for i, (a, b) in enumerate(zip(self.starts, self.ends, strict=True)) for at in (a, b)}
        self.token_at |= {start: i for i, start in enumerate(self.starts)}

    def text(self, name: Name) -> str:
        """The words of a name, on one line."""
        return " ".join(self.source[name.start : name.end].split())

    def is_alone(self, i: int) -> bool:
        """Whether a token is a proper noun, not part of a longer one, and not a date (*May*)."""
        neighbours = [j for j in (i - 1, i + 1) if 0 <= j < len(self.words)]
        named = self.tags[i] == "NNP" and self.doc[i].ent_type_ not in ("DATE", "TIME", "FAC", "GPE", "LOC")
        return named and not any(self.tags[j] == "NNP" and self.words[j][0].isupper() for j in neighbours)

    def make_name(self, first: int, last: int, kind: str, form: Form | None = None) -> Name:
        """The name that consists of the tokens from `first` to `last`."""
        return Name(first, last, self.starts[first], self.ends[last], kind, form)


def find_names(line: Line) -> list[Name]:
    """The names in a parsed text, things included, in order; no two share a token."""
    known = list(_find_known(line))
    countries = {i: name.form for name in known if name.kind == "country" for i in range(name.first, name.last + 1)}
    entities = [*_find_aged(line), *_find_described(line)]
    entities += [name for entity in line.doc.ents for name in _read_entity(line, entity, countries)]
    entities.extend(_find_given_names(line))
    for name in entities:
        if name.kind == "organisation":
            within = [countries[i] for i in range(name.first, name.last + 1) if i in countries]
            name.country = next((form.country for form in within if form.sense != "capital"), None)
    taken, names = set(), []
    for name in sorted([*known, *entities], key=lambda name: (name.first - name.last, name.form is None)):
        tokens = range(name.first, name.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            names.append(name)
    return sorted(names, key=lambda name: name.first)


def _find_known(line: Line) -> Iterator[Name]:
    """The forms of `actors.csv` in a parsed text; one that ends within a token includes the whole token."""
    for start, end, form in find_forms(line.source):
        first, last = line.token_at.get(start), line.token_at.get(end)
        if first is None or line.starts[first] != start:
            continue  # it begins within a word: anti-American
        if last is None:  # U.S.-led is one token
            last = first
        elif last > first and line.starts[last] == end:
            last -= 1
        kind = "thing" if form.kind == "none" else form.kind
        yield Name(first, max(first, last), start, end, kind, form)


def _read_entity(line: Line, entity: "Span", leading: Collection[int]) -> Iterator[Name]:
    """The name in an entity of the model, if it has one."""
    first, last = entity.start, entity.end - 1
    first += 2 * (line.lower[first : first + 2] in (["anti", "-"], ["pro", "-"]) and first + 2 <= last)
    if first < last and line.words[first] in AGENCIES and first and line.lower[first - 1] == "told":
        first += 1  # *told Reuters Gaddafi forces killed five*
    label = entity.label_
    if label == "PERSON":
        bounds = _trim_person(line, first, last, leading)
        if bounds and _is_person(line, *bounds):
            site = bounds[0] < bounds[1] and line.lower[bounds[0]] in load_words("site")  # *Camp Casey*
            yield line.make_name(*bounds, "thing" if site else "person")
    elif label in ("ORG", "NORP") or (label == "GPE" and first == last):
        yield from _read_body(line, first, last, label)
    elif label in _THINGS and (last := last - (line.lower[last] in GENITIVES)) > first:
        yield line.make_name(first + (line.lower[first] == "the"), last, "thing")


def _read_body(line: Line, first: int, last: int, label: str) -> Iterator[Name]:
    """The person or organisation in what the model calls an organisation, a nation or a place of one word."""
    if first < last and line.lower[first] == "the":
        first += 1
    if line.lower[last] in GENITIVES or line.lower[last] == ".":
        last -= 1
    ranked = first < last and line.lower[first].rstrip(".") in load_words("short_title")  # *Sgt Marcus Lee*
    first += ranked
    if first <= last and (ranked or _is_surname(line, first, last) or _begins_with_given_name(line, first, last)):
        yield line.make_name(first, last, "person")
    elif label == "ORG" and _is_organisation(line, first, last):
        yield line.make_name(first, last, "organisation")


def _find_aged(line: Line) -> Iterator[Name]:
    """The persons whose age stands behind their names: *Rany Ibrahim, 32, said*."""
    for i in range(2, len(line.words) - 1):
        if not (_AGE.fullmatch(line.words[i]) and line.words[i - 1] == line.words[i + 1] == ","):
            continue
        named = takewhile(lambda j: line.tags[j] == "NNP" and line.words[j].istitle(), range(i - 2, -1, -1))
        first = min(named, default=i)
        if first < i - 2 and not any(line.doc[j].ent_type_ in ("DATE", "TIME") for j in range(first, i - 1)):
            bounds = _trim_person(line, first, i - 2, ())
            if bounds and _is_person(line, *bounds):
                yield line.make_name(*bounds, "person")


def _find_described(line: Line) -> Iterator[Name]:
    """The persons whom a noun for one person describes, and not the model: *Gamil Sorra, a rebel commander in Lamu*."""
    for token in line.doc:
        last = token.left_edge.i - 2  # of the name, before a comma
        if last < 1 or token.tag_ != "NN" or token.lower_ not in list_sure_humans() or line.words[last + 1] != ",":
            continue
        named = takewhile(lambda j: line.tags[j] == "NNP" and line.words[j].istitle(), range(last, -1, -1))
        first = min(named, default=last)
        opens = token.dep_ == "nsubj" and line.doc[first].is_sent_start  # the model takes the name for an adverb
        tokens = line.doc[first : last + 1]
        described = (token.dep_ == "appos" and last == token.head.i) or opens
        if described and 2 <= len(tokens) <= 3 and all(word.ent_type_ in ("ORG", "") for word in tokens):
            bounds = _trim_person(line, first, last, ())
            if bounds and bounds[0] < bounds[1]:
                yield line.make_name(*bounds, "person")


def _find_given_names(line: Line) -> Iterator[Name]:
    """Pairs of names that begin with a common given name, where the model found no entity."""
    for i, word in enumerate(line.words[:-1]):
        unseen = word in given_names() and not line.doc[i].ent_type and not line.doc[i + 1].ent_type
        if unseen and _begins_with_given_name(line, i, i + 1):
            yield line.make_name(i, i + 1, "person")


def _begins_with_given_name(line: Line, first: int, last: int) -> bool:
    """Whether a span is two or three proper nouns, the first a common given name."""
    tokens = range(first, last + 1)
    return (
        len(tokens) in (2, 3)
        and line.words[first] in given_names()
        and all(line.tags[i] in _NAME_TAGS and line.words[i][0].isupper() for i in tokens)
    )


def _trim_person(line: Line, first: int, last: int, leading: Collection[int]) -> tuple[int, int] | None:
    """The first and last token of a person's name, without titles and nationalities before it or words after it."""
    while first < last and (first in leading or line.lower[first].rstrip(".") in _titles() | _ARTICLES):
        first += 1
    end = first
    while end <= last and (line.words[end][0].isupper() or line.lower[end] in load_words("particle") | {"-", "al-"}):
        end += 1
    while end > first and (len(line.words[end - 1].rstrip(".")) < 2 or not line.words[end - 1][0].isupper()):
        end -= 1
    return (first, end - 1) if end > first else None


@cache
def _titles() -> frozenset[str]:
    """The words that are not part of the name that they come before."""
    return load_titles().union(*map(load_words, ("office", "post", "modifier", "past")))


def _is_person(line: Line, first: int, last: int) -> bool:
    words = line.words[first : last + 1]
    if len(words) > LONGEST_NAME:
        return False
    if any(c.isdigit() for word in words for c in word) or " ".join(words) in _nobodies():
        return False
    if first == last:
        named = line.tags[first] in _NAME_TAGS and line.lower[first].rstrip(".") not in _titles()
        return named and len(words[0]) > 1 and words[0].isalpha()
    return True


def _is_surname(line: Line, first: int, last: int) -> bool:
    """Whether an entity that the model calls an organisation or a place is a surname in the table."""
    return first == last and find_person(name_words(line.words[first])) is not None and line.words[first][0].isupper()


def _is_organisation(line: Line, first: int, last: int) -> bool:
    words, tags = line.words[first : last + 1], line.tags[first : last + 1]
    if not 0 < len(words) <= LONGEST_NAME or not words[0][0].isupper() or words[-1] in "-–—|,:":
        return False
    if " ".join(words) in _nobodies() or all(word.lower() in _titles() for word in words):
        return False
    if first == last:
        return tags[0] in _NAME_TAGS and len(words[0]) > 2 and words[0].isalpha() and not is_where(line.doc[first])
    if all(word.isupper() for word in words):  # a headline in capitals
        return False
    return _ORGANISATION_TAGS.issuperset(tags) and not _NAME_TAGS.isdisjoint(tags)


@cache
def _nobodies() -> frozenset[str]:
    return frozenset(form.form for form in load_forms() if form.kind == "none")
