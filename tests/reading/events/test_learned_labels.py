"""The labelled texts are well-formed, and a fault names its file and line."""

from pathlib import Path

import pytest

from analysis.reading.events.learned.labels import (
    CLASSES,
    SECOND,
    STATUSES,
    LabelError,
    overlap,
    pair_acts,
    read_file,
    read_items,
)

DATA = Path(__file__).parents[3] / "data" / "training"
ITEMS = read_items(DATA)
HEAD = "@ anka | agency | acts\n"
TEXT = "T: Rebels {shelled+} the port and {threatened+} to {shell?} it again.\n"


def test_there_are_as_many_texts_words_and_acts_as_training_needs():
    assert len(ITEMS) >= 3_000
    assert sum(len(item.words) for item in ITEMS) >= 12_000
    assert sum(not item.acts for item in ITEMS) >= 1_200
    assert len({item.conflict for item in ITEMS}) >= 60


def test_every_class_and_status_is_labelled():
    assert {act.root for item in ITEMS for act in item.acts} == set(CLASSES)
    assert {word.status for item in ITEMS for word in item.words} == set(STATUSES)


def test_no_text_stands_twice():
    texts = [item.text for item in ITEMS]
    assert len(texts) == len(set(texts))


def test_every_span_gives_back_whole_words():
    for item in ITEMS:
        for act in item.acts:
            for start, end in filter(None, (act.trigger, act.source, act.target, act.evidence)):
                words = item.text[start:end]
                assert words and words == words.strip() and "{" not in words, (item.place, words)


def test_the_second_coder_labelled_texts_of_the_first():
    second = read_file(DATA / SECOND)
    texts = {item.text for item in ITEMS}
    assert len(second) == 400 and all(item.text in texts for item in second)


def test_acts_are_paired_by_trigger_then_by_evidence(tmp_path):
    first = "A: shelled | ASSAULT | asserted | current | Rebels | the port | - | shelled\n"
    second = "A: threatened | THREATEN | threatened | current | Rebels | it | - | threatened to shell it\n"
    other = "A: shell | ASSAULT | threatened | current | Rebels | it | - | threatened to shell\n"
    (tmp_path / "a.txt").write_text(HEAD + TEXT + first + second, encoding="utf-8")
    (tmp_path / "b.txt").write_text(HEAD + TEXT + other, encoding="utf-8")
    pairs = list(pair_acts(read_file(tmp_path / "a.txt")[0], read_file(tmp_path / "b.txt")[0]))
    assert [(a and a.root, b and b.root) for a, b in pairs] == [("ASSAULT", None), ("THREATEN", "ASSAULT")]
    assert overlap((0, 3), (2, 5)) and not overlap((0, 3), (3, 5))


@pytest.mark.parametrize(
    ("lines", "line", "fault"),
    [
        ("anka | agency | acts\n" + TEXT, 1, "expected"),
        (HEAD + "A: x\n", 1, "no line"),
        (HEAD + "T: Nothing is marked.\n", 2, "no word is marked"),
        (HEAD + TEXT, 1, "0 acts"),
        (HEAD + TEXT + "A: shelled | BOMB | asserted | current | - | - | - | shelled\n", 3, "BOMB"),
        (HEAD + TEXT + "A: port | ASSAULT | asserted | current | - | - | - | port\n", 3, "no marked word"),
        (HEAD + TEXT + "A: shelled | ASSAULT | asserted | current | Peru | - | - | shelled\n", 3, "Peru"),
        (HEAD + TEXT + "A: shelled | ASSAULT | asserted | current | - | - | - | the port\n", 3, "does not hold"),
        (HEAD + TEXT + "A: shelled | ASSAULT\n", 3, "expected"),
    ],
)
def test_a_fault_names_its_file_and_line(tmp_path, lines, line, fault):
    (tmp_path / "anka.txt").write_text(lines, encoding="utf-8")
    with pytest.raises(LabelError, match=rf"anka.txt:{line}: .*{fault}"):
        read_items(tmp_path)
