"""What may be stated flatly."""

import pandas as pd
import pytest

from analysis.show import sure
from analysis.show.sure import find_dated, mask_parties

NAN = float("nan")
MENTIONS = pd.DataFrame({"actor": ["Donald Trump", "Ann Lee"], "country": ["USA", None]})


def find_sure(acts):
    return sure.find_sure(acts, MENTIONS)


def make_acts(**cells):
    """A table of acts that are sure in all, but for the cells."""
    size = max(map(len, cells.values()))
    sure = {f"{name}confidence": [0.9] * size for name in ("", "frame_", "source_", "target_", "day_")}
    days = {column: pd.to_datetime(["2020-01-08"] * size) for column in ("first_day", "last_day")}
    names = {
        "coder": "both",
        "paragraph": 3,
        "frame": "current",
        "modality": "asserted",
        "attributed_to": None,
        "side": "conflict",
        "source": "USA",
        "source_country": "USA",
        "source_actor": "Donald Trump",
        "target": "IRN",
        "mutual": False,
        "source_start": 0,
        "source_end": 4,
        "target_start": 20,
    }
    return pd.DataFrame(sure | days | cells).assign(**{name: cells.get(name, value) for name, value in names.items()})


def test_an_act_is_sure_from_a_confidence_of_both_coders():
    acts = make_acts(coder=["both", "both", "rules", "learned", None, "both"], confidence=[0.8, 0.79, 1, 1, 0.9, NAN])
    assert find_sure(acts).tolist() == [True, False, False, False, True, True]


def test_what_is_not_done_or_on_somebodys_word_has_to_be_surer():
    acts = make_acts(
        modality=["intended", "threatened", "negated", "asserted", "asserted", "demanded"],
        attributed_to=[None, None, None, "Ann Lee", None, None],
        confidence=[0.89, 0.89, 0.89, 0.89, 0.8, 0.8],
    )
    assert find_sure(acts).tolist() == [False, True, False, False, True, True]
    assert find_sure(acts.assign(confidence=0.9)).all()
    assert find_sure(acts.assign(paragraph=2)).tolist() == [False, True, False, True, True, True]
    own = acts.assign(attributed_to="Donald Trump")  # what a state says of its own plans against others
    assert find_sure(own).tolist() == [True, False, False, False, False, False]
    assert not find_sure(own.assign(side="cooperation")).any()


def test_of_current_acts_in_the_first_two_paragraphs_the_coders_need_to_be_less_sure():
    acts = make_acts(
        paragraph=[1, 2, 2, 3, 2],
        confidence=[0.6, 0.6, 0.59, 0.79, 0.79],
        frame=["current", "current", "current", "current", "background"],
    )
    assert find_sure(acts).tolist() == [True, True, False, False, False]
    planned = acts.assign(modality="intended", side="cooperation")
    assert not find_sure(planned).any()


def test_that_an_act_is_current_has_to_be_sure_and_that_it_is_past_not():
    acts = make_acts(
        frame=["current", "current", "current", "background"],
        frame_confidence=[0.8, 0.79, NAN, 0.1],
    )
    assert find_sure(acts).tolist() == [True, False, True, True]


def test_what_is_dated_over_more_than_some_days_is_not_surely_current():
    ends = pd.to_datetime(["2020-01-13", "2020-01-14", "2020-01-14", "2020-01-14"])
    acts = make_acts(last_day=ends, frame=["current", "current", "background", "current"], coder=["both"] * 3 + [None])
    assert find_sure(acts).tolist() == [True, False, True, True]


def test_a_party_that_is_not_sure_is_left_out_with_its_person():
    acts = mask_parties(make_acts(source_confidence=[0.8, 0.79, NAN], target_confidence=[0.89, 0.9, NAN]))
    assert acts["source"].notna().tolist() == acts["source_actor"].notna().tolist() == [True, False, True]
    assert acts["target"].notna().tolist() == [False, True, True]


@pytest.mark.parametrize(("place", "known"), [(0, True), (9, True), (40, False)])
def test_of_a_mutual_act_in_the_same_words_one_party_is_as_sure_as_the_other(place, known):
    cells = {"mutual": [True], "target_confidence": [0.3], "target_start": [place]}
    assert mask_parties(make_acts(**cells))["target"].notna().tolist() == [known]


def test_a_day_that_is_not_known_or_not_sure_dates_nothing():
    days = pd.to_datetime(["2020-01-08", "2020-01-08", None, "2020-01-08"])
    acts = make_acts(first_day=days, day_confidence=[0.8, 0.79, 0.9, NAN])
    assert find_dated(acts).tolist() == [True, False, False, True]
