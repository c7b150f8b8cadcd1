"""Why a sentence is read as it is: for each act the rows that decided, its parties, its modality and its day."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reading.actors.table import find_mentions
from analysis.reading.dates.table import find_dates
from analysis.reading.events.learned.coder import SentenceCodes, code_sentences
from analysis.reading.events.learned.labels import CLASSES, MODALITIES
from analysis.reading.events.table import BOTH, RULES, code_events
from analysis.reading.quotes.table import find_quotes
from analysis.syntax.grammar import find_head
from analysis.syntax.pipeline import parse
from analysis.text.article import parse_article
from analysis.text.invisible import clear_article

if TYPE_CHECKING:
    from spacy.tokens import Span

    from analysis.reading.events.parties import Party
    from analysis.reading.events.rows import Event
    from analysis.syntax.pipeline import Piece

SHOWN = 0.3  # probability of an act from which a word is shown


def explain(text: str, published: str | None = None) -> str:
    """What each coder read in a text, act by act, which rows decided, what became of it, and why the two differ."""
    article = parse_article(text, published)
    text, blocks = clear_article(article.text, article.blocks)
    pieces = parse(text, blocks)
    mentions = find_mentions(text, pieces, article.published)
    quotes = find_quotes(text, pieces, mentions)
    dates = find_dates(pieces, article.published)
    ruled, _ = code_events(pieces, mentions, quotes, dates, article.published, RULES)
    both, _ = code_events(pieces, mentions, quotes, dates, article.published, BOTH)
    lines = ["Rules"]
    for number, event in enumerate(ruled, 1):
        lines += [f"  Act {number}", *(f"    {line}" for line in _explain_event(event))]
    lines += [] if ruled else ["  no act"]
    lines += ["Learned coder", *(_explain_learned(pieces) or ["  no act"])]
    return "\n".join([*lines, "Together", *(_explain_together(ruled, both) or ["  no act"])])


def _explain_learned(pieces: Iterable["Piece"]) -> list[str]:
    """The words that the learned coder takes for acts, each with its class, modality and parties."""
    lines = []
    for piece in pieces:
        sentences = list(piece.doc.sents) if piece.role == "paragraph" else []
        for sentence, codes in zip(sentences, code_sentences(sentences), strict=True):
            lines += [
                f"  {sentence[row].text}: {_explain_word(sentence, codes, row)}"
                for row in (codes.triggers() >= SHOWN).nonzero()[0]
            ]
    return lines


def _explain_word(sentence: "Span", codes: SentenceCodes, row: int) -> str:
    """What the learned coder says of one word."""
    shares, modality = codes.root[row, :-1], codes.modality[row]
    said = [f"an act {codes.triggers()[row]:.0%}"]
    said.append(f"{CLASSES[int(shares.argmax())]} {shares.max() / shares.sum():.0%}")
    said.append(f"happened {codes.status[row, 0]:.0%}")
    said.append(f"{MODALITIES[int(modality.argmax())]} {modality.max():.0%}")
    for side in ("source", "target"):
        party = getattr(codes, side)[row]
        best = int(party.argmax())
        said.append(f"{side} {repr(sentence[best].text) if best < len(sentence) else 'nobody'} {party[best]:.0%}")
    return ", ".join(said)


def _explain_together(ruled: Iterable["Event"], both: Iterable["Event"]) -> list[str]:
    """What became of the acts, how sure each is, and where the coders differ."""
    known, lines = {event.act.chain[0].idx + event.piece.offset: event for event in ruled}, []
    for event in both:
        found, own = event.found, known.pop(event.act.chain[0].idx + event.piece.offset, None)
        act = f"{event.act.code.root or 'no class'}, {event.act.code.side}, {event.act.modality}"
        lines.append(f"  {event.act.chain[0].text}: {act}; read by {found.coder}, sure {found.confidence:.0%}")
        lines += [f"    {line}" for line in _explain_difference(own, event)]
    gone = [f"  {event.act.chain[0].text}: left out, the learned coder sees no act there" for event in known.values()]
    return lines + gone


def _explain_difference(own: "Event | None", event: "Event") -> Iterator[str]:
    """Where the rules had read it otherwise."""
    if own is None:
        yield "the rules have no row for it"
        return
    if own.act.code.root != event.act.code.root:
        yield f"the rules had {own.act.code.root or 'no class'}; the learned coder outweighs them"
    if own.act.modality != event.act.modality:
        yield f"the rules had {own.act.modality}; the learned coder outweighs them"
    for side in ("source", "target"):
        before, after = getattr(own.found, side), getattr(event.found, side)
        if (before and before.start) != (after and after.start):
            yield f"{side}: the rules had {_explain_party(own, before)}, now {_explain_party(event, after)}"


def _explain_event(event: "Event") -> Iterator[str]:
    """The lines about one act."""
    act = event.act
    yield "words      " + " … ".join(token.text for token in sorted(act.chain, key=lambda token: token.i))
    for step, rule in enumerate(act.rules):
        yield ("rule       " if step == 0 else "then       ") + rule
    yield f"result     {act.code.cameo} {act.code.root or 'no class'}, {act.code.side}, Goldstein {act.goldstein:+.1f}"
    yield f"modality   {act.modality}"
    yield f"source     {_explain_party(event, event.found.source)}"
    mutual = " (each to the other)" if event.found.mutual else ""
    yield f"target     {_explain_party(event, event.found.target)}{mutual}"
    if event.speaker:
        yield f"told by    {event.speaker}"
    yield f"frame      {'background' if event.recalled else 'current'}"
    yield f"day        {f'{event.when.value}: {event.when.reason}' if event.when else 'unknown'}"


def _explain_party(event: "Event", party: "Party | None") -> str:
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
