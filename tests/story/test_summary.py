"""A story in short: the crisis, then the tone."""

from helpers.samples import ARC, EVENTS, enter_events

import analysis
from analysis.story import summary


def test_the_crisis_is_told_before_the_tone(eventful):
    told = summary.describe(eventful)
    assert told[0].startswith("In the story's now") and any(line.startswith("In tone") for line in told[4:])


def test_where_nobody_acts_nothing_is_said_of_escalation(reading):
    none = enter_events(reading, EVENTS.strip().splitlines()[0])
    assert "Nobody is told to act" in str(summary.describe(none))


def test_an_arc_of_tone_beyond_chance_is_told_as_one():
    assert "chance seldom makes" in str(summary.describe(analysis.read_text(ARC)))
