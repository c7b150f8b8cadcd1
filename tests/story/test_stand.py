"""Where the crisis stands in the story's now."""

import math
from dataclasses import replace

import pandas as pd
import pytest
from helpers.drawn import trust
from helpers.samples import EVENTS, enter_events

import analysis
from analysis.reading.schema import STAND
from analysis.story import stand
from analysis.story.assess import assess
from analysis.story.claims import list_told, tabulate_paragraphs
from analysis.story.lean import find_lean, leave_allies


def test_the_verdict_says_how_sure_it_is_and_who_does_the_opposite(eventful):
    (verdict,) = stand.describe(eventful)
    assert verdict == (
        "Probably easing – but the United States and Iran still threaten: as of 9 January 2020, most of the "
        "acts found in the story’s present ease the crisis."
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
        "Probably escalating: as of 9 January 2020, most of the acts found in the story’s present escalate the crisis."
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
        == "No verdict: of what escalates in the story’s present, only words are sure; deeds are read less surely."
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

    assert judge(3).endswith("escalate, but at least half of the sure ones ease.")
    assert "escalating" in judge(len(heating))


def test_words_do_not_outweigh_the_deed_that_is_the_news():
    calm = "The company lifted its lockout on Wednesday.\n\nThe union withdrew its pickets on Wednesday."
    words = "The drivers accused the union of treason.\n\nThe cooks threatened to strike on Thursday."

    def judge(lead):
        reading = trust(analysis.read_text(f"{lead}\n\n{calm}\n\n{words}", "2020-01-09"))
        doubted = reading.events["paragraph"].isin([2, 3])
        reading = replace(reading, events=reading.events.assign(confidence=doubted.map({True: 0.5, False: 0.95})))
        bars = tabulate_paragraphs(reading)
        return find_lean(reading), int((bars < 0).sum()), int((bars > 0).sum())

    assert judge("The union called off its strike on Wednesday.") == ("eases", 1, 2)
    assert judge("The union agreed to call off its strike.") != ("eases", 1, 2)  # no deed yet


def test_an_old_story_is_told_as_of_its_own_day(eventful):
    later = replace(eventful, article=replace(eventful.article, published=eventful.article.published.replace(month=2)))
    assert ": as of 8 January 2020, most" in str(stand.describe(later))


def test_it_goes_both_ways_only_where_both_ways_are_sure(reading):
    level = EVENTS.replace("| 087 | YIELD | Mcoop | 9.0", "| 195 | ASSAULT | Mconf | -10.0", 2)
    both = enter_events(reading, level)
    assert str(stand.describe(both)).endswith("the acts found in the story’s present go both ways.")
    unsure = replace(both, events=both.events.assign(confidence=0.5, coder="both"))
    assert str(stand.describe(unsure)).endswith(
        "No verdict: too few of the acts found in the story’s present are sure."
    )


def test_only_what_both_coders_read_with_confidence_is_listed(eventful):
    told = stand.list_acts(eventful).frame
    assert len(told) == 11 and told["¶"].is_monotonic_increasing
    first = told.iloc[0]
    assert first["who, to whom"] == "the United States, to Iran" and first["what that does"] == "eases (done)"
    assert "escalates (threatened, according to Donald Trump)" in set(told["what that does"])
    assert first["the article’s words"].startswith("“President Donald Trump has stepped back")
    for doubt in ({"coder": "rules"}, {"confidence": 0.59}):
        assert stand.list_acts(replace(eventful, events=eventful.events.assign(**doubt))).frame.empty


def test_of_two_acts_in_the_same_words_the_one_with_a_party_is_listed():
    reading = trust(analysis.read_text("Rebels shelled the port on Wednesday and killed ten soldiers.", "2020-01-09"))
    events = reading.events
    assert len(events) == 2 and set(events["source"].str.lower()) == {"rebels"}

    def list_parties(**cells):
        return stand.list_acts(replace(reading, events=events.assign(**cells))).frame["who, to whom"].tolist()

    nobody = {"source": [None, "rebels"], "source_actor": [None, "rebels"], "target": None, "target_actor": None}
    assert list_parties(**nobody) == ["rebels"]
    assert len(list_parties(**nobody | {"source": ["Peru", "rebels"], "source_actor": ["Peru", "rebels"]})) == 2


PLAIN = [  # a sentence, and what its act does where it neither eases nor escalates by itself
    ("The foreign minister of Peru praised the courts of Chile on Wednesday.", "backs or praises"),
    ("The president of Peru met the president of Chile on Wednesday.", "meets or talks"),
    ("Peru sent tents and medicine to the people of Chile on Wednesday.", "helps"),
    ("Prosecutors in Lima opened an inquiry into the bank on Wednesday.", "investigates"),
]


@pytest.mark.parametrize(("text", "effect"), PLAIN)
def test_what_neither_eases_nor_escalates_is_told_as_what_it_is(text, effect):
    reading = trust(analysis.read_text(text, "2020-01-09"))
    (told,) = stand.list_acts(reading).frame["what that does"]
    assert told.split(" (")[0] == effect and list_told(reading, "cooperation").empty
    doubted = replace(reading, events=reading.events.assign(confidence=0.89))
    assert stand.list_acts(doubted).frame.empty


def test_what_sets_the_scene_is_not_told_nor_an_aside_alone():
    met, rain = "The president of Peru met the president of Chile on Wednesday.", "It rained.\n\nIt was cold.\n\n"
    for text, told in ((met, 1), (f"{rain}{met}", 0), (f"As {met[0].lower()}{met[1:-1]}, it rained.", 0)):
        reading = trust(analysis.read_text(text, "2020-01-09"))
        assert len(reading.acts) >= 1 and len(stand.list_acts(reading).frame) == told


def test_how_many_acts_are_not_told_is_said(eventful):
    def tell(column, value):
        confidence = eventful.events["confidence"].mask(eventful.events[column] == value, 0.5)
        return str(stand.describe_rest(replace(eventful, events=eventful.events.assign(confidence=confidence))))

    threats, lead = tell("root", "THREATEN"), tell("paragraph", 1)
    assert threats == (
        "The program read 15 acts as current. Of those that are not shown here, three are only possible or alleged, "
        "on a condition or denied; the program is not sure enough of four, or of what they do to the crisis: some of "
        "the news may be among them."
    )
    assert lead.endswith(" to the crisis: the main news may be among them.")
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
    assert str(stand.describe(doubted)) == "No verdict: too few of the acts found in the story’s present are sure."


def test_what_is_done_in_words_is_not_called_done(eventful):
    told = stand.list_acts(eventful).frame["what that does"]
    assert {"eases (done)", "says no"} <= set(told)
