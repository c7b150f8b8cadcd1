"""What was read, and the findings in short, of the sample coverage."""

import re

from helpers.missed import THIRD_OF_JANUARY

from analysis.press import days, summary


def test_the_sample_is_told_rightly(covered):
    read = str(summary.describe_sources(covered))
    assert "21 articles of four outlets, published from 28 December 2019 to 12 January 2020" in read
    assert "so all count as 17 witnesses" in read
    said = str(summary.describe(covered))
    assert re.search(r"Most conflict is told .*8 January 2020: \d+ points.*, against \d+ in the seven", said)
    assert "not tested against chance" in said and "could be tested does not differ by more than chance" in said
    assert "8 January 2020, when Iran used force against Iraq (“fired ballistic missiles at two bases in Iraq" in said
    assert "may be chance" in str(days.describe_course(covered))
    assert "Old Mill" not in said


@THIRD_OF_JANUARY
def test_the_height_and_the_killing_are_told(covered):
    said = str(summary.describe(covered))
    assert re.search(r"told from 3 to 8 January 2020: \d+ points a day, against \d+ in the seven", said)
    assert "3 January 2020, when the United States used force against Iran (“killed General Qassem Soleimani”" in said


def test_what_is_silent_or_unread_is_counted(covered):
    read = summary.describe_sources(covered)
    assert "One reports no act of one side on another." in read
