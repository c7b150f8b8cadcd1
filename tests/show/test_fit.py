"""Words that fit into their room."""

import pytest

from analysis.show.fit import choose_apart, fit_text, measure_text, wrap_text

WORDS = "The Confederation of Independent Producers of Northern Patagonia"


@pytest.mark.parametrize("text", [WORDS, "W" * 80, "", "Iran", "\u4e2d\u6587 and \u0627\u0644 and 😀"])
@pytest.mark.parametrize("width", [0.4, 1.0, 3.0])
def test_a_text_is_shortened_until_it_fits(text, width):
    fitted = fit_text(text, width, 9)
    assert measure_text(fitted, 9) <= width and (fitted == text or fitted.endswith("…"))
    lines = wrap_text(text, width, 9, most=3)
    assert len(lines) <= 3 and all(measure_text(line, 9) <= width for line in lines)


def test_what_has_room_is_left_as_it_is():
    assert fit_text(WORDS, 9, 9) == WORDS and wrap_text(WORDS, 9, 9) == [WORDS]
    assert " ".join(wrap_text(WORDS, 1.5, 9, most=9)) == WORDS


def test_bold_words_take_more_room():
    assert measure_text("Iran", 9, bold=True) > measure_text("Iran", 9)


def test_the_first_of_two_labels_that_touch_is_kept():
    boxes = [(0, 0, 2, 1), (1, 0, 3, 1), (2, 0, 3, 1)]
    assert choose_apart(boxes) == [0, 2] and choose_apart(boxes, taken=[(0, 0, 1, 1)]) == [1]
