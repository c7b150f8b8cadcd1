"""The rests of a page: what a site puts around its story, known by the wording, and cut off where it runs into it.

Some roles follow from the wording (*Read more*, *Image:*, *By …*). These rules are a table, `rules/layout_rules.csv`:
the first row whose pattern matches a block of at most `max_words` words gives its role. A rest may also stand at the
start or the end of a paragraph; `cut_rests` divides such a block, so that each part is a span of the text. The column
`place` of a row says where it counts: `any`, `top` and `end` (see `edges.py`), or `tail`: such a rest and all that
follows it are no story.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from analysis.rules.load import read_rows
from analysis.text.calendar import MONTH
from analysis.text.comments import FORM, NOTICE, find_comments
from analysis.text.datelines import (
    find_dateline,
    find_day,
    find_filing,
    find_stamp,
    is_filing,
    measure_entry,
    measure_opening,
)

Part = tuple[str | None, int, int]  # role, start, end; the role is None where other rules decide it

HEAD_BLOCKS = 8  # the story begins in one of the first blocks
HEAD_WORDS = 80  # words that may stand above the story
SUMMARY_WORDS = 160  # if they begin with the byline or the highlights
HEADLINE_WORDS = 30  # words of a headline
STORY_WORDS = 6  # what is left of a paragraph has at least this many words
STORY_BLOCKS = 3  # the first rest below so many blocks of a story may end it
TEASER_CHARACTERS = 220  # a link to another story is not longer
TITLE_RUN = range(4, 50)  # words of a headline, and of a line below it, that run into the story
TITLE_CHARACTERS = 330
SHORT_RUN = 17  # words that a headline alone has not
LEAD_WORDS = 12  # of the sentence behind it, at least
TAIL_SENTENCES = 3  # sentences at either end of a paragraph that may be a rest

_SENTENCE_GAP = re.compile(r"(?<=[.!?…][”\"’)])\s+(?=[“\"‘(@©A-Z])|(?<=[.!?…)])\s+(?=[“\"‘(@©A-Z])")
_DOUBLE_MARKS = re.compile(r"[“”\"]")
_WORD = re.compile(r"\S+")
_NAME = r"(?:[A-Z][\w.’'-]+,? ){2,3}?"
_STAFF = r"(?:Staff(?: Writers?| Reporters?)?|[Cc]orrespondents?|[Rr]eporters?)"
_OUTLET = r"(?:CNN|Reuters|AP|AFP|BBC|UPI|Associated Press)"
_STAFF_BYLINE = re.compile(
    rf"(?:By|From) (?:(?:[Tt]he )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? {_STAFF}"
    rf"|{_NAME}(?:and {_NAME})?(?:for |of |[Ss]pecial to )?{_OUTLET})"
    r",?(?=\s+[“\"'‘A-Z])(?!\s+(?:Staff|Writer|Correspondent|News|Business)\b)"
)
_AGENCY = r"(?:Getty Images|[A-Z]\w+(?: (?:Images|News|Press|Agency|Times|Post|Pictures)\b)?)"
_CREDIT = re.compile(
    r"(?:^|(?<=[.!?…] )|(?<=[.!?…][”\"’)] ))(?:Photograph|Photo|Picture|Image|Illustration)(?: by| credit)?:\s"
    r"(?:(?:[A-Z][\w.’'-]{1,20}|d[aeiou]|de[lnr]|v[ao]n|bin|[ae]l-?) ?){1,5}(?:\s?\\?/\s?|\svia )"
    r"(?:(?:AFP|AP|EPA|Reuters|REUTERS)\\?/)?"
    rf"{_AGENCY}(?=\s+[“\"A-Z])"
)
_PICTURES = r"(?:gallery|pictures?|photos?|images|slideshow|videos?|map|graphic)"
CREDIT_LINE = re.compile(r"(?:Photograph|Photo|Picture|Image)s?(?: by| credit)?:\s[^\n.!?]{3,60}")
_PLAIN_CREDIT = re.compile(
    r"(?:(?:Photograph|Photo|Picture)s?(?: by)?:\s[A-Z][\w’'-]+ [A-Z][\w’'-]+"
    r"|(?:Photograph|Photo|Picture|Image)s? by [\w.’'-]+(?: [A-Z][\w.’'-]+){0,2} via [A-Z]\w+)"
    r"(?=\s+(?:[“\"]|[A-Z][\w’'-]* [\w]))"
)
_AGENCY_CREDIT = re.compile(  # *Photograph: AP/Joan Doe The crews …*
    r"(?:Photograph|Photo|Picture)s?: (?:AFP|AP|EPA|PA|Reuters|Getty(?: Images)?)\s?\\?/\s?[A-Z][\w’'-]+ [A-Z][\w’'-]+"
    r"(?=\s+(?:[“\"]|[A-Z][\w’'-]* [\w]))"
)
_FULL_TEXT = re.compile(r"(?i)full text\W*")
_BULLETS = re.compile(r"\\?[*•] (?=\S)")
_SUMMARY = re.compile(r"(?:By|From) (?:the )?[A-Z]|(?:STORY HIGHLIGHTS|Story highlights|NEW:)\s")
LINK = r"Full (?:[Aa]rticle|[Ss]tory|[Cc]overage)"  # what stands above it is the title of another story
_STATE = r"(?:CORRECTED|UPDATE \d+|WRAPUP \d+|REFILE|RPT|EXCLUSIVE|ANALYSIS|SCENARIOS|FACTBOX)\s?[-:]"  # of a dispatch
_LINK_LABEL = re.compile(rf"(?:{LINK}|{_STATE}|\((?:ID|Id): ?n?[A-Z]{{1,4}}\w{{4,12}}\))\s+(?=[(A-Z“\"])")
# *… end in anger After two days*: a word that has a capital only at the beginning of a sentence
_TITLE_JOINT = re.compile(
    r"(?:(?<=[a-z]{3})|(?<=[a-z]{2}[’'”\")?])) (?=(?:(?:The|In|On|At|After|As|When|While|Since|With|For|From|But|It|He"
    r"|She|They|This|That|There|His|Her|Many|Some|Most|Thousands|Hundreds|Dozens|More|One|Two|Three|Four|Five"
    r"|During|Despite|Before|Until|Now|Last)"
    r" (?:[a-z]|\d)|An? (?:[a-z]|[A-Z][a-z]+(?:an|ese|ish|i|ic) [a-z])))"
)
_TITLE_STOP = re.compile(
    r"[.!…][”\"’')]* | \| |\b(?:called|titled|entitled|named|song|film|book|series|show|yesterday|\w+day)$"
)
# a story told in points (*NEW: …*), or a place and an agency before the story
_IN_BRIEF = re.compile(r".{0,400}?(?:\bNEW: |\([A-Z]\w+\) (?:--|–|—))")
_GALLERY = re.compile(
    r"(?:(?:See|Read|View) more here|(?:See|View|Watch) (?:an?|the|our|more|all|full)\b"
    rf"[^.!?“”\"]{{0,20}}\b{_PICTURES}\b[^.!?“”\"]{{0,70}}\bhere)"
    r"(?=:?\s+[“\"A-Z])"
)
_TEASER_LABEL = re.compile(
    r"(?:^|(?<=[\w’'?] ))(?:Gallery|Photos|Pictures|In pictures|Video|Slideshow|Interactive|Explain it to me"
    r"|Infographic|Related|See also|Read also|Also read|Opinion|Timeline|Map): "
)
_STORY_STARTS = re.compile(
    r"(?<=[\w’'?] )(?:(?=[“\"][A-Z])|(?<=[a-z] )(?=[A-Z][\w-]+(?: [A-Z][\w-]+){1,2}, (?:an?|the|one|who|whose)\b)"
    r"|(?<=[a-z] )(?=(?:The|In|On|At|But|After|It|He|She|They|This|That|As|When|While|For|If|Since|Many|Some) [a-z]))"
)
_FULL_STOP = re.compile(r"[.!?][”\"’)]*\s+[“\"A-Z]")
_SHOUT = re.compile(r"(?:[A-Z][A-Z’'-]*,?\s+){3,14}[A-Z][A-Z’'-]{2,}\s+(?=[A-Z][a-z]*(?:-[a-z]+)?\s+[A-Za-z]*[a-z])")
_SMALL_CAPITALS = frozenset("A AN AND AS AT BY FOR FROM IN OF ON OR THE TO WITH".split())
_SIGN_OFF = re.compile(r"\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) [Bb]y [^()]{3,900}\)")

_LINK = re.compile(r"(?i)(?:read|see|learn|find out) (?:more|also)\s*[:|>»–—-]")  # ends at its full stop
_TITLE_OPENERS = re.compile(r"(?<=[\w’'] )(?:What(?:[’']s)?|How|Why|Our|Your|Where[’']s|Who[’']s)(?= [a-z])")
_WEAK_OPENERS = re.compile(r"(?<=[a-z] )(?:A|An|The|Our|Your)(?= [a-z])")
_REPORTED = re.compile(r"(?i)\b(?:said|says|say|told|according)\b")
_LAST_DAY = re.compile(
    rf"(?i)(?<!\bon)(?<!\bof)(?<!\bby)(?<!\buntil)(?<!\bsince)(?<!,) {MONTH} \d{{1,2}}, 20\d\d\W{{0,2}}$"
)
_READER = re.compile(r"(?i)\b(?:you|your|yours)\b")


@lru_cache
def list_rules(place: str) -> list[tuple[str, int, re.Pattern]]:
    """The role, the most words and the pattern of each row of the table for a place."""
    rows = (row for row in read_rows("layout_rules.csv") if row["place"] == place)
    return [(row["role"], int(row["max_words"]), re.compile(row["pattern"])) for row in rows]


def role_by_wording(block: str) -> str | None:
    """The role that follows from the wording of a block, or None."""
    if find_dateline(block, whole=True) or is_filing(block):
        return "dateline"
    rules = list_rules("any")
    words = len(block.split(None, max(limit for _, limit, _ in rules)))
    return next((role for role, limit, pattern in rules if words <= limit and pattern.search(block)), None)


def cut_rests(text: str, spans: Sequence[tuple[int, int]]) -> list[Part]:
    """The blocks of a text, those divided into which the rest of a page runs; only white space is outside them."""
    parts: list[Part] = []
    for i, (start, end) in enumerate(spans):
        block = text[start:end]
        title = measure_title(block) if i == 0 and len(spans) > 1 else 0
        parts += [(None, start, start + len(block[:title].rstrip()))] if title else []
        cut = _cut_block(block[title:], i < HEAD_BLOCKS)
        parts += [(role, start + title + first, start + title + last) for role, first, last in cut]
    return parts


def measure_title(block: str) -> int:
    """The length of a headline that runs into the first sentence (*Talks end in anger After two days …*), or 0.

    A second line may stand between the two: what begins last before the first full stop is the story. Where the story
    is told in brief above its dateline, only the headline is cut off.
    """
    if block.startswith("By "):
        return 0
    most = SHORT_RUN if _IN_BRIEF.match(block) else TITLE_RUN.stop
    joints = [joint for joint in _TITLE_JOINT.finditer(block, 0, TITLE_CHARACTERS) if _is_title(block, joint, most)]
    return joints[-1].end() if joints and _has_words(block[joints[-1].end() :], LEAD_WORDS) else 0


def _is_title(block: str, joint: re.Match, most: int) -> bool:
    """Whether what stands before a joint may be a headline of fewer than `most` words."""
    title = block[: joint.start()]
    whole = not _TITLE_STOP.search(title) and not find_filing(title)
    return whole and TITLE_RUN.start <= len(title.split(None, most)) < most


def _cut_block(block: str, at_head: bool) -> Iterator[Part]:
    """The parts of a block. The first rule that finds a rest divides it; what is left is read again."""
    if _opens_as_rest(block) and not _SIGN_OFF.match(block) and not _LINK.match(block):
        yield None, 0, len(block)
        return
    for rule in RULES if at_head else RULES[HEAD_RULES:]:
        places = rule(block)
        if places:
            yield from _divide(block, places, at_head)
            return
    yield None, 0, len(block)


def _divide(block: str, places: Sequence[Part], at_head: bool) -> Iterator[Part]:
    """The parts of a block between and in the rests that a rule found, without white space at their ends."""
    edge = 0
    for role, first, last in [*places, (None, len(block), len(block))]:
        for found, start, end in ((None, edge, first), (role, first, last)):
            words = block[start:end]
            start += len(words) - len(words.lstrip())
            end = start + len(words.strip())
            if start < end and found:
                yield found, start, end
            elif start < end:
                yield from ((r, start + a, start + b) for r, a, b in _cut_block(block[start:end], at_head))
        edge = last


def _has_words(block: str, least: int = STORY_WORDS) -> bool:
    return len(block.split(None, least)) >= least


def _find_stamp(block: str) -> list[Part]:
    """*DUBAI | Thu Mar 3, 2011 7:44am EST The crews …*; a headline may stand before it, or several lines of title."""
    stamp = None if find_dateline(block, whole=True) else find_stamp(block)
    above = len(block[: stamp[0]].split()) if stamp else 0
    if not stamp or above > HEAD_WORDS or not _has_words(block[stamp[1] :], STORY_WORDS if above else 1):
        return []
    return [("subhead", 0, stamp[0])] * (above > HEADLINE_WORDS) + [("dateline", *stamp)]


def _find_lines_above(block: str) -> list[Part]:
    """*Crews stay ashore Ports are empty Cairo, Egypt (CNN) -- The crews …*: the site's titles above its story."""
    start = find_filing(block)
    if not start or len(block[:start].split()) > HEAD_WORDS:
        return []
    above = block[:start]
    bullets = _BULLETS.search(above)
    if not bullets:
        return [(role_by_wording(above.strip()), 0, start)]
    title = bullets.start()
    return [(None, 0, title), ("subhead", title, start)] if above[:title].strip() else [("subhead", 0, start)]


