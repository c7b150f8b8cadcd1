"""Agreement with annotations made by others, where they stand beside the checkout."""

import re
import subprocess
import sys

import pytest
from helpers.paths import ROOT

from analysis.validation.agreement import measure_agreement
from analysis.validation.gold import load_folder
from analysis.validation.scoring import score_sets

SCORER = ROOT.parent / "shared" / "bench" / "score.py"


@pytest.fixture
def score():
    if not SCORER.exists():
        pytest.skip("the scorer and its gold are not beside this checkout")

    def _score(job):
        run = subprocess.run([sys.executable, SCORER, job], capture_output=True, text=True, check=True, cwd=ROOT)
        assert "RAISED" not in run.stdout
        return run.stdout

    return _score


def test_layout_is_told_as_annotators_told_it(score):
    said = score("layout")
    assert float(re.search(r"block accuracy (\S+)", said)[1]) >= 0.95
    found, dated = re.search(r"date found (\d+)/(\d+)", said).groups()
    assert int(found) >= 22 and int(dated) == 23


def test_quotes_dates_and_the_article_are_read_as_annotators_read_them(score):
    assert float(re.search(r"quote\+speaker F1 (\S+)", score("quotes"))[1]) >= 0.87
    assert float(re.search(r"value F1 (\S+)", score("dates"))[1]) >= 0.84
    assert "layout 14/14, quotes 5/5, dates 7/7" in score("seed")


def test_tone_agrees_with_people_and_polarity_is_textblob_s(score):
    said = score("tone")
    assert "polarity r 0.311" in said
    agreement, arc = map(float, re.search(r" tone r (\S+), within-article arc (\S+)", said).groups())
    assert agreement >= 0.58 and arc >= 0.64


def test_the_package_scores_itself_as_the_scorer_does(score):

    sets = [gold for gold in load_folder(SCORER.parent / "gold")[0] if gold.job in ("layout", "dates", "tone")]
    table = measure_agreement(score_sets(sets), 9).set_index("measure")["figure"]
    layout, dates, tone = (score(job) for job in ("layout", "dates", "tone"))
    assert f"block accuracy {table['block accuracy']:.3f}" in layout
    assert f"value F1 {table['value F1']:.3f}" in dates
    for name, column in {"TextBlob": "polarity", "VADER": "vader", "tone": "tone"}.items():
        said = f"{column} r {table[f'{name} r']:.3f}, within-article arc {table[f'{name} arc']:.3f}"
        assert said in tone
