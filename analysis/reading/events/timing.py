"""When an event was, and whether the story tells it as current or recalls it.

The story's *now* is the day of its lead's main act: the latest that it dates, or that dates its main clause (*calm
replaced Friday's clashes on Saturday*). Where it dates none, it is the day before publication if the opening names
that, else the day of publication. An event without a day of its own happened *now* if it is told as the news
(`news.py`). Else it takes the day of an event that the article dates, with the same root and parties that fit, or has
none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reading.events.acts import Act
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.news import find_speaking, is_open
from analysis.rules.load import load_words
from analysis.syntax.clauses import find_helpers
from analysis.syntax.grammar import HAVE, NOUNS, SUBJECTS, VERBS, climb, has_subject
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_RECALLING, _BOUNDS, _SPEAKING = (load_words("grammar_words.csv", kind) for kind in "recall bound speaking".split())
_APART = frozenset(("before", "after", "since", "until"))  # clauses whose time is not that of the main clause
FRESH = 2  # days before the story's *now* that are still the news
_YESTERDAY = 1  # days before publication that an opening may name as *now*
_DATING = ("DATE", "TIME")
LONG = 7  # days; what was done within more of them has no day
_AND = re.compile(r" (?:and|or) ")  # between two days
_CLAUSES = frozenset(("relcl", "advcl", "ccomp", "acl"))


@dataclass(frozen=True, slots=True)
class When:
    """A day or a span of days, and why.

    Attributes:
        value: TIMEX3.
        first, last: the calendar days that it covers.
        reason: in words.
        sure: whether days that are named in this way are nearly always right.
    """

    value: str
    first: pd.Timestamp
    last: pd.Timestamp
    reason: str
    sure: bool = True


def find_now(
    lead: Iterable[When], main: Iterable[When], opening: Iterable[tuple], published: date | None
) -> When | None:
    """The story's *now*: a day up to publication.

    Args:
        lead: the days of the current acts of the first paragraph; the latest one counts.
        main: those of its main clauses, whatever they tell; they count beside the others if they are near publication.
        opening: the time expressions of the first paragraphs: of these only the day before publication counts.
        published: the day of publication.
    """
    day = pd.Timestamp(published) if published is not None else None
    lead, main = map(_take_last, lead), map(_take_last, main)
    days = [when for when in lead if when.sure and when.first == when.last and (day is None or when.first <= day)]
    if day is not None:
        days += [when for when in main if when.first == when.last and _is_near(when.first, day)]
    if days:
        when = max(days, key=lambda when: when.first)
        return replace(when, reason=f"told as current; the lead’s main event is dated {when.first:%Y-%m-%d}")
    if day is None:
        return None
    for row in opening:
        if row.type in _DATING and row.first_day == row.last_day and _is_near(row.first_day, day):
            return When(
                f"{row.first_day:%Y-%m-%d}", row.first_day, row.first_day, f"told as current, as {row.text!r} is"
            )
    return When(f"{day:%Y-%m-%d}", day, day, "told as current, on the day of publication")


def _take_last(when: When) -> When:
    """The later of two days that are joined: *on Tuesday and Wednesday*."""
    first, joined, last = when.value.rpartition("/")
    return replace(when, value=last, first=when.last) if joined and first else when


def _is_near(day: pd.Timestamp, published: pd.Timestamp) -> bool:
    return 0 <= (published - day).days <= _YESTERDAY


class Clock:
    """Tells for the acts of one piece which time expression governs them."""

    def __init__(self, piece: Piece, dates: Iterable[tuple]) -> None:
        """Places the time expressions in the piece."""
        self.piece = piece
        self.rows = []  # (the token of an expression, its row)
        self.elsewhen = set()  # the tokens of expressions without a day that speak of another time: *recently*
        self.spans = set()  # those of them that are a length of time: *over the past two years*
        for row in _join_days(piece.text, piece.offset, list(dates)):
            span = piece.doc.char_span(row.start - piece.offset, row.end - piece.offset, alignment_mode="expand")
            if not span or row.type == "SET":
                continue
            if _is_long(row):
                self.spans.add(span.root.i)
            if row.value == "PAST_REF" or _is_long(row):
                self.elsewhen.add(span.root.i)
            elif row.type in _DATING and not pd.isna(row.first_day) and not _is_bound(span):
                self.rows.append((span.root, row._replace(sure=row.sure and not _is_range(span))))

    def list_times(self, sentence: "Span") -> tuple[tuple[When, ...], tuple[When, ...]]:
        """The expressions in a sentence, and those of them that date its main clause."""
        here = [(token, row) for token, row in self.rows if sentence.start <= token.i < sentence.end]
        main = [(token, row) for token, row in here if not _is_apart(token, {sentence.root.i})]
        named, main = (tuple(_when(row, repr(row.text)) for _, row in rows) for rows in (here, main))
        return named, main

    def opens(self, sentence: "Span") -> bool:
        """Whether a day stands at the head of a sentence: *on Friday it was calm* holds for what follows."""
        return any(token.left_edge.i - sentence.start <= 1 for token, _ in self.rows if token.sent == sentence)

    def find_own(self, act: Act, others: set[int]) -> When | None:
        """The expression that hangs on a word of an act, with no other act's word between."""
        words, outer, deed = {token.i for token in act.chain}, act.chain[0], _is_deed(act)
        when = self._find_governing(words, others, deed) or self._find_above(outer)
        handing = _list_handing(outer)
        return self._find_governing(handing, others, deed) if when is None and handing else when

    def _find_above(self, verb: "Token") -> When | None:
        """The day that a clause with *when* tells of: *on June 3, when they imposed a duty*."""
        if verb.dep_ != "relcl" or not any(child.lower_ == "when" for child in verb.lefts):
            return None
        rows = (row for token, row in self.rows if verb.head in (token, token.head) or verb.head.head == token)
        return next((_when(row, f"{row.text!r} beside it") for row in rows), None)

    def _find_governing(self, words: set[int], others: set[int], deed: bool) -> When | None:
        for token, row in self.rows:
            if (speaking := find_speaking(token)) is not None and speaking.i not in words:
                continue
            for above in climb(token):
                if above.i in words:
                    return _when(row, f"{row.text!r} beside it")
                if above.i in others or above.dep_ in _CLAUSES or _is_elsewhere(token, above, deed):
                    break
        return None

    def find_near(self, act: Act) -> When | None:
        """The only expression of an act's sentence, if it does not date something else in it."""
        outer = act.chain[0]
        if is_open(act) or _stands_apart(outer):
            return None  # the day is that of whoever says so, or of the main clause
        sentence, above = outer.sent, {outer.i, *(token.i for token in climb(outer))}
        here = [(token, row) for token, row in self.rows if sentence.start <= token.i < sentence.end]
        if len(here) == 1 and _is_apart(here[0][0], above, _is_deed(act)):
            return None
        return _when(here[0][1], f"{here[0][1].text!r} in the same sentence") if len(here) == 1 else None