def _find_label(block: str) -> list[Part]:
    """*Full Article Ferries stay in port*: the name of a link before its headline; *(ID:nLDE72)*: an agency's mark."""
    label = _LINK_LABEL.match(block)
    return [("boilerplate", 0, label.end())] if label else []


def _find_filing(block: str) -> list[Part]:
    """*Cairo, Egypt (CNN) -- The crews …*, *10.15am: The crews …*; a full date stays: it gives the day."""
    filing = measure_entry(block) or measure_opening(block)
    plain = filing and not block[:filing].rstrip().endswith(":") and not find_day(block[:filing])
    return [("dateline", 0, filing)] if (plain or measure_entry(block)) and block[filing:] else []


def _find_tail(block: str) -> list[Part]:
    """What a site puts below each story, and all that follows it: *Letters for publication should be sent to: …*."""
    hits = [hit.start() for _, _, rule in list_rules("tail") if (hit := rule.search(block))]
    return [("boilerplate", min(hits), len(block))] if hits and block[: min(hits)].strip() else []


def _find_byline(block: str) -> list[Part]:
    """*By the Harbour News Staff The crews …*."""
    byline = _STAFF_BYLINE.match(block)
    return [("byline", 0, byline.end())] if byline and _has_words(block[byline.end() :]) else []


