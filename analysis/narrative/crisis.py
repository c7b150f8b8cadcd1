"""The crisis as sentences: where it stands, what its peak was, who moved, who still escalates, and how sure that is."""

import math
from itertools import pairwise

import pandas as pd

from analysis.arc import ALPHA, NEUTRAL, Arc
from analysis.dyads import list_between, name_side, tabulate_dyads
from analysis.narrative.deeds import begin, cite, name_source, phrase, split_paragraphs, tell
from analysis.narrative.prose import Prose, number_paragraphs, of_all
from analysis.reading import Reading
from analysis.timeline import (
    CONFLICT,
    COOPERATION,
    find_aftermath,
    find_peak,
    get_now,
    list_acts,
    list_once,
    order_acts,
    tabulate_deeds,
)
from analysis.tone import MEASURES
from analysis.wording import count, join, name_days, number, number_of, signed

MIN_EVENTS = 5  # current events; with fewer, it is too early to say where the crisis stands
MIN_ACTS = 2  # of a side, before and now, without which nobody is said to have moved
LEANING = 1.0  # points of mean escalation from which on the whole leans to one side
MOVED = 2.0  # points between before and now from which on a side has moved
ONE_SIDED = 2 / 3  # share of a voice's words from which on it is said to escalate or to ease
SHOWN = 3  # deeds, sides or voices in a sentence
UNSURE = ("hedged", "conditional", "denied")


def summarise_crisis(reading: Reading) -> Prose:
    """The crisis in short: where it stands, the peak, and the voices that still escalate."""
    acts = list_acts(reading.events)
    if acts.empty:
        return Prose(["Nobody is told to act for or against anybody, so nothing can be said of escalation."])
    return Prose([*describe_stand(reading), *describe_peak(reading)[:1], *describe_escalating_voices(reading)[:1]])


def describe_stand(reading: Reading) -> Prose:
    """Where the crisis stands in the story's now, and what each of the two main sides does."""
    current = list_once(_list_current(reading))
    if len(current) < MIN_EVENTS:
        has = f"The story has {count(len(current), 'current event')}"
        return Prose([f"{has}, too few to call: at least {number(MIN_EVENTS)} are needed to say where it stands."])
    easing, mean = int(current["quad"].isin(COOPERATION).sum()), current["escalation"].mean()
    lean = "leans neither way"
    if abs(mean) >= LEANING:
        lean = f"{'eases' if mean < 0 else 'escalates'} on balance"
    balance = (
        f"{number_of(easing)} of {count(len(current), 'current event')} {_agree(easing, 'ease')} it and "
        f"{number(len(current) - easing)} {_agree(len(current) - easing, 'escalate')} it"
    )
    now = get_now(reading)
    when = "In the story's now" + (f", {name_days(now, now)}" if now is not None else "")
    scale = "on a scale from −10 (cooperation) to +10 (conflict)"
    stand = f"{when}, the crisis {lean}: {balance}, {signed(mean, 1)} on average {scale}."
    return Prose([stand, *_tell_sides(reading)])


def _list_current(reading: Reading) -> pd.DataFrame:
    acts = list_acts(reading.events)
    return acts[acts["frame"] == "current"]


def _tell_sides(reading: Reading) -> list[str]:
    """What the two busiest sides do now: how they ease, together where they do the same, then how they escalate."""
    current = _list_current(reading)
    sure = current[~current["modality"].isin(UNSURE)]
    sides = _find_main_sides(current)
    eases = [deed for side in sides if (deed := _pick(sure, side, COOPERATION)) is not None]
    presses = [deed for side in sides if (deed := _pick(sure, side, CONFLICT)) is not None]
    said = []
    if len(eases) == 2 and phrase(eases[0], "many", False) == phrase(eases[1], "many", False):
        both = join(name_side(deed.source) for deed in eases)
        said.append(f"Both {both} {phrase(eases[0], 'many', False)} ({_cite_all(reading, eases)}).")
    elif eases:
        said.append(begin(f"{join(tell(reading, deed) for deed in eases)}."))
    if presses:
        told = join(tell(reading, deed) for deed in presses)
        said.append(f"At the same time {told}." if said else begin(f"{told}."))
    return said


def _find_main_sides(acts: pd.DataFrame) -> list[str]:
    """The pair with the most acts between them, else the busiest source; the busier side first."""
    dyads = tabulate_dyads(acts)
    if len(dyads):
        return [dyads["source"][0], dyads["target"][0]]
    return list(acts["source"].dropna().value_counts().index[:1])


