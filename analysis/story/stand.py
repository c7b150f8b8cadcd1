"""Where the crisis is going in the story's present, and how sure that is."""

import pandas as pd

from analysis.reading.events.table import list_ways
from analysis.reading.reading import Reading
from analysis.reading.schema import STAND
from analysis.reading.tables import make_table
from analysis.show.acts import capitalise, phrase
from analysis.show.prose import Prose
from analysis.show.sides import name_side
from analysis.statistics import ALPHA
from analysis.story.assess import MIN_EVENTS, UNSURE, Assessment, assess
from analysis.story.evidence import cite, cite_act
from analysis.story.sides import tabulate_pairs
from analysis.text.wording import agree, count, join, name_days, number, number_of, signed

_LEANS = {"eases": "eases on balance", "escalates": "escalates on balance", "neither": "leans neither way"}


def tabulate(reading: Reading) -> pd.DataFrame:
    """One row for the current events and one for the background: events, sides, mean escalation. Columns: `STAND`."""
    acts = reading.acts
    return make_table((_count(frame, acts[acts["frame"] == frame]) for frame in ("current", "background")), STAND)


def _count(frame: str, acts: pd.DataFrame) -> dict:
    sides = {side: int((acts["side"] == side).sum()) for side in ("cooperation", "conflict")}
    return {"frame": frame, "events": len(acts), **sides, "escalation": acts["escalation"].mean()}


def describe(reading: Reading) -> Prose:
    """Where the crisis is going, and what each of the two main sides does."""
    crisis = assess(reading)
    if not crisis.enough:
        has = f"The story has {count(len(crisis.current), 'current event')}"
        return Prose([f"{has}, too few to call: at least {number(MIN_EVENTS)} are needed to say where it stands."])
    balance = (
        f"{number_of(crisis.easing)} of {count(len(crisis.current), 'current event')} {agree(crisis.easing, 'ease')} "
        f"it and {number(crisis.escalating)} {agree(crisis.escalating, 'escalate')} it"
    )
    when = "In the story's now" + (f", {name_days(crisis.now, crisis.now)}" if crisis.now is not None else "")
    scale = "on a scale from −10 (cooperation) to +10 (conflict)"
    mean = f"{signed(crisis.escalation, 1)} on average {scale}"
    return Prose([f"{when}, the crisis {_LEANS[crisis.lean]}: {balance}, {mean}.", *_describe_sides(reading, crisis)])


def _describe_sides(reading: Reading, crisis: Assessment) -> list[str]:
    """What the two main sides do now: how they ease, in one sentence if they do the same, then how they escalate."""
    sure = list_ways(crisis.current[~crisis.current["modality"].isin(UNSURE)])
    sides = _find_main_sides(crisis.current)
    eases = [act for side in sides if (act := _pick(sure, side, "cooperation")) is not None]
    presses = [act for side in sides if (act := _pick(sure, side, "conflict")) is not None]
    sentences = []
    if len(eases) == 2 and phrase(eases[0], "many", False) == phrase(eases[1], "many", False):
        both = join(name_side(act.source) for act in eases)
        sentences.append(f"Both {both} {phrase(eases[0], 'many', False)} ({_cite_all(reading, eases)}).")
    elif eases:
        sentences.append(capitalise(f"{join(cite_act(reading, act) for act in eases)}."))
    if presses:
        acts = join(cite_act(reading, act) for act in presses)
        sentences.append(f"At the same time {acts}." if sentences else capitalise(f"{acts}."))
    return sentences


def _find_main_sides(acts: pd.DataFrame) -> list[str]:
    """The pair with the most acts between them, the side with more acts first; else the source with the most acts."""
    pairs = tabulate_pairs(acts)
    if len(pairs):
        return [pairs["source"][0], pairs["target"][0]]
    return list(acts["source"].dropna().value_counts().index[:1])


def _pick(ways: pd.DataFrame, actor: str, side: str) -> pd.Series | None:
    """The strongest act of the class that an actor does most often, of cooperation or of conflict; or None."""
    acts = ways[(ways["source"] == actor) & (ways["target"] != actor) & (ways["side"] == side)]
    if acts.empty:
        return None
    root = acts.groupby("root")["escalation"].agg(lambda e: (len(e), e.abs().max())).idxmax()
    return acts[acts["root"] == root].sort_values("escalation", key=abs, ascending=False, kind="stable").iloc[0]


def _cite_all(reading: Reading, acts: list[pd.Series]) -> str:
    return "; ".join(dict.fromkeys(f"{cite(reading, act)}, paragraph {act.paragraph}" for act in acts))


def describe_sureness(reading: Reading) -> Prose:
    """How sure this is: the number of events, and how many are hedged, attributed, or lack an actor or a date."""
    crisis = assess(reading)
    if crisis.acts.empty:
        return Prose(["There is no event to be sure of."])
    shares = {
        "are hedged, conditional or denied": crisis.hedged,
        "are somebody's word and not the reporter's": crisis.attributed,
        "lack an actor": crisis.without_source,
        "lack a date": crisis.undated,
    }
    parts = join(f"{100 * share:.0f} % {what}" for what, share in shares.items())
    sentences = [f"All this rests on {count(len(crisis.acts), 'event')}: {parts}."]
    if crisis.enough:
        verdict = "that is more than chance" if crisis.p_value <= ALPHA else "that may be chance"
        sentences.append(
            f"A coin thrown {number(len(crisis.current))} times splits as unevenly as {number(crisis.easing)} events "
            f"that ease and {number(crisis.escalating)} that escalate in {100 * crisis.p_value:.0f} % of trials: "
            f"{verdict}."
        )
    return Prose(sentences)
