"""The speaker of a quoted passage: small rules, tried in order.

Each rule takes a sentence and the index of a passage in it, and gives a `Source` (speaker, cue and the rule's name) or
None. In a chain of reports the outermost counts: in *X said that Y told Z* the source is X; but for who only *reported*
at the end what X said.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.reading.quotes.clauses import (
    Sentence,
    find_cue,
    find_noun_after,
    find_noun_before,
    find_subject,
    is_mute,
    is_unsaid,
    may_lack_subject,
    place_phrase,
)
from analysis.reading.quotes.passages import Passage
from analysis.syntax.clauses import find_subjects
from analysis.syntax.grammar import CLIMB, NOMINALS, RELATIVES, VERBS
from analysis.syntax.phrases import DASHES, find_entity

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 40  # tokens that a rule reads to either side; words farther away belong to something else
NEAR = 4  # tokens between *as* and the passage
LABEL_WORDS = 6  # a label before a colon has at most this many words
HEADING_WORDS = 24  # a name in capitals before a passage has at most so many words and marks
SIGNATURE_WORDS = 10  # a signature after a dash has at most this many words
OPENING = 12  # characters that may come between a passage and the speaker after it: *later*, *however*

_GOING_ON = ("adding",)  # *X says that Y told Z …, adding: "…"*: who speaks in the clause that it goes on with
_QUOTING = ("quote", "cite")
_JOINTS = ("CCONJ", "SCONJ")
_NAMED = ("PERSON", "ORG", "GPE", "NORP")  # what the parse calls names, the surest first
_LABEL = re.compile(r"[\"“”]\s*([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,3}):\s")
_CAPITALS = r"[A-Z&’'][A-Z.’'&/-]*"
_HEADING = re.compile(rf"(?:^|[.!?:*•\"”])\s*({_CAPITALS}(?:,? {_CAPITALS}){{2,}}):?\s*$")  # of three words or more
_DASH = re.compile(r"\s*(?:[―—–]|--?)\s*(?=[A-Z])")
_PAUSE = re.compile(r"[,?!—–…-]")


@dataclass(frozen=True, slots=True)
class Source:
    """The speaker of a passage, according to the article.

    Attributes:
        head: the head of the speaker's noun phrase; None for a label inside the marks.
        head_start, head_end: its offsets in the text.
        start, end: the offsets of the whole phrase.
        cue: the word that reports the speech.
        rule: the rule that found it.
    """

    head: "Token | None"
    head_start: int
    head_end: int
    start: int
    end: int
    cue: str | None
    rule: str

    @property
    def is_pronoun(self) -> bool:
        """Whether the speaker is only a pronoun: *he*, *they*."""
        return self.head is not None and self.head.tag_ in ("PRP", "PRP$")

    def is_heading(self, text: str) -> bool:
        """Whether the words in the text are a heading in capitals: *JANE DOE, HARBOUR ANALYST*."""
        return self.head is None and self.cue is None and text[self.start : self.end].isupper()

    @property
    def name(self) -> str | None:
        """The name in the phrase without title and post, if the parse found one."""
        if self.head is None:
            return None
        nouns = [self.head, *(c for c in self.head.rights if c.dep_ == "appos")]
        named = next((noun for kind in _NAMED for noun in nouns if noun.ent_type_ == kind), None)
        return None if named is None else find_entity(named).text


def _make(head: "Token", cue: str | None, rule: str, sentence: Sentence) -> Source:
    start = sentence.piece.offset + head.idx
    return Source(head, start, start + len(head), *place_phrase(head, sentence), cue, rule)


def read_label(text: str, sentence: Sentence, at: int) -> Source | None:
    """*Doe: "…"*; and a label inside the marks, as in a transcript."""
    words = sentence.items[: at - 1] if 1 < at <= LABEL_WORDS + 1 else []
    if words and getattr(sentence.items[at - 1], "text", "") == ":":
        nouns = [word for word in words if not isinstance(word, Passage) and word.pos_ in NOMINALS]
        if nouns and not any(isinstance(word, Passage) or word.pos_ in ("VERB", "AUX", "ADP") for word in words):
            return _span(nouns[-1], words, ":", "label", sentence)
    passage = sentence.items[at]
    inside = _LABEL.match(text, passage.start, passage.end)
    return Source(None, *inside.span(1), *inside.span(1), ":", "label") if inside else None


def read_heading(text: str, sentence: Sentence, at: int) -> Source | None:
    """*JANE DOE, HARBOUR ANALYST "…"*: a name in capitals before a passage, as in a list of what people said."""
    passage = sentence.items[at]
    offset = sentence.piece.offset
    body = sentence.piece.paragraph is not None  # a headline in capitals names nobody
    found = _HEADING.search(text[offset : passage.start]) if body and at <= HEADING_WORDS else None
    if found is None:
        return None
    start, end = offset + found.start(1), offset + found.end(1)
    return Source(None, start, end, start, end, None, "heading")


def read_signature(text: str, sentence: Sentence, at: int) -> Source | None:
    """*"…" — Mary Doe, captain*: only a name after a dash."""
    dash = _DASH.match(text, sentence.items[at].end)
    words = [word for word in _following(sentence, at) if dash and sentence.piece.offset + word.idx >= dash.end()]
    whole = bool(words) and words[-1] == sentence.items[-1]
    if not whole or len(words) > SIGNATURE_WORDS or any(word.pos_ in VERBS for word in words[:-1]):
        return None
    name = list(takewhile(lambda word: word.pos_ in NOMINALS, words)) or words[:1]
    return _span(name[-1], words, dash[0].strip(), "signature", sentence)


def _span(head: "Token", words: Sequence["Token"], cue: str, rule: str, sentence: Sentence) -> Source:
    """A source that consists of these words, without a full stop at their end."""
    last = words[-2] if words[-1].is_punct and len(words) > 1 else words[-1]
    offset = sentence.piece.offset
    source = _make(head, cue, rule, sentence)
    return replace(source, start=offset + words[0].idx, end=offset + last.idx + len(last))


def read_after(text: str, sentence: Sentence, at: int) -> Source | None:
    """*"…," Doe said*, *"…," said Doe*: a report right after the passage."""
    if at and not _PAUSE.search(text, sentence.items[at].end - 2, sentence.items[at].end + 1):
        return None
    words = _following(sentence, at)
    if not words or words[0].pos_ in _JOINTS or words[0].tag_ in RELATIVES | {"WRB", "IN"}:
        return None
    begun = next((i for i, word in enumerate(words) if word.pos_ not in ("ADV", "PUNCT", "SCONJ")), 0)
    cue = next((word for word in words[begun:] if find_cue(word) == "say"), None)
    if cue is None:
        return None
    source = _find_after(words[begun], cue, sentence, at)
    last = getattr(sentence.items[at - 1], "text", "") if at else ""
    taken_up = source is not None and source.is_pronoun and last == ":"  # *Doe said they would go: "We leave," he said*
    if taken_up or (cue.lemma_ == "report" and last.isalpha()):  # *Doe said they would "leave," the agency reported*
        kinds = ("say", "judge", "noun") if taken_up else ("say",)
        before = (item for item in reversed(sentence.items[:at]) if find_cue(item) in kinds)
        report = next((report for cue in before if (report := _read_report(cue, sentence))), None)
        if report is not None and report[1].pos_ != "PRON":
            return _make(report[1], report[0].text, "before", sentence)
    return source


def _find_after(first: "Token", cue: "Token", sentence: Sentence, at: int) -> Source | None:
    """The source for a reporting word after a passage; `first` is the first word that may be part of the report."""
    if cue == first:
        subject = _find_inverted(cue, sentence)
        return None if subject is None else _make(subject, cue.text, "after", sentence)
    subject = _find_between(first, cue, sentence, at)
    source = None if subject is None else _make(subject, cue.text, "after", sentence)
    near = source is not None and source.start <= sentence.piece.offset + first.idx + OPENING
    return source if near else None


def _find_inverted(cue: "Token", sentence: Sentence) -> "Token | None":
    """The subject after a verb: *said Doe*."""
    place = sentence.places[cue.i]
    later = (noun for noun in find_subjects(cue) if sentence.places.get(noun.i, -1) > place)
    return next(later, None) or find_noun_after(sentence, place)


def _find_between(first: "Token", cue: "Token", sentence: Sentence, at: int) -> "Token | None":
    """The subject between a passage and a verb: *Doe said*; `first` is the first word that may be the subject."""
    subject = find_subject(cue, sentence)
    if subject is None or not first.i <= subject.i < cue.i:
        return find_noun_before(sentence, sentence.places[cue.i], at)
    return subject


def _following(sentence: Sentence, at: int) -> list["Token"]:
    """The words between a passage and the next one, without punctuation at their beginning."""
    words: list[Token] = []
    for item in sentence.items[at + 1 : at + 1 + REACH]:
        if isinstance(item, Passage):
            break
        if words or not item.is_punct:
            words.append(item)
    return words


def _climb(token: "Token", sentence: Sentence) -> tuple["Token", "Token"] | None:
    """The outermost reporting word above a token, and its subject: for *X said that Y told Z …*, *said* and *X*."""
    outermost = None
    for _ in range(CLIMB):
        if token.i not in sentence.reports:
            sentence.reports[token.i] = _read_report(token, sentence)
        own = sentence.reports[token.i]
        outermost = own or outermost
        going_on = token.lower_ in _GOING_ON and not (own and own[1].pos_ == "PRON")  # *Doe said he would, adding: …*
        if outermost and (going_on or (own and _stands_beside(token, own[1]))):
            break
        if token.head == token:
            break
        token = token.head
    return outermost


def _stands_beside(verb: "Token", subject: "Token") -> bool:
    """Whether a verb with a subject of its own goes on beside another: *Roe wept while Doe, her friend, said: …*."""
    return verb.dep_ in ("advcl", "conj") and subject.head == verb and subject.pos_ != "PRON"


def _read_report(token: "Token", sentence: Sentence) -> tuple["Token", "Token"] | None:
    """A reporting word and its subject, for the word itself or a parenthesis in it (*the sea, he said, is rising*)."""
    for word in (*(child for child in token.children if child.dep_ == "parataxis"), token):
        kind = find_cue(word) if sentence.holds(word) else None
        quoted = _find_quoted(word) if kind else None
        if quoted is not None and sentence.holds(quoted):
            return word, quoted
        if kind == "noun":
            owners = (child for child in word.lefts if child.dep_ == "poss" and sentence.holds(child))
            subject = next((c for c in owners if not any(t.text in DASHES for t in word.doc[c.i : word.i])), None)
        else:
            subject = find_subject(word, sentence) if kind else None
            if kind and subject is None and word.dep_ in ("ROOT", "ccomp") and may_lack_subject(word):
                subject = find_noun_before(sentence, sentence.places[word.i], -1)
        if subject is not None:
            return word, subject
    return None


def _find_quoted(verb: "Token") -> "Token | None":
    """*The paper quoted officials as saying …*: the officials."""
    if verb.lemma_ not in _QUOTING:
        return None
    saying = any(c.dep_ == "prep" and c.lower_ == "as" and any(g.tag_ == "VBG" for g in c.rights) for c in verb.subtree)
    quoted = (child for child in verb.rights if child.dep_ == "dobj" and child.pos_ in NOMINALS)
    return next(quoted, None) if saying else None


def read_chain(text: str, sentence: Sentence, at: int) -> Source | None:
    """*Doe said that …*: the outermost reporting word above the passage in the parse."""
    words = sentence.read(sentence.items[at])
    for token in words[:REACH]:
        if not words[0].i <= token.head.i <= words[-1].i and token.pos_ != "PUNCT":
            report = _climb(token.head, sentence)
            if report:
                return _make(report[1], report[0].text, "chain", sentence)
    return None


def read_before(text: str, sentence: Sentence, at: int) -> Source | None:
    """*Doe told reporters, "…"*: the nearest reporting word before the passage, or the outermost one above it."""
    places = range(at - 1, max(-1, at - REACH), -1)
    return next((source for i in places if (source := _read_near(sentence, i, -1, "before"))), None)


def read_end(text: str, sentence: Sentence, at: int) -> Source | None:
    """*A "…" is not enough, Doe said*: a report later in the sentence."""
    places = [i for i in range(at + 1, min(at + REACH, len(sentence.items))) if find_cue(sentence.items[i]) == "say"]
    return next((source for i in places if (source := _read_near(sentence, i, at, "end"))), None)


def _read_near(sentence: Sentence, i: int, stop: int, rule: str) -> Source | None:
    """The source for the word at an index; if the parse has no subject, it is looked for back to the index `stop`."""
    word = sentence.items[i]
    kind = find_cue(word)
    cue, subject = (kind and _climb(word, sentence)) or (word, None)
    if subject is None and kind in ("say", "judge") and may_lack_subject(word):
        subject = find_noun_before(sentence, i, stop) if i else find_noun_after(sentence, i)  # Said Doe: "…"
    return _make(subject, cue.text, rule, sentence) if subject is not None else None


def read_according(text: str, sentence: Sentence, at: int) -> Source | None:
    """*According to Doe*, *as Doe put it*, *to her, "…"*."""
    for i in range(max(0, at - REACH), min(at + REACH, len(sentence.items) - 1)):
        token, following = sentence.items[i : i + 2]
        if isinstance(token, Passage) or isinstance(following, Passage):
            continue
        noun = None
        if (token.lower_, following.lower_) == ("according", "to"):
            noun = find_noun_after(sentence, i + 1)
        elif token.lower_ == "per" and following.text not in ("cent", "capita", "day"):
            noun = find_noun_after(sentence, i)
        elif token.lemma_ == "put" and following.lower_ == "it":
            noun = find_subject(token, sentence) or find_noun_before(sentence, i, -1)
        elif token.lower_ == "to" and following.pos_ == "PRON" and i + 3 == at and sentence.items[i + 2].text == ",":
            noun = following
        if noun is not None:
            return _make(noun, token.text, "according", sentence)
    return None


def _is_verb(item: "Token | Passage") -> bool:
    return not isinstance(item, Passage) and item.pos_ == "VERB"


def read_as(text: str, sentence: Sentence, at: int) -> Source | None:
    """*Doe admires her as a "…"*, *Doe uses the phrase "…"*: the person who uses the words, with any verb."""
    for i in range(at - 1, max(-1, at - NEAR), -1):
        token = sentence.items[i]
        if isinstance(token, Passage):
            return None
        if token.lower_ == "as" or find_cue(token) == "noun":
            verbs = (word for word in reversed(sentence.items[max(0, i - REACH) : i]) if _is_verb(word))
            verb = next(verbs, None)
            subject = find_subject(verb, sentence) if verb is not None and not is_unsaid(verb) else None
            return _make(subject, verb.text, "as", sentence) if subject is not None else None
    return None


def find_report(sentence: Sentence) -> Source | None:
    """The first speaker in a sentence without a passage: *Doe scolded him.*, *According to Doe, it is too late.*."""
    for i, token in enumerate(sentence.items):
        report = _climb(token, sentence) if find_cue(token) in ("say", "judge") else None
        if report:
            return _make(report[1], report[0].text, "report", sentence)
        words = [getattr(item, "lower_", "") for item in sentence.items[i : i + 2]]
        named = find_noun_after(sentence, i + 1) if words == ["according", "to"] else None
        if named is not None:
            return _make(named, "according", "report", sentence)
    return None


def find_teller(sentence: Sentence) -> Source | None:
    """Whom a sentence is about: the subject of its main verb."""
    words = (item for item in sentence.items if not isinstance(item, Passage) and item.pos_ in VERBS)
    root = next((verb for verb in words if verb.head == verb or not sentence.holds(verb.head)), None)
    if root is None:
        return None
    subject = next((noun for noun in find_subjects(root) if sentence.holds(noun)), None)
    return None if subject is None or is_mute(subject) else _make(subject, None, "subject", sentence)


def find_introducer(sentence: Sentence) -> Source | None:
    """*Doe issued a statement:*, *the paper looks at the strike: "…"*: whom a sentence with a colon is about."""
    ends = next((item for item in reversed(sentence.items) if not isinstance(item, Passage)), None)
    return find_teller(sentence) if ends is not None and ends.text == ":" else None


def read_colon(text: str, sentence: Sentence, at: int) -> Source | None:
    """*The paper looks at the strike: "…"*: whom the words before a colon are about, with any verb."""
    if not at or getattr(sentence.items[at - 1], "text", "") != ":":
        return None
    source = find_teller(sentence)
    before = source is not None and sentence.places[source.head.i] < at and source.head.pos_ in ("PROPN", "PRON")
    return replace(source, cue=":", rule="colon") if before else None


Rule = Callable[[str, Sentence, int], Source | None]
RULES: tuple[Rule, ...] = (
    read_label,
    read_heading,
    read_signature,
    read_after,
    read_chain,
    read_before,
    read_end,
    read_according,
    read_as,
    read_colon,
)


def _is_written(sentence: Sentence, at: int) -> bool:
    """*Under a headline that said "…"*: the words right before are of what does not speak."""
    words = [item for item in sentence.items[max(0, at - 3) : at] if not isinstance(item, Passage)]
    cue = next((word for word in reversed(words) if find_cue(word)), None)
    if cue is None or cue.dep_ not in ("relcl", "acl"):
        return False
    own = any(noun.tag_ not in RELATIVES for noun in find_subjects(cue))  # *an explosion that Doe called “a shame”*
    return is_mute(cue.head) and not own


def find_source(text: str, sentence: Sentence, at: int) -> Source | None:
    """The source of the passage at an index of a sentence, by the first rule that finds one; or None."""
    if _is_written(sentence, at):
        return None
    return next((source for rule in RULES if (source := rule(text, sentence, at))), None)
