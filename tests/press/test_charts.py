"""Every chart of a coverage: its finding in words, inside its page, the same each time."""

import io
from dataclasses import replace

import matplotlib as mpl
import pandas as pd
import pytest
from helpers.boxes import find_faults
from helpers.told import make_coverage, spread
from PIL import Image

from analysis.press import copies, days, deeds, outlets, summary, voices
from analysis.press.peaks import find_finding
from analysis.show.chart import NARROW

EMPTY = make_coverage(outlets={"a": ("Bank $x$ <b>News</b>", "2020-01-01", None)})


def draw(coverage):
    return {
        "days": days.draw(coverage, shuffles=199),
        "outlets": outlets.draw(coverage, shuffles=199),
        "voices": voices.draw(coverage),
    }


@pytest.fixture(scope="module")
def charts(covered):
    return draw(covered)


def test_the_chart_of_days_states_its_finding(covered, charts):
    assert find_finding(days.tabulate(covered, 199)) in charts["days"].alt


@pytest.mark.slow
def test_charts_state_their_finding_and_are_the_same_each_time(covered, charts):
    for chart, again in zip(charts.values(), draw(replace(covered)).values(), strict=True):
        assert chart.alt.endswith(".") and chart.render() == again.render()
        assert chart.render("svg") == again.render("svg")
    assert "quotes of 12 speakers" in charts["voices"].alt


def check_labels(charts):
    """No label is clipped, too small or covered, on a page and on a phone."""
    for wide in charts.values():
        assert find_faults(wide) == [] and find_faults(wide.narrow) == []
        assert len(wide.numbers) and wide.narrow.get_figwidth() == NARROW


def test_no_label_is_clipped_or_covered(charts):
    check_labels(charts)


def test_each_day_has_its_bars_and_each_quote_its_dot(covered, charts):
    course = days.tabulate(covered, 199)
    bars = [bar.get_height() for bar in charts["days"].axes[0].patches]
    assert bars == [*course["conflict"], *course["cooperation"]]
    said = voices.tabulate(covered)
    top = said[said["voice"] == said["voice"][0]]
    dots = [dot for marks in charts["voices"].axes[0].collections for dot in marks.get_offsets()]
    assert sum(y == 0 for _, y in dots) == top["outlet"].nunique()


@pytest.mark.slow
@pytest.mark.parametrize("months", [0, 14])
def test_a_short_and_a_long_coverage_are_drawn(months, keep_paragraphs):
    dates = [str(day)[:10] for day in pd.date_range("2020-01-01", periods=3 + 30 * months)]
    printed = {
        f"a{i}": (f"Outlet {i % 9} of a very long name indeed", day, float(i % 7)) for i, day in enumerate(dates)
    }
    quotes = [(f"a{i}", f"Speaker {i % 30} Longname", None, -0.5) for i in range(len(dates))]
    check_labels(draw(keep_paragraphs(make_coverage(*spread(dates, "a0", "a1"), outlets=printed, quotes=quotes))))


def test_where_nothing_is_told_charts_and_sentences_say_so():
    charts = draw(EMPTY)
    assert not any(chart.axes for chart in charts.values())
    assert "too few to tell a course" in charts["days"].texts[-1].get_text()
    assert "Nobody is quoted by name" in charts["voices"].texts[-1].get_text()
    assert all(Image.open(io.BytesIO(chart.render())).size[0] > 1000 for chart in charts.values())
    assert str(deeds.describe(EMPTY)).startswith("No article tells of an act")
    assert not outlets.describe(EMPTY) and not outlets.draw(EMPTY).axes
    assert str(copies.describe(EMPTY)) == "No article is a version of another."
    assert "reports no act" not in str(summary.describe_sources(EMPTY))
    assert deeds.list_most_reported(EMPTY).frame.empty


def test_drawing_leaves_matplotlib_s_settings_alone(covered):
    before = dict(mpl.rcParams)
    draw(covered)
    assert dict(mpl.rcParams) == before
