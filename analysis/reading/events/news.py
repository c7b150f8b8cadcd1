"""Which events without a day of their own happened on the day of the story, or of the sentence before them.

The story's *now* is for what is told as the news itself. An event takes it if both hold:

* **Its words tell news.** Its clause is in the simple past or the present, is a fact or a statement, and has no time of
  its own. What *has* happened, *will* or *could* happen, is wanted or feared, happened *recently* or *on the eve of*
  something is of some other time; only in the lead is *has* news. So is the ground of a reproach (*blamed them for
  leaving*). A noun for what is known already (*the attack*) has the day only of the same event told elsewhere.
* **It stands in the run of the news.** The run begins with the lead and goes on for `RUN` paragraphs; a sentence that
  is dated to *now* begins it again. A sentence dated to another time hands its own day on to the rest of its
  paragraph (*Last week they clashed. Two men died.*).

Else the day stays empty.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from analysis.reading.events.acts import Act
from analysis.reading.events.embedding import find_standing, is_known_noun
from analysis.reading.events.lemmas import lemma
from analysis.rules.load import load_words
from analysis.syntax.clauses import find_helpers, is_misread, is_reduced
from analysis.syntax.grammar import CHANCE, FUTURE, HAVE, NOUNS, SUBJECTS, VERBS, climb, has_to
from analysis.syntax.tense import BEGUN, find_tense

if TYPE_CHECKING:
    from pandas import Timestamp
    from spacy.tokens import Token

    from analysis.reading.events.timing import When

START, RUN = 3, 20  # paragraphs that are news: of an article that dates nothing, and after a sentence dated to *now*
_OTHER_TIMES, _TEXTS, _EARLIER, _COURSES, _LASTING, _OUTBREAKS = (
    load_words("grammar_words.csv", kind) for kind in "othertime text earlier course lasting outbreak".split()
)
_POSSIBLE = CHANCE | {"can"}  # helpers of what need not happen
_OPEN = frozenset(("intended", "hedged", "conditional", "demanded", "threatened"))  # modalities of what may never be
_GROUNDS = frozenset(("for", "of"))  # before a gerund that says what somebody is blamed or thanked for
_DURING = frozenset(("in", "during", "at", "on"))
_THROUGH = frozenset(("in", "during", "throughout", "since"))
_PHASES = frozenset(("day", "month", "phase", "stage", "week", "year"))
_FIRST = frozenset(("early", "earliest", "first", "initial", "opening"))
_SAYING = frozenset(("announce", "confirm", "report", "say", "tell"))
_SINCE = frozenset(("since",))
_CONCEDING = frozenset(("although", "though", "while", "whereas"))
_IS = frozenset(("is", "are", "'s", "’s", "'re", "’re", "am"))
_TENSED = frozenset(("VBD", "VBZ", "VBP"))


class Sentence(NamedTuple):
    """A sentence, and the time expressions in it."""

    paragraph: int
    number: int
    quoted: bool  # whether it begins with a quotation mark
    opens: bool  # whether a time stands at its head
    named: tuple["When", ...]
    main: tuple["When", ...]  # those that date its main clause


def find_news(act: Act, lead: bool, elsewhen: Container[int] = ()) -> str:
    """The tense, `past` or `present`, in which the words of an act tell it as the news; "" where they do not.

    `lead` is whether they stand in the first paragraph; `elsewhen` has the numbers of the words that put their clause
    at some time that is not known: *recently*.
    """
    outer = act.chain[0]
    verb = find_tensed(outer)
    if act.modality == "conditional" or is_known(outer) or is_open(act) or _is_ground(outer):
        return ""
    if verb is None:
        return "present" if lead else ""
    if _is_possible(verb) or _has_other_time(outer, verb, elsewhen) or (_is_perfect(verb) and not lead):
        return ""
    if _is_conceded(verb) or _comes_before(verb):
        return ""
    return "past" if find_tense(verb) == "past" else "present"


def is_open(act: Act) -> bool:
    """Whether an act is still to be done, if ever: *will leave*, *feared that they would leave*.

    To demand, to threaten or to promise something is an act of its own, which has a day; so has *said it would leave*.
    """
    outer = act.chain[0]
    if act.modality not in _OPEN or (has_to(outer) and "have" in find_helpers(outer)):  # *is said to have left*
        return False
    announced = _is_reported(outer) and "would" in find_helpers(outer)
    to_come = bool(find_helpers(outer) & (FUTURE | CHANCE)) and not announced
    return to_come or find_standing(outer).modality in _OPEN


def _is_ground(outer: "Token") -> bool:
    """*Blamed them for leaving*, *accused of leaving*: what was done before it was judged."""
    return outer.dep_ == "pcomp" and outer.head.lower_ in _GROUNDS


def _is_conceded(verb: "Token") -> bool:
    """*Although Peru disputes it*: a state of things that goes on."""
    present = verb.dep_ == "advcl" and verb.tag_ in ("VBZ", "VBP")
    return present and _is_marked(verb, _CONCEDING)


def _comes_before(verb: "Token") -> bool:
    """*Left before rebels attacked*: not surely on the same day."""
    return verb.dep_ == "advcl" and _is_marked(verb, ("before",))


def _is_marked(verb: "Token", words: Container[str]) -> bool:
    """Whether one of some words begins the clause of a verb."""
    return any(child.dep_ == "mark" and child.lower_ in words for child in verb.lefts)


def is_known(outer: "Token") -> bool:
    """Whether a reader is taken to know of an act: a noun like *the attack*, or words that only say who is meant."""
    return is_known_noun(outer) or _only_describes(outer) or is_reduced(outer)


def _only_describes(outer: "Token") -> bool:
    """*Guards killed in the raid*, *the men who shot him*: which guards or men; not *the rebels, who shot back*."""
    if outer.pos_ not in VERBS or outer.dep_ not in ("acl", "relcl"):
        return False
    return not (is_misread(outer) or is_aside(outer) or tells_content(outer))


def tells_content(verb: "Token") -> bool:
    """Whether a clause says what a text does: *aired a programme that accused the army*; it does so when it appears."""
    return verb.dep_ == "relcl" and lemma(verb.head) in _TEXTS


def is_aside(verb: "Token") -> bool:
    """Whether a relative clause goes on with the story after a comma: *the rebels, who shot back*."""
    first = next(iter(verb.subtree))
    return verb.dep_ == "relcl" and first.i > 0 and first.nbor(-1).text in (",", "–", "—", "--")


def is_long_ago(noun: "Token") -> bool:
    """Whether a noun is of some earlier time: after *in*, *years past*, *his recent visits*, *the early days*."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _DURING:
        return False
    if noun.lower_ == "past":
        return True
    if lemma(noun) in _PHASES and any(child.lower_ in _FIRST for child in noun.lefts):
        return noun.tag_ == "NNS" or lemma(noun) in ("phase", "stage")
    if noun.ent_type_ in ("DATE", "TIME"):  # *the past week*, *recent days*
        return any(child.lower_ == "past" for child in noun.rights)
    before = {child.lower_ for child in noun.lefts if child.dep_ == "amod"}
    return not before.isdisjoint(_EARLIER | {"recent"})


