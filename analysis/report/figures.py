"""The charts of a page: drawings that follow the screen in width and colour, with links that save them.

A chart in an executed notebook is a picture. The same picture lies in the report's folder `figures`, next to its
drawing (`arc.svg`), the drawing for a phone (`arc-narrow.svg`) and its numbers (`arc.csv`). The page takes those, so
the notebook stays small. A chart that lies in no folder stays a picture.
"""

import colorsys
import html
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from analysis.show.colours import GROUNDS, TWINS

FONTS = '"DejaVu Sans", Verdana, sans-serif'  # letters of nearly the same width
PAPERS = re.compile(f"{GROUNDS.light}|#ffffff")  # in a drawing; on the page it is the colour of the page itself
DARKEST = 0.11  # the lightness of a dark page
PALE = 0.8  # the lightness of a colour that is only a ground for others
TALL = 2.9  # a drawing for a phone that is more times as high as wide does not fit into a column on paper
SCREEN = 96 / 72  # pixels of a point

# What a drawing of matplotlib is made of. Anything else does not get into a page.
_ELEMENTS = frozenset("svg title g defs clipPath path rect use text tspan".split())
_SVG, _LINK = "http://www.w3.org/2000/svg", "{http://www.w3.org/1999/xlink}href"
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_LONG = re.compile(r"-?\d+\.\d{3,}")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FAMILY = re.compile(r"font-family: [^;]+;?\s*")
_LINKS = {"png": ("PNG", "image/png"), "svg": ("SVG", "image/svg+xml"), "csv": ("numbers (CSV)", "text/csv")}


class DrawingError(Exception):
    """A drawing holds what no chart draws."""


class Figure(NamedTuple):
    """A chart on the page, and the colours that its drawings use."""

    html: str
    colours: frozenset[str]


def find_charts(folder: Path | None) -> dict[bytes, Path]:
    """The pictures in a folder of figures, by what is in them."""
    return {path.read_bytes(): path for path in sorted(folder.glob("*.png"))} if folder else {}


def render_figure(picture: str, alt: str, charts: dict[bytes, Path], key: str) -> Figure:
    """A chart as it stands on the page; `picture` is its PNG in base64, and `key` begins all ids of its drawings."""
    path = charts.get(b64decode(picture))
    if path is None or not path.with_suffix(".svg").exists():
        image = f'<img src="data:image/png;base64,{html.escape(picture)}" alt="{html.escape(alt)}">'
        return Figure(f'<figure class="chart">{_scroll(image)}</figure>', frozenset())
    files = {kind: path.with_suffix(f".{kind}") for kind in ("png", "svg", "csv")}
    data = {kind: file.read_bytes() for kind, file in files.items() if file.exists()}
    wide, used = _read_drawing(data["svg"])
    data["svg"] = _write_alone(wide)
    drawn, kind = _write_inline(wide, f"{key}w", alt, "wide"), "chart"
    shown = _scroll(drawn)
    phone = path.with_name(f"{path.stem}-narrow.svg")
    if phone.exists():
        narrow, more = _read_drawing(phone.read_bytes())
        width, height = _measure(narrow)
        kind = "chart both tall" if height > TALL * width else "chart both"
        shown = drawn + _write_inline(narrow, f"{key}n", alt, "narrow")
        used |= more
    caption = f'<figcaption class="save">Save this chart: {" ".join(_write_links(path.stem, data))}</figcaption>'
    return Figure(f'<figure class="{kind}" id="chart-{key}">{shown}{caption}</figure>', used)


def write_colours(used: frozenset[str]) -> str:
    """The colours of drawings as variables of the page's style, each for a light and a dark screen."""
    pairs = {colour: TWINS.get(colour) or make_dark(colour) for colour in sorted(used)}
    return " ".join(f"--c{light[1:]}: light-dark({light}, {dark});" for light, dark in pairs.items())