def _pick(acts: pd.DataFrame, side: str, quads: tuple[str, ...]) -> pd.Series | None:
    """What a side does most often of cooperation or conflict; of what is as frequent, the weightiest."""
    own = acts[(acts["source"] == side) & (acts["target"] != side) & acts["quad"].isin(quads)]
    if own.empty:
        return None
    root = own.groupby("root")["escalation"].agg(lambda e: (len(e), e.abs().max())).idxmax()
    return own[own["root"] == root].sort_values("escalation", key=abs, ascending=False, kind="stable").iloc[0]


def _cite_all(reading: Reading, deeds: list[pd.Series]) -> str:
    return "; ".join(dict.fromkeys(f"{cite(reading, deed)}, paragraph {deed.paragraph}" for deed in deeds))


def describe_peak(reading: Reading) -> Prose:
    """The day or days of the worst deeds, and what came after; what has no day of its own is counted."""
    acts = list_acts(reading.events)
    if acts.empty:
        return Prose(["There is no event to put on a calendar."])
    deeds = tabulate_deeds(reading)
    peak, said = find_peak(deeds), []
    if peak.empty:
        said.append("No event of conflict is both certain and dated to a day, so there is no peak to name.")
    else:
        days = [_tell_day(reading, deeds) for _, deeds in peak.groupby("first_day")]
        more = [f"{count(len(days) - SHOWN, 'more day')} of that weight"] if len(days) > SHOWN else []
        said.append(f"The peak is {'; and '.join([*days[:SHOWN], *more])}.")
        said += _tell_aftermath(find_aftermath(reading, peak))
    spread = int((acts["first_day"].isna() | (acts["first_day"] != acts["last_day"])).sum())
    if spread:
        are = "has no day of its own and enters" if spread == 1 else "have no day of their own and enter"
        said.append(f"{begin(number(spread))} of {count(len(acts), 'event')} {are} no peak.")
    return Prose(said)


def _tell_day(reading: Reading, deeds: pd.DataFrame) -> str:
    """*3 January 2020, when the United States used force against Iran (“killing of …”, +10.0, paragraphs 2 and 8)*."""
    known = deeds["source"].notna().astype(int) + deeds["target"].notna()
    deed = deeds.loc[known.idxmax()]
    who = "" if pd.isna(deed.source) else f", when {name_source(deed)} {phrase(deed, 'past')}"
    evidence = f"{cite(reading, deed)}, {signed(deed.escalation, 1)}, {number_paragraphs(split_paragraphs(deed))}"
    return f"{name_days(deed.first_day, deed.last_day)}{who} ({evidence})"


def _tell_aftermath(later: pd.DataFrame) -> list[str]:
    later = list_once(later)
    if later.empty:
        return ["Nothing that the story tells came after it."]
    easing = int(later["quad"].isin(COOPERATION).sum())
    sides = f"{number_of(easing)} of cooperation and {number_of(len(later) - easing)} of conflict"
    mean = signed(later["escalation"].mean(), 1)
    return [f"After it came {count(len(later), 'event')}, {sides}, {mean} on average."]


def describe_moves(reading: Reading) -> Prose:
    """Which sides moved towards conflict or away from it, between what the story recalls and what it reports."""
    acts = list_acts(reading.events)
    acts = acts[acts["source"].notna() & ~(acts["source"] == acts["target"]).fillna(False)]
    said = []
    for side in acts["source"].value_counts().index:
        before, now = (acts[(acts["source"] == side) & (acts["frame"] == f)] for f in ("background", "current"))
        if min(len(before), len(now)) < MIN_ACTS:
            continue
        a, b = before["escalation"].mean(), now["escalation"].mean()
        move = "moved away from conflict" if b - a <= -MOVED else "moved towards conflict" if b - a >= MOVED else ""
        said.append(
            f"{begin(name_side(side))} {move or 'stays about where it was'}: {signed(a, 1)} on average over "
            f"{count(len(before), 'event')} that the story recalls, {signed(b, 1)} over {number(len(now))} current."
        )
    if not said:
        few = f"at least {number(MIN_ACTS)} events before and {number(MIN_ACTS)} now"
        return Prose([f"No side has {few}, so nobody is said to have moved."])
    return Prose(said[:SHOWN])


