"""Every chart of a story: drawn of any text, its labels readable, the same each time, its finding in its title."""

import io
import pkgutil
import re
import warnings
from dataclasses import replace
from functools import cache, partial
from importlib import import_module

import matplotlib as mpl
import pandas as pd
import pytest
from helpers.boxes import find_faults
from helpers.drawn import ARTICLES, trust
from helpers.paths import ROOT
from helpers.samples import ARC, HOSTILE
from matplotlib.text import Text
from PIL import Image

import analysis
from analysis import story
from analysis.show.chart import NARROW, WIDE
from analysis.show.colours import TWINS
from analysis.story import arc

MODULES = [import_module(f"analysis.story.{name}") for _, name, _ in pkgutil.iter_modules(story.__path__)]
CHARTS = {module.__name__.rpartition(".")[2]: module.draw for module in MODULES if hasattr(module, "draw")}
CHARTS |= {"strip": arc.draw_strip, "lined arc": partial(arc.draw, line=True)}
CHARTS |= {"lined tone": partial(CHARTS["tone"], line=True)}
CRISIS = ("arc", "peak", "order", "sides")
SHIPPED = sorted(path.name for path in (ROOT / "data" / "articles").glob("*.txt"))


@cache
def read(name):
    if name in SHIPPED:
        return analysis.read_listed(str(ROOT / "data" / "articles" / name))
    return analysis.read_text(ARTICLES[name], "2023-12-31", coders="rules")


def list_faults(reading):
    """What cannot be read, over all charts at both widths."""
    for name, draw in CHARTS.items():
        for chart in (wide := draw(reading), wide.narrow):
            yield from (f"{name}, {chart.get_figwidth()} inches: {fault}" for fault in find_faults(chart))


def test_the_charts_of_a_story_are_these():
    own = {module.__name__.rpartition(".")[2] for module in MODULES if hasattr(module, "draw")}
    assert own == {"arc", "peak", "order", "sides", "tone", "voices"}


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_no_label_of_a_shipped_article_is_clipped_or_covered(name):
    assert list(list_faults(read(name))) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ARTICLES)
def test_no_label_of_an_article_that_is_hard_to_draw_is_clipped_or_covered(name):
    assert list(list_faults(read(name))) == []
    assert list(list_faults(trust(read(name)))) == []


def test_no_label_of_events_that_a_person_entered_is_clipped_or_covered(eventful):
    assert list(list_faults(eventful)) == []
    assert list(list_faults(analysis.narrow(eventful, "USA-IRN"))) == []


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_a_layout_for_a_phone_a_name_and_its_numbers(name, eventful):
    chart = CHARTS[name](eventful)
    assert chart.get_figwidth() == WIDE and chart.narrow.get_figwidth() == NARROW and chart.narrow.narrow is None
    assert chart.narrow is chart.narrow and chart.name == chart.narrow.name == name.split()[-1]
    assert isinstance(chart.numbers, pd.DataFrame) and len(chart.numbers)


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "strip"])
def test_the_alternative_text_says_the_title_again_and_not_the_paragraph_below(name, eventful):
    chart = CHARTS[name](eventful)
    title = " ".join(text.get_text() for text in chart.texts if text.get_fontweight() == "bold" and text.get_size() > 9)
    told = import_module(f"analysis.story.{chart.name}").describe(eventful)
    assert title in chart.alt and chart.alt.endswith(".") and len(chart.alt) < 400
    assert not any(sentence in chart.alt for sentence in told)


@pytest.mark.parametrize("name", CHARTS)
def test_every_colour_has_a_twin_for_a_dark_page(name, eventful):
    for chart in (wide := CHARTS[name](eventful), wide.narrow):
        drawn = chart.render("svg").decode().lower()
        assert set(re.findall(r"(?:fill|stroke): ?(#[0-9a-f]{6})", drawn)) <= set(TWINS)
        assert "opacity" not in drawn


@pytest.mark.slow
@pytest.mark.parametrize("name", ["empty", "short", "no tone", "arc", "hostile", "other letters"])
def test_any_article_is_drawn_without_a_warning(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for chart in (draw(read(name)) for draw in CHARTS.values()):
            assert Image.open(io.BytesIO(chart.render())).size[0] > 1000
            assert b"<svg" in chart.render("svg") and chart.alt.endswith(".")


def test_an_article_s_words_are_words_not_mathematics():
    for chart in (CHARTS[name](analysis.read_text(HOSTILE)) for name in ("arc", "tone", "voices")):
        shown = [t for t in chart.findobj(Text) if "headline" in t.get_text() or "$" in t.get_text()]
        assert shown and not any(t.get_parse_math() for t in shown)
        assert not any("\x1b" in t.get_text() for t in chart.findobj(Text))


@pytest.mark.slow
@pytest.mark.parametrize("name", CHARTS)
def test_the_same_chart_is_the_same_file(name, eventful):
    first, second = (CHARTS[name](replace(eventful)) for _ in range(2))
    assert first is not second
    for one, other in ((first, second), (first.narrow, second.narrow)):
        assert one.render() == other.render() and one.render("svg") == other.render("svg")


def test_a_notebook_shows_the_picture_with_its_alternative_text(reading):
    chart = CHARTS["tone"](reading)
    data, metadata = chart._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and metadata["image/png"]["alt"] == chart.alt


def test_drawing_leaves_matplotlib_s_settings_alone(reading):
    with mpl.rc_context({"font.size": 33, "axes.edgecolor": "red"}):
        before = dict(mpl.rcParams)
        wide = [draw(reading) for draw in CHARTS.values()]
        charts = [*wide, *(chart.narrow for chart in wide)]
        assert dict(mpl.rcParams) == before
        assert max(text.get_size() for chart in charts for text in chart.texts) < 20


@pytest.mark.parametrize("name", CRISIS)
def test_where_nobody_acts_the_chart_says_so(name):
    reading = analysis.read_text("The union met. Nobody went.")
    chart = CHARTS[name](replace(reading, events=reading.events.head(0)))
    assert not chart.axes and chart.texts[-1].get_text().endswith(".")


@pytest.mark.parametrize("name", ["arc", "tone"])
def test_the_line_is_drawn_where_it_is_more_than_chance_or_asked_for(name, reading):
    def is_lined(chart):
        return any("random order" in text.get_text() for key in chart.legends for text in key.get_texts())

    assert not is_lined(CHARTS[name](reading)) and is_lined(CHARTS[name](reading, line=True))
    assert not is_lined(CHARTS[name](reading, smoothing=1, line=True))
    assert is_lined(CHARTS["tone"](analysis.read_text(ARC)))
