"""The report of an article: whole, the same each time, and refused where it cannot be made."""

import hashlib
import json
import re
import shutil
from html.parser import HTMLParser

import nbformat
import pandas as pd
import papermill
import pytest
from helpers.paths import ARTICLE
from helpers.samples import ARC, HOSTILE, SHORT
from nbformat.sign import NotebookNotary

import analysis
from analysis.report import engine
from analysis.report.parameters import ReportError, check_parameters, read_parameters, write_parameters
from analysis.report.results import write_results
from analysis.report.run import make_report, make_reports
from analysis.story import tone
from analysis.story.arc import trace

pytestmark = pytest.mark.slow

CHARTS = ("strip", "arc", "peak", "order", "sides", "tone", "voices")
SHOWN = ("strip", "arc", "tone", "voices")  # the first article has too few acts with a sure day or between pairs
FIGURES = {f"{name}{end}" for name in CHARTS for end in (".png", ".svg", "-narrow.svg")}
READ = ("blocks", "paragraphs", "sentences", "words", "mentions", "quotes", "dates", "events", "corrections")
ARCS = ("arc_escalation", "arc_tone", "arc_polarity", "arc_vader")
TABLES = {f"{name}.csv" for name in (*READ, "stand", "deeds", "pairs", "voices", "stances", "cautions", *ARCS)}


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def read_page(folder):
    return Page((folder / "report.html").read_text(encoding="utf-8"))


def names(folder):
    return {path.name for path in folder.iterdir()}


def digests(folder):
    kept = [p for p in folder.rglob("*") if p.is_file() and p.parent.name in ("figures", "tables")]
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in [*kept, folder / "summary.json"]}


