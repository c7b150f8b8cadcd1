"""The notebook in JupyterLab: trusted, and before it is trusted."""

import nbformat
import papermill
import pytest
from helpers.chromium import DESKTOP, PHONE
from helpers.paths import ARTICLE, ROOT
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = pytest.mark.slow

CELLS = (
    f"import analysis\n\nreading = analysis.read_listed({str(ARTICLE)!r})\nreading",
    "from analysis.page import page\n\npage.render_article(reading)",
)


@pytest.fixture(scope="module")
def notebooks(lab):
    """An executed notebook that shows a reading and its page, twice: as it came, and trusted."""
    source, came, trusted = (lab.folder / f"{name}.ipynb" for name in ("source", "came", "trusted"))
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in CELLS])
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, source)
    executed = papermill.execute_notebook(source, came, kernel_name="python3", progress_bar=False, cwd=ROOT)
    executed.metadata["copy"] = "trusted"  # what is trusted is the content, wherever it stands
    nbformat.write(executed, trusted)
    lab.trust(trusted)
    return lab


@pytest.fixture
def open_notebook(open_page, notebooks):
    """Opens a notebook in JupyterLab and waits for the reader."""

    def _open(name, size=DESKTOP, scheme="light"):
        page = open_page(f"{notebooks.address}/doc/workspaces/{name}{size[0]}{scheme}/tree/{name}.ipynb", size, scheme)
        page.locator(".close-reader").wait_for(timeout=60_000)
        return page

    return _open


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_in_a_trusted_notebook_the_reader_is_live(open_notebook, size):
    page = open_notebook("trusted", size)
    reader = page.locator(".close-reader[data-live]")
    reader.locator("[data-n=e1]").first.hover()
    assert "Donald Trump (United States) → Iran" in reader.locator(".card").inner_text()
    reader.locator("[data-layer=quote]").uncheck()
    assert reader.locator(".quote.off").count() > 0
    cell = "() => [...document.querySelectorAll('.jp-Cell')].findIndex(e => e.classList.contains('jp-mod-active'))"
    before = page.evaluate(cell)
    reader.locator("[data-n=e1]").first.focus()
    page.keyboard.press("ArrowDown")
    assert (
        page.evaluate("() => document.activeElement.closest('section').querySelector('.pilcrow').textContent") == "¶2"
    )
    assert page.evaluate(cell) == before
    assert page.locator(".reading-summary").is_visible()


def test_before_it_is_trusted_the_notebook_shows_the_article_its_marks_and_why(open_notebook):
    page = open_notebook("came")
    reader = page.locator(".close-reader")
    assert reader.locator("style, script").count() == 0 and reader.get_attribute("data-live") is None
    assert reader.locator(".words mark").count() >= 20 and reader.locator(".controls").is_hidden()
    legend = reader.locator(".legend").inner_text()
    assert "Highlighted words" in legend and "Shaded words" not in legend and "arrow keys" not in legend
    why = reader.locator(".why").first
    why.locator("summary").click()
    assert "Donald Trump (United States) → Iran" in why.inner_text() and "escalation +0.5" in why.inner_text()
    assert "escalation" in reader.locator(".bars").first.inner_text()
    assert page.locator(".reading-summary td div").first.bounding_box()["width"] > 5


def test_make_lab_opens_on_the_notebooks_with_data_and_reports_in_reach(lab, open_page):
    (recipe,) = (line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "jupyter lab" in line)
    options = dict(option.lstrip("-").split("=") for option in recipe.split() if option.startswith("--"))
    assert options["ServerApp.root_dir"] == '"$(CURDIR)"'
    for name in ("notebooks", "data", "reports"):
        (lab.folder / name).mkdir(exist_ok=True)
    page = open_page(f"{lab.address}{options['LabApp.default_url']}")
    page.locator(".jp-FileBrowser-crumbs").wait_for(timeout=60_000)
    page.get_by_title("notebooks", exact=True).first.wait_for()
    page.locator(".jp-BreadCrumbs-home").first.click()
    for name in ("data", "reports"):
        page.locator(".jp-DirListing-item", has_text=name).first.wait_for()
