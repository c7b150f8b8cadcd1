"""Where the crisis stands in the story's now, and how sure that is."""

import pandas as pd

from analysis.reading.events.table import list_ways
from analysis.reading.reading import Reading
from analysis.reading.schema import STAND
from analysis.reading.tables import make_table
from analysis.show.acts import begin, phrase
from analysis.show.prose import Prose
from analysis.show.sides import name_side
from analysis.statistics import ALPHA
from analysis.story.assess import MIN_EVENTS, UNSURE, Assessment, assess
from analysis.story.evidence import cite, tell
from analysis.story.sides import tabulate_pairs
from analysis.text.wording import agree, count, join, name_days, number, number_of, signed

_LEANS = {"eases": "eases on balance", "escalates": "escalates on balance", "neither": "leans neither way"}


def tabulate(reading: Reading) -> pd.DataFrame:
    """One row for what the story tells as current and one for what it recalls: events, their sides, mean escalation."""
    acts = reading.acts
    return make_table((_count(frame, acts[acts["frame"] == frame]) for frame in ("current", "background")), STAND)


def _count(frame: str, acts: pd.DataFrame) -> dict:
    sides = {side: int((acts["side"] == side).sum()) for side in ("cooperation", "conflict")}
    return {"frame": frame, "events": len(acts), **sides, "escalation": acts["escalation"].mean()}


def describe(reading: Reading) -> Prose:
    """Where the crisis stands in the story's now, and what each of the two main sides does."""
    found = assess(reading)
    if not found.enough:
        has = f"The story has {count(len(found.current), 'current event')}"
        return Prose([f"{has}, too few to call: at least {number(MIN_EVENTS)} are needed to say where it stands."])
    balance = (
        f"{number_of(found.easing)} of {count(len(found.current), 'current event')} {agree(found.easing, 'ease')} it "
        f"and {number(found.escalating)} {agree(found.escalating, 'escalate')} it"
    )
    when = "In the story's now" + (f", {name_days(found.now, found.now)}" if found.now is not None else "")
    scale = "on a scale from −10 (cooperation) to +10 (conflict)"
    mean = f"{signed(found.escalation, 1)} on average {scale}"
    return Prose([f"{when}, the crisis {_LEANS[found.lean]}: {balance}, {mean}.", *_tell_sides(reading, found)])


def _tell_sides(reading: Reading, found: Assessment) -> list[str]:
    """What the two busiest sides do now: how they ease, together where they do the same, then how they escalate."""
    sure = list_ways(found.current[~found.current["modality"].isin(UNSURE)])
    sides = _find_main_sides(found.current)
    eases = [deed for side in sides if (deed := _pick(sure, side, "cooperation")) is not None]
    presses = [deed for side in sides if (deed := _pick(sure, side, "conflict")) is not None]
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
    pairs = tabulate_pairs(acts)
    if len(pairs):
        return [pairs["source"][0], pairs["target"][0]]
    return list(acts["source"].dropna().value_counts().index[:1])


def _pick(ways: pd.DataFrame, actor: str, side: str) -> pd.Series | None:
    """What somebody does most often of cooperation or conflict; of what is as frequent, the weightiest."""
    own = ways[(ways["source"] == actor) & (ways["target"] != actor) & (ways["side"] == side)]
    if own.empty:
        return None
    root = own.groupby("root")["escalation"].agg(lambda e: (len(e), e.abs().max())).idxmax()
    return own[own["root"] == root].sort_values("escalation", key=abs, ascending=False, kind="stable").iloc[0]


def _cite_all(reading: Reading, deeds: list[pd.Series]) -> str:
    return "; ".join(dict.fromkeys(f"{cite(reading, deed)}, paragraph {deed.paragraph}" for deed in deeds))


def describe_sureness(reading: Reading) -> Prose:
    """How sure the reading of the crisis is: how many events, how many unsure, reported, without an actor or a day."""
    found = assess(reading)
    if found.acts.empty:
        return Prose(["There is no event to be sure of."])
    shares = {
        "are hedged, conditional or denied": found.hedged,
        "are somebody's word and not the reporter's": found.attributed,
        "lack an actor": found.without_source,
        "lack a date": found.undated,
    }
    told = join(f"{100 * share:.0f} % {what}" for what, share in shares.items())
    said = [f"All this rests on {count(len(found.acts), 'event')}: {told}."]
    if found.enough:
        verdict = "that is more than chance" if found.p_value <= ALPHA else "that may be chance"
        said.append(
            f"A coin thrown {number(len(found.current))} times splits as unevenly as {number(found.easing)} events "
            f"that ease and {number(found.escalating)} that escalate in {100 * found.p_value:.0f} % of trials: "
            f"{verdict}."
        )
    return Prose(said)
