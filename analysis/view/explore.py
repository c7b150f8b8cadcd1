"""The view of an article: to look at it from all sides, and to correct what was read wrongly."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

import pandas as pd

from analysis.page.notes import Note, list_notes, list_tone_words
from analysis.page.page import render_article
from analysis.reading.corrections import listed_corrections
from analysis.reading.reading import Reading, read_parsed
from analysis.story import stand
from analysis.text.article import ArticleError
from analysis.view.desk import Desk, place_words
from analysis.view.settings import Settings, choose, list_controls, write_settings
from analysis.view.shown import judge, show

# Where the widget runs, it stands in place of the page; where it cannot, the page stays and no empty frame is below it
_STILL = """<style>
.jp-OutputArea-child:has(.crisis-explore-still):has(+ .jp-OutputArea-child .crisis-explore) {{ display: none; }}
.jp-OutputArea-child:has(.crisis-explore-still) + .jp-OutputArea-child:not(:has(.crisis-explore)) {{ display: none; }}
</style><div class="crisis-explore-still" data-view="{identity}">{page}</div>"""


class View:
    """An article with its arc, its marks and controls; in JupyterLab everything answers to the pointer and the keys.

    Attributes:
        settings: what is shown, as `Settings`.
    """

    def __init__(self, reading: Reading) -> None:
        """Opens a view of a reading; of a narrowed one, with its focus."""
        self.settings = Settings(focus="-".join(reading.focus))
        self._desk = Desk(_widen(reading))
        self._pick: Mapping[str, Any] = {}
        self._widget: Any = None
        self._renew()

    @property
    def reading(self) -> Reading:
        """The reading as it is shown: corrected, and only what the settings leave."""
        return self._chosen

    @property
    def selected(self) -> pd.DataFrame:
        """The rows under what was clicked: acts, quotes, times or tone words; of a bar, its paragraph.

        Before anything is clicked, no row of `events`.
        """
        if "paragraph" in self._pick:
            rows = self._chosen.paragraphs
            return rows[rows["paragraph"] == self._pick["paragraph"]].reset_index(drop=True)
        keys = set(self._pick.get("keys", ()))
        picked = [note for note in self._notes if note.key in keys]
        layers = [note.layer for note in picked]
        layer = "event" if "event" in layers or not layers else layers[0]
        places = {(note.start, note.end) for note in picked if note.layer == layer}
        table = list_tone_words(self._chosen) if layer == "word" else getattr(self._chosen, f"{layer}s")
        hits = [place in places for place in zip(table["start"].tolist(), table["end"].tolist(), strict=True)]
        return table[hits].reset_index(drop=True)

    def select(self, paragraph: int | None = None, words: str = "") -> pd.DataFrame:
        """Selects a paragraph, or the marks on some words, as a click does; gives `selected`."""
        if paragraph is not None:
            self._pick = {"paragraph": paragraph}
        else:
            self._pick = {"keys": [note.key for note in self._notes if self._slice(note) == words]}
        return self.selected

    def set(self, **settings: str | float) -> "View":
        """The view with other settings: `focus`, `smoothing`, `side`, `voice`, `coder`, `confidence`.

        Raises:
            TypeError: there is no such setting.
            ValueError: it cannot have this value.
        """
        self._set(replace(self.settings, **settings))
        return self

    def correct(self, table: str, place: str, column: str, value: str, who: str = "", why: str = "") -> "View":
        """The view with one cell corrected, which is written to `corrections.csv`.

        Args:
            table: `events`, `quotes`, `dates`, `mentions` or `words`.
            place: the row's `start`, its `start..end`, or its words.
            column: what is wrong; for events also `class`, `day` and `act` (`none` where there is no act).
            value: what is right; "" for unknown.
            who: who says so.
            why: for what reason.

        Raises:
            ArticleError: there is no such row, or the value does not fit.
            ValueError: the column cannot be corrected.
        """
        row = {"table": table, "place": str(place), "column": column, "value": value, "who": who, "why": why}
        self._correct([row])
        return self

    def undo(self) -> "View":
        """The view without its last correction."""
        self._desk.undo()
        self._renew()
        return self

    def _slice(self, note: Note) -> str:
        return self._desk.reading.article.text[note.start : note.end]

    def _correct(self, rows: Sequence[Mapping[str, str]]) -> None:
        self._desk.correct(rows)
        self._renew()

    def _set(self, settings: Settings) -> None:
        """Shows other settings; those that the article does not have are refused before anything changes."""
        self._chosen = choose(self._desk.reading, settings)
        self.settings = settings
        self._send(settings=write_settings(settings), shown=self._show())

    def _renew(self) -> None:
        """Computes everything from the reading as it is corrected now."""
        whole = self._desk.reading
        self._notes = list_notes(whole)
        self._chosen = choose(whole, self.settings)
        if self._widget is not None:
            self._send(**self._write_page(), shown=self._show(), undoable=self._desk.can_undo)

    def _show(self) -> dict[str, Any]:
        if self._widget is None:
            return {}
        return show(self._desk.reading, self._chosen, self._notes, self.settings)

    def _write_page(self) -> dict[str, Any]:
        """What changes only with a correction: the page, where its blocks begin, and what there is to choose from."""
        whole = self._desk.reading
        starts = [block.start for block in whole.article.blocks]
        page = render_article(whole, script=False).html
        return {"page": page, "starts": starts, "controls": list_controls(whole)}

    def _send(self, **traits: object) -> None:
        """Sends what has changed to the browser, all at once."""
        if self._widget is not None:
            with self._widget.hold_sync():
                for name, value in traits.items():
                    if getattr(self._widget, name) != value:
                        setattr(self._widget, name, value)

    def _open_widget(self) -> Any:  # noqa: ANN401
        """The widget, made when it is first shown; None where anywidget is not installed."""
        if self._widget is None and find_spec("anywidget"):
            self._widget = import_module("analysis.view.widget").ViewWidget(identity=uuid4().hex[:8])
            self._send(**self._write_page(), settings=write_settings(self.settings), shown=self._show())
            self._widget.observe(self._hear_settings, "settings")
            self._widget.observe(self._hear_pick, "pick")
            self._widget.on_msg(self._hear_message)
        return self._widget

    def _hear_settings(self, change: Mapping[str, Any]) -> None:
        settings = Settings(**change["new"])
        if settings != self.settings:
            self._set(settings)

    def _hear_pick(self, change: Mapping[str, Any]) -> None:
        self._pick = change["new"]

    def _hear_message(self, _: object, message: Mapping[str, Any], __: object) -> None:
        """Corrects or undoes what the reader sent, and answers with what it changed."""
        self._send(said="…")  # an answer in the same words as the last one is sent too
        before = str(stand.describe(self._desk.reading))
        try:
            if message.get("undo"):
                self._desk.undo()
                self._renew()
                answer = "Taken back."
            else:
                self._correct([self._place(row) for row in message["rows"]])
                answer = self._describe_last(len(message["rows"]))
        except (ArticleError, ValueError, OSError) as error:
            self._send(said=f"Not corrected: {error}")
            return
        after = str(stand.describe(self._desk.reading))
        verdict = "The verdict stays." if before == after else f"The verdict was: {before}"
        self._send(said=f"{answer} {verdict}")

    def _place(self, row: Mapping[str, Any]) -> dict[str, str]:
        """A row with its place: words that were marked are looked for where they were marked."""
        if "words" not in row:
            return dict(row)
        return {**row, "place": place_words(self._desk.reading, row["words"], row.get("start"))}

    def _describe_last(self, lines: int) -> str:
        where = f"Written to {self._desk.file.name}." if self._desk.file else "Kept in this view: the text has no file."
        rows = self._desk.reading.corrections.tail(lines)
        same = len(rows) and not (rows["outcome"] == "changed").any()
        return f"It was read like that already: nothing changes. {where}" if same else f"Corrected. {where}"

    def __repr__(self) -> str:
        judged = judge(self._desk.reading, self._chosen, self.settings)
        return f"<view of {self._desk.reading.article.title!r}: {stand.describe(judged)}>"

    def _repr_html_(self) -> str:
        return render_article(self._chosen)._repr_html_()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        widget = self._open_widget()
        if widget is None:
            install = "Install anywidget to explore it: pip install 'crisis-arc[explore]'"
            display({"text/html": self._repr_html_(), "text/plain": f"{self!r}\n{install}"}, raw=True)
            return
        still = _STILL.format(identity=widget.identity, page=self._repr_html_())
        display({"text/html": still, "text/plain": repr(self)}, raw=True)
        bundle = widget._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        display(dict(data) | {"text/plain": ""}, metadata=metadata, raw=True)


def _widen(reading: Reading) -> Reading:
    """The reading of the whole article."""
    if not reading.focus:
        return reading
    article = reading.article
    return read_parsed(article, listed_corrections(article.source), reading.coders)


def explore(reading: Reading) -> View:
    """A `View` of a reading: its arc above its page, with controls; what is wrong can be corrected by a click.

    In JupyterLab it is a widget. Where widgets cannot run (a saved notebook, an HTML export, one that is not
    trusted, and without the package anywidget), it is the page of the article.

    Args:
        reading: of an article; corrections are written to the `corrections.csv` next to its file.

    Examples:
        >>> import analysis
        >>> view = analysis.explore(analysis.read_text("Iran attacked Iraq on Monday. Iraq protested."))
        >>> view.set(side="conflict", smoothing=5).reading.events["side"].unique().tolist()
        ['conflict']
        >>> view.select(paragraph=1)["paragraph"].tolist()
        [1]
    """
    return View(reading)
