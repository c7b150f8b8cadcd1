"""Which undated events have the story's day, and which of them are news."""

import pandas as pd
import pytest

import analysis

LEAD = "Kenya shelled a Somali port on Wednesday.\n\n"
FAR = "Somalia is a poor country.\n\nIts coast is long.\n\nIts people live on fish.\n\n"


def find_last(text, published="2020-01-09"):
    """Day and frame of the last act of a text."""
    row = analysis.read_text(text, published, coders="rules").events.iloc[-1]
    return None if pd.isna(row["first_day"]) else f"{row['first_day']:%Y-%m-%d}", row["frame"]


@pytest.mark.parametrize(
    "text",
    [
        "Somalia condemned the raid and recalled its ambassador.",
        "Officials said that Somalia closed the border.",
        "Rebels, who stormed the harbour, killed two guards.",
        "Rebels are besieging the harbour.",
        "The army has begun to besiege the harbour.",
        "Somalia said it would close the border.",
        "Somalia threatened to close the border.",
        "Ethiopia demanded the release of the sailors.",
        "The minister vowed to send aid.",
        "Ethiopia refused to send aid.",
        "Ethiopia blames the navy.",
        FAR + "Rebels seized the harbour.",
    ],
)
def test_what_is_told_as_the_news_has_the_storys_day(text):
    assert find_last(LEAD + text) == ("2020-01-08", "current")


@pytest.mark.parametrize(
    "text",
    [
        "It has imposed sanctions on Ethiopia, too.",
        "Fishermen have long complained about the navy.",
        "Mogadishu recently expelled two diplomats.",
        "At least 38 sailors have been killed since the order.",
        "A bill that would allow the army to bomb the harbour has stalled.",
        "The money could be used to aid refugees.",
        "The navy often arrests fishermen.",
        "On the eve of the war Ethiopia accused Eritrea of spying.",
        "The minister will visit Mogadishu.",
        "A general said on Wednesday that the navy will storm the island.",
        "Fishermen fear that the navy will blockade the harbour.",
        "Somalia called for the harbour to be bombed.",
        "Somalia accused the navy of shelling a village.",
        "Ethiopia criticised the army for arresting reporters.",
        "The valley is Kenyan, although Ethiopia opposes its claim.",
        "Aides expect further attacks by rebels.",
        "Somalia fears that Kenya will shell a Somali port.",
    ],
)
def test_what_is_not_told_as_the_news_has_no_day(text):
    assert find_last(LEAD + text)[0] is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In 2002 Somalia accused Kenya of spying. It expelled the envoy.", "2002-01-01"),
        ("Last week the two armies clashed near Lamu. Two soldiers were killed.", "2019-12-30"),
        ("The treaty takes effect on 1 May. Somalia expelled the envoy.", "2020-01-08"),
        ("By Thursday both armies were on the move. Somalia expelled the envoy.", "2020-01-09"),
        ("The envoy has to be gone by Thursday. Somalia expelled the consul.", "2020-01-08"),
    ],
)
def test_a_day_in_the_past_goes_on_to_the_next_sentence(text, day):
    assert find_last(LEAD + text)[0] == day


def test_a_deed_is_surely_current_if_its_paragraph_has_the_day_of_the_news():
    def trust_frame(text):
        events = analysis.read_text(LEAD + text, "2020-01-09").events
        return events[events["text"].str.startswith("expelled")]["frame_confidence"].item()

    assert trust_frame("On Thursday it was calm. Somalia expelled the envoy.") > 0.8
    assert trust_frame("It was calm. Somalia expelled the envoy.") <= 0.5
    assert trust_frame("On Thursday it was calm.\n\nSomalia expelled the envoy.") <= 0.5
    assert trust_frame("Doe spoke on Thursday of his youth. Somalia expelled the envoy.") <= 0.5


def test_a_story_without_days_is_news_only_at_its_beginning():
    story = "The operation is over.\n\nIt was long.\n\nSoldiers searched every house.\n\n"
    assert find_last("Kenya has shelled a Somali port.") == ("2020-01-09", "current")
    assert find_last(story + "Two soldiers were killed near the well.")[0] is None


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("The attack in Lamu drew protests from Ethiopia.", "current"),
        ("The minister's visit to Lamu was secret.", "current"),
        ("Rebels, who captured the port on Wednesday, fled.", "current"),
        ("The men who killed the guard on Wednesday fled.", "current"),
        ("The men who killed the guard fled.", "background"),
        ("The men who killed the guard in 2015 were released on Wednesday.", "background"),
        ("Ethiopia left the talks after the attack on Somalia.", "background"),
        ("Reporters beaten by police left the country.", "current"),
        ("Police freed reporters beaten by soldiers.", "background"),
        ("A previous attack on Lamu had no witnesses.", "background"),
    ],
)
def test_a_noun_or_a_clause_about_a_noun_is_background_only_with_a_mark_of_the_past(text, frame):
    events = analysis.read_text(LEAD + text, "2020-01-09", coders="rules").events
    words = events[events["text"].str.contains("attack|visit|captured|killed|beaten")]
    assert words["frame"].tolist() == [frame]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kenya on Tuesday marked the 70th anniversary of the bombing of Lamu.", "1950-01-07"),
        ("Marchers recalled the tenth anniversary of the attack on Lamu.", "2010-01-01"),
        ("Marchers recalled the anniversary of the attack on Lamu.", None),
    ],
)
def test_an_anniversary_dates_an_event_by_counting_back(text, day):
    assert find_last(LEAD + text) == (day, "background")


