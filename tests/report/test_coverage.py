"""What is told, drawn and written of many articles, and the commands that do it."""

import io
import json
import re
from dataclasses import replace
from itertools import pairwise

import matplotlib as mpl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from helpers.paths import ROOT
from helpers.told import make_coverage, spread
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image

from analysis import coverage, narrative
from analysis.__main__ import main
from analysis.press.days import draw_told_days
from analysis.press.outlets import draw_outlets
from analysis.press.voices import draw_told_voices
from analysis.report.run import ReportError, check_parameters, make_coverage_report

EMPTY = make_coverage(outlets={"a": ("Bank $x$ <b>News</b>", "2020-01-01", None)})


def keep_paragraphs(covered, folder):
    """The coverage in a folder that has the paragraphs which its acts are told in."""
    (folder / "tables" / "paragraphs").mkdir(parents=True)
    names = covered.articles["article"].tolist()
    text = "killed somebody here. " * (len(covered.events) + 1)
    rows = {"article": names, "paragraph": [1] * len(names), "start": [0] * len(names), "text": [text] * len(names)}
    pq.write_table(pa.table(rows), folder / "tables" / "paragraphs" / "000000-a.parquet")
    return replace(covered, folder=folder)


def draw(covered):
    deeds, days = coverage.tabulate_told_deeds(covered), coverage.tabulate_told_days(covered, 199)
    course, outlets = coverage.compute_course(days, 3, 199), coverage.tabulate_outlets(covered, 199)
    voices = coverage.tabulate_told_voices(covered)
    charts = [draw_told_days(days, deeds, course, covered), draw_outlets(outlets, covered)]
    return [*charts, draw_told_voices(voices, covered)]


@pytest.fixture(scope="module")
def charts(covered):
    return draw(covered)


def test_charts_state_their_finding_and_are_the_same_each_time(covered, charts):
    for chart, again in zip(charts, draw(covered), strict=True):
        assert chart.alt.endswith(".") and chart.render() == again.render()
        assert chart.render("svg") == again.render("svg")
    assert "Most conflict is told from 3 to 8 January 2020" in charts[0].alt and "Javad Zarif" in charts[2].alt


def test_no_label_is_clipped_and_day_labels_stand_apart(charts):
    for chart in charts:
        canvas = FigureCanvasAgg(chart)
        canvas.draw()  # a chart that was saved is laid out for another resolution
        renderer = canvas.get_renderer()
        boxes = [t.get_window_extent(renderer) for t in chart.findobj(Text) if t.get_visible() and t.get_text().strip()]
        assert all(box.x0 >= 0 and box.x1 <= chart.bbox.x1 and box.y0 >= 0 and box.y1 <= chart.bbox.y1 for box in boxes)
        for axes in chart.axes:
            ticks = [t.get_window_extent(renderer) for t in axes.get_xticklabels() if t.get_text() and t.get_visible()]
            assert all(one.x1 < two.x0 for one, two in pairwise(ticks))


def test_each_day_has_its_bars_and_each_quote_its_dot(covered, charts):
    days = coverage.tabulate_told_days(covered, 199)
    bars = [bar.get_height() for bar in charts[0].axes[0].patches]
    assert bars == [*days["conflict"], *days["cooperation"]]
    voices = coverage.tabulate_told_voices(covered)
    top = voices[voices["voice"] == "Javad Zarif"]
    dots = [dot for marks in charts[2].axes[0].collections for dot in marks.get_offsets()]
    assert sum(y == 0 for _, y in dots) == top["outlet"].nunique()


@pytest.mark.parametrize("months", [0, 14])
def test_a_short_and_a_long_coverage_are_drawn(months, tmp_path):
    days = [str(day)[:10] for day in pd.date_range("2020-01-01", periods=3 + 30 * months)]
    outlets = {f"a{i}": (f"Outlet {i % 9} of a very long name indeed", day, float(i % 7)) for i, day in enumerate(days)}
    quotes = [(f"a{i}", f"Speaker {i % 30} Longname", None, -0.5) for i in range(len(days))]
    covered = make_coverage(*spread(days, "a0", "a1"), outlets=outlets, quotes=quotes)
    charts = draw(keep_paragraphs(covered, tmp_path))
    test_no_label_is_clipped_and_day_labels_stand_apart(charts)


def test_where_nothing_is_told_charts_and_sentences_say_so():
    charts = draw(EMPTY)
    assert not any(chart.axes for chart in charts)
    assert "too few to tell a course" in charts[0].texts[-1].get_text()
    assert "Nobody is quoted by name" in charts[2].texts[-1].get_text()
    assert all(Image.open(io.BytesIO(chart.render())).size[0] > 1000 for chart in charts)
    deeds = coverage.tabulate_told_deeds(EMPTY)
    assert str(narrative.describe_told_sureness(EMPTY, deeds)).startswith("No article tells of an act")
    assert str(narrative.describe_outlets(coverage.tabulate_outlets(EMPTY))).startswith("There is but one outlet")
    assert str(narrative.describe_copies(coverage.tabulate_copies(EMPTY))) == "No article is a version of another."
    assert "tells of nobody" not in str(narrative.describe_coverage(EMPTY))
    assert narrative.tabulate_told(EMPTY, deeds).frame.empty


def test_drawing_leaves_matplotlib_s_settings_alone(covered):
    before = dict(mpl.rcParams)
    draw(covered)
    assert dict(mpl.rcParams) == before


