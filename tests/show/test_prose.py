"""Sentences and listings show text, never markup or mathematics."""

from helpers.samples import HOSTILE

import analysis
from analysis.show.prose import Prose
from analysis.story import article, measures, stand, summary, tone


def test_prose_and_tables_show_text_never_markup_or_mathematics():
    reading = analysis.read_text(HOSTILE)
    told = [room.describe(reading) for room in (article, stand, summary, tone, measures)]
    told += [tone.describe_darkest(reading), tone.describe_headline(reading), measures.describe_evidence(reading)]
    for shown in (*told, measures.list_paragraphs(reading)):
        page = shown._repr_html_() or ""
        assert "<script" not in page and "\x1b" not in page and "\u202e" not in page
        assert not page or "tex2jax_ignore" in page
    assert "&lt;script&gt;" in measures.list_paragraphs(reading)._repr_html_()
    assert Prose(["a < b.", "c."])._repr_html_().endswith(">a &lt; b. c.</p>") and repr(Prose(["a.", "b."])) == "a. b."
