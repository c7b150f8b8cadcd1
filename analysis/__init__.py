"""Reads crisis news: is it getting worse or better, and which words say so?

    import analysis

    reading = analysis.read("data/articles/baghdadpost-iran-crisis.txt", published="2020-01-09")
    reading.paragraphs

The modules are imported when a name is first used, so that `import analysis` stays fast.
"""

import sys
from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Article": "text.article",
    "ArticleError": "text.article",
    "Comparison": "versions.align",
    "Failure": "coverage.sources",
    "Reading": "reading.reading",
    "agreement": "validation.readers",
    "compare": "versions.align",
    "cover": "coverage.run",
    "explore": "view.explore",
    "narrow": "reading.focus",
    "read": "reading.reading",
    "read_listed": "reading.reading",
    "read_many": "coverage.run",
    "read_text": "reading.reading",
    "score_tone": "reading.tone.measures",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """A public name, imported from its module when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    if "IPython" in sys.modules:
        import_module("analysis.page.tables").register()
    return getattr(import_module(f"analysis.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names alone: what Tab offers."""
    return sorted(__all__)
