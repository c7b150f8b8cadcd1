"""Two tables for the validation notebook: how far the coders agree and are right, and what is right by confidence.

All of it is measured on sentences that took no part in training; `compare.judge_unseen` says how.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.reading.events.adjudicate import SIDES, Judged
from analysis.reading.events.learned.agreement import FIGURE, Figure, keep_shared, measure_alphas
from analysis.reading.events.learned.labels import CLASSES, FRAMES, LabelledAct
from analysis.reading.events.learned.training.calibrate import (
    Read,
    find_spans,
    find_twins,
    is_right,
    is_right_party,
)
from analysis.reading.events.learned.training.compare import Outcome, judge_row, list_rows, read_alone
from analysis.reading.events.mix import NEUTRAL, find_class
from analysis.reading.schema import CONFIDENCE, TWO_CODERS
from analysis.reading.tables import make_table

ASKED = ("side", "root", "modality", "frame", "source", "target")
ALL = "all"  # rows, whoever read them
TENTHS = 10


class Said(NamedTuple):
    """What the rules say of an act, in words."""

    side: str
    root: str
    modality: str
    frame: str


def tabulate_coders(reads: Sequence[Read], judged: Sequence[Outcome]) -> pd.DataFrame:
    """The agreement of the rules and the learned coder, each alone, and what each and both are right in.

    Args:
        reads: the sentences.
        judged: what becomes of their acts where both coders read.

    Returns:
        Columns: see `schema.TWO_CODERS`.
    """
    pairs = [pair for read in reads for pair in pair_coders(read)]
    shared = keep_shared(pairs)
    rows = [("both found", "act", len(pairs), len(shared) / len(pairs))]
    rows += measure_alphas("alpha where both found an act", shared)
    wanted = sum(len(read.labels) for read in reads)
    rows += _measure("rules alone", list_rows(reads), wanted)
    rows += _measure("learned alone", [row for read in reads for row in read_alone(read)], wanted)
    rows += _measure("both together", judged, wanted)
    return make_table([dict(zip(FIGURE, row, strict=True)) for row in rows], TWO_CODERS)


def pair_coders(read: Read) -> Iterator[tuple[Said | None, LabelledAct | None]]:
    """What the rules and the learned coder say of each act of a sentence that at least one of them reads."""
    alone = [_describe_learned(act) for _, act, _ in read_alone(read)]
    twins = find_twins([find_spans(act.act, read.view.sentence) for act in read.found], alone)
    yield from zip(map(_describe_ruled, read.found), twins, strict=True)
    yield from ((None, act) for act in alone if not any(act is twin for twin in twins))


def _describe_ruled(found: Judged) -> Said:
    code, number = found.act.code, find_class(found.act.code)
    root = "neutral" if number == NEUTRAL else CLASSES[number]
    return Said(code.side, root, found.act.modality, FRAMES[found.recalled])


def _describe_learned(found: Judged) -> LabelledAct:
    """An act of the learned coder, as if somebody had labelled it."""
    word, root = found.act.chain[0], CLASSES[find_class(found.act.code)]
    span, frame = (word.idx, word.idx + len(word)), FRAMES[found.recalled]
    return LabelledAct(span, root, found.act.modality, frame, None, None, found.mutual, evidence=span)


def _measure(whose: str, found: Sequence[Outcome], wanted: int) -> Iterator[Figure]:
    """The share of the labelled acts that are found, of the rows that are acts, and of the rows what is right."""
    acts = [row for row in found if row[2] is not None]
    yield f"found by {whose}", "act", wanted, len(acts) / wanted
    yield f"right by {whose}", "act", len(found), len(acts) / len(found)
    rights = [judge_row(*row) for row in acts]
    for name in ASKED:  # a row that is no act is right in nothing
        yield f"right by {whose}", name, len(found), sum(right[name] for right in rights) / len(found)


def tabulate_confidence(judged: Sequence[Outcome]) -> pd.DataFrame:
    """By tenths of each confidence, and by who read a row, what share is right; columns: see `schema.CONFIDENCE`."""
    # a row that is no act is wrong; whether its parties are right cannot be said
    rows = [("confidence", act.coder, act.confidence, is_right(read, act, twin)) for read, act, twin in judged]
    for read, act, twin in judged:
        if twin is not None:
            rows += [
                (f"{side}_confidence", act.coder, sure, is_right_party(read, getattr(act, side), side, twin))
                for side in SIDES
                if np.isfinite(sure := getattr(act, f"{side}_confidence"))
            ]
    table = pd.DataFrame(rows, columns=["measure", "coder", "score", "observed"]).astype({"observed": float})
    table = pd.concat([table.assign(coder=ALL), table])
    table["tenth"] = (table["score"] * TENTHS).astype(int).clip(0, TENTHS - 1)
    groups = table.groupby(["measure", "coder", "tenth"], observed=True)
    figures = groups.agg(score=("score", "mean"), observed=("observed", "mean"), n=("score", "size")).reset_index()
    figures["tenth"] /= TENTHS
    return make_table(figures.to_dict("records"), CONFIDENCE)