def _find_credit(block: str) -> list[Part]:
    """*Photograph: Joan Doe/Harbour News The crews …*: the credit, and what stands before it in the block."""
    credit = _AGENCY_CREDIT.match(block) or _CREDIT.search(block) or _PLAIN_CREDIT.match(block)
    after = block[credit.end() :] if credit else ""
    story = _has_words(after) and block[-2:].rstrip('”"’)')[-1:] in tuple(".!?")
    return [("caption", 0, credit.end())] if credit and story else []


def _find_gallery(block: str) -> list[Part]:
    """*See a gallery of the ships here The crews …*."""
    gallery = _GALLERY.match(block)
    return [("boilerplate", 0, gallery.end())] if gallery and _has_words(block[gallery.end() :]) else []


def _find_teaser(block: str) -> list[Part]:
    """*Gallery: Ships in the port "We will not sail," …*: a link to another story, up to where the story begins."""
    label = _TEASER_LABEL.search(block, 0, TEASER_CHARACTERS)
    if not label or _FULL_STOP.search(block, 0, label.end()):
        return []
    story = _STORY_STARTS.search(block, label.end() + 1, label.end() + TEASER_CHARACTERS)
    clear = story and not _FULL_STOP.search(block, label.end(), story.start())
    return [("boilerplate", 0, story.start())] if clear and _has_words(block[story.start() :]) else []


