"""Whose words the story is made of, in which tone, and whose words still escalate."""

from dataclasses import replace

import pandas as pd
import pytest
from helpers.samples import EVENTS, enter_events

import analysis
from analysis.reading.schema import VOICES
from analysis.show.prose import REPORTER, UNNAMED
from analysis.story import voices

STORY = """Crews vote to stay ashore

“It was a terrible day,” said Joan Doe, the captain. The ports stood empty.

The company called the strike “a disgrace”, and a good lawyer was sent for.

“We will not sail,” Doe said."""


def test_each_voice_has_its_quotes_and_the_reporter_the_rest():
    table = voices.tabulate(analysis.read_text(STORY)).set_index("voice")
    assert table.index[0] == "Joan Doe" and table.index[-1] == REPORTER
    assert table.loc["Joan Doe", ["quotes", "words"]].tolist() == [2, 9]
    assert table.loc["Joan Doe", "polarity"] == pytest.approx(-1) and table.loc[REPORTER, "polarity"] > 0
    assert table["words"].sum() == sum(len(p.split()) for p in STORY.split("\n\n")[1:])


def test_quotes_without_a_speaker_are_unnamed():
    reading = analysis.read_text(STORY)
    unnamed = replace(reading, quotes=reading.quotes.assign(speaker=pd.array([None] * len(reading.quotes), "str")))
    assert UNNAMED in set(voices.tabulate(unnamed)["voice"])


def test_what_is_quoted_outside_the_body_is_no_voice_of_the_article():
    reading = analysis.read_text(STORY)
    last = reading.quotes.iloc[[-1]].assign(paragraph=pd.NA)
    more = replace(reading, quotes=pd.concat([reading.quotes, last], ignore_index=True))
    assert voices.tabulate(more).equals(voices.tabulate(reading)) and len(more.quotes) == 4


def test_a_post_without_a_name_is_not_named_among_those_quoted():
    text = (
        "Joan Doe, the captain, said: “We will not sail.”\n\n“The ports are open,” the Chadian leader said on Monday."
    )
    reading = analysis.read_text(text)
    assert "Chadian leader" in set(voices.tabulate(reading)["voice"])
    assert list(voices.describe(reading)) == ["Among those quoted is Joan Doe."]


@pytest.mark.parametrize("text", ["", "The ports stood empty. Nobody sailed."])
def test_without_quotes_there_is_at_most_the_reporter(text):
    table = voices.tabulate(analysis.read_text(text))
    assert set(table["voice"]) <= {REPORTER} and [str(t) for t in table.dtypes] == list(VOICES.values())


def test_everyone_who_still_threatens_is_named(eventful):
    (told,) = voices.describe_stances(eventful)
    trump, _, iran = told.partition("; ")
    assert trump.startswith("Threaten: Donald Trump: “") and trump.endswith(
        "he told Iran he would tighten already crippling U.S. sanctions” (threatened, according to Donald Trump, "
        "paragraph 1)"
    )
    assert iran.startswith("Iran: “") and iran.endswith(
        "drive U.S. forces out of the region” (planned, according to Ali Khamenei, paragraph 10)."
    )
    assert "defend ourselves" not in told  # which is on a condition


def test_only_threats_that_are_sure_are_told_and_of_whom_that_is_sure(eventful):
    iran = eventful.events["source"].eq("IRN").fillna(False).astype(bool)
    for column in ("confidence", "frame_confidence", "source_confidence"):
        doubted = eventful.events.assign(**{column: eventful.events["confidence"].mask(iran, 0.59)})
        (told,) = voices.describe_stances(replace(eventful, events=doubted))
        assert told.startswith("Threatens: Donald Trump: “") and "forces out" not in told
        assert voices.describe_stances(replace(eventful, events=eventful.events.assign(**{column: 0.59}))) == ()


def test_who_speaks_most_for_escalation_comes_first(eventful):
    table = voices.tabulate_stances(eventful)
    assert table["voice"].tolist() == ["Ali Khamenei", "Donald Trump", "Javad Zarif"]
    assert table["stance"].tolist() == ["escalates", "escalates", "eases"]


