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
from analysis.text.invisible import Cleared, clear, clear_article
from analysis.text.wording import count_words

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

    Examples:
        >>> import analysis
        >>> reading = analysis.read_text("Iran attacked Iraq. Iraq protested.")
        >>> reading.events["target"].iloc[0]
        'IRQ'
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
        return _list_acts(self)

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


@once
def _list_acts(reading: Reading) -> pd.DataFrame:
    return list_acts(reading.events)


def read(
    path: str | Path, published: date | str | None = None, max_bytes: int = MAX_BYTES, coders: str = BOTH
) -> Reading:
    """The `Reading` of a file, with a reader's corrections of it (`corrections.csv`), if there are any.

    Args:
        path: a text, a saved page, a mail or a document; `export.txt#3` is the third article of a file.
        published: the day of publication (a date, or an ISO string such as `2020-01-09`); else it is looked for in
            the article.
        max_bytes: the largest file to read.
        coders: who reads events: `both`, or the `rules` alone, which is faster.

    Raises:
        ArticleError: the file is not an article, or a correction of it does not fit; the error gives the file, the
            reason and the remedy.
        ValueError: `published` is not a date, or there are no such coders.

    Examples:
        >>> import analysis
        >>> from analysis.text.article import locate
        >>> reading = analysis.read(locate("data/articles/strike-deal.txt"), published="2018-03-22")
        >>> reading.events["root"].iloc[0]
        'YIELD'
    """
    return read_parsed(read_article(path, published, max_bytes=max_bytes), listed_corrections(path), coders)


def read_listed(path: str | Path, published: date | str | None = None, coders: str = BOTH) -> Reading:
    """The `Reading` of a file, with its listed date: what notebooks and reports use. Otherwise it is `read`.

    The path works from the project's root and from any folder below it. Without `published`, the day comes from
    `articles.csv` if the file is listed there. Like `corrections.csv`, this list is looked for in the article's folder
    and one folder above.

    Raises:
        ArticleError: the file, or a list, cannot be read, or a correction matches no row.
        ValueError: `published` is not a date, or there are no such coders.

    Examples:
        >>> import analysis
        >>> analysis.read_listed("data/articles/strike-deal.txt").article.published.isoformat()
        '2018-03-22'
    """
    path = locate(path)
    listed = None if published else listed_date(path)
    evidence = LISTED_DATE if listed else "the caller"
    return read_parsed(read_article(path, listed or published, evidence), listed_corrections(path), coders)


def read_text(text: str, published: date | str | None = None, coders: str = BOTH) -> Reading:
    """The `Reading` of any string. No text makes it raise an error; with nothing to read, the tables are empty.

    Raises:
        ValueError: `published` is not a date, or there are no such coders.

    Examples:
        >>> import analysis
        >>> events = analysis.read_text("Peru attacked Chile on 3 May 2016.").events
        >>> events[["source", "target", "side", "date"]].iloc[0].tolist()
        ['PER', 'CHL', 'conflict', '2016-05-03']
    """
    return read_parsed(parse_article(text, published), coders=coders)


def read_parsed(article: Article, corrections: Corrections | None = None, coders: str = BOTH) -> Reading:
    """The `Reading` of an `Article`; each table is corrected before the next one uses it.

    Raises:
        ArticleError: a correction matches no row, or its value does not fit its column.
    """
    pieces = [] if clear(article.text) else parse(article.text, article.blocks)
    return read_pieces(article, pieces, corrections, coders)


def read_pieces(
    article: Article, pieces: list[Piece], corrections: Corrections | None = None, coders: str = BOTH
) -> Reading:
    """The `Reading` of an `Article` whose blocks are already parsed.

    An article with characters that nobody sees is parsed here, without them, whatever pieces are given.

    Raises:
        ArticleError: a correction matches no row, or its value does not fit its column.
    """
    reading = _read_tables(article, pieces, Corrections(), coders)
    return correct(reading, corrections, pieces) if corrections is not None and corrections.rows else reading


