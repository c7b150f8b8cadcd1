"""The voices of an article: who is quoted, in which tone, and whose words still escalate."""

import math
from collections.abc import Iterator
from itertools import islice

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.reading.reading import Reading, once
from analysis.reading.schema import STANCES, VOICES
from analysis.reading.tables import make_table
from analysis.reading.tone.measures import MEASURES, measure_tone
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GREY,
    MARKERS,
    MAX_ROWS,
    PALE,
    ROW,
    WIDE,
    Chart,
    put_title,
    styled,
    write_sentences,
)
from analysis.show.prose import REPORTER, UNNAMED, Prose
from analysis.show.sides import name_side
from analysis.statistics import ALPHA, permutation_test
from analysis.story.evidence import cite, name_article
from analysis.text.wording import count, join, number, shorten, signed, visible

MIN_UTTERANCES = 5  # scored quotes, and scored sentences of the reporter, that a test needs
VOICES_SHOWN = 5  # in a sentence; the table has all of them
SHOWN = 3  # voices in a sentence on stances
ONE_SIDED = 2 / 3  # share of a voice's events from which it escalates, or eases


@once
def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per voice, the most quoted first and the reporter last: quotes, words and tone. Columns: `VOICES`.

    A speaker's tone is the mean of their quotes; the reporter's is the mean of the body's sentences with quotes left
    out. It is NaN if the measure knows no word of a voice.
    """
    utterances = _list_utterances(reading)
    rows = []
    for (voice, country), group in utterances.groupby(["voice", "country"], dropna=False, sort=False):
        scores, words = group[list(MEASURES)].mean(), int(group["words"].sum())
        quotes = 0 if voice == REPORTER else len(group)
        rows.append({"voice": voice, "country": country, "quotes": quotes, "words": words, **scores})
    rows.sort(key=lambda row: (row["voice"] == REPORTER, row["voice"] == UNNAMED, -row["quotes"], -row["words"]))
    return make_table(rows, VOICES)


def compare_with_reporter(
    reading: Reading, measure: str = "tone", shuffles: int = 999, seed: int = 1
) -> tuple[float, float]:
    """The mean tone of the quotes minus that of the reporter's sentences, and the p-value of that difference.

    The test is a permutation test of the difference of means. Both are NaN if there are fewer than five scored quotes
    or fewer than five scored sentences of the reporter.
    """
    utterances = _list_utterances(reading).dropna(subset=measure)
    values, quoted = utterances[measure].to_numpy(), (utterances["voice"] != REPORTER).to_numpy()
    if min(quoted.sum(), (~quoted).sum()) < MIN_UTTERANCES:
        return float("nan"), float("nan")
    return permutation_test(values, quoted, shuffles, seed)


def _list_utterances(reading: Reading) -> pd.DataFrame:
    """One row per quote and per sentence of the reporter: voice, country, words, and the tone by each measure."""
    rows = []
    for quote in reading.quotes.itertuples():
        voice = UNNAMED if pd.isna(quote.speaker) else quote.speaker
        rows.append(_score(voice, quote.speaker_country, quote.text))
    rows += [_score(REPORTER, None, text) for text in _reporter_sentences(reading)]
    columns = {"voice": "str", "country": "str", "words": "Int64"} | dict.fromkeys(MEASURES, "float64")
    return make_table(rows, columns)


def _score(voice: str, country: str | None, text: str) -> dict:
    tone = measure_tone(text)
    words = sum(any(map(str.isalnum, word)) for word in text.split())
    return {"voice": voice, "country": country, "words": words} | {name: getattr(tone, name) for name in MEASURES}


def _reporter_sentences(reading: Reading) -> Iterator[str]:
    """The words outside quotes of each sentence that has any; quotes and sentences are both in order."""
    quotes, first = list(zip(reading.quotes["start"], reading.quotes["end"], strict=True)), 0
    for sentence in reading.sentences.itertuples():
        while first < len(quotes) and quotes[first][1] <= sentence.start:
            first += 1
        at, kept = sentence.start, []
        for start, end in islice(quotes, first, None):
            if start >= sentence.end:
                break
            kept.append(reading.article.text[at : max(start, at)])
            at = max(at, end)
        kept.append(reading.article.text[at : sentence.end])
        if any(map(str.isalpha, "".join(kept))):
            yield " ".join(kept)


def describe(reading: Reading) -> Prose:
    """Who is quoted how often, how much of the text is quoted, and how the quotes differ in tone from the reporter."""
    voices = tabulate(reading)
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
        for row in speakers.head(VOICES_SHOWN).itertuples()
    ]
    if len(speakers) > VOICES_SHOWN:
        parts.append(f"{number(len(speakers) - VOICES_SHOWN)} more")
    share = speakers["words"].sum() / max(voices["words"].sum(), 1)
    sentences = [
        f"{count(len(reading.quotes), 'quote').capitalize()}, {100 * share:.0f} % of all words: {join(parts)}."
    ]
    for column, measure in MEASURES.items():
        difference, p_value = compare_with_reporter(reading, column)
        if math.isnan(p_value):
            continue
        verdict = "more than chance" if p_value <= ALPHA else "which may be chance"
        direction = "brighter" if difference > 0 else "darker"
        sentences.append(
            f"By {measure.name}, the quotes sound {abs(difference):.2f} {direction} than the reporter's own words, "
            f"{verdict} (p = {p_value:.3f})."
        )
    if len(sentences) == 1:
        sentences.append("There are too few scored quotes to tell their tone from the reporter's.")
    return Prose(sentences)


@once
def tabulate_stances(reading: Reading) -> pd.DataFrame:
    """One row per voice that speaks about the crisis, the most escalating first. Columns: `schema.STANCES`.

    A voice's events are those reported on its word and those that it does in words; a class of event counts once for
    each side that acts. Events of the past do not count, and a voice that reports another side's violence does not
    escalate.
    """
    acts = _list_spoken(reading).sort_values("escalation", key=abs, ascending=False, kind="stable")
    acts = acts.drop_duplicates(["voice", "root", "source"]).sort_index()
    rows = []
    for voice, spoken in sorted(acts.groupby("voice"), key=lambda item: (-item[1]["escalation"].mean(), item[0])):
        share = (spoken["escalation"] > 0).mean()
        stance = "escalates" if share >= ONE_SIDED else "eases" if share <= 1 - ONE_SIDED else "does both"
        clearest = spoken.loc[spoken["escalation"].idxmin() if stance == "eases" else spoken["escalation"].idxmax()]
        place = {column: clearest[column] for column in ("paragraph", "start", "end")}
        figures = {"events": len(spoken), "escalation": spoken["escalation"].mean()}
        rows.append({"voice": voice, "stance": stance, **figures, **place})
    return make_table(rows, STANCES)


def _list_spoken(reading: Reading) -> pd.DataFrame:
    """The acts on somebody's word, or done in words, with their `voice`: not of the past, and force only if its own."""
    acts, now = reading.acts, reading.now
    voices = acts["attributed_to"].where(acts["attributed_to"].notna(), _list_own_words(reading))
    spoken = voices.notna() & ((acts["frame"] == "current") | acts["quad"].str.startswith("V"))
    acts = acts.assign(voice=voices)[spoken]
    if now is not None:
        acts = acts[acts["last_day"].isna() | (acts["last_day"] >= now)]
    homes = reading.mentions.dropna(subset="country").drop_duplicates("actor").set_index("actor")["country"]
    own = (acts["source"] == acts["voice"].map(homes)) | (acts["source"] == acts["voice"])
    return acts[own.fillna(False) | (acts["quad"] != "Mconf")]


