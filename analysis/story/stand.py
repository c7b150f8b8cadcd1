"""Where the crisis stands in the story's now, who moved, and how sure that is."""

import pandas as pd

from analysis.reading.reading import Reading
from analysis.show.acts import begin, cite, phrase, tell
from analysis.show.prose import Prose
from analysis.show.sides import name_side
from analysis.statistics import ALPHA, sign_test
from analysis.story.acts import CONFLICT, COOPERATION, get_now, list_acts, list_once
from analysis.story.sides import tabulate_dyads
from analysis.text.wording import agree, count, join, name_days, number, number_of, signed

MIN_EVENTS = 5  # current events; with fewer, it is too early to say where the crisis stands
MIN_ACTS = 2  # of a side, before and now, without which nobody is said to have moved
LEANING = 1.0  # points of mean escalation from which on the whole leans to one side
MOVED = 2.0  # points between before and now from which on a side has moved
SHOWN = 3  # deeds, sides or voices in a sentence
UNSURE = ("hedged", "conditional", "denied")


def describe_stand(reading: Reading) -> Prose:
    """Where the crisis stands in the story's now, and what each of the two main sides does."""
    current = list_once(list_current(reading))
    if len(current) < MIN_EVENTS:
        has = f"The story has {count(len(current), 'current event')}"
        return Prose([f"{has}, too few to call: at least {number(MIN_EVENTS)} are needed to say where it stands."])
    easing, mean = int(current["quad"].isin(COOPERATION).sum()), current["escalation"].mean()
    lean = "leans neither way"
    if abs(mean) >= LEANING:
        lean = f"{'eases' if mean < 0 else 'escalates'} on balance"
    balance = (
        f"{number_of(easing)} of {count(len(current), 'current event')} {agree(easing, 'ease')} it and "
        f"{number(len(current) - easing)} {agree(len(current) - easing, 'escalate')} it"
    )
    now = get_now(reading)
    when = "In the story's now" + (f", {name_days(now, now)}" if now is not None else "")
    scale = "on a scale from −10 (cooperation) to +10 (conflict)"
    stand = f"{when}, the crisis {lean}: {balance}, {signed(mean, 1)} on average {scale}."
    return Prose([stand, *_tell_sides(reading)])


def list_current(reading: Reading) -> pd.DataFrame:
    """The acts that the story tells as current."""
    acts = list_acts(reading.events)
    return acts[acts["frame"] == "current"]


def _tell_sides(reading: Reading) -> list[str]:
    """What the two busiest sides do now: how they ease, together where they do the same, then how they escalate."""
    current = list_current(reading)
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


def describe_sureness(reading: Reading) -> Prose:
    """How sure the reading of the crisis is: how many events, how many unsure, reported, without an actor or a day."""
    acts, current = list_once(list_acts(reading.events)), list_once(list_current(reading))
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
        p_value = sign_test(easing, len(current))
        verdict = "that is more than chance" if p_value <= ALPHA else "that may be chance"
        said.append(
            f"A coin thrown {number(len(current))} times splits as unevenly as {number(easing)} events that ease and "
            f"{number(len(current) - easing)} that escalate in {100 * p_value:.0f} % of trials: {verdict}."
        )
    return Prose(said)
