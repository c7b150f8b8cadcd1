"""What the words above an act make of it: what is urged, feared, denied or only claimed has not surely happened.

From the outermost word of an act the search climbs the parse, however far. `rules/embedding.csv` has the words that
matter: `word` (lemmas), `under` (in which positions the act stands under them) and the `modality` that it then has.

    infinitive  *urged them to leave*
    clause      with a verb of its own: *feared that they left*
    content     the same under a noun: *reports that they left*
    gerund      *denied leaving*
    object      a noun: *denied the attack*; of a passive its subject
    subject     a noun that is the subject: *an attack loomed*
    of …        after this preposition: *accused of leaving*

An infinitive under any other word has not surely happened, but for the `implicative` words of `embedding_words.csv`
(*forced them to leave*). What follows *after*, *because* and the like, or describes a noun, is a fact.

Source: Saurí and Pustejovsky (2009), FactBank; Karttunen (1971, 2012), implicative verbs.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.reading.events.lemmas import lemma
from analysis.rules.load import load_words, read_rows
from analysis.rules.spelling import normalise
from analysis.syntax.clauses import (
    find_helpers,
    find_objects,
    find_predicates,
    is_imperative,
    is_misread,
    is_negated,
    is_passive,
)
from analysis.syntax.grammar import FINITE, NOUNS, SUBJECTS, VERBS, climb, has_subject, has_to
from analysis.syntax.phrases import is_nobody

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_IMPLICATIVE, _FACTIVE, _FALSE, _QUESTIONS, _KNOWN, _REASONS, _INSTEAD, _HEDGES, _PURPOSES, _ENABLED, _SIGNS = (
    load_words("embedding_words.csv", kind)
    for kind in "implicative factive false question known reason instead hedge purpose enabled sign".split()
)
_SUPPOSED, _DEFINITE = (load_words("grammar_words.csv", kind) for kind in ("supposed", "definite"))
_INVERTED = frozenset(("had", "were", "should"))
_INTERROGATIVE = frozenset(("WP", "WP$", "WRB"))
_ENDS = frozenset(("relcl", "parataxis", "appos", "ROOT"))  # what stands above these says nothing of the act
_OBJECTS = frozenset(("dobj", "nsubjpass", "obj", "dative", "attr", "oprd"))
_LANDS = ("NORP", "GPE")  # what the model calls names of countries and their people
_CLAIMS = "hedged"  # the modality of nouns whose content somebody may call false


@dataclass(frozen=True, slots=True)
class Standing:
    """How an act stands in its sentence: the modality that the words above give it, and the word that does."""

    modality: str = ""
    governor: "Token | None" = None
    rule: str = ""


_FACT = Standing()


@cache
def load_embedding() -> dict[tuple[str, str], str]:
    """By word and position, the modality of what stands under the word."""
    return {
        (normalise(word), under): row["modality"]
        for row in reversed(read_rows("embedding.csv"))
        for word in row["word"].split()
        for under in row["under"].split()
    }


def find_standing(word: "Token") -> Standing:
    """What the words above a word make of it: the nearest that says something decides."""
    if _is_inverted(word):
        return Standing("conditional", word, "a condition without *if*")
    hedge = next((c for c in word.children if c.dep_ in ("amod", "advmod") and c.lower_ in _HEDGES), None)
    if hedge is not None:
        return Standing("hedged", hedge, f"{hedge} {word}")
    outside = None  # the first of joined verbs, where the search came from one that does not stand where it does
    for below, above in pairwise((word, *climb(word))):
        if below.dep_ == "relcl" and any(lemma(child) in _SUPPOSED for child in above.lefts):
            return Standing("hedged", above, f"a clause about {above}, which may not exist")
        if _parts_from_infinitive(below, above):
            return find_standing(find_finite(above))
        if _is_only_possible(below, above):
            return Standing("conditional", above, f"what {above} is only supposed")
        if _is_presupposed(word, below, above):
            break
        if (below.dep_ in _ENDS and not _is_vain(below, above)) or _is_told_as_fact(below) or is_apart(below, above):
            break
        if below.dep_ == "conj":
            outside = above if _is_elsewhere(below, above) else outside
            continue
        standing = _stand_under(below, above) if below != outside else None
        if standing is not None:
            return standing
    else:
        if _is_asked(word.sent):
            return Standing("hedged", word, "a question")
    return _FACT


def _is_asked(sentence: "Span") -> bool:
    """Whether a sentence asks if something is so; *why did they attack?* takes for granted that they did."""
    opening = (child.left_edge for child in sentence.root.lefts)
    return sentence[-1].text == "?" and not any(token.tag_ in _INTERROGATIVE for token in opening)


def _parts_from_infinitive(below: "Token", above: "Token") -> bool:
    """*Waited for him to come and shot him*: a past verb goes on with the main verb, not with the infinitive."""
    return below.dep_ == "conj" and below.tag_ in FINITE and above.tag_ == "VB" and has_to(above)


def find_finite(verb: "Token") -> "Token":
    """The verb with a tense above an infinitive; itself where there is none."""
    return next((above for above in climb(verb) if above.tag_ in FINITE), verb)


def _is_only_possible(noun: "Token", verb: "Token") -> bool:
    """*Clashes would be devastating*: there are none yet; *the clashes would go on*: there are."""
    if noun.dep_ != "nsubj" or noun.pos_ not in NOUNS or "would" not in find_helpers(verb) or verb.dep_ == "relcl":
        return False
    return not is_known_noun(noun)


def is_known_noun(noun: "Token") -> bool:
    """*The killing of*, *Iran's attack*: a noun for what is known; one that is told anew has a subject or object."""
    if noun.pos_ not in NOUNS or any(c.dep_ in ("nsubj", "dobj") for c in noun.children):
        return False
    words = (*noun.lefts, noun.left_edge)
    return any(c.lower_ in _DEFINITE or c.dep_ == "poss" or c.ent_type_ in _LANDS for c in words)


