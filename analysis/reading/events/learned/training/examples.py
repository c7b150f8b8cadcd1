"""The labelled texts as arrays: one example a sentence, with what is to be learned of each of its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from analysis.reading.actors.table import find_mentions
from analysis.reading.events.adjudicate import read_rules
from analysis.reading.events.learned.labels import (
    CLASSES,
    FRAMES,
    MARKED,
    MODALITIES,
    STATUSES,
    STYLES,
    Item,
    LabelledAct,
    Span,
    overlap,
    read_items,
    read_marked,
    read_stories,
)
from analysis.reading.events.learned.words import LONGEST, Shown, show_sentences
from analysis.reading.events.mix import NEUTRAL, find_class
from analysis.reading.events.participants import Cast
from analysis.reading.events.table import list_mentions
from analysis.rules.load import read_rows
from analysis.syntax.pipeline import Piece, parse_batch

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Sentence

NONE = len(CLASSES)  # the class of a word that is no trigger
UNLABELLED = -1
ROWS, LENGTH = 4, LONGEST  # of a batch: rows, and pieces of words in a row, which holds several sentences


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its labels; arrays have one cell a piece of a word, and count where a word begins.

    Attributes:
        item: the labelled text that it is part of.
        sentence: its parse.
        shown: what the encoder sees.
        status: of `STATUSES`, or `UNLABELLED`.
        root: of `CLASSES`, or `NONE`; `UNLABELLED` where no word begins.
        modality, frame, mutual: of a trigger, else `UNLABELLED`.
        source, target: `(trigger, word)`: whether the word is part of the party; the last column: that none is said.
    """

    item: Item
    sentence: "Sentence"
    shown: Shown
    status: np.ndarray
    root: np.ndarray
    modality: np.ndarray
    frame: np.ndarray
    mutual: np.ndarray
    source: np.ndarray
    target: np.ndarray


def load_examples(folder: Path) -> list[Example]:
    """One example a sentence of the labelled texts, in order."""
    return label_sentences(read_items(folder))


def load_marked(folder: Path) -> list[Example]:
    """The sentences in which only acts are marked: they are learned from, and nothing is measured on them."""
    paths = sorted((folder / MARKED).glob("*.txt"))
    return label_sentences([item for path in paths for item in read_marked(path)])


def load_stories(folder: Path) -> list[Example]:
    """The sentences of whole stories: they are learned from, but for their frames, and nothing is measured on them."""
    return label_sentences(read_stories(folder))


def list_rule_texts() -> list[str]:
    """The example sentences of the tables of rules, each once."""
    texts = [row["example"] for table in ("event_frames.csv", "event_nouns.csv") for row in read_rows(table)]
    return list(dict.fromkeys(filter(None, texts)))


def find_fresh(examples: Sequence["Example"]) -> list[int]:
    """The numbers of the examples that are no example of a rule: neither the rules nor any model has seen them."""
    known = set(list_rule_texts())
    return [i for i, example in enumerate(examples) if example.sentence.text.strip() not in known]


def load_rule_examples() -> list[Example]:
    """The example sentences of the tables of rules, with the acts that the rules read there; each was proof-read."""
    items = [Item(MARKED, MARKED, STYLES[0], text, (), (), whole=False) for text in list_rule_texts()]
    return [
        example
        for item, doc in zip(items, parse_texts(items), strict=True)
        for example in make_examples(replace(item, acts=tuple(_list_acts(item.text, doc))), doc)
    ]


def _list_acts(text: str, doc: "Doc") -> Iterator[LabelledAct]:
    """The acts that the rules read in a text, as if somebody had marked them."""
    piece = Piece("paragraph", 1, 0, text, doc)
    cast = Cast(piece, list_mentions(find_mentions(text, [piece], None)))
    for sentence in doc.sents:
        for found in read_rules(sentence, cast):
            number, word = find_class(found.act.code), found.act.chain[0]
            if number != NEUTRAL:
                span = (word.idx, word.idx + len(word))
                modality = found.act.modality
                yield LabelledAct(span, CLASSES[number], modality, FRAMES[0], None, None, mutual=False, evidence=span)


def label_sentences(items: Sequence[Item]) -> list[Example]:
    """One example a sentence of some texts, in order."""
    parsed = zip(items, parse_texts(items), strict=True)
    return [example for item, doc in parsed for example in make_examples(item, doc)]


def parse_texts(items: Sequence[Item]) -> Iterator["Doc"]:
    """The parse of each text."""
    for start in range(0, len(items), 100):
        yield from parse_batch([item.text for item in items[start : start + 100]])


def make_examples(item: Item, doc: "Doc") -> list[Example]:
    """The examples of one text."""
    sentences = list(doc.sents)
    return [_label(item, sentence, shown) for sentence, shown in zip(sentences, show_sentences(sentences), strict=True)]


