"""Where the crisis stands in the story's now."""

import math
from dataclasses import replace

import pandas as pd
import pytest
from helpers.samples import EVENTS, enter_events

import analysis
from analysis.reading.schema import STAND
from analysis.story import stand
from analysis.story.assess import assess
from analysis.story.claims import tabulate_paragraphs
from analysis.story.lean import find_lean, leave_allies


def test_the_verdict_says_how_sure_it_is_and_who_does_the_opposite(eventful):
    (verdict,) = stand.describe(eventful)
    assert verdict == (
        "Probably easing – but the United States and Iran still threaten: as of 9 January 2020, eight of the 12 "
        "current acts in the text ease the crisis and four escalate it."
    )


def test_what_is_only_possible_or_on_a_condition_does_not_count(eventful):
    counted = assess(eventful).current
    assert len(counted) == 12 and not counted["modality"].isin(["hedged", "conditional", "denied"]).any()


def test_arms_for_one_side_of_a_war_ease_no_war():
    rows = [("PER", "CHL", "conflict"), ("BOL", "PER", "cooperation"), ("PER", "CHL", "cooperation")]
    rows += [("BOL", "ECU", "cooperation"), (None, "PER", "cooperation"), ("rebels", "rebels", "cooperation")]
    acts = pd.DataFrame(rows, columns=["source", "target", "side"])
    left = leave_allies(acts, acts)  # Bolivia and Ecuador fight nobody, and Peru and Chile are no allies
    assert left.index.tolist() == [0, 2, 3, 4, 5]


def test_few_acts_are_too_few_to_call(reading):
    few = enter_events(reading, "\n".join(EVENTS.strip().splitlines()[:7]))
    assert str(stand.describe(few)) == ("Too little to tell: the program found fewer than five current acts.")
    assert find_lean(few) == "unknown" and math.isnan(assess(few).p_value)


def test_where_the_crisis_escalates_or_goes_nowhere_it_says_so(reading):
    worse = EVENTS.replace("| 087 | YIELD | Mcoop | 9.0", "| 195 | ASSAULT | Mconf | -10.0")
    worse = worse.replace("| 080 | YIELD | Mcoop | 5.0", "| 195 | ASSAULT | Mconf | -10.0")
    assert str(stand.describe(enter_events(reading, worse))) == (
        "Probably escalating: as of 9 January 2020, nine of the 12 current acts in the text escalate the crisis and "
        "three ease it."
    )
    level = EVENTS.replace("| 087 | YIELD | Mcoop | 9.0", "| 195 | ASSAULT | Mconf | -10.0", 2)
    assert str(stand.describe(enter_events(reading, level))).startswith("Not clear: as of 9 January 2020,")


def test_a_crisis_does_not_escalate_by_words_alone(reading):
    worse = EVENTS.replace("| 087 | YIELD | Mcoop | 9.0", "| 195 | ASSAULT | Mconf | -10.0")
    worse = enter_events(reading, worse.replace("| 080 | YIELD | Mcoop | 5.0", "| 195 | ASSAULT | Mconf | -10.0"))
    assert find_lean(worse) == "escalates"
    doubted = worse.events.assign(confidence=worse.events["quad"].map({"Mconf": 0.4}).fillna(1.0))
    words = replace(worse, events=doubted)
    assert find_lean(words) == "neither"
    assert (
        str(stand.describe(words))
        == "No verdict: of what escalates, the program is sure only of words, and it may have missed deeds."
    )


def test_a_crisis_does_not_escalate_where_what_is_sure_eases_it(reading):
    worse = EVENTS.replace("| 087 | YIELD | Mcoop | 9.0", "| 195 | ASSAULT | Mconf | -10.0")
    events = enter_events(
        reading, worse.replace("| 080 | YIELD | Mcoop | 5.0", "| 195 | ASSAULT | Mconf | -10.0")
    ).events
    heating = events.index[(events["side"] == "conflict") & (events["frame"] == "current")]

    def judge(sure):
        doubted = events["confidence"].mask(events.index.isin(heating[sure:]), 0.5)
        return str(stand.describe(replace(reading, events=events.assign(confidence=doubted))))

    assert judge(3).endswith("escalates, but at least half of what is sure eases.")
    assert "escalating" in judge(len(heating))


def test_an_old_story_is_told_as_of_its_own_day(eventful):
    later = replace(eventful, article=replace(eventful.article, published=eventful.article.published.replace(month=2)))
    assert ": as of 8 January 2020, eight" in str(stand.describe(later))


def test_it_goes_both_ways_only_where_both_ways_are_sure(reading):
    level = EVENTS.replace("| 087 | YIELD | Mcoop | 9.0", "| 195 | ASSAULT | Mconf | -10.0", 2)
    both = enter_events(reading, level)
    assert str(stand.describe(both)).endswith("what was read as current goes both ways.")
    unsure = replace(both, events=both.events.assign(confidence=0.5, coder="both"))
    assert str(stand.describe(unsure)).endswith("No verdict: too little of what the program read as current is sure.")


