"""One article, one module per question: each computes its table, describes it and draws it."""
