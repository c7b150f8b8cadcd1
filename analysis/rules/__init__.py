"""The tables of rules and what loads them; README.md says what each column means."""