def find_tensed(word: "Token") -> "Token | None":
    """The verb whose tense a word has: its own or that of the clause it stands in; None where no verb has one."""
    return next((token for token in (word, *climb(word)) if token.pos_ in VERBS and _has_tense(token)), None)


def _has_tense(verb: "Token") -> bool:
    if has_to(verb) or verb.dep_ in ("aux", "auxpass", "acl", "amod", "pcomp"):
        return False
    return verb.tag_ in _TENSED or bool(find_helpers(verb))


def _is_perfect(verb: "Token") -> bool:
    """*Has imposed*; not *has been fighting*, which goes on, nor *has begun to fight*."""
    return bool(find_helpers(verb) & HAVE) and verb.tag_ == "VBN" and verb.lemma_ not in BEGUN


def is_perfect(act: Act) -> bool:
    """Whether an act is told as one that *has* or *had* been done, as in *has weathered the raids*."""
    word = act.chain[0]
    verb = find_tensed(word)
    return verb is not None and (verb == word or word.pos_ in NOUNS) and _is_perfect(verb)


def is_bare_past(act: Act) -> bool:
    """Whether an act is told in the simple past, or by a noun: neither says whether that is news or history."""
    verb = find_tensed(act.chain[0])
    return verb is None or (not _is_perfect(verb) and find_tense(verb) == "past")


def is_state(act: Act) -> bool:
    """Whether an act is told as what is so: *the party is banned*, which need not be news; not *is being banned*."""
    verb = find_tensed(act.chain[0])
    helpers = find_helpers(verb) if verb is not None and verb.tag_ == "VBN" else set()
    return bool(helpers & _IS) and "being" not in helpers


def is_outbreak(act: Act) -> bool:
    """*Protests that began last week*, *since an uprising began*: how it began, and what came of that, is known."""
    verb = find_tensed(act.chain[0])
    if verb is None:
        return False
    subjects = (child for child in verb.lefts if child.dep_ in SUBJECTS)
    below = [clause for noun in subjects for clause in noun.subtree if clause.dep_ == "relcl"]
    below += [child for child in verb.rights if child.dep_ == "advcl" and _is_marked(child, _SINCE)]
    own = verb.dep_ == "relcl" or (verb.dep_ == "advcl" and _is_marked(verb, _SINCE))
    return any(lemma(word) in _OUTBREAKS and word.tag_ == "VBD" for word in [*below, *([verb] if own else [])])


def _is_possible(verb: "Token") -> bool:
    """*Could be used*, *would allow*; that somebody *would* do it is a statement of the day where it is reported."""
    helpers = find_helpers(verb)
    return bool(helpers & _POSSIBLE) or ("would" in helpers and not _is_reported(verb))


def _is_reported(verb: "Token") -> bool:
    """Whether a verb may stand in a report that is in the past: *said it would leave*; not *would have left*."""
    return verb.dep_ in ("ccomp", "conj") and not find_helpers(verb) & HAVE