def correct(reading: Reading, corrections: Corrections, pieces: list[Piece] | None = None) -> Reading:
    """The reading of a whole article with these corrections in place of those that it has.

    Each table is corrected before the next one uses it. Only corrections of mentions, quotes and times have the article
    read again; `pieces` is its parse, if there is one.

    Raises:
        ArticleError: a correction matches no row, or its value does not fit its column.
    """
    found = plain = reading.uncorrected or reading
    if corrections.touch("mentions", "quotes", "dates"):
        pieces = pieces or parse(plain.article.text, plain.article.blocks)
        found = _read_tables(plain.article, pieces, corrections, plain.coders)
    words, sentences = corrections.apply_words(found.words, found.sentences)
    setting = Setting(plain.article.text, sentences, found.mentions, found.quotes, found.now)
    events = corrections.apply_events(found.events, setting)
    paragraphs = count_acts(found.paragraphs, found.quotes, events)
    if corrections.touch("words"):
        tones = sentences.dropna(subset="tone").groupby("paragraph")["tone"].agg(fmean)
        weighed = words[words["measure"] == "tone"].groupby("paragraph").size()
        numbers = paragraphs["paragraph"]
        evidence = numbers.map(weighed).fillna(0).astype("Int64")
        paragraphs = paragraphs.assign(tone=numbers.map(tones).astype("float64"), evidence_words=evidence)
    tables = {"words": words, "sentences": sentences, "events": events, "paragraphs": paragraphs}
    return replace(found, **tables, corrections=corrections.list_overruled(), uncorrected=plain)


def _read_tables(article: Article, pieces: list[Piece], corrections: Corrections, coders: str) -> Reading:
    """The `Reading` of a parsed article, with its mentions, quotes and times corrected."""
    text, blocks = clear_article(article.text, article.blocks)
    if cleared := clear(article.text):
        pieces = parse(text, blocks)
    spans = [(block.start, block.end) for block in blocks if block.role == "paragraph"]
    sentences, words = _read_sentences(text, [piece for piece in pieces if piece.role == "paragraph"])
    mentions = corrections.apply("mentions", find_mentions(text, pieces, article.published))
    quotes = corrections.apply("quotes", find_quotes(text, pieces, mentions))
    dates = corrections.apply("dates", find_dates(pieces, article.published))
    events, now = read_events(text, pieces, mentions, quotes, dates, article.published, coders)
    paragraphs = _read_paragraphs(text, spans, sentences, words, quotes, events)
    tables = (paragraphs, sentences, words, mentions, quotes, dates, events)
    if cleared:
        tables = tuple(_place_back(table, cleared, article.text) for table in tables)
    paragraphs, sentences, words, mentions, quotes, dates, events = tables
    return Reading(
        article=article,
        blocks=make_table(map(asdict, article.blocks), BLOCKS),
        paragraphs=paragraphs,
        sentences=sentences,
        words=words,
        mentions=mentions,
        quotes=quotes,
        dates=dates,
        events=events,
        corrections=corrections.list_overruled(),
        now=now,
        coders=coders,
    )


def _place_back(table: pd.DataFrame, cleared: Cleared, text: str) -> pd.DataFrame:
    """A table of what was read without what nobody sees, at the places of the text as it is."""
    found = {}
    for column in table.columns:
        place = {"start": cleared.first, "end": cleared.last}.get(column.rpartition("_")[2])
        if place:
            found[column] = table[column].map(place, na_action="ignore").astype(table[column].dtype)
    table = table.assign(**found)
    if "text" not in table:
        return table
    spans = zip(table["start"], table["end"], strict=True)
    return table.assign(text=pd.Series([text[a:b] for a, b in spans], table.index, dtype=table["text"].dtype))


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
    text: str,
    spans: list[tuple[int, int]],
    sentences: pd.DataFrame,
    words: pd.DataFrame,
    quotes: pd.DataFrame,
    events: pd.DataFrame,
) -> pd.DataFrame:
    """The table `paragraphs`; a paragraph's tone is the mean of its sentences that have a score."""
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
        {"paragraph": i, "start": start, "end": end, "text": text[start:end], "words": count_words(text[start:end])}
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
