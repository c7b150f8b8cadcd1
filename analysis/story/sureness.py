"""How sure the verdict is, and why."""

import html

import pandas as pd

from analysis.reading.events.table import RULES
from analysis.reading.kinds import REPORT, find_kind
from analysis.reading.reading import Reading, once
from analysis.show.prose import Prose
from analysis.show.sure import FLAT, LEAD, SURE, name_doubt
from analysis.statistics import ALPHA
from analysis.story import arc, caution
from analysis.story.assess import HALF, THICK, Assessment, assess
from analysis.story.claims import share_sure, tabulate_plain, tabulate_told
from analysis.story.lean import explain_lack, find_lean
from analysis.text.wording import join, number

LEVELS = ("high", "medium", "low")
# The share of current acts that were right (there is one, of that side, and it is current), by seven audits of 81 real
# articles that nobody had tuned to: 58 % of 909 acts, 80 % of the 171 on which both coders are sure.
RIGHT, WRONG, RIGHT_IF_SURE = "three in five", "two in five", "four in five"
OPEN = "only possible or alleged, on a condition or denied"
QUARTER = 1 / 4  # of the acts are sure, for a medium level


class Sureness(Prose):
    """The reasons for how sure a verdict is; a notebook shows them in a box with a badge of the level."""

    level: str

    def __new__(cls, level: str, reasons: Prose) -> "Sureness":
        """The reasons with their level, one of `LEVELS`; "" where there is no verdict."""
        made = super().__new__(cls, reasons)
        made.level = level
        return made

    def _repr_html_(self) -> str:
        if not self:
            return ""  # the report leaves out a section that shows nothing
        reasons = "".join(f"<li>{html.escape(reason)}</li>" for reason in self)
        badge = f'<span class="badge" data-level="{self.level}">{self.level}</span>'
        title = f"<p>Sureness of the verdict: {badge}</p>" if self.level else ""
        box = f"{title}<ul>{reasons}</ul>"
        return f'<aside class="sureness tex2jax_ignore mathjax_ignore" data-level="{self.level}">{box}</aside>'


@once
def grade(reading: Reading) -> str:
    """How sure the verdict is: one of `LEVELS`.

    High takes a clear lean over many acts of which at least half are sure, and no caution; medium a lean of which a
    quarter are sure, in a text that is one report.
    """
    crisis, warned = assess(reading), caution.describe(reading)
    unclear = find_lean(reading) in ("unknown", "neither") or is_doubtful(reading)
    if unclear or warned.stop or find_kind(reading) != REPORT:
        return "low"
    return "high" if crisis.clear and share_sure(reading) >= HALF and not warned else "medium"


def is_doubtful(reading: Reading) -> bool:
    """Whether fewer of the current acts are sure than a verdict of medium sureness takes."""
    return share_sure(reading) < QUARTER


def describe(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Sureness:
    """The level, and the reasons for it in plain sentences."""
    crisis = assess(reading)
    reasons = [*_describe_coders(reading, crisis), *_describe_balance(reading, crisis)]
    reasons += [*_describe_words(reading, crisis), *_describe_order(reading, smoothing, shuffles, seed)]
    return Sureness("" if explain_lack(reading) else grade(reading), Prose(reasons))


def _describe_coders(reading: Reading, crisis: Assessment) -> list[str]:
    """How many of such acts were right in audits, and of how many here both coders are sure."""
    alone = "Only the rules read this article: no second coder checked them."
    by_rules = [alone] if reading.coders == RULES else []
    if not crisis.enough:
        return by_rules
    audits = f"In audits of real articles, about {RIGHT} of the acts that the program counts as current were right"
    if by_rules:
        return [f"{audits}.", *by_rules]
    least = f"at least {_percent(SURE)}, in the first two paragraphs {_percent(LEAD)}"
    alike = f"about {RIGHT_IF_SURE} of those that both coders read alike, with confidence ({least})"
    entered = ", or that a reader entered," if crisis.current["coder"].isna().any() else ""
    if tabulate_told(reading).empty and tabulate_plain(reading).empty:
        few = (
            f"The program found fewer than one current act in {THICK} words, without those that are {OPEN}: it may "
            "have missed others, and tells none."
        )
        none = f"The program tells none of the acts that it took for current: in audits, {WRONG} of such were wrong."
        return [few if crisis.thin else none]
    doubts = any(map(name_doubt, tabulate_told(reading).itertuples()))  # the plain ones are sure
    marked = f" Those below {_percent(FLAT)} are marked “uncertain reading”." if doubts else ""
    return [f"{audits}, and {alike}. Only such acts{entered} are told above.{marked}"]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _describe_balance(reading: Reading, crisis: Assessment) -> list[str]:
    """How easily chance makes such a balance."""
    if not crisis.enough or find_lean(reading) == "neither":
        return []
    if crisis.p_value <= ALPHA and (grade(reading) == "low" or share_sure(reading) < HALF):
        return []  # where few acts are sure, that it is not chance says little: judges bore out three of five such
    share = f"{100 * crisis.p_value:.0f} %" if crisis.p_value >= 0.01 else "fewer than 1 %"
    verdict = (
        "may be chance"
        if crisis.p_value > ALPHA
        else "is more than chance, if these acts were read right and each is told once"
    )
    sides = (crisis.escalating, "escalating"), (crisis.easing, "easing")
    split = join(f"{number(acts)} as {way}" for acts, way in sides if acts)
    coin = f"A coin thrown {number(len(crisis.current))} times splits as unevenly in {share} of trials"
    balance = f"{coin}, so the balance {verdict}."
    count = f"Of the current acts, but for those that are {OPEN}, the program read {split}"
    return [f"{count} (what is not done counts for the other side). {balance}"]


def _describe_words(reading: Reading, crisis: Assessment) -> list[str]:
    """Whether most of the acts that a verdict rests on are somebody's word."""
    if explain_lack(reading) or crisis.current["attributed_to"].notna().mean() <= HALF:
        return []
    return ["Most of the acts found in the story’s present are somebody’s word, not the reporter’s."]


def _describe_order(reading: Reading, smoothing: int, shuffles: int, seed: int) -> list[str]:
    """Whether the rise and fall over the paragraphs may be chance; nothing if it was not tested, or is not sure."""
    if grade(reading) == "low" or not arc.find_finding(reading):
        return []
    line = arc.trace(reading, "escalation", smoothing, shuffles, seed)
    if pd.isna(line.p_value):
        return []
    orders = f"{100 * line.p_value:.1f} % of random orders of the paragraphs swing as much (p = {line.p_value:.3f})"
    verdict = "is more than chance" if line.beyond_chance else "may be chance"
    return [f"The rise and fall of escalation from paragraph to paragraph {verdict}: {orders}."]
