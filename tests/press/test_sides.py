"""Sides that one article does not name."""

from helpers.told import deeds_of


def test_an_open_side_is_that_of_the_report_in_the_same_words():
    full = ("a", "2020-01-03", "USA", "IRN", "ASSAULT", "killed")
    told = [["USA", "IRN", "ASSAULT", 2, 2]]
    assert deeds_of(full, ("b", "2020-01-03", None, "IRN", "ASSAULT", "Killed")) == told
    assert deeds_of(full, ("b", "2020-01-03", "USA", None, "ASSAULT", "killed")) == told
    assert len(deeds_of(full, ("b", "2020-01-03", "USA", None, "ASSAULT", "fired"))) == 2
    assert len(deeds_of(full, ("b", "2020-01-03", None, "IRQ", "ASSAULT", "killed"))) == 2
    assert len(deeds_of(full, ("b", "2020-01-04", None, "IRN", "ASSAULT", "killed"))) == 2


def test_an_open_side_stays_open_where_reports_in_the_same_words_differ():
    rows = [("a", "2020-01-03", "SYR", "IRQ", "ASSAULT", "hit")]
    rows += [(name, "2020-01-03", "USA", "IRQ", "ASSAULT", "hit") for name in "bc"]
    assert [None, "IRQ", "ASSAULT", 1, 1] in deeds_of(*rows, ("d", "2020-01-03", None, "IRQ", "ASSAULT", "hit"))


HOMES = {"Red Front": "IRQ", "US clerk": "USA", "American clerk": "USA", "rebels": "IRQ"}


def test_sides_of_one_country_are_one_side_under_the_name_that_most_articles_give():
    rows = [(name, "2020-01-03", "USA", "Red Front", "ASSAULT", "killed") for name in "ab"]
    rows += [("c", "2020-01-03", "USA", "IRQ", "ASSAULT", "struck")]
    assert deeds_of(*rows, homes=HOMES) == [["USA", "Red Front", "ASSAULT", 3, 3]]
    rows = [("a", "2020-01-03", None, "US clerk", "ASSAULT", "killed")]
    rows += [(name, "2020-01-03", None, "American clerk", "ASSAULT", "killed") for name in "bc"]
    assert deeds_of(*rows, homes=HOMES) == [[None, "American clerk", "ASSAULT", 3, 3]]


def test_within_one_country_only_the_same_name_is_the_same_side():
    rows = [("a", "2020-01-03", "IRQ", "Red Front", "ASSAULT", "shelled")]
    rows += [("b", "2020-01-03", "Red Front", "IRQ", "ASSAULT", "shot at")]
    rows += [("c", "2020-01-03", "IRQ", "rebels", "ASSAULT", "shelled")]
    assert len(deeds_of(*rows, homes=HOMES)) == 3


def test_what_somebody_does_to_their_own_fills_no_gap():
    own = ("a", "2020-01-03", "USA", "USA", "ASSAULT", "ordered")
    assert len(deeds_of(own, ("b", "2020-01-03", None, "USA", "ASSAULT", "ordered"))) == 2
