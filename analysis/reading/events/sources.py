"""Who does it: small rules for the source of an act, tried one after the other. The first that finds somebody decides.

`SOURCE_RULES` find the source of an act; `HOLDER_RULES` find whose an act is that a noun reports (*Iran's attack*).
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.meaning import Meanings
from analysis.reading.events.parties import FALLING, Parties, find_modifiers, list_prepositions
from analysis.rules.load import load_words
from analysis.syntax.clauses import find_agents, find_helpers, find_objects, find_subject, is_passive
from analysis.syntax.grammar import MODIFIERS, NOUNS, OBJECTS, RELATIVES, VERBS, has_subject, has_to
from analysis.syntax.phrases import find_particles, objects_of, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

_BY, _MEANS, _AIMS = map(list_prepositions, ("by", "means", "aim"))
_WITNESSES, _UNDERGOING, _LETTING, _FORCES, _RECEIVING, _LAUNCHING, _FIRE = (
    load_words("party_words.csv", kind) for kind in "witness undergoing letting force receiving launch fire".split()
)
_HARM = load_words("grammar_words.csv", "harm")
_THINGS = frozenset(("that", "which"))  # relative pronouns of things
_FALLING = ("to", *FALLING)  # before whom a deed falls on
_MAKING = frozenset(("make", "call", "declare", "name", "elect"))  # verbs that make somebody something
_PREPS = ("prep", "dative")

SourceRule = Callable[[Act, Meanings, Parties], "Token | None"]
HolderRule = Callable[["Token", Meanings, Parties], "Token | None"]


def find_source(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """The word of who does an act, by the first of `SOURCE_RULES` that finds one."""
    if any(lemma(word) in _WITNESSES for word in act.chain[:-1]) and act.chain[-1].pos_ in NOUNS:
        return _find_witnessed(act, meanings, parties)
    found = (rule(act, meanings, parties) for rule in SOURCE_RULES)
    source = next((noun for noun in found if noun is not None), None)
    return None if source is not None and fights_with(source, act.chain[0]) else source


def fights_with(noun: "Token", harm: "Token") -> bool:
    """Whether a noun is one of two who fight, of whom nobody knows who did it: *clashes between them killed nine*."""
    if harm.pos_ not in VERBS or lemma(harm) not in _HARM:
        return False
    first = noun.head if noun.dep_ == "conj" else noun
    return first.dep_ == "pobj" and first.head.lower_ == "between" and bool(first.conjuncts)


def _is_verbal(act: Act) -> bool:
    """Whether a verb tells of an act, rather than a noun."""
    outer = act.chain[0]
    return outer.pos_ in ("VERB", "AUX", "ADJ") or has_subject(outer)


def _find_allowed(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*A law that lets Peru send aid*, *allowed the rebels to attack*: whoever is let do it, where he is named."""
    outer, inner = act.chain[0], next((word for word in act.chain[1:] if word.pos_ in VERBS), None)
    if lemma(outer) not in _LETTING or inner is None or is_passive(inner):
        return None
    subject, doer = find_subject(outer), find_subject(inner)
    if doer is None or doer == subject or not parties.is_somebody(doer):
        return None
    thing = subject is None or not parties.is_somebody(subject)
    own = any(child.tag_ == "PRP$" for child in doer.lefts)  # *allowed its members to kill*
    return doer if thing or (act.code.side == "conflict" and not own) else None


