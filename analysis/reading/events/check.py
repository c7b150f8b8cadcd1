"""Faults in the tables of events: malformed cells, contradictions, rows that can never decide, and doubles."""

import re
from collections import defaultdict
from collections.abc import Iterator

from analysis.reading.events.acts import load_codes
from analysis.reading.events.frames import (
    Filler,
    Frame,
    RulesError,
    list_patterns,
    list_verbs,
    load_blocks,
    load_classes,
    load_rows,
)
from analysis.rules.load import read_rows

CLAUSES = frozenset("SUBJECT CLAUSE CLAUSE_TO CLAUSE_OTHER CLAUSE_WISH CLAUSE_ADJ PURPOSE nothing".split())
ACTS = frozenset(("ACT", "CONFLICT", "COOPERATION"))
SPOKEN = frozenset(("SAY", "0"))  # results that are neither a code nor an operator
_WORD = re.compile(r"[^\W_A-Z%][^\W_A-Z]*(?:[_.'’&-]+[^\W_A-Z]+)*\.?|%")


def find_faults() -> list[str]:
    """A line for each fault: the table, the row and what is wrong with it; none where all is well."""
    rules = (_check_cells, _check_results, _check_blocks, _check_keys, _check_nouns, _check_operators)
    return [fault for rule in rules for fault in rule()]


def _check_cells() -> Iterator[str]:
    """Cells that are not made of what the format knows."""
    classes = {name for names in load_classes().values() for name in names} | {"actor"}
    roots = {code.root for code in load_codes().values()}
    for frame in load_rows():
        fillers = {"object": frame.object, "prep_object": frame.prep_object, "subject": frame.subjects}
        for column, values in fillers.items():
            special = ACTS | roots | CLAUSES if column == "object" else ACTS | roots | {"CLAUSE"}
            for value in values:
                if value.startswith("@"):
                    if value[1:] not in classes:
                        yield f"{frame}: noun_classes.csv has no class {value[1:]!r}"
                elif value not in special and not all(map(_WORD.fullmatch, value.split(" "))):
                    yield f"{frame}: {column} has {value!r}, which the format does not know"
        if frame.prep_object and not frame.preps:
            yield f"{frame}: a prep_object without a prep"
        for word in (*frame.particles, *frame.preps):
            if not _WORD.fullmatch(word):
                yield f"{frame}: {word!r} is no particle and no preposition"


def _check_results() -> Iterator[str]:
    """Results that are no code and no operator."""
    known = {row["operator"] for row in read_rows("event_operators.csv")} | set(load_codes())
    for frame in load_rows():
        if frame.result not in known | SPOKEN:
            yield f"{frame}: no code, no operator: {frame.result!r}"


def _check_blocks() -> Iterator[str]:
    """Blocks that no row uses, that hold a verb twice, or that do not exist."""
    used = {name[1:] for frame in load_rows() for name in frame.verb.split() if name.startswith("&")}
    for name, verbs in load_blocks().items():
        if name not in used:
            yield f"verb_blocks.csv: no row of event_frames.csv uses {name!r}"
        for verb in sorted({verb for verb in verbs if verbs.count(verb) > 1}):
            yield f"verb_blocks.csv: {name!r} has {verb!r} twice"


def _check_keys() -> Iterator[str]:
    """Rows that ask for the same as another: contradictions, doubles, and what can never be reached."""
    keys: dict[tuple, Frame] = {}
    for frame in load_rows():
        decides = False
        try:
            verbs = list(list_verbs(frame))
        except RulesError as error:
            yield str(error)
            continue
        for verb in sorted({verb for verb, _ in verbs if [name for name, _ in verbs].count(verb) > 1}):
            yield f"{frame}: {verb} is there twice"
        for verb, own in verbs:
            for key in _split_names(frame):
                other = keys.setdefault((verb, own, key), frame)
                decides |= other is frame
                if other is not frame and other.result != frame.result:
                    yield f"{frame}: {verb} contradicts {other}"
                elif other is not frame:
                    yield f"{frame}: {verb} is a double of {other}"
        if not decides:
            yield f"{frame}: can never be reached"


def _split_names(frame: Frame) -> Iterator[tuple]:
    """What a row asks for, a noun at a time."""
    for particle, *slots in list_patterns(frame):
        objects, prep, governed, subject = slots
        for first in _names(objects):
            for second in _names(governed):
                for third in _names(subject):
                    yield particle, first, prep, second, third


def _names(filler: Filler) -> list[str]:
    return sorted(filler.names) or [filler.wanted]


def _check_nouns() -> Iterator[str]:
    """Nouns that are there twice, or whose act is none."""
    known = {row["operator"] for row in read_rows("event_operators.csv")} | set(load_codes()) | {""}
    seen = defaultdict(list)
    for line, row in enumerate(read_rows("event_nouns.csv"), 2):
        if row["act"] not in known:
            yield f"event_nouns.csv:{line}: no code, no operator: {row['act']!r}"
        if row["alone"] not in ("", "actor", "yes"):
            yield f"event_nouns.csv:{line}: alone is {row['alone']!r}, not yes, actor or empty"
        for noun in row["noun"].split():
            seen[noun].append(line)
            if not _WORD.fullmatch(noun):
                yield f"event_nouns.csv:{line}: {noun!r} is no noun"
    for noun, lines in seen.items():
        if len(lines) > 1:
            yield f"event_nouns.csv:{lines[1]}: {noun} is in line {lines[0]}, too"


def _check_operators() -> Iterator[str]:
    """Operators that work on the same twice, or give what is no code."""
    seen = set()
    for line, row in enumerate(read_rows("event_operators.csv"), 2):
        key = row["operator"], row["of"]
        if key in seen:
            yield f"event_operators.csv:{line}: {' of '.join(key)} is there twice"
        seen.add(key)
        if row["result"] and row["result"] not in load_codes():
            yield f"event_operators.csv:{line}: no code: {row['result']!r}"