def test_only_what_both_coders_read_with_confidence_is_listed(eventful):
    told = stand.list_acts(eventful).frame
    assert len(told) == 10 and told["¶"].is_monotonic_increasing
    first = told.iloc[0]
    assert first["who, to whom"] == "the United States, to Iran" and first["what that does"] == "eases (done)"
    assert "escalates (threatened, according to Donald Trump)" in set(told["what that does"])
    assert first["the article’s words"].startswith("“President Donald Trump has stepped back")
    for doubt in ({"coder": "rules"}, {"confidence": 0.59}):
        assert stand.list_acts(replace(eventful, events=eventful.events.assign(**doubt))).frame.empty


def test_of_two_acts_in_the_same_words_the_one_with_a_party_is_listed(eventful, reading):
    def list_restraint(reading):
        told = stand.list_acts(reading).frame
        same = told["the article’s words"].str.contains("both sides drew back from the brink, while Arab")
        return told[same][["who, to whom", "what that does"]].to_numpy().tolist()

    assert list_restraint(eventful) == [["the United States and Iran", "eases (done)"]]
    other = EVENTS.replace("drew back | USA | IRN", "drew back | – | –")
    other = other.replace("called for restraint | – | –", "called for restraint | IRQ | –")
    assert list_restraint(enter_events(reading, other)) == [["Iraq", "eases (asked for)"]]
    both = EVENTS.replace("called for restraint | – | –", "called for restraint | IRQ | –")
    assert len(list_restraint(enter_events(reading, both))) == 2


def test_how_many_acts_are_not_told_is_said(eventful):
    def tell(column, value):
        confidence = eventful.events["confidence"].mask(eventful.events[column] == value, 0.5)
        return str(stand.describe_rest(replace(eventful, events=eventful.events.assign(confidence=confidence))))

    threats, lead = tell("root", "THREATEN"), tell("paragraph", 1)
    assert threats == (
        "The program read 15 acts as current. Of those that are not told, four are not sure or not clear enough and "
        "three are only possible, on a condition or denied."  # the first paragraph tells the news
    )
    assert lead.endswith(" on a condition or denied: the main news may be among them.")
    assert not stand.describe_rest(replace(eventful, events=eventful.events.head(0)))


def test_a_mutual_act_is_one_event(eventful):
    table = stand.tabulate(eventful).set_index("frame")
    assert table.loc["current", ["events", "cooperation", "conflict"]].tolist() == [12, 8, 4]
    assert table.loc["background", ["events", "cooperation", "conflict"]].tolist() == [11, 0, 11]
    assert table.loc["current", "escalation"] == pytest.approx(-19 / 12)


def test_where_nobody_acts_there_is_a_table_without_figures():
    table = stand.tabulate(analysis.read_text("The cat sat on the table."))
    assert [str(t) for t in table.dtypes] == list(STAND.values()) and table["events"].tolist() == [0, 0]
    assert table["escalation"].isna().all()


def test_a_review_gets_no_verdict(reading):
    review = analysis.read_text(f"Book review: The Last Ferry\n\n{reading.article.text}", "2020-01-09")
    assert stand.describe(review) == ("No verdict: the text seems to be a review, and not the news of a crisis.",)


def test_a_text_with_few_acts_for_its_length_gets_no_direction():
    acts = "\n\n".join(
        f"{army} shelled {town} on Wednesday."
        for army, town in zip(
            ("Iran", "Chile", "Peru", "Chad", "Mali"), ("Iraq", "Brazil", "Ecuador", "Libya", "Niger"), strict=True
        )
    )
    rest = "The market opens at nine and sells bread, fish and lamps to all who come from the hills."
    short, long = (stand.describe(analysis.read_text("\n\n".join([acts, *[rest] * n]), "2020-01-09")) for n in (1, 30))
    assert str(short).startswith(("Perhaps", "Probably", "Escalating"))
    assert str(long) == "No verdict: the program found few acts of the present for the length of the text."


def test_of_a_text_with_few_acts_none_is_told():
    acts = "Iran shelled Iraq on Wednesday.\n\nRebels attacked Peru on Wednesday."
    rest = "The market opens at nine and sells bread, fish and lamps to all who come from the hills."
    short, long = (analysis.read_text("\n\n".join([acts, *[rest] * n]), "2020-01-09") for n in (1, 30))
    assert len(stand.list_acts(short).frame) and not len(stand.list_acts(long).frame)
    assert not len(tabulate_paragraphs(long))


def test_a_verdict_rests_on_something_sure(eventful):
    doubted = replace(eventful, events=eventful.events.assign(confidence=0.5))
    assert find_lean(eventful) == "eases" and find_lean(doubted) == "neither"
    assert str(stand.describe(doubted)) == "No verdict: too little of what the program read as current is sure."


def test_what_is_done_in_words_is_not_called_done(eventful):
    told = stand.list_acts(eventful).frame["what that does"]
    assert {"eases (done)", "says no"} <= set(told)
