"""`crisis-arc explain`: what was read in a sentence, and why."""

from dataclasses import replace

from analysis.__main__ import main
from analysis.reading.events.explain import explain

PARTS = ("Rules", "Learned coder", "Together")


def split(told):
    """What is told, by part; the heads stand at the margin, and all else is indented."""
    lines = told.splitlines()
    heads = [n for n, line in enumerate(lines) if not line.startswith(" ")]
    assert tuple(lines[n] for n in heads) == PARTS
    return ["\n".join(lines[a + 1 : b]) for a, b in zip(heads, [*heads[1:], len(lines)], strict=True)]


def test_each_coder_has_its_part_and_then_what_became_of_it():
    rules, learned, together = split(explain("The army shelled the port on Monday.", "2020-01-09"))
    assert "Act 1" in rules and "ASSAULT, conflict" in rules and "modality   asserted" in rules
    assert learned.startswith("  shelled: an act ") and "ASSAULT" in learned and "source 'army'" in learned
    assert together.startswith("  shelled: ASSAULT, conflict, asserted; read by both, sure ")


def judge(monkeypatch, adjudicate):
    """What is told of one sentence where a function of the acts of the rules decides what becomes of them."""
    monkeypatch.setattr("analysis.reading.events.table.adjudicate", lambda _, acts, *__: adjudicate(acts))
    return split(explain("The army shelled the port."))[-1]


def test_it_says_where_the_learned_coder_outweighs_the_rules(monkeypatch):
    def change(acts):
        return [replace(found, act=replace(found.act, modality="hedged"), target=None) for found in acts]

    told = judge(monkeypatch, change)
    assert "the rules had asserted; the learned coder outweighs them" in told
    assert "target: the rules had 'the port', object of 'shelled', now nobody is said" in told


def test_it_says_what_only_one_coder_reads(monkeypatch):
    assert "shelled: left out, the learned coder sees no act there" in judge(monkeypatch, lambda acts: [])

    def move(acts):
        word = acts[0].act.chain[0].doc[4]
        return [*acts, replace(acts[0], act=replace(acts[0].act, chain=(word,)), coder="learned")]

    told = judge(monkeypatch, move)
    assert "port: ASSAULT, conflict, asserted; read by learned" in told and "the rules have no row for it" in told


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
    assert all(part.strip() == "no act" for part in split(capsys.readouterr().out))
