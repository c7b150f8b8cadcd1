"""How far two coders of acts agree: Krippendorff's alpha for each thing that both say of an act.

Only `make coder` and `make coders` use this; reading does not.

Source: Krippendorff (2019), Content Analysis, 4th edition, chapter 12.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import krippendorff

NO_ACT = "no act"  # what a coder says of an act that only the other one found
ASKED = ("side", "root", "modality", "frame")  # of each act; attributes of what the coders give
FIGURE = ("measure", "of", "n", "figure")  # the columns of a table of figures

Figure = tuple[str, str, int, float]
Pair = tuple[Any, Any]  # an act as each of two coders has it, None where one has none


def find_alpha(answers: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's alpha, nominal, of two coders' answers to the same questions; NaN where all answers are alike."""
    values = sorted({answer for pair in answers for answer in pair})
    if len(values) < 2:
        return float("nan")
    data = [[values.index(pair[coder]) for pair in answers] for coder in (0, 1)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def measure_alphas(measure: str, pairs: Sequence[Pair]) -> Iterator[Figure]:
    """The alpha of two coders for side, root, modality and frame of the same acts."""
    for name in ASKED:
        answers = [tuple(NO_ACT if act is None else getattr(act, name) for act in pair) for pair in pairs]
        yield measure, name, len(pairs), find_alpha(answers)


def keep_shared(pairs: Sequence[Pair]) -> list[Pair]:
    """The acts that both coders found."""
    return [pair for pair in pairs if None not in pair]
