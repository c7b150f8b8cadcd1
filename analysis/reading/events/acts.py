"""Acts and what becomes of them: an act has a CAMEO code; *lift*, *refuse*, *not* or *plan* make another act of it.

Codes and weights are those of CAMEO with Goldstein's scale as GDELT publishes it; roots and quad classes are PLOVER's
(older PLOVER's YIELD included). What an operator makes of an act is a table, `rules/event_operators.csv`: the row
for the act's code counts before the row for its root, and that before the row for its side (*conflict*, *cooperation*);
an empty result keeps the act.

Sources: Gerner, Schrodt and Yilmaz (2009), CAMEO codebook; Open Event Data Alliance, PLOVER codebook; Goldstein (1992),
A conflict–cooperation scale for WEIS events data, Journal of Conflict Resolution 36, 369–385.
"""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.rules.load import read_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

COOPERATIVE = frozenset(("Vcoop", "Mcoop"))


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
        scope: words beside the chain that show what is asked for or planned.
        governor: the word above it that decides its modality: *urged*, *feared*.
        rules: the rows that decided, from the innermost to the outermost, for the reader.
    """

    code: Code
    chain: tuple["Token", ...]
    modality: str = "asserted"
    limit: float = 10.0
    tension: bool = False
    scope: tuple["Token", ...] = ()
    governor: "Token | None" = None
    rules: tuple[str, ...] = field(default=(), compare=False)

    @property
    def goldstein(self) -> float:
        """The Goldstein weight: the code's, but a threat never weighs more than the act that it threatens."""
        return max(-self.limit, min(self.limit, self.code.goldstein))


def make_act(cameo: str, word: "Token", modality: str = "asserted", tension: bool = False, rule: str = "") -> Act:
    """The act of a CAMEO code, told by one word."""
    rules = (f"{word}: {rule}",) if rule else ()
    return Act(load_codes()[cameo], (word,), modality, tension=tension, rules=rules)


def transform(operator: str, word: "Token", inner: Act | None, rule: str = "") -> Act | None:
    """What an operator makes of an act, or of nothing that is known; None where that is no act.

    A threat or a plan of conflict keeps the weight of the act as its limit. `rule` is the row that has the operator.
    """
    row = _find_row(operator, inner)
    if row is None:
        return None
    if inner is None:
        step = f"{rule or 'grammar'}; {operator} of nothing known is {row['result']}"
        return make_act(row["result"], word, row["modality"] or "asserted", rule=step) if row["result"] else None
    modality = row["modality"] if row["modality"] not in ("", "asserted") else inner.modality
    chain = inner.chain if word == inner.chain[0] else (word, *inner.chain)
    result = row["result"] or inner.code.cameo
    rules = (
        *inner.rules,
        f"{word}: {rule or 'grammar'}; {row['operator']} of {row['of']} ({inner.code.cameo}) is {result}",
    )
    if not row["result"]:
        return replace(inner, chain=chain, modality=modality, rules=rules)
    code = load_codes()[row["result"]]
    limit = abs(inner.code.goldstein) if code.root == "THREATEN" and inner.code.side == "conflict" else 10.0
    return Act(code, chain, row["modality"] or "asserted", limit, rules=rules)


def _find_row(operator: str, inner: Act | None) -> dict[str, str] | None:
    """The row of the table of operators for an act: that of its code before its root, and that before its side."""
    table = _load_operators()
    if inner is None:
        return table.get((operator, "nothing"))
    if inner.tension:
        if (operator, "tension") in table:
            return table[operator, "tension"]
        if operator not in ("DESCEND", "TAKE", "HEDGE"):
            return None
    code = inner.code
    return next((table[operator, of] for of in (code.cameo, code.root, code.side) if (operator, of) in table), None)
