"""Two versions of one story, compared."""
