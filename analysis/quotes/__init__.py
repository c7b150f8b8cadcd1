"""Quoted speech, and who said it."""

from analysis.quotes.table import find_quotes

__all__ = ["find_quotes"]
