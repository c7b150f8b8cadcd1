"""Acts and what becomes of them: an act has a CAMEO code; *lift*, *refuse*, *not* or *plan* make another act of it.

Codes and weights are those of CAMEO with Goldstein's scale as GDELT publishes it; roots and quad classes are PLOVER's
(older PLOVER's YIELD included). What an operator makes of an act is a table, `rules/event_operators.csv`: the row
for the act's code counts before the row for its root, and that before the row for its side (*conflict*, *cooperation*);
an empty result keeps the act.

Sources: Gerner, Schrodt and Yilmaz (2009), CAMEO codebook; Open Event Data Alliance, PLOVER codebook; Goldstein (1992),
A conflict–cooperation scale for WEIS events data, Journal of Conflict Resolution 36, 369–385.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.rules.load import read_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

COOPERATIVE = frozenset(("Vcoop", "Mcoop"))
_OPPOSITE = {"conflict": "cooperation", "cooperation": "conflict"}


@dataclass(frozen=True, slots=True)
class Code:
    """What a CAMEO code means: PLOVER root, quad class, Goldstein weight (−10 … +10)."""

    cameo: str
    root: str
    quad: str
    goldstein: float

    @property
    def side(self) -> str:
        """`conflict`, `cooperation` or, of what is only said, `neutral`."""
        return "cooperation" if self.quad in COOPERATIVE else "conflict" if self.root else "neutral"


@cache
def load_codes() -> dict[str, Code]:
    """By CAMEO code, what it means."""
    roots = {row["root"]: row for row in read_rows("event_roots.csv")}
    codes = {}
    for row in read_rows("event_codes.csv"):
        cameo, root, weight = row["cameo"], row["root"], float(row["goldstein"])
        quad = roots[root]["quad"] if root else "neutral"
        quad = "Vcoop" if root == "REQUEST" and weight > 0 else quad
        codes[cameo] = Code(cameo, root, quad, weight)
    return codes


@cache
def _load_operators() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["operator"], row["of"]): row for row in read_rows("event_operators.csv")}


@dataclass(frozen=True, slots=True)
class Act:
    """What was done, and the words that say so.

    Attributes:
        code: what it is.
        chain: the words that make it, from the outermost (*refused*) to the innermost (*attack*).
        modality: asserted, intended, threatened, demanded, negated, denied, hedged or conditional.
        limit: the weight that it may not exceed: that of the act which is only threatened.
        tension: whether it is a dispute rather than an act: to lower it is cooperation, to name it nothing.
    """

    code: Code
    chain: tuple["Token", ...]
    modality: str = "asserted"
    limit: float = 10.0
    tension: bool = False

    @property
    def goldstein(self) -> float:
        """The Goldstein weight: the code's, but a threat never weighs more than the act that it threatens."""
        return max(-self.limit, min(self.limit, self.code.goldstein))


def make_act(cameo: str, word: "Token", modality: str = "asserted", tension: bool = False) -> Act:
    """The act of a CAMEO code, told by one word."""
    return Act(load_codes()[cameo], (word,), modality, tension=tension)


def transform(operator: str, word: "Token", inner: Act | None) -> Act | None:
    """What an operator makes of an act, or of nothing that is known; None where that is no act.

    A threat or a plan of conflict keeps the weight of the act as its limit.
    """
    table = _load_operators()
    if inner is None:
        row = table.get((operator, "nothing"))
        return make_act(row["result"], word) if row and row["result"] else None
    row = _find_row(operator, inner)
    if row is None:
        return None
    modality = row["modality"] if row["modality"] not in ("", "asserted") else inner.modality
    chain = inner.chain if word == inner.chain[0] else (word, *inner.chain)
    if not row["result"]:
        return replace(inner, chain=chain, modality=modality)
    code = load_codes()[row["result"]]
    limit = abs(inner.code.goldstein) if code.root == "THREATEN" and inner.code.side == "conflict" else 10.0
    return Act(code, chain, row["modality"] or "asserted", limit)


def _find_row(operator: str, act: Act) -> dict[str, str] | None:
    """The row of the table for an operator on an act: of a dispute that for disputes, else by code, root, then side."""
    table, of = _load_operators(), (act.code.cameo, act.code.root, act.code.side)
    if act.tension and (operator, "tension") in table:
        of = ("tension",)
    elif act.tension and operator not in ("UNDO", "DESCEND", "TAKE", "HEDGE"):
        return None
    return next((table[operator, key] for key in of if (operator, key) in table), None)
