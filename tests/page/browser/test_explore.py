"""The view of an article in JupyterLab: its controls, the selection in Python, correcting, and where no widget runs."""

import itertools
import re
import shutil
import subprocess
import sys
from collections import namedtuple

import nbformat
import pytest
from helpers.chromium import AXE, DESKTOP, PHONE
from helpers.paths import ARTICLE, ROOT
from nbformat.v4 import new_code_cell, new_notebook

pytest.importorskip("anywidget", reason="anywidget is not installed")
PlaywrightTimeout = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").TimeoutError
pytestmark = pytest.mark.slow

CELLS = (
    "import analysis\n\nview = analysis.explore(analysis.read('story.txt', published='2020-01-09'))\nview",
    "print(view.selected['paragraph'].tolist(), view.selected['text'].str[:40].tolist())",
    "print(view.settings.side, len(view.reading.events), view.reading.corrections['after'].tolist())",
)
BUSY = "() => [...document.querySelectorAll('.jp-InputPrompt')].some((one) => one.textContent.includes('*'))"
# How long it takes from a control's change to the first frame that shows it
TIMED = """async (change) => {
    const root = document.querySelector('.crisis-explore'), before = root.dataset.drawn, start = performance.now();
    const [name, value] = change, field = root.querySelector(`[name=${name}]`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    while (root.dataset.drawn === before) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
}"""

# Marks eleven characters near the end of the first paragraph, as a reader does with the mouse
MARK = """() => {
    const paragraph = document.querySelector('.crisis-explore .paragraph .words p'), nodes = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        if (!node.parentElement.closest('.figure, .tag') && node.data.trim().length > 12) nodes.push(node);
    }
    const last = nodes.at(-1), range = document.createRange(), at = last.data.search(/\\S/);
    range.setStart(last, at), range.setEnd(last, at + 11);
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
}"""


NUMBERS = itertools.count(1)
Story = namedtuple("Story", "folder address notebook")


@pytest.fixture
def story(lab):
    """A folder of the lab with the article and a notebook that explores it.

    Each test has a notebook of its own: a page that finds the kernel of an earlier test running asks it for all that it
    still holds, and says on a slow machine that it gave up.
    """
    for name in ("story.txt", "corrections.csv"):
        (lab.folder / name).unlink(missing_ok=True)
    shutil.copy(ARTICLE, lab.folder / "story.txt")
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in CELLS])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = lab.folder / f"view{next(NUMBERS)}.ipynb"
    nbformat.write(notebook, path)
    return Story(lab.folder, lab.address, path)


@pytest.fixture
def open_view(open_page, story):
    """Opens the notebook in JupyterLab and runs all its cells."""

    def _open(size=DESKTOP, scheme="light", run=True):
        address = f"{story.address}/doc/workspaces/view{size[0]}{scheme}/tree/{story.notebook.name}?reset"
        page = open_page(address, size, scheme)
        page.set_default_timeout(15_000)
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        page.wait_for_function(
            "() => document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'", timeout=60_000
        )
        if run:
            run_all(page)
        return page

    return _open


def run_all(page):
    """Runs all cells; once more if JupyterLab took the click before its kernel was there."""
    for _ in range(3):
        page.locator(".jp-Cell").first.click(position={"x": 90, "y": 10})
        page.keyboard.press("Escape")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        page.wait_for_timeout(300)
        page.wait_for_function(f"() => !({BUSY})()", timeout=60_000)
        try:
            return page.locator(".crisis-explore[data-drawn]").wait_for(timeout=20_000)
        except PlaywrightTimeout:
            continue
    return pytest.fail("The view was not drawn.")


def run_cell(page, number):
    """Runs a cell and gives what it puts out."""
    cell = page.locator(".jp-Notebook .jp-CodeCell").nth(number)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(300)
    page.wait_for_function(f"() => !({BUSY})()", timeout=60_000)
    return cell.locator(".jp-OutputArea").inner_text()


def view(page):
    return page.locator(".crisis-explore")


def set_control(page, name, value):
    return page.evaluate(TIMED, [name, value])


def test_every_control_changes_page_and_arc_without_running_a_cell(open_view):
    page = open_view()
    root = view(page)
    assert page.locator(".crisis-explore-still").is_hidden()
    counts = page.locator(".jp-InputPrompt").all_inner_texts()
    marks = root.locator(".words mark:not(.off)")
    whole, arc = marks.count(), root.locator(".explore-arc").inner_html()
    for name, value in [
        ("side", "conflict"),
        ("focus", "IRN-USA"),
        ("voice", "Donald Trump"),
        ("coder", "both"),
        ("confidence", "0.9"),
    ]:
        set_control(page, name, value)
        assert marks.count() < whole and root.locator(".explore-arc").inner_html() != arc, name
        root.get_by_text("show everything").click()
        page.wait_for_function(
            "(n) => document.querySelectorAll('.crisis-explore .words mark:not(.off)').length === n", arg=whole
        )
    line = root.locator("polyline").get_attribute("points")
    set_control(page, "smoothing", "7")
    assert root.locator("polyline").get_attribute("points") != line and marks.count() == whole
    assert page.locator(".jp-InputPrompt").all_inner_texts() == counts


