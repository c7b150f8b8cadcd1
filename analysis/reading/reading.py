"""A `Reading`: one article and all its tables, computed at once."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import wraps
from importlib import import_module
from pathlib import Path
from statistics import fmean
from typing import Any, TypeVar

import pandas as pd

from analysis.reading.actors.table import find_mentions
from analysis.reading.corrections import Corrections, listed_corrections
from analysis.reading.dates.table import find_dates
from analysis.reading.events.table import BOTH, find_events, list_acts
from analysis.reading.events.timing import find_now
from analysis.reading.quotes.table import find_quotes
from analysis.reading.schema import BLOCKS, PARAGRAPHS, SENTENCES, WORDS
from analysis.reading.tables import make_column, make_table
from analysis.reading.tone.measures import SCORES, measure_tone
from analysis.syntax.pipeline import Piece, find_sentences, parse
from analysis.text.article import LISTED_DATE, MAX_BYTES, Article, listed_date, locate, parse_article, read_article

R = TypeVar("R")
_SHOWN_BY = "analysis.page.summary"  # looked up when a reading is shown: the page draws what is made here


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reading:
    """One article and what was read in it. All offsets are into `article.text`; columns are listed in `schema.py`.

    Attributes:
        article: the `Article`.
        blocks: one row a block: role, start, end.
        paragraphs: one row a body paragraph, with the mean tone of its sentences.
        sentences: one row a sentence of the body, with its tone.
        words: one row for each word or phrase that a measure of tone scored.
        mentions: one row for each time that a person, country, organisation or group is mentioned, and who that is.
        quotes: one row a quoted passage, with who said it.
        dates: one row a time expression, wherever in the article, with its TIMEX3 value and the days it covers.
        events: one row an event: who did what to whom, how far it escalates, and when.
        corrections: one row a cell that a reader's corrections overruled.
        focus: the two sides to which it is narrowed; empty for all that the article tells.
        kept: what was computed of it, by function and arguments (`once`).
    """

    article: Article
    blocks: pd.DataFrame
    paragraphs: pd.DataFrame
    sentences: pd.DataFrame
    words: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    dates: pd.DataFrame
    events: pd.DataFrame
    corrections: pd.DataFrame
    focus: tuple[str, ...] = ()
    kept: dict[tuple, Any] = field(default_factory=dict, init=False)

    @property
    def acts(self) -> pd.DataFrame:
        """The events that count: those of body paragraphs that are conflict or cooperation."""
        return list_acts(self.events)

    @property
    def now(self) -> pd.Timestamp | None:
        """The day that is the story's now, if one is known."""
        now = find_now(self.dates.itertuples(), self.article.published)
        return now and now.first

    def __repr__(self) -> str:
        return import_module(_SHOWN_BY).write_summary(self)

    def _repr_html_(self) -> str:
        return import_module(_SHOWN_BY).render_summary(self)


def once(compute: Callable[..., R]) -> Callable[..., R]:
    """The function, which then computes its result of a reading or coverage once, and keeps it with that.

    Its other arguments have to be hashable.
    """

    @wraps(compute)
    def kept(subject: Any, *args: Any, **options: Any) -> R:  # noqa: ANN401
        key = (compute.__module__, compute.__qualname__, args, tuple(sorted(options.items())))
        if key not in subject.kept:
            subject.kept[key] = compute(subject, *args, **options)
        return subject.kept[key]

    return kept


def read(
    path: str | Path, published: date | str | None = None, max_bytes: int = MAX_BYTES, coders: str = BOTH
) -> Reading:
    """The `Reading` of a text or HTML file.

    Args:
        path: a `.txt` or `.html` file.
        published: the day of publication (a date, or an ISO string such as `2020-01-09`); else it is looked for in
            the article.
        max_bytes: the largest file that is read.
        coders: of events: `both`, or `rules` alone, which is quicker.

    Raises:
        ArticleError: the file is no article; the error names the file, the reason and the remedy.
        ValueError: `published` is no day, or there are no such coders.
    """
    return read_parsed(read_article(path, published, max_bytes=max_bytes), coders=coders)


def read_listed(path: str | Path, published: date | str | None = None, coders: str = BOTH) -> Reading:
    """The `Reading` of a file as notebooks and reports want it.

    The file is found from the project's root and from `notebooks/`, dated by `articles.csv` where that lists it and the
    caller gives no day, and corrected by `corrections.csv`. Both lists stand beside the file or one folder above it.

    Raises:
        ArticleError: the file, or a list, cannot be read, or a correction finds no row.
        ValueError: `published` is no day, or there are no such coders.
    """
    path = locate(path)
    listed = None if published else listed_date(path)
    evidence = LISTED_DATE if listed else "the caller"
    return read_parsed(read_article(path, listed or published, evidence), listed_corrections(path), coders)


def read_text(text: str, published: date | str | None = None, coders: str = BOTH) -> Reading:
    """The `Reading` of any string; never raises on a text. Its tables are empty where there is nothing to read.

    Raises:
        ValueError: `published` is no day, or there are no such coders.
    """
    return read_parsed(parse_article(text, published), coders=coders)


