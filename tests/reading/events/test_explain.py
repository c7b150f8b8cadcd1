"""`crisis-arc explain`: what was read in a sentence, and why."""

from analysis.__main__ import main
from analysis.reading.events.explain import explain


def test_each_act_has_its_rows_parties_and_day():
    told = explain("Peru lifted sanctions on Chile on Monday.", "2020-01-09")
    assert "lifted: event_frames.csv" in told and "YIELD, cooperation" in told
    assert "'Peru' = PER, subject of 'lifted'" in told and "CHL" in told
    assert "2020-01-06" in told and "current" in told


def test_every_step_of_composition_has_its_row():
    told = explain("Peru will not attack Chile.")
    assert "NOT of ASSAULT (190) is 08" in told and "INTEND of cooperation" in told


def test_a_sentence_without_an_act_says_so(capsys):
    assert main(["explain", "The lake is blue."]) == 0
    assert "no act" in capsys.readouterr().out
