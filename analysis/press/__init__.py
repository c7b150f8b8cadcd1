"""Questions about many articles together, one module per question."""
