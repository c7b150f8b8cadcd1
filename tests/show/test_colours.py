"""The colours: seen by everybody, and legible on their ground."""

import re

import numpy as np
import pytest
from helpers.paths import ROOT

from analysis.show.colours import CONFLICT, COOPERATION, GROUNDS, MARKS, TONE

# What the eye without one kind of cone makes of a colour in linear RGB: Machado, Oliveira and Fernandes (2009)
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
    "deuteranopia": [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
    "tritanopia": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
}
XYZ = np.array([[0.4339, 0.3762, 0.1899], [0.2127, 0.7152, 0.0722], [0.0178, 0.1095, 0.8727]])  # over the white point


def linear(colour):
    levels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    x, y, z = np.cbrt(XYZ @ np.clip(rgb, 0, 1))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_conflict_and_cooperation_are_told_apart_with_any_colour_blindness(scheme, blindness):
    seen = np.array(BLINDNESS[blindness])
    up, down = (lab(seen @ linear(getattr(colour, scheme))) for colour in (CONFLICT, COOPERATION))
    assert np.linalg.norm(up - down) > 32  # what coolwarm keeps


def contrast(one, other):
    """The ratio of WCAG 2."""
    lighter, darker = sorted((XYZ[1] @ linear(colour) for colour in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", MARKS)
def test_small_figures_can_be_read_on_their_ground_and_on_the_shade_of_a_quote(scheme, colour):
    css = (ROOT / "analysis" / "page" / "page.css").read_text(encoding="utf-8")
    shade = dict(zip(("light", "dark"), re.search(r"--wash: light-dark\((#\w+), (#\w+)\)", css).groups(), strict=True))
    for ground in (getattr(GROUNDS, scheme), shade[scheme]):
        assert contrast(getattr(colour, scheme), ground) >= 4.5


def test_in_print_conflict_is_the_darker_one():
    assert XYZ[1] @ linear(CONFLICT.light) < XYZ[1] @ linear(COOPERATION.light)


def test_a_colour_is_written_for_both_schemes():
    assert str(TONE) == f"light-dark({TONE.light}, {TONE.dark})"
