"""Scoring: gold compared, fact by fact, with what the package and a simple baseline read in the same texts.

Each scorer gives one row per fact with what it adds to each count; the baseline's counts begin with `base_`. A
prediction without a fact is a row of its own.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np
import pandas as pd

from analysis.reading.events.acts import COOPERATIVE
from analysis.reading.events.table import list_acts
from analysis.reading.reading import Reading, read_text
from analysis.reading.tone.measures import MEASURES, score_tone
from analysis.text.article import parse_day
from analysis.validation.gold import GIVEN, GoldSet, Row

QUADS = ("Vcoop", "Mcoop", "Vconf", "Mconf", "neutral")
BLOCK_OVERLAP, QUOTE_OVERLAP = 0.9, 0.5  # share of the gold's length from which a block or a quote is the same
ARC_SENTENCES, ARC_WINDOW = 9, 3  # for the arc within an article: its least number of sentences, and the moving mean

Span = tuple[int, int]
Fact = dict[str, float]

_QUOTED = re.compile('[“"][^“”"]+[”"]')
_NAME = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def score_sets(sets: Iterable[GoldSet]) -> dict[tuple[str, str], pd.DataFrame]:
    """By origin and job, one row per unit for resampling, with its counts.

    A unit is an article. If there is only one article, or if the set has single sentences, it is a fact.
    """
    return {(gold.origin, gold.job): score_set(gold) for gold in sets}


def score_set(gold: GoldSet) -> pd.DataFrame:
    """One row per unit of a set, with its counts; see `score_sets`."""
    if gold.job == "tone":
        return _score_tone(gold.rows)
    scorer = _score_acts if (gold.origin, gold.job) == (GIVEN, "events") else _SCORERS[gold.job]
    units = [pd.DataFrame(scorer(row)).fillna(0) for row in gold.rows]
    if len(units) == 1:
        return units[0]
    if gold.job == "events":
        return pd.concat(units, ignore_index=True)
    return pd.DataFrame([unit.sum() for unit in units]).fillna(0)


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _span(row: Row) -> Span:
    return row["start"], row["end"]


def _read(row: Row) -> Reading:
    return read_text(row["text"], parse_day(row.get("published")))


def score_layout(row: Row) -> list[Fact]:
    """Whether each block has its role. In the baseline the first block is the headline, all others are paragraphs."""
    found = [((b.start, b.end), b.role) for b in read_text(row["text"]).blocks.itertuples()]
    facts = []
    for i, block in enumerate(row["blocks"]):
        a, b = _span(block)
        role = next((role for span, role in found if _overlap(span, (a, b)) >= BLOCK_OVERLAP * (b - a)), None)
        guess = "paragraph" if i else "headline"
        facts.append({"n": 1, "right": role == block["role"], "base_right": guess == block["role"]})
    return facts


def score_quotes(row: Row) -> list[Fact]:
    """Whether each quote was found with its speaker. The baseline takes the nearest name in the same line."""
    found = [
        ((q.start, q.end), None if pd.isna(q.speaker_start) else (int(q.speaker_start), int(q.speaker_end)))
        for q in _read(row).quotes.itertuples()
    ]
    return _merge(_match_quotes(row, found), _match_quotes(row, _guess_speakers(row["text"])))


def _match_quotes(row: Row, found: Iterable[tuple[Span, Span | None]]) -> dict[Span, Fact]:
    """By place of a quoted passage, whether it is in the gold, was found, and was found with the right speaker."""
    speakers: dict[Span, set[Span | None]] = {}
    for place, speaker in found:
        for a, b in row["quoted"]:
            if _overlap(place, (a, b)) >= QUOTE_OVERLAP * (b - a):
                speakers.setdefault((a, b), set()).add(speaker)
    facts: dict[Span, Fact] = {place: {"found": 1} for place in speakers}
    for quote in row["quotes"]:
        if quote["speaker"]:
            guesses = speakers.get(_span(quote), set())
            right = len(guesses) == 1 and _names(row["text"], *guesses, quote["speaker"])
            facts.setdefault(_span(quote), {}).update(n=1, right=right)
    return facts


def _names(text: str, guess: Span | None, speakers: Iterable[list[int]]) -> bool:
    """Whether words name a speaker: they overlap with the gold's words for one, or are the same words."""
    if guess is None:
        return False
    words = text[slice(*guess)].strip().lower()
    return any(_overlap(guess, (a, b)) > 0 or words == text[a:b].strip().lower() for a, b in speakers)


