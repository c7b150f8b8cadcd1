"""How far two people who labelled the same texts agree: Krippendorff's alpha, and the share of equal spans.

Source: Krippendorff (2019), Content Analysis, 4th edition, chapter 12.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import krippendorff
import pandas as pd

from analysis.reading.events.learned.labels import SECOND, Item, LabelledAct, pair_acts, read_file, read_items

NO_ACT = "no act"  # what a coder says of an act that only the other one found
_SPANS = ("trigger", "source", "target", "evidence")
_ASKED: dict[str, Callable[[LabelledAct], str]] = {
    "side": lambda act: act.side,
    "root": lambda act: act.root,
    "modality": lambda act: act.modality,
    "frame": lambda act: act.frame,
}


def measure_coders(folder: Path) -> pd.DataFrame:
    """One row a question: `measure`, `of` (side, root …), `n` units and the `figure`.

    An act of one coder is paired with one of the other by an overlapping trigger, else by overlapping evidence; of an
    act without a twin the other coder says that there is none. `status` is of the words that both marked. Shares of
    equal spans are of the acts that both found.
    """
    pairs = pair_texts(read_items(folder), read_file(folder / SECOND))
    acts = [acts for first, second in pairs for acts in pair_acts(first, second)]
    both = [(a, b) for a, b in acts if a is not None and b is not None]
    rows = [("alpha", name, len(acts), find_alpha([_ask(ask, pair) for pair in acts])) for name, ask in _ASKED.items()]
    rows += [
        ("alpha where both found an act", name, len(both), find_alpha([_ask(ask, p) for p in both]))
        for name, ask in _ASKED.items()
    ]
    words = list(_pair_words(pairs))
    rows.append(("alpha", "status", len(words), find_alpha(words)))
    rows.append(("found by both", "act", len(acts), len(both) / len(acts)))
    for name in _SPANS:
        same = sum(getattr(a, name) == getattr(b, name) for a, b in both)
        rows.append(("equal spans", name, len(both), same / len(both)))
    return pd.DataFrame(rows, columns=["measure", "of", "n", "figure"])


def pair_texts(first: Iterable[Item], second: Iterable[Item]) -> list[tuple[Item, Item]]:
    """The items of two coders that have the same text.

    Raises:
        ValueError: a text of the second coder is not among the first one's.
    """
    known = {item.text: item for item in first}
    pairs = []
    for item in second:
        if item.text not in known:
            raise ValueError(f"{SECOND}, {item.place}: no other file has this text")
        pairs.append((known[item.text], item))
    return pairs


def find_alpha(answers: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's alpha, nominal, of two coders' answers to the same questions."""
    values = sorted({answer for pair in answers for answer in pair})
    data = [[values.index(pair[coder]) for pair in answers] for coder in (0, 1)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def _ask(ask: Callable[[LabelledAct], str], pair: tuple[LabelledAct | None, LabelledAct | None]) -> tuple[str, str]:
    first, second = (NO_ACT if act is None else ask(act) for act in pair)
    return first, second


def _pair_words(pairs: Iterable[tuple[Item, Item]]) -> Iterable[tuple[str, str]]:
    for first, second in pairs:
        status = {(word.start, word.end): word.status for word in second.words}
        for word in first.words:
            if (word.start, word.end) in status:
                yield word.status, status[word.start, word.end]
