"""Sentences with quoted passages: which of their words report speech, and who speaks.

A parser takes the words of a quote for part of the sentence around it. Here each passage is one item of its sentence,
and only the words outside passages count. The words that can report speech (*say*, *call*, *remark*) are a table,
`rules/reporting_verbs.csv`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.reading.actors.register import list_class
from analysis.reading.quotes.passages import Passage
from analysis.rules.load import load_words, read_rows
from analysis.syntax.clauses import find_speaker, is_passive
from analysis.syntax.grammar import CLIMB, MODIFIERS, NOMINALS, RELATIVES, VERBS, antecedent
from analysis.syntax.phrases import measure_long_phrase
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 6  # tokens between a verb and a subject that the parse did not connect to it

_INSIDE = MODIFIERS | {"appos", "flat", "pobj", "prep", "conj"}  # of a noun phrase
_HEARD, _EMPTY, _MUTE = (load_words("grammar_words.csv", kind) for kind in ("heard", "empty", "mute"))
_MUTE |= list_class("violence") | list_class("protest")
_SENTENCE_END = frozenset(". ! ? … ... ___".split())
_BRACKETS = (")", "]")
_MARKS = "\"”»’' "


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence whose items are words and quoted passages.

    Attributes:
        piece: the parsed piece that it is in.
        items: its tokens outside passages, and its passages.
        places: the index in `items` of each token, by the token's number in the parse.
        inside: the tokens of each passage, by the start of the passage.
        reports: a cache of the reporting word and subject of each token, by its number.
    """

    piece: Piece
    items: list["Token | Passage"] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    inside: dict[int, list["Token"]] = field(default_factory=dict)
    reports: dict[int, tuple["Token", "Token"] | None] = field(default_factory=dict)

    @property
    def passages(self) -> list[tuple[int, Passage]]:
        """The passages with their indices in `items`."""
        return [(i, item) for i, item in enumerate(self.items) if isinstance(item, Passage)]

    @property
    def is_bare(self) -> bool:
        """Whether it has passages and no other words."""
        return bool(self.items) and all(isinstance(item, Passage) or item.is_punct for item in self.items)

    def read(self, passage: Passage) -> list["Token"]:
        """The words of a passage that are in the sentence's piece."""
        return self.inside.get(passage.start, [])

    def add(self, item: "Token | Passage") -> None:
        """Adds an item at the end."""
        if not isinstance(item, Passage):
            self.places[item.i] = len(self.items)
        self.items.append(item)

    def holds(self, token: "Token") -> bool:
        """Whether a token is one of the words outside the passages."""
        return token.i in self.places


@lru_cache
def _kinds() -> dict[str, set[str]]:
    """The kinds of each reporting word: *say* (can follow a quote), *judge* (has the quote as object), *noun*."""
    kinds: dict[str, set[str]] = {}
    for row in read_rows("reporting_verbs.csv"):
        kinds.setdefault(row["lemma"], set()).add(row["kind"])
    return kinds


def find_cue(token: "Token | Passage") -> str | None:
    """`say`, `judge` or `noun` for a word that reports speech, else None."""
    kinds = None if isinstance(token, Passage) else _kinds().get(token.lemma_.lower())
    if not kinds:
        return None
    if is_unsaid(token):
        return None
    if token.pos_ in VERBS or token.lower_ in ("said", "says"):
        return "say" if "say" in kinds else "judge" if "judge" in kinds else None
    return "noun" if "noun" in kinds and token.pos_ in ("NOUN", "PROPN") else None


def is_unsaid(verb: "Token") -> bool:
    """Whether a verb tells what somebody would have said, and did not."""
    return verb.pos_ in VERBS and {child.lower_ for child in verb.lefts} >= {"would", "have"}


def split_sentences(text: str, piece: Piece, passages: Sequence[Passage]) -> Iterator[Sentence]:
    """The sentences of a piece; each passage is one item of the sentence that it is in."""
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
    """Whether a sentence ends before an item: after a full stop, or if a passage ends in one and a capital follows."""
    if not sentence.items:
        return False
    last = sentence.items[-1]
    if not isinstance(last, Passage):
        return last.text in _SENTENCE_END and getattr(following, "text", "") not in _BRACKETS  # *(R-Ohio.)*
    if isinstance(following, Passage):
        return False
    capital = following.text[:1].isupper() and text[last.end : sentence.piece.offset + following.idx].strip() == ""
    return capital and text[last.start : last.end].rstrip(_MARKS).endswith((".", "…"))


def place_phrase(head: "Token", sentence: Sentence) -> tuple[int, int]:
    """The offsets in the text of a word's noun phrase, without words in passages."""
    doc, offset = head.doc, sentence.piece.offset
    first, last = measure_long_phrase(head, sentence.holds)
    return offset + doc[first].idx, offset + doc[last].idx + len(doc[last])