def test_what_is_pointed_at_is_selected_in_python(open_view, reading):
    page = open_view()
    root = view(page)
    root.locator(".arc-bar").nth(4).click()
    assert run_cell(page, 1).startswith("[5] [") and root.locator(".paragraph.on .pilcrow").inner_text() == "¶5"
    root.locator("mark[data-who]", has_text="stepped back from").first.click()
    assert "stepped back from" in run_cell(page, 1)
    root.locator(".arc-day", has_text="3 January 2020").click()
    told = run_cell(page, 1)
    acts = reading.acts[(reading.acts["first_day"] == "2020-01-03") & (reading.acts["last_day"] == "2020-01-03")]
    assert told.startswith(str(acts["paragraph"].tolist())) and all(text[:40] in told for text in acts["text"])
    set_control(page, "side", "conflict")
    assert run_cell(page, 2).startswith(f"conflict {int((reading.events['side'] == 'conflict').sum())} ")


def correct(page, words, what, right, **notes):
    root = view(page)
    root.locator("mark[data-who]", has_text=words).first.click()
    root.locator(".card li.event .ask").first.click()
    form = root.locator(".card form")
    form.get_by_label("What is wrong?").select_option(label=what)
    field = form.locator("[data-value]")
    if field.is_visible():
        field.select_option(right) if field.evaluate("(one) => one.tagName") == "SELECT" else field.fill(right)
    for name, value in notes.items():
        form.get_by_label(name).fill(value)
    drawn = root.get_attribute("data-drawn")
    form.get_by_text("Correct it").click()
    page.wait_for_function("(n) => document.querySelector('.crisis-explore').dataset.drawn !== n", arg=drawn)


def test_a_correction_changes_the_verdict_and_holds_after_a_restart(open_view, story):
    page = open_view()
    root = view(page)
    first = root.locator(".explore-verdict").inner_text()
    for words in ("stepped back from", "appears to be standing down"):
        correct(page, words, "its side", "conflict", why="a test")
    correct(page, "called for restraint", "it is no act", "none")
    root.get_by_text("Corrected. Written to corrections.csv.").wait_for()
    assert root.locator(".words mark", has_text="called for restraint").count() == 0
    verdict = root.locator(".explore-verdict").inner_text()
    assert verdict != first and root.locator(".explore-before").inner_text() == f"Before the corrections: {first}"
    lines = (story.folder / "corrections.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4 and re.search(
        r"story\.txt,events,\d+\.\.\d+,side,conflict,,20\d\d-\d\d-\d\d,a test", lines[1]
    )
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_text("Restart Kernel and Run All Cells…", exact=True).click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_function("(text) => document.querySelector('.explore-before')?.textContent === text",
        arg=f"Before the corrections: {first}", timeout=60_000)  # fmt: skip
    assert root.locator(".explore-verdict").inner_text() == verdict