def test_what_chance_could_have_made_is_not_claimed():
    days = [f"2020-01-{i:02d}" for i in range(1, 13)]
    pairs = {f"{o}{i}": (o, day, 3.0 + (i * (1 if o == "A" else 5)) % 3) for i, day in enumerate(days) for o in "AB"}
    said = str(narrative.describe_outlets(coverage.tabulate_outlets(make_coverage(outlets=pairs))))
    assert (
        "none of the two outlets that could be tested differs by more than chance" in said
        and "tells of more conflict" not in said
    )
    fierce = {f"{o}{i}": (o, day, {"A": 6.0, "B": 2.0}[o]) for i, day in enumerate(days) for o in "AB"}
    said = str(narrative.describe_outlets(coverage.tabulate_outlets(make_coverage(outlets=fierce))))
    assert "A tells of more conflict than others on the same days (+4.0, p = 0.00" in said and "B tells of less" in said


def test_a_course_beyond_chance_is_told_with_its_turns():
    days = [f"2020-01-{i:02d}" for i in range(1, 25)]
    calm = [(name, day, "USA", "IRN", "YIELD", "left") for day in days[:8] + days[16:] for name in "ab"]
    outlets = dict.fromkeys("ab", ("Post", "2020-01-30", 1.0))
    covered = make_coverage(*calm, *spread(days[8:16], "a", "b"), outlets=outlets)
    table = coverage.tabulate_told_days(covered, 199)
    told = str(narrative.describe_course(table, coverage.tabulate_told_deeds(covered), coverage.compute_course(table)))
    assert "is more than chance (p = 0.001), with a peak on 1" in told


def test_the_sample_is_told_rightly(covered):
    deeds, days = coverage.tabulate_told_deeds(covered), coverage.tabulate_told_days(covered)
    course, outlets = coverage.compute_course(days), coverage.tabulate_outlets(covered)
    read = str(narrative.describe_coverage(covered))
    assert "21 articles of four outlets, published from 28 December 2019 to 12 January 2020" in read
    assert "so all count as 17 witnesses" in read
    said = str(narrative.summarise_coverage(covered, days, deeds, course, outlets))
    assert re.search(
        r"Most conflict is told from 3 to 8 January 2020: \d+ points a day, against \d+ in the seven", said
    )
    assert "not tested against chance" in said and "could be tested does not differ by more than chance" in said
    assert "3 January 2020, when the United States used force against Iran (“killed General Qassem Soleimani”" in said
    assert "8 January 2020, when Iran used force against the United States (“fired ballistic missiles" in said
    assert "may be chance" in str(narrative.describe_course(days, deeds, course))
    assert "Old Mill" not in said


@pytest.fixture(scope="module")
def told(covered_folder):
    """The folder of the sample's report."""
    make_coverage_report(covered_folder)
    return covered_folder


def test_the_report_has_its_page_figures_tables_and_summary(told):
    page = (told / "report.html").read_text(encoding="utf-8")
    assert "Coverage: 21 articles" in page and "<del>" in page and not re.search(r"(?:src|href)=.https?:", page)
    summary = json.loads((told / "summary.json").read_text(encoding="utf-8"))
    assert summary["coverage"]["articles"] == 21 and summary["coverage"]["stories"] == 17
    assert {peak["day"] for peak in summary["peaks"]} >= {"2020-01-03", "2020-01-08"}
    tables = {path.stem for path in (told / "tables").glob("*.csv")}
    assert tables == {"days", "deeds", "outlets", "copies", "voices", "failures", "course"}
    figures = {path.name for path in (told / "figures").iterdir()}
    assert {"days.png", "days.svg", "outlets.png", "voices.png", "versions_1.png"} <= figures


def test_the_same_coverage_gives_the_same_figures_and_tables(told, tmp_path):
    files = [file for file in sorted(told.rglob("*")) if file.suffix in (".png", ".svg", ".csv", ".json")]
    before = [file.read_bytes() for file in files]
    make_coverage_report(told, {"focus": "USA-IRN"})
    assert "USA-IRN" in (told / "summary.json").read_text(encoding="utf-8")
    make_coverage_report(told)
    assert [file.read_bytes() for file in files] == before


def test_the_command_reads_and_reports_and_a_second_time_reads_nothing(tmp_path, capsys):
    for i, text in enumerate(["Troops shelled the harbour on Monday.", "The mayor called for calm on Tuesday.", ""]):
        (tmp_path / f"{i}.txt").write_text(f"{text}\n\n{text}", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["coverage", str(tmp_path), "--out", str(out), "--jobs", "1", "-p", "shuffles=99"]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(out / "report.html") and "two articles read" in told.err
    assert "one file could not be read" in told.err
    assert main(["coverage", str(tmp_path), "--out", str(out), "--jobs", "1", "-p", "shuffles=99"]) == 0
    assert "3 of them before" in capsys.readouterr().err


def test_what_cannot_be_covered_is_told_in_one_line(tmp_path, capsys):
    assert main(["coverage", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 1
    assert "does not exist" in capsys.readouterr().err and not (tmp_path / "out").exists()
    assert main(["coverage", str(tmp_path), "-p", "colour=red"]) == 1
    assert "no such parameter" in capsys.readouterr().err
    with pytest.raises(ReportError, match="odd number"):
        check_parameters({"smoothing": "2"}, "coverage.ipynb")


def test_two_versions_are_compared_on_the_command_line(tmp_path, capsys):
    files = [
        str(ROOT / "data" / "coverage" / name) for name in ("02-air-strikes-on-militia.txt", "03-jets-hit-militia.txt")
    ]
    assert main(["compare", *files, "--out", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("The second version keeps five of the 12 paragraphs") and "−  ¶12" in told
    assert (tmp_path / "figures" / "comparison.png").exists() and (tmp_path / "tables" / "shifts.csv").exists()
    assert main(["compare", files[0], str(tmp_path / "none.txt")]) == 1
    assert "none.txt: does not exist" in capsys.readouterr().err