def test_a_voice_whose_acts_are_not_sure_is_not_told(eventful):
    assert voices.describe_stances(replace(eventful, events=eventful.events.assign(confidence=0.4))) == ()


def test_to_report_another_side_s_violence_is_not_to_escalate(eventful, reading):
    assert "fired" not in str(voices.describe_stances(eventful))
    told = EVENTS.replace("background | 2020-01-08TMO | Donald Trump", "current | 2020-01-08TMO | Donald Trump")
    assert voices.tabulate_stances(enter_events(reading, told)).equals(voices.tabulate_stances(eventful))


DENIAL = """Guns on the river

“Paraguayan guns fired on our boats,” the Bolivian army said. Paraguay denied that it had fired.

Nobody was hurt."""
CLAIMED = """
1 | fired on our boats | PRY | BOL | 195 | ASSAULT | Mconf | -10.0 | asserted | current | 2020-01-08 | Bolivian army
1 | denied | PRY | BOL | 125 | REJECT | Vconf | -4.0 | asserted | current | 2020-01-08 | –
"""


def test_a_claim_of_one_party_is_told_as_such_with_the_other_s_denial():
    reading = enter_events(analysis.read_text(DENIAL, "2020-01-09"), CLAIMED)
    (told,) = voices.describe_claims(reading)
    assert told.startswith("The Bolivian army says: “") and "Paraguay denies: “Paraguay denied that it had" in told
    assert voices.describe_stances(reading) == (told,)
    assert voices.describe_claims(enter_events(reading, CLAIMED.strip().splitlines()[0])) == ()
    for doubt in ({"confidence": 0.59}, {"source_confidence": 0.79}):
        assert voices.describe_claims(replace(reading, events=reading.events.assign(**doubt))) == ()


def test_a_no_that_denies_nothing_is_no_denial():
    refusal = analysis.read_text(DENIAL.replace("denied that it had fired", "refused to leave"), "2020-01-09")
    assert voices.describe_claims(enter_events(refusal, CLAIMED.replace("| denied |", "| refused |"))) == ()


def test_every_voice_is_a_row_of_the_chart_the_reporter_last(reading):
    names = ["Donald Trump (USA)", "Javad Zarif (IRN)", "Ali Khamenei (IRN)", "the reporter"]
    for chart in (wide := voices.draw(reading), wide.narrow):
        assert [text.get_text() for text in chart.texts if text.get_text() in names] == names


def test_where_nobody_is_quoted_the_chart_says_so():
    chart = voices.draw(analysis.read_text("The union met. Nobody went."))
    assert not chart.axes and "The program found no quotation" in chart.texts[-1].get_text()


def test_a_tone_of_few_words_is_drawn_hollow_and_not_told(reading):
    table = voices.tabulate(reading).set_index("voice")["tone_words"]
    assert table["Donald Trump"] < voices.FIRM <= table[REPORTER]
    chart = voices.draw(reading)
    assert "the reporter −" in chart.alt and "Trump" not in chart.alt.partition("Tone by")[2]
    assert any("hollow" in text.get_text() for text in chart.legends[0].get_texts())


def test_words_after_a_not_have_no_tone():
    said = voices.tabulate(
        analysis.read_text("Peru did not “seek war or any ugly fight”, Joan Doe said. The port stood.")
    )
    assert said["tone"].isna().all() and said.loc[0, "words"] == 6


TAGGED = (
    'The guards left, Ann Lee said. Hans Moe came. "We are tired," {speaker} said. "Nobody helps us," {again} said.'
)


def test_a_voice_is_named_only_if_the_article_names_it_beside_a_quote():
    sure = analysis.read_text(TAGGED.format(speaker="Ann Lee", again="she"))
    assert "Ann Lee is quoted." in str(voices.describe(sure))
    near = TAGGED.format(speaker="he", again="he")
    assert "Hans Moe is quoted." in str(voices.describe(analysis.read_text(near)))
    far = near.replace("came.", f"came. {'The water in the harbour rose by an inch. ' * 10}")
    assert "quoted" not in str(voices.describe(analysis.read_text(far)))


