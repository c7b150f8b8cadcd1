"""The widget of a view, made with anywidget, which is an extra: only this module imports it."""

from functools import cache
from importlib.resources import files

import anywidget
import traitlets

from analysis.page.page import write_colours, write_script

FOLDER = files("analysis") / "view"


@cache
def write_module() -> str:
    """The script of the widget: that of the page, and the view's own around it."""
    own = (FOLDER / "view.js").read_text(encoding="utf-8")
    return f"const page = (() => {write_script('return { enliven, makeForm, make };')})();\n{own}"


@cache
def write_style() -> str:
    """The style of the widget."""
    return write_colours(".crisis-explore") + (FOLDER / "view.css").read_text(encoding="utf-8")


class ViewWidget(anywidget.AnyWidget):
    """What the browser shows and sends.

    Attributes:
        page: the article's HTML, sent anew only after a correction.
        starts: where each block of the article begins.
        controls: what there is to choose from.
        shown: what changes with the settings.
        settings: as the reader has set them.
        pick: what the reader pointed at: keys of notes, or a paragraph.
        said: the last answer to the reader.
        identity: of the page that is shown where no widget can run.
    """

    _esm = write_module()
    _css = write_style()
    page = traitlets.Unicode().tag(sync=True)
    starts = traitlets.List().tag(sync=True)
    controls = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    settings = traitlets.Dict().tag(sync=True)
    pick = traitlets.Dict().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    undoable = traitlets.Bool().tag(sync=True)
    identity = traitlets.Unicode().tag(sync=True)
