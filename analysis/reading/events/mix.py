"""How much each coder is believed: a confusion matrix and some logistic regressions, kept in `learned/mix.json`.

They are estimated by `make coder` on the labelled sentences in `data/training/`, each read by a learned coder that had
not been trained on it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np

from analysis.reading.events.acts import Code, load_codes
from analysis.reading.events.learned.labels import CLASSES, COOPERATIVE
from analysis.reading.events.lemmas import lemma
from analysis.rules.load import read_rows

if TYPE_CHECKING:
    from spacy.tokens import Span

NEUTRAL = len(CLASSES)  # what the rules call an act that is of neither side
SURE = 1e-4  # no probability is nearer to 0 or 1
KNOWN = 10  # sentences for which the usual share of acts counts in a text: a single sentence says little of its text
STEPS = 30  # after which the share of a text has settled
# The CAMEO code of each root where no finer one fits
_DEFAULT_CODES = dict(zip(CLASSES, "03 04 05 06 07 08 02 09 10 11 12 13 14 16 15 17 18".split(), strict=True))


@dataclass(frozen=True, slots=True)
class Mix:
    """What `mix.json` holds.

    Attributes:
        confusion: `(18, 17)`: how often the rules call an act of a class so; the last row is *neutral*.
        weights: by question, the weight of each feature in its logistic regression.
        cuts: by name, a probability.
        triggers: lemmas that often tell of an act.
    """

    confusion: np.ndarray
    weights: Mapping[str, Mapping[str, float]]
    cuts: Mapping[str, float]
    triggers: frozenset[str] = frozenset()

    def ask(self, question: str, features: Mapping[str, float]) -> float:
        """The probability of a yes to a question; a feature without a weight counts nothing."""
        weights = self.weights[question]
        total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def load_mix() -> Mix:
    """The mix that `make coder` estimated."""
    kept = json.loads((files("analysis.reading.events.learned") / "mix.json").read_text("utf-8"))
    return Mix(np.array(kept["confusion"]), kept["weights"], kept["cuts"], frozenset(kept["triggers"]))


def gives_reason(sentence: "Span") -> bool:
    """Whether a sentence has a word that often tells of an act, so that the learned coder should read it."""
    known = load_mix().triggers
    return any(lemma(token) in known for token in sentence)


def logit(probability: float) -> float:
    """The log of the odds, kept from infinity."""
    p = min(1 - SURE, max(SURE, float(probability)))
    return log(p / (1 - p))


def find_shift(shares: Sequence[float], usual: float) -> float:
    """By how much the log of the odds of an act is moved in a text: down where few of its sentences tell of one.

    The share of such sentences in the text is estimated as by Saerens et al. (2002, Adjusting the outputs of a
    classifier to new a priori probabilities, Neural Computation 14), held near the usual share by `KNOWN` sentences.

    Args:
        shares: of each sentence of the text, the probability that it tells of an act.
        usual: the share of sentences with an act where that was learned.
    """
    odds = np.clip(np.array(shares, float), SURE, 1 - SURE)
    odds = odds / (1 - odds)
    shift = 0.0
    for _ in range(STEPS):
        moved = odds * exp(shift)
        share = (KNOWN * usual + float((moved / (1 + moved)).sum())) / (KNOWN + len(odds))
        shift = logit(share) - logit(usual)
    return shift


def move(probability: float, shift: float) -> float:
    """A probability whose log of odds is moved."""
    return 1 / (1 + exp(-logit(probability) - shift))


def find_class(code: Code) -> int:
    """The number of a code's class in `CLASSES`, or `NEUTRAL`."""
    name = "REQUEST+" if code.root == "REQUEST" and code.side == "cooperation" else code.root
    return CLASSES.index(name) if name in CLASSES else NEUTRAL


@cache
def load_class_codes() -> tuple[Code, ...]:
    """Of each of `CLASSES` the code where no finer one fits, with the weight of its root."""
    weights = {row["root"]: float(row["goldstein"]) for row in read_rows("event_roots.csv")}
    codes = []
    for name, cameo in _DEFAULT_CODES.items():
        known = load_codes()[cameo]
        weight = known.goldstein if name == "REQUEST+" else weights[name]
        quad = known.quad if name != "REQUEST" else "Vconf"
        codes.append(Code(cameo, name.rstrip("+"), quad, weight))
    return tuple(codes)


@cache
def _load_groups() -> tuple[np.ndarray, np.ndarray]:
    """Of each class whether it is cooperation, and whether it is material."""
    quads = [code.quad for code in load_class_codes()]
    return np.array([name in COOPERATIVE for name in CLASSES]), np.array([quad[0] == "M" for quad in quads])


def sum_cooperation(shares: np.ndarray) -> float:
    """The share of the cooperative classes."""
    return float(shares[_load_groups()[0]].sum())


def choose_class(shares: np.ndarray) -> int:
    """The likeliest class of the likeliest quad class of the likelier side."""
    cooperative, material = _load_groups()
    for group in (cooperative, material):
        side = group if shares[group].sum() >= shares[~group].sum() else ~group
        shares = np.where(side, shares, 0.0)
    return int(shares.argmax())
