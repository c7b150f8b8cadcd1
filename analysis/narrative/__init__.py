"""The findings as sentences, each computed from the tables, so that it is true of whatever article was read."""

from collections.abc import Iterable

from analysis.arc import Arc
from analysis.narrative.comparison import describe_comparison, render_comparison, write_comparison
from analysis.narrative.coverage import (
    describe_course,
    describe_coverage,
    describe_end,
    describe_past,
    describe_peaks,
    describe_told_sureness,
    tabulate_told,
)
from analysis.narrative.crisis import (
    describe_agreement,
    describe_escalating_voices,
    describe_escalation,
    describe_moves,
    describe_peak,
    describe_sides,
    describe_stand,
    describe_story_order,
    describe_sureness,
    summarise_crisis,
)
from analysis.narrative.deeds import clip
from analysis.narrative.outlets import (
    describe_copies,
    describe_outlets,
    describe_told_voices,
    summarise_coverage,
)
from analysis.narrative.prose import Listing, Prose
from analysis.narrative.story import (
    describe_article,
    describe_corrections,
    describe_dates,
    describe_voices,
    tabulate_times,
)
from analysis.narrative.tone import (
    describe_arc,
    describe_disagreements,
    describe_evidence,
    describe_extremes,
    describe_headline,
    list_words,
    summarise_tone,
    tabulate_paragraphs,
)
from analysis.narrative.validation import (
    describe_confidence,
    describe_figures,
    describe_sets,
    describe_tone_calibration,
    describe_unread,
    tabulate_agreement,
)
from analysis.reading import Reading

__all__ = [
    "Listing",
    "Prose",
    "clip",
    "describe_agreement",
    "describe_arc",
    "describe_article",
    "describe_comparison",
    "describe_confidence",
    "describe_copies",
    "describe_corrections",
    "describe_course",
    "describe_coverage",
    "describe_dates",
    "describe_disagreements",
    "describe_end",
    "describe_escalating_voices",
    "describe_escalation",
    "describe_evidence",
    "describe_extremes",
    "describe_figures",
    "describe_headline",
    "describe_moves",
    "describe_outlets",
    "describe_past",
    "describe_peak",
    "describe_peaks",
    "describe_sets",
    "describe_sides",
    "describe_stand",
    "describe_story_order",
    "describe_sureness",
    "describe_told_sureness",
    "describe_told_voices",
    "describe_tone_calibration",
    "describe_unread",
    "describe_voices",
    "list_words",
    "render_comparison",
    "summarise",
    "summarise_coverage",
    "summarise_crisis",
    "summarise_tone",
    "tabulate_agreement",
    "tabulate_paragraphs",
    "tabulate_times",
    "tabulate_told",
    "write_comparison",
]


def summarise(reading: Reading, arcs: Iterable[Arc]) -> Prose:
    """The reading in short: where the crisis stands, its peak, who still escalates, and then the tone."""
    return Prose([*summarise_crisis(reading), *summarise_tone(reading, arcs)])
