"""The labelled texts are well-formed, and a fault names its file and line."""

import pandas as pd
import pytest
from helpers.paths import ROOT

from analysis.reading.events.learned.labels import (
    CLASSES,
    MARKED,
    SECOND,
    STATUSES,
    LabelError,
    compose_class,
    overlap,
    pair_acts,
    read_file,
    read_items,
    read_marked,
    read_stories,
)
from analysis.text.files import find_shipped
from analysis.validation.coders import measure_coders

DATA = ROOT / "data" / "training"
ITEMS = read_items(DATA)
STORIES = read_stories(DATA)
SENTENCES = [item for path in sorted((DATA / MARKED).glob("*.txt")) for item in read_marked(path)]
HEAD = "@ anka | agency | acts\n"
TEXT = "T: Rebels {shelled+} the port and {threatened+} to {shell?} it again.\n"


def list_acts(items):
    return [act for item in items for act in item.acts]


def test_there_are_as_many_texts_words_and_acts_as_training_needs():
    assert len(ITEMS) >= 3_000
    assert sum(len(item.words) for item in ITEMS) >= 12_000
    assert sum(not item.acts for item in ITEMS) >= 1_200
    assert len({item.conflict for item in ITEMS}) >= 60


def test_every_class_and_status_is_labelled():
    assert {act.root for item in ITEMS for act in item.acts} == set(CLASSES)
    assert {word.status for item in ITEMS for word in item.words} == set(STATUSES)


def test_the_documents_say_how_many_there_are():
    marked = [SENTENCES, list_acts(SENTENCES), [item for item in SENTENCES if not item.acts]]
    texts = [ITEMS, {item.conflict for item in ITEMS}, list_acts(ITEMS), [item for item in ITEMS if not item.acts]]
    texts += [[word for item in ITEMS for word in item.words], STORIES, list_acts(STORIES)]
    told = (DATA.parent / "README.in.md").read_text(encoding="utf-8")
    assert [len(those) for those in texts + marked if f" {len(those):,} " not in told] == []
    told = (DATA / "README.md").read_text(encoding="utf-8")
    assert [len(those) for those in marked if f" {len(those):,} " not in told] == []


def test_no_text_stands_twice():
    texts = [item.text for item in [*ITEMS, *STORIES, *SENTENCES]]
    assert len(texts) == len(set(texts))


def test_every_span_gives_back_whole_words():
    for item in [*ITEMS, *STORIES]:
        for act in item.acts:
            for start, end in filter(None, (act.trigger, act.source, act.target, act.evidence)):
                words = item.text[start:end]
                assert words and words == words.strip() and "{" not in words, (item.place, words)


def test_the_second_coder_labelled_texts_of_the_first():
    second = read_file(DATA / SECOND)
    texts = {item.text for item in ITEMS}
    assert len(second) == 505 and all(item.text in texts for item in second)


def test_acts_are_paired_by_trigger_then_by_evidence(tmp_path):
    first = "A: shelled | ASSAULT | asserted | current | Rebels | the port | - | shelled\n"
    second = "A: threatened | THREATEN | threatened | current | Rebels | it | - | threatened to shell it\n"
    other = "A: shell | ASSAULT | threatened | current | Rebels | it | - | threatened to shell\n"
    (tmp_path / "a.txt").write_text(HEAD + TEXT + first + second, encoding="utf-8")
    (tmp_path / "b.txt").write_text(HEAD + TEXT + other, encoding="utf-8")
    pairs = list(pair_acts(read_file(tmp_path / "a.txt")[0], read_file(tmp_path / "b.txt")[0]))
    assert [(a and a.root, b and b.root) for a, b in pairs] == [("ASSAULT", None), ("THREATEN", "THREATEN")]
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


def test_in_a_marked_sentence_each_act_has_its_word_class_and_modality(tmp_path):
    line = "Gunmen {strafed|ASSAULT|asserted} a convoy but would not {storm|ASSAULT|negated} the fort.\n"
    (tmp_path / "a.txt").write_text(f"{line}\nThe storm came at noon.\n", encoding="utf-8")
    marked, quiet = read_marked(tmp_path / "a.txt")
    assert marked.text == "Gunmen strafed a convoy but would not storm the fort." and not marked.whole
    told = [(marked.text[act.trigger[0] : act.trigger[1]], act.root, act.modality) for act in marked.acts]
    assert told == [("strafed", "ASSAULT", "asserted"), ("storm", "YIELD", "negated")]
    assert all(act.evidence == act.trigger and act.source is act.target is None for act in marked.acts)
    assert (quiet.text, quiet.acts, quiet.place) == ("The storm came at noon.", (), "a.txt:3")


@pytest.mark.parametrize(
    ("root", "modality", "composed"),
    [
        ("ASSAULT", "asserted", "ASSAULT"),
        ("ASSAULT", "hedged", "ASSAULT"),
        ("ASSAULT", "intended", "THREATEN"),
        ("PROTEST", "threatened", "THREATEN"),
        ("ASSAULT", "negated", "YIELD"),
        ("THREATEN", "negated", "YIELD"),
        ("ACCUSE", "intended", "ACCUSE"),
        ("AID", "intended", "AGREE"),
        ("AID", "negated", "REJECT"),
        ("YIELD", "negated", "YIELD"),
        ("AID", "conditional", "AID"),
    ],
)
def test_a_class_that_names_the_deed_is_composed(root, modality, composed):
    assert compose_class(root, modality) == composed


def test_no_label_keeps_a_class_that_would_be_composed():
    acts = list_acts([*ITEMS, *SENTENCES])
    assert not [act for act in acts if act.root == "ASSAULT" and act.modality in ("intended", "threatened", "negated")]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Gunmen {strafed|BOMB|asserted} a convoy.", "no class or modality"),
        ("Gunmen {strafed|ASSAULT|certain} a convoy.", "no class or modality"),
        ("Gunmen {strafed|ASSAULT} a convoy.", "expected"),
        ("Gunmen {strafed a convoy.", "expected"),
        ("Gunmen {opened fire|ASSAULT|asserted} on a convoy.", "expected"),
    ],
)
def test_a_fault_in_a_marked_sentence_names_its_file_and_line(tmp_path, line, fault):
    (tmp_path / "force.txt").write_text(f"It rained.\n{line}\n", encoding="utf-8")
    with pytest.raises(LabelError, match=rf"force.txt:2: .*{fault}"):
        read_marked(tmp_path / "force.txt")


def test_the_figures_of_agreement_are_those_of_the_labels():
    kept = pd.read_csv(find_shipped("data/validation/coders.csv"))
    pd.testing.assert_frame_equal(measure_coders(DATA).round(4), kept)
    alpha = kept.set_index(["measure", "of"])["figure"]
    assert alpha["alpha where both found an act", "side"] > 0.95