def _guess_speakers(text: str) -> Iterator[tuple[Span, Span | None]]:
    for line in re.finditer(r"[^\n]+", text):
        quotes = [(line.start() + q.start(), line.start() + q.end()) for q in _QUOTED.finditer(line[0])]
        names = [(line.start() + n.start(), line.start() + n.end()) for n in _NAME.finditer(line[0])]
        outside = [name for name in names if not any(_overlap(name, quote) for quote in quotes)]
        for quote in quotes:
            yield quote, min(outside, key=partial(_distance, quote), default=None)


def _distance(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1])


def _merge(ours: dict[object, Fact], baseline: dict[object, Fact]) -> list[Fact]:
    """One fact per key, with the counts of both."""
    keys = dict.fromkeys([*ours, *baseline])
    return [
        ours.get(key, {}) | {f"base_{name}": value for name, value in baseline.get(key, {}).items() if name != "n"}
        for key in keys
    ]


def score_dates(row: Row) -> list[Fact]:
    """Whether each time was found with its value. The baseline finds only years."""
    found = [((d.start, d.end), d.type, _text(d.value), _text(d.first_day)[:10]) for d in _read(row).dates.itertuples()]
    years = [(year.span(), "DATE", year[0], f"{year[0]}-01-01") for year in _YEAR.finditer(row["text"])]
    return _merge(_match_dates(row, found), _match_dates(row, years))


def _match_dates(row: Row, found: Iterable[tuple[Span, str, str, str]]) -> dict[object, Fact]:
    """By place, whether a time is in the gold, was found, and was found with the right value.

    If the gold has only `DATE`, durations, times of day and *now* are not marked in it, so they do not count as wrong.
    """
    golds = row["dates"]
    only_days = not row.get("complete") and {gold["type"] for gold in golds} <= {"DATE"}
    facts: dict[object, Fact] = {i: {"n": 1} for i in range(len(golds))}
    for place, kind, value, first_day in found:
        touched = [i for i, gold in enumerate(golds) if _overlap(place, _span(gold))]
        free = next((i for i in touched if "found" not in facts[i]), None)
        if free is not None:
            right = _is_same_time(golds[free], kind, value, only_days and first_day)
            facts[free] |= {"found": 1, "right": right}
        elif not touched and not (only_days and (kind != "DATE" or value.endswith("_REF"))):
            facts[place] = {"found": 1}
    return facts


def _is_same_time(gold: Row, kind: str, value: str, first_day: str | bool) -> bool:
    """Whether the values are equal, or the days of two times of day, or the first day and the gold's value."""
    wanted = gold["value"] or ""
    within = "TIME" in (gold["type"], kind) and len(value) >= 10 and value[:10] == wanted[:10]
    return value == wanted or within or bool(first_day and first_day == wanted)


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def score_event(row: Row) -> list[Fact]:
    """Whether a sentence's first event has the right side, the right class and the right two parties.

    The baseline takes the side from VADER's sign, and the first and the last name as source and target.
    """
    found = list(_read(row).events.itertuples())
    said, gold = (found[0].quad if found else "neutral"), row["quad"]
    sided, known, acted = gold != "neutral", bool(row["source"] and row["target"]), said != "neutral"
    fact: Fact = {"n": 1, "found": acted, "sided": sided, "still": not sided, "named": known}
    fact |= {"covered": sided and acted, "silent": not sided and not acted}
    fact["right"] = sided and _side(said) == _side(gold)
    fact["base_right"] = sided and _guess_side(row["text"]) == _side(gold)
    fact["parties"] = known and any(_has_parties(row, spans) for event in found for spans in _party_spans(event))
    fact["base_parties"] = known and _has_parties(row, _guess_parties(row["text"]))
    fact["confidence"] = found[0].confidence if acted else np.nan
    fact["agreed"] = _side(said) == _side(gold)
    for quad in QUADS:
        fact |= {f"said_{quad}": said == quad, f"gold_{quad}": gold == quad, f"hit_{quad}": said == gold == quad}
    return [fact]


def _side(quad: str) -> str:
    return "neutral" if quad == "neutral" else "cooperation" if quad in COOPERATIVE else "conflict"


