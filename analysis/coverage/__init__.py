"""Many articles: read in processes or on a Dask cluster into Parquet tables, and then read together."""

from analysis.coverage.run import Outcome, cover, read_many
from analysis.coverage.sources import Failure, list_items

__all__ = ["Failure", "Outcome", "cover", "list_items", "read_many"]