def write_inputs(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return [str(folder / f"{name}.txt") for name in texts]


def test_a_report_is_whole(report):
    assert names(report) == {"report.ipynb", "report.html", "figures", "tables", "summary.json"}
    figures = {name for name in names(report / "figures") if not name.endswith(".csv")}
    assert figures == FIGURES and names(report / "tables") == TABLES
    assert (report / "report.html").stat().st_size <= 1_200_000
    assert (report / "report.ipynb").stat().st_size <= 700_000


def test_jupyterlab_trusts_the_notebook_and_it_names_no_place_of_this_machine(report):
    notebook = nbformat.read(report / "report.ipynb", as_version=4)
    assert NotebookNotary().check_signature(notebook)
    assert notebook.metadata.papermill.input_path == "crisis_arc.ipynb"


def test_the_page_needs_nothing_outside_itself_and_keeps_its_alternative_texts(report):
    page = read_page(report)
    drawings = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert len(drawings) == 2 * len(SHOWN) and not [tag for tag, _ in page.tags if tag == "img"]
    assert all(re.search(r"\w+ .{16,}\.$", drawing["aria-label"]) for drawing in drawings)
    assert all(drawing["role"] == "img" for drawing in drawings)
    assert not [tag for tag, _ in page.tags if tag in ("link", "iframe", "object", "base")]
    assert not [a for _, a in page.tags for k in a if k.startswith("on") or k in ("action", "srcset")]
    assert [attributes for tag, attributes in page.tags if tag == "script"] == [{}]  # the reader's, without a source
    links = [attributes for tag, attributes in page.tags if tag == "a"]
    assert all(link["href"].startswith("data:" if "download" in link else "#") for link in links)
    assert {f"{name}.{kind}" for name in SHOWN for kind in ("png", "svg")} <= {link.get("download") for link in links}
    assert not re.search(r"url\((?!#)|@import|https?:", (report / "report.html").read_text(encoding="utf-8"))
    assert "Trump pulls back" in page.text and "Out[" not in page.text


def test_the_summary_holds_the_key_figures(report, reading):
    summary = json.loads((report / "summary.json").read_text(encoding="utf-8"))
    arc = trace(reading, "tone")
    assert summary["parameters"] == {
        "article": "baghdadpost-iran-crisis.txt",
        "published": "2020-01-09",
        "focus": "",
        "smoothing": 3,
        "shuffles": 999,
        "seed": 1,
    }
    assert summary["arcs"]["tone"]["p_value"] == arc.p_value and summary["arcs"]["tone"]["scored_paragraphs"] == 10
    assert summary["paragraphs_where_signs_differ"] == [1, 2, 5, 6, 8, 10]
    assert summary["versions"]["crisis-arc"] == analysis.__version__


def test_the_tables_are_the_reading(report, reading):
    for name in READ[:-1]:
        expected = getattr(reading, name)
        table = pd.read_csv(report / "tables" / f"{name}.csv", dtype={"cameo": "str"})
        for day in expected.select_dtypes("datetime"):
            table[day] = pd.to_datetime(table[day]).astype(expected[day].dtype)
        pd.testing.assert_frame_equal(table, expected, check_dtype=False)


def test_several_articles_are_made_at_once_and_one_that_fails_does_not_stop_the_rest(tmp_path):
    paths = [*write_inputs(tmp_path, one=SHORT, two=ARC), str(tmp_path / "none.txt")]
    outcomes = make_reports([paths[0], paths[2], paths[1]], {"seed": "3"}, tmp_path / "out", jobs=2)
    assert [outcomes[0].error, outcomes[2].error] == [None, None]
    assert "none.txt" in outcomes[1].error and "does not exist" in outcomes[1].error
    assert names(tmp_path / "out") == {"one", "two", "index.html"}
    summary = json.loads((tmp_path / "out" / "two" / "summary.json").read_text(encoding="utf-8"))
    assert summary["parameters"]["seed"] == 3 and summary["arcs"]["tone"]["turning_points"][0]["turning"] == "trough"


@pytest.mark.parametrize(("failures", "made"), [(2, True), (3, False)])
def test_a_kernel_that_died_before_it_ran_anything_is_started_again(tmp_path, monkeypatch, failures, made):
    execute, calls = engine.papermill.execute_notebook, []

    def lose_the_port(*args, **options):
        calls.append(options)
        if len(calls) <= failures:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return execute(*args, **options)

    monkeypatch.setattr(engine.papermill, "execute_notebook", lose_the_port)
    (outcome,) = make_reports(write_inputs(tmp_path, one=SHORT), {}, tmp_path / "out")
    assert (outcome.error is None) == (tmp_path / "out" / "report.html").exists() == made
    assert len(calls) == 3 and (made or "died before" in outcome.error)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"smothing": "3"}, "no such parameter.*smoothing \\(int\\)"),
        ({"smoothing": "three"}, "a whole number"),
        ({"seed": "1.5"}, "a whole number"),
        ({"published": "soon"}, "2020-01-09"),
        ({"seed": "9" * 5000}, "a whole number"),
        ({"smoothing": "4"}, "odd number"),
        ({"shuffles": "10"}, "from 99"),
        ({"focus": "USA"}, "two sides are needed"),
        ({"article": "x"}, "not with -p"),
    ],
)
def test_a_wrong_parameter_is_refused_before_anything_runs(tmp_path, wrong, message):
    with pytest.raises(ReportError, match=message):
        make_reports([str(ARTICLE)], wrong, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_parameters_keep_their_types():
    assert check_parameters({"seed": "007", "published": "2020-01-09"}) == {"seed": 7, "published": "2020-01-09"}


def test_two_articles_of_one_name_are_refused_before_anything_runs(tmp_path):
    with pytest.raises(ReportError, match=r"a/same\.txt.*--out"):
        make_reports(["a/same.txt", "b/Same.txt"], out=tmp_path)


def test_a_failing_cell_is_named_and_what_was_made_before_stays(report, tmp_path):
    folder = shutil.copytree(report, tmp_path / "out")
    made = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    failing = r"crisis\.txt: cell \d+ of .*crisis_arc\.ipynb \(.+\) failed: ValueError: smoothing=4: .*failed\.ipynb"
    with pytest.raises(ReportError, match=failing):
        make_report(str(ARTICLE), folder, {"smoothing": 4})
    partly = nbformat.read(folder / "report-failed.ipynb", as_version=4)
    assert any(output.output_type == "error" for cell in partly.cells for output in cell.get("outputs", []))
    assert {p: p.read_bytes() for p in made} == made
    assert names(folder) == {"report-failed.ipynb", "report.ipynb", "report.html", "figures", "tables", "summary.json"}


def test_the_same_parameters_give_the_same_bytes_whatever_the_folder_and_clear_what_failed(report, tmp_path):
    folder = tmp_path / "else where"
    folder.mkdir()
    (folder / "report-failed.ipynb").touch()
    make_report(str(ARTICLE), folder)
    assert digests(folder) == digests(report) and "report-failed.ipynb" not in names(folder)


def test_a_kernel_or_a_worker_that_dies_takes_no_other_report_with_it(tmp_path, monkeypatch):
    paths = write_inputs(tmp_path, one=SHORT, two=SHORT)
    whole = papermill.execute_notebook

    def die(notebook, output, **options):
        if read_parameters(notebook)["article"] == paths[0]:
            write_parameters(notebook, {"seed": -1})
            whole(notebook, output, **options)
        raise RuntimeError("kernel died")

    monkeypatch.setattr("papermill.execute_notebook", die)
    outcomes = make_reports(paths, out=tmp_path / "out", jobs=1)
    assert "seed=-1" in outcomes[0].error and names(tmp_path / "out" / "one") == {"report-failed.ipynb"}
    assert outcomes[1].error == f"{paths[1]}: RuntimeError: kernel died" and not (tmp_path / "out" / "two").exists()


def test_a_day_that_the_list_has_wrong_is_told_before_anything_runs(tmp_path):
    (path,) = write_inputs(tmp_path, story=SHORT)
    (tmp_path / "articles.csv").write_text("file,published\nstory.txt,soon\n", encoding="utf-8")
    (outcome,) = make_reports([path], out=tmp_path / "out")
    assert "articles.csv: line 2" in outcome.error and not (tmp_path / "out").exists()


def test_a_file_that_cannot_be_written_whole_is_not_there(tmp_path, monkeypatch, reading):
    chart = tone.draw(reading)
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_results(tmp_path, reading, {"tone": chart})
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch, reading):
    monkeypatch.chdir(tmp_path)
    write_results("", reading, {"tone": tone.draw(reading)})
    assert not list(tmp_path.iterdir())


