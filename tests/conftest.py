"""What the tests share: the project's article, its report, and texts of all kinds."""

import os

import pytest
from helpers.paths import ARTICLE, ROOT
from helpers.samples import enter_events
from hypothesis import settings

import analysis
from analysis.coverage.run import cover
from analysis.press.collection import open_coverage
from analysis.report.run import make_report

settings.register_profile("ours", deadline=None, max_examples=150, derandomize=True)
settings.load_profile("ours")

pytest_plugins = ["helpers.chromium"]

# Kernels and processes that tests start read this checkout, wherever the package is installed from
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))


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
