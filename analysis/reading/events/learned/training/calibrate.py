"""Estimates `mix.json`: how much each coder is believed, from labelled sentences that both coders read.

The learned coder's readings are those of models that had not been trained on the sentence's conflict.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from analysis.reading.actors.table import find_mentions
from analysis.reading.events import adjudicate as rooms
from analysis.reading.events.learned.coder import SentenceCodes
from analysis.reading.events.learned.labels import CLASSES, Item, LabelledAct, overlap
from analysis.reading.events.mix import Mix, find_class, load_class_codes
from analysis.reading.events.participants import Cast
from analysis.reading.events.table import list_mentions
from analysis.syntax.pipeline import Piece

STRENGTH = 1.0  # of the prior that holds weights near zero
SMOOTH = 0.5  # added to each column of the confusion matrix
# News states most acts as facts and seldom names an act that is none, unlike our texts, which were written to try both;
# so what is right is kept first:
KEPT_FACTS = 0.95  # share of the facts that are told so
# In 24 real articles, each text with its own share of acts, this keeps as many right rows as no such share and less:
EXISTS = 0.25  # probability that an act of the rules is one, from which on it stays
# Our texts were written to hold what is hard: there the rules err more often about the side (16 %) than in our
# sentences of ordinary news (`event_sentences.csv`, 10 %). So what the rules say counts twice:
TRUST = 2.0
WORTH = 0.6  # probability that side and modality are right, from which on what only the learned coder read is kept
# Where nothing else is read in the sentence. The highest with which `event_sentences.csv` is read as well as with any
# lower; in 24 real articles about half of what it adds is right, as its confidence says:
WORTH_SINGLE = 0.35
# By how much the learned coder has to be surer of a party than of that of the rules, which see the whole article. Our
# texts are single passages, on which less would do:
SURER = 0.9
LEAST = 0.3  # probability of a trigger from which on it is looked at
START = {  # of the cuts; those that have a grid are then chosen
    "paired": 0.4,
    "alone": 0.7,
    "worth": 0.0,  # while the rest is estimated
    "worth_single": 0.0,
    "exists": EXISTS,
    "fact": 0.5,
    "temper": 0.7,
    "trust": TRUST,
    "rules_modality": 0.3,
    "source_found": 0.3,
    "source_surer": SURER,
    "target_found": 0.3,
    "target_surer": SURER,
}


@dataclass(slots=True)
class Read:
    """A sentence that both coders read, with its labels.

    Attributes:
        view: what the learned coder says of it.
        found: the acts of the rules.
        labels: the labelled acts whose trigger stands in it.
        twins: of each act of the rules its labelled act, or None.
        item: the labelled text.
    """

    view: rooms.View
    found: list[rooms.Judged]
    labels: list[LabelledAct]
    twins: list[LabelledAct | None]
    item: Item


def read_both(item: Item, sentences: Sequence, codes: Sequence[SentenceCodes]) -> Iterator[Read]:
    """The sentences of a text as both coders read them."""
    piece = Piece("paragraph", 1, 0, item.text, sentences[0].doc)
    mentions = find_mentions(item.text, [piece], None)
    cast = Cast(piece, list_mentions(mentions))
    for sentence, own in zip(sentences, codes, strict=True):
        found = rooms.read_rules(sentence, cast)
        labels = [act for act in item.acts if sentence.start_char <= act.trigger[0] < sentence.end_char]
        twins = find_twins([find_spans(act.act, sentence) for act in found], labels)
        yield Read(rooms.View(sentence, own, cast), found, labels, twins, item)


def find_spans(act, sentence) -> list[tuple[int, int]]:  # noqa: ANN001
    """The spans of the words of an act, those that make it first."""
    own = [token.i for token in act.chain]
    doc = sentence.doc
    words = [*own, *(i for i in rooms.find_words(act) if i not in own and doc[i].pos_ in ("VERB", "NOUN"))]
    return [(doc[i].idx, doc[i].idx + len(doc[i])) for i in words]


def find_twins(found: Sequence[list[tuple[int, int]]], labels: Sequence[LabelledAct]) -> list[LabelledAct | None]:
    """Of each act, given by the spans of its words, the labelled act with the same trigger, else with its evidence."""
    twins: list[LabelledAct | None] = [None] * len(found)
    left = list(labels)
    for by in ("trigger", "evidence"):
        for i, spans in enumerate(found):
            hits = [
                a
                for a in left
                if twins[i] is None
                and any(overlap(getattr(a, by), span) for span in spans[: 1 if by == "evidence" else None])
            ]
            if hits:
                twins[i] = hits[0]
                left.remove(hits[0])
    return twins


def estimate_mix(reads: Sequence[Read]) -> Mix:
    """The mix that fits the labelled sentences best."""
    mix = Mix(count_confusion(reads), {}, dict(START))
    mix = _fit(mix, "exists", _list_existence(reads))
    mix = _fit(mix, "fact", _list_facts(reads))
    mix = _fit(mix, "fact_alone", _list_facts_alone(reads, mix))
    mix = _fit(mix, "recalled", list(_list_frames(reads, mix)))
    for side in rooms.SIDES:
        mix = _choose_party(mix, reads, side)
    mix = _fit(mix, "right", [])
    mix = _fit_rules(mix, reads)
    mix = _choose(mix, ["temper"], (0.3, 0.5, 0.7, 1.0), lambda m: _score_classes(reads, m))
    mix = _set_cut(mix, "fact", find_cut(_ask_all(mix, "fact", _list_facts(reads)), KEPT_FACTS))
    mix = _choose(mix, ["rules_modality"], (0.0, 0.2, 0.4, 0.8), lambda m: _score_modality(reads, m))
    mix = _fit(mix, "right", _list_right(reads, mix))
    mix = _set_cut(mix, "usual", float(np.mean([bool(read.labels) for read in reads])))
    return _set_cut(_set_cut(mix, "worth", WORTH), "worth_single", WORTH_SINGLE)


_GRID = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 2.0)  # 2 is never


def count_confusion(reads: Iterable[Read]) -> np.ndarray:
    """How often the rules call an act of a class (columns) by each class, or neutral (rows)."""
    counts = np.full((len(CLASSES) + 1, len(CLASSES)), SMOOTH / len(CLASSES))
    for act, twin in _pairs(reads):
        counts[find_class(act.act.code), CLASSES.index(twin.root)] += 1
    return counts / counts.sum(0)


def _pairs(reads: Iterable[Read]) -> Iterator[tuple[rooms.Judged, LabelledAct]]:
    for read in reads:
        yield from ((act, twin) for act, twin in zip(read.found, read.twins, strict=True) if twin is not None)


Rows = list[tuple[Mapping[str, float], bool]]


def _fit(mix: Mix, question: str, rows: Rows) -> Mix:
    return replace(mix, weights=dict(mix.weights) | {question: fit_logistic(rows)})


def fit_logistic(rows: Rows) -> dict[str, float]:
    """The weights of a logistic regression, by feature, found by Newton's method; `bias` is the constant."""
    names = ["bias", *sorted({name for features, _ in rows for name in features})]
    x = np.array([[features.get(name, 0.0) for name in names] for features, _ in rows]).reshape(-1, len(names))
    if len(rows):
        x[:, 0] = 1
    y = np.array([answer for _, answer in rows], float)
    prior = np.full(len(names), STRENGTH)
    prior[0] = 1e-3
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (y - p) - prior * w
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(prior), slope)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def _choose(mix: Mix, names: list[str], grid: Iterable[float], score: Callable[[Mix], float]) -> Mix:
    """The mix with the cuts of the grid that score best."""
    options = [dict(zip(names, map(float, values), strict=True)) for values in product(grid, repeat=len(names))]
    mixes = [replace(mix, cuts=dict(mix.cuts) | option) for option in options]
    return max(mixes, key=score)


