"""Texts that nobody would write."""

import random

from hypothesis import strategies as st

_words = st.sampled_from(
    "war peace good not very bad killing :) 😁 don’t isn't U.S. Iran’s “no” \xa0 \u3000 \ufeff ! ? . , — $x$ <b>".split(
        " "
    )
)
_breaks = st.sampled_from([" ", "\n", "\n\n", "\r\n", "\r", "\t", "\x0b", "\x85", "\u2028", " \n "])
_newsy = st.lists(st.one_of(_words, _breaks, st.text(max_size=8)), max_size=60).map(" ".join)
anything = st.one_of(st.text(st.characters(), max_size=200), _newsy)  # lone surrogates included


def hostile_texts(length: int) -> dict[str, str]:
    """By name, texts of some `length` characters that have brought text tools down."""
    rng = random.Random(1)
    story = "“We will not sail,” said Joan Doe of Iran’s crew on Monday. He told the U.S. that war was bad. "
    return {
        "one line": (story * (length // len(story) + 1))[:length],
        "paragraphs": (f"{story}\n\n" * (length // len(story) + 1))[:length],
        "quote marks": '"' * length,
        "curly marks": "“" * (length // 2) + "”" * (length // 2),
        "unbalanced quotes": "He said “no. " * (length // 13),
        "open paragraphs": "“We will go on.\n\n" * (length // 17),
        "nested quotes": "“‘" * (length // 4) + "no" + "’”" * (length // 4),
        "apostrophes": "'a' 's " * (length // 7),
        "right to left": "\u202eHe said “no”\u202c \u200f" * (length // 17),
        "emoji": "😁💋 said 😁 " * (length // 10),
        "zero width": "a\u200bb\u200d\ufeff " * (length // 7),
        "digits": "".join(rng.choice("0123456789") for _ in range(length)),
        "dates": "2020-01-03 Jan. 3, 2020 Monday last week " * (length // 41),
        "names": "Ann Lee and Joan Doe " * (length // 21),
        "spaces": "x" + " " * length + "y",
        "line breaks": "x\n" * (length // 2),
        "punctuation": "- – — . , ; : ! ? ( [ { " * (length // 24),
        "controls": "\x00\x1b[31m\x07 " * (length // 8),
        "surrogates": "said \ud800 " * (length // 7),
    }
