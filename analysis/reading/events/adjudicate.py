"""What becomes of an act that two coders read: its class, modality and parties, and how sure each is.

The rules and the learned coder read every sentence apart. Here their acts are paired by their words, and what each says
is weighed by `mix.json` (see `mix.py`). An act that only one of them read stays where it is likely enough.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.reading.events.acts import Act, load_codes
from analysis.reading.events.clauses import WHOLE, find_acts, find_report
from analysis.reading.events.learned.coder import SentenceCodes
from analysis.reading.events.learned.labels import MODALITIES
from analysis.reading.events.lookalikes import is_stance
from analysis.reading.events.mix import (
    NEUTRAL,
    Mix,
    choose_class,
    find_class,
    load_class_codes,
    load_mix,
    logit,
    move,
    sum_cooperation,
)
from analysis.reading.events.news import is_of_other_time
from analysis.reading.events.participants import Cast
from analysis.reading.events.parties import Party
from analysis.reading.events.recalled import is_recalled
from analysis.reading.events.view import View, find_words
from analysis.syntax.clauses import find_helpers
from analysis.syntax.grammar import MODIFIERS, NOUNS, climb, has_to

if TYPE_CHECKING:
    from spacy.tokens import Span

SHOW_OF_FORCE, JOINT_EXERCISE = "150", "062"  # a war game of two is cooperation
ASSERTED = MODALITIES.index("asserted")
DOUBT = 0.5  # probability of what the two coders read differently
SIDES = ("source", "target")
_NEAR = 4  # words above a noun among which one may tell of the same act


@dataclass(slots=True)
class Judged:
    """An act as both coders together read it.

    Attributes:
        act: what was done.
        source, target: who does it, to whom.
        mutual: whether both do it to each other.
        coder: `both`, `rules` or `learned`: who read an act of this side here.
        confidence: the probability that side and modality are right.
        source_confidence, target_confidence: that the party is right.
        recalled: whether it is told as background.
        frame_confidence: the probability that this is right; NaN where no second coder reads.
    """

    act: Act
    source: Party | None
    target: Party | None
    mutual: bool = False
    coder: str = "rules"
    confidence: float = float("nan")
    source_confidence: float = float("nan")
    target_confidence: float = float("nan")
    recalled: bool = False
    frame_confidence: float = float("nan")
    clues: Mapping[str, float] = field(default_factory=dict)  # of which `confidence` is made


def read_rules(sentence: "Span", cast: Cast) -> list[Judged]:
    """The acts of a sentence by the rules, with their parties."""
    return [_cast_act(act, cast) for act in find_acts(sentence, cast)]


def _cast_act(act: Act, cast: Cast) -> Judged:
    (source, target), *back = cast.cast(act, find_report(act, cast))
    if act.code.cameo == SHOW_OF_FORCE and (back or cast.is_shared(act)):
        act = replace(act, code=load_codes()[JOINT_EXERCISE])
    return Judged(act, source, target, bool(back), recalled=is_recalled(act))


def trust_rules(found: Judged) -> Judged:
    """An act of the rules with its confidences, where no second coder reads."""
    mix = load_mix()
    found.confidence = mix.ask("rules_right", describe_rules(found))
    for side in SIDES:
        known = {"none": float(getattr(found, side) is None)} | describe_rules(found)
        setattr(found, f"{side}_confidence", mix.ask(f"rules_{side}", known))
    return found


def describe_rules(found: Judged) -> dict[str, float]:
    """Features of an act by the rules alone."""
    named = sum(bool(party and party.named) for party in (found.source, found.target))
    noun = found.act.chain[0].pos_ in NOUNS
    return {"named": float(named), "noun": float(noun), f"rules_{found.act.modality}": 1.0}


def adjudicate(
    sentence: "Span", acts: Sequence[Judged], codes: SentenceCodes, cast: Cast, shift: float = 0.0
) -> list[Judged]:
    """The acts of a sentence: those of the rules, judged anew or left out, and what only the learned coder read.

    `shift` is by how much the log of the odds of an act is moved in this text.
    """
    mix, view = load_mix(), View(sentence, codes, cast, shift)
    judged = [judge_act(found, view, mix) for found in acts]
    kept = [found for found in judged if found is not None]
    alone = [judge_trigger(i, view, mix) for i in find_alone(view, acts, mix.cuts["alone"])]
    worth = find_worth(kept, mix)
    return kept + [found for found in alone if found.confidence >= worth]


def find_worth(others: Sequence[Judged], mix: Mix) -> float:
    """How likely an act that only the learned coder read has to be right; less where nothing else is told of.

    Beside an act of the rules it is often the same act in other words.
    """
    return mix.cuts["worth" if others else "worth_single"]


def find_alone(view: "View", acts: Iterable[Judged], cut: float) -> list[int]:
    """The numbers of the triggers that the learned coder alone reads: no words of the rules' acts, nor beside them."""
    claimed = {i for found in acts for i in find_words(found.act)}
    claimed |= {
        child.i for found in acts for word in found.act.chain for child in word.lefts if child.dep_ in MODIFIERS
    }
    free = [i for i in view.find_triggers(cut) if i not in claimed and not _is_told_above(i, view, claimed)]
    return [i for i in free if not is_stance(view.sentence.doc[i])]


