"""Whatever the text, what is told of it is sentences: whole, without a gap where a figure is missing."""

import inspect
import pkgutil
import re
from importlib import import_module

import pytest
from helpers.samples import ARC, HOSTILE, NO_TONE, SHORT

import analysis
from analysis import story
from analysis.show.prose import Points

TEXTS = ["", SHORT, NO_TONE, ARC, HOSTILE, "Good.\n\nBad.", "Bad.", "Iran attacked Iraq on Monday."]
DESCRIBING = [
    function
    for module in (import_module(f"analysis.story.{name}") for _, name, _ in pkgutil.iter_modules(story.__path__))
    for name, function in sorted(vars(module).items())
    if name.startswith("describe") and inspect.getmodule(function) is module and hasattr(module, "describe")
]


def test_every_question_of_a_story_is_told():
    rooms = {function.__module__.rpartition(".")[2] for function in DESCRIBING}
    assert rooms == set("arc article caution measures order peak sides stand summary sureness tone voices".split())


def list_sentences(told):
    """The sentences, of points without their labels."""
    if isinstance(told, Points):
        return [part for _, text in told for part in ([text] if isinstance(text, str) else text)]
    return list(told)


def check(sentence):
    assert re.match(r"[A-Z0-9“@=−+]", sentence) and sentence.endswith("."), sentence
    assert not re.search(r"\b(nan|None(?! of)|NA|NaT)\b|  |\.\.|\(\)", sentence), sentence


@pytest.mark.parametrize("text", TEXTS)
def test_every_sentence_is_one_whatever_the_text(text):
    reading = analysis.read_text(text, "2020-01-09")
    undated = analysis.read_text(text)
    for describe in DESCRIBING:
        for sentence in (*list_sentences(describe(reading)), *list_sentences(describe(undated))):
            check(sentence)


def test_every_sentence_of_the_article_is_one(eventful):
    for describe in DESCRIBING:
        for sentence in list_sentences(describe(eventful)):
            check(sentence)


def test_a_narrowed_reading_is_told_of_two_sides_only(eventful):
    pair = analysis.narrow(eventful, "USA-IRN")
    told = [
        sentence
        for describe in DESCRIBING
        for sentence in list_sentences(describe(pair))
        if describe.__module__ in CRISIS
    ]
    assert len(told) > 5 and not [sentence for sentence in told if re.search("Iraq (?!on Jan)", sentence)]


CRISIS = [f"analysis.story.{name}" for name in ("stand", "peak", "order", "sides", "voices")]
