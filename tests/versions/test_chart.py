"""How two versions are drawn."""

import io
import warnings

import matplotlib as mpl
from helpers.samples import HOSTILE
from helpers.versions import CASES, ENTRY, ENVOYS, PRISONERS, STORY, THREAT, TRADERS, WAR, contrast
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image

import analysis
from analysis.versions.align import compare
from analysis.versions.chart import draw_comparison
from analysis.versions.text import describe_comparison, write_comparison


def draw_all():
    return [draw_comparison(contrast(*CASES[name][:2])) for name in CASES]


def test_any_two_versions_are_drawn_without_a_warning_inside_their_page():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        many = [f"Envoy number {i} sailed from the harbour of Larrin for talks {i * 7}." for i in range(60)]
        hostile = analysis.read_text(HOSTILE)
        for chart in [
            *draw_all(),
            draw_comparison(contrast(many, many[::2])),
            draw_comparison(compare(hostile, hostile)),
        ]:
            assert Image.open(io.BytesIO(chart.render())).size[0] > 1000 and b"<svg" in chart.render("svg")
            renderer = FigureCanvasAgg(chart).get_renderer()
            assert not any(text.get_parse_math() for text in chart.findobj(Text) if "$" in text.get_text())
            drawn, (width, height) = chart.get_tightbbox(renderer), chart.get_size_inches()
            assert drawn.x0 >= 0 and drawn.y0 >= 0 and drawn.x1 <= width and drawn.y1 <= height


def test_the_chart_has_a_line_for_each_pair_and_a_mark_for_each_paragraph_without():
    comparison = contrast(STORY, (TRADERS, ENTRY, THREAT, f"{WAR} {ENVOYS}", PRISONERS))
    chart = draw_comparison(comparison)
    assert str(describe_comparison(comparison)) in chart.alt
    lines = [line for line in chart.axes[0].lines if len(line.get_xdata()) == 2]
    joined = comparison.paragraphs["change"].isin(["kept", "reworded", "split", "merged"])
    assert len(lines) == joined.sum()
    markers = [line.get_marker() for line in chart.axes[0].lines if len(line.get_xdata()) == 1]
    assert markers.count("D") == comparison.paragraphs["moved"].sum()
    assert markers.count("x") == (comparison.paragraphs["change"] == "cut").sum()
    assert markers.count("P") == (comparison.paragraphs["change"] == "added").sum()
    words = [text.get_text() for text in chart.axes[0].texts]
    assert "+10.0" in words and "–" in words
    assert not draw_comparison(contrast((), (WAR,))).axes


def test_comparing_and_drawing_again_gives_the_same_and_leaves_settings_alone():
    with mpl.rc_context({"font.size": 33}):
        before = dict(mpl.rcParams)
        first, second = (contrast(STORY, (TRADERS, ENTRY, THREAT, ENVOYS)) for _ in range(2))
        assert first.paragraphs.equals(second.paragraphs) and first.shifts.equals(second.shifts)
        assert draw_comparison(first).render() == draw_comparison(second).render()
        assert write_comparison(first) == write_comparison(second) and dict(mpl.rcParams) == before
