"""The index page of several reports, also of older and broken ones."""

import json
import re

import pytest
from helpers.samples import ARC, SHORT

from analysis.__main__ import main
from analysis.report.index import render_index, write_index

CRISIS = {"lean": "escalates", "current_events_that_ease": 1, "current_events_that_escalate": 4}


def put_report(folder, name, published="2020-01-09", headline="Talks fail", bars="1,5.0\n2,\n3,-2.5\n", **more):
    """Writes what an index reads of a report."""
    place = folder / name
    (place / "tables").mkdir(parents=True)
    (place / "report.html").touch()
    (place / "tables" / "arc_escalation.csv").write_text(f"paragraph,value\n{bars}", encoding="utf-8")
    parameters = {"article": f"{name}.txt", "published": published, "focus": more.pop("focus", "")}
    summary = {"versions": {"crisis-arc": "0.1.0"}, "parameters": parameters, "article": {"headline": headline}}
    summary |= {"crisis": CRISIS} | more
    (place / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    return place


def test_reports_come_by_day_of_publication_and_those_without_a_day_last(tmp_path):
    for name, day in (("late", "2021-03-02"), ("none", None), ("early", "2019-12-30")):
        put_report(tmp_path, name, day)
    page = render_index(tmp_path)
    assert re.findall(r'href="(\w+)/report\.html"', page) == ["early", "late", "none"]
    assert "<h1>Reports on three articles</h1>" in page and "30 Dec 2019 – 2 Mar 2021" in page
    assert "day of publication not known" in page


def test_a_report_shows_its_verdict_sureness_cautions_and_strip(tmp_path):
    put_report(
        tmp_path,
        "story",
        verdict="Probably easing, but both sides threaten.",
        sureness={"level": "low", "reasons": ["Only four events.", "No day."]},
        cautions=["This may be half an article."],
        focus="USA-IRN",
    )
    page = render_index(tmp_path)
    assert "Probably easing, but both sides threaten." in page and "Sureness: low" in page
    assert "Only four events. No day." in page and "<li>This may be half an article.</li>" in page
    assert "9 January 2020 · story.txt · only USA-IRN" in page
    assert 'aria-label="Escalation in three paragraphs, from −2.5 (paragraph 3) to +5.0 (paragraph 1)"' in page
    assert page.count('class="up"') == page.count('class="down"') == page.count('class="gap"') == 1


def test_a_report_of_an_earlier_version_shows_what_it_has(tmp_path):
    place = put_report(tmp_path, "story", headline=None, bars="", verdict=7, sureness="high", cautions="none")
    page = render_index(tmp_path)
    assert "Escalates on balance: of five current events, one calms the crisis and four heat it." in page
    assert "<bdi>story.txt</bdi>" in page and "Sureness" not in page and "<svg" not in page
    (place / "tables" / "arc_escalation.csv").unlink()
    assert render_index(tmp_path) == page


@pytest.mark.parametrize(
    "summary",
    ["", "{}", '{"versions": {"crisis-arc": "1"}}', '{"versions": {"crisis-arc": 1}, "article": [], "parameters": 3}'],
)
def test_a_report_that_cannot_be_read_is_named(tmp_path, summary):
    put_report(tmp_path, "good")
    (put_report(tmp_path, "bad") / "summary.json").write_text(summary, encoding="utf-8")
    page = render_index(tmp_path)
    assert "Reports on one article<" in page and "Not listed" in page and '<a href="bad/report.html">bad</a>' in page


def test_a_coverage_is_linked_and_a_folder_without_a_report_is_not(tmp_path):
    place = put_report(tmp_path, "all")
    summary = {"versions": {"crisis-arc": "1"}, "coverage": {"articles": 21}}
    (place / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    (put_report(tmp_path, "failed") / "report.html").unlink()
    page = render_index(tmp_path)
    assert '<a href="all/report.html">all</a>: 21 articles' in page and "failed" not in page


def test_the_words_of_an_article_are_shown_as_text(tmp_path):
    hostile = "</title><script>alert(1)</script>\u202e{{ 7*191 }}"
    put_report(tmp_path, 'a "b" <i>', headline=hostile, verdict=hostile, cautions=[hostile])
    write_index(tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page and "1337" not in page and "\u202e" not in page and "<i>" not in page
    assert page.count("&lt;script&gt;") == 3 and 'href="a%20%22b%22%20%3Ci%3E/report.html"' in page
    assert not re.search(r"https?:|url\(|@import|src=", page)


@pytest.mark.slow
def test_several_reports_get_an_index_and_one_more_brings_it_up_to_date(tmp_path, capsys):
    for name, text in {"one": SHORT, "two": ARC, "three": SHORT}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    paths = [str(tmp_path / f"{name}.txt") for name in ("one", "two", "three")]
    assert main(["report", *paths[:2], str(tmp_path / "none.txt"), "--out", str(out)]) == 1
    assert capsys.readouterr().out == f"Open {out / 'index.html'}\n"
    assert "Envoys hail a splendid truce" in (out / "index.html").read_text(encoding="utf-8")
    assert main(["report", paths[2], "--out", str(out / "three")]) == 0
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "Reports on three articles" in page and "three.txt" in page
