"""Who did it, and to whom: the phrases around an act that name or describe its source and its target."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.parties import Parties, Party
from analysis.syntax.clauses import find_agents, find_clauses, find_objects, find_subject, is_passive
from analysis.syntax.grammar import DUTY, MODIFIERS, NOUNS, RELATIVES, SUBJECTS, conjuncts, has_subject, has_to
from analysis.syntax.phrases import find_particles, objects_of, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

# Prepositions before whom one acts on, the surest first: of conflict, of cooperation
_AGAINST = """
against on upon at to towards toward with behind into from of between over about for across in along near
""".split()
_WITH = """
with alongside behind to between for towards toward on upon of from against into at over about across in along near
""".split()
_UNDERGOING = frozenset(
    "attract draw face receive suffer undergo".split()
)  # criticism, an attack, as *come under* does
_HIT = ("against", "on")  # after a noun that tells of force, before whatever it hits, be it a thing
_BY = ("by", "from", "between")
_MEANS = ("in", "by", "with")  # *killed in a U.S. drone strike*
_JUDGING = frozenset(("ACCUSE", "REJECT", "SUPPORT", "INVESTIGATE"))  # acts towards whoever did what is judged
_GIVING = frozenset(("AID", "AGREE", "COOPERATE", "CONSULT"))
_MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE", "08", "0871", "050", "054", "057"))  # roots and codes
_WHERE = frozenset(("in", "at", "from", "into", "across", "near"))
_OTHERS = ("with", "to", "against", "by", "of")
_BY_FORCE = frozenset(("ASSAULT", "COERCE"))
_MEANS_CLASSES = frozenset(("force", "weapon", "vehicle", "peacekeeper", "aid"))  # what is sent, not to whom
_TOGETHER = frozenset(("joint", "jointly", "together"))
_TRANSFERS = frozenset(  # what is done to whoever gets it
    "contribute deliver dispatch donate extradite give grant hand lend offer provide return sell send supply"
    " transfer".split()
)
_RECIPROCALS = frozenset((("each", "other"), ("one", "another")))
_JOINING = ("with", "alongside", "together with")
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_PREPS = ("prep", "dative")
_HOLDERS = MODIFIERS | {"poss"}
_DEEP = 4  # phrases in phrases


class Cast(Parties):
    """Finds the parties of the acts of one piece."""

    def cast(self, act: Act, report: "Token | None" = None) -> list[tuple[Party | None, Party | None]]:
        """The sources and targets of an act: one pair, or of a mutual act one each way.

        `report` is the verb that reports the act, whose subject demands what must be, and to whom it may be said.
        """
        outer = act.chain[0]
        source = self._find_source(act)
        if source is not None and self._is_undergone(act):
            doer = next(filter(None, map(self._find_holder, act.chain)), None)
            return [(self.describe(doer) if doer is not None else None, self.describe(source))]
        target = self._find_target(act, source)
        if act.code.root == "REQUEST" and _is_duty(outer):  # X said that Y must: X asks Y
            asked, speaker = source if source is not None else target, report and find_subject(report)
            return [(self.describe(speaker) if speaker else None, self.describe(asked) if asked is not None else None)]
        if target is None or not self.is_somebody(target):
            told = find_objects(report) if report is not None else ()
            target = next((noun for noun in told if self.names(noun) and self._is_other(noun, source)), target)
        if source is not None and (target is None or _is_each_other(outer) or self._is_mutual(act, source)):
            pair = self.pair(source)
            if len(pair) == 2:
                return [(pair[0], pair[1]), (pair[1], pair[0])]
        first = self.describe(source) if source is not None else None
        second = self.describe(target) if target is not None else None
        if first and second and first.start == second.start:
            second = None
        return [(first, second)]

    def _is_undergone(self, act: Act) -> bool:
        """Whether the subject suffers what a noun of the act tells of: *faces criticism*, *came under fire*."""
        verb, particles = act.chain[0], find_particles(act.chain[0])
        under = lemma(verb) == "come" and "under" in particles
        if not under and lemma(verb) not in _UNDERGOING:
            return False
        undergone = objects_of(particles, ("under",)) if under else find_objects(verb)
        nouns = (self.meanings.look_up(noun) for noun in undergone if noun in act.chain)
        return any(noun is not None and noun.act[:1].isdigit() for noun in nouns)

    def _is_mutual(self, act: Act, source: "Token") -> bool:
        """Whether two who do something do it to each other: they meet, agree or make peace, and with nobody else."""
        failed = act.code.root == "REJECT" and act.modality == "negated"  # they did not come to terms
        if not failed and act.code.root not in _MUTUAL and act.code.cameo not in _MUTUAL:
            return False
        others = [noun for word in act.chain for noun in objects_of(find_particles(word), _OTHERS)]
        others += find_objects(act.chain[0])  # *both will free the prisoners*
        return not any(self._is_other(noun, source) for noun in others)

    def _find_source(self, act: Act) -> "Token | None":
        """The word of who does it: the subject of the outermost verb; of a noun whose it is or by whom."""
        outer = act.chain[0]
        if outer.pos_ in ("VERB", "AUX", "ADJ") or has_subject(outer):
            subject = find_subject(outer if outer.pos_ != "ADJ" or outer.dep_ != "acomp" else outer.head)
            if subject is None and is_passive(outer):  # *is thought to have mediated*
                subject = next((find_subject(inner) for inner in act.chain[1:] if inner.dep_ == "xcomp"), None)
            if subject is not None:
                return self._resolve_instrument(subject)
            return self._find_means(outer) or self._find_stray(outer) if is_passive(outer) else None
        for word in act.chain:
            holder = self._find_holder(word)
            if holder is not None:
                return holder
        return None

    def _resolve_instrument(self, subject: "Token") -> "Token":
        """Whose strike it is, where a strike kills; a person or a group is itself."""
        if self.is_somebody(subject):
            return subject
        known = self.meanings.look_up(subject)
        if known and known.act and (holder := self._find_holder(subject)) is not None:
            return holder
        sender = next(filter(self.is_somebody, _find_makers(subject)), None)
        if sender is not None:  # *drones launched by rebels struck*: who launched
            return sender
        if subject.dep_ == "dobj":  # *issued a statement that blames*, *fired rockets that hit*: who issued, who fired
            doer = find_subject(subject.head)
            return doer if doer is not None and self.is_somebody(doer) else subject
        return subject

    def _find_holder(self, noun: "Token") -> "Token | None":
        """Whose an act is that a noun tells of: *Iran's attack*, *U.S. air strikes*, *an attack by rebels*."""
        for child in _modifiers(noun):
            if (child.dep_ == "poss" or self.names(child)) and child.tag_ not in RELATIVES and self.is_somebody(child):
                return child
        doers = (*objects_of(find_particles(noun), _BY), *_find_makers(noun))
        return next(filter(self.is_somebody, doers), None) or self._find_means(noun) or self._find_stray(noun)

    def _find_means(self, word: "Token") -> "Token | None":
        """Whose the deed is by which something is done: *killed in a U.S. drone strike*."""
        for below in objects_of(find_particles(word), _MEANS):
            known = self.meanings.look_up(below)
            if known and "violence" in known.classes and (holder := self._find_holder(below)) is not None:
                return holder
        return None

    def _find_stray(self, word: "Token") -> "Token | None":
        """Who stands after a *by* that the model hangs on another noun: *the abduction of women by rebels*."""
        nouns = [noun for prep in word.rights if prep.dep_ in _PREPS for noun in prep_objects(prep)]
        for noun in [*nouns, *(child for child in word.rights if child.dep_ in ("oprd", "attr", "dobj"))]:
            known = self.meanings.look_up(noun)
            for by in noun.rights if known is None or not known.act else ():
                found = next(filter(self.is_somebody, prep_objects(by)), None) if by.lower_ == "by" else None
                if found is not None:
                    return found
        return None

    def is_shared(self, act: Act) -> bool:
        """Whether an act is done with somebody else: *took part alongside U.S. marines in a joint drill*."""
        if any(child.lower_ in _TOGETHER for word in act.chain for child in word.children):
            return True
        source = self._find_source(act)
        others = (noun for word in act.chain for noun in objects_of(find_particles(word), _JOINING))
        return source is not None and any(self._is_other(noun, source) for noun in others)

    def _find_target(self, act: Act, source: "Token | None") -> "Token | None":
        """The word of whom it is done to.

        Somebody whom a word of the act governs; else somebody inside the phrase of a thing; else a place; else a thing.
        """
        given = [word for word in act.chain if word == act.chain[0] or not has_subject(word)]
        given = [word for word in given if act.code.root in _GIVING or lemma(word) in _TRANSFERS]
        near = [noun for word in given for noun in objects_of(find_particles(word), ("to", "with"))]
        near += [noun for word in act.chain for noun in self._candidates(word, act)]
        near = [noun for noun in near if not self._is_another_deed(noun, act)]
        if act.code.root in (*_JUDGING, "YIELD"):
            for noun in find_objects(act.chain[0]):
                if act.code.root == "YIELD" and "demand" not in self.meanings.classes(noun):
                    continue
                judged = noun if self._is_other(noun, source) else self._find_holder(noun)
                if judged is not None and self._is_other(judged, source):
                    return judged
        if act.code.root in (*_BY_FORCE, "THREATEN"):
            for noun in (noun for word in act.chain[:1] + act.chain[-1:] for noun in find_objects(word)):
                known = self.meanings.look_up(noun)
                is_act = known is not None and known.act != "" and "people" not in known.classes
                if noun not in act.chain and noun != source and noun.pos_ in NOUNS and not is_act:
                    return noun
            told = act.chain if any(word.pos_ in NOUNS for word in act.chain) else ()
            for noun in (noun for word in told for noun in objects_of(find_particles(word), _HIT)):
                if noun not in act.chain and noun != source and noun.pos_ in NOUNS and not self._is_deed(noun):
                    return noun
        means = _MEANS_CLASSES if act.code.root not in _BY_FORCE else frozenset()
        things = [noun for noun in near if noun not in act.chain and noun != source and not _is_own(noun)]
        things = [noun for noun in things if not self.meanings.classes(noun) & means]
        things = [noun for noun in things if self._is_other(noun, source) or not self.is_somebody(noun)]
        found = next((noun for noun in things if self._is_other(noun, source)), None)
        if found is None:
            searched = (self._search(noun, source) for noun in near if noun != source)
            found = next((noun for noun in searched if noun is not None), None)
        if found is None:
            places = (noun for noun in near if noun.ent_type_ in _PLACES and noun.dep_ == "pobj" and noun != source)
            found = next(places, None)
        if act.code.root in _JUDGING:
            things += act.chain[:0:-1]
        return found or next((noun for noun in things if noun.pos_ in NOUNS), None) or self._find_place(act, source)

    def _find_place(self, act: Act, source: "Token | None") -> "Token | None":
        """The place of an act that is done to nobody else: *declared a ceasefire in Somalia*."""
        inside = (noun for noun in act.chain[0].subtree if noun.dep_ == "pobj" and noun.head.lower_ in _WHERE)
        own = set(source.subtree) if source is not None else set()
        return next((noun for noun in inside if noun.ent_type_ in _PLACES and noun not in own), None)

    def _candidates(self, word: "Token", act: Act) -> Iterator["Token"]:
        """The nouns that a word of an act governs, the likeliest target first."""
        particles, clauses = find_particles(word), find_clauses(word)
        towards = _WITH if act.code.side == "cooperation" else _AGAINST
        if word.pos_ in NOUNS:
            if word != act.chain[0]:  # whose it is, where another word acts
                yield from (noun for noun in _modifiers(word) if noun.dep_ == "poss" or self.names(noun))
            yield from objects_of(particles, towards)
            for below in _describe_measure(word):
                yield from objects_of(find_particles(below), towards)
            clauses = [clause for clause in clauses if has_to(clause)]
        else:
            yield from find_objects(word)
            for clause in clauses:
                yield from (c for c in clause.lefts if c.dep_ in SUBJECTS)
            yield from objects_of(particles, towards)
            yield from objects_of(particles, [prep for prep in particles if " " in prep])
        for clause in clauses:
            if lemma(clause) in _TRANSFERS:
                yield from objects_of(find_particles(clause), ("to",))
            yield from find_objects(clause)
            yield from objects_of(find_particles(clause), towards)

    def _search(self, noun: "Token", source: "Token | None", depth: int = 0) -> "Token | None":
        """Somebody inside the phrase of a thing: *a decision of the court*, *Iran's nuclear pact*."""
        if depth > _DEEP:
            return None
        for child in _modifiers(noun):
            if self._is_other(child, source):
                return child
        inside = [below for below in objects_of(find_particles(noun), _AGAINST) if not self._is_deed(below)]
        found = next((below for below in inside if self._is_other(below, source)), None)
        deeper = (self._search(below, source, depth + 1) for below in inside)
        return found or next((below for below in deeper if below is not None), None)

    def _is_other(self, noun: "Token", source: "Token | None") -> bool:
        """Whether a noun is somebody other than the source; a country is not other than its own people."""
        if not self.is_somebody(noun) or noun == source:
            return False
        if source is None:
            return True
        one, other = self.describe(noun), self.describe(source)
        bare = any(kind == "country" for _, _, kind in self.at.get(noun.i, ()))
        return one.actor != other.actor and not (bare and one.country == other.country)

    def _is_another_deed(self, noun: "Token", act: Act) -> bool:
        """Whether a noun under a noun of an act tells of another deed, with its own target: *response to the raid*."""
        above = noun.head.head
        return above in act.chain and above.pos_ in NOUNS and self._is_deed(noun)

    def _is_deed(self, noun: "Token") -> bool:
        """Whether a noun after *to* tells of a deed of force."""
        deed = self.meanings.read(noun) if noun.head.lower_ == "to" else None
        return deed is not None and deed.code.root == "ASSAULT" and not deed.tension


