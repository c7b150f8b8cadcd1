"""What is remembered of words belongs to the piece that is read."""

import gc
from weakref import ref

from analysis.syntax.clauses import find_subject
from analysis.syntax.pipeline import load_pipeline, parse
from analysis.text.layout import Block


def test_what_is_remembered_of_words_goes_with_their_piece():
    text = "Iran attacked Iraq."
    (piece,) = parse(text, [Block("paragraph", 0, len(text))])
    verb = piece.doc[1]
    assert find_subject(verb) is find_subject(verb)  # remembered
    doc, memory = ref(piece.doc), piece.memory
    assert memory
    gc.disable()  # nothing has to be searched for
    try:
        del piece, verb, memory
        assert doc() is None
    finally:
        gc.enable()


def test_words_of_a_parse_without_a_piece_are_read_too():
    doc = load_pipeline()("Iran attacked Iraq.")
    assert find_subject(doc[1]).text == "Iran"