def _is_presupposed(word: "Token", below: "Token", above: "Token") -> bool:
    """*Feared that the siege would go on*: there is a siege, whatever becomes of it."""
    inside = below.pos_ in VERBS and below.dep_ in ("ccomp", "csubj", "acl") and below != word
    return inside and word.head == below and word.dep_ == "nsubj" and is_known_noun(word)


def _is_vain(below: "Token", above: "Token") -> bool:
    """*Did nothing to stop it*: an infinitive that the parser takes for a relative clause."""
    return has_to(below) and load_embedding().get((lemma(above), "infinitive")) == "negated"


def _is_inverted(verb: "Token") -> bool:
    """*Had they attacked, …*: the helper stands before the subject."""
    helpers = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass") and child.lower_ in _INVERTED]
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS]
    return bool(helpers and subjects) and helpers[0].i < subjects[0].i and verb.sent[-1].text != "?"


def _is_elsewhere(verb: "Token", first: "Token") -> bool:
    """Whether a verb belongs with the verb above the one that the model joins it to.

    A finite verb with an infinitive (*foiled a plot to flee and shot two*), or one in the tense of the verb above
    (*denies that it fled and invites us*).
    """
    if verb.tag_ not in FINITE or has_subject(verb) or first.pos_ not in VERBS:
        return False
    tense = _find_tense(first)
    above = next((token for token in climb(first) if token.pos_ in VERBS), None)
    return not tense or (above is not None and tense != verb.tag_ == _find_tense(above))


def _find_tense(verb: "Token") -> str:
    """The tag of a verb or of its helper that has a tense; empty for an infinitive or a participle."""
    return next((token.tag_ for token in (*verb.lefts, verb) if token.tag_ in FINITE and _helps(token, verb)), "")


def _helps(token: "Token", verb: "Token") -> bool:
    return token == verb or token.dep_ in ("aux", "auxpass")


