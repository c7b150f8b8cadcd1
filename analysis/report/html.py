"""An executed notebook as one HTML page that needs no other file: contents, prose, charts, tables, glossary.

Nbconvert and `templates/` make the frame and print the code. What stands in it is composed here, cell by cell.
"""

import re
from copy import deepcopy
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.report.figures import DrawingError, find_charts, render_figure, write_colours
from analysis.report.glossary import Linker, render_glossary
from analysis.report.shipped import ARTICLE, find_notebook

if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

HIDDEN = "notebook-only"  # the tag of a cell that the page leaves out

_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NO_PROSE = ('class="close-reader', "<table", "<svg", "<img")


class Heading(NamedTuple):
    """A heading of the page, for its contents."""

    level: int
    key: str
    html: str


def render_html(notebook: "NotebookNode", title: str, figures: Path | None = None) -> str:
    """An executed notebook as one HTML page that links to no other file; its code is hidden until asked for.

    Args:
        notebook: as it was executed; it is not changed.
        title: of the page.
        figures: the folder with the files of its charts; without it the charts are pictures.
    """
    shown, parts = compose(notebook, figures)
    return _fill(warm_exporter(), shown, {"title": title, "parts": parts})


def compose(notebook: "NotebookNode", figures: Path | None = None) -> tuple["NotebookNode", dict[str, Any]]:
    """A copy of a notebook with its outputs as the page shows them, and the parts that the template puts around them.

    The parts are `prose`, the HTML of each text cell by the cell's id; `first`, the id of the cell before which the
    contents stand; `contents`; `glossary`; and `colours`, those of the charts.
    """
    shown, composer = _drop_empty(deepcopy(notebook)), _Composer(find_charts(figures))
    for number, cell in enumerate(shown.cells):
        cell.setdefault("id", f"cell-{number}")
        composer.add(cell)
    return shown, composer.finish()


class _Composer:
    """Composes the cells of a page in their order."""

    def __init__(self, charts: dict[bytes, Path]) -> None:
        self._charts, self._linker = charts, Linker()
        self._prose: dict[str, str] = {}
        self._headings: list[Heading] = []
        self._colours: frozenset[str] = frozenset()
        self._first, self._figures = "", 0

    def add(self, cell: "NotebookNode") -> None:
        if HIDDEN in cell.metadata.get("tags", []):
            return
        if cell.cell_type == "markdown":
            text = _HEADING.sub(self._name, _render_markdown(cell.source))
            if not self._first and any(heading.level == 2 for heading in self._headings):
                self._first = cell.id
            self._prose[cell.id] = self._linker.link(text)
        for output in cell.get("outputs", []):
            self._write_output(output)

    def finish(self) -> dict[str, Any]:
        contents = [*self._headings, Heading(2, "glossary", "Words used here")]
        return {
            "prose": self._prose,
            "first": self._first,
            "contents": [heading for heading in contents if heading.level in (2, 3)],
            "glossary": render_glossary(),
            "colours": write_colours(self._colours),
        }

    def _name(self, found: re.Match[str]) -> str:
        """A heading with an id made of its words, as in JupyterLab; if another has the same words, with a number."""
        words = "-".join(_TAG.sub("", found[2]).split()).replace('"', "")
        taken = {heading.key for heading in self._headings} | {"glossary", "main", "contents", "show-code"}
        key = next(name for n in range(1, 999) if (name := words if n == 1 else f"{words}-{n}") not in taken)
        self._headings.append(Heading(int(found[1]), key, found[2]))
        return f'<h{found[1]} id="{key}">{found[2]}</h{found[1]}>'

    def _write_output(self, output: "NotebookNode") -> None:
        data = output.get("data", {})
        if "text/html" in data:
            if 'class="dataframe' in data["text/html"]:
                data["text/html"] = _render_table(data["text/html"])
            elif not any(sign in data["text/html"] for sign in _NO_PROSE):
                data["text/html"] = self._linker.link(data["text/html"])
        elif "image/png" in data:
            data["text/html"] = self._draw(data["image/png"], output.metadata.get("image/png", {}).get("alt", ""))

    def _draw(self, picture: str, alt: str) -> str:
        self._figures += 1
        key = f"f{self._figures}"
        try:
            figure = render_figure(picture, alt, self._charts, key)
        except DrawingError:
            figure = render_figure(picture, alt, {}, key)
        self._colours |= figure.colours
        return figure.html


def _drop_empty(notebook: "NotebookNode") -> "NotebookNode":
    """The notebook without outputs that show nothing, and without sections whose cells ran and showed nothing.

    What explains the charts of a section goes with the last of them.
    """
    undrawn = set()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            shown = [output for output in cell.outputs if not _is_empty(output)]
            if any("image/png" in output.get("data", {}) for output in cell.outputs if output not in shown):
                undrawn.add(cell.id)
            cell.outputs = shown
    kept, section = [], []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            kept += _keep_section(section, undrawn)
            section = []
        section.append(cell)
    notebook.cells = kept + _keep_section(section, undrawn)
    return notebook


def _keep_section(section: list["NotebookNode"], undrawn: set[str]) -> list["NotebookNode"]:
    code = [cell for cell in section if cell.cell_type == "code"]
    ran = [cell for cell in code if cell.execution_count is not None]
    if ran and len(ran) == len(code) and not any(cell.outputs for cell in code):
        return []
    drawn = any("image/png" in output.get("data", {}) for cell in code for output in cell.outputs)
    if not drawn and any(cell.id in undrawn for cell in code) and section[0].cell_type == "markdown":
        section[0].source = section[0].source.partition("\n")[0]
    return section


def _is_empty(output: "NotebookNode") -> bool:
    """Whether an output is a chart without a drawing, or prose or a table without words."""
    data = output.get("data", {})
    if "image/png" in data:
        return bool(output.metadata.get("image/png", {}).get("empty"))
    return data.get("text/html") == ""


def _render_markdown(source: str) -> str:
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    return MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source)


def _render_table(table: str) -> str:
    """A table in a box of its own that scrolls; each cell carries its column's name, for phones, which show cards."""
    from lxml import html

    tree = html.fromstring(table)
    labels = [head.text_content() for head in tree.findall(".//thead//th")]
    for row in tree.findall(".//tr"):
        for label, cell in zip(labels, row, strict=False):
            cell.set("data-label", label)
    written = html.tostring(tree, encoding="unicode")
    return f'<div class="scroll" tabindex="0" role="group" aria-label="Table">{written}</div>'


@lru_cache(maxsize=1)
def warm_exporter() -> "HTMLExporter":
    """The exporter to HTML, after it has made one page: the first one compiles the templates, which takes long."""
    import nbformat
    from nbconvert import HTMLExporter

    templates = files("analysis") / "report"
    exporter = HTMLExporter(template_name="templates", extra_template_basedirs=[str(templates)])
    exporter.register_filter("highlight_code", lambda source, **_: source)  # a template that ours extends names it
    shown, parts = compose(nbformat.read(find_notebook(ARTICLE), as_version=4))
    _fill(exporter, shown, {"title": "", "parts": parts})
    return exporter


def _fill(exporter: "HTMLExporter", notebook: "NotebookNode", resources: dict[str, Any]) -> str:
    """The filled template; the exporter's own method would then read the page once more, to add texts that it has."""
    page, _ = super(type(exporter), exporter).from_notebook_node(notebook, resources)
    return page
