"""A `Reading`: one article and all its tables."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
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
from analysis.reading.events.recode import Setting
from analysis.reading.events.table import BOTH, list_acts, read_events
from analysis.reading.quotes.table import find_quotes
from analysis.reading.schema import BLOCKS, PARAGRAPHS, SENTENCES, WORDS
from analysis.reading.tables import make_column, make_table
from analysis.reading.tone.measures import SCORES, measure_tone
from analysis.syntax.pipeline import Piece, find_sentences, parse
from analysis.text.article import LISTED_DATE, MAX_BYTES, Article, listed_date, locate, parse_article, read_article

R = TypeVar("R")
NOT_COUNTED = ("hedged", "conditional", "denied")  # modalities of acts that are listed and do not count
_SHOWN_BY = "analysis.page.summary"  # imported only when a reading is shown, since it imports this module


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reading:
    """One article and its tables. All offsets are into `article.text`; `schema.py` lists the columns.

    Attributes:
        article: the `Article`.
        blocks: one row per block: role, start, end.
        paragraphs: one row per body paragraph, with the mean tone of its sentences.
        sentences: one row per sentence of the body, with its tone.
        words: one row per word or phrase that a measure of tone scored.
        mentions: one row per mention of a person, country, organisation or group, and who that is.
        quotes: one row per quoted passage, with its speaker.
        dates: one row per time expression anywhere in the article, with its TIMEX3 value and the days it covers.
        events: one row per reported event: who did what to whom, how far it escalates, and when.
        corrections: one row per cell that a reader corrected.
        now: the story's present day, if known.
        focus: the two sides to which it is narrowed; empty for the whole article.
        coders: who read the events: `both`, or the `rules` alone.
        uncorrected: the same without a reader's corrections; None if there are none.
        kept: results computed from it, by function and arguments (`once`).
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
    now: pd.Timestamp | None = None
    focus: tuple[str, ...] = ()
    coders: str = BOTH
    uncorrected: "Reading | None" = None
    kept: dict[tuple, Any] = field(default_factory=dict, init=False)

    @property
    def acts(self) -> pd.DataFrame:
        """The events that count: those of body paragraphs that are conflict or cooperation."""
        return list_acts(self.events)

    def __repr__(self) -> str:
        return import_module(_SHOWN_BY).write_summary(self)

    def _repr_html_(self) -> str:
        return import_module(_SHOWN_BY).render_summary(self)


