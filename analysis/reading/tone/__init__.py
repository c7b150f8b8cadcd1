"""The tone of a text by three measures, with the words that each of them scored."""