def _list_own_words(reading: Reading) -> pd.Series:
    """The person who acts, if the act is one of words."""
    acts, people = reading.acts, set(reading.mentions["actor"][reading.mentions["kind"] == "person"])
    return acts["source_actor"].where(acts["quad"].str.startswith("V") & acts["source_actor"].isin(people))


def describe_stances(reading: Reading) -> Prose:
    """Which voices still escalate, which ease, and which do both."""
    stances = tabulate_stances(reading)
    if stances.empty:
        return Prose(["No event is told in anybody's own words."])
    groups: dict[str, list[str]] = {"escalates": [], "eases": [], "does both": []}
    for row in stances.itertuples():
        figures = f"{signed(row.escalation, 1)} over {count(row.events, 'event')}"
        groups[row.stance].append(f"{name_side(row.voice)} ({cite(reading, row)}; {figures})")
    return Prose(_group_voices(groups))


def _group_voices(groups: dict[str, list[str]]) -> list[str]:
    sentences = []
    if len(groups["escalates"]) == 1:
        sentences.append(f"The one voice that still escalates is {groups['escalates'][0]}.")
    elif groups["escalates"]:
        sentences.append(f"The voices that still escalate are {join(groups['escalates'][:SHOWN])}.")
    else:
        sentences.append("No voice in the story is one that mainly escalates.")
    for kind, many in (("eases", "ease"), ("does both", "do both")):
        if groups[kind]:
            verb = kind if len(groups[kind]) == 1 else many
            sentences.append(capitalise(f"{join(groups[kind][:SHOWN])} {verb}."))
    return sentences


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """How many words each voice has, and its tone by each measure; the reporter last."""
    voices = tabulate(reading)
    speakers, reporter = voices[voices["quotes"] > 0], voices[voices["quotes"] == 0]
    shown = pd.concat([speakers.head(MAX_ROWS), reporter])
    chart = Chart(figsize=(width, 2.2 + ROW * len(shown)))
    put_title(chart, "Who speaks, and in which tone", name_article(reading))
    chart.alt = f"Chart of the words that each voice has and of its mean tone. {describe(reading)}"
    if speakers.empty:
        return write_sentences(chart, describe(reading))
    bottom, height = 1.0 / chart.get_figheight(), 1 - 1.95 / chart.get_figheight()
    share, tone = chart.add_axes((0.25, bottom, 0.27, height)), chart.add_axes((0.58, bottom, 0.38, height))
    rows = range(len(shown))
    _draw_words(share, shown, rows)
    legend = _draw_tones(tone, shown, rows)
    for axes in (share, tone):
        axes.set_ylim(len(shown) - 0.5, -0.5)
        axes.tick_params(axis="y", length=0)
    chart.legend(handles=legend, loc="lower left", bbox_to_anchor=(0.24, 0), ncols=2, borderaxespad=0.2)
    return chart