def make_dark(colour: str) -> str:
    """The twin of a colour on a dark page: the same hue, as far from the page as the colour is from white."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    if lightness > PALE:
        saturation /= 2  # the dark twin of a wash is a wash, too
    twin = colorsys.hls_to_rgb(hue, 1 - (1 - DARKEST) * lightness, saturation)
    return "#" + "".join(f"{round(255 * part):02x}" for part in twin)


def _scroll(content: str) -> str:
    return f'<div class="scroll" tabindex="0" role="group" aria-label="Chart">{content}</div>'


def _read_drawing(svg: bytes) -> tuple[etree._Element, frozenset[str]]:
    """A drawing without what only a drawing program needs, and its colours.

    Raises:
        DrawingError: it holds an element that no chart draws.
    """
    parser = etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(svg, parser)
    etree.strip_elements(root, f"{{{_SVG}}}metadata", f"{{{_SVG}}}style", with_tail=False)
    used: set[str] = set()
    for element in root.iter():
        if not isinstance(element.tag, str) or etree.QName(element).localname not in _ELEMENTS:
            raise DrawingError(f"{element.tag}: no chart draws this")
        for name in ("d", "x", "y", "transform"):
            if name in element.attrib:
                element.set(name, _LONG.sub(_shorten, " ".join(element.get(name).split())))
        used |= set(_COLOUR.findall(PAPERS.sub("", element.get("style", ""))))
        if "style" in element.attrib:
            element.set("style", _FAMILY.sub("", element.get("style")))
    return root, frozenset(used)


def _measure(root: etree._Element) -> tuple[float, float]:
    """The width and the height of a drawing, in points."""
    width, height = root.get("viewBox").split()[2:]
    return float(width), float(height)


def _shorten(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _write_alone(root: etree._Element) -> bytes:
    """A drawing as a file of its own."""
    root.set("style", f"font-family: {FONTS.replace(chr(34), chr(39))}; stroke-linejoin: round")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _write_inline(root: etree._Element, key: str, alt: str, kind: str) -> str:
    """A drawing as a part of the page: its ids are its own, its colours are variables."""
    width, height = _measure(root)
    _separate_ids(root, key)
    for element in root.iter():
        element.tag = etree.QName(element).localname
        if "style" in element.attrib:
            style = PAPERS.sub("var(--paper)", element.get("style"))
            element.set("style", _COLOUR.sub(lambda colour: f"var(--c{colour[0][1:]})", style))
    for title in root.findall("title"):
        root.remove(title)  # a pointer would show it all over the chart
    root.attrib.clear()
    looks = {"class": kind, "role": "img", "aria-label": alt, "viewBox": f"0 0 {width:g} {height:g}"}
    root.attrib.update(looks | {"style": f"max-width: {width * SCREEN:.0f}px"})
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _separate_ids(root: etree._Element, key: str) -> None:
    """Begins the ids of a drawing with a key, and drops those that nothing refers to."""
    links = {element.get(_LINK, "")[1:] for element in root.iter()}
    used = links | {name for element in root.iter() for name in _REFERENCE.findall(element.get("clip-path", ""))}
    for element in root.iter():
        if (name := element.attrib.pop("id", "")) in used and name:
            element.set("id", f"{key}-{name}")
        if link := element.attrib.pop(_LINK, ""):
            element.set("href", f"#{key}-{link[1:]}")
        if "clip-path" in element.attrib:
            element.set("clip-path", _REFERENCE.sub(rf"url(#{key}-\1)", element.get("clip-path")))


def _write_links(name: str, data: dict[str, bytes]) -> Iterator[str]:
    for kind, content in data.items():
        label, type_ = _LINKS[kind]
        address = f"data:{type_};base64,{b64encode(content).decode()}"
        told = html.escape(f"{label} of the chart {name}")
        yield f'<a download="{html.escape(name)}.{kind}" href="{address}" aria-label="{told}">{label}</a>'
