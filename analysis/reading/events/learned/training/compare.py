"""The rules alone, the learned coder alone and both together, on the labelled sentences."""

from collections.abc import Iterable, Sequence

import numpy as np

from analysis.reading.events.acts import Act
from analysis.reading.events.adjudicate import SIDES, Judged, make_choice
from analysis.reading.events.learned.labels import CLASSES, MODALITIES, LabelledAct
from analysis.reading.events.learned.training.calibrate import (
    Read,
    estimate_mix,
    find_spans,
    find_twins,
    is_fact,
    is_right_modality,
    is_right_party,
    judge_all,
)
from analysis.reading.events.learned.training.examples import split_folds
from analysis.reading.events.learned.training.figures import CUT
from analysis.reading.events.mix import find_class, load_class_codes
from analysis.reading.events.view import View

SURE = 0.9

Outcome = tuple[Read, Judged, LabelledAct | None]


def judge_unseen(reads: Sequence[Read], parts: int, seed: int) -> list[Outcome]:
    """What becomes of the acts of all sentences; each part is judged by a mix that was estimated on the other parts."""
    judged: list[Outcome] = []
    for held in split_folds(reads, parts, seed):
        own = set(held.tolist())
        mix = estimate_mix([read for i, read in enumerate(reads) if i not in own])
        judged += judge_all([reads[i] for i in held], mix)
    return judged


def list_rows(reads: Iterable[Read]) -> list[Outcome]:
    """The acts of the rules alone."""
    return [(read, act, twin) for read in reads for act, twin in zip(read.found, read.twins, strict=True)]


def read_alone(read: Read) -> list[Outcome]:
    """The acts of the learned coder alone: of each trigger what it holds for likeliest."""
    acts = [_take_likeliest(read.view, row) for row in np.flatnonzero(read.view.triggers >= CUT)]
    twins = find_twins([find_spans(act.act, read.view.sentence) for act in acts], read.labels)
    return [(read, act, twin) for act, twin in zip(acts, twins, strict=True)]


def _take_likeliest(view: View, row: int) -> Judged:
    codes = view.codes
    code, modality = load_class_codes()[codes.root[row, :-1].argmax()], MODALITIES[codes.modality[row].argmax()]
    parties = []
    for side in SIDES:
        choice = make_choice(None, side, view, row)
        parties.append(choice.options[1] if choice.shares[1] >= choice.shares[-1] else None)
    mutual, recalled = bool(codes.mutual[row, 1] >= CUT), bool(codes.frame[row, 1] >= CUT)
    return Judged(Act(code, (view.sentence[row],), modality), *parties, mutual, "learned", recalled=recalled)


def compare_coders(reads: Sequence[Read], judged: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """Of the rules alone and of both coders: how many acts are found, and of those what is right."""
    wanted = sum(len(read.labels) for read in reads)
    return {"rules": _measure(list_rows(reads), wanted), "both": _measure(judged, wanted)}


def _measure(found: Sequence[Outcome], wanted: int) -> dict[str, float]:
    hits: dict[str, list[bool]] = {"precision": [twin is not None for _, _, twin in found]}
    for read, act, twin in found:
        for name, right in _judge(read, act, twin):
            hits.setdefault(name, []).append(bool(right))
    figures = {name: float(np.mean(right)) for name, right in hits.items()}
    figures["recall"] = sum(hits["precision"]) / wanted
    figures["f1"] = 2 * figures["precision"] * figures["recall"] / (figures["precision"] + figures["recall"])
    figures["fact_balanced"] = (figures["facts_told_so"] + 1 - figures["no_facts_told_as_fact"]) / 2
    figures["rows"] = len(found)
    figures["sure_rows"] = len(hits.get("sure_right", []))
    return {name: round(figure, 4) for name, figure in figures.items()}


def _judge(read: Read, act: Judged, twin: LabelledAct | None) -> Iterable[tuple[str, bool]]:
    fact = is_fact(read, find_spans(act.act, read.view.sentence), twin)
    if fact is not None:
        yield "facts_told_so" if fact else "no_facts_told_as_fact", act.act.modality == "asserted"
    if twin is None:
        if act.coder == "both" and act.confidence >= SURE:
            yield "sure_right", False
        return
    right = judge_row(read, act, twin)
    yield from right.items()
    yield "parties", right["source"] and right["target"]
    if act.coder == "both" and act.confidence >= SURE:
        yield "sure_right", right["side"] and right["modality"]


def judge_row(read: Read, act: Judged, twin: LabelledAct) -> dict[str, bool]:
    """What is right of an act, by its labelled one."""
    code, true = act.act.code, load_class_codes()[CLASSES.index(twin.root)]
    right = {"side": code.side == true.side, "quad": code.quad == true.quad}
    right |= {"root": find_class(code) == find_class(true), "modality": is_right_modality(read, act, twin)}
    right["frame"] = act.recalled == (twin.frame == "background")
    return right | {side: is_right_party(read, getattr(act, side), side, twin) for side in SIDES}