def _find_shout(block: str) -> list[Part]:
    """*NO SHIP WILL LEAVE TODAY The crews …*: a subhead in capitals. One that only opens a sentence is none."""
    shout = _SHOUT.match(block)
    words = shout[0].split() if shout else ["IN"]
    named = words[-1] in _SMALL_CAPITALS or max(map(len, words)) < 5
    return [] if named or not _has_words(block[shout.end() :]) else [("subhead", 0, shout.end())]


def _find_sign_off(block: str) -> list[Part]:
    """*(Reporting by Ann Lee; Editing by Omar Haddad)* at either end of a block."""
    signed = [hit.span() for hit in _SIGN_OFF.finditer(block)]
    return [("boilerplate", a, b) for a, b in signed if not block[:a].strip() or not block[b:].strip()]


def _find_sentences(block: str) -> list[Part]:
    """A sentence or more that the table of wordings knows as boilerplate, at either end of a block; not in a quote."""
    gaps = list(_SENTENCE_GAP.finditer(block))
    for gap in gaps[-TAIL_SENTENCES:]:
        if _is_rest(block[gap.end() :]) and len(_DOUBLE_MARKS.findall(block[: gap.start()])) % 2 == 0:
            return [("boilerplate", gap.end(), len(block))]
    for gap in reversed(gaps[:TAIL_SENTENCES]):
        if _is_rest(block[: gap.start()]) and len(_DOUBLE_MARKS.findall(block[gap.end() :])) % 2 == 0:
            return [("boilerplate", 0, gap.start())]
    return []