def read_parsed(article: Article, corrections: Corrections | None = None, coders: str = BOTH) -> Reading:
    """The `Reading` of an `Article`, with a reader's corrections made in each table before the next one uses it.

    Raises:
        ArticleError: a correction finds no row, or its value does not fit its column.
    """
    return read_pieces(article, parse(article.text, article.blocks), corrections, coders)


def read_pieces(
    article: Article, pieces: list[Piece], corrections: Corrections | None = None, coders: str = BOTH
) -> Reading:
    """The `Reading` of an `Article` whose blocks are parsed already.

    Raises:
        ArticleError: a correction finds no row, or its value does not fit its column.
    """
    text, corrections = article.text, corrections or Corrections()
    spans = [(block.start, block.end) for block in article.blocks if block.role == "paragraph"]
    sentences, words = _read_sentences(text, [piece for piece in pieces if piece.role == "paragraph"])
    mentions = corrections.apply("mentions", find_mentions(text, pieces, article.published))
    quotes = corrections.apply("quotes", find_quotes(text, pieces, mentions))
    dates = corrections.apply("dates", find_dates(pieces, article.published))
    events = find_events(text, pieces, mentions, quotes, dates, article.published, coders)
    return Reading(
        article=article,
        blocks=make_table(map(asdict, article.blocks), BLOCKS),
        paragraphs=_read_paragraphs(text, spans, sentences, words, quotes, events),
        sentences=sentences,
        words=words,
        mentions=mentions,
        quotes=quotes,
        dates=dates,
        events=events,
        corrections=corrections.list_overruled(),
    )


def _read_sentences(text: str, pieces: list[Piece]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `sentences` and `words` of the parsed paragraphs."""
    sentences, words = [], []
    numbers = Counter()
    for piece in pieces:
        for start, end in find_sentences(piece):
            numbers[piece.paragraph] += 1
            place = {"paragraph": piece.paragraph, "sentence": numbers[piece.paragraph]}
            tone = measure_tone(text[start:end])
            scores = {name: getattr(tone, name) for name in SCORES}
            sentences.append(place | {"start": start, "end": end, "text": text[start:end]} | scores)
            for word in tone.words:
                a, b = start + word.start, start + word.end
                words.append(word._asdict() | place | {"start": a, "end": b, "text": text[a:b]})
    return make_table(sentences, SENTENCES), make_table(words, WORDS)


def _read_paragraphs(
    text: str,
    spans: list[tuple[int, int]],
    sentences: pd.DataFrame,
    words: pd.DataFrame,
    quotes: pd.DataFrame,
    events: pd.DataFrame,
) -> pd.DataFrame:
    """The table `paragraphs`: each paragraph's tone is the mean over its sentences that have evidence."""
    tones: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    places = sentences["paragraph"].tolist()
    for name in SCORES:
        for i, score in zip(places, sentences[name].tolist(), strict=True):
            if not math.isnan(score):
                tones[i][name].append(score)
    heard = zip(words["paragraph"].tolist(), words["measure"].tolist(), strict=True)
    assessed = Counter(i for i, measure in heard if measure == "tone")
    deeds = _tally_acts(range(1, len(spans) + 1), quotes, events)
    rows = [
        {"paragraph": i, "start": start, "end": end, "text": text[start:end], "words": len(text[start:end].split())}
        | {"evidence_words": assessed[i]}
        | {name: fmean(scores) for name, scores in tones[i].items()}
        | done
        for i, ((start, end), done) in enumerate(zip(spans, deeds, strict=True), start=1)
    ]
    return make_table(rows, PARAGRAPHS)


def count_acts(paragraphs: pd.DataFrame, quotes: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The table `paragraphs` with what is said and done in each: `escalation`, `events`, `events_background`, `quotes`.

    Escalation is the mean over a paragraph's current events, the neutral ones left out; NaN where it has none.
    """
    rows = list(_tally_acts(paragraphs["paragraph"].tolist(), quotes, events))
    columns = ("escalation", "events", "events_background", "quotes")
    return paragraphs.assign(**{name: make_column([row[name] for row in rows], PARAGRAPHS[name]) for name in columns})


def _tally_acts(numbers: Iterable[int], quotes: pd.DataFrame, events: pd.DataFrame) -> Iterator[dict[str, float]]:
    """The cells of `count_acts` for each of some paragraphs."""
    told, recalled = defaultdict(list), Counter()
    acts = list_acts(events)
    columns = ("paragraph", "frame", "escalation")
    for number, frame, escalation in zip(*(acts[column].tolist() for column in columns), strict=True):
        if frame == "current":
            told[number].append(escalation)
        else:
            recalled[number] += 1
    begun = Counter(quotes["paragraph"].tolist())
    for n in numbers:
        escalation = fmean(told[n]) if n in told else None
        cells = {"escalation": escalation, "events": len(told.get(n, ())), "events_background": recalled[n]}
        yield cells | {"quotes": begun[n]}
