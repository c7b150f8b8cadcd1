"""How the figures are drawn."""

import io
from functools import partial

import pandas as pd
from PIL import Image

from analysis import charts, validation
from analysis.reading.schema import AGREEMENT, CALIBRATION
from analysis.validation.gold import OWN


def test_charts_hold_every_figure_and_say_where_there_is_none():
    kept, unread = validation.load_measured(), validation.load_measured("unread")
    chart = charts.draw_agreement(kept, "here", unread)
    words = [text.get_text() for text in chart.axes[0].texts]
    assert "0.60 (0.56–0.63)" in words and "tone r (2,568)" in words and "layout" in words
    drawn = [charts.draw_tone_calibration(validation.load_measured("calibration"), "here"), chart]
    nothing = {"draw_agreement": AGREEMENT, "draw_tone_calibration": CALIBRATION, "draw_confidence": CALIBRATION}
    for name, columns in nothing.items():
        empty = getattr(charts, name)(kept.head(0)[[]].reindex(columns=list(columns)), "here")
        assert not empty.axes and empty.texts[-1].get_text().endswith(".")
        drawn.append(empty)
    for chart in drawn:
        assert Image.open(io.BytesIO(chart.render())).size[0] > 1000 and chart.alt.endswith(".")
        assert chart.render() == chart.render()


def test_no_text_of_the_chart_leaves_the_page_or_covers_another():
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    kept = validation.load_measured()
    both = pd.concat([kept.assign(origin=OWN), kept], ignore_index=True)
    for table in (kept, both):
        chart = charts.draw_agreement(table, "here")
        extent = partial(lambda text, renderer: text.get_window_extent(renderer),
                         renderer=FigureCanvasAgg(chart).get_renderer())  # fmt: skip
        boxes = [extent(text) for text in chart.axes[0].texts]
        assert all(box.x0 >= 0 and box.x1 <= chart.bbox.x1 for box in boxes)
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
