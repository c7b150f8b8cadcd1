"""The report in a real browser: at phone and desktop width, light and dark, and on paper."""

import re
from itertools import pairwise

import pytest
from helpers.chromium import DESKTOP, PHONE, find_violations
from helpers.pictures import cut
from PIL import Image

pytestmark = pytest.mark.slow

WIDER = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
    .filter(e => !e.closest('.scroll, svg') && getComputedStyle(e).position !== 'absolute')
    .map(e => e.outerHTML.slice(0, 120))"""
SPANS = """all => all.map(e => {
    const words = document.createRange();
    words.selectNodeContents(e);
    const { left, right } = words.getBoundingClientRect();
    return [left, right];
})"""
LETTERS = """() => [...document.querySelectorAll('svg text')].filter(e => e.checkVisibility())
    .map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().d).filter(size => size > 0)"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_page_does_not_run_over(open_page, report, size, scheme):
    page = open_page(report / "report.html", size, scheme, reduced_motion="reduce")
    assert page.locator(".close-reader[data-live]").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0] and page.evaluate(WIDER) == []
    page.get_by_role("switch", name="Show the code").check()
    page.locator("[data-n=e3]").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert find_violations(page) == {}


def test_pointing_clicking_and_filtering(open_page, report):
    page = open_page(report / "report.html")
    page.locator("[data-n=e1]").first.hover()
    assert "Donald Trump (United States) → Iran" in page.locator(".card").inner_text()
    page.locator(".bars").nth(2).click()
    assert page.locator(".paragraph.on").count() == 1
    page.locator("[data-layer=word]").uncheck()
    assert page.locator("u.off").count() == page.locator(".words u").count() > 0


def test_the_first_stop_of_the_keyboard_skips_to_the_report(open_page, report):
    page = open_page(report / "report.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_one_switch_shows_all_code(open_page, report):
    page = open_page(report / "report.html")
    code, switch = page.locator("pre.code"), page.get_by_role("switch", name="Show the code")
    assert code.count() > 5 and not code.first.is_visible()
    switch.focus()
    page.keyboard.press("Space")
    assert all(code.nth(i).is_visible() for i in range(code.count()))
    page.emulate_media(media="print")
    assert not code.first.is_visible() and not switch.is_visible()


@pytest.mark.parametrize(("size", "kind"), [(PHONE, "narrow"), (DESKTOP, "wide")])
def test_each_chart_is_drawn_for_its_screen_in_letters_of_a_size_to_be_read(open_page, report, size, kind):
    page = open_page(report / "report.html", size)
    charts = page.locator(".chart.both svg")
    seen = {charts.nth(i).get_attribute("class") for i in range(charts.count()) if charts.nth(i).is_visible()}
    assert seen == {kind} and page.locator(f".chart svg.{kind}:visible").count() >= 4
    assert min(page.evaluate(LETTERS)) >= 10.5


def test_charts_turn_dark_and_their_files_can_be_saved(open_page, report):
    page = open_page(report / "report.html", scheme="dark")
    style = "e => getComputedStyle(e).fill"
    assert page.locator(".chart svg.wide path").first.evaluate(style) == "rgb(23, 24, 27)"
    texts = page.locator(".chart svg.wide text").evaluate_all(f"all => all.map({style})")
    assert texts and all(sum(map(int, re.findall(r"\d+", text))) > 400 for text in texts)  # 765 is white
    with page.expect_download() as saved:
        page.get_by_role("link", name="SVG of the chart arc").first.click()
    assert saved.value.suggested_filename == "arc.svg"
    assert saved.value.path().read_bytes().startswith(b"<?xml") and b"var(" not in saved.value.path().read_bytes()


def test_it_prints_on_six_pages_without_code_and_controls(open_page, report, tmp_path):
    page = open_page(report / "report.html")
    data = page.pdf(path=tmp_path / "report.pdf", format="A4", prefer_css_page_size=True)
    assert data.startswith(b"%PDF") and 3 <= len(re.findall(rb"/Type /Page\b", data)) <= 6
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 711, "height": 1000})  # the width of A4 between the margins
    assert not page.locator(".contents, .save, .skip, .controls, .card").filter(visible=True).count()
    letters = page.evaluate(LETTERS)
    assert letters and min(letters) >= 7 * 96 / 72


def test_the_pictures_of_readme_are_cut_from_the_report(open_page, report, tmp_path):
    cut(open_page(report / "report.html"), tmp_path)
    assert sorted(picture.name for picture in tmp_path.iterdir()) == ["first.png", "page.png"]
    assert all(Image.open(picture).width == 1280 for picture in tmp_path.iterdir())


def test_the_headings_of_the_bars_stand_apart(open_page, report):
    page = open_page(report / "report.html")
    boxes = page.locator(".axis small").evaluate_all(SPANS)
    assert len(boxes) == 4 and all(end < start for (_, end), (start, _) in pairwise(boxes))
