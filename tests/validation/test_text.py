"""What is said of the figures."""

import pandas as pd
from helpers.paths import ROOT

from analysis.validation import text
from analysis.validation.agreement import load_measured


def test_prose_says_what_is_above_its_baseline_and_what_is_not():
    kept = load_measured()
    assert "all lie above it" in str(text.describe_figures(kept))
    worse = kept.assign(low=kept["low"].mask(kept["measure"] == "tone r", 0.1))
    assert "but not tone r on the public sets" in str(text.describe_figures(worse))
    told = str(text.describe_unread(load_measured("unread")))
    assert "0.89 for cooperation or conflict" in told and "below what we aim at" in told
    assert "0.68 for source and target. That is" in told and "0.95 for cooperation or conflict" in told


def test_readme_states_the_figures_that_were_measured():
    readme = (ROOT / "README.md").read_text(encoding="utf-8").split("## How far to trust it")[1].split("\n## ")[0]
    kept = load_measured()
    kept = kept[kept["job"] != "quiet"]
    expected = text.find_expected(load_measured("unread"))
    figures = pd.concat([kept, expected]).set_index("measure")["figure"]
    told = figures.drop(["quad macro-F1", "coverage", "TextBlob arc", "VADER arc"])
    assert [f for f in told if f"{f:.0%}"[:-1] + " %" not in readme and f"{f:.2f}"[1:] not in readme] == []
