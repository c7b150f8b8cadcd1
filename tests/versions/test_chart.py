"""How two versions are drawn."""

import io
import warnings

import matplotlib as mpl
import pytest
from helpers.samples import HOSTILE
from helpers.versions import CASES, ENTRY, ENVOYS, PRISONERS, STORY, THREAT, TRADERS, WAR, contrast
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image

import analysis
from analysis.versions import chart, text
from analysis.versions.align import compare


def draw_all():
    return [chart.draw(contrast(*CASES[name][:2])) for name in CASES]


@pytest.mark.slow
def test_any_two_versions_are_drawn_without_a_warning_inside_their_page():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        many = [f"Envoy number {i} sailed from the harbour of Larrin for talks {i * 7}." for i in range(60)]
        hostile = analysis.read_text(HOSTILE)
        for drawn in [
            *draw_all(),
            chart.draw(contrast(many, many[::2])),
            chart.draw(compare(hostile, hostile)),
        ]:
            assert Image.open(io.BytesIO(drawn.render())).size[0] > 1000 and b"<svg" in drawn.render("svg")
            renderer = FigureCanvasAgg(drawn).get_renderer()
            assert not any(label.get_parse_math() for label in drawn.findobj(Text) if "$" in label.get_text())
            box, (width, height) = drawn.get_tightbbox(renderer), drawn.get_size_inches()
            assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height


def test_the_chart_has_a_line_for_each_pair_and_a_mark_for_each_paragraph_without():
    comparison = contrast(STORY, (TRADERS, ENTRY, THREAT, f"{WAR} {ENVOYS}", PRISONERS))
    drawn = chart.draw(comparison)
    assert drawn.alt.endswith(f"{chart.find_finding(comparison.paragraphs)}.")
    assert str(text.describe(comparison)) not in drawn.alt
    lines = [line for line in drawn.axes[0].lines if len(line.get_xdata()) == 2]
    joined = comparison.paragraphs["change"].isin(["kept", "reworded", "split", "merged"])
    assert len(lines) == joined.sum()
    markers = [line.get_marker() for line in drawn.axes[0].lines if len(line.get_xdata()) == 1]
    assert markers.count("D") == comparison.paragraphs["moved"].sum()
    assert markers.count("x") == (comparison.paragraphs["change"] == "cut").sum()
    assert markers.count("P") == (comparison.paragraphs["change"] == "added").sum()
    words = [label.get_text() for label in drawn.axes[0].texts]
    assert "+10.0" in words and "–" in words
    assert not chart.draw(contrast((), (WAR,))).axes


def test_comparing_and_drawing_again_gives_the_same_and_leaves_settings_alone():
    with mpl.rc_context({"font.size": 33}):
        before = dict(mpl.rcParams)
        first, second = (contrast(STORY, (TRADERS, ENTRY, THREAT, ENVOYS)) for _ in range(2))
        assert first.paragraphs.equals(second.paragraphs) and first.shifts.equals(second.shifts)
        assert chart.draw(first).render() == chart.draw(second).render()
        assert str(first) == str(second) and dict(mpl.rcParams) == before