def _find_subject_of_verb(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*Rebels shelled the town*: the rebels."""
    if not _is_verbal(act):
        return None
    outer = act.chain[0]
    subject = find_subject(outer if outer.pos_ != "ADJ" or outer.dep_ != "acomp" else outer.head)
    if subject is None:
        return None
    deed = _find_harming(outer, subject, meanings)
    return _find_user(subject, meanings, parties) if deed is None else _find_striking(deed, meanings, parties)


def _find_harming(verb: "Token", subject: "Token", meanings: Meanings) -> "Token | None":
    """*A strike on an oilfield that killed nine*: the strike, since no oilfield kills."""
    things = any(child.lower_ in _THINGS for child in verb.lefts)
    if verb.dep_ != "relcl" or lemma(verb) not in _HARM or not things:
        return None
    noun = subject
    while noun.dep_ == "appos" or (noun.dep_ == "pobj" and noun.head.head.pos_ in NOUNS):
        noun = noun.head if noun.dep_ == "appos" else noun.head.head
        deed = meanings.read(noun)
        if deed is not None and deed.code.root == "ASSAULT":
            return noun
    return None


def _find_striking(deed: "Token", meanings: Meanings, parties: Parties) -> "Token":
    """Whose a deed is, else who did something in it (*hit the pipe in a strike on an oilfield*), else the deed."""
    verb = deed.head.head if deed.dep_ == "pobj" and deed.head.lower_ in ("in", "with") else None
    doer = find_subject(verb) if verb is not None and verb.pos_ in VERBS and not is_passive(verb) else None
    holder = find_holder(deed, meanings, parties)
    return holder or (doer if doer is not None and parties.is_somebody(doer) else deed)


def _find_planner(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*Their effort to crush the revolt*, *the intent of rebels to flee*, *called a strike in a bid to stop him*."""
    outer = act.chain[0]
    if outer.dep_ not in ("acl", "relcl") or not has_to(outer) or parties.is_somebody(outer.head):
        return None
    noun = outer.head
    owners = [child for child in noun.lefts if child.dep_ == "poss" and _is_known(child, parties)]
    owners += filter(parties.is_somebody, objects_of(find_particles(noun), ("of", "by")))
    if owners:
        return owners[0]
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "as") else noun.head
    doer = find_subject(verb) if noun.dep_ in ("pobj", "dobj") and verb.pos_ in VERBS else None
    return doer if doer is not None and _is_known(doer, parties) else None


def _is_known(noun: "Token", parties: Parties) -> bool:
    """Whether a noun is somebody, or a pronoun that means somebody who is known."""
    return parties.is_somebody(noun) or (noun.pos_ == "PRON" and parties.describe(noun).actor is not None)


