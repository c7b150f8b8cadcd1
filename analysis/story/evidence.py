"""The words of an article that report an act, and the name of the article under a chart."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.reading.reading import Reading, once
from analysis.rules.load import find_stems, load_words
from analysis.show.acts import LOOSE, SNIPPET, clip_text, name_source, phrase
from analysis.show.sides import name_side
from analysis.show.sure import name_doubt
from analysis.story.assess import HALF, assess
from analysis.text.wording import quote, shorten

BEFORE = 160  # characters to the end of an act, among which the words begin with a clause
NEAR = 12  # characters after an act, in which whom it is done to may be told by a pronoun
LONGEST = 220  # characters of a sentence that is quoted whole; of a longer one, the clause with the act
HOW = {  # an act that is not told as a fact
    "intended": "planned",
    "threatened": "threatened",
    "demanded": "asked for",
    "negated": "not done",
    "denied": "denied",
    "hedged": "possible",
    "conditional": "on a condition",
}
# conflict that readers often do not call escalating: of 56 such acts that were told so, they bore out 42
MILD = {"ACCUSE": "speaks against others", "REJECT": "says no", "REQUEST": "demands", "PROTEST": "protests"}

PLAIN = {  # what is done by an act that by itself neither escalates nor eases
    "AGREE": "agrees or offers",
    "CONSULT": "meets or talks",
    "SUPPORT": "backs or praises",
    "COOPERATE": "works together",
    "AID": "helps",
    "INVESTIGATE": "investigates",
    "REQUEST": "asks",
    "REJECT": "says no",
}
_BARRING = load_words("grammar_words.csv", "barring")
_SUPPORT = {"054": "recognises", "055": "apologises", "057": "agrees"}  # of CAMEO, among what is support

_MARK = r"[,;:](?=\s)|—|\s[–-](?=\s)"
_JOINS = "after|before|while|when|where|because|but|if|although|though"
_OPENS = re.compile(rf"(?:{_MARK}|\s(?:{_JOINS})(?=\s))\s*")
_NEAR = re.compile(r"\s(?:after|before|because of|following)\s")
_SAYS = "said|says|told|called|accused|urged|warned|vowed|threatened|demanded|denied|announced|insisted|added"
_OTHER = re.compile(  # *… and Jane Doe said*, *…, and the rebels said*, but not *John Roe and Jane Doe said*
    rf"\b[a-z][\w’'-]*(?:[,;”’\"]*\s(?:and|but|while)\s(?=(?:[A-Z][\w.’'-]*\s){{1,3}}(?:{_SAYS})\b)"
    rf"|[,;”’\"]+\s(?:and|but|while)\s(?=the\s(?:[\w’'-]+\s){{1,3}}(?:{_SAYS})\b))"
)
_LENGTHS = "moment second minute hour morning evening night day week month year".split()
_LENGTHS += "shortly soon just even only long right ever".split()
_LENGTH = "".join(rf"(?<!\b{unit})(?<!\b{unit}s)" for unit in _LENGTHS)
_PREPOSITIONS = "".join(rf"(?<!\b{word})" for word in "in of to by on at for from with under over through".split())
_CLOSES = re.compile(  # not in *two days after*, nor in *the way in which*
    rf"{_MARK}|{_LENGTH}{_PREPOSITIONS}\s(?:{_JOINS}|that|which|who|whom|whose)(?=\s)"
)
_LIST = re.compile(
    r"(?:,\s(?!(?:and|or)\s)[\w’'-]+(?:\s[\w’'-]+){0,3}?)+,?\s(?:and|or)\s"
)  # of *Peru, Chile, and Bolivia*
_HELPERS = "have|has|had|is|are|was|were|will|would|could|should|may|might|must|do|does|did|can|cannot|not"
_HANGING = re.compile(  # its subject is before it
    rf"(?:who|which|whose|whom|that|and|{_HELPERS}|\w+ing|\w+ed)\b", re.IGNORECASE
)
_SUPPOSES = re.compile(r"\W*(?:If|Unless|Should|When|Whenever|Until)\b")
_SUBJECT = re.compile(  # of a clause, after *while* or *but*
    rf"(?:(?:{_JOINS}|and)\s)?(?:[A-Z0-9]|(?:the|a|an|he|she|it|they|we|his|her|its|their|both|some|many|two|three)\b)"
)
# *As they did before* opens a sentence
_LOOSE = re.compile(r"\s*(?:(?:(?i:and|but|or|so|yet)|while|as|(?:al)?though|whereas)\s+)?")
_BODY = re.compile(
    r"\s(?:military|army|navy|air force|police|forces|troops|soldiers|guards|gunners|warplanes|jets"
    r"|lawmakers|legislators|senators|deputies|parliamentarians|officials|diplomats|ministers)$"
)
_TO_DAY = re.compile(r"(?i:\b(?:in|on|at|during)\s+)?(?i:\b(?:the|a|an)\s+)?\Z")  # what opens *in May 2010*
_TO_NOUN = re.compile(r"(?i:\b(?:the|a|an|his|her|its|their|our|my)\s+)?\Z")
_UNDER = re.compile(r"(?i)\b(?:that|whether|if|sa(?:y|ys|id|ying)|claim\w*|den(?:y|ies|ied)|alleg\w+)\s(?:that\s)?\Z")
_YEAR = re.compile(r"\b(?:a|an|the|his|her|its|their)\s\d{4}\Z")
_DAY_OF = re.compile(r"(?:\s(?!(?:in|on|at|of|by|that|which|who|and|but)\b)[\w’'-]+){0,3}")  # in a 1969 *military coup*
_ELSEWHERE = re.compile(rf"\b(?:{_JOINS}|since|that|who|which|in|on|at|during)\b")  # before it, no party of this clause
_HANGS = re.compile(r"(?:\s(?:at|of|to|in|on|for|with|by|from))?\Z")  # opened fire *on*
_US = re.compile(r"\bus\b")
_SEVERAL = re.compile(r"(?:the\s)?(?:two|three|both|all)\b", re.IGNORECASE)
_MORE = re.compile(
    r"\s(?:and|or)\s(?:the\s)?[A-Z]|(?:,\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)+,?\sand\s(?:the\s)?[A-Z]"
)
_NUMBER = re.compile(r"[$€£]?\d[\d,.]*\d?(?:\s(?:percent|per cent|million|billion|trillion))?|\d")
_PAUSE = re.compile(r",(?=[”’\"]?$)")
_END = re.compile(r"(?<!\b[A-Z])[\s.,;:]+$")  # the end of a sentence, not of U.S.


def cite(reading: Reading, act: Any) -> str:  # noqa: ANN401
    """The words that report an act, in quotation marks: its sentence, or of a long one the clause."""
    start, end = find_words(reading, act)
    return quote(_PAUSE.sub("", _balance(reading.article.text[start:end])), None)


def name_how(act: Any) -> str | None:  # noqa: ANN401
    """How an act is told that is no fact: *planned*; an offer or a promise is made and not only planned."""
    return "promised or offered" if (act.root, act.modality) == ("AGREE", "intended") else HOW.get(act.modality)


def name_effect(act: Any) -> str:  # noqa: ANN401
    """*eases*, *escalates*, or what is done where that is milder conflict: *says no*, *protests*."""
    if _blocks(act):
        return "blocks"
    return "eases" if act.side == "cooperation" else MILD.get(act.root, "escalates")


def _blocks(act: Any) -> bool:  # noqa: ANN401
    """Whether an act is a *no* by deed: *blocked the rally*; not *refused to block it*."""
    return act.root == "REJECT" and not _BARRING.isdisjoint(find_stems(str(act.text).lower().split()[0]))


def name_plain(act: Any) -> str:  # noqa: ANN401
    """What is done by an act that by itself neither escalates nor eases: *helps*, *investigates*."""
    if act.root == "REJECT" and (_blocks(act) or act.modality == "negated"):
        return "blocks" if _blocks(act) else "does not help or agree"
    return _SUPPORT.get(act.cameo) or PLAIN.get(act.root) or name_effect(act)


def cite_place(reading: Reading, act: Any) -> str:  # noqa: ANN401
    """*“Trump would impose additional sanctions” (planned, according to Trump, uncertain reading, paragraph 6)*."""
    how = name_how(act)
    said = None if pd.isna(act.attributed_to) else f"according to {name_side(act.attributed_to)}"
    told = ", ".join(filter(None, [how, said, name_doubt(act), f"paragraph {act.paragraph}"]))
    return f"{cite(reading, act)} ({told})"


def name_actor(reading: Reading, act: Any, side: str = "source") -> str:  # noqa: ANN401
    """Who acts, or with `target` whom it is done to: a person, a force, officials, else the side; "" if not sure.

    Whoever quarrels with a president at home does not quarrel with his country, and an army is not its state, nor are
    lawmakers who call on their government.
    """
    name, actor = getattr(act, side), getattr(act, f"{side}_actor")
    if pd.isna(name) or (side == "target" and _is_us(reading, act)):
        return ""
    exact = not pd.isna(actor) and (actor in _list_people(reading) or _BODY.search(actor))
    named = _name_exactly(actor) if exact else name_side(name)
    return named if side == "source" or act.mutual else _name_more(reading, act, named)


def _is_us(reading: Reading, act: Any) -> bool:  # noqa: ANN401
    """Whether somebody tells what is done to *us*: to more than him who tells it."""
    return _US.search(reading.article.text, int(act.start), int(act.end) + NEAR) is not None


def _name_exactly(name: str) -> str:
    """The name of a person or a force in a sentence: *the Israeli army*, *Egypt's military*, *Gaddafi forces*."""
    one = _BODY.search(name) and not name.endswith("s") and not re.search(r"['’]s\s", name)
    return f"the {name}" if one else name