def find_subject(word: "Token", sentence: Sentence) -> "Token | None":
    """The speaker of a reporting word, outside passages, or None."""
    if (behind := _find_behind(word, sentence)) is not None:
        return behind
    return find_speaker(word, lambda subject, verb: _resolve(subject, verb, sentence))


def _find_behind(verb: "Token", sentence: Sentence) -> "Token | None":
    """Who is named behind a verb that goes on after a comma: *It is late, writes Jane Doe: “…”*; or None."""
    if verb.tag_ not in ("VBZ", "VBD") or verb.i == 0 or verb.nbor(-1).text != "," or find_cue(verb) != "say":
        return None
    behind = (c for c in verb.rights if c.dep_ in ("nsubj", "dobj") and c.left_edge.i == verb.i + 1)
    return next((noun for noun in behind if noun.ent_type_ == "PERSON" and sentence.holds(noun)), None)


def _resolve(subject: "Token", verb: "Token", sentence: Sentence) -> "Token | None":
    """The speaker, given the subject of a verb: the antecedent of *who*; the writer of *a letter that says*."""
    if subject.dep_ == "nsubjpass" and verb.lower_ not in _HEARD:  # a person who is told something does not speak
        return None
    if subject == verb.head and _only_names(verb):
        return None
    subject = antecedent(subject, verb)
    subject = _find_named(subject, verb, sentence)
    if subject.lower_ in _EMPTY or not sentence.holds(subject) or is_mute(subject):
        return None
    written = subject == verb.head and subject.dep_ == "dobj" and find_cue(subject) == "noun"
    return (find_subject(subject.head, sentence) or subject) if written else subject


def may_lack_subject(verb: "Token") -> bool:
    """Whether the parse may have missed who speaks: the subject of a passive does not, but *was quoted as saying*."""
    return not is_passive(verb) or verb.lower_ in _HEARD


def _only_names(participle: "Token") -> bool:
    """Whether a participle only says what something is called: *a raid known as “it”*; not *quoted as saying*."""
    if participle.dep_ != "acl" or participle.lower_ in _HEARD or not is_passive(participle):
        return False
    return find_cue(participle) == "judge" or any(child.lower_ == "as" for child in participle.rights)


def _find_named(subject: "Token", verb: "Token", sentence: Sentence) -> "Token":
    """The person of *Ann Lee, Doe's aide, who said*: the noun that *Doe's aide* explains."""
    explains = subject.dep_ == "appos" and verb.dep_ == "relcl" and subject.head.pos_ in NOMINALS
    return subject.head if explains and sentence.holds(subject.head) else subject


def is_mute(noun: "Token") -> bool:
    """Whether a noun does not speak: a number, a share, a time, a picture, a deed."""
    if not any(map(str.isalnum, noun.text)) or noun.lemma_.lower() in _MUTE:
        return True
    time = noun.ent_type_ in ("DATE", "TIME") and noun.pos_ != "PRON"
    return time or (noun.ent_type_ == "PERCENT" and noun.pos_ == "NOUN") or noun.text.isdigit()


def find_noun_before(sentence: Sentence, place: int, stop: int) -> "Token | None":
    """The subject right before a verb, if the parse missed it."""
    for i in range(place - 1, max(stop, place - 1 - NEAR), -1):
        token = sentence.items[i]
        if isinstance(token, Passage):
            return None
        if token.text.isdigit():  # *Ann Lee, 23, said*
            continue
        if token.pos_ in NOMINALS and token.tag_ not in RELATIVES:
            for _ in range(CLIMB):
                head = token.head
                # *in the hall, Ann Lee, 23, said*: her name explains no hall
                named = token.dep_ == "appos" and head.dep_ == "pobj" and token.ent_type_ == "PERSON"
                if named or token.dep_ not in _INSIDE or not stop < sentence.places.get(head.i, -1) < place:
                    break
                token = head
            return token if token.pos_ in NOMINALS and not is_mute(token) else None
        if token.pos_ not in ("ADV", "AUX", "PART") and token.text != ",":
            return None
    return None


def find_noun_after(sentence: Sentence, place: int) -> "Token | None":
    """The subject right after a verb: *said the old man*."""
    for i in range(place + 1, min(place + NEAR, len(sentence.items))):
        token = sentence.items[i]
        if isinstance(token, Passage) or (token.is_punct and token.text not in "\"'-"):
            return None
        if token.pos_ in NOMINALS:
            while token.head.pos_ in NOMINALS and token.head.i > token.i and sentence.holds(token.head):
                token = token.head
            return token
        if token.pos_ not in ("DET", "ADJ", "NUM", "ADV", "PUNCT"):
            return None
    return None
