"""Figures of agreement, made from counts of facts, each with an interval, a baseline and the figures of others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from analysis import __version__
from analysis.reading.schema import AGREEMENT, CALIBRATION, CONFIDENCE, TWO_CODERS, UNREAD
from analysis.reading.tables import make_table
from analysis.rules.load import read_rows
from analysis.statistics import bootstrap
from analysis.text.files import find_shipped
from analysis.validation.gold import GIVEN, PUBLIC
from analysis.validation.scoring import QUADS

RESAMPLES = 999
INTERVAL = (2.5, 97.5)  # percentiles
_VERSION = {"version": "str"}
_KEPT = {"results": AGREEMENT | _VERSION, "calibration": CALIBRATION | _VERSION, "unread": UNREAD}
_KEPT |= {"two_coders": TWO_CODERS, "confidence": CONFIDENCE}

Counts = Mapping[str, np.ndarray]
Figure = Callable[[Counts], float]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its job and name, how it is computed from counts, and its baseline."""

    job: str
    name: str
    figure: Figure
    n: str = "n"
    baseline: str = ""
    baseline_figure: Figure | None = None
    given: bool | None = None  # True: only for the given article; False: only for other sets; None: for all


def _share(part: str, whole: str, counts: Counts) -> float:
    total = counts[whole].sum()
    return counts[part].sum() / total if total else np.nan


def _f1(prefix: str, counts: Counts) -> float:
    """The harmonic mean of precision and recall: 2 · right / (found + gold)."""
    right, found = (counts[prefix + name].sum() if prefix + name in counts else 0 for name in ("right", "found"))
    total = found + counts["n"].sum()
    return 2 * right / total if total else np.nan


def _macro_f1(counts: Counts) -> float:
    """The mean of F1 over the classes in the gold."""
    said, gold, hits = (np.array([counts[f"{name}_{q}"].sum() for q in QUADS]) for name in ("said", "gold", "hit"))
    return float(np.mean(2 * hits[gold > 0] / (said + gold)[gold > 0]))


def _macro_f1_of_one_class(counts: Counts) -> float:
    gold = np.array([counts[f"gold_{quad}"].sum() for quad in QUADS])
    return 2 * gold.max() / (gold.max() + gold.sum()) / np.count_nonzero(gold)


def _correlate(name: str, counts: Counts) -> float:
    """Pearson's r from sums."""
    n, x, y = (counts[column].sum() for column in ("n", f"{name}_x", "y"))
    xx, yy, xy = (counts[column].sum() for column in (f"{name}_xx", "yy", f"{name}_xy"))
    spread = (n * xx - x * x) * (n * yy - y * y)
    return (n * xy - x * y) / np.sqrt(spread) if spread > 0 else np.nan


def _middle_arc(name: str, counts: Counts) -> float:
    arcs = counts[f"{name}_arc"]
    return float(np.nanmedian(arcs)) if np.isfinite(arcs).any() else np.nan


def _rate(counts: Counts) -> float:
    """Events found in a hundred words."""
    return 100 * _share("found", "n", counts)


_FIRST_IS_HEADLINE = "the first block is the headline, all others are paragraphs"
_TEXTBLOB = "TextBlob’s polarity"
_share_right, _share_base = partial(_share, "right"), partial(_share, "base_right")
MEASURES = (
    Measure("layout", "block accuracy", partial(_share_right, "n"), "n", _FIRST_IS_HEADLINE, partial(_share_base, "n")),
    Measure("quotes", "quote and speaker F1", partial(_f1, ""), "n", "the nearest name speaks", partial(_f1, "base_")),
    Measure("dates", "value F1", partial(_f1, ""), "n", "years only", partial(_f1, "base_")),
    Measure("events", "acts found F1", partial(_f1, ""), given=True),
    Measure(
        *("events", "cooperation or conflict", partial(_share_right, "sided"), "sided"),
        *("VADER’s sign", partial(_share_base, "sided")),
        given=False,
    ),
    Measure("events", "quad macro-F1", _macro_f1, "n", "the most frequent class", _macro_f1_of_one_class, given=False),
    Measure("events", "coverage", partial(_share, "covered", "sided"), "sided", given=False),
    Measure("events", "silence", partial(_share, "silent", "still"), "still", given=False),
    Measure(
        *("events", "source and target", partial(_share, "parties", "named"), "named"),
        *("the first and the last name", partial(_share, "base_parties", "named")),
        given=False,
    ),
    Measure("quiet", "events in 100 words", _rate),
    Measure("tone", "tone r", partial(_correlate, "tone"), "n", _TEXTBLOB, partial(_correlate, "polarity")),
    Measure("tone", "TextBlob r", partial(_correlate, "polarity")),
    Measure("tone", "VADER r", partial(_correlate, "vader")),
    Measure("tone", "tone arc", partial(_middle_arc, "tone"), "articles", _TEXTBLOB, partial(_middle_arc, "polarity")),
    Measure("tone", "TextBlob arc", partial(_middle_arc, "polarity"), "articles"),
    Measure("tone", "VADER arc", partial(_middle_arc, "vader"), "articles"),
)


