"""The words that an act rests on: those that report it, and those that decide its class and its modality together."""

import re
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act
from analysis.reading.events.embedding import find_standing
from analysis.syntax.grammar import NEGATIONS, NOBODY
from analysis.syntax.phrases import is_nobody

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 80  # characters of the words that are shown for an act; a longer chain is shown by its first words
_DECIDING = ("neg", "aux", "prt")  # what beside a verb decides whether it happened, and what it means
_ROW = re.compile(r"\b(?:event_frames|event_nouns|embedding)\.csv(?::\d+)?")


def find_span(act: Act, offset: int) -> tuple[int, int]:
    """The offsets of the words that report an act."""
    for words in ((*act.chain, *act.scope), act.chain, act.chain[:2], act.chain[:1]):
        first, last = _widen(min(words, key=lambda t: t.i)), max(words, key=lambda t: t.i)
        if last.idx + len(last) - first.idx <= LONGEST:
            break
    return offset + first.idx, offset + last.idx + len(last)


def find_evidence(act: Act, offset: int) -> tuple[int, int]:
    """The offsets of the words that decide class and modality, a *not*, a *will* and what governs the act included."""
    words = [*act.chain, *act.scope]
    if act.modality != "asserted":
        governor = act.governor or find_standing(act.chain[0]).governor
        words += [governor] if governor is not None else []
    words += [found for word in words for child in word.children for found in _find_deciding(child)]
    first, last = _widen(min(words, key=lambda t: t.i)), max(words, key=lambda t: t.i)
    return offset + first.idx, offset + last.idx + len(last)


def _find_deciding(child: "Token") -> list["Token"]:
    """What of a word beside a verb decides with it: a *not*, a *will*, a *nobody*, the *no* of *no troops*."""
    if child.dep_ in _DECIDING or child.lower_ in NEGATIONS:
        return [child]
    return [child, *(word for word in child.lefts if word.lower_ in NOBODY)] if is_nobody(child) else []


def name_rule(act: Act, coder: str) -> str:
    """The rows of the tables that decided, from the innermost to the outermost; `learned` where none did."""
    rows = [match[0] for rule in act.rules for match in _ROW.finditer(rule)]
    return "; ".join(dict.fromkeys(rows if coder != "learned" or rows else ["learned"])) or "grammar"


def _widen(noun: "Token") -> "Token":
    """The first of the words that describe a noun, names left out: *missile strikes*, *retaliatory attack*."""
    while noun.i and (before := noun.nbor(-1)).dep_ in ("compound", "amod") and before.head.pos_ in ("NOUN", "PROPN"):
        if noun.pos_ not in ("NOUN", "ADJ") or before.ent_type_ or before.pos_ not in ("NOUN", "ADJ"):
            break
        noun = before
    return noun
