"""How findings are shown: sentences, listings, charts, and their colours."""
