"""Text copied from a PDF: lines as they were set, cut words, and the head and number of each page in between.

Such a text is told by words that are cut at the ends of lines, by form feeds, or by lines that every page repeats. Its
lines are joined to paragraphs. Two columns side by side are refused: nobody can tell which line follows which.
"""

import re
from collections import Counter
from itertools import pairwise
from statistics import median

CUT_LINES = 3  # lines that end within a word; fewer may be chance
REPEATED = 3  # lines with a number that are alike, where nothing else shows the pages
PAGES = 2  # pages that have the same head
SHORT = 0.8  # of the usual length of a line: a shorter one that ends a sentence ends its paragraph
FULL_LINES = 6  # lines that show how long one is
MARGIN_LINES = 2  # at the top and at the bottom of a page, where heads and numbers stand
COLUMN_LINES, COLUMN_SHARE, COLUMN_CHARACTERS = 8, 0.5, 12  # lines in two columns, their share, and the least of each

_CUT = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_NUMBER = re.compile(r"(?i)^\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_COLUMNS = re.compile(r"^\s*\S.*?\S(?P<gap>\s{3,}|\t)\S")


class ColumnsError(ValueError):
    """A text in two columns, side by side."""


def is_copied(text: str) -> bool:
    """Whether a text was copied from a PDF."""
    lines = text.split("\n")
    cut = sum(bool(_CUT.search(line.rstrip())) and after.lstrip()[:1].islower() for line, after in pairwise(lines))
    return "\f" in text or cut >= CUT_LINES or bool(_find_heads(text, lines))


def join_lines(text: str) -> str:
    """The paragraphs of a text copied from a PDF, separated by blank lines.

    Raises:
        ColumnsError: it is in two columns, side by side.
    """
    lines = [line.rstrip() for line in _drop_heads(text)]
    _refuse_columns(lines)
    lengths = [len(line.strip()) for line in lines if line.strip()]
    usual = median(sorted(lengths)[len(lengths) // 2 :]) if len(lengths) >= FULL_LINES else max(lengths, default=0)
    paragraphs: list[list[str]] = []
    is_open = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        words = line.strip()
        if not words:
            is_open = is_open and not _ends(paragraphs[-1][-1], usual)
            continue
        if is_open and not (line[0] in " \t" and not words[0].islower()):
            _add_line(paragraphs[-1], words)
        else:
            paragraphs.append([words])
        is_open = not _closes(words, after.strip() or "a", usual)
    return "\n\n".join(" ".join(parts) for parts in paragraphs)


def _add_line(parts: list[str], words: str) -> None:
    """Adds a line to the parts of a paragraph; a word that was cut at the end of the line above is whole again."""
    if _CUT.search(parts[-1][-2:]) and words[0].islower():
        first, _, rest = words.partition(" ")
        parts[-1] = _CUT.sub("", parts[-1]) + first
        parts += [rest] if rest else []
    else:
        parts.append(words)


def _closes(words: str, after: str, usual: float) -> bool:
    """Whether a line is the last of its paragraph or title: it is short, and the next line can begin another."""
    begins = not after[:1].islower() and not _CUT.search(words[-2:])
    return len(words) < SHORT * usual and (begins or bool(_SENTENCE_END.search(words[-5:])))


def _ends(words: str, usual: float) -> bool:
    """Whether a paragraph ends before a blank line, and is not only divided by the end of a page."""
    return bool(_SENTENCE_END.search(words[-5:])) or len(words) < SHORT * usual


def _find_heads(text: str, lines: list[str]) -> set[str]:
    """The lines that stand at the top or the bottom of several pages, without their numbers."""
    pages = text.split("\f") if "\f" in text else []
    edges = Counter(head for page in pages for head in {_strip_number(line) for line in _list_edges(page)})
    if not pages:  # a lone number between lines shows where a page ends
        numbers = [i for i, line in enumerate(lines) if _NUMBER.match(line) and line.strip()]
        near = (lines[j] for i in numbers for j in (i - 1, i + 1) if 0 <= j < len(lines))
        edges = Counter(map(_strip_number, near)) if len(numbers) >= REPEATED else Counter()
    least = PAGES if pages else REPEATED
    return {head for head, count in edges.items() if count >= least and any(map(str.isalpha, head))}


def _list_edges(page: str) -> list[str]:
    lines = [line for line in page.split("\n") if line.strip()]
    return [*lines[:MARGIN_LINES], *lines[-MARGIN_LINES:]]


def _strip_number(line: str) -> str:
    return re.sub(r"\d+", "", line).strip(" \t|–—-·").lower()


def _drop_heads(text: str) -> list[str]:
    """The lines of a text without the heads and the numbers of its pages."""
    heads = _find_heads(text, text.split("\n"))
    paged = "\f" in text or bool(heads)
    kept = []
    for page in text.split("\f"):
        kept += [
            line
            for line in page.split("\n")
            if _strip_number(line) not in heads and not (paged and line.strip() and _NUMBER.match(line))
        ]
    return kept


def _refuse_columns(lines: list[str]) -> None:
    filled = [line for line in lines if line.strip()]
    gaps = [hit for line in filled if (hit := _COLUMNS.search(line))]
    wide = [
        hit
        for hit in gaps
        if hit.start("gap") >= COLUMN_CHARACTERS and len(hit.string) - hit.end("gap") >= COLUMN_CHARACTERS
    ]
    if len(wide) >= COLUMN_LINES and len(wide) >= COLUMN_SHARE * len(filled):
        raise ColumnsError
