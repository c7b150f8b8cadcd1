"""Who is meant: names, posts, capitals, nationalities and pronouns as people, countries, organisations and groups."""