def _opens_as_rest(block: str) -> bool:
    """Whether its first words make the whole block boilerplate: a copyright line with *All rights reserved.* too."""
    words = len(block.split())
    rules = (rule for role, limit, rule in list_rules("any") if role == "boilerplate" and words <= limit)
    return any(hit.start() == 0 for rule in rules if (hit := rule.search(block)))


def _is_rest(words: str) -> bool:
    return any(map(str.isalpha, words)) and role_by_wording(words) == "boilerplate"


RULES: tuple[Callable[[str], list[Part]], ...] = (
    _find_stamp,
    _find_lines_above,
    _find_byline,
    _find_filing,
    _find_label,
    _find_tail,
    _find_gallery,
    _find_credit,
    _find_teaser,
    _find_shout,
    _find_sign_off,
    _find_sentences,
)
HEAD_RULES = 3  # the first rules are for the first blocks only


def find_story(blocks: Sequence[str]) -> int:
    """The index of the block that opens with a dateline (*Cairo, Egypt (CNN) -- *), if only titles can be above it.

    An archive's label *FULL TEXT* stands there too.
    It is 0 if there is none.
    """
    for i, block in enumerate(blocks[:HEAD_BLOCKS]):
        if find_filing(block) == 0 or (i and _FULL_TEXT.fullmatch(block)):
            most = SUMMARY_WORDS if _SUMMARY.match(blocks[0]) else HEAD_WORDS
            return i if len(" ".join(blocks[:i]).split()) <= most else 0
    return 0


