"""What becomes of an act that two coders read: each may overrule the other, and what only one reads may stay."""

import numpy as np
import pytest
from helpers.wish import Wish

from analysis.reading.events.adjudicate import find_alone, find_worth, read_rules, trust_rules
from analysis.reading.events.learned.labels import CLASSES
from analysis.reading.events.mix import choose_class, find_shift, load_class_codes, load_mix, logit
from analysis.reading.events.view import View


def test_where_both_read_the_same_it_is_told_by_both_and_surest():
    (found,) = Wish("Rebels shelled the port.").say("shelled", "ASSAULT", source="Rebels", target="port").judge()
    assert (found.coder, found.act.code.root, found.act.modality) == ("both", "ASSAULT", "asserted")
    (other,) = Wish("Rebels shelled the port.").say("shelled", "AID").judge()
    assert found.confidence > other.confidence
    assert found.source_confidence > 0.5 and found.target_confidence > 0.5


def test_the_finer_code_of_the_rules_stays_where_the_class_is_the_same():
    wish = Wish("Rebels shelled the port.")
    (rules,) = read_rules(wish.sentence, wish.cast)
    (found,) = wish.say("shelled", "ASSAULT").judge()
    assert found.act.code == rules.act.code


def test_the_learned_coder_can_overrule_what_the_rules_take_for_a_fact():
    (found,) = Wish("Rebels shelled the port.").say("shelled", "ASSAULT", "hedged").judge()
    assert found.act.modality == "hedged"


def test_the_learned_coder_can_overrule_what_the_rules_take_for_a_plan():
    wish = Wish("The army will withdraw from the port.").say("withdraw", "YIELD")
    (rules,) = read_rules(wish.sentence, wish.cast)
    assert rules.act.modality == "intended"
    (found,) = wish.judge()
    assert found.act.modality == "asserted"


def test_an_act_that_only_the_learned_coder_reads_becomes_one_where_it_is_sure():
    wish = Wish("The guild glimmered the harbour.").say("glimmered", "PROTEST", source="guild")
    assert read_rules(wish.sentence, wish.cast) == []
    (found,) = wish.judge()
    assert (found.coder, found.act.code.root, found.act.code.side) == ("learned", "PROTEST", "conflict")
    assert found.source is not None and 0 < found.confidence < 1
    assert Wish("The guild glimmered the harbour.").judge() == []


def test_a_party_that_the_rules_miss_is_taken_from_the_learned_coder():
    wish = Wish("The raid was condemned overnight, the guild in uproar.").say("condemned", "ACCUSE", source="guild")
    assert read_rules(wish.sentence, wish.cast)[0].source is None
    found = next(found for found in wish.judge() if found.act.chain[0].text == "condemned")
    assert found.source.actor.startswith("guild")


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("The guild, linked to the harbour, glimmered.", "linked", False),
        ("The guild will protect itself from the harbour.", "protect", False),
        ("The guild will protect the harbour.", "protect", True),
    ],
)
def test_how_somebody_stands_is_no_act_of_the_learned_coder(text, word, told):
    wish = Wish(text).say(word, "COOPERATE", source="guild")
    view = View(wish.sentence, wish.codes, wish.cast)
    assert (wish.row(word) in find_alone(view, [], 0.5)) == told


def test_what_only_the_learned_coder_reads_needs_less_where_nothing_else_is_told_of():
    alone = (
        Wish("The guild glimmered the harbour.").say("glimmered", "PROTEST", source="guild").doubt("glimmered", 0.85)
    )
    (found,) = alone.judge()
    mix = load_mix()
    assert find_worth([], mix) <= found.confidence < find_worth([found], mix)
    beside = Wish("Rebels shelled the port, and the guild glimmered the harbour.").say("shelled", "ASSAULT")
    beside.say("glimmered", "PROTEST", source="guild").doubt("glimmered", 0.85)
    assert [found.act.chain[0].text for found in beside.judge()] == ["shelled"]


def test_nobody_does_not_take_the_place_of_a_party_of_the_rules():
    wish = Wish("Rebels shelled the port.").say("shelled", "ASSAULT", source="Rebels")
    wish.codes.target[wish.row("shelled")] = [*[0.001] * len(wish.sentence), 0.99]
    (found,) = wish.judge()
    assert wish.sentence.text[found.target.start : found.target.end].endswith("port")
    assert found.target_confidence < found.source_confidence


def test_an_act_is_less_likely_in_a_text_in_which_few_sentences_tell_of_one():
    usual = load_mix().cuts["usual"]
    quiet, tense = (find_shift([share] * 40, usual) for share in (0.1, 0.9))
    assert quiet < -1 and tense > 0.5
    assert find_shift([], usual) == 0 and abs(find_shift([0.99], usual)) < 0.2
    assert find_shift([0.9] * 5, usual) < tense


def test_in_a_quiet_text_a_doubtful_act_goes_and_a_sure_one_is_less_sure():
    sure = Wish("Rebels shelled the port.").say("shelled", "ASSAULT")
    (usual,), (quiet,), (tense,) = (sure.judge(shift) for shift in (0.0, -2.0, 2.0))
    assert quiet.confidence < usual.confidence < tense.confidence
    doubtful = Wish("Rebels shelled the port.").say("shelled", "ASSAULT").doubt("shelled", 0.5)
    assert doubtful.judge() and not doubtful.judge(-2.0)
    lost = Wish("Rebels shelled the port.").say("shelled", "ASSAULT").doubt("shelled", 0.02)
    assert bool(lost.judge()) == bool(lost.judge(2.0))


def test_without_a_second_coder_there_are_confidences_too():
    wish = Wish("Rebels shelled the port.")
    found = trust_rules(read_rules(wish.sentence, wish.cast)[0])
    assert found.coder == "rules"
    assert all(0 < p < 1 for p in (found.confidence, found.source_confidence, found.target_confidence))


def test_the_mix_is_well_formed():
    mix = load_mix()
    assert mix.confusion.shape == (len(CLASSES) + 1, len(CLASSES))
    assert np.allclose(mix.confusion.sum(0), 1, atol=1e-3)
    assert all(0 <= cut <= 2 for cut in mix.cuts.values())
    assert {"attack", "arrest", "discuss"} <= mix.triggers  # the last is an act in sentences with marks only


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_has_a_code_of_its_side(name):
    code = load_class_codes()[CLASSES.index(name)]
    assert code.root == name.rstrip("+")
    assert (code.side == "cooperation") == (code.goldstein > 0)


def test_a_class_is_chosen_by_side_first():
    shares = np.zeros(len(CLASSES))
    shares[[CLASSES.index(name) for name in ("ASSAULT", "AID", "YIELD")]] = 0.4, 0.3, 0.3
    assert CLASSES[choose_class(shares)] in ("AID", "YIELD")
    assert logit(0.0) == pytest.approx(-logit(1.0))
