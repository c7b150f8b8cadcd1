"""The parse: one pipeline, one grammar, tense."""
