"""One event, and its row in the table: what was done, by whom, when, and how sure each of it is."""

from dataclasses import dataclass

from analysis.reading.events.acts import Act
from analysis.reading.events.adjudicate import SIDES, Judged
from analysis.reading.events.evidence import find_evidence, find_span, name_rule
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.news import is_bare_past, is_outbreak, is_perfect, is_state
from analysis.reading.events.timing import When
from analysis.syntax.pipeline import Piece

# How often the day was right, by how it was found, in 1,199 events of 96 real articles, as language models judged them
DAYS_RIGHT = {"beside": 0.87, "sentence": 0.64, "elsewhere": 0.61, "news": 0.61, "none": 0.80}
# A deed in the simple past, without a day in its sentence and on nobody's word, was news in half of 101 such events;
# what *has* or *had* been done or said, below the opening and without a day, in none of six that were sure.
# What *is* done (*the party is banned*) is a state, of which no share is known
UNDATED = 0.5
WORDED = 0.3  # confidence from which words stand for no known party: below it, eight of 63 in audits were right
UNSURE = 0.5  # for the days of time expressions that are not `sure`
OPENING = 2  # paragraphs that say what the news is
_DEEDS = frozenset("ASSAULT COERCE MOBILIZE SANCTION AID YIELD".split())  # roots of what is done and not said
FACTS = frozenset(("asserted", "negated", "denied"))  # modalities of what is told as done or not done
DATED = frozenset(("beside", "sentence"))  # how a day was found that stands with the act


@dataclass(slots=True)
class Event:
    """An act with all that the table says of it."""

    sentence: int
    found: Judged
    speaker: str | None
    when: When | None
    recalled: bool
    piece: Piece
    own: bool  # whether its day stands with it
    shifted: bool  # told as past of a report, whose day need not be its own
    news: str  # the tense in which its words tell it as the news
    dated: str  # how its day was found, one of `DAYS_RIGHT`
    fresh: bool = False  # whether a sentence before it in its paragraph gives it the day of the news

    @property
    def act(self) -> Act:
        """What was done."""
        return self.found.act

    def is_called_like(self, other: "Event") -> bool:
        """Whether another event is told by the same word."""
        return lemma(self.act.chain[-1]) == lemma(other.act.chain[-1])


def describe(text: str, event: Event) -> dict:
    """The row of an event."""
    act, offset = event.act, event.piece.offset
    start, end = find_span(act, offset)
    evidence_start, evidence_end = find_evidence(act, offset)
    code = act.code
    found = event.found
    row = {
        "paragraph": event.piece.paragraph,
        "sentence": event.sentence,
        "start": start,
        "end": end,
        "text": text[start:end],
        "root": code.root,
        "cameo": code.cameo,
        "quad": code.quad,
        "side": code.side,
        "goldstein": act.goldstein,
        "escalation": -act.goldstein,
        "modality": act.modality,
        "frame": "background" if event.recalled else "current",
        "attributed_to": event.speaker,
        "mutual": found.mutual,
        "evidence_start": evidence_start,
        "evidence_end": evidence_end,
        "rule": name_rule(act, found.coder),
        "coder": found.coder,
        "confidence": found.confidence,
        "source_confidence": found.source_confidence,
        "target_confidence": found.target_confidence,
        "frame_confidence": _trust_frame(event),
        "day_confidence": _trust_day(event),
    }
    if event.when is not None:
        when = event.when
        row |= {"date": when.value, "first_day": when.first, "last_day": when.last, "date_reason": when.reason}
    return row | _describe_parties(found, start, end)


def _trust_day(event: Event) -> float:
    """The probability that the day is right, or that none could be known."""
    if event.when is None:
        return DAYS_RIGHT["none"]
    return DAYS_RIGHT[event.dated] if event.when.sure else min(DAYS_RIGHT[event.dated], UNSURE)


def _trust_frame(event: Event) -> float:
    """The probability that the frame is right; NaN where the day decided it, and where no second coder reads."""
    found = event.found
    if event.recalled != found.recalled:
        return float("nan")
    if not event.recalled and is_outbreak(found.act):
        return min(found.frame_confidence, UNDATED)
    if event.recalled or event.dated in DATED or found.act.modality != "asserted":
        return found.frame_confidence
    deed, paragraph = found.act.code.root in _DEEDS and event.speaker is None, event.piece.paragraph
    doubted = paragraph != 1 and not event.fresh and (is_state(found.act) or (deed and is_bare_past(found.act)))
    doubted |= (paragraph is None or paragraph > OPENING) and is_perfect(found.act)
    return min(found.frame_confidence, UNDATED) if doubted else found.frame_confidence


def _describe_parties(found: Judged, start: int, end: int) -> dict:
    """Who does an act of these words, and to whom; of what is no party only its words, but no deed does itself."""
    row = {}
    for side in SIDES:
        if (party := getattr(found, side)) is not None:
            itself = side == "source" and party.deed and party.start < end and start < party.end
            likely = not getattr(found, f"{side}_confidence") < WORDED  # also where the rules alone read it
            actor = party.actor or (party.thing if likely and not itself else None)
            row |= {side: party.name, f"{side}_country": party.country, f"{side}_actor": actor}
            row |= {f"{side}_start": party.start, f"{side}_end": party.end}
    return row
