"""What a reader of a chart cannot read: labels that are clipped, lie on each other, or are too small."""

from itertools import combinations
from unittest.mock import patch

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

SMALLEST = 9  # points: 12 pixels on a screen
TOUCH = 1.0  # pixels by which two boxes may touch: a box holds the room of letters that hang below the line


def find_boxes(chart):
    """The labels that are really drawn, each with its box in pixels."""
    draw, drawn = Text.draw, []

    def note(label, renderer):
        if label.get_visible() and label.get_text().strip():
            drawn.append((label, Text.get_window_extent(label, renderer)))
        draw(label, renderer)

    with patch.object(Text, "draw", note):
        FigureCanvasAgg(chart).draw()
    return drawn


def find_faults(chart):
    """A line for each label that is clipped, too small, or lies on another one."""
    boxes, faults = find_boxes(chart), []
    for label, box in boxes:
        if box.x0 < 0 or box.y0 < 0 or box.x1 > chart.bbox.x1 or box.y1 > chart.bbox.y1:
            faults.append(f"clipped: {label.get_text()!r}")
        if label.get_fontsize() < SMALLEST:
            faults.append(f"small: {label.get_text()!r}")
    for (one, a), (two, b) in combinations(boxes, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        down = min(a.y1, b.y1) - max(a.y0, b.y0)
        if across > TOUCH and down > TOUCH:
            faults.append(f"overlap: {one.get_text()!r} and {two.get_text()!r}")
    return faults