def _name_more(reading: Reading, act: Any, named: str) -> str:  # noqa: ANN401
    """Whom an act is done to where that is more than one: *the two governments*, *Peru and others*."""
    if pd.isna(act.target_start):
        return named
    text, start, end = reading.article.text, int(act.target_start), int(act.target_end)
    if _SEVERAL.match(text, start, end):
        return text[start:end]
    return f"{named} and others" if _MORE.search(text, start, end) or _MORE.match(text, end) else named


@once
def _list_people(reading: Reading) -> frozenset[str]:
    """The names of the persons in the article."""
    people = reading.mentions[reading.mentions["kind"] == "person"]["actor"].dropna()
    return frozenset(name for name in people if name[:1].isupper())


def cite_act(reading: Reading, act: Any) -> str:  # noqa: ANN401
    """*the United States threatens Iran (“tighten already crippling U.S. sanctions”, Donald Trump, paragraph 1)*."""
    evidence = [quote(clip(reading, act), None), act.attributed_to, f"paragraph {act.paragraph}"]
    return f"{name_source(act)} {phrase(act)} ({', '.join(part for part in evidence if not pd.isna(part))})"


def find_words(reading: Reading, act: Any) -> tuple[int, int]:  # noqa: ANN401
    """The offsets of the words that report an act, with the *not*, *will* or *could* that decides it.

    They are the whole sentence, from the clause on that the act stands in if another act is told before it; of a
    sentence of more than `LONGEST` characters, or with an act of the other side, the clause around the act; of what is
    recalled only the act, its parties and its day, since the rest of the sentence may be news. No name, number, time or
    quotation is cut.
    """
    text = reading.article.text
    known = not pd.isna(act.evidence_start)
    first, last = (int(act.evidence_start), int(act.evidence_end)) if known else (int(act.start), int(act.end))
    inside = [place for place in _list_places(reading, "sentences") if place[0] <= first < place[1]]
    start, end = (inside[0][0], max(last, inside[0][1])) if inside else (first, last)
    start = _leave_quote(reading, start, first)
    cut = end - start > LONGEST or tells_both(reading, act, start, end)
    start = start if act.frame == "background" else _leave_other(reading, act, start, first)
    recalled = _find_recalled(reading, act, inside[0]) if act.frame == "background" and inside else None
    if recalled:
        start, end = recalled
        start, end = _keep_whole(start, end, _list_wholes(reading, start, end))
    elif cut:
        start, end = _find_clause(text, start, first, last, end, str(act.rule).startswith("event_nouns"))
        start, end = _leave_quote(reading, start, first), _end_quote(reading, last, end)
        start, end = _keep_whole(start, end, _list_wholes(reading, start, end))
    start = _LOOSE.match(text, start, first).end()
    words, whole = _END.sub("", text[start:end]), bool(inside) and end >= inside[0][1]
    while end > last and not whole and (loose := LOOSE.search(words)):  # only of what was added to the act
        words = words[: max(loose.start(), last - start)]
        end = start + len(words)
    return start, start + len(words)


