"""Versions of a story, paragraph by paragraph, and what became of each."""

import pandas as pd
import pytest

import analysis
from analysis.reading import schema as tables
from analysis.versions.align import compare

ATTACK = "The army of Iran attacked the harbour town of Larrin on Monday, killing eleven people in a brutal strike."

ENTRY = "The army of Iran entered the harbour town of Larrin on Monday, and eleven people died in the fighting."

THREAT = "Iran's foreign minister threatened to close the strait if the United States did not withdraw its ships."

SANCTIONS = "The United States imposed sanctions on Iran last week after a long quarrel about the port."

ENVOYS = "Envoys from Iraq appealed to both governments for restraint and offered to host talks in Baghdad."

PRISONERS = "They said that the two sides had agreed to exchange all prisoners on Friday."

TRADERS = "Traders in the old town boarded up their windows, and buses to the border ran half empty all day long."

WAR = "The last war between the neighbours ended in a ceasefire eleven years ago."

STORY = (ATTACK, THREAT, SANCTIONS, ENVOYS, TRADERS, WAR)


def tell(*paragraphs):
    return analysis.read_text("\n\n".join(["Army in Larrin", *paragraphs]) if paragraphs else "", "2020-03-03")


def contrast(a, b):
    return compare(tell(*a), tell(*b))


def list_changes(comparison):
    """Each row as a word: the change, with ↕ where moved, between the numbers in both versions."""
    return [
        f"{'' if pd.isna(r.paragraph_a) else r.paragraph_a}{r.change}{'↕' * r.moved}"
        f"{'' if pd.isna(r.paragraph_b) else r.paragraph_b}"
        for r in comparison.paragraphs.itertuples()
    ]


def check_rows(comparison):
    """Each paragraph of either version stands in just one row, with its own words and figures."""
    rows = comparison.paragraphs
    for name, reading in (("a", comparison.a), ("b", comparison.b)):
        own = rows.dropna(subset=f"paragraph_{name}").sort_values(f"paragraph_{name}")
        for column in ("paragraph", "text", "tone", "escalation"):
            assert own[f"{column}_{name}"].tolist() == pytest.approx(reading.paragraphs[column].tolist(), nan_ok=True)
    assert list(rows.columns) == list(tables.COMPARISON) and rows["moved"].dtype == bool
    shifts = comparison.shifts.dropna(subset="by_cuts")
    assert (shifts["by_cuts"] + shifts["by_rewording"] + shifts["by_additions"]).tolist() == pytest.approx(
        shifts["change"].tolist()
    )


CASES = {
    "the same": (STORY, STORY, ["1kept1", "2kept2", "3kept3", "4kept4", "5kept5", "6kept6"]),
    "cut": (STORY, STORY[:2], ["1kept1", "2kept2", "3cut", "4cut", "5cut", "6cut"]),
    "cut inside": (STORY, (ATTACK, SANCTIONS), ["1kept1", "2cut", "3kept2", "4cut", "5cut", "6cut"]),
    "added": ((ATTACK, WAR), (THREAT, ATTACK, WAR), ["added1", "1kept2", "2kept3"]),
    "reworded": ((ATTACK, WAR), (ENTRY, WAR), ["1reworded1", "2kept2"]),
    "moved up": ((ATTACK, THREAT, WAR), (WAR, ATTACK, THREAT), ["3kept↕1", "1kept2", "2kept3"]),
    "moved down": ((ATTACK, THREAT, WAR), (THREAT, WAR, ATTACK), ["2kept1", "3kept2", "1kept↕3"]),
    "swapped": ((WAR, ATTACK), (ATTACK, WAR), ["2kept1", "1kept↕2"]),
    "moved and reworded": ((ATTACK, THREAT, WAR), (THREAT, WAR, ENTRY), ["2kept1", "3kept2", "1reworded↕3"]),
    "split": ((ATTACK, f"{ENVOYS} {PRISONERS}"), (ATTACK, ENVOYS, PRISONERS), ["1kept1", "2kept2", "split3"]),
    "merged": ((ATTACK, ENVOYS, PRISONERS), (ATTACK, f"{ENVOYS} {PRISONERS}"), ["1kept1", "2kept2", "3merged"]),
    "repeated": ((ATTACK, WAR), (ATTACK, WAR, ATTACK), ["1kept1", "2kept2", "added3"]),
    "said once less": ((ATTACK, WAR, ATTACK), (ATTACK, WAR), ["1kept1", "2kept2", "3cut"]),
    "a short piece of it": ((f"{ATTACK} {ENVOYS} {PRISONERS} {WAR}",), (WAR,), ["1reworded1"]),
    "all else": ((ATTACK, THREAT), (TRADERS, WAR), ["1cut", "2cut", "added1", "added2"]),
    "nothing left": ((ATTACK,), (), ["1cut"]),
    "from nothing": ((), (ATTACK,), ["added1"]),
    "nothing": ((), (), []),
}
