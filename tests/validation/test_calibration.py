"""Calibration: scores beside ratings, confidence beside what is right."""

from helpers.gold import event, rate

from analysis.validation import text
from analysis.validation.calibration import calibrate
from analysis.validation.gold import OWN, PUBLIC, GoldSet
from analysis.validation.scoring import score_sets


def calibrated(means):
    rated = GoldSet(PUBLIC, "tone", rate(*means))
    return calibrate([rated], {}, 49)


def test_calibration_puts_mean_ratings_beside_mean_scores():
    up, down = (calibrated([sign, 0, -sign] * 20).query("measure == 'tone'") for sign in (-1, 1))
    assert up["score"].is_monotonic_increasing and up["observed"].tolist() == [-1, 1]
    assert down["observed"].tolist() == [1, -1] and up["n"].sum() == 40
    assert "rises from each bin" in str(text.describe_tone_calibration(up))
    assert "falls at one step" in str(text.describe_tone_calibration(down))


def test_confidence_stands_beside_the_share_that_is_right():
    rows = [event("Turkey attacked Syria.", quad) for quad in ["Mconf"] * 9 + ["Mcoop"] * 3]
    sets = [GoldSet(OWN, "events", rows)]
    table = calibrate(sets, score_sets(sets), 49)
    assert table[["measure", "observed", "n"]].to_numpy().tolist() == [["confidence", 0.75, 12]]
    score = table["score"].iloc[0]
    assert 0 < score < 1 and f"75% of 12 at {score:.2f}" in str(text.describe_confidence(table))
