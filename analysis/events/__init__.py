"""Who did what to whom: conflict and cooperation, told by frames over the parse."""

from analysis.events.table import find_events

__all__ = ["find_events"]