def test_a_person_quoted_three_times_as_he_is_named_and_marks_around_a_word_are_nobody_s_speech():
    more = TAGGED.format(speaker="he", again="he") + ' "We want to go home now," he said. "We are ill," he said.'
    assert "Hans Moe is quoted." in str(voices.describe(analysis.read_text(more)))
    scare = analysis.read_text('Hans Moe came home. Hans Moe said the "guards" had left the "no-go" zone near Lima.')
    assert "quoted" not in str(voices.describe(scare))


def test_voices_are_drawn_where_it_is_sure_who_says_most_of_what_is_quoted():
    known = "“The bridge will stay shut all week,” Joan Doe said."
    other = "“Nobody came to help us at all, and the water rose to the roof of the school,” read a note on the door."
    assert voices.draw(analysis.read_text(known)).axes
    chart = voices.draw(analysis.read_text(f"{known}\n\n{other}"))
    assert not chart.axes and "not sure who says most" in chart.texts[-1].get_text()


def test_no_voices_are_drawn_of_an_interview():
    talk = "\n\n".join(f"{who}: The bridge will stay shut all week, and “so it goes”." for who in ("Q", "A") * 6)
    chart = voices.draw(analysis.read_text(f"“The bridge,” Joan Doe said, “will stay shut.”\n\n{talk}"))
    assert not chart.axes and "interview" in chart.texts[-1].get_text()


def test_a_voice_that_is_named_once_is_drawn_with_all_that_it_says():
    named = '"The bridge will stay shut for the whole week," Joan Doe said.'
    reading = analysis.read_text(f'{named}\n\n"Nobody came, and the water rose."\n\nThe school stood empty.')
    assert reading.quotes["speaker"].tolist() == ["Joan Doe", "Joan Doe"]
    drawn = voices.draw(replace(reading, quotes=reading.quotes.assign(named=[True, False]))).numbers
    assert drawn["words"].tolist()[0] == 15
    nobody = replace(reading, quotes=reading.quotes.assign(named=False))
    assert "quoted" not in str(voices.describe(nobody)) and not voices.draw(nobody).axes


def test_whoever_says_most_comes_first():
    text = (
        '"We left," Ann Lee said. "It was late," Ann Lee said. "Nobody came to the harbour for a week," Hans Moe said.'
    )
    assert voices.tabulate(analysis.read_text(text))["voice"].tolist() == ["Hans Moe", "Ann Lee", REPORTER]


def test_voices_that_are_not_named_are_drawn_together(reading):
    named = '"The bridge will stay shut for the whole week, and so will the quay," Joan Doe said.'
    unnamed = '"Nobody came to help us," said a man in the crowd. A sign called them “cowards”.'
    chart = voices.draw(analysis.read_text(f"{named}\n\n{unnamed}"))
    assert chart.numbers["voice"].tolist() == ["Joan Doe", voices.OTHERS, REPORTER]
    assert chart.numbers["words"].tolist()[:2] == [14, 5]  # a mark around a word is nobody's speech
    assert chart.alt.startswith("The words of Joan Doe, others and the reporter,")
    assert voices.OTHERS not in voices.draw(reading).numbers["voice"].tolist()
    short = voices.draw(analysis.read_text(f"{named}\n\nHans Moe called it a “grave mistake”."))
    assert short.numbers["voice"].tolist() == [
        "Joan Doe",
        voices.OTHERS,
        REPORTER,
    ]  # who says two words is not left out


def test_a_picture_without_all_voices_is_of_those_who_are_quoted_most():
    text = "Joan Doe, the captain, said: “We will not sail.”\n\nAnn Lee, the mayor, called it a “drama” on Monday."
    assert voices.draw(analysis.read_text(text)).alt.endswith("Who is quoted most.")
    assert voices.draw(analysis.read_text(text.partition("\n")[0])).alt.endswith("Who is quoted.")
