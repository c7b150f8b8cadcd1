"""When the report should not be believed: each kind of text that says so, and those that do not."""

import json
import re

import pytest
from helpers.samples import EVENTS, enter_events

import analysis
from analysis.reading.schema import CAUTIONS
from analysis.report.results import summarise_reading
from analysis.story import caution, stand

BODY = """The crews of the two ferries went ashore on Monday after the harbour authority closed the port to them.

A spokesman for the union said that they would not sail until their wages had been paid.

“I have waited for three months,” Joan Doe told a crowd outside the customs house. “My children have no bread.”

The authority accused the union of blocking the islands and threatened to arrest its leaders.

The government offered to mediate, and both sides agreed to meet on Thursday.

Police blocked the road to the port, and the mayor condemned the authority.
"""
HEADLINE = "Ferry crews leave the harbour in a dispute over pay"
FRENCH = """Les équipages quittent le port

Les équipages des deux navires ont quitté le port lundi, après que le gouvernement a refusé de verser leurs salaires.

Un porte-parole du syndicat a déclaré qu’ils ne reprendraient pas la mer avant la fin de la semaine.
"""


def read(*blocks, published="2020-03-03"):
    return analysis.read_text("\n\n".join(blocks), published, "rules")


def kinds(*blocks, **options):
    """The kinds of caution about a text, but for the one on few events, which depends on how events are read."""
    return [kind for kind in caution.tabulate(read(*blocks, **options))["kind"] if kind != "few_events"]


@pytest.fixture(scope="module")
def french():
    return read(FRENCH, published=None)


def test_a_report_on_a_known_day_calls_for_no_caution(eventful):
    found = caution.describe(eventful)
    assert not found and str(found) == repr(found) == found._repr_html_() == ""
    assert not caution.forbids_verdict(eventful) and caution.tabulate(eventful).empty
    assert dict(caution.tabulate(eventful).dtypes.map(str)) == dict(CAUTIONS)
    assert kinds(HEADLINE, BODY) == []


def test_of_a_text_that_is_not_english_only_that_is_said(french):
    assert caution.forbids_verdict(french)
    (sentence,) = caution.describe(french)
    assert sentence == "The text seems to be in French, and the program reads only English: its figures are worthless."
    assert caution.tabulate(french)[["kind", "severity", "evidence"]].values.tolist() == [
        ["language", "stop", "French"]
    ]


def test_a_text_in_a_language_without_a_name_here_is_not_believed_either():
    basque = (
        "Portuko agintariek astelehenean itxi zuten uharteetarako bidea, tripulazioek lan egiteari uko egin ondoren. "
        "Gobernuak esan du ez duela negoziatuko itsasontziak itzuli arte, eta polizia bidali du portura."
    )
    assert str(caution.describe(read(basque))).startswith("The text does not seem to be in")


def test_the_banner_is_a_note_that_escapes_the_article_s_words(french):
    page = caution.describe(french)._repr_html_()
    assert page.startswith('<div class="caution stop ') and 'role="note"' in page and "Do not believe" in page
    page = caution.describe(read("Live updates: <b>ferries</b> leave", BODY))._repr_html_()
    assert "&lt;b&gt;ferries" in page and "<b>" not in page and "caution stop" not in page and "with care" in page


def test_an_english_article_with_a_quotation_in_french_is_english():
    assert kinds(HEADLINE, BODY, f"“{FRENCH.splitlines()[2]}”, read the poster.") == []


def test_paragraphs_in_another_language_are_named():
    mixed = read(HEADLINE, BODY, *[FRENCH.partition("\n")[2].replace("\n", " ")] * 2)
    (sentence,) = caution.tabulate(mixed).query("kind == 'mixed'")["sentence"]
    assert sentence.startswith("Paragraphs 7 and 8 seem to be in French")
    assert not caution.forbids_verdict(mixed)


def test_without_a_day_of_publication_it_says_how_to_give_one():
    found = caution.describe(read(HEADLINE, BODY, published=None))
    assert "-p published=2020-01-09" in found[-1] and not found.stop
    assert kinds(HEADLINE, "Published: 3 March 2020", BODY, published=None) == []


def test_few_events_are_counted(reading):
    few = caution.describe(enter_events(reading, "\n".join(EVENTS.strip().splitlines()[:7])))
    assert few[0].startswith("The program found fewer than five current acts of conflict or cooperation: too few")
    none = caution.describe(enter_events(reading, EVENTS.strip().splitlines()[0]))
    assert none[0].startswith("The program found no current act")


def test_a_short_text_is_short_and_a_stub_is_a_stub():
    assert kinds(HEADLINE, *BODY.split("\n\n")[:4]) == ["short"]
    assert kinds(HEADLINE, *BODY.split("\n\n")[:2], "Subscribe to continue reading") == ["paywall"]
    assert kinds(HEADLINE, *BODY.split("\n\n")[:2], "The authority said that the … [+2481 chars]") == ["cut"]
    assert kinds("") == ["short"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Live updates: ferry crews leave the harbour", "live"),
        ("Opinion: the harbour authority is wrong", "opinion"),
        ("Book review: The Last Ferry", "review"),
        ("Obituary: Joan Doe", "obituary"),
        ("Timeline: the ferry dispute", "list"),
        ("Interview: the head of the harbour authority", "interview"),
    ],
)
def test_a_label_is_quoted(label, kind):
    assert kinds(label, BODY) == [kind]
    sentence = caution.tabulate(read(label, BODY))["sentence"][0]
    assert f"“{label}”" in sentence


