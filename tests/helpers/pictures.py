"""Makes the pictures of README that show a report as a reader sees it in a browser.

    cd tests && python -m helpers.pictures REPORT FOLDER

REPORT is the page of a report. FOLDER gets `first.png`, the first screen, and `page.png`, the article with its marks
and the card of one act: both light, 1280 pixels wide and in 256 colours.
"""

import io
import sys
from pathlib import Path

from PIL import Image

from helpers.chromium import find_chromium, launch

WIDTH, HEIGHT = 1280, 880
TOP = "e => e.getBoundingClientRect().top + scrollY"


def main():
    from playwright.sync_api import sync_playwright

    report, folder = map(Path, sys.argv[1:])
    path = find_chromium() or sys.exit("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
        )
        page.goto(report.resolve().as_uri())
        cut(page, folder)
        browser.close()


def cut(page, folder):
    """Cuts the pictures from the open page of a report."""
    page.locator(".close-reader[data-live]").wait_for()
    _save(page.screenshot(), folder / "first.png")
    page.locator(".close-reader .legend summary").click()
    page.locator(".words mark").first.click()
    top = page.locator(".close-reader .controls").evaluate(TOP)
    part = {"x": 0, "y": top - 10, "width": WIDTH, "height": HEIGHT}
    _save(page.screenshot(full_page=True, clip=part), folder / "page.png")


def _save(png, file):
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()
