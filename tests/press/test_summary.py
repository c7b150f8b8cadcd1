"""What was read, and the findings in short, of the sample coverage."""

import re
from dataclasses import replace

from helpers.told import make_coverage, spread

from analysis.press import days, outlets, summary, timeline
from analysis.press.collection import UNKNOWN
from analysis.press.show import name_coverage


def test_the_sample_is_told_rightly(covered):
    read = str(summary.describe_sources(covered))
    assert "20 articles of four outlets, published from 28 December 2019 to 12 January 2020" in read
    assert "so all count as 16 witnesses" in read
    assert "One of 21 articles is about other subjects and left out. It is “Old Mill Bridge" in read
    said = str(days.describe(covered))
    assert re.search(r"Most conflict is told .*8 January 2020: \d+ points.*, against \d+ in the seven", said)
    assert "not tested against chance" in said
    assert "8 January 2020 (“Iran fired ballistic missiles at two bases in Iraq" in said
    assert "may be chance" in str(days.describe_course(covered))
    assert "Old Mill" not in said


def test_the_days_that_mattered_are_told_in_the_words_of_the_reports(covered):
    points = dict(timeline.describe(covered))
    assert list(points) == ["29 December 2019", "3 January 2020", "8 January 2020", "11 January 2020"]
    killing = points["3 January 2020"].replace("U.S.", "US")  # outlets spell it so or so
    assert killing.startswith("“A US drone strike near Baghdad airport early on Friday killed General")
    assert points["3 January 2020"].endswith("3 Jan 2020)") or points["3 January 2020"].endswith("4 Jan 2020)")


def test_the_height_and_the_killing_are_told(covered):
    said = str(days.describe(covered))
    assert re.search(r"told from 3 to 8 January 2020: \d+ points a day, against \d+ in the seven", said)
    assert "3 January 2020 (“" in said and "Soleimani" in said


def test_what_is_silent_is_counted():
    coverage = make_coverage(*spread(["2020-01-08"], "a", "b", "c"))
    assert "no act" not in str(summary.describe_sources(coverage))
    for silent, told in ((1, "One reports no act of one side on another."), (2, "Two report no act of one side")):
        articles = coverage.articles.assign(events=[0] * silent + [1] * (3 - silent))
        assert told in str(summary.describe_sources(replace(coverage, articles=articles)))


def test_outlets_are_told_only_where_they_are_known_and_several():
    alone = make_coverage(*spread(["2020-01-08"], "a", "b", "c"))
    assert "Three articles of one outlet, published" in str(summary.describe_sources(alone))
    unknown = replace(alone, articles=alone.articles.assign(outlet=UNKNOWN))
    assert str(summary.describe_sources(unknown)).startswith("Three articles, published")
    assert not outlets.describe(unknown) and not outlets.draw(unknown).axes
    assert name_coverage(alone) == name_coverage(unknown) == "three articles"
    several = replace(alone, articles=alone.articles.assign(outlet=["the Post", "the Herald", "the Post"]))
    assert name_coverage(several) == "three articles, two outlets"
    assert "of two outlets" in str(summary.describe_sources(several))


def test_a_report_without_an_outlet_is_named_by_its_day(covered):
    points = dict(timeline.describe(replace(covered, articles=covered.articles.assign(outlet=UNKNOWN))))
    assert points["3 January 2020"].endswith((" (3 Jan 2020)", " (4 Jan 2020)"))