def test_the_anniversary_of_a_leap_day_has_its_month():
    text = "On 29 February Kenya marked the third anniversary of the bombing of Lamu."
    assert find_last(text, "2020-03-01") == ("2017-02-01", "background")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Channel 4 last night aired a programme that accused the army of torture.", "2020-01-08"),
        ("On Wednesday the union published a report that blamed the minister.", "2020-01-08"),
        ("The BBC last night screened a film strongly critical of the minister.", "2020-01-08"),
        ("The minister was in Lamu on Wednesday, when he vowed to close the border.", "2020-01-08"),
        ("On Wednesday the king urged the army to withdraw and accused rebels of treason.", "2020-01-08"),
    ],
)
def test_the_day_of_the_main_clause_reaches_what_stands_inside(text, day):
    assert find_last(text) == (day, "current")


def test_what_was_done_within_years_has_no_day():
    text = "Kenya has expelled nine envoys over the past two years."
    assert find_last(LEAD + text) == (None, "background")


@pytest.mark.parametrize(
    "text",
    [
        "The navy arrested fishermen in years past.",
        "The navy arrested fishermen during the king's recent visits.",
        "The panel includes General Musa Odinga, who negotiated with rebels.",
        "Musa Odinga, who led the raid before Kenya handed over power to Uganda, is likely to cause anger.",
        "Although he backed the raid, he has since become one of its critics.",
        "For nearly eight months, farmers protested against the king.",
        "Thousands of farmers have been arrested in the uprising.",
        "The navy clashed with farmers in the early days of the protests.",
        "Throughout the siege, the rebels have accused the king of theft.",
        "The rebels have rejected past offers of the king.",
    ],
)
def test_what_is_told_of_somebodys_past_is_background_without_a_day(text):
    assert find_last(LEAD + text) == (None, "background")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The navy has arrested fishermen in recent weeks.", None),
        ("Five farmers have been arrested in riots.", None),
        ("The king has condemned the navy over the siege.", None),
        ("The king met rebels several times.", None),
        ("Kenya met Somalia in the early hours of 8 January.", "2020-01-08"),
        ("Guards, who fired on the crowd, fled.", "2020-01-08"),
        ("Although the king condemned the raid, the army was calm.", "2020-01-08"),
        ("The king, who condemned the raid, said he was calm.", "2020-01-08"),
        ("A court jailed two farmers for eight years.", "2020-01-08"),
        ("A doctor left before Ethiopia bombed the harbour.", None),
    ],
)
def test_what_only_looks_like_somebodys_past_is_current(text, day):
    assert find_last(LEAD + text) == (day, "current")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("When rebels were in the harbour two years ago, the navy shelled them.", "2018-01-01"),
        ("Speaking in Lamu on 2 January, the minister condemned the rebels.", "2020-01-02"),
        ("The mayor, who in March 2003 wrote a letter demanding the release of sailors, died.", "2003-03-01"),
        ("Citing a report of 2 January, the minister condemned the rebels.", "2020-01-08"),
        ("The visit was planned two weeks ago - before the king called for a boycott of Somalia.", None),
    ],
)
def test_clauses_share_their_day_only_where_they_tell_when(text, day):
    row = analysis.read_text(LEAD + text, "2020-01-09", coders="rules").events.query("paragraph == 2").iloc[-1]
    assert (None if pd.isna(row["first_day"]) else f"{row['first_day']:%Y-%m-%d}") == day


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("With the arrest of the mayor, the rebels have lost their last friend.", "current"),
        ("Farmers with no memory of the arrest of the mayor left.", "background"),
        ("Farmers are in fear of the navy's blockade.", "current"),
        ("Farmers are in mourning after the navy's blockade.", "background"),
        ("It was the second time in a week that Somalia had accused Kenya of theft.", "current"),
        ("It was known that Somalia had accused Kenya of theft.", "current"),
        ("Somalia had accused Kenya of theft for the second time.", "background"),
        ("Anger met the head of the rebels, who blamed the alliance for being slow in arresting sailors.", "current"),
        ("Two days before, on 6 January, Somalia warned Kenya.", "current"),
        ("On 4 January, Somalia warned Kenya.", "background"),
    ],
)
def test_what_gives_the_reason_or_goes_on_or_counts_again_is_current(text, frame):
    assert find_last(LEAD + text)[1] == frame
