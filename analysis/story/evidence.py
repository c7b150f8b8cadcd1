"""The words of an article that report an event, and the name of the article under a chart."""

from typing import Any

import pandas as pd

from analysis.reading.reading import Reading
from analysis.show.acts import SNIPPET, clip_text, name_source, phrase
from analysis.text.wording import quote, shorten


def cite(reading: Reading, event: Any, length: int = SNIPPET) -> str:  # noqa: ANN401
    """The words that report an event, from its trigger on, in quotation marks."""
    return quote(clip(reading, event, length), None)


def cite_act(reading: Reading, act: Any) -> str:  # noqa: ANN401
    """*the United States threatens Iran (“tighten already crippling U.S. sanctions”, Donald Trump, paragraph 1)*."""
    evidence = [cite(reading, act), act.attributed_to, f"paragraph {act.paragraph}"]
    return f"{name_source(act)} {phrase(act)} ({', '.join(part for part in evidence if not pd.isna(part))})"


def clip(reading: Reading, event: Any, length: int = SNIPPET) -> str:  # noqa: ANN401
    """The trigger of an event and the rest of its clause, in whole words, as printed in the article."""
    text, start, end = reading.article.text, int(event.start), int(event.end)
    inside = reading.sentences[(reading.sentences["start"] <= start) & (reading.sentences["end"] > start)]
    return clip_text(text, start, end, int(inside["end"].max()) if len(inside) else end, length)


def name_article(reading: Reading, length: int = 84) -> str:
    """The headline or the opening words, the day of publication, and the two sides of a narrowed reading."""
    day, title = reading.article.published, reading.article.headline or reading.article.text.strip()
    focus = shorten("–".join(reading.focus), 40)
    length = (length * 5 // 7 if title.isupper() else length) - len(focus)
    source = [quote(title, length) if title else "", f"{day.day} {day:%B %Y}" if day else "", focus]
    return "  ·  ".join(filter(None, source))
