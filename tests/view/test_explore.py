"""A view of an article, without a browser: what it shows and selects, how it is corrected, where no widget runs."""

import sys
from html.parser import HTMLParser

import pytest

import analysis
from analysis.text.article import ArticleError

STORY = """Ferry row

PORT ASH, 3 May 2026 – Norway attacked a Swedish patrol boat on Saturday, officials said.

“We condemn the raid,” Sweden’s prime minister, Ana Lind, said. Sweden threatened to seize Norwegian ships.

Denmark met both on Sunday. The mood was splendid.

Finland offered aid to Sweden. Iceland praised the offer.
"""


@pytest.fixture
def view(tmp_path):
    (tmp_path / "ferry.txt").write_text(STORY, encoding="utf-8")
    return analysis.explore(analysis.read(tmp_path / "ferry.txt"))


@pytest.fixture
def widget(view):
    """The view's widget, without a browser."""
    pytest.importorskip("anywidget", reason="anywidget is not installed")
    return view._open_widget()


class Links(HTMLParser):
    """What a page would fetch."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("src", "href") and not (value or "").startswith("#")]


def test_settings_leave_what_they_say(view):
    assert view.reading.events.equals(analysis.read_text(STORY).events) or len(view.reading.events)
    assert set(view.set(side="conflict").reading.events["side"]) == {"conflict"}
    assert len(view.set(side="", focus="NOR-SWE").reading.paragraphs) < 4
    sure = view.set(focus="", confidence=0.9).reading.events["confidence"]
    assert (sure >= 0.9).all()
    assert set(view.set(confidence=0, coder="both").reading.events["coder"]) == {"both"}
    assert len(view.set(coder="").reading.events) == len(analysis.read_text(STORY).events)
    escalation = view.set(side="cooperation").reading.paragraphs["escalation"].dropna()
    assert (escalation < 0).all()


def test_a_setting_that_cannot_be_is_refused_and_nothing_changes(view):
    for name, value, message in [
        ("side", "war", "side='war'"), ("smoothing", 4, "odd"), ("coder", "me", "coder='me'"),
        ("confidence", 2, "from 0 to 1"), ("focus", "NOR-FRA", "does not have both"),
    ]:  # fmt: skip
        with pytest.raises(ValueError, match=message):
            view.set(**{name: value})
    with pytest.raises(TypeError):
        view.set(colour="red")
    assert view.settings == type(view.settings)()


def test_what_is_selected_are_rows(view):
    assert view.selected.empty and "root" in view.selected
    assert view.select(paragraph=3)["text"].tolist() == view.reading.paragraphs["text"].tolist()[2:3]
    assert view.select(words="attacked")["root"].tolist() == ["ASSAULT"]
    assert view.select(words="splendid")["measure"].tolist() == ["tone"]
    assert view.select(words="“We condemn the raid,”")["speaker"].tolist() == ["Ana Lind"]


def test_a_correction_is_written_and_taken_back(view, tmp_path):
    place = int(view.select(words="attacked")["start"].iloc[0])
    view.correct("events", place, "class", "PROTEST", who="A. Reader", why="no shot was fired")
    assert view.select(words="attacked")["root"].tolist() == ["PROTEST"]
    lines = (tmp_path / "corrections.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and lines[1].startswith(f"ferry.txt,events,{place},class,PROTEST,A. Reader,20")
    again = analysis.explore(analysis.read(tmp_path / "ferry.txt"))
    assert again.select(words="attacked")["root"].tolist() == ["PROTEST"]
    again.correct("mentions", "Ana Lind", "country", "Finland")
    assert again.reading.mentions.query("text == 'Ana Lind'")["country"].tolist() == ["FIN"]
    again.undo().undo()
    assert (tmp_path / "corrections.csv").read_text(encoding="utf-8").splitlines() == lines
    view.undo()
    assert view.select(words="attacked")["root"].tolist() == ["ASSAULT"]


def test_what_cannot_be_corrected_is_not_written(view, tmp_path):
    with pytest.raises(ArticleError, match="no row of events is at 'nowhere'"):
        view.correct("events", "nowhere", "source", "SWE")
    with pytest.raises(ValueError, match=r"events\.rule cannot be corrected"):
        view.correct("events", "attacked", "rule", "x")
    assert not (tmp_path / "corrections.csv").exists() and view.reading.corrections.empty


def test_a_pasted_text_is_corrected_in_the_view_only(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    view = analysis.explore(analysis.read_text(STORY)).correct("events", "attacked", "act", "none")
    assert "attacked" not in view.reading.events["text"].tolist() and list(tmp_path.iterdir()) == []


def test_a_narrowed_reading_opens_with_its_focus(view, tmp_path):
    narrowed = analysis.explore(analysis.narrow(analysis.read(tmp_path / "ferry.txt"), "NOR-SWE"))
    assert narrowed.settings.focus == "NOR-SWE" and narrowed.reading.focus == ("NOR", "SWE")
    assert len(narrowed.set(focus="").reading.paragraphs) == 4


def test_what_the_browser_sends_is_heard_and_answered(view, widget):
    widget.settings = {**widget.settings, "side": "conflict"}
    assert view.settings.side == "conflict" and widget.shown["count"] == f"three acts of {len(view._desk.reading.acts)}"
    widget.pick = {"paragraph": 2}
    assert view.selected["paragraph"].tolist() == [2]
    page = widget.page
    start = STORY.index("attacked")
    row = {"table": "events", "place": f"{start}..{start + 8}", "column": "source", "value": "Denmark"}
    widget._handle_custom_msg({"rows": [row]}, [])
    assert widget.said.startswith("Corrected. Written to corrections.csv.") and widget.page != page and widget.undoable
    widget._handle_custom_msg({"rows": [row | {"value": "DNK"}]}, [])
    assert widget.said.startswith("It was read like that already: nothing changes.")
    widget._handle_custom_msg({"rows": [row | {"place": "7..9"}]}, [])
    assert widget.said.startswith("Not corrected: ") and "no row of events" in widget.said
    marked = {"words": "mood", "start": STORY.index("mood"), "table": "events", "column": "act", "value": "CONSULT"}
    widget._handle_custom_msg({"rows": [marked]}, [])
    assert view.set(side="").select(words="mood")["root"].tolist() == ["CONSULT"]
    widget._handle_custom_msg({"undo": True}, [])
    assert view.select(words="mood").empty and widget.said.startswith("Taken back.")


def test_two_corrections_with_one_answer_are_both_answered(view, widget):
    said = []
    widget.observe(lambda change: said.append(change["new"]), "said")
    for words in ("attacked", "condemn"):
        start = STORY.index(words)
        row = {"table": "events", "place": str(start), "column": "day", "value": "2026-05-01"}
        widget._handle_custom_msg({"rows": [row]}, [])
    assert said == ["…", "Corrected. Written to corrections.csv. The verdict stays."] * 2


def test_every_act_has_its_bar_and_its_day(view, widget):
    arc, days = widget.shown["arc"], widget.shown["days"]
    assert arc.count("<button") == 4 and 'aria-label="Paragraph 1: escalation +' in arc and "p = " not in arc
    keys = [note.key for note in view._notes if note.layer == "event"]
    assert all(key in keys for part in days.split('data-keys="')[1:] for key in part.split('"')[0].split())
    assert widget.shown["verdict"] == str(analysis.view.shown.stand.describe(view.reading))


def test_of_one_side_alone_the_verdict_stays_that_of_both(view, widget):
    before, told = widget.shown["verdict"], repr(view)
    for side in ("conflict", "cooperation", "neutral"):
        view.set(side=side)
        assert widget.shown["verdict"] == before and repr(view) == told
    assert set(view.reading.events["side"]) <= {"neutral"} and widget.shown["count"].startswith("no act")


def test_where_no_widget_can_run_it_is_the_page_and_fetches_nothing(view, monkeypatch, capsys):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **options: shown.append(data))
    view._ipython_display_()
    assert "close-reader" in shown[0]["text/html"] and shown[0]["text/plain"].startswith("<view of 'Ferry row': ")
    assert Links(shown[0]["text/html"]).found == [] and shown[1]["text/plain"] == ""
    monkeypatch.setattr("analysis.view.explore.find_spec", lambda name: None)
    view._widget = None
    shown.clear()
    view._ipython_display_()
    assert len(shown) == 1 and "crisis-explore" not in shown[0]["text/html"] and "pip install" in shown[0]["text/plain"]


def test_the_package_is_imported_without_the_widget(tmp_path):
    assert "analysis.view.explore" in sys.modules and not hasattr(sys.modules["analysis.view.explore"], "anywidget")


def test_the_script_asks_for_nothing_that_only_jupyterlab_has():
    script = pytest.importorskip("analysis.view.widget", reason="anywidget is not installed").write_module()
    assert "export default" in script and not [
        name for name in ("Jupyter.", "JupyterLab.", "require(", "import ", "http://", "https://") if name in script
    ]
