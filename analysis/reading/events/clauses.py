"""The acts of a sentence, those of main clauses first, and whose word each is."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reading.events.acts import Act, transform
from analysis.reading.events.embedding import Standing, find_standing, serves
from analysis.reading.events.frames import load_frames
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.participants import Cast
from analysis.rules.load import load_words
from analysis.syntax.clauses import find_subject, is_condition
from analysis.syntax.grammar import SUBJECTS, climb, has_to
from analysis.syntax.phrases import prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUPPOSED = load_words("grammar_words.csv", "supposed")
_ABILITIES = load_words("embedding_words.csv", "ability")
_VERBAL = ("VERB", "AUX", "ADJ")
_FORCED = frozenset(("ASSAULT", "COERCE", "SANCTION"))
_WITNESSES = frozenset().union(*(load_words("grammar_words.csv", kind) for kind in ("outlet", "text", "evidence")))
_SHOWS = frozenset(("see", "show", "mean", "find"))  # what shows something says nothing
_ITSELF = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves"))
WHOLE = frozenset(("demanded", "intended", "threatened"))  # what is under a word of an act is part of the act


def find_acts(sentence: "Span", cast: Cast) -> list[Act]:
    """The acts of a sentence, those of main clauses first; a word that is part of one act makes no other."""
    meanings, frames = cast.meanings, load_frames()
    tokens = list(sentence)
    bound = {token.head.i for token in tokens if token.lower_ == "must"}
    verbs = [t for t in tokens if _may_tell(t, frames, bound) and (t.pos_ in _VERBAL or meanings.is_verbal(t))]
    depths = {t.i: _depth(t, cast) for t in verbs}
    verbs.sort(key=lambda t: (depths[t.i], t.i))
    covered = {i for token in tokens for i in meanings.mean(token).covers}
    used, acts = set(), []
    for verb in verbs:
        if verb.i in used or verb.i in covered or _is_supposed(verb):
            continue
        act = meanings.read(verb)
        if act is None or act.tension or _is_to_itself(verb, act) or _is_nameless(verb):
            continue
        acts.append(act)
        used |= {token.i for token in act.chain}
        used |= {t.i for t in _instruments(verb, act, cast)}
    inner = {token.i for act in acts for token in act.chain[1:]}
    acts = [act for act in acts if act.chain[0].i not in inner]
    for noun in tokens:
        if noun.i in used or noun.i in covered:
            continue
        if noun.pos_ in ("NOUN", "PROPN") and noun.dep_ != "compound":
            act = _read_alone(noun, cast)
            if act is not None:
                acts.append(act)
                used |= {t.i for t in _instruments(noun, act, cast)}
    return sorted(_embed(acts), key=lambda act: rank_act(act, cast))


def _embed(acts: list[Act]) -> Iterator[Act]:
    """The acts with the modality that the words above give them; what is part of a demand or a plan is no other act."""
    words = {token.i for act in acts for token in act.chain}
    for act in acts:
        standing = find_standing(act.chain[0])
        if _is_part(standing, words) or _is_ability(act.chain[0]):
            continue
        if standing.modality == "negated" and act.modality == "asserted" and standing.governor.pos_ != "VERB":
            act = transform("NOT", act.chain[0], act, standing.rule) or replace(act, modality="negated")
        elif standing.modality and (act.modality == "asserted" or _may_never_be(standing, act)):
            why = (*act.rules, standing.rule)
            act = replace(act, modality=standing.modality, governor=standing.governor, rules=why)
        yield act


def _may_never_be(standing: Standing, act: Act) -> bool:
    """*It is possible that they will attack*, *no sign that they will*: it is no plan, whatever *will* says."""
    return act.modality == "intended" and standing.modality == "hedged" and standing.governor.pos_ in ("ADJ", "NOUN")


def _is_part(standing: Standing, words: Container[int]) -> bool:
    """Whether an act stands, however deep, under a word of another one that demands, plans or threatens it."""
    verb = serves(standing)
    if verb is not None and verb.i in words:
        return True
    while standing.governor is not None:
        if standing.modality in WHOLE and standing.governor.i in words:
            return True
        above = find_standing(standing.governor)
        if above.governor == standing.governor:
            break
        standing = above
    return False


def _is_ability(verb: "Token") -> bool:
    """Whether a verb says what somebody could do, or has: *the capacity to shoot*, *men armed with rifles*."""
    if verb.pos_ not in _VERBAL:
        return False
    if has_to(verb) and verb.dep_ in ("acl", "relcl"):
        return lemma(verb.head) in _ABILITIES
    return verb.lower_ in _ABILITIES and verb.dep_ in ("acl", "advcl", "amod")


def _may_tell(token: "Token", frames: Mapping[str, object], bound: Container[int]) -> bool:
    """Whether a word has a frame, or is under a duty; a participle before a noun (*besieged towns*) only describes."""
    if lemma(token) not in frames and token.i not in bound:
        return False
    return token.dep_ != "amod" or token.tag_ == "VBD" or token.i > token.head.i


def _is_to_itself(verb: "Token", act: Act) -> bool:
    """*Hurt himself in a fall*, *restricted herself to a note*; not *blew himself up*."""
    if act.code.root not in _FORCED or any(child.dep_ == "prt" for child in verb.children):
        return False
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    return any(noun.lower_ in _ITSELF and not any(c.dep_ == "conj" for c in noun.rights) for noun in objects)


def _is_nameless(verb: "Token") -> bool:
    """*Spoke on condition of anonymity to discuss the talks*: why a source is not named."""
    return has_to(verb) and any(token.lower_ == "anonymity" for token in verb.head.subtree)


def _read_alone(noun: "Token", cast: Cast) -> Act | None:
    """The act of a noun that no verb makes part of another act."""
    known = cast.meanings.look_up(noun)
    if (
        known is None
        or not (known.alone or cast.is_given(noun))
        or any(lemma(c) in _SUPPOSED for c in noun.lefts)
        or _is_supposed(noun)
    ):
        return None
    act = cast.meanings.read(noun)
    if act is None or act.tension:
        return None
    if known.alone in ("actor", ""):
        source, target = cast.cast(act)[0]
        if not any(party and party.named for party in (source, target)):
            return None
    return act


def _instruments(word: "Token", act: Act, cast: Cast) -> Iterator["Token"]:
    """Nouns that tell of the same act again: the strikes that kill, the attack in which somebody is killed."""
    around = [c for c in word.children if c.dep_ in SUBJECTS]
    around += [
        noun
        for c in word.children
        if c.dep_ in ("prep", "agent") and c.lower_ in ("in", "by", "with", "during")
        for noun in prep_objects(c)
    ]
    for noun in around:
        inner = cast.meanings.read(noun) if noun.pos_ in ("NOUN", "PROPN") else None
        if inner and inner.code.root == act.code.root:
            yield noun


def _is_supposed(token: "Token") -> bool:
    """Whether a word stands in a clause that only supposes: *if he attacks*."""
    return any(is_condition(above) and above.dep_ in ("advcl", "ccomp") for above in (token, *climb(token)))


def _depth(token: "Token", cast: Cast) -> int:
    """How many clauses a word is away from the main one; a clause that is only reported is as near as its report."""
    depth = 0
    for above in (token, *climb(token)):
        if above.dep_ in ("relcl", "acl", "advcl", "pcomp"):
            depth += 1
        if above.dep_ in ("ccomp", "xcomp"):
            depth += not cast.meanings.mean(above.head).reports
    return depth


def rank_act(act: Act, cast: Cast) -> tuple[int, int]:
    """What acts are sorted by: how many clauses away from the main one they are, then their place."""
    outer = act.chain[0]
    return _depth(outer, cast) + (outer.pos_ in ("NOUN", "PROPN")), outer.i


def find_report(act: Act, cast: Cast) -> "Token | None":
    """The verb in whose report an act stands: *said*."""
    passed = None  # what a verb is joined to by mistake
    for token in (act.chain[0], *climb(act.chain[0])):
        if token == passed:
            continue
        if token.dep_ in ("ccomp", "parataxis") and cast.meanings.mean(token.head).reports:
            return token.head
        passed = token.head if _is_misjoined(token) else None
    return None


def _is_misjoined(verb: "Token") -> bool:
    """*Said it would close the border and expelled the envoy*: joined by the parse to *close*, but in another tense."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or any(child.dep_ in SUBJECTS for child in verb.lefts):
        return False
    return verb.head.tag_ == "VB" and any(child.tag_ == "MD" for child in verb.head.lefts)


def find_speaker(act: Act, report: "Token | None", cast: Cast, quotes: Iterable[tuple]) -> str | None:
    """Whose word an event is: that of the report or of the quote that it stands in."""
    outer = act.chain[0]
    speaker = find_subject(report) if report is not None else None
    for token in (outer, *climb(outer)) if speaker is None else ():
        speaker = next(
            (noun for child in token.children if child.lower_ == "according" for noun in _sources(child)), None
        )
        if speaker is not None:
            break
    place = cast.piece.offset + outer.idx
    inside = (row.speaker for row in quotes if row.start <= place < row.end and not pd.isna(row.speaker))
    quoted = next(inside, None) if speaker is None or speaker.pos_ == "PRON" else None  # they know whom *he* means
    if quoted or speaker is None:
        return quoted
    told, shown = cast.describe(speaker), report is not None and lemma(report) in _SHOWS
    speaks = lemma(speaker) in _WITNESSES and not shown
    return told.actor or (told.thing if speaks else None)  # *two sources*, *the report*


def _sources(according: "Token") -> Iterator["Token"]:
    for child in according.children:
        if child.lower_ == "to":
            yield from prep_objects(child)
