"""Calibration: scores in bins, compared with what people say, to see whether a higher score means more."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.reading.schema import CALIBRATION
from analysis.reading.tables import make_table
from analysis.reading.tone.measures import MEASURES, score_tone
from analysis.validation.agreement import RESAMPLES, Counts, resample
from analysis.validation.gold import GIVEN, GoldSet

BINS = 10  # of equal size, except where scores are tied
FEWEST = 10  # rows in a bin; smaller bins are left out


def calibrate(
    sets: Iterable[GoldSet],
    scored: Mapping[tuple[str, str], pd.DataFrame],
    resamples: int = RESAMPLES,
    seed: int = 1,
) -> pd.DataFrame:
    """One row per bin of a measure (columns: `CALIBRATION`).

    Tone, polarity and VADER are compared with the raters' mean, by tenths of the sentences that have a score. The
    confidence of a sentence's first event is compared with how often the event is on the right side, by tenths.
    """
    rows = []
    for gold in sets:
        if gold.job == "tone":
            scores, ratings = score_tone([row["text"] for row in gold.rows]), [float(row["mean"]) for row in gold.rows]
            for measure in MEASURES:
                pairs = pd.DataFrame({"x": scores[measure], "y": ratings}).dropna()
                bins = (
                    pd.qcut(pairs["x"], min(BINS, len(pairs)), labels=False, duplicates="drop")
                    if len(pairs)
                    else pairs["x"]
                )
                rows += _tabulate(gold.origin, measure, pairs, bins, resamples, seed)
        if gold.job == "events" and gold.origin != GIVEN:
            found = scored[gold.origin, "events"].query("found > 0")
            pairs = pd.DataFrame({"x": found["confidence"], "y": found["agreed"]}).astype(float)
            bins = (pairs["x"] * BINS).clip(0, BINS - 1).astype(int)
            rows += _tabulate(gold.origin, "confidence", pairs, bins, resamples, seed)
    return make_table(rows, CALIBRATION)


def _tabulate(
    origin: str, measure: str, pairs: pd.DataFrame, bins: pd.Series, resamples: int, seed: int
) -> Iterable[dict[str, object]]:
    for _, part in pairs.groupby(bins):
        if len(part) < FEWEST:
            continue
        low, high = resample(_mean, {"y": part["y"].to_numpy()}, resamples, seed)
        score, observed = part["x"].mean(), part["y"].mean()
        place = {"origin": origin, "measure": measure, "score": score, "observed": observed}
        yield place | {"low": low, "high": high, "n": len(part)}


def _mean(counts: Counts) -> float:
    return float(np.mean(counts["y"]))