def _is_each_other(verb: "Token") -> bool:
    """Whether two do something to *each other* or *one another*."""
    spoken = [token.lower_ for token in verb.subtree]
    return any(pair in _RECIPROCALS for pair in pairwise(spoken))


def _find_makers(noun: "Token") -> Iterator["Token"]:
    """By whom a thing was made, sent or done: *drones launched by rebels*."""
    for verb in noun.rights:
        if verb.dep_ == "acl":
            yield from find_agents(verb)


def _describe_measure(noun: "Token") -> Iterator["Token"]:
    """What says of a noun towards whom it is: *sanctions imposed on Peru*, *rejection and criticism of Peru*."""
    yield from (child for child in noun.rights if child.dep_ == "acl" and child.tag_ == "VBN")
    yield from (other for other in conjuncts(noun) if other != noun and other.pos_ in NOUNS)


def _modifiers(noun: "Token") -> Iterator["Token"]:
    """What stands before a noun and tells whose or of what kind it is: *Iran's*, *U.S. drone*."""
    for child in noun.lefts:
        if child.dep_ in _HOLDERS:
            yield child
            yield from _modifiers(child)


def _is_own(noun: "Token") -> bool:
    """Whether a noun is the actor's own: *its troops*."""
    return noun.dep_ != "pobj" and any(child.tag_ == "PRP$" for child in noun.lefts)


def _is_duty(verb: "Token") -> bool:
    """Whether a demand lies in a modal verb (*must*), so that its subject is who is asked."""
    return any(child.lower_ in DUTY for child in verb.lefts)
