"""How the figures are drawn."""

import io

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from analysis.reading.schema import AGREEMENT, CALIBRATION, CONFIDENCE
from analysis.validation.agreement import load_measured
from analysis.validation.chart import draw_agreement, draw_certainty, draw_confidence, draw_tone_calibration
from analysis.validation.gold import OWN


def test_charts_hold_every_figure():
    chart = draw_agreement(load_measured(), "here", load_measured("unread"))
    words = [text.get_text() for text in chart.axes[0].texts]
    assert "0.59 (0.56–0.62)" in words and "tone r (2,568)" in words and "layout" in words


@pytest.mark.parametrize(
    ("draw", "table"),
    [(draw_agreement, "results"), (draw_tone_calibration, "calibration"), (draw_certainty, "confidence")],
    ids=["agreement", "tone", "certainty"],
)
def test_charts_are_drawn_and_are_the_same_each_time(draw, table):
    chart, again = (draw(load_measured(table), "here") for _ in range(2))
    assert Image.open(io.BytesIO(chart.render())).size[0] > 1000 and chart.alt.endswith(".")
    assert chart.render() == again.render()


@pytest.mark.parametrize(
    ("draw", "columns"),
    [
        (draw_agreement, AGREEMENT),
        (draw_tone_calibration, CALIBRATION),
        (draw_confidence, CALIBRATION),
        (draw_certainty, CONFIDENCE),
    ],
    ids=["agreement", "tone", "confidence", "certainty"],
)
def test_where_there_is_no_figure_the_chart_says_so(draw, columns):
    empty = draw(load_measured().head(0)[[]].reindex(columns=list(columns)), "here")
    assert not empty.axes and empty.texts[-1].get_text().endswith(".")
    assert Image.open(io.BytesIO(empty.render())).size[0] > 1000 and empty.alt.endswith(".")


def test_no_text_of_the_chart_leaves_the_page_or_covers_another():
    kept = load_measured()
    both = pd.concat([kept.assign(origin=OWN), kept], ignore_index=True)
    for table in (kept, both):
        chart = draw_agreement(table, "here")
        renderer = FigureCanvasAgg(chart).get_renderer()
        boxes = [text.get_window_extent(renderer) for text in chart.axes[0].texts]
        assert all(box.x0 >= 0 and box.x1 <= chart.bbox.x1 for box in boxes)
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_what_is_right_by_confidence_stands_beside_the_diagonal():
    kept = load_measured("confidence")
    chart = draw_certainty(kept, "here")
    large, *small = chart.axes
    assert [axes.get_title() for axes in chart.axes] == ["side and modality", "the source", "the target"]
    for axes in chart.axes:
        diagonal, curve = axes.lines
        assert (diagonal.get_xydata() == [[0, 0], [1, 1]]).all() and len(curve.get_xydata()) > 3
    drawn = kept[(kept["measure"] == "confidence") & (kept["coder"] == "all") & (kept["n"] >= 10)]
    assert [text.get_text() for text in large.texts] == [f"{n:,}" for n in drawn["n"]]
    assert not any(axes.texts for axes in small)
    legend = [text.get_text() for text in chart.legends[0].get_texts()]
    assert legend[-3:] == ["read by both", "by the rules alone", "by the learned coder alone"]
    assert "at least 0.9" in chart.alt


def test_the_numbers_of_rows_do_not_cover_each_other():
    chart = draw_certainty(load_measured("confidence"), "here")
    renderer = FigureCanvasAgg(chart).get_renderer()
    boxes = [text.get_window_extent(renderer) for text in chart.axes[0].texts]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert all(box.x1 <= chart.bbox.x1 for box in boxes)
