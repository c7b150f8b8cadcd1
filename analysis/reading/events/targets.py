"""To whom it is done: small rules for the target of an act, tried one after the other.

The first of `TARGET_RULES` that finds a word decides: they find a party. Where there is none, `SETTING_RULES` find the
words for the place or the thing that the act is about; these are marked, and nobody is named.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.meaning import Meanings
from analysis.reading.events.parties import Parties, find_modifiers, find_side, list_prepositions
from analysis.reading.events.search import BY_FORCE, MEANS_CLASSES, Search, is_own, is_wrong, search_phrase
from analysis.reading.events.sources import find_aims, find_bare_agent, find_holder, find_made, find_receipt, find_scene
from analysis.rules.load import load_words
from analysis.syntax.clauses import find_objects, find_subject
from analysis.syntax.grammar import NOUNS, VERBS, has_subject, has_to
from analysis.syntax.phrases import find_particles, objects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIT, _WHERE, _RECEIVER = map(list_prepositions, ("hit", "where", "receiver"))
_TRANSFERS, _LAUNCHING, _OWN_DEEDS = (
    load_words("party_words.csv", kind) for kind in ("transfer", "launch", "own_deed")
)
_JUDGING = frozenset(("ACCUSE", "REJECT", "SUPPORT", "INVESTIGATE"))  # acts towards whoever did what is judged
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_VOICED = frozenset(("REQUEST", "ACCUSE", "INVESTIGATE"))  # what is only said provokes nobody here
_UNPROVOKED = frozenset(("ASSAULT", "MOBILIZE", "COERCE", "INVESTIGATE"))  # deeds that hit somebody
_PROVOKED = frozenset(("after", "because", "over", "since", "for", "as"))  # before what an act answers
_BEFORE = ("outside", "at", "in", "before", "near")  # before the place of a protest
_MISSIONS = frozenset(("embassy", "consulate", "mission"))
_GOVERNED = frozenset(("pobj", "pcomp"))
_DEEP = 4  # phrases in phrases


TargetRule = Callable[[Search], "Token | None"]


def find_target(act: Act, source: "Token | None", meanings: Meanings, parties: Parties) -> "Token | None":
    """The word of whom an act is done to, by the first of `TARGET_RULES` that finds one."""
    search = Search(act, source, meanings, parties)
    return next((noun for rule in TARGET_RULES if (noun := rule(search)) is not None), None)


def find_setting(act: Act, source: "Token | None", meanings: Meanings, parties: Parties) -> "Token | None":
    """The word for the place or the thing that an act is about, by the first of `SETTING_RULES` that finds one."""
    search = Search(act, source, meanings, parties, setting=True)
    return next((noun for rule in SETTING_RULES if (noun := rule(search)) is not None), None)


def _find_made(search: Search) -> "Token | None":
    """*They made the mayor their scapegoat*: the mayor."""
    return find_made(search.act.chain[0])


def _find_marched_against(search: Search) -> "Token | None":
    """*Took to the streets to call for the king to resign*, *marched, demanding his exit*: the king."""
    verb = search.act.chain[0]
    if search.act.code.root != "PROTEST" or verb.pos_ not in VERBS:
        return None
    aims = [child for child in verb.rights if child.dep_ in ("xcomp", "advcl") and (has_to(child) or _is_gerund(child))]
    found = (_find_in_aim(aim, search) for aim in aims)
    return next((noun for noun in found if noun is not None and search.is_other(noun)), None)


def _find_in_aim(aim: "Token", search: Search) -> "Token | None":
    """Towards whom the aim of a protest is: *to call for the king to resign*, *to denounce the king*."""
    clauses = (child for child in aim.rights if any(c.dep_ == "mark" and c.lower_ == "for" for c in child.lefts))
    bidden = next((child for clause in clauses for child in clause.lefts if child.dep_ == "nsubj"), None)
    act = search.meanings.read(aim) if bidden is None else None
    voiced = act is not None and act.code.side == "conflict" and act.code.root in (*_VOICED, "REJECT")
    return find_target(act, search.source, search.meanings, search.parties) if voiced else bidden


def _is_gerund(verb: "Token") -> bool:
    return verb.tag_ == "VBG" and not has_subject(verb)


def _find_embassy(search: Search) -> "Token | None":
    """*Rallied outside the Chadian embassy*: Chad's."""
    if search.act.code.root not in ("PROTEST", "REQUEST"):
        return None
    places = list(objects_of(find_particles(search.act.chain[0]), _BEFORE))
    places += [noun for place in places for noun in objects_of(find_particles(place), ("of",))]  # *in front of*
    missions = (place for place in places if place.lemma_.lower() in _MISSIONS)
    return next((noun for noun in missions if search.parties.describe(noun).country), None)