def test_an_act_is_added_over_marked_words_and_taken_back(open_view, story):
    page = open_view()
    root = view(page)
    page.evaluate(MARK)
    root.get_by_text("There is an act here…").click()
    form = root.locator(".explore-form form")
    words = form.get_by_label("the words of the act").input_value()
    form.locator("[data-value]").select_option("PROTEST")
    before = root.locator(".words mark[data-who]").count()
    form.get_by_text("Add it").click()
    page.wait_for_function(
        "(n) => document.querySelectorAll('.crisis-explore .words mark[data-who]').length === n + 1", arg=before
    )
    line = (story.folder / "corrections.csv").read_text(encoding="utf-8").splitlines()[1].split(",")
    start, end = map(int, line[2].split(".."))
    assert ARTICLE.read_text(encoding="utf-8")[start:end] == words and line[3:5] == ["act", "PROTEST"]
    root.get_by_text("Take back").click()
    page.wait_for_function(
        "(n) => document.querySelectorAll('.crisis-explore .words mark[data-who]').length === n", arg=before
    )
    assert len((story.folder / "corrections.csv").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_view(open_view, size, scheme):
    page = open_view(size, scheme)
    view(page).get_by_text("There is an act here…").click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run('.crisis-explore')")["violations"]
    assert {rule["id"]: [node["html"][:160] for node in rule["nodes"]] for rule in found} == {}
    box = view(page).bounding_box()
    assert page.evaluate("() => document.querySelector('.crisis-explore').scrollWidth") <= box["width"] + 1


def test_keys_reach_everything(open_view):
    page = open_view()
    root = view(page)
    root.locator("select[name=focus]").focus()
    for _ in range(7):  # five more controls, the button, the arc
        page.keyboard.press("Tab")
    focused = "() => document.activeElement.dataset.paragraph"
    assert page.evaluate(focused) == "1"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "2" and root.locator(".paragraph.on .pilcrow").inner_text() == "¶2"
    page.keyboard.press("End")
    assert page.evaluate(focused) == str(root.locator(".arc-bar").count())
    root.locator(".words mark[tabindex='0']").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.closest('form') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.matches('[data-who]')")


def test_sixty_paragraphs_are_drawn_anew_in_time(open_view, story):
    article = ARTICLE.read_text(encoding="utf-8")
    head, *body = [part for part in re.split(r"\n+", article) if part.strip()]
    text = "\n\n".join([head, *(body[2:][i % len(body[2:])] for i in range(60))])
    (story.folder / "story.txt").write_text(text, encoding="utf-8")
    page = open_view()
    assert view(page).locator(".arc-bar").count() == 60
    changes = [
        ("side", "conflict"),
        ("side", ""),
        ("smoothing", "7"),
        ("confidence", "0.6"),
        ("confidence", "0"),
        ("coder", "both"),
        ("coder", ""),
        ("voice", "Donald Trump"),
        ("voice", ""),
        ("focus", "IRN-USA"),
        ("focus", ""),
        ("smoothing", "3"),
    ]
    best = [float("inf")] * len(changes)
    for _ in range(18):  # what else the machine does is not the view's time
        times, crowd = [set_control(page, *change) for change in changes], measure_crowd()
        best = [min(taken / crowd, before) for taken, before in zip(times, best, strict=True)]
        if max(best) < 150:
            break
    assert max(best) < 150, best


# How many times longer work takes than its share of a processor
SPIN = """import time
start, used = time.perf_counter(), time.process_time()
while time.process_time() - used < 0.2:
    pass
print((time.perf_counter() - start) / 0.2)
"""


def measure_crowd():
    """How many times longer the work of two processes takes now, as kernel and browser are: 1 on a free machine."""
    busy = [subprocess.Popen([sys.executable, "-c", SPIN], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    return max(float(process.communicate()[0]) for process in busy)


def test_without_a_kernel_and_in_an_export_it_is_the_page(open_view, chromium, open_page, story, tmp_path):
    page = open_view()
    page.keyboard.press("Control+S")
    page.wait_for_timeout(1500)
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", tmp_path, story.notebook],
        check=True,
        capture_output=True,
    )
    html = (tmp_path / f"{story.notebook.stem}.html").read_text(encoding="utf-8")
    assert "crisis-explore-still" in html and "html-manager" not in html
    saved = re.sub(r"<script[^>]*src=[^>]*></script>|<link[^>]*href=\"https?:[^>]*>|@import[^;]*;", "", html)
    assert len(re.findall(r"<script[^>]+src=", html)) == len(re.findall(r"<script[^>]+src=", bare_export(tmp_path)))
    (tmp_path / "saved.html").write_text(
        re.sub(r"https?://[^\"')\s]+\.(?:js|css|mjs)[^\"')\s]*", "", saved), encoding="utf-8"
    )
    exported = open_page(tmp_path / "saved.html")
    assert exported.locator(".close-reader .words mark").count() >= 20
    shutil.copy(story.notebook, story.folder / "still.ipynb")
    again = chromium.new_page()  # one of its own, since JupyterLab writes to the console that the widget is gone
    again.goto(f"{story.address}/doc/workspaces/still/tree/still.ipynb?reset")
    again.locator(".close-reader").wait_for(timeout=60_000)
    again.wait_for_timeout(3000)
    assert again.locator(".close-reader .words mark").first.is_visible()
    assert "Error displaying widget" not in again.locator(".jp-Notebook").inner_text()
    again.close()


def bare_export(folder):
    """The export of an empty notebook."""
    nbformat.write(new_notebook(), folder / "bare.ipynb")
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", folder / "bare.ipynb"], check=True, capture_output=True
    )
    return (folder / "bare.html").read_text(encoding="utf-8")


def test_the_package_s_import_and_size_do_not_grow():
    heavy = "('anywidget', 'ipywidgets', 'analysis.view')"
    code = f"import sys, analysis; print([name for name in sys.modules if name.startswith({heavy})])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    assert sum(path.stat().st_size for path in (ROOT / "analysis" / "view").glob("*.*")) < 300_000
