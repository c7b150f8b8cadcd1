"""The names in an article's body, which say what it is about, and the persons it calls those of its outlet."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from analysis.reading.actors.register import country_name, country_of, country_sense
from analysis.text.calendar import MONTH_NAMES, MONTHS, WEEKDAY_STEMS, WEEKDAYS

_NAME = re.compile(r"(?<![.!?:\n”\"“] )(?<!^)(?<!\n)\b(?:[A-Z][a-z]+|[A-Z]{2,})\b")
_WORD = re.compile(r"\b[a-z]{3,}\b")  # a name that is also a word in small letters is one in a title: *The*, *Report*
_TIMES = frozenset(word.casefold() for word in (*MONTH_NAMES, *MONTHS, *WEEKDAYS, *WEEKDAY_STEMS))
_REPORTED = r"(?i:{outlet})['’]s ((?:[A-Z][\w’'-]+ ){{1,2}}[A-Z][\w’'-]+)"


def list_names(body: str, outlet: str) -> Iterator[dict[str, object]]:
    """The rows of the table `names` (`schema.NAMES`) for an article: its names, then its outlet's reporters."""
    for name, times in count_names(body, outlet.split()).items():
        yield {"name": name, "times": times, "reporter": False}
    for name in sorted(find_reporters(body, outlet)) if outlet else ():
        yield {"name": name, "times": None, "reporter": True}


def count_names(text: str, apart: Iterable[str] = ()) -> Counter[str]:
    """How often each name is in a text: words with a capital within a sentence; *Libyans* and *Libyan* are *Libya*.

    Args:
        text: of an article.
        apart: words that say nothing of its subject, such as those of its outlet.
    """
    left_out = _TIMES | {word.casefold() for word in apart}
    small = set(_WORD.findall(text))
    words = Counter(
        word for word in _NAME.findall(text) if word.casefold() not in left_out and word.casefold() not in small
    )
    names: Counter[str] = Counter()
    for word, often in words.items():
        place = country_sense(word) in ("name", "adjective", "inhabitants")
        names[country_name(country_of(word) or "") or word if place else word] += often
    return names


def find_reporters(text: str, outlet: str) -> set[str]:
    """The persons whom an article calls those of its outlet: *the Post’s Ana Rusu*."""
    return set(re.findall(_REPORTED.format(outlet=re.escape(outlet)), text))