def _is_told_above(i: int, view: View, claimed: Container[int]) -> bool:
    """Whether a noun tells of the same act as a word above it: *killed in a strike*."""
    word = view.sentence.doc[i]
    if word.pos_ not in NOUNS:
        return False
    kind = view.codes.root[i - view.codes.first, :-1].argmax()
    above = (token for token in islice(climb(word), _NEAR) if token.i in claimed)
    return any(view.codes.root[token.i - view.codes.first, :-1].argmax() == kind for token in above)


def describe_existence(found: Judged, view: View, row: int) -> dict[str, float]:
    """Features of whether an act of the rules is one."""
    features = {"trigger": logit(view.triggers[row]), "sentence": logit(view.triggers.max())}
    return features | {"neutral": float(find_class(found.act.code) == NEUTRAL)} | describe_rules(found)


def describe_modality(act: Act, view: View, row: int) -> dict[str, float]:
    """Features of whether an act is told as a fact."""
    features = {
        "yes": logit(view.average_yes(act)),
        "trigger_yes": logit(view.codes.status[row, 0]),
        "asserted": logit(view.codes.modality[row, ASSERTED]),
    }
    return features | {f"rules_{act.modality}": 1.0}


def describe_frame(recalled: bool, view: View, row: int) -> dict[str, float]:
    """Features of whether an act is told as background: what the rules and what the learned coder say."""
    return {"rules": float(recalled), "background": logit(view.codes.frame[row, 1])}


def weigh_classes(code_class: int | None, view: View, row: int, mix: Mix) -> np.ndarray:
    """The probability of each class: the learned coder's, times how often the rules then call it as they do."""
    shares = view.codes.root[row, :-1] + 1e-6
    shares = (shares / shares.sum()) ** mix.cuts["temper"]
    if code_class is not None:
        shares = shares * mix.confusion[code_class] ** mix.cuts["trust"]
    return shares / shares.sum()


