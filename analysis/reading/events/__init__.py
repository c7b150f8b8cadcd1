"""Who does what to whom, how far that escalates, and when."""
