"""Imports that leave a package out."""

import sys

import pytest

from analysis.text.imports import without


def test_what_was_hidden_can_be_imported_afterwards(monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with without("colorsys", "sys"):
        with pytest.raises(ImportError):
            import colorsys
        assert sys.modules["sys"] is sys
    import colorsys

    assert colorsys.rgb_to_hsv(0, 0, 1) == (2 / 3, 1, 1)
