"""The tables of frames and nouns: which words mean an act, and with what beside them.

`rules/event_frames.csv` has one row for a verb or an adjective, or a block of them, and what stands with it. An empty
cell asks for nothing; several values in a cell are parted by blanks, and *house_arrest* is two words.

    verb         a lemma, several, or `&block` of `verb_blocks.csv`
    particle     a word that belongs to the verb: *up*, *off*, *jointly*
    object       its direct object: a filler (below)
    prep         a preposition
    prep_object  what the preposition governs: a filler
    subject      who does it: nouns or `@class`
    result       a CAMEO code, an operator of `event_operators.csv`, SAY (it reports its clause), or 0 (no act)
    example      a sentence in which the row decides

A filler is a noun; `@class` of `noun_classes.csv` (`@actor`: a person, a country or a group); ACT, CONFLICT,
COOPERATION or a PLOVER root (a noun that is such an act); CLAUSE (a verb under it), CLAUSE_TO (with *to*), CLAUSE_OTHER
(with its own subject), CLAUSE_WISH (and without a tense: *that he leave*), CLAUSE_ADJ; SUBJECT (no object, and what
does it is an act); PURPOSE (an infinitive that is an act: *sent experts to investigate*); or `nothing`.

The row with the most specific filler wins: a word before a class, a smaller class before a larger one, a class before
ACT, that before a clause or a bare preposition, and that before anything. A particle makes another verb of a verb, so
it counts first. Two rows that ask for the same are an error.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from analysis.rules.load import read_rows
from analysis.rules.spelling import normalise

# How much a filler asks for
_RANKS = {"": 0.0, "nothing": 1.0, "SUBJECT": 2.0, "CLAUSE": 3.0, "CLAUSE_TO": 4.0, "CLAUSE_OTHER": 4.0}
_RANKS |= {"CLAUSE_WISH": 4.0, "CLAUSE_ADJ": 4.0, "ACT": 6.0, "CONFLICT": 6.5, "COOPERATION": 6.5, "PURPOSE": 12.0}
_PREP, _ROOT, _CLASS, _WORD = 5.0, 6.7, 7.0, 9.0
_MANY = 10_000  # nouns; more than any class has


class RulesError(ValueError):
    """A table of rules is wrong: which table, which row, and how to put it right."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What may stand in a slot: nouns of so many words, or a class, a kind of act or clause, or nothing."""

    wanted: str = ""  # empty where nouns are named, or anything may stand there
    names: frozenset[str] = frozenset()

    @property
    def rank(self) -> float:
        """How much it asks for."""
        if self.names:
            return _WORD + 0.1 * next(iter(self.names)).count(" ")
        if self.wanted.startswith("@"):
            return _CLASS + 1 - count_class(self.wanted[1:]) / _MANY
        return _RANKS.get(self.wanted, _ROOT)

    def __str__(self) -> str:
        return " ".join(sorted(name.replace(" ", "_") for name in self.names)) or self.wanted


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table of frames; `line` is where it stands."""

    verb: str
    particles: tuple[str, ...]
    object: tuple[str, ...]
    preps: tuple[str, ...]
    prep_object: tuple[str, ...]
    subjects: tuple[str, ...]
    result: str
    line: int = 0

    @property
    def is_operator(self) -> bool:
        """Whether it makes an act of another one, rather than being one."""
        return not self.result.isdigit()

    def __str__(self) -> str:
        cells = (self.verb, self.particles, self.object, self.preps, self.prep_object, self.subjects, self.result)
        shown = (" ".join(cell) if isinstance(cell, tuple) else cell for cell in cells)
        table = f"event_frames.csv:{self.line}" if self.line else "reporting_verbs.csv"
        return f"{table}: {' | '.join(shown)}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A frame with one of its particles, one of its prepositions, and one filler in each slot."""

    frame: Frame
    particle: str
    object: Filler
    prep: str
    prep_object: Filler
    subject: Filler
    own: bool  # whether the row has the verb itself, and not a block of verbs

    @property
    def rank(self) -> tuple:
        """How much it asks for: the pattern with the highest rank is tried first."""
        fillers = (self.object.rank, max(self.prep_object.rank, _PREP if self.prep else 0), self.subject.rank)
        return bool(self.particle), *sorted(fillers, reverse=True), self.own

    @property
    def key(self) -> tuple:
        """What it asks for."""
        return self.particle, self.object, self.prep, self.prep_object, self.subject


@dataclass(frozen=True, slots=True)
class Noun:
    """What is known of a noun: its classes, its act, and whether it tells of an event where it stands alone."""

    noun: str
    classes: frozenset[str]
    act: str
    alone: str
    line: int = 0


def split_words(cell: str) -> tuple[str, ...]:
    """The values of a cell, *house_arrest* as two words; words in one spelling."""
    return tuple(normalise(word.replace("_", " ")) if word[0].islower() else word for word in cell.split())