def _find_recalled(reading: Reading, act: Any, sentence: tuple[int, int]) -> tuple[int, int] | None:  # noqa: ANN401
    """The words of an act of the past, of those who do it and undergo it, and of its day, within a sentence.

    None for a verb before which nobody is known to do it or to undergo it, and for what is said or denied (*it is a lie
    that Kenya attacked*): the words would lose that.
    """
    text, days = reading.article.text, reading.dates
    full = reading.events[(reading.events["start"] == act.start) & (reading.events["end"] == act.end)].iloc[0]
    ends = [(full[f"{part}start"], full[f"{part}end"]) for part in ("", "evidence_", "source_", "target_")]
    parts = [(int(start), int(end)) for start, end in ends if not pd.isna(start) and sentence[0] <= start < sentence[1]]
    parts = [*parts[:2], *(part for part in parts[2:] if not _ELSEWHERE.search(text, int(act.end), part[0]))]
    named = any(first < act.start for first, _ in parts[2:]) or str(full["rule"]).startswith("event_nouns")
    if pd.isna(full["evidence_start"]) or not named:
        return None
    start, end = min(first for first, _ in parts), max(last for _, last in parts)
    own = days[days["start"].between(*sentence) & (days["first_day"] == full["first_day"])]
    for first, last in zip(own["start"].head(1), own["end"].head(1), strict=True):
        alone = text[first].isdigit() and not _TO_DAY.search(text, sentence[0], first).group()  # *the war of 2003, …*
        start = start if alone else min(start, first)
        end = max(end, last)
    end = _DAY_OF.match(text, end, sentence[1]).end() if _YEAR.search(text, start, end) else end
    end = _HANGS.search(text, start, end).start()
    leads = _TO_DAY if start in own["start"].tolist() else _TO_NOUN
    start = leads.search(text, sentence[0], start).start()
    return None if _UNDER.search(text, sentence[0], start) else (start, end)