def _list_existence(reads: Iterable[Read]) -> Rows:
    rows = []
    for read in reads:
        for act, twin in zip(read.found, read.twins, strict=True):
            row = read.view.find_anchor(act.act)
            rows.append((rooms.describe_existence(act, read.view, row), twin is not None))
    return rows


def _list_facts(reads: Iterable[Read]) -> Rows:
    """Of each act of the rules whether it is told as a fact: by its twin, else by the labels of its words."""
    rows = []
    for read in reads:
        for act, twin in zip(read.found, read.twins, strict=True):
            fact = is_fact(read, find_spans(act.act, read.view.sentence), twin)
            if fact is not None:
                rows.append((rooms.describe_modality(act.act, read.view, read.view.find_anchor(act.act)), fact))
    return rows


def _list_frames(reads: Iterable[Read], mix: Mix) -> Iterator[tuple[Mapping[str, float], bool]]:
    """Of each labelled act that both coders see whether it is told as background."""
    for read, act, twin in _each_twin(reads):
        row = read.view.find_anchor(act.act)
        if read.view.triggers[row] >= mix.cuts["paired"]:
            yield rooms.describe_frame(act.recalled, read.view, row), twin.frame == "background"


def is_fact(read: Read, spans: list[tuple[int, int]], twin: LabelledAct | None) -> bool | None:
    """Whether an act is told as a fact: by its twin, else by its words where their labels agree; None: unknown."""
    if twin is not None:
        return twin.modality == "asserted"
    said = {word.status == "yes" for word in read.item.words if any(overlap((word.start, word.end), s) for s in spans)}
    return said.pop() if len(said) == 1 else None


