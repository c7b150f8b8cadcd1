"""The learned coder reads sentences that it was not trained on as a person would, and always in the same way."""

import builtins
from importlib.resources import files

import numpy as np
import pytest

import analysis
from analysis.reading.events.learned import coder
from analysis.reading.events.learned.coder import HEADS, code_sentences, load_session
from analysis.reading.events.learned.labels import COOPERATIVE
from analysis.reading.events.learned.words import NAME, NATION, PERSON, PLACE, mask_words, show_sentences
from analysis.syntax.pipeline import parse_batch

READ = [  # a sentence, its trigger, whether it is cooperation, whether it is told as a fact
    ("The rebels shelled the town before dawn.", "shelled", False, True),
    ("Peru condemned the raid on its embassy.", "condemned", False, True),
    ("Police arrested forty dockers outside the port.", "arrested", False, True),
    ("The union called off its strike on Friday.", "called", True, True),
    ("Kenya freed the crew of the trawler.", "freed", True, True),
    ("The two ministers met in Oslo on Sunday.", "met", True, True),
    ("The government may send troops to the border.", "send", False, False),
    ("Chile threatened to close the strait.", "threatened", False, False),
    ("The minister urged both sides to return to talks.", "urged", True, False),
    ("Norway promised to open the pass next month.", "promised", True, False),
    ("Soldiers killed nine villagers in the north.", "killed", False, True),
    ("The bank gave the island a loan of two million dollars.", "gave", True, True),
]


def code(*texts):
    sentences = [next(doc.sents) for doc in parse_batch(texts)]
    return sentences, code_sentences(sentences)


@pytest.fixture(scope="module")
def coded():
    return dict(zip([row[0] for row in READ], zip(*code(*(row[0] for row in READ)), strict=True), strict=True))


@pytest.mark.parametrize(("text", "trigger", "cooperates", "fact"), READ, ids=[row[1] for row in READ])
def test_an_act_is_read_with_its_side_and_whether_it_is_a_fact(coded, text, trigger, cooperates, fact):
    sentence, codes = coded[text]
    row = int(codes.triggers().argmax())
    assert sentence[row].text == trigger and codes.triggers()[row] > 0.5
    shares = codes.root[row, :-1] / codes.root[row, :-1].sum()
    assert (shares[: len(COOPERATIVE)].sum() > 0.5) == cooperates
    assert (codes.modality[row].argmax() == 0) == fact


def test_who_acts_on_whom_is_read(coded):
    sentence, codes = coded["Police arrested forty dockers outside the port."]
    row = int(codes.triggers().argmax())
    assert sentence[int(codes.source[row, :-1].argmax())].text == "Police"
    assert sentence[int(codes.target[row, :-1].argmax())].text in ("forty", "dockers")


@pytest.mark.parametrize("text", ["The lake is deepest near its northern shore.", "She paints birds for a living."])
def test_where_nobody_acts_no_trigger_is_read(text):
    assert code(text)[1][0].triggers().max() < 0.5


def test_names_are_shown_as_placeholders_only():
    doc = parse_batch(["President Emmanuel Macron of France told the United Nations that French troops would leave."])[
        0
    ]
    words, owners = mask_words(next(doc.sents))
    assert {PERSON, PLACE, NATION, NAME} <= set(words)
    assert not {"Macron", "France", "French", "Nations"} & set(words)
    assert len(owners) == len(doc) and max(owners) == len(words) - 1


def test_probabilities_add_up_and_every_token_has_a_row(coded):
    for sentence, codes in coded.values():
        for name, choices in HEADS.items():
            shares = getattr(codes, name)
            assert shares.shape == (len(sentence), len(choices)) and np.allclose(shares.sum(1), 1)
        assert codes.source.shape == (len(sentence), len(sentence) + 1)


def test_what_is_read_does_not_hang_on_what_is_read_with_it():
    texts = [row[0] for row in READ]
    together, alone = code(*texts)[1], [code(text)[1][0] for text in texts]
    for one, other in zip(together, alone, strict=True):
        assert np.allclose(one.root, other.root, atol=1e-4) and np.allclose(one.source, other.source, atol=1e-4)


def test_reading_twice_gives_the_same_to_the_last_digit():
    text = "Iran fired missiles at two bases in Iraq on Monday. The president said that he would not attack."
    first, second = (analysis.read_text(text).events for _ in range(2))
    assert first.equals(second)


def test_a_sentence_longer_than_the_encoder_sees_is_read_as_far_as_it_goes():
    sentence = next(parse_batch(["The rebels shelled " + "the old town and " * 100 + "the port."])[0].sents)
    codes = code_sentences([sentence])[0]
    assert len(codes.root) == len(sentence) and max(show_sentences([sentence])[0].firsts) < 128
    assert codes.triggers()[-1] == 0


def test_the_weights_fit_into_the_package_with_their_licence():
    folder = files("analysis.reading.events.learned")
    assert len((folder / "coder.onnx").read_bytes()) <= 25_000_000
    assert "Apache" in (folder / "NOTICE").read_text("utf-8")
    assert "Version 2.0" in (folder / "LICENSE.APACHE").read_text("utf-8")


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_a_missing_package_is_told_in_one_line_and_the_rules_read_without_it(monkeypatch, package):
    real = builtins.__import__

    def refuse(name, *args, **options):
        if name.split(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *args, **options)

    for cached in (load_session, coder.show_sentences.__globals__["load_tokenizer"]):
        cached.cache_clear()
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(OSError, match=r"^The learned coder needs .* coders=\"rules\"\.$"):
        analysis.read_text("The rebels shelled the town before dawn.")
    assert len(analysis.read_text("The rebels shelled the town before dawn.", coders="rules").events) == 1


def test_other_coders_are_refused():
    with pytest.raises(ValueError, match="'learned', not one of: both, rules"):
        analysis.read_text("The rebels shelled the town.", coders="learned")
