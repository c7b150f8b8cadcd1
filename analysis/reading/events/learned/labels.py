"""The labelled sentences in `data/training/`: texts, whether each verb and event noun happened, and the acts.

The format and the codebook are in `data/training/README.md`. Offsets count characters of `Item.text`, which has no
marks: `text[start:end]` gives back what was labelled.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

COOPERATIVE = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST+")
CONFLICT = "INVESTIGATE REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
CLASSES = (*COOPERATIVE, *CONFLICT)  # PLOVER's roots; REQUEST+ is an appeal that is cooperative in sense
MODALITIES = "asserted intended threatened demanded negated denied hedged conditional".split()
FRAMES = ("current", "background")
STATUSES = ("yes", "no", "unsure")  # it happened or is so; did not or is not; is not sure
STYLES = "agency broadcaster newspaper ministry".split()
KINDS = ("acts", "quiet")
SECOND = "second.txt"  # the labels of a second coder, of texts that are in the other files too

MARKED = "marked"  # folder of sentences in which only acts are marked
STORIES = "stories"  # folder of whole stories, an item a paragraph; the items of one have the same conflict

_ACT_MARK = re.compile(r"\{([^{}|\s]+)\|([^{}|]+)\|([^{}|]+)\}")
_MARK = re.compile(r"\{([^{}\s]+?)([+?-])\}")
_STATUS = dict(zip("+-?", STATUSES, strict=True))
_FIELDS = ("trigger", "class", "modality", "frame", "source", "target", "mutual", "evidence")

_DEEDS = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")  # what somebody may plan, threaten with, or not do

Span = tuple[int, int]


class LabelError(ValueError):
    """A label that is malformed; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Word:
    """A verb or an event noun, and whether it happened: one of `STATUSES`."""

    start: int
    end: int
    status: str