def is_right_modality(read: Read, act: rooms.Judged, twin: LabelledAct) -> bool:
    """Whether a modality is that of the label."""
    return act.act.modality == twin.modality


def _list_alone(reads: Iterable[Read], cut: float) -> Iterator[tuple[Read, int, LabelledAct | None]]:
    """The triggers that only the learned coder reads, with their labelled acts."""
    for read in reads:
        free = [act for act in read.labels if not any(act is twin for twin in read.twins)]
        for i in rooms.find_alone(read.view, read.found, cut):
            token = read.view.sentence.doc[i]
            yield read, i, next((a for a in free if overlap(a.trigger, (token.idx, token.idx + len(token)))), None)


def _list_facts_alone(reads: Iterable[Read], mix: Mix) -> Rows:
    rows = []
    for read, i, twin in _list_alone(reads, LEAST):
        row = i - read.view.codes.first
        token = read.view.sentence[row]
        fact = is_fact(read, [(token.idx, token.idx + len(token))], twin)
        if fact is not None:
            act = rooms.Act(load_class_codes()[0], (token,), "")
            rows.append((rooms.describe_modality(act, read.view, row), fact))
    return rows


def _each_twin(reads: Iterable[Read]) -> Iterator[tuple[Read, rooms.Judged, LabelledAct]]:
    for read in reads:
        for act, twin in zip(read.found, read.twins, strict=True):
            if twin is not None:
                yield read, act, twin


def _choose_party(mix: Mix, reads: Sequence[Read], side: str) -> Mix:
    """The mix with the cuts of one side that give most right parties, and how sure these are."""
    choices = list(_list_choices(reads, side, mix))

    def score(m: Mix) -> float:
        return sum(right[choice.decide(m.cuts, side)] for choice, right in choices)

    mix = _choose(mix, [f"{side}_found"], _GRID, score)
    rows = []
    for choice, right in choices:
        said = choice.decide(mix.cuts, side)
        rows.append((choice.describe(said), right[said]))
    return _fit(mix, f"{side}_right", rows)


def _fit_rules(mix: Mix, reads: Sequence[Read]) -> Mix:
    """The mix with what is needed where the rules read alone: how sure an act and its parties are."""
    acts = [(read, act, twin) for read in reads for act, twin in zip(read.found, read.twins, strict=True)]
    mix = _fit(mix, "rules_right", [(rooms.describe_rules(act), is_right(read, act, twin)) for read, act, twin in acts])
    for side in rooms.SIDES:
        rows = []
        for read, act, twin in _each_twin(reads):
            party = getattr(act, side)
            known = {"none": float(party is None)} | rooms.describe_rules(act)
            rows.append((known, is_right_party(read, party, side, twin)))
        mix = _fit(mix, f"rules_{side}", rows)
    return mix