def _draw_words(axes: Axes, voices: pd.DataFrame, rows: range) -> None:
    """Draws how many words each voice has."""
    axes.barh(rows, voices["words"].astype(float), color=PALE, height=0.6)
    for row, voice in zip(rows, voices.itertuples(), strict=True):
        size = count(voice.words, "word") + (f" in {count(voice.quotes, 'quote')}" if voice.quotes else "")
        axes.text(0, row, f" {size}", va="center", fontsize=9)
    names = [
        shorten(voice if pd.isna(c) else f"{voice} ({c})", 26)
        for voice, c in zip(voices["voice"], voices["country"], strict=True)
    ]
    axes.set_yticks(rows, names)
    axes.set_xticks([])
    axes.set_xlabel("Words")
    axes.spines["bottom"].set_visible(False)


def _draw_tones(axes: Axes, voices: pd.DataFrame, rows: range) -> list[Line2D]:
    """Draws the mean tone of each voice by each measure, and returns the legend entries."""
    legend = []
    for column, measure in MEASURES.items():
        look = {"color": COLOURS[column], "marker": MARKERS[column]}
        axes.scatter(voices[column], rows, s=38, edgecolors="white", linewidths=0.6, zorder=3, **look)
        legend.append(Line2D([], [], linestyle="", label=measure.label, **look))
    axes.axvline(0, color=GREY, linewidth=1)
    axes.set_xlim(-1.05, 1.05)
    axes.set_xticks([-1, 0, 1], [signed(tick, 1) for tick in (-1, 0, 1)])
    axes.set_xlabel("← negative     mean tone     positive →")
    axes.set_yticks(rows, [""] * len(voices))
    axes.grid(axis="y", color=PALE, linewidth=0.8)
    return legend
