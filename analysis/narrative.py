"""The findings as sentences, each computed from the tables, so that it is true of whatever article was read."""

import html
import math
from collections.abc import Iterable

import pandas as pd

from analysis.arc import ALPHA, MIN_SCORED, NEUTRAL, Arc, find_disagreements
from analysis.article import LISTED_DATE
from analysis.reading import Reading
from analysis.tables import make_table
from analysis.tone import MEASURES, score_tone
from analysis.voices import compare_with_reporter
from analysis.wording import count, join, name_days, number, quote, shorten, signed, visible

WORDS_SHOWN = 5  # in a sentence; the table has them all
WORD_LENGTH = 40
NUMBERS_SHOWN = 12  # paragraphs that a sentence lists

_ROLES = {
    "section": ("section line", "section lines"),
    "headline": ("headline", "headlines"),
    "byline": ("byline", "bylines"),
    "dateline": ("date line", "date lines"),
    "caption": ("caption", "captions"),
    "subhead": ("subhead", "subheads"),
    "boilerplate": ("line of boilerplate", "lines of boilerplate"),
}


class Prose(tuple[str, ...]):
    """Sentences of plain text. A notebook shows them as one paragraph, in which nothing is markup or mathematics."""

    __slots__ = ()

    def __str__(self) -> str:
        return " ".join(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f'<p class="finding tex2jax_ignore mathjax_ignore">{html.escape(str(self))}</p>' if self else ""


def summarise(reading: Reading, arcs: Iterable[Arc]) -> Prose:
    """The reading in short: the average tone, whether it has an arc, and whether the measures agree."""
    arcs = [arc for arc in arcs if arc.scored]
    if not arcs:
        return Prose(["No measure knows a word of this text, so nothing can be said about its tone."])
    means = join(f"{signed(arc.table['value'].mean())} by {MEASURES[arc.measure].name}" for arc in arcs)
    said = [f"On a scale from −1 (negative) to +1 (positive), the story averages {means}."]
    tested = [arc for arc in arcs if not math.isnan(arc.p_value)]
    moving = [arc for arc in tested if arc.beyond_chance]
    for arc in moving:
        said.append(f"By {MEASURES[arc.measure].name}, its tone changes in an order that chance seldom makes.")
    still = join(f"{MEASURES[arc.measure].name} p = {arc.p_value:.3f}" for arc in tested if arc not in moving)
    if not tested:
        said.append("It has too few scored paragraphs to tell a rise or fall from chance.")
    elif not moving:
        said.append(f"Its tone neither rises nor falls in a way that could not be chance ({still}).")
    elif still:
        said.append(f"By the other measure it does not ({still}).")
    opposed = find_disagreements(reading.paragraphs)
    if len(opposed):
        both = reading.paragraphs.dropna(subset=list(MEASURES))
        said.append(f"The two measures contradict each other on {number(len(opposed))} of {_both_score(len(both))}.")
    return Prose(said)


def describe_article(reading: Reading) -> Prose:
    """What was read: its headline, size and date, and what was set apart from the story."""
    article, paragraphs = reading.article, reading.paragraphs
    if paragraphs.empty:
        return Prose(["There is no paragraph to read in this text."])
    title = quote(article.headline, None) if article.headline else "This text, which has no headline,"
    sizes = f"{count(len(paragraphs), 'paragraph')}, {count(len(reading.sentences), 'sentence')}"
    said = [f"{title} runs to {sizes} and {count(int(paragraphs['words'].sum()), 'word')}."]
    if article.published is None:
        said.append("Its day of publication is not known: neither the article nor its reader gives one.")
    else:
        grounds = {"the caller": "as given by its reader", LISTED_DATE: f"according to {LISTED_DATE}"}
        why = grounds.get(article.published_evidence, f"going by {quote(article.published_evidence)}")
        said.append(f"It was published on {article.published.day} {article.published:%B %Y}, {why}.")
    aside = reading.blocks["role"][reading.blocks["role"] != "paragraph"].value_counts(sort=False)
    if len(aside):
        parts = join(count(n, *_ROLES[role]) for role, n in aside.items())
        said.append(f"Kept out of the scores: {parts}.")
    return Prose(said)


def describe_arc(arc: Arc) -> Prose:
    """Where the measure is highest and lowest, and whether its course is more than chance."""
    name, table = MEASURES[arc.measure].name, arc.table
    if not arc.scored:
        return Prose(
            [f"{name} knows none of the words in this text, so there is no arc to draw: no score is not a zero."]
        )
    if len(table) == 1:
        said = [f"{name} gives the one paragraph {signed(table['value'][0])}."]
    else:
        said = [f"{name} scores {_of_all(arc.scored, len(table))}, {signed(table['value'].mean())} on average."]
    if "highest" in set(table["extreme"]):
        said.append(
            f"The highest is {_describe_extreme(table, 'highest')}, the lowest {_describe_extreme(table, 'lowest')}."
        )
    elif arc.scored > 1:
        said.append("They all score the same.")
    return Prose([*said, *_describe_chance(arc), *_describe_course(arc)])


def _describe_extreme(table: pd.DataFrame, extreme: str) -> str:
    row = table[table["extreme"] == extreme].iloc[0]
    others = int(((table["value"] - row.value).abs() < NEUTRAL).sum()) - 1
    shared = f", shared with {count(others, 'other')}" if others else ""
    return f"paragraph {row.paragraph} ({signed(row.value)}{shared})"


def _describe_chance(arc: Arc) -> list[str]:
    if math.isnan(arc.p_value):
        if arc.scored < MIN_SCORED:
            few = f"With {count(arc.scored, 'scored paragraph')}, too few to test,"
            return [f"{few} no rise or fall can be told from chance."]
        if arc.window == 1:
            return ["Without smoothing there is no line to test against chance."]
        return ["The line is level, so there is no rise or fall to test against chance."]
    orders = f"{100 * arc.p_value:.1f} % of random orders of the same paragraphs"
    if arc.beyond_chance:
        return [f"Only {orders} make the line swing as much (p = {arc.p_value:.3f}): the order carries the tone."]
    return [f"As much swing comes from {orders} (p = {arc.p_value:.3f}), so this rise and fall may be chance."]


def _describe_course(arc: Arc) -> list[str]:
    """From where to where the smoothed line runs; nothing where chance could have made it."""
    if not arc.beyond_chance:
        return []
    line = arc.table.dropna(subset="smoothed")
    first, last = line.iloc[0], line.iloc[-1]
    turns = [
        f"{'reaches a peak' if turn.turning == 'peak' else 'falls to a trough'} of {signed(turn.smoothed)} "
        f"at paragraph {turn.paragraph}"
        for turn in line.dropna(subset="turning").itertuples()
    ]
    course = join([f"starts at {signed(first.smoothed)}", *turns, f"ends at {signed(last.smoothed)}"])
    return [f"The smoothed line {course}."]


def describe_headline(reading: Reading) -> Prose:
    """How the headline's tone compares with the story's, by each measure; nothing without a headline."""
    if not reading.article.headline:
        return Prose()
    scores = score_tone([reading.article.headline]).iloc[0]
    parts = []
    for column, measure in MEASURES.items():
        mean = reading.paragraphs[column].mean()
        story = "no score in the story" if pd.isna(mean) else f"{signed(mean)} on average in the story"
        here = "no score" if pd.isna(scores[column]) else signed(scores[column])
        parts.append(f"{measure.name} gives the headline {here}, against {story}")
    return Prose([f"{'; '.join(parts)}."])


def describe_extremes(reading: Reading, arc: Arc) -> Prose:
    """The words behind the highest and the lowest paragraph of an arc."""
    said = []
    for row in arc.table.dropna(subset="extreme").sort_values("value", ascending=False).itertuples():
        text = reading.paragraphs.set_index("paragraph").loc[row.paragraph, "text"]
        words = list_words(reading.words, arc.measure, row.paragraph)
        said.append(
            f"{row.extreme.capitalize()} is paragraph {row.paragraph} ({signed(row.value)}), {quote(text)}: {words}."
        )
    return Prose(said)


def describe_disagreements(reading: Reading) -> Prose:
    """On which paragraphs TextBlob and VADER differ in sign, and the words that part them where the gap is widest."""
    both = reading.paragraphs.dropna(subset=["polarity", "vader"])
    if both.empty:
        return Prose(["TextBlob and VADER have no paragraph in common that both can score."])
    opposed = find_disagreements(both)
    if opposed.empty:
        return Prose([f"TextBlob and VADER nowhere contradict each other in sign, in {_both_score(len(both))}."])
    widest = opposed.iloc[0]
    said = [
        f"TextBlob and VADER differ in sign on {number(len(opposed))} of {_both_score(len(both))}: "
        f"{_number_paragraphs(sorted(opposed['paragraph']))}."
    ]
    sides = (
        f"{measure.name} gives {signed(widest[column])} for {list_words(reading.words, column, widest['paragraph'])}"
        for column, measure in MEASURES.items()
    )
    said.append(f"They are widest apart on paragraph {widest['paragraph']}: {', but '.join(sides)}.")
    return Prose(said)


def describe_evidence(reading: Reading) -> Prose:
    """How much the scores rest on: paragraphs without evidence, and paragraphs with a single word."""
    said = []
    for measure in MEASURES.values():
        words = reading.words[reading.words["measure"] == measure.words]
        found = words.groupby("paragraph").size().reindex(reading.paragraphs["paragraph"], fill_value=0)
        empty, single = found[found == 0].index, found[found == 1].index
        parts = []
        if len(empty) and len(empty) < len(found):
            parts.append(f"finds nothing in {_number_paragraphs(empty)}")
        elif len(empty):
            parts.append("finds nothing in any paragraph")
        if len(single):
            parts.append(f"judges {_number_paragraphs(single)} by a single word")
        if parts:
            said.append(f"{measure.name} {join(parts)}.")
    if not said and len(reading.paragraphs):
        said = ["Both measures have at least two words to go by in every paragraph."]
    return Prose(said)


def describe_voices(reading: Reading, voices: pd.DataFrame) -> Prose:
    """Who is quoted how often, how much of the body is quoted, and whether quotes sound unlike the reporter."""
    speakers = voices[voices["quotes"] > 0]
    if speakers.empty:
        return Prose(
            [
                "Nobody is quoted: every word is the reporter's."
                if len(reading.paragraphs)
                else "There is no paragraph to read in this text."
            ]
        )
    parts = [
        f"{visible(row.voice)}{'' if pd.isna(row.country) else f' ({row.country})'} with {count(row.quotes, 'quote')}"
        f" of {count(row.words, 'word')}"
        for row in speakers.head(WORDS_SHOWN).itertuples()
    ]
    if len(speakers) > WORDS_SHOWN:
        parts.append(f"{number(len(speakers) - WORDS_SHOWN)} more")
    share = speakers["words"].sum() / max(voices["words"].sum(), 1)
    said = [f"{count(len(reading.quotes), 'quote').capitalize()}, {100 * share:.0f} % of all words: {join(parts)}."]
    for column, measure in MEASURES.items():
        difference, p_value = compare_with_reporter(reading, column)
        if math.isnan(p_value):
            continue
        verdict = "more than chance" if p_value <= ALPHA else "which may be chance"
        direction = "brighter" if difference > 0 else "darker"
        said.append(
            f"By {measure.name}, the quotes sound {abs(difference):.2f} {direction} than the reporter's own words, "
            f"{verdict} (p = {p_value:.3f})."
        )
    if len(said) == 1:
        said.append("There are too few scored quotes to tell their tone from the reporter's.")
    return Prose(said)


def describe_dates(reading: Reading) -> Prose:
    """How far the story's days reach, and which day it names most often."""
    dates = reading.dates
    if dates.empty:
        return Prose(["The story names no time."])
    dated = dates.dropna(subset="first_day")
    if dated.empty:
        why = "its day of publication is not known" if reading.article.published is None else "they name none"
        return Prose(
            [f"None of the story's {count(len(dates), 'expression')} of time has a place in the calendar: {why}."]
        )
    said = [
        f"The story has {count(len(dates), 'expression')} of time, {number(len(dated))} with a place in the calendar."
    ]
    first, last = (dated.loc[end(dated["first_day"])] for end in (pd.Series.idxmin, pd.Series.idxmax))
    if first["value"] != last["value"]:
        ends = (name_days(end["first_day"], end["last_day"]) for end in (first, last))
        said.append(f"They run from {' to '.join(ends)}.")
    days = dated[dated["first_day"] == dated["last_day"]]["first_day"].value_counts()
    if len(days) and days.iloc[0] > 1:
        said.append(f"Most often it speaks of {name_days(days.index[0], days.index[0])}: {_times(int(days.iloc[0]))}.")
    return Prose(said)


def describe_corrections(reading: Reading) -> Prose:
    """What a reader's corrections overruled; nothing where there are none."""
    return Prose(
        f"Corrected by hand: {row.column} of {quote(row.text, WORD_LENGTH)} is {row.after or 'unknown'}, "
        f"where the rules said {'nothing' if pd.isna(row.before) else visible(row.before)}."
        for row in reading.corrections.itertuples()
    )


def tabulate_days(reading: Reading) -> pd.DataFrame:
    """One row a stretch of days that the story names, oldest first: when, and in which words and paragraphs."""
    dated = reading.dates.dropna(subset="first_day")
    rows = []
    for (first, last), named in dated.groupby(["first_day", "last_day"]):
        words = join(
            f"{quote(d.text, WORD_LENGTH)}{'' if pd.isna(d.paragraph) else f' ¶{d.paragraph}'}"
            for d in named.itertuples()
        )
        rows.append({"when": name_days(first, last), "words": words, "first_day": first, "last_day": last})
    columns = {"when": "str", "words": "str", "first_day": "datetime64[s]", "last_day": "datetime64[s]"}
    return make_table(rows, columns)


def _times(n: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(n, f"{number(n)} times")


def list_words(
    words: pd.DataFrame, column: str, paragraph: int, most: int = WORDS_SHOWN, length: int = WORD_LENGTH
) -> str:
    """The words that one measure scored in a paragraph, the weightiest first, with their weights: “killing” −3.4, …."""
    measure = MEASURES[column]
    words = words[(words["measure"] == measure.words) & (words["paragraph"] == paragraph)]
    weights = words[measure.weight].round(measure.decimals)
    told = words.loc[weights[weights != 0].abs().sort_values(ascending=False, kind="stable").index]
    parts = [
        f"{quote(word.text, length)} {signed(getattr(word, measure.weight), measure.decimals)}"
        for word in told.head(most).itertuples()
    ]
    if len(told) > most:
        parts.append(f"{number(len(told) - most)} more")
    if len(words) > len(told):
        parts.append(count(len(words) - len(told), "neutral word"))
    return join(parts) if parts else "no word that it knows"


def tabulate_paragraphs(reading: Reading) -> "Listing":
    """Every paragraph's opening, its scores, and the words behind each score."""
    paragraphs = reading.paragraphs
    listing = pd.DataFrame({"¶": paragraphs["paragraph"], "opening": paragraphs["text"].map(shorten)})
    for column, measure in MEASURES.items():
        listing[measure.name] = paragraphs[column].map(signed, na_action="ignore").astype("str")
        listing[f"words that {measure.name} scored"] = [
            list_words(reading.words, column, paragraph) for paragraph in paragraphs["paragraph"]
        ]
    return Listing(listing)


class Listing:
    """A table of plain text for people to read: nothing in it is cut, markup or mathematics."""

    def __init__(self, frame: pd.DataFrame) -> None:
        """Keeps the frame as `frame`."""
        self.frame = frame

    def __repr__(self) -> str:
        return self.frame.to_string(index=False, na_rep="–")

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            classes = ["listing", "tex2jax_ignore", "mathjax_ignore"]
            return self.frame.to_html(index=False, na_rep="–", border=0, justify="left", classes=classes)


def _of_all(some: int, total: int) -> str:
    if some == total:
        return {1: "the one paragraph", 2: "both paragraphs"}.get(total, f"all {number(total)} paragraphs")
    return f"{number(some)} of the {number(total)} paragraphs"


def _both_score(n: int) -> str:
    return "the one paragraph that both score" if n == 1 else f"the {number(n)} paragraphs that both score"


def _number_paragraphs(paragraphs: Iterable[int]) -> str:
    numbers = [str(p) for p in paragraphs]
    shown = (
        numbers if len(numbers) <= NUMBERS_SHOWN else [*numbers[:NUMBERS_SHOWN], f"{len(numbers) - NUMBERS_SHOWN} more"]
    )
    return f"paragraph{'s' if len(numbers) > 1 else ''} {join(shown)}"
