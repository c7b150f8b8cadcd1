"""Whom a pronoun means where the table of mentions does not know: the nearest noun before it that fits.

First the subjects of its own sentence, the nearest first; then what the sentence before is about. A pronoun that a verb
acts on does not mean the subject of that verb, and in a quote it does not mean whoever speaks.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.reading.actors.register import load_words
from analysis.reading.events.meaning import Meanings
from analysis.rules.load import load_words as load_kind
from analysis.syntax.clauses import find_subject
from analysis.syntax.grammar import FEMININE, MASCULINE, NEUTER, NOUNS, PLURAL_TAGS, SUBJECTS, VERBS, climb

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

THEM = frozenset(("they", "them", "their", "theirs", "themselves"))
THIRD = THEM | frozenset(NEUTER) | MASCULINE | FEMININE
US = frozenset(("we", "us", "our", "ours", "i", "me", "my"))
_OBJECTIVE = frozenset(("them", "him"))
_GOVERNED = frozenset(("dobj", "pobj", "dative"))
_MARKS = {'"': 0, "“": 1, "”": -1}  # a straight mark opens and closes
_ENDINGS = ("man", "woman", "person")
_BODIES = frozenset(("body", "force", "firm", "police", "court", "worker"))  # classes of nouns that *it* may mean
_WOMEN, _MEN, _GROUPS = (load_kind("party_words.csv", kind) for kind in ("woman", "man", "group"))


class Referents:
    """Finds whom the pronouns of one piece mean."""

    def __init__(self, meanings: Meanings, is_somebody: "Callable[[Token], bool]") -> None:
        """Takes what the words of the piece mean, and which of them are somebody."""
        self.meanings = meanings
        self.is_somebody = is_somebody

    def find(self, pronoun: "Token", named: bool = False) -> "Token | None":
        """The noun in this sentence or the one before that a pronoun of the third person means.

        `named` is whether a name farther away fits: then only what the sentence before is about comes before it.
        """
        here = [] if named else list(self._list_here(pronoun))
        start = pronoun.sent.start
        before = [] if not start else list(_list_topics(pronoun.doc[start - 1].sent, pronoun))
        return self._choose([*here, *before], pronoun)

    def find_last(self, sentence: "Span", pronoun: "Token") -> "Token | None":
        """The noun of the sentence before, in another paragraph, that a pronoun means."""
        return self._choose(list(_list_topics(sentence, pronoun)), pronoun)

    def find_thing(self, pronoun: "Token") -> "Token | None":
        """The nearest subject before *it* or *they*, be it nobody who acts: *the mission*, *thugs*; not in a quote."""
        start = pronoun.sent.start
        before = [] if not start else list(_list_topics(pronoun.doc[start - 1].sent, pronoun))
        nouns = [noun for noun in self._list_here(pronoun) if noun.dep_ in SUBJECTS] or before
        many = pronoun.lower_ in THEM
        free = pronoun.lower_ in THEM | set(NEUTER) and not is_quoted(pronoun)
        fitting = (noun for noun in nouns[:1] if _are_many(noun) == many and (many or not _is_one(noun)))
        return next(fitting, None) if free else None

    def _choose(self, nouns: list["Token"], pronoun: "Token") -> "Token | None":
        """The first noun that fits; *it* may be any thing, so only the first of all is looked at."""
        nouns = nouns[:1] if pronoun.lower_ in NEUTER else nouns
        return next((noun for noun in nouns if self.fits(noun, pronoun.lower_)), None)

    def _list_here(self, pronoun: "Token") -> Iterator["Token"]:
        """The nouns before a pronoun in its sentence, subjects first, the nearest first."""
        barred = _find_barred(pronoun)
        before = [pronoun.doc[i] for i in range(pronoun.i - 1, pronoun.sent.start - 1, -1)]
        nouns = [noun for noun in before if noun.pos_ in NOUNS and noun not in barred]
        yield from (noun for noun in nouns if noun.dep_ in SUBJECTS)
        yield from (noun for noun in nouns if noun.dep_ in _GOVERNED)

    def fits(self, noun: "Token", pronoun: str) -> bool:
        """Whether a pronoun may mean a noun: *they* several or a body of people, *it* a body, *he* one person."""
        if not self.is_somebody(noun):
            return False
        if pronoun in THEM:
            return _are_many(noun) or self._is_body(noun)
        if pronoun in NEUTER:
            return self._is_body(noun) and not _are_many(noun)
        person = noun.tag_ == "NN" and noun.ent_type_ in ("", "PERSON") and not _are_many(noun)
        return person and "people" in self.meanings.classes(noun) and _has_gender(noun, pronoun)

    def agrees(self, noun: "Token", pronoun: str) -> bool:
        """Whether a noun and a pronoun are both of several or both of one."""
        return _are_many(noun) == (pronoun in THEM) or (self._is_body(noun) and pronoun in THEM | NEUTER)

    def _is_body(self, noun: "Token") -> bool:
        """Whether a noun is a body of people, which may be *it* and *they*."""
        word = noun.lemma_.lower()
        if _is_one(noun):
            return False
        return not self.meanings.classes(noun).isdisjoint(_BODIES) or word in load_words("state") or word in _GROUPS


def is_quoted(token: "Token") -> bool:
    """Whether a word stands between quotation marks of its sentence."""
    sentence, depth = token.sent, 0
    for word in sentence[: token.i - sentence.start]:
        step = _MARKS.get(word.text)
        depth = depth if step is None else max(0, depth + step) if step else 1 - depth
    return depth > 0


def find_saying(pronoun: "Token") -> "Token | None":
    """The verb in whose report a pronoun stands."""
    return next((above.head for above in climb(pronoun) if above.dep_ in ("ccomp", "parataxis")), None)


def _list_topics(sentence: "Span", pronoun: "Token") -> Iterator["Token"]:
    """What a sentence is about: its main subject, other subjects, and for a pronoun that is acted on its objects."""
    root = sentence.root
    main = find_subject(root) if root.pos_ in VERBS else None
    passive = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    nouns = [noun for noun in sentence if noun.pos_ in NOUNS]
    others = [noun for noun in nouns if noun.dep_ in SUBJECTS]
    acted_on = [noun for noun in nouns if noun.dep_ in _GOVERNED] if _is_acted_on(pronoun) else []
    yield from dict.fromkeys(noun for noun in (main, passive, *others, *acted_on) if noun is not None)


def _find_barred(pronoun: "Token") -> Iterable["Token"]:
    """Whom a pronoun cannot mean in its sentence: the subject of its own verb, and of a quote whoever speaks."""
    barred = []
    if _is_acted_on(pronoun):
        verbs = (above for above in climb(pronoun) if above.pos_ in VERBS)
        subjects = (subject for verb in verbs if (subject := find_subject(verb)) != pronoun)
        barred.append(next(subjects, None))
    if is_quoted(pronoun) and (saying := find_saying(pronoun)) is not None:
        barred.append(find_subject(saying))
    return [noun for noun in barred if noun is not None]


def _are_many(noun: "Token") -> bool:
    """Whether a noun is of several: in the plural, or joined to another."""
    joined = any(child.dep_ == "conj" for child in noun.rights)
    return noun.tag_ in PLURAL_TAGS or joined or noun.lemma_.lower() == "police"


def _is_one(noun: "Token") -> bool:
    """Whether a noun is one person, by its ending: a *policeman* is no police, and not *it*."""
    return noun.tag_ == "NN" and noun.lemma_.lower().endswith(_ENDINGS)


def _is_acted_on(pronoun: "Token") -> bool:
    """Whether a verb acts on a pronoun, be it also the subject of an infinitive: *asked them to leave*."""
    return (
        pronoun.dep_ in _GOVERNED
        or pronoun.lower_ in _OBJECTIVE
        or (pronoun.lower_ == "her" and pronoun.dep_ in SUBJECTS)
    )


def _has_gender(noun: "Token", pronoun: str) -> bool:
    """Whether *he* or *she* may mean a noun: not *he* a nun."""
    word = noun.lemma_.lower()
    return word not in (_WOMEN if pronoun in MASCULINE else _MEN if pronoun in FEMININE else ())
