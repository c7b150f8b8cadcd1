"""Actors: the people, countries, organisations and groups that names, posts, capitals and pronouns mean."""
