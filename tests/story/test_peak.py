"""What happened, deed by deed: the worst of it, and what came after."""

from dataclasses import replace

from helpers.drawn import trust
from helpers.samples import STORY_DEEDS, STORY_TEXT, enter_events
from matplotlib.colors import to_hex

import analysis
from analysis.reading.schema import DEEDS
from analysis.show.chart import GROUND, SMALL
from analysis.story import peak


def test_the_peak_is_the_killing_and_the_missiles(eventful):
    worst, after, rest = peak.describe(eventful)
    assert worst.startswith("The peak is 3 January 2020, when the United States used force against Iran (“killing of a")
    assert "and 8 January 2020, when Iran used force against the United States (“missile strikes on Iraqi" in worst
    assert after == "After it came 15 events, 10 of cooperation and five of conflict, −1.7 on average."
    assert rest == "Five of 26 events have no day of their own and enter no peak."


def test_the_same_deed_told_again_is_one_deed(eventful):
    deeds = peak.tabulate(eventful)
    killing = deeds[deeds["when"] == "3 January 2020"]
    assert len(killing) == 1 and killing["events"].tolist() == [3] and killing["paragraphs"].tolist() == ["¶2, ¶8"]
    assert deeds["events"].sum() == len(eventful.acts)
    assert [str(t) for t in deeds.dtypes] == list(DEEDS.values())
    empty = peak.tabulate(analysis.read_text("Nobody sailed."))
    assert empty.empty and [str(t) for t in empty.dtypes] == list(DEEDS.values())


def test_the_peak_is_what_is_sure_dated_to_a_day_and_worst(eventful, story):
    worst = peak.find_peak(eventful)
    assert list(zip(worst["when"], worst["source"], strict=True)) == [
        ("3 January 2020", "USA"),
        ("8 January 2020, before", "IRN"),
    ]
    assert peak.find_peak(story)["source"].tolist() == ["crews"]
    doubted = enter_events(
        analysis.read_text(STORY_TEXT, "2020-03-05"), STORY_DEEDS.replace("-9.5 | asserted", "-9.5 | hedged")
    )
    assert peak.find_peak(doubted)["source"].tolist() == ["owners"]


def test_what_came_after_the_peak_is_later_or_current(eventful, story):
    after = peak.find_aftermath(eventful)
    assert len(after) == 15 and (after["frame"] == "current").all()
    assert peak.find_aftermath(story)["text"].tolist() == ["agreed"]
    peaceful = enter_events(analysis.read_text(STORY_TEXT, "2020-03-05"), STORY_DEEDS.strip().splitlines()[2])
    assert peak.find_peak(peaceful).empty and peak.find_aftermath(peaceful).empty


def test_deeds_are_rows_from_the_oldest_and_solid_only_where_they_are_asserted(eventful):
    chart = peak.draw(eventful)
    words = [text.get_text() for text in chart.texts]
    bold = [text.get_text() for text in chart.texts if text.get_weight() == "bold" and text.get_size() == SMALL]
    assert " ".join(bold) == "2018 3 January 2020 8 January 2020, before 8 January 2020, now undated"
    assert "United States → Iran" in words and "someone" in words and "within the United States" in words
    assert any(word.endswith("threatened") for word in words)
    hollow = [bar for bar in chart.axes[0].patches if to_hex(bar.get_facecolor()) == GROUND]
    assert len(chart.axes[0].patches) == 18 and len(hollow) == 7
    assert {"+10.0", "+7.0"} <= {text.get_text() for text in chart.axes[0].texts}


def test_what_is_less_sure_is_hollow_and_says_so(eventful):
    chart = peak.draw(replace(eventful, events=eventful.events.assign(confidence=0.6)))
    assert {to_hex(bar.get_facecolor()) for bar in chart.axes[0].patches} == {GROUND}
    assert sum(text.get_text().endswith("less sure") for text in chart.texts) == 18
    assert peak.find_finding(replace(eventful, events=eventful.events.assign(confidence=0.6))) == ""


def test_the_title_names_the_worst_day_and_a_side_only_where_it_is_sure():
    text = "Iran bombed Iraq on 3 March 2020. Iraq condemned Iran on 4 March 2020."
    reading = trust(analysis.read_text(text, "2020-03-05", "rules"))
    assert peak.find_finding(reading) == "3 March 2020 is the worst day: Iran used force against Iraq"
    unsure = replace(reading, events=reading.events.assign(source_confidence=0.5))
    assert peak.find_finding(unsure).startswith("3 March 2020 is the worst day: “bombed Iraq")
    both = trust(analysis.read_text(f"{text} Iraq bombed Iran on 4 March 2020.", "2020-03-05", "rules"))
    assert peak.find_finding(both) == "The worst days are 3 March 2020 and 4 March 2020"


def test_a_mutual_deed_is_drawn_as_one_row_of_both(eventful):
    deeds = peak.tabulate(eventful)
    assert deeds["mutual"].sum() == 1
    words = [text.get_text() for text in peak.draw(eventful).texts]
    assert words.count("United States ↔ Iran") == 1
