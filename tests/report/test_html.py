"""The page of a report: contents, prose, glossary, tables and charts, each composed from an executed notebook."""

import base64
import io
import re
from copy import deepcopy
from html.parser import HTMLParser
from xml.etree import ElementTree

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.report import glossary
from analysis.report.figures import DrawingError, _read_drawing, find_charts, make_dark, render_figure, write_colours
from analysis.report.html import compose, render_html
from analysis.report.results import write_files
from analysis.show.chart import WIDE, Chart
from analysis.show.prose import Listing, Prose


class Reader(HTMLParser):
    """The elements of a page with their attributes, in order, and the words inside each link."""

    def __init__(self, page):
        super().__init__()
        self.elements = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def find(self, tag, **wanted):
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]


def show(html):
    return new_code_cell("show()", outputs=[new_output("display_data", {"text/html": html, "text/plain": ""})])


def show_chart(chart):
    data, metadata = chart._repr_mimebundle_()
    picture = base64.b64encode(data.pop("image/png")).decode()
    return new_code_cell(
        "chart", outputs=[new_output("display_data", {**data, "image/png": picture}, metadata=metadata)]
    )


def draw(text="Troops & <b>tanks</b> $x$", colour="#b03c10"):
    chart = Chart(figsize=(WIDE, 4))
    axes = chart.add_subplot()
    axes.plot([1, 2, 3], [2, 1, 2], color=colour)
    axes.set_title(text)
    chart.alt, chart.numbers = f"A line of {text}", pd.DataFrame({"day": [1, 2], "deed": ["=1+1", "talks"]})
    return chart


def test_contents_stand_before_the_first_section_and_each_heading_has_an_id_of_its_own():
    cells = ["# The title", "A verdict.", "## How sure is this?", "### Tone", "## *Tone*", "## main"]
    page = render_html(new_notebook(cells=[new_markdown_cell(text) for text in cells]), "A title")
    reader = Reader(page)
    links = [a["href"] for a in reader.find("a") if a["href"].startswith("#")]
    assert links[:6] == ["#main", "#How-sure-is-this?", "#Tone", "#Tone-2", "#main-2", "#glossary"]
    ids = [a["id"] for _, a in reader.elements if "id" in a]
    assert len(ids) == len(set(ids)) and {link[1:] for link in links} <= set(ids)
    assert page.index("A verdict.") < page.index("<nav") < page.index('id="How-sure-is-this?"')
    assert [len(reader.find(tag)) for tag in ("header", "nav", "main")] == [1, 1, 1]


def test_code_is_there_and_one_switch_shows_all_of_it():
    page = Reader(render_html(new_notebook(cells=[new_code_cell("x < 1"), new_code_cell("y")]), ""))
    assert len(page.find("pre")) == 2 and not page.find("details")
    assert len(page.find("input", role="switch", type="checkbox")) == 1 and "checked" not in page.find("input")[0]


def test_a_cell_for_the_notebook_alone_is_left_out():
    cell = new_markdown_cell("Run this again.", metadata={"tags": ["notebook-only"]})
    assert "Run this again" not in render_html(new_notebook(cells=[cell]), "")


def test_each_term_is_linked_where_it_is_first_used_and_nowhere_else():
    linker = glossary.Linker()
    first = linker.link("<h2>Escalation</h2><p>Its “tone is dark” and its escalation high, in tone and escalation.</p>")
    assert first.count("<a ") == 2 and "<h2>Escalation</h2>" in first and "“tone is dark”" in first
    assert 'its <a class="term" href="#term-escalation">escalation</a> high' in first
    assert linker.link("<p>Tone, escalation</p>") == "<p>Tone, escalation</p>"


@pytest.mark.parametrize(
    "kept",
    [
        "<p>He said “the <b>tone</b> of it”.</p>",
        "<blockquote>tone</blockquote>",
        "<p><code>tone</code> <a href='#x'>tone</a> <q>tone</q> <bdi>tone</bdi></p>",
        '<p title="tone">None.</p>',
        "<p>Who acts on whom</p>",
        "<p>Overtones</p>",
    ],
)
def test_no_term_is_linked_in_what_the_article_says_or_in_code(kept):
    assert glossary.Linker().link(kept) == kept


def test_a_quotation_left_open_ends_with_its_paragraph():
    assert glossary.Linker().link("<p>“An open one</p><p>tone</p>").count("<a ") == 1


def test_the_glossary_has_ten_terms_each_in_one_short_sentence():
    assert len(glossary.TERMS) == 10 == len({term.key for term in glossary.TERMS})
    for term in glossary.TERMS:
        assert re.search(term.forms, term.name) and len(term.meaning.split()) <= 35
        assert term.meaning[0].isupper() and term.meaning.endswith(".") and ". " not in term.meaning
    page = Reader(
        render_html(new_notebook(cells=[new_markdown_cell("The tone."), show(Prose(["An act."])._repr_html_())]), "")
    )
    assert [a["href"] for a in page.find("a", **{"class": "term"})] == ["#term-tone", "#term-act"]
    assert {f"term-{name}" for name in ("act", "tone", "chance-band")} <= {a["id"] for a in page.find("dt")}