def tells_both(reading: Reading, act: Any, start: int, end: int) -> bool:  # noqa: ANN401
    """Whether some words tell of a likely current act of the other side too: *helps the rebels with air strikes*."""
    return any(start <= place < end and side != act.side for place, side in _list_likely(reading))


@once
def _list_likely(reading: Reading) -> list[tuple[int, str]]:
    """Where each likely current act begins, and its side."""
    current = assess(reading).current
    likely = current[current["confidence"].fillna(1.0) >= HALF]
    return list(zip(likely["start"].tolist(), likely["side"].tolist(), strict=True))


@once
def _list_places(reading: Reading, table: str) -> list[tuple[int, int]]:
    """The places of the rows of a table, listed once, since they are looked through for each act."""
    rows = getattr(reading, table)
    return list(zip(rows["start"].astype(int).tolist(), rows["end"].astype(int).tolist(), strict=True))


def _find_clause(text: str, start: int, first: int, last: int, end: int, noun: bool) -> tuple[int, int]:
    """The words from `first` to `last` of a sentence, from a clause before them to the end of their own.

    The clause is of the same speaker. Of an act in a noun (*after the killing of …*) it is the nearest.
    """
    start = max((other.end() for other in _OTHER.finditer(text, start, first)), default=start)
    if noun:
        start = max((join.end() for join in _NEAR.finditer(text, start, first)), default=start)
    opens = [start, *(stop.end() for stop in _OPENS.finditer(text, start, first) if stop.end() <= first)]
    whole = [place for place in opens if not _HANGING.match(text, place)] or opens
    near = [place for place in whole if last - place <= BEFORE]
    after = last
    while (closes := _CLOSES.search(text, after, end)) and (listed := _LIST.match(text, closes.start(), end)):
        after = listed.end()
    first = near[0] if near else whole[-1]
    if closes and _HANGING.match(text, first):  # *Emboldened by the raid, rebels advanced*
        closes = _CLOSES.search(text, closes.end(), end)
    return first, closes.start() if closes else end


