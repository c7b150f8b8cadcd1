"""Where the crisis stands in the story's now, and how sure that is."""

import math

import pytest
from helpers.samples import EVENTS, enter_events

import analysis
from analysis.reading.schema import STAND
from analysis.story import stand
from analysis.story.assess import assess


def test_both_sides_step_back_while_the_united_states_announces_sanctions(eventful):
    balance, both, press = stand.describe(eventful)
    assert balance.startswith("In the story's now, 8 January 2020, the crisis eases on balance: 10 of 15 current event")
    assert "five escalate it, −1.7 on average" in balance
    assert both.startswith(
        "Both the United States and Iran step back (“stepped back from new military action against Iran”"
    )
    assert "the United States threatens Iran (“tighten already crippling U.S. sanctions”, Donald Trump" in press


def test_few_events_are_too_few_to_call(reading):
    few = enter_events(reading, "\n".join(EVENTS.strip().splitlines()[:7]))
    assert str(stand.describe(few)) == (
        "The story has three current events, too few to call: at least five are needed to say where it stands."
    )
    assert assess(few).lean == "unknown" and math.isnan(assess(few).p_value)


def test_where_the_crisis_escalates_or_hangs_it_says_so(reading):
    worse = EVENTS.replace("| 087 | YIELD | Mcoop | 9.0", "| 195 | ASSAULT | Mconf | -10.0")
    assert "the crisis escalates on balance" in str(stand.describe(enter_events(reading, worse)))
    level = EVENTS.replace("| Mcoop | 9.0", "| Mcoop | 3.0")
    assert "the crisis leans neither way" in str(stand.describe(enter_events(reading, level)))


def test_how_sure_it_is_is_told_in_shares(eventful):
    shares, coin = stand.describe_sureness(eventful)
    assert shares.startswith("All this rests on 26 events: 12 % are hedged, conditional or denied, 42 % are somebody's")
    assert "8 % lack an actor and 15 % lack a date" in shares
    assert "30 % of trials: that may be chance" in coin


def test_a_mutual_act_is_one_event_and_one_act_of_each_side(eventful):
    table = stand.tabulate(eventful).set_index("frame")
    assert table.loc["current", ["events", "cooperation", "conflict"]].tolist() == [15, 10, 5]
    assert table.loc["background", ["events", "cooperation", "conflict"]].tolist() == [11, 0, 11]
    assert table.loc["current", "escalation"] == pytest.approx(-26 / 15)
    found = assess(eventful)
    assert (len(found.acts), len(found.current), found.easing, found.escalating) == (26, 15, 10, 5)
    between = found.pairs.set_index(["source", "target"])["events"]
    assert between["USA", "IRN"] == 11 and between["IRN", "USA"] == 9  # of 19 acts between them, one is mutual


def test_where_nobody_acts_there_is_nothing_to_be_sure_of():
    quiet = analysis.read_text("The cat sat on the table.")
    table = stand.tabulate(quiet)
    assert [str(t) for t in table.dtypes] == list(STAND.values()) and table["events"].tolist() == [0, 0]
    assert (
        table["escalation"].isna().all() and str(stand.describe_sureness(quiet)) == "There is no event to be sure of."
    )
