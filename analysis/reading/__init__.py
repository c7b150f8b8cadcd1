"""From blocks and their parse to tables: who is meant, who speaks, when, who does what, in which tone."""
