"""When: time expressions and the days that they cover."""
