"""Imports that leave out an optional package which another package would load and nobody here needs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """Inside, modules seem not to be installed, unless they were imported before."""
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # None tells Python that a module cannot be imported
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
