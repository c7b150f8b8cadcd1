"""The search for the target of an act: what the words of the act govern, and what may be a target."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from analysis.reading.actors.register import load_words as load_facing
from analysis.reading.events.acts import Act
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.meaning import Meanings
from analysis.reading.events.parties import Parties, find_modifiers, list_prepositions
from analysis.rules.load import load_words, read_rows
from analysis.syntax.clauses import find_clauses, find_objects
from analysis.syntax.grammar import NOUNS, SUBJECTS, conjuncts, has_subject, has_to
from analysis.syntax.phrases import find_particles, objects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_RECEIVER = list_prepositions("receiver")
_TRANSFERS, _OWN_DEEDS = (load_words("party_words.csv", kind) for kind in ("transfer", "own_deed"))
_BLAMING = frozenset(("ACCUSE", "INVESTIGATE"))  # acts towards whoever did wrong
_GIVING = frozenset(("AID", "AGREE", "COOPERATE", "CONSULT"))
BY_FORCE = frozenset(("ASSAULT", "COERCE"))
MEANS_CLASSES = frozenset(("force", "weapon", "vehicle", "peacekeeper", "aid"))  # what is sent, not to whom
_SPOKEN = frozenset(("REQUEST", "AGREE", "SUPPORT", "ACCUSE", "CONSULT"))  # acts that may be towards one's own
_IT = frozenset(("it", "them", "him", "her"))
_FRIENDS = frozenset(("ally", "partner"))
_DEEP = 4  # phrases in phrases


@cache
def load_prepositions(side: str, setting: bool = False) -> tuple[str, ...]:
    """The prepositions before whom one acts on in an act of a side, the surest first; with those before a place."""
    rows = [row for row in read_rows("party_words.csv") if row[side]]
    rows = [row for row in rows if setting or "setting" not in row["kind"].split()]
    return tuple(row["word"] for row in sorted(rows, key=lambda row: int(row[side])))


@dataclass(frozen=True)
class Search:
    """The search for the target of an act, with what several rules ask.

    Attributes:
        act: the act.
        source: the word of who does it, if known.
        meanings, parties: what the words of the piece mean, and who.
        setting: whether places count, too.
    """

    act: Act
    source: "Token | None"
    meanings: Meanings
    parties: Parties
    setting: bool = False

    @property
    def towards(self) -> tuple[str, ...]:
        """The prepositions before whom the act is done to, the surest first."""
        return load_prepositions("cooperation" if self.act.code.side == "cooperation" else "conflict", self.setting)

    @cached_property
    def near(self) -> list["Token"]:
        """The nouns that the words of the act govern, the likeliest target first."""
        chain, root = self.act.chain, self.act.code.root
        given = [word for word in chain if word == chain[0] or not has_subject(word)]
        given = [word for word in given if root in _GIVING or lemma(word) in _TRANSFERS]
        near = [noun for word in given for noun in objects_of(find_particles(word), _RECEIVER)]
        near += [noun for word in chain for noun in _list_governed(word, self)]
        return [noun for noun in near if not self.is_another_deed(noun)]

    @cached_property
    def things(self) -> list["Token"]:
        """Those of `near` that may be a target, be they somebody else or a thing."""
        means = MEANS_CLASSES if self.act.code.root not in BY_FORCE else frozenset()
        things = [noun for noun in self.near if noun not in self.act.chain and noun != self.source]
        things = [noun for noun in things if not is_own(noun, self.act) and not self.meanings.classes(noun) & means]
        return [noun for noun in things if self.is_other(noun) or not self.parties.is_somebody(noun)]

    def is_other(self, noun: "Token") -> bool:
        """Whether a noun is somebody other than the source."""
        return self.parties.is_other(noun, self.source)

    def may_be_hit(self, noun: "Token") -> bool:
        """Whether a noun may be what force is used on."""
        return noun not in self.act.chain and noun != self.source and (noun.pos_ in NOUNS or noun.lower_ in _IT)

    def is_means(self, noun: "Token") -> bool:
        """Whether a noun is what is used, not what is hit: a missile, a drone."""
        return not self.meanings.classes(noun).isdisjoint(("weapon", "vehicle"))

    def is_another_deed(self, noun: "Token") -> bool:
        """Whether a noun under a noun of an act tells of another deed, with its own target: *response to the raid*."""
        above = noun.head.head
        return above in self.act.chain and above.pos_ in NOUNS and self.is_deed(noun)

    def is_deed(self, noun: "Token") -> bool:
        """Whether a noun after *to* tells of a deed of force."""
        deed = self.meanings.read(noun) if noun.head.lower_ == "to" else None
        return deed is not None and deed.code.root == "ASSAULT" and not deed.tension


# What the words of an act govern


def _list_governed(word: "Token", search: Search) -> Iterator["Token"]:
    """The nouns that a word of an act governs, the likeliest target first."""
    towards, clauses = search.towards, find_clauses(word)
    if word.pos_ in NOUNS:
        yield from _list_governed_by_noun(word, towards, search)
        clauses = [clause for clause in clauses if has_to(clause)]
    else:
        yield from _list_governed_by_verb(word, towards)
    for clause in clauses:
        if search.act.code.root == "PROTEST" and _is_friendly(clause, search):
            continue
        if lemma(clause) in _TRANSFERS:
            yield from objects_of(find_particles(clause), ("to",))
        yield from find_objects(clause)
        yield from objects_of(find_particles(clause), towards)


def _is_friendly(clause: "Token", search: Search) -> bool:
    """*Rallied to support the mayor*: it is not against him."""
    act = search.meanings.read(clause)
    return act is not None and act.code.root == "SUPPORT"


def _list_governed_by_noun(noun: "Token", towards: tuple[str, ...], search: Search) -> Iterator["Token"]:
    """*An attack on Peru*, *sanctions imposed on Peru*; whose it is, where another word acts: *ended Peru's siege*."""
    if noun != search.act.chain[0]:
        yield from (n for n in find_modifiers(noun) if n.dep_ == "poss" or search.parties.names(n))
    yield from objects_of(find_particles(noun), _narrow(noun, towards, search))
    yield from _list_barred(noun)
    for below in _describe_measure(noun):
        yield from objects_of(find_particles(below), towards)


