"""Who did it, and to whom: the sources and targets of the acts of one piece."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.meaning import Meanings
from analysis.reading.events.parties import Mentions, Parties, Party, list_prepositions
from analysis.reading.events.sources import find_giver, find_holder, find_source
from analysis.reading.events.targets import find_setting, find_target
from analysis.rules.load import load_words
from analysis.syntax.clauses import find_objects, find_subject, is_imperative
from analysis.syntax.grammar import DUTY, NOUNS
from analysis.syntax.phrases import find_particles, objects_of
from analysis.syntax.pipeline import Piece

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNDERGOING, _TOGETHER, _RECIPROCAL, _DYING, _PROTESTS, _ALLIED = (
    load_words("party_words.csv", kind) for kind in "undergoing together reciprocal dying protest allied".split()
)
_PROTESTERS = "protesters"
_JOINING, _OTHERS = map(list_prepositions, ("joining", "others"))
_ONE_SIDED = frozenset(
    "ASSAULT COERCE PROTEST MOBILIZE THREATEN ACCUSE REJECT REQUEST INVESTIGATE AID SUPPORT".split()
)  # roots
_MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE", "08", "0871", "050", "054", "057"))  # roots and codes
_THERE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "AID"))  # roots of what is done to a country by doing it there
_RECIPROCALS = frozenset((("each", "other"), ("one", "another")))

Sides = tuple[Party | None, Party | None]


class Cast:
    """Finds the sources and targets of the acts of one piece.

    Attributes:
        piece: the piece.
        meanings: what its words mean.
        parties: who its words mean.
    """

    def __init__(
        self, piece: Piece, mentions: Iterable[tuple], quotes: Sequence[tuple] = (), before: "Cast | None" = None
    ) -> None:
        """Places the mentions in the piece; `before` is the cast of the piece before."""
        placed = Mentions(piece, mentions)
        self.piece = piece
        self.meanings = Meanings(placed.names)
        self.parties = Parties(piece, placed, self.meanings, quotes, before and before.parties)

    def describe(self, head: "Token") -> Party:
        """The party that a noun or a pronoun is the main word of."""
        return self.parties.describe(head)

    def cast(self, act: Act, report: "Token | None" = None) -> list[Sides]:
        """The sources and targets of an act: one pair, or of a mutual act one each way.

        `report` is the verb that reports the act, whose subject demands what must be, and to whom it may be said.
        """
        source = find_source(act, self.meanings, self.parties)
        (first, second), *back = self._cast(act, source, report)
        noun = act.chain[-1] if source is None else source
        own = first is (None if source is None else self.parties.describe(source))  # not whoever suffers the act
        protest = act.code.root == "PROTEST" and noun in act.chain  # *rallies in Peru go on*: not Peru's
        if own and noun.pos_ in NOUNS and (first is None or first.deed or protest):
            first = self._name_by_deed(act, noun)
        return [(first, second), *back]

    def _cast(self, act: Act, source: "Token | None", report: "Token | None") -> list[Sides]:
        """The sides of an act whose source may be known, by what kind of act it is."""
        if source is not None and self._is_undergone(act):
            return [self._name(self._find_doer(act), source)]
        if source is not None and self._is_among_themselves(act, source):
            one = self.parties.describe(source)
            return [(one, one), (one, one)]
        if act.modality == "demanded" and is_imperative(act.chain[0]):
            return [self._name(*self._find_addressed(act.chain[0], report))]
        if len(pair := self._find_between(act, source)) == 2:
            return [(pair[0], pair[1]), (pair[1], pair[0])]
        target = find_target(act, source, self.meanings, self.parties)
        if act.code.root == "REQUEST" and _is_duty(act.chain[0]):  # X said that Y must: X asks Y
            return [self._name(report and find_subject(report), source if source is not None else target)]
        if target is None or not self.parties.is_somebody(target):
            target = (self._find_told(report, source) if _is_said(act) else None) or target
        if source is not None and (target is None or _is_each_other(act.chain[0]) or self._is_mutual(act, source)):
            pair = self.parties.pair(source) if self._may_be_mutual(act, source) else []
            if len(pair) == 2:
                return [(pair[0], pair[1]), (pair[1], pair[0])]
        if target is None:
            setting = find_setting(act, source, self.meanings, self.parties)
            first, second = self._name(source, setting)
            return [(first, _as_setting(second, act) if second else None)]
        return [self._name(source, target)]

    def _find_between(self, act: Act, source: "Token | None") -> list[Party]:
        """The two of *fighting between the army and rebels*, where nobody else acts: *brokered talks between them*."""
        below = (
            child for word in act.chain if word.pos_ in NOUNS for child in word.rights if child.lower_ == "between"
        )
        first = next((noun for prep in below for noun in prep.rights if noun.dep_ == "pobj"), None)
        if first is None or source not in (None, first, *first.conjuncts):
            return []
        return self.parties.pair(first)

    def _name_by_deed(self, act: Act, noun: "Token") -> Party | None:
        """Who does it where a noun names a deed: *the protests* are protesters', *Western air strikes* are Western."""
        if act.code.root == "PROTEST" and lemma(noun) in _PROTESTS:
            return self.parties.call_by_deed(noun, _PROTESTERS)
        allied = any(child.lower_ in _ALLIED for child in noun.lefts)
        return self.parties.call_by_deed(noun) if noun not in act.chain or allied else None

    def _find_addressed(self, verb: "Token", report: "Token | None") -> tuple["Token | None", "Token | None"]:
        """Who says an imperative, and to whom: *“Withdraw,” Kenya told Somalia*."""
        saying = verb.head if report is None and verb.dep_ in ("advcl", "ccomp") else report
        if saying is None:
            return None, None
        told = [*find_objects(saying), *objects_of(find_particles(saying), ("to", "at"))]
        speaker = find_subject(saying)
        return speaker, next((noun for noun in told if self.parties.is_other(noun, speaker)), None)

    def is_given(self, noun: "Token") -> bool:
        """Whether somebody is given what a noun tells of: *won praise from France*."""
        return find_giver(noun, self.meanings, self.parties) is not None

    def _name(self, source: "Token | None", target: "Token | None") -> Sides:
        """The parties that two words mean; nobody does anything to themselves."""
        first = self.parties.describe(source) if source is not None else None
        second = self.parties.describe(target) if target is not None else None
        return first, None if first and second and first.start == second.start else second

    def _find_doer(self, act: Act) -> "Token | None":
        """Who does what somebody undergoes: *came under fire from rebels*."""
        holders = (find_holder(word, self.meanings, self.parties) for word in act.chain)
        return next((holder for holder in holders if holder is not None), None)

    def _find_told(self, report: "Token | None", source: "Token | None") -> "Token | None":
        """To whom a report is made: *told Peru that it would attack*."""
        told = find_objects(report) if report is not None else ()
        known = (noun for noun in told if self.parties.names(noun) and self.parties.is_other(noun, source))
        return next((noun for noun in known if not self.parties.is_reporter(noun)), None)

    def _is_undergone(self, act: Act) -> bool:
        """Whether the subject suffers what a noun of the act tells of: *faces criticism*, *came under fire*."""
        verb, particles = act.chain[0], find_particles(act.chain[0])
        if lemma(verb) in _DYING:
            return True
        under = lemma(verb) == "come" and "under" in particles
        if not under and lemma(verb) not in _UNDERGOING:
            return False
        undergone = objects_of(particles, ("under",)) if under else find_objects(verb)
        nouns = (self.meanings.look_up(noun) for noun in undergone if noun in act.chain)
        return any(noun is not None and (noun.act[:1].isdigit() or noun.act == "THREATEN") for noun in nouns)

    def _is_among_themselves(self, act: Act, source: "Token") -> bool:
        """Whether several fight each other: *clashes between miners*, and nobody else is named."""
        noun = source.head.head if source.head.lower_ in ("between", "among") else None
        if noun is None or noun not in act.chain or act.code.side != "conflict" or source.tag_ != "NNS":
            return False
        return not any(child.dep_ in ("cc", "conj") for child in source.rights) and not self.parties.pair(source)

    def _may_be_mutual(self, act: Act, source: "Token") -> bool:
        """Whether two can do it to each other: they *clash*; *both carried out strikes* is on somebody else."""
        apart = act.code.root in _ONE_SIDED and not _is_each_other(act.chain[0])
        both = any(lemma(word) in _RECIPROCAL for word in act.chain)
        return both or not apart or self._is_mutual(act, source)

    def _is_mutual(self, act: Act, source: "Token") -> bool:
        """Whether two who do something do it to each other: they meet, agree or make peace, and with nobody else."""
        failed = act.code.root == "REJECT" and act.modality == "negated"  # they did not come to terms
        if not failed and act.code.root not in _MUTUAL and act.code.cameo not in _MUTUAL:
            return False
        others = [noun for word in act.chain for noun in objects_of(find_particles(word), _OTHERS)]
        others += find_objects(act.chain[0])  # *both will free the prisoners*
        return not any(self.parties.is_other(noun, source) for noun in others)

    def is_shared(self, act: Act) -> bool:
        """Whether an act is done with somebody else: *took part alongside U.S. marines in a joint drill*."""
        if any(child.lower_ in _TOGETHER for word in act.chain for child in word.children):
            return True
        source = find_source(act, self.meanings, self.parties)
        others = (noun for word in act.chain for noun in objects_of(find_particles(word), _JOINING))
        return source is not None and any(self.parties.is_other(noun, source) for noun in others)


def _as_setting(party: Party, act: Act) -> Party:
    """The place or the thing that an act is about: it is nobody, unless force is used there."""
    return party if act.code.root in _THERE else replace(party, actor=None, country=None, named=False, state=False)


def _is_said(act: Act) -> bool:
    """Whether an act is made by words, so that whoever is told may be its target."""
    return act.modality != "asserted" or act.code.quad.startswith("V")


def _is_each_other(verb: "Token") -> bool:
    """Whether two do something to *each other* or *one another*."""
    spoken = [token.lower_ for token in verb.subtree]
    return any(pair in _RECIPROCALS for pair in pairwise(spoken))


def _is_duty(verb: "Token") -> bool:
    """Whether a demand lies in a modal verb (*must*), so that its subject is who is asked."""
    return any(child.lower_ in DUTY for child in verb.lefts)
