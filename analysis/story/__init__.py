"""Questions about one article: each module computes a table, describes it and draws it."""
