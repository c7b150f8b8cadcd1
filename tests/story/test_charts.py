import io
import warnings
from dataclasses import replace

import matplotlib as mpl
import pytest
from helpers.samples import ARC, HOSTILE, NO_TONE, SHORT
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image

import analysis
from analysis.story.arc import compute_arc, draw_told
from analysis.story.order import draw_story_curve
from analysis.story.peak import describe_peak, draw_happened
from analysis.story.sides import draw_dyads, tabulate_dyads
from analysis.story.tone import describe_arc, draw_arc, draw_measures
from analysis.story.voices import draw_voices, tabulate_voices
from analysis.story.when import draw_dates


def draw(reading):
    arcs = [compute_arc(reading.paragraphs, measure) for measure in ("tone", "vader")]
    return [*(draw_arc(arc, reading) for arc in arcs), draw_measures(reading)]


WORDY = """HEADLINE IN CAPITALS THAT GOES ON AND ON UNTIL THE CHART HAS NO MORE ROOM FOR IT AT ALL

Perfectly best.

A tremendously outstandingly extraordinarily magnificent thing. Perfectly best.

The table.

The worst, extremely terrible."""


@pytest.fixture(scope="module")
def charts(reading):
    return draw(reading)


def test_the_alternative_text_states_the_finding(reading, charts):
    assert str(describe_arc(compute_arc(reading.paragraphs, "vader"))) in charts[1].alt
    assert "differ in sign on six of the 11" in charts[2].alt


def test_every_raw_point_is_drawn_on_the_whole_scale(reading, charts):
    axes = charts[0].axes[0]
    points = axes.collections[0].get_offsets()
    drawn = {round(float(x)): float(y) for x, y in points if y == y}
    table = reading.paragraphs.dropna(subset="tone")
    assert drawn == dict(zip(table["paragraph"], table["tone"], strict=True))
    assert axes.get_ylim()[0] <= -1 and axes.get_ylim()[1] >= 1
    assert "negative" in axes.get_ylabel() and "positive" in axes.get_ylabel()


def draw_lists(reading):
    return [draw_voices(tabulate_voices(reading), reading), draw_dates(reading)]


def draw_crisis(reading):
    told = draw_told(compute_arc(reading.paragraphs, "escalation"), reading)
    dyads = draw_dyads(tabulate_dyads(reading.events), reading)
    return [told, draw_happened(reading), draw_story_curve(reading), dyads]


