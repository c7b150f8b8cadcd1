"""Titles: which block of a text is its headline, which lines stand under it, and what looks like a title at all.

A headline usually has no full stop. Where one has, it is known by its capitals (*Crews Stay Ashore on the Islands.*),
or by its style: no article, no *he* or *was*, and the story below tells the same again.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from analysis.rules.load import read_rows
from analysis.text.rests import HEADLINE_WORDS, list_rules

TITLE_WORDS = 5  # a shorter sentence may have capitals by chance
SUBHEAD_WORDS = 12  # a longer block is a paragraph
LINE_WORDS = range(4, 17)  # of a headline, or of the line under it, that ends like a sentence
FOREIGN_BLOCKS = 4  # blocks of a story that tell nothing of another story's title
FOREIGN_WORDS = range(7, 17)
SHORT_TITLE = 4  # words of a subhead that ends in a full stop
STORY_WORDS = 15  # of the paragraph under it, at least
STORY_BLOCKS = 2  # blocks of the story in which the words of a headline are looked for
TOLD_AGAIN = 2  # words that the story has from a headline with a verb of the past
STEM = 5  # letters that forms of a word share
FEWEST = 4  # blocks of a text whose first sentence may be a headline
SENTENCES_APART = 0.2  # the share of blocks with several sentences in a text that has a line for each sentence

SENTENCE_END = re.compile(r"""[.!:;,…。！।؟۔]\s?[”"’')\]]*$""")
_LAST_QUESTION = re.compile(r"\?[”\"]$")
_QUESTION = re.compile(r"\?[”\"’')\]]*$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")  # a title may end in U.S.
_BREADCRUMB = re.compile(r" [-–—|>»›/•·]+ | ?[|>»›] ?")
_BULLET = re.compile(r"[*•‣▪·–—-]\s")
_NO_TITLE = re.compile(r"[(@\"“‘]|[A-Z][\w.’ -]{0,30}: ")  # a remark, a quote, a speaker's turn
INNER_END = re.compile(r"[a-z0-9)’”\"][.!?][”\"’)]*\s+[“\"‘]?[A-Z]")
_SMALL_WORDS = frozenset("a an and as at but by for from in into its of on or over the to vs with".split())
_STORY_WORDS = re.compile(  # what a headline does without
    r"(?i)\b(?:an?|the|this|that|these|those|he|she|it|they|we|i|you|there|was|were|had|has|have|said|told|yesterday"
    r"|today|ago|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?![’'])|[“”\"]"
    r"|\b(?-i:(?:President|King|Queen|Prince|Minister|Chancellor|Secretary) [A-Z]\w+ [A-Z]\w+)|\b(?:19|20)\d\d\W*$"
)
_PAST = re.compile(r"(?i)\b\w{2,}ed\b|\b(?:shot|killed|held|met|won|left|began|took|fled|fell|went|came|made|gave)\b")
_NAME = re.compile(r"(?<=[\w,’'] )(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z][a-z]{2,})")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_FUNCTION = frozenset(
    "about after again against also amid among been before being between both could does down during each even first"
    " from have into just many more most much must only other over same should since some such than that their them"
    " then there these they this those through under until upon very were what when where which while whom will with"
    " would your year years week says said".split()
)


@lru_cache
def _section_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("section_words.csv"))


def find_headline(blocks: Sequence[str], by_wording: Sequence[str | None]) -> int:
    """The index of the headline, or -1: the first title above the story that is not a section line."""
    for i, block in enumerate(blocks[:-1]):
        if by_wording[i]:
            continue
        first = i == 0 and (has_capitals(block) or _is_headline(blocks, i, by_wording))
        if first:
            return i
        if ends_as_sentence(block) or len(block.split()) > HEADLINE_WORDS:
            return -1
        below = next((j for j in range(i + 1, len(blocks)) if not by_wording[j]), None)
        if not (is_section(block) and below is not None and below < len(blocks) - 1):
            return i
    return -1


def may_be_headline(line: str) -> bool:
    """Whether a line has no full stop, or has the capitals or the style of a headline."""
    return not ends_as_sentence(line) or has_capitals(line) or not _STORY_WORDS.search(line)


def find_foreign(blocks: Sequence[str], by_wording: Sequence[str | None]) -> int:
    """The index of a first line that is the title of another story, or -1.

    It is in a headline's style, and the story has next to nothing of it and not one of its names.
    """
    i = next((i for i, role in enumerate(by_wording) if not role), -1)
    line, below = (blocks[i], _list_below(blocks, by_wording, i)) if i >= 0 else ("", [])
    if len(below) < FOREIGN_BLOCKS or not ends_as_sentence(line) or len(line.split()) not in FOREIGN_WORDS:
        return -1
    if line[-1] in ":,…;" or _STORY_WORDS.search(line) or INNER_END.search(line):
        return -1
    stems, names, story = find_stems(line), _NAME.findall(line), " ".join(below)
    unknown = bool(names) and not any(name in story for name in names)
    told = count_shared(line, " ".join(below[:FOREIGN_BLOCKS])), len(stems & find_stems(story))
    return i if unknown and len(stems) >= FEWEST and not told[0] and told[1] <= len(stems) / 2 else -1


