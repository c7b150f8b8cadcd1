"""What a reader sees as one quotation."""

import pandas as pd
import pytest
from helpers.timing import clock
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.quotes.passages import find_passages
from analysis.reading.quotes.table import find_quotes
from analysis.syntax.pipeline import parse
from analysis.text.article import parse_article

MARKS = "\" “ ” „ « » ‹ › ‘ ’ ' `` '' ‘‘ ’’ \u200f".split(" ")

quoted = st.lists(
    st.one_of(st.sampled_from(MARKS), st.sampled_from(["Go", "he said", " ", ", ", ". ", "\n", "don’t", "Doe:"])),
    max_size=40,
).map("".join)


def read(text):
    return find_quotes(text, parse(text, parse_article(text).blocks))


def passages(text):
    """The passages of a text whose lines are its blocks."""
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
    lines = [(start, start + len(line)) for start, line in zip(starts, text.split("\n"), strict=True)]
    return [text[p.start : p.end] for p in find_passages(text, lines)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She called it "bold" and "new."', ['"bold"', '"new."']),
        ("“Stay,” he said. “Please.”", ["“Stay,”", "“Please.”"]),
        ("It was ”fine” and “good“ to them.", ["”fine”", "“good“"]),  # marks that point the wrong way
        ('He had “no doubt" about it.', ['“no doubt"']),
        ("„Nein“, sagte er. »Ja«, sagte sie. « Non », dit-il.", ["„Nein“", "»Ja«", "« Non »"]),
        ("``Stay,'' he said. ''Go,'' she said.", ["``Stay,''", "''Go,''"]),
        ("‘The crews’ anger is real,’ she said of the ’90s.", ["‘The crews’ anger is real,’"]),
        ("'Don't go,' she said of the crews' anger.", ["'Don't go,'"]),
        ("The crews’ ships, the captain’s dog and rock ’n’ roll.", []),
        ("“He told me ‘no’ and left,” she said.", ["“He told me ‘no’ and left,”"]),
        ("“He told me “no” and left,” she said.", ["“He told me “no” and left,”"]),
        ('"He told me "no" and left," she said.', ['"He told me "no" and left,"']),
        ("(“Never,” he said)", ["“Never,”"]),
        ("He said—“never”—and left.", ["“never”"]),
        ("\u200f“Never,”\u200f he said.", ["“Never,”"]),
        ('He is 6\'3" tall and has "no plans".', ['"no plans"']),
        ('<a href="x y" id="z">He said "go"', ['"go"']),
    ],
)
def test_a_passage_is_what_a_reader_sees_as_one(text, expected):
    assert passages(text) == expected


def test_a_paragraph_left_open_goes_on_in_the_next():
    text = "“The first.\n“The “odd” second.\n“The third,” he said."
    assert passages(text) == ["“The first.", "“The “odd” second.", "“The third,”"]
    assert passages("“The first.\nThe second,” he said.") == ["“The first.", "The second,”"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He said: 'We left.\nThe sea rose.\nThe crews’ boats sank, ' and wept. 'Go,' he said.",
            ["'We left.", "The sea rose.", "The crews’ boats sank, '", "'Go,'"],
        ),
        ("She said: ' We left.\nIt was late. '", ["' We left.", "It was late. '"]),
        ("The 'Blue Boat sank.\nThe crews' boats did too.\nThe 'red' one did not.", ["'red'"]),
        ('She said: \'We left.\n"It was late," he said.', ['"It was late,"']),
    ],
)
def test_a_single_mark_opens_the_words_of_several_paragraphs(text, expected):
    assert passages(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “never.", ["“never."]),
        ("never,” he said.", []),
        ('He said "one and then "two" and "three" to them.', ['"two"', '"three"']),
        ("«a “b» c”", ["«a “b»"]),
        ("said. ”", []),
    ],
)
def test_unbalanced_marks_are_no_error(text, expected):
    assert passages(text) == expected


def check(text):
    table = read(text)
    assert table["start"].is_monotonic_increasing
    for row in table.itertuples():
        assert row.text == text[row.start : row.end] and 0 <= row.start < row.end <= len(text)
        assert row.kind in ("full", "partial")
        if pd.notna(row.speaker_start):
            assert 0 <= row.speaker_start < row.speaker_end <= len(text) and pd.notna(row.rule)


@settings(max_examples=60)
@given(quoted)
def test_any_marks_have_quotes_in_range(text):
    check(text)


@given(quoted)
def test_passages_are_apart_in_order_and_end_in_their_marks(text):
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
    lines = [(start, start + len(line)) for start, line in zip(starts, text.split("\n"), strict=True)]
    end = 0
    for passage in find_passages(text, lines):
        block = lines[passage.block]
        assert end <= passage.start < passage.end <= block[1] and passage.start >= block[0]
        end = passage.end


@pytest.mark.parametrize("piece", ["“a \"b” c' ‘", "'A\nb crews' ", "he said: ' A\nthe crews' "])
def test_passages_are_found_in_linear_time(piece):
    def seconds(n):
        text = piece * n
        middle = text.index("\n") if "\n" in text else len(text)
        return clock(lambda: find_passages(text, [(0, middle), (middle, len(text))]))

    # 16 times the text; were time quadratic it would be 256 times the time, and a large text misses the caches
    assert seconds(32_000) < 64 * max(seconds(2_000), 0.01)
