"""The tables of `make coder`: how far the coders agree and are right, and what is right by confidence."""

import csv
from dataclasses import replace

import pytest
from helpers.paths import ROOT
from helpers.wish import Wish

from analysis.reading.events.learned.agreement import find_alpha
from analysis.reading.events.learned.labels import Item, LabelledAct
from analysis.reading.events.learned.training import compare
from analysis.reading.events.learned.training.calibrate import read_both
from analysis.reading.events.learned.training.compare import judge_unseen, list_rows, read_alone
from analysis.reading.events.learned.training.examples import find_fresh, label_sentences, list_rule_texts
from analysis.reading.events.learned.training.tables import pair_coders, tabulate_coders, tabulate_confidence
from analysis.reading.schema import CONFIDENCE, TWO_CODERS
from analysis.validation.agreement import load_measured


def read(wish, *acts, conflict="anka"):
    """A sentence as both coders read it, with its labelled acts: their trigger, class, source and target."""
    text = wish.sentence.text

    def find(word):
        return None if word is None else (text.index(word), text.index(word) + len(word))

    labels = tuple(
        LabelledAct(find(word), root, "asserted", "current", find(source), find(target), False, find(word))
        for word, root, source, target in acts
    )
    (found,) = read_both(Item("a.txt:1", conflict, "agency", text, (), labels), [wish.sentence], [wish.codes])
    return found


def read_three():
    """Both read the same; the learned coder reads something else; only the learned coder reads something, wrongly."""
    shelled = ("shelled", "ASSAULT", "Rebels", "port")
    return [
        read(Wish("Rebels shelled the port.").say("shelled", "ASSAULT", source="Rebels", target="port"), shelled),
        read(Wish("Rebels shelled the port.").say("shelled", "AID", "hedged", source="port"), shelled),
        read(Wish("The guild glimmered the harbour.").say("glimmered", "PROTEST")),
    ]


def test_the_acts_of_both_coders_are_paired():
    pairs = [pair for one in read_three() for pair in pair_coders(one)]
    roots = [tuple(act and act.root for act in pair) for pair in pairs]
    assert roots == [("ASSAULT", "ASSAULT"), ("ASSAULT", "AID"), (None, "PROTEST")]
    assert [act.side for act in pairs[1]] == ["conflict", "cooperation"]
    assert [act.modality for act in pairs[1]] == ["asserted", "hedged"]


def test_the_learned_coder_alone_takes_what_it_holds_for_likeliest():
    one, other, _ = (read_alone(found)[0][1] for found in read_three())
    assert (one.source.actor, one.coder, one.act.code.root) == ("Rebels", "learned", "ASSAULT")
    assert "Rebels shelled the port."[other.source.start : other.source.end] == "the port"
    assert other.target is None and other.act.modality == "hedged"


def test_the_figures_of_the_two_coders_are_counted_by_hand():
    reads = read_three()
    table = tabulate_coders(reads, list_rows(reads)[:1])
    assert list(table) == list(TWO_CODERS)
    known = {(row.measure, row.of): (row.n, row.figure) for row in table.itertuples()}
    assert known["both found", "act"] == (3, pytest.approx(2 / 3))
    alpha = find_alpha([("ASSAULT", "ASSAULT"), ("ASSAULT", "AID")])
    assert known["alpha where both found an act", "root"] == (2, pytest.approx(alpha))
    assert known["alpha where both found an act", "frame"] == (2, pytest.approx(float("nan"), nan_ok=True))
    assert known["found by rules alone", "act"] == (2, 1) and known["right by rules alone", "target"] == (2, 1)
    assert known["found by learned alone", "act"] == (2, 1)
    assert known["right by learned alone", "act"] == (3, pytest.approx(2 / 3))
    for of in ("side", "root", "modality", "source"):
        assert known["right by learned alone", of] == (3, pytest.approx(1 / 3)), of
    assert known["found by both together", "act"] == (2, 0.5) and known["right by both together", "root"] == (1, 1)


def test_what_is_right_is_counted_by_tenths_of_confidence_and_by_coder():
    one, _, third = read_three()
    said = [("both", 1.0, 0.55), ("both", 0.93, float("nan")), ("learned", 0.31, 0.9)]
    judged = [
        (sentence, replace(act, coder=coder, confidence=sure, source_confidence=source), twin)
        for (sentence, act, twin), (coder, sure, source) in zip(
            [*list_rows([one, one]), *read_alone(third)], said, strict=True
        )
    ]
    table = tabulate_confidence(judged)
    assert list(table) == list(CONFIDENCE)
    rows = table.drop(columns="score").to_numpy().tolist()
    assert rows == [
        ["confidence", "all", 0.3, 0, 1],
        ["confidence", "all", 0.9, 1, 2],
        ["confidence", "both", 0.9, 1, 2],
        ["confidence", "learned", 0.3, 0, 1],
        ["source_confidence", "all", 0.5, 1, 1],
        ["source_confidence", "both", 0.5, 1, 1],
    ]
    assert table["score"].tolist()[:2] == [0.31, pytest.approx(0.965)]


def test_no_sentence_is_judged_by_figures_from_its_own_conflict(monkeypatch):
    wish = Wish("Rebels shelled the port.")
    reads = [read(wish, conflict=f"conflict {n % 4}") for n in range(12)]
    monkeypatch.setattr(compare, "estimate_mix", lambda others: {one.item.conflict for one in others})
    monkeypatch.setattr(compare, "judge_all", lambda own, mix: [(one.item.conflict, mix, id(one)) for one in own])
    judged = judge_unseen(reads, 3, 1)
    assert sorted(number for *_, number in judged) == sorted(map(id, reads))
    assert all(mix and conflict not in mix for conflict, mix, _ in judged)


def test_examples_of_rules_are_no_fresh_sentences():
    known = list_rule_texts()[0]
    texts = [f"{known} The lake is blue.", "The lake is deep."]
    examples = label_sentences([Item("a.txt:1", "anka", "agency", text, (), ()) for text in texts])
    fresh = [examples[i].sentence.text for i in find_fresh(examples)]
    assert known not in fresh and "The lake is deep." in fresh


def test_the_dictionary_says_how_many_of_our_sentences_are_examples_of_rules():
    with (ROOT / "data" / "validation" / "event_sentences.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["sentence"] for row in csv.DictReader(file)]
    both = len(set(texts) & set(list_rule_texts()))
    assert f"Of the {len(texts)} sentences, {both} are examples" in (ROOT / "data" / "README.md").read_text("utf-8")


def test_the_kept_tables_are_whole():
    figures, confidence = load_measured("two_coders"), load_measured("confidence")
    assert figures["figure"].between(-1, 1).all() and not figures.duplicated(["measure", "of"]).any()
    for _, rows in confidence.groupby("measure"):
        assert rows.loc[rows["coder"] == "all", "n"].sum() == rows.loc[rows["coder"] != "all", "n"].sum()
    assert confidence[["tenth", "score", "observed"]].stack().between(0, 1).all()
    assert (confidence["score"] >= confidence["tenth"]).all()
