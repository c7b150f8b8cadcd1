"""Figures of the learned coder alone, from its readings of sentences that it was not trained on."""

from collections.abc import Iterable, Sequence

import numpy as np

from analysis.reading.events.learned.coder import SentenceCodes
from analysis.reading.events.learned.labels import CLASSES, MODALITIES
from analysis.reading.events.learned.training.examples import NONE, Example
from analysis.reading.events.mix import load_class_codes

CUT = 0.5  # a word is read as a trigger from this probability on


def measure_figures(examples: Sequence[Example], codes: Sequence[SentenceCodes]) -> dict[str, float]:
    """Precision, recall and F1 of triggers; shares right at labelled triggers; balanced accuracy of status."""
    hits: dict[str, list[bool]] = {}
    for example, own in zip(examples, codes, strict=True):
        for name, right in _compare(example, own):
            hits.setdefault(name, []).append(bool(right))
    shares = {name: float(np.mean(right)) for name, right in hits.items()}
    precision, recall = shares.pop("precision"), shares.pop("recall")
    shares |= {"trigger_precision": precision, "trigger_recall": recall}
    shares["trigger_f1"] = 2 * precision * recall / (precision + recall)
    shares["status_balanced"] = (shares.pop("status_fact") + shares.pop("status_no_fact")) / 2
    return {name: round(share, 4) for name, share in sorted(shares.items())}


def _compare(example: Example, codes: SentenceCodes) -> Iterable[tuple[str, bool]]:
    """Each thing asked, and whether it is right."""
    firsts = np.array(example.shown.firsts)
    rows = np.flatnonzero(codes.seen)
    gold = example.root[firsts]
    read = codes.triggers() >= CUT
    for row in rows:
        is_trigger = gold[row] != NONE
        if read[row]:
            yield "precision", is_trigger
        if is_trigger:
            yield "recall", read[row]
            yield from _compare_trigger(example, codes, row, firsts)
        status = example.status[firsts[row]]
        if status >= 0:
            fact = codes.status[row, 0] >= 0.5
            yield ("status_fact", fact) if status == 0 else ("status_no_fact", not fact)


def _compare_trigger(
    example: Example, codes: SentenceCodes, row: int, firsts: np.ndarray
) -> Iterable[tuple[str, bool]]:
    place = firsts[row]
    said, true = load_class_codes()[codes.root[row, :-1].argmax()], load_class_codes()[example.root[place]]
    yield "root", codes.root[row, :-1].argmax() == example.root[place]
    yield "side", said.side == true.side
    yield "quad", said.quad == true.quad
    for name in ("modality", "frame", "mutual"):
        yield name, getattr(codes, name)[row].argmax() == getattr(example, name)[place]
    yield "asserted", (codes.modality[row].argmax() == 0) == (example.modality[place] == 0)
    for side in ("source", "target"):
        marks = getattr(example, side)[place]
        if marks.any():
            best = getattr(codes, side)[row].argmax()
            yield side, marks[firsts[best]] if best < len(firsts) else marks[-1]


assert CLASSES and MODALITIES[0] == "asserted"
