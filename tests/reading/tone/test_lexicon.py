"""The words of tone in all their forms."""

from analysis.reading.tone.lexicon import inflect


def test_a_row_knows_its_other_forms():
    assert {"kills", "killed", "killing"} <= set(inflect("kill", "verb"))
    assert {"rob", "robbed", "robbing"} <= {"rob", *inflect("rob", "verb")}
    assert {"defies", "defied", "defying"} <= set(inflect("defy", "verb"))
    assert {"fled the war", "fleeing the war"} <= set(inflect("flee the war", "verb", "fled"))
    assert set(inflect("war crime", "noun")) == {"war crimes"} and set(inflect("enemy", "noun")) == {"enemies"}
    assert set(inflect("tragic", "adj")) == {"tragically"} and "terribly" in inflect("terrible", "adj")
    assert list(inflect("alas", "adv")) == []
