"""Charts: a table in, a matplotlib Figure out, with an alternative text that states the finding."""

from analysis.charts.chart import Chart
from analysis.charts.comparison import draw_comparison
from analysis.charts.coverage import draw_outlets, draw_told_days, draw_told_voices
from analysis.charts.crisis import draw_dyads, draw_happened, draw_story_curve, draw_told
from analysis.charts.tone import draw_arc, draw_measures
from analysis.charts.validation import draw_agreement, draw_confidence, draw_tone_calibration
from analysis.charts.voices import draw_dates, draw_voices

__all__ = [
    "Chart",
    "draw_agreement",
    "draw_arc",
    "draw_comparison",
    "draw_confidence",
    "draw_dates",
    "draw_dyads",
    "draw_happened",
    "draw_measures",
    "draw_outlets",
    "draw_story_curve",
    "draw_told",
    "draw_told_days",
    "draw_told_voices",
    "draw_tone_calibration",
    "draw_voices",
]