def find_decks(blocks: Sequence[str], by_wording: Sequence[str | None], headline: int) -> set[int]:
    """The indices of the lines below a headline that ends in a semicolon or a full stop: the second line, and subheads.

    The second line is in the headline's style; subheads of such a source have full stops too (*More patrols.*).
    """
    at = headline + 1
    if headline < 0 or at >= len(blocks) - 1 or not SENTENCE_END.search(blocks[headline]):
        return set()
    short = [i for i in range(at + 1, len(blocks) - 1) if not by_wording[i] and _is_short_title(blocks[i])]
    apart = all(b - a > 1 for a, b in pairwise(short))
    found = set(short) if len(short) > 1 and apart and has_paragraphs(blocks) else set()
    if by_wording[at]:
        return found
    line, below = blocks[at], next(iter(_list_below(blocks, by_wording, at)), "")
    fits = len(line.split()) in range(1, LINE_WORDS.stop) and len(below.split()) > len(line.split())
    goes_on = blocks[headline].endswith(";") or not _STORY_WORDS.search(line)
    return found | {at} if fits and goes_on and not INNER_END.search(line) else found


def _is_short_title(block: str) -> bool:
    words = block.split(None, SHORT_TITLE)
    plain = block[0].isupper() and block[-1] == "." and not re.search(r"[“”\"‘]", block)
    return plain and 1 < len(words) <= SHORT_TITLE and not _STORY_WORDS.search(block)


def _is_headline(blocks: Sequence[str], i: int, by_wording: Sequence[str | None]) -> bool:
    """Whether a sentence is in a headline's style (*Crews shun ferries over pay.*), and the story tells it again."""
    line = blocks[i]
    if not ends_as_sentence(line) or line[-1] in ":,…" or len(line.split()) not in LINE_WORDS:
        return False
    story = [block for block in _list_below(blocks, by_wording, i) if len(block.split()) >= STORY_WORDS]
    if not story or len(blocks) < FEWEST or INNER_END.search(line):
        return False
    if line.endswith(";"):
        return True
    if any(rule.search(line) for _, _, rule in list_rules("top")) or by_wording[i + 1] == "caption":
        return False
    shared = count_shared(line, " ".join(story[:STORY_BLOCKS]))
    return not _STORY_WORDS.search(line) and shared >= (TOLD_AGAIN if _PAST.search(line) else 1)


def _list_below(blocks: Sequence[str], by_wording: Sequence[str | None], i: int) -> list[str]:
    """The blocks below one that may be paragraphs."""
    return [blocks[j] for j in range(i + 1, len(blocks)) if not by_wording[j]]


def find_stems(text: str) -> set[str]:
    """The beginnings of the longer words of a text that carry its content."""
    return {word[:STEM] for word in map(str.lower, _CONTENT.findall(text)) if word not in _FUNCTION}


def count_shared(line: str, text: str) -> int:
    """How many of a line's words a text has too, in any form."""
    return len(find_stems(line) & find_stems(text))


def is_section(block: str) -> bool:
    """Whether a line names a section of a site: *World*, *Iraq News - Local News*, *Home > Politics*."""
    words = block.split(None, HEADLINE_WORDS)
    parts = [part.lower() for part in _BREADCRUMB.split(" ".join(words))]
    return not _section_words().isdisjoint(parts) and all(len(part.split()) <= 3 for part in parts)


def ends_as_sentence(block: str) -> bool:
    """Whether a block ends with a full stop or another mark that a title does not end with."""
    return bool(SENTENCE_END.search(block[-20:]) or _ends_quote(block)) and not _ABBREVIATION.search(block[-20:])


def _ends_quote(block: str) -> bool:
    """Whether a block ends with a quote's last question, opened in a block before: *Where do I go now?"*."""
    return bool(_LAST_QUESTION.search(block[-3:])) and not re.search(r"[“\"]", block[:-1])


def has_capitals(block: str) -> bool:
    """Whether the words of a sentence have capitals (*Crews Stay Ashore on the Islands.*), as in a title."""
    words = block.split(None, HEADLINE_WORDS)
    large = sum(not word.lstrip("“\"'‘(")[:1].islower() for word in words)
    small = all(word in _SMALL_WORDS for word in words if word[:1].islower())
    shaped = TITLE_WORDS <= len(words) < HEADLINE_WORDS and small and large > len(words) * 0.7
    return shaped and ends_as_sentence(block)


def is_title(block: str, questions: bool = True) -> bool:
    """Whether a block looks like a subhead or a short caption: a short line that does not end like a sentence.

    `questions` tells whether a question can be one; where each sentence is a line of its own, it is one of them.
    """
    short = len(block.split(None, SUBHEAD_WORDS)) <= SUBHEAD_WORDS
    opens = not block[0].islower() and not block.startswith(('"', "“", "‘")) and not _BULLET.match(block)
    asks = bool(_QUESTION.search(block[-4:]))
    said = asks and (not questions or bool(_NO_TITLE.match(block)) or block[-1] != "?")
    return short and opens and not said and not ends_as_sentence(block)


def has_paragraphs(blocks: Sequence[str]) -> bool:
    """Whether the longer blocks of a text hold several sentences; in some texts each sentence is a block."""
    longer = [block for block in blocks if len(block.split(None, SUBHEAD_WORDS)) > SUBHEAD_WORDS]
    several = sum(bool(INNER_END.search(block)) for block in longer)
    return len(longer) < FEWEST or several > SENTENCES_APART * len(longer)
