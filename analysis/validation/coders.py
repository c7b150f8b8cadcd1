"""How far two coders who labelled the same texts agree: Krippendorff's alpha, and the share of equal spans.

These two labelled `data/training/` by reading; how far the two that read events agree is measured by `make coder`.
"""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.reading.events.learned.agreement import FIGURE, find_alpha, keep_shared, measure_alphas
from analysis.reading.events.learned.labels import SECOND, Item, pair_acts, read_file, read_items
from analysis.text.files import find_shipped

_SPANS = ("trigger", "source", "target", "evidence")


def measure_coders(folder: Path) -> pd.DataFrame:
    """One row a question: `measure`, `of` (side, root …), `n` units and the `figure`.

    An act of one coder is paired with one of the other by an overlapping trigger, else by overlapping evidence; of an
    act without a twin the other coder says that there is none. `status` is of the words that both marked. Shares of
    equal spans are of the acts that both found.
    """
    pairs = pair_texts(read_items(folder), read_file(folder / SECOND))
    acts = [acts for first, second in pairs for acts in pair_acts(first, second)]
    both = keep_shared(acts)
    rows = [*measure_alphas("alpha", acts), *measure_alphas("alpha where both found an act", both)]
    words = list(_pair_words(pairs))
    rows.append(("alpha", "status", len(words), find_alpha(words)))
    rows.append(("found by both", "act", len(acts), len(both) / len(acts)))
    for name in _SPANS:
        same = sum(getattr(a, name) == getattr(b, name) for a, b in both)
        rows.append(("equal spans", name, len(both), same / len(both)))
    return pd.DataFrame(rows, columns=FIGURE)


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


def _pair_words(pairs: Iterable[tuple[Item, Item]]) -> Iterable[tuple[str, str]]:
    for first, second in pairs:
        status = {(word.start, word.end): word.status for word in second.words}
        for word in first.words:
            if (word.start, word.end) in status:
                yield word.status, status[word.start, word.end]


if __name__ == "__main__":
    figures = measure_coders(find_shipped("data/training")).round(4)
    figures.to_csv(find_shipped("data/validation/coders.csv"), index=False, lineterminator="\n")