@dataclass(frozen=True, slots=True)
class LabelledAct:
    """An act: the span of its trigger and of its evidence, its class, and who does it to whom (None: not said)."""

    trigger: Span
    root: str  # one of CLASSES
    modality: str
    frame: str
    source: Span | None
    target: Span | None
    mutual: bool
    evidence: Span

    @property
    def side(self) -> str:
        """`cooperation` or `conflict`."""
        return "cooperation" if self.root in COOPERATIVE else "conflict"


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled text: a sentence, or a passage of some."""

    place: str  # file and line
    conflict: str
    style: str
    text: str
    words: tuple[Word, ...]
    acts: tuple[LabelledAct, ...]
    whole: bool = True  # whether parties, frames and what happened are labelled, not only acts with class and modality
    framed: bool = True  # whether the frames can be told from the text itself, not only from the story around it


def read_items(folder: Path) -> list[Item]:
    """The labelled texts of a folder, file by file, those of the second coder left out.

    Raises:
        LabelError: a line is malformed.
    """
    paths = sorted(path for path in folder.glob("*.txt") if path.name != SECOND)
    return [item for path in paths for item in read_file(path)]


def read_stories(folder: Path) -> list[Item]:
    """The paragraphs of the stories of a folder, story by story.

    Raises:
        LabelError: a line is malformed.
    """
    items = (item for path in sorted((folder / STORIES).glob("*.txt")) for item in read_file(path))
    return [replace(item, framed=False) for item in items]


def read_file(path: Path) -> list[Item]:
    """The labelled texts of a file.

    Raises:
        LabelError: a line is malformed.
    """
    lines = [(f"{path.name}:{n}", line.strip()) for n, line in enumerate(path.read_text("utf-8").split("\n"), 1)]
    blocks = (list(block) for blank, block in groupby(lines, key=lambda line: not line[1]) if not blank)
    return [_read_item(block) for block in blocks]


def compose_class(root: str, modality: str) -> str:
    """The class after composition, as `event_operators.csv` has it, where a label names the class of the deed.

    A plan of cooperation is AGREE, of conflict THREATEN; conflict that is not done is YIELD, cooperation that is not
    done REJECT.
    """
    if modality == "intended" and root in COOPERATIVE:
        return "AGREE"
    if modality in ("intended", "threatened") and root in _DEEDS:
        return "THREATEN"
    if modality == "negated" and root in (*_DEEDS, "THREATEN"):
        return "YIELD"
    return "REJECT" if modality == "negated" and root in COOPERATIVE and root != "YIELD" else root


def read_marked(path: Path) -> list[Item]:
    """The sentences of a file in which acts are marked with class and modality: `{struck|ASSAULT|asserted}`.

    Raises:
        LabelError: a mark is malformed.
    """
    lines = enumerate(path.read_text("utf-8").split("\n"), 1)
    return [_read_marked(f"{path.name}:{n}", line.strip()) for n, line in lines if line.strip()]


def _read_marked(place: str, line: str) -> Item:
    text, acts, at = "", [], 0
    for mark in _ACT_MARK.finditer(line):
        text += line[at : mark.start()]
        word, root, modality = mark.groups()
        if root not in CLASSES or modality not in MODALITIES:
            raise LabelError(f"{place}: {mark[0]!r} has no class or modality of the codebook")
        span = (len(text), len(text) + len(word))
        acts.append(
            LabelledAct(
                span, compose_class(root, modality), modality, FRAMES[0], None, None, mutual=False, evidence=span
            )
        )
        text, at = text + word, mark.end()
    text += line[at:]
    if "{" in text or "}" in text:
        raise LabelError(f"{place}: expected “{{word|CLASS|modality}}”, found {line!r}")
    return Item(place, MARKED, STYLES[0], text, (), tuple(acts), whole=False)


def _read_item(block: list[tuple[str, str]]) -> Item:
    (place, head), *rest = block
    parts = [part.strip() for part in head.removeprefix("@").split("|")]
    if not head.startswith("@") or len(parts) != 3 or parts[1] not in STYLES or parts[2] not in KINDS:
        raise LabelError(f"{place}: expected “@ conflict | style | kind”, found {head!r}")
    if not rest or not rest[0][1].startswith("T:"):
        raise LabelError(f"{place}: no line “T:” follows")
    text, words = _strip_marks(rest[0][1][2:].strip())
    if not words or "{" in text or "}" in text:
        raise LabelError(f"{rest[0][0]}: no word is marked, or a mark is malformed")
    acts = tuple(_read_act(where, line, text, words) for where, line in rest[1:])
    if bool(acts) != (parts[2] == "acts"):
        raise LabelError(f"{place}: the item is called {parts[2]!r} and has {len(acts)} acts")
    return Item(place, parts[0], parts[1], text, words, acts)


def _strip_marks(marked: str) -> tuple[str, tuple[Word, ...]]:
    """The text without its marks, and the marked words."""
    text, words, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        words.append(Word(len(text), len(text) + len(mark[1]), _STATUS[mark[2]]))
        text, at = text + mark[1], mark.end()
    return text + marked[at:], tuple(words)


def _read_act(place: str, line: str, text: str, words: tuple[Word, ...]) -> LabelledAct:
    cells = [cell.strip() for cell in line.removeprefix("A:").split("|")]
    if not line.startswith("A:") or len(cells) != len(_FIELDS):
        raise LabelError(f"{place}: expected “A: {' | '.join(_FIELDS)}”, found {line!r}")
    cell = dict(zip(_FIELDS, cells, strict=True))
    for name, allowed in (("class", CLASSES), ("modality", MODALITIES), ("frame", FRAMES), ("mutual", ("m", "-"))):
        if cell[name] not in allowed:
            raise LabelError(f"{place}: {name} is {cell[name]!r}, not one of {', '.join(allowed)}")
    spans = {name: _find(place, text, cell[name]) for name in ("trigger", "source", "target", "evidence")}
    trigger, evidence = spans["trigger"], spans["evidence"]
    if trigger not in {(word.start, word.end) for word in words}:
        raise LabelError(f"{place}: the trigger {cell['trigger']!r} is no marked word")
    if evidence is None or evidence[0] > trigger[0] or evidence[1] < trigger[1]:
        raise LabelError(f"{place}: the evidence {cell['evidence']!r} does not hold the trigger {cell['trigger']!r}")
    parties = (spans["source"], spans["target"])
    root, mutual = compose_class(cell["class"], cell["modality"]), cell["mutual"] == "m"
    return LabelledAct(trigger, root, cell["modality"], cell["frame"], *parties, mutual, evidence)


def _find(place: str, text: str, quoted: str) -> Span | None:
    """The offsets of quoted words, whole words only; `words#2` is their second occurrence, `-` nothing."""
    if quoted == "-":
        return None
    words, _, number = quoted.partition("#")
    words = words.strip()
    hits = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    n = int(number) if number.isdecimal() else 1
    if not 1 <= n <= len(hits):
        raise LabelError(f"{place}: {quoted!r} does not stand in the text")
    return hits[n - 1], hits[n - 1] + len(words)


def pair_acts(first: Item, second: Item) -> Iterator[tuple[LabelledAct | None, LabelledAct | None]]:
    """The acts of two coders of one text, side by side: whose triggers, else whose evidence overlap; else alone."""
    left = list(second.acts)
    for act in first.acts:
        twins = [o for o in left if overlap(o.trigger, act.trigger)] or [
            o for o in left if overlap(o.evidence, act.evidence)
        ]
        if twins:
            left.remove(twins[0])
        yield act, twins[0] if twins else None
    yield from ((None, act) for act in left)


def overlap(first: Span, second: Span) -> bool:
    """Whether two spans have a character in common."""
    return first[0] < second[1] and second[0] < first[1]
