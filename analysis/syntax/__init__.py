"""The parse: one pipeline, one grammar (words and steps, phrases, clauses, tense), and what is remembered of words."""
