"""When the report should not be believed, or only with care: what kind of text the article is, and what it lacks."""

import html
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from analysis.reading.kinds import GENRES, list_paragraphs, list_signs
from analysis.reading.reading import Reading, once
from analysis.reading.schema import CAUTIONS
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise
from analysis.show.prose import Prose, number_paragraphs
from analysis.statistics import MIN_SCORED
from analysis.story.assess import MIN_EVENTS, assess
from analysis.text.language import ENGLISH, OTHER, find_foreign, find_language
from analysis.text.signs import Sign
from analysis.text.wording import count, number, quote

FOREIGN_SHARE = 0.25  # of the words, in at least two paragraphs: so much in another language is worth a caution

NO_NEWS = {
    "review": "a review",
    "obituary": "an obituary",
    "letter": "a letter",
    "opinion": "an opinion piece",
    "argued": "an essay or a talk",
}
STUBS = ("paywall", "cut", "short")
# What was seen, and what it means for the reader. A name with _many is for a number of blocks that begin alike
SEEN = {
    "live": "The text calls itself live ({quote})",
    "live_many": "{count} begin with a time of day, as in a live blog",
    "several_many": "{count} open with a dateline, such as {quote}, so the text seems to hold more than one article",
    "interview": "The text seems to be an interview or a transcript ({quote})",
    "interview_many": "{count} begin with the name of a speaker, such as {quote}, as in an interview or a transcript",
    "review": "The text seems to be a review ({quote})",
    "letter": "The text seems to be a letter ({quote})",
    "opinion": "The text seems to be an opinion piece ({quote})",
    "obituary": "The text seems to be an obituary ({quote})",
    "argued": "The text argues, asks and speaks to its reader more than it reports, as an essay or a talk does",
    "personal_many": "Outside quotations, the writer says “I” or “my” in {count} of {of}, as in an opinion, an "
    "interview or a personal account",
    "list": "The text seems to be a list or a summary and not one story ({quote})",
    "paywall": "The site asks its readers to subscribe or sign in ({quote}), and the text is short",
    "cut": "The text breaks off ({quote})",
    "short": "The text has only {of}",
}
_ARGUED = "what its writer fears or demands may be read as news"
MEANING = {
    "live": "early reports may stand beside later ones that correct them, and the order of paragraphs is no story",
    "several": "the report mixes them",
    "interview": "what the speakers say is read as if a reporter had written it",
    "review": "what happens in a book, a play or a film may be read as news",
    "letter": _ARGUED,
    "opinion": _ARGUED,
    "argued": _ARGUED,
    "obituary": "events of a whole life may be read as news",
    "personal": _ARGUED,
    "list": "events of many days or places stand side by side, so do not rely on what the report says of their course",
    "paywall": "probably most of the article is missing",
    "cut": "the rest of the article is missing",
    "short": "that is too few to tell a rise or a fall from chance",
}

STOP, CARE = "Do not believe this report.", "Read this report with care."
_LOOK = "border: 2px solid; border-left-width: .5rem; padding: .6rem 1rem; margin: 1rem 0"


class Cautions(Prose):
    """The sentences that a reader should know before the report, the worst first; without any it is false.

    Attributes:
        stop: whether the report is worthless, and not only to be read with care.
    """

    stop: bool

    def __new__(cls, sentences: Iterable[str], stop: bool = False) -> "Cautions":
        """The sentences, and whether one of them forbids to believe the report."""
        cautions = super().__new__(cls, sentences)
        cautions.stop = stop
        return cautions

    def _repr_html_(self) -> str:
        """A note with a heading, and a border that is seen in light and dark; "" without a caution."""
        if not self:
            return ""
        kind, heading = ("caution stop", STOP) if self.stop else ("caution", CARE)
        first, *others = map(html.escape, self)
        told = f"<strong>{heading}</strong> {first}"
        if others:
            items = "".join(f"<li>{sentence}</li>" for sentence in (first, *others))
            told = f'<strong>{heading}</strong><ul style="margin: .3rem 0 0; padding-left: 1.2rem">{items}</ul>'
        return f'<div class="{kind} tex2jax_ignore mathjax_ignore" role="note" style="{_LOOK}">{told}</div>'


def describe(reading: Reading) -> Cautions:
    """What a reader should know before the report."""
    return Cautions(tabulate(reading)["sentence"], forbids_verdict(reading))


def forbids_verdict(reading: Reading) -> bool:
    """Whether the text is such that no verdict on the crisis may be given: it is not English."""
    return bool((tabulate(reading)["severity"] == "stop").any())


