"""How an article describes its people: *Amal Doe, a tourism manager*, *the British MP, George Roe*.

So *the manager said* and *the British MP said* can be given to a person. Only nouns beside a name count, and what is
said with *is*: *Doe is the manager*.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.rules.load import load_words
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = frozenset(("compound", "nmod", "amod"))
_NOUNS = ("NN", "NNP")  # one person; *MP* is read as a name
_ORIGINS = ("NORP", "GPE")
_PASSING = load_words("grammar_words.csv", "passing")


@dataclass(frozen=True, slots=True)
class Description:
    """A noun that an article says of somebody.

    Attributes:
        start: where the name stands in the text.
        speaker: the speaker columns of the person.
        noun: the noun, in its basic form.
        words: the words before it that describe it.
    """

    start: int
    speaker: dict
    noun: str
    words: frozenset[str]


def list_descriptions(pieces: Iterable[Piece], people: Iterable[tuple[int, int, dict]]) -> list[Description]:
    """What an article says that its people are, in the order of the text.

    Args:
        pieces: the parsed article.
        people: the place of each name of a person and its speaker columns, in order.
    """
    found, waiting = [], sorted(people, key=lambda person: -person[0])
    for piece in pieces:
        end = piece.offset + len(piece.text)
        while waiting and waiting[-1][0] < end:
            start, stop, speaker = waiting.pop()
            span = piece.doc.char_span(max(0, start - piece.offset), stop - piece.offset, alignment_mode="expand")
            nouns = _list_nouns(span.root) if span is not None and len(span) else ()
            found += [Description(start, speaker, noun.lemma_.lower(), _list_words(noun)) for noun in nouns]
    return found


def _list_nouns(name: "Token") -> Iterator["Token"]:
    """The nouns that say what the person of a name is."""
    yield from (child for child in name.lefts if child.dep_ in ("compound", "nmod") and child.tag_ in _NOUNS)
    yield from (child for child in name.rights if child.dep_ == "appos" and child.tag_ in _NOUNS)
    if name.dep_ == "appos" and name.head.tag_ in _NOUNS:
        yield name.head
    if name.dep_ == "nsubj" and name.head.lemma_ == "be":
        yield from (child for child in name.head.rights if child.dep_ == "attr" and child.tag_ in _NOUNS)


def _list_words(noun: "Token") -> frozenset[str]:
    return frozenset(child.lower_ for child in noun.lefts if child.dep_ in _BESIDE) - _PASSING


def find_meant(head: "Token", before: int, described: Iterable[Description]) -> dict:
    """The only person of whom an article has said a noun before: *the manager* after *Amal Doe, a manager*; or nothing.

    Whatever else is said must fit: *the rebel spokesman* is not *Doe, a government spokesman*. Where somebody is from
    may be new.
    """
    said = _list_words(head) - {child.lower_ for child in head.lefts if child.ent_type_ in _ORIGINS}
    same = [d for d in described if d.noun == head.lemma_.lower() and d.start < before]
    people = {d.speaker["speaker"]: d for d in same}
    if len(people) != 1 or not any(said <= d.words for d in same):
        return {}
    return same[-1].speaker
