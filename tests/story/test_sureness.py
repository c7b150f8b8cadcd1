"""How sure a verdict is, and why."""

from dataclasses import replace

from helpers.samples import EVENTS, enter_events

import analysis
from analysis.story import stand, summary, sureness
from analysis.story.lean import find_lean

HARD = "\n".join(
    f"1 | {word} | USA | IRN | 195 | ASSAULT | Mconf | -10.0 | asserted | current | 2020-01-08 | –"
    for word in ("President", "Donald", "Trump", "has", "stepped", "back", "from", "new", "military", "action")
)


def test_many_sure_acts_of_one_side_are_a_clear_lean(reading):
    hard = enter_events(reading, HARD)
    assert find_lean(hard) == "escalates" and sureness.grade(hard) == "high"


def test_fewer_sure_acts_are_less_sure(reading):
    hard = enter_events(reading, HARD)
    doubt = hard.events["start"].rank() > 4
    partly = replace(hard, events=hard.events.assign(confidence=hard.events["confidence"].mask(doubt, 0.4)))
    assert sureness.grade(partly) == "medium"
    rules = replace(hard, events=hard.events.assign(coder="rules"), coders="rules")
    assert sureness.grade(rules) == "low"
    assert "Only the rules read this article" in str(sureness.describe(rules))


def test_no_direction_is_never_sure(reading, eventful):
    assert sureness.grade(eventful) == "medium"
    few = enter_events(reading, "\n".join(EVENTS.strip().splitlines()[:7]))
    assert sureness.grade(few) == "low" and not sureness.describe(few)
    assert sureness.grade(analysis.read_text("Nobody sailed.")) == "low"
    assert sureness.describe(analysis.read_text("Nobody sailed."))._repr_html_() == ""


def test_the_reasons_count_coders_chance_and_words(eventful):
    told = str(sureness.describe(eventful))
    assert (
        "about three in five of the acts that the program counts as current were right" in told
        and "Only such acts are told above." in told
    )
    assert "read four as escalating and eight as easing (what is not done counts for the other side). " in told
    assert "A coin thrown 12 times splits as unevenly in 39 %" in told
    assert "from paragraph to paragraph may be chance" in told and "somebody’s word" not in told
    for voice, hard in (("Joan Doe", True), ("Joan Doe", False), (None, True)):
        reading = enter_events(eventful, HARD) if hard else analysis.read_text("Ann Lee went home. It rained all day.")
        said = replace(reading, events=reading.events.assign(attributed_to=voice))
        assert ("somebody’s word, not the reporter’s" in str(sureness.describe(said))) == (hard and voice is not None)
    unsure = replace(eventful, events=eventful.events.assign(confidence=0.5))
    assert "tells none of the acts that it took for current: in audits, two in five of such were wrong." in str(
        sureness.describe(unsure)
    )


def test_the_box_has_a_badge_and_takes_words_as_words(eventful):
    box = sureness.describe(eventful)._repr_html_()
    assert 'data-level="medium"' in box and box.count("<li>") == len(sureness.describe(eventful))


def test_the_reasons_say_what_a_reader_entered_and_that_only_the_rules_read(eventful):
    entered = replace(eventful, events=eventful.events.assign(coder=None))
    assert "Only such acts, or that a reader entered, are told above." in str(sureness.describe(entered))
    few = analysis.read_text("Iran attacked Iraq.", "2020-01-09", coders="rules")
    assert "Only the rules read" in str(sureness.describe(few))


def test_what_is_told_with_less_confidence_is_marked_so_wherever_it_is_told(eventful):
    flat, less = (replace(eventful, events=eventful.events.assign(confidence=share)) for share in (0.93, 0.85))
    for marked, reading in ((False, flat), (True, less)):
        bullets = str(summary.describe(reading))
        assert "uncertain reading, paragraph" in bullets if marked else "uncertain reading" not in bullets
        rows = stand.list_acts(reading).frame.iloc[:, -1]
        assert len(rows) > 1 and all(("uncertain reading)" in row) == marked for row in rows)
        assert ("Those below 90 % are marked “uncertain reading”." in str(sureness.describe(reading))) == marked
