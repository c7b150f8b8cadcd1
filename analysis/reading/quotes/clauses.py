"""Sentences around quoted passages: which of their words report, what the subject of a verb is, what a noun phrase is.

A parser takes the words of a quote for part of the sentence that it stands in. Here a passage is one item of its
sentence, and only the words outside passages count. The words that can report (*say*, *call*, *remark*) are a table,
`rules/reporting_verbs.csv`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.reading.quotes.passages import Passage
from analysis.rules.load import read_rows
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Token

PHRASE = 40  # tokens of the longest noun phrase that is taken for a speaker, to either side of its main word
CHAIN = 25  # steps up the parse tree
BESIDE = 6  # tokens between a verb and a subject that the parse did not tie to it

NOMINAL = frozenset("NOUN PROPN PRON".split())
RELATIVE = frozenset("WDT WP WP$".split())
SUBJECT = frozenset("nsubj nsubjpass".split())
_SHARING = frozenset("conj xcomp advcl pcomp prep acl relcl dep aux auxpass".split())  # with the subject of their head
_CLAUSE = frozenset("relcl acl advcl ccomp parataxis conj".split())
_INSIDE = frozenset("appos compound flat pobj prep conj amod nmod".split())  # of a noun phrase
_QUOTED = frozenset("quoted cited heard overheard".split())  # passives whose subject speaks
_EMPTY = frozenset("what which who that there this".split())  # subjects that nobody is
_SENTENCE_END = frozenset(". ! ? … ... ___".split())
_MARKS = "\"”»’' "


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence as a reader takes it: words and, each as one item, quoted passages.

    Attributes:
        piece: the parsed piece that it stands in.
        items: its tokens outside passages, and its passages.
        places: the place in `items` of a token, by the token's number in the parse.
        inside: the tokens of each passage, by where it begins.
        reports: what a token was found to report, by its number, so that no token is asked twice.
    """

    piece: Piece
    items: list["Token | Passage"] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    inside: dict[int, list["Token"]] = field(default_factory=dict)
    reports: dict[int, tuple["Token", "Token"] | None] = field(default_factory=dict)

    @property
    def passages(self) -> list[tuple[int, Passage]]:
        """The passages with their places in `items`."""
        return [(i, item) for i, item in enumerate(self.items) if isinstance(item, Passage)]

    @property
    def is_bare(self) -> bool:
        """Whether there are passages here, and no words beside them."""
        return bool(self.items) and all(isinstance(item, Passage) or item.is_punct for item in self.items)

    def read(self, passage: Passage) -> list["Token"]:
        """The words of a passage, as far as they are in the sentence's piece."""
        return self.inside.get(passage.start, [])

    def add(self, item: "Token | Passage") -> None:
        """Puts an item at the end."""
        if not isinstance(item, Passage):
            self.places[item.i] = len(self.items)
        self.items.append(item)

    def holds(self, token: "Token") -> bool:
        """Whether a token is one of the words outside the passages."""
        return token.i in self.places


@lru_cache
def _kinds() -> dict[str, set[str]]:
    """What each reporting word is: *say* (can follow a quote), *judge* (has it as object), *noun*."""
    kinds: dict[str, set[str]] = {}
    for row in read_rows("reporting_verbs.csv"):
        kinds.setdefault(row["lemma"], set()).add(row["kind"])
    return kinds


def find_cue(token: "Token | Passage") -> str | None:
    """`say`, `judge` or `noun` for a word that reports, else None."""
    kinds = None if isinstance(token, Passage) else _kinds().get(token.lemma_.lower())
    if not kinds:
        return None
    if token.pos_ in ("VERB", "AUX") or token.lower_ in ("said", "says"):
        return "say" if "say" in kinds else "judge" if "judge" in kinds else None
    return "noun" if "noun" in kinds and token.pos_ in ("NOUN", "PROPN") else None


def split_sentences(text: str, piece: Piece, passages: Sequence[Passage]) -> Iterator[Sentence]:
    """The sentences of a piece, each passage as one item of the sentence that it stands in."""
    sentence, waiting, inside = Sentence(piece), list(reversed(passages)), None
    for token in piece.doc:
        start = piece.offset + token.idx
        opened = []
        while waiting and waiting[-1].start <= start:
            inside = waiting.pop()
            opened.append(inside)
        hidden = inside is not None and start < inside.end
        for item in opened if hidden or token.is_space else [*opened, token]:
            if _is_over(text, sentence, item):
                yield sentence
                sentence = Sentence(piece)
            sentence.add(item)
        if hidden:
            sentence.inside.setdefault(inside.start, []).append(token)
    for passage in reversed(waiting):
        sentence.add(passage)
    if sentence.items:
        yield sentence


