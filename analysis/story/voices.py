"""The voices of an article: who is quoted, in which tone, and whose words still escalate."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from analysis.reading.kinds import INTERVIEW, find_kind
from analysis.reading.reading import Reading, once
from analysis.reading.schema import STANCES, VOICES
from analysis.reading.tables import make_table
from analysis.reading.tone.measures import MEASURES, measure_tone
from analysis.rules.load import load_negations
from analysis.show.acts import capitalise
from analysis.show.chart import (
    COLOURS,
    GREY,
    GROUND,
    MARGIN,
    MARKERS,
    MAX_ROWS,
    PALE,
    ROW,
    SMALL,
    WIDE,
    Chart,
    add_key,
    add_panel,
    draw_sentences,
    is_narrow,
    key_height,
    start_chart,
    styled,
    write,
)
from analysis.show.fit import fit_text
from analysis.show.prose import REPORTER, UNNAMED, Prose
from analysis.show.sides import name_side
from analysis.show.sure import find_own
from analysis.story import claims
from analysis.story.assess import HALF
from analysis.story.evidence import cite, cite_place, name_actor, name_article
from analysis.text.wording import agree, count, count_words, join, number, signed, visible

OFTEN = 3  # quotes of a person who is called *he* or *she* beside all of them
CLOSE = 400  # characters before a quote, in which a name says who *he* is
SPEECH = 3  # words; shorter quotes are often marks around a word and nobody's speech
TOLD = 4  # words of a voice, all its quotes together, from which it is told that it is quoted
OTHERS = "others, some unsure"
VOICES_SHOWN = 5  # in a sentence; the table has all of them
_DENIES = re.compile(r"\bden(?:y|ies|ied)", re.IGNORECASE)
FIRST = next(iter(MEASURES))  # our own measure
FIRM = 16  # words with a tone; the tone of a voice that rests on fewer is drawn hollow and not told
_NOT = re.compile(
    rf"(?:\b|(?=n['’]t))(?:{'|'.join(load_negations('not') | load_negations('nobody'))})\b", re.IGNORECASE
)
HOLLOW = {"markerfacecolor": GROUND}
NAMES, BAR, TONES = 2.3, 2.0, 4.9  # inches for names, for the bars of words, and left of the tones
COUNT = 0.9  # inches for the number of words on a phone
ONE_SIDED = 2 / 3  # share of a voice's events from which it escalates, or eases


@once
def tabulate(reading: Reading) -> pd.DataFrame:
    """One row per voice, the most quoted first and the reporter last: quotes, words and tone. Columns: `VOICES`.

    A speaker's tone is the mean of their quotes; the reporter's is the mean of the body's sentences with quotes left
    out. It is NaN if the measure knows no word of a voice.
    """
    return _count(_list_utterances(reading))


@once
def _tabulate_drawn(reading: Reading) -> pd.DataFrame:
    """The same of the voices that the article names beside a quote, of all other quotes together, and of the reporter.

    In 170 audited articles 996 of 1,045 quotes given to those named were theirs, of 447 others two in three: 813 that
    have the name beside them, and 232 that follow or say *he*. With the first alone, who speaks most looked short of
    words; without the others, it looked as if nobody else spoke.
    """
    said = _list_utterances(reading)
    named = tabulate(reading)["voice"]
    kept = {REPORTER, *named[named.isin(_list_named(reading))].head(MAX_ROWS)}
    other = ~said["voice"].isin(kept)
    people = reading.mentions["actor"][reading.mentions["kind"] == "person"]
    speech = ~other | (said["words"] >= SPEECH) | said["voice"].isin(people)
    said, other = said[speech], other[speech]
    said = said.assign(voice=said["voice"].mask(other, OTHERS), country=said["country"].mask(other))
    return _count(said if said["words"][other].sum() > 1 else said[~other])  # one word of one voice is no *others*


def _count(utterances: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for (voice, country), group in utterances.groupby(["voice", "country"], dropna=False, sort=False):
        scores, words = group[list(MEASURES)].mean(), int(group["words"].sum())
        quotes, rests = 0 if voice == REPORTER else len(group), int(group["tone_words"].sum())
        known = {"voice": voice, "country": country, "quotes": quotes, "words": words}
        rows.append(known | dict(scores) | {"tone_words": rests})
    last = (REPORTER, UNNAMED, OTHERS)
    rows.sort(key=lambda row: (row["voice"] == REPORTER, row["voice"] in last, -row["words"], -row["quotes"]))
    return make_table(rows, VOICES)


@once
def _list_utterances(reading: Reading) -> pd.DataFrame:
    """One row per quote and per sentence of the reporter: voice, country, words, and the tone."""
    rows = []
    for quote in reading.quotes.dropna(subset="paragraph").itertuples():  # not those of captions and comments
        voice = UNNAMED if pd.isna(quote.speaker) else quote.speaker
        negated = quote.kind != "full" and _is_negated(reading, quote.start)
        rows.append(_score(voice, quote.speaker_country, quote.text, scored=not negated))
    rows += [_score(REPORTER, None, text) for text in _reporter_sentences(reading)]
    columns = {"voice": "str", "country": "str", "words": "Int64", "tone_words": "Int64"}
    columns |= dict.fromkeys(MEASURES, "float64")
    return make_table(rows, columns)


def _is_negated(reading: Reading, start: int) -> bool:
    """Whether a *not* stands in the sentence of a quote before it: did not “seek war” does not sound like war."""
    starts = reading.sentences["start"]
    at = starts.searchsorted(start, side="right")
    return bool(at) and _NOT.search(reading.article.text, starts.iloc[at - 1], start) is not None


def _score(voice: str, country: str | None, text: str, scored: bool = True) -> dict:
    said = {"voice": voice, "country": country, "words": count_words(text), "tone_words": 0}
    if not scored:
        return said | dict.fromkeys(MEASURES)
    tone = measure_tone(text)
    rests = sum(word.measure == FIRST and bool(word.valence) for word in tone.words)
    return said | {"tone_words": rests} | {name: getattr(tone, name) for name in MEASURES}


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
    """Who is quoted. How much of the text that is is not told: the program misses some, and takes titles for some."""
    voices = tabulate(reading)
    speakers = voices[voices["quotes"] > 0]
    if not len(reading.paragraphs):
        return Prose(["There is no paragraph to read in this text."])
    people = reading.mentions["actor"][reading.mentions["kind"] == "person"]  # a paper is quoted for what others said
    told = speakers["voice"].isin(_list_named(reading)) & speakers["voice"].isin(people) & (speakers["words"] >= TOLD)
    named = speakers[told].head(VOICES_SHOWN)
    if named.empty:
        return Prose()
    names = join(map(visible, named["voice"]))  # the program may have missed others
    if len(named) == len(speakers):
        return Prose([f"{capitalise(names)} {agree(len(named), 'are')} quoted."])
    return Prose([f"Among those quoted {agree(len(named), 'are')} {names}."])


def _list_named(reading: Reading) -> set[str]:
    """The persons, organisations and groups whom the article names beside one of their quotes at least.

    Who is quoted as *he* alone may be somebody else, but hardly three times: of 14 such persons in audits, 12 were
    right. A *he* whose name stands close before is he: of 34 such quotes in 12 articles, 33 were right.
    """
    quotes, mentions, text = reading.quotes, reading.mentions, reading.article.text
    quotes = quotes[quotes["text"].str.split().str.len() >= SPEECH]
    persons = set(filter(_is_name, mentions["actor"][mentions["kind"] == "person"]))
    known = persons | set(mentions["actor"][mentions["kind"].isin(["organisation", "group"])])
    counts = quotes["speaker"].value_counts()
    cued = set(quotes["speaker"][quotes["cue"].notna()]) & set(counts.index[counts >= OFTEN])
    for quote in quotes[quotes["cue"].notna() & quotes["speaker"].isin(persons)].itertuples():
        said = text[int(quote.speaker_start) : int(quote.speaker_end)].lower()
        near = text[max(0, quote.start - CLOSE) : quote.start]
        if said in ("he", "she") and re.search(rf"\b{re.escape(quote.speaker.split()[-1])}\b", near):
            cued.add(quote.speaker)
    return (known & set(quotes["speaker"][quotes["named"]])) | (persons & cued)


def _is_name(person: str) -> bool:
    """Whether a person has a name, and not only a post, which may be another's: *the Chadian leader*."""
    return person.split()[-1][:1].isupper()


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
    """The claims on somebody's word, or done in words, with their `voice`: none of the past, and only its own force."""
    acts, now = claims.tabulate(reading), reading.now
    acts = acts[acts["sure"] & (acts["root"] != "REJECT")]
    voices = acts["attributed_to"].where(acts["attributed_to"].notna(), _list_own_words(reading, acts))
    spoken = voices.notna() & ((acts["frame"] == "current") | acts["quad"].str.startswith("V"))
    acts = acts.assign(voice=voices)[spoken]
    if now is not None:
        acts = acts[acts["last_day"].isna() | (acts["last_day"] >= now)]
    return acts[find_own(acts, acts["voice"], reading.mentions) | (acts["quad"] != "Mconf")]


