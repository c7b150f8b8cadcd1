"""The names in the words for a speaker and around them: which of them speaks."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reading.quotes.speakers import Source
from analysis.rules.load import load_words
from analysis.syntax.clauses import find_subject
from analysis.syntax.grammar import PLURAL_TAGS

if TYPE_CHECKING:
    from spacy.tokens import Token

Mention = tuple[int, int, dict, str]  # its place, the speaker columns that it gives, and the kind of its actor

_OWNED = frozenset(("poss", "amod", "nmod", "compound", "nummod"))
_OFFICES = load_words("grammar_words.csv", "office")
_SIDED = re.compile(r"\b(?i:pro|anti)[-–]$")


def speaks(source: Source, mention: Mention, text: str) -> bool:
    """Whether a name in a speaker's phrase is who speaks: no owner (*Doe's aide*), no state (*Egyptian state TV*).

    Nor is whoever somebody is for or against: *a pro-Doe activist*.
    """
    start, end, _, kind = mention
    if _SIDED.search(text, max(0, start - 6), start):
        return False
    if source.head is None or start <= source.head_start < end:
        return True
    offset = source.head_start - source.head.idx
    span = source.head.doc.char_span(max(0, start - offset), max(0, end - offset), alignment_mode="expand")
    if span is None or not len(span):
        return True
    word, office = span.root, source.head.lemma_.lower() in _OFFICES
    if word.dep_ == "poss" or text[end : end + 2] in ("'s", "’s"):
        return False
    if word.dep_ in _OWNED and kind != "person":
        return office and word.ent_type_ == "ORG"
    return word.dep_ != "pobj" or office


def find_apposed(source: Source) -> Source | None:
    """The person who is named behind a post: *Scott Doe* of *a spokesman for Mr Poe, Scott Doe, said*; or None."""
    if source.head is None or source.head.pos_ != "NOUN":
        return None
    after = [source.head]
    if source.head.lemma_.lower() in _OFFICES:  # a name explains no name before it: it is the spokesman's
        after += [
            noun for prep in source.head.rights for noun in prep.children if noun.dep_ == "pobj" and noun.ent_type_
        ]
    named = [c for n in after for c in n.rights if c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ == "PERSON"]
    if not named:
        return None
    start = source.head_start - source.head.idx + named[0].idx
    return replace(source, head=named[0], head_start=start, head_end=start + len(named[0]))


def find_leader(pronoun: "Token") -> "Token | None":
    """Whose clause that of a pronoun depends on, if it stands before it: *Doe* of *Doe left when he had said it*."""
    subject = find_subject(pronoun.head.head) if (pronoun.dep_, pronoun.head.dep_) == ("nsubj", "advcl") else None
    return subject if subject is not None and subject.i < pronoun.i and subject.pos_ == "PROPN" else None


def is_crowd(source: Source, mention: Mention) -> bool:
    """Whether the words are people of a country, and not the state: *Egyptians chanted*."""
    return mention[3] == "country" and source.head is not None and source.head.tag_ in PLURAL_TAGS


def sort_mentions(mentions: pd.DataFrame | None) -> list[Mention]:
    """The mentions of actors in the order of the text; none without a table."""
    if mentions is None:
        return []
    rows = zip(*(mentions[name] for name in ("start", "end", "actor", "kind", "country")), strict=True)
    table = [
        (start, end, {"speaker": actor, "speaker_country": None if pd.isna(country) else country}, kind)
        for start, end, actor, kind, country in rows
        if not pd.isna(actor)
    ]
    return sorted(table, key=lambda mention: mention[0])


def name_person_before(source: Source) -> dict:
    """The last person before a pronoun in the same paragraph, according to the parse."""
    people = [e for e in source.head.doc.ents if e.label_ == "PERSON" and e.end <= source.head.i] if source.head else []
    return {"speaker": people[-1].text} if people else {}