def _guess_side(text: str) -> str:
    score = score_tone([text])["vader"].iloc[0]
    return "neutral" if pd.isna(score) else "cooperation" if score > 0 else "conflict"


def _party_spans(event: tuple) -> list[tuple[Span, Span]]:
    """The words of an event's source and target, both ways if it is mutual; nothing if one is not known."""
    if pd.isna(event.source_start) or pd.isna(event.target_start):
        return []
    source, target = (int(event.source_start), int(event.source_end)), (int(event.target_start), int(event.target_end))
    return [(source, target), (target, source)][: 1 + event.mutual]


def _guess_parties(text: str) -> tuple[Span, Span] | None:
    names = [name.span() for name in _NAME.finditer(text)]
    return (names[0], names[-1]) if len(names) > 1 else None


def _has_parties(row: Row, parties: tuple[Span, Span] | None) -> bool:
    """Whether both parties overlap with the gold's words, each at its first place in the sentence."""
    if parties is None:
        return False
    places = [row["text"].find(row[name]) for name in ("source", "target")]
    golds = [(at, at + len(row[name])) for at, name in zip(places, ("source", "target"), strict=True)]
    return all(_overlap(party, gold) > 0 for party, gold in zip(parties, golds, strict=True))


def _score_acts(row: Row) -> list[Fact]:
    """Whether each act in the gold of an article was found on the right side, and each act found is in the gold.

    An act marked `optional` may be found or not. There is no baseline.
    """
    events = _read(row).events
    acts = list_acts(events)
    golds, taken, facts = row["events"], set(), []
    for act in acts.itertuples():
        touched = [i for i, g in enumerate(golds) if _overlap((act.start, act.end), _span(g)) and i not in taken]
        same = [i for i in touched if _side(golds[i]["quad"]) == _side(act.quad)]
        best = min(
            same, key=lambda i: (golds[i]["optional"] == "yes", golds[i]["end"] - golds[i]["start"]), default=None
        )
        if best is None:
            matched = (golds[i] for i in taken if _overlap((act.start, act.end), _span(golds[i])))
            facts += [] if any(_side(gold["quad"]) == _side(act.quad) for gold in matched) else [{"found": 1}]
            continue
        taken.add(best)
        if golds[best]["optional"] != "yes":
            facts.append({"n": 1, "found": 1, "right": 1})
    missed = [i for i, g in enumerate(golds) if i not in taken and g["optional"] != "yes"]
    return facts + [{"n": 1} for _ in missed]


def score_quiet(row: Row) -> list[Fact]:
    """How many events were found in an article in which there are none, and how many words it has."""
    return [{"n": len(row["text"].split()), "found": int((_read(row).events["quad"] != "neutral").sum())}]


def _score_tone(rows: list[Row]) -> pd.DataFrame:
    """By article, the sums for a correlation, and for each measure the correlation of its arc.

    A sentence without a score counts as 0, since the raters had to answer too. The arc is the moving mean of three.
    """
    scores = score_tone([row["text"] for row in rows])[list(MEASURES)]
    table = scores.fillna(0.0).assign(mean=[float(row["mean"]) for row in rows], doc=[str(row["doc"]) for row in rows])
    return pd.DataFrame([_sum_article(article) for _, article in table.groupby("doc", sort=False)])


def _sum_article(article: pd.DataFrame) -> Fact:
    y = article["mean"]
    sums: Fact = {"n": len(article), "articles": len(article) >= ARC_SENTENCES, "y": y.sum(), "yy": (y * y).sum()}
    for name in MEASURES:
        x = article[name]
        sums |= {f"{name}_x": x.sum(), f"{name}_xx": (x * x).sum(), f"{name}_xy": (x * y).sum()}
        sums[f"{name}_arc"] = _correlate_arcs(x, y) if sums["articles"] else np.nan
    return sums


def _correlate_arcs(x: pd.Series, y: pd.Series) -> float:
    a, b = (series.rolling(ARC_WINDOW).mean().dropna() for series in (x, y))
    return a.corr(b) if a.std() > 0 and b.std() > 0 else np.nan


_SCORERS: dict[str, Callable[[Row], list[Fact]]] = {
    "layout": score_layout,
    "quotes": score_quotes,
    "dates": score_dates,
    "events": score_event,
    "quiet": score_quiet,
}