def test_a_writer_who_speaks_as_i_is_counted_outside_quotations_only():
    mine = [
        "I was in the harbour that day.",
        "My ferry had left.",
        "Nobody met me, and I walked.",
        "I think they erred.",
    ]
    assert kinds(HEADLINE, BODY, *mine) == ["personal"]
    sentence = caution.tabulate(read(HEADLINE, BODY, *mine))["sentence"][0]
    assert "“I” or “my” in four of 10 paragraphs" in sentence
    quoted = [f"“{words}” Joan Doe said." for words in mine]
    assert kinds(HEADLINE, BODY, *quoted) == []
    assert kinds(HEADLINE, BODY, *(f"World War I, he said, began with word {n}." for n in range(5))) == []


ESSAY = """Why should we believe a harbour authority that has never kept its word? You and I pay for its ships, and we
must ask what it does with our money. Of course it will blame the union. But who closed the port, and who threatened
to jail the crews?

Perhaps our leaders do not care. They ought to. If we let them break a strike by hunger, what will they break
next? Our schools, our hospitals, your own union? We cannot look away, and you should not want us to. The crews
of two ferries have shown us what it means to stand up, and we should thank them.

Let us be honest. Nobody in this town ever asked you whether the ferries should be sold, and nobody will. Surely
that must change, and it must change before the winter, when the islands need us and the harbour is our only
road to them. Is that too much to want? It is what our fathers built it for, and what you would build it for
again."""


def test_a_text_that_argues_more_than_it_reports_is_no_news_and_gets_no_verdict():
    paragraphs = [" ".join(words.split()) for words in ESSAY.split("\n\n")]
    essay = read("Who owns the harbour?", *paragraphs)
    assert caution.find_other_matter(essay) == "an essay or a talk"
    assert kinds("Who owns the harbour?", *paragraphs) == ["short", "argued"]
    assert str(stand.describe(essay)).startswith("No verdict: the text seems to be an essay or a talk")
    said = [f"“{words}” Joan Doe said." for words in " ".join(ESSAY.split()).replace("? ", ". ").split(". ")]
    assert "argued" not in kinds(HEADLINE, BODY, *said) and "argued" not in kinds(HEADLINE, BODY, BODY)


WITNESS = """We walked down to the harbour as soon as it was light, and our driver soon lost us in the crowd. You could
hear the drums from the bridge. We saw four trucks burn on our left, and a guard pushed us against a wall. Who had set
them alight, nobody knew.

We ran for the customs house. I never felt so small. Our interpreter told the men at the gate that we were from
the press, and we just went in behind her. They took us up to the roof, gave us tea and asked us for our papers. From
there we heard the shots.

We stayed for an hour. You could not see the quay for smoke, and our telephones were dead. When we came down, the gate
was shut, and two boys with clubs stood before us. I thought of my children. Our driver found us at dusk, and we drove
home through streets in which nobody walked but us. All night we heard the guns, and our windows shook with
each of them."""


def test_a_witness_who_tells_what_we_saw_argues_nothing():
    paragraphs = [" ".join(words.split()) for words in WITNESS.split("\n\n")]
    assert "argued" not in kinds("A night at the harbour", *paragraphs)
    wished = [" ".join(re.sub(r"\b(I|[Ww]e)\b", r"\1 must have", words).split()) for words in paragraphs]
    assert "argued" in kinds("A night at the harbour", *wished)


def test_times_of_day_at_the_start_of_blocks_are_counted():
    entries = [f"10:{20 + i} GMT {words}" for i, words in enumerate(BODY.strip().split("\n\n"))]
    assert caution.tabulate(read(HEADLINE, *entries))["sentence"][0].startswith("Six blocks begin with a time of day")


def test_the_summary_lists_the_cautions(french, eventful):
    listed = summarise_reading(french)["cautions"]
    assert [row["kind"] for row in listed] == ["language"] and set(listed[0]) == set(CAUTIONS)
    assert summarise_reading(eventful)["cautions"] == []
    undated = summarise_reading(read(HEADLINE, BODY, published=None))["cautions"][-1]
    assert undated["evidence"] is None and json.dumps(undated, allow_nan=False)


def test_a_narrowed_reading_keeps_the_cautions_about_the_whole_text():
    whole = read("Opinion: a war that nobody wants", "Iran fired missiles at the United States on Monday.", BODY)
    narrowed = caution.tabulate(analysis.narrow(whole, "USA-IRN"))
    assert list(narrowed["kind"])[:1] == ["opinion"] and "short" not in set(narrowed["kind"])
