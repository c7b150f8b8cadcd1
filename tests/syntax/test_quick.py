"""The quick steps of the pipeline give what spaCy's own steps give."""

import pytest
from helpers.paths import ROOT
from helpers.samples import ARC, HOSTILE

from analysis.syntax.pipeline import load_pipeline
from analysis.syntax.quick import _open_names, _open_ruler, run_pipeline

SENTENCES = [
    "",
    " \n ",
    "Gonna go? Y'all gotta wait, c'mon, let's see; nuthin' ain't happenin', there's no nothin' in ol' Lima.",
    "He doesn't know that if it rains on Monday, 3 May, we'd have to do it; you and I had done so, but it did not.",
    "The U.N. Security Council met Angela Merkel in New York on Jan. 8, 2020, and gave 12.5% of $3 million to Iran.",
    "Reuters\n\nThe New York Times reported on Wednesday that New Zealand's\n\nAir Force",
    "Is it the BBC, the Red Cross or Doctors Without Borders that they themselves would've called theirs?",
]


def tell(doc):
    """All that the quick steps could change in a document."""
    return [
        (t.text, t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, str(t.morph), t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


@pytest.mark.parametrize("folder", ["articles", "coverage"])
def test_articles_are_parsed_as_spacy_parses_them(folder):
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / folder).glob("*.txt"))[:12]]
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    ours, theirs = run_pipeline(load_pipeline(), paragraphs, 200), load_pipeline().pipe(paragraphs, batch_size=200)
    assert sum(len(doc.ents) for doc in ours) > 200
    assert list(map(tell, ours)) == list(map(tell, theirs))


@pytest.mark.parametrize("text", [*SENTENCES, ARC, HOSTILE])
def test_rare_words_and_odd_texts_are_parsed_as_spacy_parses_them(text):
    assert [tell(doc) for doc in run_pipeline(load_pipeline(), [text], 4)] == [tell(load_pipeline()(text))]
    assert [tell(doc) for doc in run_pipeline(load_pipeline(), [text], 4)] == [
        tell(load_pipeline()(text))
    ]  # remembered


def test_the_installed_model_is_one_that_can_be_opened():
    assert _open_names(load_pipeline().get_pipe("ner")) and _open_ruler(load_pipeline().get_pipe("attribute_ruler"))


@pytest.mark.parametrize(
    "pattern", [[{"ORTH": "Lima"}], [{"LOWER": {"FUZZY": "lima"}}], [{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}]]
)
def test_a_ruler_that_asks_for_something_else_is_left_to_spacy(pattern):
    from spacy.lang.en import English

    pipeline = English()
    ruler = pipeline.add_pipe("attribute_ruler")
    ruler.add([pattern], {"POS": "PROPN"})
    assert _open_ruler(ruler) is None
    (doc,) = run_pipeline(pipeline, ["Lima a b c"], 4)
    assert "PROPN" in [token.pos_ for token in doc]


def test_words_that_nobody_remembers_take_no_memory():
    ruler = _open_ruler(load_pipeline().get_pipe("attribute_ruler"))
    texts = [" ".join(f"word{n}x{i}" for i in range(500)) for n in range(50)]
    run_pipeline(load_pipeline(), texts, 200)
    assert len(ruler.told) <= 20_000 and len(ruler.found) < 2_000
