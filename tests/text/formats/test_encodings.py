"""Bytes in any encoding are read or refused, and what had to be replaced is told."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.reading import read_text
from analysis.text.article import ArticleError, decode_article
from analysis.text.formats.encodings import decode

RUSSIAN = "Экипажи остались на берегу, сообщил профсоюз. "
WORDS = {
    "windows-1251": RUSSIAN,
    "koi8-r": RUSSIAN,
    "gb2312": "船员留在岸上，工会说。",
    "shift_jis": "乗組員は岸に残ったと組合は述べた。",
    "iso-8859-2": "Załoga została na lądzie, powiedział związek. ",
    "iso-8859-9": "Mürettebat kıyıda kaldı, dedi şirket. ",
    "x-mac-roman": "Zoë said “no” – twice, in the café. ",
    "windows-1250": "„Nie” – powiedział Wałęsa. ",
    "iso-8859-1": "Zoë said no in the café. ",
}
PYTHON = {"x-mac-roman": "mac_roman"}
NAMES = [
    "utf-8",
    "utf-16",
    "latin-1",
    "gb2312",
    "cp1251",
    "mac-roman",
    "base64",
    "idna",
    "nonsense",
    "x" * 40,
    "",
    "utf-7",
]


@pytest.mark.parametrize("name", WORDS)
def test_a_stated_encoding_is_believed_where_the_text_is_readable_with_it(name):
    text = WORDS[name] * 6
    raw = f'<html><head><meta charset="{name}"></head><body>'.encode() + text.encode(PYTHON.get(name, name))
    assert decode(raw).text.endswith(text) and not decode(raw).note
    stated = decode(text.encode(PYTHON.get(name, name)), name)
    assert stated.text == text


def test_utf_8_is_read_as_such_whatever_is_stated():
    raw = b'<meta charset="windows-1251">' + "Kelmar’s café said “no”. ".encode() * 4
    assert "Kelmar’s café" in decode(raw).text
    assert "Kelmar’s café" in decode(raw + b"\xe9").text


def test_one_bad_byte_is_replaced_and_its_place_is_told():
    story = "Kelmar’s men said “no”.\n".encode() * 4_000
    decoded = decode(story[:50_000] + b"\xff" + story[50_000:])
    assert decoded.text.count("\ufffd") == 1 and decoded.text.count("Kelmar’s") == 4_000
    assert decoded.note == f"byte 50,001 (line {story[:50_000].count(10) + 1:,}) is not UTF-8: replaced by \ufffd"
    article = decode_article("story.txt", story[:50_000] + b"\xff" + story[50_000:])
    assert "50,001" in article.note


def test_a_text_without_a_bad_byte_has_no_note():
    assert decode_article("story.txt", "Zoë said no to the café.".encode("cp1252")).note == ""


HIDDEN = """Har\u00adbour talks be\u200bgin

Iran\u200b fired mis\u00adsiles at Iraqi sol\u00addiers on Wed\u00adnesday, Teh\u00adran’s For\u00adeign Min\u00adister
Mo\u200bham\u00admad Ja\u00advad Za\u00adrif said.

\ufeff“We at\u00adtacked the base,” Zarif said on 8 Janu\u00adary 2020. Self\u2011defence was the reason.

Iraq con\u00addemned the strike."""
TABLES = ("blocks", "paragraphs", "sentences", "words", "mentions", "quotes", "dates", "events")


def test_characters_that_nobody_sees_hide_no_word_and_move_no_offset():
    plain = HIDDEN.translate({0xAD: None, 0x200B: None, 0xFEFF: None, 0x2011: "-"})
    reading, same = read_text(HIDDEN, "2020-01-09"), read_text(plain, "2020-01-09")
    assert reading.article.text == HIDDEN
    for name in TABLES:
        table, wanted = getattr(reading, name), getattr(same, name)
        assert len(table) == len(wanted), name
        if "text" in table:
            assert [HIDDEN[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table["text"].tolist()
    assert reading.events[["source", "target", "root"]].equals(same.events[["source", "target", "root"]])
    assert reading.quotes["speaker"].tolist() == ["Mohammad Javad Zarif"]


@given(st.text(alphabet="ab \u00ad\u200b\u2011\ufeff.\n", max_size=60))
def test_offsets_hold_with_hidden_characters_anywhere(text):
    reading = read_text(text)
    for name in ("paragraphs", "sentences"):
        table = getattr(reading, name)
        assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table["text"].tolist()
    starts, ends = reading.blocks["start"].tolist(), reading.blocks["end"].tolist()
    assert all(0 <= a < b <= len(text) for a, b in zip(starts, ends, strict=True))


@given(
    st.binary(max_size=400), st.sampled_from(NAMES), st.sampled_from(["a.txt", "a.html", "a.md", "a.eml", "a.mhtml"])
)
def test_any_bytes_are_read_or_refused(raw, name, file):
    stated = f'<meta charset="{name}">'.encode()
    for content in (raw, stated + raw):
        try:
            article = decode_article(file, content)
        except ArticleError as error:
            assert error.reason and error.remedy
        else:
            assert all(0 <= b.start < b.end <= len(article.text) for b in article.blocks)


def test_noise_takes_time_in_step_with_its_size():
    noise = random.Random(1).randbytes(2_000_000)
    assert decode(noise) is None
    text = b"The crews went ashore. \xff" * 80_000
    assert decode(text) is None or decode(text).text