def _list_choices(reads: Iterable[Read], side: str, mix: Mix) -> Iterator[tuple[rooms.Choice, list[bool]]]:
    """Of each act that has a twin whom the coders offer as a party, and which of these is right."""
    for read, act, twin in _each_twin(reads):
        row = read.view.find_anchor(act.act)
        seen = read.view.triggers[row] >= mix.cuts["paired"]
        choice = rooms.make_choice(getattr(act, side), side, read.view, row if seen else None, _get_other(act, side))
        yield choice, [is_right_party(read, party, side, twin) for party in choice.options]
    for read, i, twin in _list_alone(reads, mix.cuts["alone"]):
        if twin is not None:
            choice = rooms.make_choice(None, side, read.view, i - read.view.codes.first)
            yield choice, [is_right_party(read, party, side, twin) for party in choice.options]


def _get_other(act: rooms.Judged, side: str) -> rooms.Party | None:
    return act.target if side == "source" else act.source


def is_right_party(read: Read, party: rooms.Party | None, side: str, twin: LabelledAct) -> bool:
    """Whether a party is the labelled one: it overlaps its words, or means the same; of a mutual act either way."""
    sides = rooms.SIDES if twin.mutual else (side,)
    return any(_is_same(read, party, getattr(twin, name)) for name in sides)


def _is_same(read: Read, party: rooms.Party | None, span: tuple[int, int] | None) -> bool:
    if party is None or span is None:
        return party is None and span is None
    words = read.view.sentence.doc.char_span(*span, alignment_mode="expand")
    meant = read.view.cast.describe(words.root)
    return overlap((party.start, party.end), span) or rooms.is_party(meant, party)


def _score_classes(reads: Iterable[Read], mix: Mix) -> float:
    """The mean log of the right class's probability, where both coders read an act."""
    scores = []
    for read, act, twin in _each_twin(reads):
        row = read.view.find_anchor(act.act)
        if read.view.triggers[row] >= mix.cuts["paired"]:
            shares = rooms.weigh_classes(find_class(act.act.code), read.view, row, mix)
            scores.append(np.log(shares[CLASSES.index(twin.root)] + 1e-9))
    return float(np.mean(scores))


Weighed = list[tuple[float, bool]]  # probabilities, and whether it is so


def _ask_all(mix: Mix, question: str, rows: Rows) -> Weighed:
    return [(mix.ask(question, features), answer) for features, answer in rows]


def find_cut(weighed: Weighed, kept: float) -> float:
    """The highest cut at or above which a share `kept` of what is so has its probability."""
    return float(np.quantile([p for p, answer in weighed if answer], 1 - kept))


def _set_cut(mix: Mix, name: str, cut: float) -> Mix:
    return replace(mix, cuts=dict(mix.cuts) | {name: round(cut, 3)})


def _score_modality(reads: Iterable[Read], mix: Mix) -> float:
    hits = []
    for read, act, twin in _each_twin(reads):
        judged = rooms.judge_act(act, read.view, mix)
        hits.append(judged is not None and is_right_modality(read, judged, twin))
    return float(np.mean(hits))


def judge_all(reads: Iterable[Read], mix: Mix) -> Iterator[tuple[Read, rooms.Judged, LabelledAct | None]]:
    """What becomes of the acts of all sentences, with their sentences and their labelled acts."""
    for read in reads:
        kept = []
        for act, twin in zip(read.found, read.twins, strict=True):
            judged = rooms.judge_act(act, read.view, mix)
            if judged is not None:
                kept.append(judged)
                yield read, judged, twin
        for _, i, twin in _list_alone([read], mix.cuts["alone"]):
            judged = rooms.judge_trigger(i, read.view, mix)
            if judged.confidence >= rooms.find_worth(kept, mix):
                yield read, judged, twin


def _list_right(reads: Sequence[Read], mix: Mix) -> Rows:
    """Of each row whether side and modality are right, with what its confidence is made of."""
    return [(judged.clues, is_right(read, judged, twin)) for read, judged, twin in judge_all(reads, mix)]


def is_right(read: Read, judged: rooms.Judged, twin: LabelledAct | None) -> bool:
    """Whether side and modality of an act are right."""
    return twin is not None and twin.side == judged.act.code.side and is_right_modality(read, judged, twin)
