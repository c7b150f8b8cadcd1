"""What the tests share: texts, tables made by hand, workers and a browser."""
