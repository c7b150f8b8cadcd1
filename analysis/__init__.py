"""Reads crisis news: is it getting worse or better, and which words say so?

    import analysis

    reading = analysis.read("data/articles/baghdadpost-iran-crisis.txt", published="2020-01-09")
    reading.paragraphs

Nothing heavy is imported before it is used.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Article": "article",
    "ArticleError": "article",
    "Comparison": "comparison",
    "Failure": "coverage",
    "Reading": "reading",
    "compare": "comparison",
    "cover": "coverage",
    "narrow": "focus",
    "read": "reading",
    "read_listed": "reading",
    "read_many": "coverage",
    "read_text": "reading",
    "score_tone": "tone",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """A public name, from the module that is its home (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