def measure_agreement(
    scored: Mapping[tuple[str, str], pd.DataFrame], resamples: int = RESAMPLES, seed: int = 1
) -> pd.DataFrame:
    """One row per set and measure (columns: `AGREEMENT`), with a 95 % interval by resampling the set's units.

    Figures are shares, F1, Pearson's r, or for *quiet* events in a hundred words. The percentile bootstrap is that of
    Efron 1979, Ann. Statist. 7. Another tool's figure is added if it was measured on the same number of facts.
    """
    rows = []
    for (origin, job), units in scored.items():
        for measure in MEASURES:
            if measure.job == job and measure.given in (None, origin == GIVEN):
                rows.append({"origin": origin} | _measure(measure, units, resamples, seed))
    rows = [row for row in rows if row["n"]]  # without facts in the gold, there is no figure
    return make_table(rows, AGREEMENT)


def _measure(measure: Measure, units: pd.DataFrame, resamples: int, seed: int) -> dict[str, object]:
    counts = {column: units[column].to_numpy(float) for column in units}
    n = int(counts[measure.n].sum())
    low, high = resample(measure.figure, counts, resamples, seed)
    place = [measure.job, measure.name, str(n)]
    peer = next((p for p in read_rows("validation_peers.csv") if [p["job"], p["measure"], p["n"]] == place), {})
    return {
        "job": measure.job,
        "measure": measure.name,
        "units": len(units),
        "n": n,
        "figure": measure.figure(counts),
        "low": low,
        "high": high,
        "baseline": measure.baseline or None,
        "baseline_figure": measure.baseline_figure(counts) if measure.baseline_figure else None,
        "peer": peer.get("peer") or None,
        "peer_figure": float(peer["peer_figure"]) if peer.get("peer_figure") else None,
        "human": float(peer["human"]) if peer.get("human") else None,
    }


def resample(figure: Figure, counts: Counts, resamples: int = RESAMPLES, seed: int = 1) -> tuple[float, float]:
    """The ends of the 95 % interval of a figure, by drawing units with replacement; NaN if the figure never changes.

    If all or none were right, resampling cannot show how sure the figure is.
    """
    draws = bootstrap(len(next(iter(counts.values()))), resamples, seed)
    figures = np.array([figure({column: values[draw] for column, values in counts.items()}) for draw in draws])
    figures = figures[np.isfinite(figures)]
    if figures.size == 0 or np.ptp(figures) == 0:
        return np.nan, np.nan
    low, high = np.percentile(figures, INTERVAL)
    return float(low), float(high)


def load_measured(name: str = "results") -> pd.DataFrame:
    """The figures that the authors measured, as they are kept in `data/validation`.

    Args:
        name: `results` (columns: `AGREEMENT`) or `calibration` (`CALIBRATION`), both with the version of the package;
            `unread` (`UNREAD`), the figures on the unread half of the rows before and after its errors were read;
            `two_coders` (`TWO_CODERS`) or `confidence` (`CONFIDENCE`), which `make coder` writes.
    """
    kept = pd.read_csv(find_shipped(f"data/validation/{name}.csv")).astype(object)
    return make_table(kept.where(kept.notna(), None).to_dict("records"), _KEPT[name])


def sign_figures(table: pd.DataFrame) -> pd.DataFrame:
    """The figures on public sets, rounded for the records, with the version of the package."""
    return table[table["origin"] == PUBLIC].round(4).assign(version=__version__)