@cache
def load_blocks() -> dict[str, tuple[str, ...]]:
    """By name, the verbs of each block."""
    blocks = defaultdict(tuple)
    for row in read_rows("verb_blocks.csv"):
        blocks[row["block"]] += split_words(row["verbs"])
    return dict(blocks)


@cache
def load_rows() -> list[Frame]:
    """The rows of the table of frames, in its order; then the words of `reporting_verbs.csv` that report a clause."""
    frames = []
    for line, row in enumerate(read_rows("event_frames.csv"), 2):
        cells = (split_words(row[name]) for name in ("particle", "object", "prep", "prep_object", "subject"))
        frames.append(Frame(row["verb"], *cells, row["result"], line))
    reports = {normalise(row["lemma"]): split_words(row["clause"]) for row in read_rows("reporting_verbs.csv")}
    frames += [Frame(verb, (), clause, (), (), (), "SAY") for verb, clause in reports.items() if clause]
    return frames


def list_verbs(frame: Frame) -> Iterator[tuple[str, bool]]:
    """The verbs that a row means, and whether each is named itself.

    Raises:
        RulesError: there is no such block.
    """
    for name in frame.verb.split():
        if not name.startswith("&"):
            yield normalise(name), True
        elif name[1:] in load_blocks():
            yield from ((verb, False) for verb in load_blocks()[name[1:]])
        else:
            raise RulesError(f"{frame}: verb_blocks.csv has no block {name[1:]!r}")


@cache
def load_frames() -> dict[str, list[Frame]]:
    """By lemma, the frames of a verb or an adjective."""
    frames = defaultdict(list)
    for frame in load_rows():
        for verb, _ in list_verbs(frame):
            frames[verb].append(frame)
    return dict(frames)


@cache
def load_classes() -> dict[str, frozenset[str]]:
    """By noun or pair of nouns, its classes."""
    classes = defaultdict(set)
    for row in read_rows("noun_classes.csv"):
        for noun in split_words(row["nouns"]):
            classes[noun].add(row["class"])
    return {noun: frozenset(names) for noun, names in classes.items()}


@cache
def _count_classes() -> dict[str, int]:
    counts = defaultdict(int)
    for names in load_classes().values():
        for name in names:
            counts[name] += 1
    return counts


def count_class(name: str) -> int:
    """How many nouns a class has; whoever is an actor cannot be counted."""
    return _MANY - 1 if name == "actor" else _count_classes().get(name, 0)


@cache
def load_nouns() -> dict[str, Noun]:
    """By lemma or pair of lemmas, what is known of a noun."""
    classes = load_classes()
    nouns = {noun: Noun(noun, names, "", "") for noun, names in classes.items()}
    for line, row in enumerate(read_rows("event_nouns.csv"), 2):
        for noun in split_words(row["noun"]):
            nouns[noun] = Noun(noun, classes.get(noun, frozenset()), row["act"], row["alone"], line)
    return nouns


@cache
def load_pair_words() -> frozenset[str]:
    """The words that are the main word of a pair in the tables of nouns."""
    pairs = (noun.split() for noun in load_nouns() if " " in noun)
    return frozenset(words[0] if words[1] in ("of", "against") else words[-1] for words in pairs)


@cache
def load_patterns() -> dict[str, list[Pattern]]:
    """By lemma, the patterns of a verb or an adjective: those that ask for most come first.

    Raises:
        RulesError: two rows ask for the same, and only one of them could ever decide.
    """
    patterns = defaultdict(dict)
    for frame in load_rows():
        listed = list(list_patterns(frame))
        for verb, own in list_verbs(frame):
            for particle, filler, prep, governed, subject in listed:
                pattern = Pattern(frame, particle, filler, prep, governed, subject, own)
                other = patterns[verb].setdefault((pattern.key, own), pattern)
                if other is not pattern:
                    raise RulesError(f"{frame}: {verb} has the same in {other.frame}. Remove one of them.")
    return {verb: sorted(found.values(), key=lambda p: p.rank, reverse=True) for verb, found in patterns.items()}


def list_patterns(frame: Frame) -> Iterator[tuple[str, Filler, str, Filler, Filler]]:
    """What a row asks for, one particle, preposition and filler of each slot at a time."""
    objects, governed, subjects = (
        list(list_fillers(cell)) for cell in (frame.object, frame.prep_object, frame.subjects)
    )
    return product(frame.particles or ("",), objects, frame.preps or ("",), governed, subjects)


def list_fillers(cell: tuple[str, ...]) -> Iterator[Filler]:
    """The fillers of a cell: the nouns of each length together, everything else by itself."""
    named = defaultdict(set)
    for word in cell:
        if word[0].islower() and word != "nothing":
            named[word.count(" ")].add(word)
        else:
            yield Filler(word)
    for names in named.values():
        yield Filler("", frozenset(names))
    if not cell:
        yield Filler()
