"""Who said what, by which words."""

import pandas as pd
import pytest
from helpers.hostile import anything
from helpers.paths import ARTICLE
from helpers.timing import clock
from hypothesis import given, settings

from analysis.reading.quotes.clauses import find_cue
from analysis.reading.quotes.table import find_quotes
from analysis.syntax.pipeline import parse
from analysis.text.article import parse_article


def read(text):
    return find_quotes(text, parse(text, parse_article(text).blocks))


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "rule"),
    [
        ("“We will not sail,” Mary Doe said on Monday.", "Mary Doe", "said", "after"),
        ("“We will not sail,” said Mary Doe, the union’s leader.", "Mary Doe, the union’s leader", "said", "after"),
        ("“We will not sail,” the old captain quietly told reporters.", "the old captain", "told", "after"),
        ("“Why should we sail?” asked the captain.", "the captain", "asked", "after"),
        ("Mary Doe said, “We will not sail.”", "Mary Doe", "said", "chain"),
        ("Mary Doe, who leads the union, said the plan was “a sham.”", "Mary Doe", "said", "chain"),
        ("Mary Doe said the owners had called the plan “a sham.”", "Mary Doe", "said", "chain"),
        (
            "The minister’s spokesman denounced the strike as “blackmail” on Monday.",
            "The minister’s spokesman",
            None,
            None,
        ),
        ("According to the harbour master, the ships are “not fit to sail.”", "the harbour master", "According", None),
        ("The ships are “not fit to sail,” as the harbour master put it.", "the harbour master", None, None),
        ("Mary Doe: “We will not sail.”", "Mary Doe", ":", "label"),
        ("“We will not sail.” — Mary Doe, captain", "Mary Doe, captain", "—", "signature"),
        ("Said Mary Doe: “We will not sail.”", "Mary Doe", "Said", None),
        ("“The crews are tired,” she said, “and the ships are old.”", "she", "said", None),
        (
            "In an interview the captain praised the crew’s “quiet courage” in the storm.",
            "the captain",
            "praised",
            None,
        ),
        (
            "The letter, written by a captain, says the ships are “rotten.”",
            "The letter",
            "says",
            None,
        ),
        ("The plan was described by the captain as “rotten.”", "the captain", "described", None),
    ],
)
def test_a_quote_has_its_speaker(text, speaker, cue, rule):
    quotes = read(text)
    assert len(quotes)
    for row in quotes.itertuples():
        assert text[row.speaker_start : row.speaker_end] == speaker
        assert cue in (None, row.cue) and rule in (None, row.rule)


def test_the_parts_of_a_sentence_share_a_speaker_and_are_full():
    quotes = read("“The crews are tired,” the captain said, “and the ships are old.”")
    assert list(quotes["kind"]) == ["full", "full"]
    assert len(set(quotes["speaker_start"])) == 1


def test_a_quote_alone_has_the_speaker_of_the_sentence_or_paragraph_before():
    text = """“We will not sail,” said Mary Doe. “The ships are old.”

“Nobody has asked us.”

The owners left.

The captain of the ferry scolded them.

“You have asked nobody.”"""
    quotes = read(text)
    assert list(quotes["speaker"]) == ["Mary Doe"] * 3 + ["The captain of the ferry"]
    assert list(quotes["rule"]) == ["after", "carried", "carried", "carried"]
    assert quotes["cue"].isna().tolist() == [False, True, True, True]


def test_a_quote_after_according_to_is_of_whom_that_names():
    text = "“We sail,” said Mary Doe.\n\nBut according to Hans Moe, of the union, it is too late.\n\n“It is madness.”"
    assert list(read(text)["speaker"]) == ["Mary Doe", "Hans Moe"]


def test_of_two_clauses_side_by_side_the_nearer_one_says_it():
    (speaker,) = read("Ann Lee expressed regret while the union’s leader, Hans Moe, said: “It is late.”")["speaker"]
    assert "Hans Moe" in speaker and "Ann" not in speaker