def is_apart(below: "Token", above: "Token") -> bool:
    """Whether a semicolon or a colon makes a sentence of its own of a clause."""
    if below.dep_ not in ("ccomp", "conj") or below.pos_ not in VERBS:
        return False
    first, last = sorted((below.i, above.i))
    return any(token.text in ";:" for token in below.doc[first + 1 : last])


def _stand_under(below: "Token", above: "Token") -> Standing | None:
    """What a word makes of what hangs on it; None if it says nothing."""
    if _is_instead(below, above):
        return Standing("negated", above, f"what follows {above} is not done")
    under = _name_position(below, above)
    own = lemma(above)
    if own == "threaten" and under == "subject" and find_objects(above):
        return None  # *the attacks threaten the peace*: there are attacks
    known = _is_told_of(below, above) and own in _KNOWN
    if (under == "infinitive" and (known or _has_come_about(above))) or (under == "clause" and asks(below)):
        return None
    if own == "let" and under == "clause" and is_imperative(above):
        return Standing("demanded", above, "let somebody do it")
    if under == "clause" and (judged := _find_judgement(below)) is not None:
        above, own = judged, lemma(judged)
    modality = load_embedding().get((own, under), "")
    if under == "infinitive" and _is_hearsay(below, above):
        return Standing("hedged", above, f"what {above} only says to be so")
    if modality == _CLAIMS and _is_called_false(above):
        return Standing("denied", above, f"{above} is called false")
    if above.pos_ in NOUNS and _is_missing(above):
        intended = modality == "intended" and own not in _PURPOSES  # *no attempt to free them failed*: there were some
        if intended or (under == "content" and own in _SIGNS):
            return Standing("negated" if intended else "hedged", above, f"there is no {above}")
    if modality:
        return Standing(modality, above, f"embedding.csv: {own} | {under} | {modality}")
    if is_question(below):
        return Standing("hedged", above, f"a question under {above}")
    if under == "clause" and _is_subjunctive(below):
        return Standing("demanded", above, f"a clause that wants something under {above}")
    if under == "clause" and is_negated(above) and above.i < below.i and own not in _KNOWN:
        return Standing("hedged", above, f"{above} is negated")
    if under == "infinitive" and own not in _IMPLICATIVE:
        return Standing("intended", above, f"an infinitive under {above}")
    return None


def _find_judgement(clause: "Token") -> "Token | None":
    """*It is possible that they fled*: the adjective before the clause, if the table knows it; else None."""
    first = clause.left_edge
    word = first.nbor(-1) if first.i else first
    judges = word.dep_ == "acomp" and lemma(word.head) == "be" and any(c.lower_ == "it" for c in word.head.lefts)
    return word if judges and (lemma(word), "clause") in load_embedding() else None


def _is_hearsay(below: "Token", above: "Token") -> bool:
    """*Was reported to have shot him*, *what appeared to be a raid*; not *is known to have shot him*."""
    own = lemma(above)
    if own in ("appear", "seem"):
        return lemma(below) == "be"
    return _is_told_of(below, above) and own not in _KNOWN and own not in _IMPLICATIVE


def _is_told_of(below: "Token", above: "Token") -> bool:
    """Whether a passive says what somebody has done or is doing: *is said to have left*, *to be leaving*."""
    done = "have" in find_helpers(below) or below.tag_ == "VBG"
    return done and above.pos_ in VERBS and is_passive(above)


def _name_position(below: "Token", above: "Token") -> str:
    """Where something stands under a word, as the table has it."""
    if below.dep_ in ("prep", "prt", "agent"):
        return below.lower_
    if below.pos_ in VERBS or below.dep_ in ("ccomp", "xcomp", "pcomp", "csubj"):
        if has_to(below):
            return "infinitive"
        if below.dep_ == "acl" or (below.dep_ == "ccomp" and above.pos_ in NOUNS):
            return "content"
        if below.dep_ == "ccomp":
            return "clause"
        return "gerund" if below.dep_ in ("xcomp", "dobj") or _is_listed(below, above) else ""
    if below.dep_ in _OBJECTS:
        return "object"
    return "subject" if below.dep_ in ("nsubj", "csubj") else ""