def _list_barred(noun: "Token") -> Iterator["Token"]:
    """*A ban on admitting refugees*: the refugees."""
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("on", "against"):
            yield from (below for verb in prep.children if verb.dep_ == "pcomp" for below in find_objects(verb))


def _narrow(noun: "Token", towards: tuple[str, ...], search: Search) -> tuple[str, ...]:
    """The prepositions after a noun that lead to a party.

    Not *of* in *demanded the release of a priest*, nor *on* in *blocked a vote on Cuba*.
    """
    if search.setting:
        return towards
    apart = {"of"} if search.act.code.root == "REQUEST" and lemma(noun) not in _OWN_DEEDS else set()
    if search.source is not None and search.source.head.lower_ == "of" and search.source.head.head == noun:
        apart |= {"of"}  # *the opposition of the union to the reform*
    deed = search.meanings.read(noun)
    if deed is None or deed.code.side != "conflict":
        apart |= {"on", "upon"}
    return tuple(prep for prep in towards if prep not in apart)


def _list_governed_by_verb(verb: "Token", towards: tuple[str, ...]) -> Iterator["Token"]:
    """*Accused Peru*, *demanded that Peru leave*, *clashed with Peru*."""
    particles = find_particles(verb)
    yield from find_objects(verb)
    for clause in find_clauses(verb):
        yield from (child for child in clause.lefts if child.dep_ in SUBJECTS)
    yield from objects_of(particles, towards)
    yield from objects_of(particles, [prep for prep in particles if " " in prep])


def _describe_measure(noun: "Token") -> Iterator["Token"]:
    """What says of a noun towards whom it is: *sanctions imposed on Peru*, *rejection and criticism of Peru*."""
    yield from (child for child in noun.rights if child.dep_ == "acl" and child.tag_ == "VBN")
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in NOUNS:
        first = first.head
    yield from (other for other in conjuncts(first) if other != noun and other.pos_ in NOUNS)


def search_phrase(noun: "Token", search: Search, depth: int = 0) -> "Token | None":
    """Somebody inside the phrase of a thing: *a decision of the court*, *Iran's nuclear pact*."""
    if depth > _DEEP:
        return None
    for child in find_modifiers(noun):
        if (child.dep_ == "poss" or search.parties.names(child) or child.ent_type_) and search.is_other(child):
            return child
    if search.act.code.root in _BLAMING and not search.setting and is_wrong(noun, search):
        return None  # *condemned the killing of a priest*: whoever killed him is condemned
    inside = objects_of(find_particles(noun), _narrow(noun, load_prepositions("conflict", search.setting), search))
    inside = [below for below in inside if not search.is_deed(below)]
    found = next((below for below in inside if search.is_other(below)), None)
    deeper = (search_phrase(below, search, depth + 1) for below in inside)
    return found or next((below for below in deeper if below is not None), None)


def is_wrong(noun: "Token", search: Search) -> bool:
    """Whether a noun tells of an act of conflict, so that what follows is who suffers it."""
    deed = search.meanings.read(noun)
    return deed is not None and deed.code.side == "conflict"


def is_own(noun: "Token", act: Act) -> bool:
    """Whether a noun is the actor's own, to whom it does nothing: *recalled its envoy*; not *urged its members*."""
    spoken = act.code.root in _SPOKEN and noun.lemma_.lower() not in _FRIENDS
    facing = spoken or noun.lemma_.lower() in load_facing("facing") - _FRIENDS
    return noun.dep_ != "pobj" and not facing and any(child.tag_ == "PRP$" for child in noun.lefts)
