"""The findings as sentences, each computed from the tables, so that it is true of whatever article was read."""

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
    summarise,
    tabulate_paragraphs,
)

__all__ = [
    "Listing",
    "Prose",
    "describe_arc",
    "describe_article",
    "describe_corrections",
    "describe_dates",
    "describe_disagreements",
    "describe_evidence",
    "describe_extremes",
    "describe_headline",
    "describe_voices",
    "list_words",
    "summarise",
    "tabulate_paragraphs",
    "tabulate_times",
]
