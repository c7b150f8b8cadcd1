import io

import pandas as pd
import pytest
from helpers.hostile import anything
from helpers.paths import ARTICLE
from helpers.samples import ARC, NO_TONE, SHORT
from hypothesis import given, settings

import analysis
from analysis.reading import schema as tables
from analysis.reading.reading import count_acts
from analysis.reading.tone.measures import SCORES

SCHEMAS = {
    "blocks": tables.BLOCKS,
    "paragraphs": tables.PARAGRAPHS,
    "sentences": tables.SENTENCES,
    "words": tables.WORDS,
    "dates": tables.DATES,
    "quotes": tables.QUOTES,
    "mentions": tables.MENTIONS,
    "events": tables.EVENTS,
}


def test_the_article_is_read_whole(reading):
    assert len(reading.paragraphs) == 11 and len(reading.sentences) == 13
    assert reading.paragraphs["text"].iloc[0].startswith("President Donald Trump has stepped back")
    assert reading.article.published.isoformat() == "2020-01-09"
    assert set(reading.words["measure"]) == {"tone", "textblob", "vader"}


def test_a_paragraph_is_the_mean_of_its_sentences_that_have_evidence(reading):
    means = reading.sentences.groupby("paragraph")[list(SCORES)].mean()
    pd.testing.assert_frame_equal(reading.paragraphs.set_index("paragraph")[means.columns], means)
    mixed = analysis.read_text("The table stood by the door. It was a good day.").paragraphs.iloc[0]
    assert mixed.polarity == pytest.approx(0.7)


def test_no_evidence_is_na_and_counts_as_none(reading):
    nine = reading.paragraphs.set_index("paragraph").loc[9]
    assert pd.isna(nine.polarity) and nine.evidence_words == 4 and nine.vader < 0
    assert analysis.read_text(NO_TONE).paragraphs["evidence_words"].eq(0).all()
    assert analysis.read_text(NO_TONE).paragraphs[list(SCORES)].isna().all(axis=None)


@pytest.mark.slow
@settings(max_examples=60)
@given(anything)
def test_any_text_is_read_and_every_row_is_at_its_place(text):
    reading = analysis.read_text(text)
    for name, schema in SCHEMAS.items():
        table = getattr(reading, name)
        assert list(table.columns) == list(schema) and [str(t) for t in table.dtypes] == list(schema.values())
        for row in table.itertuples():
            assert getattr(row, "text", None) in (None, text[row.start : row.end])
            assert 0 <= row.start < row.end <= len(text)
    assert len(reading.paragraphs) == (reading.blocks["role"] == "paragraph").sum()


@pytest.mark.parametrize("text", ["", "  \n ", SHORT, ARC])
def test_every_table_keeps_its_types_and_can_be_written_to_parquet(text):
    reading = analysis.read_text(text)
    for name, schema in SCHEMAS.items():
        table = getattr(reading, name)
        assert [str(t) for t in table.dtypes] == list(schema.values())
        file = io.BytesIO()
        table.to_parquet(file)
        pd.testing.assert_frame_equal(pd.read_parquet(file), table, check_dtype=False)


@pytest.mark.slow
def test_hard_texts_are_read_in_time():
    quotes = analysis.read_text('"' * 3000)
    surrogate = analysis.read_text("A good \ud800 day. A bad one.")
    assert len(quotes.paragraphs) == 1 and len(surrogate.sentences) == 2
    assert len(analysis.read_text("A good day came and the bad war went on and on. " * 3000).sentences) >= 3000


def test_a_listed_article_is_found_from_the_notebooks_and_dated(monkeypatch):
    monkeypatch.chdir(ARTICLE.parents[2] / "notebooks")
    reading = analysis.read_listed("data/articles/baghdadpost-iran-crisis.txt")
    assert reading.article.published.isoformat() == "2020-01-09"
    assert reading.article.published_evidence == "the list of articles"
    told = analysis.read_listed("data/articles/baghdadpost-iran-crisis.txt", published="2020-01-11")
    assert told.article.published.isoformat() == "2020-01-11" and told.article.published_evidence == "the caller"


def test_reading_a_file_does_not_ask_the_list():
    assert analysis.read(ARTICLE).article.published is None


def test_a_paragraph_escalates_by_the_mean_of_its_current_events(eventful):
    table = eventful.paragraphs.set_index("paragraph")
    assert table.loc[6, ["escalation", "events", "events_background"]].tolist() == [7.0, 1, 1]  # one is hedged
    assert pd.isna(table.loc[3, "escalation"]) and table.loc[3, ["events", "events_background"]].tolist() == [0, 2]
    neutral = eventful.events.assign(quad="neutral", side="neutral")
    counted = count_acts(eventful.paragraphs, eventful.quotes, neutral)
    assert counted["escalation"].isna().all() and counted[["events", "events_background"]].eq(0).all(axis=None)
    assert [str(t) for t in counted.dtypes] == list(tables.PARAGRAPHS.values())
