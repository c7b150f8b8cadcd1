"""Many articles: read in processes or on a Dask cluster into Parquet tables, and then read together."""

from analysis.coverage.collection import Coverage, narrow_coverage, open_coverage, read_coverage
from analysis.coverage.crisis import compute_course, list_past, tabulate_told_days, tabulate_told_deeds
from analysis.coverage.outlets import compare_copies, tabulate_copies, tabulate_outlets
from analysis.coverage.run import Tally, cover, read_many
from analysis.coverage.sources import Failure
from analysis.coverage.voices import tabulate_told_voices

__all__ = [
    "Coverage",
    "Failure",
    "Tally",
    "compare_copies",
    "compute_course",
    "cover",
    "list_past",
    "narrow_coverage",
    "open_coverage",
    "read_coverage",
    "read_many",
    "tabulate_copies",
    "tabulate_outlets",
    "tabulate_told_days",
    "tabulate_told_deeds",
    "tabulate_told_voices",
]
