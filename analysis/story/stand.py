"""Where the crisis is going in the story's present."""

from typing import Any, NamedTuple

import pandas as pd

from analysis.reading.reading import NOT_COUNTED, Reading
from analysis.reading.schema import STAND
from analysis.reading.tables import make_table
from analysis.show.prose import Listing, Prose
from analysis.show.sides import is_plural, name_side
from analysis.show.sure import name_doubt
from analysis.story import sureness
from analysis.story.assess import assess
from analysis.story.claims import find_threats, list_told, tabulate_plain, tabulate_told
from analysis.story.evidence import PLAIN, cite, name_actor, name_effect, name_how, name_plain
from analysis.story.lean import explain_lack, find_lean
from analysis.text.wording import agree, join, name_days, number

_LEANS = {
    ("escalates", "high"): "Escalating",
    ("escalates", "medium"): "Probably escalating",
    ("escalates", "low"): "Perhaps escalating",
    ("eases", "high"): "Easing",
    ("eases", "medium"): "Probably easing",
    ("eases", "low"): "Perhaps easing",
}
_RECOGNISED = ("054", "057")  # CAMEO's recognition and signed agreement, which are deeds of support
FRESH = 3  # days from the story's present to its publication, within which a verdict is as of the latter
_SAID_SO = ((PLAIN["REQUEST"], "demanded"), (PLAIN["AGREE"], "intended"))  # an effect that says how it is told
_SPOKEN = ("ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")  # acts that are done in words


def tabulate(reading: Reading) -> pd.DataFrame:
    """One row for the current acts that count and one for the background: how many, sides, mean. Columns: `STAND`."""
    acts = reading.acts[~reading.acts["modality"].isin(NOT_COUNTED)]
    return make_table((_count(frame, acts[acts["frame"] == frame]) for frame in ("current", "background")), STAND)


def _count(frame: str, acts: pd.DataFrame) -> dict:
    sides = {side: int((acts["side"] == side).sum()) for side in ("cooperation", "conflict")}
    return {"frame": frame, "events": len(acts), **sides, "escalation": acts["escalation"].mean()}


def describe(reading: Reading) -> Prose:
    """The verdict in one sentence: where the crisis is going, how sure that is, and who does the opposite."""
    if reason := explain_lack(reading):
        return Prose([reason])
    crisis, lean = assess(reading), find_lean(reading)
    when = f"as of {name_days(day, day)}, " if (day := _find_day(reading)) is not None else ""
    if lean == "neither":
        split = "the acts found in the story’s present go both ways"
    else:
        little = ", but few of them are sure" if sureness.is_doubtful(reading) else ""
        way = "escalate" if crisis.escalating > crisis.easing else "ease"
        split = f"most of the acts found in the story’s present {way} the crisis{little}"
    return Prose([f"{_name_lean(reading)}: {when}{split}."])


def _find_day(reading: Reading) -> pd.Timestamp | None:
    """The day as of which a verdict holds: that of publication, unless the story is older."""
    now, published = reading.now, reading.article.published
    if now is None or published is None:
        return now
    published = pd.Timestamp(published)
    return published if 0 <= (published - now).days <= FRESH else now


def _name_lean(reading: Reading) -> str:
    """*Probably easing – but Iran still threatens*, *Not clear*."""
    lean = find_lean(reading)
    if lean == "neither":
        return "Not clear"
    named = _LEANS[lean, sureness.grade(reading)]
    if lean == "escalates" or find_threats(tabulate_told(reading)).empty:
        return named
    names = _name_actors(find_threats(list_told(reading, "conflict")))
    if not names.text:
        return named
    return f"{named} – but {names.text} still threaten{'s' if names.one else ''}"


class _Names(NamedTuple):
    """Names for a sentence, and whether they are one."""

    text: str
    one: bool


def _name_actors(acts: pd.DataFrame) -> _Names:
    """Who does some acts."""
    names = list(dict.fromkeys(acts["source"].dropna()))
    return _Names(join(map(name_side, names)), len(names) == 1 and not is_plural(names[0]))


def list_acts(reading: Reading) -> Listing:
    """The acts of the present that are sure, in the order of the story: the article's words, and what they mean.

    Of acts in the same words those of which a party is known stand, and what the same party does is one row.
    """
    rows: dict[tuple, list[str]] = {}
    told, plain = tabulate_told(reading), tabulate_plain(reading)
    for act in pd.concat([told, plain]).sort_values("start", kind="stable").itertuples():
        how = name_how(act) or ("" if act.root in _SPOKEN and act.cameo not in _RECOGNISED else "done")
        said = "" if pd.isna(act.attributed_to) else f"according to {name_side(act.attributed_to)}"
        effect = name_plain(act) if act.Index in plain.index else name_effect(act)
        how = "" if (effect, act.modality) in _SAID_SO else how
        told = ", ".join(filter(None, [how, said, name_doubt(act)]))
        row = (act.paragraph, cite(reading, act), _name_parties(reading, act))
        rows.setdefault(row, []).append(f"{effect} ({told})" if told else effect)
    named = {row[:2] for row in rows if row[2]}
    kept = [(*row, "; ".join(dict.fromkeys(does))) for row, does in rows.items() if row[2] or row[:2] not in named]
    return Listing(pd.DataFrame(kept, columns=["¶", "the article’s words", "who, to whom", "what that does"]), "acts")


def describe_rest(reading: Reading) -> Prose:
    """How many acts of the present are not told, where some are, and that there may be news among them."""
    told, read = tabulate_told(reading), reading.acts[reading.acts["frame"] == "current"]
    told = pd.concat([told, tabulate_plain(reading)])
    if not 0 < len(told) < len(read):
        return Prose()
    open_ = int(read["modality"].isin(NOT_COUNTED).sum())
    unsure = len(read) - len(told) - open_
    does = "it does" if unsure == 1 else "they do"
    parts = [f"{number(open_)} {agree(open_, 'are')} {sureness.OPEN}"] * bool(open_)
    parts += [f"the program is not sure enough of {number(unsure)}, or of what {does} to the crisis"] * bool(unsure)
    news = "some of the news" if (told["paragraph"] == 1).any() else "the main news"
    rest = f"Of those that are not shown here, {'; '.join(parts)}: {news} may be among them."
    return Prose([f"The program read {number(len(read))} acts as current. {rest}"])


def _name_parties(reading: Reading, act: Any) -> str:  # noqa: ANN401
    """*the United States, to Iran*, *not sure who, to ten miners*; "" if nobody is sure."""
    source, target = name_actor(reading, act), name_actor(reading, act, "target")
    target = "" if target == source and not act.mutual else target  # *the police threatened to beat them*
    if act.mutual and source and target:
        return f"{source} and {target}"
    return f"{source or 'not sure who'}, to {target}" if target else source