def _find_recipient(search: Search) -> "Token | None":
    """*The rebels won promises of aid from Norway*: the rebels."""
    outer = search.act.chain[0]
    verb = find_receipt(outer) if outer.pos_ in NOUNS and search.source is not None else None
    subject = find_subject(verb) if verb is not None else None
    given = subject is not None and search.source.head.lower_ == "from" and search.is_other(subject)
    return subject if given else None


def _find_judged(search: Search) -> "Token | None":
    """*Condemned Iran's attack*, *rejected an offer by Peru*: Iran, Peru."""
    nouns = find_objects(search.act.chain[0]) if search.act.code.root in _JUDGING else ()
    return _find_owner(nouns, search)


def _find_receiver(search: Search) -> "Token | None":
    """*Sent medics to the hospitals*, *gave food to refugees*: the hospitals, the refugees."""
    act = search.act
    given = [word for word in act.chain if lemma(word) in _TRANSFERS] if act.code.root == "AID" else ()
    received = (noun for word in given for noun in objects_of(find_particles(word), ("to",)))
    return next((noun for noun in received if noun.pos_ in NOUNS and noun != search.source), None)


def _find_demander(search: Search) -> "Token | None":
    """*Bowed to*, *met the rebels' demands*: the rebels."""
    nouns = find_objects(search.act.chain[0]) if search.act.code.root == "YIELD" else ()
    return _find_owner((noun for noun in nouns if "demand" in search.meanings.classes(noun)), search)


def _find_owner(nouns: Iterator["Token"], search: Search) -> "Token | None":
    """Whoever one of some nouns is, or whose it is."""
    for noun in nouns:
        judged = noun if search.is_other(noun) else find_holder(noun, search.meanings, search.parties)
        if judged is not None and search.is_other(judged):
            return judged
    return None


def _find_aim(search: Search) -> "Token | None":
    """*Two drones were fired at a tanker*, *fired missiles at Iraq*: the tanker, Iraq."""
    verb = search.act.chain[0]
    used = lemma(verb) in _LAUNCHING and any(map(search.is_means, find_objects(verb)))
    return next(filter(search.may_be_hit, find_aims(verb)), None) if used else None


def _find_victim_of_headline(search: Search) -> "Token | None":
    """*US helicopter shot down by rebels*, where no *was* shows that it is a passive: the helicopter."""
    verb = search.act.chain[0]
    passive = find_bare_agent(verb, search.parties) is not None
    return next((child for child in verb.lefts if child.dep_ == "nsubj"), None) if passive else None


def _find_hit(search: Search) -> "Token | None":
    """*Shelled the port*, *threatened to sink the ship*: the port, the ship."""
    act = search.act
    spared = act.code.root == "YIELD" and act.modality == "negated"  # *did not attack the convoy*
    if act.code.root not in (*BY_FORCE, "THREATEN") and not spared:
        return None
    for noun in (noun for word in act.chain[:1] + act.chain[-1:] for noun in find_objects(word)):
        if _is_deployed(noun, act, search):
            continue
        known = search.meanings.look_up(noun)
        is_act = known is not None and known.act != "" and "people" not in known.classes
        own = act.code.root == "THREATEN" and is_own(noun, act)  # *will recall its envoy*
        sent = spared and _is_sent(noun, act.chain[0], search)  # *did not send troops to the island*
        if search.may_be_hit(noun) and not is_act and not own and not sent:
            return noun
    return None


