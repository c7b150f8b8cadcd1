"""The words of the article that stand for a deed."""

import re

import pytest

import analysis
from analysis.story.evidence import LONGEST, cite, cite_place, clip, find_words, name_actor


def test_words_are_clipped_inside_their_clause_and_never_changed(eventful):
    for event in eventful.events.itertuples():
        words = clip(eventful, event)
        assert words.startswith(event.text) and words in eventful.article.text
        assert not re.search(r"\b(of|the|against|that|and)$|\.$(?<!S\.)", words), words


LONG = (
    "The two governments of the valley, which have been at odds over the dam and its water for more than eleven years "
    "and have sent their lawyers to every court that would hear them, "
)
SENTENCES = [
    # the sentence; words that must be quoted together; words that must not be
    ("Peru agreed not to threaten or use force against Chile.", "agreed not to threaten", None),
    (f"{LONG}said that Peru would not attack Chile, and the markets rose.", "would not attack Chile", "markets"),
    (f"{LONG}heard that Peru could attack Chile, while the markets rose.", "could attack Chile", "markets"),
    (f"{LONG}met again; Peru fired 1,200 rockets at Chile, the army said.", "fired 1,200 rockets at Chile", "dam"),
    (
        f"{LONG}were told that Peru “will attack Chile at dawn, if it must”, by radio.",
        "will attack Chile at dawn",
        None,
    ),
    (f"{LONG}met envoys from Peru, Chile, and Bolivia, and the markets rose.", "Peru, Chile, and Bolivia", "markets"),
    (f"{LONG}met with Peruvian, Chilean and Bolivian envoys, and markets rose.", "Chilean and Bolivian", "markets"),
    (f"{LONG}spoke with Peru moments after Chile left, as planned.", "moments after Chile left", "planned"),
]


@pytest.mark.parametrize(("text", "kept", "left"), SENTENCES)
def test_the_words_keep_what_decides_and_leave_what_is_another_clause(text, kept, left):
    reading = analysis.read_text(f"{text}\n\nNothing else.", "2020-01-09", coders="rules")
    cited = [cite(reading, act) for act in reading.events.itertuples()]
    cited = [words for words in cited if kept in words]
    assert cited and (left is None or left not in cited[-1]), cited


FAR = (
    "The two governments of the valley have been at odds over the dam and its water for more than eleven years, and in "
    "all that time their lawyers have been to every court of the continent that would hear them; "
)
CLAUSES = [
    # what follows on `FAR`; a word of the act; the beginning of what is quoted
    ("the army of Peru shelled the port of Chile, killing ten.", "killing", "the army of Peru shelled the port"),
    ("Peru, which had invaded Chile, withdrew on Friday.", "invaded", "Peru, which had invaded"),
    ("Peru, which had invaded Chile, withdrew its troops.", "withdrew", "Peru, which had invaded Chile, withdrew"),
    ("the markets fell before Peru attacked Chile.", "attacked", "the markets fell before Peru attacked"),
    ("Peru rallied its allies, and attacked Chile.", "attacked", "Peru rallied its allies, and attacked"),
    ("the powers, led by Peru, have now attacked Chile.", "attacked", "the powers, led by Peru, have now attacked"),
    ("the army spoke of new ships and Jane Doe said Peru had attacked Chile.", "attacked", "Jane Doe said Peru"),
    ("markets fell in the north after the bombing of Chile by Peru had begun.", "bombing", "the bombing of Chile"),
]


@pytest.mark.parametrize(("text", "word", "begins"), CLAUSES)
def test_the_words_begin_with_a_clause_that_has_the_subject(text, word, begins):
    reading = analysis.read_text(f"{FAR}{text}\n\nNothing else.", "2020-01-09", coders="rules")
    (cited,) = (cite(reading, act) for act in reading.events.itertuples() if word in act.text)
    assert cited.startswith(f"“{begins}")


APART = [  # a sentence of two acts, a word of the second, and its words
    ("Both armies drew back, while Arab leaders called for restraint.", "called", "Arab leaders called for restraint"),
    (
        "Jo said Peru had fired a rocket, but he said Chile would lift the ban.",
        "lift",
        "he said Chile would lift the ban",
    ),
    ("Peru expelled the envoy and rejected the note.", "rejected", "Peru expelled the envoy and rejected the note"),
]


@pytest.mark.parametrize(("text", "word", "words"), APART)
def test_a_clause_with_its_own_subject_is_told_without_the_act_before_it(text, word, words):
    reading = analysis.read_text(text, "2020-01-09", coders="rules")
    acts = [act for act in reading.events.itertuples() if word in act.text]
    assert cite(reading, acts[0]) == f"“{words}”"


