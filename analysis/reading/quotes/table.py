"""The table `quotes`: passages in quotation marks that are speech, each with its speaker and cue.

First the passages are found (`passages.py`), then the source of each in the words outside them (`speakers.py`). A
passage without a source takes the one of the sentence or the paragraph before. Titles, nicknames and marked words
without a speaker are left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import pandas as pd

from analysis.reading.quotes.clauses import Sentence, split_sentences
from analysis.reading.quotes.names import Names
from analysis.reading.quotes.passages import Passage, find_passages
from analysis.reading.quotes.speakers import Source, find_introducer, find_report, find_source
from analysis.reading.schema import QUOTES
from analysis.reading.tables import make_table
from analysis.rules.load import load_words
from analysis.syntax.pipeline import Piece

NEAREST = 4  # sentences of a block that are looked at for whom a pronoun means
BLOCKS_READ, BLOCKS_BACK = 3, 12  # so many blocks with other words than quotes are looked at, among so many
NICKNAME_WORDS = 2
HEADING_WORDS = 3  # a quoted paragraph of at least this many words, all with capitals, is a heading

_NAME_BEFORE = re.compile(r"\b[A-Z][\w.]*\s$")
_NAME_AFTER = re.compile(r"\s[A-Z]\w")
_SMALL_WORD = re.compile(r"[a-z]{1,3}$|from$|with$")
_WORK = "|".join(sorted(load_words("grammar_words.csv", "work")))
_TITLE_BEFORE = re.compile(
    rf"(?i)(?:[’']s|\b(?:{_WORK}"
    r"|(?:on|in|at|from|during)(?: (?!as\b|like\b)[\w’'-]+){0,2})),?\s$"
)
_STOP = re.compile(r"[.!?…—]\W{0,2}$")


@dataclass(frozen=True, slots=True)
class _Block:
    """A parsed block: its place, its paragraph's number and its pieces (a very long block has several)."""

    start: int
    end: int
    paragraph: int | None
    pieces: list[Piece]


def find_quotes(text: str, pieces: Sequence[Piece], mentions: pd.DataFrame | None = None) -> pd.DataFrame:
    """The table `quotes`: one row per quoted passage, in order, with its speaker if the article gives one.

    Args:
        text: the article's text.
        pieces: its parsed pieces, from `syntax.pipeline.parse`.
        mentions: the table of that name, to find the actor whom the words for a speaker mean. Without it, the speaker
            is those words, and a pronoun means the speaker before.
    """
    blocks = _join_pieces(pieces)
    passages = [p for p in find_passages(text, [(b.start, b.end) for b in blocks]) if not _is_name(text, p, blocks)]
    sources: dict[int, Source] = {}
    full: set[int] = set()
    for _, group in groupby(passages, key=lambda passage: passage.block):
        inside = list(group)
        sentences = _read_sentences(text, blocks[inside[0].block], inside)
        before = blocks[max(0, inside[0].block - 2) : inside[0].block]
        sources |= _attribute(text, sentences, before, sources)
        full |= _find_full(text, sentences)
    sources |= _carry_back(passages, sources)
    kept = [p for p in passages if p.start in sources or p.start in full]
    known: dict[int, list[Sentence]] = {}
    names = Names(text, mentions, lambda place: _read_before(text, blocks, passages, place, known), pieces)
    speakers = names.name_all(
        [(sources.get(p.start), words) for p, words in zip(kept, _join_runs(text, kept), strict=True)]
    )
    rows = [
        {"paragraph": blocks[p.block].paragraph, "start": p.start, "end": p.end, "text": text[p.start : p.end]}
        | {"kind": "full" if p.start in full else "partial"}
        | speaker
        | {"named": _is_named(text, speaker)}
        for p, speaker in zip(kept, speakers, strict=True)
    ]
    return make_table(rows, QUOTES)