def find_other_matter(reading: Reading) -> str:
    """*a review*, *an obituary*: what the text seems to be, if nothing in it can be the news of a crisis; else ""."""
    kinds = set(tabulate(reading)["kind"])
    return next((named for kind, named in NO_NEWS.items() if kind in kinds), "")


def is_patchwork(reading: Reading) -> bool:
    """Whether a text is no one story, so that its order says little: a live blog, several articles."""
    return not {"live", "several", "list"}.isdisjoint(tabulate(reading)["kind"])


@once
def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per caution, the worst first. Columns: `CAUTIONS`."""
    language = _find_foreign(reading)
    rows = [language] if language else list(_find_cautions(reading))
    return make_table(rows, CAUTIONS)


def _row(kind: str, sentence: str, evidence: str | None = None, severity: str = "care") -> dict[str, Any]:
    return {"kind": kind, "severity": severity, "sentence": sentence, "evidence": evidence}


def _find_foreign(reading: Reading) -> dict[str, Any] | None:
    """The caution that leaves no room for others: the text is not English."""
    language = find_foreign(reading.article)
    if language is None:
        return None
    seems = "does not seem to be in English" if language == OTHER else f"seems to be in {language}"
    sentence = f"The text {seems}, and the program reads only English: its figures are worthless."
    return _row("language", sentence, None if language == OTHER else language, "stop")


def _find_cautions(reading: Reading) -> Iterator[dict[str, Any]]:
    """The cautions about an English text; of its signs to be a stub, or another kind of text, the first says enough."""
    signs = list_signs(reading)
    if short := _find_short(reading):
        signs["short"] = short
    for kinds in (STUBS, GENRES):
        first = next((signs[kind] for kind in kinds if kind in signs), None)
        if first:
            yield _row(first.kind, _word(first, reading), first.evidence or None)
    yield from _find_mixed(reading)
    yield from _find_unknown(reading)


def _word(sign: Sign, reading: Reading) -> str:
    """The sentence for a sign."""
    paragraphs = len(list_paragraphs(reading))
    if not paragraphs:
        return "The text has no paragraph of running text, so nothing can be read in it."
    seen = SEEN[f"{sign.kind}_many" if sign.count > 1 else sign.kind]
    noun = "block" if sign.kind == "live" else "paragraph"
    counted = number(sign.count) if sign.kind == "personal" else count(sign.count, noun)
    parts = {"count": counted, "of": count(paragraphs, "paragraph"), "quote": quote(sign.evidence)}
    return capitalise(f"{seen.format(**parts)}: {MEANING[sign.kind]}.")


def _find_short(reading: Reading) -> Sign | None:
    paragraphs = len(list_paragraphs(reading))
    return Sign("short", "") if paragraphs < MIN_SCORED else None


def _find_mixed(reading: Reading) -> Iterator[dict[str, Any]]:
    """The caution that some paragraphs are in another language."""
    parts = [reading.article.text[start:end] for start, end in list_paragraphs(reading)]
    languages = [find_language(part) for part in parts]
    named = Counter(name for name in languages if name not in (ENGLISH, OTHER, None))
    if not named:
        return
    language = named.most_common(1)[0][0]
    where = [i for i, name in enumerate(languages, start=1) if name == language]
    words = sum(len(parts[i - 1].split()) for i in where)
    if len(where) > 1 and words >= FOREIGN_SHARE * len(" ".join(parts).split()):
        sentence = f"{number_paragraphs(where)} seem to be in {language}, and the program reads only English."
        yield _row("mixed", capitalise(sentence), language)


def _find_unknown(reading: Reading) -> Iterator[dict[str, Any]]:
    """The cautions about what the report lacks: events, and the day of publication."""
    current = len(assess(reading).current)
    if current < MIN_EVENTS:
        found = f"fewer than {number(MIN_EVENTS)} current acts" if current else "no current act"  # some may be none
        lack = "too few to say where the crisis is going"
        yield _row("few_events", f"The program found {found} of conflict or cooperation: {lack}.")
    if reading.article.published is None:
        reason = reading.article.published_evidence.partition(": ")[2]
        yield _row(
            "undated",
            f"The day of publication is not known{f' ({reason})' if reason else ''}, so “today” and “on Monday” have "
            "no date. Give it as the parameter published, such as -p published=2020-01-09.",
        )
    if reading.article.note:
        yield _row("replaced", f"The file is damaged: {reading.article.note}.", reading.article.note)
