"""The pages that are no notebooks, in a browser: nothing is wider than a phone, and axe finds nothing."""

import pytest
from helpers.chromium import DESKTOP, PHONE, find_violations

import analysis
from analysis.report.index import write_index
from analysis.report.results import write_comparison, write_results
from analysis.show.sheet import is_sheet

pytestmark = pytest.mark.slow

FIRST = (
    "Peru threatened to close its border with Chile.\n\nTwo soldiers were killed near Tacna on Monday.\n\nTalks go on."
)
SECOND = "Two soldiers were killed near Tacna on Sunday.\n\nTalks go on.\n\nChile signed a deal with Peru."


@pytest.fixture(scope="module")
def sheets(tmp_path_factory, reading):
    """The pages: an index of one report, and a comparison."""
    folder = tmp_path_factory.mktemp("sheets")
    write_results(folder / "one", reading, {})
    (folder / "one" / "report.html").touch()
    comparison = analysis.compare(analysis.read_text(FIRST), analysis.read_text(SECOND))
    return {"index": write_index(folder), "comparison": write_comparison(folder / "compared", comparison)}


def test_our_pages_are_known(sheets, tmp_path):
    assert all(map(is_sheet, sheets.values()))
    assert not is_sheet(tmp_path / "none") and not is_sheet(tmp_path)


@pytest.mark.parametrize("name", ["index", "comparison"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_the_screen_and_anybody_can_read_it(sheets, open_page, name, size, scheme):
    page = open_page(sheets[name], size, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert find_violations(page) == {}


def test_on_a_phone_the_versions_come_one_below_the_other(sheets, open_page):
    for size, beside in ((DESKTOP, True), (PHONE, False)):
        first, second = open_page(sheets["comparison"], size).locator(".pair >> nth=0").locator("> div").all()
        assert (first.bounding_box()["y"] == second.bounding_box()["y"]) == beside
