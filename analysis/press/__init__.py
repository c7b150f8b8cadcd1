"""Many articles together, one module per question."""