def _find_maker(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*They made the mayor their scapegoat*: they."""
    return find_subject(act.chain[0].head) if find_made(act.chain[0]) is not None else None


def find_made(noun: "Token") -> "Token | None":
    """Whom a verb makes what a noun says, where the model takes the two for a clause: *made the mayor a scapegoat*."""
    if noun.pos_ not in NOUNS or noun.dep_ != "ccomp" or lemma(noun.head) not in _MAKING:
        return None
    return next((child for child in noun.lefts if child.dep_ == "nsubj"), None)


def _find_owner_of_plan(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*The king's visit to Chad was planned*: the king."""
    passive = act.modality == "intended" and _is_verbal(act) and is_passive(act.chain[0])
    nouns = (word for word in act.chain if word.pos_ in NOUNS and word.dep_ == "nsubjpass") if passive else ()
    owners = (child for noun in nouns for child in noun.lefts if child.dep_ == "poss")
    return next(filter(parties.is_somebody, owners), None)


def _find_subject_of_infinitive(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*Qatar is thought to have mediated*: Qatar."""
    if not _is_verbal(act) or not is_passive(act.chain[0]):
        return None
    subject = next((find_subject(inner) for inner in act.chain[1:] if inner.dep_ == "xcomp"), None)
    return _find_user(subject, meanings, parties) if subject is not None else None


def _find_base(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*Rockets fired from Sudan landed in Chad*: Sudan."""
    verb = act.chain[0]
    subject = find_subject(verb)
    launched = act.code.root == "ASSAULT" and lemma(verb) in _LAUNCHING
    if not launched or (subject is not None and parties.is_somebody(subject)):
        return None
    return next((noun for noun in objects_of(find_particles(verb), ("from",)) if noun.ent_type_ == "GPE"), None)


def _find_means_of_passive(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*The general was killed in a U.S. drone strike*: the U.S."""
    passive = _is_verbal(act) and is_passive(act.chain[0])
    return _find_means(act.chain[0], meanings, parties) if passive else None


def _find_stray_of_passive(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*Nine were shot at a market by rebels*, where the model hangs *by* on the market: the rebels."""
    passive = _is_verbal(act) and is_passive(act.chain[0])
    return _find_stray(act.chain[0], meanings, parties) if passive else None


def _find_sender(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*Two Houthi drones were fired at a tanker*: the Houthis, since a weapon is not what is hit."""
    fired = find_objects(act.chain[0]) if _is_verbal(act) and is_passive(act.chain[0]) else ()
    weapons = (noun for noun in fired if "weapon" in meanings.classes(noun) or "vehicle" in meanings.classes(noun))
    holders = (_find_owner(noun, meanings, parties) for noun in weapons if find_aims(act.chain[0]))
    return next((holder for holder in holders if holder is not None), None)


def _find_keeper(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*Forty prisoners held by Kenya were released*: Kenya."""
    freed = act.code.root == "YIELD" and _is_verbal(act) and is_passive(act.chain[0])
    keepers = (maker for noun in find_objects(act.chain[0]) for maker in find_makers(noun)) if freed else ()
    return next(filter(parties.is_somebody, keepers), None)


def _find_agent_of_headline(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*US helicopter shot down by rebels*, where no *was* shows that it is a passive: the rebels."""
    return find_bare_agent(act.chain[0], parties) if _is_verbal(act) else None


def _find_witnessed(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*The governor confirmed the shelling by rebels*: the rebels, or nobody; never the governor."""
    return find_holder(act.chain[-1], meanings, parties)


def _find_holder_of_noun(act: Act, meanings: Meanings, parties: Parties) -> "Token | None":
    """*Iran's attack on the base*: Iran."""
    holders = (find_holder(word, meanings, parties) for word in act.chain) if not _is_verbal(act) else ()
    return next((holder for holder in holders if holder is not None), None)


SOURCE_RULES: tuple[SourceRule, ...] = (
    _find_agent_of_headline,
    _find_base,
    _find_allowed,
    _find_planner,
    _find_maker,
    _find_subject_of_verb,
    _find_subject_of_infinitive,
    _find_means_of_passive,
    _find_stray_of_passive,
    _find_sender,
    _find_keeper,
    _find_owner_of_plan,
    _find_holder_of_noun,
)


def _find_user(subject: "Token", meanings: Meanings, parties: Parties) -> "Token":
    """Who uses the thing that does it: *Turkish shells killed nine*; a person or a group is itself."""
    if parties.is_somebody(subject):
        return subject
    known = meanings.look_up(subject)
    if known and known.act and (holder := find_holder(subject, meanings, parties)) is not None:
        return holder
    sender = next(filter(parties.is_somebody, find_makers(subject)), None)
    if sender is not None:  # *drones launched by rebels struck*: who launched
        return sender
    if _find_owner(subject, meanings, parties) is not None:  # *a Syrian jet that had bombed the camp*
        return subject
    if subject.dep_ == "dobj":  # *issued a statement that blames*, *fired rockets that hit*: who issued, who fired
        doer = find_subject(subject.head)
        return doer if doer is not None and parties.is_somebody(doer) else subject
    return subject


# Whose an act is


def find_holder(noun: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """Whose an act is that a noun tells of, by the first of `HOLDER_RULES` that finds somebody."""
    found = (rule(noun, meanings, parties) for rule in HOLDER_RULES)
    return next((holder for holder in found if holder is not None), None)


def _find_owner(noun: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*Iran's attack*, *U.S. air strikes*: Iran, the U.S.; not *the Paris attacks*."""
    for child in find_modifiers(noun):
        owns = child.dep_ == "poss" or (parties.names(child) and find_scene(noun, meanings, parties) != child)
        if owns and child.tag_ not in RELATIVES and _is_known(child, parties):
            return child
    return None


def find_scene(noun: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*The Paris attacks*: Paris, where they happened; not *the Moscow attacks on Kyiv*."""
    deed = meanings.read(noun)
    if deed is None or deed.code.root != "ASSAULT" or any(objects_of(find_particles(noun), _FALLING)):
        return None
    towns = (child for child in noun.lefts if child.dep_ in MODIFIERS and child.tag_ == "NNP")
    return next((town for town in towns if town.ent_type_ == "GPE" and parties.is_town(town)), None)


def _find_force(noun: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*Military action against the town*, *government shelling*: the military, the government; not *police murder*."""
    deed = meanings.read(noun)
    aimed = any(objects_of(find_particles(noun), _FALLING)) or not _FIRE.isdisjoint((noun.lower_, lemma(noun)))
    forced = aimed and deed is not None and deed.code.root in ("ASSAULT", "COERCE")
    return next((child for child in noun.lefts if child.lower_ in _FORCES), None) if forced else None


def _find_leader(noun: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*NATO-led air strikes*, *the U.S.-led invasion*: NATO, the U.S."""
    for child in noun.lefts:
        ahead = child.doc[max(0, child.i - 2)] if child.lower_ == "led" else child
        if parties.names(ahead) and (ahead != child or child.lower_.endswith("-led")):
            return ahead
    return None


def _find_first_of_two(noun: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*The opposition of the union to the reform*: the union."""
    particles = find_particles(noun)
    aimed = any(prep in particles for prep in _FALLING if "of" in particles)
    return next(filter(parties.is_somebody, objects_of(particles, ("of",))), None) if aimed else None


def find_receipt(noun: "Token") -> "Token | None":
    """The verb that says that somebody gets what a noun tells of, from somebody: *won promises of aid from Norway*."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in NOUNS:
        noun = noun.head.head
    verb = noun.head if noun.dep_ in OBJECTS else None
    return verb if verb is not None and lemma(verb) in _RECEIVING and not is_passive(verb) else None


def find_giver(noun: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*Won promises of aid from Norway*: Norway."""
    verb = find_receipt(noun)
    words = [verb, *(word for word in verb.rights if word.dep_ in OBJECTS)] if verb is not None else []
    givers = (giver for word in words for giver in objects_of(find_particles(word), ("from",)))
    return next(filter(parties.is_somebody, givers), None)


def _find_doer(noun: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*An attack by rebels*, *an attack claimed by rebels*: the rebels."""
    doers = (*objects_of(find_particles(noun), _BY), *find_makers(noun))
    return next(filter(parties.is_somebody, doers), None)


def _find_means(word: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*Deaths in a U.S. drone strike*, *killed in government shelling*: the U.S., the government."""
    for below in objects_of(find_particles(word), _MEANS):
        following = below.doc[below.i + 1 : below.i + 2].text.lower()  # the model may take *shelling* for a verb
        if below.lower_ in _FORCES and following in _FIRE:
            return below
        known = meanings.look_up(below)
        violent = below.lower_ in _FIRE or (known is not None and "violence" in known.classes)
        if violent and (holder := find_holder(below, meanings, parties)) is not None:
            return holder
    return None


def _find_stray(word: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*The abduction of women by rebels*, where the model hangs *by* on the women: the rebels."""
    nouns = [noun for prep in word.rights if prep.dep_ in _PREPS for noun in prep_objects(prep)]
    for noun in [*nouns, *(child for child in word.rights if child.dep_ in ("oprd", "attr", "dobj"))]:
        known = meanings.look_up(noun)
        for by in noun.rights if known is None or not known.act else ():
            found = next(filter(parties.is_somebody, prep_objects(by)), None) if by.lower_ == "by" else None
            if found is not None:
                return found
    return None


def _find_engaged(noun: "Token", meanings: Meanings, parties: Parties) -> "Token | None":
    """*Manila in talks with Beijing*, in a headline without a verb: Manila."""
    engaged = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else None
    verbless = engaged is not None and engaged.dep_ == "ROOT" and engaged.pos_ in NOUNS
    return engaged if verbless and parties.is_somebody(engaged) else None


HOLDER_RULES: tuple[HolderRule, ...] = (
    _find_owner,
    _find_doer,
    _find_means,
    _find_stray,
    _find_engaged,
    find_giver,
    _find_first_of_two,
    _find_force,
    _find_leader,
)


def find_bare_agent(verb: "Token", parties: Parties) -> "Token | None":
    """Who did what a headline puts as a bare participle: *helicopter shot down by rebels*."""
    if verb.tag_ not in ("VBD", "VBN") or lemma(verb) in _UNDERGOING or find_helpers(verb) or is_passive(verb):
        return None
    if not any(child.dep_ == "nsubj" for child in verb.lefts) or any(c.dep_ in OBJECTS for c in verb.children):
        return None
    by = (child for child in verb.rights if child.lower_ == "by")
    return next(filter(parties.is_somebody, (noun for prep in by for noun in prep_objects(prep))), None)


def find_aims(verb: "Token") -> list["Token"]:
    """At whom or what a weapon is used: *fired at a tanker*."""
    return list(objects_of(find_particles(verb), _AIMS))


def find_makers(noun: "Token") -> Iterator["Token"]:
    """By whom a thing was made, sent or done: *drones launched by rebels*."""
    for verb in noun.rights:
        if verb.dep_ == "acl":
            yield from find_agents(verb)
