"""Tables of acts made by hand, as a coverage has them before its sides are settled."""

import pandas as pd

from analysis.reading.schema import EVENTS
from analysis.reading.tables import make_table

SIDES = {"CONSULT": "cooperation", "REQUEST": "conflict", "REJECT": "conflict", "ACCUSE": "conflict"}


def make_acts(rows, apart=False):
    """An act for each time of a row: source, its country, target, its country, class, times, words.

    The first acts of all rows are in one article, the second in another, and so on; with `apart`, those of every second
    row are in articles of their own.
    """
    acts = []
    for number, (source, home, target, other, root, times, *words) in enumerate(rows):
        for i in range(times):
            acts.append(
                {
                    "article": f"{number % 2 if apart else 0}-{i}",
                    "paragraph": 1,
                    "start": 10 * len(acts),
                    "end": 10 * len(acts) + 5,
                    "text": f"words {len(acts)}",
                    "source": source,
                    "source_country": home,
                    "source_actor": source,
                    "target": target,
                    "target_country": other,
                    "target_actor": target,
                    "mutual": False,
                    "root": root,
                    "side": SIDES.get(root, "conflict"),
                    "quad": "Mconf" if root == "ASSAULT" else "Vconf",
                    "source_words": words[0] if words else source,
                    "target_words": target,
                }
            )
    table = make_table(acts, {"article": "str", **EVENTS, "source_words": "str", "target_words": "str"})
    return table.assign(day=pd.NaT)
