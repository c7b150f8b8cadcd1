"""Time expressions and their calendar values."""

from analysis.dates.table import find_dates

__all__ = ["find_dates"]
