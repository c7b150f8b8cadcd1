"""Signs that a text is no finished news report: a stub, a live blog, an interview, an opinion, several articles.

Most signs are words that a site or a writer puts there: *Already a subscriber?*, *Opinion*, *The writer is …*. They are
a table, `rules/caution_signs.csv`. Others are counted: blocks that begin with a time of day, with a speaker's name, or
with a dateline.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from analysis.rules.load import read_rows
from analysis.text.article import Article
from analysis.text.datelines import find_filing, find_stamp, measure_opening

TOP, END = 3, 4  # blocks at the beginning and at the end of a text
TITLE_WORDS = 30  # the first block of a text without a headline may be its title, if it is not longer
STUB_WORDS = 250  # of the body; a longer one is no stub, whatever its site asks
CUT_CHARACTERS = 50  # that are shown before the place where a text is cut
MIN_STAMPS = 5  # blocks that begin with a time of day
MIN_TURNS, TURN_SHARE = 5, 0.2  # paragraphs that begin with a speaker's name and a colon, and their share
MIN_DATELINES = 3  # one of two may be a second report that an agency adds

_CLOCK = re.compile(
    r"\W{0,3}(?i:updated? )?(?:at )?(?:\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?|\d{1,2} ?[AaPp]\.?[Mm]\b\.?"
    r"|\d{4} ?(?:GMT|UTC|BST|E[SD]?T))(?!\d| ?(?:per ?cent|%|million|billion))"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?=\s|$)|\n")
_TURN = re.compile(
    r"(Q|A|[A-Z][\w.’'-]*(?: [A-Z(][\w.’')-]*){0,3}(?:, [A-Z][A-Z .,’'-]{2,50})?(?: \([^()]{2,40}\))?): ?\S"
)


class Sign(NamedTuple):
    """One sign: the kind of caution that it calls for, the words that show it, and how many such blocks there are."""

    kind: str
    evidence: str
    count: int = 1


@lru_cache(maxsize=8)  # a view asks for those of its article at every turn of a control
def find_signs(article: Article) -> Mapping[str, Sign]:
    """The first sign of each kind in an article, by kind."""
    blocks = [article.text[block.start : block.end] for block in article.blocks]
    roles = [block.role for block in article.blocks]
    body = [text for text, role in zip(blocks, roles, strict=True) if role == "paragraph"]
    lines = [text for text, role in zip(blocks, roles, strict=True) if role in ("headline", "subhead", "paragraph")]
    filed = [
        text
        for text, role in zip(blocks, roles, strict=True)
        if role in ("headline", "subhead", "paragraph") or (role == "dateline" and find_filing(text) == 0)
    ]
    found = [*_find_counted(blocks, lines, filed), *_find_worded(_list_places(article, blocks))]
    short = sum(len(text.split()) for text in body) <= STUB_WORDS
    told = {sign.kind: sign for sign in reversed(found) if short or sign.kind not in ("paywall", "cut")}
    return MappingProxyType(told)


def _list_places(article: Article, blocks: list[str]) -> dict[str, list[str]]:
    """The blocks that stand in each place of the table of signs."""
    titles = [text for text, b in zip(blocks, article.blocks, strict=True) if b.role in ("section", "headline")]
    if article.headline is None:
        titles += [text for text in blocks[:1] if len(text.split()) <= TITLE_WORDS]
    top, end = blocks[:TOP], blocks[-END:]
    return {"title": titles, "top": [*titles, *top], "end": blocks[-1:], "edge": [*top, *end], "any": blocks}


def _find_worded(places: dict[str, list[str]]) -> list[Sign]:
    """The signs that are worded as a row of the table says, in the order of the table."""
    return [
        Sign(kind, _finish(block, hit, kind))
        for kind, place, pattern in _read_signs()
        for block in places[place]
        if (hit := pattern.search(block))
    ]


def _finish(block: str, hit: re.Match, kind: str) -> str:
    """The words of a hit, up to the end of their sentence; where a text is cut, with the words before."""
    if kind == "cut":
        return block[max(hit.start() - CUT_CHARACTERS, 0) : hit.end()].strip()
    stop = _SENTENCE_END.search(block, hit.end())
    return block[hit.start() : stop.start() if stop else len(block)].strip()


def _find_counted(blocks: list[str], lines: list[str], filed: list[str]) -> list[Sign]:
    """The signs that are a number of blocks which begin alike.

    `lines` are the blocks without captions and boilerplate, `filed` those and the datelines of agencies.
    """
    stamps = [hit[0].strip() for block in blocks if (hit := _CLOCK.match(block))]
    turns = [hit[1] for block in lines if (hit := _TURN.match(block))]
    again = {speaker for speaker, n in Counter(turns).items() if n > 1}
    turns = [speaker for speaker in turns if speaker in again]
    openings = [opening for block in filed if (opening := _find_opening(block))]
    found = [Sign("live", stamps[0], len(stamps))] if len(stamps) >= MIN_STAMPS else []
    if len(turns) >= max(MIN_TURNS, TURN_SHARE * len(lines)):
        found.append(Sign("interview", f"{turns[0]}:", len(turns)))
    return [*found, Sign("several", openings[-1], len(openings))] if len(openings) >= MIN_DATELINES else found


def _find_opening(block: str) -> str:
    """The dateline with an agency, or the page's stamp, that a paragraph begins with; or ""."""
    if find_filing(block) == 0:
        return block[: measure_opening(block)].strip(" -–—")
    stamp = find_stamp(block)
    return block[slice(*stamp)].strip() if stamp and stamp[0] == 0 else ""


@cache
def _read_signs() -> list[tuple[str, str, re.Pattern]]:
    """The kind, the place and the pattern of each row of the table of signs."""
    return [(row["kind"], row["place"], re.compile(row["pattern"])) for row in read_rows("caution_signs.csv")]
