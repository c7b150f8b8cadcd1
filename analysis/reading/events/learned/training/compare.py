"""The rules alone beside both coders, on the labelled sentences."""

from collections.abc import Iterable, Sequence

import numpy as np

from analysis.reading.events.adjudicate import SIDES, Judged
from analysis.reading.events.learned.labels import CLASSES, LabelledAct
from analysis.reading.events.learned.training.calibrate import (
    Read,
    find_spans,
    is_fact,
    is_right_modality,
    is_right_party,
    judge_all,
)
from analysis.reading.events.mix import Mix, find_class, load_class_codes

SURE = 0.9

Outcome = tuple[Read, Judged, LabelledAct | None]


def compare_coders(reads: Sequence[Read], mix: Mix) -> dict[str, dict[str, float]]:
    """Of the rules alone and of both coders: how many acts are found, and of those what is right."""
    rules = [(r, act, twin) for r in reads for act, twin in zip(r.found, r.twins, strict=True)]
    wanted = sum(len(read.labels) for read in reads)
    return {name: _measure(found, wanted) for name, found in (("rules", rules), ("both", list(judge_all(reads, mix))))}


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
    code, classes = act.act.code, load_class_codes()
    true = classes[CLASSES.index(twin.root)]
    right = {"side": code.side == true.side, "quad": code.quad == true.quad}
    right |= {"root": find_class(code) == find_class(true), "modality": is_right_modality(read, act, twin)}
    right["frame"] = act.recalled == (twin.frame == "background")
    right |= {side: is_right_party(read, getattr(act, side), side, twin) for side in SIDES}
    yield from right.items()
    yield "parties", right["source"] and right["target"]
    if act.coder == "both" and act.confidence >= SURE:
        yield "sure_right", right["side"] and right["modality"]