def _join_runs(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    """The words of each passage, with those before it of which it is the continuation."""
    words = ""
    for passage in passages:
        words = f"{words if passage.continues else ''} {text[passage.start : passage.end]}"
        yield words


def _is_named(text: str, speaker: dict) -> bool:
    """Whether the last word of a speaker's name has a capital, and stands in the words for the speaker of a quote."""
    if not speaker.get("speaker") or speaker.get("speaker_start") is None:
        return False
    last, words = speaker["speaker"].split()[-1], text[speaker["speaker_start"] : speaker["speaker_end"]]
    return last[:1].isupper() and (last in words or (words.isupper() and last.upper() in words))


def _join_pieces(pieces: Sequence[Piece]) -> list[_Block]:
    blocks: list[_Block] = []
    for piece in pieces:
        start, end = piece.offset, piece.offset + len(piece.text)
        if blocks and blocks[-1].end == start:
            blocks[-1] = replace(blocks[-1], end=end)
            blocks[-1].pieces.append(piece)
        else:
            blocks.append(_Block(start, end, piece.paragraph, [piece]))
    return blocks


def _is_name(text: str, passage: Passage, blocks: Sequence[_Block]) -> bool:
    """Whether a passage is a nickname (*John "Jack" Doe*), a title, a heading or a stage direction."""
    inside = text[passage.start : passage.end].strip("\"'“”‘’«»„ ")
    if not any(map(str.isalnum, inside)) or (inside.startswith("(") and inside.endswith((")", ").", ".)"))):
        return True
    words = inside.split()
    if not all(word[0].isupper() or word[0].isdigit() or _SMALL_WORD.match(word) for word in words):
        return False
    before, after = text[max(0, passage.start - 40) : passage.start], text[passage.end : passage.end + 3]
    if (passage.start, passage.end) == (blocks[passage.block].start, blocks[passage.block].end):
        return len(words) >= HEADING_WORDS
    nickname = len(words) <= NICKNAME_WORDS and _NAME_BEFORE.search(before) and _NAME_AFTER.match(after)
    return bool(nickname or _TITLE_BEFORE.search(before))


def _read_sentences(text: str, block: _Block, passages: Sequence[Passage]) -> list[Sentence]:
    """The sentences of a block; a passage belongs to the piece in which it begins, even if it ends in the next."""
    sentences: list[Sentence] = []
    for piece in block.pieces:
        first = bisect_right(passages, piece.offset, key=lambda passage: passage.end)
        last = bisect_left(passages, piece.offset + len(piece.text), key=lambda passage: passage.start)
        sentences += split_sentences(text, piece, passages[first:last])
    return sentences


def _attribute(
    text: str, sentences: Sequence[Sentence], before: Sequence[_Block], known: dict[int, Source]
) -> dict[int, Source]:
    """The sources of the passages of a block, by the start of the passage.

    A sentence that has only quotes takes its source from the sentence before it, else from the one after, else from
    the block before. A passage that continues one of the block before takes its source from there.
    """
    found = [_read_sources(text, sentence) for sentence in sentences]
    opening = True  # whether there have been only quotes so far
    for i, sentence in enumerate(sentences):
        passages = [passage for _, passage in sentence.passages]
        continues = bool(passages) and passages[0].continues
        if passages and not found[i] and (sentence.is_bare or continues):
            source = None if continues else _ask_neighbours(sentences, found, i)
            if source is None and opening:
                source = _carry_over(text, before, known)
            if source:
                found[i] = {passage.start: replace(source, cue=None, rule="carried") for passage in passages}
        opening = opening and sentence.is_bare
    return {start: source for sources in found for start, source in sources.items()}


def _ask_neighbours(sentences: Sequence[Sentence], found: Sequence[dict[int, Source]], i: int) -> Source | None:
    """The source of the last quote, or of the report, in the sentence before; else of the first quote in the next."""
    source = None
    if i:
        source = next(reversed(found[i - 1].values()), None) or find_report(sentences[i - 1])
    if source is None and i + 1 < len(found):
        source = next(iter(found[i + 1].values()), None)
    return source


def _read_sources(text: str, sentence: Sentence) -> dict[int, Source]:
    """The sources of a sentence's passages, by its words; a passage without one shares that of its neighbour."""
    found = {i: source for i, _ in sentence.passages if (source := find_source(text, sentence, i))}
    colon = {i: source for i, source in found.items() if source.rule == "colon"}
    if colon:  # only the words behind the colon are said
        return {passage.start: colon[i] for i, passage in sentence.passages if i in colon}
    shared, nearest = {}, next(iter(found.values()), None)
    for i, passage in sentence.passages if nearest else ():
        shared[passage.start] = found[i] if i in found else replace(nearest, rule="joined")
        nearest = found.get(i, nearest)
    return shared


def _carry_over(text: str, before: Sequence[_Block], known: dict[int, Source]) -> Source | None:
    """The source of the last quote in the block before; else the speaker in its last sentence; else the block above."""
    start, last = next(reversed(known.items()), (-1, None))
    for block in reversed(before):
        if block.paragraph is None:
            return None
        if start >= block.start:
            return last
        *_, sentence = [None, *split_sentences(text, block.pieces[-1], [])]
        source = (find_report(sentence) or find_introducer(sentence)) if sentence else None
        if source:
            return source
    return None


def _carry_back(passages: Sequence[Passage], known: dict[int, Source]) -> dict[int, Source]:
    """The source of the later part of a quote, for the part in the paragraph before that has no tag of its own."""
    found: dict[int, Source] = {}
    for earlier, later in reversed(list(pairwise(passages))):
        source = found.get(later.start) or known.get(later.start)
        own = known.get(earlier.start)
        tagged = source is not None and (source.rule != "carried" or later.start in found)
        if later.continues and not earlier.closed and tagged and (own is None or own.rule == "carried"):
            found[earlier.start] = replace(source, cue=None, rule="carried")
    return found


def _read_before(
    text: str, blocks: Sequence[_Block], passages: Sequence[Passage], place: int, known: dict[int, list[Sentence]]
) -> Iterator[Sentence]:
    """The sentences before a place, the nearest first, in its block and the two before; quotes alone are left out."""
    at = bisect_right(blocks, place, key=lambda block: block.start) - 1
    read = 0
    for i in range(at, max(-1, at - BLOCKS_BACK), -1):
        if blocks[i].paragraph is None or read == BLOCKS_READ:
            return
        if i not in known:
            first, last = (side(passages, i, key=lambda passage: passage.block) for side in (bisect_left, bisect_right))
            sentences = _read_sentences(text, blocks[i], passages[first:last])
            known[i] = [sentence for sentence in sentences if not sentence.is_bare]
        read += bool(known[i]) or i == at
        end = bisect_left(known[i], place, key=_find_end)
        yield from reversed(known[i][max(0, end - NEAREST) : end])


def _find_end(sentence: Sentence) -> int:
    """Where the last word outside quotes of a sentence begins."""
    last = next(item for item in reversed(sentence.items) if not isinstance(item, Passage))
    return sentence.piece.offset + last.idx


def _find_full(text: str, sentences: Sequence[Sentence]) -> set[int]:
    """The starts of the passages that are a sentence or more, the parts of one that a cue divides included."""
    full: set[int] = set()
    for sentence in sentences:
        previous = None
        for _, passage in sentence.passages:
            words = text[passage.start : passage.end].strip("\"'“”‘’«»„ ")
            divided = previous in full and _STOP.search(words[-3:])
            whole = words[:1].isupper() and any(word.pos_ in ("VERB", "AUX") for word in sentence.read(passage))
            if whole or divided or passage.continues:
                full.add(passage.start)
            previous = passage.start
    return full
