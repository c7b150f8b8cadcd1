"""What the learned coder says of one sentence, asked by the tokens of an act."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.reading.events.acts import Act
from analysis.reading.events.learned.coder import SentenceCodes
from analysis.reading.events.participants import Cast
from analysis.reading.events.sources import fights_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TELLING = ("VERB", "NOUN")
_PHRASES = ("NOUN", "PROPN", "PRON", "NUM")
_BETWEEN = 12  # tokens from the first to the last word of an act; what is farther apart is not looked at between


def find_words(act: Act) -> list[int]:
    """The numbers of the tokens of an act: those that make it, and those between where they are near each other."""
    own = sorted(token.i for token in act.chain)
    return list(range(own[0], own[-1] + 1)) if own[-1] - own[0] <= _BETWEEN else own


class View:
    """What the learned coder says of one sentence, asked by tokens of its document."""

    def __init__(self, sentence: "Span", codes: SentenceCodes, cast: Cast, shift: float = 0.0) -> None:
        """Keeps what is asked often."""
        self.sentence, self.codes, self.cast, self.shift = sentence, codes, cast, shift
        self.triggers = codes.triggers()
        self.phrases = [(head, range(*_edges(head))) for head in sentence if _is_phrase(head)]

    def find_triggers(self, cut: float) -> list[int]:
        """The numbers of the tokens that tell of an act with a probability of at least `cut`."""
        return [int(i) + self.codes.first for i in np.flatnonzero(self.triggers >= cut)]

    def find_anchor(self, act: Act) -> int:
        """The row of the token of an act that the learned coder takes for its trigger most."""
        rows = self.rows(act)
        own = {token.i - self.codes.first for token in act.chain}
        return max(rows, key=lambda row: (self.triggers[row] * (1.0 if row in own else 0.9), -row))

    def rows(self, act: Act) -> list[int]:
        """The rows of the words of an act."""
        return [i - self.codes.first for i in find_words(act) if 0 <= i - self.codes.first < len(self.triggers)]

    def average_yes(self, act: Act) -> float:
        """The mean probability that the verbs and nouns of an act's words happened."""
        telling = [row for row in self.rows(act) if self.sentence[row].pos_ in _TELLING and self.codes.seen[row]]
        return float(self.codes.status[telling or self.rows(act)][:, 0].mean())

    def weigh_phrases(self, side: str, row: int) -> dict["Token", float]:
        """By the main word of each phrase, the probability that it is the party of the trigger in a row."""
        shares, trigger = getattr(self.codes, side)[row], self.sentence[row]
        phrases = ((head, own) for head, own in self.phrases if side != "source" or not fights_with(head, trigger))
        return {head: float(shares[[i - self.codes.first for i in own]].sum()) for head, own in phrases}


def _is_phrase(token: "Token") -> bool:
    return (token.pos_ in _PHRASES and token.dep_ not in ("compound", "nummod")) or (
        token.tag_ in ("WDT", "WP", "DT") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
    )


def _edges(head: "Token") -> tuple[int, int]:
    """The first token of a noun's phrase without what is joined to it, and the one after the noun."""
    first = max(head.left_edge.i, head.sent.start, head.i - 8)
    for child in head.lefts:
        if child.dep_ == "poss":  # *Iran's attack* is not Iran
            first = max(first, child.i + 1)
    return first, head.i + 1
