"""The glossary of a page: ten terms, each explained in one sentence and linked from where the page first uses it."""

import html
import re
from collections.abc import Callable
from typing import NamedTuple


class Term(NamedTuple):
    """A term: its name, its forms in prose as a regular expression, and its meaning."""

    name: str
    forms: str
    meaning: str

    @property
    def key(self) -> str:
        """The id of its explanation on the page."""
        return f"term-{self.name.replace(' ', '-')}"


TERMS = (
    Term("act", r"(?<!who )(?<!that )(?<!to )(?:acts?|events?)", "One thing that somebody does, plans, threatens or "
         "demands, according to the article; an attack, an offer and a sanction are acts."),
    Term("escalation", r"escalation", "How far an act makes the crisis worse, or better, from −10 (cooperation) "
         "to +10 (conflict): Goldstein’s scale with its sign turned."),
    Term("tone", r"tone", "How the words sound, from −1 (dark) to +1 (bright), whatever is done: a calm sentence can "
         "report an attack."),
    Term("background", r"background", "What the article recalls from before its story; it does not count in the "
         "escalation of a paragraph."),
    Term("smoothing", r"smoothing|smoothed|mean of neighbouring paragraphs", "Each point of the line is the mean of "
         "a paragraph and its neighbours, so that single paragraphs do not hide the course."),
    Term("chance band", r"chance bands?|grey band|random orders?", "Where the line would run if the same paragraphs "
         "came in random order; only a line that often leaves the band says something about the order."),
    Term("sureness", r"sureness|how sure", "How likely it is that an act was read correctly: high only where both "
         "coders read it alike and with confidence."),
    Term("coder", r"coders?", "One of the two programs that read each sentence independently: one follows rules, "
         "the other learned from examples."),
    Term("attributed", r"attributed|claimed by", "Said by somebody whom the article names, so it is "
         "that party’s claim and not the reporter’s."),
    Term("modality", r"modality|modalities", "Whether an act is reported as done, planned, threatened, demanded, "
         "denied or only possible."),
)  # fmt: skip

_PIECE = re.compile(r"(<[^>]*>)")
_CLOSED = frozenset("a code pre h1 h2 h3 h4 q blockquote bdi mark table svg style script details figure em".split())
_QUOTED = re.compile(r"(“[^”]*(?:”|$))")


class Linker:
    """Links each term where it is first used; it is given the prose of a page in the order of reading."""

    def __init__(self) -> None:
        """Begins a page: no term is linked yet."""
        self._waiting = list(TERMS)

    def link(self, prose: str) -> str:
        """A piece of HTML with links at the terms that come up here for the first time.

        Headings, links, code and the article's words (in quotation marks, in `q`, `bdi`, `mark`) stay as they are.
        """
        pieces, closed, quoting = _PIECE.split(prose), [], False
        for at, piece in enumerate(pieces):
            if piece.startswith("<"):
                _follow(closed, piece)
                quoting = quoting and not piece.startswith(("</p", "</li"))
            elif piece and not closed:
                pieces[at] = "".join(self._link_parts(f"“{piece}" if quoting else piece))[quoting:]
                opened, ended = piece.rfind("“"), piece.rfind("”")
                quoting = quoting if opened == ended else opened > ended
        return "".join(pieces)

    def _link_parts(self, text: str) -> list[str]:
        parts = _QUOTED.split(text)
        return [part if part.startswith("“") else self._link_terms(part) for part in parts]

    def _link_terms(self, text: str) -> str:
        for term in list(self._waiting):
            text, found = re.subn(rf"\b(?:{term.forms})\b(?![^<]*</a>)", _linked(term), text, count=1, flags=re.I)
            if found:
                self._waiting.remove(term)
        return text


def _linked(term: Term) -> Callable[[re.Match[str]], str]:
    return lambda word: f'<a class="term" href="#{term.key}">{word[0]}</a>'


def _follow(closed: list[str], tag: str) -> None:
    """Keeps a list of the open elements in which nothing is linked."""
    name = re.match(r"</?([a-z0-9]*)", tag)[1]
    if name in _CLOSED and tag.startswith("</"):
        closed.pop()
    elif name in _CLOSED:
        closed.append(name)


def render_glossary() -> str:
    """The glossary as a section of the page."""
    rows = (f'<dt id="{term.key}">{term.name}</dt><dd>{html.escape(term.meaning)}</dd>' for term in TERMS)
    return f'<section class="glossary"><h2 id="glossary">Words used here</h2><dl>{"".join(rows)}</dl></section>'