def _list_own_words(reading: Reading, acts: pd.DataFrame) -> pd.Series:
    """The person who acts, if the act is one of words."""
    people = set(reading.mentions["actor"][reading.mentions["kind"] == "person"])
    return acts["source_actor"].where(acts["quad"].str.startswith("V") & acts["source_actor"].isin(people))


def describe_stances(reading: Reading) -> Prose:
    """Everyone who threatens now, with the words; and claims beside their denials."""
    threats = claims.find_threats(claims.tabulate_told(reading)).dropna(subset="source").drop_duplicates("source")
    said = [f"{name_actor(reading, act)}: {cite_place(reading, act)}" for act in threats.itertuples()]
    sentences = [f"{capitalise(agree(len(said), 'threaten'))}: {'; '.join(said)}."] if said else []
    return Prose([*sentences, *describe_claims(reading)])


def describe_claims(reading: Reading) -> Prose:
    """What one party says that another did, told as its claim, with the other's denial beside it."""
    told = claims.tabulate(reading)
    told = told[told["sure"] & told["source"].notna()]
    said = told[told["attributed_to"].notna() & (told["side"] == "conflict") & told["quad"].str.startswith("M")]
    denied = told[told["root"].eq("REJECT") & told["attributed_to"].isna()]
    sentences = []
    for claim in said.drop_duplicates(["attributed_to", "source", "root"]).itertuples():
        answers = denied[denied["source"] == claim.source].itertuples()
        denials = [act for act in answers if _DENIES.search(cite(reading, act))]
        if denials and claim.source_actor != claim.attributed_to:
            denial = denials[0]
            sentences.append(
                f"{capitalise(name_side(claim.attributed_to))} says: {cite(reading, claim)} (paragraph "
                f"{claim.paragraph}). {capitalise(name_side(claim.source))} denies: {cite(reading, denial)} (paragraph "
                f"{denial.paragraph})."
            )
    return Prose(sentences)


