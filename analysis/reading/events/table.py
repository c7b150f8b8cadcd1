"""The table `events`: what each sentence of the body tells of conflict and cooperation, the main clause first."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.reading.events.acts import Act
from analysis.reading.events.adjudicate import Judged, adjudicate, read_rules, trust_rules
from analysis.reading.events.clauses import find_report, find_speaker, rank_act
from analysis.reading.events.evidence import find_span
from analysis.reading.events.history import count_years, go_back, list_entries, look_back, measure_look
from analysis.reading.events.learned.coder import code_sentences
from analysis.reading.events.lookalikes import is_no_act
from analysis.reading.events.mix import find_shift, gives_reason, load_mix
from analysis.reading.events.news import Run, Sentence, find_news, is_known, is_open, is_outbreak, is_spread
from analysis.reading.events.participants import Cast
from analysis.reading.events.parties import Party
from analysis.reading.events.recalled import follows_conjunction, is_recalled
from analysis.reading.events.rows import FACTS, OPENING, Event, describe
from analysis.reading.events.timing import FRESH, Clock, When, find_now, is_shifted
from analysis.reading.schema import EVENTS
from analysis.reading.tables import make_table
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Span

UNDONE = frozenset(("intended", "hedged", "conditional"))  # of what may have no day yet
BOTH, RULES = CODERS = ("both", "rules")
CURRENT = 0.7  # `frame_confidence` from which an act has the day of the news: of those below it, a third was right
COMPARED = 300  # dated events with which an undated one is compared
_QUOTED = frozenset('"“„«')


class Told(NamedTuple):
    """The table `events`, and the story's *now*, if one is known."""

    events: pd.DataFrame
    now: pd.Timestamp | None


def read_events(
    text: str,
    pieces: Sequence[Piece],
    mentions: pd.DataFrame,
    quotes: pd.DataFrame,
    dates: pd.DataFrame,
    published: date | None = None,
    coders: str = BOTH,
) -> Told:
    """The table `events`, one row per act, by paragraph, sentence, then prominence; and the story's *now*.

    Args:
        text: the article's text.
        pieces: its parsed pieces; events are read in the paragraphs.
        mentions: the article's table of who is mentioned.
        quotes: its quotes.
        dates: its time expressions.
        published: the day of publication.
        coders: `both`, or `rules` alone, which is quicker.

    Raises:
        ValueError: there are no such coders.

    Returns:
        Columns: see `schema.EVENTS`. `goldstein` runs from −10 (conflict) to +10 (cooperation), `escalation` is its
        opposite.
    """
    events, now = code_events(pieces, mentions, quotes, dates, published, coders)
    return Told(make_table((describe(text, event) for event in events), EVENTS), now and now.first)


def code_events(
    pieces: Sequence[Piece],
    mentions: pd.DataFrame,
    quotes: pd.DataFrame,
    dates: pd.DataFrame,
    published: date | None = None,
    coders: str = BOTH,
) -> tuple[list[Event], When | None]:
    """The events of the parsed paragraphs, with the words and the rules that each rests on; and the story's *now*."""
    tables = [list_mentions(mentions), _list_rows(quotes, _Quote), _list_rows(dates, _Date)]
    body = [piece for piece in pieces if piece.role == "paragraph"]
    read = list(_read_pieces(body, *tables[:2]))
    _judge(read, check_coders(coders))
    found, told, numbers, clocks = [], [], {}, {}
    for part in read:
        piece = part.cast.piece
        number = _count_sentence(part, numbers)
        clock = clocks.get(piece.offset) or clocks.setdefault(piece.offset, Clock(piece, _within(tables[2], piece)))
        opening = part.words.text.lstrip()[:1]
        times = clock.list_times(part.words)
        told.append(Sentence(piece.paragraph, number, opening in _QUOTED, clock.opens(part.words), *times))
        found += _place_acts(part, clock, _within(tables[1], piece), number)
    named = [row for p in pieces if p.paragraph and p.paragraph <= OPENING for row in _within(tables[2], p)]
    main = [when for sentence in told if sentence.paragraph == 1 for when in sentence.main]
    now = find_now(_list_lead(found), main, named, published)
    entries = list_entries(body, lambda piece: _within(tables[2], piece))
    printed = pd.Timestamp(published) if published is not None else None
    events = _date(_drop_coming(found, published), now, Run(told, now, printed), entries)
    day = printed if printed is not None else now and now.first
    days = [row.last_day for piece in body for row in _within(tables[2], piece)]
    look_back(events, measure_look(days, day, len(told)))
    return events, now


def _list_lead(events: Iterable[Event]) -> Iterator[When]:
    """The days of what the first paragraph tells as current facts, those that stand with their act."""
    for event in events:
        main = event.own and not event.recalled and not is_known(event.act.chain[0])
        if event.piece.paragraph == 1 and main and event.act.modality in FACTS:
            yield event.when


