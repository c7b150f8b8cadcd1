"""The tables of rules, and the functions that load them; README.md says what each column means."""