def describe_escalating_voices(reading: Reading) -> Prose:
    """Whose words still escalate, whose ease, and whose do both.

    Counted is what is told on somebody's word and what they do in words, once for each class of event and each that
    acts. What is long done does not count, and to report another side's violence is not to escalate.
    """
    acts = list_acts(reading.events)
    voices = acts["attributed_to"].where(acts["attributed_to"].notna(), _list_own_words(reading, acts))
    acts = acts.assign(voice=voices)[voices.notna() & ((acts["frame"] == "current") | acts["quad"].str.startswith("V"))]
    now = get_now(reading)
    if now is not None:
        acts = acts[acts["last_day"].isna() | (acts["last_day"] >= now)]
    homes = reading.mentions.dropna(subset="country").drop_duplicates("actor").set_index("actor")["country"]
    own = acts["source"] == acts["voice"].map(homes).fillna(acts["voice"])
    acts = acts[own.fillna(False) | (acts["quad"] != "Mconf")]
    acts = acts.sort_values("escalation", key=abs, ascending=False, kind="stable")
    acts = acts.drop_duplicates(["voice", "root", "source"]).sort_index()
    if acts.empty:
        return Prose(["No event is told in anybody's own words."])
    groups: dict[str, list[str]] = {"escalates": [], "eases": [], "does both": []}
    for voice, told in sorted(acts.groupby("voice"), key=lambda item: (-item[1]["escalation"].mean(), item[0])):
        share = (told["escalation"] > 0).mean()
        kind = "escalates" if share >= ONE_SIDED else "eases" if share <= 1 - ONE_SIDED else "does both"
        worst = told.loc[told["escalation"].idxmin() if kind == "eases" else told["escalation"].idxmax()]
        groups[kind].append(
            f"{name_side(voice)} ({cite(reading, worst)}; {signed(told['escalation'].mean(), 1)} over "
            f"{count(len(told), 'event')})"
        )
    return Prose(_tell_voices(groups))


def _list_own_words(reading: Reading, acts: pd.DataFrame) -> pd.Series:
    """The person who acts, where the act is one of words."""
    people = set(reading.mentions["actor"][reading.mentions["kind"] == "person"])
    return acts["source_actor"].where(acts["quad"].str.startswith("V") & acts["source_actor"].isin(people))


def _tell_voices(groups: dict[str, list[str]]) -> list[str]:
    said = []
    if len(groups["escalates"]) == 1:
        said.append(f"The one voice that still escalates is {groups['escalates'][0]}.")
    elif groups["escalates"]:
        said.append(f"The voices that still escalate are {join(groups['escalates'][:SHOWN])}.")
    else:
        said.append("No voice in the story is one that mainly escalates.")
    for kind, many in (("eases", "ease"), ("does both", "do both")):
        if groups[kind]:
            verb = kind if len(groups[kind]) == 1 else many
            said.append(begin(f"{join(groups[kind][:SHOWN])} {verb}."))
    return said


def describe_escalation(reading: Reading, arc: Arc) -> Prose:
    """How escalation runs over the paragraphs, whether chance could have made that, and whether the tone follows it."""
    table = arc.table
    if not arc.scored:
        return Prose(["No paragraph tells a current event, so there is no arc of escalation: that is not a zero."])
    said = [f"{begin(of_all(arc.scored, len(table)))} {_agree(arc.scored, 'tell')} current events."]
    marks = {row.extreme: row for row in table.dropna(subset="extreme").itertuples()}
    if marks:
        high, low = marks["highest"], marks["lowest"]
        said.append(
            f"Paragraph {high.paragraph} escalates most ({signed(high.value, 1)}), paragraph {low.paragraph} least "
            f"({signed(low.value, 1)})."
        )
    recalling = reading.paragraphs["paragraph"][reading.paragraphs["events_background"] > 0]
    if len(recalling):
        said.append(f"The past is recalled in {number_paragraphs(recalling)}.")
    return Prose([*said, _tell_chance(arc), *describe_agreement(reading)])


def _tell_chance(arc: Arc) -> str:
    if math.isnan(arc.p_value):
        return "There are too few paragraphs with events, or too little change, to test their order against chance."
    orders = f"{100 * arc.p_value:.1f} % of random orders of the same paragraphs make the line swing as much"
    if arc.beyond_chance:
        return f"Only {orders} (p = {arc.p_value:.3f}): the order of the story carries it."
    return begin(f"{orders} (p = {arc.p_value:.3f}), so its rise and fall along the story may be chance.")


