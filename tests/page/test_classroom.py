"""The sheet for a class: every paragraph once with its blank, and on the back the program's directions."""

import pytest
from helpers.chromium import PHONE, find_violations
from helpers.paths import ARTICLE

from analysis.__main__ import main
from analysis.page.classroom import render_classroom


def test_each_paragraph_has_a_blank_in_front_and_a_direction_on_the_back(reading):
    front, back = render_classroom(reading).split('class="sheet back"')
    paragraphs = len(reading.paragraphs)
    assert front.count("☐ escalates") == front.count("<li>") == paragraphs and "☐" not in back
    assert back.count("<tr><td>") == paragraphs
    known = reading.paragraphs["escalation"]
    assert back.count("<td>escalates</td>") == (known > 0).sum() and back.count("<td>eases</td>") == (known < 0).sum()
    assert back.count("<td>no act</td>") == known.isna().sum()


def test_the_command_writes_it_where_it_is_told(tmp_path, capsys):
    page = tmp_path / "sheets" / "one.html"
    assert main(["sheet", str(ARTICLE), "--out", str(page)]) == 0
    assert capsys.readouterr().out == f"Open {page}\n" and "What the program reads" in page.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_prints_on_both_sides(open_page, reading, tmp_path, scheme):
    path = tmp_path / "sheet.html"
    path.write_text(render_classroom(reading), encoding="utf-8")
    page = open_page(path, PHONE, scheme)
    assert find_violations(page) == {}
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.pdf(format="A4").count(b"/Type /Page\n") >= 2 or page.pdf(format="A4").count(b"/Type /Page") >= 2
