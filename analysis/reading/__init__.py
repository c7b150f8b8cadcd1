"""From blocks and their parse to tables: actors, quotes, dates, events and tone."""