def once(compute: Callable[..., R]) -> Callable[..., R]:
    """The function with a cache: the reading or coverage, its first argument, keeps the result.

    All other arguments have to be hashable.
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
    """The `Reading` of a text or HTML file, with a reader's corrections of it (`corrections.csv`), if there are any.

    Args:
        path: a `.txt` or `.html` file.
        published: the day of publication (a date, or an ISO string such as `2020-01-09`); else it is looked for in
            the article.
        max_bytes: the largest file to read.
        coders: who reads events: `both`, or the `rules` alone, which is faster.

    Raises:
        ArticleError: the file is not an article, or a correction of it does not fit; the error gives the file, the
            reason and the remedy.
        ValueError: `published` is not a date, or there are no such coders.
    """
    return read_parsed(read_article(path, published, max_bytes=max_bytes), listed_corrections(path), coders)


def read_listed(path: str | Path, published: date | str | None = None, coders: str = BOTH) -> Reading:
    """The `Reading` of a file, with its listed date: what notebooks and reports use. Otherwise it is `read`.

    The path works from the project's root and from `notebooks/`. Without `published`, the day comes from `articles.csv`
    if the file is listed there. Like `corrections.csv`, this list is looked for in the article's folder and one folder
    above.

    Raises:
        ArticleError: the file, or a list, cannot be read, or a correction matches no row.
        ValueError: `published` is not a date, or there are no such coders.
    """
    path = locate(path)
    listed = None if published else listed_date(path)
    evidence = LISTED_DATE if listed else "the caller"
    return read_parsed(read_article(path, listed or published, evidence), listed_corrections(path), coders)


def read_text(text: str, published: date | str | None = None, coders: str = BOTH) -> Reading:
    """The `Reading` of any string. No text makes it raise an error; with nothing to read, the tables are empty.

    Raises:
        ValueError: `published` is not a date, or there are no such coders.
    """
    return read_parsed(parse_article(text, published), coders=coders)


def read_parsed(article: Article, corrections: Corrections | None = None, coders: str = BOTH) -> Reading:
    """The `Reading` of an `Article`; each table is corrected before the next one uses it.

    Raises:
        ArticleError: a correction matches no row, or its value does not fit its column.
    """
    return read_pieces(article, parse(article.text, article.blocks), corrections, coders)


def read_pieces(
    article: Article, pieces: list[Piece], corrections: Corrections | None = None, coders: str = BOTH
) -> Reading:
    """The `Reading` of an `Article` whose blocks are already parsed.

    Raises:
        ArticleError: a correction matches no row, or its value does not fit its column.
    """
    text = article.text
    sentences, words = _read_sentences(text, [piece for piece in pieces if piece.role == "paragraph"])
    mentions = find_mentions(text, pieces, article.published)
    quotes = find_quotes(text, pieces, mentions)
    dates = find_dates(pieces, article.published)
    events, now = read_events(text, pieces, mentions, quotes, dates, article.published, coders)
    reading = Reading(
        article=article,
        blocks=make_table(map(asdict, article.blocks), BLOCKS),
        paragraphs=_read_paragraphs(article, sentences, words, quotes, events),
        sentences=sentences,
        words=words,
        mentions=mentions,
        quotes=quotes,
        dates=dates,
        events=events,
        corrections=Corrections().list_overruled(),
        now=now,
        coders=coders,
    )
    return correct(reading, corrections, pieces) if corrections is not None and corrections.rows else reading


def correct(reading: Reading, corrections: Corrections, pieces: list[Piece] | None = None) -> Reading:
    """The reading of a whole article with these corrections in place of those that it has.

    Each table is corrected before the next one uses it. Only corrections of mentions, quotes and times have the article
    read again; `pieces` is its parse, if there is one.

    Raises:
        ArticleError: a correction matches no row, or its value does not fit its column.
    """
    plain = reading.uncorrected or reading
    article, text = plain.article, plain.article.text
    words, sentences = corrections.apply_words(plain.words, plain.sentences)
    mentions, quotes, dates, events, now = plain.mentions, plain.quotes, plain.dates, plain.events, plain.now
    if corrections.touch("mentions", "quotes", "dates"):
        pieces = pieces or parse(text, article.blocks)
        mentions = corrections.apply("mentions", mentions)
        quotes = corrections.apply("quotes", find_quotes(text, pieces, mentions))
        dates = corrections.apply("dates", dates)
        events, now = read_events(text, pieces, mentions, quotes, dates, article.published, plain.coders)
    events = corrections.apply_events(events, Setting(text, sentences, mentions, quotes, now))
    return replace(
        plain,
        paragraphs=_read_paragraphs(article, sentences, words, quotes, events),
        sentences=sentences,
        words=words,
        mentions=mentions,
        quotes=quotes,
        dates=dates,
        events=events,
        corrections=corrections.list_overruled(),
        now=now,
        uncorrected=plain,
    )


def _read_sentences(text: str, pieces: list[Piece]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `sentences` and `words`."""
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
    article: Article,
    sentences: pd.DataFrame,
    words: pd.DataFrame,
    quotes: pd.DataFrame,
    events: pd.DataFrame,
) -> pd.DataFrame:
    """The table `paragraphs`; a paragraph's tone is the mean of its sentences that have a score."""
    text, spans = article.text, [(block.start, block.end) for block in article.blocks if block.role == "paragraph"]
    tones: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    places = sentences["paragraph"].tolist()
    for name in SCORES:
        for i, score in zip(places, sentences[name].tolist(), strict=True):
            if not math.isnan(score):
                tones[i][name].append(score)
    scored = zip(words["paragraph"].tolist(), words["measure"].tolist(), strict=True)
    evidence_words = Counter(i for i, measure in scored if measure == "tone")
    counts = _count_acts(range(1, len(spans) + 1), quotes, events)
    rows = [
        {"paragraph": i, "start": start, "end": end, "text": text[start:end], "words": len(text[start:end].split())}
        | {"evidence_words": evidence_words[i]}
        | {name: fmean(scores) for name, scores in tones[i].items()}
        | cells
        for i, ((start, end), cells) in enumerate(zip(spans, counts, strict=True), start=1)
    ]
    return make_table(rows, PARAGRAPHS)


def count_acts(paragraphs: pd.DataFrame, quotes: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The table `paragraphs` with its columns `escalation`, `events`, `events_background` and `quotes` counted.

    Escalation is the mean of a paragraph's current events, without neutral ones and those that are only possible,
    conditional or denied; NaN without such an event.
    """
    rows = list(_count_acts(paragraphs["paragraph"].tolist(), quotes, events))
    columns = ("escalation", "events", "events_background", "quotes")
    return paragraphs.assign(**{name: make_column([row[name] for row in rows], PARAGRAPHS[name]) for name in columns})


def _count_acts(numbers: Iterable[int], quotes: pd.DataFrame, events: pd.DataFrame) -> Iterator[dict[str, float]]:
    """The four cells of `count_acts` for each of some paragraphs."""
    current, background = defaultdict(list), Counter()
    acts = list_acts(events)
    acts = acts[~acts["modality"].isin(NOT_COUNTED)]
    columns = ("paragraph", "frame", "escalation")
    for number, frame, escalation in zip(*(acts[column].tolist() for column in columns), strict=True):
        if frame == "current":
            current[number].append(escalation)
        else:
            background[number] += 1
    quoted = Counter(quotes["paragraph"].tolist())
    for n in numbers:
        escalation = fmean(current[n]) if n in current else None
        cells = {"escalation": escalation, "events": len(current.get(n, ())), "events_background": background[n]}
        yield cells | {"quotes": quoted[n]}