def judge_act(found: Judged, view: View, mix: Mix) -> Judged | None:
    """An act of the rules, judged anew; None where it is none."""
    act, row = found.act, view.find_anchor(found.act)
    exists = mix.ask("exists", describe_existence(found, view, row))
    if move(exists, min(view.shift, 0.0)) < mix.cuts["exists"]:
        return None  # a text full of acts makes a doubtful one likelier, but does not let it in
    exists = move(exists, view.shift)
    said = find_class(act.code)
    read = view.triggers[row] >= mix.cuts["paired"]
    if said == NEUTRAL and not read:
        return set_confidence(replace(found), exists, 0.5, 0.5, mix)
    shares = weigh_classes(said, view, row, mix)
    chosen = choose_class(shares) if read else said
    fact = mix.ask("fact", describe_modality(act, view, row))
    modality = choose_modality(act.modality, fact, view.codes.modality[row], mix)
    if modality != "asserted" and chosen == said and act.modality in WHOLE:
        modality = act.modality  # the class was composed with it: a plan is AGREE or THREATEN
    code = act.code if chosen == said else load_class_codes()[chosen]
    agreed = read and said != NEUTRAL and act.code.side == code.side and _sees_side(view, row, code.side)
    coder = "both" if agreed else "learned" if said != NEUTRAL and act.code.side != code.side else "rules"
    judged = replace(found, act=replace(act, code=code, modality=modality), coder=coder)
    if read:
        old = mix.ask("recalled", describe_frame(found.recalled, view, row))
        judged.recalled = choose_frame(found, old)
        judged.frame_confidence = trust_frame(judged, old)
        if judged.recalled != found.recalled:  # of 17 in audits on which the two differ, six were right
            judged.frame_confidence = min(judged.frame_confidence, DOUBT)
    side = sum_cooperation(shares) if code.side == "cooperation" else 1 - sum_cooperation(shares)
    judge_parties(judged, view, row if read else None, mix)
    sure = fact if modality == "asserted" else 1 - fact
    return set_confidence(judged, exists, side, sure, mix)


def _sees_side(view: View, row: int, side: str) -> bool:
    """Whether the learned coder alone takes an act for one of a side."""
    shares = view.codes.root[row, :-1]
    return (sum_cooperation(shares / shares.sum()) >= 0.5) == (side == "cooperation")


def judge_trigger(i: int, view: View, mix: Mix) -> Judged:
    """An act that only the learned coder read."""
    row = i - view.codes.first
    word = view.sentence[row]
    shares = weigh_classes(None, view, row, mix)
    chosen = choose_class(shares)
    modality = MODALITIES[int(view.codes.modality[row].argmax())]
    act = Act(load_class_codes()[chosen], (word,), modality)
    fact = mix.ask("fact_alone", describe_modality(replace(act, modality=""), view, row))
    act = replace(act, modality=choose_modality(modality, fact, view.codes.modality[row], mix))
    judged = Judged(act, None, None, bool(view.codes.mutual[row, 1] >= 0.5), "learned")
    old = mix.ask("recalled", describe_frame(is_recalled(act), view, row))
    judged.recalled = old >= 0.5
    judged.frame_confidence = trust_frame(judged, old)
    side = max(sum_cooperation(shares), 1 - sum_cooperation(shares))
    judge_parties(judged, view, row, mix)
    _fill_source(judged, view.cast, mix)
    sure = fact if act.modality == "asserted" else 1 - fact
    set_confidence(judged, move(view.triggers[row], view.shift), side, sure, mix)
    return judged


def _fill_source(judged: Judged, cast: Cast, mix: Mix) -> None:
    """Sets who does it by the rules where the learned coder found nobody: *their assault*, *Iranian intervention*.

    Of 44 targets that the rules would name so in audits, 10 were rightly empty, so that these stay empty.
    """
    party = cast.cast(judged.act, find_report(judged.act, cast))[0][0] if judged.source is None else None
    if party is not None and not is_party(party, judged.target):
        judged.source = party
        judged.source_confidence = mix.ask("rules_source", describe_rules(judged))


def trust_frame(judged: Judged, recalled: float) -> float:
    """The probability that the frame is right, given that of background; *has often denied* is not surely current."""
    if judged.recalled:
        return recalled
    return min(1 - recalled, DOUBT) if is_of_other_time(judged.act) else 1 - recalled


def choose_modality(said: str, fact: float, shares: np.ndarray, mix: Mix) -> str:
    """The modality: asserted where a fact is likely enough, else the likeliest other, that of the rules favoured."""
    if fact >= mix.cuts["fact"]:
        return "asserted"
    weights = np.array(shares)
    weights[ASSERTED] = 0.0
    if said in MODALITIES and said != "asserted":
        weights[MODALITIES.index(said)] += mix.cuts["rules_modality"]
    return MODALITIES[int(weights.argmax())]