def _is_over(text: str, sentence: Sentence, following: "Token | Passage") -> bool:
    """Whether a sentence is at its end before an item: after a stop, or a passage that has one and then a capital."""
    if not sentence.items:
        return False
    last = sentence.items[-1]
    if not isinstance(last, Passage):
        return last.text in _SENTENCE_END
    if isinstance(following, Passage):
        return False
    capital = following.text[:1].isupper() and text[last.end : sentence.piece.offset + following.idx].strip() == ""
    return capital and text[last.start : last.end].rstrip(_MARKS).endswith((".", "…"))


def measure_phrase(head: "Token", sentence: Sentence) -> tuple[int, int]:
    """The offsets of the noun phrase of a word, without its relative clause and what hangs on it loosely."""
    doc, offset = head.doc, sentence.piece.offset
    first, last = head.i, head.i
    low, high = max(head.left_edge.i, head.i - PHRASE), min(head.right_edge.i, head.i + PHRASE)
    for child in head.rights:
        if child.dep_ in _CLAUSE and child.pos_ not in NOMINAL and child.left_edge.i > head.i:
            high = min(high, child.left_edge.i - 1)
        if child.i > head.i + PHRASE:
            break
    while first > low and sentence.holds(doc[first - 1]):
        first -= 1
    while last < high and sentence.holds(doc[last + 1]):
        last += 1
    while last > head.i and ((doc[last].is_punct and doc[last].text != ")") or doc[last].pos_ in ("CCONJ", "SCONJ")):
        last -= 1
    while first < head.i and (
        not any(map(str.isalnum, doc[first].text)) or doc[first].pos_ in ("CCONJ", "SCONJ", "ADV", "ADP")
    ):
        first += 1
    return offset + doc[first].idx, offset + doc[last].idx + len(doc[last])


def find_subject(word: "Token", sentence: Sentence) -> "Token | None":
    """The noun that does what a verb says, or None: its subject, that of the verb it hangs on, or its antecedent."""
    for _ in range(CHAIN):
        agents = [noun for c in word.children if c.dep_ == "agent" for noun in c.children if noun.dep_ == "pobj"]
        subjects = agents or [c for c in word.children if c.dep_ in SUBJECT]
        if subjects:
            return next((noun for subject in subjects if (noun := _resolve(subject, word, sentence))), None)
        if word.head == word:
            return None
        if word.dep_ == "acl" and word.head.pos_ in NOMINAL:
            return _resolve(word.head, word, sentence)
        if word.dep_ not in _SHARING:
            return None
        word = word.head
    return None


def _resolve(subject: "Token", verb: "Token", sentence: Sentence) -> "Token | None":
    """The noun that a subject stands for: the antecedent of *who*; the writer of *a letter that says*."""
    if subject.dep_ == "nsubjpass" and verb.lower_ not in _QUOTED:  # who is told says nothing
        return None
    if subject.tag_ in RELATIVE and verb.dep_ == "relcl":
        subject = verb.head
    if subject.lower_ in _EMPTY or not sentence.holds(subject) or not any(map(str.isalnum, subject.text)):
        return None
    written = subject == verb.head and subject.dep_ == "dobj" and find_cue(subject) == "noun"
    return (find_subject(subject.head, sentence) or subject) if written else subject


def find_noun_before(sentence: Sentence, place: int, stop: int) -> "Token | None":
    """The subject that stands right before a verb, where the parse lost it."""
    for i in range(place - 1, max(stop, place - 1 - BESIDE), -1):
        token = sentence.items[i]
        if isinstance(token, Passage):
            return None
        if token.pos_ in NOMINAL and token.tag_ not in RELATIVE:
            for _ in range(CHAIN):
                head = token.head
                if token.dep_ not in _INSIDE or not stop < sentence.places.get(head.i, -1) < place:
                    break
                token = head
            return token if token.pos_ in NOMINAL else None
        if token.pos_ not in ("ADV", "AUX", "PART") and token.text != ",":
            return None
    return None


def find_noun_after(sentence: Sentence, place: int) -> "Token | None":
    """The subject that stands right after a verb: *said the old man*."""
    for i in range(place + 1, min(place + BESIDE, len(sentence.items))):
        token = sentence.items[i]
        if isinstance(token, Passage) or (token.is_punct and token.text not in "\"'-"):
            return None
        if token.pos_ in NOMINAL:
            while token.head.pos_ in NOMINAL and token.head.i > token.i and sentence.holds(token.head):
                token = token.head
            return token
        if token.pos_ not in ("DET", "ADJ", "NUM", "ADV", "PUNCT"):
            return None
    return None
