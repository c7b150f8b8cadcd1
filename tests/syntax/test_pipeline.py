from unittest.mock import patch

import pytest
import spacy
from helpers.hostile import anything
from helpers.paths import ROOT
from hypothesis import given
from threadpoolctl import ThreadpoolController

from analysis.syntax import pipeline as language
from analysis.syntax.pipeline import find_sentences, load_pipeline, parse, parse_batch
from analysis.text.layout import Block

ARTICLES = sorted((ROOT / "data" / "articles").glob("*.txt"))


def places(text):
    return [span for piece in parse(text, [Block("paragraph", 0, len(text))]) for span in find_sentences(piece)]


def sentences(text):
    return [text[a:b] for a, b in places(text)]


def test_the_pipeline_is_loaded_once():
    assert load_pipeline() is load_pipeline()


def test_a_parse_is_that_of_spacy_as_it_comes():
    def read(doc):
        return [(t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_, t.is_sent_start) for t in doc]

    usual = spacy.load(language.find_model().split()[0])
    for file in ARTICLES:
        blocks = file.read_text(encoding="utf-8").split("\n\n")
        for ours, theirs in zip(parse_batch(blocks), usual.pipe(blocks), strict=True):
            assert read(ours) == read(theirs)


@pytest.mark.parametrize("title", language.TITLES)
def test_a_title_with_a_full_stop_ends_no_sentence(title):
    told = f"The mayor met {title} Roe and {title} Doe at the port. Nobody spoke."
    assert sentences(told) == [f"The mayor met {title} Roe and {title} Doe at the port.", "Nobody spoke."]


def test_a_parse_takes_one_thread_and_gives_the_others_back():
    def count():
        return [library["num_threads"] for library in ThreadpoolController().info() if library["user_api"] == "blas"]

    def spy(pipeline, batch, size):
        seen.append(count())
        return list(batch)

    seen, before = [], count()
    with patch.object(language, "run_pipeline", spy):
        parse_batch(["The crews went ashore."])
    assert seen == [[1] * len(before)] and count() == before


def test_sentences_are_found_at_their_places():
    assert sentences("The crews went ashore. Nobody followed them.") == [
        "The crews went ashore.",
        "Nobody followed them.",
    ]


@given(anything)
def test_sentences_hold_every_visible_character_in_order(text):
    spans = places(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans) and spans == sorted(spans)


def test_a_text_of_any_length_is_parsed_in_pieces(monkeypatch):
    monkeypatch.setattr(language, "MAX_PIECE", 100)
    text = "The crews went ashore. " * 30
    assert len(parse(text, [Block("paragraph", 0, len(text))])) > 5
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


def test_what_is_too_long_for_a_sentence_is_cut():
    assert max(map(len, sentences("word " * 3000))) <= language.MAX_SENTENCE


def test_a_missing_model_is_an_error_with_its_remedy(monkeypatch):
    monkeypatch.setattr(language, "MODELS", ("no_such_model",))
    load_pipeline.cache_clear()
    with pytest.raises(OSError, match="make env"):
        load_pipeline()
    load_pipeline.cache_clear()


@pytest.mark.parametrize("role", language.LABELS)
def test_a_label_is_split_into_words_but_not_parsed(role):
    text = "Ann Lee, Jan. 8\n\nThe crews went ashore."
    label, story = parse(text, [Block(role, 0, 15), Block("paragraph", 17, len(text))])
    assert [token.text for token in label.doc] == ["Ann", "Lee", ",", "Jan.", "8"]
    assert len(list(label.doc.sents)) == 1 and not label.doc.has_annotation("DEP")
    assert story.doc.has_annotation("DEP") and story.text == "The crews went ashore."
