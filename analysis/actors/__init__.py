"""Who is meant: names, posts, capitals, nationalities and pronouns -> people, countries, organisations and groups."""

from analysis.actors.register import country_name, country_of
from analysis.actors.table import find_mentions

__all__ = ["country_name", "country_of", "find_mentions"]
