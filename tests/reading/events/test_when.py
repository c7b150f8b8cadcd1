"""When an act was: days that are not that of the deed, and the story's now."""

import pandas as pd
import pytest

import analysis

PUBLISHED = "2024-03-07"  # a Thursday


def find_days(text, published=PUBLISHED):
    """The first day of each act of a text, as an ISO string or None."""
    days = analysis.read_text(text, published, coders="rules").events["first_day"]
    return [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in days]


@pytest.mark.parametrize(
    "text",
    [
        "The talks were postponed until Monday, the ministry said.",
        "Chad extended the ceasefire until 20 March.",
        "Kenya said it would free the sailors by Sunday.",
        "Kenya extended the deadline to 12 March.",
        "The ceasefire, which expires on 15 March, was broken by the army.",
        "The union called a strike for Monday.",
        "The president, elected on 3 May, condemned the raid.",
        "A court denied bail to two men who are investigated over the vote three weeks ago.",
        "Ten years after the 2014 war, Peru accused Chile of spying.",
        "Norway summoned the envoy after the attack on Sunday.",
        "Rebels who seized the town on 12 February attacked the port.",
        "Asked about the raid of 3 March, the minister condemned the rebels.",
        "The parliament ratified the treaty signed on 5 January.",
        "Police arrested a man accused over the January raid.",
        "The parliament approved aid for the rebels until the end of June.",
    ],
)
def test_a_deadline_a_plan_and_the_day_of_something_else_do_not_date_an_act(text):
    assert find_days(text)[0] == PUBLISHED


def test_what_a_deadline_is_set_for_has_no_day():
    assert find_days("Chad gave Niger until 1 April to release the hostages.") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Sudan's army has been fighting rebels since November.",
        "Israel has been bombing Gaza since October 7.",
        "Farmers have blocked the road since Friday.",
        "Turkey has occupied the valley since 1974, Greece said.",
        "The army has besieged the town since last week.",
    ],
)
def test_what_goes_on_is_current(text):
    event = analysis.read_text(text, PUBLISHED, coders="rules").events.iloc[0]
    assert event["frame"] == "current" and find_days(text)[0] == PUBLISHED


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rebels shelled the port on Tuesday.", "2024-03-05"),
        ("Police on Tuesday arrested a man over the raid.", "2024-03-05"),
        ("In a raid on Monday, troops killed nine men.", "2024-03-04"),
        ("Monday's raid killed nine men.", "2024-03-04"),
        ("Peru refused to withdraw on Monday.", "2024-03-04"),
        ("Peru began to withdraw its troops on Monday.", "2024-03-04"),
        ("The sanctions, imposed in 2014, were lifted on Wednesday.", "2024-03-06"),
        ("March warned Kenya on Monday.", "2024-03-04"),
        ("The army will attack on 20 March, a general said.", "2024-03-20"),
        ("Peru was due to release the sailors on Friday.", "2024-03-08"),
        ("Nine men were killed on Monday when troops shelled the port.", "2024-03-04"),
    ],
)
def test_a_day_beside_an_act_dates_it(text, day):
    assert find_days(text)[0] == day


@pytest.mark.parametrize(
    "text",
    [
        "Talks begin on Sunday. Peru recalled its envoy.",
        "The treaty was signed on 4 March. It takes effect on 1 May.",
        "Chad shelled the port. The ban ends on 9 March.",
        "The army attacked the base. Peru bans imports on Saturday, 9 March.",
        "Kenya has agreed to a truce from 1 April.",
    ],
)
def test_no_fact_is_dated_after_publication(text):
    events = analysis.read_text(text, PUBLISHED, coders="rules").events
    facts = events[events["modality"].isin(["asserted", "negated", "denied"])]
    assert not (facts["first_day"] > pd.Timestamp(PUBLISHED)).any()


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Rebels shelled the port on Tuesday. The mayor resigned.", "2024-03-05"),
        ("Calm replaced Tuesday's clashes of police and rebels in Lima on Wednesday.", "2024-03-06"),
        ("The army shelled the port. It had taken the town on 28 February.", PUBLISHED),
        ("The president, elected on 3 March, condemned the raid.", PUBLISHED),
        ("The talks were postponed until Monday.", PUBLISHED),
        ("The union will strike on Friday, 8 March. The minister condemned it.", PUBLISHED),
        ("Peru accused Chile of spying. A court ruled against it on Wednesday.", "2024-03-06"),
    ],
)
def test_the_storys_now_is_the_day_of_the_leads_main_act_else_that_of_publication(text, now):
    assert f"{analysis.read_text(text, PUBLISHED, coders='rules').now:%Y-%m-%d}" == now


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The talks were postponed until Monday.", "2024-03-11"),
        ("The hearing was adjourned until 20 April.", "2024-04-20"),
        ("Rebels have held the town since Monday.", "2024-03-04"),
        ("Rebels have held the town since November.", "2023-11"),
        ("The army has shelled the town since April 3.", "2023-04-03"),
        ("Troops began to pull back on Tuesday.", "2024-03-05"),
        ("Chad failed to pay on Friday.", "2024-03-01"),
        ("May said on Tuesday that Britain would leave.", "2024-03-05"),
        ("Chad will free them on Tuesday.", "2024-03-12"),
        ("Chad agreed to free them on Tuesday, a judge said.", "2024-03-12"),
    ],
)
def test_prepositions_and_the_verb_say_which_day_is_meant(text, value):
    assert list(analysis.read_text(text, PUBLISHED).dates["value"]) == [value]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Peru attacked Chile.", True),
        ("Peru repeatedly attacked Chile.", False),
        ("Lawmakers have often accused the minister of lies.", False),
        ("Peru has long held talks with Chile.", False),
    ],
)
def test_what_is_done_often_is_not_surely_the_news(text, sure):
    events = analysis.read_text(f"{text} The envoys met on Tuesday.", "2020-01-09").events
    assert (events["frame"][0] == "current" and events["frame_confidence"][0] >= 0.8) == sure


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("The party is banned from Peru, but it is large.", False),
        ("The islands are occupied by Chile.", False),
        ("The party is being banned from Peru.", True),
    ],
)
def test_what_is_so_is_not_surely_the_news(text, sure):
    told = f"Talks go on\n\nPeru attacked Chile on Monday.\n\n{text}"
    events = analysis.read_text(told, "2020-01-09").events
    assert (events["frame_confidence"].iloc[-1] >= 0.8) == sure


def test_a_clause_with_when_has_the_day_before_it_and_what_may_come_dates_nothing():
    first, *_ = find_days("The dispute began on June 3, when Pretoria imposed a duty on grapes.", "2019-06-14")
    assert first == "2019-06-03"
    text = "Peru imposed a tariff on wine.\n\nChile will answer if Peru imposes a tariff on fruit tomorrow."
    first, *_ = find_days(text, "2019-06-14")
    assert first != "2019-06-15"
