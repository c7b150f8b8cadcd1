"""The timeline: the days that later reports go back to, and the sentences that tell them."""

import pandas as pd
import pytest

from analysis.coverage.run import cover
from analysis.press import chronicle, references, telling, timeline
from analysis.press.collection import open_coverage, read_article_text
from analysis.press.schema import REFERENCES, TELLING, TIMELINE
from analysis.text.article import parse_day

SEIZED = "Rebels seized the port of Arica on Monday, and the navy lost its last ship in the north."
REST = "Sign up for our morning letter about the sea and its harbours today."
STORIES = [
    ("2031-03-03", SEIZED, "The mayor fled to the hills with his family and two guards."),
    ("2031-03-10", "Ministers argued about the price of bread in the capital on Monday.", REST),
    ("2031-03-10", "A storm closed the roads to the south of the country on Monday.", REST),
    ("2031-03-10", "The bank said on Monday that trade with the islands had grown a little.", REST),
    ("2031-03-10", "Players of the national team went on strike over their pay on Monday.", REST),
    ("2031-03-14", "The navy tried to win back Arica, which rebels seized on 3 March.", REST),
    ("2031-03-18", "Rebels released forty sailors whom they had held since 3 March 2031.", REST),
    ("2031-03-25", "On 3 March the port fell, and since then no ship has left it, traders said.", REST),
]


def make(folder, stories, outlet="the Herald"):
    rows = [{"text": "\n\n".join(parts), "published": day, "outlet": outlet} for day, *parts in stories]
    cover(pd.DataFrame(rows), folder, jobs=1, coders="rules")
    return open_coverage(folder)


@pytest.fixture(scope="module")
def fall_of_a_port(tmp_path_factory):
    """Eight articles: four loud ones of one day, and three that go back to the day on which a port fell."""
    return make(tmp_path_factory.mktemp("port"), STORIES)


def test_a_day_that_reports_go_back_to_matters_more_than_a_loud_one(fall_of_a_port):
    table = timeline.tabulate(fall_of_a_port)
    assert list(table) == list(TIMELINE)
    heaviest, second = table.iloc[0], table.iloc[1]
    assert (str(heaviest["day"])[:10], heaviest["later"]) == ("2031-03-03", 3)
    assert (str(second["day"])[:10], second["news"], second["later"]) == ("2031-03-10", 4, 0)
    assert heaviest["shown"] and heaviest["text"].startswith(SEIZED)
    assert "later reports go back to it on three days" in heaviest["why"]


def test_no_sentence_tells_two_days_and_none_is_a_rest_of_the_site(fall_of_a_port):
    told = timeline.tabulate_telling(fall_of_a_port)
    assert list(told) == list(TELLING)
    assert not told["text"].duplicated().any() and not told["text"].eq(REST).any()
    assert told.groupby("day").size().max() <= 2


def test_the_places_of_the_sentences_are_exact(covered):
    told = timeline.tabulate_telling(covered)
    for row in told.itertuples():
        assert read_article_text(covered, row.article)[row.start : row.end] == row.text


def test_the_timeline_of_the_sample_is_that_of_the_crisis(covered):
    table = timeline.tabulate(covered)
    shown = sorted(str(day)[:10] for day in table["day"][table["shown"]])
    assert shown == ["2019-12-29", "2019-12-31", "2020-01-03", "2020-01-08", "2020-01-11"]
    texts = dict(zip(table["day"].astype(str), table["text"], strict=True))
    assert "killed General Qassem Soleimani" in texts["2020-01-03"]
    assert "Iran fired ballistic missiles" in texts["2020-01-08"]


def test_days_can_be_chosen_by_number_and_span(covered):
    assert timeline.tabulate(covered, 2)["shown"].sum() == 2
    table = timeline.tabulate(covered, 0, "2020-01-04", "2020-01-09")
    assert table["day"].min() == pd.Timestamp("2020-01-04") and table["day"].max() == pd.Timestamp("2020-01-09")
    assert timeline.tabulate(covered, 0, "2021-01-01", "2021-02-01").empty


def test_a_lead_without_a_day_refers_to_the_days_to_which_the_paper_mostly_refers(tmp_path):
    day = pd.Timestamp("2031-05-01")
    dated = [
        (str(day + pd.Timedelta(days=number))[:10], f"Police arrested {name} yesterday in the harbour of Callao.")
        for number, name in enumerate("Ana Luz Rosa Ines Vera Sara Nora Elsa Mona Rita Dora Olga".split())
    ]
    coverage = make(tmp_path, [*dated, ("2031-06-10", "Police have closed the harbour of Callao.")])
    rows = references.tabulate(coverage)
    assert list(rows) == list(REFERENCES)
    (row,) = rows[rows["published"] == "2031-06-10"].itertuples()
    assert (str(row.day)[:10], row.share, row.named) == ("2031-06-09", 1.0, False)


def test_what_says_when_a_page_was_published_is_no_reference(tmp_path):
    coverage = make(tmp_path, [("2031-06-10", "Last changed at 3 pm, June 9 2031, the page says that police came.")])
    assert references.tabulate(coverage)["named"].sum() == 0


def test_articles_without_a_day_have_an_empty_timeline(tmp_path):
    coverage = make(tmp_path, [(None, "The police have closed the harbour.")])
    assert timeline.tabulate(coverage).empty and list(timeline.tabulate(coverage)) == list(TIMELINE)
    assert chronicle.list_days(coverage) == () and timeline.find_finding(coverage) == ""
    assert not timeline.draw(coverage).axes


def test_the_same_coverage_gives_the_same_timeline(covered, covered_folder):
    again = timeline.tabulate(open_coverage(covered_folder))
    pd.testing.assert_frame_equal(timeline.tabulate(covered), again)


def test_an_entry_of_a_chronicle_tells_its_day_alone(tmp_path):
    entry = "March 3 - Rebels seize the port of Arica."
    stories = [("2031-03-03", SEIZED), ("2031-03-20", "Following is what happened in the north:", entry)]
    coverage = make(tmp_path, stories)
    told = telling.choose_sentences(coverage, pd.Series([pd.Timestamp("2031-03-03")]))
    assert told["text"].tolist() == [entry]


def test_a_day_opens_to_acts_voices_and_stories_and_markup_stays_text(tmp_path):
    stories = [
        ("2031-03-03", "Rebels attacked the army in Arica on Monday & took <b>twelve</b> soldiers captive."),
        ("2031-03-14", "“We will win it back,” General Ana Ruiz said of the port that fell on 3 March."),
    ]
    coverage = make(tmp_path, stories)
    days = chronicle.list_days(coverage)
    headings = [heading for day in days for heading, lines in day.more if lines]
    assert "Stories that refer to the day" in headings
    page = days._repr_html_()
    assert "<b>twelve" not in page and "&lt;b&gt;twelve" in page and "<details>" in page
    assert "3 March 2031" in str(days)


@pytest.mark.parametrize("width", [8.0, 3.6])
def test_the_chart_names_the_heaviest_days(covered, width):
    chart = timeline.draw(covered, width=width)
    assert "The days that weigh most: 3 and 8 January 2020" in chart.alt
    assert set(chart.numbers) >= {"day", "weight", "shown"}


def test_a_misspelt_day_is_refused(covered):
    with pytest.raises(ValueError, match="not a date"):
        timeline.tabulate(covered, 0, "3 January")
    assert parse_day("2020-01-03") is not None
