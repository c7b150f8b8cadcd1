"""A page of its own that is no notebook: one HTML file without network, for screen, phone and print, light and dark."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from analysis.show.colours import CONFLICT, COOPERATION, GROUNDS, TONE
from analysis.text.wording import visible

FOLDER = files("analysis") / "show"
MARK = '<meta name="generator" content="crisis-arc">'  # by which we know our own pages
_HEAD = 500  # bytes of a page in which that mark stands


def render_sheet(template: Traversable, **values: object) -> str:
    """A page from a template that extends `sheet.html.j2`; its values are escaped."""
    colours = {"paper": GROUNDS, "conflict": CONFLICT, "cooperation": COOPERATION, "tone": TONE}
    style = f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in colours.items())} }}\n{_read('sheet.css')}"
    page = load_environment().from_string(template.read_text(encoding="utf-8"))
    return page.render(mark=Markup(MARK), style=Markup(style), **values) + "\n"


def is_sheet(path: Path) -> bool:
    """Whether a file is a page that `render_sheet` made."""
    try:
        with path.open("rb") as file:
            return MARK.encode() in file.read(_HEAD)
    except OSError:
        return False


@cache
def load_environment() -> Environment:
    """The environment of these templates, with autoescaping."""
    env = Environment(
        loader=FunctionLoader(_read), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    env.filters["visible"] = visible
    return env


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