def _join_days(text: str, offset: int, rows: list[tuple]) -> list[tuple]:
    """The time expressions, those that are joined as one: *on Tuesday and Wednesday* is two days."""
    joined = rows[:1]
    for row in rows[1:]:
        last = joined[-1]
        known = {last.type, row.type} <= set(_DATING) and _is_day(row) and (_is_day(last) or "/" in last.value)
        between, after = text[last.end - offset : row.start - offset], text[row.end - offset :][:2]
        if known and _AND.fullmatch(between) and after not in ("'s", "’s") and last.first_day < row.first_day:
            whole = f"{last.text}{between}{row.text}"
            days = {"last_day": row.last_day, "value": f"{last.value}/{row.value}", "sure": last.sure and row.sure}
            joined[-1] = last._replace(end=row.end, text=whole, **days)
        else:
            joined.append(row)
    return joined


def _is_day(row: tuple) -> bool:
    return not pd.isna(row.first_day) and row.first_day == row.last_day


def _is_deed(act: Act) -> bool:
    """Whether an act is a deed, and not words."""
    return act.code.quad.startswith("M")


def _is_long(row: tuple) -> bool:
    """Whether an expression is a length of time in which something was done on some day: *over the past two years*."""
    return row.type == "DURATION" and not pd.isna(row.first_day) and (row.last_day - row.first_day).days > LONG


