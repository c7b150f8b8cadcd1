"""Charts: a table in, a matplotlib Figure out, with an alternative text that states the finding."""

from analysis.charts.chart import Chart
from analysis.charts.tone import draw_arc, draw_measures
from analysis.charts.voices import draw_dates, draw_voices

__all__ = ["Chart", "draw_arc", "draw_dates", "draw_measures", "draw_voices"]
