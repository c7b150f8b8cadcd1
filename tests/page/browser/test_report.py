"""The report in a real browser: at phone and desktop width, light and dark, and on paper."""

import re

import pytest
from helpers.chromium import DESKTOP, PHONE, find_violations

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_page_does_not_run_over(open_page, report, size, scheme):
    page = open_page(report / "report.html", size, scheme, reduced_motion="reduce")
    assert page.locator(".close-reader[data-live]").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.locator("[data-n=e3]").first.click()
    assert find_violations(page) == {}


def test_pointing_clicking_and_filtering(open_page, report):
    page = open_page(report / "report.html")
    page.locator("[data-n=e1]").first.hover()
    assert "Donald Trump (United States) → Iran" in page.locator(".card").inner_text()
    page.locator(".bars").nth(2).click()
    assert page.locator(".paragraph.on").count() == 1
    page.locator("[data-layer=word]").uncheck()
    assert page.locator("u.off").count() == page.locator(".words u").count() > 0


def test_it_prints_and_is_small(open_page, report, tmp_path):
    assert (report / "report.html").stat().st_size < 1_500_000
    data = open_page(report / "report.html").pdf(path=tmp_path / "report.pdf", format="A4")
    assert data.startswith(b"%PDF") and 5 <= len(re.findall(rb"/Type /Page\b", data)) <= 30
