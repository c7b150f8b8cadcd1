"""How a notebook shows the tables of a reading."""

import re
from ast import literal_eval
from dataclasses import fields
from html import unescape

import nbclient
import pandas as pd
import pytest
from helpers.paths import ROOT
from nbformat.v4 import new_code_cell, new_notebook

import analysis
from analysis.page.tables import MAIN, render_table
from analysis.reading import schema

HEADING = re.compile(r'<th style="text-align: left">([^<]*)</th>')


def headings(html):
    return [unescape(name) for name in HEADING.findall(html.split("<tbody>")[0])]


def test_the_events_show_eight_columns_and_the_rest_when_opened(reading):
    html = render_table(reading.events)
    short, rest = html.split("<details>")
    assert headings(short) == ["", *MAIN["EVENTS"].split()] and len(headings(short)) == 9
    assert headings(rest) == ["", *reading.events.columns] and f"all {len(reading.events.columns)} columns" in rest
    cells = re.findall(r"<t[dh](?: [^>]*)?>", html)
    assert cells and all('style="text-align: left"' in cell for cell in cells) and "<style" not in html


def test_every_table_of_a_reading_is_left_aligned(reading):
    shown = [field.name for field in fields(reading) if isinstance(getattr(reading, field.name), pd.DataFrame)]
    assert {"blocks", "events", "corrections"} <= set(shown)
    for name in shown:
        html = render_table(getattr(reading, name))
        assert html.startswith('<div class="reading-table'), name
        assert ("<details>" in html) == (len(MAIN[name.upper()].split()) < len(getattr(reading, name).columns))


def test_a_part_of_a_table_is_shown_like_the_table_and_any_other_frame_as_pandas_does(reading):
    assert headings(render_table(reading.events[reading.events["side"] == "conflict"]))[1:] == MAIN["EVENTS"].split()
    some = reading.events[["rule", "coder"]]
    assert render_table(some) == some._repr_html_()
    assert render_table(pd.DataFrame({"a": [1]})) == pd.DataFrame({"a": [1]})._repr_html_()


def test_what_stands_in_an_article_is_escaped():
    table = pd.DataFrame({name: ["<b>x</b>"] for name in schema.QUOTES})
    assert "<b>" not in render_table(table) and "&lt;b&gt;" in render_table(table)


@pytest.mark.parametrize("name", MAIN)
def test_the_main_columns_are_those_of_the_table(name):
    assert set(MAIN[name].split()) <= set(getattr(schema, name))


@pytest.mark.slow
def test_a_notebook_shows_them_so_and_tab_offers_the_public_names_alone():
    cells = ["import analysis\nreading = analysis.read_text('Iran attacked Iraq.')\nreading.events"]
    cells += [
        "from IPython.core.completer import provisionalcompleter\n"
        "with provisionalcompleter():\n"
        "    found = [one.text for one in get_ipython().Completer.completions('analysis.', 9)]\n"
        "sorted(found)"
    ]
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": ROOT}}).execute()
    shown, offered = (cell.outputs[0].data for cell in notebook.cells)
    assert headings(shown["text/html"].split("<details>")[0])[1:] == MAIN["EVENTS"].split()
    assert {name.strip(".") for name in literal_eval(offered["text/plain"])} == {*analysis.__all__} - {"__version__"}