def test_a_table_scrolls_in_its_box_and_each_cell_knows_its_column():
    frame = pd.DataFrame({"who & whom": ["<script>alert(1)</script>"], "score": [1]})
    shown, _ = compose(new_notebook(cells=[show(Listing(frame)._repr_html_())]))
    table = shown.cells[0].outputs[0].data["text/html"]
    assert 'tabindex="0"' in table and 'data-label="who &amp; whom">&lt;script&gt;alert(1)' in table


def test_a_chart_becomes_drawings_with_links_that_save_it(tmp_path):
    chart = draw()
    chart._draw_narrow = draw
    write_files(tmp_path, {}, {"line": chart})
    assert {path.name for path in (tmp_path / "figures").iterdir()} == {
        f"line{end}" for end in (".png", ".svg", "-narrow.svg", ".csv")
    }
    page = render_html(new_notebook(cells=[show_chart(chart)]), "", tmp_path / "figures")
    reader = Reader(page)
    drawings = reader.find("svg", role="img")
    assert [a["class"] for a in drawings] == ["wide", "narrow"] and drawings[0]["aria-label"] == chart.alt
    saved = {a["download"]: base64.b64decode(a["href"].partition(",")[2]) for a in reader.find("a") if "download" in a}
    assert saved["line.png"] == chart.render() and saved["line.csv"] == b"day,deed\n1,'=1+1\n2,talks\n"
    alone = ElementTree.fromstring(saved["line.svg"])
    assert alone.find("{*}title").text == chart.alt and "Verdana" in alone.get("style")
    assert "<b>" not in page and "Troops &amp; &lt;b&gt;tanks&lt;/b&gt; $x$" in page and "<img" not in page
    ids = [a["id"] for _, a in reader.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_what_explains_charts_goes_with_the_last_of_them():
    title, said = new_markdown_cell("## Day by day\n\nHollow bars."), show(Prose(["It recalls 2018."])._repr_html_())
    drawn, undrawn = show_chart(draw()), show_chart(draw())
    undrawn.outputs[0].metadata["image/png"]["empty"] = True
    some = render_html(new_notebook(cells=[title, deepcopy(undrawn), drawn, said]), "A title")
    none = render_html(new_notebook(cells=[title, undrawn, said]), "A title")
    assert "Hollow bars." in some and "Hollow bars." not in none
    assert "Day by day</h2>" in none and "It recalls 2018." in none


def test_a_chart_without_files_stays_a_picture_and_the_notebook_is_not_changed(tmp_path):
    notebook = new_notebook(cells=[show_chart(draw())])
    before = nbformat.writes(notebook)
    assert find_charts(tmp_path) == {} and find_charts(None) == {}
    page = Reader(render_html(notebook, "", tmp_path))
    assert len(page.find("img", alt="A line of Troops & <b>tanks</b> $x$")) == 1 and not page.find("svg")
    assert nbformat.writes(notebook) == before


def test_a_drawing_with_anything_but_shapes_and_text_is_not_taken(tmp_path):
    foreign = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>'
    with pytest.raises(DrawingError, match="script"):
        _read_drawing(foreign)
    chart = draw()
    write_files(tmp_path, {}, {"line": chart})
    (tmp_path / "figures" / "line.svg").write_bytes(foreign)
    page = render_html(new_notebook(cells=[show_chart(chart)]), "", tmp_path / "figures")
    assert "alert(1)" not in page and "<img" in page


def test_each_colour_of_a_drawing_has_a_dark_twin_and_none_stands_in_the_drawing(tmp_path):
    chart = draw(colour="#123456")
    write_files(tmp_path, {}, {"line": chart})
    picture = base64.b64encode(chart.render()).decode()
    figure = render_figure(picture, "", find_charts(tmp_path / "figures"), "f1")
    drawn = figure.html.partition("<figcaption")[0]
    assert not re.search(r"(?:fill|stroke): ?#", drawn)
    variables = write_colours(figure.colours)
    assert set(re.findall(r"var\(--(\w+)\)", drawn)) - {"paper"} == set(re.findall(r"--(\w+):", variables))
    assert "--c123456: light-dark(#123456, " in variables


@pytest.mark.parametrize("colour", ["#1a1a1a", "#595959", "#2f8f83", "#b3540b", "#000000"])
def test_a_dark_twin_is_as_easy_to_read_on_a_dark_page(colour):
    assert contrast(make_dark(colour), "#17181b") >= min(4.5, contrast(colour, "#ffffff"))


def contrast(one, two):
    """The contrast of two colours, as WCAG 2 counts it."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_a_png_is_small_and_says_what_it_shows():
    image = pytest.importorskip("PIL.Image").open(io.BytesIO(draw().render()))
    assert image.mode == "P" and image.size == (WIDE * 160, 640)
    assert image.text["Description"].startswith("A line of")
