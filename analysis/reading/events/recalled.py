"""Whether the words of an act set it in the past of the story: the rules of what a story recalls."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from analysis.reading.events.acts import Act
from analysis.reading.events.lemmas import lemma
from analysis.reading.events.news import is_aside, is_known, is_long_ago, tells_content
from analysis.rules.load import load_words
from analysis.syntax.clauses import find_helpers, is_misread, is_reduced
from analysis.syntax.grammar import HAVE, NOUNS, SUBJECTS, VERBS, climb, has_to
from analysis.syntax.tense import find_tense
from analysis.text.calendar import read_ordinal

if TYPE_CHECKING:
    from spacy.tokens import Token

_RECALLING, _EARLIER, _LONG_TIMES, _LASTING = (
    load_words("grammar_words.csv", kind) for kind in "recall earlier longtime lasting".split()
)
_RANKS = frozenset(("first", "last", "only"))


def is_recalled(act: Act, dated: bool = False) -> bool:
    """Whether the words of an act set it in the past of the story: by one of `RECALLING_RULES`, in it or above it.

    A report ends the search, for what is said now is news, but not for nouns of what is known. `dated`: the act has the
    story's day, so that a clause about a noun is news, too (*the men who shot him on Wednesday*).
    """
    rules = RECALLING_RULES if not dated else tuple(rule for rule in RECALLING_RULES if rule not in _UNDATED)
    outer = act.chain[0]
    if not dated and _stands_aside(outer):
        return True
    verb = outer  # the verb that the clause of a token hangs on
    for token in (outer, *climb(outer)):
        if any(rule(token, verb) for rule in rules):
            return True
        if token.dep_ in ("ccomp", "parataxis") and not is_known(outer):
            return False
        if token.pos_ in VERBS and token.dep_ != "conj":
            verb = token.head
    return False


def _is_pluperfect(token: "Token", verb: "Token") -> bool:
    """*Had attacked*; in a report only the past of the past: *said it had attacked*."""
    past = token.pos_ in VERBS and token.tag_ == "VBN" and token.dep_ != "ccomp" and "had" in find_helpers(token)
    return past and not _counts_again(token)


def _counts_again(verb: "Token") -> bool:
    """*It was the second time that rebels had accused them*: this time is the news."""
    time = verb.head
    numbers = (read_ordinal(child.lower_) for child in time.lefts)
    return lemma(time) == "time" and time.dep_ == "attr" and any(numbers)


def _was_agreed(token: "Token", verb: "Token") -> bool:
    """*They were to pull back*: what was once agreed."""
    above = token.head
    return token.pos_ in VERBS and has_to(token) and lemma(above) == "be" and above.tag_ == "VBD"


def _describes_the_past(token: "Token", verb: "Token") -> bool:
    """*The general who led the raid*: a clause that says which noun, where the verb that the search came from is past.

    A participle of the subject is news where its sentence is: *reporters beaten in the square said*.
    """
    if token.pos_ not in VERBS or is_aside(token) or is_misread(token) or tells_content(token) or _counts_again(token):
        return False
    if is_reduced(token):
        return token.dep_ == "ccomp"
    if token.dep_ == "acl" and token.head.dep_ in SUBJECTS and token.head.head.dep_ == "ROOT":
        return False
    return token.dep_ in ("relcl", "acl") and _is_past(verb, find_helpers(verb))


def _is_earlier(token: "Token", verb: "Token") -> bool:
    """*His earlier speech*, *a previous attack*."""
    return token.pos_ in NOUNS and any(c.dep_ == "amod" and c.lower_ in _EARLIER for c in token.lefts)


def _stands_aside(noun: "Token") -> bool:
    """*Mourned the dead of the attack*: a noun for what is known, neither subject nor object of its clause.

    Not what goes on (*fled from the fighting*), nor what gives the sentence its reason (*with his arrest, they lost*).
    """
    if noun.pos_ not in NOUNS or noun.dep_ != "pobj" or not is_known(noun) or lemma(noun) in _LASTING:
        return False
    reason = noun.head.lower_ == "with" and noun.head.head.dep_ == "ROOT"
    return not reason and not any(child.dep_ == "acl" for child in noun.rights)


def _follows_preposition(token: "Token", verb: "Token") -> bool:
    """*After the attack*, *despite the raid*."""
    return token.dep_ == "prep" and token.lower_ in _RECALLING


def _follows_conjunction(token: "Token", verb: "Token") -> bool:
    return follows_conjunction(token)


def follows_conjunction(token: "Token") -> bool:
    """*After rebels attacked*, *since the army left*."""
    return any(c.dep_ == "mark" and c.lower_ in ("after", "since") for c in token.lefts)


def _adds_history(token: "Token", verb: "Token") -> bool:
    """*General Musa, who led the raid, is ill*: what a present sentence adds on somebody's past."""
    if token.tag_ != "VBD" or not is_aside(token):
        return False
    main = next((above for above in climb(token) if above.pos_ in VERBS), None)
    return main is not None and lemma(main) != "say" and find_tense(main) in ("present", "future")


def _was_like_that(token: "Token", verb: "Token") -> bool:
    """*Peru, which was critical of the raid, said*: a state of things, which no news tells."""
    return token.tag_ == "VBD" and lemma(token) in ("be", "have") and is_aside(token)


def _was_first(token: "Token", verb: "Token") -> bool:
    """*It was the first state to recognise them*: who was first is told of what is past."""
    if token.pos_ not in VERBS or not has_to(token):
        return False
    ranked = (token.head, *token.head.lefts)
    of_the_past = token.head.head.tag_ == "VBD" and lemma(token.head.head) == "be"
    return of_the_past and any(word.lower_ in _RANKS for word in ranked)


def _is_overtaken(token: "Token", verb: "Token") -> bool:
    """*Although he backed the war, he has become its critic*."""
    conceded = token.dep_ == "advcl" and token.tag_ == "VBD" and not any(c.lower_ == "when" for c in token.lefts)
    return conceded and bool(find_helpers(token.head) & HAVE)


def _is_set_back(token: "Token", verb: "Token") -> bool:
    """*Snubbed him during his recent visits*, *promised in years past*; *in recent weeks* is what goes on."""
    if token.pos_ not in VERBS:
        return False
    preps = (child for child in token.children if child.dep_ == "prep")
    return any(is_long_ago(noun) for prep in preps for noun in prep.children)


def _lasted(token: "Token", verb: "Token") -> bool:
    """*For eight months, farmers protested*; not *was jailed for eight months*."""
    lasting = (c for c in token.lefts if c.lower_ == "for") if token.tag_ == "VBD" else ()
    return any(noun.lemma_.lower() in _LONG_TIMES for prep in lasting for noun in prep.children)


RECALLING_RULES: tuple[Callable[["Token", "Token"], bool], ...] = (
    _is_pluperfect,
    _was_agreed,
    _describes_the_past,
    _is_earlier,
    _follows_preposition,
    _follows_conjunction,
    _adds_history,
    _was_like_that,
    _was_first,
    _is_overtaken,
    _is_set_back,
    _lasted,
)
_UNDATED = (_describes_the_past, _adds_history)  # rules for what has no day of its own


def _is_past(verb: "Token", helpers: set[str]) -> bool:
    return not has_to(verb) and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and (helpers & HAVE or not helpers)))
