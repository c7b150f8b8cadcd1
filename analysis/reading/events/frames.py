"""The tables of frames: which words tell of an act, and with which particle, object and subject.

`rules/event_frames.csv` has one row a verb or adjective and what stands with it; an empty cell asks for nothing:

    word     the lemma
    with     a particle or preposition, several parted by blanks; *out_of* is two words
    object   what it is done to, several parted by blanks: a noun, `@class` of a noun (below; `@actor`: a person, a
             country or a group), ACT, CONFLICT, COOPERATION (a noun that is one), CLAUSE (a verb under it), CLAUSE_TO
             (with *to*), CLAUSE_OTHER (with its own subject), SUBJECT (none, and what does it is an act), PURPOSE (an
             infinitive that tells of an act: *sent experts to investigate*), nothing
    subject  the class of what does it, several parted by blanks
    result   a CAMEO code, an operator of `event_operators.csv`, SAY (it reports its clause), or 0 (no act)

Words that report any clause (*said that*) are no rows here: they are those of `rules/reporting_verbs.csv`.

The row that asks for most wins; of those that ask for as much, the first. `rules/event_nouns.csv` has one row a
noun or pair of words: its classes, its act (a code or an operator) and whether it tells of an event where it stands
alone: `yes`, `actor` (where somebody is named who does or suffers it), or not at all.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.rules.load import read_frames, read_rows

# How much a frame asks for: with a named object, with a class, with any act; and with a particle or a subject
_OBJECT_RANKS = {"nothing": 1, "SUBJECT": 2, "CLAUSE": 3, "CLAUSE_TO": 4, "CLAUSE_OTHER": 4, "ACT": 4, "PURPOSE": 9}
_OBJECT_RANKS |= {"CONFLICT": 5, "COOPERATION": 5}
_NAMED, _CLASS, _WITH, _SUBJECT = 6, 5, 4, 2


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table of frames."""

    word: str
    withs: tuple[str, ...]
    objects: tuple[str, ...]
    subjects: tuple[str, ...]
    result: str

    @property
    def is_operator(self) -> bool:
        """Whether it makes an act of another one, rather than being one."""
        return not self.result.isdigit()


@dataclass(frozen=True, slots=True)
class Noun:
    """One row of the table of nouns."""

    noun: str
    classes: frozenset[str]
    act: str
    alone: str


@cache
def load_frames() -> dict[str, list[Frame]]:
    """By lemma, the frames of a verb or an adjective."""
    frames = defaultdict(list)
    for row in read_frames():
        withs = tuple(words.replace("_", " ") for words in row["with"].split())
        objects = tuple(words.replace("_", " ") if words[0].islower() else words for words in row["object"].split())
        frames[row["word"]].append(Frame(row["word"], withs, objects, tuple(row["subject"].split()), row["result"]))
    return dict(frames)


@cache
def load_nouns() -> dict[str, Noun]:
    """By lemma or pair of lemmas, what is known of a noun."""
    return {
        row["noun"]: Noun(row["noun"], frozenset(row["classes"].split()), row["act"], row["alone"])
        for row in read_rows("event_nouns.csv")
    }


@cache
def load_pair_words() -> frozenset[str]:
    """The words that are the main word of a pair in the table of nouns."""
    pairs = (noun.split() for noun in load_nouns() if " " in noun)
    return frozenset(words[0] if words[1] in ("of", "against") else words[-1] for words in pairs)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A frame with one of its particles and one of its objects, or with all nouns of a length that it names."""

    frame: Frame
    particle: str
    wanted: str  # a class, a kind of act or clause, or nothing; empty where nouns are named or nothing is asked for
    names: frozenset[str]
    rank: int


@cache
def load_patterns() -> dict[str, list[Pattern]]:
    """By lemma, the patterns of a verb or an adjective: those that ask for most come first."""
    patterns = {word: [p for frame in frames for p in _list_patterns(frame)] for word, frames in load_frames().items()}
    return {word: sorted(found, key=lambda pattern: -pattern.rank) for word, found in patterns.items()}


def _list_patterns(frame: Frame) -> Iterator[Pattern]:
    named = defaultdict(set)
    for word in frame.objects:
        if word[0].islower() and word != "nothing":
            named[word.count(" ")].add(word)
    others = [word for word in frame.objects if word == "nothing" or not word[0].islower()]
    subject = _SUBJECT if frame.subjects else 0
    for particle in frame.withs or ("",):
        rank = subject + (_WITH + len(particle.split()) if particle else 0)
        for length, names in named.items():
            yield Pattern(frame, particle, "", frozenset(names), rank + _NAMED + length)
        for wanted in others or ([] if named else [""]):
            asked = _OBJECT_RANKS.get(wanted, _CLASS if wanted else 0)
            yield Pattern(frame, particle, wanted, frozenset(), rank + asked)
