"""What the tests of one story share: a story of four deeds."""

import pytest
from helpers.samples import STORY_DEEDS, STORY_TEXT, enter_events

import analysis


@pytest.fixture(scope="session")
def story():
    return enter_events(analysis.read_text(STORY_TEXT, "2020-03-05"), STORY_DEEDS)