def _is_deployed(noun: "Token", act: Act, search: Search) -> bool:
    """Whether a noun is a force that is used on somebody else: *deployed the army to quell the rebels*."""
    inner = act.chain[-1]
    aimed = inner != act.chain[0] and has_to(inner) and noun.head == act.chain[0] and bool(find_objects(inner))
    return aimed and noun.dep_ == "dobj" and "force" in search.meanings.classes(noun)


def _is_sent(noun: "Token", verb: "Token", search: Search) -> bool:
    """Whether a noun is what a verb says is sent to somebody."""
    means = search.meanings.classes(noun) & MEANS_CLASSES
    return bool(means) and any(objects_of(find_particles(verb), _RECEIVER))


def _find_hit_by_noun(search: Search) -> "Token | None":
    """*Carried out an attack on the base*: the base."""
    act = search.act
    forced = act.code.root in (*BY_FORCE, "THREATEN") and any(word.pos_ in NOUNS for word in act.chain)
    hit = (noun for word in act.chain for noun in objects_of(find_particles(word), _HIT)) if forced else ()
    return next((noun for noun in hit if search.may_be_hit(noun) and not search.is_deed(noun)), None)


def _find_foe(search: Search) -> "Token | None":
    """*Anti-Maduro protests*, *an anti-government rally*: Maduro, the government."""
    nouns = (word for word in search.act.chain if word.pos_ in NOUNS)
    foes = (child for noun in nouns for child in noun.lefts if find_side(child) == "anti")
    return next(filter(search.is_other, foes), None)


def _find_other(search: Search) -> "Token | None":
    """*Urged Peru to withdraw*, *signed a deal with Peru*: Peru."""
    return next((noun for noun in search.things if search.is_other(noun) and not _is_wished(noun, search)), None)


def _is_wished(noun: "Token", search: Search) -> bool:
    """Whether a noun is what somebody wants to have, not of whom they want it: *called for a fairer government*."""
    wished = search.act.code.root == "REQUEST" and noun.head.lower_ == "for"
    return wished and any(child.lower_ in ("a", "an") for child in noun.lefts)


def _find_inside(search: Search) -> "Token | None":
    """*Broke Iran's nuclear pact*, *hailed a decision of the court*: Iran, the court."""
    if search.act.code.root == "REQUEST" and not search.setting:
        return _find_asked(search)
    found = (search_phrase(noun, search) for noun in search.near if noun != search.source)
    return next((noun for noun in found if noun is not None), None)


def _find_asked(search: Search) -> "Token | None":
    """*Demanded Chad's withdrawal*, *the resignation of the mayor*: Chad, the mayor; not *the release of a priest*."""
    for noun in search.near:
        owners = [child for child in find_modifiers(noun) if child.dep_ == "poss" or search.parties.names(child)]
        owners += objects_of(find_particles(noun), ("of", "by") if lemma(noun) in _OWN_DEEDS else ("by",))
        if (found := next(filter(search.is_other, owners), None)) is not None:
            return found
    return None


def _find_wanted(search: Search) -> "Token | None":
    """*Wants an exit by the minister*: the minister."""
    words = search.act.chain[1:] if search.act.modality in ("intended", "demanded") else ()
    deeds = (word for word in words if lemma(word) in _OWN_DEEDS)
    doers = (noun for word in deeds for noun in objects_of(find_particles(word), ("by",)))
    return next(filter(search.is_other, doers), None)