def test_a_hostile_article_is_shown_as_text(tmp_path):
    (path,) = write_inputs(tmp_path, hostile=HOSTILE)
    make_report(path, tmp_path / "out")
    page = read_page(tmp_path / "out")
    raw = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert raw.count("<script") == 1 and not [a for _, a in page.tags for name in a if name.startswith("on")]
    assert not [a for tag, a in page.tags if tag == "a" and not a["href"].startswith(("#", "data:"))]
    assert "=1+1 is good, <script>alert(3)</script> said $x$ $\\frac{1}{2}$ ``code`` {{ 7*191 }}." in page.text
    assert "The \\x1b[31mred\\x1b[0m line" in page.text and "\\u202egood" in page.text and "\x1b" not in raw
    assert "1337" not in page.text and "$headline$" in page.text and [tag for tag, _ in page.tags].count("main") == 1
    for path in (tmp_path / "out" / "tables").glob("*.csv"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        texts = table["text"] if "text" in table else pd.Series(dtype=str)
        assert not texts.str.match(r"^\s*[=+@-]").any()
    paragraphs = pd.read_csv(tmp_path / "out" / "tables" / "paragraphs.csv")
    assert paragraphs["text"].str.startswith("'=1+1 is good").any()
    assert paragraphs["text"].str.startswith("'@SUM(A1)").any()
