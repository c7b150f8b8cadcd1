"""Two versions of one story: what was kept, reworded, cut, added or moved, and how that changed escalation and tone."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from analysis.reading.reading import Reading, read_listed
from analysis.reading.schema import COMPARISON, SHIFTS
from analysis.reading.tables import make_table
from analysis.versions.edits import measure_likeness, split_words

_SHOWN_BY = "analysis.versions.text"  # imported only when a comparison is shown, since it imports this module
REWORDED = (
    0.5  # likeness from which two paragraphs are one, reworded. Of paragraphs by two authors, 99 % have below .32
)
# with the one most like them, but two by one author on the same countries reach .45
CONTAINED = 0.8  # share of a paragraph's words from which another contains it; by two authors, at most .67
MIN_WORDS = 8  # in such a paragraph: fewer words occur in any long one
NEARER = 1e-6  # of likeness: the nearer of two equally similar paragraphs comes first
MEASURED = ("escalation", "tone")
STAY_A, STAY_B = ("kept", "reworded", "merged"), ("kept", "reworded", "split")
EVENT = ["source", "target", "root", "quad"]  # two events are the same if these are equal


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison:
    """Two versions of one story, and what happened to each paragraph; `schema.py` lists the columns.

    Attributes:
        a: the first version.
        b: the second version.
        paragraphs: the table `COMPARISON`: one row per paragraph of either version, in the order of the second, with
            cut paragraphs at their old places.
        shifts: the table `SHIFTS`: how mean escalation and mean tone changed, and through what.
        lost: the events that only the body of the first version reports, one row per kind of event.
        gained: the events that only the second version reports.

    Examples:
        >>> import analysis
        >>> one = analysis.read_text("Peru attacked Chile.")
        >>> isinstance(analysis.compare(one, one), analysis.Comparison)
        True
    """

    a: Reading
    b: Reading
    paragraphs: pd.DataFrame
    shifts: pd.DataFrame
    lost: pd.DataFrame
    gained: pd.DataFrame

    def __repr__(self) -> str:
        text = import_module(_SHOWN_BY)
        return f"{text.describe(self)}\n\n{text.tabulate(self)}"

    def _repr_html_(self) -> str:
        text = import_module(_SHOWN_BY)
        return text.describe(self)._repr_html_() + text.tabulate(self)._repr_html_()


@dataclass(slots=True)
class _Group:
    """Paragraphs that correspond: a pair, and parts of either that are separate paragraphs in the other version."""

    a: list[int]  # indices in the first version: first the pair's, then the parts'
    b: list[int]
    likeness: float  # of all of them together
    moved: bool = False


def compare(a: Reading | str | Path, b: Reading | str | Path) -> Comparison:
    r"""The `Comparison` of two versions of one story.

    Paragraphs are paired one to one so that the sum of their likeness is highest (Kuhn 1955). Paragraphs that differ
    only in white space, quotation marks and capitals are paired first. The pairs in the longest run with the same order
    stay in place; all others are `moved`. An unpaired paragraph that a paragraph of the other version contains is
    `split` from it or `merged` into it. If the two versions change places, so do cut and added, and split and merged.

    Args:
        a: the first version: a `Reading`, or a text or HTML file, which is read as `read_listed` does.
        b: the second version.

    Raises:
        ArticleError: a file is not an article.

    Examples:
        >>> import analysis
        >>> one = analysis.read_text("Peru attacked Chile. Chile protested.\n\nPrices rose.")
        >>> two = analysis.read_text("Peru attacked Chile. Chile protested.")
        >>> analysis.compare(one, two).paragraphs["change"].tolist()
        ['kept', 'cut']
    """
    a, b = (side if isinstance(side, Reading) else read_listed(side) for side in (a, b))
    words = [[split_words(text) for text in side.paragraphs["text"]] for side in (a, b)]
    groups = _group(*words)
    _mark_moved(groups, *words)
    paragraphs = make_table(_list_rows(a, b, groups), COMPARISON)
    shifts = make_table((_decompose(paragraphs, measure) for measure in MEASURED), SHIFTS)
    return Comparison(a, b, paragraphs, shifts, _find_lost(a, b), _find_lost(b, a))


def _group(a: list[list[str]], b: list[list[str]]) -> list[_Group]:
    """The groups of corresponding paragraphs, in the order of the second version."""
    groups = [_Group([i], [j], 1.0) for i, j in _pair_equal(a, b)]
    likeness, cover = measure_likeness(a, b)
    inside = (cover >= CONTAINED) & (np.minimum.outer([*map(len, a)], [*map(len, b)]) >= MIN_WORDS)
    fit = (likeness >= REWORDED) | inside
    fit[[group.a[0] for group in groups]] = False
    fit[:, [group.b[0] for group in groups]] = False
    apart = np.abs(np.subtract.outer(*(np.arange(len(side)) / max(len(side), 1) for side in (a, b))))
    pairs = zip(*linear_sum_assignment(np.where(fit, likeness - NEARER * apart, 0), maximize=True), strict=True)
    groups += [_Group([int(i)], [int(j)], float(likeness[i, j])) for i, j in pairs if fit[i, j]]
    _add_parts(groups, np.where(inside, cover, 0), a, b)
    return sorted(groups, key=lambda group: group.b[0])


def _pair_equal(a: list[list[str]], b: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of paragraphs with the same words; repeated paragraphs are paired in order."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, words in enumerate(b):
        places[tuple(words)].append(j)
    for i, words in enumerate(a):
        if places[tuple(words)]:
            yield i, places[tuple(words)].pop(0)


def _add_parts(groups: list[_Group], cover: np.ndarray, a: list[list[str]], b: list[list[str]]) -> None:
    """Adds the unpaired paragraphs to the pair that contains them, if that makes its two sides more similar."""
    paired_a, paired_b = ({i for group in groups for i in getattr(group, side)} for side in "ab")
    unpaired = [([i], []) for i in range(len(a)) if i not in paired_a]
    unpaired += [([], [j]) for j in range(len(b)) if j not in paired_b]
    for more_a, more_b in unpaired if groups else []:
        shares = [cover[(*more_a, g.b[0]) if more_a else (g.a[0], *more_b)] for g in groups]
        whole = groups[int(np.argmax(shares))]
        wider = [*whole.a, *more_a], [*whole.b, *more_b]
        joined = ([word for i in sorted(part) for word in side[i]] for part, side in zip(wider, (a, b), strict=True))
        closer = float(measure_likeness(*([words] for words in joined))[0][0, 0])
        if max(shares) and closer > whole.likeness:
            (whole.a, whole.b), whole.likeness = wider, closer


def _mark_moved(groups: list[_Group], a: list[list[str]], b: list[list[str]]) -> None:
    """Marks the groups outside the longest run with the same order; of two such runs, the one with more words stays."""
    best: list[tuple[int, int]] = []  # pairs and words in the longest run that ends with each group
    before: list[int] = []
    for n, group in enumerate(groups):
        earlier = [m for m in range(n) if groups[m].a[0] < group.a[0]]
        last = max(earlier, key=lambda m: best[m], default=-1)
        length, words = best[last] if earlier else (0, 0)
        best.append((length + 1, words + len(a[group.a[0]]) + len(b[group.b[0]])))
        before.append(last)
    at = max(range(len(groups)), key=lambda m: best[m], default=-1)
    stay = set()
    while at >= 0:
        stay.add(at)
        at = before[at]
    for n, group in enumerate(groups):
        group.moved = n not in stay


def _list_rows(a: Reading, b: Reading, groups: list[_Group]) -> list[dict]:
    """The rows of `COMPARISON`: in the order of the second version, with cut paragraphs at their old places."""
    rows_a, rows_b = (list(side.paragraphs.itertuples()) for side in (a, b))
    placed: dict[
        tuple[int, int], dict
    ] = {}  # by index in b (−1 before the first), then −1 or, if it was cut, its index in a
    for group in groups:
        first, second = rows_a[group.a[0]], rows_b[group.b[0]]
        row = _make_row("kept" if group.likeness == 1 else "reworded", first, second)
        placed[group.b[0], -1] = row | {"similarity": group.likeness, "moved": group.moved}
        placed |= {(j, -1): _make_row("split", None, rows_b[j], first.paragraph) for j in group.b[1:]}
    pairs = {group.a[0]: group for group in groups}
    wholes = {i: rows_b[group.b[0]].paragraph for group in groups for i in group.a[1:]}
    last = -1
    for i, paragraph in enumerate(rows_a):
        if i not in pairs:
            placed[last, i] = _make_row("merged" if i in wholes else "cut", paragraph, None, wholes.get(i))
        elif not pairs[i].moved:
            last = pairs[i].b[0]
    for j, paragraph in enumerate(rows_b):
        placed.setdefault((j, -1), _make_row("added", None, paragraph))
    return [placed[place] for place in sorted(placed)]


def _make_row(change: str, a: Any, b: Any, part_of: int | None = None) -> dict:  # noqa: ANN401
    row = {"change": change, "moved": False, "part_of": part_of}
    for side, paragraph in (("a", a), ("b", b)):
        if paragraph is not None:
            row |= {
                f"{column}_{side}": getattr(paragraph, column) for column in ("paragraph", "text", "events", *MEASURED)
            }
    return row


def _decompose(paragraphs: pd.DataFrame, measure: str) -> dict:
    """The row of `SHIFTS` of a measure: the change of its mean, in three steps that add up to it."""
    change = paragraphs["change"]
    parts = [("a", True), ("a", change.isin(STAY_A)), ("b", change.isin(STAY_B)), ("b", True)]
    steps = [weigh(paragraphs, measure, side, which)[0] for side, which in parts]
    row = {"measure": measure, "mean_a": steps[0], "mean_b": steps[3], "change": steps[3] - steps[0]}
    if not any(map(math.isnan, steps)):
        row |= dict(zip(("by_cuts", "by_rewording", "by_additions"), np.diff(steps).tolist(), strict=True))
    return row


def weigh(paragraphs: pd.DataFrame, measure: str, side: str, which: pd.Series | bool = True) -> tuple[float, pd.Series]:
    """The mean of a measure over paragraphs of a version (NaN without any), and the weight of each, 0 … 1.

    Escalation is weighted by the number of current events, so that the mean is the mean of all these events; for tone,
    all paragraphs have the same weight.
    """
    values = paragraphs[f"{measure}_{side}"]
    weights = paragraphs[f"events_{side}"].fillna(0).astype(float) if measure == "escalation" else 1.0
    weights = (values.notna() & which) * weights
    total = weights.sum()
    weights = weights / total if total else weights
    return (float((values * weights).sum()) if total else math.nan), weights


def _find_lost(a: Reading, b: Reading) -> pd.DataFrame:
    """The events that one body reports and the other does not, each once, with its first report."""
    acts = a.acts
    kinds, others = (list(zip(*(table[c].fillna("") for c in EVENT), strict=True)) for table in (acts, b.acts))
    lost = acts[~pd.Series(kinds, index=acts.index, dtype=object).isin(others)]
    return lost.drop_duplicates(EVENT).reset_index(drop=True)