def _is_listed(clause: "Token", verb: "Token") -> bool:
    """Whether the model takes the second of some gerunds for a clause beside them: *demands raising pay, ending it*."""
    if clause.dep_ != "advcl" or clause.tag_ != "VBG":
        return False
    return any(child.dep_ == "xcomp" and child.tag_ == "VBG" and child.i < clause.i for child in verb.rights)


def _is_instead(below: "Token", above: "Token") -> bool:
    """Whether something is what is not done: *without firing*, *instead of leaving*, *short of leaving*."""
    if below.dep_ not in ("pcomp", "pobj") or above.dep_ != "prep":
        return False
    return f"{above.head.lower_} {above.lower_}" in _INSTEAD or (above.lower_ in _INSTEAD and below.dep_ == "pcomp")


def _is_missing(noun: "Token") -> bool:
    """Whether there is none, or hardly any: *no plan*, *little sign*, *does not have a plan*."""
    if is_nobody(noun) or any(child.lower_ == "little" for child in noun.lefts):
        return True
    return noun.dep_ == "dobj" and is_negated(noun.head)


def _is_subjunctive(clause: "Token") -> bool:
    """*Moved that she be expelled*, *proposes that it hire them*: a bare infinitive with a subject."""
    helpers = [child for child in clause.lefts if child.dep_ in ("aux", "auxpass")]
    bare = helpers[0] if helpers else clause
    mark = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)
    return mark and bare.tag_ == "VB" and has_subject(clause) and not has_to(clause)


def _is_told_as_fact(word: "Token") -> bool:
    """Whether a clause or phrase takes for granted what it says: *after the attack*, *because they fled*, *shot by*."""
    if word.dep_ == "prep":
        return word.lower_ in _FACTIVE
    if word.dep_ == "acl":
        clause = has_to(word) or any(child.dep_ == "mark" for child in word.lefts)
        return not clause and not is_misread(word)
    return word.dep_ == "advcl" and not has_to(word) and not _is_listed(word, word.head)


def _is_called_false(noun: "Token") -> bool:
    """Whether a claim is said to be wrong: *reports that they fled are false*."""
    if noun.pos_ not in NOUNS or noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    said = [noun.head, *find_predicates(noun.head)]
    return any(lemma(word) in _FALSE or word.lower_ in _FALSE for word in said)


def _has_come_about(word: "Token") -> bool:
    """*They were able to flee*, *the truce allowed them to flee*, *it took days to flee*: of what is past, they did."""
    if word.lower_ == "took":
        return any(child.lower_ == "it" for child in word.lefts)
    verb = word.head if word.pos_ == "ADJ" else word
    said = word.lower_ in _ENABLED and verb.tag_ == "VBD" and not is_negated(verb)
    return said and not find_helpers(verb)


def serves(standing: Standing) -> "Token | None":
    """The verb that an aim belongs to: *closed it in an effort to stop them*; None if there is none."""
    noun = standing.governor
    if noun is None or standing.modality != "intended" or noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "as"):
        return None
    return noun.head.head if lemma(noun) in _PURPOSES else None


def asks(clause: "Token") -> bool:
    """Whether a clause asks who, how many, when or why: what it says is a fact."""
    why = any(child.dep_ == "advmod" and child.lower_ in _REASONS for child in clause.lefts)
    return why or (clause.dep_ == "ccomp" and clause.left_edge.tag_ in ("WRB", "WP"))


def is_question(clause: "Token") -> bool:
    """Whether a clause asks: *whether they left*."""
    if clause.dep_ not in ("ccomp", "csubj", "csubjpass"):
        return False
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in _QUESTIONS for child in clause.lefts)
