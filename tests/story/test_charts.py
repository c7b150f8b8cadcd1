"""Every chart of a story: drawn of any text, inside its page, the same each time, its finding in words."""

import io
import pkgutil
import warnings
from dataclasses import replace
from importlib import import_module

import matplotlib as mpl
import pytest
from helpers.samples import ARC, HOSTILE, NO_TONE, SHORT
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image

import analysis
from analysis import story

MODULES = [import_module(f"analysis.story.{name}") for _, name, _ in pkgutil.iter_modules(story.__path__)]
CHARTS = {module.__name__.rpartition(".")[2]: module for module in MODULES if hasattr(module, "draw")}
CRISIS, TONE = ("arc", "peak", "order", "sides"), ("tone", "measures")
WORDY = """HEADLINE IN CAPITALS THAT GOES ON AND ON UNTIL THE CHART HAS NO MORE ROOM FOR IT AT ALL

Perfectly best.

A tremendously outstandingly extraordinarily magnificent thing. Perfectly best.

The table.

The worst, extremely terrible."""


def draw(reading, names=tuple(CHARTS)):
    return [CHARTS[name].draw(reading) for name in names]


def test_the_charts_of_a_story_are_these():
    assert set(CHARTS) == {"arc", "peak", "order", "sides", "tone", "measures", "voices", "when"}


@pytest.mark.parametrize("name", CHARTS)
def test_the_alternative_text_states_the_finding(name, eventful):
    assert str(CHARTS[name].describe(eventful)) in CHARTS[name].draw(eventful).alt


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", SHORT, NO_TONE, ARC, HOSTILE, "Good \u4e2d\u6587.\n\nBad \u4e2d."])
def test_any_article_is_drawn_without_a_warning(text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for chart in draw(analysis.read_text(text)):
            assert Image.open(io.BytesIO(chart.render())).size[0] > 1000
            assert b"<svg" in chart.render("svg") and chart.alt.endswith(".")


@pytest.mark.parametrize("text", [None, ARC, WORDY])
def test_no_label_is_clipped_and_none_covers_a_point(reading, text):
    for chart in draw(analysis.read_text(text) if text else reading, TONE):
        renderer = FigureCanvasAgg(chart).get_renderer()
        for label in chart.findobj(Text):
            box = label.get_window_extent(renderer)
            if label.get_visible() and label.get_text() and label.axes is chart.axes[0]:
                assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= chart.bbox.x1 and box.y1 <= chart.bbox.y1, label
        axes = chart.axes[0]
        labels = [t.get_window_extent(renderer) for t in axes.texts if t.get_text().startswith("paragraph")]
        points = [axes.transData.transform(p) for c in axes.collections for p in c.get_offsets()]
        assert not any(box.contains(*point) for box in labels for point in points)
        legend = chart.legends[0].get_window_extent(renderer)
        assert legend.y1 < axes.get_window_extent(renderer).y0 and legend.x1 <= chart.bbox.x1


@pytest.mark.parametrize("name", ["voices", "when"])
def test_lists_lie_inside_their_page(name, reading):
    (chart,) = draw(reading, [name])
    renderer = FigureCanvasAgg(chart).get_renderer()
    boxes = [t.get_window_extent(renderer) for t in chart.findobj(Text) if t.get_visible() and t.get_text()]
    assert all(box.x0 >= 0 and box.x1 <= chart.bbox.x1 and box.y1 <= chart.bbox.y1 for box in boxes)


@pytest.mark.parametrize("name", CRISIS)
def test_charts_of_the_crisis_lie_inside_their_page(name, eventful):
    for chart in (*draw(eventful, [name]), *draw(analysis.narrow(eventful, "USA-IRN"), [name])):
        drawn, (width, height) = chart.get_tightbbox(FigureCanvasAgg(chart).get_renderer()), chart.get_size_inches()
        assert drawn.x0 >= 0 and drawn.y0 >= 0 and drawn.x1 <= width and drawn.y1 <= height


def test_an_article_s_words_are_words_not_mathematics():
    for chart in draw(analysis.read_text(HOSTILE), TONE):
        shown = [t for t in chart.findobj(Text) if "headline" in t.get_text() or "$" in t.get_text()]
        assert shown and not any(t.get_parse_math() for t in shown)
        assert not any("\x1b" in t.get_text() for t in chart.findobj(Text))


@pytest.mark.slow
@pytest.mark.parametrize("name", CHARTS)
def test_the_same_chart_is_the_same_file(name, eventful):
    first, second = (CHARTS[name].draw(replace(eventful)) for _ in range(2))
    assert first is not second
    assert first.render() == second.render() and first.render("svg") == second.render("svg")


def test_a_notebook_shows_the_picture_with_its_alternative_text(reading):
    chart = CHARTS["tone"].draw(reading)
    data, metadata = chart._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and metadata["image/png"]["alt"] == chart.alt


def test_drawing_leaves_matplotlib_s_settings_alone(reading):
    with mpl.rc_context({"font.size": 33, "axes.edgecolor": "red"}):
        before = dict(mpl.rcParams)
        sizes = [chart.axes[0].xaxis.label.get_size() for chart in draw(reading)]
        assert dict(mpl.rcParams) == before and max(sizes) < 20


@pytest.mark.parametrize("name", CRISIS)
def test_where_nobody_acts_the_chart_says_so(name):
    reading = analysis.read_text("The union met. Nobody went.")
    (chart,) = draw(replace(reading, events=reading.events.head(0)), [name])
    assert not chart.axes and chart.texts[-1].get_text().endswith(".")
