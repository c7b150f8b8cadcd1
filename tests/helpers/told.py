"""Coverages made by hand: who tells what of which day."""

from pathlib import Path

import pandas as pd

from analysis.press import deeds
from analysis.press.collection import Coverage
from analysis.press.sides import fill_sides, join_sides
from analysis.reading.schema import ARTICLES, EVENTS, FAILURES, QUOTES
from analysis.reading.tables import make_table

WEIGHTS = {"ASSAULT": 10.0, "THREATEN": 6.0, "YIELD": -5.0, "CONSULT": -1.0}


def make_coverage(*told, outlets=None, stories=None, quotes=(), homes=None):
    """A coverage whose articles tell what each row says: article, day, source, target, root, words.

    `homes` gives the country of those who are none.
    """
    names = list(dict.fromkeys([row[0] for row in told] + [row[0] for row in quotes] + list(outlets or {})))
    articles = make_table(
        [
            {
                "article": name,
                "outlet": (outlets or {}).get(name, ("the Post", None))[0],
                "published": pd.Timestamp((outlets or {}).get(name, (None, "2020-01-10"))[1] or "2020-01-10"),
                "escalation": (outlets or {}).get(name, (None, None, None))[2] if outlets else None,
                "words": 100,
                "events": 1,
                "events_background": 0,
            }
            for name in names
        ],
        {**ARTICLES, "signature": "str"},
    )
    articles["story"] = [(stories or {}).get(name, name) for name in names]
    articles["partition"] = "000000-a.parquet"
    rows = [
        {
            "article": article,
            "paragraph": 1,
            "start": 10 * i,
            "end": 10 * i + 5,
            "text": words,
            "source": source,
            "target": target,
            "source_country": (homes or {}).get(source, source),
            "target_country": (homes or {}).get(target, target),
            "root": root,
            "side": "conflict" if WEIGHTS[root] > 0 else "cooperation",
            "mutual": False,
            "quad": ("V" if root in ("THREATEN", "CONSULT") else "M") + ("conf" if WEIGHTS[root] > 0 else "coop"),
            "escalation": WEIGHTS[root],
            "goldstein": -WEIGHTS[root],
            "modality": "asserted",
            "frame": "current",
            "first_day": pd.Timestamp(day) if day else None,
            "last_day": pd.Timestamp(day) if day else None,
            "day_confidence": 0.9 if day else None,
            "confidence": (1 + bool(source) + bool(target)) / 3,
        }
        for i, (article, day, source, target, root, words) in enumerate(told)
    ]
    said = [
        {"article": a, "speaker": s, "speaker_country": c, "text": "x", "tone": t, "named": True}
        for a, s, c, t in quotes
    ]
    events = make_table(rows, {"article": "str", **EVENTS})
    return Coverage(
        Path(),
        articles,
        fill_sides(join_sides(events.assign(day=events["first_day"]))),
        make_table(said, {"article": "str", **QUOTES, "tone": "float64"}),
        make_table([], FAILURES),
    )


def deeds_of(*told, **more):
    table = deeds.tabulate(make_coverage(*told, **more))
    columns = ["source", "target", "root", "articles", "stories"]
    return table[columns].astype(object).where(table[columns].notna(), None).to_numpy().tolist()


def spread(days, *names, root="ASSAULT", target="IRN"):
    return [(name, day, "USA", target, root, "killed") for day in days for name in names]