def _label(item: Item, sentence: "Sentence", shown: Shown) -> Example:
    n = len(shown.ids)
    status, root, modality, frame, mutual = (np.full(n, UNLABELLED, np.int8) for _ in range(5))
    source, target = np.zeros((n, n + 1), bool), np.zeros((n, n + 1), bool)
    root[[place for place in shown.firsts if place >= 0]] = NONE
    for word in item.words:
        for place in find_places(sentence, shown, (word.start, word.end))[:1]:
            status[place] = STATUSES.index(word.status)
    for act in item.acts:
        for place in find_places(sentence, shown, act.trigger)[:1]:
            root[place], modality[place] = CLASSES.index(act.root), MODALITIES.index(act.modality)
            if item.whole:
                frame[place] = FRAMES.index(act.frame) if item.framed else UNLABELLED
                mutual[place] = act.mutual
                _label_parties(act, sentence, shown, source[place], target[place])
    return Example(item, sentence, shown, status, root, modality, frame, mutual, source, target)


def _label_parties(
    act: LabelledAct, sentence: "Sentence", shown: Shown, source: np.ndarray, target: np.ndarray
) -> None:
    """Marks the words of both parties; of a party in another sentence nothing."""
    for row, span in ((source, act.source), (target, act.target)):
        row[:] = False
        row[-1] = span is None
        if span is not None:
            row[find_places(sentence, shown, span)] = True


def find_places(sentence: "Sentence", shown: Shown, span: Span) -> list[int]:
    """The places of the first pieces of the words that overlap a span of the text."""
    tokens = zip(sentence, shown.firsts, strict=True)
    found = (place for token, place in tokens if place >= 0 and overlap((token.idx, token.idx + len(token)), span))
    return list(dict.fromkeys(found))


class Labelled(Protocol):
    """What is part of a labelled text: an example, or a sentence that both coders read."""

    item: Item


def split_folds(examples: Sequence[Labelled], folds: int, seed: int) -> list[np.ndarray]:
    """The numbers of the examples of each fold; a conflict is in one fold only, and folds are about as large."""
    conflicts = np.array([example.item.conflict for example in examples])
    names, sizes = np.unique(conflicts, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(-sizes[order], kind="stable")]
    totals, fold_of = np.zeros(folds, int), {}
    for i in order:
        fold_of[names[i]] = int(totals.argmin())
        totals[fold_of[names[i]]] += sizes[i]
    fold = np.array([fold_of[name] for name in conflicts])
    return [np.flatnonzero(fold == k) for k in range(folds)]


Place = tuple[int, int, int]  # the number of an example, its row in a batch, and its first piece in the row


def pack_rows(examples: Sequence[Example], rng: np.random.Generator | None) -> list[list[Place]]:
    """The places of the examples in batches of `ROWS` rows of `LENGTH` pieces; shuffled where there is a generator."""
    order = range(len(examples)) if rng is None else rng.permutation(len(examples))
    batches: list[list[Place]] = [[]]
    row, used = 0, 0
    for i in order:
        n = len(examples[i].shown.ids)
        if used + n > LENGTH:
            row, used = row + 1, 0
        if row == ROWS:
            batches.append([])
            row = 0
        batches[-1].append((int(i), row, used))
        used += n
    return batches


def make_batches(examples: Sequence[Example], rng: np.random.Generator | None) -> Iterator[dict[str, np.ndarray]]:
    """The batches of the examples with `ids` and `positions`, and the `places` of their members."""
    for places in pack_rows(examples, rng):
        batch = {name: np.zeros((ROWS, LENGTH), np.int32) for name in ("ids", "segments", "positions")}
        for number, (i, row, at) in enumerate(places, 1):
            own = slice(at, at + len(examples[i].shown.ids))
            batch["ids"][row, own], batch["segments"][row, own] = examples[i].shown.ids, number
            batch["positions"][row, own] = np.arange(len(examples[i].shown.ids))
        yield batch | {"places": np.array(places)}


def fill_batch(
    examples: Sequence[Example], places: Sequence[Place], states: Sequence[np.ndarray]
) -> dict[str, np.ndarray]:
    """The arrays of a batch: states `x`, labels, and the number of each sentence in `segments` (0 is none)."""
    shape = (ROWS, LENGTH)
    batch = {name: np.full(shape, UNLABELLED, np.int32) for name in ("status", "root", *_OF_TRIGGERS)}
    batch |= {name: np.zeros((*shape, LENGTH + 1), bool) for name in ("source", "target")}
    batch |= {"segments": np.zeros(shape, np.int32), "x": np.zeros((*shape, states[0].shape[-1]), np.float32)}
    for number, (i, row, at) in enumerate(places, 1):
        example = examples[i]
        own = slice(at, at + len(example.shown.ids))
        batch["x"][row, own], batch["segments"][row, own] = states[i], number
        for name in ("status", "root", *_OF_TRIGGERS):
            batch[name][row, own] = getattr(example, name)
        for name in ("source", "target"):
            marks = getattr(example, name)
            batch[name][row, own, own], batch[name][row, own, -1] = marks[:, :-1], marks[:, -1]
    return batch


_OF_TRIGGERS = ("modality", "frame", "mutual")