@styled
def draw(reading: Reading, width: float = WIDE) -> Chart:
    """How many words each voice that is named has, and its tone by each measure; of all other quotes, the reporter."""
    shown = _tabulate_drawn(reading)
    if lack := _explain_lack(reading, shown):
        return draw_sentences("No voices", name_article(reading), width, [lack])
    key = [Line2D([], [], label=capitalise(measure.name), **_look(name)) for name, measure in MEASURES.items()]
    if (shown["tone_words"] < FIRM).any():
        key.append(Line2D([], [], label=f"hollow: fewer than {number(FIRM)} words of tone", **_look(FIRST) | HOLLOW))
    row = 0.62 if is_narrow(width) else ROW
    bottom = key_height(key, width)
    told = (shown["tone_words"] >= FIRM) & ~shown["voice"].isin([OTHERS, REPORTER])
    whole = OTHERS in set(shown["voice"]) or len(shown) == len(tabulate(reading))
    quoted = "Who is quoted" if whole else "Who is quoted most"
    title = f"{quoted}, and in which tone" if told.any() else quoted
    chart = start_chart(title, name_article(reading), width, bottom + 0.3 + row * len(shown))
    chart.numbers = shown
    drawn = f"The words of {_list_heard(shown)}, and their mean tone. {title}."
    chart.alt = f"{drawn} {_describe_tones(shown)}".rstrip()
    axes = add_panel(chart, *_place_tones(width, bottom), width - 0.3, bottom + row * len(shown))
    _draw_tones(axes, shown)
    top = bottom + row * len(shown)
    longest = int(shown["words"].max())
    for place, voice in enumerate(shown.itertuples()):
        _write_voice(chart, voice, top - row * (place + 0.5), longest)
    add_key(chart, key, width)
    return chart


