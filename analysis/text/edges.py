"""What stands above and below a story: captions of the picture on top, the lead told before, the author's note.

Their wording is in `rules/layout_rules.csv`: a row of the place `top` counts above the story's second paragraph, one of
the place `end` from the last block up, as far as such blocks reach.
"""

import re
from collections import Counter
from collections.abc import Sequence

from analysis.text.rests import CREDIT_LINE, has_capital_name, list_rules
from analysis.text.titles import INNER_END, count_shared, find_stems, has_paragraphs

Roles = dict[int, str]

CAPTION_WORDS = 20  # a block of its own above a picture's credit is not longer
STANDFIRST_WORDS = 25  # a longer block above the lead is a paragraph
TOLD_BEFORE = 0.5  # the share of its words that the lead has too
END_BLOCKS = 8  # blocks below a story that are looked at
GRAM = 8  # words in a row that no story says twice by chance
PULL_QUOTES = 3  # a text with more of them tells everything twice, and neither time in passing
STORY = 4  # a text of no more paragraphs has no caption that it repeats
REPEATED = 45  # a pull quote has at most this many words

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_FULL_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][\w’-]+)+")
_GOES_ON = re.compile(r"(?:He|She|It|They|His|Her|Their|Its|But|And|This|That|These|Those|Both|Nor|So|Yet)\b")
_SAID = re.compile(r"(?i)\b(?:said|says|told|according)\b")
_AUTHOR = re.compile(
    r"^(?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){0,2} [A-Z][\w’'-]+)(?:, [^.,]{3,60},)?"
    r"(?: (?:is|was) (?:an?|the|one|currently|also|author|editor|co-?author|professor|director|head)\b"
    r"|[’']s? (?:\w+ ){0,2}(?:books?|novel|memoir|column|film) (?:is|are)\b| (?:teaches|writes|blogs|tweets)\b)"
)
_OF_WORK = re.compile(
    r"(?i)\b(?:authors?|professors?|lecturers?|editors?|columnists?|fellows?|directors?|head|founders?|correspondents?"
    r"|writers?|novelists?|journalists?|reporters?|producers?|members?|chair(?:man|woman)?|book|novel|memoir|column|film"
    r"|teaches|writes|blogs|tweets|analyst|researchers?|scholars?|president|secretary|chief)\b"
)


def find_above(blocks: Sequence[str], running: Sequence[bool], roles: Sequence[str | None]) -> Roles:
    """The role of each block above the story's lead that is a caption or tells the lead before it, by its index."""
    free = [i for i, role in enumerate(roles) if not role and running[i]]
    if len(free) < 3:
        return {}
    top, lead = free[:2]
    between = [role for role in roles[top + 1 : lead] if role]
    if _GOES_ON.match(blocks[lead]) or INNER_END.search(blocks[top]):
        return {}
    if _is_caption(blocks[top], blocks[top + 1] if between else ""):
        return {top: "caption"}
    return {top: "subhead"} if _tells_lead(blocks[top], blocks[lead]) else {}


def _is_caption(block: str, below: str) -> bool:
    """Whether the first sentence of a text describes a picture, by its wording or by the credit below it."""
    words = len(block.split())
    credited = words <= CAPTION_WORDS and bool(CREDIT_LINE.fullmatch(below))
    return credited or any(words <= limit and rule.search(block) for _, limit, rule in list_rules("top"))


def _tells_lead(block: str, lead: str) -> bool:
    """Whether the lead tells a block again: with the same full name, which a second paragraph does not give again."""
    if len(block.split()) > STANDFIRST_WORDS or _SAID.search(block) or len(lead) < len(block):
        return False
    names = set(_FULL_NAME.findall(lead))
    named = any(name in names or any(name in other for other in names) for name in _FULL_NAME.findall(block))
    return named and count_shared(block, lead) >= max(3, TOLD_BEFORE * len(find_stems(block)))


def find_below(blocks: Sequence[str], running: Sequence[bool], roles: Sequence[str | None]) -> Roles:
    """The role of each block below the story that is a note on its author or on the site, by its index."""
    found: Roles = {}
    story = sum(running)
    for i in range(len(blocks) - 1, max(0, len(blocks) - 1 - END_BLOCKS), -1):
        if roles[i] == "paragraph" or story <= 3:
            break
        role = roles[i] or _read_note(blocks, i, running)
        if not role:
            break
        if not roles[i]:
            found[i] = role
            story -= running[i]
    return found


def _read_note(blocks: Sequence[str], i: int, running: Sequence[bool]) -> str | None:
    """The role of a block at a story's end, by the rows of the table or because it presents the author; or None."""
    words = len(blocks[i].split())
    for role, limit, rule in list_rules("end"):
        if words <= limit and rule.search(blocks[i]):
            return role
    author = _AUTHOR.match(blocks[i])
    if not author or not _OF_WORK.search(blocks[i], author.start("name")):
        return None
    last = author["name"].rpartition(" ")[2]
    body = (blocks[j] for j in range(i) if running[j])
    return None if any(has_capital_name(block, last) for block in body) else "byline"


def find_repeated(blocks: Sequence[str], running: Sequence[bool]) -> set[int]:
    """The indices of pull quotes and of captions above the story: blocks whose words stand in a row in another one."""
    words = [[w.lower() for w in _WORD.findall(b)] if runs else [] for b, runs in zip(blocks, running, strict=True)]
    grams = Counter(
        gram for block in words for gram in {tuple(block[k : k + GRAM]) for k in range(len(block) - GRAM + 1)}
    )
    again = [i for i, block in enumerate(words) if GRAM <= len(block) <= REPEATED and grams[tuple(block[:GRAM])] > 1]
    texts = {i: f" {' '.join(block)} " for i, block in enumerate(words) if block} if again else {}
    found: set[int] = set()
    equal = not has_paragraphs(blocks)  # where each sentence is a block, a quote repeats a whole block
    for i in again[:REPEATED]:
        others = (j for j, text in texts.items() if j != i and j not in found and texts[i] in text)
        first = not any(running[:i]) and words[i] not in words[i + 1 : i + 2] and sum(running) > STORY
        if any(len(words[j]) > len(words[i]) or first or (equal and j < i) for j in others):
            found.add(i)
    return found if len(found) <= PULL_QUOTES else set()
