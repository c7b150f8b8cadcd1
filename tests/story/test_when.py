"""The times that the story names."""

import pandas as pd

import analysis
from analysis.story import when


def test_the_times_are_listed_from_the_oldest_with_their_words(reading):
    table = when.tabulate(reading)
    assert table["when"].tolist() == ["2018", "2020", "3 January 2020", "8 January 2020"]
    assert table["words"].iloc[2] == "“Jan. 3” ¶2" and table["first_day"].iloc[2] == pd.Timestamp("2020-01-03")
    assert when.describe(reading) == ()  # the chart says it all


def test_the_chart_names_every_day_in_order(reading):
    whens = [text.get_text() for text in when.draw(reading).texts if text.get_ha() == "right"]
    assert whens == ["2018", "2020", "3 January 2020", "8 January 2020"]


def test_where_no_day_is_named_or_known_the_chart_says_so():
    none = when.draw(analysis.read_text("The union met. Nobody went."))
    assert not none.axes and "names no time" in none.texts[-1].get_text()
    undated = when.draw(analysis.read_text("The union met on Wednesday."))
    assert "day of publication is not known" in undated.texts[-1].get_text()


def test_the_now_is_the_latest_day_that_the_lead_dates_an_act_on(story, eventful):
    assert f"{eventful.now:%Y-%m-%d}" == "2020-01-08" and f"{story.now:%Y-%m-%d}" == "2020-03-03"
    assert analysis.read_text("Nobody sailed.").now is None
    assert analysis.read_text("Nobody sailed.", "2020-01-09").now == pd.Timestamp("2020-01-09")


def test_a_day_that_is_not_sure_is_not_drawn():
    reading = analysis.read_text("The port was shelled on May 3. The quay burnt the next day.", "2011-05-09")
    assert when.tabulate(reading)["when"].tolist() == ["3 May 2011"]
    chart = when.draw(analysis.read_text("“They would not shell it today,” he said.", "2011-05-09"))
    assert not chart.axes and "sure" in chart.texts[-1].get_text()