def test_the_words_do_not_end_before_a_clause_that_a_preposition_opens():
    text = f"{FAR}Peru condemned the way in which Chile had shelled the port."
    reading = analysis.read_text(f"{text}\n\nNothing else.", "2020-01-09", coders="rules")
    cited = [cite(reading, act) for act in reading.events.itertuples() if act.text == "condemned"]
    assert all("in which Chile" in words for words in cited) and cited


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("the army, which lost Lima, shelled the port the night before.", "shelled", "the night before”"),
        (
            "“The rebels attacked the port of Chile,” General John Roe said in a note.",
            "attacked",
            "the port of Chile’”",
        ),
    ],
)
def test_the_words_are_whole_and_end_with_their_quotation(text, word, told):
    reading = analysis.read_text(f"{FAR}{text}\n\nNothing else.", "2020-01-09", coders="rules")
    (cited,) = (cite(reading, act) for act in reading.events.itertuples() if word in act.text)
    assert cited.endswith(told)


def test_words_that_open_with_a_participle_go_on_to_who_acts():
    told = "Emboldened by air strikes on the army, rebels took the town"
    shut = (
        "all markets had been shut for more than eleven years, and where in that long time nobody had come to open them"
    )
    text = f"{told}, where {shut}, for its people had left the valley with their herds and carts.\n\nNothing else."
    reading = analysis.read_text(text, "2020-01-09", coders="rules")
    (cited,) = (cite(reading, act) for act in reading.events.itertuples() if "strikes" in act.text)
    assert cited == f"“{told}”"


def test_no_number_name_or_quotation_is_cut_and_marks_are_balanced(eventful, reading):
    for told in (eventful, reading):
        for act in told.events[told.events["paragraph"].notna()].itertuples():
            start, end = find_words(told, act)
            text = told.article.text
            assert not (text[end - 1].isdigit() and re.match(r",?\d", text[end : end + 2])), text[start:end]
            for table in (told.mentions, told.dates):
                cut = (table["start"] < end) & (table["end"] > end) | (table["start"] < start) & (table["end"] > start)
                assert not cut.any(), text[start:end]
            words = cite(told, act)[1:-1]
            assert words.count("“") == words.count("”") and words.count("(") == words.count(")")


def test_a_short_sentence_is_quoted_whole():
    reading = analysis.read_text("Chile expelled the envoy of Peru on Friday.", "2020-01-09")
    (act,) = reading.events.itertuples()
    assert cite(reading, act) == "“Chile expelled the envoy of Peru on Friday”"
    assert len(reading.article.text) < LONGEST


def test_a_person_acts_by_name_and_a_country_as_a_side(eventful):
    named = {act.text: name_actor(eventful, act) for act in eventful.events.itertuples()}
    assert named["tighten"] == "Donald Trump" and named["stepped back"] == "the United States"
    assert named["fired"] == "Iran" and named["called for restraint"] == ""
    (act,) = eventful.events[eventful.events["text"] == "impose"].itertuples()
    assert name_actor(eventful, act._replace(source_actor="United States")) == "the United States"


def test_what_is_done_to_us_is_not_done_to_whoever_tells_it():
    reading = analysis.read_text("“Peru is firing on us with tanks,” said Chile.", "2020-01-09", coders="rules")
    (act,) = reading.events.itertuples()
    assert act.target == "CHL" and name_actor(reading, act, "target") == "" and name_actor(reading, act) == "Peru"


def test_whoever_quarrels_with_a_president_does_not_quarrel_with_his_country():
    reading = analysis.read_text("The opposition accused President Barack Obama of lies.", "2016-06-15", coders="rules")
    (act,) = reading.events.itertuples()
    assert act.target == "USA" and name_actor(reading, act, "target") == "Barack Obama"


def test_the_place_says_how_it_is_told_and_by_whom(eventful):
    act = next(act for act in eventful.events.itertuples() if act.text == "impose")
    assert cite_place(eventful, act).endswith("(threatened, according to Donald Trump, paragraph 6)")


def test_whoever_is_acted_on_is_more_than_one_where_the_words_say_so():
    named = {
        "Peru met Chile, Fiji and Oman on Monday.": "Chile and others",
        "Peru urged the two governments of Chile and Fiji to stop.": "the two governments of Chile and Fiji",
        "Peru accused Chile of theft.": "Chile",
    }
    for text, target in named.items():
        reading = analysis.read_text(text, "2020-01-09", coders="rules")
        assert name_actor(reading, next(reading.events.itertuples()), "target") == target


def test_no_name_is_cut_where_words_are_clipped():
    reading = analysis.read_text("Peru complained bitterly and at length to envoys of the United States of America.")
    for length in range(30, 80):
        words = [clip(reading, act, length) for act in reading.events.itertuples()]
        assert words and not [said for said in words if re.search(r"\bUnited$|States of$", said)], length
