"""What the tests share: the project's article, its report, and texts of all kinds."""

import os
import shutil

import pytest
from helpers.paths import ARTICLE, ROOT
from helpers.samples import enter_events
from helpers.shared import make_once
from hypothesis import settings

import analysis
from analysis.coverage.run import cover
from analysis.press.collection import open_coverage
from analysis.report.run import make_coverage_report, make_report

settings.register_profile("ours", deadline=None, max_examples=150, derandomize=True)
settings.load_profile("ours")

pytest_plugins = ["helpers.chromium"]

# Kernels and processes that tests start read this checkout, wherever the package is installed from
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))


def pytest_collection_modifyitems(items):
    """Files with slow tests come first, so that no worker is left with one at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


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
    return make_once(tmp_path_factory, "report", lambda folder: make_report(str(ARTICLE), folder))


@pytest.fixture(scope="session")
def covered_folder(tmp_path_factory):
    """The folder of the sample coverage, without a report."""
    source = ROOT / "data" / "coverage.csv"
    return make_once(tmp_path_factory, "coverage", lambda folder: cover(source, folder, jobs=1))


@pytest.fixture(scope="session")
def covered(covered_folder):
    """The sample coverage."""
    return open_coverage(covered_folder)


@pytest.fixture(scope="session")
def covered_report(covered_folder, tmp_path_factory):
    """The folder of the sample coverage with its report."""

    def make(folder):
        shutil.copytree(covered_folder, folder, dirs_exist_ok=True)
        make_coverage_report(folder)

    return make_once(tmp_path_factory, "covered_report", make)
