"""How much room words take in a chart: their width, and how they are shortened or wrapped to fit it."""

import warnings
from collections.abc import Iterable
from functools import cache, lru_cache

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from analysis.text.wording import shorten

FONT = "DejaVu Sans"  # comes with matplotlib, so charts are the same on every machine
DPI = 160
SLACK = 1.02  # a renderer for another resolution sets words this much wider at most

Box = tuple[float, float, float, float]  # left, bottom, right, top


@cache
def _get_renderer() -> RendererAgg:
    return RendererAgg(1, 1, DPI)


@lru_cache(maxsize=4096)
def measure_text(text: str, size: float, bold: bool = False) -> float:
    """The width of a line of text in inches."""
    font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # a character that the font lacks shows as a box
        return SLACK * _get_renderer().get_text_width_height_descent(text, font, ismath=False)[0] / DPI


def fit_text(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text on one line, shortened between words until it fits into a width in inches."""
    text = shorten(text, None)
    length = len(text)
    while length > 1 and measure_text(text, size, bold) > width:
        length = min(length - 1, int(length * max(0.5, width / measure_text(text, size, bold))) + 1)
        text = shorten(text, length)
    return text


def wrap_text(text: str, width: float, size: float, bold: bool = False, most: int = 2) -> list[str]:
    """The text on at most `most` lines that fit into a width in inches; the last is shortened if it has to be."""
    words, lines = shorten(text, None).split(" "), []
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and measure_text(" ".join(words[: taken + 1]), size, bold) <= width:
            taken += 1
        lines.append(fit_text(" ".join(words[:taken]), width, size, bold))
        words = words[taken:]
    return [*lines, fit_text(" ".join(words), width, size, bold)] if words else lines


def choose_apart(boxes: Iterable[Box], taken: Iterable[Box] = ()) -> list[int]:
    """The places of the boxes that touch neither those taken nor a box before them."""
    kept, chosen = list(taken), []
    for place, (left, bottom, right, top) in enumerate(boxes):
        if not any(left < r and l < right and bottom < t and b < top for l, b, r, t in kept):  # noqa: E741
            kept.append((left, bottom, right, top))
            chosen.append(place)
    return chosen