def _is_bound(span: "Span") -> bool:
    """Whether a day only bounds or plans what is done: *until Monday*, *by the end of May*, *set for Monday*."""
    before = span.root.head if span.root.dep_ == "pobj" else span[0].nbor(-1) if span[0].i else span[0]
    words = [before, span[0]]
    if before.lower_ == "of" and before.head.dep_ == "pobj":  # *by the end of May*
        words.append(before.head.head)
    state = before.head.tag_ == "VBD" and lemma(before.head) in ("be", "have") and before.i < before.head.i
    if before.lower_ == "by" and state:  # *by Sunday both armies were on the move*
        return False
    return any(word.lower_ in _BOUNDS for word in words)


def _is_range(span: "Span") -> bool:
    """Whether a day only begins the time of what is done: *between May and July*."""
    return bool(span[0].i) and span[0].nbor(-1).lower_ == "between"


def _is_elsewhere(day: "Token", above: "Token", deed: bool = True) -> bool:
    """Whether a word above a day shows that it dates something else: *the vote a week ago*, *after a raid in May*.

    `deed`: whether a deed is dated and not words; *condemned the loss of life in Sunday's raid* is of another day.
    """
    if above.dep_ == "prep" and above.lower_ in _RECALLING:
        return above != day.head
    if above != day.head or above.pos_ not in NOUNS or day.dep_ == "pobj":
        return False
    # *killed in a May raid*, not *its role in the 1988 raid*
    means = deed and above.head.lower_ in ("in", "by", "with") and above.head.head.pos_ in VERBS
    return above.dep_ not in SUBJECTS and not means


def _list_handing(verb: "Token") -> set[int]:
    """The numbers of the verbs beside a verb whose day is its own, too."""
    handing = {child.i for child in verb.children if _tells_when(child) or _tells_where(child)}
    ways = (way for child in verb.children if child.lower_ == "by" for way in child.children)
    handing |= {way.i for way in ways if way.dep_ == "pcomp"}  # broke the truce by shelling the port in May
    if _goes_on(verb):
        handing |= {verb.head.i, *_list_handing(verb.head)}
    if _tells_when(verb):
        handing.add(verb.head.i)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.dep_ == "dobj":  # *sent a letter demanding*
        handing.add(verb.head.head.i)
    return handing


def _goes_on(verb: "Token") -> bool:
    """Whether a verb shares the day before it: *was put forward a year ago but was blocked*; not *and has left*."""
    return verb.dep_ == "conj" and verb.head.pos_ in VERBS and not has_subject(verb) and not find_helpers(verb) & HAVE


def _tells_when(verb: "Token") -> bool:
    """Whether a clause and the one above it share their day: *ten died on Sunday when rebels shelled the port*."""
    return verb.dep_ == "advcl" and any(child.lower_ == "when" for child in verb.lefts)


def _tells_where(verb: "Token") -> bool:
    """Whether a clause says where and when somebody spoke: *speaking in Lamu on Monday, he condemned*."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and lemma(verb) in _SPEAKING and verb.i < verb.head.i


def _stands_apart(outer: "Token") -> bool:
    """Whether a clause has no day of the sentence's: *planned on Monday, before rebels attacked*."""
    return outer.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _APART for c in outer.lefts)


def _is_apart(day: "Token", above: set[int], deed: bool = True) -> bool:
    """Whether a day stands in a clause of its own, or dates a noun, away from some words."""
    for token in climb(day):
        if token.i in above:
            return False
        if token.dep_ in (*_CLAUSES, "acl") or _is_elsewhere(day, token, deed):
            return True
    return False


def _when(row: tuple, reason: str) -> When:
    return When(row.value, row.first_day, row.last_day, reason, row.sure)


def is_shifted(act: Act) -> bool:
    """Whether an act is told in the pluperfect of reported speech: *admitted on Saturday that it had shot it down*.

    What time stands by the report is not that of the act.
    """
    outer = act.chain[0]
    for token in (outer, *climb(outer)):
        if token.dep_ == "ccomp":
            return token.tag_ == "VBN" and "had" in find_helpers(token)
        if token.dep_ not in ("conj", "xcomp"):
            break
    return False
