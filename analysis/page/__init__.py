"""The article as an interactive page."""
