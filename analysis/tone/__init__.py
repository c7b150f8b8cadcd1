"""The tone of a text by three measures, with the words that each of them heard.

`news.py` is this package's own measure, made for news; `peers.py` has TextBlob and VADER as they are, made for reviews
and social media, to be read beside it.
"""

from analysis.tone.measures import MEASURES, SCORES, Tone, Word, measure_tone, score_tone

__all__ = ["MEASURES", "SCORES", "Tone", "Word", "measure_tone", "score_tone"]