def describe_agreement(reading: Reading) -> Prose:
    """On how many paragraphs each measure of tone is dark where the crisis escalates and bright where it eases."""
    parts = []
    for column, measure in MEASURES.items():
        both = reading.paragraphs[["escalation", column]].dropna()
        both = both[(both.abs() > NEUTRAL).all(axis=1)]
        if both.empty:
            continue
        same = int(((both["escalation"] > 0) != (both[column] > 0)).sum())
        verdict = (
            "more than chance" if pair_signs(-both["escalation"], both[column]) <= ALPHA else "no more than chance"
        )
        parts.append(f"{measure.name} in {number_of(same)} of {number(len(both))} ({verdict})")
    if not parts:
        return Prose(["No paragraph has both a tone and an escalation, so the two cannot be compared."])
    told = f"{join(parts)} paragraphs"
    return Prose([f"Tone goes with escalation, dark where that is conflict and bright where it is not, by {told}."])


def flip_coins(heads: int, throws: int) -> float:
    """The two-sided p-value of a sign test: how often a fair coin falls at least as unevenly (exact binomial)."""
    tail = sum(math.comb(throws, k) for k in range(max(heads, throws - heads), throws + 1))
    return min(1.0, 2 * tail / 2**throws)


def pair_signs(one: pd.Series, other: pd.Series) -> float:
    """How often two series that are paired at random agree in sign at least as often (Fisher's exact test, one-sided).

    Where one of them has only one sign, any pairing agrees as often: p is 1.
    """
    n, up, also = len(one), int((one > 0).sum()), int((other > 0).sum())
    both = int(((one > 0) & (other > 0)).sum())
    ways = sum(math.comb(up, k) * math.comb(n - up, also - k) for k in range(both, min(up, also) + 1))
    return ways / math.comb(n, also)


def describe_story_order(reading: Reading) -> Prose:
    """How often the story jumps back in time, how far its furthest jump reaches, and what it could not place."""
    acts = order_acts(reading).dropna(subset="moment").sort_values("start")
    if acts.empty:
        return Prose(["No event has a date, so the order of the story cannot be set against that of the events."])
    back = [(a, b) for a, b in pairwise(acts.itertuples()) if b.moment < a.moment]
    if not back:
        return Prose(["The story tells its dated events in the order in which they happened."])
    _, oldest = min(back, key=lambda jump: (jump[1].moment, jump[1].start))
    times = {1: "once", 2: "twice"}.get(len(back), f"{number(len(back))} times")
    return Prose(
        [
            f"The story goes back in time {times}, furthest in paragraph {oldest.paragraph}, "
            f"to {oldest.when.removesuffix(', before')} ({cite(reading, oldest)})."
        ]
    )


def describe_sides(reading: Reading, dyads: pd.DataFrame) -> Prose:
    """Between whom most of it happens, each way, and how many events have no two known sides."""
    acts = list_acts(reading.events)
    if dyads.empty:
        return Prose(["No event is told to be between two sides that the text names."])
    said = [
        f"{begin(name_side(row.source))} towards {name_side(row.target)}: {count(row.conflict, 'event')} of conflict "
        f"and {number_of(row.cooperation)} of cooperation, {signed(row.goldstein, 1)} on average on Goldstein's scale."
        for row in dyads.head(2).itertuples()
    ]
    rest = len(acts) - len(list_between(reading.events))
    if rest:
        said.append(
            f"Of {count(len(acts), 'event')}, {number(rest)} {_agree(rest, 'lack')} a side that the text names."
        )
    return Prose(said)


def describe_sureness(reading: Reading) -> Prose:
    """How sure the reading of the crisis is: how many events, how many unsure, reported, without an actor or a day."""
    acts, current = list_once(list_acts(reading.events)), list_once(_list_current(reading))
    if acts.empty:
        return Prose(["There is no event to be sure of."])
    shares = {
        "are hedged, conditional or denied": acts["modality"].isin(UNSURE),
        "are somebody's word and not the reporter's": acts["attributed_to"].notna(),
        "lack an actor": acts["source"].isna(),
        "lack a date": acts["first_day"].isna(),
    }
    told = join(f"{100 * which.mean():.0f} % {what}" for what, which in shares.items())
    said = [f"All this rests on {count(len(acts), 'event')}: {told}."]
    if len(current) >= MIN_EVENTS:
        easing = int(current["quad"].isin(COOPERATION).sum())
        p_value = flip_coins(easing, len(current))
        verdict = "that is more than chance" if p_value <= ALPHA else "that may be chance"
        said.append(
            f"A coin thrown {number(len(current))} times splits as unevenly as {number(easing)} events that ease and "
            f"{number(len(current) - easing)} that escalate in {100 * p_value:.0f} % of trials: {verdict}."
        )
    return Prose(said)


def _agree(n: int, verb: str) -> str:
    return f"{verb}s" if n == 1 else verb