def test_a_speech_over_several_paragraphs_has_one_speaker():
    text = """Mary Doe told the crews: “The ships are old.

“They leak.

“And nobody has asked us,” she added."""
    quotes = read(text)
    assert list(quotes["paragraph"]) == [1, 2, 3] and set(quotes["speaker"]) == {"Mary Doe"}
    assert list(quotes["kind"]) == ["full"] * 3


def test_a_pronoun_is_the_speaker_before_and_has_its_own_place():
    text = "“We will not sail,” Mary Doe said.\n\nShe said the ships were “rotten to the keel.”"
    second = read(text).iloc[1]
    assert second.speaker == "Mary Doe" and text[second.speaker_start : second.speaker_end] == "She"


@pytest.mark.parametrize(
    "text",
    [
        "John “Jack” Doe sailed for the islands on Monday.",
        "The captain appeared on “Harbour Morning News” with his dog.",
        "The film, titled “Arrogant,” opens on Friday.",
        "The so-called “super ferries” sail on Friday.",
        "The ship is 60'3\" long and 20'1\" wide.",
    ],
)
def test_titles_nicknames_and_marked_words_are_no_quotes(text):
    assert read(text).empty


def test_a_headline_has_quotes_without_a_paragraph():
    text = "Captain calls strike ‘a sham’\n\nThe crews went home on Monday.\n\nThe ships stayed."
    quotes = read(text)
    assert len(quotes) == 1 and quotes["paragraph"].isna().all() and quotes["text"].iloc[0] == "‘a sham’"


def test_mentions_name_the_speakers():
    text = "“We sail,” the minister said. He called the strike “a sham.” “Go,” she told them."
    places = [(text.index(words), words, actor) for words, actor in [("minister", "Jane Roe"), ("He", "Jane Roe")]]
    mentions = pd.DataFrame(
        [
            {"paragraph": 1, "start": start, "end": start + len(words), "text": words, "actor": actor}
            | {"kind": "person", "country": "NOR"}
            for start, words, actor in places
        ]
    )
    quotes = find_quotes(text, parse(text, parse_article(text).blocks), mentions)
    assert list(quotes["speaker"]) == ["Jane Roe"] * 3  # the last one carried
    assert list(quotes["speaker_country"]) == ["NOR"] * 3


def test_the_article_has_its_five_quotes(reading):
    text = ARTICLE.read_text(encoding="utf-8")
    quotes = reading.quotes
    assert list(quotes["paragraph"]) == [5, 6, 8, 9, 10]
    assert list(quotes["cue"]) == ["told", "said", "said", "said", "called"]
    said = [text[row.speaker_start : row.speaker_end] for row in quotes.itertuples()]
    assert said == [
        "Trump",
        "He",
        "Iran’s foreign minister",
        "The minister, Javad Zarif",
        "Supreme Leader Ali Khamenei",
    ]
    assert list(reading.paragraphs["quotes"]) == [0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 0]


def check(text):
    table = read(text)
    assert table["start"].is_monotonic_increasing
    for row in table.itertuples():
        assert row.text == text[row.start : row.end] and 0 <= row.start < row.end <= len(text)
        assert row.kind in ("full", "partial")
        if pd.notna(row.speaker_start):
            assert 0 <= row.speaker_start < row.speaker_end <= len(text) and pd.notna(row.rule)


@settings(max_examples=60)
@given(anything)
def test_any_text_has_quotes_in_range(text):
    check(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        '"Go." ' * 5_000,
        '"' * 3_000,
        "“" * 1_000 + "”" * 1_000,
        "” “",
        "“”",
        "\u202e“Go,”\u202c he said. \u200f\u200e“\u200b”",
        "😁“😁”😁 said 😁",
        "“\ud800”, she said",
        "He said “ ” and “.”",
        "“",
        "'",
        ": “Go.”",
    ],
)
def test_hostile_marks_are_read(text):
    check(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["“Go.” ! ", "'a' ", '"a" ', "“Go,” he said, “or “stay.” ", 'She called it "a" and ', "“Go on.\n"]
)
def test_time_grows_no_faster_than_the_text(unit):
    def seconds(n):
        text = unit * n
        pieces = parse(text, parse_article(text).blocks)
        return clock(lambda: find_quotes(text, pieces))

    assert seconds(3_200) < 64 * max(seconds(200), 0.01)  # 16 times the text; were time quadratic it would be 256 times


