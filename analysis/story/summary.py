"""The first screen: the headline with the verdict, and what it rests on in a few points."""

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES
from analysis.show.acts import capitalise
from analysis.show.prose import Points, Prose
from analysis.show.sure import name_doubt
from analysis.story import caution, peak, stand, sureness
from analysis.story.claims import list_told, tabulate_told
from analysis.story.evidence import cite, cite_place, find_words, name_actor, name_effect
from analysis.story.lean import explain_lack
from analysis.text.wording import join, quote, shorten, signed

SHOWN = 4  # acts in a point
OPENING, SHORT = 5, 8  # sentences among which the lead is, and the words that it has at least
LEAD = 300  # characters of the lead
MOST = 0.8  # of the lead: an act that is told by so much of it does not repeat it
_SETTING = re.compile(r"\W*(?:Although|If|Though|When|While)\b")  # *When tanks came, one might expect …*
_WHOLE = r"[.!?][”’\"')]*$"
EVEN = 0.1  # a mean tone nearer to 0 than this is neither bright nor dark


class Verdict(Prose):
    """A verdict below the headline of its article; a notebook shows how sure it is, with a link to the reasons."""

    headline: str
    level: str

    def _repr_html_(self) -> str:
        title = f'<p class="headline">{html.escape(self.headline)}</p>' if self.headline else ""
        sure = f'<a class="badge" data-level="{self.level}" href="#How-sure-is-this?">how sure: {self.level}</a>'
        link = sure if self.level else ""
        verdict = f'<p class="verdict">{html.escape(str(self))} {link}</p>'
        return f'<div class="tex2jax_ignore mathjax_ignore">{title}{verdict}</div>'


def judge(reading: Reading) -> Verdict:
    """The verdict on an article, ready to be shown with its headline."""
    verdict = Verdict(stand.describe(reading))
    verdict.headline = shorten(reading.article.headline or "", None)
    verdict.level = "" if explain_lack(reading) else sureness.grade(reading)
    return verdict


def describe(reading: Reading) -> Points:
    """What happened, who eases, escalates or speaks against others, the worst so far, and the tone, as far as known."""
    lead = _find_lead(reading)
    points = [_describe_lead(reading, lead), *_describe_acts(reading, lead)]
    above = " ".join(text if isinstance(text, str) else " ".join(text) for _, text in points)
    points += [_describe_worst(reading, above), _describe_tone(reading)]
    return Points((label, text) for label, text in points if text)


class _Lead(NamedTuple):
    """How the story begins: whether a current deed in it is sure, its place, and the paragraph."""

    sure: bool
    start: int
    end: int
    paragraph: int


def _find_lead(reading: Reading) -> _Lead | None:
    """The lead; None if there is none, or if the order of the text says little and nothing in it is sure."""
    opening = reading.sentences.head(OPENING)
    opening = opening[opening["text"].str.split().str.len() >= SHORT]
    if opening.empty:
        return None
    lead, told = opening.iloc[0], tabulate_told(reading)
    deeds = told["start"].between(lead["start"], lead["end"]) & (told["modality"] == "asserted")
    sure = bool(deeds.any()) and not _SETTING.match(lead["text"])
    if not sure and caution.is_patchwork(reading):
        return None
    first = _find_opening(reading, lead)
    return _Lead(sure, first["start"], _find_stop(reading.sentences, lead), first["paragraph"])


def _find_stop(sentences: pd.DataFrame, lead: pd.Series) -> int:
    """Where the lead ends: at its full stop, also where the parse cuts it (*they asked Abd El | Doe to stay*)."""
    rest = sentences[(sentences["paragraph"] == lead["paragraph"]) & (sentences["start"] >= lead["start"])]
    whole = rest[rest["text"].str.strip().str.contains(_WHOLE)]
    return lead["end"] if whole.empty else whole["end"].iloc[0]


def _describe_lead(reading: Reading, lead: _Lead | None) -> tuple[str, str]:
    """How the story begins; it is what happened if a current deed in it is sure."""
    if lead is None:
        return "", ""
    words = " ".join(reading.article.text[lead.start : lead.end].split())
    return "What happened" if lead.sure else "The article begins", f"{quote(words, LEAD)} (paragraph {lead.paragraph})."