def _leave_other(reading: Reading, act: Any, start: int, first: int) -> int:  # noqa: ANN401
    """The beginning of some words, moved behind another act that has a clause of its own: *Peru fled and Chile stayed*.

    Not where that would cut off who acts, or a condition.
    """
    text, acts = reading.article.text, _list_starts(reading)
    before = acts[bisect_left(acts, start) : bisect_left(acts, first)]
    if not before or _SUPPOSES.match(text, start):
        return start
    places = (stop.end() for stop in _OPENS.finditer(text, start, first) if stop.end() <= first)
    who = act.source_start if not pd.isna(act.source_start) and start <= act.source_start < first else first
    places = (place for place in places if place <= who and _SUBJECT.match(text, place))
    return min((place for place in places if place > before[-1]), default=start)


@once
def _list_starts(reading: Reading) -> list[int]:
    """Where the acts begin, in the order of the text."""
    return sorted(place for place, _ in _list_places(reading, "acts"))


def _leave_quote(reading: Reading, start: int, first: int) -> int:
    """The beginning of the words, moved out of a quotation that ends before the act."""
    ends = [end for begin, end in _list_places(reading, "quotes") if begin < start < end <= first]
    return ends[0] if ends else start


def _end_quote(reading: Reading, last: int, end: int) -> int:
    """The end of some words, moved back to the end of the quotation that the act stands in: who said so is cut off."""
    return min([end, *(stop for begin, stop in _list_places(reading, "quotes") if begin < last <= stop)])


def _list_wholes(reading: Reading, start: int, end: int) -> Iterable[tuple[int, int]]:
    """What is not to be cut: the quotations, names, times and numbers at the edges of some words."""
    for table in ("quotes", "mentions", "dates"):
        yield from (place for place in _list_places(reading, table) if place[0] < end and place[1] > start)
    around = reading.article.text[max(0, start - LONGEST) : end + LONGEST]
    offset = max(0, start - LONGEST)
    yield from ((offset + number.start(), offset + number.end()) for number in _NUMBER.finditer(around))


def _keep_whole(start: int, end: int, wholes: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The words widened by what one of their edges would cut."""
    for first, last in wholes:
        if first < start < last and last - first <= 2 * LONGEST:
            start = first
        if first < end < last and last - first <= 2 * LONGEST:
            end = last
    return start, end


def _balance(words: str) -> str:
    """The words with their quotation marks closed, and without a bracket whose other half is missing."""
    for opening, closing in (("(", ")"), ("[", "]")):
        depth, kept = 0, []
        for character in words:
            depth += (character == opening) - (character == closing)
            kept.append("" if depth < 0 else character)
            depth = max(depth, 0)
        words = "".join(kept)
        for _ in range(depth):
            words = "".join(words.rpartition(opening)[::2])
    depth = lowest = 0
    for character in words:
        depth += (character == "“") - (character == "”")
        lowest = min(lowest, depth)
    words = "“" * -lowest + words + "”" * (depth - lowest)
    return "".join(words.rpartition('"')[::2]) if words.count('"') % 2 else words


def clip(reading: Reading, event: Any, length: int = SNIPPET) -> str:  # noqa: ANN401
    """The trigger of an event and the rest of its clause, in whole words and names, as printed in the article."""
    text, start, end = reading.article.text, int(event.start), int(event.end)
    inside = reading.sentences[(reading.sentences["start"] <= start) & (reading.sentences["end"] > start)]
    limit = int(inside["end"].max()) if len(inside) else end
    clipped = start + len(clip_text(text, start, end, limit, length))
    cut = [first for first, last in _list_places(reading, "mentions") if end < first < clipped < last]
    return clip_text(text, start, end, min(cut), length) if cut else text[start:clipped]


def name_article(reading: Reading, length: int = 84) -> str:
    """The headline or the story's first words, the day of publication, and the two sides of a narrowed reading."""
    day, title = reading.article.published, reading.article.headline or next(iter(reading.sentences["text"]), "")
    focus = shorten("–".join(reading.focus), 40)
    length = (length * 5 // 7 if title.isupper() else length) - len(focus)
    source = [quote(title, length) if title else "", f"{day.day} {day:%B %Y}" if day else "", focus]
    return "  ·  ".join(filter(None, source))