def _drop_coming(events: list[Event], published: date | None) -> list[Event]:
    """The events without days after publication that are those of something else: for facts, and beside the act."""
    for event in events if published is not None else ():
        coming = event.when is not None and event.when.first > pd.Timestamp(published)
        if coming and event.own and event.act.modality == "asserted" and _is_scheduled(event.act):
            event.found.act = replace(event.act, modality="intended")
        elif coming and (event.act.modality in FACTS or not event.own):
            event.when = None
    return events


def check_coders(coders: str) -> str:
    """The coders, if there are such.

    Raises:
        ValueError: there are not.
    """
    if coders not in CODERS:
        raise ValueError(f"coders is {coders!r}, not one of: {', '.join(CODERS)}")
    return coders


def _is_scheduled(act: Act) -> bool:
    """Whether the present tense tells of what is to come: *the minister flies to Oslo on Monday*."""
    return act.chain[0].tag_ in ("VBZ", "VBP")


def list_acts(events: pd.DataFrame) -> pd.DataFrame:
    """The acts of body paragraphs: headlines and captions repeat them, and a neutral event is no act of either side."""
    return events[events["paragraph"].notna() & (events["side"] != "neutral")]


def list_ways(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts, and each mutual one a second time with its sides exchanged: what is done, side by side."""
    back = acts[acts["mutual"]]
    if back.empty:
        return acts.sort_index(kind="stable")
    swapped = {name: back[_turn(name)] for name in acts.columns if name.startswith(("source", "target"))}
    return pd.concat([acts, back.assign(**swapped)]).sort_index(kind="stable")


def _turn(column: str) -> str:
    first, second = ("source", "target") if column.startswith("source") else ("target", "source")
    return column.replace(first, second)


class _Mention(NamedTuple):
    start: int
    end: int
    text: str
    actor: str
    kind: str
    country: str
    state: bool


class _Quote(NamedTuple):
    start: int
    end: int
    speaker: str


class _Date(NamedTuple):
    start: int
    end: int
    text: str
    type: str
    value: str
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    sure: bool


def list_mentions(mentions: pd.DataFrame) -> list[tuple]:
    """The rows of the table of mentions as a `Cast` wants them."""
    return _list_rows(mentions, _Mention)


def _list_rows(table: pd.DataFrame, row: type[NamedTuple]) -> list[tuple]:
    """The rows of a table, as far as events need them: quicker than pandas' own."""
    return [row(*values) for values in zip(*(table[name].tolist() for name in row._fields), strict=True)]


def _within(rows: Sequence[tuple], piece: Piece) -> list[tuple]:
    """The rows of a table, which is in the order of the text, that lie in a piece."""
    first = bisect_right(rows, piece.offset, key=lambda row: row.end)
    last = bisect_left(rows, piece.offset + len(piece.text), key=lambda row: row.start)
    return rows[first:last]


@dataclass(slots=True)
class _Sentence:
    """A sentence, the cast of its piece, and its acts."""

    words: "Span"
    cast: Cast
    acts: list[Judged]


def _read_pieces(pieces: Iterable[Piece], mentions: list[tuple], quotes: list[tuple]) -> Iterator[_Sentence]:
    """The sentences of the paragraphs, as the rules read them; each paragraph knows who was told of before."""
    cast = None
    for piece in pieces:
        cast = Cast(piece, _within(mentions, piece), _within(quotes, piece), cast)
        for words in piece.doc.sents:
            yield _Sentence(words, cast, read_rules(words, cast))


def _judge(read: Sequence[_Sentence], coders: str) -> None:
    """Settles what the acts are, by the rules alone or by both coders, without what only looks like one."""
    if coders == RULES:
        for part in read:
            part.acts = [trust_rules(found) for found in part.acts]
    else:
        _adjudicate(read)
    for part in read:
        part.acts = [found for found in part.acts if not is_no_act(found.act, part.cast.meanings)]


def _adjudicate(read: Sequence[_Sentence]) -> None:
    """Settles the acts of the sentences that give reason to be read by the learned coder."""
    asked = [part for part in read if part.acts or gives_reason(part.words)]
    coded = code_sentences([part.words for part in asked])
    shares = [float(codes.triggers().max()) for codes in coded] + [0.0] * (len(read) - len(asked))
    shift = find_shift(shares, load_mix().cuts["usual"])
    for part, codes in zip(asked, coded, strict=True):
        part.acts = adjudicate(part.words, part.acts, codes, part.cast, shift)


def _count_sentence(part: _Sentence, numbers: dict[int, int]) -> int:
    """The number of a sentence in its paragraph, from 1; blanks are no sentence."""
    paragraph = part.cast.piece.paragraph
    numbers[paragraph] = numbers.get(paragraph, 0) + bool(part.words.text.strip())
    return numbers[paragraph]


def _place_acts(part: _Sentence, clock: Clock, quotes: list[tuple], number: int) -> Iterator[Event]:
    """The events of a sentence: its acts, with whose word they are and when they were."""
    words = {token.i for found in part.acts for token in found.act.chain}
    for found in sorted(part.acts, key=lambda found: rank_act(found.act, part.cast)):
        act = found.act
        known = is_outbreak(act)  # *Rebels hold the west, where the war began in May, they said*: all know that
        speaker = None if known else find_speaker(act, find_report(act, part.cast), part.cast, quotes)
        own = clock.find_own(act, words)
        recalled = found.recalled or is_spread(act, clock.spans)
        near = own or (None if recalled or is_known(act.chain[0]) else clock.find_near(act))
        shifted = own is None and is_shifted(act)
        news = find_news(act, part.cast.piece.paragraph == 1, clock.elsewhen)
        told = news == "past" and act.modality == "asserted" and _is_quoted(act, part.cast.piece, quotes)
        if found.frame_confidence < CURRENT or told:  # what a speaker says that somebody did was done before he spoke
            news = ""
        dated = "beside" if own else "sentence" if near else "none"
        yield Event(number, found, speaker, near, recalled, part.cast.piece, own is not None, shifted, news, dated)


def _is_quoted(act: Act, piece: Piece, quotes: Iterable[_Quote]) -> bool:
    start, end = find_span(act, piece.offset)
    return any(quote.start <= start and end <= quote.end for quote in quotes)


def _date(events: list[Event], now: When | None, run: Run, entries: Mapping[int, When]) -> list[Event]:
    """The events with their frame and day: own, else that of the news, else that of the same event told elsewhere."""
    for event in events:
        years, where = count_years(event.act), (event.piece.paragraph, event.sentence)
        marked, exact = run.mark_anniversary(*where) if years and not event.own else (None, False)
        if marked is not None:
            event.when, event.dated = go_back(years, marked, exact), "sentence"
        elif event.when is None and where[0] in entries and event.act.modality not in UNDONE:
            event.when, event.dated = entries[where[0]], "sentence"
        elif event.when is None and not event.recalled:
            event.when = run.find_day(*where, event.news)
            event.dated = "news" if event.when is not None else "none"
            event.fresh = event.when is not None and run.is_fresh(*where)
    dated = defaultdict(list)  # by root, the first of them: more are no article, and time would grow with their square
    for event in events:
        root = event.act.code.root
        happened = event.act.modality not in UNDONE  # what may come does not date what was done
        if event.when is not None and event.dated != "news" and happened and len(dated[root]) < COMPARED:
            dated[root].append(event)
    for event in events:
        twin = _find_twin(event, dated[event.act.code.root]) if event.when is None or event.shifted else None
        if twin is not None:
            _share_parties(event.found, twin.found)
            event.dated = "elsewhere"
            event.when = replace(twin.when, reason=f"the same as {twin.act.chain[0].text!r}, dated elsewhere")
        if event.when is not None and now is not None:
            old = (now.first - event.when.last).days > FRESH
            event.recalled = old or (event.recalled and is_recalled(event.act, dated=event.own))
    _recall_causes(events)
    return events


def _recall_causes(events: Iterable[Event]) -> None:
    """Takes for background what came before what is recalled: *they walked out in May after the firm cut wages*."""
    of_words = {(event.piece.offset, token.i): event for event in events for token in event.act.chain}
    for event in events:
        outer = event.act.chain[0]
        later = of_words.get((event.piece.offset, outer.head.i))
        if later is not None and later.recalled and follows_conjunction(outer):
            event.recalled = True


def _share_parties(found: Judged, twin: Judged) -> None:
    """Gives an act the parties that the same act has where it is told elsewhere."""
    found.source, found.target = found.source or twin.source, found.target or twin.target


def _find_twin(event: Event, dated: Iterable[Event]) -> Event | None:
    """The same event told elsewhere with its day; of one that has the day of its report, only in the same word."""
    if is_open(event.act):
        return None
    twins = [other for other in dated if other is not event and _is_same(event, other)]
    if event.shifted:
        twins = [other for other in twins if event.is_called_like(other) and not other.shifted]
    return max(twins, key=event.is_called_like, default=None)


def _is_same(event: Event, other: Event) -> bool:
    """Whether two events of one root may be one: no party contradicts, and one is the same."""
    event, other = event.found, other.found
    ways = [(event.source, event.target)] + [(event.target, event.source)] * (event.mutual or other.mutual)
    return any(_fit(way, (other.source, other.target)) for way in ways)


def _fit(sides: tuple[Party | None, ...], others: tuple[Party | None, ...]) -> bool:
    """Whether no party of one act contradicts that of another, and one at least is the same."""
    known = [(a.name, b.name) for a, b in zip(sides, others, strict=True) if a and b and a.name and b.name]
    return bool(known) and all(a == b for a, b in known)
