"""What is said of the figures."""

import pandas as pd
from helpers.paths import ROOT

from analysis.reading.schema import CONFIDENCE, TWO_CODERS
from analysis.reading.tables import make_table
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


def make_figures(**changes):
    """Figures of the two coders, all alike except for those that are named."""
    rows = [("both found", "act", 200, 0.4)]
    rows += [("alpha where both found an act", of, 80, 0.66) for of in ("side", "root", "modality", "frame")]
    for whose, share in (("rules alone", 0.6), ("learned alone", 0.5), ("both together", 0.7)):
        rows.append((f"found by {whose}", "act", 1000, share))
        for of in ("act", "side", "source"):
            rows.append((f"right by {whose}", of, 400, changes.get(of, share) if whose == "both together" else share))
    return make_table([dict(zip(TWO_CODERS, row, strict=True)) for row in rows], TWO_CODERS)


def test_what_the_two_coders_agree_on_and_are_right_in_is_told():
    agreed = str(text.describe_agreement(make_figures()))
    assert "Of 200 acts that the rules or the learned coder found, both found 40%." in agreed
    assert "alpha is 0.66 for side, 0.66 for root" in agreed
    told = str(text.describe_coders(make_figures(act=0.8, source=0.55)))
    assert "Of 1,000 labelled acts, the rules alone find 60%, the learned coder alone finds 50% and" in told
    assert "are right more often in side (70%, the rules alone 60%)." in told
    assert "are right less often in source (55%, the rules alone 60%)." in told
    assert "In 20% of their rows there is no labelled act" in told
    table = text.tabulate_coders(make_figures()).frame
    assert table.to_numpy().tolist()[:2] == [["act", "–", "60%", "50%", "70%"], ["side", "0.66", "60%", "50%", "70%"]]


def test_what_is_right_where_confidence_is_high_is_told():
    rows = [("confidence", "all", 0.9, 0.95, 0.9, 30), ("confidence", "all", 0.2, 0.25, 0.35, 10)]
    rows += [("confidence", "both", 0.9, 0.95, 1.0, 20), ("source_confidence", "all", 0.9, 0.95, 0.97, 1500)]
    told = str(text.describe_certainty(pd.DataFrame(rows, columns=list(CONFIDENCE))))
    assert "confidence of an event is at least 0.9, side and modality are right in 90% of 30; where both" in told
    assert "both coders read it, in 100% of 20. Over all tenths, the share that is right lies 6 points" in told
    assert "confidence of a source is at least 0.9, the source is right in 97% of 1,500." in told
    assert "target" not in told


def test_without_figures_the_prose_says_so():
    none, no_confidence = make_table([], TWO_CODERS), make_table([], CONFIDENCE)
    assert text.describe_agreement(none) == text.describe_coders(none) == ("The two coders were not compared.",)
    assert text.describe_certainty(no_confidence) == ("No event was found whose confidence could be checked.",)


def test_readme_states_the_figures_that_were_measured():
    readme = (ROOT / "README.md").read_text(encoding="utf-8").split("## How far to trust it")[1].split("\n## ")[0]
    kept = load_measured()
    kept = kept[kept["job"] != "quiet"]
    expected = text.find_expected(load_measured("unread"))
    figures = pd.concat([kept, expected]).set_index("measure")["figure"]
    told = figures.drop(["quad macro-F1", "coverage", "TextBlob arc", "VADER arc"])
    assert [f for f in told if f"{f:.0%}"[:-1] + " %" not in readme and f"{f:.2f}"[1:] not in readme] == []
