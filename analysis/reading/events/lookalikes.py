"""What looks like an act and is none: how somebody stands, who does not comment, whom an accident killed, and the like.

Both coders take such words for acts now and then; the grammar of the sentence tells them apart.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.meaning import Meanings
from analysis.rules.load import load_words
from analysis.syntax.clauses import find_objects, find_subject
from analysis.syntax.grammar import NOBODY, NOUNS, RELATIVES, VERBS
from analysis.syntax.phrases import find_particles, objects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_STATES, _OWN, _SILENT, _CALLS, _MISHAPS, _HANDLING, _BODY, _HARM, _PRESS = (
    load_words("grammar_words.csv", kind) for kind in "state own silent calls mishap handling body harm press".split()
)
_SHOT = _HARM | {"shoot"}
_UNMEANT = frozenset(("accidentally", "inadvertently", "unintentionally"))
_NAMING = frozenset(("identify", "name", "quote"))
_SUMMONS = frozenset(("call", "gather", "invite", "summon"))
_DEFINITE = frozenset(("the", "these", "those"))
_DESCRIBING = frozenset(("acl", "amod"))
_CAUSES = ("in", "by", "from", "after", "during")  # before what somebody was harmed in
_CLAUSES = frozenset(("advcl", "ccomp"))


def is_stance(word: "Token") -> bool:
    """Whether a word only says how somebody stands: *groups opposed to the deal*, *will defend itself*."""
    if word.dep_ in _DESCRIBING and word.tag_ in ("VBN", "JJ"):
        return word.lower_ in _STATES
    reflexive = (child for child in word.rights if child.dep_ == "dobj" and child.lower_.endswith(("self", "selves")))
    return lemma(word) in _OWN and any(reflexive)


def is_no_act(act: Act, meanings: Meanings) -> bool:
    """Whether an act is none.

    Somebody does not comment, calls the press, gives something a name or warns that it is wrong, it is done to nobody,
    an accident did it, or a thing threatens to do it.
    """
    return any(
        _is_silence(word)
        or _is_briefing(word)
        or (act.code.root == "PROTEST" and _is_naming(word))
        or (act.code.root == "THREATEN" and _is_view(word))
        or (act.modality != "negated" and _falls_on_nobody(word))
        or _is_accident(word, meanings)
        or _is_figure(word, meanings)
        for word in act.chain
    )


def _is_silence(word: "Token") -> bool:
    """*Declined to comment*, *declined to be named*, *did not return calls*."""
    if any(child.dep_ == "xcomp" and (lemma(child) in _SILENT or _is_nameless(child)) for child in word.children):
        return True
    return lemma(word) == "return" and any(lemma(noun) in _CALLS for noun in find_objects(word))


def _falls_on_nobody(word: "Token") -> bool:
    """*Would hand over nobody*."""
    return word.pos_ in VERBS and any(noun.lower_ in NOBODY for noun in find_objects(word))


def _is_nameless(verb: "Token") -> bool:
    """*To be named*; not *to name the dead*."""
    return lemma(verb) in _NAMING and any(child.dep_ == "auxpass" for child in verb.lefts)


def _is_briefing(word: "Token") -> bool:
    """*Summoned reporters to see the damage*."""
    return lemma(word) in _SUMMONS and any(lemma(noun) in _PRESS for noun in find_objects(word))


def _is_naming(word: "Token") -> bool:
    """*Called the protests a revolution*, *called Monday's strike “an act of war”*; not *called a strike*."""
    if lemma(word) != "call" or word.pos_ not in VERBS or any(child.dep_ == "prt" for child in word.rights):
        return False
    known = [noun for noun in word.rights if noun.dep_ == "dobj" and any(map(_makes_known, noun.lefts))]
    return any(noun.tag_ == "NNS" or any(c.dep_ == "oprd" for c in word.rights) or _is_named(noun) for noun in known)


def _makes_known(word: "Token") -> bool:
    return word.lower_ in _DEFINITE or word.dep_ == "poss"


def _is_named(noun: "Token") -> bool:
    """Whether a name with *a* follows what is named, right after a noun: *the strike on the house “a crime”*."""
    rest = [token for token in noun.doc[noun.i + 1 : noun.sent.end] if not token.is_quote]
    return any(word.lower_ in ("a", "an") and before.pos_ in NOUNS for before, word in pairwise(rest))


def _is_view(word: "Token") -> bool:
    """*Warned that the ban would be wrong*: a view; not *warned Chile that it would be sorry*, *that he will shoot*."""
    if lemma(word) != "warn" or any(child.dep_ in ("dobj", "dative") for child in word.rights):
        return False
    views = (child for child in word.rights if child.dep_ == "ccomp" and lemma(child) == "be")
    return any(child.dep_ == "acomp" for view in views for child in view.rights)


def _is_accident(word: "Token", meanings: Meanings) -> bool:
    """*Killed in a car crash*, *hurt when their lorry overturned*; not *killed when a shell hit*."""
    if word.pos_ not in VERBS or lemma(word) not in _SHOT:
        return False
    causes = [noun for noun in objects_of(find_particles(word), _CAUSES) if noun.pos_ in NOUNS]
    if any("nature" in meanings.classes(noun) for noun in causes) or _is_meant_by_nobody(word):
        return True
    clauses = (child for child in word.children if child.dep_ in _CLAUSES and child.pos_ in VERBS)
    return any(lemma(verb) in _MISHAPS and not find_objects(verb) for verb in clauses)


def _is_meant_by_nobody(harm: "Token") -> bool:
    """*Accidentally shot*, *killed a comrade while cleaning his rifle*, *shot his own foot*."""
    if any(child.lower_ in _UNMEANT for child in harm.children):
        return True
    parts = (noun for noun in find_objects(harm) if lemma(noun) in _BODY)  # *killed his own people* is another matter
    if any(child.lower_ == "own" for noun in parts for child in noun.lefts):
        return True
    joined = (child for verb in (harm, *harm.conjuncts) for child in verb.rights if child.dep_ == "advcl")
    return any(clause.tag_ == "VBG" and lemma(clause) in _HANDLING for clause in joined)


def _is_figure(word: "Token", meanings: Meanings) -> bool:
    """*A crisis that threatened to spiral*, *the strike threatens to cripple the port*: nobody threatens."""
    if lemma(word) != "threaten" or not any(child.dep_ == "xcomp" for child in word.children):
        return False
    subject = find_subject(word)
    subject = word.head if subject is not None and subject.tag_ in RELATIVES and word.dep_ == "relcl" else subject
    return subject is not None and subject.pos_ == "NOUN" and not meanings.is_a(subject, "actor")