def choose_frame(found: Judged, recalled: float) -> bool:
    """Whether an act is background: by both coders, but by the rules alone where the learned coder adds nothing.

    On our labelled texts it does not for infinitives, nor for nouns and the past perfect that the rules call
    background: a noun has no tense, and the learned coder sees one sentence at a time.
    """
    word = found.act.chain[0]
    if has_to(word) or (found.recalled and (word.pos_ in NOUNS or "had" in find_helpers(word))):
        return found.recalled
    return recalled >= 0.5


def judge_parties(judged: Judged, view: View, row: int | None, mix: Mix) -> None:
    """Sets who does an act to whom, and how sure that is."""
    for side, other in zip(SIDES, reversed(SIDES), strict=True):
        choice = make_choice(getattr(judged, side), side, view, row, getattr(judged, other))
        said = choice.decide(mix.cuts, side)
        setattr(judged, side, choice.options[said])
        setattr(judged, f"{side}_confidence", mix.ask(f"{side}_right", choice.describe(said)))


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom the coders offer as a party.

    Attributes:
        options: the party that the rules found, that which the learned coder finds likeliest, and nobody.
        shares: the learned coder's probability of each; NaN where it read no act.
    """

    options: tuple[Party | None, Party | None, None]
    shares: tuple[float, float, float]

    def decide(self, cuts: Mapping[str, float], side: str) -> int:
        """Which option is chosen: that of the rules, unless they found none or the learned coder is much surer.

        A party whose country is known gives way only to such a one. No party gives way to nobody: in real articles that
        was wrong 11 times of 14.
        """
        own, surest, none = self.shares
        known, better = self.options[0], self.options[1]
        if known is None:
            return int(surest >= cuts[f"{side}_found"] and surest > none)
        if _is_placed(known) and not _is_placed(better):
            return 0
        return int(surest - own >= cuts[f"{side}_surer"] and surest > none)

    def describe(self, said: int) -> dict[str, float]:
        """Features of whether the option that was chosen is right."""
        missing = {"none": float(self.options[said] is None)}
        if np.isnan(self.shares[0]):
            return missing | {"unread": 1.0}
        features = {"share": logit(self.shares[said]), "best": float(self.shares[said] == max(self.shares))}
        return features | missing | {f"option_{said}": 1.0}


def _is_placed(party: Party | None) -> bool:
    """Whether it is known in which country a party is at home."""
    return party is not None and not pd.isna(party.country)


def make_choice(said: Party | None, side: str, view: View, row: int | None, other: Party | None = None) -> Choice:
    """The choice for the trigger in a row; None for a row where the learned coder reads no act.

    Args:
        said: the party that the rules found.
        side: source or target.
        view: what the learned coder says.
        row: that of the trigger.
        other: the party of the other side, who does nothing to himself.
    """
    if row is None:
        return Choice((said, None, None), (float("nan"),) * 3)
    parties = [(view.cast.describe(head), share) for head, share in view.weigh_phrases(side, row).items()]
    own = max((share for party, share in parties if is_party(party, said)), default=0.0)
    free = [(party, share) for party, share in parties if not is_party(party, other)]
    best, surest = max(free, key=lambda pair: pair[1], default=(None, 0.0))
    none = float(getattr(view.codes, side)[row, -1])
    return Choice((said, best, None), (own if said is not None else none, surest, none))


def is_party(one: Party, other: Party | None) -> bool:
    """Whether two phrases are of the same party: they overlap, or mean the same actor."""
    if other is None:
        return False
    return (one.start < other.end and other.start < one.end) or (one.name is not None and one.name == other.name)


def set_confidence(judged: Judged, exists: float, side: float, modality: float, mix: Mix) -> Judged:
    """The act with the probability that side and modality are right."""
    judged.clues = describe_confidence(judged, exists, side, modality)
    judged.confidence = mix.ask("right", judged.clues)
    return judged


def describe_confidence(judged: Judged, exists: float, side: float, modality: float) -> dict[str, float]:
    """Features of whether side and modality are right."""
    features = {"exists": logit(exists), "side": logit(side), "modality": logit(modality)}
    return features | {judged.coder: 1.0, "not_asserted": float(judged.act.modality != "asserted")}