def is_spread(act: Act, spans: Container[int]) -> bool:
    """Whether an act was done within a span: *has expelled nine over two years*, *have been killed in the war*.

    `spans` has the numbers of the words that name a span of time.
    """
    outer = act.chain[0]
    verb = find_tensed(outer)
    if verb is None or not _is_perfect(verb):
        return False
    return _has_time(outer, verb, lambda word: word.i in spans or _is_course(word) or _is_of_earlier(word))


def _is_course(noun: "Token") -> bool:
    """*In the war*, *in the protests*: what lasts so long that what was done in it is no news; not *in protests*."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _THROUGH:
        return False
    known = any(child.lower_ == "the" for child in noun.lefts)
    return lemma(noun) in _COURSES or (known and lemma(noun) in _LASTING)


def _is_of_earlier(noun: "Token") -> bool:
    """*Past offers*, *earlier deals*, of which it is told what was done with them."""
    return noun.dep_ in ("dobj", "nsubjpass") and any(child.lower_ in _EARLIER for child in noun.lefts)


def find_speaking(day: "Token") -> "Token | None":
    """The verb of saying right before a day, whose day it then is: *said Tuesday 302 people had been killed*."""
    words = [word for word in day.doc[max(0, day.left_edge.i - 2) : day.left_edge.i] if word.lower_ != "on"]
    return words[-1] if words and words[-1].pos_ in VERBS and lemma(words[-1]) in _SAYING else None


def _has_other_time(outer: "Token", verb: "Token", elsewhen: Container[int]) -> bool:
    """Whether a clause has a time of its own: *recently authorised*, *met on the eve of the war*."""

    def fits(word: "Token") -> bool:
        times = word.lower_ == "times" and word.dep_ == "npadvmod"  # *met several times*
        return times or word.lower_ in _OTHER_TIMES or word.i in elsewhen or is_long_ago(word)

    return _has_time(outer, verb, fits)


def is_of_other_time(act: Act) -> bool:
    """Whether a word puts an act at some other time than that of the news: *has often denied*, *recently met*."""
    outer = act.chain[0]
    verb = find_tensed(outer)
    return verb is not None and _has_other_time(outer, verb, ())


def _has_time(outer: "Token", verb: "Token", fits: Callable[["Token"], bool]) -> bool:
    """Whether a word that fits stands beside the words from an act up to the verb of its clause."""
    for token in (outer, *climb(outer)):
        beside = [
            *token.children,
            *(noun for child in token.children if child.dep_ == "prep" for noun in child.children),
        ]
        if any(map(fits, beside)):
            return True
        if token == verb:
            break
    return False


class Run:
    """Where in an article the news is told, and which day the sentences before an act hand on to it."""

    def __init__(self, sentences: Iterable[Sentence], now: "When | None", published: "Timestamp | None" = None) -> None:
        """Follows the sentences from the lead on."""
        self.days: dict[tuple[int, int], tuple[When | None, When | None]] = {}  # by paragraph and sentence
        self.now, self.named, self.fresh = now, {}, set()
        left, carried, paragraph, fresh = START, None, None, False
        for told in sentences:
            if told.paragraph != paragraph:
                fresh = False
                left, paragraph = left - (paragraph is not None), told.paragraph
                carried = carried if told.quoted else None
            if later := [when for when in told.main if _is_between(when, now, published)]:
                left, carried = RUN, replace(later[-1], reason=f"{later[-1].reason} in its sentence or just before")
            elif any(_is_now(when, now) for when in told.named):
                left, carried = RUN, None
            elif older := [when for when in told.main if now is None or when.last < now.first]:
                carried = replace(older[-1], reason=f"{older[-1].reason} in its sentence or just before")
            current = bool(later) or any(_is_now(when, now) for when in told.main)
            fresh = fresh or (told.opens and current)
            if fresh:
                self.fresh.add((told.paragraph, told.number))
            self.named[told.paragraph, told.number] = told.main
            self.days[told.paragraph, told.number] = carried, (now if left > 0 else None)

    def mark_anniversary(self, paragraph: int, number: int) -> "tuple[When | None, bool]":
        """The day on which a sentence marks an anniversary, and whether the sentence says so itself."""
        named = self.named.get((paragraph, number), ())
        return (named[0], True) if named else (self.now, False)

    def is_fresh(self, paragraph: int, number: int) -> bool:
        """Whether the paragraph has opened a sentence, up to this one, with the story's *now* or a later day."""
        return (paragraph, number) in self.fresh

    def find_day(self, paragraph: int, number: int, tense: str) -> "When | None":
        """The day that a sentence hands to what it tells as news; None where it stands apart from the news."""
        carried, now = self.days.get((paragraph, number), (None, None))
        return carried if carried and tense == "past" else now if tense else None


def _is_between(when: "When", now: "When | None", published: "Timestamp | None") -> bool:
    """Whether a day lies after the story's *now*, and not after publication."""
    return now is not None and published is not None and now.last < when.first <= when.last <= published


def _is_now(when: "When", now: "When | None") -> bool:
    return now is not None and when.first <= now.last and when.last >= now.first