def _find_bidden(search: Search) -> "Token | None":
    """*Demanded that the army leave the city*: the army, not the city."""
    verb = search.act.chain[0]
    bidding = search.act.code.root == "REQUEST" and search.source is not None
    clauses = (word for word in search.act.chain[1:] if word.head == verb and word.dep_ == "ccomp") if bidding else ()
    bidden = (child for clause in clauses for child in clause.lefts if child.dep_ == "nsubj")
    return next(filter(search.is_other, bidden), None)


def _find_provoker(search: Search) -> "Token | None":
    """*Threatened sanctions after Ankara imposed duties*, *cut ties over Chad's raid*: Ankara, Chad."""
    act = search.act
    if act.code.side != "conflict" or act.code.root in _UNPROVOKED:
        return None
    for clause in (child for word in act.chain for child in word.children if child.dep_ in ("advcl", "prep")):
        marked = {clause.lower_} if clause.dep_ == "prep" else {c.lower_ for c in clause.lefts if c.dep_ == "mark"}
        if marked.isdisjoint(_PROVOKED):
            continue
        wrong = clause if clause.dep_ == "advcl" else next((c for c in clause.children if c.dep_ in _GOVERNED), None)
        if wrong is not None and is_wrong(wrong, search) and search.meanings.read(wrong).code.root not in _VOICED:
            doer = find_subject(wrong) if wrong.pos_ in VERBS else find_holder(wrong, search.meanings, search.parties)
            if doer is not None and search.is_other(doer):
                return doer
    return None


def _find_number(search: Search) -> "Token | None":
    """*The raid killed nine*: nine people."""
    forced = search.act.code.root in BY_FORCE
    hit = (noun for word in search.act.chain for noun in find_objects(word)) if forced else ()
    return next((noun for noun in hit if noun.pos_ == "NUM" and search.meanings.is_a(noun, "people")), None)


def _find_place_of_preposition(search: Search) -> "Token | None":
    """*Sent aid to Aleppo*: Aleppo."""
    places = (noun for noun in search.near if noun.ent_type_ in _PLACES and noun.dep_ == "pobj")
    return next((noun for noun in places if noun != search.source), None)


def _find_scene(search: Search) -> "Token | None":
    """*The Paris attacks*: Paris."""
    nouns = (word for word in search.act.chain if word.pos_ in NOUNS)
    scenes = (find_scene(noun, search.meanings, search.parties) for noun in nouns)
    return next((scene for scene in scenes if scene is not None), None)


def _find_thing(search: Search) -> "Token | None":
    """*Rejected the plan*: the plan; of what is judged also the act itself; not what is demanded."""
    if search.act.code.root == "REQUEST":
        return None
    judged = search.act.chain[:0:-1] if search.act.code.root in _JUDGING else ()
    return next((noun for noun in (*search.things, *judged) if noun.pos_ in NOUNS), None)


def _find_place(search: Search) -> "Token | None":
    """*Declared a ceasefire in Somalia*: Somalia."""
    inside = (n for n in search.act.chain[0].subtree if n.dep_ == "pobj" and n.head.lower_ in _WHERE)
    own = set(search.source.subtree) if search.source is not None else set()
    return next((noun for noun in inside if noun.ent_type_ in _PLACES and noun not in own), None)


TARGET_RULES: tuple[TargetRule, ...] = (
    _find_victim_of_headline,
    _find_made,
    _find_recipient,
    _find_bidden,
    _find_wanted,
    _find_aim,
    _find_receiver,
    _find_judged,
    _find_demander,
    _find_hit,
    _find_hit_by_noun,
    _find_foe,
    _find_other,
    _find_inside,
    _find_marched_against,
    _find_provoker,
    _find_embassy,
)
SETTING_RULES: tuple[TargetRule, ...] = (
    _find_scene,
    _find_other,
    _find_inside,
    _find_place_of_preposition,
    _find_thing,
    _find_place,
    _find_number,
)
