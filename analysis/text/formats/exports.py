"""Exports of databases of the press: one file with many articles from Nexis, Factiva, ProQuest or Europresse.

Each database separates its articles and names their parts in a way of its own; from what it writes around a story come
headline, byline, outlet and day, and the rest of it is dropped.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from analysis.text.calendar import make_day
from analysis.text.days import read_day
from analysis.text.formats.stories import UNKNOWN, Story

HEAD_LINES = 25  # in which the fields above a story are looked for
TITLE_CHARACTERS = 300

_RULE = re.compile(r"[_=*–—-]{8,}")


class Export(NamedTuple):
    """How to read the exports of a database.

    Attributes:
        name: of the database.
        sign: what only its files have.
        split: takes a text, gives the parts with one article each.
        read: takes a part, gives its story, or None if it has none.
    """

    name: str
    sign: re.Pattern
    split: Callable[[str], list[str]]
    read: Callable[[str], Story | None]


def find_export(text: str) -> Export | None:
    """The database that a text was exported from, or None."""
    return next((export for export in EXPORTS if export.sign.search(text)), None)


def split_export(text: str) -> list[Story]:
    """The stories of an export, in order; an empty list if a text is none."""
    export = find_export(text)
    stories = map(export.read, export.split(text.replace("\r\n", "\n").replace("\r", "\n"))) if export else ()
    return [story for story in stories if story is not None]


def _make_story(title: str, byline: str, body: Sequence[str], day: str, outlet: str, name: str) -> Story | None:
    """A story of its parts; None without a body. The evidence for its day names the database."""
    paragraphs = [paragraph for part in body if (paragraph := part.strip())]
    if not paragraphs:
        return None
    title = " ".join(title.split())[:TITLE_CHARACTERS]
    byline = " ".join(byline.split())
    if byline and not byline.lower().startswith("by "):
        byline = f"By {byline}"
    written = _read_day(day)
    evidence = f"{name}: {' '.join(day.split())}" if written else UNKNOWN
    text = "\n\n".join(filter(None, (title, byline, *paragraphs)))
    return Story(text, title or None, written, evidence, " ".join(outlet.split()) or None)


_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_FRENCH_DAY = re.compile(rf"(?i)\b(\d{{1,2}})(?:er)? ({'|'.join(_FRENCH)}) ((?:19|20)\d\d)\b")


def _read_day(words: str) -> date | None:
    if found := _FRENCH_DAY.search(words):
        return make_day(int(found[3]), _FRENCH.index(found[2].lower()) + 1, int(found[1]))
    written = read_day(words)
    return written.day if written else None


def _list_paragraphs(body: str) -> list[str]:
    """The paragraphs of a body: blank lines separate them; lines that a database wrapped are joined."""
    parts = [part for part in re.split(r"\n[ \t]*\n", body) if part.strip()]
    if len(parts) > 1:
        return [" ".join(part.split()) for part in parts]
    return [" ".join(line.split()) for line in body.split("\n")]


def _read_fields(lines: Sequence[str], names: re.Pattern) -> dict[str, str]:
    """The fields of some lines: `LENGTH: 765 words`; a line without a name goes on with the one above."""
    fields: dict[str, str] = {}
    last = ""
    for line in lines:
        if found := names.match(line.strip()):
            last = found["name"].lower()
            fields.setdefault(last, found["value"])
        elif line.strip() and last:
            fields[last] += f" {line.strip()}"
        else:
            last = ""
    return fields


# Nexis: fields with a name and a colon between the headline and the body, a few more after it.

_NEXIS_END = re.compile(r"(?m)^[ \t]*(?:\d+ of \d+ DOCUMENTS?|End of Document)[ \t]*$")
_NEXIS_FIELD = re.compile(
    r"(?i)(?P<name>section|length|byline|dateline|highlight|body|copyright|load-date|language|graphic|publication-type"
    r"|subject|document-type|correction|correction-date|url|journal code|classification|headline|type|source|geographic"
    r"|industry|organization|person|country|state|city|notes|series|distribution|acc-no|pub-type|ticker|company):?"
    r"(?:(?<=:)[ \t]*(?P<value>.*)|$)"
)
_NEXIS_BODY = re.compile(r"(?im)^[ \t]*body:?[ \t]*(?:\n|(?=\S)|$)")
_NEXIS_TAIL = re.compile(
    r"(?m)^[ \t]*(?:(?i:(?:load-date|language|graphic|publication-type|url|subject|journal-code|document-type"
    r"|correction-date):)|Classification[ \t]*$|Copyright \d{4}\b.*$|All Rights Reserved[ \t]*$)"
)
_PAGE_NUMBER = re.compile(r"(?im)^[ \t]*page \d+ of \d+[ \t]*$")


def _split_nexis(text: str) -> list[str]:
    return _NEXIS_END.split(text)


def _read_nexis(part: str) -> Story | None:
    body = _NEXIS_BODY.search(part)
    if not body:
        return None
    head = [line.strip() for line in _PAGE_NUMBER.sub("", part[: body.start()]).split("\n")]
    start = next((i for i, line in enumerate(head) if _NEXIS_FIELD.match(line) and ":" in line), len(head))
    fields = _read_fields(head[start:], _NEXIS_FIELD)
    above = [line for line in head[:start] if line and not re.match(r"(?i)copyright\b|all rights reserved", line)]
    dated = next((i for i, line in enumerate(above) if _is_dated(line)), len(above))
    title, outlet = _place_nexis(above, dated, fields.get("headline", ""))
    tail = _NEXIS_TAIL.search(part, body.end())
    story = _list_paragraphs(part[body.end() : tail.start() if tail else len(part)])
    day = above[dated] if dated < len(above) else fields.get("load-date", "")
    return _make_story(title, fields.get("byline", ""), story, day, outlet, "Nexis")


def _place_nexis(above: list[str], dated: int, headline: str) -> tuple[str, str]:
    """The headline and the outlet among the lines above the fields: the outlet is right above the day.

    The newer exports begin with the headline; the older ones have it after the day and the edition.
    """
    outlet = above[dated - 1] if 0 < dated < len(above) else ""
    before = " ".join(above[: max(dated - 1, 0)])
    after = [line for line in above[dated + 1 :] if not re.search(r"(?i)\bedition\b", line)]
    return headline or before or " ".join(after), outlet


def _is_dated(line: str) -> bool:
    written = read_day(line)
    return bool(written and written.day and len(line.split()) <= 9)


# Factiva: lines with the number of words and the day under the headline, or two capitals before each field.

_FACTIVA_END = re.compile(r"(?m)^[ \t]*(?:AN[ \t]+)?Document [A-Z0-9]{1,8}\d{8,}[a-z0-9]{4,}[ \t]*$")
_FACTIVA_CODE = re.compile(
    r"(?m)^(?P<name>HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|PUB|IPC|IPD|AN|SE|CLM|ART)"
    r"(?:[ \t]+|$)"
)
_FACTIVA_WORDS = re.compile(r"(?im)^[ \t]*[\d,.]+ words[ \t]*$")


def _split_factiva(text: str) -> list[str]:
    return _FACTIVA_END.split(text)


def _read_factiva(part: str) -> Story | None:
    codes = list(_FACTIVA_CODE.finditer(part))
    if sum(code["name"] in ("HD", "LP", "TD", "PD", "SN") for code in codes) >= 3:
        ends = [*(code.start() for code in codes[1:]), len(part)]
        fields = {code["name"]: part[code.end() : end].strip() for code, end in zip(codes, ends, strict=True)}
        body = _list_paragraphs("\n\n".join(filter(None, (fields.get("LP"), fields.get("TD")))))
        return _make_story(
            fields.get("HD", ""), fields.get("BY", ""), body, fields.get("PD", ""), fields.get("SN", ""), "Factiva"
        )
    counted = _FACTIVA_WORDS.search(part)
    if not counted:
        return None
    above = [line.strip() for line in part[: counted.start()].split("\n") if line.strip()]
    byline = above.pop() if len(above) > 1 and re.match(r"(?i)by\b", above[-1]) else ""
    below = part[counted.end() :].strip("\n").split("\n")
    ends = next((i for i, line in enumerate(below) if re.match(r"\s*(?:\(c\)|©|Copyright\b)", line, re.I)), None)
    head = [line.strip() for line in below[: HEAD_LINES if ends is None else ends] if line.strip()]
    if ends is None:  # no copyright line: the fields end with the language
        ends = next((i for i, line in enumerate(below) if line.strip() == "English"), 3)
    dated = next((i for i, line in enumerate(head[:3]) if _is_dated(line)), None)
    if dated is None:
        return None
    outlets = [line for line in head[dated + 1 :] if not re.fullmatch(r"\d\d?:\d\d.*|[A-Z]{3,8}", line)]
    return _make_story(
        above[-1] if above else "",
        byline,
        _list_paragraphs("\n".join(below[ends + 1 :])),
        head[dated],
        next(iter(outlets), ""),
        "Factiva",
    )


# ProQuest: a rule of dashes between articles, and fields with a name and a colon on both sides of the text.

_PROQUEST_FIELD = re.compile(
    r"(?i)(?P<name>author|publication info|abstract|full text|links|subject|location|people|company ?/ ?organization"
    r"|publication title|publication year|publication date|pages|section|issn|source type|language of publication"
    r"|document type|proquest document id|document url|copyright|last updated|database|title|publisher|first page"
    r"|place of publication|country of publication|dateline|column|classification|identifier ?/ ?keyword|volume|issue"
    r"|business indexing term|credit|illustration|company|number of pages|publication subject):"
    r"[ \t]*(?P<value>.*)"
)
_PROQUEST_TEXT = re.compile(r"(?im)^[ \t]*full text:[ \t]*")


def _split_proquest(text: str) -> list[str]:
    return re.split(r"(?m)^[ \t]*_{20,}[ \t]*$", text)


def _read_proquest(part: str) -> Story | None:
    start = _PROQUEST_TEXT.search(part)
    if not start:
        return None
    end = next(
        (hit.start() for hit in _list_lines(part, start.end()) if _PROQUEST_FIELD.match(hit[0].strip())), len(part)
    )
    fields = _read_fields([*part[: start.start()].split("\n"), *part[end:].split("\n")], _PROQUEST_FIELD)
    above = [line.strip() for line in part[: start.start()].split("\n") if line.strip()]
    above = [line for line in above if not re.fullmatch(r"(?i)document \d+ of \d+|proquest document link", line)]
    first = next((line for line in above if not _PROQUEST_FIELD.match(line)), "")
    info = fields.get("publication info", "")
    outlet = fields.get("publication title") or re.split(r" ?[;,\[]", info)[0]
    names = [" ".join(reversed(name.split(", ", 1))) for name in fields.get("author", "").rstrip(".").split(";")]
    return _make_story(
        fields.get("title") or first,
        " and ".join(name.strip() for name in names if name.strip()),
        _list_paragraphs(part[start.end() : end]),
        fields.get("publication date") or info,
        outlet,
        "ProQuest",
    )


def _list_lines(text: str, start: int) -> Iterator[re.Match]:
    return re.compile(r"(?m)^.+$").finditer(text, start)


# Europresse: its document's number, with the day in it, ends each article.

_EUROPRESSE_NUMBER = re.compile(r"\b(?:news|web)[·.\ufffd](?P<day>\d{8})[·.\ufffd][A-Z]{2,4}[·.][\w·.-]+")
_EUROPRESSE_EDGE = re.compile(
    r"(?im)^[ \t]*(?:©.*|(?:certificat émis|certificate issued).*|tous droits réservés.*|all rights reserved.*"
    r"|ce certificat.*|this certificate.*|public ?: ?.*|europresse.*|cision.*|nom de la source|source name|doc\. ?:.*)$"
)


def _split_europresse(text: str) -> list[str]:
    ends = [hit.end() for hit in _EUROPRESSE_NUMBER.finditer(text)]
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def _read_europresse(part: str) -> Story | None:
    number = _EUROPRESSE_NUMBER.search(part)
    if not number:
        return None
    part = _EUROPRESSE_EDGE.sub("", part[: number.start()])
    blocks = [
        " ".join(block.split()) for block in part.split("\n") if block.strip() and not _RULE.fullmatch(block.strip())
    ]
    dated = next((i for i, block in enumerate(blocks[:6]) if _read_day(block) and len(block.split()) <= 20), None)
    if dated is None:
        return None
    outlet = blocks[dated - 1] if dated else blocks[dated].partition(",")[0]
    byline = blocks[dated + 2] if len(blocks) > dated + 2 and len(blocks[dated + 2].split()) <= 6 else ""
    title = blocks[dated + 1] if len(blocks) > dated + 1 else ""
    day = _read_day(blocks[dated]) or number["day"]
    body = blocks[dated + (3 if byline else 2) :]
    return _make_story(title, byline, body, str(day), outlet, "Europresse")


EXPORTS = (
    Export(
        "Nexis",
        re.compile(r"(?im)^[ \t]*(?:\d+ of \d+ DOCUMENTS?|End of Document|LOAD-DATE:.*)[ \t\r]*$"),
        _split_nexis,
        _read_nexis,
    ),
    Export(
        "Factiva",
        re.compile(r"(?m)^[ \t]*(?:AN[ \t]+)?Document [A-Z0-9]{1,8}\d{8,}[a-z0-9]{4,}[ \t\r]*$"),
        _split_factiva,
        _read_factiva,
    ),
    Export(
        "ProQuest",
        re.compile(r"(?im)^[ \t]*(?:document \d+ of \d+|proquest document (?:link|id:.*))[ \t\r]*$"),
        _split_proquest,
        _read_proquest,
    ),
    Export("Europresse", _EUROPRESSE_NUMBER, _split_europresse, _read_europresse),
)