def _find_opening(reading: Reading, lead: pd.Series) -> pd.Series:
    """The first sentence if only short ones stand between it and the lead: *“Freedom!” That word was heard …*."""
    before = reading.sentences[reading.sentences["start"] <= lead["start"]]
    whole = before["text"].str.strip().str.contains(_WHOLE)
    return before.iloc[0] if whole.all() else lead


def _describe_acts(reading: Reading, lead: _Lead | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is done now: the acts that are sure by what they do, with who does them."""
    for side in ("cooperation", "conflict"):
        acts = list_told(reading, side)
        acts = acts.assign(
            words=[find_words(reading, act) for act in acts.itertuples()],
            effect=[name_effect(act) for act in acts.itertuples()],
        )
        shown = _drop_repeats(acts).head(SHOWN).sort_values("start", kind="stable")
        mild = ~shown["effect"].isin(["eases", "escalates"])
        for told in (shown[~mild], shown[mild]):
            label = capitalise(" or ".join(dict.fromkeys(told["effect"])))
            yield label, tuple(f"{_cite(reading, act, acts, lead)}." for act in told.itertuples())


def _drop_repeats(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts without those whose words are among those of another; first come those of which the party is known."""
    taken, kept = [], []
    for act in acts.assign(unknown=acts["source"].isna()).sort_values("unknown", kind="stable").itertuples():
        start, end = act.words
        if not any(first <= start and end <= last for first, last in taken):
            taken.append((start, end))
            kept.append(act.Index)
    return acts[acts.index.isin(kept)]


def _cite(reading: Reading, act: Any, acts: pd.DataFrame, lead: _Lead | None) -> str:  # noqa: ANN401
    """The words of an act, with all those of whom they tell one: *Chile and South Africa: “Chile recalled …”*.

    Words that are most of the lead are not quoted again.
    """
    alike = acts[acts["effect"] == act.effect]  # *farmers protested and the police stopped them*: who protests
    same = alike[[words == act.words for words in alike["words"]]].sort_values("start", kind="stable")
    who = join(dict.fromkeys(filter(None, (name_actor(reading, other) for other in same.itertuples()))))
    as_one = len(same[["modality", "attributed_to"]].drop_duplicates()) == 1  # else each is told in its own way
    told = cite_place(reading, act) if as_one else f"{cite(reading, act)} (paragraph {act.paragraph})"
    if _repeats(act.words, lead):
        told = _point_above(told, cite(reading, act))
    return capitalise(f"{who}: {told}" if who else told)


def _point_above(told: str, words: str) -> str:
    """A claim without its words, which stand above: *in the words of paragraph 1 above (planned)*."""

    def point(match: re.Match) -> str:
        return f"in the words of paragraph {match['place']} above" + (f" ({match['how']})" if match["how"] else "")

    return re.sub(rf"{re.escape(words)} \((?:(?P<how>[^()]*), )?paragraph (?P<place>\d+)\)", point, told)


def _repeats(words: tuple[int, int], lead: _Lead | None) -> bool:
    """Whether words are most of a lead that is shown whole."""
    if lead is None or lead.end - lead.start > LEAD:
        return False
    return lead.start <= words[0] and words[1] <= lead.end and words[1] - words[0] >= MOST * (lead.end - lead.start)


def _describe_worst(reading: Reading, above: str) -> tuple[str, str]:
    """The worst deeds of known days; those whose words stand above are not quoted again, nothing if all do."""
    told = " ".join(peak.describe(reading)).removeprefix(f"{peak.LABEL_DATED}: ")
    deeds = [(deed, cite(reading, deed)) for deed in peak.find_peak(reading).itertuples()]
    if all(words.strip("“”") in above for _, words in deeds):
        return "", ""
    for deed, words in deeds:
        if words.strip("“”") in above:  # told there with how sure it is
            told = _point_above(told.replace(f"{words} ({name_doubt(deed)}, ", f"{words} ("), words)
    return peak.LABEL_DATED, capitalise(told)


def _describe_tone(reading: Reading) -> tuple[str, str]:
    """The mean tone by each measure."""
    means = [(measure.name, reading.paragraphs[column].mean()) for column, measure in MEASURES.items()]
    parts = [f"{_name_tone(mean)} by {name} ({signed(mean)})" for name, mean in means if not pd.isna(mean)]
    return "Tone", f"On average {join(parts)}, from −1 (dark) to +1 (bright)." if parts else ""


def _name_tone(mean: float) -> str:
    return "neutral" if abs(round(mean, 2)) < EVEN else "bright" if mean > 0 else "dark"