def _list_heard(voices: pd.DataFrame) -> str:
    """*Joan Doe, others and the reporter*: whose words a chart has."""
    return join(map(visible, voices["voice"].replace(OTHERS, "others")))


def _explain_lack(reading: Reading, shown: pd.DataFrame) -> str:
    """Why the voices that are named give no true picture of who speaks; "" if they do.

    In 48 audited articles, judges bore out 27 of 36 pictures of those who say at least half of what is quoted, and four
    of 12 others.
    """
    if reading.quotes.empty:
        return "The program found no quotation."
    if find_kind(reading) == INTERVIEW:
        return "In an interview, most of what is said has no quotation marks."
    voices = tabulate(reading)
    quoted = voices["words"][voices["quotes"] > 0].sum()
    named = shown["words"][~shown["voice"].isin([OTHERS, REPORTER])]
    rest = shown["words"][shown["voice"] == OTHERS].sum()
    sure = named.sum() >= HALF * max(quoted, 1) and rest < named.max()  # else the loudest voice may be among the rest
    return "" if sure else "It is not sure who says most of what is quoted."


def _place_tones(width: float, bottom: float) -> tuple[float, float]:
    """The lower left corner of the panel of tones, in inches."""
    return (0.3 if is_narrow(width) else TONES), bottom


def _look(name: str) -> dict[str, Any]:
    return {"color": COLOURS[name], "marker": MARKERS[name], "markersize": 6, "linestyle": ""}


def _describe_tones(voices: pd.DataFrame) -> str:
    known = voices[(voices["tone_words"] >= FIRM) & (voices["voice"] != OTHERS)]
    tones = [f"{visible(v.voice)} {signed(getattr(v, FIRST))}" for v in known.head(VOICES_SHOWN).itertuples()]
    return f"Tone by {MEASURES[FIRST].name}: {join(tones)}." if tones else ""


def _write_voice(chart: Chart, voice: Any, y: float, longest: int) -> None:  # noqa: ANN401
    """Writes a voice, with a bar for how many words it has; on a phone their number, above its tones."""
    width = chart.get_figwidth()
    name = voice.voice if pd.isna(voice.country) else f"{voice.voice} ({voice.country})"
    if is_narrow(width):
        fitted = fit_text(name, width - 2 * MARGIN - COUNT, SMALL, True)
        write(chart, MARGIN, y + 0.12, fitted, fontweight="bold")
        write(chart, width - MARGIN, y + 0.12, count(voice.words, "word"), ha="right", color=GREY)
        return
    write(chart, MARGIN, y, fit_text(name, NAMES, SMALL), va="center")
    start, long = (MARGIN + NAMES + 0.15) / width, BAR * voice.words / longest / width
    look = {"facecolor": GREY, "transform": chart.transFigure}
    height = chart.get_figheight()
    chart.add_artist(Rectangle((start, (y - 0.04) / height), long, 0.08 / height, **look))


def _draw_tones(axes: Axes, voices: pd.DataFrame) -> None:
    """Draws the mean tone of each voice by each measure, on a line from −1 to +1."""
    narrow = is_narrow(axes.figure.get_figwidth())
    rows = [row + (0.2 if narrow else 0.0) for row in range(len(voices))]
    axes.hlines(rows, -1, 1, color=PALE, linewidth=0.8, zorder=0)
    axes.vlines([0] * len(rows), *([row + side for row in rows] for side in (-0.2, 0.2)), color=GREY, linewidth=1)
    firm = voices["tone_words"] >= FIRM
    for shift, name in zip((-0.1, 0.0, 0.1), MEASURES, strict=True):  # so that equal tones do not hide each other
        for chosen, look in ((firm, {"markeredgecolor": GROUND}), (~firm, HOLLOW)):
            places = [row + shift for row, drawn in zip(rows, chosen, strict=True) if drawn]
            axes.plot(voices[name][chosen], places, zorder=3, **_look(name) | look)
    axes.set_axis_off()
    axes.set_xlim(-1.05, 1.05)
    axes.set_ylim(len(voices) - 0.5, -0.5)
    for x, text, ha in ((-1, "← negative", "left"), (1, "positive →", "right")):
        at = axes.transData.transform((x, -0.5)) / axes.figure.dpi
        write(axes.figure, at[0], at[1] + 0.08, text, ha=ha, color=GREY)
