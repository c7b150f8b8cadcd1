"""Markdown and reStructuredText as plain text: their marks are not words."""

import re

SUFFIXES = (".md", ".markdown", ".rst")

_FRONT = re.compile(r"\A---\n(?P<fields>.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_TITLE = re.compile(r"(?m)^title:\s*[\"']?(?P<title>.+?)[\"']?\s*$")
_DATE = re.compile(r"(?m)^(?:date|published|pubdate):\s*[\"']?(?P<day>.+?)[\"']?\s*$")
_LINES = [  # whole lines that are no text
    re.compile(r"(?m)^\s*(?:```|~~~).*$"),
    re.compile(r"(?m)^(?:[=\-~^\"'`#*+]){3,}\s*$"),  # a rule, or the line under a title
    re.compile(r"(?m)^\s*(?:\* ?){3,}$"),
    re.compile(r"(?m)^\[[^\]]+\]:\s*\S+.*$"),  # where a link leads
    re.compile(r"(?m)^\.\. [\w-]+::.*$|^\.\. _[^:]+:.*$"),  # a directive
    re.compile(r"(?m)^\s*:[\w-]+:\s.*$"),
]
# Marks around words: each pattern looks only so far, so that time does not grow with the square of a line's length
_WORDS, _TARGET = r"[^\]\n]{1,300}", r"\([^)\s]{0,500}(?:\s+\"[^\"\n]{0,200}\")?\)"
_MARKS = [
    (re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$"), r"\1"),
    (re.compile(r"(?m)^ {0,3}>+ ?"), ""),
    (re.compile(r"(?m)^([ \t]*)(?:[*+-]|\d{1,3}[.)])[ \t]+(?=\S)"), r"\1"),
    (re.compile(rf"!\[[^\]\n]{{0,300}}\]{_TARGET}"), ""),
    (re.compile(rf"\[({_WORDS})\]{_TARGET}"), r"\1"),
    (re.compile(rf"\[({_WORDS})\]\[[^\]\n]{{0,100}}\]"), r"\1"),
    (re.compile(r"\[\^[^\]\n]{1,100}\]:?"), ""),
    (re.compile(r"`([^`<\n]{1,300}?)[ \t]*<[^>\n]{1,500}>`__?"), r"\1"),  # a link of reStructuredText
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^\n]{1,300}?)(?<=[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^\n]{1,300}?)(?<=[^\s_])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(?=\S)([^\n~]{1,300}?)(?<=\S)~~"), r"\1"),
    (re.compile(r"``?([^`\n]{1,300})``?"), r"\1"),
    (re.compile(r"<(https?://[^>\s]{1,500})>"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~-])"), r"\1"),
]
_FIRST = re.compile(r"#[ \t]+(?P<hash>[^\n]{1,500})|(?P<line>[^\n#]{1,500})\n={3,}[ \t]*(?:\n|\Z)")


def strip_marks(text: str) -> tuple[str, str | None, str]:
    """The text without marks, its title if it has one, and the day that its head states, or ""."""
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    fields = front["fields"] if front else ""
    body = text[front.end() :] if front else text
    first = _FIRST.match(body.lstrip())
    title = (first["hash"] or first["line"]).strip(" \t#") if first else None
    body = _drop_comments(body)
    for line in _LINES:
        body = line.sub("", body)
    for mark, kept in _MARKS:
        body = mark.sub(kept, body)
        title = mark.sub(kept, title) if title else None
    stated = _TITLE.search(fields)
    day = _DATE.search(fields)
    return body.strip(), title or (stated["title"] if stated else None), day["day"] if day else ""


def _drop_comments(text: str) -> str:
    """The text without the comments of HTML; one that is not closed is text."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + len("-->")
    return "".join([*kept, text[at:]])