def find_rests(blocks: Sequence[str], running: Sequence[bool], roles: Sequence[str | None]) -> set[int]:
    """The indices of blocks that are rests because of their place.

    Args:
        blocks: the blocks of an article, in reading order.
        running: whether each looks like running text.
        roles: the role of each by its wording, or None.
    """
    rests = {i for i, block in enumerate(blocks) if running[i] and _joins_titles(block)}
    if blocks and not roles[-1] and _trails(blocks, running):
        rests.add(len(blocks) - 1)
    tails = [NOTICE, FORM, *(rule for _, _, rule in list_rules("tail"))]
    ends = (i for i in range(len(blocks)) if any(rule.search(blocks[i]) for rule in tails))
    stop = next((i for i in ends if sum(running[:i]) >= STORY_BLOCKS), None)
    if stop is not None:
        under = FORM.search(blocks[stop]) or NOTICE.search(blocks[stop])
        first = find_comments(blocks, running, stop) if under else stop
        kept = first == stop and NOTICE.search(blocks[stop])  # a notice is known by its own words
        rests |= set(range(first + bool(kept), len(blocks)))
    is_rest = [role == "boilerplate" for role in roles]
    for i in range(1, len(blocks) - 1):
        if is_rest[i - 1] and is_rest[i + 1] and _READER.search(blocks[i]) and not _DOUBLE_MARKS.search(blocks[i]):
            rests.add(i)
    return rests


def _trails(blocks: Sequence[str], running: Sequence[bool]) -> bool:
    """Whether the last block is the title of another story: a short line without a full stop under whole sentences."""
    story = [block for block, is_running in zip(blocks, running, strict=True) if is_running]
    whole = sum(block.rstrip('”"’)]')[-1:] in tuple(".!?") for block in story)
    return not running[-1] and whole == len(story) > 2 and not _REPORTED.search(blocks[-1])


def dates_picture(block: str) -> bool:
    """Whether a sentence ends with a full date without *on*, as a caption does: a captain waves in Oslo May 3, 2011."""
    return bool(_LAST_DAY.search(block[-40:]) and not _REPORTED.search(block))


def has_capital_name(block: str, name: str) -> bool:
    """Whether a name stands in a block as a whole word."""
    return name in block and re.search(rf"\b{re.escape(name)}\b", block) is not None


def names_picture(blocks: Sequence[str], i: int, first: bool) -> bool:
    """Whether a block above a picture's credit is its caption: it is the `first`, or below a link to more of them."""
    above = (first and not _REPORTED.search(blocks[i])) or (i and _GALLERY.match(f"{blocks[i - 1]} A"))
    return bool(above and _CREDIT.match(f"{' '.join(blocks[i + 1 : i + 2])} A"))


def _joins_titles(block: str) -> bool:
    """Whether a block is several titles in one line: *Ferries tied up in the port What the crews want*."""
    if block[-1] in '.!:;,…"”' or len(block) > 2 * TEASER_CHARACTERS or _FULL_STOP.search(block):
        return False
    words = block.split()
    small = sum(word[0].islower() for word in words) >= len(words) / 3  # in a title all words have capitals
    joints = len(_WEAK_OPENERS.findall(block)) + 2 * len(_TITLE_OPENERS.findall(block))
    return small and joints >= 2 and not _REPORTED.search(block)
