"""What the tests share: the project's article, its report, and texts of all kinds."""

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from samples import enter_events

import analysis
from analysis.coverage.run import cover
from analysis.press.collection import open_coverage
from analysis.report.run import make_report

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "data" / "articles" / "baghdadpost-iran-crisis.txt"

settings.register_profile("ours", deadline=None, max_examples=150, derandomize=True)
settings.load_profile("ours")

pytest_plugins = ["chromium"]

_words = st.sampled_from(
    "war peace good not very bad killing :) 😁 don’t isn't U.S. Iran’s “no” \xa0 \u3000 \ufeff ! ? . , — $x$ <b>".split(
        " "
    )
)
_breaks = st.sampled_from([" ", "\n", "\n\n", "\r\n", "\r", "\t", "\x0b", "\x85", "\u2028", " \n "])
_newsy = st.lists(st.one_of(_words, _breaks, st.text(max_size=8)), max_size=60).map(" ".join)
anything = st.one_of(st.text(st.characters(), max_size=200), _newsy)  # lone surrogates included


@pytest.fixture(scope="session")
def reading():
    """The project's article."""
    return analysis.read(ARTICLE, published="2020-01-09")


@pytest.fixture(scope="session")
def eventful(reading):
    """The project's article with its events as a person enters them."""
    return enter_events(reading)


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """The folder of the project's article's report."""
    folder = tmp_path_factory.mktemp("report")
    make_report(str(ARTICLE), folder)
    return folder


@pytest.fixture(scope="session")
def covered_folder(tmp_path_factory):
    """The folder of the sample coverage, its report not yet made."""
    folder = tmp_path_factory.mktemp("coverage")
    cover(ROOT / "data" / "coverage.csv", folder, jobs=1)
    return folder


@pytest.fixture(scope="session")
def covered(covered_folder):
    """The sample coverage."""
    return open_coverage(covered_folder)