@pytest.mark.parametrize("text", ["", SHORT, NO_TONE, ARC, HOSTILE, "Good \u4e2d\u6587.\n\nBad \u4e2d."])
def test_any_article_is_drawn_without_a_warning(text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reading = analysis.read_text(text)
        for chart in draw(reading) + draw_lists(reading) + draw_crisis(reading):
            assert Image.open(io.BytesIO(chart.render())).size[0] > 1000
            assert b"<svg" in chart.render("svg") and chart.alt.endswith(".")


def test_no_label_is_clipped_and_none_covers_a_point(reading, charts):
    for chart in [*charts, *draw(analysis.read_text(ARC)), *draw(analysis.read_text(WORDY))]:
        renderer = FigureCanvasAgg(chart).get_renderer()
        for text in chart.findobj(Text):
            box = text.get_window_extent(renderer)
            if text.get_visible() and text.get_text() and text.axes is chart.axes[0]:
                assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= chart.bbox.x1 and box.y1 <= chart.bbox.y1, text
        axes = chart.axes[0]
        labels = [t.get_window_extent(renderer) for t in axes.texts if t.get_text().startswith("paragraph")]
        points = [axes.transData.transform(p) for c in axes.collections for p in c.get_offsets()]
        assert not any(box.contains(*point) for box in labels for point in points)
        legend = chart.legends[0].get_window_extent(renderer)
        assert legend.y1 < axes.get_window_extent(renderer).y0 and legend.x1 <= chart.bbox.x1


def test_lists_name_every_voice_and_every_day_in_order(reading):
    voices, days = draw_lists(reading)
    names = [label.get_text() for label in voices.axes[0].get_yticklabels()]
    assert names == ["Donald Trump (USA)", "Javad Zarif (IRN)", "Ali Khamenei (IRN)", "the reporter"]
    whens = [text.get_text() for text in days.axes[0].texts if text.get_ha() == "right"]
    assert whens == ["2018", "2020", "3 January 2020", "8 January 2020"]
    for chart in (voices, days):
        renderer = FigureCanvasAgg(chart).get_renderer()
        boxes = [t.get_window_extent(renderer) for t in chart.findobj(Text) if t.get_visible() and t.get_text()]
        assert all(box.x0 >= 0 and box.x1 <= chart.bbox.x1 and box.y1 <= chart.bbox.y1 for box in boxes)


def test_where_nobody_is_quoted_or_no_day_is_named_the_chart_says_so():
    voices, days = draw_lists(analysis.read_text("The union met. Nobody went."))
    assert not voices.axes and "Nobody is quoted" in voices.texts[-1].get_text()
    assert not days.axes and "names no time" in days.texts[-1].get_text()
    undated = draw_lists(analysis.read_text("The union met on Wednesday."))[1]
    assert "day of publication is not known" in undated.texts[-1].get_text()


def test_an_article_s_words_are_words_not_mathematics():
    for chart in draw(analysis.read_text(HOSTILE)):
        shown = [t for t in chart.findobj(Text) if "headline" in t.get_text() or "$" in t.get_text()]
        assert shown and not any(t.get_parse_math() for t in shown)
        assert not any("\x1b" in t.get_text() for t in chart.findobj(Text))


def test_the_same_chart_is_the_same_file(reading, charts):
    for first, second in zip(charts, draw(reading), strict=True):
        assert first.render() == second.render() and first.render("svg") == second.render("svg")


def test_a_notebook_shows_the_picture_with_its_alternative_text(charts):
    data, metadata = charts[0]._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and metadata["image/png"]["alt"] == charts[0].alt


def test_without_smoothing_there_is_no_line_and_no_band():
    reading = analysis.read_text(ARC)
    chart = draw_arc(compute_arc(reading.paragraphs, window=1), reading)
    assert [text.get_text() for text in chart.legends[0].get_texts()] == ["a paragraph"]
    assert "Without smoothing" in chart.alt


def test_drawing_leaves_matplotlib_s_settings_alone(reading):
    with mpl.rc_context({"font.size": 33, "axes.edgecolor": "red"}):
        before = dict(mpl.rcParams)
        size = draw(reading)[0].axes[0].xaxis.label.get_size()
        assert dict(mpl.rcParams) == before and size < 20


def test_the_story_is_drawn_with_what_it_recalls_apart_and_tone_on_its_own_scale(eventful):
    upper, lower = draw_crisis(eventful)[0].axes
    bars = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in upper.patches if bar.get_height()}
    scored = eventful.paragraphs.dropna(subset="escalation")
    assert {p: bars[p] for p in scored["paragraph"]} == dict(
        zip(scored["paragraph"], scored["escalation"], strict=True)
    )
    hollow = next(line for line in upper.lines if line.get_marker() == "D")
    assert hollow.get_markerfacecolor() == "white"
    assert len(hollow.get_xdata()) == eventful.paragraphs["events_background"].sum()
    assert upper.get_ylim()[0] <= -10 < 10 <= upper.get_ylim()[1] and -2 < lower.get_ylim()[0] <= -1
    assert "−4.0" in [text.get_text() for text in upper.texts]


def test_deeds_are_rows_from_the_oldest_and_solid_only_where_they_are_asserted(eventful):
    axes = draw_crisis(eventful)[1].axes[0]
    words = [text.get_text() for text in axes.texts]
    days = [word for word in words if word.endswith(("2018", "2020", "before", "now", "undated"))]
    assert days == ["2018", "3 January 2020", "8 January 2020, before", "8 January 2020, now", "undated"]
    assert "United States → Iran" in words and "not named → not named" in words and "within the United States" in words
    white = [bar for bar in axes.patches if bar.get_facecolor()[:3] == (1, 1, 1)]
    assert len(axes.patches) == 17 and len(white) == 7 and "+10.0" in words and "−7.7" in words


def test_the_story_curve_has_a_point_for_each_dated_act(eventful):
    axes = draw_crisis(eventful)[2].axes[0]
    line = axes.lines[0]
    assert (
        len(line.get_xdata()) == 23
        and min(line.get_ydata()) == 1
        and list(line.get_xdata()) == sorted(line.get_xdata())
    )
    assert next(t.get_text() for t in axes.get_yticklabels()) == "2018"


def test_each_way_between_two_sides_has_a_bar_to_each_side(eventful):
    axes = draw_crisis(eventful)[3].axes[0]
    assert [bar.get_width() for bar in axes.patches] == [-4, 7, -4, 5, 0, 1]
    assert "Iran → United States" in [text.get_text() for text in axes.texts]


def test_charts_of_the_crisis_fit_their_page_and_state_their_finding(eventful):
    charts = draw_crisis(eventful)
    assert str(describe_peak(eventful)) in charts[1].alt
    for chart in [*charts, *draw_crisis(analysis.narrow(eventful, "USA-IRN"))]:
        drawn, (width, height) = chart.get_tightbbox(FigureCanvasAgg(chart).get_renderer()), chart.get_size_inches()
        assert drawn.x0 >= 0 and drawn.y0 >= 0 and drawn.x1 <= width and drawn.y1 <= height


def test_where_nobody_acts_the_charts_say_so():
    reading = analysis.read_text("The union met. Nobody went.")
    for chart in draw_crisis(replace(reading, events=reading.events.head(0))):
        assert not chart.axes and chart.texts[-1].get_text().endswith(".")