def test_the_table_of_reporting_words_knows_verbs_and_nouns():
    (piece,) = parse("Doe said the remark was new.", parse_article("Doe said the remark was new.").blocks)
    kinds = {token.text: find_cue(token) for token in piece.doc}
    assert kinds["said"] == "say" and kinds["remark"] == "noun" and kinds["new"] is None


def test_a_heading_in_capitals_names_who_says_what_follows():
    text = (
        "What leaders say of the dispute:\n\n"
        'JANE DOE-ROE, HARBOUR ANALYST, PORTS LTD "This will end badly.\n\nNobody wants it."\n\n'
        '* PERUVIAN FOREIGN MINISTER OMAR DIAZ "We are ready to talk."\n\n"The door is open."\n\n'
        'SPOKESMAN FOR THE GOVERNOR "He is in Lima."'
    )
    quotes = read(text)
    names = ["Jane Doe-Roe"] * 2 + ["Omar Diaz"] * 2 + ["Spokesman for the Governor"]
    assert quotes["speaker"].tolist() == names and quotes["named"].iloc[:4].all()


def test_whose_institute_stands_before_a_name_is_still_that_person():
    text = "Jane Roe, a fellow at Blue Rivers, said “it is new.”\n\nBlue Rivers ' Roe said “it is not the end.”"
    names = [("Jane Roe", "person"), ("Blue Rivers ' Roe", "organisation")]  # as the model may read them
    rows = [(text.index(name), text.index(name) + len(name), name, kind, None) for name, kind in names]
    mentions = pd.DataFrame(rows, columns=["start", "end", "actor", "kind", "country"])
    quotes = find_quotes(text, parse(text, parse_article(text).blocks), mentions)
    assert quotes["speaker"].tolist() == ["Jane Roe", "Jane Roe"]


def test_a_deed_does_not_speak():
    found = read("The riots began in what the protest dubbed a “week of rage” in Lima.")
    assert found["speaker"].isna().all()
    found = read("Two were hurt in a raid that Mayor Jane Doe described as “a bad mistake.”")
    assert found["speaker"].tolist() == ["Mayor Jane Doe"]


def test_who_is_named_behind_the_verb_speaks():
    text = "Water is “a right” of the farmers in Peru, writes Jane Doe in the Harbour News: “We all need it.”"
    assert read(text)["speaker"].tolist() == ["Jane Doe", "Jane Doe"]


def say(text):
    """Who speaks in a text; None where nobody does."""
    return next((name for name in read(text)["speaker"] if not pd.isna(name)), None)


@pytest.mark.parametrize(
    "text",
    [
        "The rulers were to end purges known as “the great cleaning of the house”.",
        "The rulers were to end purges dubbed “the great cleaning of the house”.",
        "That answer was described in the report as the minister’s “last word on it”.",
    ],
)
def test_what_is_only_named_does_not_speak(text):
    assert say(text) is None


def test_who_names_something_and_who_is_quoted_speak():
    assert say("The plan has been described by unions as “a gift to thieves of the port”.") == "unions"
    assert say("An officer quoted as saying the army was “beaten in the field” has fled.") == "An officer"


def test_a_phone_does_not_speak():
    text = "“The port is suffering badly,” a resident, who did not want to be named, said by phone."
    assert say(text) == "a resident"


def test_who_only_reports_what_somebody_said_does_not_speak():
    text = "Kenya’s government said on Saturday it “welcomes the change of power in Peru,” the news agency reported."
    assert say(text) == "Kenya’s government"
    assert say("Doe denied the charge; “he took the money,” police reported.") == "police"
