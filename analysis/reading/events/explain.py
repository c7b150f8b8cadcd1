"""Why a sentence is read as it is: for each act the rows that decided, its parties, its modality and its day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reading.actors.table import find_mentions
from analysis.reading.dates.table import find_dates
from analysis.reading.events.table import code_events
from analysis.reading.quotes.table import find_quotes
from analysis.syntax.grammar import find_head
from analysis.syntax.pipeline import parse
from analysis.text.article import parse_article

if TYPE_CHECKING:
    from analysis.reading.events.parties import Party
    from analysis.reading.events.table import _Event


def explain(text: str, published: str | None = None) -> str:
    """What each coder read in a text, act by act, and which rows decided."""
    article = parse_article(text, published)
    pieces = parse(article.text, article.blocks)
    mentions = find_mentions(article.text, pieces, article.published)
    quotes = find_quotes(article.text, pieces, mentions)
    dates = find_dates(pieces, article.published)
    events, _ = code_events(pieces, mentions, quotes, dates, article.published)
    lines = ["Rules"]
    for number, event in enumerate(events, 1):
        lines += [f"  Act {number}", *(f"    {line}" for line in _explain_event(event))]
    if not events:
        lines.append("  no act")
    return "\n".join([*lines, *_explain_learned()])


def _explain_learned() -> list[str]:
    """What the learned coder read, and where it differs from the rules: it is not there yet."""
    return []


def _explain_event(event: "_Event") -> Iterator[str]:
    """The lines about one act."""
    act = event.act
    yield "words      " + " … ".join(token.text for token in sorted(act.chain, key=lambda token: token.i))
    for step, rule in enumerate(act.rules):
        yield ("rule       " if step == 0 else "then       ") + rule
    yield f"result     {act.code.cameo} {act.code.root or 'no class'}, {act.code.side}, Goldstein {act.goldstein:+.1f}"
    yield f"modality   {act.modality}"
    yield f"source     {_explain_party(event, event.source)}"
    yield f"target     {_explain_party(event, event.target)}{' (each to the other)' if event.mutual else ''}"
    if event.speaker:
        yield f"told by    {event.speaker}"
    yield f"frame      {'background' if event.recalled else 'current'}"
    yield f"day        {f'{event.when.value}: {event.when.reason}' if event.when else 'unknown'}"


def _explain_party(event: "_Event", party: "Party | None") -> str:
    """Who a party is, and where the phrase stands in the sentence."""
    if party is None:
        return "nobody is said"
    piece = event.piece
    span = piece.doc.char_span(party.start - piece.offset, party.end - piece.offset, alignment_mode="expand")
    phrase = piece.text[party.start - piece.offset : party.end - piece.offset]
    name = f" = {party.name}" if not pd.isna(party.name) and party.name != phrase else ""
    if not span:
        return f"{phrase!r}{name}"
    head = find_head(piece.doc, span.start, span.end - 1)
    return f"{phrase!r}{name}, {_RELATIONS.get(head.dep_, head.dep_)} of {head.head.text!r}"


_RELATIONS = {"nsubj": "subject", "nsubjpass": "passive subject", "dobj": "object", "poss": "owner"}
_RELATIONS |= {"pobj": "after the preposition", "amod": "adjective", "compound": "first part", "conj": "joined"}
