"""Readings of many articles, in order."""

import pandas as pd
import psutil
import pytest

import analysis
from analysis.coverage import partitions
from analysis.coverage.run import read_many

pytestmark = pytest.mark.slow


def test_readings_come_in_order_with_failures_in_their_place(news, monkeypatch):
    monkeypatch.setattr(partitions, "SIZE", 4)
    files = sorted(news.rglob("*.txt"))
    source = [*files[:5], "nowhere.txt", *files[5:25]]
    for jobs in (1, 2):
        outcomes = list(analysis.read_many(source, jobs=jobs))
        assert isinstance(outcomes[5], analysis.Failure) and "does not exist" in str(outcomes[5])
        assert [outcome.article.source for outcome in outcomes if outcome is not outcomes[5]] == list(
            map(str, files[:25])
        )
    for file, outcome in zip(files[:5], outcomes, strict=False):  # as they are when each is read alone
        alone = analysis.read(file)
        for table in ("blocks", "paragraphs", "sentences", "words", "mentions", "quotes", "dates", "events"):
            pd.testing.assert_frame_equal(getattr(outcome, table), getattr(alone, table))


def test_whoever_wants_no_more_readings_leaves_no_process(news, monkeypatch):
    monkeypatch.setattr(partitions, "SIZE", 4)
    others, readings = set(psutil.Process().children()), read_many(news)
    next(readings)
    workers = set(psutil.Process().children()) - others
    readings.close()
    assert len(workers) >= 2 and not [worker for worker in workers if worker.is_running()]


def test_an_article_in_another_language_is_a_failure_that_names_it():
    french = (
        "Les équipages des deux navires ont quitté le port lundi, après que le gouvernement a fermé la route des îles."
    )
    outcomes = list(read_many(pd.DataFrame({"text": [f"{french} {french}", "The crews went ashore on Monday."]})))
    assert isinstance(outcomes[0], analysis.Failure) and "seems to be in French. Only English is read" in str(
        outcomes[0]
    )
    assert isinstance(outcomes[1], analysis.Reading)
