"""Two versions of one story."""
