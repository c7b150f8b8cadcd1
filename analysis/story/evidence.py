"""The words of an article that show an act, and what the article is called under a chart."""

from typing import Any

import pandas as pd

from analysis.reading.reading import Reading
from analysis.show.acts import SNIPPET, clip_text, name_source, phrase
from analysis.text.wording import quote, shorten


def cite(reading: Reading, deed: Any, length: int = SNIPPET) -> str:  # noqa: ANN401
    """The words that tell a deed, from its trigger on, in quotation marks."""
    return quote(clip(reading, deed, length), None)


def tell(reading: Reading, deed: Any) -> str:  # noqa: ANN401
    """*the United States threatens Iran (“tighten already crippling U.S. sanctions”, Donald Trump, paragraph 1)*."""
    evidence = [cite(reading, deed), deed.attributed_to, f"paragraph {deed.paragraph}"]
    return f"{name_source(deed)} {phrase(deed)} ({', '.join(part for part in evidence if not pd.isna(part))})"


def clip(reading: Reading, deed: Any, length: int = SNIPPET) -> str:  # noqa: ANN401
    """The trigger of a deed and what follows it in its clause, whole words only, as the article has them."""
    text, start, end = reading.article.text, int(deed.start), int(deed.end)
    inside = reading.sentences[(reading.sentences["start"] <= start) & (reading.sentences["end"] > start)]
    return clip_text(text, start, end, int(inside["end"].max()) if len(inside) else end, length)


def name_article(reading: Reading, length: int = 84) -> str:
    """The headline, or the opening words, the day of publication, and the two sides that alone are read of."""
    day, title = reading.article.published, reading.article.headline or reading.article.text.strip()
    focus = shorten("–".join(reading.focus), 40)
    length = (length * 5 // 7 if title.isupper() else length) - len(focus)
    source = [quote(title, length) if title else "", f"{day.day} {day:%B %Y}" if day else "", focus]
    return "  ·  ".join(filter(None, source))
