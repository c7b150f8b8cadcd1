"""The table `events`: what each sentence of the body tells of conflict and cooperation, the main clause first."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from analysis.events.acts import Act
from analysis.events.frames import load_frames
from analysis.events.grammar import SUBJECTS, climb, find_subject, lemma, prep_objects
from analysis.events.meaning import is_condition
from analysis.events.participants import Cast, Party
from analysis.events.timing import Clock, When, find_now, is_recalled
from analysis.events.unparsed import has_verb, is_headline, parse_again, spot_act
from analysis.language import Piece
from analysis.tables import EVENTS, make_table

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FRESH = 1  # days before the story's *now*: what happened yesterday is still the news
LONGEST = 80  # characters of the words that are shown for an act; a longer chain is shown by its last word
_HYPOTHETICAL = frozenset(("any", "no", "possible", "potential", "future", "alleged", "suspected", "hypothetical"))
_VERBAL = ("VERB", "AUX", "ADJ")


@dataclass(slots=True)
class _Event:
    """An act with all that the table says of it."""

    sentence: int
    act: Act
    source: Party | None
    target: Party | None
    speaker: str | None
    when: When | None
    recalled: bool
    piece: Piece
    basis: str = "parse"


def find_events(
    text: str,
    pieces: Sequence[Piece],
    mentions: pd.DataFrame,
    quotes: pd.DataFrame,
    dates: pd.DataFrame,
    published: date | None = None,
) -> pd.DataFrame:
    """The table `events`: one row an event and direction, by paragraph, sentence, then prominence.

    Args:
        text: the article's text.
        pieces: its parsed pieces; events are read in the paragraphs.
        mentions, quotes, dates: the article's tables.
        published: the day of publication.

    Returns:
        Columns: see `tables.EVENTS`. `goldstein` runs from −10 (conflict) to +10 (cooperation), `escalation` is its
        opposite.
    """
    found, numbers = [], {}
    tables = [list(table.itertuples()) for table in (mentions, quotes, dates)]
    for piece in pieces:
        if piece.role == "paragraph":
            found += _read_piece(piece, *(_within(rows, piece) for rows in tables), numbers)
    now = find_now(dates, published)
    return make_table((_describe(text, event) for event in _date(found, now)), EVENTS)


def _within(rows: Sequence[tuple], piece: Piece) -> list[tuple]:
    """The rows of a table, which is in the order of the text, that lie in a piece."""
    first = bisect_right(rows, piece.offset, key=lambda row: row.end)
    last = bisect_left(rows, piece.offset + len(piece.doc.text), key=lambda row: row.start)
    return rows[first:last]


def _read_piece(
    piece: Piece, mentions: list[tuple], quotes: list[tuple], dates: list[tuple], numbers: dict[int, int]
) -> Iterator[_Event]:
    """The events of a paragraph, or of a part of a very long one."""
    cast, clock = Cast(piece, mentions), Clock(piece, dates)
    for sentence in piece.doc.sents:
        numbers[piece.paragraph] = number = numbers.get(piece.paragraph, 0) + bool(sentence.text.strip())
        if is_headline(sentence):
            again = parse_again(sentence, piece, mentions)
            parts = (again.doc.sents, Cast(again, mentions), Clock(again, dates))
            yield from (event for part in parts[0] for event in _read_sentence(part, *parts[1:], quotes, number))
        else:
            yield from _read_sentence(sentence, cast, clock, quotes, number)


def _read_sentence(
    sentence: "Span", cast: Cast, clock: Clock, quotes: list[tuple], number: int
) -> Iterator[_Event]:
    """The events of a sentence."""
    acts = list(_find_acts(sentence, cast))
    words = {token.i for act in acts for token in act.chain}
    for act in acts:
        report = _find_report(act, cast)
        speaker = _find_speaker(act, report, cast, quotes)
        own = clock.find_own(act, words)
        recalled = is_recalled(act)
        near = own or (None if recalled else clock.find_near(act))
        for source, target in cast.cast(act, report):
            yield _Event(number, act, source, target, speaker, near, recalled, cast.piece)
    if not acts and not has_verb(sentence) and (spotted := spot_act(sentence, cast)):
        act, source, target = spotted
        yield _Event(number, act, source, target, None, clock.find_near(act), False, cast.piece, "words")


def _find_acts(sentence: "Span", cast: Cast) -> list[Act]:
    """The acts of a sentence, those of main clauses first; a word that is part of one act makes no other."""
    meanings, frames = cast.meanings, load_frames()
    verbs = [t for t in sentence if _may_tell(t, frames) and (t.pos_ in _VERBAL or meanings.is_verbal(t))]
    verbs.sort(key=lambda t: (_depth(t, cast), t.i))
    used, acts = set(), []
    for verb in verbs:
        if verb.i in used or verb.i in meanings.closed or _is_supposed(verb):
            continue
        act = meanings.read(verb)
        if act is None or act.tension:
            continue
        acts.append(act)
        used |= {token.i for token in act.chain}
        used |= {t.i for t in _instruments(verb, act, cast)}
    acts = [
        act
        for act in acts
        if not any(act.chain[0].i in {t.i for t in other.chain} for other in acts if other is not act)
    ]
    used = used if not acts else used
    for noun in sentence:
        if noun.pos_ in ("NOUN", "PROPN") and noun.i not in used | meanings.closed and noun.dep_ != "compound":
            act = _read_alone(noun, cast)
            if act is not None:
                acts.append(act)
                used |= {t.i for t in _instruments(noun, act, cast)}
    return sorted(acts, key=lambda act: _rank(act, cast))


def _may_tell(token: "Token", frames: Mapping[str, object]) -> bool:
    """Whether a word has a frame, or is under a duty; a participle before a noun (*besieged towns*) only describes."""
    if token.dep_ == "amod":
        return False
    return lemma(token) in frames or any(child.lower_ == "must" for child in token.lefts)


def _read_alone(noun: "Token", cast: Cast) -> Act | None:
    """The act of a noun that no verb makes part of another act."""
    known = cast.meanings.look_up(noun)
    if known is None or not known.alone or any(lemma(c) in _HYPOTHETICAL for c in noun.lefts) or _is_supposed(noun):
        return None
    act = cast.meanings.read(noun)
    if act is None or act.tension:
        return None
    if known.alone == "actor":
        source, target = cast.cast(act)[0]
        if not any(party and party.named for party in (source, target)):
            return None
    return act


def _instruments(word: "Token", act: Act, cast: Cast) -> Iterator["Token"]:
    """Nouns that tell of the same act again: the strikes that kill, the attack in which somebody is killed."""
    around = [c for c in word.children if c.dep_ in SUBJECTS]
    around += [
        noun
        for c in word.children
        if c.dep_ in ("prep", "agent") and c.lower_ in ("in", "by", "with", "during")
        for noun in prep_objects(c)
    ]
    for noun in around:
        inner = cast.meanings.read(noun) if noun.pos_ in ("NOUN", "PROPN") else None
        if inner and inner.code.root == act.code.root:
            yield noun


def _is_supposed(token: "Token") -> bool:
    """Whether a word stands in a clause that only supposes: *if he attacks*."""
    return any(is_condition(above) and above.dep_ in ("advcl", "ccomp") for above in (token, *climb(token)))


def _depth(token: "Token", cast: Cast) -> int:
    """How many clauses a word is away from the main one; a clause that is only reported is as near as its report."""
    depth = 0
    for above in (token, *climb(token)):
        if above.dep_ in ("relcl", "acl", "advcl", "pcomp"):
            depth += 1
        if above.dep_ in ("ccomp", "xcomp"):
            cast.meanings.read(above.head)
            depth += above.head.i not in cast.meanings.reports
    return depth


def _rank(act: Act, cast: Cast) -> tuple[int, int]:
    outer = act.chain[0]
    return _depth(outer, cast) + (outer.pos_ in ("NOUN", "PROPN")), outer.i


def _find_report(act: Act, cast: Cast) -> "Token | None":
    """The verb in whose report an act stands: *said*."""
    for token in (act.chain[0], *climb(act.chain[0])):
        if token.dep_ in ("ccomp", "parataxis"):
            cast.meanings.read(token.head)
            if token.head.i in cast.meanings.reports:
                return token.head
    return None


def _find_speaker(act: Act, report: "Token | None", cast: Cast, quotes: list[tuple]) -> str | None:
    """Whose word an event is: that of the report or of the quote that it stands in."""
    outer = act.chain[0]
    speaker = find_subject(report) if report is not None else None
    for token in (outer, *climb(outer)) if speaker is None else ():
        speaker = next(
            (noun for child in token.children if child.lower_ == "according" for noun in _sources(child)), None
        )
        if speaker is not None:
            break
    if speaker is not None:
        return cast.describe(speaker).actor
    place = cast.piece.offset + outer.idx
    inside = (row.speaker for row in quotes if row.start <= place < row.end)
    return next((speaker for speaker in inside if not pd.isna(speaker)), None)


def _sources(according: "Token") -> Iterator["Token"]:
    for child in according.children:
        if child.lower_ == "to":
            yield from prep_objects(child)


def _date(events: list[_Event], now: When | None) -> list[_Event]:
    """The events with their frame and day: own, else *now*, else that of the same event told elsewhere."""
    for event in events:
        if event.when is not None and now is not None and (now.first - event.when.last).days > FRESH:
            event.recalled = True
        if event.when is None and not event.recalled:
            event.when = now
    dated = [event for event in events if event.when is not None]
    for event in events:
        if event.when is None:
            twin = next((other for other in dated if _is_same(event, other)), None)
            if twin is not None:
                event.source, event.target = event.source or twin.source, event.target or twin.target
                words = twin.act.chain[0].text
                event.when = When(
                    twin.when.value, twin.when.first, twin.when.last, f"the same as {words!r}, dated elsewhere"
                )
    return events


def _is_same(event: _Event, other: _Event) -> bool:
    """Whether two events may be one: the same root, and no party that contradicts."""
    sides = ((event.source, other.source), (event.target, other.target))
    known = [(a.name, b.name) for a, b in sides if a and b and a.name and b.name]
    return event.act.code.root == other.act.code.root and bool(known) and all(a == b for a, b in known)


def _describe(text: str, event: _Event) -> dict:
    """The row of an event."""
    act, offset = event.act, event.piece.offset
    start, end = _span(act, offset)
    code = act.code
    named = sum(bool(party and party.named) for party in (event.source, event.target))
    row = {
        "paragraph": event.piece.paragraph,
        "sentence": event.sentence,
        "start": start,
        "end": end,
        "text": text[start:end],
        "root": code.root,
        "cameo": code.cameo,
        "quad": code.quad,
        "goldstein": act.goldstein,
        "escalation": -act.goldstein,
        "modality": act.modality,
        "frame": "background" if event.recalled else "current",
        "attributed_to": event.speaker,
        "basis": event.basis,
        "confidence": (1 + named) / 3 * (1 if event.basis == "parse" else 0.5),
    }
    for side, party in (("source", event.source), ("target", event.target)):
        if party is not None:
            row |= {side: party.name, f"{side}_actor": party.actor}
            row |= {f"{side}_start": party.start, f"{side}_end": party.end}
    if event.when is not None:
        when = event.when
        row |= {"date": when.value, "first_day": when.first, "last_day": when.last, "date_reason": when.reason}
    return row


def _span(act: Act, offset: int) -> tuple[int, int]:
    """The offsets of the words that tell of an act."""
    for words in (act.chain, act.chain[:2], act.chain[:1]):
        first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
        if last.idx + len(last) - first.idx <= LONGEST:
            break
    return offset + first.idx, offset + last.idx + len(last)
