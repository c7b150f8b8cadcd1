"""Between whom the events are, each way, and who moved towards conflict or away from it."""

from dataclasses import replace

import pytest
from helpers.samples import EVENTS, enter_events

from analysis.reading.schema import PAIRS
from analysis.story import sides


def test_each_way_of_a_pair_is_counted_apart(eventful):
    pairs = sides.tabulate(eventful)
    rows = list(pairs[["source", "target", "events", "cooperation", "conflict"]].itertuples(index=False, name=None))
    assert rows == [("USA", "IRN", 11, 4, 7), ("IRN", "USA", 6, 2, 4), ("IRQ", "USA", 1, 0, 1)]


def test_the_mean_of_a_pair_has_the_sign_of_escalation(eventful):
    pairs = sides.tabulate(eventful).set_index(["source", "target"])
    acts = eventful.acts
    own = acts["escalation"][(acts["source"] == "USA") & (acts["target"] == "IRN")]
    assert pairs.loc[("USA", "IRN"), "escalation"] == pytest.approx(own.mean()) == pytest.approx(29 / 11)
    assert pairs.loc[("IRQ", "USA"), "escalation"] == 4


def test_what_one_side_says_that_the_other_did_makes_no_pair(eventful):
    said = sides.tabulate(replace(eventful, events=eventful.events.assign(attributed_to="Javad Zarif")))
    assert set(said["source"]) == {"IRN"}


def test_a_mutual_act_counts_for_both_ways(reading):
    (drew,) = (line for line in EVENTS.strip().splitlines() if "drew back" in line)
    pairs = sides.tabulate(enter_events(reading, drew))
    rows = list(pairs[["source", "target", "events", "escalation"]].itertuples(index=False, name=None))
    assert rows == [("IRN", "USA", 1, -9.0), ("USA", "IRN", 1, -9.0)]


def test_what_has_one_side_or_is_within_one_is_no_pair(eventful):
    pairs = sides.tabulate(eventful)
    assert (pairs["source"] != pairs["target"]).all() and pairs[["source", "target"]].notna().all(axis=None)
    alone = replace(eventful, events=eventful.events[eventful.events["text"].isin(["accused", "cool passions"])])
    assert len(alone.acts) == 2 and sides.tabulate(alone).empty


def test_no_events_are_no_pairs(eventful):
    none = replace(eventful, events=eventful.events.head(0))
    pairs = sides.tabulate(none)
    assert pairs.empty and [str(t) for t in pairs.dtypes] == list(PAIRS.values())


def test_a_party_that_is_not_sure_makes_no_pair(eventful):
    doubted = replace(eventful, events=eventful.events.assign(target_confidence=0.6))
    assert sides.tabulate(doubted).empty


def test_a_side_has_moved_only_if_that_is_more_than_chance(eventful, reading):
    (moved,) = sides.describe(eventful)
    assert moved.startswith("The United States moved away from conflict, from the five acts that the story recalls to")
    few = enter_events(reading, "\n".join(EVENTS.strip().splitlines()[:4]))
    assert sides.describe(few) == ()


def test_each_act_between_two_sides_is_a_square_on_its_side(eventful):
    table = sides.list_between(eventful)
    assert len(table) == len(sides.draw(eventful).axes[0].patches) == 17
    words = [text.get_text() for text in sides.draw(eventful).axes[0].texts]
    assert {"Iran → United States", "← cooperation", "conflict →"} <= set(words)
    assert words.count("United States ↔ Iran") + words.count("Iran ↔ United States") == 1


def test_one_or_two_acts_are_no_picture(eventful):
    few = sides.list_between(eventful).index[:2]
    drawn = sides.draw(replace(eventful, events=eventful.events.loc[few]))
    assert not drawn.axes and "Too few acts" in drawn.texts[-1].get_text()


def test_sure_acts_that_point_the_other_way_than_all_are_no_picture(eventful):
    between = sides.list_between(eventful)
    top = between["pair"].iloc[0]
    easing = between.index[(between["pair"] == top) & (between["side"] == "cooperation")]
    doubted = eventful.events["target_confidence"].fillna(1.0).where(eventful.events.index.isin(easing), 0.5)
    shown = sides.draw(replace(eventful, events=eventful.events.assign(target_confidence=doubted)))
    assert len(easing) >= sides.MIN_DRAWN and not shown.axes and "a wrong picture" in shown.texts[-1].get_text()


def test_a_side_that_is_not_sure_makes_no_pair(eventful):
    unsure = replace(eventful, events=eventful.events.assign(target_confidence=0.7))
    assert sides.list_between(unsure).empty and not sides.draw(unsure).axes
    assert sides.find_finding(unsure) == "" != sides.find_finding(eventful)


@pytest.mark.parametrize("thing", ["Middle East", "Kalashnikov"])
def test_a_place_or_a_weapon_makes_no_pair(eventful, thing):
    for column in ("source", "target"):
        told = replace(eventful, events=eventful.events.assign(**{column: thing}))
        assert sides.list_between(told).empty and sides.tabulate(told).empty and not sides.draw(told).axes
    crowd = replace(eventful, events=eventful.events.assign(target="demonstrators"))
    assert len(sides.list_between(crowd)) == 20


def test_an_act_that_is_not_sure_makes_no_pair(eventful):
    learned = replace(eventful, events=eventful.events.assign(coder="learned"))
    assert sides.list_between(learned).empty and not sides.draw(learned).axes
